//! What `candor explain` and an editor's hover tell: a rule, a clause of the policy, a declaration, in words.

mod clause;
mod declaration;
mod example;
mod rule;

pub use clause::clause;
pub use declaration::{Declared, declaration};
pub use example::Scene;
pub use rule::{rule, title_line};

use crate::diagnostic::Severity;
use crate::policy::pack::{CheckKind, Clause};
use crate::syntax::value::Date;

/// A heading, and below it lines that are set in.
fn section(text: &mut String, heading: &str, lines: impl IntoIterator<Item = String>) {
    let mut lines = lines.into_iter().filter(|line| !line.is_empty()).peekable();
    if lines.peek().is_none() {
        return;
    }
    text.push_str(&format!("\n{heading}\n"));
    for line in lines.flat_map(|lines| lines.lines().map(str::to_owned).collect::<Vec<_>>()) {
        text.push_str(format!("  {line}").trim_end());
        text.push('\n');
    }
}

/// `2.8.1-b (prohibition, error): statement`.
fn clause_line(clause: &Clause) -> String {
    format!("{} ({}, {}): {}", clause.id, clause.modality.word(), weight(clause.severity), clause.statement)
}

fn weight(severity: Severity) -> &'static str {
    severity.word()
}

fn checked_by(clause: &Clause) -> String {
    let how = match clause.check {
        CheckKind::Static => "the program decides it from the declared flows",
        CheckKind::Evidence => "the program sees only that what it asks for is declared, with evidence",
        CheckKind::Process => "the program sees the declared step and its deadline, not whether it is kept",
        CheckKind::Text => "it is about the policy's own text",
    };
    match &clause.human {
        Some(reason) => format!("{how}; a person must judge the rest: {reason}"),
        None => how.to_owned(),
    }
}

/// `YYYY-MM-DD`.
fn day(date: Date) -> String {
    format!("{:04}-{:02}-{:02}", date.year, date.month, date.day)
}
