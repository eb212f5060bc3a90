//! What several commands take in the same way.

use candor::diagnostic::Language;
use candor::syntax::value::Date;
use clap::{Args, ValueEnum};

use super::words;

/// The policy packs that are looked in first.
#[derive(Debug, Clone, Default, PartialEq, Args)]
pub(crate) struct Packs {
    /// A policy pack to look in first: a folder, or the id of an embedded one.
    #[arg(long = "policy", value_name = "PATH|ID")]
    pub(crate) policies: Vec<String>,
}

/// The policy packs that a command is about.
#[derive(Debug, Args)]
pub(crate) struct Named {
    /// Policy packs: folders, or ids of embedded ones. Without any, those of the workspace or all embedded ones.
    #[arg(value_name = "PATH|ID")]
    pub(crate) policies: Vec<String>,
}

/// The day that counts as today.
#[derive(Debug, Clone, Default, PartialEq, Args)]
pub(crate) struct Day {
    /// The day that counts as today for waivers, evidence and agreements.
    #[arg(long, value_name = "DATE", value_parser = words::date)]
    pub(crate) as_of: Option<Date>,
}

/// The language of what is told.
#[derive(Debug, Args)]
pub(crate) struct Tongue {
    /// The language: en or zh.
    #[arg(long, value_name = "LANGUAGE", value_parser = words::language, default_value = "en")]
    pub(crate) lang: Language,
}

/// The form of a list.
#[derive(Debug, Args)]
pub(crate) struct Form {
    /// The form: human or json.
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t = ListFormat::Human)]
    pub(crate) format: ListFormat,
}

/// The form of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ListFormat {
    /// For people.
    Human,
    /// For programs.
    Json,
}

/// Whether reports in which waived findings are of no use tell of them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Args)]
pub(crate) struct Covered {
    /// Have sarif, github, gitlab and rdjson tell of waived and baselined findings, too.
    #[arg(long)]
    pub(crate) with_waived: bool,
}
