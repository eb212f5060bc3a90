//! What is left out: by git, and by the configuration's globs.

use std::path::{Path, PathBuf};

use candor::configuration::{Configuration, Word, errors};
use candor::diagnostic::Diagnostic;
use ignore::Match;
use ignore::gitignore::{Gitignore, GitignoreBuilder};

/// The `.gitignore` files that hold at the place where a walk stands, the outermost first.
pub(super) struct Ignored {
    stack: Vec<(PathBuf, Gitignore)>,
    in_repository: bool,
}

impl Ignored {
    /// Those that hold in `root`: of its repository, down to the folder above it. Outside of a repository, none does.
    pub(super) fn above(root: &Path) -> Self {
        let Some(repository) = root.ancestors().find(|folder| folder.join(".git").exists()) else {
            return Self { stack: Vec::new(), in_repository: false };
        };
        let mut ignored = Self { stack: Vec::new(), in_repository: true };
        ignored.push_file(repository, &repository.join(".git/info/exclude"));
        let mut between: Vec<&Path> = root.ancestors().skip(1).take_while(|one| one.starts_with(repository)).collect();
        between.reverse();
        for folder in between {
            ignored.push_file(folder, &folder.join(".gitignore"));
        }
        ignored
    }

    /// The walk enters a folder.
    pub(super) fn enter(&mut self, folder: &Path) {
        if self.in_repository {
            self.push_file(folder, &folder.join(".gitignore"));
        }
    }

    fn push_file(&mut self, folder: &Path, file: &Path) {
        if !file.is_file() {
            return;
        }
        let mut builder = GitignoreBuilder::new(folder);
        // A line that cannot be read is passed over, as git does.
        let _ = builder.add(file);
        if let Ok(patterns) = builder.build() {
            self.stack.push((folder.to_owned(), patterns));
        }
    }

    /// Whether git ignores a path: the innermost file that speaks of it decides.
    pub(super) fn has(&mut self, path: &Path, is_folder: bool) -> bool {
        while self.stack.last().is_some_and(|(folder, _)| !path.starts_with(folder)) {
            self.stack.pop();
        }
        let verdicts = self.stack.iter().rev().map(|(_, patterns)| patterns.matched(path, is_folder));
        matches!(verdicts.into_iter().find(|verdict| !verdict.is_none()), Some(Match::Ignore(_)))
    }
}

/// The flow files that a configuration chooses.
pub(super) struct Chosen {
    include: Option<Gitignore>,
    exclude: Option<Gitignore>,
}

/// Reads the configuration's globs.
pub(super) fn chosen(root: &Path, configuration: &Configuration) -> (Chosen, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let mut globs = |words: &[Word]| globs(root, words, &mut diagnostics);
    let chosen = Chosen { include: globs(&configuration.include), exclude: globs(&configuration.exclude) };
    (chosen, diagnostics)
}

fn globs(root: &Path, words: &[Word], diagnostics: &mut Vec<Diagnostic>) -> Option<Gitignore> {
    let mut builder = GitignoreBuilder::new(root);
    builder.allow_unclosed_class(false);
    for word in words {
        if let Err(problem) = builder.add_line(None, &word.text) {
            diagnostics.push(errors::unreadable_glob(&word.text, &problem.to_string(), word.span));
        }
    }
    if words.is_empty() { None } else { builder.build().ok() }
}

impl Chosen {
    /// Whether a flow file is to be read.
    pub(super) fn has(&self, path: &str) -> bool {
        let matches = |globs: &Gitignore| globs.matched_path_or_any_parents(path, false).is_ignore();
        self.include.as_ref().is_none_or(matches) && !self.exclude.as_ref().is_some_and(matches)
    }
}
