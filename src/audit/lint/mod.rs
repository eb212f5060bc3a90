//! What the policy's author and its lawyers should look at: what the text leaves open, and what in the pack has no
//! effect or speaks against itself.

mod rules;
mod untranslated;
mod unused;

use super::coverage::{Standing, coverage};
use crate::policy::pack::Pack;
use crate::policy::signature::Signature;
use crate::source::{FileId, Sources, Span};

/// What a remark is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Matter {
    /// The policy's text leaves something open, says it twice or says it unclearly.
    Text,
    /// Two rules ask for opposite things.
    Contradiction,
    /// A rule can never apply.
    NeverApplies,
    /// An exception can never count.
    NeverMet,
    /// A rule finds nothing that another does not find.
    Shadowed,
    /// Nothing stands for a clause.
    Uncovered,
    /// A term serves nothing.
    UnusedTerm,
    /// A table serves nothing.
    UnusedTable,
    /// A named exception serves nothing.
    UnusedException,
    /// A signature stands under something else than what was signed.
    StaleSignature,
    /// A language of the pack lacks a text.
    Untranslated,
    /// It cannot be told whether the published document still makes a clause.
    Unverifiable,
}

impl Matter {
    /// All, in the order in which they are told.
    pub const ALL: [Self; 12] = [
        Self::Text,
        Self::Contradiction,
        Self::NeverApplies,
        Self::NeverMet,
        Self::Shadowed,
        Self::Uncovered,
        Self::UnusedTerm,
        Self::UnusedTable,
        Self::UnusedException,
        Self::StaleSignature,
        Self::Untranslated,
        Self::Unverifiable,
    ];

    /// The word for it, for programs.
    pub fn word(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Contradiction => "contradiction",
            Self::NeverApplies => "never-applies",
            Self::NeverMet => "never-met",
            Self::Shadowed => "shadowed",
            Self::Uncovered => "uncovered",
            Self::UnusedTerm => "unused-term",
            Self::UnusedTable => "unused-table",
            Self::UnusedException => "unused-exception",
            Self::StaleSignature => "stale-signature",
            Self::Untranslated => "untranslated",
            Self::Unverifiable => "unverifiable",
        }
    }

    /// A heading for people.
    pub fn heading(self) -> &'static str {
        match self {
            Self::Text => "what the policy's text leaves open",
            Self::Contradiction => "rules that contradict each other",
            Self::NeverApplies => "rules that can never apply",
            Self::NeverMet => "exceptions that nobody can meet",
            Self::Shadowed => "rules that find nothing of their own",
            Self::Uncovered => "clauses for which nothing stands",
            Self::UnusedTerm => "words that serve nothing",
            Self::UnusedTable => "tables that serve nothing",
            Self::UnusedException => "exceptions that serve nothing",
            Self::StaleSignature => "signatures that no longer hold",
            Self::Untranslated => "texts that a language lacks",
            Self::Unverifiable => "clauses that cannot be held against the published document",
        }
    }
}

/// One thing to look at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// What it is about.
    pub matter: Matter,
    /// The gap, rule, clause, term, table or exception.
    pub subject: String,
    /// What is to be said of it.
    pub message: String,
    /// How the pack treats it, of a gap in the text.
    pub treatment: Option<String>,
    /// Where it stands.
    pub span: Option<Span>,
}

impl Remark {
    fn new(matter: Matter, subject: impl Into<String>, message: impl Into<String>) -> Self {
        Self { matter, subject: subject.into(), message: message.into(), treatment: None, span: None }
    }

    fn at(self, span: Span) -> Self {
        Self { span: Some(span), ..self }
    }
}

/// Looks a pack through. `sources` are its files, and `world` its clean world, if it has one.
pub fn lint(pack: &Pack, sources: &Sources, world: Option<FileId>) -> Vec<Remark> {
    let mut remarks = gaps(pack);
    remarks.extend(rules::contradictions(pack));
    remarks.extend(rules::never_applying(pack));
    remarks.extend(rules::never_met(pack));
    remarks.extend(rules::shadowed(pack));
    remarks.extend(uncovered(pack));
    remarks.extend(unused::unused_terms(pack, sources, world));
    remarks.extend(unused::unused_tables(pack));
    remarks.extend(unused::unused_exceptions(pack));
    remarks.extend(signatures(pack));
    remarks.extend(untranslated::untranslated(pack));
    remarks.extend(unverifiable(pack));
    remarks
}

fn gaps(pack: &Pack) -> Vec<Remark> {
    let remark = |gap: &crate::policy::pack::TextGap| Remark {
        treatment: Some(gap.treatment.clone()),
        ..Remark::new(Matter::Text, &gap.id, format!("{}: {}", gap.place, gap.gap))
    };
    pack.gaps.iter().map(remark).collect()
}

fn uncovered(pack: &Pack) -> Vec<Remark> {
    let uncovered = coverage(pack).into_iter().filter(|covered| covered.standing == Standing::Uncovered);
    let remark = |covered: super::Covered| {
        let message = format!("no rule, and no reason why only a person can judge it: {}", covered.clause.statement);
        Remark::new(Matter::Uncovered, &covered.clause.id, message).at(covered.clause.span)
    };
    uncovered.map(remark).collect()
}

fn signatures(pack: &Pack) -> Vec<Remark> {
    let remark = |signature: &Signature| {
        let Signature { rule: id, by, .. } = signature;
        let message = match pack.rule(id) {
            None => format!("{by} signed it, and the pack has no such rule any more"),
            Some(rule) if crate::policy::fingerprint(pack, rule) == signature.hash => return None,
            Some(_) => format!("{by} signed it, and it has changed since"),
        };
        Some(Remark::new(Matter::StaleSignature, id, message).at(signature.span))
    };
    pack.signatures.iter().filter_map(remark).collect()
}

fn unverifiable(pack: &Pack) -> Vec<Remark> {
    if pack.document.sha256.is_none() && pack.clauses.iter().all(|clause| clause.hash.is_none()) {
        // A pack that was made from no single document has nothing to be held against.
        return Vec::new();
    }
    let without = pack.clauses.iter().filter(|clause| clause.hash.is_none());
    let message = "it has no hash of its paragraph in the published document";
    without.map(|clause| Remark::new(Matter::Unverifiable, &clause.id, message).at(clause.span)).collect()
}
