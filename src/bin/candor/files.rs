//! Where files are read from: the disk, or a state that git keeps. What git does not keep (a pack outside of the
//! repository, or in a submodule that is not checked out) is read from the disk in either case.

use std::path::{Path, PathBuf};

use candor::configuration::errors::{self, Unreadable};
use candor::diagnostic::Diagnostic;
use rayon::prelude::*;

use crate::git::Snapshot;
use crate::reading::{self, LARGEST};

/// What the program reads.
pub(crate) enum Files {
    /// What lies on the disk.
    Disk,
    /// What git keeps.
    Kept(Snapshot),
}

impl Files {
    /// The state that it is for to say what lies under a path; `None` is the disk.
    pub(crate) fn kept(&self, path: &Path) -> Option<&Snapshot> {
        match self {
            Self::Disk => None,
            Self::Kept(snapshot) => Some(snapshot).filter(|snapshot| snapshot.has(path)),
        }
    }

    /// Whether a path can be looked for there at all.
    pub(crate) fn cover(&self, path: &Path) -> bool {
        matches!(self, Self::Disk) || self.kept(path).is_some()
    }

    /// Whether a file lies there.
    pub(crate) fn is_file(&self, path: &Path) -> bool {
        self.kept(path).map_or_else(|| path.is_file(), |snapshot| snapshot.is_file(path))
    }

    /// Whether a folder lies there.
    pub(crate) fn is_folder(&self, path: &Path) -> bool {
        self.kept(path).map_or_else(|| path.is_dir(), |snapshot| snapshot.is_folder(path))
    }

    /// Whether anything lies there.
    pub(crate) fn has(&self, path: &Path) -> bool {
        self.kept(path).map_or_else(|| path.exists(), |snapshot| snapshot.is_file(path) || snapshot.is_folder(path))
    }

    /// The text of a file; `shown` is its path in messages.
    pub(crate) fn text(&self, path: &Path, shown: &str) -> Result<String, Diagnostic> {
        let mut texts = self.texts(&[(path.to_owned(), shown.to_owned())]);
        texts.pop().unwrap_or_else(|| Err(errors::unreadable_path(shown, &Unreadable::Gone)))
    }

    /// The texts of files, each with its path in messages. What git keeps is asked of one process for all.
    pub(crate) fn texts(&self, files: &[(PathBuf, String)]) -> Vec<Result<String, Diagnostic>> {
        let kept = files.first().and_then(|(path, _)| self.kept(path));
        let Some(snapshot) = kept else {
            return files.par_iter().map(|(path, shown)| reading::text(path, shown)).collect();
        };
        let paths: Vec<&Path> = files.iter().map(|(path, _)| path.as_path()).collect();
        let read = snapshot.read(&paths, LARGEST).into_iter().zip(files);
        read.map(|(read, (_, shown))| match read {
            Ok(Ok(bytes)) => reading::decoded(bytes, shown),
            Ok(Err(size)) => Err(errors::oversized_file(shown, size, LARGEST)),
            Err(problem) => Err(errors::unreadable_path(shown, &problem)),
        })
        .collect()
    }
}
