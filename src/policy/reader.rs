//! What the conversion of one YAML file goes by: what is known so far, the file, and where diagnostics go.

use rustc_hash::FxHashMap;

use super::errors;
use super::pack::{ClauseId, Pack};
use super::yaml::Word;
use crate::diagnostic::Diagnostic;
use crate::model::vocabulary::{LeafSet, SortId, TermId};
use crate::source::{FileId, Span};
use crate::syntax::value::{Date, Time, Unit};

/// A pack as far as it has been read.
pub(super) struct Known {
    /// What there is of it.
    pub(super) pack: Pack,
    /// Its clauses by id.
    pub(super) clause_ids: FxHashMap<String, ClauseId>,
}

/// Reads the words of one file.
pub(super) struct Reader<'k> {
    /// What is known so far.
    pub(super) known: &'k Known,
    /// The file.
    pub(super) file: FileId,
    /// Its text.
    pub(super) source: &'k str,
    /// Where diagnostics go.
    pub(super) diagnostics: &'k mut Vec<Diagnostic>,
}

impl Reader<'_> {
    /// Where a word stands.
    pub(super) fn span(&self, word: &Word) -> Span {
        word.span(self.file)
    }

    /// Reports an error and gives nothing.
    pub(super) fn fail<T>(&mut self, diagnostic: Diagnostic) -> Option<T> {
        self.diagnostics.push(diagnostic);
        None
    }

    /// A sort that must have a tree.
    pub(super) fn sort(&mut self, name: &str, at: Span) -> Option<SortId> {
        match self.known.pack.vocabulary.sort(name) {
            Some(sort) => Some(sort),
            None => self.fail(errors::sort_without_tree(at, name)),
        }
    }

    /// A term of a sort.
    pub(super) fn term(&mut self, sort: &str, word: &Word) -> Option<TermId> {
        let id = self.sort(sort, self.span(word))?;
        match self.known.pack.vocabulary.find(id, &word.text) {
            Some(term) => Some(term),
            None => self.fail(errors::unknown_term(self.span(word), sort, &word.text, &self.known.pack.vocabulary)),
        }
    }

    /// Terms of a sort, and all leaves below them.
    pub(super) fn terms(&mut self, sort: &str, words: &[Word]) -> (Vec<TermId>, LeafSet) {
        let terms: Vec<TermId> = words.iter().filter_map(|word| self.term(sort, word)).collect();
        let mut leaves = LeafSet::new();
        for term in &terms {
            leaves.extend(self.known.pack.vocabulary.leaves(*term));
        }
        (terms, leaves)
    }

    /// A clause.
    pub(super) fn clause(&mut self, word: &Word) -> Option<ClauseId> {
        match self.known.clause_ids.get(&word.text) {
            Some(clause) => Some(*clause),
            None => {
                let ids = self.known.pack.clauses.iter().map(|clause| clause.id.as_str());
                self.fail(errors::unknown_clause(self.span(word), &word.text, ids))
            }
        }
    }

    /// Clauses.
    pub(super) fn clauses(&mut self, words: &[Word]) -> Vec<ClauseId> {
        words.iter().filter_map(|word| self.clause(word)).collect()
    }

    /// One of a few words, each with its meaning.
    pub(super) fn choice<T>(&mut self, word: &Word, meaning: impl Fn(&str) -> Option<T>, words: &[&str]) -> Option<T> {
        match meaning(&word.text) {
            Some(value) => Some(value),
            None => self.fail(errors::not_one_of(self.span(word), &word.text, words)),
        }
    }

    /// `yes` or `no`.
    pub(super) fn yes_or_no(&mut self, word: &Word) -> Option<bool> {
        let meaning = |text: &str| match text {
            "yes" => Some(true),
            "no" => Some(false),
            _ => None,
        };
        self.choice(word, meaning, &["yes", "no"])
    }

    /// A length of time.
    pub(super) fn time(&mut self, word: &Word) -> Option<Time> {
        match time(&word.text) {
            Some(time) => Some(time),
            None => self.fail(errors::wrong_value(self.span(word), &word.text, errors::A_LENGTH_OF_TIME)),
        }
    }

    /// A day.
    pub(super) fn date(&mut self, word: &Word) -> Option<Date> {
        match Date::read(&word.text).filter(|date| date.exists()) {
            Some(date) => Some(date),
            None => self.fail(errors::wrong_value(
                self.span(word),
                &word.text,
                ["a day such as `2026-03-31`", "日期，例如 `2026-03-31`"],
            )),
        }
    }

    /// A SHA-256 in hexadecimal.
    pub(super) fn sha256(&mut self, word: &Word) -> Option<String> {
        let digits = word.text.len() == 64 && word.text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
        if digits {
            return Some(word.text.clone());
        }
        self.fail(errors::wrong_value(
            self.span(word),
            &word.text,
            ["64 hexadecimal digits in small letters", "64位小写十六进制数字"],
        ))
    }
}

/// A length of time such as `30 days`.
pub(super) fn time(text: &str) -> Option<Time> {
    let (count, unit) = text.split_once(char::is_whitespace)?;
    let unit = match unit.trim().trim_end_matches('s') {
        "hour" => Unit::Hour,
        "day" => Unit::Day,
        "month" => Unit::Month,
        "year" => Unit::Year,
        _ => return None,
    };
    Some(Time { count: count.parse().ok()?, unit })
}
