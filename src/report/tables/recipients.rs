//! Recipients and the agreements with them.

use super::processing::roles;
use super::{Form, Table, called, cell, dated, none, optional, undeclared};
use crate::report::results::{Recipient, Selection};
use crate::report::words::Words;

const FORM: Form = Form {
    id: "recipients",
    name: ["Recipients", "接收方"],
    title: ["Recipients and agreements", "接收方与协议"],
    note: [
        "Everybody else who is declared, whether or not a flow reaches them.",
        "已声明的全部接收方，无论是否有数据流到达。",
    ],
    columns: &[
        ["Recipient", "接收方"],
        ["What it is to us", "角色"],
        ["What rests there", "留存的个人信息"],
        ["Agreement", "协议"],
        ["Limited to", "限定目的"],
        ["Authorised", "授权"],
        ["Evaluated", "评估"],
        ["Impact assessed", "影响评估"],
        ["Bound by the policy", "受政策约束"],
        ["Its safeguards", "安全措施"],
        ["Region", "所在地区"],
    ],
};

pub(super) fn table(words: &Words) -> Table {
    let recipients = words.workspace.inventory.recipients.iter();
    FORM.filled(words, recipients.map(|recipient| row(words, recipient)).collect())
}

fn row(words: &Words, recipient: &Recipient) -> Vec<String> {
    vec![
        words.named(&recipient.head.name),
        cell(words, roles(words, recipient)),
        none(words, called(words, recipient.holds.iter())),
        agreement(words, recipient),
        limits(words, recipient),
        dated(words, recipient.authorised.as_ref()),
        dated(words, recipient.evaluated.as_ref()),
        dated(words, recipient.assessed.as_ref()),
        recipient.bound_by_policy.map_or_else(|| undeclared(words), |bound| words.whether(bound)),
        measures(words, recipient),
        optional(words, recipient.region.as_ref()),
    ]
}

/// The agreement with a recipient.
pub(super) fn agreement(words: &Words, recipient: &Recipient) -> String {
    let Some(agreement) = &recipient.agreement else { return undeclared(words) };
    match &agreement.with {
        None => agreement.document.clone(),
        Some(with) => words.say(["{0}, with {1}", "{0}（与{1}）"], &[&agreement.document, &words.called(with)]),
    }
}

/// The measures that a recipient takes.
pub(super) fn measures(words: &Words, recipient: &Recipient) -> String {
    match &recipient.measures {
        None => undeclared(words),
        Some(measures) => none(words, called(words, measures.iter())),
    }
}

fn limits(words: &Words, recipient: &Recipient) -> String {
    match &recipient.limited_to {
        None => undeclared(words),
        Some(Selection::All) => words.of(["no limit: all purposes", "不限：全部目的"]),
        Some(Selection::These(purposes)) => none(words, called(words, purposes.iter())),
    }
}
