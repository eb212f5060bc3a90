//! Claims: exceptions and grounds are claimed, never inferred; a claim serves one thing, and what is unknown in it makes
//! it inert. One mechanism serves flows, lines that keep data, and refusals.

use std::borrow::Cow;

use rustc_hash::FxHashMap;

use super::evaluate;
use super::facts::{Facts, gap, many, one, open, terms};
use super::tables::{GroundRow, Serves};
use super::world::{Entity, Gaps, Truth, Value};
use crate::fault::Fault;
use crate::model::vocabulary::{LeafSet, TermId};
use crate::model::{Basis, ClaimId, Endings, FlowId, Model, Place, RecipientId, RightId, StoreId, Text};
use crate::policy::facts::Fact;
use crate::policy::rule::Condition;
use crate::syntax::words::{ClauseWord, Keyword};

/// What is lacking where a claim names a ground that a consent makes.
pub(super) const CONSENT_INSTEAD: [&str; 2] = ["a consent that the flow itself names", "由数据流自身引用的同意"];

/// What a claim serves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Served {
    /// A declared flow.
    Flow(FlowId),
    /// A line about the end of storage at a place.
    Line(Place),
    /// A refusal of a right.
    Refusal(RightId, u32),
}

/// A claim as rules see it: for each ground flow that it serves, or once for anything else.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Claimed {
    pub(super) claim: ClaimId,
    /// The ground flow, if it serves a flow.
    pub(super) flow: Option<u32>,
}

/// All claims, and what each serves.
#[derive(Debug, Default)]
pub(super) struct Claims {
    list: Vec<Claimed>,
    places: FxHashMap<Claimed, u32>,
    /// What each claim serves, by claim.
    pub(super) served: Vec<Vec<Served>>,
}

impl Claims {
    pub(super) fn new(facts: &Facts<'_>) -> Self {
        let served = served(facts.model);
        let mut list = Vec::new();
        for (index, serves) in served.iter().enumerate() {
            let claim = ClaimId(index as u32);
            if facts.model.claims[index].head.faulty {
                continue;
            }
            let before = list.len();
            for served in serves {
                if let Served::Flow(flow) = served {
                    let crossings = facts.crossings_of(*flow).iter();
                    let grounds = crossings.flat_map(|(_, crossing)| facts.grounds_of(*crossing));
                    list.extend(grounds.map(|flow| Claimed { claim, flow: Some(flow) }));
                }
            }
            if list.len() == before {
                list.push(Claimed { claim, flow: None });
            }
        }
        let places = list.iter().enumerate().map(|(index, claimed)| (*claimed, index as u32)).collect();
        Self { list, places, served }
    }

    pub(super) fn len(&self) -> usize {
        self.list.len()
    }

    /// The places of a claim in the list, one beside the other.
    pub(super) fn of(&self, claim: ClaimId) -> std::ops::Range<u32> {
        let start = self.list.partition_point(|claimed| claimed.claim < claim);
        let end = self.list.partition_point(|claimed| claimed.claim <= claim);
        start as u32..end as u32
    }

    /// The places of claims that serve one thing. A claim that serves nothing, or several things, has nothing that rules
    /// could judge it by, and the engine tells of it.
    pub(super) fn to_judge(&self) -> impl Iterator<Item = u32> {
        let serves_one = |index: &u32| self.served[self.get(*index).claim.index()].len() == 1;
        (0..self.len() as u32).filter(serves_one)
    }

    pub(super) fn get(&self, index: u32) -> Claimed {
        self.list[index as usize]
    }
}

/// Everything that names each claim, once for each time it does.
fn served(model: &Model) -> Vec<Vec<Served>> {
    let mut served = vec![Vec::new(); model.claims.len()];
    for (id, flow) in model.flows() {
        for basis in &flow.bases {
            if let Basis::Claim(claim) = basis {
                served[claim.index()].push(Served::Flow(id));
            }
        }
    }
    let stores = model.stores.iter().enumerate();
    let stores = stores.map(|(index, store)| (Place::Store(StoreId(index as u32)), &store.endings));
    let recipients = model.recipients.iter().enumerate();
    let recipients =
        recipients.map(|(index, recipient)| (Place::Recipient(RecipientId(index as u32)), &recipient.endings));
    for (place, endings) in stores.chain(recipients) {
        let endings: &Endings = endings;
        for claim in endings.lines.iter().filter_map(|line| line.under) {
            served[claim.index()].push(Served::Line(place));
        }
    }
    for (index, right) in model.rights.iter().enumerate() {
        for (number, refusal) in right.refuses.iter().enumerate() {
            if let Some(claim) = refusal.under {
                served[claim.index()].push(Served::Refusal(RightId(index as u32), number as u32));
            }
        }
    }
    served
}

impl<'a> Facts<'a> {
    pub(super) fn is_looked_away_from(&self, basis: &Basis) -> bool {
        match basis {
            Basis::Claim(claim) => self.without == Some(*claim),
            Basis::Consent(..) => false,
        }
    }

    /// The claims that a ground flow names.
    pub(super) fn claims_of(&self, flow: u32) -> Vec<Entity> {
        let named = self.flow(flow).bases.iter().filter(|basis| !self.is_looked_away_from(basis));
        let claims = named.filter_map(|basis| match basis {
            Basis::Claim(claim) => self.claims.places.get(&Claimed { claim: *claim, flow: Some(flow) }),
            Basis::Consent(..) => None,
        });
        claims.map(|index| Entity::Claim(*index)).collect()
    }

    /// The claims of a ground flow that are in scope and met.
    pub(super) fn held_claims(&self, flow: u32) -> impl Iterator<Item = u32> {
        self.claims_of(flow).into_iter().filter_map(|claim| match claim {
            Entity::Claim(index) if self.in_scope(index) && self.is_met(index) => Some(index),
            _ => None,
        })
    }

    /// The grounds that hold for a ground flow: those of its claims that are in scope and met, and those that a consent
    /// of the strength they ask makes. None is taken over by onward flows.
    pub(super) fn grounds_held(&self, flow: u32) -> Value<'_> {
        let mut within = LeafSet::new();
        if Fault::ClaimInherited.is_on() {
            self.inherit_grounds(flow, &mut within);
        }
        let rows = self.held_claims(flow).filter_map(|claim| self.row_of(claim));
        rows.for_each(|row| within.extend(self.vocabulary.leaves(row.ground)));
        let mut open = LeafSet::new();
        let (by_consent, gaps) = self.grounds_by_consent(flow);
        for (ground, certain) in by_consent {
            let set = if certain { &mut within } else { &mut open };
            set.extend(self.vocabulary.leaves(ground));
        }
        Value::Members { open: open.iter().filter(|ground| !within.contains(*ground)).collect(), within, gaps }
    }

    /// What is not to be: the claims of the flows that brought a datum here.
    fn inherit_grounds(&self, flow: u32, grounds: &mut LeafSet) {
        let brought = self.crossing(flow).from.map(|from| self.graph.incoming(from)).unwrap_or_default();
        let before = brought.iter().flat_map(|id| self.grounds_of(*id)).flat_map(|flow| self.claims_of(flow));
        for row in before.filter_map(|claim| match claim {
            Entity::Claim(index) if self.is_met(index) => self.row_of(index),
            _ => None,
        }) {
            grounds.extend(self.vocabulary.leaves(row.ground));
        }
    }

    /// The grounds that consents make, with whether they certainly do, and what would decide about those that may.
    pub(super) fn grounds_by_consent(&self, flow: u32) -> (Vec<(TermId, bool)>, Gaps) {
        let nothing = (Vec::new(), Gaps::new());
        let declared = self.flow(flow);
        let named = declared.bases.iter().any(|basis| matches!(basis, Basis::Consent(..)));
        let Some(action) = self.sorts.verb(declared.verb).filter(|_| named) else { return nothing };
        let Value::Steps { least, greatest, gaps } = self.fact_consent(flow) else { return nothing };
        let rows = self.tables.grounds.iter().filter(|row| self.in_set(action, row.actions));
        let made = rows.filter_map(|row| Some((row.ground, row.by_consent?))).filter(|(_, asked)| greatest >= *asked);
        (made.map(|(ground, asked)| (ground, least >= asked)).collect(), gaps)
    }

    fn fact_consent(&self, flow: u32) -> Value<'_> {
        self.flow_fact(flow, Fact::FlowConsent)
    }

    /// The row of the ground that a claim names, if its clause is a ground.
    pub(super) fn row_of(&self, index: u32) -> Option<&GroundRow<'a>> {
        self.row_of_claim(self.claims.get(index).claim)
    }

    pub(super) fn row_of_claim(&self, claim: ClaimId) -> Option<&GroundRow<'a>> {
        let row = self.tables.ground_rows.get(&self.model.claims[claim.index()].ground?)?;
        self.tables.grounds.get(*row as usize)
    }

    /// Whether the ground is for what the claim serves.
    pub(super) fn in_scope(&self, index: u32) -> bool {
        let Some(row) = self.row_of(index) else { return false };
        let Claimed { claim, flow } = self.claims.get(index);
        match (flow, self.claims.served[claim.index()].first()) {
            (Some(_), _) if Fault::ClaimOutOfScope.is_on() => true,
            (Some(flow), _) => self.sorts.verb(self.flow(flow).verb).is_some_and(|verb| self.in_set(verb, row.actions)),
            (None, Some(Served::Line(_))) => row.serves == Serves::Keeping,
            (None, Some(Served::Refusal(..))) => row.serves == Serves::Refusal,
            (None, Some(Served::Flow(_)) | None) => false,
        }
    }

    /// The ground of the other list that is the same and that is for what the claim serves.
    pub(super) fn counterpart(&self, index: u32) -> Option<TermId> {
        let row = self.row_of(index).filter(|_| !self.in_scope(index))?;
        let verb = self.sorts.verb(self.flow(self.claims.get(index).flow?).verb)?;
        let counterpart = row.counterpart?;
        let other = self.tables.ground_rows.get(&counterpart)?;
        self.in_set(verb, self.tables.grounds[*other as usize].actions).then_some(counterpart)
    }

    /// Whether all that the ground demands is certainly there, and the claim serves one thing. A ground that a consent
    /// makes is nothing to claim: the flow names the consent.
    pub(super) fn is_met(&self, index: u32) -> bool {
        let claim = self.claims.get(index).claim;
        let is_met = |row: &GroundRow<'a>| row.by_consent.is_none() && self.unmet(index, row).next().is_none();
        self.claims.served[claim.index()].len() == 1 && self.row_of(index).is_some_and(is_met)
    }

    /// The sentences of a ground that a claim does not certainly fulfil.
    pub(super) fn unmet<'s>(&'s self, index: u32, row: &'s GroundRow<'a>) -> impl Iterator<Item = &'a Condition> + 's {
        let binding = [Entity::Claim(index)];
        row.when.iter().filter(move |sentence| evaluate::truth(self, self.pack, sentence, &binding) != Truth::True)
    }

    /// Whether a claim keeps what a line or a refusal speaks of: it is for such things, it is met, it serves one thing.
    pub(super) fn claim_serves_line(&self, claim: ClaimId, served: Served) -> bool {
        let index = self.claims.places.get(&Claimed { claim, flow: None });
        self.without != Some(claim)
            && self.claims.served[claim.index()] == [served]
            && index.is_some_and(|index| self.in_scope(*index) && self.is_met(*index))
    }

    pub(super) fn claim_fact(&self, index: u32, fact: Fact) -> Value<'_> {
        let Claimed { claim: id, flow } = self.claims.get(index);
        let claim = &self.model.claims[id.index()];
        let missing = |clause| gap(Keyword::Claim, id.0, clause);
        let text = |text: &'a Text| Value::Text(Cow::Borrowed(&*text.text));
        match fact {
            Fact::ClaimGround => {
                let row = claim.ground.and_then(|ground| self.tables.ground_rows.get(&ground));
                many(row.map(|row| Entity::Row(self.tables.grounds_id, *row)))
            }
            Fact::ClaimFlow => one(flow.map(Entity::Flow)),
            Fact::ClaimInScope => Value::Bool(self.in_scope(index)),
            Fact::ClaimMisCited => Value::Bool(self.counterpart(index).is_some()),
            Fact::ClaimMet => Value::Bool(self.is_met(index)),
            Fact::ClaimReason => open(claim.because.as_ref(), missing(ClauseWord::Because), text),
            Fact::ClaimLink => open(claim.link, missing(ClauseWord::Link), |link| terms([link])),
            Fact::ClaimNecessity => match &claim.necessary {
                None => Value::Unknown(missing(ClauseWord::Necessary)),
                Some(None) => Value::Absent,
                Some(Some(why)) => text(why),
            },
            Fact::ClaimProtection => {
                open(claim.protects.as_ref(), missing(ClauseWord::Protects), |all| terms(all.iter().copied()))
            }
            Fact::ClaimAsking => open(claim.asking, missing(ClauseWord::Asking), |asking| terms([asking])),
            Fact::ClaimCitation => {
                let cites = Some(&claim.cites).filter(|cites| !cites.is_empty());
                open(cites, missing(ClauseWord::Cites), |cites| terms(cites.iter().copied()))
            }
            Fact::ClaimParty => {
                open(claim.party, missing(ClauseWord::Party), |party| Value::One(Entity::Subject(party.0)))
            }
            Fact::ClaimEvidence => open(claim.evidence.first(), missing(ClauseWord::Evidence), text),
            _ => Value::Absent,
        }
    }
}
