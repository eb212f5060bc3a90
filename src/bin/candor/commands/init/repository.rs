//! What calls candor from a repository: a hook, and pipelines.

use std::path::{Path, PathBuf};

use super::write_new;
use crate::arguments::Init;
use crate::reading::problem;
use crate::{Status, output};

/// A file that calls candor.
struct Caller {
    flag: &'static str,
    path: &'static str,
    text: &'static str,
    wanted: fn(&Init) -> bool,
}

const CALLERS: [Caller; 3] = [
    Caller {
        flag: "--pre-commit",
        path: ".pre-commit-config.yaml",
        text: include_str!("pre-commit.yaml"),
        wanted: |arguments| arguments.pre_commit,
    },
    Caller {
        flag: "--github",
        path: ".github/workflows/candor.yml",
        text: include_str!("github.yaml"),
        wanted: |arguments| arguments.github,
    },
    Caller {
        flag: "--gitlab",
        path: ".gitlab-ci.yml",
        text: include_str!("gitlab.yaml"),
        wanted: |arguments| arguments.gitlab,
    },
];

/// Writes the callers that were asked for; `None` if none was.
pub(super) fn run(arguments: &Init, folder: &Path) -> Option<Status> {
    let wanted: Vec<&Caller> = CALLERS.iter().filter(|caller| (caller.wanted)(arguments)).collect();
    if wanted.is_empty() {
        return None;
    }
    let Some(root) = root(folder) else {
        output::talk(&format!(
            "`{}` lies in no git repository, and a hook or a pipeline belongs to one",
            folder.display()
        ));
        return Some(Status::Incomplete);
    };
    wanted.into_iter().map(|caller| write(caller, &root)).max()
}

/// Says what could be written besides, where that is of use.
pub(super) fn offer(folder: &Path) {
    let Some(root) = root(folder) else { return };
    let missing = CALLERS.iter().filter(|caller| !root.join(caller.path).exists());
    let offers: Vec<String> = missing.map(|caller| format!("`{}` for `{}`", caller.flag, caller.path)).collect();
    if !offers.is_empty() {
        output::talk(&format!(
            "this is a git repository, and `candor init` can call candor from it: {}",
            offers.join(", ")
        ));
    }
}

/// Writes a caller, or says what to add to the file that is there.
fn write(caller: &Caller, root: &Path) -> Status {
    let path = root.join(caller.path);
    let text = caller.text.replace("{version}", env!("CARGO_PKG_VERSION"));
    if path.symlink_metadata().is_ok() {
        output::talk(&format!("`{}` exists already; to call candor, add to it:\n{text}", caller.path));
        return Status::Incomplete;
    }
    match write_new(&path, &text) {
        Ok(()) => output::talk(&format!("wrote `{}`", caller.path)),
        Err(error) => {
            output::talk(&format!("`{}` cannot be written: {}", caller.path, problem(&error)));
            return Status::Incomplete;
        }
    }
    Status::Clean
}

/// The nearest folder at or above one that is a git repository's.
fn root(folder: &Path) -> Option<PathBuf> {
    let full = std::path::absolute(folder).ok()?;
    full.ancestors().find(|folder| folder.join(".git").exists()).map(Path::to_owned)
}
