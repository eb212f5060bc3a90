//! A compiled rule: the typed tree that its sentences mean. The evaluator runs it, `explain` reads it back, and a
//! sign-off binds its hash.

use super::facts::{Fact, Kind};
use super::pack::{ClauseId, TableId};
use crate::diagnostic::Severity;
use crate::model::vocabulary::{LeafSet, TermId};
use crate::source::Span;
use crate::syntax::value::Time;

/// Whether a rule is about something bad that lies on a path, or about something required that is missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum About {
    /// Something bad lies on a path.
    Safety,
    /// Something required is missing.
    Liveness,
}

/// A rule of a pack.
#[derive(Debug, Clone)]
pub struct Rule {
    /// `group/name`.
    pub id: String,
    /// One line for people.
    pub title: String,
    /// All clauses that a finding of it may cite.
    pub clauses: Vec<ClauseId>,
    /// Clauses that bound it and are never a finding.
    pub rests_on: Vec<ClauseId>,
    /// Why the rule is there.
    pub why: String,
    /// Its parts; at least one.
    pub parts: Vec<Part>,
    /// Its examples.
    pub examples: Vec<Example>,
    /// Changes of it that no example need tell from it, each with the reason.
    pub survivors: Vec<Survivor>,
    /// Where its id stands.
    pub span: Span,
}

/// One small rule: variables, sentences, a message.
#[derive(Debug, Clone)]
pub struct Part {
    /// Safety or liveness.
    pub about: About,
    /// What it ranges over, resolved in order.
    pub variables: Vec<Variable>,
    /// When it applies: all of these.
    pub when: Vec<Condition>,
    /// What must hold: all of these, and none of `must_not`.
    pub must: Vec<Condition>,
    /// What must not hold: none of these.
    pub must_not: Vec<Condition>,
    /// What excuses a breach.
    pub unless: Vec<Excuse>,
    /// When a finding is an error whatever the clause says, if certainly so.
    pub error_when: Vec<Condition>,
    /// What a finding says.
    pub message: Message,
    /// What to do about it.
    pub fix: Message,
    /// Which clause a finding cites.
    pub cites: Cites,
    /// The severity, if the part or its rule says one; else the clause's.
    pub severity: Option<Severity>,
    /// Where the part stands.
    pub span: Span,
}

/// The clause of a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cites {
    /// This one.
    Clause(ClauseId),
    /// That of the row that the variable is bound to, by the variable's number.
    Row(u8),
}

/// A variable of a rule.
#[derive(Debug, Clone)]
pub struct Variable {
    /// Its name.
    pub name: String,
    /// What it ranges over.
    pub range: Range,
}

/// What a variable ranges over.
#[derive(Debug, Clone)]
pub enum Range {
    /// All things of some of these kinds. Facts are those of the nearest common kind, `common`.
    Kinds {
        /// The kinds.
        kinds: Vec<Kind>,
        /// The nearest kind that all of them are.
        common: Kind,
    },
    /// What a many-valued fact of an earlier variable (or of `system`) holds; rows too (`limit of flow`).
    Fact {
        /// The fact.
        fact: Fact,
        /// Of what.
        of: Reference,
        /// The clauses that a row must have, if the fact gives rows.
        clauses: Vec<ClauseId>,
    },
    /// The rows of a table whose clause stands in the rule's clauses.
    Rows {
        /// The table.
        table: TableId,
        /// The clauses.
        clauses: Vec<ClauseId>,
    },
}

/// Something that a rule names: a variable, `system` or `policy`, and facts of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reference {
    /// Where it begins.
    pub root: Root,
    /// Facts or columns, one after another.
    pub steps: Vec<Step>,
}

/// Where a reference begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Root {
    /// A variable, by number.
    Variable(u8),
    /// The system.
    System,
    /// The policy.
    Policy,
}

/// One step of a reference.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// A fact of a thing.
    Fact(Fact),
    /// A column of a row.
    Column(TableId, u16),
}

/// A sentence, or sentences joined.
#[derive(Debug, Clone)]
pub enum Condition {
    /// All of these.
    All(Vec<Condition>),
    /// Some of these.
    Any(Vec<Condition>),
    /// Not this.
    Not(Box<Condition>),
    /// `every|some|no NOUN of REF [that PRED] PRED`.
    Quantified {
        /// Which quantifier.
        quantifier: Quantifier,
        /// The many-valued fact.
        noun: Step,
        /// Of what.
        of: Reference,
        /// Which members count.
        that: Option<Predicate>,
        /// What is said of them.
        predicate: Predicate,
        /// Where the sentence stands.
        span: Span,
    },
    /// `REF reaches REF [without passing …]`.
    Reaches {
        /// From a flow.
        from: Reference,
        /// To a flow or a holding.
        to: Reference,
        /// What would stop it.
        barriers: Vec<Barrier>,
        /// Where the sentence stands.
        span: Span,
    },
    /// `REF PRED`.
    Simple {
        /// Of what.
        subject: Reference,
        /// What is said.
        predicate: Predicate,
        /// Where the sentence stands.
        span: Span,
    },
}

/// A quantifier.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Quantifier {
    /// Of all; true of none.
    Every,
    /// Of at least one; false of none.
    Some,
    /// Of not one; true of none.
    No,
}

/// What stops a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Barrier {
    /// An evidenced transform of this class (a term of the sort `transform`), naming the datum.
    Transform(TermId),
    /// A flow that a named exception of the kind `flow` excuses, by its place in the pack.
    Exception(u16),
}

/// What is said of a thing.
#[derive(Debug, Clone)]
pub enum Predicate {
    /// `has FACT …`.
    Has {
        /// The fact or column.
        step: Step,
        /// What is asked of its value.
        test: Test,
    },
    /// `has no FACT …`: the negation of `has`.
    HasNo {
        /// The fact or column.
        step: Step,
        /// What is asked of its value.
        test: Test,
    },
    /// `is [not] a V`, `is [not] one of …`: the thing's class.
    IsA {
        /// Whether it is `not`.
        negated: bool,
        /// The classes.
        values: Vec<Operand>,
    },
    /// `is [not] ADJECTIVE`: a fact that is yes or no.
    Is {
        /// Whether it is `not`.
        negated: bool,
        /// The fact or column.
        step: Step,
    },
    /// `is in the future`, `is in the past`, of a date that the subject's last step gives.
    Time {
        /// In the future, or in the past.
        future: bool,
    },
    /// `states FACT`, `does not state FACT`: two-valued.
    States {
        /// Whether it is `does not state`.
        negated: bool,
        /// The fact or column.
        step: Step,
    },
}

/// What is asked of a fact's value.
#[derive(Debug, Clone)]
pub enum Test {
    /// There is some value.
    Exists,
    /// Some value is one of these.
    OneOf(Vec<Operand>),
    /// Each of these has a value below it.
    AllOf(Vec<Operand>),
    /// Every value lies within these together.
    Within(Vec<Operand>),
    /// The value compares.
    Compare(Comparison, Operand),
}

/// A comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Comparison {
    /// `at most`.
    AtMost,
    /// `at least`.
    AtLeast,
    /// `under`.
    Under,
    /// `over`.
    Over,
}

/// What a fact is compared with.
#[derive(Debug, Clone)]
pub enum Operand {
    /// Terms of one sort: the words, and the leaves below them together. Neighbouring words are merged into one operand
    /// only where the test is about their union.
    Terms(TermId, LeafSet),
    /// A step of a scale.
    Step(u8),
    /// A length of time.
    Time(Time),
    /// Text.
    Text(String),
    /// The value of a fact or a column.
    Reference(Reference),
}

/// A named exception of a pack.
#[derive(Debug, Clone)]
pub struct Exception {
    /// Its name.
    pub name: String,
    /// The kind of thing it excuses.
    pub of: Kind,
    /// The clauses it stands on.
    pub clauses: Vec<ClauseId>,
    /// What must certainly hold. Variable 0 is the excused thing.
    pub when: Vec<Condition>,
    /// Where its name stands.
    pub span: Span,
}

/// An exception as a rule uses it.
#[derive(Debug, Clone)]
pub enum Excuse {
    /// A named exception, by its place in the pack, of the variable of its kind.
    Named {
        /// Its place in the pack.
        exception: u16,
        /// The variable it excuses.
        variable: u8,
    },
    /// An exception of this rule alone, over the rule's own variables.
    Own(Exception),
}

/// A message with holes.
#[derive(Debug, Clone)]
pub struct Message {
    /// Its pieces.
    pub pieces: Vec<Piece>,
}

/// A piece of a message.
#[derive(Debug, Clone)]
pub enum Piece {
    /// Plain text.
    Text(String),
    /// `{REF}`: what it names, in words.
    Reference(Reference),
    /// `{path}`: the witness.
    Path,
    /// `{missing}`: the failing values or sentences.
    Missing,
}

/// An example of a rule: a change to the pack's clean world, and what it must bring about.
#[derive(Debug, Clone)]
pub struct Example {
    /// What it shows.
    pub name: String,
    /// Declarations that amend those of the clean world clause by clause, or are added to it.
    pub change: String,
    /// Declarations or clauses (`name.clause`) that are taken away.
    pub drop: Vec<String>,
    /// What must come of it.
    pub expect: Expect,
    /// Where its name stands.
    pub span: Span,
}

/// A change of a rule that no example tells from it, and why none need.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Survivor {
    /// The change, in the words of the report.
    pub mutant: String,
    /// Why nothing is wrong with that.
    pub why: String,
    /// Where it stands.
    pub span: Span,
}

/// What an example expects of its rule.
#[derive(Debug, Clone)]
pub struct Expect {
    /// The verdict.
    pub verdict: Expected,
    /// The binding: fact words (`flow`, `datum`, `purpose`, `recipient`, a variable) and the names they are bound to.
    pub binding: Vec<(String, String)>,
    /// The clause cited, if it is named.
    pub clause: Option<ClauseId>,
    /// The weight of the finding, if it is named.
    pub severity: Option<Severity>,
    /// The names of the witness path's steps, if it is named.
    pub path: Vec<String>,
    /// The missing facts, `declaration.clause`.
    pub needs: Vec<String>,
    /// Findings of other rules that this change is meant to bring too.
    pub also: Vec<String>,
}

/// A verdict that an example expects.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Expected {
    /// The rule applies and finds nothing.
    Complies,
    /// The rule finds a breach.
    Violates,
    /// The rule cannot decide.
    MayViolate,
    /// The rule does not apply at all to the thing bound.
    NotApplicable,
}
