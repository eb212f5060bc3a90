//! Why something is a finding or none: every judgement about some things, with the sentences that made it, the values of
//! the facts in them, and where these are declared. Nothing is judged here that a run does not judge; more of it is told.

mod allowed;
mod asked;
mod relied;
mod search;
mod sentence;

use self::asked::Asked;
use self::sentence::Teller;
use super::evaluate::Judgement;
use super::facts::Facts;
use super::finding::MissingFact;
use super::ground;
use super::places::Places;
use super::run::Given;
use crate::source::Span;

/// Everything about some things.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Weighing {
    /// The ground flows and the data at rest that they are part of, whatever the leaves.
    pub seen: Vec<Seen>,
    /// What these rely on.
    pub relied: Vec<Relied>,
    /// Every rule where it applies, in the order of the pack.
    pub judged: Vec<Judged>,
    /// Every rule that applies nowhere to them, and why.
    pub silent: Vec<Silent>,
}

/// A ground flow or a datum at rest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seen {
    /// The verb of the flow; `None` for a datum at rest.
    pub verb: Option<&'static str>,
    /// What it is made of, by name: flow, datum, result, origin, purpose, recipient, store.
    pub binding: Vec<(String, String)>,
    /// What is known of it that many rules ask: how far it identifies, whose age, how the policy tells of it.
    pub facts: Vec<(&'static str, String)>,
    /// The clauses that allow it.
    pub allowed: Vec<Allowed>,
    /// The sentence about what the policy speaks of that is not so: no rule judges it.
    pub ungoverned: Option<Sentence>,
}

/// A clause that allows a ground flow.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Allowed {
    /// The clause's id.
    pub clause: String,
    /// The table whose row lists it, or the declaration that makes a ground hold.
    pub by: Means,
}

/// By what a clause allows something.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Means {
    /// The policy's own list.
    Listing(String),
    /// A claim that is met.
    Claim(String),
    /// A consent of the strength asked.
    Consent(String),
}

/// A declaration that something relies on.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Relied {
    /// Its keyword.
    pub keyword: &'static str,
    /// Its full name.
    pub name: String,
    /// Whether it does what it is relied on for, for everything asked about.
    pub stands: Said,
    /// What it lacks, in words.
    pub lacking: Vec<String>,
}

/// A rule at one binding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judged {
    /// The rule's id.
    pub rule: String,
    /// The clause that a finding would cite.
    pub clause: String,
    /// What it is bound to, by name.
    pub binding: Vec<(String, String)>,
    /// What came of it.
    pub judgement: Judgement,
    /// The exception that lifts the demand.
    pub lifted_by: Option<String>,
    /// The sentences, in the order of the rule; exceptions only where they were asked.
    pub sentences: Vec<Sentence>,
}

/// Where in a rule a sentence stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Slot {
    /// It says what the policy speaks of.
    Scope,
    /// It says where the rule applies.
    When,
    /// It must be so.
    Must,
    /// It must not be so.
    MustNot,
    /// It is part of the exception of this name.
    Unless(String),
}

/// Whether a sentence is so.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Said {
    /// It is.
    Yes,
    /// It is not.
    No,
    /// It is not known; these facts would decide it.
    Unknown(Vec<MissingFact>),
}

/// A sentence at a binding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// Where it stands.
    pub slot: Slot,
    /// What it says.
    pub words: String,
    /// Whether it is so.
    pub said: Said,
    /// The facts that it speaks of.
    pub facts: Vec<Told>,
}

/// A fact, its value, and the clauses that declare it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// What it is a fact of: `the consent of the share`.
    pub fact: String,
    /// Its value in words.
    pub value: String,
    /// Where it is declared.
    pub declared: Vec<Declared>,
}

/// A clause of a declaration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Declared {
    /// The declaration's full name.
    pub declaration: String,
    /// The clause.
    pub clause: &'static str,
    /// Where it stands.
    pub span: Span,
}

/// A rule that applies nowhere to what is asked about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Silent {
    /// The rule's id.
    pub rule: String,
    /// Why, part by part; each reason once.
    pub reasons: Vec<Reason>,
}

/// Why a part of a rule does not apply.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// It speaks of these kinds of things.
    Kinds(Vec<&'static str>),
    /// There is nothing for one of its variables: `limit of flow`.
    Nothing(String),
    /// A sentence is not so.
    Sentence(Sentence),
    /// Nothing is there that it could be held against together with what is asked about.
    Alone,
}

/// Tells all about the things of some names: judgements that concern each of them.
pub fn weigh(given: Given<'_>, names: &[String]) -> Weighing {
    let grounds = ground::unfold(given.model, given.graph, &given.pack.vocabulary);
    let facts = Facts::new(given.model, given.graph, &grounds, given.pack, given.today);
    let asked = Asked::new(&facts, names);
    let places = Places::new(given.sources, given.trees);
    let teller = Teller { facts: &facts, places: &places };
    let (judged, silent) = search::search(&teller, &asked);
    Weighing { seen: allowed::seen(&teller, &asked), relied: relied::relied(&facts, &asked), judged, silent }
}
