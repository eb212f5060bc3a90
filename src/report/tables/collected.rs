//! The list of collected personal information: a row for each function and field.

use super::{Form, Table, basis, called, cell, distinct, undeclared};
use crate::report::results::Flow;
use crate::report::words::Words;

const FORM: Form = Form {
    id: "collected",
    name: ["Collected", "收集清单"],
    title: ["List of collected personal information", "已收集个人信息清单"],
    note: [
        "One row for each function and each kind of information that it collects. How often it is collected is not \
         declared in flow files.",
        "每项功能收集的每种个人信息一行。数据流文件不声明收集频次。",
    ],
    columns: &[
        ["Function", "业务功能（场景）"],
        ["Personal information", "个人信息"],
        ["Kind under the policy", "政策中的种类"],
        ["Sensitive", "是否敏感个人信息"],
        ["Required or optional", "必填或选填"],
        ["Purpose", "收集目的"],
        ["How it is collected", "收集方式"],
        ["From whom", "来源"],
        ["Into", "存储位置"],
        ["Notice", "告知"],
        ["Basis", "合法性基础"],
    ],
};

pub(super) fn table(words: &Words) -> Table {
    let mut collects: Vec<&Flow> =
        words.workspace.inventory.flows.iter().filter(|flow| flow.verb == "collect").collect();
    collects.sort_by(|left, right| left.feature.cmp(&right.feature));
    let mut rows = Vec::new();
    for same in collects.chunk_by(|left, right| left.feature == right.feature) {
        for datum in distinct(same.iter().flat_map(|flow| taken(flow))) {
            let flows: Vec<&Flow> = same.iter().copied().filter(|flow| taken(flow).any(|one| one == datum)).collect();
            rows.push(row(words, datum, &flows));
        }
    }
    FORM.filled(words, rows)
}

/// The fields that a collection takes, demanded ones first.
fn taken(flow: &Flow) -> impl Iterator<Item = &String> {
    flow.required.iter().chain(&flow.optional).chain(&flow.lands)
}

fn row(words: &Words, datum: &str, flows: &[&Flow]) -> Vec<String> {
    let feature = flows.first().and_then(|flow| flow.feature.as_ref());
    let purposes = distinct(flows.iter().filter_map(|flow| flow.purposes.as_ref()).flatten());
    let means: Vec<String> =
        distinct(flows.iter().filter_map(|flow| flow.means.as_ref()).flatten()).into_iter().cloned().collect();
    let class = words.datum(datum).map(|datum| datum.class.as_str()).unwrap_or_default();
    vec![
        feature.map_or_else(|| undeclared(words), |feature| words.named(feature)),
        words.named(datum),
        cell(words, words.term("data", class)),
        sensitive(words, datum),
        demanded(words, datum, flows),
        cell(words, words.all(purposes.iter().copied())),
        cell(words, words.terms("means", &means)),
        cell(words, called(words, flows.iter().flat_map(|flow| flow.subjects.iter().chain(&flow.from)))),
        cell(words, called(words, flows.iter().flat_map(|flow| &flow.to))),
        cell(words, called(words, flows.iter().flat_map(|flow| &flow.notices).map(|notice| &notice.name))),
        cell(words, basis(words, flows, &purposes)),
    ]
}

fn sensitive(words: &Words, datum: &str) -> String {
    let bands = words.datum(datum).map(|datum| datum.sensitive.as_slice()).unwrap_or_default();
    match (bands, words.is_sensitive(datum)) {
        ([], _) => words.whether(false),
        (_, true) => words.whether(true),
        (bands, false) => words.say(["for: {0}", "仅限：{0}"], &[&words.terms("age", bands)]),
    }
}

/// Whether people have to give it.
fn demanded(words: &Words, datum: &str, flows: &[&Flow]) -> String {
    let has = |list: fn(&Flow) -> &Vec<String>| flows.iter().any(|flow| list(flow).iter().any(|one| one == datum));
    match (has(|flow| &flow.required), has(|flow| &flow.optional)) {
        (true, false) => words.of(["required", "必填"]),
        (false, true) => words.of(["optional", "选填"]),
        (true, true) => words.of(["required in one place, optional in another", "部分必填、部分选填"]),
        (false, false) => undeclared(words),
    }
}
