//! Which declarations of two sides are the same: those of one name, and of those left over, which say the same.

use std::collections::BTreeMap;

use super::aspect::{Aspect, differing, said};
use super::side::{LINES, Side};
use super::{Difference, Differing, Direction, Fate, Named, Part, State, Topic};
use crate::model::{Flow, Head, TransformClass};
use crate::syntax::words::Keyword;

/// A declaration of one side.
struct Declared<'a> {
    keyword: Keyword,
    head: &'a Head,
    aspects: Vec<Aspect>,
    /// Where it is a flow.
    flow: Option<&'a Flow>,
    /// Which way it goes if it is new.
    adding: Direction,
}

/// Declarations of one sort, by name.
type Sort<'a> = BTreeMap<&'a str, Declared<'a>>;

pub(super) fn difference(before: State<'_>, after: State<'_>) -> Difference {
    let (mut before, after) = (Side::new(before), Side::new(after));
    // Only what things are called may differ, so flows are held against each other with the names that things have now.
    let renamed: Vec<(String, String)> =
        things(&before).into_iter().zip(things(&after)).flat_map(|(before, after)| renames(&before, &after)).collect();
    before.renamed = renamed.into_iter().collect();
    let sorts = things(&before).into_iter().chain([flows(&before)]);
    let sorts = sorts.zip(things(&after).into_iter().chain([flows(&after)]));
    let declarations = sorts.flat_map(|(then, now)| of_sort(&before, &then, &after, &now)).collect();
    Difference { declarations }
}

/// Names that only one side has, of declarations that say the same.
fn renames(before: &Sort, after: &Sort) -> Vec<(String, String)> {
    let mut free: Vec<(&str, &Declared)> =
        after.iter().filter(|(name, _)| !before.contains_key(*name)).map(|(name, one)| (*name, one)).collect();
    let mut renames = Vec::new();
    for (name, one) in before.iter().filter(|(name, _)| !after.contains_key(*name)) {
        let same = |(_, other): &(&str, &Declared)| {
            one.keyword == other.keyword
                && may_be_renamed(one, other)
                && differing(&one.aspects, &other.aspects).is_empty()
        };
        if let Some(place) = free.iter().position(same) {
            renames.push(((*name).to_owned(), free.remove(place).0.to_owned()));
        }
    }
    renames
}

/// Whether it is the same under another name if it says the same. Somebody else is somebody else, and what the policy has no
/// word for is known by its name alone.
fn may_be_renamed(one: &Declared, other: &Declared) -> bool {
    match one.keyword {
        Keyword::Recipient => one.head.label.is_some() && one.head.label == other.head.label,
        Keyword::Data | Keyword::Purpose | Keyword::Feature | Keyword::Measure => {
            one.aspects.iter().any(Aspect::is_class_of_policy)
        }
        _ => true,
    }
}

fn of_sort(before: &Side, then: &Sort, after: &Side, now: &Sort) -> Vec<Differing> {
    let renames: BTreeMap<String, String> = renames(then, now).into_iter().map(|(old, new)| (new, old)).collect();
    let is_renamed = |name: &str| renames.values().any(|old| old == name);
    let gone = then.iter().filter(|(name, _)| !now.contains_key(*name) && !is_renamed(name));
    let gone = gone.map(|(_, one)| whole(one, Fate::Removed));
    let there = now.iter().filter_map(|(name, one)| match (then.get(name), renames.get(*name)) {
        (Some(old), _) => changed(before, old, after, one),
        (None, Some(from)) => Some(Differing { parts: Vec::new(), ..whole(one, Fate::Renamed { from: from.clone() }) }),
        (None, None) => Some(whole(one, Fate::Added)),
    });
    let mut found: Vec<Differing> = gone.chain(there).collect();
    found.sort_by(|left, right| left.named.name.cmp(&right.named.name));
    found
}

fn whole(one: &Declared, fate: Fate) -> Differing {
    let direction = match (&fate, one.adding) {
        (Fate::Removed, Direction::Widened) => Direction::Narrowed,
        (Fate::Removed, Direction::Narrowed) => Direction::Widened,
        (Fate::Renamed { .. }, _) => Direction::Other,
        (Fate::Added | Fate::Removed | Fate::Changed, adding) => adding,
    };
    let parts = said(&one.aspects, fate == Fate::Removed);
    Differing { direction, parts, fate, ..differing_as(one) }
}

fn differing_as(one: &Declared) -> Differing {
    Differing {
        keyword: one.keyword.text(),
        named: Named { name: one.head.name.to_string(), label: one.head.label.as_deref().map(str::to_owned) },
        fate: Fate::Changed,
        topic: topic(one.keyword),
        direction: Direction::Other,
        parts: Vec::new(),
    }
}

fn changed(before: &Side, old: &Declared, after: &Side, new: &Declared) -> Option<Differing> {
    let mut parts = differing(&old.aspects, &new.aspects);
    if let (Some(then), Some(now)) = (old.flow, new.flow) {
        let then_protected = before.protected(then, after, now);
        parts.extend(differing(&[then_protected], &[after.protected(now, before, then)]));
        required_once(&mut parts);
    }
    // What is covered together is only told where all that is covered stays the same.
    if parts.iter().any(|part| part.clause.starts_with("covers") && part.clause != LINES) {
        parts.retain(|part| part.clause != LINES);
    }
    let direction = parts.iter().map(|part| part.direction).reduce(Direction::and)?;
    Some(Differing { direction, parts, ..differing_as(new) })
}

/// Data that come or go are told as data; of what is required, only what was or stays optional is told besides.
fn required_once(parts: &mut Vec<Part>) {
    let data = parts.iter().find(|part| part.clause == "data");
    let (added, removed) = data.map(|data| (data.added.clone(), data.removed.clone())).unwrap_or_default();
    for part in parts.iter_mut().filter(|part| part.clause == "required") {
        part.added.retain(|named| !added.contains(named));
        part.removed.retain(|named| !removed.contains(named));
        part.direction = match (part.added.is_empty(), part.removed.is_empty()) {
            (false, true) => Direction::Widened,
            (true, false) => Direction::Narrowed,
            (true, true) | (false, false) => Direction::Both,
        };
    }
    parts.retain(|part| part.clause != "required" || !part.added.is_empty() || !part.removed.is_empty());
}

/// What a declaration itself is about.
fn topic(keyword: Keyword) -> Topic {
    match keyword {
        Keyword::System | Keyword::Subject | Keyword::Feature | Keyword::Store => Topic::Flows,
        Keyword::Data | Keyword::Group => Topic::Data,
        Keyword::Purpose => Topic::Purposes,
        Keyword::Recipient => Topic::Recipients,
        Keyword::Transform | Keyword::Measure | Keyword::Plan | Keyword::Waiver => Topic::Safeguards,
        Keyword::Consent | Keyword::Notice | Keyword::Claim | Keyword::Right => Topic::Consent,
        Keyword::Collect
        | Keyword::Use
        | Keyword::Display
        | Keyword::Entrust
        | Keyword::Share
        | Keyword::Transfer
        | Keyword::Disclose => Topic::Flows,
    }
}

/// Which way something goes that is new.
fn adding(keyword: Keyword) -> Direction {
    match topic(keyword) {
        Topic::Flows | Topic::Data | Topic::Purposes | Topic::Recipients | Topic::Retention => Direction::Widened,
        Topic::Consent if keyword == Keyword::Claim => Direction::Widened,
        Topic::Safeguards if keyword == Keyword::Waiver => Direction::Widened,
        Topic::Consent | Topic::Safeguards => Direction::Narrowed,
    }
}

fn sort<'a, T>(
    keyword: Keyword,
    list: &'a [T],
    head: fn(&T) -> &Head,
    aspects: impl Fn(&'a T) -> Vec<Aspect>,
) -> Sort<'a> {
    let declared = list.iter().filter(|one| head(one).item.is_some());
    let one = |one: &'a T| {
        let head = head(one);
        (&*head.name, Declared { keyword, head, aspects: aspects(one), flow: None, adding: adding(keyword) })
    };
    declared.map(one).collect()
}

/// All declarations but flows, sort by sort.
fn things<'a>(side: &Side<'a>) -> Vec<Sort<'a>> {
    let model = side.model;
    let system = model.system.as_slice();
    let mut transforms = sort(Keyword::Transform, &model.transforms, |one| &one.head, |one| side.transform(one));
    let relinks = model.transforms.iter().filter(|one| one.class == TransformClass::Relink);
    for relink in relinks {
        // What joins data to people again protects nothing.
        if let Some(declared) = transforms.get_mut(&*relink.head.name) {
            declared.adding = Direction::Widened;
        }
    }
    vec![
        sort(Keyword::System, system, |one| &one.head, |one| side.system(one)),
        sort(Keyword::Subject, &model.subjects, |one| &one.head, |one| side.subject(one)),
        sort(Keyword::Data, &model.data, |one| &one.head, |one| side.datum(one)),
        sort(Keyword::Group, &model.groups, |one| &one.head, |one| side.group(one)),
        sort(Keyword::Purpose, &model.purposes, |one| &one.head, |one| side.purpose(one)),
        sort(Keyword::Feature, &model.features, |one| &one.head, |one| side.feature(one)),
        sort(Keyword::Store, &model.stores, |one| &one.head, |one| side.store(one)),
        sort(Keyword::Recipient, &model.recipients, |one| &one.head, |one| side.recipient(one)),
        transforms,
        sort(Keyword::Measure, &model.measures, |one| &one.head, |one| side.measure(one)),
        sort(Keyword::Consent, &model.consents, |one| &one.head, |one| side.consent(one)),
        sort(Keyword::Notice, &model.notices, |one| &one.head, |one| side.notice(one)),
        sort(Keyword::Claim, &model.claims, |one| &one.head, |one| side.claim(one)),
        sort(Keyword::Right, &model.rights, |one| &one.head, |one| side.right(one)),
        sort(Keyword::Plan, &model.plans, |one| &one.head, |one| side.plan(one)),
        sort(Keyword::Waiver, &model.waivers, |one| &one.head, |one| side.waiver(one)),
    ]
}

/// All flows: a verb may change, and the flow is the same.
fn flows<'a>(side: &Side<'a>) -> Sort<'a> {
    let one = |flow: &'a Flow| {
        let declared = Declared {
            keyword: flow.verb,
            head: &flow.head,
            aspects: side.flow(flow),
            flow: Some(flow),
            adding: adding(flow.verb),
        };
        (&*flow.head.name, declared)
    };
    side.model.flows.iter().map(one).collect()
}
