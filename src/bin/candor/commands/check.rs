//! `candor check`: finds the workspaces, reads them, has them analysed, reports.

use std::path::{Path, PathBuf};

use candor::analysis::{Analysis, Options, analyze_together};
use candor::configuration::{FailOn, errors, unknown_rules};
use candor::diagnostic::{Diagnostic, Language, Severity};
use candor::policy::pack::Pack;
use candor::report::results::{self, Record, Results};
use candor::report::{self, Adjustment, Format, Input, Places, Remarks, Run, Style, SwitchedOff, Tally, Wanted};
use candor::source::Sources;
use candor::syntax::value::Date;

use crate::Status;
use crate::arguments::{Check, DEFAULT_FAIL_ON, Manner, calendar_day};
use crate::commands::{staged, standing, tell, watch};
use crate::output;
use crate::packs::{Loaded, PackId, Packs};
use crate::progress::Progress;
use crate::reading;
use crate::workspace::{self, Buffer, Found, Here, Workspace};

/// A workspace with what was found in it.
struct Checked {
    workspace: Workspace,
    /// What was found under each policy, that of the system first.
    judged: Vec<Judged>,
}

/// What was found under one policy.
struct Judged {
    pack: PackId,
    analysis: Analysis,
    off: Vec<SwitchedOff>,
}

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
    let mut outside = Vec::new();
    let mut packs = Packs { without_examples: true, ..Packs::default() };
    let as_of = arguments.as_of.or_else(today);
    let here = match staged(here, arguments.staged) {
        Ok(here) => here,
        Err(said) => return report(arguments, manner, &packs, &[], &[said], as_of),
    };
    let progress = Progress::new("checking", manner.verbosity());
    let found = find(&here, arguments, &mut outside);
    let told = formats(arguments, &found.workspaces).any(Format::tells_more_than_findings);
    let keep = told || arguments.github_summary.is_some();
    if keep || arguments.lang.is_some_and(|language| language != Language::English) {
        // A report that is filed may be made in another language later.
        packs.languages = Language::ALL.to_vec();
    }
    let checked: Vec<Checked> = found
        .workspaces
        .into_iter()
        .map(|workspace| check(&here, &mut packs, workspace, arguments, Options { as_of, keep, ..Options::default() }))
        .collect();
    drop(progress);
    if checked.is_empty() && outside.is_empty() && !arguments.allow_empty {
        outside.push(errors::nothing_to_check("."));
    }
    report(arguments, manner, &packs, &checked, &outside, as_of)
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

/// The day that the clock tells.
pub(crate) fn today() -> Option<Date> {
    calendar_day(jiff::ZonedDateTime::now().date())
}

/// The workspaces asked for; a text from stdin stands for a file of one, or is one of its own.
fn find(here: &Here, arguments: &Check, outside: &mut Vec<Diagnostic>) -> Found {
    let (stdin, mut paths): (Vec<PathBuf>, Vec<PathBuf>) =
        arguments.paths.iter().cloned().partition(|path| path == Path::new("-"));
    if stdin.is_empty() {
        if paths.is_empty() {
            paths.push(PathBuf::from("."));
        }
        let mut found = workspace::find(here, &paths, None);
        outside.append(&mut found.diagnostics);
        return found;
    }
    let shown = arguments.stdin_filename.as_ref().map_or("stdin".into(), |path| path.to_string_lossy());
    let text = match reading::stdin(&shown) {
        Ok(text) => text,
        Err(diagnostic) => {
            outside.push(diagnostic);
            return Found::default();
        }
    };
    let mut found = match &arguments.stdin_filename {
        Some(path) => workspace::find(here, &paths, Some(&Buffer { path: path.clone(), text })),
        None => workspace::alone(here, &paths, text),
    };
    outside.append(&mut found.diagnostics);
    found
}

fn check(here: &Here, packs: &mut Packs, mut workspace: Workspace, arguments: &Check, options: Options) -> Checked {
    if !arguments.allow_empty {
        let empty: Vec<String> = workspace.empty_targets().map(|target| workspace.shown(target)).collect();
        let shown =
            |path: &String| errors::nothing_to_check(if path.is_empty() { "." } else { path.trim_end_matches('/') });
        workspace.diagnostics.extend(empty.iter().map(shown));
    }
    workspace.read_decisions(here, arguments.decisions.as_deref());
    let chosen = packs.choose_all(here, &mut workspace, &arguments.policies);
    let known: Vec<&Pack> = packs.usable().collect();
    workspace.diagnostics.extend(if chosen.is_empty() {
        Vec::new()
    } else {
        unknown_rules(&workspace.configuration, &known)
    });
    let used: Vec<(PackId, &Pack)> =
        chosen.into_iter().filter_map(|pack| Some((pack, packs.of(pack).pack.as_ref()?))).collect();
    let judged = judge(&workspace, &used, &options);
    Checked { workspace, judged }
}

fn judge(workspace: &Workspace, packs: &[(PackId, &Pack)], options: &Options) -> Vec<Judged> {
    let used: Vec<&Pack> = packs.iter().map(|(_, pack)| *pack).collect();
    if used.is_empty() {
        return Vec::new();
    }
    let analyses = analyze_together(&workspace.sources, &used, options);
    let one = |((pack, rules), mut analysis): (&(PackId, &Pack), Analysis)| {
        let off = report::adjust(&mut analysis, &adjustments(workspace, rules, &used));
        report::select(&mut analysis, &workspace.sources, Wanted { paths: &workspace.wanted });
        Judged { pack: *pack, analysis, off }
    };
    packs.iter().zip(analyses).map(one).collect()
}

/// What the configuration says about a pack's rules, and about what no pack has for a rule.
pub(crate) fn adjustments(workspace: &Workspace, pack: &Pack, all: &[&Pack]) -> Vec<Adjustment> {
    let all_have = |rule: &str| all.iter().any(|pack| pack.rule(rule).is_some());
    let concerns = |adjustment: &&Adjustment| pack.rule(adjustment.rule()).is_some() || !all_have(adjustment.rule());
    let said = workspace.configuration.adjustments.iter().map(|(adjustment, _)| adjustment);
    said.filter(concerns).cloned().collect()
}

fn report(
    arguments: &Check,
    manner: &Manner,
    packs: &Packs,
    checked: &[Checked],
    outside: &[Diagnostic],
    as_of: Option<Date>,
) -> Status {
    let nothing = Sources::new();
    let mut remarks = vec![Remarks { folder: "", sources: &nothing, diagnostics: outside }];
    remarks.extend(packs.loaded.iter().map(Loaded::remarks));
    remarks.extend(checked.iter().map(|one| one.workspace.remarks()));
    let workspaces: Vec<report::Workspace> = checked.iter().flat_map(|one| one.seen(packs)).collect();
    let files: Vec<(&str, Places)> = packs.files().collect();
    let decided: Vec<(&str, &[Record])> =
        checked.iter().map(|one| (one.workspace.folder.as_str(), one.workspace.decisions.as_slice())).collect();
    let input = Input {
        remarks: &remarks,
        workspaces: &workspaces,
        as_of,
        packs: &files,
        decisions: &decided,
        ..Input::default()
    };
    let status = status(arguments, packs, checked, &input);
    status.max(write(arguments, manner, checked, &input))
}

impl Checked {
    /// What there is to report, once for each policy.
    fn seen<'a>(&'a self, packs: &'a Packs) -> Vec<report::Workspace<'a>> {
        let one = |judged: &'a Judged| {
            Some(report::Workspace {
                folder: &self.workspace.folder,
                sources: &self.workspace.sources,
                pack: packs.of(judged.pack).pack.as_ref()?,
                analysis: &judged.analysis,
                skipped: self.workspace.skipped,
                off: &judged.off,
            })
        };
        self.judged.iter().filter_map(one).collect()
    }
}

/// What the whole run comes to. Each workspace is held against its own threshold.
fn status(arguments: &Check, packs: &Packs, checked: &[Checked], input: &Input) -> Status {
    if Tally::of(input).unchecked > 0 {
        return Status::Incomplete;
    }
    let failed = checked.iter().any(|one| {
        let threshold = arguments.fail_on.or(one.workspace.configuration.fail_on).unwrap_or(DEFAULT_FAIL_ON);
        let tally = Tally::of(&Input { remarks: &[], workspaces: &one.seen(packs), ..Input::default() });
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
fn write(arguments: &Check, manner: &Manner, checked: &[Checked], input: &Input) -> Status {
    let run = Run::new(*input);
    let (language, covered) = (arguments.lang.unwrap_or_default(), arguments.with_waived);
    let in_file = Style { language, covered, ..output::file_style(manner.verbosity()) };
    let mut status = summarise(arguments, &run, &in_file);
    for (format, path) in &arguments.reports {
        status = status.max(output::file_or_say(path, &run.render(*format, &in_file)));
    }
    let configured = checked.iter().find_map(|one| one.workspace.configuration.format);
    let format = arguments.format.or(configured).unwrap_or(Format::Human);
    status.max(output::print_or_say(&run.render(format, &Style { language, covered, ..output::style(manner) })))
}

/// What a check finds, as plain data, for a command that shows a part of it. What stands in the way is told on stderr.
pub(crate) fn results(arguments: &Check, manner: &Manner) -> (Results, Status) {
    let Ok(here) = Here::new() else { return (results::gather(&Input::default()), Status::Incomplete) };
    let mut outside = Vec::new();
    let mut packs = Packs { without_examples: true, languages: Language::ALL.to_vec(), ..Packs::default() };
    let options = Options { as_of: arguments.as_of.or_else(today), keep: true, ..Options::default() };
    let found = find(&here, arguments, &mut outside).workspaces.into_iter();
    let checked: Vec<Checked> =
        found.map(|workspace| check(&here, &mut packs, workspace, arguments, options.clone())).collect();
    let nothing = Sources::new();
    let mut remarks = vec![Remarks { folder: "", sources: &nothing, diagnostics: &outside }];
    remarks.extend(packs.loaded.iter().map(Loaded::remarks));
    remarks.extend(checked.iter().map(|one| one.workspace.remarks()));
    let status = tell(manner, &remarks);
    let workspaces: Vec<report::Workspace> = checked.iter().flat_map(|one| one.seen(&packs)).collect();
    (results::gather(&Input { workspaces: &workspaces, as_of: options.as_of, ..Input::default() }), status)
}
