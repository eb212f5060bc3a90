//! What a change does to the findings.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Verdict;

/// What a change does to the findings of one workspace under one policy.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Comparison {
    /// What the change is held against, as somebody named it.
    pub base: String,
    /// How many findings there are of each sort of change, without waived ones and lints.
    pub counts: BTreeMap<String, usize>,
    /// What was found before and is no more.
    pub fixed: Vec<Fixed>,
    /// Rules of the policy that are new, gone, or say something else.
    pub rules_changed: Vec<String>,
    /// How many things stood in the way of checking all of what was there before, so that some findings may be called new
    /// that are not.
    pub obstacles: usize,
}

/// A finding that is no more.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Fixed {
    /// Its identity.
    pub id: String,
    /// The rule that found it, or the code.
    pub rule: String,
    /// The clause that was broken.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clause: Option<String>,
    /// How certain it was.
    pub verdict: Verdict,
    /// `error`, `warning`, `info` or `lint`.
    pub severity: String,
    /// The names that it was about, the declaration first.
    pub about: String,
    /// What was wrong.
    pub message: String,
    /// Whether the rule changed, so that it may not be the flows that are better.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub rule_changed: bool,
}
