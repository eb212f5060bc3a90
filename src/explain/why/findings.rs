//! A finding, derived: why the rule applies, what is not so, which facts say so and where, what is missing, why no
//! exception lifts it, and what would resolve it.

use super::words::{missing, sentences};
use super::{Question, section};
use crate::check::finding::{Finding, PathStep, Verdict};
use crate::check::weigh::{Judged, Said, Sentence, Slot};

/// Tells of all findings: those that come about in the same way as one, whatever datum they are about.
pub(super) fn tell(text: &mut String, question: &Question) {
    let found = question.found();
    let mut groups: Vec<(String, Vec<&Finding>)> = Vec::new();
    for (judged, finding) in &found {
        let told = derivation(question, judged, finding);
        match groups.iter_mut().find(|(known, _)| *known == told) {
            Some((_, findings)) => findings.push(finding),
            None => groups.push((told, vec![finding])),
        }
    }
    let told = groups.iter().map(|(derivation, findings)| group(question, derivation, findings));
    section(text, &format!("findings ({})", found.len()), told);
}

fn group(question: &Question, derivation: &str, findings: &[&Finding]) -> String {
    let mut lines: Vec<String> = findings.first().map(|finding| heading(question, finding)).into_iter().collect();
    lines.extend(findings.iter().map(|finding| format!("  {}", finding.message)));
    lines.push(derivation.to_owned());
    let told = if question.verbose { findings.len() } else { 1 };
    for finding in findings.iter().take(told).filter(|finding| !finding.path.is_empty()) {
        let datum = finding.datum.as_ref().map(|datum| format!(" of `{datum}`")).unwrap_or_default();
        headed(&mut lines, &format!("path{datum}:"), path(question, finding));
    }
    let mut fixes: Vec<&str> = findings.iter().map(|finding| finding.fix.as_str()).collect();
    fixes.dedup();
    lines.extend(fixes.iter().map(|fix| format!("  what would resolve it: {fix}")));
    lines.retain(|line| !line.is_empty());
    lines.join("\n")
}

fn heading(question: &Question, finding: &Finding) -> String {
    let verdict = match finding.verdict {
        Verdict::Violates => "violates",
        Verdict::MayViolate => "may violate",
    };
    let clause = question.pack.clause(&finding.clause).map(|id| question.pack.clause_of(id).statement.as_str());
    let (weight, clause, statement) = (finding.severity.word(), &finding.clause, clause.unwrap_or_default());
    format!("{weight}[{}] {verdict} clause {clause}: {statement}", finding.rule)
}

fn path(question: &Question, finding: &Finding) -> Vec<String> {
    let step = |(index, step): (usize, &PathStep)| {
        let place = step.span.map(|span| format!(" ({})", question.place(span))).unwrap_or_default();
        format!("    {}. {} `{}` with `{}`{place}", index + 1, step.keyword, step.name, step.datum)
    };
    finding.path.iter().enumerate().map(step).collect()
}

/// How a finding comes about, but for its words and its way.
fn derivation(question: &Question, judged: &Judged, finding: &Finding) -> String {
    let mut lines = Vec::new();
    lines.extend(finding.waived.as_ref().map(|waiver| format!("  waived by `{waiver}`: it does not fail the run")));
    if !finding.only_for.is_empty() {
        lines.push(format!("  only for {} of what is declared", finding.only_for.join(", ")));
    }
    let of = |wanted: &dyn Fn(&Sentence) -> bool| judged.sentences.iter().filter(|one| wanted(one)).collect::<Vec<_>>();
    let applies = |one: &Sentence| one.slot == Slot::When && one.said == Said::Yes;
    block(&mut lines, question, "it applies, since", &of(&applies));
    let doubtful = |one: &Sentence| one.slot == Slot::When && one.said != Said::Yes;
    block(&mut lines, question, "whether it applies is open:", &of(&doubtful));
    let broken = |one: &Sentence| match one.slot {
        Slot::Must => one.said != Said::Yes,
        Slot::MustNot => one.said != Said::No,
        Slot::Scope | Slot::When | Slot::Unless(_) => false,
    };
    block(&mut lines, question, demand(finding.verdict), &of(&broken));
    exceptions(&mut lines, question, judged);
    let gaps = finding.missing.iter().map(|fact| format!("    - {}", missing(question, fact)));
    headed(&mut lines, "not declared:", gaps.collect());
    lines.join("\n")
}

fn demand(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Violates => "what it demands is not so:",
        Verdict::MayViolate => "whether what it demands is so is open:",
    }
}

fn headed(lines: &mut Vec<String>, heading: &str, below: Vec<String>) {
    if !below.is_empty() {
        lines.push(format!("  {heading}"));
        lines.extend(below);
    }
}

fn block(lines: &mut Vec<String>, question: &Question, heading: &str, told: &[&Sentence]) {
    let never = |one: &Sentence| if one.slot == Slot::MustNot { "it must never be so that" } else { "" };
    let told: Vec<(&str, &Sentence)> = told.iter().map(|one| (never(one), *one)).collect();
    let told = sentences(question, &told).into_iter().map(|one| format!("    - {}", one.replace('\n', "\n    ")));
    headed(lines, heading, told.collect());
}

/// Each exception, with the sentences that keep it from lifting the demand.
fn exceptions(lines: &mut Vec<String>, question: &Question, judged: &Judged) {
    let mut names: Vec<&str> = Vec::new();
    for sentence in &judged.sentences {
        if let Slot::Unless(name) = &sentence.slot
            && !names.contains(&name.as_str())
        {
            names.push(name);
        }
    }
    for name in names {
        let of = |one: &&Sentence| matches!(&one.slot, Slot::Unless(known) if known == name) && one.said != Said::Yes;
        let missing: Vec<&Sentence> = judged.sentences.iter().filter(of).collect();
        block(
            lines,
            question,
            &format!("the exception `{name}` does not lift it, since it is not certain that"),
            &missing,
        );
    }
}
