//! `candor report`: reports made from the results of an earlier run.

use std::path::Path;

use candor::diagnostic::Diagnostic;
use candor::report::results::{self, Results};
use candor::report::{Format, Remarks, Style, render};
use candor::source::Sources;

use super::tell;
use crate::arguments::{Manner, Render, Report, ReportCommand};
use crate::{Status, output, reading};

/// Runs the command.
pub(crate) fn run(arguments: &Report, manner: &Manner) -> Status {
    match &arguments.command {
        ReportCommand::Render(arguments) => rendered(arguments, manner),
        ReportCommand::Decide(arguments) => super::decide::run(arguments, manner),
    }
}

fn rendered(arguments: &Render, manner: &Manner) -> Status {
    let results = match read(&arguments.results, manner) {
        Ok(results) => results,
        Err(status) => return status,
    };
    let (language, covered) = (arguments.lang.unwrap_or_default(), arguments.covered.with_waived);
    let report = |style: Style| render(arguments.to, &results, &Style { language, covered, ..style });
    match &arguments.out {
        Some(path) => output::file_or_say(path, &report(output::file_style(manner.verbosity()))),
        None => output::report_or_say(Format::Filed(arguments.to), || report(output::style(manner))),
    }
}

/// Reads the results of a run, or says why that cannot be done.
pub(super) fn read(path: &Path, manner: &Manner) -> Result<Results, Status> {
    let shown = if path == Path::new("-") { "stdin".into() } else { path.to_string_lossy() };
    let mut sources = Sources::new();
    let file = reading::results(path, &shown).map(|text| sources.add(shown, text));
    let results = file.and_then(|file| results::read(&sources, file));
    results.map_err(|said: Diagnostic| tell(manner, &[Remarks { folder: "", sources: &sources, diagnostics: &[said] }]))
}
