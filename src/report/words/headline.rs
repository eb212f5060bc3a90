//! The verdict of a run in one line.

use crate::diagnostic::Language;
use crate::report::results::{Results, Summary};

/// The verdict in one line; never more than was seen.
pub fn headline(results: &Results, language: Language) -> String {
    match language {
        Language::English => results.verdict.clone(),
        Language::Chinese => chinese(results),
    }
}

fn chinese(results: &Results) -> String {
    let zh = Language::Chinese;
    if results.workspaces.is_empty() {
        return "未检查任何内容".to_owned();
    }
    let rules = results.workspaces.iter().map(|workspace| {
        let policy = &workspace.policy;
        format!("{} {} 的 {} 条规则", policy.id, policy.version, workspace.rules.len())
    });
    let mut rules: Vec<String> = rules.collect();
    rules.dedup();
    let day = results.as_of.as_ref().map(|day| format!("，截至 {day}")).unwrap_or_default();
    let obstacles = match results.summary.unchecked {
        0 => String::new(),
        number => format!("未能完成全部检查：有 {number} 项障碍；"),
    };
    format!("{obstacles}依据{}{day}：{}", zh.list(&rules), found(&results.summary))
}

fn found(summary: &Summary) -> String {
    let Summary { errors, warnings, infos, lints, undecided, waived, .. } = *summary;
    let weights = [(errors, "项错误"), (warnings, "项警告"), (infos, "项建议")];
    let said = |all: &[(usize, &str)]| {
        let some = all.iter().filter(|(number, _)| *number > 0);
        some.map(|(number, word)| format!("{number} {word}")).collect::<Vec<String>>()
    };
    let counted = said(&weights);
    let mut parts = vec![if counted.is_empty() { "没有发现".to_owned() } else { Language::Chinese.list(&counted) }];
    parts.extend(said(&[(undecided, "项缺少事实"), (waived, "项已豁免"), (lints, "项针对政策文本")]));
    parts.join("；")
}
