//! `patterns.yaml`: texts that rules share, the named exceptions, and how findings at one place fold.

use serde::Deserialize;

use super::errors;
use super::facts::Kind;
use super::pack::{ClauseId, Precedence};
use super::reader::Reader;
use super::rule::Exception;
use super::rules::ForEach;
use super::sentence::{self, Subject, Variable};
use super::yaml::{Keyed, Sentences, Word};
use crate::source::FileId;

/// What a file of patterns says.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PatternsFile {
    /// Texts that rules share.
    #[serde(default)]
    pub(super) patterns: Keyed<Pattern>,
    #[serde(default)]
    exceptions: Keyed<ExceptionEntry>,
    #[serde(default)]
    precedence: Vec<Vec<Vec<Word>>>,
}

/// The patterns of a pack, and the file that they stand in.
pub(super) struct Patterns<'p> {
    /// What the file says.
    pub(super) said: &'p PatternsFile,
    /// The file.
    pub(super) file: FileId,
    /// Its text.
    pub(super) source: &'p str,
}

impl Patterns<'_> {
    /// A reader for what stands in the patterns' file, while a file of rules is read.
    pub(super) fn reader<'r>(&'r self, reader: &'r mut Reader) -> Reader<'r> {
        Reader { known: reader.known, file: self.file, source: self.source, diagnostics: reader.diagnostics }
    }
}

/// A text that rules share.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Pattern {
    pub(super) about: Word,
    #[serde(rename = "for each")]
    pub(super) for_each: ForEach,
    #[serde(default)]
    pub(super) when: Sentences,
    #[serde(default)]
    pub(super) must: Sentences,
    #[serde(default, rename = "must not")]
    pub(super) must_not: Sentences,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ExceptionEntry {
    of: Word,
    clauses: Vec<Word>,
    when: Sentences,
}

/// The named exceptions.
pub(super) fn exceptions(reader: &mut Reader, said: &PatternsFile) -> Vec<Exception> {
    said.exceptions.0.iter().filter_map(|(name, entry)| entry.read(reader, name)).collect()
}

impl ExceptionEntry {
    fn read(&self, reader: &mut Reader, name: &Word) -> Option<Exception> {
        let of = kind(reader, &self.of)?;
        let variables = [Variable { name: of.name().to_owned(), subject: Subject::Thing(of) }];
        Some(Exception {
            name: name.text.clone(),
            of,
            clauses: reader.clauses(&self.clauses),
            when: sentence::conditions(reader, &variables, &self.when),
            span: reader.span(name),
        })
    }
}

/// A kind of thing that sentences can be about.
pub(super) fn kind(reader: &mut Reader, word: &Word) -> Option<Kind> {
    match Kind::from_name(&word.text).filter(|kind| *kind != Kind::Row) {
        Some(kind) => Some(kind),
        None => reader.fail(errors::unknown_kind(reader.span(word), &word.text)),
    }
}

/// How findings at one place fold.
pub(super) fn precedence(reader: &mut Reader, said: &PatternsFile) -> Vec<Precedence> {
    let mut chains = Vec::with_capacity(said.precedence.len());
    for chain in &said.precedence {
        let levels: Vec<Vec<ClauseId>> = chain.iter().map(|level| reader.clauses(level)).collect();
        chains.push(levels);
    }
    chains
}
