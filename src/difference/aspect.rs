//! What a clause says, what that is about, and which way more of it goes.

use super::extent::{Extent, Shift};
use super::side::LINES;
use super::{Direction, Part, Topic};
use crate::syntax::words::ClauseWord;

/// Which way more of something goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum More {
    Widens,
    Narrows,
}

/// What stands for a flow's verb among its clauses.
pub(super) const VERB: &str = "verb";

/// One clause of a declaration.
#[derive(Debug, Clone)]
pub(super) struct Aspect {
    topic: Topic,
    /// The clause, or what stands in the head of the declaration.
    clause: &'static str,
    event: Option<String>,
    /// The datum that it is said of alone; a clause that names none speaks of all others.
    of: Option<String>,
    more: More,
    extent: Extent,
}

/// Clauses of which more means that more is done, and of which more means that more protects; the others say something that
/// is neither.
pub(super) fn widens(topic: Topic, clause: ClauseWord, extent: Extent) -> Aspect {
    Aspect { topic, clause: clause.text(), event: None, of: None, more: More::Widens, extent }
}

/// See [`widens`].
pub(super) fn narrows(topic: Topic, clause: ClauseWord, extent: Extent) -> Aspect {
    Aspect { topic, clause: clause.text(), event: None, of: None, more: More::Narrows, extent }
}

impl Aspect {
    /// The class that a declaration has.
    pub(super) fn class(topic: Topic, more: More, extent: Extent) -> Self {
        Self { topic, clause: "class", event: None, of: None, more, extent }
    }

    /// The same under a name of its own, where one clause says two things.
    pub(super) fn renamed(self, clause: &'static str) -> Self {
        Self { clause, ..self }
    }

    /// The same, said of an event.
    pub(super) fn after(self, event: &str) -> Self {
        Self { event: Some(event.to_owned()), ..self }
    }

    /// The same, said of one datum alone.
    pub(super) fn of(self, datum: Option<&str>) -> Self {
        Self { of: datum.map(str::to_owned), ..self }
    }

    /// Whether it says the same thing earlier than another says it.
    pub(super) fn is_earlier_than(&self, other: &Self) -> bool {
        self.key() == other.key() && self.extent.level() < other.extent.level()
    }

    /// Whether both speak of the same.
    pub(super) fn speaks_like(&self, other: &Self) -> bool {
        self.key() == other.key()
    }

    /// Whether it is a class that the policy has words for.
    pub(super) fn is_class_of_policy(&self) -> bool {
        self.clause == "class" && matches!(self.extent, Extent::Set(_))
    }

    fn key(&self) -> (&'static str, Option<&str>, Option<&str>) {
        (self.clause, self.event.as_deref(), self.of.as_deref())
    }

    /// What the other side says of the same: of the datum, or else of all data, or else that it keeps nothing anyway. What
    /// nobody says has no end.
    fn counterpart(&self, others: &[Self]) -> Extent {
        let (clause, event, _) = self.key();
        let general = (clause, event, None);
        let said = |key| others.iter().find(|one| one.key() == key);
        let ends = clause == ClauseWord::Delete.text() || clause == ClauseWord::Apply.text();
        let nothing_kept = || said((ClauseWord::Keep.text(), None, None)).filter(|_| ends);
        said(self.key()).or_else(|| said(general)).or_else(nothing_kept).map_or(Extent::Open, |one| one.extent.clone())
    }

    fn part(&self, shift: Shift) -> Part {
        let direction = match (shift.order, self.more) {
            (None, More::Widens | More::Narrows) => Direction::Other,
            (Some(order), More::Widens) => order.widening(),
            (Some(order), More::Narrows) => order.narrowing(),
        };
        let Shift { added, removed, before, after, order: _ } = shift;
        Part {
            topic: self.topic,
            clause: self.clause,
            of: self.of.clone(),
            event: self.event.clone(),
            direction,
            added,
            removed,
            before,
            after,
        }
    }

    /// What this says, as if nothing had been there before, or nothing were there now.
    fn whole(&self, gone: bool) -> Option<Part> {
        let nothing = self.extent.nothing();
        let shift = if gone { nothing.since(&self.extent)? } else { self.extent.since(&nothing)? };
        let lists = shift.added.len() + shift.removed.len() > 0;
        let is_told = lists || shift.before.is_some() || shift.after.is_some();
        is_told.then(|| self.part(Shift { order: shift.order.filter(|_| lists), ..shift }))
    }
}

/// The clauses that differ.
pub(super) fn differing(before: &[Aspect], after: &[Aspect]) -> Vec<Part> {
    let mut parts = Vec::new();
    for aspect in after {
        parts.extend(aspect.extent.since(&aspect.counterpart(before)).map(|shift| aspect.part(shift)));
    }
    for aspect in before.iter().filter(|aspect| !after.iter().any(|one| one.speaks_like(aspect))) {
        parts.extend(aspect.counterpart(after).since(&aspect.extent).map(|shift| aspect.part(shift)));
    }
    parts
}

/// All that a declaration says that is new or gone as a whole; its verb is its keyword.
pub(super) fn said(aspects: &[Aspect], gone: bool) -> Vec<Part> {
    let told = aspects.iter().filter(|aspect| ![VERB, LINES].contains(&aspect.clause));
    told.filter_map(|aspect| aspect.whole(gone)).collect()
}
