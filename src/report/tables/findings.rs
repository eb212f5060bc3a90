//! Findings, unfolded, in the order in which people see them.

use rustc_hash::FxHashMap;

use super::{Form, Table, none};
use crate::report::results::{Finding, Place};
use crate::report::words::{self, Words};

const FORM: Form = Form {
    id: "findings",
    name: ["Findings", "发现"],
    title: ["Findings", "发现"],
    note: [
        "Gravest first. Findings that rest on the same fault follow each other. A waived finding does not fail a run.",
        "按严重程度排列，同一原因的发现相邻。已豁免的发现不计入未通过。",
    ],
    columns: &[
        ["Weight", "严重程度"],
        ["Verdict", "结论"],
        ["Clause", "条款"],
        ["Rule", "规则"],
        ["What is wrong", "问题"],
        ["What to do", "处理建议"],
        ["About", "涉及声明"],
        ["Information", "个人信息"],
        ["Purpose", "目的"],
        ["Recipient", "接收方"],
        ["Facts missing", "缺少的事实"],
        ["Waiver", "豁免"],
        ["Change", "变化"],
        ["Place", "位置"],
        ["Finding", "发现编号"],
    ],
};

pub(super) fn table(words: &Words) -> Table {
    let workspace = words.workspace;
    let by_id: FxHashMap<&str, &Finding> =
        workspace.findings.iter().map(|finding| (finding.id.as_str(), finding)).collect();
    let listed = workspace.listed.iter().flat_map(|one| std::iter::once(&one.shown).chain(&one.same).chain(&one.under));
    let findings = listed.filter_map(|id| by_id.get(id.as_str()));
    FORM.filled(words, findings.map(|finding| row(words, finding)).collect())
}

fn row(words: &Words, finding: &Finding) -> Vec<String> {
    let named = |name: &Option<String>| none(words, name.as_deref().map(|name| words.called(name)).unwrap_or_default());
    let change = finding.change.map(|change| words.of(words::change(change))).unwrap_or_default();
    vec![
        words.of(words::severity(&finding.severity)),
        words.of(words::verdict(finding.verdict)),
        finding.clause.clone(),
        finding.rule.clone(),
        finding.message(words.language).to_owned(),
        finding.fix(words.language).to_owned(),
        words.named(&finding.declaration),
        named(&finding.datum),
        named(&finding.purpose),
        named(&finding.recipient),
        none(words, finding.missing.iter().map(|fact| words.missing(fact)).collect::<Vec<String>>().join("\n")),
        none(words, finding.waived.clone().unwrap_or_default()),
        none(words, change),
        none(words, finding.place.as_ref().map(place).unwrap_or_default()),
        finding.id.clone(),
    ]
}

/// `flows/shop.candor:12`.
fn place(place: &Place) -> String {
    format!("{}:{}", place.path, place.line)
}
