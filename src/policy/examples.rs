//! Examples of rules: what they change in the clean world, and what must come of it.

use serde::Deserialize;

use super::pack::ClauseId;
use super::reader::Reader;
use super::rule::{Example, Expect, Expected, Part};
use super::yaml::{Given, Keyed, Word};
use super::{clauses, errors};
use crate::diagnostic::{Diagnostic, Severity};
use crate::source::{FileId, Span};
use crate::syntax::words::ClauseWord;

/// What an example says.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ExampleEntry {
    name: Word,
    #[serde(default)]
    change: Given<String>,
    #[serde(default)]
    drop: Vec<String>,
    expect: ExpectEntry,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ExpectEntry {
    #[serde(default)]
    violates: Given<Keyed<String>>,
    #[serde(default, rename = "may violate")]
    may_violate: Given<Keyed<String>>,
    #[serde(default)]
    complies: Given<Keyed<String>>,
    #[serde(default, rename = "not applicable")]
    not_applicable: Given<Keyed<String>>,
    #[serde(default)]
    clause: Given<Word>,
    #[serde(default)]
    severity: Given<Word>,
    #[serde(default)]
    path: Vec<String>,
    #[serde(default)]
    needs: Vec<Word>,
    #[serde(default)]
    also: Vec<Word>,
}

/// The words beside a rule's variables that an example may bind.
const BINDING_WORDS: &[&str] = &["flow", "datum", "result", "origin", "purpose", "recipient", "store", "place"];

/// The words that an example of these parts may bind.
pub(super) fn binding_words(parts: &[Part]) -> Vec<String> {
    let variables = parts.iter().flat_map(|part| &part.variables).map(|variable| variable.name.clone());
    let mut words: Vec<String> = variables.chain(BINDING_WORDS.iter().map(|word| (*word).to_owned())).collect();
    words.sort_unstable();
    words.dedup();
    words
}

impl ExampleEntry {
    /// The example; `clauses` are those that its rule can cite.
    pub(super) fn read(self, reader: &mut Reader, clauses: &[ClauseId], words: &[String]) -> Option<Example> {
        let span = reader.span(&self.name);
        let expect = self.expect.read(reader, span, clauses, words)?;
        Some(Example { name: self.name.text, change: self.change.0.unwrap_or_default(), drop: self.drop, expect, span })
    }
}

impl ExpectEntry {
    fn read(self, reader: &mut Reader, at: Span, clauses: &[ClauseId], words: &[String]) -> Option<Expect> {
        let given = [
            (Expected::Violates, self.violates.0),
            (Expected::MayViolate, self.may_violate.0),
            (Expected::Complies, self.complies.0),
            (Expected::NotApplicable, self.not_applicable.0),
        ];
        let mut given = given.into_iter().filter_map(|(verdict, binding)| Some((verdict, binding?)));
        let (Some((verdict, binding)), None) = (given.next(), given.next()) else {
            return reader.fail(errors::not_one_verdict(at));
        };
        for (word, _) in &binding.0 {
            if !words.contains(&word.text) {
                let unknown = errors::unknown_binding(reader.span(word), &word.text, words.iter().map(String::as_str));
                reader.diagnostics.push(unknown);
            }
        }
        check_needs(reader, &self.needs);
        Some(Expect {
            verdict,
            binding: binding.0.into_iter().map(|(word, name)| (word.text, name)).collect(),
            clause: self.clause.0.and_then(|word| cited(reader, &word, clauses)),
            severity: self.severity.0.and_then(|word| severity(reader, &word)),
            path: self.path,
            needs: texts(self.needs),
            also: texts(self.also),
        })
    }
}

fn severity(reader: &mut Reader, word: &Word) -> Option<Severity> {
    reader.choice(word, Severity::from_word, clauses::SEVERITIES)
}

fn texts(words: Vec<Word>) -> Vec<String> {
    words.into_iter().map(|word| word.text).collect()
}

fn cited(reader: &mut Reader, word: &Word, clauses: &[ClauseId]) -> Option<ClauseId> {
    let clause = reader.clause(word)?;
    if clauses.contains(&clause) {
        return Some(clause);
    }
    reader.fail(errors::clause_of_other_rule(reader.span(word), &word.text))
}

fn check_needs(reader: &mut Reader, needs: &[Word]) {
    for word in needs {
        let clause = word.text.rsplit_once('.').map(|(_, clause)| clause);
        if clause.and_then(ClauseWord::from_text).is_none() {
            let wrong = errors::wrong_value(
                reader.span(word),
                &word.text,
                ["a declaration and a clause of it, as in `coder.evidence`", "声明及其子句，例如 `coder.evidence`"],
            );
            reader.diagnostics.push(wrong);
        }
    }
}

/// The rule ids that examples name, with their places, for the check that each exists.
pub(super) fn named_rules(file: FileId, rules: &super::rules::RulesFile) -> Vec<(String, Span)> {
    rules.examples().flat_map(|example| &example.expect.also).map(|word| (word.text.clone(), word.span(file))).collect()
}

/// Reports each named rule that does not exist.
pub(super) fn check_named(named: &[(String, Span)], ids: &[&str], diagnostics: &mut Vec<Diagnostic>) {
    for (name, span) in named {
        if !ids.contains(&name.as_str()) {
            diagnostics.push(errors::unknown_rule(*span, name, ids.iter().copied()));
        }
    }
}
