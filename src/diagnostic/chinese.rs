//! What counts as a finding stands in reports beside what rules find, so it is said in Chinese too. The sentences name
//! what a diagnostic is about; what else its English says is marked at the place.

use super::{Code, Language};

/// A code, what is wrong, and what to do. `{0}`, `{1}` are the names that a diagnostic is about.
const SAID: &[(Code, &str, &str)] = &[
    (Code::PackMissingExample, "规则包中有规则缺少示例", "为该规则补充违反和遵守的示例各一个"),
    (
        Code::StaleBaseline,
        "基线中的记录 {0} 已不符合现状",
        "用 `candor baseline prune` 删去不再存在的记录，或用 `candor baseline update` 重新写入",
    ),
    (Code::WrongPair, "{0} 所用的动词与接收方 {1} 的类别不相符", "改用符合实际情况的动词，或为接收方声明其应有的类别"),
    (Code::UnusedClaim, "没有任何事项以所主张的例外 {0} 为依据", "在需要之处引用它，或将其删除"),
    (Code::IdleClaim, "所主张的例外 {0} 不改变任何结果", "将其删除：不需要的例外不应主张"),
    (Code::SharedClaim, "所主张的例外 {0} 同时用于多处，因此对任何一处都不成立", "为每一处分别声明，并写明各自的事实"),
    (Code::ClaimWithoutGround, "所主张的例外 {0} 引用的条款既不是例外也不是依据", "引用政策中规定例外或依据的条款"),
    (Code::ClaimOutOfScope, "所主张的例外 {0} 引用的条款是其他事项的依据，不适用于此处", "引用适用于该事项的依据"),
    (Code::UnexplainedData, "没有任何收集说明 {1} 如何进入 {0}", "声明带来该信息的数据流，或从其实际所在之处读取"),
    (Code::DeadCollection, "{0} 收集了 {1}，此后没有任何数据流需要它", "停止收集，或声明需要它的数据流"),
    (Code::MissingDocument, "{0} 引用的文件不存在或者为空", "补充该文件，更正路径，或给出链接"),
    (Code::FutureDate, "{0} 的 {1} 所写的日期尚未到来", "写明实际完成的日期，或在完成之前略去该项"),
    (Code::OverdueMeasure, "措施 {0} 已经逾期", "实施该措施，再写明上次（`last`）和下次（`next`）的日期"),
    (Code::ExpiredWaiver, "豁免 {0} 已经到期", "整改其涵盖的问题，或重新决定：期限、责任人和理由"),
    (Code::UnusedWaiver, "豁免 {0} 没有涵盖任何检查结果", "将其删除：其涵盖的问题已经整改，或者从未存在"),
];

/// What is wrong and what to do, in Chinese; `None` for what only stands in the way of checking.
pub(super) fn said(code: Code, about: &[String]) -> Option<[String; 2]> {
    let (_, message, help) = SAID.iter().find(|(known, ..)| *known == code)?;
    let names: Vec<String> = match code {
        Code::StaleBaseline => {
            vec![Language::Chinese.list(&about.iter().map(|id| format!("`{id}`")).collect::<Vec<_>>())]
        }
        _ => about.iter().map(|name| format!("`{name}`")).collect(),
    };
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    Some([Language::Chinese.say([message, message], &names), (*help).to_owned()])
}

#[cfg(test)]
mod tests {
    use super::{Code, said};
    use crate::diagnostic::Consequence;

    #[test]
    fn everything_that_counts_as_a_finding_is_said_in_chinese() {
        for code in Code::ALL.iter().filter(|code| code.consequence() == Consequence::Finding) {
            assert!(said(*code, &[]).is_some(), "`{}` is said in English alone", code.id());
        }
    }
}
