//! Analysis to bytes, one file per format. Renderers are leaves: each takes the same [`Input`] and no other stage
//! knows what it makes of it.

mod concise;
pub mod difference;
mod escape;
mod json;
pub mod results;
mod selection;
mod summary;
mod tally;
mod terminal;

use crate::analysis::Analysis;
use crate::check::finding::{Finding, Listed};
use crate::diagnostic::{Change, Consequence, Diagnostic, Severity, Standing};
use crate::gate::Comparison;
use crate::policy::pack::Pack;
use crate::source::{FileId, Sources, Span};
use crate::syntax::value::Date;

pub use selection::{Adjustment, Wanted, adjust, select};
pub use summary::verdict;
pub use tally::Tally;

/// A format of reports.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// For an engineer at a terminal: each finding with its line, its clause and its path.
    Human,
    /// One line a finding.
    Concise,
    /// For programs; versioned.
    Json,
}

impl Format {
    /// All formats.
    pub const ALL: [Self; 3] = [Self::Human, Self::Concise, Self::Json];

    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Human => "human",
            Self::Concise => "concise",
            Self::Json => "json",
        }
    }

    /// The format that a word names.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.word() == word)
    }

    /// Whether it tells what was built on the way to the findings, so that the analysis has to keep it.
    pub fn tells_more_than_findings(self) -> bool {
        match self {
            Self::Human | Self::Concise => false,
            Self::Json => true,
        }
    }
}

/// How much is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Verbosity {
    /// Findings and nothing else.
    Quiet,
    /// Findings, the verdict, and what was not checked.
    #[default]
    Normal,
    /// What was not checked by name.
    Verbose,
}

/// What concerns only how a report looks.
#[derive(Debug, Clone, Copy)]
pub struct Style {
    /// Whether the reader can show colours.
    pub colour: bool,
    /// How many columns a line may have.
    pub width: usize,
    /// How much is told.
    pub verbosity: Verbosity,
}

impl Default for Style {
    fn default() -> Self {
        Self { colour: false, width: 100, verbosity: Verbosity::Normal }
    }
}

/// Files that were seen and deliberately not read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Skipped {
    /// Hidden files and folders.
    pub hidden: usize,
    /// Files and folders that git ignores.
    pub ignored: usize,
    /// Flow files that the configuration leaves out.
    pub excluded: usize,
    /// Symbolic links.
    pub links: usize,
}

/// A rule that the configuration switches off, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SwitchedOff {
    /// The rule's id.
    pub rule: String,
    /// The reason given.
    pub reason: String,
    /// How many findings this keeps out of the report.
    pub findings: usize,
}

/// One checked workspace.
#[derive(Debug, Clone, Copy)]
pub struct Workspace<'a> {
    /// The way to its folder from where the reader stands, with `/`; empty for here.
    pub folder: &'a str,
    /// Its texts.
    pub sources: &'a Sources,
    /// The policy it was checked against.
    pub pack: &'a Pack,
    /// What was found.
    pub analysis: &'a Analysis,
    /// Files that were not read.
    pub skipped: Skipped,
    /// Rules switched off.
    pub off: &'a [SwitchedOff],
    /// What a change does to the findings, if that was asked.
    pub comparison: Option<&'a Comparison>,
}

/// What was said outside of any analysis: about a configuration, a pack, or a file that could not be read.
#[derive(Debug, Clone, Copy)]
pub struct Remarks<'a> {
    /// The way to the folder that paths are relative to; empty for here.
    pub folder: &'a str,
    /// The texts that the diagnostics point into.
    pub sources: &'a Sources,
    /// What was said.
    pub diagnostics: &'a [Diagnostic],
}

/// Everything that a report is made of.
#[derive(Debug, Clone, Copy, Default)]
pub struct Input<'a> {
    /// What was said outside of the analyses.
    pub remarks: &'a [Remarks<'a>],
    /// The workspaces checked, by folder.
    pub workspaces: &'a [Workspace<'a>],
    /// The day that counts as today.
    pub as_of: Option<Date>,
    /// The commit that the files belong to, if somebody knows.
    pub commit: Option<&'a results::Commit>,
}

/// Makes a report.
pub fn render(format: Format, input: &Input, style: &Style) -> String {
    match format {
        Format::Human => terminal::render(input, style),
        Format::Concise => concise::render(input, style.verbosity),
        Format::Json => json::render(&results::gather(input)),
    }
}

impl<'a> Input<'a> {
    /// All diagnostics, each with what its places are relative to.
    fn diagnostics(&self) -> impl Iterator<Item = (Places<'a>, &'a Diagnostic)> {
        let said = self.remarks.iter().map(|said| (said.folder, said.sources, said.diagnostics));
        let found = self.workspaces.iter().map(|one| (one.folder, one.sources, one.analysis.diagnostics.as_slice()));
        said.chain(found).flat_map(|(folder, sources, diagnostics)| {
            diagnostics.iter().map(move |diagnostic| (Places { folder, sources }, diagnostic))
        })
    }
}

impl<'a> Input<'a> {
    /// What follows a clause's id where several policies are in use, so that it is clear whose clause it is.
    fn of_policy(&self, workspace: &Workspace) -> String {
        let several = self.workspaces.iter().any(|other| other.pack.id != workspace.pack.id);
        if several { format!(" of {}", workspace.pack.id) } else { String::new() }
    }

    /// What stands in the way of checking everything: people read it first.
    fn obstacles(&self) -> impl Iterator<Item = (Places<'a>, &'a Diagnostic)> {
        self.diagnostics().filter(|(_, diagnostic)| diagnostic.code.consequence() == Consequence::Unchecked)
    }

    /// What the engine itself found, gravest first: it stands after what the rules found.
    fn asides(&self, verbosity: Verbosity) -> Vec<(Places<'a>, &'a Diagnostic)> {
        let finding = |diagnostic: &Diagnostic| {
            let shown = diagnostic.standing.is_news() || verbosity == Verbosity::Verbose;
            diagnostic.code.consequence() == Consequence::Finding && shown
        };
        let mut asides: Vec<_> = self.diagnostics().filter(|(_, diagnostic)| finding(diagnostic)).collect();
        asides.sort_by_key(|(_, diagnostic)| std::cmp::Reverse(diagnostic.severity));
        asides
    }
}

/// Whether people are shown findings of a weight without asking. Lints are for the policy's author, not for who wrote
/// the flows, so they are only counted; and so is what was there
/// before.
fn is_shown(severity: Severity, standing: Standing, verbosity: Verbosity) -> bool {
    (severity > Severity::Lint && standing.is_news()) || verbosity == Verbosity::Verbose
}

/// What sets a finding apart from others at a gate, in words.
fn apart(standing: Standing) -> impl Iterator<Item = &'static str> {
    let held = standing.baselined.then_some("in the baseline");
    held.into_iter().chain(standing.change.map(Change::phrase))
}

impl<'a> Workspace<'a> {
    /// The findings that people are shown, as they are listed.
    fn shown(&self, verbosity: Verbosity) -> impl Iterator<Item = (&'a Listed, &'a Finding)> {
        let findings = &self.analysis.findings;
        let listed = self.analysis.listed.iter().map(|listed| (listed, &findings[listed.shown]));
        listed.filter(move |(_, finding)| is_shown(finding.severity, finding.standing, verbosity))
    }

    /// What its places are relative to.
    fn places(&self) -> Places<'a> {
        Places { folder: self.folder, sources: self.sources }
    }
}

/// Places as the reader can open them.
#[derive(Debug, Clone, Copy)]
struct Places<'a> {
    folder: &'a str,
    sources: &'a Sources,
}

impl Places<'_> {
    /// The way to a file from where the reader stands.
    fn path(&self, file: FileId) -> String {
        join(self.folder, &self.sources.file(file).path)
    }

    /// `path:line:column`, with the column in characters.
    fn place(&self, span: Span) -> String {
        let position = self.sources.file(span.file).position(span.start);
        format!("{}:{}:{}", self.path(span.file), position.line, position.column)
    }
}

/// A path below a folder, where the empty folder is here.
fn join(folder: &str, path: &str) -> String {
    if folder.is_empty() { path.to_owned() } else { format!("{folder}/{path}") }
}

/// `YYYY-MM-DD`.
fn day(date: Date) -> String {
    format!("{:04}-{:02}-{:02}", date.year, date.month, date.day)
}
