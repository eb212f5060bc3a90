//! The list of personal information shared with others: a row for each recipient and purpose.

use super::processing::{marked, roles};
use super::recipients::{agreement, measures};
use super::{Form, Table, basis, called, cell, distinct, optional, undeclared};
use crate::report::results::{Flow, Recipient};
use crate::report::words::Words;

const FORM: Form = Form {
    id: "shared",
    name: ["Shared", "共享清单"],
    title: ["List of personal information shared with others", "第三方信息共享清单"],
    note: [
        "One row for each recipient and each purpose for which it gets information: processors, affiliates, third \
         parties, authorities, successors and the public.",
        "每个接收方的每个目的一行，包括受托人、关联方、第三方、国家机关、承继方及公众。",
    ],
    columns: &[
        ["Recipient", "接收方名称"],
        ["What it is to us", "接收方角色"],
        ["Personal information", "个人信息种类"],
        ["Purpose", "处理目的"],
        ["Way of sharing", "提供方式"],
        ["Basis", "合法性基础"],
        ["Notice", "告知"],
        ["Agreement", "协议"],
        ["Its safeguards", "接收方安全措施"],
        ["Region", "所在地区"],
    ],
};

pub(super) fn table(words: &Words) -> Table {
    let recipients = words.workspace.inventory.recipients.iter();
    FORM.filled(words, recipients.flat_map(|recipient| rows(words, recipient)).collect())
}

fn rows(words: &Words, recipient: &Recipient) -> Vec<Vec<String>> {
    let all = words.workspace.inventory.flows.iter();
    let flows: Vec<&Flow> = all.filter(|flow| flow.to.contains(&recipient.head.name)).collect();
    let purposes = distinct(flows.iter().filter_map(|flow| flow.purposes.as_ref()).flatten());
    let mut rows: Vec<Vec<String>> = Vec::new();
    for purpose in purposes {
        let serves = |flow: &&Flow| flow.purposes.as_ref().is_some_and(|purposes| purposes.contains(purpose));
        rows.push(row(words, recipient, Some(purpose), &flows.iter().copied().filter(serves).collect::<Vec<&Flow>>()));
    }
    let silent: Vec<&Flow> =
        flows.into_iter().filter(|flow| flow.purposes.as_ref().is_none_or(Vec::is_empty)).collect();
    if !silent.is_empty() {
        rows.push(row(words, recipient, None, &silent));
    }
    rows
}

fn row(words: &Words, recipient: &Recipient, purpose: Option<&String>, flows: &[&Flow]) -> Vec<String> {
    let data = distinct(flows.iter().flat_map(|flow| &flow.lands));
    let verbs = distinct(flows.iter().map(|flow| &flow.verb)).into_iter().map(|verb| way(words, verb));
    vec![
        words.named(&recipient.head.name),
        cell(words, roles(words, recipient)),
        cell(words, marked(words, &data)),
        purpose.map_or_else(|| undeclared(words), |purpose| words.called(purpose)),
        cell(words, words.language.list(&verbs.collect::<Vec<String>>())),
        cell(words, basis(words, flows, purpose.as_slice())),
        cell(words, called(words, flows.iter().flat_map(|flow| &flow.notices).map(|notice| &notice.name))),
        agreement(words, recipient),
        measures(words, recipient),
        optional(words, recipient.region.as_ref()),
    ]
}

/// How a recipient gets data, by the flow's keyword.
fn way(words: &Words, verb: &str) -> String {
    words.of(match verb {
        "collect" => ["collects it itself", "由接收方直接收集"],
        "use" => ["uses it", "使用"],
        "display" => ["is shown it", "展示"],
        "entrust" => ["entrusted processing", "委托处理"],
        "share" => ["sharing", "对外提供（共享）"],
        "transfer" => ["transfer", "转让"],
        "disclose" => ["publication", "公开披露"],
        _ => return words.verb(verb),
    })
}
