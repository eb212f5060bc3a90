//! The arguments of what answers a question: `explain`, `why` and `rules`.

use std::path::PathBuf;

use clap::Args;

use super::groups::{Day, Form, Packs, Tongue};

/// The arguments of `explain`.
#[derive(Debug, Args)]
pub(crate) struct Explain {
    /// A code (`syntax/unknown-clause`), a rule (`consent/prior`), a clause (`2.8.1-b`) or a declaration.
    #[arg(value_name = "CODE|RULE|CLAUSE|FLOW")]
    pub(crate) subject: String,

    /// The language.
    #[command(flatten)]
    pub(crate) tongue: Tongue,

    /// The policy packs that are looked in first.
    #[command(flatten)]
    pub(crate) packs: Packs,
}

/// The arguments of `why`.
#[derive(Debug, Args)]
pub(crate) struct Why {
    /// Flows, data, stores, recipients or anything else declared: what concerns all of them. A rule or a clause among
    /// them narrows the answer.
    #[arg(value_name = "NAME", required = true)]
    pub(crate) subjects: Vec<String>,

    /// The form.
    #[command(flatten)]
    pub(crate) form: Form,

    /// The day that counts as today.
    #[command(flatten)]
    pub(crate) day: Day,

    /// The policy packs that are looked in first.
    #[command(flatten)]
    pub(crate) packs: Packs,

    /// The folder of the workspace, instead of the current one.
    #[arg(long = "in", value_name = "PATH", default_value = ".")]
    pub(crate) folder: PathBuf,
}

/// The arguments of `rules`.
#[derive(Debug, Args)]
pub(crate) struct Rules {
    /// The language.
    #[command(flatten)]
    pub(crate) tongue: Tongue,

    /// The form.
    #[command(flatten)]
    pub(crate) form: Form,

    /// A policy pack: a folder, or the id of an embedded one. Without it, those of the workspace or all embedded ones.
    #[arg(long = "policy", value_name = "PATH|ID")]
    pub(crate) policies: Vec<String>,
}
