//! The table of commands, from what the program says of itself.

use std::process::Command;

use super::page::{head, row};

/// What `candor WORDS --help` prints.
pub(crate) fn help(words: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_candor")).args(words).arg("--help").output().expect("it starts");
    String::from_utf8(output.stdout).expect("help is text")
}

/// One row a command.
pub(crate) fn table() -> String {
    let mut table = head(&["command", "what it does"]);
    list(&[], &mut table);
    table
}

fn list(words: &[&str], table: &mut String) {
    for (name, summary) in commands(&help(words)) {
        let words: Vec<&str> = words.iter().copied().chain([name.as_str()]).collect();
        let help = help(&words);
        if commands(&help).is_empty() {
            table.push_str(&row(&[&format!("`{}`", usage(&help)), &summary]));
        } else {
            list(&words, table);
        }
    }
}

/// The line of usage, without the word that stands for all options.
fn usage(help: &str) -> String {
    let (_, usage) = help.split_once("Usage: ").expect("help shows the usage");
    usage.lines().next().unwrap_or_default().replace(" [OPTIONS]", "").replace("...", "…")
}

/// The commands that a help text lists, each with its summary.
fn commands(help: &str) -> Vec<(String, String)> {
    let Some((_, below)) = help.split_once("Commands:\n") else { return Vec::new() };
    let mut commands: Vec<(String, String)> = Vec::new();
    for line in below.lines().take_while(|line| !line.is_empty()) {
        match (line.strip_prefix("   "), line.trim().split_once("  ")) {
            (None, Some((name, summary))) => commands.push((name.to_owned(), summary.trim().to_owned())),
            _ => {
                let (_, summary) = commands.last_mut().expect("a summary goes on below its command");
                summary.push(' ');
                summary.push_str(line.trim());
            }
        }
    }
    commands.retain(|(name, _)| name != "help");
    commands
}
