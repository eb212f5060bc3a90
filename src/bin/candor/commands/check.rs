//! `candor check`: finds the workspaces, reads them, has them analysed, reports.

use std::path::{Path, PathBuf};

use candor::analysis::Options;
use candor::configuration::FailOn;
use candor::diagnostic::{Language, Severity, Text};
use candor::report::results::{self, Results};
use candor::report::{Format, Input, Run, Style, Tally, Verbosity};

use crate::Status;
use crate::arguments::{Check, DEFAULT_FAIL_ON, Manner};
use crate::checking::{Checks, today};
use crate::commands::{staged, standing, tell, watch};
use crate::git::Repository;
use crate::output;
use crate::packs::Packs;
use crate::progress::Progress;
use crate::reading;
use crate::workspace::{self, Buffer, Found, Here, Workspace};

/// Runs the command.
pub(crate) fn run(arguments: &Check, manner: &Manner) -> Status {
    match arguments.watch {
        true => watch::run(arguments, manner),
        false => once(arguments, manner),
    }
}

/// Checks once.
pub(crate) fn once(arguments: &Check, manner: &Manner) -> Status {
    let Some(here) = standing() else { return Status::Incomplete };
    let as_of = arguments.day.as_of.or_else(today);
    let checks = match staged(here, arguments.staged) {
        Ok(here) => checked(&here, arguments, &Options { as_of, ..Options::default() }, manner.verbosity()),
        Err(said) => Checks::failed(said, as_of),
    };
    let status =
        checks.with_input(|input| status(arguments, &checks, input).max(write(arguments, manner, &checks, input)));
    // Giving a large workspace back takes a while, and nobody needs to wait for it.
    rayon::spawn(move || drop(checks));
    status
}

fn checked(here: &Here, arguments: &Check, options: &Options, verbosity: Verbosity) -> Checks {
    // What a change is held against is asked first: without it, nothing of the rest would be of use.
    let base = arguments.diff_base.as_ref().map(|name| Repository::find(Text::quoted("--diff-base"))?.base(name));
    let base = match base.transpose() {
        Ok(base) => base,
        Err(said) => return Checks::failed(said, options.as_of),
    };
    let progress = Progress::new("checking", verbosity);
    let found = find(here, arguments);
    let told = formats(arguments, &found.workspaces).any(Format::tells_more_than_findings);
    let keep = told || arguments.github_summary.is_some();
    // A report that is filed may be made in another language later.
    let filed = keep || arguments.lang.is_some_and(|language| language != Language::English);
    let languages = if filed { Language::ALL.to_vec() } else { Vec::new() };
    let packs = Packs { without_examples: true, languages, ..Packs::default() };
    let mut checks = Checks::new(here, found, arguments, &Options { keep, ..options.clone() }, packs);
    checks.hold_against_baselines(here, arguments.baseline.as_deref());
    if let Some(base) = base {
        checks.hold_against_base(here, arguments, options, base);
    }
    drop(progress);
    checks.select();
    checks
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
fn status(arguments: &Check, checks: &Checks, input: &Input) -> Status {
    if Tally::of(input).unchecked > 0 {
        return Status::Incomplete;
    }
    let failed = checks.checked.iter().any(|one| {
        let threshold = arguments.fail_on.or(one.workspace.configuration.fail_on).unwrap_or(DEFAULT_FAIL_ON);
        let tally = Tally::of(&Input { remarks: &[], workspaces: &one.seen(&checks.packs), ..Input::default() });
        match threshold {
            FailOn::Severity(severity) => tally.at_least(severity.max(Severity::Info)) > 0,
            FailOn::Never => false,
        }
    });
    if failed { Status::Found } else { Status::Clean }
}

/// Adds to the page of a GitHub run, where that was asked for.
fn summarise(arguments: &Check, run: &Run, style: &Style) -> Status {
    let Some(named) = &arguments.github_summary else { return Status::Clean };
    match named.clone().or_else(|| std::env::var_os(GITHUB_SUMMARY).map(PathBuf::from)) {
        Some(path) => output::append_or_say(&path, &run.github_summary(style)),
        None => failed(&format!("`--github-summary` needs a file: name one, or set `{GITHUB_SUMMARY}`")),
    }
}

/// Where GitHub says the file lies whose text it shows on the page of a run.
const GITHUB_SUMMARY: &str = "GITHUB_STEP_SUMMARY";

/// Writes all reports, the one on stdout last: its reader may go away, and no file must suffer by that.
fn write(arguments: &Check, manner: &Manner, checks: &Checks, input: &Input) -> Status {
    let run = Run::new(*input);
    let (language, covered) = (arguments.lang.unwrap_or_default(), arguments.covered.with_waived);
    let in_file = Style { language, covered, ..output::file_style(manner.verbosity()) };
    let mut status = summarise(arguments, &run, &in_file);
    for (format, path) in &arguments.reports {
        status = status.max(output::file_or_say(path, &run.render(*format, &in_file)));
    }
    let configured = checks.checked.iter().find_map(|one| one.workspace.configuration.format);
    let format = arguments.format.or(configured).unwrap_or(Format::Human);
    let style = Style { language, covered, ..output::style(manner) };
    status.max(output::report_or_say(format, || run.render(format, &style)))
}

/// What a check finds, as plain data, for a command that shows a part of it. What stands in the way is told on stderr.
pub(crate) fn results(arguments: &Check, manner: &Manner) -> (Results, Status) {
    let Some(here) = standing() else { return (results::gather(&Input::default()), Status::Incomplete) };
    let packs = Packs { without_examples: true, languages: Language::ALL.to_vec(), ..Packs::default() };
    let options = Options { as_of: arguments.day.as_of.or_else(today), keep: true, ..Options::default() };
    let mut checks = Checks::new(&here, find(&here, arguments), arguments, &options, packs);
    checks.select();
    let status = checks.with_input(|input| tell(manner, input.remarks));
    (checks.with_input(|input| results::gather(&Input { remarks: &[], ..*input })), status)
}
