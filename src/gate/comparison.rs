//! What a change does to findings: each is held against its counterpart before the change.

use super::item::{Item, items, standings};
use super::pairing::pair;
use crate::analysis::Analysis;
use crate::check::finding::{Verdict, WaiverOutcome};
use crate::diagnostic::{Change, Severity};
use crate::policy::fingerprint;
use crate::policy::pack::Pack;

/// One side of a comparison.
#[derive(Debug, Clone, Copy)]
pub struct Before<'a> {
    /// The policy as it was.
    pub pack: &'a Pack,
    /// What was found under it.
    pub analysis: &'a Analysis,
}

/// What a change does to the findings of one workspace under one policy.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Comparison {
    /// What the change is held against, as somebody named it.
    pub base: String,
    /// How many findings there are of each sort, without waived ones and lints; sorts without any are left out.
    pub counts: Vec<(Change, usize)>,
    /// What was found before and is no more.
    pub fixed: Vec<Fixed>,
    /// Rules of the policy that are new, gone, or say something else.
    pub rules_changed: Vec<String>,
    /// How many things stood in the way of checking all of what was there before.
    pub obstacles: usize,
}

/// A finding that is no more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fixed {
    /// Its identity.
    pub id: String,
    /// The rule that found it, or the code.
    pub rule: String,
    /// The clause that was broken; empty for what the engine finds.
    pub clause: String,
    /// How certain it was.
    pub verdict: Verdict,
    /// How much it weighed.
    pub severity: Severity,
    /// The names that it was about, the declaration first.
    pub about: String,
    /// What was wrong.
    pub message: String,
    /// Whether the rule changed, so that it may not be the flows that are better.
    pub rule_changed: bool,
}

/// Tells of each finding what a change does to it. `before` is `None` where there was no such workspace, or it was not held
/// against this policy. What is `off` now is not called fixed.
pub fn compare(
    base: &str,
    before: Option<Before<'_>>,
    analysis: &mut Analysis,
    pack: &Pack,
    off: &[&str],
) -> Comparison {
    let rules_changed = before.map(|before| rules_changed(before.pack, pack)).unwrap_or_default();
    let then = before.map(|before| items(before.analysis)).unwrap_or_default();
    let now = items(analysis);
    let pairs = paired(&then, &now);
    let waivers = &analysis.waivers;
    let change = |(item, pair): (&Item, &Option<usize>)| {
        let rule_changed = rules_changed.iter().any(|rule| rule == item.rule());
        changed(*item, pair.map(|place| then[place]), waivers, rule_changed)
    };
    let changes: Vec<Change> = now.iter().zip(&pairs).map(change).collect();
    let counted = now.iter().zip(&changes).filter(|(item, _)| item.is_open());
    let counted: Vec<Change> = counted.map(|(_, change)| *change).collect();
    let fixed = gone(&then, &pairs).filter(|item| !off.contains(&item.rule()));
    let fixed = fixed.map(|item| fixed_of(item, rules_changed.iter().any(|rule| rule == item.rule()))).collect();
    for (standing, change) in standings(analysis).zip(changes) {
        standing.change = Some(change);
    }
    analysis.list_news_apart();
    let count = |change: Change| (change, counted.iter().filter(|one| **one == change).count());
    let counts = Change::ALL.into_iter().map(count).filter(|(_, count)| *count > 0).collect();
    Comparison { base: base.to_owned(), counts, fixed, rules_changed, obstacles: 0 }
}

fn paired(then: &[Item], now: &[Item]) -> Vec<Option<usize>> {
    let ids = |items: &[Item]| items.iter().map(|item| item.id().into_owned()).collect::<Vec<String>>();
    pair(&ids(then), &ids(now))
}

/// What was open and has no counterpart.
fn gone<'a>(then: &'a [Item<'a>], pairs: &[Option<usize>]) -> impl Iterator<Item = Item<'a>> {
    let mut stays = vec![false; then.len()];
    for place in pairs.iter().flatten() {
        stays[*place] = true;
    }
    then.iter().zip(stays).filter(|(item, stays)| !stays && item.is_open()).map(|(item, _)| *item)
}

fn fixed_of(item: Item, rule_changed: bool) -> Fixed {
    Fixed {
        id: item.id().into_owned(),
        rule: item.rule().to_owned(),
        clause: item.clause().to_owned(),
        verdict: item.verdict(),
        severity: item.severity(),
        about: item.about(),
        message: item.message().to_owned(),
        rule_changed,
    }
}

fn changed(item: Item, before: Option<Item>, waivers: &[WaiverOutcome], rule_changed: bool) -> Change {
    let Some(before) = before else {
        return match (rule_changed, item.verdict()) {
            (true, Verdict::MayViolate | Verdict::Violates) => Change::PackChanged,
            (false, Verdict::MayViolate) => Change::NewlyUnknown,
            (false, Verdict::Violates) => Change::New,
        };
    };
    if item.waived().is_some() {
        return Change::Unchanged;
    }
    if is_of_expired(item, waivers) {
        return Change::WaiverExpired;
    }
    if before.waived().is_some() {
        return Change::Unwaived;
    }
    let graver = item.verdict() > before.verdict() || item.severity() > before.severity();
    match (graver, rule_changed) {
        (true, true) => Change::PackChanged,
        (true, false) => Change::Graver,
        (false, _) => Change::Unchanged,
    }
}

fn is_of_expired(item: Item, waivers: &[WaiverOutcome]) -> bool {
    match item {
        Item::Found(finding) => waivers.iter().any(|waiver| waiver.over && waiver.speaks_of(finding)),
        Item::Said(_) => false,
    }
}

/// Rules that one version has and the other has not, or that mean something else.
fn rules_changed(before: &Pack, after: &Pack) -> Vec<String> {
    if std::ptr::eq(before, after) {
        return Vec::new();
    }
    let same = |id: &str| match (before.rule(id), after.rule(id)) {
        (Some(old), Some(new)) => fingerprint(before, old) == fingerprint(after, new),
        (Some(_) | None, Some(_) | None) => false,
    };
    let ids = before.rules.iter().chain(&after.rules).map(|rule| rule.id.as_str());
    let mut changed: Vec<String> = ids.filter(|id| !same(id)).map(str::to_owned).collect();
    changed.sort();
    changed.dedup();
    changed
}
