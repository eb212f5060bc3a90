//! The findings of the document.

use super::body::Body;
use crate::diagnostic::Severity;
use crate::report::results::{Finding, Step};
use crate::report::words::{Words, change, severity, verdict};

/// How many findings a document has room for: nobody comments on more of them by hand.
const MOST: usize = 500;

pub(super) fn write(body: &mut Body, words: &Words) {
    let listed = words.workspace.listed().into_iter();
    let shown: Vec<&Finding> = listed.filter(|finding| finding.severity() > Severity::Lint).collect();
    body.styled("Heading1", &words.of(["Findings", "发现"]));
    if shown.is_empty() {
        body.styled("Normal", &words.of(["No finding under these rules.", "在这些规则下没有发现。"]));
    }
    for (finding, number) in shown.iter().take(MOST).zip(1..) {
        told(body, finding, number, words);
    }
    let rest = shown.len().saturating_sub(MOST);
    if rest > 0 {
        let wordings =
            ["{0} more are in the report as html, xlsx or json.", "其余 {0} 项见 html、xlsx 或 json 格式的报告。"];
        body.styled("Note", &words.say(wordings, &[&rest.to_string()]));
    }
}

fn told(body: &mut Body, finding: &Finding, number: usize, words: &Words) {
    let language = words.language;
    body.styled("Heading2", &format!("{number}. {}", plain(finding.message(language))));
    body.styled("Note", &facts(finding, words));
    let statement = words.workspace.clause(&finding.clause).map(|clause| clause.statement(language));
    let clause = words.say(["Clause {0}:", "第 {0} 条："], &[&finding.clause]);
    body.led(&clause, statement.unwrap_or_default());
    body.led(&words.of(["What to do:", "处理建议："]), &plain(finding.fix(language)));
    if !finding.missing.is_empty() {
        let missing: Vec<String> = finding.missing.iter().map(|fact| plain(&words.missing(fact))).collect();
        body.led(&words.of(["Facts that would decide it:", "可作出判断的事实："]), &missing.join("; "));
    }
    if !finding.path.is_empty() {
        body.led(&words.of(["How the data get there:", "数据路径："]), "");
        body.numbered(&finding.path.iter().map(|step| passed(step, words)).collect::<Vec<String>>());
    }
    others(body, finding, words);
    body.room(&words.of(["Comment:", "批注："]));
}

/// Backticks are for programs; in a document, names stand between quotes.
fn plain(text: &str) -> String {
    let mut opens = true;
    let quote = |character: char| match character {
        '`' => {
            opens = !opens;
            if opens { '”' } else { '“' }
        }
        other => other,
    };
    text.chars().map(quote).collect()
}

/// The weight, the verdict, what is new, the waiver, the rule, the place.
fn facts(finding: &Finding, words: &Words) -> String {
    let waived = finding.waived.as_ref().map(|waiver| words.say(["waived by {0}", "由 {0} 豁免"], &[waiver]));
    let place = finding.place.as_ref().map(|place| format!("{}:{}", place.path, place.line));
    let parts = [
        Some(words.of(severity(&finding.severity))),
        Some(words.of(verdict(finding.verdict))),
        finding.change.map(|one| words.of(change(one))),
        waived,
        Some(finding.rule.clone()),
        place,
        Some(finding.id.clone()),
    ];
    parts.into_iter().flatten().collect::<Vec<String>>().join(" · ")
}

fn passed(step: &Step, words: &Words) -> String {
    let place = step.place.as_ref().map(|place| format!(" [{}:{}]", place.path, place.line)).unwrap_or_default();
    let (verb, name, datum) = (words.step(&step.keyword), words.named(&step.name), words.called(&step.datum));
    format!("{verb} {name}: {datum}{place}")
}

const SAME: &str = "同一声明下该规则的其他发现 {0} 项";

/// What else the same fault brings.
fn others(body: &mut Body, finding: &Finding, words: &Words) {
    let Some(listed) = words.workspace.listed.iter().find(|listed| listed.shown == finding.id) else { return };
    let under = listed.under.iter().filter_map(|id| words.workspace.finding(id));
    let mut clauses: Vec<&str> = under.map(|finding| finding.clause.as_str()).collect();
    clauses.sort_unstable();
    clauses.dedup();
    if !listed.same.is_empty() {
        let one = ["{0} more finding of this rule at the same declaration", SAME];
        let many = ["{0} more findings of this rule at the same declaration", SAME];
        body.styled("Note", &words.count(listed.same.len(), one, many));
    }
    if !clauses.is_empty() {
        let clauses = words.language.list(&clauses);
        body.styled("Note", &words.say(["The same fault also concerns: {0}", "同一原因还涉及：{0}"], &[&clauses]));
    }
}
