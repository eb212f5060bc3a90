//! Workflow commands: GitHub marks the lines that they name in a pull request. It shows ten of each level and drops the
//! rest in silence, so that the rest is counted here.

use super::escape::visible;
use super::results::{Place, Results};
use super::summary::count;
use super::told::{self, Told};
use super::words::headline;
use super::{Style, Verbosity};
use crate::diagnostic::Severity;

/// How many of a level GitHub shows for one step.
const SHOWN: usize = 10;

/// A kind of mark.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Level {
    Error,
    Warning,
    Notice,
}

impl Level {
    const ALL: [Self; 3] = [Self::Error, Self::Warning, Self::Notice];

    fn of(severity: Severity) -> Self {
        match severity {
            Severity::Error => Self::Error,
            Severity::Warning => Self::Warning,
            Severity::Info | Severity::Lint => Self::Notice,
        }
    }

    fn word(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Notice => "notice",
        }
    }

    /// One notice is kept for the rest.
    fn shown(self) -> usize {
        match self {
            Self::Error | Self::Warning => SHOWN,
            Self::Notice => SHOWN - 1,
        }
    }
}

pub(super) fn render(results: &Results, style: &Style) -> String {
    let told = told::folded(results, style);
    let mut text = String::new();
    let mut shown = 0;
    for level in Level::ALL {
        for told in told.iter().filter(|told| Level::of(told.severity) == level).take(level.shown()) {
            text += &command(level, told, style);
            shown += 1;
        }
    }
    if shown < told.len() {
        let rest = told.len() - shown;
        let further = [count(rest, "further finding"), rest.to_string()];
        let said = style.language.say(REST, &further.each_ref().map(String::as_str));
        text += &format!("::notice title=candor::{said}\n");
    }
    if style.verbosity > Verbosity::Quiet {
        text += &format!("{}\n", visible(&headline(results, style.language)));
    }
    text
}

/// What is said of what is not marked: its number in words, and as such.
const REST: [&str; 2] = [
    "not marked here: {0}; the report as `human` or `json` has all",
    "另有{1}项发现未在此标出；`human` 或 `json` 报告列出全部",
];

fn command(level: Level, told: &Told, style: &Style) -> String {
    let lines = told.lines(style.language);
    let message: Vec<String> = lines.iter().map(|line| data(line)).collect();
    let place = told.place.map(|place| properties(place) + ",").unwrap_or_default();
    format!("::{} {place}title={}::{}\n", level.word(), property(told.code), message.join("%0A"))
}

/// Columns are told only within one line; others are no use to GitHub.
fn properties(place: &Place) -> String {
    let lines = format!("file={},line={},endLine={}", property(&place.path), place.line, place.end_line);
    let columns = place.in_utf16();
    match place.line == place.end_line {
        true => format!("{lines},col={},endColumn={}", columns.column, columns.end_column),
        false => lines,
    }
}

/// The text of a command: nothing in it begins another.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// The value of a property: nothing in it begins another.
fn property(text: &str) -> String {
    data(&visible(text)).replace(':', "%3A").replace(',', "%2C")
}
