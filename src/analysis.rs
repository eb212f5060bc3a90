//! The whole pipeline as one function.

use crate::check::finding::{Finding, Listed, RuleOutcome};
use crate::diagnostic::Diagnostic;
use crate::source::Sources;
use crate::syntax::value::Date;

/// What a run is told beside the texts.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// The day that counts as today for waivers, evidence and agreements; without it nothing is judged by date.
    pub as_of: Option<Date>,
}

/// How much was seen, so that "no finding" can be weighed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Flow files.
    pub files: usize,
    /// Declarations of all kinds.
    pub declarations: usize,
    /// Declared flows.
    pub flows: usize,
    /// Ground flows: one action, one datum of one origin, one purpose, one recipient.
    pub ground_flows: usize,
    /// Data at rest.
    pub holdings: usize,
    /// Bindings at which some rule applied.
    pub applied: usize,
}

/// What one run found.
#[derive(Debug, Default)]
pub struct Analysis {
    /// What was said about the files themselves and about claims, waivers and evidence, sorted by place.
    pub diagnostics: Vec<Diagnostic>,
    /// All findings, unfolded, sorted by place, rule and binding.
    pub findings: Vec<Finding>,
    /// The findings as they are listed: folded, gravest first.
    pub listed: Vec<Listed>,
    /// Every rule of the pack, in its order.
    pub rules: Vec<RuleOutcome>,
    /// How much was seen.
    pub counts: Counts,
    /// Stores that hold personal data and from which no flow leaves, by full name.
    pub silent_stores: Vec<String>,
}

/// Checks all flow files (`*.candor`) of `sources` against `pack`.
pub fn analyze(_sources: &Sources, _pack: &crate::policy::pack::Pack, _options: &Options) -> Analysis {
    Analysis::default()
}
