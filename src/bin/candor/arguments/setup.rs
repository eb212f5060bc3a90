//! The arguments of what sets candor up: `init`, `schema`, `completions` and `man`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

/// The arguments of `init`.
#[derive(Debug, Args)]
pub(crate) struct Init {
    /// The folder; here if nothing is said.
    #[arg(value_name = "FOLDER")]
    pub(crate) folder: Option<PathBuf>,

    /// Write a hook for pre-commit to the repository around, instead of a workspace.
    #[arg(long)]
    pub(crate) pre_commit: bool,

    /// Write a workflow for GitHub to the repository around, instead of a workspace.
    #[arg(long)]
    pub(crate) github: bool,

    /// Write a pipeline for GitLab to the repository around, instead of a workspace.
    #[arg(long)]
    pub(crate) gitlab: bool,
}

/// The arguments of `schema`.
#[derive(Debug, Args)]
pub(crate) struct Schema {
    /// Of what: `results` (what `--format json` writes) or `configuration` (`candor.yaml`).
    #[arg(value_enum)]
    pub(crate) of: Described,
}

/// What has a schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Described {
    /// What `--format json` writes.
    Results,
    /// `candor.yaml`.
    Configuration,
}

/// The arguments of `completions`.
#[derive(Debug, Args)]
pub(crate) struct Completions {
    /// The shell.
    #[arg(value_enum)]
    pub(crate) shell: clap_complete::Shell,
}

/// The arguments of `man`.
#[derive(Debug, Args)]
pub(crate) struct Man {
    /// A folder for the pages of all commands.
    #[arg(long, value_name = "FOLDER")]
    pub(crate) out: Option<PathBuf>,
}
