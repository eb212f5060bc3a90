//! A pack held against the published document: which clauses still stand there as they did.

use rustc_hash::{FxHashMap, FxHashSet};

use super::document::{Paragraph, paragraphs, roman, sha256};
use super::rules_on;
use crate::policy::pack::{Clause, ClauseId, Pack};

/// What became of the paragraph that makes a clause.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// It stands there as it did.
    Unchanged,
    /// Another stands in its place.
    Changed(Passage),
    /// Nothing like it stands there.
    Removed,
    /// The pack does not say which paragraph makes it.
    Unknown,
}

/// A paragraph of the document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// The line on which it stands, from 1.
    pub line: usize,
    /// The number of its section, in Arabic digits; empty before the first.
    pub section: String,
    /// Its text, with every run of blanks as one.
    pub text: String,
    /// The SHA-256 of its text, as a clause names it.
    pub hash: String,
}

/// A clause, what became of its paragraph, and what stands on it.
#[derive(Debug, Clone)]
pub struct Verified<'p> {
    /// The clause.
    pub clause: &'p Clause,
    /// What became of its paragraph.
    pub change: Change,
    /// The rules that stand on it.
    pub rules: Vec<&'p str>,
}

/// What came of holding a pack against a document.
#[derive(Debug, Clone)]
pub struct Verification<'p> {
    /// Whether the document is the same, byte for byte; `None` if the pack does not say from which one it was made.
    pub same_document: Option<bool>,
    /// Every clause, in the order of the policy.
    pub clauses: Vec<Verified<'p>>,
    /// Paragraphs that make a statement, and that no clause of the pack stands on.
    pub new: Vec<Passage>,
    /// How many paragraphs there are.
    pub paragraphs: usize,
}

impl Verification<'_> {
    /// Whether every clause stands there as it did and nothing is new.
    pub fn is_unchanged(&self) -> bool {
        self.new.is_empty()
            && self.clauses.iter().all(|verified| match verified.change {
                Change::Unchanged | Change::Unknown => true,
                Change::Changed(_) | Change::Removed => false,
            })
    }
}

/// Holds every clause of a pack against the text of the published document.
pub fn verify<'p>(pack: &'p Pack, text: &str) -> Verification<'p> {
    let paragraphs = paragraphs(text);
    let wanted = wanted(pack);
    let places = place(&wanted, &paragraphs);
    let found: FxHashMap<&str, &Place> = wanted.iter().map(|wanted| wanted.hash).zip(&places).collect();
    let verified = |(index, clause): (usize, &'p Clause)| {
        let place = clause.hash.as_deref().and_then(|hash| found.get(hash).copied());
        let change = place.map_or(Change::Unknown, |place| place.change(&paragraphs));
        Verified { clause, change, rules: rules_on(pack, ClauseId(index as u32)) }
    };
    let taken: FxHashSet<usize> = places.iter().filter_map(Place::paragraph).collect();
    let known: FxHashSet<&str> = wanted.iter().map(|wanted| wanted.hash).collect();
    let is_new = |index: usize, paragraph: &Paragraph| {
        paragraph.is_statement() && !taken.contains(&index) && !known.contains(paragraph.hash.as_str())
    };
    let new = paragraphs.iter().enumerate().filter(|(index, paragraph)| is_new(*index, paragraph));
    Verification {
        same_document: pack.document.sha256.as_ref().map(|known| *known == sha256(text)),
        clauses: pack.clauses.iter().enumerate().map(verified).collect(),
        new: new.map(|(_, paragraph)| paragraph.passage()).collect(),
        paragraphs: paragraphs.len(),
    }
}

impl Paragraph {
    fn passage(&self) -> Passage {
        Passage { line: self.line, section: self.section.clone(), text: self.text.clone(), hash: self.hash.clone() }
    }
}

/// A paragraph that clauses stand on, of which the pack knows the hash, the number and its own words for it.
struct Wanted<'p> {
    hash: &'p str,
    number: String,
    words: Vec<String>,
}

/// The paragraphs that the clauses stand on, in the order of the policy.
fn wanted(pack: &Pack) -> Vec<Wanted<'_>> {
    let mut wanted: Vec<Wanted> = Vec::new();
    for clause in &pack.clauses {
        let Some(hash) = &clause.hash else { continue };
        match wanted.iter_mut().find(|wanted| wanted.hash == hash) {
            Some(known) => known.words.extend(words(&clause.statement)),
            None => wanted.push(Wanted { hash, number: number(&clause.id), words: words(&clause.statement).collect() }),
        }
    }
    wanted
}

/// The number in a clause's id: `2.8.1-b` gives 2.8.1, and `II-a` gives 2.
fn number(id: &str) -> String {
    let number = id.split('-').next().unwrap_or_default();
    roman(number).map_or_else(|| number.to_owned(), |number| number.to_string())
}

/// Words that tell one paragraph from another.
fn words(text: &str) -> impl Iterator<Item = String> {
    let words = text.split(|character: char| !character.is_alphanumeric()).filter(|word| word.chars().count() > 3);
    words.map(str::to_lowercase)
}

/// Where a wanted paragraph was found.
enum Place {
    Same(usize),
    Instead(usize),
    Nowhere,
}

impl Place {
    fn paragraph(&self) -> Option<usize> {
        match self {
            Self::Same(index) | Self::Instead(index) => Some(*index),
            Self::Nowhere => None,
        }
    }

    fn change(&self, paragraphs: &[Paragraph]) -> Change {
        match self {
            Self::Same(_) => Change::Unchanged,
            Self::Instead(index) => Change::Changed(paragraphs[*index].passage()),
            Self::Nowhere => Change::Removed,
        }
    }
}

/// A paragraph that no clause stands on as it is.
struct Unclaimed<'d> {
    index: usize,
    paragraph: &'d Paragraph,
    words: FxHashSet<String>,
}

/// Finds each wanted paragraph: by its hash, and those whose hash is gone by number, neighbours and likeness, the surest
/// first.
fn place(wanted: &[Wanted], paragraphs: &[Paragraph]) -> Vec<Place> {
    let first: FxHashMap<&str, usize> =
        paragraphs.iter().enumerate().rev().map(|(index, paragraph)| (paragraph.hash.as_str(), index)).collect();
    let mut places: Vec<Place> = wanted
        .iter()
        .map(|wanted| first.get(wanted.hash).map_or(Place::Nowhere, |index| Place::Same(*index)))
        .collect();
    for (_, lost, index) in likely(wanted, paragraphs, &places) {
        let taken = places.iter().any(|place| place.paragraph() == Some(index));
        if !taken && places[lost].paragraph().is_none() {
            places[lost] = Place::Instead(index);
        }
    }
    places
}

/// Lost paragraphs and those that may have come in their place, with how sure that is; the surest first.
fn likely(wanted: &[Wanted], paragraphs: &[Paragraph], places: &[Place]) -> Vec<(u32, usize, usize)> {
    let lost: Vec<usize> = (0..wanted.len()).filter(|index| places[*index].paragraph().is_none()).collect();
    if lost.is_empty() {
        return Vec::new();
    }
    let unclaimed = unclaimed(wanted, paragraphs);
    let mut pairs: Vec<(u32, usize, usize)> = Vec::new();
    for lost in lost {
        let between = between(places, lost);
        let here = unclaimed.iter().filter(|one| between.contains(&one.index) && one.paragraph.is_statement());
        let alone = here.count() == 1 && is_alone(places, lost);
        let sure = unclaimed
            .iter()
            .map(|one| (sureness(&wanted[lost], one, between.contains(&one.index), alone), lost, one.index));
        pairs.extend(sure.filter(|(sure, ..)| *sure >= SURE_ENOUGH));
    }
    pairs.sort_by_key(|(sure, lost, index)| (std::cmp::Reverse(*sure), *lost, *index));
    pairs
}

fn unclaimed<'d>(wanted: &[Wanted], paragraphs: &'d [Paragraph]) -> Vec<Unclaimed<'d>> {
    let known: FxHashSet<&str> = wanted.iter().map(|wanted| wanted.hash).collect();
    let free = paragraphs.iter().enumerate().filter(|(_, paragraph)| !known.contains(paragraph.hash.as_str()));
    free.map(|(index, paragraph)| Unclaimed { index, paragraph, words: words(&paragraph.text).collect() }).collect()
}

/// The paragraphs between the nearest that were found before and after a lost one.
fn between(places: &[Place], lost: usize) -> std::ops::Range<usize> {
    let before = places[..lost].iter().rev().find_map(Place::paragraph);
    let after = places[lost..].iter().find_map(Place::paragraph);
    before.map_or(0, |before| before + 1)..after.unwrap_or(usize::MAX)
}

/// Whether the paragraphs before and after a lost one were both found.
fn is_alone(places: &[Place], lost: usize) -> bool {
    let found = |place: Option<&Place>| place.is_none_or(|place| place.paragraph().is_some());
    found(lost.checked_sub(1).and_then(|before| places.get(before))) && found(places.get(lost + 1))
}

/// From here on a paragraph is taken for the changed one: its number and one sign more, or all signs but the number.
const SURE_ENOUGH: u32 = 60;

/// How surely a paragraph stands for a lost one, in hundredths: its number counts 40, its place 30, its words 60; where
/// one was lost and one came between two that stayed, its place decides.
fn sureness(wanted: &Wanted, there: &Unclaimed, in_place: bool, alone: bool) -> u32 {
    let paragraph = there.paragraph;
    let (wide, narrow) = (format!("{}.", wanted.number), format!("{}.", paragraph.section));
    let number = if paragraph.section == wanted.number {
        40
    } else if narrow.starts_with(&wide) || wide.starts_with(&narrow) {
        20
    } else {
        0
    };
    let place = match (in_place, alone) {
        (true, true) => 60,
        (true, false) => 30,
        (false, _) => 0,
    };
    let heading = if paragraph.is_statement() { 0 } else { 30 };
    (number + place + likeness(&wanted.words, &there.words)).saturating_sub(heading)
}

/// The share of the pack's own words for a paragraph that stand in another, of 60.
fn likeness(wanted: &[String], there: &FxHashSet<String>) -> u32 {
    let shared = wanted.iter().filter(|word| there.contains(*word)).count();
    u32::try_from(shared * 60 / wanted.len().max(1)).unwrap_or(0)
}
