//! The arguments of what a gate goes by: `diff`, `baseline` and `waivers`.

use std::path::PathBuf;

use candor::syntax::value::Date;
use clap::{Args, Subcommand, ValueEnum};

use super::groups::{Day, Form, Packs};
use super::words;

/// The arguments of `diff`.
#[derive(Debug, Args)]
pub(crate) struct Diff {
    /// What it was before: a branch, a tag, a commit, or a folder (`./name` is one for sure).
    #[arg(value_name = "BASE")]
    pub(crate) base: String,

    /// What it is now; what lies on the disk if nothing is said.
    #[arg(value_name = "HEAD")]
    pub(crate) head: Option<String>,

    /// Begin where the two parted, not at what the base has become since.
    #[arg(long)]
    pub(crate) merge_base: bool,

    /// The form: human for an engineer, markdown or html for a lawyer, json for programs.
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t = DiffFormat::Human)]
    pub(crate) format: DiffFormat,

    /// The policy packs that are looked in first.
    #[command(flatten)]
    pub(crate) packs: Packs,
}

/// The form of a difference.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum DiffFormat {
    /// For an engineer.
    Human,
    /// For a lawyer.
    Markdown,
    /// The same as a page.
    Html,
    /// For programs.
    Json,
}

/// The arguments of `baseline`.
#[derive(Debug, Args)]
pub(crate) struct Baseline {
    /// What to do.
    #[command(subcommand)]
    pub(crate) command: BaselineCommand,
}

/// One command about baselines each.
#[derive(Debug, Subcommand)]
pub(crate) enum BaselineCommand {
    /// Write down all that is found now.
    Create(BaselineOf),
    /// Write it down anew.
    Update(BaselineOf),
    /// Take out what is there no more; nothing is added.
    Prune(BaselineOf),
}

/// Whose baseline it is.
#[derive(Debug, Args)]
pub(crate) struct BaselineOf {
    /// The workspace; the one around if nothing is said.
    #[arg(value_name = "FOLDER")]
    pub(crate) path: Option<PathBuf>,

    /// The file; without it, the one that `candor.yaml` names, or `candor.baseline` beside it.
    #[arg(long, value_name = "FILE")]
    pub(crate) baseline: Option<PathBuf>,

    /// The day that counts as today.
    #[command(flatten)]
    pub(crate) day: Day,

    /// The policy packs that are looked in first.
    #[command(flatten)]
    pub(crate) packs: Packs,
}

/// The arguments of `waivers`.
#[derive(Debug, Args)]
pub(crate) struct Waivers {
    /// What to do.
    #[command(subcommand)]
    pub(crate) command: WaiversCommand,
}

/// One command about waivers each.
#[derive(Debug, Subcommand)]
pub(crate) enum WaiversCommand {
    /// List waivers, those that end first before the others.
    List(WaiverList),
}

/// The arguments of `waivers list`.
#[derive(Debug, Args)]
pub(crate) struct WaiverList {
    /// Workspaces; the one around if nothing is said.
    #[arg(value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,

    /// Only those that are over, or end within such a time, like 30d or 6w.
    #[arg(long, value_name = "TIME", value_parser = words::days)]
    pub(crate) expiring_in: Option<u32>,

    /// The form.
    #[command(flatten)]
    pub(crate) form: Form,

    /// The day that counts as today.
    #[arg(long, value_name = "DATE", value_parser = words::date)]
    pub(crate) as_of: Option<Date>,

    /// The policy packs that are looked in first.
    #[command(flatten)]
    pub(crate) packs: Packs,
}
