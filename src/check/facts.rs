//! The world that rules ask: every fact of every kind of thing, computed from the model, the graph and the pack's
//! tables. One file a family of facts; this one holds what they share and sends each question on.

use std::borrow::Cow;

use rayon::prelude::*;
use rustc_hash::FxHashMap;
use smallvec::SmallVec;

use super::claims::{Claims, Served};
use super::ends::Ends;
use super::evaluate;
use super::features::Features;
use super::ground::{Aim, Ground};
use super::limits::Limits;
use super::sorts::{Sorts, kind_of};
use super::tables::Tables;
use super::world::{Entity, Gap, Gaps, Truth, Value, World};
use crate::graph::{ArrivalId, CrossingId, FacetId, Graph};
use crate::model::vocabulary::{LeafSet, TermId, Vocabulary};
use crate::model::{
    ClaimId, DataId, Declaration, Flow, FlowId, MeasureId, Model, NoticeId, Place, PurposeId, RecipientId, Selection,
};
use crate::policy::facts::{Fact, Kind};
use crate::policy::pack::{Cell, Pack};
use crate::policy::rule::Barrier;
use crate::syntax::value::Date;
use crate::syntax::words::{ClauseWord, Keyword};

/// Everything that rules can ask about one workspace under one pack.
pub(super) struct Facts<'a> {
    pub(super) model: &'a Model,
    pub(super) graph: &'a Graph,
    pub(super) pack: &'a Pack,
    pub(super) vocabulary: &'a Vocabulary,
    pub(super) today: Option<Date>,
    pub(super) tables: Tables<'a>,
    pub(super) sorts: Sorts,
    pub(super) limits: Limits,
    pub(super) grounds: &'a [Ground],
    /// The ground flows of each crossing: where they begin.
    ground_starts: Vec<u32>,
    /// The first crossing of each flow's crossings, sorted by flow.
    crossings_of: Vec<(FlowId, CrossingId)>,
    pub(super) claims: Claims,
    pub(super) features: Features,
    /// Notices by the purposes that they name.
    pub(super) notices_for: FxHashMap<PurposeId, SmallVec<[NoticeId; 4]>>,
    /// Flows that entrust something to each recipient.
    pub(super) entrusted: FxHashMap<RecipientId, SmallVec<[FlowId; 4]>>,
    /// A claim that is looked away from, to see whether it changes anything.
    pub(super) without: Option<ClaimId>,
    things: FxHashMap<Kind, Vec<Entity>>,
    /// The facets of each field that has any.
    pub(super) facets_of: FxHashMap<DataId, SmallVec<[u32; 4]>>,
    /// For each arrival, when it ends.
    pub(super) ends: Vec<[Ends; 2]>,
    /// For each ground flow and each arrival, whether the policy certainly speaks of it.
    flows_in_scope: Vec<bool>,
    holdings_in_scope: Vec<bool>,
}

/// One missing clause.
pub(super) fn gap(keyword: Keyword, index: u32, clause: ClauseWord) -> Gaps {
    SmallVec::from_elem(Gap { declaration: Declaration { keyword, index }, clause, event: None }, 1)
}

/// Joins what is missing here and there.
pub(super) fn join(gaps: &mut Gaps, more: &[Gap]) {
    gaps.extend(more.iter().copied());
    gaps.sort_unstable();
    gaps.dedup();
}

/// A value of terms, empty if there is none.
pub(super) fn terms<'w>(terms: impl IntoIterator<Item = TermId>) -> Value<'w> {
    Value::Terms(Cow::Owned(terms.into_iter().collect()))
}

/// A value of one term that stands somewhere.
pub(super) fn term(term: &TermId) -> Value<'_> {
    Value::Terms(Cow::Borrowed(std::slice::from_ref(term)))
}

/// A set of things.
pub(super) fn many<'w>(things: impl IntoIterator<Item = Entity>) -> Value<'w> {
    Value::Many(Cow::Owned(things.into_iter().collect()))
}

/// One thing, if there is one.
pub(super) fn one<'w>(thing: Option<Entity>) -> Value<'w> {
    thing.map_or(Value::Absent, Value::One)
}

/// A fact that is unknown if nobody says it.
pub(super) fn open<'w, T>(said: Option<T>, missing: Gaps, value: impl FnOnce(T) -> Value<'w>) -> Value<'w> {
    said.map_or(Value::Unknown(missing), value)
}

impl<'a> Facts<'a> {
    pub(super) fn new(
        model: &'a Model,
        graph: &'a Graph,
        grounds: &'a [Ground],
        pack: &'a Pack,
        today: Option<Date>,
    ) -> Self {
        let vocabulary = &pack.vocabulary;
        let mut ground_starts = vec![0_u32; graph.crossings.len() + 1];
        for ground in grounds {
            ground_starts[ground.crossing.index() + 1] += 1;
        }
        for index in 0..graph.crossings.len() {
            ground_starts[index + 1] += ground_starts[index];
        }
        let mut crossings_of: Vec<(FlowId, CrossingId)> = graph
            .crossings
            .iter()
            .enumerate()
            .map(|(index, crossing)| (crossing.flow, CrossingId(index as u32)))
            .collect();
        crossings_of.sort_unstable();
        let tables = Tables::new(pack);
        let sorts = Sorts::new(vocabulary);
        let limits = Limits::new(model, graph, vocabulary, &tables, &sorts, grounds);
        let mut facts = Self {
            model,
            graph,
            pack,
            vocabulary,
            today,
            tables,
            sorts,
            limits,
            grounds,
            ground_starts,
            crossings_of,
            claims: Claims::default(),
            features: Features::new(model),
            notices_for: notices_for(model),
            entrusted: entrusted(model),
            without: None,
            things: FxHashMap::default(),
            facets_of: facets_of(graph),
            ends: Vec::new(),
            flows_in_scope: Vec::new(),
            holdings_in_scope: Vec::new(),
        };
        facts.claims = Claims::new(&facts);
        facts.ends = facts.all_ends();
        facts.things = facts.list_things();
        facts.leave_out_of_scope();
        facts
    }

    /// Asks once of each flow and each holding whether the policy speaks of it. What it certainly does not speak of is
    /// listed no more, and what it certainly speaks of need not be asked again.
    fn leave_out_of_scope(&mut self) {
        let judge = |thing: Entity| match evaluate::in_scope(self, self.pack, thing) {
            Truth::True => Some(true),
            Truth::False => Some(false),
            Truth::Unknown(_) => None,
        };
        let flows: Vec<Option<bool>> =
            (0..self.grounds.len() as u32).into_par_iter().map(|flow| judge(Entity::Flow(flow))).collect();
        let arrivals = 0..self.graph.arrivals.len() as u32;
        let holdings: Vec<Option<bool>> =
            arrivals.into_par_iter().map(|holding| judge(Entity::Holding(holding))).collect();
        for list in self.things.values_mut() {
            list.retain(|thing| match thing {
                Entity::Flow(flow) => flows[*flow as usize] != Some(false),
                Entity::Holding(holding) => holdings[*holding as usize] != Some(false),
                _ => true,
            });
        }
        self.flows_in_scope = flows.into_iter().map(|within| within == Some(true)).collect();
        self.holdings_in_scope = holdings.into_iter().map(|within| within == Some(true)).collect();
    }

    /// The same world as if the claim were not made.
    pub(super) fn without(&mut self, claim: Option<ClaimId>) {
        self.without = claim;
    }

    // ---- ways around

    pub(super) fn ground(&self, flow: u32) -> &Ground {
        &self.grounds[flow as usize]
    }

    pub(super) fn crossing(&self, flow: u32) -> &crate::graph::Crossing {
        self.graph.crossing(self.ground(flow).crossing)
    }

    pub(super) fn flow_id(&self, flow: u32) -> FlowId {
        self.ground(flow).flow
    }

    pub(super) fn flow(&self, flow: u32) -> &'a Flow {
        &self.model.flows[self.flow_id(flow).index()]
    }

    /// The ground flows of a crossing.
    pub(super) fn grounds_of(&self, crossing: CrossingId) -> std::ops::Range<u32> {
        self.ground_starts[crossing.index()]..self.ground_starts[crossing.index() + 1]
    }

    /// The crossings of a declared flow.
    pub(super) fn crossings_of(&self, flow: FlowId) -> &[(FlowId, CrossingId)] {
        let start = self.crossings_of.partition_point(|(other, _)| *other < flow);
        let end = self.crossings_of.partition_point(|(other, _)| *other <= flow);
        &self.crossings_of[start..end]
    }

    pub(super) fn datum(&self, flow: u32) -> Entity {
        Entity::Datum(self.crossing(flow).datum.0, self.ground(flow).datum_leaf)
    }

    pub(super) fn result(&self, flow: u32) -> Entity {
        Entity::Datum(self.crossing(flow).result.0, self.ground(flow).result_leaf)
    }

    pub(super) fn field(&self, facet: u32) -> DataId {
        self.graph.facets.get(FacetId(facet)).field
    }

    /// The collection that a datum came from, as it is declared.
    pub(super) fn collection(&self, facet: u32) -> Option<(FlowId, &'a Flow)> {
        let id = self.graph.facets.collection_of(FacetId(facet))?;
        Some((id, &self.model.flows[id.index()]))
    }

    /// The leaf as which a datum is seen: mostly the class of its field, as it stands in the model.
    fn datum_class(&self, facet: u32, leaf: TermId) -> Value<'_> {
        let class = &self.model.data[self.field(facet).index()].class;
        if *class == leaf { term(class) } else { terms([leaf]) }
    }

    pub(super) fn in_set(&self, term: TermId, set: &LeafSet) -> bool {
        self.vocabulary.leaves(term).within(set)
    }

    /// Whether a list of data covers a field as a leaf: a declared field covers itself, a term all within it.
    pub(super) fn covers_data(&self, covered: &Selection<DataId>, field: DataId, leaf: TermId) -> bool {
        match covered {
            Selection::All => true,
            Selection::These(fields) => self.names_data(fields, field, leaf),
        }
    }

    pub(super) fn names_data(&self, fields: &[DataId], field: DataId, leaf: TermId) -> bool {
        fields.iter().any(|named| {
            let data = &self.model.data[named.index()];
            *named == field || data.head.span.is_none() && self.vocabulary.within(leaf, data.class)
        })
    }

    /// Whether a list of purposes covers a purpose as a leaf.
    pub(super) fn covers_purpose(&self, covered: &Selection<PurposeId>, purpose: PurposeId, leaf: TermId) -> bool {
        match covered {
            Selection::All => true,
            Selection::These(purposes) => self.names_purpose(purposes, purpose, leaf),
        }
    }

    pub(super) fn names_purpose(&self, purposes: &[PurposeId], purpose: PurposeId, leaf: TermId) -> bool {
        purposes.iter().any(|named| {
            let known = &self.model.purposes[named.index()];
            *named == purpose || known.head.span.is_none() && self.vocabulary.within(leaf, known.class)
        })
    }

    pub(super) fn purpose_terms(&self, purposes: &[PurposeId]) -> Vec<TermId> {
        purposes.iter().map(|purpose| self.model.purposes[purpose.index()].class).collect()
    }

    pub(super) fn measure_terms(&self, measures: &[MeasureId]) -> impl Iterator<Item = TermId> {
        measures.iter().map(|measure| self.model.measures[measure.index()].class)
    }

    /// The arrivals that rest at a place: what a recipient that keeps nothing reads does not rest there.
    pub(super) fn holdings_at(&self, place: Place) -> &[ArrivalId] {
        match place {
            Place::Recipient(recipient) if self.model.recipients[recipient.index()].endings.keeps_nothing => &[],
            Place::Recipient(_) | Place::Store(_) => self.graph.at(place),
        }
    }

    /// How many data rest somewhere.
    pub(super) fn holding_count(&self) -> usize {
        self.things(Kind::Holding).len()
    }

    /// What rests at the places whose lines a claim serves.
    pub(super) fn resting_where_served(&self, claim: ClaimId) -> Vec<Entity> {
        let places = self.claims.served[claim.index()].iter().filter_map(|served| match served {
            Served::Line(place) => Some(*place),
            Served::Flow(_) | Served::Refusal(..) => None,
        });
        places.flat_map(|place| self.holdings_at(place)).map(|arrival| Entity::Holding(arrival.0)).collect()
    }

    pub(super) fn rests(&self, arrival: ArrivalId) -> bool {
        match self.graph.arrival(arrival).place {
            Place::Store(store) => !self.model.stores[store.index()].head.faulty,
            Place::Recipient(recipient) => {
                let recipient = &self.model.recipients[recipient.index()];
                !recipient.endings.keeps_nothing && !recipient.head.faulty
            }
        }
    }
}

fn facets_of(graph: &Graph) -> FxHashMap<DataId, SmallVec<[u32; 4]>> {
    let mut facets: FxHashMap<DataId, SmallVec<[u32; 4]>> = FxHashMap::default();
    for facet in 0..graph.facets.len() as u32 {
        facets.entry(graph.facets.get(FacetId(facet)).field).or_default().push(facet);
    }
    facets
}

fn notices_for(model: &Model) -> FxHashMap<PurposeId, SmallVec<[NoticeId; 4]>> {
    let mut notices: FxHashMap<PurposeId, SmallVec<[NoticeId; 4]>> = FxHashMap::default();
    for (index, notice) in model.notices.iter().enumerate() {
        for cover in &notice.covers {
            if let Selection::These(purposes) = &cover.purposes {
                for purpose in purposes {
                    notices.entry(*purpose).or_default().push(NoticeId(index as u32));
                }
            }
        }
    }
    notices
}

fn entrusted(model: &Model) -> FxHashMap<RecipientId, SmallVec<[FlowId; 4]>> {
    let mut entrusted: FxHashMap<RecipientId, SmallVec<[FlowId; 4]>> = FxHashMap::default();
    for (id, flow) in model.flows().filter(|(_, flow)| flow.verb == Keyword::Entrust) {
        for recipient in &flow.to {
            entrusted.entry(*recipient).or_default().push(id);
        }
    }
    entrusted
}

impl World for Facts<'_> {
    fn things(&self, kind: Kind) -> Cow<'_, [Entity]> {
        Cow::Borrowed(self.things.get(&kind).map_or(&[], Vec::as_slice))
    }

    fn kind(&self, thing: Entity) -> Kind {
        match thing {
            Entity::Flow(flow) => kind_of(self.ground(flow).verb),
            Entity::Datum(..) => Kind::Datum,
            Entity::Holding(_) => Kind::Holding,
            Entity::Store(_) => Kind::Store,
            Entity::Recipient(_) => Kind::Recipient,
            Entity::Subject(_) => Kind::Subject,
            Entity::Data(_) => Kind::Data,
            Entity::Feature(_) => Kind::Feature,
            Entity::Consent(_) => Kind::Consent,
            Entity::Notice(_) => Kind::Notice,
            Entity::Measure(_) => Kind::Measure,
            Entity::Transform(_) => Kind::Transform,
            Entity::Right(_) => Kind::Right,
            Entity::Refusal(..) => Kind::Refusal,
            Entity::Claim(_) => Kind::Claim,
            Entity::Plan(_) => Kind::Plan,
            Entity::System => Kind::System,
            Entity::Policy => Kind::Policy,
            Entity::Row(..) => Kind::Row,
        }
    }

    fn class(&self, thing: Entity) -> Value<'_> {
        let model = self.model;
        match thing {
            Entity::Flow(flow) => terms(self.sorts.verb(self.flow(flow).verb)),
            Entity::Datum(facet, leaf) => self.datum_class(facet, leaf),
            Entity::Store(store) => terms(self.store_class(store)),
            Entity::Recipient(recipient) => Value::Terms(Cow::Borrowed(&model.recipients[recipient as usize].classes)),
            Entity::Subject(subject) => term(&model.subjects[subject as usize].class),
            Entity::Data(data) => term(&model.data[data as usize].class),
            Entity::Feature(feature) => term(&model.features[feature as usize].class),
            Entity::Consent(consent) => term(&model.consents[consent as usize].class),
            Entity::Measure(measure) => term(&model.measures[measure as usize].class),
            Entity::Transform(transform) => term(&model.transforms[transform as usize].term),
            Entity::Right(right) => term(&model.rights[right as usize].class),
            Entity::Plan(plan) => term(&model.plans[plan as usize].class),
            Entity::Holding(_)
            | Entity::Notice(_)
            | Entity::Refusal(..)
            | Entity::Claim(_)
            | Entity::System
            | Entity::Policy
            | Entity::Row(..) => Value::Absent,
        }
    }

    fn fact(&self, thing: Entity, fact: Fact) -> Value<'_> {
        match thing {
            Entity::Flow(flow) => self.flow_fact(flow, fact),
            Entity::Datum(facet, leaf) => self.datum_fact(facet, leaf, fact),
            Entity::Holding(holding) => self.holding_fact(holding, fact),
            Entity::Store(store) => self.store_fact(store, fact),
            Entity::Recipient(recipient) => self.recipient_fact(recipient, fact),
            Entity::Subject(subject) => self.subject_fact(subject, fact),
            Entity::Data(data) => self.data_fact(data, fact),
            Entity::Feature(feature) => self.feature_fact(feature, fact),
            Entity::Consent(_) => Value::Absent,
            Entity::Notice(notice) => self.notice_fact(notice, fact),
            Entity::Measure(measure) => self.measure_fact(measure, fact),
            Entity::Transform(transform) => self.transform_fact(transform, fact),
            Entity::Right(right) => self.right_fact(right, fact),
            Entity::Refusal(right, refusal) => self.refusal_fact(right, refusal, fact),
            Entity::Claim(claim) => self.claim_fact(claim, fact),
            Entity::Plan(plan) => self.plan_fact(plan, fact),
            Entity::System => self.system_fact(fact),
            Entity::Policy => self.policy_fact(fact),
            Entity::Row(..) => Value::Absent,
        }
    }

    fn column(&self, row: Entity, column: u16) -> Value<'_> {
        let Entity::Row(table, row) = row else { return Value::Absent };
        let row = &self.pack.table_of(table).rows[row as usize];
        match row.cells.get(column as usize) {
            None | Some(Cell::Nothing | Cell::Conditions(_)) => Value::Absent,
            Some(Cell::Term(word)) => term(word),
            Some(Cell::Set(words, _)) => Value::Terms(Cow::Borrowed(words)),
            Some(Cell::Step(step)) => Value::Steps { least: *step, greatest: *step, gaps: Gaps::new() },
            Some(Cell::Bool(value)) => Value::Bool(*value),
            Some(Cell::Text(text)) => Value::Text(Cow::Borrowed(text)),
            Some(Cell::Time(time)) => Value::Time(*time),
        }
    }

    fn is_in_scope(&self, thing: Entity) -> bool {
        let known = |flags: &[bool], index: u32| flags.get(index as usize).copied().unwrap_or(false);
        match thing {
            Entity::Flow(flow) => known(&self.flows_in_scope, flow),
            Entity::Holding(holding) => known(&self.holdings_in_scope, holding),
            _ => false,
        }
    }

    fn states(&self, thing: Entity, fact: Fact) -> bool {
        match self.fact(thing, fact) {
            Value::Absent | Value::Unknown(_) | Value::AnyOf(..) => false,
            Value::Terms(terms) => !terms.is_empty(),
            Value::Many(things) => !things.is_empty(),
            Value::Leaves(leaves) => !leaves.is_empty(),
            Value::Members { within, .. } => !within.is_empty(),
            Value::Text(text) => !text.trim().is_empty(),
            Value::One(_)
            | Value::Steps { .. }
            | Value::Bool(_)
            | Value::Partly { .. }
            | Value::Date(_)
            | Value::Time(_) => true,
        }
    }

    fn reaches(&self, from: Entity, to: Entity, barriers: &[Barrier]) -> Truth {
        self.reach(from, to, barriers).0
    }

    fn reached(&self, from: Entity, barriers: &[Barrier]) -> Option<Vec<Entity>> {
        Some(self.all_reached(from, barriers))
    }

    fn today(&self) -> Option<Date> {
        self.today
    }

    fn name(&self, thing: Entity) -> Cow<'_, str> {
        self.describe(thing)
    }

    fn declared_word(&self, thing: Entity, fact: Fact) -> Option<TermId> {
        let (Entity::Flow(flow), Fact::FlowPurpose) = (thing, fact) else { return None };
        match self.ground(flow).aim {
            Aim::Of(purpose, _) => Some(self.model.purposes[purpose.index()].class),
            Aim::Unsaid | Aim::Nothing => None,
        }
    }

    fn term_name(&self, term: TermId) -> Cow<'_, str> {
        let own = term.own_index();
        let sort = self.vocabulary.term(term).sort;
        match (own, self.vocabulary.sort_of(sort).name.as_str()) {
            (Some(index), "data") => Cow::Borrowed(&*self.model.data[index as usize].head.name),
            (Some(index), "purpose") => Cow::Borrowed(&*self.model.purposes[index as usize].head.name),
            (Some(index), "feature") => Cow::Borrowed(&*self.model.features[index as usize].head.name),
            _ => Cow::Borrowed(self.vocabulary.name(term)),
        }
    }
}
