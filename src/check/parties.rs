//! Who acts for whom: chains of agreements, what a recipient is in effect, what its agreements allow.

use std::borrow::Cow;

use rustc_hash::FxHashSet;
use smallvec::SmallVec;

use super::facts::{Facts, gap, join, many, open, terms};
use super::truth::union;
use super::world::{Entity, Gaps, Truth, Value};
use crate::fault::Fault;
use crate::graph::ArrivalId;
use crate::model::vocabulary::TermId;
use crate::model::{FlowId, Limit, Place, RecipientId};
use crate::policy::facts::Fact;
use crate::syntax::words::{ClauseWord, Keyword};

/// What all agreements of a chain allow.
#[derive(Debug, Clone)]
pub(super) enum Allowed {
    /// Everything: no agreement of the chain sets a limit.
    Everything,
    /// These purposes.
    Purposes(Vec<TermId>),
    /// Some agreement does not say.
    Unknown(Gaps),
}

/// A chain of agreements down to a recipient.
struct Chain {
    bound: Truth,
    allowed: Allowed,
}

impl Facts<'_> {
    fn limit_of(&self, recipient: RecipientId) -> Allowed {
        match &self.model.recipients[recipient.index()].limited_to {
            None => Allowed::Unknown(gap(Keyword::Recipient, recipient.0, ClauseWord::LimitedTo)),
            Some(Limit::All) => Allowed::Everything,
            Some(Limit::Purposes(purposes)) => Allowed::Purposes(self.purpose_terms(purposes)),
        }
    }

    fn narrow(&self, wide: Allowed, narrow: Allowed) -> Allowed {
        match (wide, narrow) {
            (Allowed::Unknown(mut left), Allowed::Unknown(right)) => {
                join(&mut left, &right);
                Allowed::Unknown(left)
            }
            (Allowed::Unknown(gaps), _) | (_, Allowed::Unknown(gaps)) => Allowed::Unknown(gaps),
            (Allowed::Everything, other) | (other, Allowed::Everything) => other,
            (Allowed::Purposes(left), Allowed::Purposes(right)) => {
                let within =
                    |term: &TermId, others: &[TermId]| others.iter().any(|wide| self.vocabulary.within(*term, *wide));
                let mut both: Vec<TermId> = left.iter().filter(|term| within(term, &right)).copied().collect();
                both.extend(right.iter().filter(|term| within(term, &left)));
                both.sort_unstable();
                both.dedup();
                Allowed::Purposes(both)
            }
        }
    }

    fn with_us(&self, recipient: RecipientId) -> bool {
        let agreement = &self.model.recipients[recipient.index()].agreement;
        agreement.as_ref().is_some_and(|agreement| agreement.with.is_none())
    }

    /// The chain down to a recipient that gets data from `source`.
    fn chain_to(&self, source: Option<ArrivalId>, recipient: RecipientId) -> Chain {
        let place = source.map(|source| self.graph.arrival(source).place);
        match (place, source) {
            (Some(Place::Recipient(giver)), Some(source)) if giver != recipient => {
                let above = self.chain_at(source, giver);
                let bound = and([above.bound, self.link(giver, recipient)]);
                Chain { bound, allowed: self.narrow(above.allowed, self.limit_of(recipient)) }
            }
            _ => Chain { bound: truth(self.with_us(recipient)), allowed: self.limit_of(recipient) },
        }
    }

    /// Whether agreements bind a recipient that gets data from another: one with us or with the giver, for no more than
    /// the giver's own, and we agreed to it.
    fn link(&self, giver: RecipientId, recipient: RecipientId) -> Truth {
        let agreement = self.model.recipients[recipient.index()].agreement.as_ref();
        let agreed = agreement.is_some_and(|agreement| agreement.with.is_none_or(|with| with == giver));
        let narrower = self.is_narrower(self.limit_of(recipient), self.limit_of(giver));
        let agreed = agreed || Fault::AgreementNotAsked.is_on();
        and([truth(agreed), truth(self.is_authorised(recipient)), narrower])
    }

    /// The chain down to a recipient that has data: of all the ways on which they came, the weakest. Each arrival on
    /// these ways is looked at once, so data that go round in a circle add nothing.
    fn chain_at(&self, arrival: ArrivalId, holder: RecipientId) -> Chain {
        let mut chain = Chain { bound: Truth::True, allowed: self.limit_of(holder) };
        let mut seen = FxHashSet::from_iter([arrival]);
        let mut holders = FxHashSet::from_iter([holder]);
        let mut waiting = vec![(arrival, holder)];
        while let Some((at, taker)) = waiting.pop() {
            let mut links: SmallVec<[Truth; 4]> = SmallVec::new();
            for from in self.graph.incoming(at).iter().filter_map(|id| self.graph.crossing(*id).from) {
                match self.graph.arrival(from).place {
                    Place::Recipient(giver) if giver == taker => {}
                    Place::Recipient(giver) => {
                        links.push(self.link(giver, taker));
                        if holders.insert(giver) {
                            chain.allowed = self.narrow(chain.allowed, self.limit_of(giver));
                        }
                        if seen.insert(from) {
                            waiting.push((from, giver));
                        }
                    }
                    Place::Store(_) => links.push(truth(self.with_us(taker))),
                }
            }
            if links.is_empty() {
                links.push(truth(self.with_us(taker)));
            }
            chain.bound = and(links.into_iter().chain([chain.bound]));
        }
        chain
    }

    fn is_at(&self, arrival: ArrivalId, recipient: RecipientId) -> bool {
        self.graph.arrival(arrival).place == Place::Recipient(recipient)
    }

    fn is_narrower(&self, narrow: Allowed, wide: Allowed) -> Truth {
        match (narrow, wide) {
            (_, Allowed::Everything) => Truth::True,
            (Allowed::Unknown(narrow), Allowed::Unknown(wide)) => Truth::Unknown(union(narrow, wide)),
            (Allowed::Unknown(gaps), _) | (_, Allowed::Unknown(gaps)) => Truth::Unknown(gaps),
            (Allowed::Everything, Allowed::Purposes(_)) => Truth::False,
            (Allowed::Purposes(narrow), Allowed::Purposes(wide)) => {
                truth(narrow.iter().all(|term| wide.iter().any(|wide| self.vocabulary.within(*term, *wide))))
            }
        }
    }

    /// Whether we agreed to a sub-processor: as said, else if its agreement is with us.
    pub(super) fn is_authorised(&self, recipient: RecipientId) -> bool {
        match self.model.recipients[recipient.index()].authorised {
            Some(said) => said.date.is_some(),
            None => self.with_us(recipient),
        }
    }

    fn chain(&self, flow: u32) -> Option<Chain> {
        let source = self.crossing(flow).from;
        match (self.ground(flow).recipient, self.acting_recipient(flow), source) {
            (Some(recipient), _, _) => Some(self.chain_to(source, recipient)),
            (None, Some(actor), Some(source)) => Some(self.chain_at(source, actor)),
            (None, _, _) => None,
        }
    }

    pub(super) fn in_chain(&self, flow: u32) -> Value<'_> {
        match self.chain(flow).map(|chain| chain.bound) {
            None => Value::Absent,
            Some(Truth::True) => Value::Bool(true),
            Some(Truth::False) => Value::Bool(false),
            Some(Truth::Unknown(gaps)) => Value::Unknown(gaps),
        }
    }

    pub(super) fn chain_purposes(&self, flow: u32) -> Value<'_> {
        match self.chain(flow).map(|chain| chain.allowed) {
            None => Value::Absent,
            Some(Allowed::Everything) => self.all_purposes(),
            Some(Allowed::Purposes(purposes)) => terms(purposes),
            Some(Allowed::Unknown(gaps)) => Value::Unknown(gaps),
        }
    }

    fn all_purposes(&self) -> Value<'_> {
        terms(self.vocabulary.sort("purpose").map(|sort| self.vocabulary.sort_of(sort).root))
    }

    /// What the chain allows, where that is known and limited.
    pub(super) fn known_chain_purposes(&self, flow: u32) -> Option<Vec<TermId>> {
        match self.chain(flow)?.allowed {
            Allowed::Purposes(purposes) => Some(purposes),
            Allowed::Everything | Allowed::Unknown(_) => None,
        }
    }

    /// What the recipient is in effect: the class that fits the verb, else all its classes; whoever gets entrusted data
    /// from a processor outside every chain is a third party.
    pub(super) fn receiver(&self, flow: u32) -> SmallVec<[TermId; 2]> {
        let Some(recipient) = self.ground(flow).recipient else { return SmallVec::new() };
        let verb = self.flow(flow).verb;
        let onward = verb == Keyword::Entrust && self.acting_recipient(flow).is_some();
        if onward && self.chain_to(self.crossing(flow).from, recipient).bound == Truth::False {
            return self.sorts.third_party.into_iter().collect();
        }
        let classes = &self.model.recipients[recipient.index()].classes;
        let fits = |class: &&TermId| verb_fits(verb, self.vocabulary.name(**class));
        let fitting: SmallVec<[TermId; 2]> = classes.iter().filter(fits).copied().collect();
        if fitting.is_empty() { classes.clone() } else { fitting }
    }

    /// What the flows that brought a datum to its actor were for.
    pub(super) fn received_purposes(&self, flow: u32) -> Vec<TermId> {
        let (Some(actor), Some(source)) = (self.acting_recipient(flow), self.crossing(flow).from) else {
            return Vec::new();
        };
        let brought = self.graph.incoming(source).iter().map(|id| self.graph.crossing(*id));
        let from_outside = brought.filter(|crossing| crossing.from.is_none_or(|from| !self.is_at(from, actor)));
        let mut purposes: Vec<TermId> = from_outside
            .filter_map(|crossing| self.model.flows[crossing.flow.index()].purposes.as_deref())
            .flat_map(|purposes| self.purpose_terms(purposes))
            .collect();
        purposes.sort_unstable();
        purposes.dedup();
        purposes
    }

    pub(super) fn successor_bound(&self, flow: u32) -> Value<'_> {
        let Some(actor) = self.acting_recipient(flow) else { return Value::Bool(false) };
        let recipient = &self.model.recipients[actor.index()];
        let successor = recipient.classes.iter().any(|class| self.is_party(*class, "successor"));
        match recipient.bound_by_policy.filter(|_| successor) {
            Some(bound) => Value::Bool(bound),
            None if successor => Value::Unknown(gap(Keyword::Recipient, actor.0, ClauseWord::BoundByPolicy)),
            None => Value::Bool(false),
        }
    }

    /// What a recipient is there for: what its agreement limits it to, else what it is entrusted with.
    fn duty(&self, recipient: RecipientId) -> Vec<TermId> {
        if let Allowed::Purposes(purposes) = self.limit_of(recipient) {
            return purposes;
        }
        let flows = self.entrusted.get(&recipient).into_iter().flatten();
        let purposes = |flow: &FlowId| self.model.flows[flow.index()].purposes.as_deref().unwrap_or(&[]);
        let mut duty: Vec<TermId> = flows.flat_map(|flow| self.purpose_terms(purposes(flow))).collect();
        duty.sort_unstable();
        duty.dedup();
        duty
    }

    pub(super) fn recipient_fact(&self, index: u32, fact: Fact) -> Value<'_> {
        let recipient = &self.model.recipients[index as usize];
        let missing = |clause| gap(Keyword::Recipient, index, clause);
        let date =
            |said: Option<crate::model::Dated>| said.and_then(|said| said.date).map_or(Value::Absent, Value::Date);
        match fact {
            Fact::RecipientAgreement => match &recipient.agreement {
                Some(agreement) if !agreement.document.text.trim().is_empty() => {
                    Value::Text(Cow::Borrowed(&agreement.document.text))
                }
                Some(_) | None => Value::Absent,
            },
            Fact::RecipientLimitedTo => match &recipient.limited_to {
                None => Value::Unknown(missing(ClauseWord::LimitedTo)),
                Some(Limit::All) => self.all_purposes(),
                Some(Limit::Purposes(purposes)) => terms(self.purpose_terms(purposes)),
            },
            Fact::RecipientUnlimited => Value::Bool(recipient.limited_to == Some(Limit::All)),
            Fact::RecipientDuty => terms(self.duty(RecipientId(index))),
            Fact::RecipientAuthorised => Value::Bool(self.is_authorised(RecipientId(index))),
            Fact::RecipientEvaluation => date(recipient.evaluated),
            Fact::RecipientAssessment => date(recipient.assessed),
            Fact::RecipientBoundByPolicy => {
                open(recipient.bound_by_policy, missing(ClauseWord::BoundByPolicy), Value::Bool)
            }
            Fact::RecipientMeasures => open(recipient.measures.as_ref(), missing(ClauseWord::Measures), |measures| {
                terms(self.measure_terms(measures))
            }),
            Fact::RecipientRegion => {
                let region = recipient.region.as_ref().filter(|region| region.is_said());
                open(region, missing(ClauseWord::Region), |region| Value::Text(Cow::Borrowed(&region.text)))
            }
            Fact::RecipientUse => many(self.uses_of(RecipientId(index))),
            _ => Value::Absent,
        }
    }

    fn uses_of(&self, recipient: RecipientId) -> Vec<Entity> {
        let arrivals = self.graph.at(Place::Recipient(recipient));
        let crossings = arrivals.iter().flat_map(|arrival| self.graph.outgoing(*arrival));
        let uses = crossings.filter(|id| self.model.flows[self.graph.crossing(**id).flow.index()].verb == Keyword::Use);
        uses.flat_map(|id| self.grounds_of(*id)).map(Entity::Flow).collect()
    }
}

/// Which classes of recipient each verb is for.
pub(super) fn verb_fits(verb: Keyword, class: &str) -> bool {
    match verb {
        Keyword::Entrust => matches!(class, "processor" | "affiliate"),
        Keyword::Share => matches!(class, "affiliate" | "third-party" | "authority"),
        Keyword::Transfer => class == "successor",
        Keyword::Disclose => class == "public",
        _ => false,
    }
}

pub(super) fn truth(holds: bool) -> Truth {
    if holds { Truth::True } else { Truth::False }
}

/// All of these, in Kleene's logic.
pub(super) fn and(all: impl IntoIterator<Item = Truth>) -> Truth {
    let mut gaps = Gaps::new();
    for truth in all {
        match truth {
            Truth::True => {}
            Truth::False => return Truth::False,
            Truth::Unknown(missing) => join(&mut gaps, &missing),
        }
    }
    if gaps.is_empty() { Truth::True } else { Truth::Unknown(gaps) }
}
