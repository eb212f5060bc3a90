//! Where the program stands, what it reads there, and ways from there: nothing it prints depends on the rest of the
//! machine.

use std::io;
use std::path::{Component, Path, PathBuf};

use crate::files::Files;

/// The folder that the program was started in, and what it reads from there.
pub(crate) struct Here {
    folder: PathBuf,
    files: Files,
}

impl Here {
    /// Asks the system. What lies on the disk is read.
    pub(crate) fn new() -> io::Result<Self> {
        std::env::current_dir().map(|folder| Self { folder, files: Files::Disk })
    }

    /// The same place, where something else is read.
    pub(crate) fn reading(&self, files: Files) -> Self {
        Self { folder: self.folder.clone(), files }
    }

    /// What is read.
    pub(crate) fn files(&self) -> &Files {
        &self.files
    }

    /// The folder.
    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    /// A path from the root of the file system, with `.` and `..` taken out.
    pub(crate) fn absolute(&self, path: &Path) -> PathBuf {
        let mut full = PathBuf::new();
        for part in self.folder.join(path).components() {
            match part {
                Component::CurDir => {}
                Component::ParentDir => {
                    full.pop();
                }
                Component::Prefix(_) | Component::RootDir | Component::Normal(_) => full.push(part),
            }
        }
        full
    }

    /// The way from here to a folder, with `/`; empty for here.
    pub(crate) fn way_to(&self, path: &Path) -> String {
        way(&self.folder, path)
    }
}

/// The way from a folder to something else, with `/`; empty for the folder itself.
pub(crate) fn way(from: &Path, path: &Path) -> String {
    let shared = from.components().zip(path.components()).take_while(|(left, right)| left == right).count();
    let up = from.components().skip(shared).map(|_| "..".to_owned());
    let down = path.components().skip(shared).map(|part| part.as_os_str().to_string_lossy().into_owned());
    up.chain(down).collect::<Vec<_>>().join("/")
}

/// A relative path with `/` between its parts.
pub(crate) fn slashed(path: &Path) -> String {
    path.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
}
