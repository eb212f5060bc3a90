//! The flows: what the data map shows, in words.

use super::{Form, Table, called, cell, none, undeclared};
use crate::report::results::Flow;
use crate::report::words::Words;

const FORM: Form = Form {
    id: "flows",
    name: ["Flows", "数据流"],
    title: ["Flows", "数据流清单"],
    note: ["What the data map shows, in words: one row for each flow.", "以文字列出数据地图的内容，每个数据流一行。"],
    columns: &[
        ["Flow", "数据流"],
        ["What it does", "处理方式"],
        ["From", "来源"],
        ["To", "去向"],
        ["Personal data", "个人信息"],
        ["Purpose", "目的"],
        ["On the way", "途中处理"],
        ["Findings", "发现"],
    ],
};

pub(super) fn table(words: &Words) -> Table {
    FORM.filled(words, words.workspace.inventory.flows.iter().map(|flow| row(words, flow)).collect())
}

fn row(words: &Words, flow: &Flow) -> Vec<String> {
    let about = words.workspace.findings.iter().filter(|finding| finding.declaration == flow.head.name);
    let clauses = super::distinct(about.map(|finding| &finding.clause));
    let to = match &flow.open_to {
        Some(readers) => words.terms("reader", readers),
        None => words.of(["stays where it is", "不流出"]),
    };
    vec![
        words.named(&flow.head.name),
        words.verb(&flow.verb),
        cell(words, called(words, flow.subjects.iter().chain(&flow.from))),
        if flow.to.is_empty() { to } else { called(words, flow.to.iter()) },
        cell(words, called(words, flow.data.iter().chain(&flow.lands))),
        flow.purposes.as_ref().map_or_else(|| undeclared(words), |purposes| none(words, words.all(purposes))),
        none(words, called(words, flow.via.iter().map(|via| &via.transform))),
        none(words, words.language.list(&clauses)),
    ]
}
