//! One walk over a workspace's folder, on the disk or in what git keeps. Symbolic links are not followed, so it always ends
//! and never leaves the folder.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use candor::configuration::FILE_NAME;
use candor::configuration::errors::{self, Unreadable};
use candor::diagnostic::Diagnostic;
use candor::report::Skipped;
use walkdir::{DirEntry, WalkDir};

use super::ignored::Ignored;
use super::place::{Here, slashed};
use crate::git::{Kind, Snapshot};
use crate::reading::problem;

/// What lies in a workspace's folder.
#[derive(Default)]
pub(super) struct Tree {
    /// Its flow files, relative to it.
    pub(super) flows: BTreeSet<String>,
    /// Symbolic links with the names of flow files, relative to it.
    pub(super) links: BTreeSet<String>,
    /// All its files and folders, relative to it, those of nested workspaces too: flows name documents by such paths.
    pub(super) paths: BTreeSet<String>,
    /// Folders in it that are workspaces of their own.
    pub(super) nested: Vec<PathBuf>,
    /// What was passed over.
    pub(super) skipped: Skipped,
    /// What could not be read.
    pub(super) diagnostics: Vec<Diagnostic>,
}

impl Tree {
    /// Walks over the folder `root`, in the order of names.
    pub(super) fn walk(here: &Here, root: &Path) -> Self {
        match here.files().kept(root) {
            Some(snapshot) => Self::kept(here, snapshot, root),
            None => Self::on_disk(here, root),
        }
    }

    /// What git keeps is not ignored, whatever the patterns say, and it keeps no folders but for what lies in them.
    fn kept(here: &Here, snapshot: &Snapshot, root: &Path) -> Self {
        let mut tree = Self::default();
        for (path, kind) in snapshot.below(root) {
            if path.split('/').any(|part| part.starts_with('.')) {
                tree.skipped.hidden += 1;
                continue;
            }
            tree.paths.insert(path.to_owned());
            match kind {
                Kind::Link if path.ends_with(".candor") => {
                    tree.links.insert(path.to_owned());
                }
                Kind::Link => tree.skipped.links += 1,
                Kind::Module => {}
                Kind::Unfetched => tree.add_unfetched(here, &root.join(path)),
                Kind::File | Kind::Unmerged => tree.add_kept(root, path),
            }
        }
        let nested = std::mem::take(&mut tree.nested);
        for list in [&mut tree.flows, &mut tree.links] {
            list.retain(|path| !nested.iter().any(|nested| root.join(path).starts_with(nested)));
        }
        Self { nested, ..tree }
    }

    fn add_kept(&mut self, root: &Path, path: &str) {
        match path.strip_suffix(FILE_NAME).and_then(|folder| folder.strip_suffix('/')) {
            Some(folder) => self.nested.push(root.join(folder)),
            None if path.ends_with(".candor") => {
                self.flows.insert(path.to_owned());
            }
            None => {}
        }
    }

    /// Of a module whose commit is not here, something is missing only if it holds what candor reads.
    fn add_unfetched(&mut self, here: &Here, module: &Path) {
        let is_read = |name: &str| name.ends_with(".candor") || name == "pack.yaml";
        if WalkDir::new(module).into_iter().flatten().any(|entry| entry.file_name().to_str().is_some_and(is_read)) {
            self.diagnostics.push(errors::unfetched_module(&here.way_to(module)));
        }
    }

    fn on_disk(here: &Here, root: &Path) -> Self {
        let mut tree = Self::default();
        let mut ignored = Ignored::above(root);
        let mut walk = WalkDir::new(root).sort_by_file_name().into_iter();
        while let Some(step) = walk.next() {
            match step {
                Ok(entry) if entry.depth() == 0 => ignored.enter(root),
                Ok(entry) => {
                    let is_folder = entry.file_type().is_dir();
                    if !tree.add(root, &entry, &mut ignored) && is_folder {
                        walk.skip_current_dir();
                    }
                }
                Err(error) => tree.diagnostics.push(unreadable(here, root, &error)),
            }
        }
        tree
    }

    /// Takes an entry in; false if it is passed over, with all that lies in it.
    fn add(&mut self, root: &Path, entry: &DirEntry, ignored: &mut Ignored) -> bool {
        let path = entry.path();
        let is_folder = entry.file_type().is_dir();
        if entry.file_name().to_string_lossy().starts_with('.') {
            self.skipped.hidden += 1;
            return false;
        }
        if ignored.has(path, is_folder) {
            self.skipped.ignored += 1;
            return false;
        }
        let relative = slashed(path.strip_prefix(root).unwrap_or(path));
        self.paths.insert(relative.clone());
        if is_folder {
            ignored.enter(path);
            if path.join(FILE_NAME).is_file() {
                self.nested.push(path.to_owned());
            }
        } else if relative.ends_with(".candor") && !self.in_nested(path) {
            let list = if entry.path_is_symlink() { &mut self.links } else { &mut self.flows };
            list.insert(relative);
        } else if entry.path_is_symlink() {
            self.skipped.links += 1;
        }
        true
    }

    fn in_nested(&self, path: &Path) -> bool {
        self.nested.iter().any(|nested| path.starts_with(nested))
    }
}

fn unreadable(here: &Here, root: &Path, error: &walkdir::Error) -> Diagnostic {
    let path = here.way_to(error.path().unwrap_or(root));
    let problem = error.io_error().map_or(Unreadable::Circle, |error| Unreadable::System(problem(error)));
    errors::unreadable_path(if path.is_empty() { "." } else { &path }, &problem)
}
