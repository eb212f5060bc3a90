//! What reviewers decide about findings and clauses. A decision is bound to what it was made on, by hashes: when that
//! changes, the decision no longer stands, and every report says so.

mod file;

use std::collections::BTreeMap;

use super::results::{About, Clause, Decision, Finding, Part, Record, Standing, Workspace};
use crate::audit::sha256;

pub use file::{read, write};

/// What a decision about something would be made on; nothing where the workspace has no such thing.
pub fn held(workspace: &Workspace, about: About, id: &str) -> Option<BTreeMap<Part, String>> {
    match about {
        About::Finding => workspace.finding(id).map(|finding| of_finding(workspace, finding)),
        About::Clause => workspace.clause(id).map(|clause| of_clause(workspace, clause)),
    }
}

/// Decisions about a workspace, each with whether it still stands: those that do not stand first.
pub(super) fn hold(workspace: &Workspace, records: &[Record]) -> Vec<Decision> {
    let of_policy = records.iter().filter(|record| record.policy == workspace.policy.id);
    let mut decisions: Vec<Decision> = of_policy.map(|record| against(workspace, record)).collect();
    decisions.sort_by(|left, right| {
        let key = |one: &Decision| (one.standing, one.record.about, one.record.id.clone());
        key(left).cmp(&key(right))
    });
    decisions
}

fn against(workspace: &Workspace, record: &Record) -> Decision {
    let now = held(workspace, record.about, &record.id);
    let differs = |part: &Part| now.as_ref().is_some_and(|now| now.get(part) != record.held.get(part));
    let changed: Vec<Part> = Part::ALL.into_iter().filter(differs).collect();
    let standing = match (&now, changed.is_empty()) {
        (None, _) => Standing::Gone,
        (Some(_), false) => Standing::Changed,
        (Some(_), true) => Standing::Stands,
    };
    Decision { record: record.clone(), standing, changed }
}

fn of_finding(workspace: &Workspace, finding: &Finding) -> BTreeMap<Part, String> {
    let clause = workspace.clause(&finding.clause);
    BTreeMap::from([
        (Part::Finding, said(finding)),
        (Part::Rules, rules(workspace, std::slice::from_ref(&finding.rule))),
        (Part::Clause, clause.map(text).unwrap_or_default()),
    ])
}

fn of_clause(workspace: &Workspace, clause: &Clause) -> BTreeMap<Part, String> {
    let findings = workspace.findings.iter().filter(|finding| finding.clause == clause.id);
    let mut findings: Vec<String> = findings.map(said).collect();
    findings.sort();
    let behind: Vec<String> = clause.rules.iter().chain(&clause.supports).cloned().collect();
    BTreeMap::from([
        (Part::Clause, text(clause)),
        (Part::Findings, hash(&findings)),
        (Part::Rules, rules(workspace, &behind)),
        (Part::Verdict, clause.status.word().to_owned()),
    ])
}

/// Everything that a finding says but where it stands in a file: who moves a line changes nothing.
fn said(finding: &Finding) -> String {
    let mut texts = vec![finding.id.clone(), finding.severity.clone(), finding.message.clone(), finding.fix.clone()];
    texts.push(finding.verdict.word().to_owned());
    texts.extend(finding.only_for.iter().cloned());
    texts.extend(finding.path.iter().map(|step| format!("{} {} {}", step.keyword, step.name, step.datum)));
    let missing = finding.missing.iter();
    texts.extend(
        missing
            .map(|fact| format!("{} {} {}", fact.declaration, fact.clause, fact.event.as_deref().unwrap_or_default())),
    );
    hash(&texts)
}

fn text(clause: &Clause) -> String {
    hash(&[clause.statement.clone(), clause.hash.clone().unwrap_or_default()])
}

/// What rules mean.
fn rules(workspace: &Workspace, ids: &[String]) -> String {
    let meaning = |id: &String| workspace.rule(id).map(|rule| rule.fingerprint.clone()).unwrap_or_default();
    hash(&ids.iter().map(meaning).collect::<Vec<String>>())
}

/// Half of a SHA-256 tells any two texts apart, and a person can still compare it.
fn hash(texts: &[String]) -> String {
    sha256(&texts.join("\0")).chars().take(32).collect()
}
