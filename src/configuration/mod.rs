//! `candor.yaml`: what a workspace asks for. Its folder is the workspace; flags win over it; a key that nobody knows is
//! an error.

pub mod errors;
mod yaml;

use serde::Deserialize;
use serde_yaml::Spanned;

use self::yaml::Pairs;
use crate::diagnostic::{Code, Consequence, Diagnostic, Severity};
use crate::policy::pack::Pack;
use crate::report::{Adjustment, Format};
use crate::source::{FileId, Sources, Span};

/// The name of the file.
pub const FILE_NAME: &str = "candor.yaml";

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
    /// The format for the terminal.
    pub format: Option<Format>,
}

/// The file as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Written {
    #[serde(default)]
    policies: Vec<Spanned<String>>,
    #[serde(default)]
    include: Vec<Spanned<String>>,
    #[serde(default)]
    exclude: Vec<Spanned<String>>,
    fail_on: Option<Spanned<String>>,
    #[serde(default)]
    severity: Pairs<yaml::WrittenSeverity>,
    report: Option<WrittenReport>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct WrittenReport {
    format: Option<Spanned<String>>,
}

/// Reads a `candor.yaml`. What is wrong in it is said, and what is right is kept.
pub fn read(sources: &Sources, file: FileId) -> (Configuration, Vec<Diagnostic>) {
    if sources.file(file).text.lines().all(|line| line.trim_start().starts_with('#') || line.trim().is_empty()) {
        return (Configuration::default(), Vec::new());
    }
    match yaml::read::<Written>(sources, file) {
        Ok(written) => Reader { sources, file, diagnostics: Vec::new() }.configuration(written),
        Err(diagnostic) => (Configuration::default(), vec![diagnostic]),
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

struct Reader<'a> {
    sources: &'a Sources,
    file: FileId,
    diagnostics: Vec<Diagnostic>,
}

impl Reader<'_> {
    fn configuration(mut self, written: Written) -> (Configuration, Vec<Diagnostic>) {
        let format = written.report.and_then(|report| report.format);
        let configuration = Configuration {
            policies: self.words(written.policies),
            include: self.words(written.include),
            exclude: self.words(written.exclude),
            fail_on: written.fail_on.and_then(|word| self.choice(&word, FailOn::from_word, &FailOn::WORDS)),
            adjustments: self.adjustments(written.severity),
            format: format.and_then(|word| self.choice(&word, Format::from_word, &Format::ALL.map(Format::word))),
        };
        (configuration, self.diagnostics)
    }

    fn words(&self, words: Vec<Spanned<String>>) -> Vec<Word> {
        words.into_iter().map(|word| Word { span: self.span(&word), text: word.value }).collect()
    }

    fn span<T>(&self, word: &Spanned<T>) -> Span {
        yaml::span(self.sources, self.file, word.referenced)
    }

    /// One of a closed list of words.
    fn choice<T>(&mut self, word: &Spanned<String>, read: fn(&str) -> Option<T>, words: &[&'static str]) -> Option<T> {
        let value = read(&word.value);
        if value.is_none() {
            self.diagnostics.push(errors::unknown_word(&word.value, self.span(word), words));
        }
        value
    }

    fn adjustments(&mut self, written: Pairs<yaml::WrittenSeverity>) -> Vec<(Adjustment, Span)> {
        written.0.into_iter().filter_map(|(rule, severity)| self.adjustment(rule, &severity)).collect()
    }

    fn adjustment(
        &mut self,
        rule: Spanned<String>,
        severity: &Spanned<yaml::WrittenSeverity>,
    ) -> Option<(Adjustment, Span)> {
        let span = self.span(&rule);
        let adjustment = match &severity.value {
            yaml::WrittenSeverity::Off(reason) if reason.trim().is_empty() => {
                self.diagnostics.push(errors::unexplained_off(&rule.value, self.span(severity)));
                return None;
            }
            yaml::WrittenSeverity::Off(reason) => Adjustment::Off(rule.value, reason.clone()),
            yaml::WrittenSeverity::Word(word) if word == "off" => {
                self.diagnostics.push(errors::unexplained_off(&rule.value, self.span(severity)));
                return None;
            }
            yaml::WrittenSeverity::Word(word) => match Severity::from_word(word) {
                Some(severity) => Adjustment::Severity(rule.value, severity),
                None => {
                    let words = Severity::ALL.map(Severity::word);
                    self.diagnostics.push(errors::unknown_word(word, self.span(severity), &words));
                    return None;
                }
            },
        };
        Some((adjustment, span))
    }
}
