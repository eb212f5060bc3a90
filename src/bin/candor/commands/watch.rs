//! `candor check --watch`: checks again whenever a file changes.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver};
use std::time::{Duration, Instant};

use notify::{Event, RecursiveMode, Watcher, recommended_watcher};

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
    let watched = recommended_watcher(sender).and_then(|mut watcher| {
        for folder in &folders {
            watcher.watch(folder, RecursiveMode::Recursive)?;
        }
        Ok(watcher)
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

/// Waits for a change that matters, and for the pause after it. False where no change can come any more.
fn wait(changes: &Receiver<notify::Result<Event>>, folders: &[PathBuf], arguments: &Check) -> bool {
    while let Ok(change) = changes.recv() {
        if change.is_ok_and(|event| matters(&event, folders, arguments)) {
            let end = Instant::now() + PAUSE;
            while changes.recv_timeout(end.saturating_duration_since(Instant::now())).is_ok() {}
            return true;
        }
    }
    false
}

/// What candor reads or writes itself is no reason to check again, nor is what is hidden.
fn matters(event: &Event, folders: &[PathBuf], arguments: &Check) -> bool {
    !event.kind.is_access() && event.paths.iter().any(|path| is_watched(path, folders, arguments))
}

fn is_watched(path: &Path, folders: &[PathBuf], arguments: &Check) -> bool {
    let below = folders.iter().find_map(|folder| path.strip_prefix(folder).ok()).unwrap_or(path);
    let hidden = below.components().any(|part| part.as_os_str().to_string_lossy().starts_with('.'));
    let own = arguments.reports.iter().any(|(_, report)| path.file_name() == report.file_name());
    !hidden && !own
}
