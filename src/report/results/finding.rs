//! What rules found.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Place;
use crate::check::finding;
use crate::diagnostic::{self, Language, Severity};

/// What a rule found at one binding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Finding {
    /// Its identity: made of rule, clause, canonical flow path, datum, purpose and recipient, never of files or lines.
    pub id: String,
    /// The rule's id.
    pub rule: String,
    /// The clause's id.
    pub clause: String,
    /// How certain it is.
    pub verdict: Verdict,
    /// `error`, `warning`, `info` or `lint`.
    pub severity: String,
    /// The waiver that covers it. A waived finding stays in every report and does not count for the gate.
    pub waived: Option<String>,
    /// Whether a baseline holds it: it was known before, and does not count for the gate.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub baselined: bool,
    /// What became of it since the revision that the run was compared with, if it was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub change: Option<Change>,
    /// What is wrong, with the user's words in backticks.
    pub message: String,
    /// What to do.
    pub fix: String,
    /// The same in Chinese, if the pack speaks it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub zh: Option<FindingWords>,
    /// The main place: the clause or the name of the declaration that it is about.
    pub place: Option<Place>,
    /// The text of the line at the main place, without the blanks around it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line: Option<String>,
    /// By what this line is known again in another version of the file: what code scanning calls its
    /// `primaryLocationLineHash`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mark: Option<String>,
    /// What stands at the main place, in words.
    pub label: String,
    /// The declaration that it is about, by full name (`system` where it is about the whole).
    pub declaration: String,
    /// What the rule's variables are bound to.
    pub binding: Vec<Bound>,
    /// The flow's datum, where it is about a flow or a holding.
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
    pub path: Vec<Step>,
    /// Where it only may violate: the fewest facts that would decide it.
    pub missing: Vec<Missing>,
    /// Clauses of the rows that it rests on.
    pub because: Vec<String>,
    /// Clauses that bound its rule.
    pub bounds: Vec<String>,
}

impl Finding {
    /// How much it weighs.
    pub fn severity(&self) -> Severity {
        super::severity(&self.severity)
    }

    /// Whether somebody has decided to live with it, or the change that is looked at does not bring it about: it does not
    /// count for the gate.
    pub fn is_covered(&self) -> bool {
        self.waived.is_some() || !self.standing().counts()
    }

    /// Where it stands at a gate.
    pub fn standing(&self) -> diagnostic::Standing {
        diagnostic::Standing { baselined: self.baselined, change: self.change.map(Into::into) }
    }

    /// What is wrong.
    pub fn message(&self, language: Language) -> &str {
        language.either(&self.message, self.zh.as_ref().map(|words| words.message.as_str()))
    }

    /// What to do.
    pub fn fix(&self, language: Language) -> &str {
        language.either(&self.fix, self.zh.as_ref().map(|words| words.fix.as_str()))
    }
}

/// A finding's words in another language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct FindingWords {
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub fix: String,
    /// What stands at the main place, in words.
    #[serde(default)]
    pub label: String,
}

/// How certain a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// Something undeclared would decide it.
    MayViolate,
    /// It breaks the clause.
    Violates,
}

impl Verdict {
    /// The word for it in results and in addresses.
    pub fn word(self) -> &'static str {
        match self {
            Self::MayViolate => "may-violate",
            Self::Violates => "violates",
        }
    }
}

impl From<finding::Verdict> for Verdict {
    fn from(verdict: finding::Verdict) -> Self {
        match verdict {
            finding::Verdict::MayViolate => Self::MayViolate,
            finding::Verdict::Violates => Self::Violates,
        }
    }
}

/// What became of a finding between two revisions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Change {
    /// It was not there.
    New,
    /// It was decided and is now in doubt, or was not there and is in doubt.
    NewlyUnknown,
    /// It weighs more, or has become certain.
    Graver,
    /// A waiver covered it, and does no more.
    NoLongerWaived,
    /// The pack changed, not the flows.
    PackChanged,
    /// The waiver that covers it is over; time did that, not the change.
    WaiverExpired,
    /// It was there.
    Unchanged,
}

impl From<diagnostic::Change> for Change {
    fn from(change: diagnostic::Change) -> Self {
        match change {
            diagnostic::Change::New => Self::New,
            diagnostic::Change::NewlyUnknown => Self::NewlyUnknown,
            diagnostic::Change::Graver => Self::Graver,
            diagnostic::Change::Unwaived => Self::NoLongerWaived,
            diagnostic::Change::PackChanged => Self::PackChanged,
            diagnostic::Change::WaiverExpired => Self::WaiverExpired,
            diagnostic::Change::Unchanged => Self::Unchanged,
        }
    }
}

impl From<Change> for diagnostic::Change {
    fn from(change: Change) -> Self {
        match change {
            Change::New => Self::New,
            Change::NewlyUnknown => Self::NewlyUnknown,
            Change::Graver => Self::Graver,
            Change::NoLongerWaived => Self::Unwaived,
            Change::PackChanged => Self::PackChanged,
            Change::WaiverExpired => Self::WaiverExpired,
            Change::Unchanged => Self::Unchanged,
        }
    }
}

/// A variable of a rule and the name of what it is bound to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Bound {
    /// The variable.
    pub variable: String,
    /// The name.
    pub value: String,
}

/// One step of a path: a flow, and where what it lands comes to rest.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Step {
    /// The declaration's full name.
    pub name: String,
    /// Its keyword (`collect`, `store`, `recipient`, …).
    pub keyword: String,
    /// The datum that is on the way there, as declared.
    pub datum: String,
    /// Where the declaration stands.
    pub place: Option<Place>,
}

/// A fact that nobody declared and that would decide a finding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Missing {
    /// The declaration's full name.
    pub declaration: String,
    /// The clause that is left out.
    pub clause: String,
    /// The event that the clause should speak of.
    pub event: Option<String>,
    /// Where the declaration stands.
    pub place: Option<Place>,
}

/// Finding ids, folded as a person sees them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Listed {
    /// The finding that is shown.
    pub shown: String,
    /// Findings of the same rule at the same declaration.
    pub same: Vec<String>,
    /// Findings of other clauses that the same fault brings.
    pub under: Vec<String>,
}
