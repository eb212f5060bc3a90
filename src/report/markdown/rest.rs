//! What a comment folds away, and what stands in the way of checking all.

use super::{cell, safe};
use crate::diagnostic::Language;
use crate::report::results::{ClauseStatus, Consequence, Finding, Results, WaiverState, Workspace};
use crate::report::words::{Words, status, waiver};

/// What stands in the way: people read it first.
pub(super) fn obstacles(results: &Results, language: Language) -> String {
    let unchecked: Vec<String> = results
        .diagnostics
        .iter()
        .filter(|matter| matter.consequence == Consequence::Unchecked)
        .map(|matter| {
            let place = matter.place().map(|place| format!(" (`{}:{}`)", place.path, place.line)).unwrap_or_default();
            format!("- {}\n", safe(&format!("{}{place}", matter.message(language))))
        })
        .collect();
    if unchecked.is_empty() {
        return String::new();
    }
    let title = language.of(["Not everything could be checked", "未能完成全部检查"]);
    let rest = unchecked.len().saturating_sub(MOST);
    let more = if rest == 0 {
        String::new()
    } else {
        language.say(["- and {0} more\n", "- 另有 {0} 项\n"], &[&rest.to_string()])
    };
    format!("### {title}\n\n{}{more}\n", unchecked.into_iter().take(MOST).collect::<String>())
}

/// How many lines of a kind are told.
const MOST: usize = 20;

/// Waived findings, waivers, clauses by status, and what was seen.
pub(super) fn told(words: &Words) -> String {
    let workspace = words.workspace;
    let covered = workspace.listed().into_iter().filter(|finding| finding.is_covered());
    let lines: Vec<String> = covered.map(|finding| format!("- {}\n", covered_line(finding, words))).collect();
    let parts = [
        (["Waived or known before", "已豁免或此前已知"], limited(&lines, words)),
        (["Waivers", "豁免"], waivers(words)),
        (["Clauses of the policy", "政策条款"], clauses(words)),
        (["What was seen, and what was not checked", "检查范围与未检查内容"], seen(words)),
    ];
    let fold = |(title, text): ([&'static str; 2], String)| {
        let title = words.of(title);
        (!text.is_empty()).then(|| format!("<details><summary>{title}</summary>\n\n{text}\n</details>\n\n"))
    };
    parts.into_iter().filter_map(fold).collect()
}

fn limited(lines: &[String], words: &Words) -> String {
    let rest = lines.len().saturating_sub(MOST);
    let more = if rest == 0 {
        String::new()
    } else {
        words.say(["- and {0} more\n", "- 另有 {0} 项\n"], &[&rest.to_string()])
    };
    lines.iter().take(MOST).cloned().collect::<String>() + &more
}

fn covered_line(finding: &Finding, words: &Words) -> String {
    let by = match &finding.waived {
        Some(waiver) => words.say(["waived by {0}", "由 {0} 豁免"], &[waiver]),
        None => words.of(["known before", "此前已知"]),
    };
    safe(&format!("{} ({}; {by})", finding.message(words.language), finding.clause))
}

fn waivers(words: &Words) -> String {
    let waivers = words.workspace.inventory.waivers.iter().filter(|waiver| waiver.state != WaiverState::Active);
    let line = |one: &crate::report::results::Waiver| {
        let state = words.of(waiver(one.state));
        format!("- {}\n", safe(&format!("{}: {state}, {} ({})", words.named(&one.head.name), one.until, one.by)))
    };
    limited(&waivers.map(line).collect::<Vec<String>>(), words)
}

/// How many clauses stand how, and which are broken.
fn clauses(words: &Words) -> String {
    let [word, number, which] =
        [["Status", "状态"], ["Clauses", "条款数"], ["Which", "条款"]].map(|title| words.of(title));
    let mut text = format!("| {word} | {number} | {which} |\n|---|---:|---|\n");
    for one in ClauseStatus::ALL {
        let clauses = words.workspace.clauses.iter().filter(|clause| clause.status == one);
        let ids: Vec<&str> = clauses.map(|clause| clause.id.as_str()).collect();
        let named = match one {
            ClauseStatus::Violated | ClauseStatus::MayBeViolated | ClauseStatus::Waived => words.language.list(&ids),
            ClauseStatus::NeedsHuman | ClauseStatus::Met | ClauseStatus::NotExercised | ClauseStatus::NotGoverned => {
                String::new()
            }
        };
        text += &format!("| {} | {} | {} |\n", words.of(status(one)), ids.len(), cell(&named));
    }
    text
}

fn seen(words: &Words) -> String {
    let Workspace { counts, rules, silent_stores, policy, .. } = words.workspace;
    let idle = rules.iter().filter(|rule| rule.applied == 0).count();
    let numbers = [counts.files, counts.declarations, counts.flows, counts.applied, idle, rules.len()];
    let numbers = numbers.map(|number| number.to_string());
    let parts: Vec<&str> = numbers.iter().map(String::as_str).collect();
    let mut lines = vec![words.say(
        [
            "Files: {0}; declarations: {1}; flows: {2}; times that a rule applied: {3}. {4} of {5} rules found nothing \
             to apply to.",
            "{0} 个文件、{1} 项声明、{2} 个数据流；规则适用 {3} 次。{5} 条规则中有 {4} 条没有可适用的对象。",
        ],
        &parts,
    )];
    if !silent_stores.is_empty() {
        let stores = safe(&words.all(silent_stores));
        lines.push(words.say(["No declared flow leaves: {0}.", "没有声明的数据流离开：{0}。"], &[&stores]));
    }
    let off = rules.iter().filter_map(|rule| Some((rule, rule.off.as_ref()?)));
    lines.extend(off.map(|(rule, reason)| {
        safe(&words.say(["Switched off: {0} ({1}).", "已停用：{0}（{1}）。"], &[&format!("`{}`", rule.id), reason]))
    }));
    let pack = format!("{} {}", policy.id, policy.version);
    lines.push(safe(&words.say(["Rules: {0}.", "规则包：{0}。"], &[&pack])));
    lines.iter().map(|line| format!("- {line}\n")).collect()
}
