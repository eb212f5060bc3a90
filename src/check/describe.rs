//! What things are called in messages.

use std::borrow::Cow;

use super::facts::Facts;
use super::world::Entity;
use crate::graph::ArrivalId;
use crate::model::{Declaration, Place};
use crate::syntax::words::Keyword;

impl Facts<'_> {
    /// The declaration that a thing is, or is part of.
    pub(super) fn declaration(&self, thing: Entity) -> Option<Declaration> {
        let of = |keyword, index| Some(Declaration { keyword, index });
        match thing {
            Entity::Flow(flow) => Some(self.model.flow_declaration(self.flow_id(flow))),
            Entity::Datum(facet, _) => of(Keyword::Data, self.field(facet).0),
            Entity::Holding(holding) => Some(self.place_declaration(self.graph.arrival(ArrivalId(holding)).place)),
            Entity::Store(index) => of(Keyword::Store, index),
            Entity::Recipient(index) => of(Keyword::Recipient, index),
            Entity::Subject(index) => of(Keyword::Subject, index),
            Entity::Data(index) => of(Keyword::Data, index),
            Entity::Feature(index) => of(Keyword::Feature, index),
            Entity::Consent(index) => of(Keyword::Consent, index),
            Entity::Notice(index) => of(Keyword::Notice, index),
            Entity::Measure(index) => of(Keyword::Measure, index),
            Entity::Transform(index) => of(Keyword::Transform, index),
            Entity::Right(index) | Entity::Refusal(index, _) => of(Keyword::Right, index),
            Entity::Claim(index) => of(Keyword::Claim, self.claims.get(index).claim.0),
            Entity::Plan(index) => of(Keyword::Plan, index),
            Entity::System => of(Keyword::System, 0),
            Entity::Policy | Entity::Row(..) => None,
        }
    }

    /// A thing's name.
    pub(super) fn describe(&self, thing: Entity) -> Cow<'_, str> {
        match thing {
            Entity::Holding(holding) => Cow::Owned(self.describe_holding(ArrivalId(holding))),
            Entity::Refusal(right, refusal) => {
                Cow::Borrowed(&*self.model.rights[right as usize].refuses[refusal as usize].case.text)
            }
            Entity::Policy => Cow::Borrowed(self.pack.title.as_str()),
            Entity::Row(table, row) => {
                let clause = self.pack.table_of(table).rows[row as usize].clause;
                Cow::Borrowed(self.pack.clause_of(clause).id.as_str())
            }
            Entity::System => {
                Cow::Borrowed(self.model.system.as_ref().map_or("the system", |system| &system.head.name))
            }
            _ => Cow::Borrowed(self.declaration(thing).map_or("", |declaration| self.model.name(declaration))),
        }
    }

    fn describe_holding(&self, arrival: ArrivalId) -> String {
        let known = self.graph.arrival(arrival);
        let datum = &self.model.data[self.field(known.facet.0).index()].head.name;
        let place = &self.model.place_head(known.place).name;
        match known.place {
            Place::Store(_) => format!("{datum} in {place}"),
            Place::Recipient(_) => format!("{datum} at {place}"),
        }
    }
}
