//! The sentences of a pack's rules, each once: those that rules take from a pattern are one sentence at many places.

use rustc_hash::FxHashMap;

use crate::policy::pack::Pack;
use crate::policy::rule::{Condition, Part};
use crate::source::Span;

/// Where in a part a sentence stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Slot {
    /// When the part applies.
    When,
    /// What must hold.
    Must,
    /// What must not hold.
    MustNot,
    /// When a finding is an error.
    ErrorWhen,
}

impl Slot {
    /// All, in the order in which a rule says them.
    pub(super) const ALL: [Self; 4] = [Self::When, Self::Must, Self::MustNot, Self::ErrorWhen];

    /// The word of the rule language.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::When => "when",
            Self::Must => "must",
            Self::MustNot => "must not",
            Self::ErrorWhen => "error when",
        }
    }

    /// The sentences of a part that stand there.
    pub(super) fn of(self, part: &Part) -> &[Condition] {
        match self {
            Self::When => &part.when,
            Self::Must => &part.must,
            Self::MustNot => &part.must_not,
            Self::ErrorWhen => &part.error_when,
        }
    }

    /// The same, to change.
    pub(super) fn of_mut(self, part: &mut Part) -> &mut Vec<Condition> {
        match self {
            Self::When => &mut part.when,
            Self::Must => &mut part.must,
            Self::MustNot => &mut part.must_not,
            Self::ErrorWhen => &mut part.error_when,
        }
    }
}

/// A part of a rule, by the places of both in the pack.
pub(super) type Place = (usize, usize);

/// A sentence of some slot.
pub(super) struct Sentence {
    /// The parts that say it; at least one.
    pub(super) places: Vec<Place>,
    /// Where in them.
    pub(super) slot: Slot,
    /// Its place among the sentences there.
    pub(super) index: usize,
}

impl Sentence {
    /// The part that says it first.
    pub(super) fn part<'p>(&self, pack: &'p Pack) -> Option<&'p Part> {
        let (rule, part) = *self.places.first()?;
        pack.rules.get(rule)?.parts.get(part)
    }

    /// What it says.
    pub(super) fn condition<'p>(&self, pack: &'p Pack) -> Option<&'p Condition> {
        self.slot.of(self.part(pack)?).get(self.index)
    }
}

/// All sentences of all rules, in the order of the pack.
pub(super) fn sentences(pack: &Pack) -> Vec<Sentence> {
    let mut known: FxHashMap<(Slot, usize, Span), usize> = FxHashMap::default();
    let mut all: Vec<Sentence> = Vec::new();
    for (rule_index, rule) in pack.rules.iter().enumerate() {
        for (part_index, part) in rule.parts.iter().enumerate() {
            for slot in Slot::ALL {
                for (index, condition) in slot.of(part).iter().enumerate() {
                    let place = (rule_index, part_index);
                    let Some(span) = span(condition) else { continue };
                    match known.get(&(slot, index, span)) {
                        Some(same) => all[*same].places.push(place),
                        None => {
                            known.insert((slot, index, span), all.len());
                            all.push(Sentence { places: vec![place], slot, index });
                        }
                    }
                }
            }
        }
    }
    all
}

/// Where a sentence begins.
fn span(condition: &Condition) -> Option<Span> {
    match condition {
        Condition::All(conditions) | Condition::Any(conditions) => conditions.first().and_then(span),
        Condition::Not(condition) => span(condition),
        Condition::Quantified { span, .. } | Condition::Reaches { span, .. } | Condition::Simple { span, .. } => {
            Some(*span)
        }
    }
}
