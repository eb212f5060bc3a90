//! `decisions.yaml`: read, and written anew.

use serde::Deserialize;

use crate::diagnostic::Diagnostic;
use crate::policy::signature::double_quoted;
use crate::policy::yaml::{self, Given, Keyed, Word};
use crate::report::results::{About, Decided, Part, Record};
use crate::report::{day, errors};
use crate::source::{FileId, Sources};
use crate::syntax::value::Date;

const HEAD: &str = "\
# What reviewers decided, and what they decided it on. `candor report decide` writes this file. A decision whose finding,
# clause or rule has changed since no longer stands, and reports say so.
";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    decisions: Vec<Entry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    #[serde(default)]
    finding: Given<Word>,
    #[serde(default)]
    clause: Given<Word>,
    policy: Word,
    decision: Word,
    by: Word,
    on: Word,
    #[serde(default)]
    note: Given<Word>,
    held: Keyed<Word>,
}

/// Reads decisions. What is wrong is said, and what is right is kept.
pub fn read(sources: &Sources, file: FileId) -> (Vec<Record>, Vec<Diagnostic>) {
    match yaml::read::<Written>(sources, file) {
        Ok(written) => {
            let (records, diagnostics): (Vec<_>, Vec<_>) =
                written.decisions.into_iter().map(|entry| record(entry, file)).partition(Result::is_ok);
            (records.into_iter().flatten().collect(), diagnostics.into_iter().filter_map(Result::err).collect())
        }
        Err(diagnostic) => (Vec::new(), vec![errors::unreadable_decisions(diagnostic)]),
    }
}

fn record(entry: Entry, file: FileId) -> Result<Record, Diagnostic> {
    let (about, id) = match (entry.finding.0, entry.clause.0) {
        (Some(finding), None) => (About::Finding, finding),
        (None, Some(clause)) => (About::Clause, clause),
        (Some(_), Some(_)) | (None, None) => return Err(errors::aimless_decision(entry.decision.span(file))),
    };
    let decision = Decided::from_word(&entry.decision.text)
        .ok_or_else(|| errors::unknown_decision(&entry.decision.text, entry.decision.span(file)))?;
    let on = Date::read(&entry.on.text)
        .filter(|date| date.exists())
        .ok_or_else(|| errors::no_day(&entry.on.text, entry.on.span(file)))?;
    let held = entry.held.0.into_iter().filter_map(|(part, hash)| Some((Part::from_word(&part.text)?, hash.text)));
    Ok(Record {
        policy: entry.policy.text,
        about,
        id: id.text,
        decision,
        by: entry.by.text,
        on: day(on),
        note: entry.note.0.map(|note| note.text),
        held: held.collect(),
    })
}

/// The whole file, by policy, then by what the decisions are about.
pub fn write(records: &[Record]) -> String {
    let mut sorted: Vec<&Record> = records.iter().collect();
    sorted.sort_by(|left, right| (&left.policy, left.about, &left.id).cmp(&(&right.policy, right.about, &right.id)));
    let entries: String = sorted.into_iter().map(entry).collect();
    if entries.is_empty() { format!("{HEAD}decisions: []\n") } else { format!("{HEAD}decisions:\n{entries}") }
}

fn entry(record: &Record) -> String {
    let about = match record.about {
        About::Finding => "finding",
        About::Clause => "clause",
    };
    let note = record.note.as_ref().map(|note| format!("    note: {}\n", double_quoted(note))).unwrap_or_default();
    let held = record.held.iter().map(|(part, hash)| format!("{}: {}", part.word(), double_quoted(hash)));
    format!(
        "  - {about}: {}\n    policy: {}\n    decision: {}\n    by: {}\n    on: {}\n{note}    held: {{{}}}\n",
        double_quoted(&record.id),
        double_quoted(&record.policy),
        record.decision.word(),
        double_quoted(&record.by),
        record.on,
        held.collect::<Vec<String>>().join(", "),
    )
}
