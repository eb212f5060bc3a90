//! The clause matrix, the rules and what the policy leaves open.

use std::collections::BTreeSet;

use rustc_hash::FxHashMap;

use super::things::duration;
use crate::audit::{self, Covered, Standing};
use crate::check::finding::{Finding, RuleOutcome, Verdict};
use crate::diagnostic::Severity;
use crate::policy::fingerprint;
use crate::policy::pack::Pack;
use crate::report::results::{Clause, ClauseStatus, Gap, Policy, Rule};
use crate::report::{self, day};

/// How many declarations are named for a clause. A reader checks a few; the number of all stands beside them.
const BEHIND: usize = 12;

pub(super) fn policy(workspace: &report::Workspace) -> Policy {
    let pack = workspace.pack;
    let rules: Vec<String> = pack.rules.iter().map(|rule| fingerprint(pack, rule)).collect();
    Policy {
        id: pack.id.clone(),
        version: pack.version.clone(),
        title: pack.title.clone(),
        zh: None,
        effective: pack.effective.map(day),
        document: pack.document.title.clone(),
        document_sha256: pack.document.sha256.clone(),
        owner: pack.owner.clone(),
        allowance: duration(pack.allowance),
        bands: pack.bands.iter().map(|band| pack.vocabulary.name(band.term).to_owned()).collect(),
        fingerprint: audit::sha256(&rules.join("\n")),
    }
}

pub(super) fn rules(workspace: &report::Workspace) -> Vec<Rule> {
    workspace.analysis.rules.iter().filter_map(|outcome| rule(workspace, outcome)).collect()
}

fn rule(workspace: &report::Workspace, outcome: &RuleOutcome) -> Option<Rule> {
    let pack = workspace.pack;
    let rule = pack.rule(&outcome.rule)?;
    let off = workspace.off.iter().find(|off| off.rule == outcome.rule);
    Some(Rule {
        id: rule.id.clone(),
        title: rule.title.clone(),
        why: rule.why.clone(),
        zh: None,
        clauses: rule.clauses.iter().map(|clause| pack.clause_of(*clause).id.clone()).collect(),
        applied: outcome.applied,
        complies: outcome.complies,
        excused: outcome.excused,
        off: off.map(|off| off.reason.clone()),
        sign_off: pack.sign_off(rule).word().to_owned(),
        fingerprint: fingerprint(pack, rule),
    })
}

pub(super) fn gaps(pack: &Pack) -> Vec<Gap> {
    let gap = |gap: &crate::policy::pack::TextGap| Gap {
        id: gap.id.clone(),
        place: gap.place.clone(),
        gap: gap.gap.clone(),
        treatment: gap.treatment.clone(),
        zh: None,
    };
    pack.gaps.iter().map(gap).collect()
}

pub(super) fn clauses(workspace: &report::Workspace) -> Vec<Clause> {
    let outcomes: FxHashMap<&str, &RuleOutcome> =
        workspace.analysis.rules.iter().map(|outcome| (outcome.rule.as_str(), outcome)).collect();
    let mut findings: FxHashMap<&str, Vec<&Finding>> = FxHashMap::default();
    for finding in &workspace.analysis.findings {
        findings.entry(&finding.clause).or_default().push(finding);
    }
    let none = Vec::new();
    let of = |id: &str| findings.get(id).unwrap_or(&none).as_slice();
    let covered = audit::coverage(workspace.pack);
    covered.iter().map(|covered| clause(workspace.pack, covered, of(&covered.clause.id), &outcomes)).collect()
}

fn clause(pack: &Pack, covered: &Covered, findings: &[&Finding], outcomes: &FxHashMap<&str, &RuleOutcome>) -> Clause {
    let owned = |ids: &[&str]| ids.iter().map(|id| (*id).to_owned()).collect::<Vec<String>>();
    let clause = covered.clause;
    let relevant = if covered.rules.is_empty() { &covered.supports } else { &covered.rules };
    let ran: Vec<&RuleOutcome> = relevant.iter().filter_map(|rule| outcomes.get(rule).copied()).collect();
    let behind: BTreeSet<&str> = ran.iter().flat_map(|outcome| &outcome.behind).map(String::as_str).collect();
    Clause {
        id: clause.id.clone(),
        statement: clause.statement.clone(),
        zh: None,
        modality: clause.modality.word().to_owned(),
        check: clause.check.word().to_owned(),
        severity: clause.severity.word().to_owned(),
        scope: clause.scope.clone(),
        exception_of: clause.exception_of.map(|id| pack.clause_of(id).id.clone()),
        human: clause.human.clone(),
        hash: clause.hash.clone(),
        standing: covered.standing.word().to_owned(),
        rules: owned(&covered.rules),
        supports: owned(&covered.supports),
        status: status(covered.standing, findings, ran.iter().any(|outcome| outcome.applied > 0)),
        exercised: behind.len(),
        behind: behind.into_iter().take(BEHIND).map(str::to_owned).collect(),
    }
}

/// What the run says about a clause: the gravest of its findings, or what stands for it. A remark on the policy's own
/// text breaks nothing; it is for the policy's author to weigh.
fn status(standing: Standing, findings: &[&Finding], applied: bool) -> ClauseStatus {
    let (lints, findings): (Vec<&Finding>, Vec<&Finding>) =
        findings.iter().partition(|finding| finding.severity == Severity::Lint);
    let open = |verdict| findings.iter().any(|finding| finding.waived.is_none() && finding.verdict == verdict);
    if open(Verdict::Violates) {
        return ClauseStatus::Violated;
    }
    if open(Verdict::MayViolate) {
        return ClauseStatus::MayBeViolated;
    }
    if !findings.is_empty() {
        return ClauseStatus::Waived;
    }
    if !lints.is_empty() {
        return ClauseStatus::NeedsHuman;
    }
    match standing {
        Standing::Enforced | Standing::Supporting if applied => ClauseStatus::Met,
        Standing::Enforced | Standing::Supporting => ClauseStatus::NotExercised,
        Standing::Human => ClauseStatus::NeedsHuman,
        Standing::Informative | Standing::Uncovered => ClauseStatus::NotGoverned,
    }
}
