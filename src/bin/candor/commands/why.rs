//! `candor why`: tells why something is no finding, or why it is one.

mod json;
mod subject;

use candor::analysis::{Analysis, Options, analyze_together, weigh_together};
use candor::check::weigh::Weighing;
use candor::diagnostic::{Consequence, Diagnostic};
use candor::explain::Declared;
use candor::explain::why::{self, Question};
use candor::policy::pack::Pack;
use candor::report::{self, Remarks};
use candor::source::Sources;
use candor::syntax::parse;
use candor::syntax::tree::Tree;

use self::subject::{Subject, Unknown};
use crate::Status;
use crate::arguments::{ListFormat, Manner, Why};
use crate::checking::{adjustments, today};
use crate::output;
use crate::packs::Packs;
use crate::reading::problem;
use crate::workspace::{self, Here, Workspace};

/// Runs the command.
pub(crate) fn run(arguments: &Why, manner: &Manner) -> Status {
    let here = match Here::new() {
        Ok(here) => here,
        Err(error) => return failed(&format!("the current folder cannot be read: {}", problem(&error))),
    };
    let found = workspace::find(&here, std::slice::from_ref(&arguments.folder), None);
    let mut packs = Packs { without_examples: true, ..Packs::default() };
    let mut unknown: Option<Unknown> = None;
    let mut told = Vec::new();
    let nothing = Sources::new();
    let outside = Remarks { folder: "", sources: &nothing, diagnostics: &found.diagnostics };
    let mut status = super::tell(manner, &[outside]);
    for mut workspace in found.workspaces {
        let chosen = packs.choose_all(&here, &mut workspace, &arguments.packs.policies);
        let used: Vec<&Pack> = chosen.iter().filter_map(|pack| packs.of(*pack).pack.as_deref()).collect();
        match answer(arguments, manner, &workspace, &used, &mut told) {
            Ok(answered) => status = status.max(answered),
            Err(missing) => unknown = unknown.or(Some(missing)),
        }
    }
    let of_packs: Vec<Remarks> = packs.loaded.iter().map(|loaded| loaded.remarks()).collect();
    status = status.max(super::tell(manner, &of_packs));
    if told.is_empty() {
        let message = unknown.map_or_else(|| "there is no workspace here".to_owned(), |unknown| unknown.message());
        return failed(&message);
    }
    let text = match arguments.form.format {
        ListFormat::Human => told.iter().map(|told| told.text.as_str()).collect::<Vec<_>>().join("\n"),
        ListFormat::Json => json::render(told.iter().map(|told| &told.json)),
    };
    status.max(output::print_or_say(&text))
}

/// An answer under one policy.
struct Told {
    text: String,
    json: serde_json::Value,
}

/// Answers for one workspace, if it knows all that is asked about.
fn answer(
    arguments: &Why,
    manner: &Manner,
    workspace: &Workspace,
    packs: &[&Pack],
    told: &mut Vec<Told>,
) -> Result<Status, Unknown> {
    let sources = &workspace.sources;
    let trees: Vec<Tree> = workspace.flows().map(|file| parse(sources, file).tree).collect();
    let declared = Declared::new(sources, &trees);
    let subject = Subject::find(&arguments.subjects, &declared, packs)?;
    let options = Options { as_of: arguments.day.as_of.or_else(today), ..Options::default() };
    let analyses = analyze_together(sources, packs, &options);
    let weighings = weigh_together(sources, packs, &options, &subject.names);
    let mut status = super::tell(manner, &[workspace.remarks()]);
    for ((pack, mut analysis), mut weighing) in packs.iter().zip(analyses).zip(weighings) {
        status = status.max(unread(manner, workspace, &analysis));
        let _ = report::adjust(&mut analysis, &adjustments(workspace, pack, packs));
        subject.narrow(pack, &mut weighing);
        let verbose = manner.verbosity() == report::Verbosity::Verbose || subject.is_narrow();
        let question = question(workspace, &declared, &subject, pack, &analysis, &weighing);
        let question = Question { as_of: options.as_of, verbose, ..question };
        told.push(Told { text: why::why(&question), json: json::value(&question) });
    }
    Ok(status)
}

fn question<'a>(
    workspace: &'a Workspace,
    declared: &'a Declared<'a>,
    subject: &'a Subject,
    pack: &'a Pack,
    analysis: &'a Analysis,
    weighing: &'a Weighing,
) -> Question<'a> {
    Question {
        names: &subject.names,
        sources: &workspace.sources,
        folder: &workspace.folder,
        declared,
        pack,
        analysis,
        weighing,
        as_of: None,
        verbose: false,
    }
}

/// What could not be read stands in the way of an answer; what was found in the flows does not.
fn unread(manner: &Manner, workspace: &Workspace, analysis: &Analysis) -> Status {
    let obstacles = analysis.diagnostics.iter().filter(|said| said.code.consequence() == Consequence::Unchecked);
    let obstacles: Vec<Diagnostic> = obstacles.cloned().collect();
    super::tell(manner, &[Remarks { folder: &workspace.folder, sources: &workspace.sources, diagnostics: &obstacles }])
}

fn failed(message: &str) -> Status {
    output::talk(message);
    Status::Incomplete
}
