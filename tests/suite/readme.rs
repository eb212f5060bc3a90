//! What README says about the program is so.

use std::fs;
use std::path::Path;
use std::process::Command;

fn readme() -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).expect("there is a README")
}

fn help() -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_candor")).arg("--help").output().expect("the program starts");
    String::from_utf8(output.stdout).expect("help is text")
}

/// The words at the start of the rows of the table below a heading: `| `candor fmt [--check]` | …` gives `fmt`.
fn first_cells(text: &str, heading: &str) -> Vec<String> {
    let (_, below) = text.split_once(heading).expect("the heading is there");
    let section = below.split("\n## ").next().unwrap_or_default();
    let cells = section.lines().filter_map(|line| line.strip_prefix("| `")).filter_map(|line| line.split('`').next());
    cells.map(str::to_owned).collect()
}

#[test]
fn readme_lists_the_commands_of_the_program() {
    let listed: Vec<String> = first_cells(&readme(), "## The command")
        .iter()
        .map(|cell| cell.split(' ').nth(1).unwrap_or_default().to_owned())
        .collect();
    let help = help();
    let (_, below) = help.split_once("Commands:\n").expect("help lists the commands");
    let known: Vec<&str> =
        below.lines().take_while(|line| !line.is_empty()).filter_map(|line| line.split_whitespace().next()).collect();
    let known: Vec<&str> = known.into_iter().filter(|command| *command != "help").collect();
    assert_eq!(listed, known);
}

#[test]
fn readme_names_folders_that_are_there() {
    for folder in first_cells(&readme(), "## Where things stand") {
        assert!(Path::new(env!("CARGO_MANIFEST_DIR")).join(&folder).is_dir(), "there is no folder `{folder}`");
    }
}

#[test]
fn the_exit_codes_are_told_alike() {
    assert!(
        help()
            .replace('\n', " ")
            .contains("0 if everything was checked and nothing reached --fail-on, 1 if something did, 2 if not")
    );
    let readme = readme().replace('\n', " ");
    assert!(readme.contains("0 if everything was checked and nothing reached `--fail-on`"));
}
