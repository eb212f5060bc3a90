//! What git keeps: the index and commits, read through the `git` program. Only plumbing is called, whose output is made
//! for programs, so no setting of the user's changes what is read.

mod blobs;
mod modules;
mod revision;
mod snapshot;

use std::io;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use candor::configuration::errors;
use candor::diagnostic::{Diagnostic, Text};
use candor::report::results::Commit;

use crate::reading::problem;
pub(crate) use revision::Base;
pub(crate) use snapshot::{Kind, Snapshot};

/// The repository that the program stands in.
pub(crate) struct Repository {
    root: PathBuf,
}

/// Why git gave no answer.
enum Failure {
    /// There is no such program.
    Missing,
    /// It said no, with these words.
    Refused(String),
}

/// Asks git, from the folder that the program stands in: hooks set variables that are relative to it.
fn ask(arguments: &[&str]) -> Result<Vec<u8>, Failure> {
    answer(command(arguments))
}

fn answer(mut command: Command) -> Result<Vec<u8>, Failure> {
    let output = command.stdin(Stdio::null()).output().map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => Failure::Missing,
        _ => Failure::Refused(problem(&error)),
    })?;
    if output.status.success() {
        return Ok(output.stdout);
    }
    Err(Failure::Refused(String::from_utf8_lossy(&output.stderr).into_owned()))
}

fn command(arguments: &[&str]) -> Command {
    let mut command = Command::new("git");
    command.args(arguments).env("LC_ALL", "C").env("GIT_OPTIONAL_LOCKS", "0");
    command
}

/// What the two words of a tree's listing say: a kind, and the object.
fn in_tree(_: &str, object: &str) -> (String, bool) {
    (object.to_owned(), false)
}

fn line(bytes: Vec<u8>) -> String {
    String::from_utf8_lossy(&bytes).trim_end_matches(['\r', '\n']).to_owned()
}

impl Repository {
    /// Finds it; `wanted` is what needs one.
    pub(crate) fn find(wanted: impl Into<Text>) -> Result<Self, Diagnostic> {
        match ask(&["rev-parse", "--show-toplevel"]) {
            Ok(root) => Ok(Self { root: PathBuf::from(line(root)) }),
            Err(Failure::Missing) => Err(errors::no_git(&wanted.into())),
            Err(Failure::Refused(words)) if words.contains("dubious ownership") => Err(errors::untrusted_repository()),
            Err(Failure::Refused(_)) => Err(errors::no_repository(&wanted.into())),
        }
    }

    /// The commit that the working tree belongs to, and whether files that candor reads differ from it; `None` before the
    /// first one.
    pub(crate) fn head(&self) -> Option<Commit> {
        let id = line(ask(&["rev-parse", "--verify", "HEAD"]).ok()?);
        let read = [":/*.candor", ":/*.yaml"];
        let differing = ask(&["status", "--porcelain", "--untracked-files=all", "-z", "--", read[0], read[1]]).ok()?;
        Some(Commit { id, changed: !differing.is_empty() })
    }

    /// What is staged: what the next commit would hold.
    pub(crate) fn index(&self) -> Result<Snapshot, Diagnostic> {
        let listed = ask(&["ls-files", "--stage", "--full-name", "-z", "--", ":/"]);
        let listed = listed.map_err(|_| errors::no_repository(&Text::quoted("--staged")))?;
        Ok(Snapshot::new(&self.root, &listed, |object, stage| (object.to_owned(), stage != "0")).with_modules())
    }

    /// What a commit holds.
    fn commit(&self, object: &str) -> Result<Snapshot, Failure> {
        let listed = ask(&["ls-tree", "-r", "-z", "--full-tree", object])?;
        Ok(Snapshot::new(&self.root, &listed, in_tree).with_modules())
    }

    /// Whether this is a clone without all of its history.
    fn is_shallow(&self) -> bool {
        ask(&["rev-parse", "--is-shallow-repository"]).is_ok_and(|answer| line(answer) == "true")
    }
}
