//! The clause matrix, the rules and what the policy leaves open.

use std::collections::BTreeSet;

use rustc_hash::FxHashMap;

use super::place;
use super::things::duration;
use crate::audit::{self, Covered, Standing};
use crate::check::finding::{Finding, RuleOutcome, Verdict};
use crate::diagnostic::{Language, Severity};
use crate::policy::pack::{self, Pack, TextGap};
use crate::policy::{fingerprint, rule};
use crate::report::results::{Clause, ClauseStatus, ClauseWords, Gap, GapWords, Policy, PolicyWords, Rule, RuleWords};
use crate::report::{self, Places, day};

/// How many declarations are named for a clause. A reader checks a few; the number of all stands beside them.
const BEHIND: usize = 12;

pub(super) fn policy(workspace: &report::Workspace) -> Policy {
    let pack = workspace.pack;
    let rules: Vec<String> = pack.rules.iter().map(|rule| fingerprint(pack, rule)).collect();
    Policy {
        id: pack.id.clone(),
        version: pack.version.clone(),
        title: pack.title.clone(),
        zh: pack.told(Language::Chinese).title().map(|title| PolicyWords { title: title.to_owned() }),
        effective: pack.effective.map(day),
        document: pack.document.title.clone(),
        document_sha256: pack.document.sha256.clone(),
        owner: pack.owner.clone(),
        allowance: duration(pack.allowance),
        bands: pack.bands.iter().map(|band| pack.vocabulary.name(band.term).to_owned()).collect(),
        fingerprint: audit::sha256(&rules.join("\n")),
    }
}

/// The rules; `files` is where those of the pack lie, if they lie in the repository.
pub(super) fn rules(workspace: &report::Workspace, files: Option<Places>) -> Vec<Rule> {
    workspace.analysis.rules.iter().filter_map(|outcome| rule(workspace, files, outcome)).collect()
}

fn rule(workspace: &report::Workspace, files: Option<Places>, outcome: &RuleOutcome) -> Option<Rule> {
    let pack = workspace.pack;
    let rule = pack.rule(&outcome.rule)?;
    let off = workspace.off.iter().find(|off| off.rule == outcome.rule);
    Some(Rule {
        id: rule.id.clone(),
        title: rule.title.clone(),
        why: rule.why.clone(),
        zh: rule_words(pack, rule),
        clauses: rule.clauses.iter().map(|clause| pack.clause_of(*clause).id.clone()).collect(),
        applied: outcome.applied,
        complies: outcome.complies,
        excused: outcome.excused,
        behind: outcome.behind.clone(),
        off: off.map(|off| off.reason.clone()),
        sign_off: pack.sign_off(rule).word().to_owned(),
        fingerprint: fingerprint(pack, rule),
        place: files.map(|files| place(files, rule.span)),
    })
}

fn rule_words(pack: &Pack, rule: &rule::Rule) -> Option<RuleWords> {
    let told = pack.told(Language::Chinese);
    Some(RuleWords { title: told.rule_title(rule)?.to_owned(), why: told.why(rule)?.to_owned() })
}

fn gap_words(pack: &Pack, gap: &TextGap) -> Option<GapWords> {
    let told = pack.told(Language::Chinese);
    Some(GapWords {
        place: told.place(gap).unwrap_or(&gap.place).to_owned(),
        gap: told.gap(gap)?.to_owned(),
        treatment: told.treatment(gap)?.to_owned(),
    })
}

fn clause_words(pack: &Pack, clause: &pack::Clause) -> Option<ClauseWords> {
    let told = pack.told(Language::Chinese);
    let human = told.human(clause).map(str::to_owned);
    Some(ClauseWords { statement: told.statement(clause)?.to_owned(), human })
}

pub(super) fn gaps(pack: &Pack) -> Vec<Gap> {
    let gap = |gap: &TextGap| Gap {
        id: gap.id.clone(),
        place: gap.place.clone(),
        gap: gap.gap.clone(),
        treatment: gap.treatment.clone(),
        zh: gap_words(pack, gap),
    };
    pack.gaps.iter().map(gap).collect()
}

pub(super) fn clauses(workspace: &report::Workspace, files: Option<Places>) -> Vec<Clause> {
    let outcomes: FxHashMap<&str, &RuleOutcome> =
        workspace.analysis.rules.iter().map(|outcome| (outcome.rule.as_str(), outcome)).collect();
    let mut findings: FxHashMap<&str, Vec<&Finding>> = FxHashMap::default();
    for finding in &workspace.analysis.findings {
        findings.entry(&finding.clause).or_default().push(finding);
    }
    let none = Vec::new();
    let of = |id: &str| findings.get(id).unwrap_or(&none).as_slice();
    let covered = audit::coverage(workspace.pack);
    let one = |covered: &Covered| Clause {
        place: files.map(|files| place(files, covered.clause.span)),
        ..clause(workspace.pack, covered, of(&covered.clause.id), &outcomes)
    };
    covered.iter().map(one).collect()
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
        zh: clause_words(pack, clause),
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
        place: None,
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
