//! `candor waivers list`: who lets what pass, until when, and why.

use std::path::PathBuf;

use candor::analysis::Options;
use candor::check::finding::WaiverOutcome;
use candor::syntax::value::Date;
use jiff::ToSpan;
use jiff::civil;
use serde::Serialize;

use crate::arguments::{Check, ListFormat, Manner, WaiverList, Waivers, WaiversCommand, calendar_day};
use crate::checking::{Checks, today};
use crate::commands::standing;
use crate::packs::Packs;
use crate::workspace;
use crate::{Status, output};

/// How many findings are shown under a waiver before the rest is only counted.
const SHOWN: usize = 4;

/// Runs the command.
pub(crate) fn run(arguments: &Waivers, manner: &Manner) -> Status {
    let WaiversCommand::List(wanted) = &arguments.command;
    let Some(here) = standing() else { return Status::Incomplete };
    let check = Check { packs: wanted.packs.clone(), ..Check::default() };
    let paths = if wanted.paths.is_empty() { vec![PathBuf::from(".")] } else { wanted.paths.clone() };
    let found = workspace::find(&here, &paths, None);
    let options = Options { as_of: wanted.as_of.or_else(today), ..Options::default() };
    let run = Checks::new(&here, found, &check, &options, Packs { without_examples: true, ..Packs::default() });
    let status = run.tell_obstacles(manner);
    let listed = listed(&run, wanted);
    let text = match wanted.form.format {
        ListFormat::Human => human(&listed, wanted.expiring_in.is_some()),
        ListFormat::Json => output::json(&Listing { version: 1, as_of: run.as_of.map(day), waivers: listed }),
    };
    status.max(output::print_or_say(&text))
}

#[derive(Serialize)]
struct Listing {
    /// Of the form.
    version: u32,
    as_of: Option<String>,
    waivers: Vec<Listed>,
}

#[derive(Serialize)]
struct Listed {
    workspace: String,
    policy: String,
    name: String,
    place: String,
    rule: String,
    on: Vec<String>,
    until: Option<String>,
    /// Days that are left, the last one included; negative where it is over.
    days_left: Option<i32>,
    over: bool,
    by: String,
    because: String,
    covers: Vec<Covered>,
}

#[derive(Serialize)]
struct Covered {
    id: String,
    clause: String,
    severity: &'static str,
    message: String,
}

/// The waivers asked for, those that end first before the others.
fn listed(run: &Checks, wanted: &WaiverList) -> Vec<Listed> {
    let limit = wanted.expiring_in.zip(run.as_of).and_then(|(days, today)| later(today, days));
    let mut found: Vec<(Option<Date>, Listed)> = Vec::new();
    for (checked, seen) in
        run.checked.iter().flat_map(|checked| checked.seen(&run.packs).into_iter().map(move |seen| (checked, seen)))
    {
        for waiver in &seen.analysis.waivers {
            let soon = limit.is_none_or(|limit| waiver.until.is_some_and(|until| until <= limit));
            if soon {
                let place = checked.workspace.shown(&seen.sources.place(waiver.span));
                found.push((waiver.until, one(run, &seen, waiver, place)));
            }
        }
    }
    found.sort_by(|(left, first), (right, second)| (left, &first.place).cmp(&(right, &second.place)));
    found.into_iter().map(|(_, listed)| listed).collect()
}

fn one(run: &Checks, seen: &candor::report::Workspace, waiver: &WaiverOutcome, place: String) -> Listed {
    let covered = |id: &String| {
        let finding = seen.analysis.findings.iter().find(|finding| finding.id == *id)?;
        Some(Covered {
            id: id.clone(),
            clause: finding.clause.clone(),
            severity: finding.severity.word(),
            message: finding.message.clone(),
        })
    };
    Listed {
        workspace: if seen.folder.is_empty() { "." } else { seen.folder }.to_owned(),
        policy: seen.pack.id.clone(),
        name: waiver.name.clone(),
        place,
        rule: waiver.rule.clone(),
        on: waiver.on.clone(),
        until: waiver.until.map(day),
        days_left: waiver.until.zip(run.as_of).and_then(|(until, today)| days_left(today, until)),
        over: waiver.over,
        by: waiver.by.clone(),
        because: waiver.because.clone(),
        covers: waiver.covers.iter().filter_map(covered).collect(),
    }
}

fn human(listed: &[Listed], soon: bool) -> String {
    if listed.is_empty() {
        return if soon { "no waiver ends by then\n" } else { "no waiver\n" }.to_owned();
    }
    listed.iter().map(paragraph).collect::<Vec<_>>().join("\n")
}

fn paragraph(waiver: &Listed) -> String {
    let left = match waiver.days_left {
        None => String::new(),
        Some(days) if waiver.over => format!(" (over for {} days)", -days),
        Some(0) => " (its last day)".to_owned(),
        Some(1) => " (1 day left)".to_owned(),
        Some(days) => format!(" ({days} days left)"),
    };
    let until = waiver.until.as_deref().unwrap_or("no day that exists");
    let mut text = format!("{}: `{}` until {until}{left}\n", waiver.place, waiver.name);
    text += &format!("  waives {} on {}\n", waiver.rule, waiver.on.join(", "));
    text += &format!("  by {}: {}\n", waiver.by, waiver.because);
    for one in waiver.covers.iter().take(SHOWN) {
        text += &format!("  covers {}[{}] {}\n", one.severity, one.clause, one.message);
    }
    match waiver.covers.len() {
        0 => text += "  covers no finding\n",
        number if number > SHOWN => text += &format!("  and {} more\n", number - SHOWN),
        _ => {}
    }
    text
}

fn day(date: Date) -> String {
    format!("{:04}-{:02}-{:02}", date.year, date.month, date.day)
}

fn civil_day(date: Date) -> Option<civil::Date> {
    let (year, month, day) =
        (i16::try_from(date.year).ok()?, i8::try_from(date.month).ok()?, i8::try_from(date.day).ok()?);
    civil::Date::new(year, month, day).ok()
}

fn later(today: Date, days: u32) -> Option<Date> {
    calendar_day(civil_day(today)?.checked_add(i32::try_from(days).ok()?.days()).ok()?)
}

fn days_left(today: Date, until: Date) -> Option<i32> {
    Some(civil_day(today)?.until(civil_day(until)?).ok()?.get_days())
}
