//! A table that keeps its size: where a workspace has thousands of rows, the page shows the first and says how many more
//! there are.

use maud::{Markup, html};

use super::part::Part;
use crate::report::tables::Table;

/// How much markup the rows of one table may take: of a workspace that people can read whole, and of a large one.
const LIMITS: [usize; 2] = [256 * 1024, 32 * 1024];

/// With more columns than this, a page has no room for a table, and each row stands for itself.
const COLUMNS: usize = 7;

/// A table that other formats show, too.
pub(super) fn told(part: &Part, table: &Table) -> Markup {
    let is_wide = table.columns.len() > COLUMNS;
    html! {
        p.aside { (table.note) }
        @if is_wide { (records(part, table)) }
        @else { (show(part, &table.title, &table.columns, table.rows.iter().map(|row| cells(row)))) }
    }
}

fn cells(row: &[String]) -> Markup {
    html! { @for cell in row { td.lines { (cell) } } }
}

/// Each row by its first cell, with the others by the titles of their columns.
fn records(part: &Part, table: &Table) -> Markup {
    let titles = table.columns.get(1..).unwrap_or_default();
    let record = |row: &Vec<String>| {
        let (first, rest) = row.split_first()?;
        Some(html! {
            article.record {
                h3 { (first) }
                dl.facts { @for (title, cell) in titles.iter().zip(rest) { div { dt { (title) } dd.lines { (cell) } } } }
            }
        })
    };
    let records: Vec<Markup> = table.rows.iter().filter_map(record).collect();
    let (shown, left) = fitting(part, &records);
    html! { div.records { @for record in shown { (record) } } (rest(part, left)) }
}

/// As many as there is room for, and how many are left.
fn fitting<'r>(part: &Part, rows: &'r [Markup]) -> (&'r [Markup], usize) {
    let [usual, large] = LIMITS;
    let mut room = if part.is_large() { large } else { usual };
    let fits = |row: &&Markup| {
        room = room.saturating_sub(row.0.len());
        room > 0
    };
    let (shown, left) = rows.split_at(rows.iter().take_while(fits).count());
    (shown, left.len())
}

/// That there is more.
fn rest(part: &Part, left: usize) -> Markup {
    html! {
        @if left > 0 {
            p.aside {
                (part.phrase(
                    ["{0} more rows are not shown here; a report as xlsx, csv or json has them.", "另有{0}行未在此显示，可查阅xlsx、csv或json格式的报告。"],
                    &[html! { (left) }],
                ))
            }
        }
    }
}

/// A table of `columns`. Each row is its cells.
fn show(part: &Part, title: &str, columns: &[String], rows: impl Iterator<Item = Markup>) -> Markup {
    let rows: Vec<Markup> = rows.collect();
    if rows.is_empty() {
        return html! { p.none { (part.say(["None.", "无。"])) } };
    }
    let (shown, left) = fitting(part, &rows);
    html! {
        div.wide tabindex="0" role="region" aria-label=(title) {
            table {
                thead { tr { @for column in columns { th scope="col" { (column) } } } }
                tbody { @for row in shown { tr { (row) } } }
            }
        }
        (rest(part, left))
    }
}
