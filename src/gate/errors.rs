//! All that is said about baselines.

use super::baseline::Entry;
use crate::diagnostic::{Code, Diagnostic};
use crate::source::Span;

/// A baseline is named, and there is no such file.
pub fn missing_baseline(path: &str) -> Diagnostic {
    Diagnostic::new(Code::UnreadableBaseline, format!("there is no baseline `{path}`"))
        .help("`candor baseline create` writes it")
}

/// A line of a baseline that is none.
pub(super) fn unreadable_line(line: &str, span: Span) -> Diagnostic {
    Diagnostic::new(Code::UnreadableBaseline, format!("`{line}` is no entry of a baseline"))
        .at(span, "neither an identity nor a comment")
        .help("an entry begins with an identity of 20 digits; `candor baseline update` writes the file anew")
}

/// An entry that stands twice.
pub(super) fn repeated_entry(id: &str, span: Span) -> Diagnostic {
    Diagnostic::new(Code::UnreadableBaseline, format!("`{id}` stands in the baseline twice"))
        .at(span, "again")
        .help("take one of them out: an entry holds one finding")
}

/// Entries that hold no finding any more; the first is shown.
pub(super) fn stale_entries(entries: &[&Entry]) -> Option<Diagnostic> {
    let first = entries.first()?;
    let message = match entries.len() {
        1 => format!("`{}` in the baseline holds no finding any more", first.id),
        number => format!("{number} entries of the baseline hold no finding any more"),
    };
    let said = Diagnostic::new(Code::StaleBaseline, message).about(entries.iter().map(|entry| entry.id.as_str()));
    Some(said.at(first.span, first.comment.clone()).help("`candor baseline prune` takes out what is no longer there"))
}

/// An entry whose finding has become certain.
pub(super) fn graver_entry(entry: &Entry) -> Diagnostic {
    Diagnostic::new(Code::StaleBaseline, format!("what `{}` holds has become certain, so it counts again", entry.id))
        .about([entry.id.as_str()])
        .at(entry.span, entry.comment.clone())
        .help("mend it, or take it up with `candor baseline update`")
}
