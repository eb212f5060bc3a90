//! Everything that a report says, as plain data: what `json` prints, what `candor report render` reads again, and what
//! every other format that is meant to be filed is made from. Nothing here points into another stage, so a report made
//! from the data later is the same, byte for byte.
//!
//! English stands in the plain keys. What a pack says in Chinese too stands beside it under `zh`, so that a report can
//! be made in either language from the same data.

mod comparison;
mod decision;
mod finding;
mod gather;
mod inventory;
mod matter;
mod policy;
mod read;
mod schema;

use rustc_hash::FxHashMap;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::diagnostic::Severity;

pub use comparison::{Comparison, Fixed};
pub use decision::{About, Decided, Decision, Part, Record, Standing};
pub use finding::{Bound, Change, Finding, FindingWords, Listed, Missing, Step, Verdict};
pub use gather::gather;
pub use inventory::{
    Agreement, Basis, Claim, Consent, Cover, Datum, Duration, Ending, EndingAction, Feature, Flow, Group, Halt, Head,
    Inventory, Measure, Notice, Plan, Purpose, Recipient, Refusal, Right, Selection, Store, Subject, System, Timed,
    Transform, Via, Waiver, WaiverState,
};
pub use matter::{Consequence, Mark, Matter, MatterWords};
pub use policy::{Clause, ClauseStatus, ClauseWords, Gap, GapWords, Policy, PolicyWords, Rule, RuleWords};
pub use read::read;
pub use schema::schema;

/// The version of the form. It grows when a key changes its meaning or goes; new keys may come at any time.
pub const VERSION: u32 = 1;

/// One run of `candor check`, whole.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Results {
    /// The version of this form: [`VERSION`].
    pub version: u32,
    /// What made it.
    pub tool: Tool,
    /// The day that counted as today, `YYYY-MM-DD`.
    pub as_of: Option<String>,
    /// The commit that was checked, if the files lie in a repository.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub commit: Option<Commit>,
    /// The verdict in one line, in English.
    pub verdict: String,
    /// Whether everything could be checked.
    pub complete: bool,
    /// How much was found of each weight.
    pub summary: Summary,
    /// What was said about files, configuration, packs, claims, evidence and waivers.
    pub diagnostics: Vec<Matter>,
    /// What was checked: one entry for each workspace and each policy that it is held against.
    pub workspaces: Vec<Workspace>,
}

/// The program that made the results.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Tool {
    /// `candor`.
    pub name: String,
    /// Its version.
    pub version: String,
}

/// A commit of a repository.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Commit {
    /// Its id, in hexadecimal.
    pub id: String,
    /// Whether files that were read differ from it.
    pub changed: bool,
}

/// How much was found. Findings are counted unfolded; waived ones apart.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Summary {
    /// Errors.
    pub errors: usize,
    /// Warnings.
    pub warnings: usize,
    /// Advice.
    pub infos: usize,
    /// Remarks on the policy's own text.
    pub lints: usize,
    /// Those of the above that need a fact that nobody declared.
    pub undecided: usize,
    /// Findings that a waiver covers; in none of the above.
    pub waived: usize,
    /// Findings that a baseline holds; in none of the above.
    #[serde(default)]
    pub baselined: usize,
    /// Findings that a change does not bring about, where only these count; in none of the above.
    #[serde(default)]
    pub unchanged: usize,
    /// Things because of which not everything could be checked; in none of the above.
    pub unchecked: usize,
}

/// Where something stands, from where the reader stands. All numbers start at 1.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
pub struct Place {
    /// The file, with `/`.
    pub path: String,
    /// The line.
    pub line: u32,
    /// The column in characters (Unicode scalar values).
    pub column: u32,
    /// The line in which it ends.
    pub end_line: u32,
    /// The column after its last character.
    pub end_column: u32,
    /// Both columns in bytes of UTF-8, where they are others than in characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bytes: Option<Columns>,
    /// Both columns in units of UTF-16, where they are others than in characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub utf16: Option<Columns>,
}

/// The columns of a [`Place`] in another unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
pub struct Columns {
    /// Where it begins.
    pub column: u32,
    /// After its end.
    pub end_column: u32,
}

impl Place {
    /// The columns in characters.
    pub fn characters(&self) -> Columns {
        Columns { column: self.column, end_column: self.end_column }
    }

    /// The columns in bytes of UTF-8.
    pub fn in_bytes(&self) -> Columns {
        self.bytes.unwrap_or_else(|| self.characters())
    }

    /// The columns in units of UTF-16.
    pub fn in_utf16(&self) -> Columns {
        self.utf16.unwrap_or_else(|| self.characters())
    }
}

/// One workspace under one policy.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Workspace {
    /// Its folder, with `/`; `.` for here.
    pub folder: String,
    /// The policy.
    pub policy: Policy,
    /// How much was seen.
    pub counts: Counts,
    /// All findings, unfolded, by place, rule and binding.
    pub findings: Vec<Finding>,
    /// The findings as people see them: folded, gravest first.
    pub listed: Vec<Listed>,
    /// What a change does to the findings, if that was asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub comparison: Option<Comparison>,
    /// Every rule of the pack, in its order.
    pub rules: Vec<Rule>,
    /// The clause matrix: every clause, in the order of the policy.
    pub clauses: Vec<Clause>,
    /// What the policy's text leaves open.
    pub gaps: Vec<Gap>,
    /// What reviewers decided, and whether it still stands: what does not stands first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub decisions: Vec<Decision>,
    /// What the workspace declares.
    pub inventory: Inventory,
    /// What words of the policy mean to people, by `sort/term`: those that occur.
    #[serde(default)]
    pub glossary: std::collections::BTreeMap<String, TermWords>,
    /// The files that were read, by path.
    pub inputs: Vec<InputFile>,
    /// Stores that hold personal data and from which no flow leaves.
    pub silent_stores: Vec<String>,
    /// Words of the flows that belong to another policy and that this one has no counterpart for.
    pub without_counterpart: Vec<String>,
    /// What was deliberately not read.
    pub skipped: Skipped,
}

/// What a term of a policy is called.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct TermWords {
    /// In English.
    pub en: String,
    /// In Chinese, if the pack says it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub zh: Option<String>,
}

/// A file that was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct InputFile {
    /// Its path, from where the reader stands.
    pub path: String,
    /// The SHA-256 of its text in UTF-8, in hexadecimal.
    pub sha256: String,
}

/// How much was seen, so that "no finding" can be weighed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
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

/// Files that were seen and deliberately not read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Skipped {
    /// Hidden files and folders.
    pub hidden: usize,
    /// Files and folders that git ignores.
    pub ignored: usize,
    /// Flow files that the configuration leaves out.
    pub excluded: usize,
    /// Symbolic links.
    pub links: usize,
}

impl Results {
    /// What the engine itself found, gravest first: it stands after what the rules found.
    pub fn asides(&self) -> Vec<&Matter> {
        let mut asides: Vec<&Matter> =
            self.diagnostics.iter().filter(|matter| matter.consequence == Consequence::Finding).collect();
        asides.sort_by_key(|matter| std::cmp::Reverse(matter.severity()));
        asides
    }

    /// The file that stands for what has no place.
    pub fn somewhere(&self) -> &str {
        let first = self.workspaces.iter().find_map(|workspace| workspace.inputs.first());
        first.map_or(".", |file| &file.path)
    }

    /// What follows a clause's id where several policies are in use, so that it is clear whose clause it is.
    pub fn of_policy(&self, workspace: &Workspace) -> String {
        let several = self.workspaces.iter().any(|other| other.policy.id != workspace.policy.id);
        if several { format!(" of {}", workspace.policy.id) } else { String::new() }
    }
}

impl Workspace {
    /// The findings that stand in the folded list, in its order.
    pub fn listed(&self) -> Vec<&Finding> {
        let findings: FxHashMap<&str, &Finding> =
            self.findings.iter().map(|finding| (finding.id.as_str(), finding)).collect();
        self.listed.iter().filter_map(|listed| findings.get(listed.shown.as_str()).copied()).collect()
    }

    /// Where a finding can be shown: where it stands, else the nearest place that it names, else the system.
    pub fn place<'a>(&'a self, finding: &'a Finding) -> Option<&'a Place> {
        let steps = finding.path.iter().rev().filter_map(|step| step.place.as_ref());
        let missing = finding.missing.iter().filter_map(|fact| fact.place.as_ref());
        let system = self.inventory.system.as_ref().and_then(|system| system.head.place.as_ref());
        finding.place.as_ref().into_iter().chain(steps).chain(missing).chain(system).next()
    }

    /// The finding of an id.
    pub fn finding(&self, id: &str) -> Option<&Finding> {
        self.findings.iter().find(|finding| finding.id == id)
    }

    /// The rule of an id.
    pub fn rule(&self, id: &str) -> Option<&Rule> {
        self.rules.iter().find(|rule| rule.id == id)
    }

    /// The clause of an id.
    pub fn clause(&self, id: &str) -> Option<&Clause> {
        self.clauses.iter().find(|clause| clause.id == id)
    }
}

/// The weight of a word. Reading results again holds that each is one; a word beyond that would be the gravest.
fn severity(word: &str) -> Severity {
    Severity::from_word(word).unwrap_or(Severity::Error)
}
