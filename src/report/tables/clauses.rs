//! The clause matrix: every clause of the policy, and what the run says about it.

use super::{Form, Table, none};
use crate::report::results::{Clause, ClauseStatus};
use crate::report::words::{self, Words};

const FORM: Form = Form {
    id: "clauses",
    name: ["Clauses", "条款对照"],
    title: ["Clause matrix", "条款对照表"],
    note: [
        "Every clause of the policy. “Met” means that rules were applied and found nothing; it is no legal opinion.",
        "政策的全部条款。“已满足”指规则已适用且未有发现，不构成法律意见。",
    ],
    columns: &[
        ["Clause", "条款"],
        ["Status", "状态"],
        ["What it says", "条款内容"],
        ["Kind", "性质"],
        ["Declarations looked at", "已检查的声明数"],
        ["Behind it", "相关声明"],
        ["Rules", "规则"],
        ["For a person to judge", "需人工判断之处"],
    ],
};

pub(super) fn table(words: &Words) -> Table {
    FORM.filled(words, words.workspace.clauses.iter().map(|clause| row(words, clause)).collect())
}

fn row(words: &Words, clause: &Clause) -> Vec<String> {
    let chinese = clause.zh.as_ref().and_then(|zh| zh.human.as_deref());
    let human = clause.human.as_ref().map(|human| words.language.either(human, chinese).to_owned());
    let rules = if clause.rules.is_empty() { &clause.supports } else { &clause.rules };
    vec![
        clause.id.clone(),
        format!("{} {}", symbol(clause.status), words.of(words::status(clause.status))),
        clause.statement(words.language).to_owned(),
        words::modality(&clause.modality, words.language).to_owned(),
        clause.exercised.to_string(),
        none(words, behind(words, clause)),
        none(words, rules.join("\n")),
        none(words, human.unwrap_or_default()),
    ]
}

/// What stands for a status beside its word.
fn symbol(status: ClauseStatus) -> &'static str {
    match status {
        ClauseStatus::Violated => "✕",
        ClauseStatus::MayBeViolated => "?",
        ClauseStatus::Waived => "◇",
        ClauseStatus::NeedsHuman => "✎",
        ClauseStatus::Met => "✓",
        ClauseStatus::NotExercised => "○",
        ClauseStatus::NotGoverned => "–",
    }
}

/// The declarations behind a clause, and how many more there are.
fn behind(words: &Words, clause: &Clause) -> String {
    let named = words.all(&clause.behind);
    let rest = clause.exercised.saturating_sub(clause.behind.len());
    if rest == 0 {
        named
    } else {
        words.say(["{0} and {1} more", "{0}，另有 {1} 项"], &[&named, &rest.to_string()])
    }
}
