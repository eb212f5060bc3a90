//! What the policy's text leaves open, for its author.

use super::{Form, Table};
use crate::report::results::Gap;
use crate::report::words::Words;

const FORM: Form = Form {
    id: "gaps",
    name: ["Policy gaps", "待明确之处"],
    title: ["What the policy leaves open", "政策文本的待明确之处"],
    note: [
        "Gaps, empty parts and ambiguities of the policy's text, and how the rules treat each until its author decides.",
        "政策文本的空白、空缺章节与歧义，以及在其作者作出决定之前规则的处理方式。",
    ],
    columns: &[
        ["Number", "编号"],
        ["Where", "位置"],
        ["What is open", "待明确事项"],
        ["How it is treated", "处理方式"],
    ],
};

pub(super) fn table(words: &Words) -> Table {
    FORM.filled(words, words.workspace.gaps.iter().map(|gap| row(words, gap)).collect())
}

fn row(words: &Words, gap: &Gap) -> Vec<String> {
    let chinese = gap.zh.as_ref();
    let said = |english, chinese| words.language.either(english, chinese).to_owned();
    vec![
        gap.id.clone(),
        said(&gap.place, chinese.map(|zh| zh.place.as_str())),
        said(&gap.gap, chinese.map(|zh| zh.gap.as_str())),
        said(&gap.treatment, chinese.map(|zh| zh.treatment.as_str())),
    ]
}
