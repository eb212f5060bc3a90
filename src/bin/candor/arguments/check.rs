//! The arguments of `check`.

use std::path::PathBuf;

use candor::configuration::FailOn;
use candor::diagnostic::{Language, Severity};
use candor::report::Format;
use clap::Args;

use super::groups::{Covered, Day, Packs};
use super::words;

/// The arguments of `check`.
#[derive(Debug, Clone, Default, PartialEq, Args)]
pub(crate) struct Check {
    /// Files and folders to report on; the whole of each workspace is analysed. `-` reads one flow file from stdin.
    #[arg(value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,

    /// The file that the text from stdin stands for.
    #[arg(long, value_name = "PATH")]
    pub(crate) stdin_filename: Option<PathBuf>,

    /// The form of what goes to stdout.
    #[arg(long, value_name = "FORMAT", value_parser = words::format)]
    pub(crate) format: Option<Format>,

    /// Write a report to a file besides; may stand several times.
    #[arg(long = "report", value_name = "FORMAT=FILE", value_parser = words::report)]
    pub(crate) reports: Vec<(Format, PathBuf)>,

    /// The language of reports that speak several: en or zh.
    #[arg(long, value_name = "LANGUAGE", value_parser = words::language)]
    pub(crate) lang: Option<Language>,

    /// Whether waived findings are told of everywhere.
    #[command(flatten)]
    pub(crate) covered: Covered,

    /// Write a summary for the page of a GitHub run to a file; without a name, to the one that GitHub names.
    #[arg(long, value_name = "FILE", num_args = 0..=1, require_equals = true)]
    pub(crate) github_summary: Option<Option<PathBuf>>,

    /// The weight from which on a finding fails the run: error, warning, info or never.
    #[arg(long, value_name = "SEVERITY", value_parser = words::fail_on)]
    pub(crate) fail_on: Option<FailOn>,

    /// The day that counts as today.
    #[command(flatten)]
    pub(crate) day: Day,

    /// The policy packs that are looked in first.
    #[command(flatten)]
    pub(crate) packs: Packs,

    /// What reviewers decided: a file that `candor report decide` has written.
    #[arg(long, value_name = "FILE")]
    pub(crate) decisions: Option<PathBuf>,

    /// Check again whenever a file changes, until somebody stops it (ctrl-c).
    #[arg(long, conflicts_with_all = ["staged", "stdin_filename"])]
    pub(crate) watch: bool,

    /// Accept that there is nothing to check.
    #[arg(long)]
    pub(crate) allow_empty: bool,

    /// Check what is staged for the next commit, not what lies on the disk.
    #[arg(long)]
    pub(crate) staged: bool,

    /// The baseline: what it holds does not fail the run. Without it, the one that `candor.yaml` names.
    #[arg(long, value_name = "FILE")]
    pub(crate) baseline: Option<PathBuf>,

    /// Fail only on what was not there where the change began: a branch, a tag or a commit, or `auto` (also if nothing is
    /// named) for what the system around says.
    #[arg(long, value_name = "REVISION", num_args = 0..=1, default_missing_value = "auto")]
    pub(crate) diff_base: Option<String>,
}

/// The heaviest weight that does not fail a run by itself; what `--fail-on` is if nobody says it.
pub(crate) const DEFAULT_FAIL_ON: FailOn = FailOn::Severity(Severity::Error);
