//! Facts of ground flows: what they are for, what they rest on, what people were told, what the policy lists.

use std::borrow::Cow;

use smallvec::SmallVec;

use super::evaluate;
use super::facts::{Facts, gap, join, many, one, open, term, terms};
use super::ground::Aim;
use super::world::{Entity, Gaps, Truth, Value};
use crate::fault::Fault;
use crate::graph::FacetId;
use crate::model::vocabulary::{LeafSet, TermId};
use crate::model::{Basis, ConsentId, Declaration, Flow, Halt, NoticeId, Place, RecipientId, Selection};
use crate::policy::facts::Fact;
use crate::syntax::words::{ClauseWord, Keyword};

/// Steps of the scale none, general, choice, explicit.
const GENERAL: u8 = 1;
/// Steps of the scale none, useful, necessary.
const USEFUL: u8 = 1;
const NECESSARY: u8 = 2;
/// Steps of the scale clear, vague, ambiguous, omitted, incorrect.
const VAGUE: u8 = 1;
const AMBIGUOUS: u8 = 2;
const OMITTED: u8 = 3;
const INCORRECT: u8 = 4;
/// The step of identifiability up to which data are de-identified.
const DEIDENTIFIED: u8 = 2;

fn steps<'w>(least: u8, greatest: u8, gaps: Gaps) -> Value<'w> {
    let gaps = if least == greatest { Gaps::new() } else { gaps };
    Value::Steps { least, greatest, gaps }
}

impl Facts<'_> {
    pub(super) fn flow_gap(&self, flow: u32, clause: ClauseWord) -> Gaps {
        gap(self.flow(flow).verb, self.flow_id(flow).0, clause)
    }

    pub(super) fn flow_fact(&self, flow: u32, fact: Fact) -> Value<'_> {
        let declared = self.flow(flow);
        match fact {
            Fact::FlowDatum => Value::One(self.datum(flow)),
            Fact::FlowResult => Value::One(self.result(flow)),
            Fact::FlowSource => one(self.crossing(flow).from.map(|arrival| Entity::Holding(arrival.0))),
            Fact::FlowPurpose => self.purpose(flow),
            Fact::FlowPurposes => open(declared.purposes.as_ref(), self.flow_gap(flow, ClauseWord::For), |purposes| {
                terms(self.purpose_terms(purposes))
            }),
            Fact::FlowFeature => self.feature(flow),
            Fact::FlowSubject => self.subject_of(self.crossing(flow).datum.0),
            Fact::FlowActor => terms(self.actor(flow)),
            Fact::FlowRecipient => one(self.ground(flow).recipient.map(|recipient| Entity::Recipient(recipient.0))),
            Fact::FlowReceiver => terms(self.receiver(flow)),
            Fact::FlowInChain => self.in_chain(flow),
            Fact::FlowChainPurposes => self.chain_purposes(flow),
            Fact::FlowReceivedPurposes => terms(self.received_purposes(flow)),
            Fact::FlowSuccessorBound => self.successor_bound(flow),
            Fact::FlowUnrestricted => Value::Bool(declared.all_data),
            Fact::FlowBasis => self.basis(flow),
            Fact::FlowClaim => many(self.claims_of(flow)),
            Fact::FlowGround => self.grounds_held(flow),
            Fact::FlowNamedConsent => many(named_consents(declared)),
            Fact::FlowConsent => self.consent(flow, false),
            Fact::FlowActorConsent => self.consent(flow, true),
            Fact::FlowReliedConsent => many(self.relied_consents(flow)),
            Fact::FlowStopEvent => {
                let declaration = Declaration { keyword: declared.verb, index: self.flow_id(flow).0 };
                self.stops(&declared.seldom().halts, declaration)
            }
            Fact::FlowNotice => many(declared.notices.iter().map(|(notice, _)| Entity::Notice(notice.0))),
            Fact::FlowNotifiedBefore => self.notified_before(flow),
            Fact::FlowExplanation => self.explanation(flow),
            Fact::FlowNeed => self.need(flow),
            Fact::FlowDisclosed => {
                let step = self.disclosed(flow);
                steps(step, step, Gaps::new())
            }
            Fact::FlowLimit => many(self.limits(flow).map(|row| Entity::Row(self.tables.limits_id, row))),
            Fact::FlowListedPurposes => self.unless_doubtful(flow, self.listed_purposes(flow)),
            Fact::FlowGranted => self.granted(flow),
            Fact::CollectDemand => self.demand(flow),
            Fact::CollectMeans => {
                open(declared.asked().means.as_ref(), self.flow_gap(flow, ClauseWord::Means), |means| {
                    terms(means.iter().copied())
                })
            }
            Fact::CollectCollector => terms(self.collector(declared)),
            Fact::CollectLostFeature => self.lost_features(flow, true),
            Fact::CollectFurtherLoss => self.lost_features(flow, false),
            Fact::CollectFieldList => many(self.field_rows(flow).map(|row| Entity::Row(self.tables.fields_id, row))),
            Fact::CollectRefusalTerm => many(self.refusal_rows(flow)),
            Fact::DisplayReader => {
                open(declared.seldom().open_to.as_ref(), self.flow_gap(flow, ClauseWord::OpenTo), |readers| {
                    terms(readers.iter().copied())
                })
            }
            Fact::ProvisionEvent => match (declared.verb, declared.seldom().event) {
                (Keyword::Transfer, None) => Value::Unknown(self.flow_gap(flow, ClauseWord::Event)),
                (_, event) => terms_or_absent(event),
            },
            _ => Value::Absent,
        }
    }

    fn purpose(&self, flow: u32) -> Value<'_> {
        match &self.ground(flow).aim {
            Aim::Unsaid => Value::Unknown(self.flow_gap(flow, ClauseWord::For)),
            Aim::Nothing => Value::Absent,
            Aim::Of(_, leaf) => term(leaf),
        }
    }

    /// The function that collects or that a flow serves: unsaid it is unknown for a collection and for what goes to an
    /// affiliate, and otherwise there is none.
    fn feature(&self, flow: u32) -> Value<'_> {
        let declared = self.flow(flow);
        let to_affiliate = || self.receiver(flow).iter().any(|party| self.is_party(*party, "affiliate"));
        match declared.feature {
            Some(feature) => Value::One(Entity::Feature(feature.0)),
            None if declared.verb == Keyword::Collect || to_affiliate() => {
                Value::Unknown(self.flow_gap(flow, ClauseWord::Feature))
            }
            None => Value::Absent,
        }
    }

    pub(super) fn is_party(&self, party: TermId, name: &str) -> bool {
        self.vocabulary.name(party) == name
    }

    fn collector(&self, flow: &Flow) -> Vec<TermId> {
        let of = |place: &Place| self.owner_terms(*place);
        let mut owners: Vec<TermId> = flow.into.iter().flatten().flat_map(of).collect();
        if owners.is_empty() {
            owners.extend(self.sorts.ourselves);
        }
        owners.sort_unstable();
        owners.dedup();
        owners
    }

    /// Whose hands a place is in.
    pub(super) fn owner_terms(&self, place: Place) -> SmallVec<[TermId; 2]> {
        match place {
            Place::Store(_) => self.sorts.ourselves.into_iter().collect(),
            Place::Recipient(recipient) => self.model.recipients[recipient.index()].classes.clone(),
        }
    }

    /// The recipient whose act a flow is; `None` for ours.
    pub(super) fn acting_recipient(&self, flow: u32) -> Option<RecipientId> {
        let place = self.graph.arrival(self.crossing(flow).from?).place;
        match place {
            Place::Recipient(recipient) => Some(recipient),
            Place::Store(_) => None,
        }
    }

    fn actor(&self, flow: u32) -> Vec<TermId> {
        let declared = self.flow(flow);
        match (declared.verb, self.acting_recipient(flow)) {
            (Keyword::Collect, _) => self.collector(declared),
            (_, Some(recipient)) => self.model.recipients[recipient.index()].classes.to_vec(),
            (_, None) => self.sorts.ourselves.into_iter().collect(),
        }
    }

    fn demand(&self, flow: u32) -> Value<'_> {
        let declared = self.flow(flow);
        let field = self.field(self.crossing(flow).datum.0);
        let [required, optional] = self.sorts.demand;
        match (declared.asked().required.contains(&field), declared.asked().optional.contains(&field)) {
            (true, _) => terms(required),
            (false, true) => terms(optional),
            (false, false) => Value::Unknown(self.flow_gap(flow, ClauseWord::Required)),
        }
    }

    // ---- consents and notices

    fn relied_consents(&self, flow: u32) -> Vec<Entity> {
        let held = &self.graph.facets.get(self.crossing(flow).datum).consents;
        let mut all: Vec<Entity> = named_consents(self.flow(flow)).collect();
        all.extend(held.iter().map(|consent| Entity::Consent(consent.0)));
        all.sort_unstable();
        all.dedup();
        all
    }

    /// The strongest consent that covers a ground flow, said before: of those asked by us or by whoever acts, or, with
    /// `by_actor`, only of those asked by whoever acts or receives.
    fn consent(&self, flow: u32, by_actor: bool) -> Value<'_> {
        let declared = self.flow(flow);
        let mut certain = 0;
        let mut possible = 0;
        let mut gaps = Gaps::new();
        let inherited = self.graph.facets.get(self.crossing(flow).datum).consents.iter();
        let inherited = inherited.filter(|_| Fault::ConsentInherited.is_on());
        let inherited: Vec<Basis> = inherited.map(|id| Basis::Consent(*id, Some(true))).collect();
        for basis in declared.bases.iter().chain(&inherited) {
            let Basis::Consent(id, before) = *basis else { continue };
            let strength = self.model.consents[id.index()].strength;
            match self.consented(flow, id, before, by_actor) {
                Truth::True => certain = certain.max(strength),
                Truth::Unknown(missing) => {
                    possible = possible.max(strength);
                    join(&mut gaps, &missing);
                }
                Truth::False => {}
            }
        }
        if !by_actor && certain < GENERAL && self.disclosed(flow) <= AMBIGUOUS {
            match self.accepted_before(self.crossing(flow).datum) {
                Truth::True => certain = GENERAL,
                Truth::Unknown(missing) => {
                    possible = possible.max(GENERAL);
                    join(&mut gaps, &missing);
                }
                Truth::False => {}
            }
        }
        steps(certain, possible.max(certain), gaps)
    }

    /// Whether a consent that a flow names as asked before, or not, covers it.
    fn consented(&self, flow: u32, id: ConsentId, before: Option<bool>, by_actor: bool) -> Truth {
        self.said_before(flow, before, ClauseWord::Basis).and(self.consent_covers(flow, id, by_actor))
    }

    /// Whether a flow names a consent or a notice as said before; without the word nobody knows.
    fn said_before(&self, flow: u32, before: Option<bool>, clause: ClauseWord) -> Truth {
        if Fault::ConsentAfterwards.is_on() {
            return Truth::True;
        }
        before.map_or_else(|| Truth::Unknown(self.flow_gap(flow, clause)), Truth::from)
    }

    fn accepted_before(&self, facet: FacetId) -> Truth {
        let Some(subject) = self.graph.facets.origin_of(facet).subject else { return Truth::False };
        match self.model.subjects[subject.index()].accepts_policy {
            None => Truth::Unknown(gap(Keyword::Subject, subject.0, ClauseWord::AcceptsPolicy)),
            said if said == self.sorts.before_use => Truth::True,
            Some(_) => Truth::False,
        }
    }

    pub(super) fn consent_covers(&self, flow: u32, id: ConsentId, by_actor: bool) -> Truth {
        let consent = &self.model.consents[id.index()];
        let ground = self.ground(flow);
        let acts = |asker: RecipientId| match self.flow(flow).verb {
            Keyword::Collect => self.flow(flow).into.iter().flatten().any(|place| *place == Place::Recipient(asker)),
            _ => self.acting_recipient(flow) == Some(asker),
        };
        let asked = match consent.asked_by {
            None => !by_actor,
            Some(asker) => acts(asker) || by_actor && ground.recipient == Some(asker),
        };
        let facet = self.crossing(flow).datum;
        let whose = self.graph.facets.origin_of(facet).subject;
        let own = whose == Some(consent.from) || Fault::ConsentOfAnother.is_on();
        if !asked || !own {
            return Truth::False;
        }
        let covers = |cover: &crate::model::Cover| {
            self.covers_data(&cover.data, self.field(facet.0), ground.datum_leaf)
                && (ground.recipient.is_none_or(|recipient| cover.recipients.contains(&recipient))
                    || Fault::ConsentForOthers.is_on())
        };
        self.covered_purpose(flow, consent.covers.iter().filter(|cover| covers(cover)))
    }

    fn covered_purpose<'c>(&self, flow: u32, mut covers: impl Iterator<Item = &'c crate::model::Cover>) -> Truth {
        let held = match self.ground(flow).aim {
            Aim::Of(purpose, leaf) => covers.any(|cover| self.covers_purpose(&cover.purposes, purpose, leaf)),
            Aim::Nothing => covers.next().is_some(),
            Aim::Unsaid if covers.next().is_some() => {
                return Truth::Unknown(self.flow_gap(flow, ClauseWord::For));
            }
            Aim::Unsaid => false,
        };
        if held { Truth::True } else { Truth::False }
    }

    fn notified_before(&self, flow: u32) -> Value<'_> {
        let notices = &self.flow(flow).notices;
        if notices.iter().any(|(_, before)| *before == Some(false)) {
            return Value::Bool(false);
        }
        if notices.iter().any(|(_, before)| before.is_none()) {
            return Value::Unknown(self.flow_gap(flow, ClauseWord::Notice));
        }
        Value::Bool(true)
    }

    /// Whether a notice covers a ground flow's datum, purpose and recipient, and applies today.
    pub(super) fn notice_covers(&self, flow: u32, id: NoticeId) -> Truth {
        let notice = &self.model.notices[id.index()];
        let later = notice.effective.and_then(|dated| dated.date).zip(self.today);
        if later.is_some_and(|(effective, today)| effective > today) {
            return Truth::False;
        }
        let ground = self.ground(flow);
        let field = self.field(self.crossing(flow).datum.0);
        let covers = |cover: &crate::model::Cover| {
            self.covers_data(&cover.data, field, ground.datum_leaf)
                && ground.recipient.is_none_or(|recipient| cover.recipients.contains(&recipient))
        };
        self.covered_purpose(flow, notice.covers.iter().filter(|cover| covers(cover)))
    }

    /// What people were told of a ground flow beforehand.
    fn explanation(&self, flow: u32) -> Value<'_> {
        let mut told = LeafSet::new();
        let mut maybe = LeafSet::new();
        let mut gaps = Gaps::new();
        for (id, before) in &self.flow(flow).notices {
            let tells = &self.model.notices[id.index()].tells;
            let into = match self.said_before(flow, *before, ClauseWord::Notice).and(self.notice_covers(flow, *id)) {
                Truth::True => &mut told,
                Truth::Unknown(missing) => {
                    join(&mut gaps, &missing);
                    &mut maybe
                }
                Truth::False => continue,
            };
            for term in tells {
                into.extend(self.vocabulary.leaves(*term));
            }
        }
        if let Some(term) = self.sorts.told_recipient.filter(|_| self.recipient_is_listed(flow)) {
            told.extend(self.vocabulary.leaves(term));
        }
        if maybe.within(&told) {
            return Value::Leaves(Cow::Owned(told));
        }
        let open = maybe.iter().filter(|leaf| !told.contains(*leaf)).collect();
        Value::Members { within: told, open, gaps }
    }

    fn recipient_is_listed(&self, flow: u32) -> bool {
        let Aim::Of(_, purpose) = self.ground(flow).aim else { return false };
        let receivers = self.receiver(flow);
        let datum = self.ground(flow).datum_leaf;
        self.tables.recipients.iter().any(|row| {
            receivers.iter().any(|receiver| self.vocabulary.within(*receiver, row.receiver))
                && self.in_set(datum, row.data)
                && self.in_set(purpose, row.purposes)
        })
    }

    // ---- need

    /// How much the purposes of a flow need its datum; downstream, those that the recipient's agreements allow.
    fn need(&self, flow: u32) -> Value<'_> {
        let declared = self.flow(flow);
        let Some(purposes) = &declared.purposes else {
            return steps(0, NECESSARY, self.flow_gap(flow, ClauseWord::For));
        };
        let allowed = self.ground(flow).recipient.and_then(|_| self.known_chain_purposes(flow));
        let mut least = 0;
        let mut stated = true;
        let mut gaps = Gaps::new();
        for purpose in purposes {
            let class = self.model.purposes[purpose.index()].class;
            if allowed.as_ref().is_some_and(|allowed| !allowed.iter().any(|wide| self.vocabulary.within(class, *wide)))
            {
                continue;
            }
            match self.needs(flow, *purpose) {
                Some(true) => return steps(NECESSARY, NECESSARY, gaps),
                Some(false) => {}
                None => {
                    stated = false;
                    join(&mut gaps, &gap(Keyword::Purpose, purpose.0, ClauseWord::Needs));
                }
            }
            if self.may_use(flow, *purpose) {
                least = USEFUL;
            }
        }
        steps(least, if stated { least } else { NECESSARY }, gaps)
    }

    /// Whether a purpose needs a flow's datum: as the workspace says of its own purpose, else as the policy says of the
    /// nearest term that it says it of.
    fn needs(&self, flow: u32, purpose: crate::model::PurposeId) -> Option<bool> {
        let (field, leaf) = (self.field(self.crossing(flow).datum.0), self.ground(flow).datum_leaf);
        let declared = &self.model.purposes[purpose.index()];
        if let Some(needs) = &declared.needs {
            return Some(self.names_data(needs, field, leaf));
        }
        let mut at = Some(declared.class).filter(|class| class.own_index().is_none());
        while let Some(term) = at {
            if let Some(needs) = self.pack.terms.get(&term).and_then(|facts| facts.needs.as_ref()) {
                return Some(self.in_set(leaf, needs));
            }
            at = self.vocabulary.term(term).parent;
        }
        None
    }

    fn may_use(&self, flow: u32, purpose: crate::model::PurposeId) -> bool {
        let (field, leaf) = (self.field(self.crossing(flow).datum.0), self.ground(flow).datum_leaf);
        let declared = &self.model.purposes[purpose.index()];
        let by_term = |term: TermId| {
            let stated = self.pack.terms.get(&term).is_some_and(|facts| self.in_set(leaf, &facts.may_use));
            let listed = self.vocabulary.leaves(term).iter().any(|purpose| {
                self.tables.listed_for.get(purpose as usize).is_some_and(|data| self.in_set(leaf, data))
            });
            stated || listed
        };
        // A notice about everything and for everything says of no purpose that it uses this.
        let told = |notice: &NoticeId| {
            let covers = &self.model.notices[notice.index()].covers;
            covers.iter().any(|cover| {
                let named = matches!(&cover.purposes, Selection::These(purposes) if purposes.contains(&purpose));
                named && self.covers_data(&cover.data, field, leaf)
            })
        };
        self.names_data(&declared.may_use, field, leaf)
            || declared.class.own_index().is_none() && by_term(declared.class)
            || self.notices_for.get(&purpose).is_some_and(|notices| notices.iter().any(told))
    }

    // ---- what the policy lists

    /// The rows of `purpose-limits` that apply to a ground flow, narrowest only.
    pub(super) fn limits(&self, flow: u32) -> impl Iterator<Item = u32> {
        self.limits.of(flow).iter().copied()
    }

    pub(super) fn is_deidentified(&self, flow: u32) -> bool {
        let result = self.graph.facets.get(self.crossing(flow).result);
        crate::graph::identifiability(self.model, &result.transforms).greatest <= DEIDENTIFIED
    }

    fn listed_purposes(&self, flow: u32) -> LeafSet {
        let deidentified = self.is_deidentified(flow);
        let mut listed = LeafSet::new();
        for row in self.limits(flow) {
            let row = &self.tables.limits[row as usize];
            listed.extend(row.purposes);
            listed.extend(row.also);
            if deidentified {
                listed.extend(row.once_deidentified);
            }
        }
        listed
    }

    /// What a datum may serve without more: what its collection declared and the policy lists for it, what the policy
    /// adds to that, and, once de-identified, what it allows then.
    fn granted(&self, flow: u32) -> Value<'_> {
        let facet = self.crossing(flow).datum.0;
        let Some((id, collection)) = self.collection(facet) else { return terms([]) };
        let rows: SmallVec<[u32; 4]> = self.limits(flow).collect();
        let Some(declared) = &collection.purposes else {
            return Value::Unknown(gap(Keyword::Collect, id.0, ClauseWord::For));
        };
        if rows.is_empty() {
            let agreed = self.explained_and_agreed(facet);
            return if agreed { terms(self.purpose_terms(declared)) } else { terms([]) };
        }
        let mut own = LeafSet::new();
        for class in self.purpose_terms(declared).into_iter().filter(|class| class.own_index().is_none()) {
            own.extend(self.vocabulary.leaves(class));
        }
        let deidentified = self.is_deidentified(flow);
        let mut granted = LeafSet::new();
        for row in rows {
            let row = &self.tables.limits[row as usize];
            let mut listed = row.purposes.clone();
            listed.intersect(&own);
            granted.extend(&listed);
            granted.extend(row.also);
            if deidentified {
                granted.extend(row.once_deidentified);
            }
        }
        self.unless_doubtful(flow, granted)
    }

    /// What a flow may serve, which is more once its result is de-identified: where that is in doubt, so is the rest.
    fn unless_doubtful(&self, flow: u32, purposes: LeafSet) -> Value<'_> {
        let transforms = &self.graph.facets.get(self.crossing(flow).result).transforms;
        let interval = crate::graph::identifiability(self.model, transforms);
        let doubtful = interval.least <= DEIDENTIFIED && interval.greatest > DEIDENTIFIED;
        let once = self.limits(flow).flat_map(|row| self.tables.limits[row as usize].once_deidentified.iter());
        let open: LeafSet = once.filter(|purpose| doubtful && !purposes.contains(*purpose)).collect();
        if open.is_empty() {
            return Value::Leaves(Cow::Owned(purposes));
        }
        Value::Members { within: purposes, open, gaps: self.lacking(transforms) }
    }

    /// Whether the collection of a datum meets the pack's exception `explained-and-agreed`, for data that no list of the
    /// policy speaks of.
    fn explained_and_agreed(&self, facet: u32) -> bool {
        let Some((collection, _)) = self.collection(facet) else { return false };
        let Some(exception) = self.pack.exceptions.iter().find(|known| known.name == "explained-and-agreed") else {
            return false;
        };
        let field = self.field(facet);
        let same = |flow: &u32| self.field(self.crossing(*flow).datum.0) == field;
        let crossings = self.crossings_of(collection);
        let mut grounds = crossings.iter().flat_map(|(_, crossing)| self.grounds_of(*crossing)).filter(same).peekable();
        grounds.peek().is_some()
            && grounds.all(|flow| {
                let met = |sentence| evaluate::truth(self, self.pack, sentence, &[Entity::Flow(flow)]) == Truth::True;
                exception.when.iter().all(met)
            })
    }

    pub(super) fn field_rows(&self, flow: u32) -> impl Iterator<Item = u32> {
        let feature = self.flow(flow).feature.map(|feature| self.model.features[feature.index()].class);
        let leaf = self.ground(flow).datum_leaf;
        self.tables.fields.iter().enumerate().filter_map(move |(index, row)| {
            let applies = self.vocabulary.within(feature?, row.feature) && self.in_set(leaf, row.about);
            applies.then_some(index as u32)
        })
    }

    fn refusal_rows(&self, flow: u32) -> Vec<Entity> {
        let Some(feature) = self.flow(flow).feature else { return Vec::new() };
        let feature = self.model.features[feature.index()].class;
        let leaf = self.ground(flow).datum_leaf;
        let applies = |row: &super::tables::RefusalRow<'_>| {
            self.vocabulary.within(feature, row.feature) && self.in_set(leaf, row.data)
        };
        let rows = self.tables.refusals.iter().enumerate().filter(|(_, row)| applies(row));
        rows.map(|(index, _)| Entity::Row(self.tables.refusals_id, index as u32)).collect()
    }

    /// How the policy tells of a ground flow.
    fn disclosed(&self, flow: u32) -> u8 {
        match self.flow(flow).verb {
            Keyword::Collect => self.disclosed_collection(flow),
            Keyword::Use | Keyword::Display => self.disclosed_use(flow),
            _ => self.disclosed_provision(flow),
        }
    }

    fn disclosed_collection(&self, flow: u32) -> u8 {
        let leaf = self.ground(flow).datum_leaf;
        let mut rows =
            self.field_rows(flow).map(|row| self.in_set(leaf, &self.tables.fields[row as usize].listed)).peekable();
        if rows.peek().is_none() {
            return OMITTED;
        }
        if rows.any(|listed| listed) { self.plainly(leaf) } else { INCORRECT }
    }

    fn disclosed_use(&self, flow: u32) -> u8 {
        let Aim::Of(_, purpose) = self.ground(flow).aim else { return OMITTED };
        let deidentified = self.is_deidentified(flow);
        let lists = |row: u32| {
            let row = &self.tables.limits[row as usize];
            self.in_set(purpose, row.purposes)
                || self.in_set(purpose, row.also)
                || deidentified && self.in_set(purpose, row.once_deidentified)
        };
        let rows: SmallVec<[bool; 4]> = self.limits(flow).map(lists).collect();
        match (rows.contains(&true), rows.contains(&false)) {
            (false, false) => OMITTED,
            (true, true) => AMBIGUOUS,
            (false, true) => INCORRECT,
            (true, false) => self.plainly(purpose).max(self.plainly(self.ground(flow).datum_leaf)),
        }
    }

    fn disclosed_provision(&self, flow: u32) -> u8 {
        let receivers = self.receiver(flow);
        let datum = self.ground(flow).datum_leaf;
        let about = |row: &&super::tables::RecipientRow<'_>| {
            receivers.iter().any(|receiver| self.vocabulary.within(*receiver, row.receiver))
                && self.in_set(datum, row.data)
        };
        let mut rows = self.tables.recipients.iter().filter(about).peekable();
        if rows.peek().is_none() {
            return OMITTED;
        }
        let Aim::Of(_, purpose) = self.ground(flow).aim else { return OMITTED };
        match rows.any(|row| self.in_set(purpose, row.purposes)) {
            true => self.plainly(purpose).max(self.plainly(datum)),
            false => INCORRECT,
        }
    }

    /// Clear if the policy has the very word; vague if only a wider one holds it.
    fn plainly(&self, leaf: TermId) -> u8 {
        match self.vocabulary.term(leaf).kind {
            crate::model::vocabulary::TermKind::Other => VAGUE,
            _ => 0,
        }
    }

    /// What a ground flow rests on: claims that hold, consents that cover it, whoever asked for them; where none of these
    /// certainly counts, the policy's own listing.
    fn basis(&self, flow: u32) -> Value<'_> {
        let [listing, consent, claim] = self.sorts.basis;
        let mut consented = Truth::False;
        for basis in &self.flow(flow).bases {
            if let Basis::Consent(id, before) = *basis {
                let by_anyone = [false, true].map(|by_actor| self.consented(flow, id, before, by_actor));
                consented = by_anyone.into_iter().fold(consented, Truth::or);
            }
        }
        let counts =
            [claim.filter(|_| self.held_claims(flow).next().is_some()), consent.filter(|_| consented == Truth::True)];
        let mut certain: Vec<TermId> = counts.into_iter().flatten().collect();
        if certain.is_empty() && self.is_listed(flow) {
            certain.extend(listing);
        }
        let mut within = LeafSet::new();
        certain.iter().for_each(|term| within.extend(self.vocabulary.leaves(*term)));
        let (open, gaps) = match (consented, consent) {
            (Truth::Unknown(gaps), Some(consent)) => (self.vocabulary.leaves(consent).clone(), gaps),
            _ => (LeafSet::new(), Gaps::new()),
        };
        Value::Members { within, open, gaps }
    }

    fn is_listed(&self, flow: u32) -> bool {
        let Aim::Of(_, purpose) = self.ground(flow).aim else { return false };
        self.in_set(purpose, &self.listed_purposes(flow)) || self.recipient_is_listed(flow)
    }

    /// What `stop` and `continue` say, event by event.
    pub(super) fn stops(&self, halts: &[Halt], declaration: Declaration) -> Value<'_> {
        let mut within = LeafSet::new();
        let mut outside = LeafSet::new();
        for halt in halts {
            for event in &halt.events {
                let set = if halt.within.is_some() { &mut within } else { &mut outside };
                set.extend(self.vocabulary.leaves(*event));
            }
        }
        let leaves = self.sorts.event.map_or(0, |sort| self.vocabulary.sort_of(sort).leaves.len() as u32);
        let open = (0..leaves).filter(|event| !within.contains(*event) && !outside.contains(*event)).collect();
        Value::Members { within, open, gaps: gap(declaration.keyword, declaration.index, ClauseWord::Stop) }
    }
}

fn named_consents(flow: &Flow) -> impl Iterator<Item = Entity> + '_ {
    flow.bases.iter().filter_map(|basis| match basis {
        Basis::Consent(consent, _) => Some(Entity::Consent(consent.0)),
        Basis::Claim(_) => None,
    })
}

fn terms_or_absent<'w>(term: Option<TermId>) -> Value<'w> {
    term.map_or(Value::Absent, |term| terms([term]))
}
