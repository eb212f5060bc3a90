//! `pack.yaml`: what the pack is, where it comes from, and what leaves the policy.

use serde::Deserialize;

use super::facts::Kind;
use super::pack::{Document, Pack};
use super::patterns;
use super::reader::Reader;
use super::rule::Condition;
use super::sentence::{self, Subject, Variable};
use super::yaml::{Given, Keyed, Sentences, Word};
use crate::diagnostic::Language;
use crate::model::vocabulary::LeafSet;
use crate::syntax::value::{Date, Time, Unit};

/// What `pack.yaml` says.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PackFile {
    id: Word,
    title: Word,
    version: Word,
    #[serde(default)]
    effective: Given<Word>,
    #[serde(default)]
    document: Given<DocumentEntry>,
    #[serde(default)]
    languages: Vec<Word>,
    #[serde(default)]
    owner: Given<Word>,
    #[serde(default)]
    scope: Keyed<Sentences>,
    allowance: Word,
    #[serde(default)]
    purposes: Vec<Word>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct DocumentEntry {
    title: Word,
    #[serde(default)]
    sha256: Given<Word>,
}

/// What a pack's file says, resolved.
pub(super) struct Header {
    effective: Option<Date>,
    languages: Vec<Language>,
    document: Document,
    allowance: Time,
    purposes: LeafSet,
    scope: Vec<(Kind, Vec<Condition>)>,
}

/// Resolves what the file says.
pub(super) fn read(reader: &mut Reader, said: &PackFile) -> Header {
    let document = said.document.0.as_ref();
    let hash = document.and_then(|document| document.sha256.0.as_ref());
    Header {
        effective: said.effective.0.as_ref().and_then(|word| reader.date(word)),
        languages: said.languages.iter().filter_map(|word| language(reader, word)).collect(),
        document: Document {
            title: document.map(|document| document.title.text.clone()).unwrap_or_default(),
            sha256: hash.and_then(|word| reader.sha256(word)),
        },
        allowance: reader.time(&said.allowance).unwrap_or(Time { count: 0, unit: Unit::Day }),
        purposes: reader.terms("purpose", &said.purposes).1,
        scope: said.scope.0.iter().filter_map(|(kind, sentences)| scope(reader, kind, sentences)).collect(),
    }
}

fn language(reader: &mut Reader, word: &Word) -> Option<Language> {
    reader.choice(word, Language::from_word, &Language::CODES)
}

fn scope(reader: &mut Reader, word: &Word, sentences: &Sentences) -> Option<(Kind, Vec<Condition>)> {
    let kind = patterns::kind(reader, word)?;
    let variables = [Variable { name: kind.name().to_owned(), subject: Subject::Thing(kind) }];
    Some((kind, sentence::conditions(reader, &variables, sentences)))
}

impl Header {
    /// Puts it into the pack.
    pub(super) fn fill(self, said: &PackFile, pack: &mut Pack) {
        pack.id.clone_from(&said.id.text);
        pack.title.clone_from(&said.title.text);
        pack.version.clone_from(&said.version.text);
        pack.owner = said.owner.0.as_ref().map(|word| word.text.clone());
        pack.languages = self.languages;
        pack.effective = self.effective;
        pack.document = self.document;
        pack.allowance = self.allowance;
        pack.purposes = self.purposes;
        pack.scope = self.scope;
    }
}
