//! Which rules a property is asked of, by what they declare about themselves.

use candor::policy::facts::{Fact, Kind};
use candor::policy::pack::Pack;
use candor::policy::polarity::{Movement, speaks_of};
use candor::policy::rule::{About, Condition, Range, Rule};

use super::change::Relation;

/// Facts of consents that hold of a datum or of what a flow names, whether the consents cover it or not.
const NAMED: &[Fact] =
    &[Fact::FlowNamedConsent, Fact::FlowReliedConsent, Fact::DatumHeldConsent, Fact::DatumGuardianApproved];

/// Facts of claims that a flow names, whether they hold or not.
const CLAIMED: &[Fact] = &[Fact::FlowClaim];

/// Facts of how far data are de-identified, and of what the policy lists for such data.
const DEIDENTIFIED: &[Fact] = &[
    Fact::DatumIdentifiability,
    Fact::FlowListedPurposes,
    Fact::FlowGranted,
    Fact::FlowDisclosed,
    Fact::TransformEvidence,
    Fact::TransformRestorable,
];

pub(crate) fn same(_: &Pack, _: &Rule) -> Option<Relation> {
    Some(Relation::Same)
}

pub(crate) fn is_safety(rule: &Rule) -> bool {
    rule.parts.iter().all(|part| part.about == About::Safety)
}

/// Whether a rule speaks of some of these facts.
pub(crate) fn speaks(pack: &Pack, rule: &Rule, facts: &[Fact]) -> bool {
    speaks_of(pack, rule).iter().any(|fact| facts.contains(fact))
}

/// What a movement lets a wider dimension do.
pub(crate) fn allowed(movement: Movement) -> Option<Relation> {
    match movement {
        Movement::Still => Some(Relation::Same),
        Movement::Grows => Some(Relation::Keeps),
        Movement::Shrinks => Some(Relation::AddsNone),
        Movement::Both => None,
    }
}

pub(crate) fn safety_adds_none(_: &Pack, rule: &Rule) -> Option<Relation> {
    is_safety(rule).then_some(Relation::AddsNone)
}

pub(crate) fn safety_keeps(_: &Pack, rule: &Rule) -> Option<Relation> {
    is_safety(rule).then_some(Relation::Keeps)
}

/// Rules that a consent which covers nothing tells nothing.
pub(crate) fn deaf_to_names(pack: &Pack, rule: &Rule) -> bool {
    !speaks(pack, rule, NAMED)
}

/// Rules that a claim which does not hold tells nothing.
pub(crate) fn deaf_to_claims(pack: &Pack, rule: &Rule) -> bool {
    !speaks(pack, rule, CLAIMED) && !ranges(rule, Kind::Claim)
}

/// Whether a rule ranges over things of a kind.
pub(crate) fn ranges(rule: &Rule, kind: Kind) -> bool {
    let of_kind = |range: &Range| matches!(range, Range::Kinds { common, .. } if common.is_a(kind));
    rule.parts.iter().flat_map(|part| &part.variables).any(|variable| of_kind(&variable.range))
}

/// Rules that de-identification tells nothing.
pub(crate) fn deaf_to_deidentification(pack: &Pack, rule: &Rule) -> bool {
    !speaks(pack, rule, DEIDENTIFIED) && !ranges(rule, Kind::Transform)
}

/// Rules that judge each flow by what it carries and to whom, whatever the place that it reads from.
pub(crate) fn judges_flows(pack: &Pack, rule: &Rule) -> bool {
    let of_flow = |range: &Range| match range {
        Range::Kinds { common, .. } => common.is_a(Kind::Flow),
        Range::Fact { .. } | Range::Rows { .. } => true,
    };
    let ranges = rule.parts.iter().all(|part| {
        part.variables.first().is_some_and(|first| matches!(first.range, Range::Kinds { .. }))
            && part.variables.iter().all(|variable| of_flow(&variable.range))
    });
    let of_place = |fact: &Fact| {
        matches!(fact.kind(), Kind::Holding | Kind::Store | Kind::System | Kind::Data)
            || matches!(fact, Fact::FlowSource | Fact::FlowReceivedPurposes)
    };
    ranges && !has_path(rule) && !speaks_of(pack, rule).iter().any(of_place)
}

/// Whether a rule asks for a way.
pub(crate) fn has_path(rule: &Rule) -> bool {
    let of_path = |condition: &Condition| matches!(condition, Condition::Reaches { .. });
    rule.parts.iter().any(|part| part.must.iter().chain(&part.must_not).any(of_path))
}
