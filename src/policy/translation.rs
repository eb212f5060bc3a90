//! `languages/CODE/*.yaml`: the texts of a pack in another language. Everything is named as the pack names it, and what a
//! message speaks of is checked like the original's.

use serde::Deserialize;

use super::errors;
use super::facts::Type;
use super::pack::{Cell, Pack};
use super::reader::Reader;
use super::rule::{Message, Part, Range, Rule};
use super::sentence::{self, Subject};
use super::texts::{ClauseTexts, GapTexts, RuleTexts, Texts};
use super::yaml::{Given, Keyed, Word};

/// What a file of a translation says. A translation may stand in several files.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TranslationFile {
    #[serde(default)]
    title: Given<Word>,
    #[serde(default)]
    clauses: Keyed<ClauseEntry>,
    #[serde(default)]
    rules: Keyed<RuleEntry>,
    #[serde(default)]
    gaps: Keyed<GapEntry>,
    #[serde(default)]
    exceptions: Keyed<Word>,
    #[serde(default)]
    terms: Keyed<Keyed<Word>>,
    #[serde(default)]
    phrases: Keyed<Word>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ClauseEntry {
    statement: Word,
    #[serde(default)]
    scope: Given<Word>,
    #[serde(default)]
    human: Given<Word>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RuleEntry {
    title: Word,
    why: Word,
    #[serde(default)]
    message: Given<Word>,
    #[serde(default)]
    fix: Given<Word>,
    /// One for each part of the rule, in their order.
    #[serde(default)]
    parts: Vec<PartEntry>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct PartEntry {
    #[serde(default)]
    message: Given<Word>,
    #[serde(default)]
    fix: Given<Word>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct GapEntry {
    #[serde(default)]
    place: Given<Word>,
    gap: Word,
    treatment: Word,
}

/// Adds what a file says to the texts of its language. `pack` is complete but for its texts.
pub(super) fn read(reader: &mut Reader, pack: &Pack, said: &TranslationFile, texts: &mut Texts) {
    if let Some(title) = &said.title.0
        && texts.title.replace(title.text.clone()).is_some()
    {
        reader.diagnostics.push(errors::repeated_name(reader.span(title), errors::TITLE, &title.text, None));
    }
    for (id, entry) in &said.clauses.0 {
        clause(reader, id, entry, texts);
    }
    for (id, entry) in &said.rules.0 {
        rule(reader, pack, id, entry, texts);
    }
    for (id, entry) in &said.gaps.0 {
        gap(reader, pack, id, entry, texts);
    }
    for (name, label) in &said.exceptions.0 {
        exception(reader, pack, name, label, texts);
    }
    for (sort, labels) in &said.terms.0 {
        terms(reader, sort, labels, texts);
    }
    for (text, label) in &said.phrases.0 {
        phrase(reader, pack, text, label, texts);
    }
}

/// Says that something was translated before, in another file of the language.
fn once<T>(reader: &mut Reader, word: &Word, what: [&str; 2], before: Option<T>) {
    if before.is_some() {
        reader.diagnostics.push(errors::repeated_name(reader.span(word), what, &word.text, None));
    }
}

fn text(given: &Given<Word>) -> Option<String> {
    given.0.as_ref().map(|word| word.text.clone())
}

fn clause(reader: &mut Reader, id: &Word, entry: &ClauseEntry, texts: &mut Texts) {
    if reader.clause(id).is_none() {
        return;
    }
    let translated =
        ClauseTexts { statement: entry.statement.text.clone(), scope: text(&entry.scope), human: text(&entry.human) };
    once(reader, id, errors::CLAUSE, texts.clauses.insert(id.text.clone(), translated));
}

fn rule(reader: &mut Reader, pack: &Pack, id: &Word, entry: &RuleEntry, texts: &mut Texts) {
    let Some(rule) = pack.rule(&id.text) else {
        let ids = pack.rules.iter().map(|rule| rule.id.as_str());
        reader.diagnostics.push(errors::unknown_rule(reader.span(id), &id.text, ids));
        return;
    };
    let translated = RuleTexts {
        title: entry.title.text.clone(),
        why: entry.why.text.clone(),
        parts: parts(reader, pack, rule, id, entry),
    };
    once(reader, id, errors::RULE, texts.rules.insert(id.text.clone(), translated));
}

/// A part that says no message or fix of its own has the rule's.
fn parts(reader: &mut Reader, pack: &Pack, rule: &Rule, id: &Word, entry: &RuleEntry) -> Vec<Option<[Message; 2]>> {
    if !entry.parts.is_empty() && entry.parts.len() != rule.parts.len() {
        let at = reader.span(id);
        reader.diagnostics.push(errors::other_parts(at, &id.text, entry.parts.len(), rule.parts.len()));
        return Vec::new();
    }
    let translated = rule.parts.iter().enumerate().map(|(index, part)| {
        let own = entry.parts.get(index);
        let message = own.and_then(|own| own.message.0.as_ref()).or(entry.message.0.as_ref())?;
        let fix = own.and_then(|own| own.fix.0.as_ref()).or(entry.fix.0.as_ref())?;
        let scope = scope(pack, part);
        Some([message, fix].map(|word| sentence::message(reader, &scope, word)))
    });
    translated.collect()
}

/// What the holes of a part's messages can name.
fn scope(pack: &Pack, part: &Part) -> Vec<sentence::Variable> {
    let subject = |range: &Range| match range {
        Range::Kinds { common, .. } => Some(Subject::Thing(*common)),
        Range::Rows { table, .. } => Some(Subject::Row(*table)),
        Range::Fact { fact, .. } => match fact.of_type() {
            Type::Entity(kind) | Type::Many(kind) => Some(Subject::Thing(kind)),
            Type::Rows(table) => pack.table(table).map(Subject::Row),
            Type::Term(_) | Type::Set(_) | Type::Scale(_) | Type::Bool | Type::Text | Type::Date | Type::Duration => {
                None
            }
        },
    };
    let variables = part.variables.iter().filter_map(|variable| Some((variable, subject(&variable.range)?)));
    variables.map(|(variable, subject)| sentence::Variable { name: variable.name.clone(), subject }).collect()
}

fn gap(reader: &mut Reader, pack: &Pack, id: &Word, entry: &GapEntry, texts: &mut Texts) {
    if !pack.gaps.iter().any(|gap| gap.id == id.text) {
        let ids = pack.gaps.iter().map(|gap| gap.id.as_str());
        reader.diagnostics.push(errors::unknown_gap(reader.span(id), &id.text, ids));
        return;
    }
    let translated =
        GapTexts { place: text(&entry.place), gap: entry.gap.text.clone(), treatment: entry.treatment.text.clone() };
    once(reader, id, errors::GAP, texts.gaps.insert(id.text.clone(), translated));
}

fn exception(reader: &mut Reader, pack: &Pack, name: &Word, label: &Word, texts: &mut Texts) {
    let mut names = super::texts::exceptions(pack);
    if !names.any(|known| known == name.text) {
        let names = super::texts::exceptions(pack);
        reader.diagnostics.push(errors::unknown_exception(reader.span(name), &name.text, names));
        return;
    }
    once(reader, name, errors::EXCEPTION, texts.exceptions.insert(name.text.clone(), label.text.clone()));
}

fn terms(reader: &mut Reader, sort: &Word, labels: &Keyed<Word>, texts: &mut Texts) {
    if reader.sort(&sort.text, reader.span(sort)).is_none() {
        return;
    }
    for (name, label) in &labels.0 {
        if let Some(term) = reader.term(&sort.text, name) {
            once(reader, name, errors::TERM, texts.terms.insert(term, label.text.clone()));
        }
    }
}

fn phrase(reader: &mut Reader, pack: &Pack, text: &Word, label: &Word, texts: &mut Texts) {
    let stands = |cell: &Cell| matches!(cell, Cell::Text(words) if *words == text.text);
    let mut cells = pack.tables.iter().flat_map(|table| &table.rows).flat_map(|row| &row.cells);
    if !cells.any(stands) {
        reader.diagnostics.push(errors::unknown_phrase(reader.span(text), &text.text));
        return;
    }
    once(reader, text, errors::PHRASE, texts.phrases.insert(text.text.clone(), label.text.clone()));
}
