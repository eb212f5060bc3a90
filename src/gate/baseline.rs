//! A baseline: the findings that were there when a gate was put up, one a line, sorted. What it holds does not count. It
//! holds single findings, so it absorbs nothing that is added elsewhere, and nothing that has become certain since.

use std::collections::BTreeMap;

use super::errors;
use super::item::{Item, items, standings};
use super::pairing::pair;
use crate::analysis::Analysis;
use crate::check::finding::Verdict;
use crate::diagnostic::Diagnostic;
use crate::source::{FileId, Sources, Span};

/// A baseline as it is written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Baseline {
    /// Its entries, in their order.
    pub entries: Vec<Entry>,
}

/// One finding that a baseline holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its identity.
    pub id: String,
    /// How certain it was.
    pub verdict: Verdict,
    /// What stands after it for readers.
    pub comment: String,
    /// Where the identity stands.
    pub span: Span,
}

/// What stands behind an identity that was not certain.
const UNCERTAIN: &str = "may-violate";

/// The first lines of the file.
const HEADING: &str = "\
# What was found when the gate was put up. It stays in every report and does not count.
# `candor baseline` writes this file: an identity, then for readers what it is.
";

/// Reads a baseline. A line that is none is said, and all others are kept.
pub fn read(sources: &Sources, file: FileId) -> (Baseline, Vec<Diagnostic>) {
    let mut baseline = Baseline::default();
    let mut known = BTreeMap::new();
    let mut diagnostics = Vec::new();
    let mut start = 0;
    for line in sources.file(file).text.split_inclusive('\n') {
        let entry = entry(line, file, start);
        start += line.len() as u32;
        match entry {
            None => {}
            Some(Err(diagnostic)) => diagnostics.push(diagnostic),
            Some(Ok(entry)) => match known.insert(entry.id.clone(), ()) {
                None => baseline.entries.push(entry),
                Some(()) => diagnostics.push(errors::repeated_entry(&entry.id, entry.span)),
            },
        }
    }
    (baseline, diagnostics)
}

/// The entry of a line, if anything stands in it. `start` is where the line begins.
fn entry(line: &str, file: FileId, start: u32) -> Option<Result<Entry, Diagnostic>> {
    let (text, comment) = line.split_once('#').unwrap_or((line, ""));
    let said = text.trim();
    let before = (text.len() - text.trim_start().len()) as u32;
    let span = |length: usize| Span::new(file, start + before..start + before + length as u32);
    let mut words = said.split_whitespace();
    let id = words.next()?;
    let verdict = match words.next() {
        None => Some(Verdict::Violates),
        Some(UNCERTAIN) => Some(Verdict::MayViolate),
        Some(_) => None,
    };
    let is_identity = id.bytes().all(|byte| byte.is_ascii_hexdigit()) && words.next().is_none();
    Some(match verdict.filter(|_| is_identity) {
        Some(verdict) => {
            Ok(Entry { id: id.to_owned(), verdict, comment: comment.trim().to_owned(), span: span(id.len()) })
        }
        None => Err(errors::unreadable_line(said, span(said.len()))),
    })
}

/// Sets apart what a baseline holds, under all policies of a workspace, and tells what became of its entries.
pub fn apply(baseline: &Baseline, analyses: &mut [&mut Analysis]) -> Vec<State> {
    let entries: Vec<&str> = baseline.entries.iter().map(|entry| entry.id.as_str()).collect();
    let (ids, verdicts): (Vec<String>, Vec<Verdict>) = analyses
        .iter()
        .flat_map(|analysis| items(analysis))
        .map(|item| (item.id().into_owned(), item.verdict()))
        .unzip();
    let pairs = pair(&entries, &ids);
    // What an entry of the baseline holds, if it is not graver than it was.
    let mut states = vec![State::Gone; entries.len()];
    let mut held = Vec::with_capacity(pairs.len());
    for (pair, verdict) in pairs.iter().zip(verdicts) {
        let holds = pair.is_some_and(|entry| baseline.entries[entry].verdict >= verdict);
        if let Some(entry) = *pair {
            states[entry] = if holds { State::Holds } else { State::Graver };
        }
        held.push(holds);
    }
    let standings = analyses.iter_mut().flat_map(|analysis| standings(analysis));
    for (standing, held) in standings.zip(held) {
        standing.baselined = held;
    }
    analyses.iter_mut().for_each(|analysis| analysis.list_news_apart());
    states
}

/// Says which entries hold nothing any more.
pub fn stale(baseline: &Baseline, states: &[State]) -> Vec<Diagnostic> {
    let of = |wanted: State| {
        let entries = baseline.entries.iter().zip(states).filter(move |(_, state)| **state == wanted);
        entries.map(|(entry, _)| entry).collect::<Vec<_>>()
    };
    let gone = errors::stale_entries(&of(State::Gone));
    gone.into_iter().chain(of(State::Graver).into_iter().map(errors::graver_entry)).collect()
}

/// What became of an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// It holds a finding.
    Holds,
    /// Its finding has become certain.
    Graver,
    /// There is no such finding.
    Gone,
}

/// The text of a baseline that holds all that counts now, under all policies of a workspace.
pub fn write(analyses: &[&Analysis]) -> String {
    let items = analyses.iter().flat_map(|analysis| items(analysis)).filter(|item| item.is_open());
    let line = |item: Item| {
        let certainty = certainty(item.verdict());
        (item.id().into_owned(), format!("{certainty}  # {}[{}] {}", item.severity().word(), item.rule(), item.about()))
    };
    lines(items.map(line).collect())
}

/// The text of a baseline without the entries that hold nothing any more.
pub fn prune(baseline: &Baseline, states: &[State]) -> String {
    let kept = baseline.entries.iter().zip(states).filter(|(_, state)| **state == State::Holds);
    let line = |entry: &Entry| (entry.id.clone(), format!("{}  # {}", certainty(entry.verdict), entry.comment));
    lines(kept.map(|(entry, _)| line(entry)).collect())
}

/// What follows an identity that was not certain.
fn certainty(verdict: Verdict) -> String {
    match verdict {
        Verdict::Violates => String::new(),
        Verdict::MayViolate => format!(" {UNCERTAIN}"),
    }
}

fn lines(lines: BTreeMap<String, String>) -> String {
    let lines = lines.into_iter().map(|(id, rest)| format!("{id}{rest}\n"));
    HEADING.to_owned() + &lines.collect::<String>()
}
