//! Analysis to bytes, one file per format. Renderers are leaves, and no other stage knows what they make of a run. The
//! terminal's takes the run itself; all others take [`results::Results`], so that a report can be made later, too.

mod archive;
mod concise;
mod csv;
pub mod decisions;
pub mod difference;
mod docx;
mod errors;
mod escape;
mod github;
mod gitlab;
mod html;
mod json;
mod jsonl;
mod junit;
pub mod map;
mod markdown;
mod pages;
mod rdjson;
pub mod results;
mod sarif;
mod selection;
mod summary;
pub mod tables;
mod tally;
mod terminal;
mod told;
pub mod words;
mod xlsx;

use std::cell::OnceCell;

use crate::analysis::Analysis;
use crate::check::finding::{Finding, Listed};
use crate::diagnostic::{Change, Consequence, Diagnostic, Language, Severity, Standing};
use crate::gate::Comparison;
use crate::policy::pack::Pack;
use crate::source::{FileId, Sources, Span};
use crate::syntax::value::Date;

use self::results::Results;

pub use selection::{Adjustment, Wanted, adjust, select};
pub use summary::verdict;
pub use tally::Tally;

/// A format of reports.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// For an engineer at a terminal: each finding in the lines around it, with its clause and its path. It shows the
    /// text of the flows, so that only the run itself can make it.
    Human,
    /// One that is made from results alone, at once or later.
    Filed(Filed),
}

/// A format that is made from [`results::Results`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Filed {
    /// One line a finding.
    Concise,
    /// For programs; versioned.
    Json,
    /// The same, one object a line.
    Jsonl,
    /// For code scanning.
    Sarif,
    /// Workflow commands, which mark lines in a pull request on GitHub.
    Github,
    /// The code quality report of GitLab.
    Gitlab,
    /// A test case for each rule and what it was applied to, passes included.
    Junit,
    /// For review bots.
    Rdjson,
    /// For a legal reviewer: one page that needs nothing else.
    Html,
    /// A comment on a pull request.
    Markdown,
    /// Tables of the legal report, as a ZIP of CSV files.
    Csv,
    /// The same as a workbook.
    Xlsx,
    /// A document to comment in.
    Docx,
}

impl Format {
    /// The words for all formats.
    pub fn words() -> Vec<&'static str> {
        std::iter::once(Self::Human.word()).chain(Filed::words()).collect()
    }

    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Human => "human",
            Self::Filed(filed) => filed.word(),
        }
    }

    /// The format that a word names.
    pub fn from_word(word: &str) -> Option<Self> {
        if word == Self::Human.word() { Some(Self::Human) } else { Filed::from_word(word).map(Self::Filed) }
    }

    /// Whether it is no text, so that only a program can open it.
    pub fn is_binary(self) -> bool {
        match self {
            Self::Human => false,
            Self::Filed(filed) => filed.is_binary(),
        }
    }

    /// Whether it tells what was built on the way to the findings, so that the analysis has to keep it.
    pub fn tells_more_than_findings(self) -> bool {
        match self {
            Self::Human => false,
            Self::Filed(filed) => filed.tells_more_than_findings(),
        }
    }
}

impl Filed {
    /// All of them.
    pub const ALL: &[Self] = &[
        Self::Concise,
        Self::Json,
        Self::Jsonl,
        Self::Sarif,
        Self::Github,
        Self::Gitlab,
        Self::Junit,
        Self::Rdjson,
        Self::Html,
        Self::Markdown,
        Self::Csv,
        Self::Xlsx,
        Self::Docx,
    ];

    /// The words for all of them.
    pub fn words() -> impl Iterator<Item = &'static str> {
        Self::ALL.iter().map(|filed| filed.word())
    }

    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Concise => "concise",
            Self::Json => "json",
            Self::Jsonl => "jsonl",
            Self::Sarif => "sarif",
            Self::Github => "github",
            Self::Gitlab => "gitlab",
            Self::Junit => "junit",
            Self::Rdjson => "rdjson",
            Self::Html => "html",
            Self::Markdown => "markdown",
            Self::Csv => "csv",
            Self::Xlsx => "xlsx",
            Self::Docx => "docx",
        }
    }

    /// The format that a word names.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|filed| filed.word() == word)
    }

    /// Whether it is no text, so that only a program can open it.
    pub fn is_binary(self) -> bool {
        match self {
            Self::Csv | Self::Xlsx | Self::Docx => true,
            Self::Concise
            | Self::Json
            | Self::Jsonl
            | Self::Sarif
            | Self::Github
            | Self::Gitlab
            | Self::Junit
            | Self::Rdjson
            | Self::Html
            | Self::Markdown => false,
        }
    }

    /// Whether it tells what was built on the way to the findings, so that the analysis has to keep it.
    pub fn tells_more_than_findings(self) -> bool {
        match self {
            Self::Concise | Self::Github | Self::Gitlab | Self::Rdjson => false,
            Self::Json
            | Self::Jsonl
            | Self::Sarif
            | Self::Junit
            | Self::Html
            | Self::Markdown
            | Self::Csv
            | Self::Xlsx
            | Self::Docx => true,
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
    /// The language, where the format speaks several.
    pub language: Language,
    /// Whether formats that only tell what counts for the gate tell of waived and baselined findings, too.
    pub covered: bool,
}

impl Default for Style {
    fn default() -> Self {
        Self { colour: false, width: 100, verbosity: Verbosity::Normal, language: Language::English, covered: false }
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
    /// Where the files of packs lie, by the pack's id: of those that the reader can open.
    pub packs: &'a [(&'a str, Places<'a>)],
    /// What reviewers decided, by the folder of the workspace.
    pub decisions: &'a [(&'a str, &'a [results::Record])],
}

/// A run of which reports are made, as many as somebody wants: what they share is gathered once.
pub struct Run<'a> {
    input: Input<'a>,
    results: OnceCell<Results>,
}

impl<'a> Run<'a> {
    /// A run that came to `input`.
    pub fn new(input: Input<'a>) -> Self {
        Self { input, results: OnceCell::new() }
    }

    /// Makes a report.
    pub fn render(&self, format: Format, style: &Style) -> Vec<u8> {
        match format {
            Format::Human => human(&self.input, style).into_bytes(),
            Format::Filed(filed) => render(filed, self.results(), style),
        }
    }

    /// Makes what GitHub shows on the page of a run, in Markdown.
    pub fn github_summary(&self, style: &Style) -> Vec<u8> {
        markdown::render(self.results(), style.language, markdown::SUMMARY).into_bytes()
    }

    fn results(&self) -> &Results {
        self.results.get_or_init(|| results::gather(&self.input))
    }
}

/// Makes the report for the terminal.
pub fn human(input: &Input, style: &Style) -> String {
    terminal::render(input, style)
}

/// Makes the report of one line a finding, for the terminal.
pub fn concise(input: &Input) -> String {
    concise::render(&results::gather(input), Verbosity::Normal)
}

/// Makes a report from results.
pub fn render(filed: Filed, results: &Results, style: &Style) -> Vec<u8> {
    let text = match filed {
        Filed::Concise => concise::render(results, style.verbosity),
        Filed::Json => json::render(results),
        Filed::Jsonl => jsonl::render(results),
        Filed::Sarif => sarif::render(results, style),
        Filed::Github => github::render(results, style),
        Filed::Gitlab => gitlab::render(results, style),
        Filed::Junit => junit::render(results, style),
        Filed::Rdjson => rdjson::render(results, style),
        Filed::Html => html::render(results, style.language),
        Filed::Markdown => markdown::render(results, style.language, markdown::COMMENT),
        Filed::Csv => return csv::render(results, style.language),
        Filed::Xlsx => return xlsx::render(results, style.language),
        Filed::Docx => return docx::render(results, style.language),
    };
    text.into_bytes()
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
            let shown = is_told(diagnostic.standing, verbosity);
            diagnostic.code.consequence() == Consequence::Finding && shown
        };
        let mut asides: Vec<_> = self.diagnostics().filter(|(_, diagnostic)| finding(diagnostic)).collect();
        asides.sort_by_key(|(_, diagnostic)| std::cmp::Reverse(diagnostic.severity));
        asides
    }
}

/// Whether people are shown findings of a weight without asking. Lints are for the policy's author, not for who wrote
/// the flows, so they are only counted.
fn is_shown(severity: Severity, verbosity: Verbosity) -> bool {
    severity > Severity::Lint || verbosity == Verbosity::Verbose
}

/// Whether people are told of what stands so at a gate without asking. What was there before is only counted.
fn is_told(standing: Standing, verbosity: Verbosity) -> bool {
    standing.is_news() || verbosity == Verbosity::Verbose
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
        listed.filter(move |(_, finding)| is_shown(finding.severity, verbosity) && is_told(finding.standing, verbosity))
    }

    /// What its places are relative to.
    fn places(&self) -> Places<'a> {
        Places { folder: self.folder, sources: self.sources }
    }
}

/// Places as the reader can open them.
#[derive(Debug, Clone, Copy)]
pub struct Places<'a> {
    /// The way to the folder that paths are relative to; empty for here.
    pub folder: &'a str,
    /// The texts.
    pub sources: &'a Sources,
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
