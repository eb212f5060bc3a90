//! A document for a reviewer who writes beside the text: the verdict, each finding with room for a comment, and the clause
//! matrix. It is written as plain parts of Office Open XML, the few that such a document needs.

mod body;
mod findings;
mod parts;

use self::body::{Body, Cell};
use super::archive::packed;
use super::results::{Results, Workspace};
use super::tables::{self, Table};
use super::words::{Words, headline};
use crate::diagnostic::Language;

pub(super) fn render(results: &Results, language: Language) -> Vec<u8> {
    let mut body = Body::new();
    body.styled("Title", language.of(TITLE));
    body.styled("Subtitle", &headline(results, language));
    facts(&mut body, &tables::run(results, language));
    for workspace in &results.workspaces {
        of_workspace(&mut body, workspace, language);
    }
    let files = [
        ("[Content_Types].xml", parts::CONTENT_TYPES.to_owned()),
        ("_rels/.rels", parts::RELATIONS.to_owned()),
        ("docProps/core.xml", parts::properties(results, language)),
        ("word/_rels/document.xml.rels", parts::DOCUMENT_RELATIONS.to_owned()),
        ("word/document.xml", body.finished()),
        ("word/styles.xml", parts::styles(language)),
        ("word/numbering.xml", parts::numbering(body.lists())),
        ("word/footer1.xml", parts::footer(language)),
    ];
    packed(&files.map(|(name, text)| (name.to_owned(), text.into_bytes())))
}

/// What the document is called.
const TITLE: [&str; 2] =
    ["What software does with personal data, held against its policy", "软件对个人信息的处理与隐私政策对照"];

fn facts(body: &mut Body, run: &Table) {
    body.styled("Note", &run.note);
    let rows = run.rows.iter().map(|row| row.iter().map(|cell| Cell::text(cell)).collect());
    body.table(&[3_000, 6_600], &[], rows.collect());
}

fn of_workspace(body: &mut Body, workspace: &Workspace, language: Language) {
    let words = Words::new(workspace, language);
    let policy = &workspace.policy;
    let title = words.say(["{0}, held against {1}", "{0}：对照《{1}》"], &[&workspace.folder, policy.title(language)]);
    body.styled("Heading1", &title);
    findings::write(body, &words);
    clauses(body, &words);
}

/// The clause matrix, with a column to write in.
fn clauses(body: &mut Body, words: &Words) {
    let table = tables::clauses(words);
    body.styled("Heading1", &table.title);
    body.styled("Note", &table.note);
    let comment = words.of(["Comment", "批注"]);
    let titles: Vec<String> = table.columns.iter().take(3).cloned().chain([comment]).collect();
    let row = |row: &Vec<String>| {
        row.iter().take(3).map(|cell| Cell::text(cell)).chain([Cell::text("")]).collect::<Vec<Cell>>()
    };
    body.table(&[1_100, 1_700, 4_700, 2_100], &titles, table.rows.iter().map(row).collect());
}
