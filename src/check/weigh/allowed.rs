//! The ground flows and the data at rest that are asked about, with the clauses that allow them.

use super::asked::Asked;
use super::sentence::{LANGUAGE, Teller};
use super::{Allowed, Means, Seen};
use crate::check::about::About;
use crate::check::evaluate::in_scope;
use crate::check::facts::Facts;
use crate::check::findings::first_of_group;
use crate::check::ground::Aim;
use crate::check::message;
use crate::check::world::{Entity, Truth};
use crate::graph::ArrivalId;
use crate::model::vocabulary::TermId;
use crate::model::{Basis, Place};
use crate::policy::facts::Fact;
use crate::policy::rule::{Reference, Root, Step};
use crate::syntax::words::Keyword;

/// What is seen of the things asked about, those that differ only in leaves once.
pub(super) fn seen(teller: &Teller<'_>, asked: &Asked<'_>) -> Vec<Seen> {
    let facts = teller.facts;
    let mut seen: Vec<Seen> = Vec::new();
    let flows = asked.flows().filter(|flow| first_of_group(facts, *flow) == *flow).map(Entity::Flow);
    for thing in flows.chain(asked.holdings().filter(|holding| rests(facts, *holding)).map(Entity::Holding)) {
        let one = Seen {
            verb: match thing {
                Entity::Flow(flow) => Some(facts.flow(flow).verb.text()),
                _ => None,
            },
            binding: binding(facts, thing),
            facts: known(facts, thing),
            allowed: allowed(facts, thing),
            ungoverned: match in_scope(facts, facts.pack, thing) {
                Truth::False => teller.out_of_scope(thing),
                Truth::True | Truth::Unknown(_) => None,
            },
        };
        if !seen.contains(&one) {
            seen.push(one);
        }
    }
    seen
}

fn rests(facts: &Facts<'_>, holding: u32) -> bool {
    let place = facts.graph.arrival(ArrivalId(holding)).place;
    match place {
        Place::Store(_) => true,
        Place::Recipient(recipient) => !facts.model.recipients[recipient.index()].endings.keeps_nothing,
    }
}

fn binding(facts: &Facts<'_>, thing: Entity) -> Vec<(String, String)> {
    let about = About::of(facts, thing).unwrap_or_default();
    let result = about.result.filter(|result| about.datum.as_ref() != Some(result));
    let parts = [
        ("flow", about.flow),
        ("datum", about.datum),
        ("result", result),
        ("origin", about.origin),
        ("purpose", about.purpose),
        ("recipient", about.recipient),
        ("store", about.store),
    ];
    parts.into_iter().filter_map(|(word, name)| Some((word.to_owned(), name?))).collect()
}

/// What many rules ask of a ground flow or a datum at rest.
fn known(facts: &Facts<'_>, thing: Entity) -> Vec<(&'static str, String)> {
    let value = |steps: &[Fact]| {
        let steps = steps.iter().map(|fact| Step::Fact(*fact)).collect();
        message::value(facts, facts.pack, &Reference { root: Root::Variable(0), steps }, &[thing], LANGUAGE)
    };
    match thing {
        Entity::Flow(_) => vec![
            ("lands", value(&[Fact::FlowResult, Fact::DatumIdentifiability])),
            ("age", value(&[Fact::FlowDatum, Fact::DatumAge])),
            ("disclosed", value(&[Fact::FlowDisclosed])),
            ("need", value(&[Fact::FlowNeed])),
        ],
        _ => vec![
            ("rests", value(&[Fact::HoldingDatum, Fact::DatumIdentifiability])),
            ("age", value(&[Fact::HoldingDatum, Fact::DatumAge])),
        ],
    }
}

/// The rows of the policy's lists and the grounds that allow a ground flow.
fn allowed(facts: &Facts<'_>, thing: Entity) -> Vec<Allowed> {
    let Entity::Flow(flow) = thing else { return Vec::new() };
    let mut allowed: Vec<Allowed> = listed(facts, flow);
    allowed.extend(granted(facts, flow));
    allowed.sort();
    allowed.dedup();
    allowed
}

fn row(facts: &Facts<'_>, table: &str, row: usize) -> Option<Allowed> {
    let pack = facts.pack;
    let found = pack.table_of(pack.table(table)?).rows.get(row)?;
    Some(Allowed { clause: pack.clause_of(found.clause).id.clone(), by: Means::Listing(table.to_owned()) })
}

/// What the policy itself lists. A collection is listed by its data; what goes to others by its recipient.
fn listed(facts: &Facts<'_>, flow: u32) -> Vec<Allowed> {
    let ground = facts.ground(flow);
    let datum = ground.datum_leaf;
    let purpose = match ground.aim {
        Aim::Of(_, purpose) => Some(purpose),
        Aim::Unsaid | Aim::Nothing => None,
    };
    let mut rows: Vec<Option<Allowed>> = Vec::new();
    if ground.verb == Keyword::Collect {
        let fields = facts.field_rows(flow).map(|index| index as usize);
        let named = fields.filter(|index| facts.in_set(datum, &facts.tables.fields[*index].listed));
        rows.extend(named.map(|index| row(facts, "field-lists", index)));
    }
    let limits = facts.limits(flow).filter(|index| purpose.is_some_and(|purpose| serves(facts, flow, *index, purpose)));
    rows.extend(limits.map(|index| row(facts, "purpose-limits", index as usize)));
    let receivers = facts.receiver(flow);
    let recipients = facts.tables.recipients.iter().enumerate().filter(|(_, listed)| {
        receivers.iter().any(|receiver| facts.vocabulary.within(*receiver, listed.receiver))
            && facts.in_set(datum, listed.data)
            && purpose.is_some_and(|purpose| facts.in_set(purpose, listed.purposes))
    });
    if ground.recipient.is_some() {
        rows.extend(recipients.map(|(index, _)| row(facts, "recipient-lists", index)));
    }
    rows.into_iter().flatten().collect()
}

fn serves(facts: &Facts<'_>, flow: u32, index: u32, purpose: TermId) -> bool {
    let row = &facts.tables.limits[index as usize];
    facts.in_set(purpose, row.purposes)
        || facts.in_set(purpose, row.also)
        || facts.is_deidentified(flow) && facts.in_set(purpose, row.once_deidentified)
}

/// What claims that are met and consents of the strength asked allow.
fn granted(facts: &Facts<'_>, flow: u32) -> Vec<Allowed> {
    let mut allowed: Vec<Allowed> = Vec::new();
    let clause = |ground: TermId| {
        let index = facts.tables.ground_rows.get(&ground)?;
        row(facts, "grounds", *index as usize).map(|allowed| allowed.clause)
    };
    let name = |thing: Entity| facts.describe(thing).into_owned();
    for claim in facts.claims_of(flow) {
        let Entity::Claim(index) = claim else { continue };
        let ground = facts.row_of(index).filter(|_| facts.in_scope(index) && facts.is_met(index));
        if let Some(clause) = ground.and_then(|ground| clause(ground.ground)) {
            allowed.push(Allowed { clause, by: Means::Claim(name(claim)) });
        }
    }
    let (by_consent, _) = facts.grounds_by_consent(flow);
    let certain = by_consent.into_iter().filter_map(|(ground, certain)| certain.then_some(ground));
    for clause in certain.filter_map(clause) {
        for consent in covering(facts, flow) {
            allowed.push(Allowed { clause: clause.clone(), by: Means::Consent(consent) });
        }
    }
    allowed
}

/// The consents that a ground flow names and that cover it, said before.
fn covering(facts: &Facts<'_>, flow: u32) -> Vec<String> {
    let named = facts.flow(flow).bases.iter().filter_map(|basis| match basis {
        Basis::Consent(consent, Some(true)) => Some(*consent),
        Basis::Consent(..) | Basis::Claim(_) => None,
    });
    let covers = named.filter(|consent| facts.consent_covers(flow, *consent, false) == Truth::True);
    covers.map(|consent| facts.describe(Entity::Consent(consent.0)).into_owned()).collect()
}
