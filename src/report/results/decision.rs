//! What reviewers decided about findings and clauses, and whether that still stands.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A decision, held against what a run found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Decision {
    /// What was decided.
    #[serde(flatten)]
    pub record: Record,
    /// Whether it still stands.
    pub standing: Standing,
    /// What is no longer as it was.
    pub changed: Vec<Part>,
}

/// A decision, as it was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Record {
    /// The policy's id.
    pub policy: String,
    /// What it is about.
    pub about: About,
    /// The id of the finding or the clause.
    pub id: String,
    /// What was decided.
    pub decision: Decided,
    /// Who decided.
    pub by: String,
    /// When, `YYYY-MM-DD`.
    pub on: String,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// What it was decided on: a hash of each part, or the word for a verdict.
    pub held: BTreeMap<Part, String>,
}

/// What a decision is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum About {
    /// A clause.
    Clause,
    /// A finding.
    Finding,
}

/// What somebody decided. It changes no verdict and no gate: a waiver does that.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Decided {
    /// It is right, and people live with it.
    Accepted,
    /// It is wrong.
    Rejected,
    /// It is right, and the software will change.
    ChangeSoftware,
    /// It is right, and the policy will change.
    ChangePolicy,
}

impl Decided {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Accepted, Self::Rejected, Self::ChangeSoftware, Self::ChangePolicy];

    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Accepted => "accepted",
            Self::Rejected => "rejected",
            Self::ChangeSoftware => "change-software",
            Self::ChangePolicy => "change-policy",
        }
    }

    /// The decision that a word names.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|decided| decided.word() == word)
    }
}

/// A part of what a decision was made on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Part {
    /// What the clause says.
    Clause,
    /// What a finding says, its way included; lines and files are not part of it.
    Finding,
    /// All findings of a clause.
    Findings,
    /// What the rules mean.
    Rules,
    /// What the run says about a clause.
    Verdict,
}

impl Part {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Clause, Self::Finding, Self::Findings, Self::Rules, Self::Verdict];

    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Clause => "clause",
            Self::Finding => "finding",
            Self::Findings => "findings",
            Self::Rules => "rules",
            Self::Verdict => "verdict",
        }
    }

    /// The part that a word names.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|part| part.word() == word)
    }
}

/// Whether a decision still stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Standing {
    /// What it is about has changed since.
    Changed,
    /// What it is about is no longer there.
    Gone,
    /// All is as it was.
    Stands,
}
