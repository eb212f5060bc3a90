//! One state of a repository, as if it were a folder.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use candor::configuration::errors::Unreadable;

use super::modules::Stores;
use super::{blobs, in_tree};
use crate::reading::problem;
use crate::workspace::slashed;

/// One state of a repository: its index, or a commit.
pub(crate) struct Snapshot {
    pub(super) root: PathBuf,
    /// By path from the root, with `/`.
    entries: BTreeMap<String, Entry>,
    /// Where more objects lie than those of the repository.
    pub(super) stores: Stores,
}

/// What stands under one path.
struct Entry {
    kind: Kind,
    object: String,
}

/// What kind of thing stands under a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A file.
    File,
    /// A symbolic link.
    Link,
    /// Another repository that is not checked out here, so that nothing is known of what it holds.
    Module,
    /// Another repository that is checked out, but without the commit that is kept of it.
    Unfetched,
    /// A file of which a merge has left several versions.
    Unmerged,
}

impl Kind {
    fn of(mode: &str, unmerged: bool) -> Self {
        match mode {
            _ if unmerged => Self::Unmerged,
            "120000" => Self::Link,
            "160000" => Self::Module,
            _ => Self::File,
        }
    }
}

impl Snapshot {
    /// The state that a listing tells: `MODE WORD WORD TAB PATH NUL`. `read` tells from the two words which object it is,
    /// and whether a merge has left several.
    pub(super) fn new(root: &Path, listed: &[u8], read: fn(&str, &str) -> (String, bool)) -> Self {
        let entries = listed.split(|byte| *byte == 0).filter_map(|line| entry(line, read)).collect();
        Self { root: root.to_owned(), entries, stores: Stores::default() }
    }

    /// The modules, by path, and the commit that is kept of each.
    pub(super) fn modules(&self) -> Vec<(String, String)> {
        let modules = self.entries.iter().filter(|(_, entry)| entry.kind == Kind::Module);
        modules.map(|(path, entry)| (path.clone(), entry.object.clone())).collect()
    }

    /// Puts what a module holds in its place, and gives back the modules in it.
    pub(super) fn open(&mut self, module: &str, listed: &[u8]) -> Vec<(String, String)> {
        self.entries.remove(module);
        let mut inner = Vec::new();
        for (path, entry) in listed.split(|byte| *byte == 0).filter_map(|line| entry(line, in_tree)) {
            let path = format!("{module}/{path}");
            if entry.kind == Kind::Module {
                inner.push((path.clone(), entry.object.clone()));
            }
            self.entries.insert(path, entry);
        }
        inner
    }

    /// Says of what kind the thing under a path is.
    pub(super) fn mark(&mut self, path: &str, kind: Kind) {
        if let Some(entry) = self.entries.get_mut(path) {
            entry.kind = kind;
        }
    }

    /// The path from the root of the repository, if git keeps what lies there: not outside, and not in a module of which
    /// nothing is known.
    fn inside(&self, path: &Path) -> Option<String> {
        let inside = slashed(path.strip_prefix(&self.root).ok()?);
        let is_module = |folder: &str| self.entries.get(folder).is_some_and(|entry| entry.kind == Kind::Module);
        let in_module = inside.match_indices('/').any(|(end, _)| is_module(&inside[..end])) || is_module(&inside);
        (!in_module).then_some(inside)
    }

    /// Whether it is for this state to say what lies under a path.
    pub(crate) fn has(&self, path: &Path) -> bool {
        self.inside(path).is_some()
    }

    /// Whether a file lies there.
    pub(crate) fn is_file(&self, path: &Path) -> bool {
        let entry = self.inside(path).and_then(|inside| self.entries.get(&inside));
        entry.is_some_and(|entry| matches!(entry.kind, Kind::File | Kind::Unmerged))
    }

    /// Whether a folder lies there.
    pub(crate) fn is_folder(&self, path: &Path) -> bool {
        path == self.root || self.below(path).next().is_some()
    }

    /// Everything below a folder, in the order of names: the path from there, and what it is.
    pub(crate) fn below(&self, folder: &Path) -> impl Iterator<Item = (&str, Kind)> {
        let prefix = match self.inside(folder) {
            Some(inside) if inside.is_empty() => Some(inside),
            inside => inside.map(|inside| inside + "/"),
        };
        prefix.into_iter().flat_map(|prefix| {
            let length = prefix.len();
            let listed = self.entries.range(prefix.clone()..).take_while(move |(path, _)| path.starts_with(&prefix));
            listed.map(move |(path, entry)| (&path[length..], entry.kind))
        })
    }

    /// The bytes of files, each if it has no more than `largest`; else how many it has, or what is wrong with it.
    pub(crate) fn read(&self, paths: &[&Path], largest: u64) -> Vec<Result<Result<Vec<u8>, u64>, Unreadable>> {
        let found: Vec<Result<&str, Unreadable>> = paths.iter().map(|path| self.object(path)).collect();
        let objects: Vec<&str> = found.iter().flatten().copied().collect();
        let mut blobs = match blobs::read(&objects, &self.stores, largest) {
            Ok(blobs) => blobs.into_iter(),
            Err(error) => {
                let failed = |_| Err(Unreadable::Withheld(problem(&error)));
                return found.into_iter().map(|found| found.and_then(failed)).collect();
            }
        };
        let mut next = || blobs.next().ok_or(Unreadable::Gone);
        found.into_iter().map(|found| found.and_then(|_| next())).collect()
    }

    fn object(&self, path: &Path) -> Result<&str, Unreadable> {
        let entry = self.inside(path).and_then(|inside| self.entries.get(&inside)).ok_or(Unreadable::Gone)?;
        match entry.kind {
            Kind::Unmerged => Err(Unreadable::Unmerged),
            Kind::File | Kind::Link | Kind::Module | Kind::Unfetched => Ok(&entry.object),
        }
    }
}

/// One line of a listing.
fn entry(line: &[u8], read: fn(&str, &str) -> (String, bool)) -> Option<(String, Entry)> {
    let line = String::from_utf8_lossy(line);
    let (about, path) = line.split_once('\t')?;
    let mut words = about.split(' ');
    let (mode, second, third) = (words.next()?, words.next()?, words.next()?);
    let (object, unmerged) = read(second, third);
    Some((path.to_owned(), Entry { kind: Kind::of(mode, unmerged), object }))
}
