//! The record of processing: what the GDPR asks for in article 30 (1) and what Chinese practice keeps beside it, a row a
//! purpose.

use super::{Form, Table, basis, called, cell, distinct, none, retention};
use crate::report::results::{Flow, Inventory, Recipient, Store};
use crate::report::words::Words;

const FORM: Form = Form {
    id: "processing",
    name: ["Processing", "处理活动记录"],
    title: ["Record of processing activities", "个人信息处理活动记录"],
    note: [
        "One row for each purpose, with all flows that serve it. It holds what the flow files declare; details of contact \
         and whatever else a regulator asks for are to be added by hand.",
        "每个处理目的一行，汇总服务于该目的的全部数据流。内容以数据流文件的声明为准；联系方式及监管要求的其他事项需人工补充。",
    ],
    columns: &[
        ["Purpose", "处理目的"],
        ["Activities", "处理活动"],
        ["Controller", "个人信息处理者"],
        ["People concerned", "个人信息主体"],
        ["Personal data", "个人信息种类"],
        ["How it is obtained", "收集方式"],
        ["Stores", "存储位置"],
        ["Recipients", "接收方"],
        ["Region, transfers abroad", "所在地区与跨境提供"],
        ["Retention", "保存期限"],
        ["Safeguards", "安全措施"],
        ["Legal basis", "合法性基础"],
    ],
};

pub(super) fn table(words: &Words) -> Table {
    let inventory = &words.workspace.inventory;
    let purposes = inventory.purposes.iter().map(|purpose| Some(&purpose.head.name));
    let rows = purposes.chain([None]).filter_map(|purpose| row(words, purpose)).collect();
    FORM.filled(words, rows)
}

/// The flows of a purpose; those without any where none is asked for.
fn of_purpose<'a>(inventory: &'a Inventory, purpose: Option<&String>) -> Vec<&'a Flow> {
    let serves = |flow: &&Flow| match (purpose, &flow.purposes) {
        (Some(purpose), Some(purposes)) => purposes.contains(purpose),
        (None, None) => true,
        (Some(_), None) | (None, Some(_)) => false,
    };
    inventory.flows.iter().filter(serves).collect()
}

fn row(words: &Words, purpose: Option<&String>) -> Option<Vec<String>> {
    let inventory = &words.workspace.inventory;
    let flows = of_purpose(inventory, purpose);
    if flows.is_empty() {
        return None;
    }
    let places = distinct(flows.iter().flat_map(|flow| flow.from.iter().chain(&flow.to)));
    let stores: Vec<&Store> = inventory.stores.iter().filter(|store| places.contains(&&store.head.name)).collect();
    let recipients: Vec<&Recipient> =
        inventory.recipients.iter().filter(|one| places.contains(&&one.head.name)).collect();
    let operator = inventory.system.as_ref().map(|system| system.operator.clone()).unwrap_or_default();
    let data = distinct(flows.iter().flat_map(|flow| flow.data.iter().chain(&flow.lands)));
    Some(vec![
        purpose.map_or_else(|| super::undeclared(words), |purpose| words.named(purpose)),
        cell(words, activities(words, &flows)),
        cell(words, operator),
        cell(words, called(words, people(inventory, &flows).into_iter())),
        cell(words, marked(words, &data)),
        cell(
            words,
            words.terms("means", &distinct_owned(flows.iter().filter_map(|flow| flow.means.as_ref()).flatten())),
        ),
        none(words, called(words, stores.iter().map(|store| &store.head.name))),
        none(words, recipients.iter().map(|one| received(words, one)).collect::<Vec<String>>().join("\n")),
        cell(words, regions(words, &stores, &recipients)),
        cell(words, retention::together(words, &stores, &recipients)),
        cell(words, safeguards(words, &flows, &stores, &recipients)),
        cell(words, basis(words, &flows, purpose.as_slice())),
    ])
}

fn distinct_owned<'n>(names: impl Iterator<Item = &'n String>) -> Vec<String> {
    distinct(names).into_iter().cloned().collect()
}

/// The features that the flows serve; where none is said, the flows themselves.
fn activities(words: &Words, flows: &[&Flow]) -> String {
    let (with, without): (Vec<&Flow>, Vec<&Flow>) = flows.iter().partition(|flow| flow.feature.is_some());
    let features = with.iter().filter_map(|flow| flow.feature.as_ref());
    called(words, features.chain(without.iter().map(|flow| &flow.head.name)))
}

/// The people of the flows: those asked, those whom the data are about, and where a flow says neither, those of whom its
/// data were collected.
fn people<'a>(inventory: &'a Inventory, flows: &[&'a Flow]) -> Vec<&'a String> {
    let said = distinct(flows.iter().flat_map(|flow| flow.subjects.iter().chain(&flow.about)));
    if !said.is_empty() {
        return said;
    }
    let data = distinct(flows.iter().flat_map(|flow| &flow.data));
    let gave = inventory.flows.iter().filter(|flow| flow.lands.iter().any(|datum| data.contains(&datum)));
    distinct(gave.flat_map(|flow| if flow.about.is_empty() { &flow.subjects } else { &flow.about }))
}

/// Data with a mark at what is sensitive whoever it is about.
pub(super) fn marked(words: &Words, data: &[&String]) -> String {
    let mark = |name: &&String| {
        let name = name.as_str();
        let called = words.called(name);
        if words.is_sensitive(name) { words.say(["{0} [sensitive]", "{0}［敏感］"], &[&called]) } else { called }
    };
    words.language.list(&data.iter().map(mark).collect::<Vec<String>>())
}

/// A recipient and what it is to us.
pub(super) fn received(words: &Words, recipient: &Recipient) -> String {
    words.say(["{0} ({1})", "{0}（{1}）"], &[&words.called(&recipient.head.name), &roles(words, recipient)])
}

/// What a recipient is to us.
pub(super) fn roles(words: &Words, recipient: &Recipient) -> String {
    words.terms("party", &recipient.roles)
}

/// Where each place is; those that do not say it are named last.
fn regions(words: &Words, stores: &[&Store], recipients: &[&Recipient]) -> String {
    let stores = stores.iter().map(|store| (&store.head.name, store.region.as_ref()));
    let places: Vec<(&String, Option<&String>)> =
        stores.chain(recipients.iter().map(|one| (&one.head.name, one.region.as_ref()))).collect();
    let regions = distinct(places.iter().filter_map(|(_, region)| *region));
    let mut lines = Vec::new();
    for region in regions {
        let there = places.iter().filter(|(_, other)| *other == Some(region)).map(|(name, _)| *name);
        lines.push(words.say(["{0}: {1}", "{0}：{1}"], &[region, &called(words, there)]));
    }
    let silent = called(words, places.iter().filter(|(_, region)| region.is_none()).map(|(name, _)| *name));
    if !lines.is_empty() && !silent.is_empty() {
        lines.push(words.say(["not declared: {0}", "未声明：{0}"], &[&silent]));
    }
    lines.join("\n")
}

fn safeguards(words: &Words, flows: &[&Flow], stores: &[&Store], recipients: &[&Recipient]) -> String {
    let system = words.workspace.inventory.system.iter().flat_map(|system| &system.measures);
    let own = stores.iter().flat_map(|store| &store.measures);
    let theirs = recipients.iter().filter_map(|one| one.measures.as_ref()).flatten();
    let transforms = flows.iter().flat_map(|flow| &flow.via).map(|via| &via.transform);
    called(words, system.chain(own).chain(theirs).chain(transforms))
}
