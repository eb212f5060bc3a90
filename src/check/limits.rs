//! Which rows of `purpose-limits` apply to each ground flow. They follow from verb, origin and leaf, so they are found
//! once for each of these.

use rustc_hash::FxHashMap;
use smallvec::SmallVec;

use super::ground::Ground;
use super::sorts::Sorts;
use super::tables::{LimitRow, Tables};
use crate::graph::{Graph, OriginId};
use crate::model::Model;
use crate::model::vocabulary::{TermId, Vocabulary};
use crate::syntax::words::Keyword;

/// Rows, by number.
type Rows = SmallVec<[u32; 4]>;

/// The narrowest rows for each ground flow.
#[derive(Debug, Default)]
pub(super) struct Limits {
    lists: Vec<Rows>,
    of: Vec<u32>,
}

/// What finding them needs.
struct Finder<'a> {
    model: &'a Model,
    graph: &'a Graph,
    vocabulary: &'a Vocabulary,
    tables: &'a Tables<'a>,
    sorts: &'a Sorts,
}

impl Limits {
    pub(super) fn new(
        model: &Model,
        graph: &Graph,
        vocabulary: &Vocabulary,
        tables: &Tables<'_>,
        sorts: &Sorts,
        grounds: &[Ground],
    ) -> Self {
        let finder = Finder { model, graph, vocabulary, tables, sorts };
        let mut known: FxHashMap<(Keyword, OriginId, TermId), u32> = FxHashMap::default();
        let mut limits = Self { lists: Vec::new(), of: Vec::with_capacity(grounds.len()) };
        for ground in grounds {
            let origin = graph.facets.get(graph.crossing(ground.crossing).datum).origin;
            let key = (ground.verb, origin, ground.datum_leaf);
            let number = *known.entry(key).or_insert_with(|| {
                limits.lists.push(finder.narrowest(key));
                limits.lists.len() as u32 - 1
            });
            limits.of.push(number);
        }
        limits
    }

    /// The rows of a ground flow.
    pub(super) fn of(&self, flow: u32) -> &[u32] {
        self.of.get(flow as usize).map_or(&[], |list| &self.lists[*list as usize])
    }
}

impl Finder<'_> {
    fn narrowest(&self, key: (Keyword, OriginId, TermId)) -> Rows {
        let rows = self.applying(key);
        let limits = &self.tables.limits;
        let is_narrowest =
            |row: &u32| !rows.iter().any(|other| self.is_narrower(&limits[*other as usize], &limits[*row as usize]));
        rows.iter().copied().filter(is_narrowest).collect()
    }

    /// A row that restricts means is narrower than one that does not; else one for a narrower function and data.
    fn is_narrower(&self, row: &LimitRow<'_>, other: &LimitRow<'_>) -> bool {
        match (row.means.is_some(), other.means.is_some()) {
            (true, false) => true,
            (false, true) => false,
            (true, true) | (false, false) => {
                let within = |row: &LimitRow<'_>, other: &LimitRow<'_>| {
                    self.vocabulary.within(row.feature, other.feature) && row.data.within(other.data)
                };
                within(row, other) && !within(other, row)
            }
        }
    }

    fn applying(&self, (verb, origin, leaf): (Keyword, OriginId, TermId)) -> Rows {
        let collection = self.graph.facets.origins[origin.0 as usize].collection;
        let collection = collection.map(|id| &self.model.flows[id.index()]);
        let feature = collection.and_then(|collection| collection.feature);
        let (Some(collection), Some(feature), Some(action)) = (collection, feature, self.sorts.verb(verb)) else {
            return Rows::new();
        };
        let feature = self.model.features[feature.index()].class;
        let means = collection.asked().means.as_deref().unwrap_or(&[]);
        let leaves = |term: TermId| self.vocabulary.leaves(term);
        let applies = |row: &LimitRow<'_>| {
            leaves(action).within(row.actions)
                && self.vocabulary.within(feature, row.feature)
                && leaves(leaf).within(row.data)
                && row.means.is_none_or(|wanted| means.iter().any(|means| leaves(*means).meets(wanted)))
        };
        let rows = self.tables.limits.iter().enumerate().filter(|(_, row)| applies(row));
        rows.map(|(index, _)| index as u32).collect()
    }
}
