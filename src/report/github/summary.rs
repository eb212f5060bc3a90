//! What GitHub shows on the page of a run: the verdict, then a row for each fault, gravest first.

use crate::report::Style;
use crate::report::escape::markdown;
use crate::report::results::Results;
use crate::report::summary::count;
use crate::report::told::{self, Told};

/// GitHub shows no more than a mebibyte of one step. Some room is left for the line that says what was cut.
const BYTES: usize = (1 << 20) - 1024;

/// The summary; what would be too much is cut at a row.
pub(in crate::report) fn summary(results: &Results, style: &Style) -> String {
    let told = told::folded(results, style);
    let mut text = format!("## candor\n\n{}\n", markdown(&results.verdict));
    if told.is_empty() {
        return text;
    }
    text += "\n| severity | where | rule | what is wrong |\n|---|---|---|---|\n";
    for (index, one) in told.iter().enumerate() {
        let row = row(one, style);
        if text.len() + row.len() > BYTES {
            let rest = count(told.len() - index, "further finding");
            return text + &format!("\nNot shown here: {rest}; the report as `human` or `json` has all.\n");
        }
        text += &row;
    }
    text
}

fn row(told: &Told, style: &Style) -> String {
    let place = told.place.map(|place| format!("{}:{}", markdown(&place.path), place.line)).unwrap_or_default();
    let rule = match &told.page {
        Some(page) => format!("[{}]({page})", markdown(told.code)),
        None => markdown(told.code),
    };
    let lines: Vec<String> = told.lines(style.language).iter().map(|line| markdown(line)).collect();
    format!("| {} | {place} | {rule} | {} |\n", told.severity.word(), cell(&lines.join("<br>")))
}

/// What is in a cell does not end it, not even between backticks.
fn cell(markdown: &str) -> String {
    markdown.replace("\\|", "|").replace('|', "\\|")
}
