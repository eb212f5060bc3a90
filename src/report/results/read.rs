//! Results that were filed are read again.

use serde::Deserialize;

use super::{Results, VERSION};
use crate::diagnostic::{Diagnostic, Severity, Text};
use crate::report::errors;
use crate::source::{FileId, Sources, Span};

/// What tells whether the rest can be read at all.
#[derive(Deserialize)]
struct Head {
    version: u32,
}

/// Reads what [`Json`](crate::report::Filed::Json) has written. Nesting is bounded by the reader of JSON, size by
/// whoever reads the file.
pub fn read(sources: &Sources, file: FileId) -> Result<Results, Diagnostic> {
    let text = &sources.file(file).text;
    let unreadable = |error: &serde_json::Error| {
        errors::unreadable_results(&Text::verbatim(problem(error)), span(sources, file, error))
    };
    let head: Head = serde_json::from_str(text).map_err(|error| unreadable(&error))?;
    if head.version != VERSION {
        return Err(errors::other_version(head.version, VERSION, Span::new(file, 0..0)));
    }
    let results: Results = serde_json::from_str(text).map_err(|error| unreadable(&error))?;
    match unknown_severity(&results) {
        Some(word) => Err(errors::unreadable_results(&errors::no_severity(word), Span::new(file, 0..0))),
        None => Ok(results),
    }
}

fn unknown_severity(results: &Results) -> Option<&str> {
    let said = results.diagnostics.iter().map(|matter| matter.severity.as_str());
    let found = results.workspaces.iter().flat_map(|workspace| &workspace.findings);
    said.chain(found.map(|finding| finding.severity.as_str())).find(|word| Severity::from_word(word).is_none())
}

/// Where a reader of JSON stood when it gave up.
fn span(sources: &Sources, file: FileId, error: &serde_json::Error) -> Span {
    let (text, lines) = (&sources.file(file).text, sources.file(file).lines());
    let line = lines.range(text, error.line().saturating_sub(1));
    let mut start = (line.start + error.column().saturating_sub(1)).min(line.end);
    while !text.is_char_boundary(start) {
        start -= 1;
    }
    Span::new(file, start as u32..start as u32)
}

/// What is wrong, without the place that is told apart.
fn problem(error: &serde_json::Error) -> String {
    let text = error.to_string();
    text.split(" at line ").next().unwrap_or_default().to_owned()
}
