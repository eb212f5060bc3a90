//! `candor.yaml`: what a workspace asks for. Its folder is the workspace; flags win over it; a key that nobody knows is
//! an error.

pub mod errors;

use serde::Deserialize;

use crate::diagnostic::{Code, Consequence, Diagnostic, Severity};
use crate::policy::pack::Pack;
use crate::policy::yaml::{self, Given, Keyed, Node, Shape};
use crate::report::{Adjustment, Format};
use crate::source::{FileId, Sources, Span};

/// The name of the file.
pub const FILE_NAME: &str = "candor.yaml";

/// Its JSON Schema, for editors.
pub const SCHEMA: &str = include_str!("../../schemas/configuration.json");

/// From which weight on a finding fails a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FailOn {
    /// From this weight on.
    Severity(Severity),
    /// Not at all.
    Never,
}

impl FailOn {
    /// The words for it, heaviest first.
    pub const WORDS: [&str; 4] = ["error", "warning", "info", "never"];

    /// What a word means.
    pub fn from_word(word: &str) -> Option<Self> {
        match word {
            "never" => Some(Self::Never),
            "lint" => None,
            other => Severity::from_word(other).map(Self::Severity),
        }
    }
}

/// A word of the file and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// The word.
    pub text: String,
    /// Its place.
    pub span: Span,
}

/// What a `candor.yaml` says.
#[derive(Debug, Clone, Default)]
pub struct Configuration {
    /// Packs: ids of embedded ones, or paths of folders, relative to the workspace.
    pub policies: Vec<Word>,
    /// Globs of the flow files to read; none is all.
    pub include: Vec<Word>,
    /// Globs of flow files to leave out.
    pub exclude: Vec<Word>,
    /// From which weight on a finding fails a run.
    pub fail_on: Option<FailOn>,
    /// Weights of single rules, each with the place of the rule's name.
    pub adjustments: Vec<(Adjustment, Span)>,
    /// The file with the findings that were there when the gate was put up, relative to the workspace.
    pub baseline: Option<Word>,
    /// The format for the terminal.
    pub format: Option<Format>,
    /// The file of reviewers' decisions, relative to the workspace.
    pub decisions: Option<Word>,
}

/// The file as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Written {
    #[serde(default)]
    policies: Vec<yaml::Word>,
    #[serde(default)]
    include: Vec<yaml::Word>,
    #[serde(default)]
    exclude: Vec<yaml::Word>,
    #[serde(default)]
    fail_on: Given<yaml::Word>,
    #[serde(default)]
    baseline: Given<yaml::Word>,
    #[serde(default)]
    severity: Keyed<Node>,
    #[serde(default)]
    decisions: Given<yaml::Word>,
    #[serde(default)]
    report: WrittenReport,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct WrittenReport {
    #[serde(default)]
    format: Given<yaml::Word>,
}

/// Reads a `candor.yaml`. What is wrong in it is said, and what is right is kept.
pub fn read(sources: &Sources, file: FileId) -> (Configuration, Vec<Diagnostic>) {
    if sources.file(file).text.lines().all(|line| line.trim_start().starts_with('#') || line.trim().is_empty()) {
        return (Configuration::default(), Vec::new());
    }
    match yaml::read::<Written>(sources, file) {
        Ok(written) => Reader { file, diagnostics: Vec::new() }.configuration(written),
        Err(diagnostic) => (Configuration::default(), vec![errors::of_configuration(diagnostic)]),
    }
}

/// Rules and codes that a configuration weighs and that none of `packs` has.
pub fn unknown_rules(configuration: &Configuration, packs: &[&Pack]) -> Vec<Diagnostic> {
    let rules = packs.iter().flat_map(|pack| &pack.rules).map(|rule| rule.id.as_str());
    let codes = Code::ALL.iter().filter(|code| code.consequence() == Consequence::Finding).map(|code| code.id());
    let known: Vec<&str> = rules.chain(codes).collect();
    let named = configuration.adjustments.iter().map(|(adjustment, span)| (adjustment.rule(), *span));
    named
        .filter(|(rule, _)| !known.contains(rule))
        .map(|(rule, span)| errors::unknown_rule(rule, span, &known))
        .collect()
}

struct Reader {
    file: FileId,
    diagnostics: Vec<Diagnostic>,
}

impl Reader {
    fn configuration(mut self, written: Written) -> (Configuration, Vec<Diagnostic>) {
        let configuration = Configuration {
            policies: self.words(written.policies),
            include: self.words(written.include),
            exclude: self.words(written.exclude),
            fail_on: self.choice(written.fail_on, FailOn::from_word, &FailOn::WORDS),
            baseline: self.words(written.baseline.0.into_iter().collect()).pop(),
            adjustments: self.adjustments(written.severity),
            decisions: written.decisions.0.map(|word| Word { span: word.span(self.file), text: word.text }),
            format: self.choice(written.report.format, Format::from_word, &Format::words()),
        };
        (configuration, self.diagnostics)
    }

    fn words(&self, words: Vec<yaml::Word>) -> Vec<Word> {
        words.into_iter().map(|word| Word { span: word.span(self.file), text: word.text }).collect()
    }

    /// One of a closed list of words.
    fn choice<T>(&mut self, word: Given<yaml::Word>, read: fn(&str) -> Option<T>, words: &[&'static str]) -> Option<T> {
        let word = word.0?;
        let value = read(&word.text);
        if value.is_none() {
            self.diagnostics.push(errors::unknown_word(&word.text, word.span(self.file), words));
        }
        value
    }

    fn adjustments(&mut self, written: Keyed<Node>) -> Vec<(Adjustment, Span)> {
        let mut adjustments = Vec::new();
        for (rule, node) in written.0 {
            match self.adjustment(&rule.text, &node) {
                Ok(adjustment) => adjustments.push((adjustment, rule.span(self.file))),
                Err(diagnostic) => self.diagnostics.push(diagnostic),
            }
        }
        adjustments
    }

    /// `warning`, or `{off: reason}`.
    fn adjustment(&self, rule: &str, node: &Node) -> Result<Adjustment, Diagnostic> {
        let span = node.span(self.file);
        let words = Severity::ALL.map(Severity::word);
        match &node.shape {
            Shape::Word(word) if word == "off" || word == "false" => Err(errors::unexplained_off(rule, span)),
            Shape::Word(word) => match Severity::from_word(word) {
                Some(severity) => Ok(Adjustment::Severity(rule.to_owned(), severity)),
                None => Err(errors::unknown_word(word, span, &words)),
            },
            Shape::Mapping(entries) => match entries.as_slice() {
                [(key, reason)] if key.text == "off" => self.off(rule, reason),
                _ => Err(errors::no_word(span, &words)),
            },
            Shape::Empty | Shape::List(_) => Err(errors::no_word(span, &words)),
        }
    }

    fn off(&self, rule: &str, reason: &Node) -> Result<Adjustment, Diagnostic> {
        match reason.word().filter(|reason| !reason.text.trim().is_empty()) {
            Some(reason) => Ok(Adjustment::Off(rule.to_owned(), reason.text)),
            None => Err(errors::unexplained_off(rule, reason.span(self.file))),
        }
    }
}
