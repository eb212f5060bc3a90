//! `candor check --watch`: checks again whenever a file changes.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver};
use std::time::Duration;

use notify_debouncer_mini::notify::RecursiveMode;
use notify_debouncer_mini::{DebounceEventResult, new_debouncer};

use super::{check, standing};
use crate::arguments::{Check, Manner};
use crate::workspace::{Here, root_above};
use crate::{Status, output};

/// Editors write a file in several steps; a pause ends them.
const PAUSE: Duration = Duration::from_millis(200);

/// Checks, and checks again after each change, until the process is stopped.
pub(crate) fn run(arguments: &Check, manner: &Manner) -> Status {
    let Some(here) = standing() else { return Status::Incomplete };
    let folders = folders(&here, arguments);
    let (sender, changes) = mpsc::channel();
    let watched = new_debouncer(PAUSE, sender).and_then(|mut debouncer| {
        for folder in &folders {
            debouncer.watcher().watch(folder, RecursiveMode::Recursive)?;
        }
        Ok(debouncer)
    });
    // The watcher lives as long as it is needed: it ends when it is dropped.
    let _watcher = match watched {
        Ok(watcher) => watcher,
        Err(error) => {
            output::talk(&format!("files cannot be watched: {error}"));
            return Status::Incomplete;
        }
    };
    let mut status = check::once(arguments, manner);
    output::talk("watching; ctrl-c ends");
    while wait(&changes, &folders, arguments) {
        status = check::once(arguments, manner);
        output::talk("watching; ctrl-c ends");
    }
    status
}

/// The workspaces around what was asked about.
fn folders(here: &Here, arguments: &Check) -> Vec<PathBuf> {
    let all = [PathBuf::from(".")];
    let paths = if arguments.paths.is_empty() { &all[..] } else { &arguments.paths };
    let folder = |path: &PathBuf| {
        let full = here.absolute(path);
        root_above(here, &full).unwrap_or(full)
    };
    paths.iter().map(folder).collect()
}

/// Waits for a change that matters. False where no change can come any more.
fn wait(changes: &Receiver<DebounceEventResult>, folders: &[PathBuf], arguments: &Check) -> bool {
    loop {
        match changes.recv() {
            Ok(Ok(events)) if events.iter().any(|event| matters(&event.path, folders, arguments)) => return true,
            Ok(Ok(_) | Err(_)) => {}
            Err(_) => return false,
        }
    }
}

/// What candor writes itself is no reason to check again, nor is what is hidden.
fn matters(path: &Path, folders: &[PathBuf], arguments: &Check) -> bool {
    let below = folders.iter().find_map(|folder| path.strip_prefix(folder).ok()).unwrap_or(path);
    let hidden = below.components().any(|part| part.as_os_str().to_string_lossy().starts_with('.'));
    let own = arguments.reports.iter().any(|(_, report)| path.ends_with(report));
    !hidden && !own
}
