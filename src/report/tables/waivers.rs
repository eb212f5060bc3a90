//! Waivers: decisions to live with findings for a while.

use super::{Form, Table, called};
use crate::report::results::{Waiver, WaiverState};
use crate::report::words::{self, Words};

const FORM: Form = Form {
    id: "waivers",
    name: ["Waivers", "豁免"],
    title: ["Waivers", "豁免"],
    note: [
        "Findings that somebody has decided to live with until a day. What a waiver covers stays among the findings.",
        "经决定在一定期限内容忍的发现。被豁免的发现仍列于发现之中。",
    ],
    columns: &[
        ["Waiver", "豁免"],
        ["State", "状态"],
        ["Rule", "规则"],
        ["On", "对象"],
        ["Until", "截止日期"],
        ["Decided by", "决定者"],
        ["Reason", "理由"],
        ["Findings covered", "覆盖的发现数"],
    ],
};

pub(super) fn table(words: &Words) -> Table {
    let mut waivers: Vec<&Waiver> = words.workspace.inventory.waivers.iter().collect();
    waivers.sort_by_key(|waiver| (waiver.state != WaiverState::Expired, &waiver.until));
    FORM.filled(words, waivers.into_iter().map(|waiver| row(words, waiver)).collect())
}

fn row(words: &Words, waiver: &Waiver) -> Vec<String> {
    vec![
        words.named(&waiver.head.name),
        words.of(words::waiver(waiver.state)),
        waiver.rule.clone(),
        super::none(words, called(words, waiver.on.iter())),
        super::dated(words, Some(&waiver.until)),
        waiver.by.clone(),
        waiver.because.clone(),
        waiver.covers.to_string(),
    ]
}
