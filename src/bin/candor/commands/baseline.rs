//! `candor baseline`: writes down what is found when a gate is put up, and takes out what is there no more.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use candor::analysis::{Analysis, Options};
use candor::gate::{self, Baseline};

use crate::Status;
use crate::arguments::{self, BaselineCommand, Check, Manner};
use crate::checking::{Checked, Checks, today};
use crate::commands::{standing, tell};
use crate::output;
use crate::packs::Packs;
use crate::reading::problem;
use crate::workspace::{self, Here};

/// Runs the command.
pub(crate) fn run(arguments: &arguments::Baseline, manner: &Manner) -> Status {
    let Some(here) = standing() else { return Status::Incomplete };
    let (BaselineCommand::Create(wanted) | BaselineCommand::Update(wanted) | BaselineCommand::Prune(wanted)) =
        &arguments.command;
    let check = Check { packs: wanted.packs.clone(), ..Check::default() };
    let folder = wanted.path.clone().unwrap_or_else(|| PathBuf::from("."));
    let found = workspace::find(&here, &[folder], None);
    let options = Options { as_of: wanted.day.as_of.or_else(today), ..Options::default() };
    let mut run = Checks::new(&here, found, &check, &options, Packs { without_examples: true, ..Packs::default() });
    if wanted.baseline.is_some() && run.checked.len() > 1 {
        return said("--baseline names one file, and there are several workspaces: name one of them");
    }
    // What could not be read may hold findings, so nobody can say what there is, or is no more.
    if run.tell_obstacles(manner) > Status::Clean {
        return said("not everything could be checked, so no baseline is written");
    }
    let mut done = Status::Clean;
    for checked in &mut run.checked {
        let path = checked.baseline_path(&here, wanted.baseline.as_deref());
        done = done.max(match &arguments.command {
            BaselineCommand::Create(_) => create(&here, checked, &path),
            BaselineCommand::Update(_) => update(&here, manner, checked, &path),
            BaselineCommand::Prune(_) => prune(&here, manner, checked, &path),
        });
    }
    done
}

fn said(message: &str) -> Status {
    output::talk(message);
    Status::Incomplete
}

fn now(checked: &Checked) -> String {
    let analyses: Vec<&Analysis> = checked.judged.iter().map(|judged| &judged.analysis).collect();
    gate::write(&analyses)
}

fn create(here: &Here, checked: &Checked, path: &Path) -> Status {
    if here.files().has(path) {
        let shown = here.way_to(path);
        return said(&format!("`{shown}` exists already; `candor baseline update` writes it anew"));
    }
    let text = now(checked);
    let status = write(here, path, &text, &format!("holds {}", findings(ids(&text).len())));
    if checked.workspace.configuration.baseline.is_none() {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let configuration = checked.workspace.shown(candor::configuration::FILE_NAME);
        output::talk(&format!("`baseline: {name}` in `{configuration}` makes every check use it"));
    }
    status
}

fn update(here: &Here, manner: &Manner, checked: &mut Checked, path: &Path) -> Status {
    let Some(baseline) = old(here, manner, checked, path) else { return Status::Incomplete };
    let text = now(checked);
    let before: BTreeSet<&str> = baseline.entries.iter().map(|entry| entry.id.as_str()).collect();
    let after = ids(&text);
    let (added, gone) = (after.difference(&before).count(), before.difference(&after).count());
    let what = format!("holds {} ({added} added, {gone} taken out)", findings(after.len()));
    write(here, path, &text, &what)
}

fn prune(here: &Here, manner: &Manner, checked: &mut Checked, path: &Path) -> Status {
    let Some(baseline) = old(here, manner, checked, path) else { return Status::Incomplete };
    let text = gate::prune(&baseline, &checked.apply(&baseline));
    let left = ids(&text).len();
    let gone = baseline.entries.len().saturating_sub(left);
    write(here, path, &text, &format!("holds {} ({gone} taken out)", findings(left)))
}

/// The baseline that is there.
fn old(here: &Here, manner: &Manner, checked: &mut Checked, path: &Path) -> Option<Baseline> {
    let baseline = checked.read_baseline(here, path);
    let status = tell(manner, &[checked.workspace.remarks()]);
    baseline.filter(|_| status == Status::Clean)
}

/// The identities in a text that this program wrote.
fn ids(text: &str) -> BTreeSet<&str> {
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(|line| line.split_whitespace().next()).collect()
}

fn findings(number: usize) -> String {
    if number == 1 { "1 finding".to_owned() } else { format!("{number} findings") }
}

fn write(here: &Here, path: &Path, text: &str, what: &str) -> Status {
    let shown = here.way_to(path);
    match output::write_file(path, text) {
        Ok(()) => {
            output::talk(&format!("`{shown}` {what}"));
            Status::Clean
        }
        Err(error) => said(&format!("`{shown}` cannot be written: {}", problem(&error))),
    }
}
