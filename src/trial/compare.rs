//! What an example expects, against what was found.

use crate::analysis::Analysis;
use crate::check::evaluate::Judgement;
use crate::check::finding::{Finding, Listed, Verdict};
use crate::diagnostic::{Consequence, Diagnostic, Severity};
use crate::policy::pack::Pack;
use crate::policy::rule::{Example, Expect, Expected, Rule};

/// What did not come out as the example says.
pub(super) fn failures(pack: &Pack, rule: &Rule, example: &Example, analysis: &Analysis) -> Vec<String> {
    let unread = errors_of(analysis);
    if !unread.is_empty() {
        return unread;
    }
    let comparison = Comparison { pack, rule, expect: &example.expect, analysis };
    let (mut failures, expected) = match example.expect.verdict {
        Expected::Violates => comparison.found(Verdict::Violates),
        Expected::MayViolate => comparison.found(Verdict::MayViolate),
        Expected::Complies => (comparison.complies(), None),
        Expected::NotApplicable => (comparison.not_applicable(), None),
    };
    failures.extend(comparison.surplus(expected));
    failures
}

/// What could not be read or understood: an example must be a flow file that is checked to its end. What the engine
/// itself finds in it is no rule's business.
pub(super) fn errors_of(analysis: &Analysis) -> Vec<String> {
    let unchecked = |diagnostic: &&Diagnostic| {
        diagnostic.severity == Severity::Error && diagnostic.code.consequence() == Consequence::Unchecked
    };
    let errors = analysis.diagnostics.iter().filter(unchecked);
    errors.map(|diagnostic| format!("[{}] {}", diagnostic.code.id(), diagnostic.message.english())).collect()
}

struct Comparison<'a> {
    pack: &'a Pack,
    rule: &'a Rule,
    expect: &'a Expect,
    analysis: &'a Analysis,
}

impl Comparison<'_> {
    fn is_bound(&self, binding: &[(String, String)]) -> bool {
        self.expect.binding.iter().all(|wanted| binding.contains(wanted))
    }

    fn clause(&self) -> Option<&str> {
        self.expect.clause.map(|clause| self.pack.clause_of(clause).id.as_str())
    }

    fn of_rule(&self) -> impl Iterator<Item = (usize, &Finding)> {
        self.analysis.findings.iter().enumerate().filter(|(_, finding)| finding.rule == self.rule.id)
    }

    /// The finding that is expected, and what is different about it.
    fn found(&self, verdict: Verdict) -> (Vec<String>, Option<usize>) {
        let wanted = |finding: &Finding| {
            finding.verdict == verdict
                && self.is_bound(&finding.binding)
                && self.clause().is_none_or(|clause| finding.clause == clause)
                && self.expect.severity.is_none_or(|severity| finding.severity == severity)
        };
        let candidates: Vec<(usize, &Finding)> = self.of_rule().filter(|(_, finding)| wanted(finding)).collect();
        let fits = |finding: &Finding| self.path_differs(finding).is_none() && self.needs_differ(finding).is_none();
        let best = candidates.iter().find(|(_, finding)| fits(finding)).or(candidates.first());
        match best {
            Some((index, finding)) => {
                let differences = self.path_differs(finding).into_iter().chain(self.needs_differ(finding));
                (differences.collect(), Some(*index))
            }
            None => (vec![self.not_found(verdict)], None),
        }
    }

    fn not_found(&self, verdict: Verdict) -> String {
        let seen: Vec<String> = self.of_rule().map(|(_, finding)| self.described(finding)).collect();
        let seen = if seen.is_empty() { "the rule finds nothing".to_owned() } else { seen.join("; ") };
        let clause = self.clause().map(|clause| format!(" of {clause}")).unwrap_or_default();
        let judged = if self.of_rule().next().is_none() { self.judged() } else { String::new() };
        let weight = self.expect.severity.map(|severity| format!(" as {}", severity.word())).unwrap_or_default();
        format!(
            "expected `{}`{clause}{weight} at {}, but {seen}{judged}",
            verdict_word(verdict),
            bound(&self.expect.binding)
        )
    }

    /// How the rule judged what is bound, where it found nothing.
    fn judged(&self) -> String {
        let words: Vec<String> = self.applied().map(|judgement| self.judgement_word(judgement)).collect();
        match words.first() {
            Some(word) => format!(" ({word} there)"),
            None => " (it does not apply there)".to_owned(),
        }
    }

    fn described(&self, finding: &Finding) -> String {
        let weight = self.expect.severity.map(|_| format!(" as {}", finding.severity.word())).unwrap_or_default();
        let verdict = verdict_word(finding.verdict);
        format!("it has `{verdict}` of {}{weight} at {}", finding.clause, bound(&finding.binding))
    }

    fn path_differs(&self, finding: &Finding) -> Option<String> {
        let names: Vec<&str> = finding.path.iter().map(|step| step.name.as_str()).collect();
        let wanted: Vec<&str> = self.expect.path.iter().map(String::as_str).collect();
        (!wanted.is_empty() && names != wanted)
            .then(|| format!("expected the path {}, but it is {}", wanted.join(", "), names.join(", ")))
    }

    /// The needs are exact for `may violate`; elsewhere nothing is missing.
    fn needs_differ(&self, finding: &Finding) -> Option<String> {
        let mut names: Vec<String> =
            finding.missing.iter().map(|missing| format!("{}.{}", missing.declaration, missing.clause)).collect();
        let mut wanted = self.expect.needs.clone();
        for list in [&mut names, &mut wanted] {
            list.sort();
            list.dedup();
        }
        let stated = self.expect.verdict == Expected::MayViolate && !wanted.is_empty();
        (stated && names != wanted)
            .then(|| format!("expected the needs {}, but they are {}", wanted.join(", "), names.join(", ")))
    }

    fn applied(&self) -> impl Iterator<Item = &Judgement> {
        let of_rule = self.analysis.applied.iter().filter(|applied| applied.rule == self.rule.id);
        let here = of_rule.filter(|applied| self.is_bound(&applied.binding)).map(|applied| &applied.judgement);
        here.filter(|judgement| **judgement != Judgement::NotApplicable)
    }

    /// An example that passes because nothing applied fails.
    fn complies(&self) -> Vec<String> {
        let place = bound(&self.expect.binding);
        let judgements: Vec<&Judgement> = self.applied().collect();
        if judgements.is_empty() {
            return vec![format!("expected `complies` at {place}, but the rule does not apply there")];
        }
        let definite = |judgement: &&Judgement| {
            matches!(judgement, Judgement::Complies { vacuous: false } | Judgement::Excused { .. })
        };
        if judgements.iter().any(definite) {
            return Vec::new();
        }
        let seen = judgements.first().map(|judgement| self.judgement_word(judgement)).unwrap_or_default();
        vec![format!("expected `complies` at {place}, but {seen}")]
    }

    fn not_applicable(&self) -> Vec<String> {
        let judged = self.applied().next();
        let place = bound(&self.expect.binding);
        judged
            .map(|judgement| {
                vec![format!("expected `not applicable` at {place}, but {}", self.judgement_word(judgement))]
            })
            .unwrap_or_default()
    }

    fn judgement_word(&self, judgement: &Judgement) -> String {
        match judgement {
            Judgement::NotApplicable => "the rule does not apply".to_owned(),
            Judgement::Complies { vacuous: false } => "it complies".to_owned(),
            Judgement::Complies { vacuous: true } => "it complies only because there is nothing to check".to_owned(),
            Judgement::Excused { .. } => "it is excused".to_owned(),
            Judgement::Violates => "it violates".to_owned(),
            Judgement::MayViolate { .. } => "it may violate".to_owned(),
        }
    }

    /// Findings that the example does not name, and rules that it names in vain. What the same rule finds elsewhere, and
    /// what folds under the finding, is the same fault.
    fn surplus(&self, expected: Option<usize>) -> Vec<String> {
        let mut failures = Vec::new();
        for (index, finding) in self.analysis.findings.iter().enumerate() {
            let named = self.expect.also.contains(&finding.rule);
            let of_text = finding.severity == Severity::Lint && finding.rule != self.rule.id;
            if !named && !of_text && !expected.is_some_and(|expected| self.is_same_fault(expected, index)) {
                failures.push(format!("`{}` finds as well: {}", finding.rule, finding.message));
            }
        }
        let found = |rule: &String| self.analysis.findings.iter().any(|finding| finding.rule == *rule);
        let vain = self.expect.also.iter().filter(|rule| !found(rule));
        failures.extend(vain.map(|rule| format!("`{rule}` is named in `also` and finds nothing")));
        failures
    }

    fn is_same_fault(&self, expected: usize, other: usize) -> bool {
        let (mine, theirs) = (&self.analysis.findings[expected], &self.analysis.findings[other]);
        if mine.rule == theirs.rule && mine.verdict == theirs.verdict {
            return true;
        }
        // Where the expected finding itself is listed under another, that one must be named.
        let groups = self.analysis.listed.iter();
        groups.filter(|listed| is_in(listed, expected)).any(|listed| {
            let leads = listed.shown == expected || listed.same.contains(&expected);
            is_in(listed, other) && (leads || listed.under.contains(&other))
        })
    }
}

fn is_in(listed: &Listed, index: usize) -> bool {
    listed.shown == index || listed.same.contains(&index) || listed.under.contains(&index)
}

fn verdict_word(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::MayViolate => "may violate",
        Verdict::Violates => "violates",
    }
}

fn bound(binding: &[(String, String)]) -> String {
    let words: Vec<String> = binding.iter().map(|(word, name)| format!("{word} `{name}`")).collect();
    if words.is_empty() { "any binding".to_owned() } else { words.join(", ") }
}
