//! All that is said about results and decisions that are read again.

use super::results::Decided;
use crate::diagnostic::{Code, Diagnostic, Text, did_you_mean, say};
use crate::source::Span;

/// The file is not what `json` writes.
pub(super) fn unreadable_results(problem: &Text, span: Span) -> Diagnostic {
    let message = say!(["these are no results of a run: {problem}", "这不是一次检查的结果：{problem}"], problem);
    Diagnostic::new(Code::WorkspaceUnreadableResults, message)
        .at(span, ["here", "此处"])
        .help(["`candor check --report json=FILE` writes results", "`candor check --report json=FILE` 会写出结果"])
}

/// A weight that is none.
pub(super) fn no_severity(word: &str) -> Text {
    say!(["`{word}` is no severity", "`{word}` 不是严重程度"])
}

/// The results have a form that this program does not know.
pub(super) fn other_version(found: u32, known: u32, span: Span) -> Diagnostic {
    let message = say!([
        "the results have version {found} of their form, and only version {known} is known here",
        "结果的格式版本为 {found}，此处只认识版本 {known}",
    ]);
    Diagnostic::new(Code::WorkspaceUnreadableResults, message)
        .at(span, ["written by another candor", "由其他版本的 candor 写出"])
        .help(["make the results anew, or use the candor that made them", "重新生成结果，或使用当时生成它的 candor"])
}

/// What the reader of YAML says of a pack's file, said of decisions.
pub(super) fn unreadable_decisions(diagnostic: Diagnostic) -> Diagnostic {
    Diagnostic { code: Code::WorkspaceUnreadableDecisions, ..diagnostic }.help([
        "`candor report decide` writes decisions; `candor explain workspace/unreadable-decisions` shows the file",
        "`candor report decide` 会写出审阅决定；文件的格式见 `candor explain workspace/unreadable-decisions`",
    ])
}

/// A decision about nothing, or about two things.
pub(super) fn aimless_decision(span: Span) -> Diagnostic {
    let message = ["a decision is about one finding or one clause", "一项审阅决定针对一项检查结果或一个条款"];
    Diagnostic::new(Code::WorkspaceUnreadableDecisions, message)
        .at(span, ["about none of them, or about both", "两者都未写明，或者同时写明"])
        .help(["write `finding: ID` or `clause: ID` beside it", "在旁边写明 `finding: ID` 或 `clause: ID`"])
}

/// A word that is no decision.
pub(super) fn unknown_decision(word: &str, span: Span) -> Diagnostic {
    let words = Decided::ALL.map(Decided::word);
    let listed = words.join(", ");
    Diagnostic::new(Code::WorkspaceUnreadableDecisions, say!(["`{word}` is no decision", "`{word}` 不是审阅决定"]))
        .at(span, ["unknown word", "未知的词"])
        .help(say!(["it can be {listed}", "可以是 {listed}"]))
        .maybe_help(did_you_mean(word, words))
}

/// A text that is no day.
pub(super) fn no_day(text: &str, span: Span) -> Diagnostic {
    Diagnostic::new(Code::WorkspaceUnreadableDecisions, say!(["`{text}` is no day", "`{text}` 不是日期"]))
        .at(span, ["here", "此处"])
        .help(["a day is YYYY-MM-DD, and it must exist", "日期写作 YYYY-MM-DD，且须真实存在"])
}
