//! The least fixpoint: what arrives where. Breadth first, in the order of names, so that the first arrival of a facet
//! at a place is by its shortest path, ties by name.

use rayon::prelude::*;
use rustc_hash::{FxBuildHasher, FxHashMap};
use smallvec::SmallVec;

use super::Held;
use super::facet::{Facet, FacetId, Facets};
use crate::fault::Fault;
use crate::model::vocabulary::{TermId, Vocabulary};
use crate::model::{
    Basis, ConsentId, DataId, Flow, FlowId, Model, Place, StoreId, SubjectId, TransformClass, TransformId, Via,
};
use crate::syntax::words::Keyword;

/// A place in [`super::Graph::arrivals`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ArrivalId(pub u32);

/// A place in [`super::Graph::crossings`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CrossingId(pub u32);

impl ArrivalId {
    /// Its place in its list.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

impl CrossingId {
    /// Its place in its list.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// A facet at a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Arrival {
    /// The place.
    pub place: Place,
    /// The facet.
    pub facet: FacetId,
    /// The crossing that first brought it; `None` for a backup's copy and for what no collection explains.
    pub by: Option<CrossingId>,
    /// What it is a backup's copy of.
    pub copy_of: Option<ArrivalId>,
    /// Its copies in backups.
    pub copies: SmallVec<[ArrivalId; 4]>,
}

/// One facet carried by one flow.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Crossing {
    /// The flow.
    pub flow: FlowId,
    /// Where it is read; `None` for what a collection takes.
    pub from: Option<ArrivalId>,
    /// What is read; for a collection, what is asked.
    pub datum: FacetId,
    /// What lands.
    pub result: FacetId,
    /// Where its first landing stands in the list of all; those of one crossing stand together.
    pub(super) first_landing: u32,
}

/// The fixpoint.
#[derive(Debug, Default)]
pub(super) struct Spread {
    pub(super) facets: Facets,
    pub(super) arrivals: Vec<Arrival>,
    pub(super) crossings: Vec<Crossing>,
    /// What the crossings land, crossing by crossing.
    pub(super) landings: Vec<ArrivalId>,
}

/// Where what a flow carries lands, if it does not stay where it is.
pub(super) fn landing(flow: &Flow) -> SmallVec<[Place; 1]> {
    match flow.verb {
        Keyword::Collect | Keyword::Use => flow.into.clone().unwrap_or_default(),
        _ => flow.to.iter().map(|recipient| Place::Recipient(*recipient)).collect(),
    }
}

/// Whether what a flow carries stays where it is read: a use that says nothing of `into`.
pub(super) fn stays(flow: &Flow) -> bool {
    flow.verb == Keyword::Use && flow.into.is_none()
}

/// What makes a flow read a facet at a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Key {
    /// It names the field.
    Field(Place, DataId),
    /// It names a term that the field's class lies in.
    Class(Place, TermId),
    /// It reads all.
    All(Place),
}

/// Which flows read what.
struct Readers<'m> {
    model: &'m Model,
    vocabulary: &'m Vocabulary,
    /// For each term of data that may be used undeclared, all terms within it.
    named: FxHashMap<TermId, Vec<TermId>>,
    flows: FxHashMap<Key, SmallVec<[FlowId; 4]>>,
    backups: FxHashMap<StoreId, SmallVec<[StoreId; 4]>>,
}

impl<'m> Readers<'m> {
    fn new(model: &'m Model, vocabulary: &'m Vocabulary) -> Self {
        let terms = model.data.iter().filter(|data| data.head.span.is_none()).map(|data| data.class);
        let named = terms.map(|term| (term, terms_within(vocabulary, term))).collect();
        let mut readers = Self { model, vocabulary, named, flows: FxHashMap::default(), backups: FxHashMap::default() };
        for (id, flow) in model.flows().filter(|(_, flow)| flow.verb != Keyword::Collect) {
            for place in &flow.from {
                readers.add(id, flow, *place);
            }
        }
        for (index, store) in model.stores.iter().enumerate() {
            if let Some(of) = store.backup_of {
                readers.backups.entry(of).or_default().push(StoreId(index as u32));
            }
        }
        readers
    }

    /// A term used as data names every field whose class lies in it; a declared field names itself alone.
    fn classes_named(&self, field: DataId) -> &[TermId] {
        let data = &self.model.data[field.index()];
        let named = self.named.get(&data.class).filter(|_| data.head.span.is_none());
        named.map_or(&[], Vec::as_slice)
    }

    fn add(&mut self, id: FlowId, flow: &Flow, place: Place) {
        let mut flows = std::mem::take(&mut self.flows);
        let mut push = |key: Key| {
            let list = flows.entry(key).or_default();
            if list.last() != Some(&id) {
                list.push(id);
            }
        };
        if flow.all_data {
            push(Key::All(place));
        }
        for field in &flow.data {
            push(Key::Field(place, *field));
            for class in self.classes_named(*field) {
                push(Key::Class(place, *class));
            }
        }
        self.flows = flows;
    }

    /// The flows that read a field at a place, in the order of names.
    fn of(&self, place: Place, field: DataId) -> SmallVec<[FlowId; 4]> {
        let class = comparable(self.vocabulary, self.model.data[field.index()].class);
        let keys = [Key::Field(place, field), Key::Class(place, class), Key::All(place)];
        let mut flows: SmallVec<[FlowId; 4]> =
            keys.iter().filter_map(|key| self.flows.get(key)).flatten().copied().collect();
        flows.sort_unstable();
        flows.dedup();
        flows
    }
}

/// A workspace's own words count as the leaf of what the policy has no word for.
fn comparable(vocabulary: &Vocabulary, class: TermId) -> TermId {
    match class.own_index() {
        Some(_) => vocabulary.other(vocabulary.term(class).sort),
        None => class,
    }
}

fn terms_within(vocabulary: &Vocabulary, wide: TermId) -> Vec<TermId> {
    let sort = vocabulary.term(wide).sort;
    let names = vocabulary.all_names(sort).filter_map(|name| vocabulary.find(sort, name));
    names.filter(|term| vocabulary.within(*term, wide)).collect()
}

struct Spreading<'m> {
    model: &'m Model,
    vocabulary: &'m Vocabulary,
    known: FxHashMap<(Place, FacetId), ArrivalId>,
    spread: Spread,
    next: usize,
}

pub(super) fn spread(model: &Model, vocabulary: &Vocabulary) -> Spread {
    let (readers, mut spreading) =
        rayon::join(|| Readers::new(model, vocabulary), || Spreading::collected(model, vocabulary));
    spreading.run(&readers);
    spreading.seed_unexplained(&readers);
    spreading.run(&readers);
    spreading.spread.facets.close();
    spreading.spread.arrivals.shrink_to_fit();
    spreading.spread.crossings.shrink_to_fit();
    spreading.spread.landings.shrink_to_fit();
    spreading.spread
}

impl<'m> Spreading<'m> {
    /// What all collections take, not gone on yet.
    fn collected(model: &'m Model, vocabulary: &'m Vocabulary) -> Self {
        let mut spreading = Self {
            model,
            vocabulary,
            known: FxHashMap::with_capacity_and_hasher(model.flows.len(), FxBuildHasher),
            spread: Spread::default(),
            next: 0,
        };
        for (id, flow) in model.flows().filter(|(_, flow)| flow.verb == Keyword::Collect && !flow.head.faulty) {
            spreading.collect(id, flow);
        }
        spreading
    }

    /// Everything that a collection takes, about everybody it is about.
    fn collect(&mut self, id: FlowId, flow: &Flow) {
        let about = if flow.seldom().about.is_empty() { &flow.asked().subjects } else { &flow.seldom().about };
        let mut subjects: SmallVec<[Option<SubjectId>; 1]> = about.iter().map(|subject| Some(*subject)).collect();
        if subjects.is_empty() {
            subjects.push(None);
        }
        let mut fields: SmallVec<[DataId; 8]> =
            flow.asked().required.iter().chain(&flow.asked().optional).chain(&flow.data).copied().collect();
        fields.sort_unstable();
        fields.dedup();
        let collection = self.spread.facets.collection(flow);
        for subject in subjects {
            for field in &fields {
                let origin = self.spread.facets.origin(Some((id, collection, demand(flow, *field))), *field, subject);
                let asked = Facet { field: *field, origin, transforms: SmallVec::new(), consents: SmallVec::new() };
                let datum = self.spread.facets.intern(asked);
                let result = self.landed(flow, datum, *field);
                self.cross(id, flow, None, datum, result);
            }
        }
    }

    /// Lets every arrival go on, until nothing new arrives.
    fn run(&mut self, readers: &Readers<'_>) {
        while self.next < self.spread.arrivals.len() {
            let id = ArrivalId(self.next as u32);
            self.next += 1;
            let (place, facet_id) = {
                let arrival = &self.spread.arrivals[id.index()];
                (arrival.place, arrival.facet)
            };
            self.back_up(readers, id, place, facet_id);
            let field = self.spread.facets.get(facet_id).field;
            for flow_id in readers.of(place, field) {
                let flow = &self.model.flows[flow_id.index()];
                if flow.seldom().derives.is_empty() {
                    let result = self.landed(flow, facet_id, field);
                    self.cross(flow_id, flow, Some(id), facet_id, result);
                }
                for derived in &flow.seldom().derives {
                    let result = self.landed(flow, facet_id, *derived);
                    self.cross(flow_id, flow, Some(id), facet_id, result);
                }
            }
        }
    }

    /// What becomes of a facet on a flow's way, landing as `field`. Most flows change nothing.
    fn landed(&mut self, flow: &Flow, datum: FacetId, field: DataId) -> FacetId {
        let facet = self.spread.facets.get(datum);
        let untouched = flow.seldom().via.is_empty() && flow.bases.is_empty() && flow.verb != Keyword::Disclose;
        if untouched && facet.field == field {
            return datum;
        }
        let landed = self.through(flow, facet, field);
        self.spread.facets.intern(landed)
    }

    fn back_up(&mut self, readers: &Readers<'_>, id: ArrivalId, place: Place, facet: FacetId) {
        let Place::Store(store) = place else { return };
        if Fault::BackupForgotten.is_on() {
            return;
        }
        for backup in readers.backups.get(&store).into_iter().flatten() {
            let copy = self.arrive(Place::Store(*backup), facet, None, Some(id));
            self.spread.arrivals[id.index()].copies.push(copy);
        }
    }

    fn cross(&mut self, id: FlowId, flow: &Flow, from: Option<ArrivalId>, datum: FacetId, result: FacetId) {
        let crossing = CrossingId(self.spread.crossings.len() as u32);
        let first_landing = self.spread.landings.len() as u32;
        self.spread.crossings.push(Crossing { flow: id, from, datum, result, first_landing });
        let places = match from {
            Some(from) if stays(flow) => SmallVec::from_elem(self.spread.arrivals[from.index()].place, 1),
            _ => landing(flow),
        };
        for place in places {
            let source = from.map(|from| self.spread.arrivals[from.index()].place);
            if Fault::BackEdgeIgnored.is_on() && source.is_some_and(|source| place < source) {
                continue;
            }
            let arrival = self.arrive(place, result, Some(crossing), None);
            self.spread.landings.push(arrival);
        }
    }

    fn arrive(
        &mut self,
        place: Place,
        facet: FacetId,
        by: Option<CrossingId>,
        copy_of: Option<ArrivalId>,
    ) -> ArrivalId {
        let next = ArrivalId(self.spread.arrivals.len() as u32);
        let id = *self.known.entry((place, facet)).or_insert(next);
        if id == next {
            self.spread.arrivals.push(Arrival { place, facet, by, copy_of, copies: SmallVec::new() });
        }
        id
    }

    /// What becomes of a facet on a flow's way, landing as `field`.
    fn through(&self, flow: &Flow, facet: &Facet, field: DataId) -> Facet {
        let mut landed = Facet { field, ..facet.clone() };
        for via in flow.seldom().via.iter().filter(|via| self.acts_on(via, facet.field) || self.acts_on(via, field)) {
            self.apply(via.transform, &mut landed.transforms);
        }
        if flow.verb == Keyword::Disclose && !Fault::MaskPublished.is_on() {
            // Masking never counts for publication: what is published is what stands under the mask.
            let class = |id: &TransformId| self.model.transforms[id.index()].class;
            landed.transforms.retain(|id| class(id) != TransformClass::Mask);
        }
        if !landing(flow).is_empty() || !flow.seldom().derives.is_empty() {
            add_all(&mut landed.consents, flow.bases.iter().filter_map(consent_of));
        }
        landed
    }

    fn acts_on(&self, via: &Via, field: DataId) -> bool {
        let names = |named: &DataId| {
            let data = &self.model.data[named.index()];
            let class = self.model.data[field.index()].class;
            *named == field || data.head.span.is_none() && self.vocabulary.within(class, data.class)
        };
        via.on.is_empty() || Fault::TransformOnSiblings.is_on() || via.on.iter().any(names)
    }

    /// Adds a transform, or, for a relink, takes away what it undoes.
    fn apply(&self, id: TransformId, transforms: &mut SmallVec<[TransformId; 2]>) {
        let transform = &self.model.transforms[id.index()];
        match (transform.class, transform.undoes) {
            (TransformClass::Relink, _) if Fault::RelinkForgotten.is_on() => {}
            (TransformClass::Relink, Some(undone)) => transforms.retain(|applied| *applied != undone),
            (TransformClass::Relink, None) => transforms.clear(),
            _ => add_all(transforms, std::iter::once(id)),
        }
    }

    /// Data that flows read and that nothing brings there: no collection explains it, and it is judged all the same.
    fn seed_unexplained(&mut self, readers: &Readers<'_>) {
        let held = Held::new(self.model, &self.spread.arrivals);
        let of_flow = |flow: &'m Flow| {
            let first = flow.from.first().filter(|_| flow.verb != Keyword::Collect);
            let is_held = |field: &DataId| flow.from.iter().any(|place| self.is_read(readers, held.at(*place), *field));
            let fields = first.map_or(&[][..], |_| &flow.data).iter().filter(move |field| !is_held(field));
            fields.filter_map(move |field| Some((*first?, *field)))
        };
        let mut unexplained: Vec<(Place, DataId)> = self.model.flows.par_iter().flat_map_iter(of_flow).collect();
        unexplained.sort_unstable();
        unexplained.dedup();
        for (place, field) in unexplained {
            let origin = self.spread.facets.origin(None, field, None);
            let facet = Facet { field, origin, transforms: SmallVec::new(), consents: SmallVec::new() };
            let facet = self.spread.facets.intern(facet);
            self.arrive(place, facet, None, None);
        }
    }

    /// Whether one of some arrivals is what a flow reads that names `field`.
    fn is_read(&self, readers: &Readers<'_>, arrivals: &[ArrivalId], field: DataId) -> bool {
        let classes = readers.classes_named(field);
        arrivals.iter().any(|arrival| {
            let held = self.spread.facets.get(self.spread.arrivals[arrival.index()].facet).field;
            held == field || classes.contains(&comparable(self.vocabulary, self.model.data[held.index()].class))
        })
    }
}

/// Whether a collection demands a field, or leaves it to people.
fn demand(flow: &Flow, field: DataId) -> (bool, bool) {
    (flow.asked().required.contains(&field), flow.asked().optional.contains(&field))
}

fn consent_of(basis: &Basis) -> Option<ConsentId> {
    match basis {
        Basis::Consent(consent, _) => Some(*consent),
        Basis::Claim(_) => None,
    }
}

fn add_all<T: Ord + Copy>(set: &mut SmallVec<[T; 2]>, members: impl Iterator<Item = T>) {
    for member in members {
        if let Err(at) = set.binary_search(&member) {
            set.insert(at, member);
        }
    }
}
