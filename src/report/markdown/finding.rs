//! One finding in a comment.

use super::safe;
use crate::report::results::{Finding, Listed, Place, Step};
use crate::report::words::{Words, change, severity, verdict};

/// What is wrong first, then what to do; how the data got there is folded away.
pub(super) fn told(finding: &Finding, words: &Words) -> String {
    let mut lines =
        vec![format!("**{}** {}  ", words.of(severity(&finding.severity)), safe(finding.message(words.language)))];
    lines.push(format!("{}  ", facts(finding, words)));
    let fix = words.say(["To do: {0}", "处理：{0}"], &[&safe(finding.fix(words.language))]);
    lines.push(fix);
    format!("{}\n\n{}", lines.join("\n"), details(finding, words))
}

/// A finding in one line.
pub(super) fn line(finding: &Finding, words: &Words) -> String {
    let (severity, message) = (words.of(severity(&finding.severity)), safe(finding.message(words.language)));
    let place = finding.place.as_ref().map(|place| format!(", {}", at(place))).unwrap_or_default();
    format!("- **{severity}** {message} ({}{place})\n", safe(&finding.clause))
}

/// The verdict, the clause, the rule, the place, and what is new.
fn facts(finding: &Finding, words: &Words) -> String {
    let clause = words.workspace.clause(&finding.clause).map(|clause| clause.statement(words.language));
    let clause = match clause {
        Some(statement) => {
            words.say(["clause {0}: {1}", "第 {0} 条：{1}"], &[&safe(&finding.clause), &safe(statement)])
        }
        None => words.say(["clause {0}", "第 {0} 条"], &[&safe(&finding.clause)]),
    };
    let place = finding.place.as_ref().map(at);
    let new = finding.change.map(|one| words.of(change(one)));
    let parts = [Some(words.of(verdict(finding.verdict))), new, Some(code(&finding.rule)), place, Some(clause)];
    parts.into_iter().flatten().collect::<Vec<String>>().join(" · ")
}

fn at(place: &Place) -> String {
    code(&format!("{}:{}", place.path, place.line))
}

/// A name between backticks; one that has such itself is escaped.
fn code(name: &str) -> String {
    if name.contains('`') { safe(name) } else { safe(&format!("`{name}`")) }
}

/// How the data got there, which facts would decide it, and what else the same fault brings.
fn details(finding: &Finding, words: &Words) -> String {
    let steps = finding.path.iter().zip(1..).map(|(step, number)| format!("{number}. {}\n", passed(step, words)));
    let steps: String = steps.collect();
    let missing = finding.missing.iter().map(|fact| format!("- {}\n", safe(&words.missing(fact))));
    let missing: String = missing.collect();
    let listed = words.workspace.listed.iter().find(|listed| listed.shown == finding.id);
    let others = listed.map(|listed| also(listed, words)).unwrap_or_default();
    let parts = [
        (["How the data get there", "数据路径"], steps),
        (["Facts that would decide it", "可作出判断的事实"], missing),
        (["The same fault elsewhere", "同一原因的其他发现"], others),
    ];
    let fold = |(title, text): ([&'static str; 2], String)| {
        let title = words.of(title);
        (!text.is_empty()).then(|| format!("<details><summary>{title}</summary>\n\n{text}\n</details>\n\n"))
    };
    parts.into_iter().filter_map(fold).collect()
}

fn passed(step: &Step, words: &Words) -> String {
    let place = step.place.as_ref().map(|place| format!(" ({})", at(place))).unwrap_or_default();
    let (name, datum) = (safe(&words.named(&step.name)), safe(&words.called(&step.datum)));
    format!("{} {name}: {datum}{place}", words.step(&step.keyword))
}

/// How many others are named.
const OTHERS: usize = 10;

fn also(listed: &Listed, words: &Words) -> String {
    let ids: Vec<&String> = listed.same.iter().chain(&listed.under).collect();
    let told = ids.iter().take(OTHERS).filter_map(|id| words.workspace.finding(id));
    let mut text: String = told
        .map(|finding| format!("- {} ({})\n", safe(finding.message(words.language)), safe(&finding.clause)))
        .collect();
    let rest = ids.len().saturating_sub(OTHERS);
    if rest > 0 {
        text += &words.say(["- and {0} more\n", "- 另有 {0} 项\n"], &[&rest.to_string()]);
    }
    text
}
