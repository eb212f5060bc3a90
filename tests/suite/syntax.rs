//! Flow files to trees and messages: the text and what is said of it stand together in each snapshot.

use std::fmt::Write as _;
use std::path::Path;

use candor::diagnostic::{Code, Diagnostic, Severity};
use candor::source::{FileId, Sources};
use candor::syntax::value::Value;
use candor::syntax::words::{ClassWords, ClauseWord, Keyword, is_reserved};
use candor::syntax::{Parsed, parse, unquoted};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Reads a text that stands alone.
pub(crate) fn read(text: &str) -> (Sources, FileId, Parsed) {
    let mut sources = Sources::new();
    let file = sources.add("case.candor", text);
    let parsed = parse(&sources, file);
    (sources, file, parsed)
}

/// Draws a diagnostic: where it is, the line of each place with carets below it, and the help.
fn draw(sources: &Sources, diagnostic: &Diagnostic) -> String {
    let mut drawn = String::new();
    let place = diagnostic.span().map_or_else(String::new, |span| {
        let position = sources.file(span.file).position(span.start);
        format!("{}:{} ", position.line, position.column)
    });
    let severity = diagnostic.severity.word();
    writeln!(drawn, "{severity}[{}] {place}{}", diagnostic.code.id(), diagnostic.message).unwrap();
    for label in &diagnostic.labels {
        let file = sources.file(label.span.file);
        let index = file.lines().line(label.span.start);
        let range = file.lines().range(&file.text, index);
        let before = &file.text[range.start..label.span.start as usize];
        let marked = &file.text[label.span.start as usize..(label.span.end as usize).min(range.end)];
        let number = (index + 1).to_string();
        writeln!(drawn, "{number} | {}", visible(&file.text[range])).unwrap();
        let margin = " ".repeat(number.len());
        let carets = "^".repeat(visible(marked).width().max(1));
        let line = format!("{margin} | {}{carets} {}", " ".repeat(visible(before).width()), label.text);
        writeln!(drawn, "{}", line.trim_end()).unwrap();
    }
    if let Some(help) = &diagnostic.help {
        writeln!(drawn, "help: {help}").unwrap();
    }
    drawn
}

/// A line with what shows nothing made visible.
fn visible(line: &str) -> String {
    line.chars().map(|sign| if sign.width().is_none_or(|width| width == 0) { '·' } else { sign }).collect()
}

fn draw_all(sources: &Sources, diagnostics: &[Diagnostic]) -> String {
    if diagnostics.is_empty() {
        return "no complaint\n".to_owned();
    }
    diagnostics.iter().map(|diagnostic| draw(sources, diagnostic)).collect::<Vec<_>>().join("\n")
}

/// The files of a folder of cases, by name.
pub(crate) fn cases(folder: &str) -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases").join(folder);
    let mut cases: Vec<(String, String)> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "candor"))
        .map(|path| (path.file_stem().unwrap().to_str().unwrap().to_owned(), std::fs::read_to_string(path).unwrap()))
        .collect();
    cases.sort();
    cases
}

/// Compares with a snapshot of `tests/snapshots`.
pub(crate) fn compare(name: &str, shown: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("../snapshots");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, shown));
}

#[test]
fn cases_say_what_their_snapshots_show() {
    for (name, text) in cases("syntax") {
        let (sources, _, parsed) = read(&text);
        let visible: String = text.lines().map(|line| visible(line) + "\n").collect();
        compare(&format!("syntax-{name}"), &format!("{visible}----\n{}", draw_all(&sources, &parsed.diagnostics)));
    }
}
