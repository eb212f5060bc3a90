//! The tables of the legal report and what is made of them: workbook, CSV, document, comment.

use std::collections::BTreeSet;
use std::io::{Cursor, Read};

use candor::analysis::{Options, analyze};
use candor::diagnostic::Language;
use candor::report::results::{self, Change, Results};
use candor::report::tables::{Table, all};
use candor::report::{Filed, Input, Skipped, Style, Workspace, render};
use candor::source::Sources;

use super::TODAY;
use crate::check::first_pack;

pub(super) const SHOP: &str = include_str!("../../cases/report/tables/shop.candor");

/// What a run over one flow file finds, with all that it declares.
pub(super) fn results(text: &str) -> Results {
    let mut sources = Sources::new();
    sources.add("shop.candor", text);
    of(&sources)
}

/// The same of a whole workspace.
pub(super) fn of(sources: &Sources) -> Results {
    let pack = first_pack();
    let options = Options { as_of: Some(TODAY), keep: true, ..Options::default() };
    let analysis = analyze(sources, &pack, &options);
    let skipped = Skipped::default();
    let workspace =
        Workspace { folder: "", sources, pack: &pack, analysis: &analysis, skipped, off: &[], comparison: None };
    results::gather(&Input { workspaces: &[workspace], as_of: Some(TODAY), ..Input::default() })
}

fn rendered(filed: Filed, results: &Results, language: Language) -> Vec<u8> {
    render(filed, results, &Style { language, ..Style::default() })
}

fn comment(results: &Results, language: Language) -> String {
    String::from_utf8(rendered(Filed::Markdown, results, language)).expect("a comment is text")
}

pub(super) fn snapshot(name: &str, output: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("../../cases/report/tables");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, output));
}

/// Rows one below the other, a line for each cell: what a person wants to read in a difference.
fn shown(tables: &[Table]) -> String {
    let mut text = String::new();
    // Clauses, rules and gaps are the pack's own words and stand in its pages.
    for table in tables.iter().filter(|table| !["clauses", "rules", "gaps"].contains(&table.id)) {
        text += &format!("════ {} ({})\n{}\n", table.title, table.name, table.note);
        // Findings are snapshots of their own; a few of them show how the table tells them.
        let shown = if table.id == "findings" { 2 } else { table.rows.len() };
        for row in table.rows.iter().take(shown) {
            text += "──\n";
            for (column, cell) in table.columns.iter().zip(row) {
                text += &format!("{column}: {}\n", cell.replace('\n', "\n    "));
            }
        }
    }
    text
}

#[test]
fn tables_in_each_language() {
    let results = results(SHOP);
    for language in Language::ALL {
        let tables = all(&results.workspaces[0], language);
        snapshot(&format!("tables-{}", language.code()), &shown(&tables));
    }
}

/// A cell that says nothing could be read as none, or as not looked at.
#[test]
fn no_cell_is_empty_and_each_row_is_whole() {
    let results = results(SHOP);
    for language in Language::ALL {
        let tables = all(&results.workspaces[0], language);
        assert_eq!(tables.iter().map(|table| table.id).collect::<BTreeSet<&str>>().len(), tables.len());
        for table in &tables {
            for row in &table.rows {
                assert_eq!(row.len(), table.columns.len(), "{}", table.id);
                for (column, cell) in table.columns.iter().zip(row) {
                    assert!(!cell.trim().is_empty(), "`{column}` of `{}` is empty: {row:?}", table.id);
                }
            }
        }
    }
}

/// The files of an archive, by name.
fn unpacked(bytes: &[u8]) -> Vec<(String, String)> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("the archive opens");
    let files = archive.len();
    let one = |index: usize| {
        let mut file = archive.by_index(index).expect("the file is there");
        let mut text = String::new();
        file.read_to_string(&mut text).expect("the file is text");
        (file.name().expect("the name is text").into_owned(), text)
    };
    (0..files).map(one).collect::<Vec<(String, String)>>()
}

const FILES: [Filed; 3] = [Filed::Csv, Filed::Xlsx, Filed::Docx];

#[test]
fn files_are_the_same_at_every_run() {
    let results = results(SHOP);
    for filed in FILES {
        let first = rendered(filed, &results, Language::Chinese);
        assert!(first.len() > 1_000, "{}", filed.word());
        assert!(first == rendered(filed, &results, Language::Chinese), "{}", filed.word());
    }
}

/// Labels that would be a formula, markup, a mention or a link somewhere, or that would turn a line round.
const HOSTILE: [&str; 6] = [
    "=HYPERLINK(\\\"http://a\\\", \\\"b\\\")",
    "+1|@octocat #12 <img src=x>",
    "-2]]></w:t><w:r>",
    "@SUM(A1) `| a | b |` ` ![x](http://a)",
    "\u{202e}turned \u{fffe} round &amp; 'quoted' \\\"so\\\"",
    "手机号码 🙂 </title></svg><script>alert(1)</script>",
];

pub(super) fn hostile() -> Results {
    let mut text = SHOP.to_owned();
    for (label, hostile) in
        ["Mobile number", "Text entered", "Accounts", "Hosting", "A court", "Account holder"].iter().zip(HOSTILE)
    {
        assert!(text.contains(&format!("\"{label}\"")), "{label}");
        text = text.replace(&format!("\"{label}\""), &format!("\"{hostile}\""));
    }
    let mut results = results(&text);
    for finding in &mut results.workspaces[0].findings {
        finding.message = format!("{} {}", HOSTILE[0], HOSTILE[3]);
        finding.fix = format!("{} {}", HOSTILE[1], HOSTILE[4]);
    }
    results
}

/// Whether a text is XML as it must be: every tag closed in its order, no stray signs, no characters that XML has no
/// place for.
pub(super) fn is_well_formed(xml: &str) -> bool {
    let mut open: Vec<&str> = Vec::new();
    let allowed = |character: char| !character.is_control() || "\n\t".contains(character);
    let mut rest = xml;
    while let Some((before, after)) = rest.split_once('<') {
        let Some((tag, after)) = after.split_once('>') else { return false };
        let stray =
            before.split('&').skip(1).any(|part| !part.split_once(';').is_some_and(|(name, _)| is_entity(name)));
        if stray || before.contains('>') || before.contains(['\u{202e}', '\u{fffe}']) || !before.chars().all(allowed) {
            return false;
        }
        match tag.strip_prefix('/') {
            Some(name) if open.pop() != Some(name) => return false,
            None if !tag.ends_with('/') && !tag.starts_with(['?', '!']) => {
                open.push(tag.split_whitespace().next().unwrap_or_default());
            }
            Some(_) | None => {}
        }
        rest = after;
    }
    open.is_empty() && rest.trim().is_empty()
}

fn is_entity(name: &str) -> bool {
    ["amp", "lt", "gt", "quot", "apos"].contains(&name) || name.starts_with('#')
}

#[test]
fn the_check_of_xml_can_fail() {
    assert!(is_well_formed("<a><b/>x &amp; y</a>"));
    for broken in ["<a>", "<a></b>", "<a>&</a>", "<a>\u{1}</a>", "<a>></a>", "<a></a>x"] {
        assert!(!is_well_formed(broken), "{broken}");
    }
}

#[test]
fn hostile_text_stays_text_in_files() {
    let results = hostile();
    for filed in [Filed::Xlsx, Filed::Docx] {
        for (name, text) in unpacked(&rendered(filed, &results, Language::English)) {
            assert!(is_well_formed(&text), "{}: {name}", filed.word());
            assert!(!text.contains("<f>"), "{}: {name} has a formula", filed.word());
        }
    }
    let files = unpacked(&rendered(Filed::Csv, &results, Language::English));
    let (_, findings) = files.iter().find(|(name, _)| name == "findings.csv").expect("the findings are there");
    assert!(findings.contains("\"'=HYPERLINK") && !findings.contains(",\"=HYPERLINK"), "{findings}");
    for (_, text) in &files {
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        for cell in reader
            .records()
            .flat_map(|row| row.expect("each row is whole").iter().map(str::to_owned).collect::<Vec<String>>())
        {
            assert!(!cell.starts_with(['=', '+', '-', '@']), "{cell}");
            assert!(!cell.contains('\u{202e}'), "{cell}");
        }
    }
}

#[test]
fn hostile_text_stays_text_in_a_comment() {
    let text = comment(&hostile(), Language::English);
    let outside: String = text.split('`').step_by(2).collect();
    for word in ["@octocat", "\\#12", " <img", "http://", "<script>", "\u{202e}"] {
        assert!(!outside.contains(word), "`{word}` stands in\n{text}");
    }
}

#[test]
fn a_comment_in_each_language() {
    let mut results = results(SHOP);
    let mut changes = [Change::New, Change::Unchanged].into_iter().cycle();
    for finding in &mut results.workspaces[0].findings {
        finding.change = changes.next();
    }
    for language in Language::ALL {
        snapshot(&format!("comment-{}", language.code()), &comment(&results, language));
    }
}

/// GitHub refuses a comment that is too long, and nobody would see any of it.
#[test]
fn a_comment_is_never_too_long() {
    let mut results = results(SHOP);
    let workspace = &mut results.workspaces[0];
    let listed = workspace.listed.clone();
    for _ in 0..200 {
        workspace.listed.extend(listed.iter().cloned());
    }
    for language in Language::ALL {
        let text = comment(&results, language);
        let length = text.encode_utf16().count();
        assert!((30_000..65_536).contains(&length), "{length}");
        let cut = language.of(["**Not shown here: ", "**此处未显示其余"]);
        assert!(text.contains(cut), "{text}");
        assert_eq!(text.matches("<details>").count(), text.matches("</details>").count());
    }
}
