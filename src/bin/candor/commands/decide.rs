//! `candor report decide`: puts down what a reviewer decided about a finding or a clause.

use std::path::Path;

use candor::diagnostic::{Diagnostic, did_you_mean};
use candor::report::results::{About, Record, Results, Workspace};
use candor::report::{Remarks, decisions};
use candor::source::Sources;

use super::report::read;
use super::tell;
use crate::arguments::{Decide, Manner};
use crate::checking::today;
use crate::reading::{self, problem};
use crate::{Status, output};

/// Runs the command.
pub(crate) fn run(arguments: &Decide, manner: &Manner) -> Status {
    let results = match read(&arguments.results, manner) {
        Ok(results) => results,
        Err(status) => return status,
    };
    let records = match known(&arguments.decisions, manner) {
        Ok(records) => records,
        Err(status) => return status,
    };
    match decide(arguments, &results, records) {
        Ok(text) => output::print_or_say(text.as_bytes()),
        Err(message) => {
            output::talk(&message);
            Status::Incomplete
        }
    }
}

/// The decisions that stand in the file already. A file with something unreadable in it is left alone.
fn known(path: &Path, manner: &Manner) -> Result<Vec<Record>, Status> {
    if !path.exists() {
        return Ok(Vec::new());
    }
    let shown = path.to_string_lossy();
    let mut sources = Sources::new();
    let (records, diagnostics) = match reading::text(path, &shown) {
        Ok(text) => {
            let file = sources.add(shown, text);
            decisions::read(&sources, file)
        }
        Err(diagnostic) => (Vec::new(), vec![diagnostic]),
    };
    let diagnostics: &[Diagnostic] = &diagnostics;
    match tell(manner, &[Remarks { folder: "", sources: &sources, diagnostics }]) {
        Status::Clean => Ok(records),
        status @ (Status::Found | Status::Incomplete) => Err(status),
    }
}

fn decide(arguments: &Decide, results: &Results, mut records: Vec<Record>) -> Result<String, String> {
    let by = arguments.by.trim();
    if by.is_empty() {
        return Err("a decision needs a name: --by NAME".to_owned());
    }
    let on = arguments.on.or_else(today).ok_or("the clock tells no day; say one with --on DATE")?;
    let about = arguments.about.into();
    let workspace = workspace(arguments, about, results)?;
    let held =
        decisions::held(workspace, about, &arguments.id).ok_or_else(|| unknown(about, &arguments.id, results))?;
    let record = Record {
        policy: workspace.policy.id.clone(),
        about,
        id: arguments.id.clone(),
        decision: arguments.decision,
        by: by.to_owned(),
        on: format!("{:04}-{:02}-{:02}", on.year, on.month, on.day),
        note: arguments.note.clone(),
        held,
    };
    let is_other = |old: &Record| (&old.policy, old.about, &old.id) != (&record.policy, record.about, &record.id);
    records.retain(is_other);
    let said = format!("{} {}: {} by {by}", noun(about), record.id, record.decision.word());
    records.push(record);
    let shown = arguments.decisions.display();
    output::write_file(&arguments.decisions, decisions::write(&records).as_bytes())
        .map_err(|error| format!("`{shown}` cannot be written: {}", problem(&error)))?;
    Ok(format!("{said}; it stands in {shown}\n"))
}

/// The one workspace and policy that have the thing.
fn workspace<'r>(arguments: &Decide, about: About, results: &'r Results) -> Result<&'r Workspace, String> {
    let is_asked = |one: &&Workspace| arguments.policy.as_ref().is_none_or(|policy| *policy == one.policy.id);
    let has = |one: &&Workspace| decisions::held(one, about, &arguments.id).is_some();
    let mut found = results.workspaces.iter().filter(is_asked).filter(has);
    match (found.next(), found.next()) {
        (Some(one), None) => Ok(one),
        (Some(_), Some(_)) => {
            Err(format!("several policies have a {} `{}`; say which: --policy ID", noun(about), arguments.id))
        }
        (None, _) => Err(unknown(about, &arguments.id, results)),
    }
}

fn unknown(about: About, id: &str, results: &Results) -> String {
    let near = match about {
        About::Finding => {
            let findings = results.workspaces.iter().flat_map(|one| &one.findings);
            did_you_mean(id, findings.map(|finding| finding.id.as_str()))
        }
        About::Clause => {
            let clauses = results.workspaces.iter().flat_map(|one| &one.clauses);
            did_you_mean(id, clauses.map(|clause| clause.id.as_str()))
        }
    };
    let help = near.map(|near| format!("; {}", near.english())).unwrap_or_default();
    format!("the results have no {} `{id}`{help}", noun(about))
}

fn noun(about: About) -> &'static str {
    match about {
        About::Finding => "finding",
        About::Clause => "clause",
    }
}
