//! One file a command.

pub(crate) mod baseline;
pub(crate) mod check;
pub(crate) mod completions;
pub(crate) mod decide;
pub(crate) mod diff;
pub(crate) mod explain;
pub(crate) mod fmt;
pub(crate) mod graph;
pub(crate) mod init;
pub(crate) mod man;
pub(crate) mod policy;
pub(crate) mod report;
pub(crate) mod rules;
pub(crate) mod schema;
pub(crate) mod test;
pub(crate) mod waivers;
pub(crate) mod watch;
pub(crate) mod why;

use candor::diagnostic::{Diagnostic, Language, Text};
use candor::report::{Input, Remarks, Style, Verbosity, human};
use serde::Serialize;

use crate::arguments::Manner;
use crate::files::Files;
use crate::git::Repository;
use crate::packs::{Packs, embedded_ids};
use crate::reading::problem;
use crate::workspace::{self, Here};
use crate::{Status, output};

/// What a command tells of each policy, as JSON.
#[derive(Serialize)]
struct PerPolicy<T> {
    /// Of the form, not of a policy.
    version: u32,
    policies: Vec<T>,
}

impl<T> PerPolicy<T> {
    fn new(policies: impl Iterator<Item = T>) -> Self {
        Self { version: 1, policies: policies.collect() }
    }
}

/// Where the program stands; says it if nobody knows.
fn standing() -> Option<Here> {
    let here = Here::new();
    here.map_err(|error| output::talk(&format!("the current folder cannot be read: {}", problem(&error)))).ok()
}

/// The same place with what is staged there, if that is asked for.
fn staged(here: Here, asked: bool) -> Result<Here, Diagnostic> {
    if !asked {
        return Ok(here);
    }
    let index = Repository::find(Text::quoted("--staged"))?.index()?;
    Ok(here.reading(Files::Kept(index)))
}

/// The packs asked for, with their texts in some languages; else those of the workspace around; else all embedded ones.
fn packs_here(asked: &[String], languages: &[Language], manner: &Manner) -> (Packs, Status) {
    let mut packs = Packs { languages: languages.to_owned(), ..Packs::default() };
    let Some(here) = standing() else { return (packs, Status::Incomplete) };
    let mut around = workspace::around(&here);
    let found = packs.asked(&here, &mut around, asked);
    if found.is_empty() && asked.is_empty() && packs.configured(&here, &mut around).is_empty() {
        for id in embedded_ids() {
            // An embedded pack is always there.
            let _ = packs.get(&here, here.folder(), id);
        }
    }
    let of_packs = packs.loaded.iter().map(|loaded| loaded.remarks());
    let remarks: Vec<Remarks> = std::iter::once(around.remarks()).chain(of_packs).collect();
    let status = tell(manner, &remarks);
    (packs, status)
}

/// Says on stderr what stands in the way: stdout is for results.
pub(crate) fn tell(manner: &Manner, remarks: &[Remarks]) -> Status {
    if remarks.iter().all(|remarks| remarks.diagnostics.is_empty()) {
        return Status::Clean;
    }
    let input = Input { remarks, workspaces: &[], ..Input::default() };
    let style = Style { verbosity: Verbosity::Quiet, ..output::style(manner) };
    output::talk_plainly(&human(&input, &style));
    Status::Incomplete
}
