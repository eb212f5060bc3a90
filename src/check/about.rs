//! What a binding is about, by name, and where a finding at it stands.

use super::facts::Facts;
use super::finding::MissingFact;
use super::ground::Aim;
use super::world::{Entity, Gap, Value, World};
use crate::graph::ArrivalId;
use crate::model::{Declaration, Place};
use crate::policy::rule::Part;

/// The names that a binding goes by: the rule's variables, and what a flow or a holding among them is about.
pub(super) fn names(facts: &Facts<'_>, part: &Part, binding: &[Entity]) -> Vec<(String, String)> {
    let mut names: Vec<(String, String)> = Vec::new();
    for (variable, thing) in part.variables.iter().zip(binding) {
        names.push((variable.name.clone(), name_of(facts, *thing)));
    }
    if let Some(about) = binding.iter().find_map(|thing| About::of(facts, *thing)) {
        let mut add = |word: &str, name: Option<String>| {
            if let Some(name) = name.filter(|_| !names.iter().any(|(known, _)| known == word)) {
                names.push((word.to_owned(), name));
            }
        };
        add("flow", about.flow);
        add("datum", about.datum);
        add("result", about.result);
        add("origin", about.origin);
        add("purpose", about.purpose);
        add("recipient", about.recipient);
        add("store", about.store);
    }
    if let Some(thing) = primary(binding) {
        names.push(("place".to_owned(), place_name(facts, thing)));
    }
    names
}

/// A row is known by its first column.
fn name_of(facts: &Facts<'_>, thing: Entity) -> String {
    match thing {
        Entity::Row(..) => match facts.column(thing, 0) {
            Value::Terms(terms) => terms.iter().map(|term| facts.term_name(*term)).collect::<Vec<_>>().join(", "),
            Value::Text(text) => text.into_owned(),
            _ => facts.describe(thing).into_owned(),
        },
        _ => facts.describe(thing).into_owned(),
    }
}

/// What a flow, a holding or a claim is about, by name.
#[derive(Default)]
pub(super) struct About {
    pub(super) flow: Option<String>,
    pub(super) datum: Option<String>,
    pub(super) result: Option<String>,
    pub(super) origin: Option<String>,
    pub(super) purpose: Option<String>,
    pub(super) recipient: Option<String>,
    pub(super) store: Option<String>,
}

impl About {
    pub(super) fn of(facts: &Facts<'_>, thing: Entity) -> Option<Self> {
        match thing {
            Entity::Flow(flow) => Some(Self::flow(facts, flow)),
            Entity::Claim(claim) => facts.claims.get(claim).flow.map(|flow| Self::flow(facts, flow)),
            Entity::Holding(holding) => Some(Self::holding(facts, holding)),
            Entity::Data(data) => {
                Some(Self { datum: Some(facts.model.data[data as usize].head.name.to_string()), ..Self::default() })
            }
            _ => None,
        }
    }

    fn flow(facts: &Facts<'_>, flow: u32) -> Self {
        let crossing = facts.crossing(flow);
        let name = |facet: u32| Some(facts.model.data[facts.field(facet).index()].head.name.to_string());
        let ground = facts.ground(flow);
        Self {
            flow: Some(facts.flow(flow).head.name.to_string()),
            datum: name(crossing.datum.0),
            result: name(crossing.result.0),
            origin: origin(facts, crossing.datum.0),
            purpose: match ground.aim {
                Aim::Of(purpose, _) => Some(facts.model.purposes[purpose.index()].head.name.to_string()),
                Aim::Unsaid | Aim::Nothing => None,
            },
            recipient: ground
                .recipient
                .map(|recipient| facts.model.recipients[recipient.index()].head.name.to_string()),
            store: None,
        }
    }

    fn holding(facts: &Facts<'_>, holding: u32) -> Self {
        let arrival = facts.graph.arrival(ArrivalId(holding));
        let place = facts.model.place_head(arrival.place).name.to_string();
        let (store, recipient) = match arrival.place {
            Place::Store(_) => (Some(place), None),
            Place::Recipient(_) => (None, Some(place)),
        };
        Self {
            datum: Some(facts.model.data[facts.field(arrival.facet.0).index()].head.name.to_string()),
            origin: origin(facts, arrival.facet.0),
            store,
            recipient,
            ..Self::default()
        }
    }
}

fn origin(facts: &Facts<'_>, facet: u32) -> Option<String> {
    facts.collection(facet).map(|(_, collection)| collection.head.name.to_string())
}

/// The thing that a finding is about: of two flows the one that the data reach.
pub(super) fn primary(binding: &[Entity]) -> Option<Entity> {
    let flows = binding.iter().rev().find(|thing| matches!(thing, Entity::Flow(_)));
    flows.or_else(|| binding.iter().find(|thing| !matches!(thing, Entity::Row(..)))).copied()
}

/// The place of a claim is its flow, of a holding its store.
pub(super) fn place_of(facts: &Facts<'_>, thing: Entity) -> Option<Declaration> {
    match thing {
        Entity::Claim(claim) => match facts.claims.get(claim).flow {
            Some(flow) => facts.declaration(Entity::Flow(flow)),
            None => facts.declaration(thing),
        },
        _ => facts.declaration(thing),
    }
}

pub(super) fn place_name(facts: &Facts<'_>, thing: Entity) -> String {
    match place_of(facts, thing).map(|declaration| facts.model.name(declaration)) {
        Some(name) if thing != Entity::System => name.to_owned(),
        _ => "system".to_owned(),
    }
}

/// A missing clause, by the names of things.
pub(super) fn missing_fact(facts: &Facts<'_>, gap: &Gap) -> MissingFact {
    MissingFact {
        declaration: facts.model.name(gap.declaration).to_owned(),
        clause: gap.clause.text(),
        event: gap.event.map(|event| facts.term_name(event).into_owned()),
        span: facts.model.head(gap.declaration).and_then(|head| head.span),
    }
}
