//! What a change means, in sentences made of pieces, so that each form for a lawyer says the same.

use super::words::noun;
use crate::difference::{Difference, Differing, Direction, Fate, Named, Part, Topic};

/// A piece of a sentence.
pub(super) enum Piece<'a> {
    /// Our own words.
    Words(String),
    /// Something declared.
    Named(&'a Named),
    /// A name as it stands in the flows.
    Name(&'a str),
    /// What a clause says.
    Said(&'a str),
}

/// One sentence, and what stands below it.
pub(super) struct Line<'a> {
    pub(super) direction: Option<Direction>,
    pub(super) pieces: Vec<Piece<'a>>,
    pub(super) below: Vec<Line<'a>>,
}

/// The topics of a change that have something in them, each with its sentences.
pub(super) fn topics(difference: &Difference) -> Vec<(Topic, Vec<Line<'_>>)> {
    let sections = difference.sections().into_iter();
    sections.map(|section| (section.topic, section.entries.into_iter().map(line).collect())).collect()
}

fn line<'a>((one, part): (&'a Differing, Option<&'a Part>)) -> Line<'a> {
    match part {
        None => whole(one),
        Some(part) => clause(one, part),
    }
}

fn words<'a>(words: impl Into<String>) -> Piece<'a> {
    Piece::Words(words.into())
}

fn whole(one: &Differing) -> Line<'_> {
    let mut pieces = subject(one);
    let direction = match &one.fate {
        Fate::Added => {
            pieces.push(words(" is new"));
            Some(one.direction)
        }
        Fate::Removed => {
            pieces.push(words(" is gone"));
            Some(one.direction)
        }
        Fate::Renamed { from } => {
            pieces.extend([words(" was called "), Piece::Name(from), words("; nothing else about it changes")]);
            None
        }
        Fate::Changed => None,
    };
    Line { direction, pieces, below: one.parts.iter().map(said).collect() }
}

fn said(part: &Part) -> Line<'_> {
    let mut pieces = vec![words(noun(part.clause))];
    pieces.extend(event(part));
    pieces.push(words(": "));
    pieces.extend(all(part));
    Line { direction: None, pieces, below: Vec::new() }
}

fn clause<'a>(one: &'a Differing, part: &'a Part) -> Line<'a> {
    let mut pieces = subject(one);
    pieces.push(words(format!(": {}", noun(part.clause))));
    pieces.extend(event(part));
    pieces.push(words(": "));
    pieces.extend(shift(part));
    Line { direction: Some(part.direction), pieces, below: Vec::new() }
}

/// What a clause is said of, and the event that it speaks of.
fn event(part: &Part) -> Vec<Piece<'_>> {
    let of = part.of.iter().flat_map(|datum| [words(" of "), Piece::Name(datum)]);
    of.chain(part.event.iter().flat_map(|event| [words(" after "), Piece::Said(event)])).collect()
}

/// `collect “Create an account” (registration.form)`.
fn subject(one: &Differing) -> Vec<Piece<'_>> {
    vec![words(format!("{} ", one.keyword)), Piece::Named(&one.named)]
}

fn list<'a>(names: impl IntoIterator<Item = &'a Named>) -> Vec<Piece<'a>> {
    let mut pieces = Vec::new();
    for name in names {
        if !pieces.is_empty() {
            pieces.push(words(", "));
        }
        pieces.push(Piece::Named(name));
    }
    pieces
}

fn all(part: &Part) -> Vec<Piece<'_>> {
    match (part.added.as_slice(), part.removed.as_slice()) {
        ([], []) => vec![Piece::Said(part.after.as_deref().or(part.before.as_deref()).unwrap_or_default())],
        (added, removed) => list(added.iter().chain(removed)),
    }
}

fn shift(part: &Part) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    if !part.added.is_empty() {
        pieces.push(words("also "));
        pieces.extend(list(&part.added));
    }
    if !part.removed.is_empty() {
        pieces.push(words(if pieces.is_empty() { "no longer " } else { "; no longer " }));
        pieces.extend(list(&part.removed));
    }
    if !pieces.is_empty() {
        return pieces;
    }
    match (&part.before, &part.after) {
        (Some(before), Some(after)) => vec![Piece::Said(after), words(" instead of "), Piece::Said(before)],
        (Some(before), None) => vec![words("not said any more; it was "), Piece::Said(before)],
        (None, Some(after)) => vec![Piece::Said(after), words("; it was not said before")],
        (None, None) => Vec::new(),
    }
}

/// A direction as a sentence begins with it.
pub(super) fn capital(direction: Direction) -> String {
    let word = direction.word();
    word.chars().take(1).flat_map(char::to_uppercase).chain(word.chars().skip(1)).collect()
}

/// What a change that only narrows comes to.
pub(super) const ONLY_NARROWS: &str =
    "Nothing new is done with anybody's data, nothing is kept longer, and nothing that protects people goes.";
