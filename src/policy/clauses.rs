//! `clauses.yaml`: every statement of the policy in the pack's own words, and what its text leaves open.

use serde::Deserialize;

use super::errors;
use super::pack::{CheckKind, Clause, ClauseId, Modality, TextGap};
use super::reader::{Known, Reader};
use super::yaml::{Given, Word};
use crate::diagnostic::{Diagnostic, Severity};
use crate::source::FileId;

/// What a file of clauses says.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ClausesFile {
    clauses: Vec<ClauseEntry>,
    #[serde(default)]
    gaps: Vec<GapEntry>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ClauseEntry {
    id: Word,
    statement: Word,
    modality: Word,
    check: Word,
    severity: Word,
    #[serde(default)]
    scope: Given<Word>,
    #[serde(default, rename = "exception of")]
    exception_of: Given<Word>,
    #[serde(default)]
    human: Given<Word>,
    #[serde(default)]
    hash: Given<Word>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct GapEntry {
    id: Word,
    place: Word,
    gap: Word,
    treatment: Word,
}

/// Gives every clause its number, so that clauses may name each other in any order.
pub(super) fn number(known: &mut Known, file: FileId, said: &ClausesFile, diagnostics: &mut Vec<Diagnostic>) {
    for (index, entry) in said.clauses.iter().enumerate() {
        let id = &entry.id;
        if let Some(first) = known.clause_ids.insert(id.text.clone(), ClauseId(index as u32)) {
            let first = said.clauses.get(first.0 as usize).map(|entry| entry.id.span(file));
            diagnostics.push(errors::repeated_name(id.span(file), errors::CLAUSE, &id.text, first));
        }
    }
}

/// Reads all clauses.
pub(super) fn clauses(reader: &mut Reader, said: &ClausesFile) -> Vec<Clause> {
    said.clauses.iter().map(|entry| entry.read(reader)).collect()
}

impl ClauseEntry {
    /// A word that means nothing is reported and stands for the first meaning, so that the clauses keep their numbers.
    fn read(&self, reader: &mut Reader) -> Clause {
        let exception_of = self.exception_of.0.as_ref();
        let hash = self.hash.0.as_ref();
        Clause {
            id: self.id.text.clone(),
            statement: self.statement.text.clone(),
            modality: reader
                .choice(&self.modality, Modality::from_word, &Modality::ALL.map(Modality::word))
                .unwrap_or(Modality::Obligation),
            check: reader.choice(&self.check, check_kind, CHECKS).unwrap_or(CheckKind::Static),
            severity: reader.choice(&self.severity, Severity::from_word, SEVERITIES).unwrap_or(Severity::Error),
            scope: self.scope.0.as_ref().map(|word| word.text.clone()),
            exception_of: exception_of.and_then(|word| reader.clause(word)),
            human: self.human.0.as_ref().map(|word| word.text.clone()),
            hash: hash.and_then(|word| reader.sha256(word)),
            span: reader.span(&self.id),
        }
    }
}

/// The words for severities.
pub(super) const SEVERITIES: &[&str] = &["error", "warning", "info", "lint"];

const CHECKS: &[&str] = &["static", "evidence", "process", "text"];

fn check_kind(word: &str) -> Option<CheckKind> {
    match word {
        "static" => Some(CheckKind::Static),
        "evidence" => Some(CheckKind::Evidence),
        "process" => Some(CheckKind::Process),
        "text" => Some(CheckKind::Text),
        _ => None,
    }
}

/// What the policy's text leaves open.
pub(super) fn gaps(reader: &mut Reader, said: &ClausesFile) -> Vec<TextGap> {
    let mut gaps: Vec<TextGap> = Vec::with_capacity(said.gaps.len());
    for (index, entry) in said.gaps.iter().enumerate() {
        if let Some(first) = said.gaps[..index].iter().find(|first| first.id.text == entry.id.text) {
            let first = Some(reader.span(&first.id));
            reader.diagnostics.push(errors::repeated_name(reader.span(&entry.id), errors::GAP, &entry.id.text, first));
        }
        gaps.push(TextGap {
            id: entry.id.text.clone(),
            place: entry.place.text.clone(),
            gap: entry.gap.text.clone(),
            treatment: entry.treatment.text.clone(),
        });
    }
    gaps
}
