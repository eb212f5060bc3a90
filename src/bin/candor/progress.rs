//! That something is going on, for a person who waits at a terminal.

use std::io::{self, IsTerminal};
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use candor::report::Verbosity;
use indicatif::ProgressBar;

/// Nobody wonders about a shorter wait.
const PATIENCE: Duration = Duration::from_millis(300);
const PACE: Duration = Duration::from_millis(100);

/// Shown on stderr while it lives, if that is a terminal and the wait gets long.
pub(crate) struct Progress {
    end: Option<(Sender<()>, JoinHandle<()>)>,
}

impl Progress {
    /// Starts to wait.
    pub(crate) fn new(what: &'static str, verbosity: Verbosity) -> Self {
        let shown = io::stderr().is_terminal() && verbosity > Verbosity::Quiet;
        let begin = || {
            let (sender, ended) = mpsc::channel();
            let thread = thread::spawn(move || {
                if ended.recv_timeout(PATIENCE) == Err(RecvTimeoutError::Timeout) {
                    let bar = ProgressBar::new_spinner().with_message(what);
                    bar.enable_steady_tick(PACE);
                    // Nothing is ever sent; that the other end goes is the end.
                    let _ = ended.recv();
                    bar.finish_and_clear();
                }
            });
            (sender, thread)
        };
        Self { end: shown.then(begin) }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some((sender, thread)) = self.end.take() {
            drop(sender);
            // A thread that panicked has nothing left to clear.
            let _ = thread.join();
        }
    }
}
