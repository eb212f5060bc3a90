//! Tables for spreadsheets and scripts: a ZIP with a CSV file for each, since one file of this form holds one table.
//!
//! Each begins with the mark by which spreadsheets know UTF-8, and no text in it is a formula.

use std::borrow::Cow;

use super::archive::packed;
use super::escape::visible;
use super::results::Results;
use super::tables::{self, Table};
use crate::diagnostic::Language;

pub(super) fn render(results: &Results, language: Language) -> Vec<u8> {
    let tables = tables::whole(results, language);
    let files = tables.iter().map(|table| (format!("{}.csv", table.id), file(table)));
    packed(&files.collect::<Vec<(String, Vec<u8>)>>())
}

fn file(table: &Table) -> Vec<u8> {
    let mark = "\u{feff}".as_bytes().to_vec();
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(mark);
    for row in std::iter::once(&table.columns).chain(&table.rows) {
        // Writing to memory cannot fail, and each row has a cell for every column.
        let _ = writer.write_record(row.iter().map(|cell| harmless(cell)));
    }
    writer.into_inner().unwrap_or_default()
}

/// A cell that a spreadsheet shows and does not run: what begins like a formula gets an apostrophe before it, which is
/// how spreadsheets themselves say that a cell is text.
fn harmless(cell: &str) -> String {
    let lines: Vec<Cow<str>> = cell.lines().map(visible).collect();
    let text = lines.join("\n");
    let begins = |sign: char| text.trim_start().starts_with(sign);
    if ['=', '+', '-', '@'].into_iter().any(begins) { format!("'{text}") } else { text }
}
