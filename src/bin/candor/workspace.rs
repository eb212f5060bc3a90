//! Finding workspaces and their files on disk. A workspace is the folder of a `candor.yaml`, or the folder given; one
//! that lies in another is a workspace of its own.

mod ignored;
mod place;
mod walk;

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::path::{Path, PathBuf};

use candor::configuration::{Configuration, FILE_NAME, Word, errors};
use candor::diagnostic::Diagnostic;
use candor::report::results::Record;
use candor::report::{Remarks, Skipped, decisions};
use candor::source::{FileId, Sources};
use candor::syntax::parse;
use candor::syntax::words::{ClauseWord, Keyword};
use rayon::prelude::*;

use self::place::way;
pub(crate) use self::place::{Here, slashed};
use self::walk::Tree;
use crate::arguments::Command;

/// A workspace as it lies on disk, its flow files read.
pub(crate) struct Workspace {
    /// Its folder.
    pub(crate) root: PathBuf,
    /// The way to it from where the program was started; empty for here.
    pub(crate) folder: String,
    /// What was asked about: paths relative to the workspace; the empty path is all of it.
    pub(crate) wanted: Vec<String>,
    /// Its configuration.
    pub(crate) configuration: Configuration,
    /// The configuration and the flow files.
    pub(crate) sources: Sources,
    /// What was said about its files.
    pub(crate) diagnostics: Vec<Diagnostic>,
    /// What was not read.
    pub(crate) skipped: Skipped,
    /// What reviewers decided.
    pub(crate) decisions: Vec<Record>,
}

/// All workspaces that some paths lie in, by folder, and what was said about paths that lead nowhere.
#[derive(Default)]
pub(crate) struct Found {
    /// The workspaces.
    pub(crate) workspaces: Vec<Workspace>,
    /// Paths that lead nowhere.
    pub(crate) diagnostics: Vec<Diagnostic>,
}

/// A text that stands for a file, whatever lies on disk.
pub(crate) struct Buffer {
    /// The file.
    pub(crate) path: PathBuf,
    /// Its text.
    pub(crate) text: String,
}

/// Finds and reads the workspaces of `paths`.
pub(crate) fn find(here: &Here, paths: &[PathBuf], buffer: Option<&Buffer>) -> Found {
    let mut search = Search { here, buffer, targets: BTreeMap::new(), found: Found::default() };
    for path in paths {
        search.target(path);
    }
    if let Some(buffer) = buffer {
        search.add_file(&here.absolute(&buffer.path));
    }
    search.run()
}

/// A workspace of one text and nothing else, beside those of `paths`.
pub(crate) fn alone(here: &Here, paths: &[PathBuf], text: String) -> Found {
    let mut found = find(here, paths, None);
    let mut workspace = Workspace::empty(here, here.folder().to_owned());
    workspace.sources.add("stdin.candor", text);
    workspace.wanted.push(String::new());
    found.workspaces.push(workspace);
    found
}

/// The workspace that the program stands in, with its configuration alone.
pub(crate) fn around(here: &Here) -> Workspace {
    let root = root_above(here, here.folder()).unwrap_or_else(|| here.folder().to_owned());
    let mut workspace = Workspace::empty(here, root);
    workspace.read_configuration(here);
    workspace
}

/// The way to the nearest `candor.yaml` at or above a folder.
pub(crate) fn root_above(here: &Here, folder: &Path) -> Option<PathBuf> {
    folder.ancestors().find(|folder| here.files().is_file(&folder.join(FILE_NAME))).map(Path::to_owned)
}

struct Search<'a> {
    here: &'a Here,
    buffer: Option<&'a Buffer>,
    /// Each root, with the folders and files in it that were asked about.
    targets: BTreeMap<PathBuf, BTreeSet<PathBuf>>,
    found: Found,
}

impl Search<'_> {
    fn target(&mut self, path: &Path) {
        let full = self.here.absolute(path);
        if !self.here.files().cover(&full) {
            self.found.diagnostics.push(errors::outside_repository(&path.to_string_lossy()));
        } else if self.here.files().is_folder(&full) {
            let root = root_above(self.here, &full).unwrap_or_else(|| full.clone());
            self.targets.entry(root).or_default().insert(full);
        } else if self.here.files().has(&full) {
            self.add_file(&full);
        } else {
            self.found.diagnostics.push(errors::missing_path(&path.to_string_lossy(), &Command::WORDS));
        }
    }

    /// A file outside of any configured workspace belongs to where the program was started, if it lies below.
    fn add_file(&mut self, file: &Path) {
        let parent = file.parent().unwrap_or(file);
        let fallback = if file.starts_with(self.here.folder()) { self.here.folder() } else { parent };
        let root = root_above(self.here, parent).unwrap_or_else(|| fallback.to_owned());
        self.targets.entry(root).or_default().insert(file.to_owned());
    }

    fn run(mut self) -> Found {
        let mut roots: VecDeque<PathBuf> = self.targets.keys().cloned().collect();
        while let Some(root) = roots.pop_front() {
            let wanted = self.targets.get(&root).cloned().unwrap_or_default();
            let tree = Tree::walk(self.here, &root);
            for nested in &tree.nested {
                if wanted.iter().any(|target| nested.starts_with(target)) && !self.targets.contains_key(nested) {
                    self.targets.insert(nested.clone(), BTreeSet::from([nested.clone()]));
                    roots.push_back(nested.clone());
                }
            }
            let workspace = self.read(root, &wanted, tree);
            self.found.workspaces.push(workspace);
        }
        self.found.workspaces.sort_by(|left, right| left.root.cmp(&right.root));
        self.drop_frames();
        self.found
    }

    /// A folder that only frames other workspaces, and has no configuration of its own, is none itself.
    fn drop_frames(&mut self) {
        let roots: Vec<PathBuf> = self.found.workspaces.iter().map(|workspace| workspace.root.clone()).collect();
        self.found.workspaces.retain(|workspace| {
            let frames = roots.iter().any(|root| *root != workspace.root && root.starts_with(&workspace.root));
            !frames || !workspace.sources.is_empty() || !workspace.diagnostics.is_empty()
        });
    }

    fn read(&self, root: PathBuf, wanted: &BTreeSet<PathBuf>, tree: Tree) -> Workspace {
        let wanted = wanted.iter().map(|path| slashed(path.strip_prefix(&root).unwrap_or(path))).collect();
        let empty = Workspace::empty(self.here, root);
        let mut workspace = Workspace { wanted, diagnostics: tree.diagnostics, skipped: tree.skipped, ..empty };
        workspace.read_configuration(self.here);
        workspace.read_flows(
            self.here,
            tree.flows,
            &tree.links,
            self.buffer.map(|buffer| (self.here.absolute(&buffer.path), buffer)),
        );
        workspace.sources.set_paths(tree.paths);
        workspace
    }
}

impl Workspace {
    fn empty(here: &Here, root: PathBuf) -> Self {
        Self {
            folder: here.way_to(&root),
            root,
            wanted: Vec::new(),
            configuration: Configuration::default(),
            sources: Sources::new(),
            diagnostics: Vec::new(),
            skipped: Skipped::default(),
            decisions: Vec::new(),
        }
    }

    fn read_configuration(&mut self, here: &Here) {
        let path = self.root.join(FILE_NAME);
        if !here.files().is_file(&path) {
            return;
        }
        match here.files().text(&path, &self.shown(FILE_NAME)) {
            Ok(text) => {
                let file = self.sources.add(FILE_NAME, text);
                let (configuration, mut diagnostics) = candor::configuration::read(&self.sources, file);
                self.configuration = configuration;
                self.diagnostics.append(&mut diagnostics);
            }
            Err(diagnostic) => self.diagnostics.push(diagnostic),
        }
    }

    /// Reads what reviewers decided: from a file that somebody names, else from that of the configuration.
    pub(crate) fn read_decisions(&mut self, here: &Here, named: Option<&Path>) {
        let configured = self.configuration.decisions.as_ref().map(|word| self.root.join(&word.text));
        let Some(path) = named.map(|path| here.absolute(path)).or(configured) else { return };
        let within = way(&self.root, &path);
        match here.files().text(&path, &self.shown(&within)) {
            Ok(text) => {
                let file = self.sources.add(within, text);
                let (records, mut diagnostics) = decisions::read(&self.sources, file);
                self.decisions = records;
                self.diagnostics.append(&mut diagnostics);
            }
            Err(diagnostic) => self.diagnostics.push(diagnostic),
        }
    }

    fn read_flows(
        &mut self,
        here: &Here,
        mut flows: BTreeSet<String>,
        links: &BTreeSet<String>,
        buffer: Option<(PathBuf, &Buffer)>,
    ) {
        let buffer = buffer.and_then(|(path, buffer)| {
            let path = slashed(path.strip_prefix(&self.root).ok()?);
            flows.insert(path.clone());
            Some((path, buffer))
        });
        let (chosen, mut diagnostics) = ignored::chosen(&self.root, &self.configuration);
        self.diagnostics.append(&mut diagnostics);
        let unfollowed = links.iter().filter(|link| chosen.has(link)).map(|link| self.shown(link));
        let unfollowed: Vec<_> = unfollowed.map(|link| errors::unfollowed_link(&link)).collect();
        self.diagnostics.extend(unfollowed);
        let (wanted, excluded): (Vec<String>, Vec<String>) = flows.into_iter().partition(|path| chosen.has(path));
        self.skipped.excluded += excluded.len();
        let files: Vec<(PathBuf, String)> =
            wanted.iter().map(|path| (self.root.join(path), self.shown(path))).collect();
        let mut texts = here.files().texts(&files);
        if let Some((name, buffer)) = buffer
            && let Some(text) = wanted.iter().position(|path| *path == name).and_then(|place| texts.get_mut(place))
        {
            *text = Ok(buffer.text.clone());
        }
        for (path, text) in wanted.into_iter().zip(texts) {
            match text {
                Ok(text) => {
                    self.sources.add(path, text);
                }
                Err(diagnostic) => self.diagnostics.push(diagnostic),
            }
        }
    }

    /// A path of the workspace as the reader can open it.
    pub(crate) fn shown(&self, path: &str) -> String {
        if self.folder.is_empty() { path.to_owned() } else { format!("{}/{path}", self.folder) }
    }

    /// The flow files.
    pub(crate) fn flows(&self) -> impl Iterator<Item = FileId> {
        self.sources.files().filter(|(_, file)| file.path.ends_with(".candor")).map(|(id, _)| id)
    }

    /// The policy that the system says it follows, and where it says so.
    pub(crate) fn policy(&self) -> Option<Word> {
        let flows: Vec<FileId> = self.flows().collect();
        flows.par_iter().find_map_first(|file| self.policy_in(*file))
    }

    fn policy_in(&self, file: FileId) -> Option<Word> {
        let text = self.sources.file(file).text.as_str();
        // Reading a file twice is only worth while where a system may stand in it.
        let word = Keyword::System.text();
        if !text.contains(word) || !text.lines().any(|line| line.trim_start().starts_with(word)) {
            return None;
        }
        let tree = parse(&self.sources, file).tree;
        let system = tree.items.iter().find(|item| item.keyword == Keyword::System)?;
        let clause = tree.clauses(system).iter().find(|clause| clause.word == ClauseWord::Policy)?;
        let word = tree.atoms(clause).first()?.word();
        Some(Word { text: word.text(text).to_owned(), span: tree.span(word) })
    }

    /// What was said about its files, for a report.
    pub(crate) fn remarks(&self) -> Remarks<'_> {
        Remarks { folder: &self.folder, sources: &self.sources, diagnostics: &self.diagnostics }
    }

    /// Whether somebody asked about a file.
    pub(crate) fn wants(&self, path: &str) -> bool {
        self.wanted.iter().any(|wanted| covers(wanted, path))
    }

    /// What was asked about and holds no flow file.
    pub(crate) fn empty_targets(&self) -> impl Iterator<Item = &String> {
        let has_flow = |wanted: &str| self.flows().any(|flow| covers(wanted, &self.sources.file(flow).path));
        self.wanted.iter().filter(move |wanted| !has_flow(wanted))
    }
}

/// Whether a path is `wanted` or lies below it.
fn covers(wanted: &str, path: &str) -> bool {
    wanted.is_empty() || path.strip_prefix(wanted).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}
