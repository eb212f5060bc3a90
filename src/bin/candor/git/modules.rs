//! Repositories within a repository, which keeps a commit of each: what that commit holds is read like all the rest.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use super::snapshot::{Kind, Snapshot};
use super::{Failure, answer, ask, command, line};

/// Where git looks for objects besides.
const ALTERNATES: &str = "GIT_ALTERNATE_OBJECT_DIRECTORIES";

/// The objects of modules.
#[derive(Default)]
pub(super) struct Stores(Vec<PathBuf>);

impl Stores {
    /// What the variable says that git looks into, with what it says already.
    pub(super) fn alternates(&self) -> Option<(&'static str, OsString)> {
        if self.0.is_empty() {
            return None;
        }
        let known = std::env::var_os(ALTERNATES).unwrap_or_default();
        let all = std::env::split_paths(&known).chain(self.0.iter().cloned());
        std::env::join_paths(all.filter(|path| !path.as_os_str().is_empty())).ok().map(|all| (ALTERNATES, all))
    }
}

impl Snapshot {
    /// Puts what a commit holds in the place of each module that it is kept of. A module that is not checked out holds
    /// nothing, as on the disk.
    pub(super) fn with_modules(mut self) -> Self {
        let mut waiting = self.modules();
        while let Some((path, commit)) = waiting.pop() {
            let Some(store) = store(&self.root.join(&path)) else { continue };
            self.stores.0.push(store);
            match self.listing(&commit) {
                Ok(listed) => waiting.extend(self.open(&path, &listed)),
                Err(_) => self.mark(&path, Kind::Unfetched),
            }
        }
        self
    }

    fn listing(&self, commit: &str) -> Result<Vec<u8>, Failure> {
        let mut command = command(&["ls-tree", "-r", "-z", "--full-tree", commit]);
        command.envs(self.stores.alternates());
        answer(command)
    }
}

/// Where the objects of a module lie that is checked out in a folder.
fn store(folder: &Path) -> Option<PathBuf> {
    let link = folder.join(".git");
    let own = ask(&["rev-parse", "--resolve-git-dir", link.to_str()?]).ok()?;
    Some(PathBuf::from(line(own)).join("objects"))
}
