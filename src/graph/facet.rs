//! Facets: what a rule can tell apart about a piece of data on its way.

use rustc_hash::FxHashMap;
use smallvec::SmallVec;

use crate::fault::Fault;
use crate::model::{ConsentId, DataId, Flow, FlowId, Model, SubjectId, Transform, TransformClass, TransformId};

/// A place in [`Facets`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FacetId(pub u32);

/// A place in [`Facets::origins`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct OriginId(pub u32);

/// Where a datum came from. Collections that no rule can tell apart share one origin, so that labels stay small; the
/// first of them by name stands for all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// The collection; `None` where no collection explains the datum.
    pub collection: Option<FlowId>,
    /// Whose datum it is; `None` if nobody says so.
    pub subject: Option<SubjectId>,
}

/// One piece of data on its way.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Facet {
    /// The field.
    pub field: DataId,
    /// Where it came from.
    pub origin: OriginId,
    /// The transforms it went through that nothing has undone, sorted.
    pub transforms: SmallVec<[TransformId; 2]>,
    /// The consents under which it was collected or copied, sorted.
    pub consents: SmallVec<[ConsentId; 2]>,
}

/// The least and the greatest step of a scale that something can have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Interval {
    /// The least.
    pub least: u8,
    /// The greatest.
    pub greatest: u8,
}

/// The least step of identifiability: anonymous, unlinkable, de-identified, identified.
pub const ANONYMOUS: u8 = 0;
const UNLINKABLE: u8 = 1;
const DEIDENTIFIED: u8 = 2;
const IDENTIFIED: u8 = 3;

/// All facets and origins, each once.
#[derive(Debug, Default)]
pub struct Facets {
    facets: Vec<Facet>,
    known: FxHashMap<Facet, FacetId>,
    /// The origins.
    pub origins: Vec<Origin>,
    origins_known: FxHashMap<OriginKey, OriginId>,
    collections: FxHashMap<CollectionKey, CollectionId>,
    /// Of the collections that share an origin, the first that takes each field.
    takers: FxHashMap<(OriginId, DataId), FlowId>,
}

/// What tells one origin from another: the kind of collection, whether it demands the field or leaves it to people, and
/// whose datum it is.
#[derive(Debug, PartialEq, Eq, Hash)]
struct OriginKey {
    collection: Option<(CollectionId, (bool, bool))>,
    subject: Option<SubjectId>,
}

/// Collections that rules cannot tell apart but by their names and places.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct CollectionId(u32);

/// Everything that rules can tell about a collection but its name, its fields and its places.
type CollectionKey = (Vec<u32>, Vec<u8>);

impl Facets {
    /// The facet's number; the same facet has one number.
    pub(super) fn intern(&mut self, facet: Facet) -> FacetId {
        if let Some(id) = self.known.get(&facet) {
            return *id;
        }
        let id = FacetId(self.facets.len() as u32);
        self.facets.push(facet.clone());
        self.known.insert(facet, id);
        id
    }

    /// The kind of a collection; collections that no rule can tell apart are of one.
    pub(super) fn collection(&mut self, flow: &Flow) -> CollectionId {
        let next = CollectionId(self.collections.len() as u32);
        *self.collections.entry(key_of(flow)).or_insert(next)
    }

    /// The origin of a field that a collection takes about `subject`: the collection, its kind, and what it demands.
    pub(super) fn origin(
        &mut self,
        collection: Option<(FlowId, CollectionId, (bool, bool))>,
        field: DataId,
        subject: Option<SubjectId>,
    ) -> OriginId {
        let key = OriginKey { collection: collection.map(|(_, kind, demand)| (kind, demand)), subject };
        let next = OriginId(self.origins.len() as u32);
        let id = *self.origins_known.entry(key).or_insert(next);
        if id == next {
            self.origins.push(Origin { collection: collection.map(|(flow, ..)| flow), subject });
        }
        if let Some((flow, ..)) = collection {
            self.takers.entry((id, field)).or_insert(flow);
        }
        id
    }

    /// What is known of a facet.
    pub fn get(&self, id: FacetId) -> &Facet {
        &self.facets[id.0 as usize]
    }

    /// What is known of an origin.
    pub fn origin_of(&self, id: FacetId) -> &Origin {
        &self.origins[self.get(id).origin.0 as usize]
    }

    /// The collection that a facet came from: of those that share its origin, the first that takes its field, and for
    /// what was derived on the way the first of all.
    pub fn collection_of(&self, id: FacetId) -> Option<FlowId> {
        let facet = self.get(id);
        let taker = self.takers.get(&(facet.origin, facet.field)).copied();
        taker.or(self.origin_of(id).collection)
    }

    /// How many facets there are.
    pub fn len(&self) -> usize {
        self.facets.len()
    }

    /// Whether there is no facet.
    pub fn is_empty(&self) -> bool {
        self.facets.is_empty()
    }

    /// Drops what is only needed while facets are made.
    pub(super) fn close(&mut self) {
        self.known = FxHashMap::default();
        self.origins_known = FxHashMap::default();
        self.collections = FxHashMap::default();
    }
}

/// What tells one collection from another, but its name, its label and where it lands.
fn key_of(flow: &Flow) -> CollectionKey {
    let mut numbers = Vec::with_capacity(16);
    let mut list = |values: &mut dyn Iterator<Item = u32>| {
        let start = numbers.len();
        numbers.push(0);
        numbers.extend(values);
        numbers[start] = (numbers.len() - start) as u32;
    };
    list(&mut flow.from.iter().map(|place| match place {
        crate::model::Place::Store(store) => store.0 * 2,
        crate::model::Place::Recipient(recipient) => recipient.0 * 2 + 1,
    }));
    list(&mut flow.purposes.iter().flatten().map(|purpose| purpose.0));
    list(&mut flow.feature.iter().map(|feature| feature.0));
    list(&mut flow.asked().means.iter().flatten().map(|means| means.0));
    list(&mut flow.notices.iter().map(|(notice, _)| notice.0));
    list(&mut flow.bases.iter().map(|basis| match basis {
        crate::model::Basis::Consent(consent, _) => consent.0 * 2,
        crate::model::Basis::Claim(claim) => claim.0 * 2 + 1,
    }));
    list(
        &mut flow
            .seldom()
            .halts
            .iter()
            .flat_map(|halt| halt.events.iter().map(|event| event.0 * 2 + u32::from(halt.within.is_some()))),
    );
    let word = |said: Option<bool>| said.map_or(2, u8::from);
    let mut words: Vec<u8> = flow.notices.iter().map(|(_, before)| word(*before)).collect();
    words.extend(flow.bases.iter().map(|basis| match basis {
        crate::model::Basis::Consent(_, before) => word(*before),
        crate::model::Basis::Claim(_) => 3,
    }));
    words.push(u8::from(flow.purposes.is_some()) + 2 * u8::from(flow.asked().means.is_some()));
    (numbers, words)
}

/// How far a datum that went through `transforms` still identifies people. Nothing raises it but a relink, which takes
/// transforms away.
pub fn identifiability(model: &Model, transforms: &[TransformId]) -> Interval {
    let start = Interval { least: IDENTIFIED, greatest: IDENTIFIED };
    transforms.iter().fold(start, |so_far, id| {
        let step = lowered(&model.transforms[id.index()]);
        Interval { least: so_far.least.min(step.least), greatest: so_far.greatest.min(step.greatest) }
    })
}

/// How far what went through a transform alone still identifies people (semantics of transforms: anonymous only if it
/// is of class anonymise or aggregate, cannot be undone, and there is evidence; without evidence nothing is lowered for
/// certain).
fn lowered(transform: &Transform) -> Interval {
    let exact = |step| Interval { least: step, greatest: step };
    let said = match (transform.class, transform.restorable) {
        (TransformClass::Relink, _) => exact(IDENTIFIED),
        (TransformClass::Mask, _) => exact(DEIDENTIFIED),
        (TransformClass::Anonymise | TransformClass::Aggregate, Some(0)) => exact(ANONYMOUS),
        (TransformClass::Deidentify, Some(0)) if Fault::DeidentifiedIsAnonymous.is_on() => exact(ANONYMOUS),
        (TransformClass::Deidentify, Some(0)) => exact(UNLINKABLE),
        (_, Some(1)) => exact(DEIDENTIFIED),
        (_, Some(_)) => exact(IDENTIFIED),
        (TransformClass::Anonymise | TransformClass::Aggregate, None) => {
            Interval { least: ANONYMOUS, greatest: IDENTIFIED }
        }
        (TransformClass::Deidentify, None) => Interval { least: UNLINKABLE, greatest: IDENTIFIED },
    };
    if transform.evidence.is_empty() && !Fault::EvidenceNotAsked.is_on() {
        return Interval { least: said.least, greatest: IDENTIFIED };
    }
    said
}
