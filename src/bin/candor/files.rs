//! Where files are read from: the disk, or a state that git keeps. What git does not keep (a pack outside of the
//! repository, or in a module of it) is read from the disk in either case.

use std::path::Path;

use candor::configuration::errors;
use candor::diagnostic::Diagnostic;

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
        let Some(snapshot) = self.kept(path) else { return reading::text(path, shown) };
        match snapshot.read(path, LARGEST) {
            Ok(Ok(bytes)) => reading::decoded(bytes, shown),
            Ok(Err(size)) => Err(errors::oversized_file(shown, size, LARGEST)),
            Err(problem) => Err(errors::unreadable_path(shown, &problem)),
        }
    }
}
