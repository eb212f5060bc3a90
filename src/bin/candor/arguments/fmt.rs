//! The arguments of `fmt`.

use std::path::PathBuf;

use clap::{ArgGroup, Args};

/// The arguments of `fmt`.
#[derive(Debug, Args)]
#[command(group(ArgGroup::new("unchanged").args(["check", "diff"]).multiple(true)))]
pub(crate) struct Fmt {
    /// Files and folders. `-` reads from stdin and writes to stdout.
    #[arg(value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,

    /// Change nothing; exit with 1 if some file would change.
    #[arg(long)]
    pub(crate) check: bool,

    /// Change nothing; show what would change, and exit with 1 if something would.
    #[arg(long)]
    pub(crate) diff: bool,

    /// With --check or --diff: look at what is staged for the next commit, not at what lies on the disk.
    #[arg(long, requires = "unchanged")]
    pub(crate) staged: bool,

    /// The name of the text from stdin, for messages.
    #[arg(long, value_name = "PATH")]
    pub(crate) stdin_filename: Option<PathBuf>,
}
