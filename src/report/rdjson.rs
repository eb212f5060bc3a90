//! For review bots: reviewdog's own form, in which columns count bytes of UTF-8.

use serde_json::{Value, json};

use super::results::{Place, Results};
use super::told::{self, Told};
use super::{Style, pages};
use crate::diagnostic::Severity;

pub(super) fn render(results: &Results, style: &Style) -> String {
    let told = told::folded(results, style);
    let report = json!({
        "source": {"name": "candor", "url": pages::REPOSITORY},
        "diagnostics": told.iter().map(|told| diagnostic(results, told, style)).collect::<Vec<_>>(),
    });
    format!("{report:#}\n")
}

fn diagnostic(results: &Results, told: &Told, style: &Style) -> Value {
    let severity = match told.severity {
        Severity::Error => "ERROR",
        Severity::Warning => "WARNING",
        Severity::Info | Severity::Lint => "INFO",
    };
    let mut code = json!({"value": told.code});
    if let Some(page) = &told.page {
        code["url"] = json!(page);
    }
    let related = told.related.iter().map(|(place, text)| json!({"message": text, "location": location(place)}));
    json!({
        "message": told.lines(style.language).join("\n"),
        "location": told.place.map_or_else(|| json!({"path": results.somewhere()}), location),
        "severity": severity,
        "code": code,
        "related_locations": related.collect::<Vec<_>>(),
    })
}

fn location(place: &Place) -> Value {
    let columns = place.in_bytes();
    json!({
        "path": place.path,
        "range": {
            "start": {"line": place.line, "column": columns.column},
            "end": {"line": place.end_line, "column": columns.end_column},
        },
    })
}
