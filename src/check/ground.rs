//! Ground flows: one action, one datum of one origin, one purpose, one recipient. Whatever is declared coarser is
//! unfolded into its leaves, so that nobody gets past a rule by declaring less.

use rayon::prelude::*;
use smallvec::{SmallVec, smallvec};

use crate::fault::Fault;
use crate::graph::{Crossing, CrossingId, Facet, FacetId, Graph};
use crate::model::vocabulary::{TermId, Vocabulary};
use crate::model::{FlowId, Model, PurposeId, RecipientId};
use crate::syntax::words::Keyword;

/// What a ground flow is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Aim {
    /// The declaration does not say.
    Unsaid,
    /// It says that it has no purpose.
    Nothing,
    /// A purpose, as one leaf of its class.
    Of(PurposeId, TermId),
}

/// A ground flow.
#[derive(Debug, Clone, Copy)]
pub(super) struct Ground {
    pub(super) crossing: CrossingId,
    pub(super) flow: FlowId,
    pub(super) verb: Keyword,
    pub(super) aim: Aim,
    pub(super) recipient: Option<RecipientId>,
    /// The leaf of the class of what is read.
    pub(super) datum_leaf: TermId,
    /// The leaf of the class of what lands.
    pub(super) result_leaf: TermId,
    /// Ground flows that differ only in leaves of what was declared share a group.
    pub(super) group: u32,
}

/// All ground flows of a graph, in the order of its crossings.
pub(super) fn unfold(model: &Model, graph: &Graph, vocabulary: &Vocabulary) -> Vec<Ground> {
    let of_crossing = |(index, crossing): (usize, &Crossing)| {
        let mut flows: SmallVec<[Ground; 4]> = SmallVec::new();
        let id = CrossingId(index as u32);
        let mut group = 0;
        let (flow, verb) = (crossing.flow, model.flows[crossing.flow.index()].verb);
        for aim in aims(model, crossing) {
            for recipient in recipients(model, crossing) {
                leaves(model, graph, vocabulary, crossing, aim, |aim, datum_leaf, result_leaf| {
                    flows.push(Ground { crossing: id, flow, verb, aim, recipient, datum_leaf, result_leaf, group });
                });
                group += 1;
            }
        }
        flows
    };
    let mut grounds: Vec<Ground> =
        graph.crossings.par_iter().enumerate().with_min_len(256).flat_map_iter(of_crossing).collect();
    number_groups(&mut grounds);
    grounds
}

/// Gives the groups numbers of their own across all crossings.
fn number_groups(grounds: &mut [Ground]) {
    let mut next = 0;
    let mut last = None;
    for ground in grounds {
        let key = (ground.crossing, ground.group);
        if last.is_some_and(|last| last != key) {
            next += 1;
        }
        last = Some(key);
        ground.group = next;
    }
}

fn aims(model: &Model, crossing: &Crossing) -> SmallVec<[Aim; 4]> {
    match &model.flows[crossing.flow.index()].purposes {
        None => smallvec![Aim::Unsaid],
        Some(purposes) if purposes.is_empty() => smallvec![Aim::Nothing],
        Some(purposes) => {
            purposes.iter().map(|purpose| Aim::Of(*purpose, model.purposes[purpose.index()].class)).collect()
        }
    }
}

fn recipients(model: &Model, crossing: &Crossing) -> SmallVec<[Option<RecipientId>; 2]> {
    let to = &model.flows[crossing.flow.index()].to;
    if to.is_empty() {
        smallvec![None]
    } else if Fault::FirstRecipientOnly.is_on() {
        smallvec![to.first().copied()]
    } else {
        to.iter().map(|recipient| Some(*recipient)).collect()
    }
}

/// Visits every choice of a leaf for the datum, the result and the purpose. What lands undisguised is the leaf that was
/// read; derived data have leaves of their own.
fn leaves(
    model: &Model,
    graph: &Graph,
    vocabulary: &Vocabulary,
    crossing: &Crossing,
    aim: Aim,
    mut visit: impl FnMut(Aim, TermId, TermId),
) {
    let facet = |id: FacetId| -> &Facet { graph.facets.get(id) };
    let (datum, result) = (facet(crossing.datum), facet(crossing.result));
    let class = |facet: &Facet| model.data[facet.field.index()].class;
    let results = if datum.field == result.field { SmallVec::new() } else { leaves_of(vocabulary, class(result)) };
    let aims: SmallVec<[Aim; 4]> = match aim {
        Aim::Of(purpose, class) => {
            leaves_of(vocabulary, class).into_iter().map(|leaf| Aim::Of(purpose, leaf)).collect()
        }
        Aim::Unsaid | Aim::Nothing => smallvec![aim],
    };
    for datum_leaf in leaves_of(vocabulary, class(datum)) {
        let own = [datum_leaf];
        let results = if datum.field == result.field { &own } else { results.as_slice() };
        for result_leaf in results {
            for aim in &aims {
                visit(*aim, datum_leaf, *result_leaf);
            }
        }
    }
}

/// The leaves that a class stands for; a workspace's own word stands for itself.
pub(super) fn leaves_of(vocabulary: &Vocabulary, class: TermId) -> SmallVec<[TermId; 4]> {
    match class.own_index() {
        Some(_) => smallvec![class],
        None if Fault::OneLeafOnly.is_on() => vocabulary.leaf_terms(class).last().into_iter().collect(),
        None => vocabulary.leaf_terms(class).collect(),
    }
}
