//! The code quality report of GitLab: an array, empty where nothing was found. Each entry is known again by its
//! fingerprint, in which no line is.

use rustc_hash::FxHashMap;
use serde_json::{Value, json};

use super::Style;
use super::results::Results;
use super::told::{self, Told};
use crate::audit::sha256;
use crate::diagnostic::Severity;

pub(super) fn render(results: &Results, style: &Style) -> String {
    let told = told::unfolded(results, style);
    let mut seen = FxHashMap::default();
    let entries: Vec<Value> = told.iter().map(|told| entry(told, results, style, &mut seen)).collect();
    format!("{:#}\n", Value::from(entries))
}

fn entry(told: &Told, results: &Results, style: &Style, seen: &mut FxHashMap<String, usize>) -> Value {
    let severity = match told.severity {
        Severity::Error => "critical",
        Severity::Warning => "major",
        Severity::Info => "minor",
        Severity::Lint => "info",
    };
    let (path, begin, end) = match told.place {
        Some(place) => (place.path.as_str(), place.line, place.end_line),
        None => (results.somewhere(), 1, 1),
    };
    json!({
        "description": told.lines(style.language).join("\n"),
        "check_name": told.code,
        "fingerprint": fingerprint(&told.identity, seen),
        "severity": severity,
        "location": {"path": path, "lines": {"begin": begin, "end": end}},
    })
}

/// What is told twice in the same words is still two things.
fn fingerprint(identity: &str, seen: &mut FxHashMap<String, usize>) -> String {
    let number = seen.entry(identity.to_owned()).or_default();
    *number += 1;
    sha256(&format!("{identity}\n{number}"))
}
