//! All that is said about results and decisions that are read again.

use super::results::Decided;
use crate::diagnostic::{Code, Diagnostic, did_you_mean};
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

/// What the reader of YAML says of a pack's file, said of decisions.
pub(super) fn unreadable_decisions(diagnostic: Diagnostic) -> Diagnostic {
    Diagnostic { code: Code::WorkspaceUnreadableDecisions, ..diagnostic }
        .help("`candor report decide` writes decisions; `candor explain workspace/unreadable-decisions` shows the file")
}

/// A decision about nothing, or about two things.
pub(super) fn aimless_decision(span: Span) -> Diagnostic {
    Diagnostic::new(Code::WorkspaceUnreadableDecisions, "a decision is about one finding or one clause")
        .at(span, "about none of them, or about both")
        .help("write `finding: ID` or `clause: ID` beside it")
}

/// A word that is no decision.
pub(super) fn unknown_decision(word: &str, span: Span) -> Diagnostic {
    let words = Decided::ALL.map(Decided::word);
    Diagnostic::new(Code::WorkspaceUnreadableDecisions, format!("`{word}` is no decision"))
        .at(span, "unknown word")
        .maybe_help(did_you_mean(word, words.into_iter()).or_else(|| Some(format!("it can be {}", words.join(", ")))))
}

/// A text that is no day.
pub(super) fn no_day(text: &str, span: Span) -> Diagnostic {
    Diagnostic::new(Code::WorkspaceUnreadableDecisions, format!("`{text}` is no day"))
        .at(span, "here")
        .help("a day is YYYY-MM-DD, and it must exist")
}
