//! A table that keeps its size: where a workspace has thousands of rows, the page shows the first and says how many more
//! there are.

use maud::{Markup, html};

use super::part::Part;
use crate::report::tables::Table;

/// How much markup the rows of one table may take. All rows of a workspace that a person wrote fit well.
const LIMIT: usize = 32 * 1024;

/// A table that other formats show, too.
pub(super) fn told(part: &Part, table: &Table) -> Markup {
    let rows = table.rows.iter().map(|row| html! { @for cell in row { td.lines { (cell) } } });
    html! {
        p.aside { (table.note) }
        (show(part, &table.title, &table.columns, rows))
    }
}

/// A table of `columns`. Each row is its cells.
fn show(part: &Part, title: &str, columns: &[String], rows: impl Iterator<Item = Markup>) -> Markup {
    let rows: Vec<Markup> = rows.collect();
    if rows.is_empty() {
        return html! { p.none { (part.say(["None.", "无。"])) } };
    }
    let mut room = LIMIT;
    let fits = |row: &&Markup| {
        room = room.saturating_sub(row.0.len());
        room > 0
    };
    let shown: Vec<&Markup> = rows.iter().take_while(fits).collect();
    let left = rows.len() - shown.len();
    html! {
        div.wide tabindex="0" role="region" aria-label=(title) {
            table {
                thead { tr { @for column in columns { th scope="col" { (column) } } } }
                tbody { @for row in shown { tr { (row) } } }
            }
        }
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
