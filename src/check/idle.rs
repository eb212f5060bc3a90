//! Idle claims: a claim whose removal changes nothing but its own finding.

use super::errors;
use super::evaluate::{Judgement, judge};
use super::facts::Facts;
use super::walk::Walk;
use super::world::{Entity, World};
use crate::diagnostic::Diagnostic;
use crate::model::ClaimId;
use crate::policy::facts::Kind;
use crate::policy::rule::Part;

/// A claim is idle if it is met and every rule about what it serves says the same without it.
pub(super) fn claims(facts: &mut Facts<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for index in 0..facts.claims.len() as u32 {
        let claim = facts.claims.get(index).claim;
        let first = index == 0 || facts.claims.get(index - 1).claim != claim;
        if !first || !served_by_met_claim(facts, claim) {
            continue;
        }
        // Most claims change what a rule about one thing says; pairs of flows are only asked where none does.
        let idle = changes_nothing(facts, claim, false) && changes_nothing(facts, claim, true);
        let head = &facts.model.claims[claim.index()].head;
        if let Some(span) = head.span.filter(|_| idle) {
            found.push(errors::idle_claim(span, &head.name));
        }
    }
    found
}

fn changes_nothing(facts: &mut Facts<'_>, claim: ClaimId, pairs: bool) -> bool {
    let with = judgements(facts, claim, pairs);
    facts.without(Some(claim));
    let without = judgements(facts, claim, pairs);
    facts.without(None);
    with == without
}

fn entries(facts: &Facts<'_>, claim: ClaimId) -> impl Iterator<Item = u32> {
    facts.claims.of(claim)
}

fn served_by_met_claim(facts: &Facts<'_>, claim: ClaimId) -> bool {
    !facts.claims.served[claim.index()].is_empty()
        && entries(facts, claim).any(|index| facts.in_scope(index) && facts.is_met(index))
}

/// What all parts say at the things that a claim may make a difference to: its ground flows, or what rests at the place
/// whose line it serves. A refusal's claim always makes one.
fn judgements(facts: &Facts<'_>, claim: ClaimId, pairs: bool) -> Vec<(usize, Judgement)> {
    let flows: Vec<Entity> =
        entries(facts, claim).filter_map(|index| facts.claims.get(index).flow).map(Entity::Flow).collect();
    let things = if flows.is_empty() { facts.resting_where_served(claim) } else { flows };
    if things.is_empty() {
        let looked_away_from = facts.without == Some(claim);
        return vec![(usize::from(looked_away_from), Judgement::NotApplicable)];
    }
    let mut judgements = Vec::new();
    for (index, part) in facts.pack.rules.iter().flat_map(|rule| &rule.parts).enumerate() {
        let Some(place) = ranges_over(facts, part, things[0]) else { continue };
        if pairs != (place > 0) {
            continue;
        }
        let walk = Walk::new(facts, facts.pack, part).sparing();
        if place == 0 {
            for thing in &things {
                walk.below(*thing, &mut |binding, _| {
                    judgements.push((index, judge(facts, facts.pack, part, binding).judgement))
                });
            }
        } else {
            for first in walk.firsts().iter() {
                walk.below(*first, &mut |binding, _| {
                    if things.contains(&binding[place]) {
                        judgements.push((index, judge(facts, facts.pack, part, binding).judgement));
                    }
                });
            }
        }
    }
    judgements
}

/// The variable of a part that things like `thing` can be bound to.
fn ranges_over(facts: &Facts<'_>, part: &Part, thing: Entity) -> Option<usize> {
    let kind = facts.kind(thing);
    let is_general = |wanted: &Kind| kind.is_a(*wanted);
    part.variables.iter().position(|variable| match &variable.range {
        crate::policy::rule::Range::Kinds { kinds, .. } => kinds.iter().any(is_general),
        crate::policy::rule::Range::Fact { .. } | crate::policy::rule::Range::Rows { .. } => false,
    })
}
