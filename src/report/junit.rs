//! Test cases, as JUnit writes them: one for each rule and each declaration that it was applied to, so that a reader sees
//! what was checked, passes included.

use std::collections::BTreeMap;

use super::Style;
use super::escape::xml;
use super::results::{Consequence, Finding, Matter, Place, Results, Rule, Verdict, Workspace};
use super::words::headline;
use crate::diagnostic::{Language, Severity};

/// What became of a test case.
enum Outcome {
    Passed,
    /// Why it did not count, in a sentence.
    Skipped(String),
    /// How much it weighs, what is wrong, and all about it.
    Failed(&'static str, String, String),
    /// What stood in the way.
    Unchecked(String, String),
}

struct Case {
    class: String,
    name: String,
    outcome: Outcome,
}

struct Suite {
    name: String,
    cases: Vec<Case>,
}

pub(super) fn render(results: &Results, style: &Style) -> String {
    let suites: Vec<Suite> =
        std::iter::once(engine(results, style)).chain(results.workspaces.iter().map(|one| suite(one, style))).collect();
    let inside: String = suites.iter().map(drawn).collect();
    let all = counts(suites.iter().flat_map(|suite| &suite.cases));
    format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"candor\" {all}>\n{inside}</testsuites>\n")
}

/// What was said beside the rules. That everything could be checked is a test case of its own.
fn engine(results: &Results, style: &Style) -> Suite {
    let mut cases: Vec<Case> = results.diagnostics.iter().map(|matter| said(matter, style.language)).collect();
    if results.complete {
        let (class, name) =
            ("candor".to_owned(), style.language.of(["everything could be checked", "全部事项均已检查"]).to_owned());
        cases.insert(0, Case { class, name, outcome: Outcome::Passed });
    }
    Suite { name: format!("candor: {}", headline(results, style.language)), cases }
}

fn said(matter: &Matter, language: Language) -> Case {
    let help = matter.help(language).map(|help| language.say(HELP, &[help]));
    let place = matter.place().map(shown);
    let body = place.into_iter().chain(help).collect::<Vec<_>>().join("\n");
    let message = matter.message(language).to_owned();
    let outcome = match matter.consequence {
        Consequence::Unchecked => Outcome::Unchecked(message.clone(), body),
        Consequence::Finding => Outcome::Failed(matter.severity().word(), message.clone(), body),
    };
    Case { class: matter.code.clone(), name: message, outcome }
}

fn suite(workspace: &Workspace, style: &Style) -> Suite {
    let mut found: BTreeMap<(&str, &str), Vec<&Finding>> = BTreeMap::new();
    for finding in &workspace.findings {
        found.entry((&finding.rule, &finding.declaration)).or_default().push(finding);
    }
    let mut cases: Vec<Case> = workspace.rules.iter().flat_map(|rule| of_rule(rule, &found, style)).collect();
    let unlisted = found.iter().filter(|((rule, _), _)| workspace.rule(rule).is_none());
    cases.extend(unlisted.map(|((rule, name), findings)| Case {
        class: (*rule).to_owned(),
        name: (*name).to_owned(),
        outcome: outcome(findings, style),
    }));
    let policy = &workspace.policy;
    Suite { name: format!("{}: {} {}", workspace.folder, policy.id, policy.version), cases }
}

fn of_rule(rule: &Rule, found: &BTreeMap<(&str, &str), Vec<&Finding>>, style: &Style) -> Vec<Case> {
    let language = style.language;
    if let Some(reason) = &rule.off {
        return vec![skipped(rule, language, language.say(["switched off: {0}", "已停用：{0}"], &[reason]))];
    }
    let broken = found.range((rule.id.as_str(), "")..).take_while(|((id, _), _)| *id == rule.id);
    let mut names: Vec<&str> =
        rule.behind.iter().map(String::as_str).chain(broken.map(|((_, name), _)| *name)).collect();
    names.sort_unstable();
    names.dedup();
    if names.is_empty() {
        return vec![skipped(
            rule,
            language,
            language.of(["it found nothing to apply to", "没有适用的对象"]).to_owned(),
        )];
    }
    let case = |name: &str| {
        let findings = found.get(&(rule.id.as_str(), name)).map_or(&[][..], Vec::as_slice);
        Case { class: rule.id.clone(), name: name.to_owned(), outcome: outcome(findings, style) }
    };
    names.into_iter().map(case).collect()
}

fn skipped(rule: &Rule, language: Language, why: String) -> Case {
    Case { class: rule.id.clone(), name: rule.title(language).to_owned(), outcome: Outcome::Skipped(why) }
}

/// The gravest finding that counts decides; a lint is for the policy's author and fails nobody's test.
fn outcome(findings: &[&Finding], style: &Style) -> Outcome {
    let graver = |severity: Severity| severity > Severity::Lint;
    let counted: Vec<&Finding> =
        findings.iter().copied().filter(|finding| !finding.is_covered() && graver(finding.severity())).collect();
    let gravest = counted.iter().rev().max_by_key(|finding| finding.severity());
    match (gravest, findings.iter().find(|finding| finding.is_covered())) {
        (Some(gravest), _) => {
            let covered = findings.iter().filter(|finding| finding.is_covered()).map(|finding| covered(finding, style));
            let body: Vec<String> = counted.iter().map(|finding| told(finding, style)).chain(covered).collect();
            Outcome::Failed(gravest.severity().word(), gravest.message(style.language).to_owned(), body.join("\n\n"))
        }
        (None, Some(finding)) => Outcome::Skipped(covered(finding, style)),
        (None, None) => Outcome::Passed,
    }
}

/// Why a finding does not count.
fn covered(finding: &Finding, style: &Style) -> String {
    let (language, message) = (style.language, finding.message(style.language));
    match &finding.waived {
        Some(waiver) => language.say(["waived by {0}: {1}", "由 {0} 豁免：{1}"], &[waiver, message]),
        None => language.say(["known before, in the baseline: {0}", "此前已知，列于基线：{0}"], &[message]),
    }
}

const HELP: [&str; 2] = ["help: {0}", "建议：{0}"];

/// All about a finding, line by line.
fn told(finding: &Finding, style: &Style) -> String {
    let language = style.language;
    let verdict = match finding.verdict {
        Verdict::Violates => ["violates clause {0}", "违反条款 {0}"],
        Verdict::MayViolate => ["may violate clause {0}", "可能违反条款 {0}"],
    };
    let mut lines = vec![finding.message(language).to_owned()];
    lines.extend(finding.place.as_ref().map(|place| language.say(["at {0}", "位于 {0}"], &[&shown(place)])));
    lines.push(language.say(verdict, &[&finding.clause]));
    for (index, step) in finding.path.iter().enumerate() {
        let place = step.place.as_ref().map(|place| format!(" ({})", shown(place))).unwrap_or_default();
        let number = (index + 1).to_string();
        let parts = [&number, &step.keyword, &step.name, &step.datum, &place].map(String::as_str);
        lines.push(language.say(["{0}. {1} {2} with {3}{4}", "{0}. {1} {2}，数据 {3}{4}"], &parts));
    }
    let unsaid = ["not said: {0} of {1}", "未写明：{1} 的 {0}"];
    lines.extend(finding.missing.iter().map(|fact| language.say(unsaid, &[&fact.clause, &fact.declaration])));
    lines.push(language.say(HELP, &[finding.fix(language)]));
    lines.join("\n")
}

fn shown(place: &Place) -> String {
    format!("{}:{}:{}", place.path, place.line, place.column)
}

fn counts<'a>(cases: impl Iterator<Item = &'a Case>) -> String {
    let (mut tests, mut failures, mut errors, mut skipped) = (0, 0, 0, 0);
    for case in cases {
        tests += 1;
        match case.outcome {
            Outcome::Passed => {}
            Outcome::Skipped(_) => skipped += 1,
            Outcome::Failed(..) => failures += 1,
            Outcome::Unchecked(..) => errors += 1,
        }
    }
    format!("tests=\"{tests}\" failures=\"{failures}\" errors=\"{errors}\" skipped=\"{skipped}\" time=\"0\"")
}

fn drawn(suite: &Suite) -> String {
    let cases: String = suite.cases.iter().map(drawn_case).collect();
    format!("  <testsuite name=\"{}\" {}>\n{cases}  </testsuite>\n", xml(&suite.name), counts(suite.cases.iter()))
}

fn drawn_case(case: &Case) -> String {
    let head = format!("    <testcase classname=\"{}\" name=\"{}\" time=\"0\"", xml(&case.class), xml(&case.name));
    let inside = match &case.outcome {
        Outcome::Passed => return format!("{head}/>\n"),
        Outcome::Skipped(why) => format!("<skipped message=\"{}\"/>", xml(why)),
        Outcome::Failed(kind, message, body) => {
            format!("<failure type=\"{kind}\" message=\"{}\">{}</failure>", xml(message), text(body))
        }
        Outcome::Unchecked(message, body) => {
            format!("<error type=\"{}\" message=\"{}\">{}</error>", xml(&case.class), xml(message), text(body))
        }
    };
    format!("{head}>\n      {inside}\n    </testcase>\n")
}

/// Several lines as the text of an element.
fn text(lines: &str) -> String {
    lines.lines().map(xml).collect::<Vec<_>>().join("\n")
}
