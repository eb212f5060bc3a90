//! Paths: whether what one flow lands reaches another, and the way on which a datum got where it is.

use std::collections::VecDeque;

use rustc_hash::{FxHashMap, FxHashSet};

use super::evaluate;
use super::facts::{Facts, gap, join};
use super::finding::PathStep;
use super::world::{Entity, Gaps, Truth};
use crate::fault::Fault;
use crate::graph::{ANONYMOUS, ArrivalId, CrossingId, FacetId, identifiability};
use crate::model::{DataId, Declaration, FlowId, Head, Place, TransformClass, TransformId, Via};
use crate::policy::rule::Barrier;
use crate::syntax::words::{ClauseWord, Keyword};

/// The step of identifiability up to which data are de-identified.
const DEIDENTIFIED: u8 = 2;

/// Arrivals and the crossings that a path takes to them, from the first flow on.
type Steps = Vec<(CrossingId, ArrivalId)>;

impl Facts<'_> {
    /// Whether what `from` lands reaches the datum of `to` on a way that no barrier stops, and the shortest such way.
    pub(super) fn reach(&self, from: Entity, to: Entity, barriers: &[Barrier]) -> (Truth, Steps) {
        let Entity::Flow(start) = from else { return (Truth::False, Steps::new()) };
        let goal = match to {
            Entity::Flow(flow) => self.crossing(flow).from,
            Entity::Holding(holding) => Some(ArrivalId(holding)),
            _ => None,
        };
        let Some(goal) = goal else { return (Truth::False, Steps::new()) };
        let first = self.ground(start).crossing;
        if let Some(steps) = self.search(first, goal, barriers, false).0 {
            return (Truth::True, steps);
        }
        match self.search(first, goal, barriers, true) {
            (Some(steps), gaps) if !gaps.is_empty() => (Truth::Unknown(gaps), steps),
            _ => (Truth::False, Steps::new()),
        }
    }

    /// Breadth first from what a crossing lands. With `doubtful`, edges pass that only may be barriers; what would
    /// decide about those that were met comes back too.
    fn search(
        &self,
        first: CrossingId,
        goal: ArrivalId,
        barriers: &[Barrier],
        doubtful: bool,
    ) -> (Option<Steps>, Gaps) {
        let mut before: FxHashMap<ArrivalId, Option<(CrossingId, ArrivalId)>> = FxHashMap::default();
        let mut gaps = Gaps::new();
        let mut queue: VecDeque<ArrivalId> = VecDeque::new();
        let start = self.graph.landings(first).iter().copied();
        for arrival in start {
            before.insert(arrival, None);
            queue.push_back(arrival);
        }
        let next = |queue: &mut VecDeque<ArrivalId>| match Fault::LongWitness.is_on() {
            true => queue.pop_back(),
            false => queue.pop_front(),
        };
        while let Some(at) = next(&mut queue) {
            if at == goal {
                return (Some(steps_to(&before, goal)), gaps);
            }
            for copy in self.graph.copies(at) {
                if let std::collections::hash_map::Entry::Vacant(entry) = before.entry(*copy) {
                    entry.insert(Some((CrossingId(u32::MAX), at)));
                    queue.push_back(*copy);
                }
            }
            for id in self.graph.outgoing(at) {
                for next in self.graph.landings(*id) {
                    match self.stops_path(*id, *next, barriers) {
                        Truth::True => continue,
                        Truth::Unknown(missing) if doubtful => join(&mut gaps, &missing),
                        Truth::Unknown(_) => continue,
                        Truth::False => {}
                    }
                    if let std::collections::hash_map::Entry::Vacant(entry) = before.entry(*next) {
                        entry.insert(Some((*id, at)));
                        queue.push_back(*next);
                    }
                }
            }
        }
        (None, gaps)
    }

    /// Every flow that reads, and every holding that is, something that what a flow lands reaches or may reach.
    pub(super) fn all_reached(&self, from: Entity, barriers: &[Barrier]) -> Vec<Entity> {
        let Entity::Flow(start) = from else { return Vec::new() };
        let mut seen: FxHashSet<ArrivalId> = FxHashSet::default();
        let mut waiting: Vec<ArrivalId> = self.graph.landings(self.ground(start).crossing).to_vec();
        let mut reached = Vec::new();
        while let Some(at) = waiting.pop() {
            if !seen.insert(at) {
                continue;
            }
            reached.push(Entity::Holding(at.0));
            waiting.extend_from_slice(self.graph.copies(at));
            for id in self.graph.outgoing(at) {
                reached.extend(self.grounds_of(*id).map(Entity::Flow));
                let open = |next: &&ArrivalId| self.stops_path(*id, **next, barriers) != Truth::True;
                waiting.extend(self.graph.landings(*id).iter().filter(open));
            }
        }
        reached.sort_unstable();
        reached
    }

    /// Whether a crossing to an arrival is a barrier: it puts the datum through a transform that certainly does what its
    /// class says, or a named exception excuses all that it does there.
    fn stops_path(&self, id: CrossingId, to: ArrivalId, barriers: &[Barrier]) -> Truth {
        let crossing = self.graph.crossing(id);
        let mut gaps = Gaps::new();
        for barrier in barriers {
            match barrier {
                Barrier::Transform(class) => {
                    let flow = &self.model.flows[crossing.flow.index()];
                    let landed = &self.graph.facets.get(crossing.result).transforms;
                    let (read, lands) = (self.field(crossing.datum.0), self.field(crossing.result.0));
                    let names = |via: &&Via| self.acts_on(via, read) || self.acts_on(via, lands);
                    let applied = flow.seldom().via.iter().filter(names).map(|via| via.transform);
                    let applied = applied.filter(|id| landed.contains(id));
                    for transform in applied.filter(|id| self.is_of_class(*id, *class)) {
                        match self.does_what_it_says(transform) {
                            Truth::True => return Truth::True,
                            Truth::Unknown(missing) => join(&mut gaps, &missing),
                            Truth::False => {}
                        }
                    }
                }
                Barrier::Exception(exception) => {
                    let exception = &self.pack.exceptions[*exception as usize];
                    let excused = |flow: u32| {
                        let met = |sentence| evaluate::truth(self, self.pack, sentence, &[Entity::Flow(flow)]);
                        exception.when.iter().all(|sentence| met(sentence) == Truth::True)
                    };
                    let place = self.graph.arrival(to).place;
                    let lands = |flow: &u32| {
                        let recipient = self.ground(*flow).recipient;
                        recipient.is_none_or(|recipient| Place::Recipient(recipient) == place)
                    };
                    if self.grounds_of(id).filter(lands).all(excused) {
                        return Truth::True;
                    }
                }
            }
        }
        if gaps.is_empty() { Truth::False } else { Truth::Unknown(gaps) }
    }

    fn acts_on(&self, via: &Via, field: DataId) -> bool {
        via.on.is_empty() || self.names_data(&via.on, field, self.model.data[field.index()].class)
    }

    fn is_of_class(&self, transform: TransformId, class: crate::model::vocabulary::TermId) -> bool {
        self.vocabulary.within(self.model.transforms[transform.index()].term, class)
    }

    pub(super) fn does_what_it_says(&self, id: TransformId) -> Truth {
        let transform = &self.model.transforms[id.index()];
        let promised = match transform.class {
            TransformClass::Anonymise | TransformClass::Aggregate => ANONYMOUS,
            TransformClass::Deidentify | TransformClass::Mask => DEIDENTIFIED,
            TransformClass::Relink => return Truth::False,
        };
        let interval = identifiability(self.model, &[id]);
        if interval.greatest <= promised || Fault::BarrierByDoubt.is_on() {
            return Truth::True;
        }
        if interval.least > promised {
            return Truth::False;
        }
        let mut gaps = Gaps::new();
        if transform.evidence.is_empty() {
            join(&mut gaps, &gap(Keyword::Transform, id.0, ClauseWord::Evidence));
        }
        if transform.restorable.is_none() && transform.class != TransformClass::Mask {
            join(&mut gaps, &gap(Keyword::Transform, id.0, ClauseWord::Restorable));
        }
        Truth::Unknown(gaps)
    }

    // ---- witnesses

    /// The way on which a thing's datum got there, from its collection on, ending with the thing itself.
    pub(super) fn way_to(&self, thing: Entity) -> Vec<PathStep> {
        match thing {
            Entity::Flow(flow) => self.way_of_flow(flow),
            Entity::Holding(holding) => self.way_of_arrival(ArrivalId(holding)),
            Entity::Claim(claim) => self.claims.get(claim).flow.map(|flow| self.way_of_flow(flow)).unwrap_or_default(),
            _ => Vec::new(),
        }
    }

    fn way_of_flow(&self, flow: u32) -> Vec<PathStep> {
        let crossing = self.crossing(flow);
        let mut way = crossing.from.map(|from| self.way_of_arrival(from)).unwrap_or_default();
        way.push(self.flow_step(crossing.flow, crossing.result));
        if let Some(recipient) = self.ground(flow).recipient {
            way.push(self.place_step(Place::Recipient(recipient), crossing.result));
        }
        way
    }

    fn way_of_arrival(&self, arrival: ArrivalId) -> Vec<PathStep> {
        let mut way = Vec::new();
        for (flow, at) in self.graph.way(arrival) {
            let known = self.graph.arrival(at);
            way.extend(flow.map(|flow| self.flow_step(flow, known.facet)));
            way.push(self.place_step(known.place, known.facet));
        }
        way
    }

    /// The way of a path sentence: to the first flow, through what it lands, to the second thing.
    pub(super) fn way_between(&self, from: Entity, to: Entity, barriers: &[Barrier]) -> Vec<PathStep> {
        let (_, steps) = self.reach(from, to, barriers);
        let mut way = self.way_to(from);
        let mut seen: FxHashSet<ArrivalId> = FxHashSet::default();
        for (crossing, arrival) in steps {
            if crossing.0 != u32::MAX {
                way.push(self.flow_step(self.graph.crossing(crossing).flow, self.graph.arrival(arrival).facet));
            }
            if seen.insert(arrival) {
                let known = self.graph.arrival(arrival);
                way.push(self.place_step(known.place, known.facet));
            }
        }
        if let Entity::Flow(flow) = to {
            let crossing = self.crossing(flow);
            way.push(self.flow_step(crossing.flow, crossing.result));
            if let Some(recipient) = self.ground(flow).recipient {
                way.push(self.place_step(Place::Recipient(recipient), crossing.result));
            }
        }
        way.dedup();
        way
    }

    fn step(&self, head: &Head, keyword: &'static str, facet: FacetId) -> PathStep {
        let datum = self.model.data[self.field(facet.0).index()].head.name.to_string();
        PathStep { name: head.name.to_string(), keyword, datum, span: head.span }
    }

    fn flow_step(&self, flow: FlowId, facet: FacetId) -> PathStep {
        let declared = &self.model.flows[flow.index()];
        self.step(&declared.head, declared.verb.text(), facet)
    }

    fn place_step(&self, place: Place, facet: FacetId) -> PathStep {
        let Declaration { keyword, .. } = self.place_declaration(place);
        self.step(self.model.place_head(place), keyword.text(), facet)
    }
}

fn steps_to(before: &FxHashMap<ArrivalId, Option<(CrossingId, ArrivalId)>>, goal: ArrivalId) -> Steps {
    let mut steps = Vec::new();
    let mut at = goal;
    while let Some(Some((crossing, from))) = before.get(&at) {
        steps.push((*crossing, at));
        at = *from;
    }
    steps.push((CrossingId(u32::MAX), at));
    steps.reverse();
    steps
}
