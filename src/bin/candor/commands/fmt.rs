//! `candor fmt`: brings flow files into the one layout.

use std::path::{Path, PathBuf};

use candor::diagnostic::Diagnostic;
use candor::format::format;
use candor::report::Remarks;
use candor::source::{FileId, Sources};
use candor::syntax::parse;
use similar::TextDiff;

use crate::Status;
use crate::arguments::{Fmt, Manner};
use crate::commands::{staged, standing, tell};
use crate::output;
use crate::reading::{self, problem};
use crate::workspace::{self, Here, Workspace};

/// Runs the command.
pub(crate) fn run(arguments: &Fmt, manner: &Manner) -> Status {
    if arguments.paths.iter().any(|path| path == Path::new("-")) {
        return stdin(arguments, manner);
    }
    let Some(here) = standing() else { return Status::Incomplete };
    let nothing = Sources::new();
    let here = match staged(here, arguments.staged) {
        Ok(here) => here,
        Err(said) => return tell(manner, &[Remarks { folder: "", sources: &nothing, diagnostics: &[said] }]),
    };
    let paths = if arguments.paths.is_empty() { vec![PathBuf::from(".")] } else { arguments.paths.clone() };
    let found = workspace::find(&here, &paths, None);
    let mut status = tell(manner, &[Remarks { folder: "", sources: &nothing, diagnostics: &found.diagnostics }]);
    for workspace in &found.workspaces {
        status = status.max(tell(manner, &[workspace.remarks()]));
        for file in workspace.flows().filter(|file| workspace.wants(&workspace.sources.file(*file).path)) {
            status = status.max(one(&here, arguments, manner, workspace, file));
        }
    }
    status
}

fn failed(message: &str) -> Status {
    output::talk(message);
    Status::Incomplete
}

/// Formats one file in its place, or shows what would change.
fn one(here: &Here, arguments: &Fmt, manner: &Manner, workspace: &Workspace, file: FileId) -> Status {
    let before = workspace.sources.file(file);
    let shown = workspace.shown(&before.path);
    let after = match formatted(&workspace.sources, file) {
        Ok(after) => after,
        Err(diagnostics) => {
            let remarks = Remarks { diagnostics: &diagnostics, ..workspace.remarks() };
            return tell(manner, &[remarks]);
        }
    };
    let path = workspace.root.join(&before.path);
    // A byte-order mark is not part of the text, so a file that has one is written anew without it.
    let same = after == before.text && !has_mark(here, &path);
    if same {
        return Status::Clean;
    }
    if arguments.check || arguments.diff {
        return would_change(arguments, &shown, &before.text, &after);
    }
    match output::write_file(&path, &after) {
        Ok(()) => Status::Clean,
        Err(error) => failed(&format!("`{shown}` cannot be written: {}", problem(&error))),
    }
}

fn has_mark(here: &Here, path: &Path) -> bool {
    here.files().text(path, "").is_ok_and(|text| text.starts_with('\u{feff}'))
}

/// The text in canonical layout, or why it cannot be had.
fn formatted(sources: &Sources, file: FileId) -> Result<String, Vec<Diagnostic>> {
    let parsed = parse(sources, file);
    if !parsed.diagnostics.is_empty() {
        return Err(parsed.diagnostics);
    }
    Ok(format(sources, &parsed.tree).unwrap_or_else(|| sources.file(file).text.clone()))
}

fn would_change(arguments: &Fmt, shown: &str, before: &str, after: &str) -> Status {
    let text = if arguments.diff {
        let diff = TextDiff::from_lines(before, after);
        diff.unified_diff().header(shown, shown).to_string()
    } else {
        format!("{shown}\n")
    };
    output::print_or_say(&text).max(Status::Found)
}

fn stdin(arguments: &Fmt, manner: &Manner) -> Status {
    let shown = arguments.stdin_filename.as_ref().map_or("stdin".into(), |path| path.to_string_lossy()).into_owned();
    let mut sources = Sources::new();
    let result = reading::stdin(&shown).map_err(|diagnostic| vec![diagnostic]).and_then(|text| {
        let file = sources.add(shown.clone(), text.clone());
        formatted(&sources, file).map(|after| (text, after))
    });
    match result {
        Ok((before, after)) if arguments.check || arguments.diff => {
            if before == after {
                Status::Clean
            } else {
                would_change(arguments, &shown, &before, &after)
            }
        }
        Ok((_, after)) => output::print_or_say(&after),
        Err(diagnostics) => tell(manner, &[Remarks { folder: "", sources: &sources, diagnostics: &diagnostics }]),
    }
}
