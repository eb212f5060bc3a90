//! The policy that a workspace was held against, clause by clause and rule by rule.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Duration, Place};
use crate::diagnostic::Language;

/// A policy.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Policy {
    /// The pack's id.
    pub id: String,
    /// The pack's version.
    pub version: String,
    /// The policy's title.
    pub title: String,
    /// The same in Chinese, if the pack speaks it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub zh: Option<PolicyWords>,
    /// From when the policy applies.
    pub effective: Option<String>,
    /// The title of the published document.
    pub document: String,
    /// The SHA-256 of the published document.
    pub document_sha256: Option<String>,
    /// Who keeps the pack.
    pub owner: Option<String>,
    /// How long carrying out an ending may take before it counts as keeping.
    pub allowance: Duration,
    /// The bands of age, youngest first.
    pub bands: Vec<String>,
    /// A hash of what all rules mean.
    pub fingerprint: String,
}

impl Policy {
    /// The policy's title.
    pub fn title(&self, language: Language) -> &str {
        language.either(&self.title, self.zh.as_ref().map(|words| words.title.as_str()))
    }
}

/// A policy's words in another language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PolicyWords {
    /// Its title.
    pub title: String,
}

/// One clause of the policy: a row of the clause matrix.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Clause {
    /// Its id: the clause's number and a letter.
    pub id: String,
    /// What it says, in the pack's own words.
    pub statement: String,
    /// The same in Chinese, if the pack speaks it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub zh: Option<ClauseWords>,
    /// `obligation`, `prohibition`, `permission`, `exception`, `disclosure` or `definition`.
    pub modality: String,
    /// How far it can be checked: `static`, `evidence`, `process` or `text`.
    pub check: String,
    /// How much a breach weighs.
    pub severity: String,
    /// What it covers, in words; absent where that is the whole policy.
    pub scope: Option<String>,
    /// The clause that it is an exception of.
    pub exception_of: Option<String>,
    /// Why only a person can judge the rest of it.
    pub human: Option<String>,
    /// The SHA-256 of its text in the published document.
    pub hash: Option<String>,
    /// What stands for it: `enforced`, `supporting`, `human`, `informative` or `uncovered`.
    pub standing: String,
    /// Rules that find a breach of it.
    pub rules: Vec<String>,
    /// Rules that it bounds, or from which it excuses.
    pub supports: Vec<String>,
    /// What the run says about it.
    pub status: ClauseStatus,
    /// How many declarations the rules behind it were applied to.
    pub exercised: usize,
    /// Some of these declarations, by name: the first in order.
    pub behind: Vec<String>,
    /// Where it stands, if the pack lies in the repository.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<Place>,
}

impl Clause {
    /// What it says.
    pub fn statement(&self, language: Language) -> &str {
        language.either(&self.statement, self.zh.as_ref().map(|words| words.statement.as_str()))
    }
}

/// What a run says about a clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ClauseStatus {
    /// A finding breaks it.
    Violated,
    /// A finding may break it: a fact is missing.
    MayBeViolated,
    /// Findings break it, and a waiver covers each.
    Waived,
    /// Its rules applied to something and found nothing.
    Met,
    /// Only a person can judge it.
    NeedsHuman,
    /// Its rules found nothing to apply to.
    NotExercised,
    /// It asks for nothing that could be checked, or nothing stands for it.
    NotGoverned,
}

impl ClauseStatus {
    /// All, gravest first.
    pub const ALL: [Self; 7] = [
        Self::Violated,
        Self::MayBeViolated,
        Self::Waived,
        Self::NeedsHuman,
        Self::Met,
        Self::NotExercised,
        Self::NotGoverned,
    ];

    /// The word for it in results and in addresses.
    pub fn word(self) -> &'static str {
        match self {
            Self::Violated => "violated",
            Self::MayBeViolated => "may-be-violated",
            Self::Waived => "waived",
            Self::Met => "met",
            Self::NeedsHuman => "needs-human",
            Self::NotExercised => "not-exercised",
            Self::NotGoverned => "not-governed",
        }
    }
}

/// A clause's words in another language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ClauseWords {
    /// What it says.
    pub statement: String,
    /// Why only a person can judge the rest of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub human: Option<String>,
}

/// What became of one rule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Rule {
    /// Its id.
    pub id: String,
    /// One line for people.
    pub title: String,
    /// Why it is there.
    pub why: String,
    /// The same in Chinese, if the pack speaks it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub zh: Option<RuleWords>,
    /// The clauses that a finding of it may cite.
    pub clauses: Vec<String>,
    /// How many bindings it applied to.
    pub applied: usize,
    /// How many of these hold.
    pub complies: usize,
    /// How many are excused by an exception.
    pub excused: usize,
    /// The declarations that it was applied to, by name.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub behind: Vec<String>,
    /// The reason for which the configuration switches it off.
    pub off: Option<String>,
    /// Whether somebody has signed it: `signed`, `stale` or `unsigned`.
    pub sign_off: String,
    /// The hash of what it means.
    pub fingerprint: String,
    /// Where it stands, if the pack lies in the repository.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<Place>,
}

impl Rule {
    /// One line for people.
    pub fn title(&self, language: Language) -> &str {
        language.either(&self.title, self.zh.as_ref().map(|words| words.title.as_str()))
    }

    /// Why it is there.
    pub fn why(&self, language: Language) -> &str {
        language.either(&self.why, self.zh.as_ref().map(|words| words.why.as_str()))
    }
}

/// A rule's words in another language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct RuleWords {
    /// One line for people.
    pub title: String,
    /// Why it is there.
    pub why: String,
}

/// Something that the policy's text leaves open, for its author.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Gap {
    /// Its number in the pack.
    pub id: String,
    /// Where in the policy.
    pub place: String,
    /// What is missing or ambiguous.
    pub gap: String,
    /// How the pack treats it.
    pub treatment: String,
    /// The same in Chinese, if the pack speaks it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub zh: Option<GapWords>,
}

/// A gap's words in another language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct GapWords {
    /// Where in the policy.
    pub place: String,
    /// What is missing or ambiguous.
    pub gap: String,
    /// How the pack treats it.
    pub treatment: String,
}
