//! A finding: what a rule found at one binding, with everything that any report says about it. Plain data: names and
//! places, no ids of other stages.

use crate::diagnostic::{Language, Severity, Standing, Text};
use crate::source::Span;
use crate::syntax::value::Date;

/// How certain a finding is. What complies, and what nothing governs, is no finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Verdict {
    /// Something undeclared would decide it.
    MayViolate,
    /// It breaks the clause.
    Violates,
}

/// One step of a witness path: a flow, and where what it lands comes to rest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PathStep {
    /// The declaration's full name.
    pub name: String,
    /// Its keyword (`collect`, `store`, `recipient`, …).
    pub keyword: &'static str,
    /// The datum that is on the way there, as declared.
    pub datum: String,
    /// Where the declaration stands; `None` for a party that is only a term.
    pub span: Option<Span>,
}

/// A fact that nobody declared and that would decide a finding.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct MissingFact {
    /// The declaration's full name.
    pub declaration: String,
    /// The clause that is left out.
    pub clause: &'static str,
    /// The event that the clause should speak of, if it is about an event.
    pub event: Option<String>,
    /// Where the declaration stands, if it is declared.
    pub span: Option<Span>,
}

/// What a finding says in a language other than the pack's own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// The language.
    pub language: Language,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub fix: String,
}

/// What a rule found at one binding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Its identity: made of rule, clause, canonical flow path, datum, purpose and recipient, never of files or lines.
    pub id: String,
    /// The rule's id.
    pub rule: String,
    /// The clause's id.
    pub clause: String,
    /// How certain it is.
    pub verdict: Verdict,
    /// How much it weighs.
    pub severity: Severity,
    /// The waiver that covers it, by full name. A waived finding stays in every report and does not count for the gate.
    pub waived: Option<String>,
    /// Where it stands at a gate.
    pub standing: Standing,
    /// What is wrong, with the user's words in backticks.
    pub message: String,
    /// What to do.
    pub fix: String,
    /// The same in each language that the pack was loaded with and has these words in.
    pub told: Vec<Told>,
    /// The main place: the clause or the name of the declaration that it is about.
    pub span: Option<Span>,
    /// What stands at the main place, in words.
    pub label: Text,
    /// The declaration that it is about, by full name (`system` where it is about the whole).
    pub place: String,
    /// What the rule's variables are bound to.
    pub binding: Vec<(String, String)>,
    /// The flow's datum, purpose and recipient, and the datum's origin, where it is about a flow or a holding.
    pub datum: Option<String>,
    /// The collection that the datum came from.
    pub origin: Option<String>,
    /// The purpose.
    pub purpose: Option<String>,
    /// The recipient.
    pub recipient: Option<String>,
    /// The leaves of a coarse declaration for which the rule is broken, where not all of them break it.
    pub only_for: Vec<String>,
    /// The way on which the datum got there, shortest first; empty where the finding is about no path.
    pub path: Vec<PathStep>,
    /// For [`Verdict::MayViolate`]: the fewest facts that would decide it.
    pub missing: Vec<MissingFact>,
    /// Clauses of the rows that it rests on.
    pub because: Vec<String>,
    /// Clauses that bound its rule.
    pub bounds: Vec<String>,
}

impl Finding {
    /// Whether it counts for the gate.
    pub fn counts(&self) -> bool {
        self.waived.is_none() && self.standing.counts()
    }
}

/// What became of one waiver.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WaiverOutcome {
    /// Its full name.
    pub name: String,
    /// Where that stands.
    pub span: Span,
    /// The rule that it waives.
    pub rule: String,
    /// The things that it is about, by full name.
    pub on: Vec<String>,
    /// Its last day; `None` if none was given that can be.
    pub until: Option<Date>,
    /// Where that stands.
    pub until_span: Span,
    /// Who stands for it.
    pub by: String,
    /// Why.
    pub because: String,
    /// Whether its last day is past, so that what it speaks of counts again.
    pub over: bool,
    /// The findings that it speaks of, by identity.
    pub covers: Vec<String>,
}

/// A finding as it is listed: others that are the same fault, or the same rule at the same place, stand under it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// The finding shown, by its place in the list of all findings.
    pub shown: usize,
    /// Findings of the same rule at the same declaration, by place.
    pub same: Vec<usize>,
    /// Findings of other clauses that the same fault brings, by place.
    pub under: Vec<usize>,
}

/// What became of one rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleOutcome {
    /// The rule's id.
    pub rule: String,
    /// How many bindings it applied to.
    pub applied: usize,
    /// How many of these comply.
    pub complies: usize,
    /// How many are excused by an exception.
    pub excused: usize,
    /// The declarations that it was applied to, by name, if that was asked for.
    pub behind: Vec<String>,
}
