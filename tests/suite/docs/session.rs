//! Sessions that a page shows: every command is run, and what it says replaces what stood there.

use std::fs;
use std::path::Path;
use std::process::Command;

use super::page::place;

/// A scratch folder in which the commands of a page run: it holds the examples, and what the pages bring themselves.
pub(crate) fn folder() -> tempfile::TempDir {
    let scratch = tempfile::tempdir().expect("there is room for a scratch folder");
    for shown in ["examples", "docs/library"] {
        if place(shown).is_dir() {
            copy(&place(shown), &scratch.path().join(shown));
        }
    }
    scratch
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder can be made");
    for entry in fs::read_dir(from).expect("the folder can be read") {
        let entry = entry.expect("the folder can be read");
        let (path, target) = (entry.path(), to.join(entry.file_name()));
        if path.is_dir() {
            copy(&path, &target);
        } else {
            fs::copy(path, target).expect("a file can be copied");
        }
    }
}

/// The page with the output of every command in its `console` blocks as it is now. Commands run one after the other,
/// in one folder; what they write to stderr is shown as a terminal shows it. Blanks that end a line are left out.
pub(crate) fn replay(page: &str) -> String {
    let folder = folder();
    let mut replayed = String::new();
    let mut inside = false;
    for line in page.lines() {
        let command = line.strip_prefix("$ ").filter(|_| inside);
        if line == "```" {
            inside = false;
        }
        if !inside || command.is_some() {
            replayed.push_str(line);
            replayed.push('\n');
        }
        if let Some(command) = command {
            replayed.push_str(&run(command, folder.path()));
        }
        inside |= line == "```console";
    }
    replayed
}

/// Who commits, and no setting of the user's.
const GIT: [(&str, &str); 5] = [
    ("GIT_CONFIG_GLOBAL", "/dev/null"),
    ("GIT_AUTHOR_NAME", "A"),
    ("GIT_AUTHOR_EMAIL", "a@example.org"),
    ("GIT_COMMITTER_NAME", "A"),
    ("GIT_COMMITTER_EMAIL", "a@example.org"),
];

fn run(command: &str, folder: &Path) -> String {
    let program = Path::new(env!("CARGO_BIN_EXE_candor")).parent().expect("the program lies in a folder");
    let path = format!("{}:{}", program.display(), std::env::var("PATH").unwrap_or_default());
    let output = Command::new("sh")
        .args(["-c", &format!("exec 2>&1\n{command}")])
        .current_dir(folder)
        .env("PATH", path)
        .env_remove("CLICOLOR_FORCE")
        .envs(GIT)
        .output()
        .expect("there is a shell");
    let said = String::from_utf8(output.stdout).expect("the program speaks text");
    said.lines().flat_map(|line| [line.trim_end(), "\n"]).collect()
}
