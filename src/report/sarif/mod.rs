//! SARIF 2.1.0, as code scanning reads it: one run for each workspace and policy, in which each finding stands on the
//! line of its flow, with the clause, the path and the advice beside it.

mod limits;
mod place;
mod result;
mod rule;
mod run;

use serde::Serialize;

use super::Style;
use super::results::Results;

#[derive(Serialize)]
struct Log<'a> {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: Vec<run::Run<'a>>,
}

pub(super) fn render(results: &Results, style: &Style) -> String {
    limits::within(|most| log(results, style, most))
}

/// The log with at most so many results in each run.
fn log(results: &Results, style: &Style, most: usize) -> String {
    let log = Log {
        schema: "https://json.schemastore.org/sarif-2.1.0.json",
        version: "2.1.0",
        runs: run::runs(results, style, most),
    };
    // Every value is a text, a number, a list or an object of these, which always have a form in JSON.
    serde_json::to_string(&log).unwrap_or_default() + "\n"
}
