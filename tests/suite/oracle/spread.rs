//! Where every datum gets to: breadth first over whole facets, each way in the order of names, so that what arrives first
//! arrives by a shortest way.

use std::collections::{BTreeMap, BTreeSet};

use super::words::Word;
use super::world::{Basis, Flow, Place, Verb, World};

/// Collections that say the same but for their names, their data and where they land: data of them cannot be told apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Origin {
    /// The first of them by name.
    pub(super) first: usize,
    /// Required, optional.
    pub(super) demand: (bool, bool),
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Facet {
    pub(super) field: usize,
    pub(super) origin: Option<Origin>,
    pub(super) subject: Option<usize>,
    pub(super) transforms: BTreeSet<usize>,
    pub(super) consents: BTreeSet<usize>,
}

pub(super) struct Arrival {
    pub(super) place: Place,
    pub(super) facet: Facet,
    /// The crossing or the arrival that first brought it.
    pub(super) by: By,
}

#[derive(Debug, Clone, Copy)]
pub(super) enum By {
    Crossing(usize),
    Copy(usize),
    Nothing,
}

pub(super) struct Crossing {
    pub(super) flow: usize,
    pub(super) from: Option<usize>,
    pub(super) datum: Facet,
    pub(super) result: Facet,
    pub(super) to: Vec<usize>,
}

#[derive(Default)]
pub(super) struct Spread {
    pub(super) arrivals: Vec<Arrival>,
    pub(super) crossings: Vec<Crossing>,
    /// The backups' copies of each arrival.
    pub(super) copies: Vec<Vec<usize>>,
    /// Every facet of each field, as asked or as landed.
    known: BTreeMap<(Place, Facet), usize>,
}

pub(super) fn spread(world: &World) -> Spread {
    let mut spread = Spread::default();
    for (flow, said) in flows(world).filter(|(_, flow)| flow.verb == Verb::Collect) {
        spread.collect(world, flow, said);
    }
    spread.go_on(world, 0);
    let explained = spread.arrivals.len();
    spread.seed(world);
    spread.go_on(world, explained);
    spread
}

/// The flows that are there.
pub(super) fn flows(world: &World) -> impl Iterator<Item = (usize, &Flow)> {
    world.flows.iter().enumerate().filter(|(_, flow)| !flow.head.gone)
}

/// Whether a list names a field whose datum is known as `class`: a declared field names itself, a term all within it.
pub(super) fn names(world: &World, list: &[usize], field: usize, class: Word) -> bool {
    list.iter().any(|named| *named == field || !world.data[*named].declared && class.within(world.class_of(*named)))
}

/// What a collection takes.
pub(super) fn fields(flow: &Flow) -> Vec<usize> {
    let all: BTreeSet<usize> = flow.required.iter().chain(&flow.optional).chain(&flow.data).copied().collect();
    all.into_iter().collect()
}

/// Whose data a collection takes; nobody knows where neither that nor a person is said.
pub(super) fn about(flow: &Flow) -> Vec<Option<usize>> {
    let about = if flow.about.is_empty() { &flow.subjects } else { &flow.about };
    match about.is_empty() {
        true => vec![None],
        false => about.iter().map(|subject| Some(*subject)).collect(),
    }
}

pub(super) fn demand(flow: &Flow, field: usize) -> (bool, bool) {
    (flow.required.contains(&field), flow.optional.contains(&field))
}

/// Whether two collections say the same but for their names, their data and where they land.
pub(super) fn alike(one: &Flow, other: &Flow) -> bool {
    one.from == other.from
        && one.purposes == other.purposes
        && one.feature == other.feature
        && one.means == other.means
        && one.notices == other.notices
        && one.bases == other.bases
        && one.halts == other.halts
}

fn origin(world: &World, flow: usize, field: usize) -> Origin {
    let demand = demand(&world.flows[flow], field);
    let mut same = flows(world).filter(|(_, other)| {
        other.verb == Verb::Collect
            && alike(other, &world.flows[flow])
            && fields(other).iter().any(|field| self::demand(other, *field) == demand)
    });
    Origin { first: same.next().map_or(flow, |(first, _)| first), demand }
}

/// Where what a flow carries lands; nothing for a use that leaves it where it is.
fn landing(flow: &Flow) -> Vec<Place> {
    match flow.verb {
        Verb::Collect | Verb::Use => flow.into.clone().unwrap_or_default(),
        _ => flow.to.iter().map(|recipient| Place::Recipient(*recipient)).collect(),
    }
}

/// What becomes of a facet on a flow's way, landing as `field`.
fn landed(world: &World, flow: &Flow, facet: &Facet, field: usize) -> Facet {
    let mut result = Facet { field, ..facet.clone() };
    for (transform, on) in &flow.via {
        if !acts_on(world, on, facet.field) && !acts_on(world, on, field) {
            continue;
        }
        match (world.transforms[*transform].class, world.transforms[*transform].undoes) {
            ("relink", None) => result.transforms.clear(),
            ("relink", Some(undone)) => drop(result.transforms.remove(&undone)),
            _ => drop(result.transforms.insert(*transform)),
        }
    }
    if flow.verb == Verb::Disclose {
        result.transforms.retain(|transform| world.transforms[*transform].class != "mask");
    }
    if !landing(flow).is_empty() || !flow.derives.is_empty() {
        result.consents.extend(flow.bases.iter().filter_map(|basis| match basis {
            Basis::Consent(consent, _) => Some(*consent),
            Basis::Claim(_) => None,
        }));
    }
    result
}

/// Whether a transform on these data acts on a field.
pub(super) fn acts_on(world: &World, on: &[usize], field: usize) -> bool {
    on.is_empty() || names(world, on, field, world.class_of(field))
}

impl Spread {
    fn collect(&mut self, world: &World, flow: usize, said: &Flow) {
        for subject in about(said) {
            for field in fields(said) {
                let origin = Some(origin(world, flow, field));
                let none = BTreeSet::new();
                let datum = Facet { field, origin, subject, transforms: none.clone(), consents: none };
                let result = landed(world, said, &datum, field);
                self.cross(world, flow, None, datum, result);
            }
        }
    }

    /// Lets everything from an arrival on go where flows and backups carry it.
    fn go_on(&mut self, world: &World, first: usize) {
        let mut next = first;
        while next < self.arrivals.len() {
            let (place, facet) = (self.arrivals[next].place, self.arrivals[next].facet.clone());
            for (backup, store) in world.stores.iter().enumerate() {
                if !store.head.gone && store.backup_of.map(Place::Store) == Some(place) {
                    let copy = self.arrive(Place::Store(backup), facet.clone(), By::Copy(next));
                    self.copies[next].push(copy);
                }
            }
            for (flow, said) in flows(world).filter(|(_, flow)| flow.verb != Verb::Collect) {
                let class = world.class_of(facet.field);
                let reads = said.all || names(world, &said.data, facet.field, class);
                if !said.from.contains(&place) || !reads {
                    continue;
                }
                let own = [facet.field];
                let lands = if said.derives.is_empty() { own.as_slice() } else { &said.derives };
                for field in lands {
                    let result = landed(world, said, &facet, *field);
                    self.cross(world, flow, Some(next), facet.clone(), result);
                }
            }
            next += 1;
        }
    }

    fn cross(&mut self, world: &World, flow: usize, from: Option<usize>, datum: Facet, result: Facet) {
        let said = &world.flows[flow];
        let places = match from {
            Some(from) if said.verb == Verb::Use && said.into.is_none() => vec![self.arrivals[from].place],
            _ => landing(said),
        };
        let crossing = self.crossings.len();
        self.crossings.push(Crossing { flow, from, datum, result: result.clone(), to: Vec::new() });
        for place in places {
            let arrival = self.arrive(place, result.clone(), By::Crossing(crossing));
            self.crossings[crossing].to.push(arrival);
        }
    }

    fn arrive(&mut self, place: Place, facet: Facet, by: By) -> usize {
        if let Some(known) = self.known.get(&(place, facet.clone())) {
            return *known;
        }
        let next = self.arrivals.len();
        self.known.insert((place, facet.clone()), next);
        self.arrivals.push(Arrival { place, facet, by });
        self.copies.push(Vec::new());
        next
    }

    /// What flows read by name and nothing brings: it is there, and nobody knows from where.
    fn seed(&mut self, world: &World) {
        let mut missing: BTreeSet<(Place, usize)> = BTreeSet::new();
        for (_, flow) in flows(world).filter(|(_, flow)| flow.verb != Verb::Collect) {
            for field in &flow.data {
                let there = |arrival: &Arrival| {
                    let held = arrival.facet.field;
                    flow.from.contains(&arrival.place) && names(world, &[*field], held, world.class_of(held))
                };
                if !self.arrivals.iter().any(there) {
                    missing.insert((flow.from[0], *field));
                }
            }
        }
        for (place, field) in missing {
            let none = BTreeSet::new();
            let facet = Facet { field, origin: None, subject: None, transforms: none.clone(), consents: none };
            self.arrive(place, facet, By::Nothing);
        }
    }

    /// The crossings that bring an arrival.
    pub(super) fn incoming(&self, arrival: usize) -> impl Iterator<Item = &Crossing> {
        self.crossings.iter().filter(move |crossing| crossing.to.contains(&arrival))
    }
}
