//! `candor policy diff`: what two versions of a pack say and do differently.

use candor::policy::difference::{Changes, Difference, difference};
use candor::trial::{Shift, Version, Witness, shifts};

use crate::arguments::{Manner, PackDiff};
use crate::commands::packs_here;
use crate::packs::Loaded;
use crate::{Status, output};

/// Runs the command. A difference is an answer, not a finding.
pub(crate) fn run(arguments: &PackDiff, manner: &Manner) -> Status {
    let (old_packs, old_status) = packs_here(std::slice::from_ref(&arguments.old), &[], manner);
    let (new_packs, new_status) = packs_here(std::slice::from_ref(&arguments.new), &[], manner);
    let status = old_status.max(new_status);
    match (old_packs.loaded.first(), new_packs.loaded.first()) {
        (Some(old), Some(new)) if old.pack.is_some() && new.pack.is_some() => {
            status.max(output::print_or_say(&compared(old, new)))
        }
        (Some(_) | None, Some(_) | None) => status.max(Status::Incomplete),
    }
}

fn compared(old: &Loaded, new: &Loaded) -> String {
    let (Some(before), Some(after)) = (&old.pack, &new.pack) else { return String::new() };
    let version =
        |loaded: &Loaded| format!("{} ({})", loaded.folder, loaded.pack.as_ref().map_or("", |pack| &pack.version));
    let texts = difference(before, after);
    let acts = shifts(
        Version { pack: before, sources: &old.sources, world: old.world },
        Version { pack: after, sources: &new.sources, world: new.world },
    );
    let head = format!("from {} to {}\n", version(old), version(new));
    let body = rules(&texts, &acts)
        + &section("clause", &texts.clauses)
        + &section("exception", &texts.exceptions)
        + &section("row", &texts.rows);
    if body.is_empty() { head + "nothing differs\n" } else { head + &body }
}

fn section(noun: &str, changes: &Changes) -> String {
    let told = |verb: &str, names: &[String]| -> String {
        names.iter().map(|name| format!("{verb} {noun} {name}\n")).collect()
    };
    told("added", &changes.added) + &told("removed", &changes.removed) + &told("changed", &changes.changed)
}

/// Every rule that says or does something else, once: what is said of it first, then where it shows.
fn rules(texts: &Difference, acts: &[Shift]) -> String {
    let Changes { added, removed, changed } = &texts.rules;
    let mut names: Vec<&str> = added.iter().chain(removed).chain(changed).map(String::as_str).collect();
    names.extend(acts.iter().map(|shift| shift.rule.as_str()));
    names.sort_unstable();
    names.dedup();
    names.into_iter().map(|name| rule(name, texts, acts.iter().find(|shift| shift.rule == name))).collect()
}

fn rule(name: &str, texts: &Difference, shift: Option<&Shift>) -> String {
    let listed = |names: &[String]| names.iter().any(|known| known == name);
    let (tightened, loosened) = shift.map_or((None, None), |it| (it.tightened.as_ref(), it.loosened.as_ref()));
    let word = match (listed(&texts.rules.added), listed(&texts.rules.removed), tightened, loosened) {
        (true, ..) => "added",
        (_, true, ..) => "removed",
        (_, _, Some(_), Some(_)) => "tightened and loosened",
        (_, _, Some(_), None) => "tightened",
        (_, _, None, Some(_)) => "loosened",
        (_, _, None, None) => "changed, with no example that shows it",
    };
    let same = !listed(&texts.rules.added) && !listed(&texts.rules.removed) && !listed(&texts.rules.changed);
    let whence = if same { " by what it stands on" } else { "" };
    let witness = |what: &str, witness: Option<&Witness>| witness.map(|it| shown(what, it)).unwrap_or_default();
    format!("rule `{name}` {word}{whence}\n")
        + &witness("only the new one finds", tightened)
        + &witness("only the old one finds", loosened)
}

fn shown(what: &str, witness: &Witness) -> String {
    let drop = if witness.drop.is_empty() { String::new() } else { format!("    drop {}\n", witness.drop.join(", ")) };
    let change: String = witness.change.lines().map(|line| format!("    {line}\n")).collect();
    format!("  {what}, or finds graver: {}\n  in: {}\n{drop}{change}", witness.message, witness.name)
}
