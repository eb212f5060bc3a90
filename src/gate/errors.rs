//! All that is said about baselines.

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

/// An entry that holds no finding any more.
pub(super) fn stale_entry(id: &str, what: &str, graver: bool, span: Span) -> Diagnostic {
    let message = match graver {
        true => format!("what `{id}` holds has become certain, so it counts again"),
        false => format!("`{id}` holds no finding any more"),
    };
    Diagnostic::new(Code::StaleBaseline, message)
        .about([id])
        .at(span, what.to_owned())
        .help("`candor baseline prune` takes out what is no longer there")
}
