//! Which things concern what is asked about.

use crate::check::about::{About, place_of};
use crate::check::facts::Facts;
use crate::check::world::{Entity, World};
use crate::policy::facts::Kind;

/// One bit for each name that is asked about.
pub(super) type Mask = u32;

/// What is asked about, by full name.
pub(super) struct Asked<'a> {
    facts: &'a Facts<'a>,
    names: &'a [String],
    flows: Vec<Mask>,
}

impl<'a> Asked<'a> {
    pub(super) fn new(facts: &'a Facts<'a>, names: &'a [String]) -> Self {
        let mut asked = Self { facts, names, flows: Vec::new() };
        asked.flows = (0..facts.grounds.len() as u32).map(|flow| asked.of_names(Entity::Flow(flow))).collect();
        asked
    }

    /// The mask of what concerns all names.
    pub(super) fn all(&self) -> Mask {
        self.names.iter().enumerate().fold(0, |mask, (index, _)| mask | bit(index))
    }

    /// The names that a thing concerns.
    pub(super) fn mask(&self, thing: Entity) -> Mask {
        match thing {
            Entity::Flow(flow) => self.flows.get(flow as usize).copied().unwrap_or(0),
            Entity::Row(..) | Entity::Policy => 0,
            _ => self.of_names(thing),
        }
    }

    fn of_names(&self, thing: Entity) -> Mask {
        let about = About::of(self.facts, thing).unwrap_or_default();
        let place = place_of(self.facts, thing).map(|declaration| self.facts.model.name(declaration));
        let own = self.facts.declaration(thing).map(|declaration| self.facts.model.name(declaration));
        let parts = [&about.flow, &about.datum, &about.result, &about.purpose, &about.recipient, &about.store];
        let known = parts.into_iter().filter_map(|part| part.as_deref()).chain(place).chain(own);
        let known: smallvec::SmallVec<[&str; 8]> = known.collect();
        let asked = self.names.iter().enumerate().filter(|(_, name)| known.contains(&name.as_str()));
        asked.fold(0, |mask, (index, _)| mask | bit(index))
    }

    /// The ground flows that concern all names, those outside the policy's scope among them.
    pub(super) fn flows(&self) -> impl Iterator<Item = u32> {
        let flows = self.flows.iter().enumerate().filter(|(_, mask)| self.is_meant(**mask));
        flows.map(|(index, _)| index as u32)
    }

    /// The data at rest that concern all names, those outside the policy's scope among them.
    pub(super) fn holdings(&self) -> impl Iterator<Item = u32> {
        let all = 0..self.facts.graph.arrivals.len() as u32;
        all.filter(|holding| self.is_meant(self.mask(Entity::Holding(*holding))))
    }

    /// Where no thing is asked about, none is meant, though every judgement is.
    fn is_meant(&self, mask: Mask) -> bool {
        mask != 0 && mask == self.all()
    }

    /// Whether things of some kinds concern any of the names.
    pub(super) fn has_any(&self, kinds: &[Kind]) -> bool {
        kinds.iter().any(|kind| self.facts.things(*kind).iter().any(|thing| self.mask(*thing) != 0))
    }
}

/// More names than bits share the last one: then too much is told rather than too little.
fn bit(index: usize) -> Mask {
    1 << index.min(31)
}
