//! Ground flows that no rule can tell apart: one is judged for all. A monorepo has many flows and few shapes.

use std::borrow::Cow;
use std::hash::BuildHasher;

use rayon::prelude::*;
use rustc_hash::{FxBuildHasher, FxHashMap};
use smallvec::SmallVec;

use super::facts::Facts;
use super::ground::{Aim, Ground};
use super::walk::Walk;
use super::world::Entity;
use crate::graph::{Adjacency, ArrivalId, FacetId, Graph};
use crate::model::vocabulary::TermId;
use crate::model::{Basis, Flow, Model, Place, RecipientId};
use crate::policy::rule::{Condition, Part, Range};

/// Everything that a rule can learn of a ground flow, its name and its place in a file aside.
#[derive(PartialEq, Eq, Hash)]
struct Shape {
    declared: u32,
    source: Option<Source>,
    datum: FacetId,
    result: FacetId,
    leaves: (TermId, TermId),
    aim: Aim,
    recipient: Option<RecipientId>,
    demand: (bool, bool),
}

/// Where a flow reads from: of a recipient's data the way they came matters, of a store's the store.
#[derive(PartialEq, Eq, Hash)]
enum Source {
    Place(Place),
    Arrival(ArrivalId),
}

/// Which ground flows are alike: for each, all that it stands for, itself first; none where an earlier one stands for it.
pub(super) struct Shapes(Adjacency<u32>);

impl Shapes {
    pub(super) fn new(model: &Model, graph: &Graph, grounds: &[Ground]) -> Self {
        let mut declared: FxHashMap<DeclaredShape<'_>, u32> = FxHashMap::default();
        let numbers: Vec<Option<u32>> = model
            .flows
            .iter()
            .map(|flow| {
                let next = declared.len() as u32;
                DeclaredShape::of(flow).map(|shape| *declared.entry(shape).or_insert(next))
            })
            .collect();
        let of = |index: u32| {
            let ground = &grounds[index as usize];
            numbers[ground.flow.index()].map(|declared| shape(model, graph, ground, declared))
        };
        let representatives = representatives(grounds.len() as u32, of);
        let pairs = representatives.iter().enumerate();
        let pairs = pairs.map(|(index, representative)| (*representative as usize, index as u32));
        Self(Adjacency::new(grounds.len(), 0, pairs))
    }

    /// All ground flows that one stands for, itself first.
    fn of(&self, flow: u32) -> &[u32] {
        self.0.of(flow as usize)
    }

    /// The things that a walk need begin with.
    pub(super) fn firsts<'a>(&self, walk: &Walk<'a, Facts<'a>>, all: bool) -> Cow<'a, [Entity]> {
        let firsts = walk.firsts();
        if all || !judges_one_flow(walk.part()) {
            return firsts;
        }
        let stands_for_some = |thing: &&Entity| match thing {
            Entity::Flow(flow) => !self.of(*flow).is_empty(),
            _ => true,
        };
        Cow::Owned(firsts.iter().filter(stands_for_some).copied().collect())
    }

    /// The flows that the judgement of one stands for; none where each is judged for itself.
    pub(super) fn alike<'a>(&self, walk: &Walk<'a, Facts<'a>>, thing: Entity, all: bool) -> &[u32] {
        match thing {
            Entity::Flow(flow) if !all && judges_one_flow(walk.part()) => self.of(flow),
            _ => &[],
        }
    }

    /// One ground flow of each shape, with all that are alike.
    pub(super) fn each(&self) -> impl Iterator<Item = &[u32]> {
        self.0.each().filter(|alike| !alike.is_empty())
    }
}

/// The first that has the same shape, for each of some ground flows; without a shape, itself. A map of all shapes would
/// be large, so their hashes are put in order instead, and the shapes of those with one hash are compared.
fn representatives(count: u32, shape: impl Fn(u32) -> Option<Shape> + Sync) -> Vec<u32> {
    let hashed = |index: u32| Some((FxBuildHasher.hash_one(shape(index)?), index));
    let mut hashes: Vec<(u64, u32)> = (0..count).into_par_iter().filter_map(hashed).collect();
    hashes.par_sort_unstable();
    let mut representatives: Vec<u32> = (0..count).collect();
    let mut firsts: SmallVec<[(u32, Option<Shape>); 1]> = SmallVec::new();
    let alike = hashes.chunk_by(|left, right| left.0 == right.0).filter(|alike| alike.len() > 1);
    for alike in alike {
        firsts.clear();
        for (_, index) in alike {
            let own = shape(*index);
            match firsts.iter().find(|(_, known)| *known == own) {
                Some((first, _)) => representatives[*index as usize] = *first,
                None => firsts.push((*index, own)),
            }
        }
    }
    representatives
}

/// Whether a part is about one flow and what it leads to by facts, and about no path.
pub(super) fn judges_one_flow(part: &Part) -> bool {
    let mut ranges = part.variables.iter().map(|variable| &variable.range);
    let first =
        matches!(ranges.next(), Some(Range::Kinds { common, .. }) if common.is_a(crate::policy::facts::Kind::Flow));
    let led_to = ranges.all(|range| !matches!(range, Range::Kinds { .. }));
    let sentences = part.when.iter().chain(&part.must).chain(&part.must_not).chain(&part.error_when);
    first && led_to && !sentences.clone().any(is_path)
}

fn is_path(condition: &Condition) -> bool {
    match condition {
        Condition::Reaches { .. } => true,
        Condition::All(conditions) | Condition::Any(conditions) => conditions.iter().any(is_path),
        Condition::Not(condition) => is_path(condition),
        Condition::Quantified { .. } | Condition::Simple { .. } => false,
    }
}

fn shape(model: &Model, graph: &Graph, ground: &Ground, declared: u32) -> Shape {
    let crossing = graph.crossing(ground.crossing);
    let flow = &model.flows[ground.flow.index()];
    let field = graph.facets.get(crossing.datum).field;
    let source = crossing.from.map(|arrival| match graph.arrival(arrival).place {
        place @ Place::Store(_) => Source::Place(place),
        Place::Recipient(_) => Source::Arrival(arrival),
    });
    Shape {
        declared,
        source,
        datum: crossing.datum,
        result: crossing.result,
        leaves: (ground.datum_leaf, ground.result_leaf),
        aim: ground.aim,
        recipient: ground.recipient,
        demand: (flow.asked().required.contains(&field), flow.asked().optional.contains(&field)),
    }
}

/// What a declaration says, but its name, its data and where it reads and lands.
#[derive(PartialEq, Eq, Hash)]
struct DeclaredShape<'m> {
    words: (crate::syntax::words::Keyword, bool, Option<TermId>, Option<u32>),
    lists: [&'m [TermId]; 2],
    said: (bool, bool),
    purposes: Option<&'m [crate::model::PurposeId]>,
    notices: &'m [(crate::model::NoticeId, Option<bool>)],
    consents: Vec<(u32, Option<bool>)>,
    halts: Vec<(bool, &'m [TermId])>,
    collectors: Vec<Option<RecipientId>>,
}

impl<'m> DeclaredShape<'m> {
    /// A flow that rests on a claim is like no other: the claim is its own.
    fn of(flow: &'m Flow) -> Option<Self> {
        let consents: Option<Vec<(u32, Option<bool>)>> = flow
            .bases
            .iter()
            .map(|basis| match basis {
                Basis::Consent(consent, before) => Some((consent.0, *before)),
                Basis::Claim(_) => None,
            })
            .collect();
        let owner = |place: &Place| match place {
            Place::Store(_) => None,
            Place::Recipient(recipient) => Some(*recipient),
        };
        Some(Self {
            words: (flow.verb, flow.all_data, flow.seldom().event, flow.feature.map(|feature| feature.0)),
            lists: [flow.asked().means.as_deref().unwrap_or(&[]), flow.seldom().open_to.as_deref().unwrap_or(&[])],
            said: (flow.asked().means.is_some(), flow.seldom().open_to.is_some()),
            purposes: flow.purposes.as_deref(),
            notices: &flow.notices,
            consents: consents?,
            halts: flow.seldom().halts.iter().map(|halt| (halt.within.is_some(), halt.events.as_slice())).collect(),
            collectors: flow.into.iter().flatten().map(owner).collect(),
        })
    }
}
