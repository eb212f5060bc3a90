//! Facts of data on their way and at rest: whose they are, how far they identify, how their storage ends.

use std::borrow::Cow;

use smallvec::SmallVec;

use super::claims::Served;
use super::compare::{at_most_time, hours};
use super::facts::{Facts, gap, join, many, one, open, terms};
use super::world::{Entity, Gap, Gaps, Truth, Value};
use crate::fault::Fault;
use crate::graph::{ANONYMOUS, ArrivalId, CrossingId, FacetId, identifiability};
use crate::model::vocabulary::{LeafSet, TermId};
use crate::model::{Action, Declaration, Ending, Endings, Lasts, Place, PurposeId, StoreId, SubjectId, TransformId};
use crate::policy::facts::Fact;
use crate::policy::pack::TermLasts;
use crate::syntax::value::Time;
use crate::syntax::words::{ClauseWord, Keyword};

/// Whether an event ends a storage.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ended {
    In,
    Out,
    Unsaid,
}

/// Whether one time is certainly within another, certainly longer, or neither.
fn is_within(time: Time, limit: Time) -> Ended {
    match at_most_time(time, limit) {
        Truth::True => Ended::In,
        Truth::False if Fault::DelayIgnored.is_on() => Ended::In,
        Truth::False => Ended::Out,
        Truth::Unknown(_) => Ended::Unsaid,
    }
}

impl Facts<'_> {
    pub(super) fn subject_of(&self, facet: u32) -> Value<'_> {
        let subject = self.graph.facets.origin_of(FacetId(facet)).subject;
        one(subject.map(|subject| Entity::Subject(subject.0)))
    }

    /// The bands that a datum's subject may be in: unsaid, any.
    fn age(&self, facet: u32) -> LeafSet {
        match self.graph.facets.origin_of(FacetId(facet)).subject {
            Some(subject) if self.age_is_taken(subject) => {
                let adult = self.pack.bands.last().map(|band| self.vocabulary.leaves(band.term).clone());
                adult.unwrap_or_default()
            }
            Some(subject) => self.model.subjects[subject.index()].age.clone(),
            None => {
                let mut all = LeafSet::new();
                for band in &self.pack.bands {
                    all.extend(self.vocabulary.leaves(band.term));
                }
                all
            }
        }
    }

    /// The same as a value; where there is no subject, what would name one is missing.
    fn bands(&self, facet: u32, no_subject: Gaps) -> Value<'_> {
        let bands = Cow::Owned(self.age(facet));
        match self.graph.facets.origin_of(FacetId(facet)).subject {
            Some(subject) if self.model.subjects[subject.index()].age_said || self.age_is_taken(subject) => {
                Value::Leaves(bands)
            }
            Some(subject) => Value::AnyOf(bands, gap(Keyword::Subject, subject.0, ClauseWord::Age)),
            None => Value::AnyOf(bands, no_subject),
        }
    }

    /// What is not to be: an age that nobody said.
    fn age_is_taken(&self, subject: SubjectId) -> bool {
        Fault::UnknownAgeIsAdult.is_on() && !self.model.subjects[subject.index()].age_said
    }

    /// A person's data, however they are called, unless they are certainly anonymous.
    pub(super) fn is_personal(&self, facet: u32) -> bool {
        let transforms = &self.graph.facets.get(FacetId(facet)).transforms;
        identifiability(self.model, transforms).greatest > ANONYMOUS
    }

    fn sensitive(&self, facet: u32, leaf: TermId) -> Value<'_> {
        let age = self.age(facet);
        let mut maybe = false;
        let mut coarse = false;
        let data = self.vocabulary.leaves(leaf);
        for row in self.tables.sensitive.iter().filter(|row| data.meets(row.data)) {
            match (data.within(row.data), age.within(row.age)) {
                (true, true) => return Value::Bool(true),
                (false, true) => coarse = true,
                (_, false) => maybe |= age.meets(row.age),
            }
        }
        let subject = self.graph.facets.origin_of(FacetId(facet)).subject;
        match subject.filter(|_| maybe) {
            Some(subject) => Value::Unknown(gap(Keyword::Subject, subject.0, ClauseWord::Age)),
            None if maybe => Value::Unknown(gap(Keyword::Data, self.field(facet).0, ClauseWord::Sensitive)),
            None if coarse => Value::Unknown(Gaps::new()),
            None => Value::Bool(false),
        }
    }

    fn identifiability(&self, facet: u32) -> Value<'_> {
        let transforms = &self.graph.facets.get(FacetId(facet)).transforms;
        let interval = identifiability(self.model, transforms);
        let gaps = if interval.least == interval.greatest { Gaps::new() } else { self.lacking(transforms) };
        Value::Steps { least: interval.least, greatest: interval.greatest, gaps }
    }

    /// What transforms leave open about themselves.
    pub(super) fn lacking(&self, transforms: &[TransformId]) -> Gaps {
        let mut gaps = Gaps::new();
        for id in transforms {
            let transform = &self.model.transforms[id.index()];
            let has_key =
                !matches!(transform.class, crate::model::TransformClass::Mask | crate::model::TransformClass::Relink);
            if transform.restorable.is_none() && has_key {
                join(&mut gaps, &gap(Keyword::Transform, id.0, ClauseWord::Restorable));
            }
            if transform.evidence.is_empty() {
                join(&mut gaps, &gap(Keyword::Transform, id.0, ClauseWord::Evidence));
            }
        }
        gaps
    }

    pub(super) fn datum_fact(&self, facet: u32, leaf: TermId, fact: Fact) -> Value<'_> {
        let known = self.graph.facets.get(FacetId(facet));
        let collection = self.collection(facet);
        let missing = |clause| match collection {
            Some((id, _)) => gap(Keyword::Collect, id.0, clause),
            None => gap(Keyword::Data, known.field.0, clause),
        };
        match fact {
            Fact::DatumOrigin => one(self.origin_flow(facet)),
            Fact::DatumOriginFeature => {
                let feature = collection.and_then(|(_, collection)| collection.feature);
                open(feature, missing(ClauseWord::Feature), |feature| {
                    terms([self.model.features[feature.index()].class])
                })
            }
            Fact::DatumOriginMeans => {
                let means = collection.and_then(|(_, collection)| collection.asked().means.as_ref());
                open(means, missing(ClauseWord::Means), |means| terms(means.iter().copied()))
            }
            Fact::DatumCollectionPurposes => {
                let purposes = collection.and_then(|(_, collection)| collection.purposes.as_ref());
                open(purposes, missing(ClauseWord::For), |purposes| terms(self.purpose_terms(purposes)))
            }
            Fact::DatumIdentifiability => self.identifiability(facet),
            Fact::DatumAge => self.bands(facet, missing(ClauseWord::About)),
            Fact::DatumSubject => self.subject_of(facet),
            Fact::DatumPersonal => Value::Bool(self.is_personal(facet)),
            Fact::DatumSensitive => self.sensitive(facet, leaf),
            Fact::DatumHeldConsent => many(known.consents.iter().map(|consent| Entity::Consent(consent.0))),
            Fact::DatumGuardianApproved => {
                let approved = known.consents.iter().any(|consent| self.model.consents[consent.index()].guardian);
                Value::Bool(approved)
            }
            _ => Value::Absent,
        }
    }

    /// The flow that collected a datum; for what was derived on the way, the first of that collection.
    fn origin_flow(&self, facet: u32) -> Option<Entity> {
        let (collection, _) = self.collection(facet)?;
        let known = self.graph.facets.get(FacetId(facet));
        let asked = |id: &CrossingId| self.graph.facets.get(self.graph.crossing(*id).datum);
        let crossings = self.crossings_of(collection).iter().map(|(_, id)| *id);
        let same: SmallVec<[CrossingId; 4]> = crossings.filter(|id| asked(id).origin == known.origin).collect();
        let crossing = same.iter().find(|id| asked(id).field == known.field).or(same.first())?;
        self.grounds_of(*crossing).next().map(Entity::Flow)
    }

    pub(super) fn data_fact(&self, data: u32, fact: Fact) -> Value<'_> {
        let declared = &self.model.data[data as usize];
        match fact {
            Fact::DataFacet => many(self.facets_of(crate::model::DataId(data))),
            Fact::DataCalledOrdinary => Value::Bool(declared.sensitive == Some(false)),
            Fact::DataCalledImpersonal => Value::Bool(declared.personal == Some(false)),
            _ => Value::Absent,
        }
    }

    /// What becomes of a field on every way: its facets as they arrive or land somewhere.
    fn facets_of(&self, field: crate::model::DataId) -> Vec<Entity> {
        let class = self.model.data[field.index()].class;
        let leaves = super::ground::leaves_of(self.vocabulary, class);
        let facets = self.facets_of.get(&field).map_or(&[][..], Vec::as_slice);
        facets.iter().flat_map(|facet| leaves.iter().map(|leaf| Entity::Datum(*facet, *leaf))).collect()
    }

    pub(super) fn subject_fact(&self, index: u32, fact: Fact) -> Value<'_> {
        let subject = &self.model.subjects[index as usize];
        let missing = |clause| gap(Keyword::Subject, index, clause);
        match fact {
            Fact::SubjectAccountHolding => open(subject.account, missing(ClauseWord::Account), Value::Bool),
            Fact::SubjectAcceptance => {
                open(subject.accepts_policy, missing(ClauseWord::AcceptsPolicy), |term| terms([term]))
            }
            Fact::SubjectAge if subject.age_said => Value::Leaves(Cow::Borrowed(&subject.age)),
            Fact::SubjectAge => Value::AnyOf(Cow::Borrowed(&subject.age), missing(ClauseWord::Age)),
            _ => Value::Absent,
        }
    }

    // ---- at rest

    pub(super) fn store_class(&self, store: u32) -> Option<TermId> {
        let declared = &self.model.stores[store as usize];
        let [live, backup, transit] = self.sorts.store_kind;
        match (declared.backup_of, declared.endings.keeps_nothing) {
            (Some(_), _) => backup,
            (None, true) => transit,
            (None, false) => live,
        }
    }

    pub(super) fn holding_leaf(&self, holding: u32) -> TermId {
        let facet = self.graph.arrival(ArrivalId(holding)).facet;
        self.model.data[self.field(facet.0).index()].class
    }

    pub(super) fn store_fact(&self, index: u32, fact: Fact) -> Value<'_> {
        let store = &self.model.stores[index as usize];
        let held = || self.graph.at(Place::Store(StoreId(index)));
        match fact {
            Fact::StoreHolding => many(held().iter().map(|arrival| Entity::Holding(arrival.0))),
            Fact::StorePersonal => {
                Value::Bool(held().iter().any(|arrival| self.is_personal(self.graph.arrival(*arrival).facet.0)))
            }
            Fact::StoreSensitive => self.store_sensitive(held()),
            Fact::StoreReader => {
                open(store.open_to.as_ref(), gap(Keyword::Store, index, ClauseWord::OpenTo), |readers| {
                    terms(readers.iter().copied())
                })
            }
            Fact::StoreMeasures => {
                let system = self.model.system.iter().flat_map(|system| &system.measures);
                let mut measures: Vec<TermId> = self.measure_terms(&store.measures).collect();
                measures.extend(system.map(|measure| self.model.measures[measure.index()].class));
                terms(measures)
            }
            Fact::StoreRegion => open(
                store.region.as_ref().filter(|region| region.is_said()),
                gap(Keyword::Store, index, ClauseWord::Region),
                |region| Value::Text(Cow::Borrowed(&region.text)),
            ),
            _ => Value::Absent,
        }
    }

    fn store_sensitive(&self, held: &[ArrivalId]) -> Value<'_> {
        let mut gaps = Gaps::new();
        for arrival in held {
            let facet = self.graph.arrival(*arrival).facet.0;
            if !self.is_personal(facet) {
                continue;
            }
            for leaf in super::ground::leaves_of(self.vocabulary, self.holding_leaf(arrival.0)) {
                match self.sensitive(facet, leaf) {
                    Value::Bool(true) => return Value::Bool(true),
                    Value::Unknown(missing) => join(&mut gaps, &missing),
                    _ => {}
                }
            }
        }
        if gaps.is_empty() { Value::Bool(false) } else { Value::Unknown(gaps) }
    }

    pub(super) fn holding_fact(&self, holding: u32, fact: Fact) -> Value<'_> {
        let arrival = self.graph.arrival(ArrivalId(holding));
        match fact {
            Fact::HoldingDatum => Value::One(Entity::Datum(arrival.facet.0, self.holding_leaf(holding))),
            Fact::HoldingStore => one(match arrival.place {
                Place::Store(store) => Some(Entity::Store(store.0)),
                Place::Recipient(_) => None,
            }),
            Fact::HoldingRecipient => one(match arrival.place {
                Place::Recipient(recipient) => Some(Entity::Recipient(recipient.0)),
                Place::Store(_) => None,
            }),
            Fact::HoldingHolder => terms(self.holder(holding)),
            Fact::HoldingEndEvent => self.endings(holding, false),
            Fact::HoldingErasureEvent => self.endings(holding, true),
            Fact::HoldingKeptEvent => terms(self.kept_events(holding)),
            Fact::HoldingDeletable => Value::Bool(self.is_deletable(holding)),
            _ => Value::Absent,
        }
    }

    /// Whose hands a datum at rest is in: for a copy at a recipient, what the recipient was when it got it.
    fn holder(&self, holding: u32) -> SmallVec<[TermId; 2]> {
        let arrival = self.graph.arrival(ArrivalId(holding));
        let given = arrival.by.into_iter().flat_map(|crossing| self.grounds_of(crossing));
        let mut given = given.filter(|flow| self.ground(*flow).recipient.map(Place::Recipient) == Some(arrival.place));
        match given.next() {
            Some(flow) => self.receiver(flow),
            None => self.owner_terms(arrival.place),
        }
    }

    pub(super) fn endings_at(&self, place: Place) -> &Endings {
        match place {
            Place::Store(store) => &self.model.stores[store.index()].endings,
            Place::Recipient(recipient) => &self.model.recipients[recipient.index()].endings,
        }
    }

    pub(super) fn place_declaration(&self, place: Place) -> Declaration {
        match place {
            Place::Store(store) => Declaration { keyword: Keyword::Store, index: store.0 },
            Place::Recipient(recipient) => Declaration { keyword: Keyword::Recipient, index: recipient.0 },
        }
    }

    /// The lines about a holding that speak of an event: those that name its datum, else those that name none.
    fn lines(&self, holding: u32, event: TermId) -> SmallVec<[&Ending; 4]> {
        let arrival = self.graph.arrival(ArrivalId(holding));
        let field = self.field(arrival.facet.0);
        let class = self.model.data[field.index()].class;
        let about = self.endings_at(arrival.place).lines.iter().filter(|line| line.events.contains(&event));
        let mut lines: SmallVec<[&Ending; 4]> = about.collect();
        let is_named = |line: &Ending| !line.data.is_empty() && self.names_data(&line.data, field, class);
        let general = Fault::GeneralLineFirst.is_on() && lines.iter().any(|line| line.data.is_empty());
        let named = !general && lines.iter().any(|line| is_named(line));
        lines.retain(|line| if named { is_named(line) } else { line.data.is_empty() });
        lines
    }

    /// The events at which a holding ends, each known in, known out, or unsaid. With `erased`, only those at which it is
    /// deleted, becomes anonymous, or is kept under a claim that holds.
    fn endings(&self, holding: u32, erased: bool) -> Value<'_> {
        let place = self.graph.arrival(ArrivalId(holding)).place;
        let mut within = LeafSet::new();
        let mut open = LeafSet::new();
        let leaves = self.sorts.event.map(|sort| self.vocabulary.sort_of(sort).leaves.as_slice()).unwrap_or(&[]);
        let keeps_nothing = self.endings_at(place).keeps_nothing;
        for (leaf, event) in leaves.iter().enumerate() {
            let ended = if keeps_nothing { Ended::In } else { self.ended(holding, *event, erased) };
            match ended {
                Ended::In => within.insert(leaf as u32),
                Ended::Out => {}
                Ended::Unsaid => open.insert(leaf as u32),
            }
        }
        let declaration = self.place_declaration(place);
        let missing = Gap { declaration, clause: ClauseWord::Delete, event: None };
        Value::Members { within, open, gaps: SmallVec::from_elem(missing, 1) }
    }

    fn ended(&self, holding: u32, event: TermId, erased: bool) -> Ended {
        let lines = self.lines(holding, event);
        let said = lines.iter().map(|line| self.line_ends(holding, line, event, erased)).fold(Ended::Unsaid, earlier);
        if said == Ended::In || Some(event) != self.sorts.purpose_ended {
            return said;
        }
        let by_purpose = self.ended_with_purposes(holding, erased);
        if by_purpose == Ended::Unsaid { said } else { by_purpose }
    }

    /// Whether a line ends a holding at an event in time. A claim that holds keeps data beyond it.
    fn line_ends(&self, holding: u32, line: &Ending, event: TermId, erased: bool) -> Ended {
        if line.under.is_some_and(|claim| self.claim_serves_line(claim, Served::Line(self.place_of(holding)))) {
            return Ended::In;
        }
        let limit = if Some(event) == self.sorts.collection { None } else { Some(self.pack.allowance) };
        let in_time = |time| limit.map_or(Ended::In, |limit| is_within(time, limit));
        match line.action {
            Action::Keep => Ended::Out,
            Action::Delete(time) => in_time(time),
            Action::Apply(transform, time) if self.makes_anonymous(transform) || !erased => in_time(time),
            Action::Apply(..) => Ended::Out,
        }
    }

    fn makes_anonymous(&self, transform: TransformId) -> bool {
        identifiability(self.model, &[transform]).greatest == ANONYMOUS
    }

    fn place_of(&self, holding: u32) -> Place {
        self.graph.arrival(ArrivalId(holding)).place
    }

    /// A holding also ends with its purposes if a line ends it at the event that one of them lasts until, or within the
    /// longest time for which one of them lasts after collection.
    fn ended_with_purposes(&self, holding: u32, erased: bool) -> Ended {
        let facet = self.graph.arrival(ArrivalId(holding)).facet;
        let purposes = self.collection(facet.0).and_then(|(_, collection)| collection.purposes.as_deref());
        let mut found = Ended::Unsaid;
        let mut longest: Option<Time> = None;
        for lasts in purposes.unwrap_or(&[]).iter().filter_map(|purpose| self.lasts(*purpose)) {
            match lasts {
                Lasts::Until(event) if Some(event) != self.sorts.purpose_ended => {
                    found = earlier(found, self.ended(holding, event, erased));
                }
                Lasts::Until(_) => {}
                Lasts::Time(time) => {
                    longest = longest.filter(|known| hours(*known).1 >= hours(time).1).or(Some(time));
                }
            }
        }
        match longest {
            Some(longest) => earlier(found, self.collected_within(holding, longest, erased)),
            None => found,
        }
    }

    /// Whether a line ends a holding within a time of its collection.
    fn collected_within(&self, holding: u32, limit: Time, erased: bool) -> Ended {
        let collected = self.sorts.collection.map(|event| self.lines(holding, event)).unwrap_or_default();
        let judge = |line: &&Ending| match line.action {
            Action::Delete(time) => is_within(time, limit),
            Action::Apply(transform, time) if self.makes_anonymous(transform) || !erased => is_within(time, limit),
            Action::Apply(..) | Action::Keep => Ended::Out,
        };
        collected.iter().map(judge).fold(Ended::Unsaid, earlier)
    }

    /// How long a purpose lasts: as declared, else as the policy says of its class.
    fn lasts(&self, purpose: PurposeId) -> Option<Lasts> {
        let declared = &self.model.purposes[purpose.index()];
        let of_term = || {
            let mut at = Some(declared.class).filter(|class| class.own_index().is_none());
            while let Some(term) = at {
                if let Some(lasts) = self.pack.terms.get(&term).and_then(|facts| facts.lasts) {
                    return Some(match lasts {
                        TermLasts::Time(time) => Lasts::Time(time),
                        TermLasts::Until(event) => Lasts::Until(event),
                    });
                }
                at = self.vocabulary.term(term).parent;
            }
            None
        };
        declared.lasts.or_else(of_term)
    }

    fn kept_events(&self, holding: u32) -> Vec<TermId> {
        let served = Served::Line(self.place_of(holding));
        let keeps = |line: &&Ending| {
            line.action == Action::Keep && !line.under.is_some_and(|claim| self.claim_serves_line(claim, served))
        };
        let events = self.sorts.event.map(|sort| self.vocabulary.sort_of(sort).leaves.as_slice()).unwrap_or(&[]);
        events.iter().copied().filter(|event| self.lines(holding, *event).iter().any(keeps)).collect()
    }

    fn is_deletable(&self, holding: u32) -> bool {
        let facet = self.graph.arrival(ArrivalId(holding)).facet;
        let (field, class) = (self.field(facet.0), self.holding_leaf(holding));
        let deletes = |right: &&crate::model::Right| self.vocabulary.name(right.class) == "delete";
        self.model.rights.iter().filter(deletes).any(|right| self.covers_data(&right.covers, field, class))
    }
}

/// Of two lines about one event the earlier end counts, and one that ends it counts before one that does not.
fn earlier(left: Ended, right: Ended) -> Ended {
    match (left, right) {
        (Ended::In, _) | (_, Ended::In) => Ended::In,
        (Ended::Out, _) | (_, Ended::Out) => Ended::Out,
        (Ended::Unsaid, Ended::Unsaid) => Ended::Unsaid,
    }
}
