//! How large the legal report grows: a thousand findings over ten thousand flows stay something that people can open.

use candor::diagnostic::Language;
use candor::report::{Filed, Style, render};
use candor::source::Sources;

use crate::generated::generate;

/// The same workspace after careless years: some services show what was masked, keep data for longer, and give away more
/// than they agreed on.
fn neglected(place: usize, text: &str) -> String {
    let shown = if place.is_multiple_of(5) { text.replace("\n  via     dots", "") } else { text.to_owned() };
    let kept = if place % 3 == 1 { shown.replace("within 15 days of", "within 45 days of") } else { shown };
    match place.is_multiple_of(8) {
        true => kept.replace("limited-to answer, keep-steady, do-better", "limited-to answer"),
        false => kept,
    }
}

#[test]
fn a_thousand_findings_over_ten_thousand_flows_stay_below_two_megabytes() {
    let mut sources = Sources::new();
    let workspace = generate::workspace(generate::Size { flows: 10_000, files: 200 });
    for (place, (path, text)) in workspace.into_iter().enumerate() {
        sources.add(path, neglected(place, &text));
    }
    let results = super::tables::of(&sources);
    let listed = results.workspaces[0].listed.len();
    assert!((900..1_300).contains(&listed), "{listed} findings are listed");
    for language in Language::ALL {
        let bytes = render(Filed::Html, &results, &Style { language, ..Style::default() }).len();
        assert!(bytes < 1_950_000, "{} bytes in {}", bytes, language.code());
    }
}
