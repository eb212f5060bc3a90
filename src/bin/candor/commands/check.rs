//! `candor check`: finds the workspaces, reads them, has them analysed, reports.

use std::io;
use std::path::{Path, PathBuf};

use candor::analysis::Options;
use candor::configuration::FailOn;
use candor::diagnostic::Severity;
use candor::report::{self, Format, Input, Tally};

use crate::Status;
use crate::arguments::{Check, DEFAULT_FAIL_ON, Manner};
use crate::checking::{Run, today};
use crate::commands::{staged, standing};
use crate::git::Repository;
use crate::output;
use crate::packs::Packs;
use crate::reading::{self, problem};
use crate::workspace::{self, Buffer, Found, Here, Workspace};

/// Runs the command.
pub(crate) fn run(arguments: &Check, manner: &Manner) -> Status {
    let Some(here) = standing() else { return Status::Incomplete };
    let as_of = arguments.as_of.or_else(today);
    let run = match staged(here, arguments.staged) {
        Ok(here) => checked(&here, arguments, Options { as_of, ..Options::default() }),
        Err(said) => Run::failed(said, as_of),
    };
    run.with_input(|input| status(arguments, &run, input).max(write(arguments, manner, &run, input)))
}

fn checked(here: &Here, arguments: &Check, options: Options) -> Run {
    // What a change is held against is asked first: without it, nothing of the rest would be of use.
    let base = arguments.diff_base.as_ref().map(|name| Repository::find("`--diff-base`")?.base(name));
    let base = match base.transpose() {
        Ok(base) => base,
        Err(said) => return Run::failed(said, options.as_of),
    };
    let found = find(here, arguments);
    let keep = formats(arguments, &found.workspaces).any(Format::tells_more_than_findings);
    let packs = Packs { without_examples: true, ..Packs::default() };
    let mut run = Run::new(here, found, arguments, &Options { keep, ..options.clone() }, packs);
    run.hold_against_baselines(here, arguments.baseline.as_deref());
    if let Some(base) = base {
        run.hold_against_base(here, arguments, &options, base);
    }
    run.select();
    run
}

/// The formats that are asked for, the one for stdout last.
fn formats<'a>(arguments: &'a Check, workspaces: &[Workspace]) -> impl Iterator<Item = Format> + 'a {
    let configured = workspaces.iter().find_map(|workspace| workspace.configuration.format);
    let printed = arguments.format.or(configured).unwrap_or(Format::Human);
    arguments.reports.iter().map(|(format, _)| *format).chain([printed])
}

/// Says on stderr why nothing could be done.
fn failed(message: &str) -> Status {
    output::talk(message);
    Status::Incomplete
}

/// The workspaces asked for; a text from stdin stands for a file of one, or is one of its own.
fn find(here: &Here, arguments: &Check) -> Found {
    let (stdin, mut paths): (Vec<PathBuf>, Vec<PathBuf>) =
        arguments.paths.iter().cloned().partition(|path| path == Path::new("-"));
    if stdin.is_empty() {
        if paths.is_empty() {
            paths.push(PathBuf::from("."));
        }
        return workspace::find(here, &paths, None);
    }
    let shown = arguments.stdin_filename.as_ref().map_or("stdin".into(), |path| path.to_string_lossy());
    let text = match reading::stdin(&shown) {
        Ok(text) => text,
        Err(diagnostic) => return Found { diagnostics: vec![diagnostic], ..Found::default() },
    };
    match &arguments.stdin_filename {
        Some(path) => workspace::find(here, &paths, Some(&Buffer { path: path.clone(), text })),
        None => workspace::alone(here, &paths, text),
    }
}

/// What the whole run comes to. Each workspace is held against its own threshold.
fn status(arguments: &Check, run: &Run, input: &Input) -> Status {
    if Tally::of(input).unchecked > 0 {
        return Status::Incomplete;
    }
    let failed = run.checked.iter().any(|one| {
        let threshold = arguments.fail_on.or(one.workspace.configuration.fail_on).unwrap_or(DEFAULT_FAIL_ON);
        let tally = Tally::of(&Input { remarks: &[], workspaces: &one.seen(&run.packs), ..Input::default() });
        match threshold {
            FailOn::Severity(severity) => tally.at_least(severity.max(Severity::Info)) > 0,
            FailOn::Never => false,
        }
    });
    if failed { Status::Found } else { Status::Clean }
}

/// Writes all reports, the one on stdout last: its reader may go away, and no file must suffer by that.
fn write(arguments: &Check, manner: &Manner, run: &Run, input: &Input) -> Status {
    let mut status = Status::Clean;
    for (format, path) in &arguments.reports {
        let text = report::render(*format, input, &output::file_style(manner.verbosity()));
        status = status.max(written(&path.to_string_lossy(), output::write_file(path, &text)));
    }
    let configured = run.checked.iter().find_map(|one| one.workspace.configuration.format);
    let format = arguments.format.or(configured).unwrap_or(Format::Human);
    let text = report::render(format, input, &output::style(manner));
    status.max(written("stdout", output::print(&text)))
}

fn written(place: &str, result: io::Result<()>) -> Status {
    match result {
        Ok(()) => Status::Clean,
        Err(error) => failed(&format!("the report cannot be written to `{place}`: {}", problem(&error))),
    }
}
