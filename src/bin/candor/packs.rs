//! Policy packs: those embedded in the program, and those in folders.

mod choice;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use candor::configuration::errors::{self, Unreadable};
use candor::diagnostic::{Consequence, Diagnostic, Language};
use candor::policy::pack::Pack;
use candor::policy::{self, embedded, load};
use candor::report::{Places, Remarks};
use candor::source::{FileId, Sources};
use walkdir::WalkDir;

use crate::reading::problem;
use crate::workspace::{Here, slashed};

/// A pack, with the texts that it was read from.
pub(crate) struct Loaded {
    /// What was asked for: an id, or a folder from the root of the file system.
    key: String,
    /// The way to its folder; for an embedded one, its place in the program's repository.
    pub(crate) folder: String,
    /// Its files.
    pub(crate) sources: Sources,
    /// What stands in the way of using the pack.
    pub(crate) diagnostics: Vec<Diagnostic>,
    /// What could be better about the pack. That is for its author; who checks flows by it is not told.
    pub(crate) advice: Vec<Diagnostic>,
    /// The file with its clean world.
    pub(crate) world: Option<FileId>,
    /// The pack, if nothing stands in its way.
    pub(crate) pack: Option<Arc<Pack>>,
}

impl Loaded {
    /// Its folder on this machine; `None` for an embedded one.
    pub(crate) fn place(&self) -> Option<&Path> {
        Some(Path::new(&self.key)).filter(|path| path.is_absolute())
    }

    /// Where its files lie.
    fn places(&self) -> Places<'_> {
        Places { folder: &self.folder, sources: &self.sources }
    }

    /// What was said about its files, for a report.
    pub(crate) fn remarks(&self) -> Remarks<'_> {
        Remarks { folder: &self.folder, sources: &self.sources, diagnostics: &self.diagnostics }
    }
}

/// All packs of a run, each loaded once.
#[derive(Default)]
pub(crate) struct Packs {
    /// Whether the examples of embedded packs are left unread; nobody who only checks needs them.
    pub(crate) without_examples: bool,
    /// The languages whose texts are loaded. The packs' own are always there.
    pub(crate) languages: Vec<Language>,
    /// In the order in which they were asked for.
    pub(crate) loaded: Vec<Loaded>,
}

/// A pack of a [`Packs`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct PackId(usize);

/// The ids of the embedded packs.
pub(crate) fn embedded_ids() -> Vec<&'static str> {
    embedded().iter().map(|(id, _)| *id).collect()
}

impl Packs {
    /// The pack of an embedded id or of a folder, relative to `base`.
    pub(crate) fn get(&mut self, here: &Here, base: &Path, name: &str) -> Result<PackId, Diagnostic> {
        if let Some((id, files)) = embedded().iter().find(|(id, _)| *id == name) {
            let (without_examples, languages) = (self.without_examples, self.languages.clone());
            let wanted = |path: &str| is_wanted(path, &languages);
            let load = || embedded_pack(id, files.iter().filter(|(path, _)| wanted(path)), without_examples);
            return Ok(self.remember(name.to_owned(), load));
        }
        let folder = here.absolute(&base.join(name));
        if !here.files().is_file(&folder.join("pack.yaml")) {
            return Err(errors::unknown_policy(name, &embedded_ids()));
        }
        let key = folder.to_string_lossy().into_owned();
        let languages = self.languages.clone();
        Ok(self.remember(key, || folder_pack(here, &folder, &languages)))
    }

    /// Packs for another state of the files. Embedded ones are the same there, and are not loaded twice.
    pub(crate) fn beside(&self) -> Self {
        let embedded = self.loaded.iter().filter(|loaded| loaded.place().is_none() && loaded.diagnostics.is_empty());
        let again = |loaded: &Loaded| Loaded {
            key: loaded.key.clone(),
            folder: loaded.folder.clone(),
            sources: Sources::new(),
            diagnostics: Vec::new(),
            advice: Vec::new(),
            world: None,
            pack: loaded.pack.clone(),
        };
        Self { loaded: embedded.map(again).collect(), languages: self.languages.clone(), ..*self }
    }

    fn remember(&mut self, key: String, load: impl FnOnce() -> Loaded) -> PackId {
        if let Some(known) = self.loaded.iter().position(|loaded| loaded.key == key) {
            return PackId(known);
        }
        self.loaded.push(Loaded { key, ..load() });
        PackId(self.loaded.len() - 1)
    }

    /// A pack and its texts.
    pub(crate) fn of(&self, id: PackId) -> &Loaded {
        &self.loaded[id.0]
    }

    /// Where the files of packs in folders lie, by the pack's id.
    pub(crate) fn files(&self) -> impl Iterator<Item = (&str, Places<'_>)> {
        let in_folders = self.loaded.iter().filter(|loaded| loaded.place().is_some());
        in_folders.filter_map(|loaded| Some((loaded.pack.as_ref()?.id.as_str(), loaded.places())))
    }

    /// All packs that could be loaded.
    pub(crate) fn usable(&self) -> impl Iterator<Item = &Pack> {
        self.loaded.iter().filter_map(|loaded| loaded.pack.as_deref())
    }
}

/// Whether a file of a pack is read: those of languages that nobody wants are not, since they would take as long as all
/// the rest.
fn is_wanted(path: &str, languages: &[Language]) -> bool {
    let of_language = path.strip_prefix("languages/").and_then(|rest| rest.split_once('/'));
    of_language.is_none_or(|(code, _)| Language::from_word(code).is_none_or(|language| languages.contains(&language)))
}

fn embedded_pack<'f>(id: &str, files: impl Iterator<Item = &'f (&'f str, &'f str)>, without_examples: bool) -> Loaded {
    let mut sources = Sources::new();
    for (path, text) in files {
        match without_examples && path.starts_with("rules/") {
            true => sources.add(*path, policy::without_examples(text)),
            false => sources.add(*path, *text),
        };
    }
    loaded(format!("policies/{id}"), sources, Vec::new())
}

fn folder_pack(here: &Here, folder: &Path, languages: &[Language]) -> Loaded {
    let mut sources = Sources::new();
    let mut diagnostics = Vec::new();
    let mut files = pack_files(here, folder, &mut diagnostics);
    files.retain(|(path, _)| is_wanted(&slashed(path.strip_prefix(folder).unwrap_or(path)), languages));
    for (text, (path, _)) in here.files().texts(&files).into_iter().zip(&files) {
        match text {
            Ok(text) => {
                sources.add(slashed(path.strip_prefix(folder).unwrap_or(path)), text);
            }
            Err(diagnostic) => diagnostics.push(diagnostic),
        }
    }
    loaded(here.way_to(folder), sources, diagnostics)
}

/// How many names lead from a pack's folder to its files.
const PACK_DEPTH: usize = 3;

/// The files of a pack: its YAML, and its clean world. What lies deeper in `rules` than rules do is read too, so that the
/// pack can say that it has no such file.
fn pack_files(here: &Here, folder: &Path, diagnostics: &mut Vec<Diagnostic>) -> Vec<(PathBuf, String)> {
    if let Some(snapshot) = here.files().kept(folder) {
        let near = |path: &&str| is_pack_file(Path::new(path));
        let kept = snapshot.below(folder).map(|(path, _)| path).filter(near).map(|path| folder.join(path));
        return kept.map(|path| (path.clone(), here.way_to(&path))).collect();
    }
    let mut files = Vec::new();
    for step in WalkDir::new(folder).max_depth(PACK_DEPTH).sort_by_file_name() {
        match step {
            Ok(entry) if !is_pack_file(entry.path().strip_prefix(folder).unwrap_or(entry.path())) => {}
            Ok(entry) if entry.path_is_symlink() => {
                diagnostics.push(errors::unfollowed_link(&here.way_to(entry.path())));
            }
            Ok(entry) if entry.file_type().is_file() => {
                files.push((entry.path().to_owned(), here.way_to(entry.path())));
            }
            Ok(_) => {}
            Err(error) => {
                let path = here.way_to(error.path().unwrap_or(folder));
                let problem = error.io_error().map_or(Unreadable::Circle, |error| Unreadable::System(problem(error)));
                diagnostics.push(errors::unreadable_path(&path, &problem));
            }
        }
    }
    files
}

/// Whether a file of a pack's folder is one of its files, or would be taken for one.
fn is_pack_file(within: &Path) -> bool {
    let depth = within.components().count();
    let is_near = depth < PACK_DEPTH || within.starts_with("rules") || within.starts_with("languages");
    let is_yaml = within.extension().is_some_and(|extension| extension == "yaml" || extension == "yml");
    depth <= PACK_DEPTH && is_near && (is_yaml || within.file_name().is_some_and(|name| name == "world.candor"))
}

fn loaded(folder: String, sources: Sources, mut diagnostics: Vec<Diagnostic>) -> Loaded {
    let files: Vec<_> = sources.files().map(|(id, _)| id).collect();
    let read = load(&sources, &files);
    let (obstacles, advice): (Vec<_>, Vec<_>) =
        read.diagnostics.into_iter().partition(|said| said.code.consequence() == Consequence::Unchecked);
    diagnostics.extend(obstacles);
    let idle = read.pack.iter().filter(|pack| pack.rules.is_empty());
    diagnostics.extend(idle.map(|pack| errors::pack_without_rules(&pack.id)));
    Loaded {
        key: String::new(),
        folder,
        sources,
        diagnostics,
        advice,
        world: read.world,
        pack: read.pack.map(Arc::new),
    }
}
