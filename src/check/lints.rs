//! What the engine itself finds, whatever the pack: pairs of verb and class, claims that excuse nothing, data that no
//! collection explains, collections that nobody needs, documents that are not there, dates that cannot be.

use rustc_hash::FxHashSet;

use super::claims::{CONSENT_INSTEAD, Served};
use super::demands::facts_of;
use super::errors;
use super::facts::Facts;
use super::parties::verb_fits;
use super::shapes::Shapes;
use super::tables::{GroundRow, Serves};
use super::walk::bindings;
use super::world::{Entity, Value};
use crate::diagnostic::{Diagnostic, Language, Text};
use crate::graph::{ArrivalId, CrossingId};
use crate::model::{self, ClaimId, Dated, Head, Place};
use crate::policy::facts::Fact;
use crate::policy::readback;
use crate::source::{Sources, Span};
use crate::syntax::words::Keyword;

/// Everything that the engine says about a workspace beside the pack's findings.
pub(super) fn run(facts: &Facts<'_>, shapes: &Shapes, sources: &Sources) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    wrong_pairs(facts, &mut found);
    claims(facts, &mut found);
    unexplained_data(facts, &mut found);
    dead_collections(facts, shapes, &mut found);
    documents(facts, sources, &mut found);
    dates(facts, &mut found);
    found
}

fn wrong_pairs(facts: &Facts<'_>, found: &mut Vec<Diagnostic>) {
    for (_, flow) in facts.model.flows() {
        for recipient in &flow.to {
            let recipient = &facts.model.recipients[recipient.index()];
            let classes: Vec<&str> = recipient.classes.iter().map(|class| facts.vocabulary.name(*class)).collect();
            if recipient.head.faulty || classes.iter().any(|class| verb_fits(flow.verb, class)) {
                continue;
            }
            if let Some(span) = flow.head.span {
                let classes = classes.join(", ");
                found.push(errors::wrong_pair(
                    span,
                    (&flow.head.name, flow.verb.text()),
                    &recipient.head.name,
                    &classes,
                    recipient.head.span,
                ));
            }
        }
    }
}

/// The claims of which rules of the pack ask a fact: claims by themselves, and those that a refusal or a flow names.
fn asked_by_rules(facts: &Facts<'_>, fact: Fact) -> FxHashSet<ClaimId> {
    let mut asked = FxHashSet::default();
    let mut ask = |thing: &Entity| match thing {
        Entity::Claim(index) => drop(asked.insert(facts.claims.get(*index).claim)),
        Entity::Refusal(right, number) => {
            asked.extend(facts.model.rights[*right as usize].refuses[*number as usize].under);
        }
        Entity::Flow(flow) => asked.extend(facts.claims_of(*flow).iter().filter_map(|claim| match claim {
            Entity::Claim(index) => Some(facts.claims.get(*index).claim),
            _ => None,
        })),
        _ => {}
    };
    let parts = facts.pack.rules.iter().flat_map(|rule| &rule.parts);
    for part in parts.filter(|part| facts_of(part).contains(&fact)) {
        bindings(facts, facts.pack, part, &mut |binding, _| binding.iter().for_each(&mut ask));
    }
    asked
}

/// Whether a claim is for the right kind of thing, and whether it shows what its ground demands, is said here, unless the
/// pack has a rule that asks it of this claim: no pack can forget to ask.
fn claims(facts: &Facts<'_>, found: &mut Vec<Diagnostic>) {
    let asked_for_scope = asked_by_rules(facts, Fact::ClaimInScope);
    let asked_for_met = asked_by_rules(facts, Fact::ClaimMet);
    for (index, claim) in facts.model.claims.iter().enumerate().filter(|(_, claim)| !claim.head.faulty) {
        let Some(span) = claim.head.span else { continue };
        let id = ClaimId(index as u32);
        let served = &facts.claims.served[index];
        if served.is_empty() {
            found.push(errors::unused_claim(span, &claim.head.name));
        }
        if served.len() > 1 {
            found.push(errors::shared_claim(span, &claim.head.name, served.len()));
        }
        let Some(row) = facts.row_of_claim(id) else {
            found.push(errors::claim_without_ground(claim.clause_span, &claim.head.name, &claim.clause));
            continue;
        };
        let fits = |served: &Served| match served {
            Served::Flow(flow) => {
                let verb = facts.sorts.verb(facts.model.flows[flow.index()].verb);
                row.serves == Serves::Flow
                    && (asked_for_scope.contains(&id) || verb.is_some_and(|verb| facts.in_set(verb, row.actions)))
            }
            Served::Line(_) => row.serves == Serves::Keeping,
            Served::Refusal(..) => row.serves == Serves::Refusal,
        };
        if !served.is_empty() && !served.iter().any(fits) {
            found.push(errors::claim_out_of_scope(claim.clause_span, &claim.head.name, &claim.clause, row.serves));
        }
        let lacking =
            if served.len() == 1 && !asked_for_met.contains(&id) { lacking(facts, id, row) } else { Vec::new() };
        if !lacking.is_empty() {
            found.push(errors::unmet_claim(span, &claim.head.name, &claim.clause, lacking, row.by_consent.is_some()));
        }
    }
}

/// What the ground of a claim demands and the claim does not certainly show, at whatever it serves.
fn lacking(facts: &Facts<'_>, claim: ClaimId, row: &GroundRow<'_>) -> Vec<Text> {
    let about = readback::claim();
    let mut in_scope = facts.claims.of(claim).filter(|index| facts.in_scope(*index)).peekable();
    let instead = row.by_consent.filter(|_| in_scope.peek().is_some()).map(|_| Text::from(CONSENT_INSTEAD));
    let unmet = in_scope.flat_map(|index| facts.unmet(index, row));
    let demand =
        |sentence| Text::new(Language::ALL.map(|language| readback::demand(facts.pack, &about, sentence, language)));
    let mut told: Vec<Text> = Vec::new();
    for demand in instead.into_iter().chain(unmet.map(demand)) {
        if !told.contains(&demand) {
            told.push(demand);
        }
    }
    told
}

/// Data at a place that nothing brings there, said once for each place and field, unless some flow does bring them.
fn unexplained_data(facts: &Facts<'_>, found: &mut Vec<Diagnostic>) {
    let mut said = FxHashSet::default();
    for (index, arrival) in facts.graph.arrivals.iter().enumerate() {
        let unexplained = arrival.by.is_none() && arrival.copy_of.is_none();
        let brought = !facts
            .graph
            .incoming(ArrivalId(index as u32))
            .iter()
            .all(|id| facts.graph.crossing(*id).from == Some(ArrivalId(index as u32)));
        let field = facts.field(arrival.facet.0);
        if !unexplained || brought || !said.insert((arrival.place, field)) {
            continue;
        }
        let place = facts.model.place_head(arrival.place);
        if let Some(span) = place.span.filter(|_| !place.faulty) {
            let kind = match arrival.place {
                Place::Store(_) => ["store", "存储"],
                Place::Recipient(_) => ["recipient", "接收方"],
            };
            found.push(errors::unexplained_data(span, kind, &place.name, &facts.model.data[field.index()].head.name));
        }
    }
}

/// Collected data that reach no flow whose purposes may need or use them.
fn dead_collections(facts: &Facts<'_>, shapes: &Shapes, found: &mut Vec<Diagnostic>) {
    let graph = facts.graph;
    let mut useful = vec![false; graph.arrivals.len()];
    let mut waiting = Vec::new();
    let mut mark = |arrival: ArrivalId, waiting: &mut Vec<ArrivalId>| {
        if !std::mem::replace(&mut useful[arrival.index()], true) {
            waiting.push(arrival);
        }
    };
    for alike in shapes.each() {
        let needed = match facts.flow_fact(alike[0], Fact::FlowNeed) {
            Value::Steps { greatest, .. } => greatest > 0,
            _ => true,
        };
        for flow in alike.iter().filter(|_| needed) {
            if let Some(from) = facts.crossing(*flow).from {
                mark(from, &mut waiting);
            }
        }
    }
    while let Some(arrival) = waiting.pop() {
        if let Some(original) = graph.arrival(arrival).copy_of {
            mark(original, &mut waiting);
        }
        for id in graph.incoming(arrival) {
            if let Some(from) = graph.crossing(*id).from {
                mark(from, &mut waiting);
            }
        }
    }
    let mut said = FxHashSet::default();
    for (index, crossing) in graph.crossings.iter().enumerate().filter(|(_, crossing)| crossing.from.is_none()) {
        let landings = graph.landings(CrossingId(index as u32));
        let dead = !landings.is_empty() && !landings.iter().any(|arrival| useful[arrival.index()]);
        let field = facts.field(crossing.datum.0);
        let flow = &facts.model.flows[crossing.flow.index()];
        if let Some(span) = flow.head.span.filter(|_| dead && said.insert((crossing.flow, field))) {
            found.push(errors::dead_collection(span, &flow.head.name, &facts.model.data[field.index()].head.name));
        }
    }
}

/// A document that is named by a path must be there; a link is taken as given.
fn documents(facts: &Facts<'_>, sources: &Sources, found: &mut Vec<Diagnostic>) {
    let model = facts.model;
    let mut check = |owner: &Head, text: &model::Text| {
        let path = text.text.split('#').next().unwrap_or_default();
        let empty = path.trim().is_empty();
        if empty || is_link(path) || sources.has_path(path) != Some(false) {
            if empty {
                found.push(errors::empty_document(text.span, &owner.name));
            }
            return;
        }
        found.push(errors::missing_document(text.span, &owner.name, path));
    };
    for recipient in &model.recipients {
        recipient.agreement.iter().for_each(|agreement| check(&recipient.head, &agreement.document));
    }
    let transforms = model.transforms.iter().map(|transform| (&transform.head, &transform.evidence));
    let measures = model.measures.iter().map(|measure| (&measure.head, &measure.evidence));
    let claims = model.claims.iter().map(|claim| (&claim.head, &claim.evidence));
    let data = model.data.iter().map(|data| (&data.head, &data.schema));
    for (head, documents) in transforms.chain(measures).chain(claims).chain(data) {
        documents.iter().for_each(|document| check(head, document));
    }
}

fn is_link(path: &str) -> bool {
    path.split_once("://").is_some_and(|(scheme, _)| scheme.chars().all(|sign| sign.is_ascii_alphanumeric()))
        || path.starts_with("mailto:")
}

/// What is said to have happened cannot lie in the future, and what is due cannot lie in the past.
fn dates(facts: &Facts<'_>, found: &mut Vec<Diagnostic>) {
    let Some(today) = facts.today else { return };
    let mut done = |owner: &Head, keyword: Keyword, what: &str, dated: Option<Dated>| {
        if let Some((date, span)) =
            dated.and_then(|dated| Some((dated.date?, dated.span))).filter(|(date, _)| *date > today)
        {
            found.push(errors::future_date(span, keyword.text(), &owner.name, what, &date.to_string()));
        }
    };
    for recipient in &facts.model.recipients {
        done(&recipient.head, Keyword::Recipient, "authorised", recipient.authorised);
        done(&recipient.head, Keyword::Recipient, "evaluated", recipient.evaluated);
        done(&recipient.head, Keyword::Recipient, "assessed", recipient.assessed);
    }
    for measure in &facts.model.measures {
        done(&measure.head, Keyword::Measure, "last", measure.last);
    }
    for claim in &facts.model.claims {
        done(&claim.head, Keyword::Claim, "dated", claim.dated);
    }
    for measure in &facts.model.measures {
        let next: Option<(crate::syntax::value::Date, Span)> =
            measure.next.and_then(|dated| Some((dated.date?, dated.span)));
        if let Some((date, span)) = next.filter(|(date, _)| *date < today) {
            found.push(errors::overdue_measure(span, &measure.head.name, &date.to_string()));
        }
    }
}
