//! The arguments of what is done with policy packs: `test` and `policy`.

use std::path::PathBuf;

use candor::syntax::value::Date;
use clap::{Args, Subcommand};

use super::groups::{Form, Named, Tongue};
use super::words;

/// The arguments of `test`.
#[derive(Debug, Args)]
pub(crate) struct Test {
    /// The policy packs that it is about.
    #[command(flatten)]
    pub(crate) packs: Named,

    /// Change one thing after another in the rules, and see whether some example fails.
    #[arg(long)]
    pub(crate) mutate: bool,

    /// How many of a hundred changes some example must tell from the rules.
    #[arg(long, value_name = "PERCENT", requires = "mutate", default_value_t = 95, value_parser = clap::value_parser!(u32).range(0..=100))]
    pub(crate) at_least: u32,
}

/// The arguments of `policy`.
#[derive(Debug, Args)]
pub(crate) struct Policy {
    /// What to do.
    #[command(subcommand)]
    pub(crate) command: PolicyCommand,
}

/// One command about policy packs each.
#[derive(Debug, Subcommand)]
pub(crate) enum PolicyCommand {
    /// Tell of each clause what stands for it: rules, a person, or nothing.
    Coverage(Coverage),
    /// Tell the policy's author what its text leaves open, and what in the pack has no effect.
    Lint(Lint),
    /// Hold the clauses of a pack against the published document.
    Verify(Verify),
    /// Tell what two versions of a pack say and do differently.
    Diff(PackDiff),
    /// Put a name under rules as they stand.
    Sign(Sign),
}

/// The arguments of `policy coverage`.
#[derive(Debug, Args)]
pub(crate) struct Coverage {
    /// The language.
    #[command(flatten)]
    pub(crate) tongue: Tongue,

    /// The policy packs that it is about.
    #[command(flatten)]
    pub(crate) packs: Named,

    /// The form.
    #[command(flatten)]
    pub(crate) form: Form,
}

/// The arguments of `policy lint`.
#[derive(Debug, Args)]
pub(crate) struct Lint {
    /// The policy packs that it is about.
    #[command(flatten)]
    pub(crate) packs: Named,

    /// The form.
    #[command(flatten)]
    pub(crate) form: Form,
}

/// The arguments of `policy verify`.
#[derive(Debug, Args)]
pub(crate) struct Verify {
    /// The published document, as plain text.
    #[arg(long, value_name = "FILE")]
    pub(crate) text: PathBuf,

    /// The policy pack: a folder, or the id of an embedded one. Without it, that of the workspace or the embedded one.
    #[arg(value_name = "PATH|ID")]
    pub(crate) policy: Option<String>,

    /// The form.
    #[command(flatten)]
    pub(crate) form: Form,
}

/// The arguments of `policy diff`.
#[derive(Debug, Args)]
pub(crate) struct PackDiff {
    /// The old version: a folder, or the id of an embedded pack.
    #[arg(value_name = "OLD")]
    pub(crate) old: String,

    /// The new version: a folder, or the id of an embedded pack.
    #[arg(value_name = "NEW")]
    pub(crate) new: String,
}

/// The arguments of `policy sign`.
#[derive(Debug, Args)]
pub(crate) struct Sign {
    /// The rules signed; a group's name stands for all of its rules.
    #[arg(value_name = "RULE", required = true)]
    pub(crate) rules: Vec<String>,

    /// Who signs.
    #[arg(long, value_name = "NAME")]
    pub(crate) by: String,

    /// The folder of the pack; without it, the one that the workspace names.
    #[arg(long, value_name = "FOLDER")]
    pub(crate) pack: Option<String>,

    /// The day of the signature, instead of today.
    #[arg(long, value_name = "DATE", value_parser = words::date)]
    pub(crate) on: Option<Date>,
}
