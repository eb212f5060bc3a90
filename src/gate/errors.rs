//! All that is said about baselines.

use super::baseline::Entry;
use crate::diagnostic::{Code, Diagnostic, Text, say};
use crate::source::Span;

/// A baseline is named, and there is no such file.
pub fn missing_baseline(path: &str) -> Diagnostic {
    Diagnostic::new(Code::UnreadableBaseline, say!(["there is no baseline `{path}`", "没有基线 `{path}`"]))
        .help(["`candor baseline create` writes it", "`candor baseline create` 会写入它"])
}

/// A line of a baseline that is none.
pub(super) fn unreadable_line(line: &str, span: Span) -> Diagnostic {
    Diagnostic::new(Code::UnreadableBaseline, say!(["`{line}` is no entry of a baseline", "`{line}` 不是基线的记录"]))
        .at(span, ["neither an identity nor a comment", "既不是标识，也不是注释"])
        .help([
            "an entry begins with an identity of 20 digits; `candor baseline update` writes the file anew",
            "记录以20位的标识开头；`candor baseline update` 会重新写入该文件",
        ])
}

/// An entry that stands twice.
pub(super) fn repeated_entry(id: &str, span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::UnreadableBaseline,
        say!(["`{id}` stands in the baseline twice", "`{id}` 在基线中出现了两次"]),
    )
    .at(span, ["again", "再次出现"])
    .help(["take one of them out: an entry holds one finding", "删去其中一条：一条记录对应一项检查结果"])
}

/// Entries that hold no finding any more; the first is shown.
pub(super) fn stale_entries(entries: &[&Entry]) -> Option<Diagnostic> {
    let first = entries.first()?;
    let (id, number) = (&first.id, entries.len());
    let message = match number {
        1 => say!(["`{id}` in the baseline holds no finding any more", "基线中的 `{id}` 已不再对应任何检查结果"]),
        _ => say!([
            "{number} entries of the baseline hold no finding any more",
            "基线中有{number}条记录已不再对应任何检查结果",
        ]),
    };
    let said = Diagnostic::new(Code::StaleBaseline, message).about(entries.iter().map(|entry| entry.id.as_str()));
    Some(said.at(first.span, Text::verbatim(&first.comment)).help([
        "`candor baseline prune` takes out what is no longer there",
        "用 `candor baseline prune` 删去不再存在的记录",
    ]))
}

/// An entry whose finding has become certain.
pub(super) fn graver_entry(entry: &Entry) -> Diagnostic {
    let id = &entry.id;
    Diagnostic::new(
        Code::StaleBaseline,
        say!([
            "what `{id}` holds has become certain, so it counts again",
            "`{id}` 所对应的检查结果已经确定，因此重新计入",
        ]),
    )
    .about([id.as_str()])
    .at(entry.span, Text::verbatim(&entry.comment))
    .help(["mend it, or take it up with `candor baseline update`", "整改它，或用 `candor baseline update` 重新收录"])
}
