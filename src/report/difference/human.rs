//! For an engineer: one declaration after another, with the clauses that differ.

use super::Changes;
use crate::difference::{Difference, Differing, Fate, Named, Part};
use crate::report::escape::visible;

pub(super) fn render(changes: &Changes) -> String {
    let mut text = format!("from {} to {}\n", visible(changes.before), visible(changes.after));
    let several = changes.workspaces.len() > 1;
    for told in &changes.workspaces {
        if several && !told.difference.declarations.is_empty() {
            text += &format!("\nin `{}`\n", visible(told.folder));
        }
        text += &workspace(told.difference);
    }
    text + "\n" + &changes.verdict() + "\n"
}

fn workspace(difference: &Difference) -> String {
    difference.declarations.iter().map(|one| format!("\n{}", visible_lines(&declaration(one)))).collect()
}

fn visible_lines(text: &str) -> String {
    text.lines().map(|line| format!("{}\n", visible(line))).collect()
}

fn declaration(one: &Differing) -> String {
    let Named { name, label } = &one.named;
    let label = label.as_ref().map(|label| format!(" “{label}”")).unwrap_or_default();
    let word = one.direction.word();
    let head = match &one.fate {
        Fate::Added => format!("+ {} {name}{label} ({word})\n", one.keyword),
        Fate::Removed => format!("- {} {name}{label} ({word})\n", one.keyword),
        Fate::Changed => format!("~ {} {name}{label} ({word})\n", one.keyword),
        Fate::Renamed { from } => format!("= {} {name}{label} (was {from})\n", one.keyword),
    };
    let whole = one.fate != Fate::Changed;
    head + &one.parts.iter().map(|part| clause(part, whole)).collect::<String>()
}

/// A clause; of a declaration that is new or gone as a whole, what it says is enough.
fn clause(part: &Part, whole: bool) -> String {
    let of = part.of.as_ref().map(|datum| format!(" {datum}")).unwrap_or_default();
    let event = part.event.as_ref().map(|event| format!(" after {event}")).unwrap_or_default();
    let said = if whole { all(part) } else { format!("{} ({})", shift(part), part.direction.word()) };
    format!("    {}{of}{event}: {said}\n", part.clause)
}

fn all(part: &Part) -> String {
    let listed: Vec<&str> = part.added.iter().chain(&part.removed).map(|named| named.name.as_str()).collect();
    match listed.is_empty() {
        true => part.after.as_deref().or(part.before.as_deref()).unwrap_or_default().to_owned(),
        false => listed.join(", "),
    }
}

fn shift(part: &Part) -> String {
    let signed = |sign: &str, list: &[Named]| -> Vec<String> {
        list.iter().map(|named| format!("{sign}{}", named.name)).collect()
    };
    let listed = [signed("+", &part.added), signed("-", &part.removed)].concat();
    let said = |text: &Option<String>| text.clone().unwrap_or_else(|| "not said".to_owned());
    match listed.is_empty() {
        true => format!("{} -> {}", said(&part.before), said(&part.after)),
        false => listed.join(", "),
    }
}
