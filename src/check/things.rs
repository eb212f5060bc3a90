//! The things that rules range over, and the facts of the system and of the policy, which list them.

use std::borrow::Cow;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::facts::{Facts, many, terms};
use super::sorts::kind_of;
use super::world::{Entity, Value, World};
use crate::graph::ArrivalId;
use crate::policy::facts::{Fact, Kind};

impl Facts<'_> {
    /// The ground flows of each kind, the kinds above the verbs among them, in their order.
    fn flows_by_kind(&self) -> Vec<(Kind, Vec<Entity>)> {
        let kinds = Kind::ALL.iter().copied().filter(|kind| kind.is_a(Kind::Flow));
        let kinds: Vec<Kind> = kinds.collect();
        let of = |kind: Kind| {
            let grounds = self.grounds.iter().enumerate();
            let fitting = grounds.filter(|(_, ground)| kind_of(ground.verb).is_a(kind));
            let sound = fitting.filter(|(_, ground)| !self.model.flows[ground.flow.index()].head.faulty);
            let mut flows: Vec<Entity> = sound.map(|(index, _)| Entity::Flow(index as u32)).collect();
            flows.shrink_to_fit();
            flows
        };
        kinds.into_par_iter().map(|kind| (kind, of(kind))).collect()
    }

    pub(super) fn list_things(&self) -> FxHashMap<Kind, Vec<Entity>> {
        let mut things: FxHashMap<Kind, Vec<Entity>> = FxHashMap::default();
        for kind in Kind::ALL {
            things.insert(*kind, Vec::new());
        }
        for (kind, flows) in self.flows_by_kind() {
            if let Some(list) = things.get_mut(&kind) {
                *list = flows;
            }
        }
        let mut put = |kind: Kind, thing: Entity| {
            if let Some(list) = things.get_mut(&kind) {
                list.push(thing);
            }
        };
        for index in (0..self.graph.arrivals.len() as u32).filter(|index| self.rests(ArrivalId(*index))) {
            put(Kind::Holding, Entity::Holding(index));
        }
        macro_rules! declared {
            ($($list:ident $kind:ident;)+) => { $(
                for (index, item) in self.model.$list.iter().enumerate() {
                    if !item.head.faulty && item.head.span.is_some() {
                        put(Kind::$kind, Entity::$kind(index as u32));
                    }
                }
            )+ };
        }
        declared! {
            stores Store; recipients Recipient; subjects Subject; data Data; consents Consent; notices Notice;
            measures Measure; transforms Transform; rights Right; plans Plan;
        }
        for (index, feature) in self.model.features.iter().enumerate() {
            if feature.head.span.is_some() || self.features.is_used(index as u32) {
                put(Kind::Feature, Entity::Feature(index as u32));
            }
        }
        for (index, right) in self.model.rights.iter().enumerate() {
            for refusal in 0..right.refuses.len() as u32 {
                put(Kind::Refusal, Entity::Refusal(index as u32, refusal));
            }
        }
        for index in self.claims.to_judge() {
            put(Kind::Claim, Entity::Claim(index));
        }
        put(Kind::System, Entity::System);
        put(Kind::Policy, Entity::Policy);
        things
    }

    /// All measures of the system and the terms it uses as measures.
    fn system_measures(&self) -> Vec<Entity> {
        let declared = self.things(Kind::Measure);
        let system = self.model.system.iter().flat_map(|system| &system.measures);
        let used = system.chain(self.model.stores.iter().flat_map(|store| &store.measures));
        let mut all: Vec<Entity> =
            declared.iter().copied().chain(used.map(|measure| Entity::Measure(measure.0))).collect();
        all.sort_unstable();
        all.dedup();
        all
    }

    fn list(&self, kind: Kind) -> Value<'_> {
        Value::Many(self.things(kind))
    }

    pub(super) fn system_fact(&self, fact: Fact) -> Value<'_> {
        match fact {
            Fact::SystemMeasures => match &self.model.system {
                Some(system) => terms(self.measure_terms(&system.measures)),
                None => Value::Absent,
            },
            Fact::SystemMeasure => many(self.system_measures()),
            Fact::SystemPlan => self.list(Kind::Plan),
            Fact::SystemRight => self.list(Kind::Right),
            Fact::SystemFlow => self.list(Kind::Flow),
            Fact::SystemHolding => self.list(Kind::Holding),
            Fact::SystemNotice => self.list(Kind::Notice),
            _ => Value::Absent,
        }
    }

    pub(super) fn policy_fact(&self, fact: Fact) -> Value<'_> {
        match fact {
            Fact::PolicyPurposes => Value::Leaves(Cow::Borrowed(&self.tables.purposes)),
            Fact::PolicyEffective => self.pack.effective.map_or(Value::Absent, Value::Date),
            _ => Value::Absent,
        }
    }
}
