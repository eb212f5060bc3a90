//! All that is said about results that are read again.

use crate::diagnostic::{Code, Diagnostic};
use crate::source::Span;

/// The file is not what `json` writes.
pub(super) fn unreadable_results(problem: &str, span: Span) -> Diagnostic {
    Diagnostic::new(Code::WorkspaceUnreadableResults, format!("these are no results of a run: {problem}"))
        .at(span, "here")
        .help("`candor check --report json=FILE` writes results")
}

/// The results have a form that this program does not know.
pub(super) fn other_version(found: u32, known: u32, span: Span) -> Diagnostic {
    let message = format!("the results have version {found} of their form, and only version {known} is known here");
    Diagnostic::new(Code::WorkspaceUnreadableResults, message)
        .at(span, "written by another candor")
        .help("make the results anew, or use the candor that made them")
}
