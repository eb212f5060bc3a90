//! For a lawyer: by topic, in sentences, with the labels that people know.

use super::Changes;
use super::words::{noun, title};
use crate::difference::{Difference, Differing, Direction, Fate, Named, Part};
use crate::report::escape::markdown;

pub(super) fn render(changes: &Changes) -> String {
    let mut text = "# What a change does with personal data\n\n".to_owned();
    text += &format!("From {} to {}: **{}**.\n", markdown(changes.before), markdown(changes.after), changes.verdict());
    if changes.only_narrows() {
        text += "\nNothing new is done with anybody's data, nothing is kept longer, and nothing that protects people goes.\n";
    }
    let several = changes.workspaces.len() > 1;
    for told in &changes.workspaces {
        if several && !told.difference.declarations.is_empty() {
            text += &format!("\n# {}\n", markdown(told.folder));
        }
        text += &workspace(told.difference);
    }
    text
}

fn workspace(difference: &Difference) -> String {
    let mut text = String::new();
    for section in difference.sections() {
        text += &format!("\n## {}\n\n", title(section.topic));
        for (one, part) in &section.entries {
            text += &match part {
                None => whole(one),
                Some(part) => clause(one, part),
            };
        }
    }
    text
}

fn whole(one: &Differing) -> String {
    let subject = subject(one);
    let head = match &one.fate {
        Fate::Added => format!("- {} {subject} is new\n", mark(one.direction)),
        Fate::Removed => format!("- {} {subject} is gone\n", mark(one.direction)),
        Fate::Renamed { from } => format!("- {subject} was called `{from}`; nothing else about it changes\n"),
        Fate::Changed => String::new(),
    };
    let said = |part: &Part| format!("  - {}{}: {}\n", noun(part.clause), event(part), all(part));
    head + &one.parts.iter().map(said).collect::<String>()
}

fn clause(one: &Differing, part: &Part) -> String {
    let (mark, subject, noun, event) = (mark(part.direction), subject(one), noun(part.clause), event(part));
    format!("- {mark} {subject}: {noun}{event}: {}\n", shift(part))
}

/// What a clause is said of, and the event that it speaks of.
fn event(part: &Part) -> String {
    let of = part.of.as_ref().map(|datum| format!(" of `{datum}`")).unwrap_or_default();
    of + &part.event.as_ref().map(|event| format!(" after {}", markdown(event))).unwrap_or_default()
}

/// `**Widened.**`.
fn mark(direction: Direction) -> String {
    let word = direction.word();
    let capital: String = word.chars().take(1).flat_map(char::to_uppercase).chain(word.chars().skip(1)).collect();
    format!("**{capital}.**")
}

/// `collect “Create an account” (registration.form)`.
fn subject(one: &Differing) -> String {
    format!("{} {}", one.keyword, named(&one.named))
}

fn named(named: &Named) -> String {
    match &named.label {
        Some(label) => format!("“{}” (`{}`)", markdown(label), named.name),
        None => format!("`{}`", named.name),
    }
}

fn list(names: &[Named]) -> String {
    names.iter().map(named).collect::<Vec<_>>().join(", ")
}

fn all(part: &Part) -> String {
    match (part.added.as_slice(), part.removed.as_slice()) {
        ([], []) => markdown(part.after.as_deref().or(part.before.as_deref()).unwrap_or_default()),
        (added, removed) => list(&[added, removed].concat()),
    }
}

fn shift(part: &Part) -> String {
    let also = Some(&part.added).filter(|added| !added.is_empty()).map(|added| format!("also {}", list(added)));
    let gone = Some(&part.removed).filter(|removed| !removed.is_empty());
    let gone = gone.map(|removed| format!("no longer {}", list(removed)));
    let parts: Vec<String> = also.into_iter().chain(gone).collect();
    if !parts.is_empty() {
        return parts.join("; ");
    }
    match (&part.before, &part.after) {
        (Some(before), Some(after)) => format!("{} instead of {}", markdown(after), markdown(before)),
        (Some(before), None) => format!("not said any more; it was {}", markdown(before)),
        (None, Some(after)) => format!("{}; it was not said before", markdown(after)),
        (None, None) => String::new(),
    }
}
