//! `candor policy verify`: holds the clauses of a pack against the published document.

use candor::audit::{self, Change, Passage, Verification, Verified};
use candor::policy::pack::Pack;
use serde::Serialize;

use crate::Status;
use crate::arguments::{ListFormat, Manner, Verify};
use crate::commands::packs_here;
use crate::output;
use crate::reading;

/// Runs the command. A clause that changed, went or came is a finding.
pub(crate) fn run(arguments: &Verify, manner: &Manner) -> Status {
    let shown = arguments.text.to_string_lossy();
    let text = match reading::text(&arguments.text, &shown) {
        Ok(text) => text,
        Err(diagnostic) => return refuse(diagnostic.message.english()),
    };
    let (packs, status) = packs_here(arguments.policy.as_slice(), &[], manner);
    let verified: Vec<(&Pack, Verification)> = packs.usable().map(|pack| (pack, audit::verify(pack, &text))).collect();
    let (pack, verification) = match only(&verified) {
        Ok(one) => one,
        Err(message) => return refuse(&message),
    };
    let told = match arguments.form.format {
        ListFormat::Human => told(pack, &shown, verification),
        ListFormat::Json => json(pack, verification),
    };
    let found = if verification.is_unchanged() { Status::Clean } else { Status::Found };
    status.max(found).max(output::print_or_say(&told))
}

/// The one pack; of several, the one of whose paragraphs some stand in the document.
fn only<'v, 'p>(verified: &'v [(&'p Pack, Verification<'p>)]) -> Result<(&'p Pack, &'v Verification<'p>), String> {
    let known = |(_, verification): &&(&Pack, Verification)| {
        verification.clauses.iter().any(|verified| verified.change == Change::Unchanged)
    };
    let mut fitting = verified.iter().filter(|one| verified.len() == 1 || known(one));
    match (fitting.next(), fitting.next()) {
        (Some((pack, verification)), None) => Ok((pack, verification)),
        _ => {
            let ids: Vec<&str> = verified.iter().map(|(pack, _)| pack.id.as_str()).collect();
            Err(format!("say which policy the document is of: {}", ids.join(", ")))
        }
    }
}

fn refuse(message: &str) -> Status {
    output::talk(message);
    Status::Incomplete
}

fn told(pack: &Pack, shown: &str, verification: &Verification) -> String {
    let paragraphs = verification.clauses.chunk_by(|left, right| left.clause.hash == right.clause.hash);
    let changes: String = paragraphs.filter_map(|clauses| change(shown, clauses)).collect();
    let new: String = verification.new.iter().map(|passage| new(shown, passage)).collect();
    let lines = format!("{changes}{new}");
    let gap = if lines.is_empty() { "" } else { "\n" };
    format!("{lines}{gap}{}\n", verdict(pack, verification))
}

/// What became of the clauses that one paragraph makes.
fn change(shown: &str, clauses: &[Verified]) -> Option<String> {
    let ids: Vec<&str> = clauses.iter().map(|verified| verified.clause.id.as_str()).collect();
    let ids = ids.join(", ");
    let mut text = match &clauses.first()?.change {
        Change::Unchanged => return None,
        Change::Changed(passage) => {
            let (place, now) = (place(shown, passage), clipped(&passage.text));
            format!("{ids}  changed ({place})\n  now: {now}\n  its hash now: {}\n", passage.hash)
        }
        Change::Removed => format!("{ids}  removed\n"),
        Change::Unknown => format!("{ids}  not compared: the pack has no hash of its paragraph\n"),
    };
    for verified in clauses {
        let rules = match verified.rules.as_slice() {
            [] => "no rule".to_owned(),
            rules => rules.join(", "),
        };
        text += &format!("  {}  {}\n    stands under {rules}\n", verified.clause.id, verified.clause.statement);
    }
    Some(text)
}

fn new(shown: &str, passage: &Passage) -> String {
    let place = place(shown, passage);
    format!("new  ({place})\n  now: {}\n  no clause stands on it; its hash: {}\n", clipped(&passage.text), passage.hash)
}

fn place(shown: &str, passage: &Passage) -> String {
    let section = match passage.section.as_str() {
        "" => "before the first section".to_owned(),
        section => format!("section {section}"),
    };
    format!("{shown}:{}, {section}", passage.line)
}

/// How much of a paragraph is shown.
const SHOWN: usize = 1200;

/// The beginning of a paragraph, without what a terminal would act on.
fn clipped(text: &str) -> String {
    let plain = text.chars().filter(|character| !character.is_control());
    let beginning: String = plain.take(SHOWN).collect();
    if text.chars().count() > SHOWN { format!("{beginning} …") } else { beginning }
}

fn verdict(pack: &Pack, verification: &Verification) -> String {
    let number =
        |wanted: fn(&Change) -> bool| verification.clauses.iter().filter(|verified| wanted(&verified.change)).count();
    let changed = number(|change| matches!(change, Change::Changed(_)));
    let removed = number(|change| matches!(change, Change::Removed));
    let unknown = number(|change| matches!(change, Change::Unknown));
    let unchanged = number(|change| matches!(change, Change::Unchanged));
    let new = verification.new.len();
    let name = format!("{} {}", pack.id, pack.version);
    let document = match verification.same_document {
        Some(true) => "the document is the one that the pack was made from, byte for byte",
        Some(false) => "the document is not the one that the pack was made from",
        None => "the pack does not say from which document it was made",
    };
    let compared = if verification.is_unchanged() {
        format!("no change: the {unchanged} clauses stand in {} paragraphs as they did", verification.paragraphs)
    } else {
        format!("clauses: {changed} changed, {removed} removed, {unchanged} unchanged; new paragraphs: {new}")
    };
    let unknown = if unknown > 0 { format!("; {unknown} could not be compared") } else { String::new() };
    format!("{name}: {compared}{unknown}; {document}")
}

#[derive(Serialize)]
struct Report<'a> {
    version: u32,
    policy: &'a str,
    same_document: Option<bool>,
    unchanged: bool,
    clauses: Vec<ClauseOut<'a>>,
    new: Vec<PassageOut<'a>>,
}

#[derive(Serialize)]
struct ClauseOut<'a> {
    id: &'a str,
    change: &'static str,
    now: Option<PassageOut<'a>>,
    rules: &'a [&'a str],
}

#[derive(Serialize)]
struct PassageOut<'a> {
    line: usize,
    section: &'a str,
    text: &'a str,
    hash: &'a str,
}

fn json(pack: &Pack, verification: &Verification) -> String {
    output::json(&Report {
        version: 1,
        policy: &pack.id,
        same_document: verification.same_document,
        unchanged: verification.is_unchanged(),
        clauses: verification.clauses.iter().map(clause).collect(),
        new: verification.new.iter().map(passage).collect(),
    })
}

fn clause<'a>(verified: &'a Verified) -> ClauseOut<'a> {
    let (change, now) = match &verified.change {
        Change::Unchanged => ("unchanged", None),
        Change::Changed(now) => ("changed", Some(passage(now))),
        Change::Removed => ("removed", None),
        Change::Unknown => ("unknown", None),
    };
    ClauseOut { id: &verified.clause.id, change, now, rules: &verified.rules }
}

fn passage(passage: &Passage) -> PassageOut<'_> {
    PassageOut { line: passage.line, section: &passage.section, text: &passage.text, hash: &passage.hash }
}
