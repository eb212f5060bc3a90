//! What the evaluator asks of a checked workspace: things, their classes, and their facts. Rules see nothing else.

use std::borrow::Cow;

use smallvec::SmallVec;

use crate::model::Declaration;
use crate::model::vocabulary::{LeafSet, TermId};
use crate::policy::facts::{Fact, Kind};
use crate::policy::pack::TableId;
use crate::policy::rule::Barrier;
use crate::syntax::value::{Date, Time};
use crate::syntax::words::ClauseWord;

/// A thing that a rule speaks of. The numbers are places in the lists of the world that gave it out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Entity {
    /// A ground flow.
    Flow(u32),
    /// A datum: a facet, as one leaf of its class.
    Datum(u32, TermId),
    /// A datum at rest.
    Holding(u32),
    /// A store.
    Store(u32),
    /// A recipient.
    Recipient(u32),
    /// A subject.
    Subject(u32),
    /// A declared field.
    Data(u32),
    /// A feature.
    Feature(u32),
    /// A consent.
    Consent(u32),
    /// A notice.
    Notice(u32),
    /// A measure.
    Measure(u32),
    /// A transform.
    Transform(u32),
    /// A right.
    Right(u32),
    /// A refusal: a right, and which of its refusals.
    Refusal(u32, u32),
    /// A claim.
    Claim(u32),
    /// A plan.
    Plan(u32),
    /// The system.
    System,
    /// The policy.
    Policy,
    /// A row of a table.
    Row(TableId, u32),
}

/// A clause that a declaration leaves out, and that would decide a question: `coder.evidence`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Gap {
    /// The declaration.
    pub declaration: Declaration,
    /// The clause.
    pub clause: ClauseWord,
    /// The event that the clause should speak of, for ends of storage and of flows.
    pub event: Option<TermId>,
}

/// What is missing, sorted, without repeats.
pub type Gaps = SmallVec<[Gap; 1]>;

/// The truth of a sentence, in Kleene's strong three-valued logic. Unknown names the fewest facts that would decide it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Truth {
    /// True.
    True,
    /// False.
    False,
    /// Unknown for want of these.
    Unknown(Gaps),
}

/// The value of a fact.
#[derive(Debug, Clone, PartialEq)]
pub enum Value<'w> {
    /// Certainly nothing.
    Absent,
    /// Open, and not declared.
    Unknown(Gaps),
    /// One thing.
    One(Entity),
    /// A closed set of things, rows among them.
    Many(Cow<'w, [Entity]>),
    /// A set of things of which only some are known to be in it.
    Partly {
        /// Certainly in it.
        known: Vec<Entity>,
        /// Perhaps in it.
        possible: Vec<Entity>,
        /// What would decide about the latter.
        gaps: Gaps,
    },
    /// One term or a set of terms; declared words, not only leaves. An empty set is definite.
    Terms(Cow<'w, [TermId]>),
    /// A set of terms of one sort, known only as its leaves.
    Leaves(Cow<'w, LeafSet>),
    /// Leaves any of which may be meant, since nobody says which, and what would say it.
    AnyOf(Cow<'w, LeafSet>, Gaps),
    /// A step of a scale, or, where not all is known, an interval of steps and what would narrow it.
    Steps {
        /// The least step it can be.
        least: u8,
        /// The greatest step it can be.
        greatest: u8,
        /// What would narrow it; empty if `least` is `greatest`.
        gaps: Gaps,
    },
    /// Yes or no.
    Bool(bool),
    /// Leaves of one sort, each known in, open, or known out.
    Members {
        /// Known in.
        within: LeafSet,
        /// Perhaps in; all others are out.
        open: LeafSet,
        /// What would decide; where it is a line about an event, the asked event is filled in.
        gaps: Gaps,
    },
    /// A day.
    Date(Date),
    /// A length of time.
    Time(Time),
    /// Text.
    Text(Cow<'w, str>),
}

/// Everything that rules can ask.
pub trait World: Sync {
    /// All things of a kind, in a stable order; for ground flows, of the kinds that are verbs or above them.
    fn things(&self, kind: Kind) -> Cow<'_, [Entity]>;

    /// The kind of a thing, the most special one.
    fn kind(&self, thing: Entity) -> Kind;

    /// The class of a thing: terms of the sort that its kind has classes of.
    fn class(&self, thing: Entity) -> Value<'_>;

    /// A fact of a thing. `Fact`s of a general kind are asked of things of its special kinds too. Asking a thing for a
    /// fact of another kind gives [`Value::Absent`].
    fn fact(&self, thing: Entity, fact: Fact) -> Value<'_>;

    /// A column of a row.
    fn column(&self, row: Entity, column: u16) -> Value<'_>;

    /// Whether the fact is declared at all, unknown or not; for `states`.
    fn states(&self, thing: Entity, fact: Fact) -> bool;

    /// Whether the policy is already known to speak of a thing; false where that is still to be asked.
    fn is_in_scope(&self, thing: Entity) -> bool {
        let _ = thing;
        false
    }

    /// Whether what `from` lands reaches `to` on a way that no barrier stops.
    fn reaches(&self, from: Entity, to: Entity, barriers: &[Barrier]) -> Truth;

    /// Everything that what `from` lands reaches, or may reach, on ways that no barrier certainly stops, in a stable
    /// order; `None` where the world does not know it but by asking of each thing.
    fn reached(&self, from: Entity, barriers: &[Barrier]) -> Option<Vec<Entity>> {
        let _ = (from, barriers);
        None
    }

    /// The day that counts as today; `None` if nobody said one.
    fn today(&self) -> Option<Date>;

    /// What a thing is called in messages.
    fn name(&self, thing: Entity) -> Cow<'_, str>;

    /// The wider word that people declared for a fact of which rules see one leaf; `None` for all others.
    fn declared_word(&self, thing: Entity, fact: Fact) -> Option<TermId> {
        let _ = (thing, fact);
        None
    }

    /// What a term is called in messages.
    fn term_name(&self, term: TermId) -> Cow<'_, str>;
}
