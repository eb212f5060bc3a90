//! The rules, applied or not.

use super::{Form, Table, none};
use crate::report::results::Rule;
use crate::report::words::{self, Words};

const FORM: Form = Form {
    id: "rules",
    name: ["Rules", "规则"],
    title: ["Rules applied and not applied", "已适用与未适用的规则"],
    note: [
        "A rule that applied to nothing has checked nothing: that is neither a pass nor a finding.",
        "未适用于任何对象的规则未作任何检查，既非通过，亦非发现。",
    ],
    columns: &[
        ["Rule", "规则"],
        ["What it asks", "要求"],
        ["Why", "原因"],
        ["Clauses", "条款"],
        ["Applied", "适用次数"],
        ["Hold", "符合"],
        ["Excused", "例外"],
        ["Found", "发现"],
        ["Switched off because", "停用原因"],
        ["Signature", "签署"],
    ],
};

pub(super) fn table(words: &Words) -> Table {
    FORM.filled(words, words.workspace.rules.iter().map(|rule| row(words, rule)).collect())
}

fn row(words: &Words, rule: &Rule) -> Vec<String> {
    let found = words.workspace.findings.iter().filter(|finding| finding.rule == rule.id).count();
    vec![
        rule.id.clone(),
        rule.title(words.language).to_owned(),
        rule.why(words.language).to_owned(),
        words.language.list(&rule.clauses),
        rule.applied.to_string(),
        rule.complies.to_string(),
        rule.excused.to_string(),
        found.to_string(),
        none(words, rule.off.clone().unwrap_or_default()),
        words.of(words::sign_off(&rule.sign_off)),
    ]
}
