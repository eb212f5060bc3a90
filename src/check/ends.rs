//! How storage ends: which events end what rests somewhere, by the lines about it, its purposes and claims.

use rayon::prelude::*;
use smallvec::SmallVec;

use super::claims::Served;
use super::compare::{at_most_time, hours};
use super::facts::Facts;
use super::world::{Gap, Truth, Value};
use crate::fault::Fault;
use crate::graph::{ANONYMOUS, ArrivalId, identifiability};
use crate::model::vocabulary::{LeafSet, TermId};
use crate::model::{Action, Declaration, Ending, Endings, Lasts, Place, PurposeId, TransformId};
use crate::policy::pack::TermLasts;
use crate::syntax::value::Time;
use crate::syntax::words::{ClauseWord, EVENTS, Keyword};

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

/// The events at which something ends, each a bit at its place among the leaves of the sort.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Ends {
    within: u32,
    open: u32,
}

const _: () = assert!(EVENTS.len() < u32::BITS as usize, "each event has a bit, and what is none of them");

impl Ends {
    fn value<'w>(self, gap: Gap) -> Value<'w> {
        let set = |bits| LeafSet::from_bits(u64::from(bits));
        Value::Members { within: set(self.within), open: set(self.open), gaps: SmallVec::from_elem(gap, 1) }
    }
}

impl Facts<'_> {
    /// The ends of everything that rests somewhere: nearly every rule about storage asks for them. First those at which
    /// it ends in some way, then those at which it is erased.
    pub(super) fn all_ends(&self) -> Vec<[Ends; 2]> {
        let arrivals = (0..self.graph.arrivals.len() as u32).into_par_iter();
        arrivals.map(|holding| [self.ends(holding, false), self.ends(holding, true)]).collect()
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
    pub(super) fn endings(&self, holding: u32, erased: bool) -> Value<'_> {
        // Without a claim that was counted on, what is known already is known no more.
        let known = self.ends.get(holding as usize).filter(|_| self.without.is_none());
        let ends = known.map_or_else(|| self.ends(holding, erased), |ends| ends[usize::from(erased)]);
        let declaration = self.place_declaration(self.place_of(holding));
        ends.value(Gap { declaration, clause: ClauseWord::Delete, event: None })
    }

    fn ends(&self, holding: u32, erased: bool) -> Ends {
        let leaves = self.sorts.event.map(|sort| self.vocabulary.sort_of(sort).leaves.as_slice()).unwrap_or(&[]);
        let keeps_nothing = self.endings_at(self.place_of(holding)).keeps_nothing;
        let mut ends = Ends::default();
        for (leaf, event) in leaves.iter().enumerate() {
            let ended = if keeps_nothing { Ended::In } else { self.ended(holding, *event, erased) };
            match ended {
                Ended::In => ends.within |= 1 << leaf,
                Ended::Out => {}
                Ended::Unsaid => ends.open |= 1 << leaf,
            }
        }
        ends
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

    pub(super) fn kept_events(&self, holding: u32) -> Vec<TermId> {
        let served = Served::Line(self.place_of(holding));
        let keeps = |line: &&Ending| {
            line.action == Action::Keep && !line.under.is_some_and(|claim| self.claim_serves_line(claim, served))
        };
        let events = self.sorts.event.map(|sort| self.vocabulary.sort_of(sort).leaves.as_slice()).unwrap_or(&[]);
        events.iter().copied().filter(|event| self.lines(holding, *event).iter().any(keeps)).collect()
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
