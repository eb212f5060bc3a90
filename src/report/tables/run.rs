//! The run itself: the verdict, what was checked against what, and how much was seen.

use super::Table;
use crate::diagnostic::Language;
use crate::report::results::{Results, Workspace};
use crate::report::words::headline;

/// A line of it: what it is, and what it says.
type Line = ([&'static str; 2], String);

pub(super) fn table(results: &Results, language: Language) -> Table {
    let workspaces = results.workspaces.iter().flat_map(|workspace| seen(workspace, language));
    let lines = overall(results, language).into_iter().chain(workspaces);
    Table {
        id: "run",
        name: language.of(["Summary", "概要"]).to_owned(),
        title: language.of(["Summary", "概要"]).to_owned(),
        note: language.of(NOTE).to_owned(),
        columns: [["What", "项目"], ["Value", "内容"]].map(|title| language.of(title).to_owned()).into(),
        rows: lines.map(|(word, said)| vec![language.of(word).to_owned(), said]).collect(),
    }
}

const NOTE: [&str; 2] = [
    "What software is declared to do, held against what its privacy policy promised. This is no legal advice.",
    "将软件声明的处理行为与其隐私政策的承诺进行对照。本报告不构成法律意见。",
];

fn overall(results: &Results, language: Language) -> Vec<Line> {
    let summary = results.summary;
    let numbers: [([&'static str; 2], usize); 7] = [
        (["Errors", "错误"], summary.errors),
        (["Warnings", "警告"], summary.warnings),
        (["Advice", "建议"], summary.infos),
        (["In doubt: a fact is missing", "存疑：缺少事实"], summary.undecided),
        (["Waived", "已豁免"], summary.waived),
        (["On the policy's text", "针对政策文本"], summary.lints),
        (["Obstacles to checking", "妨碍检查的问题"], summary.unchecked),
    ];
    let mut lines = vec![(["Verdict", "结论"], headline(results, language))];
    lines.extend(results.as_of.clone().map(|day| (["As of", "检查日"], day)));
    lines.extend(numbers.map(|(word, number)| (word, number.to_string())));
    lines.extend(results.commit.as_ref().map(|commit| (["Commit", "提交"], commit.id.clone())));
    lines.push((["Made by", "生成工具"], format!("{} {}", results.tool.name, results.tool.version)));
    lines
}

fn seen(workspace: &Workspace, language: Language) -> Vec<Line> {
    let (policy, counts) = (&workspace.policy, workspace.counts);
    let mut lines = vec![
        (["Workspace", "工作区"], workspace.folder.clone()),
        (["Policy", "政策"], policy.title(language).to_owned()),
        (["Pack", "规则包"], format!("{} {}", policy.id, policy.version)),
    ];
    lines.extend(policy.effective.clone().map(|day| (["In effect from", "生效日期"], day)));
    lines.extend(
        policy.document_sha256.clone().map(|hash| (["Published document, SHA-256", "已发布文件的 SHA-256"], hash)),
    );
    lines.push((["Rules, fingerprint", "规则指纹"], policy.fingerprint.clone()));
    lines.push((["Files", "文件"], counts.files.to_string()));
    lines.push((["Declarations", "声明"], counts.declarations.to_string()));
    lines.push((["Flows", "数据流"], counts.flows.to_string()));
    lines.push((["Times that a rule applied", "规则适用次数"], counts.applied.to_string()));
    lines
}
