//! `candor diff`: what a change of flows means, between two revisions or two folders.

use std::path::PathBuf;

use candor::analysis::Options;
use candor::diagnostic::{Diagnostic, Text};
use candor::difference::{Difference, State, difference};
use candor::model::Model;
use candor::model::vocabulary::Vocabulary;
use candor::report::difference::{Changes, Told, html, human, markdown};
use serde::Serialize;

use crate::arguments::{Check, Diff, DiffFormat, Manner};
use crate::checking::{Checked, Checks};
use crate::commands::standing;
use crate::files::Files;
use crate::git::Repository;
use crate::packs::Packs;
use crate::workspace::{self, Here};
use crate::{Status, output};

/// One side of a difference.
struct Side {
    /// As people read it.
    name: String,
    run: Checks,
    /// The folder that workspaces are known from.
    folder: PathBuf,
}

/// Runs the command. A difference is an answer, not a finding.
pub(crate) fn run(arguments: &Diff, manner: &Manner) -> Status {
    let Some(here) = standing() else { return Status::Incomplete };
    let (before, after) = match sides(&here, arguments) {
        Ok(sides) => sides,
        Err(said) => return Checks::failed(said, None).tell_obstacles(manner),
    };
    let status = before.run.tell_obstacles(manner).max(after.run.tell_obstacles(manner));
    let nothing = (Model::default(), Vocabulary::new());
    let nothing = State { model: &nothing.0, vocabulary: &nothing.1 };
    let mut differences: Vec<(String, Difference)> = Vec::new();
    for (folder, before, after) in pairs(&before, &after) {
        let [before, after] = [before, after].map(|one| one.and_then(declared).unwrap_or(nothing));
        differences.push((folder, difference(before, after)));
    }
    let told = differences.iter().map(|(folder, difference)| Told { folder, difference });
    let changes = Changes { before: &before.name, after: &after.name, workspaces: told.collect() };
    let text = match arguments.format {
        DiffFormat::Human => human(&changes),
        DiffFormat::Markdown => markdown(&changes),
        DiffFormat::Html => html(&changes),
        DiffFormat::Json => output::json(&Versioned { version: 1, changes: &changes }),
    };
    status.max(output::print_or_say(&text))
}

/// What a workspace declares, in the words of the policy that its system follows.
fn declared(one: &Checked) -> Option<State<'_>> {
    let kept = one.judged.first()?.analysis.kept.as_deref()?;
    Some(State { model: &kept.model, vocabulary: &kept.vocabulary })
}

#[derive(Serialize)]
struct Versioned<'a> {
    /// Of the form.
    version: u32,
    #[serde(flatten)]
    changes: &'a Changes<'a>,
}

fn sides(here: &Here, arguments: &Diff) -> Result<(Side, Side), Diagnostic> {
    let mut before = place(here, &arguments.base, arguments.head.as_deref().filter(|_| arguments.merge_base))?;
    if arguments.merge_base && arguments.head.is_none() {
        before = place(here, &arguments.base, Some("HEAD"))?;
    }
    let after = match &arguments.head {
        Some(head) => place(here, head, None)?,
        None => Place { name: "what lies on the disk".to_owned(), here: here.reading(Files::Disk), folder: None },
    };
    let packs = || Packs { without_examples: true, ..Packs::default() };
    let before = before.side(arguments, packs());
    let beside = before.run.packs.beside();
    Ok((before, after.side(arguments, beside)))
}

/// Files that can be read.
struct Place {
    name: String,
    here: Here,
    /// The folder to read, where it is not the one that the program stands in.
    folder: Option<PathBuf>,
}

/// The place that a word names: a revision, or else a folder. What begins with a dot or a stroke is a folder for sure.
fn place(here: &Here, word: &str, parted_from: Option<&str>) -> Result<Place, Diagnostic> {
    let path = here.absolute(&PathBuf::from(word));
    let is_folder = path.is_dir();
    let folder = || Place { name: format!("`{word}`"), here: here.reading(Files::Disk), folder: Some(path.clone()) };
    if is_folder && word.starts_with(['.', '/', '\\']) {
        return Ok(folder());
    }
    let found = Repository::find(Text::quoted("candor diff")).and_then(|repository| match parted_from {
        Some(other) => repository.parting(word, other),
        None => repository.revision(word),
    });
    match found {
        Ok(base) => {
            Ok(Place { name: format!("`{}`", base.name), here: here.reading(Files::Kept(base.snapshot)), folder: None })
        }
        Err(_) if is_folder => Ok(folder()),
        Err(said) => Err(said),
    }
}

impl Place {
    fn side(self, arguments: &Diff, packs: Packs) -> Side {
        let folder = self.folder.unwrap_or_else(|| self.here.folder().to_owned());
        let check = Check { packs: arguments.packs.clone(), allow_empty: true, ..Check::default() };
        let found = match self.here.files().is_folder(&folder) {
            true => workspace::find(&self.here, std::slice::from_ref(&folder), None),
            // A folder that only the other state has is empty in this one.
            false => workspace::Found::default(),
        };
        let options = Options { keep: true, ..Options::default() };
        let run = Checks::new(&self.here, found, &check, &options, packs);
        Side { name: self.name, run, folder }
    }
}

impl Side {
    /// Its workspaces, each by the way to it from the folder that is compared.
    fn workspaces(&self) -> impl Iterator<Item = (String, &Checked)> {
        self.run.checked.iter().map(|one| {
            let inside = one.workspace.root.strip_prefix(&self.folder).map(workspace::slashed).unwrap_or_default();
            (if inside.is_empty() { ".".to_owned() } else { inside }, one)
        })
    }
}

/// The workspaces of both sides, each with its counterpart.
fn pairs<'a>(before: &'a Side, after: &'a Side) -> Vec<(String, Option<&'a Checked>, Option<&'a Checked>)> {
    let mut pairs: Vec<(String, Option<&Checked>, Option<&Checked>)> = Vec::new();
    for (folder, one) in after.workspaces() {
        let counterpart = before.workspaces().find(|(other, _)| *other == folder).map(|(_, other)| other);
        pairs.push((folder, counterpart, Some(one)));
    }
    for (folder, one) in before.workspaces() {
        if !pairs.iter().any(|(other, ..)| *other == folder) {
            pairs.push((folder, Some(one), None));
        }
    }
    pairs.sort_by(|(left, ..), (right, ..)| left.cmp(right));
    pairs
}
