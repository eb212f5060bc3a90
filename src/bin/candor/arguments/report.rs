//! The arguments of what is made of results: `report` and `graph`.

use std::path::PathBuf;

use candor::diagnostic::Language;
use candor::report::Filed;
use candor::report::map::Drawing;
use candor::report::results::{About, Decided};
use candor::syntax::value::Date;
use clap::{Args, Subcommand, ValueEnum};

use super::groups::{Covered, Packs};
use super::words;

/// The arguments of `report`.
#[derive(Debug, Args)]
pub(crate) struct Report {
    /// What to do.
    #[command(subcommand)]
    pub(crate) command: ReportCommand,
}

/// One command about reports each.
#[derive(Debug, Subcommand)]
pub(crate) enum ReportCommand {
    /// Make a report from results that `--report json=FILE` has written: the same as the run itself would have made.
    Render(Render),
    /// Put down what a reviewer decided about a finding or a clause. It stands in every report until what it is about
    /// changes.
    Decide(Decide),
}

/// The arguments of `report render`.
#[derive(Debug, Args)]
pub(crate) struct Render {
    /// The results; `-` reads them from stdin.
    #[arg(value_name = "RESULTS")]
    pub(crate) results: PathBuf,

    /// The form.
    #[arg(long, value_name = "FORMAT", value_parser = words::filed)]
    pub(crate) to: Filed,

    /// Write to a file instead of stdout.
    #[arg(long, value_name = "FILE")]
    pub(crate) out: Option<PathBuf>,

    /// The language, if the form speaks several: en or zh.
    #[arg(long, value_name = "LANGUAGE", value_parser = words::language)]
    pub(crate) lang: Option<Language>,

    /// Whether waived findings are told of everywhere.
    #[command(flatten)]
    pub(crate) covered: Covered,
}

/// The arguments of `report decide`.
#[derive(Debug, Args)]
pub(crate) struct Decide {
    /// The results of a run, from `--report json=FILE`.
    #[arg(value_name = "RESULTS")]
    pub(crate) results: PathBuf,

    /// What the decision is about.
    #[arg(value_name = "finding|clause", value_enum, hide_possible_values = true)]
    pub(crate) about: Thing,

    /// Its id, as reports show it.
    #[arg(value_name = "ID")]
    pub(crate) id: String,

    /// What was decided: accepted, rejected, change-software or change-policy.
    #[arg(long, value_name = "DECISION", value_parser = words::decided)]
    pub(crate) decision: Decided,

    /// Who decided.
    #[arg(long, value_name = "NAME")]
    pub(crate) by: String,

    /// Why.
    #[arg(long, value_name = "TEXT")]
    pub(crate) note: Option<String>,

    /// The day of the decision, instead of today.
    #[arg(long, value_name = "DATE", value_parser = words::date)]
    pub(crate) on: Option<Date>,

    /// Whose finding or clause it is, where several policies have one.
    #[arg(long, value_name = "ID")]
    pub(crate) policy: Option<String>,

    /// The file that decisions stand in.
    #[arg(long, value_name = "FILE", default_value = "decisions.yaml")]
    pub(crate) decisions: PathBuf,
}

/// What a decision can be about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Thing {
    /// A finding.
    Finding,
    /// A clause.
    Clause,
}

impl From<Thing> for About {
    fn from(thing: Thing) -> Self {
        match thing {
            Thing::Finding => Self::Finding,
            Thing::Clause => Self::Clause,
        }
    }
}

/// The arguments of `graph`.
#[derive(Debug, Args)]
pub(crate) struct Graph {
    /// What to draw the map around: people, a store, a recipient; or a flow, a datum, a purpose, a feature, of which the
    /// flows are drawn that it takes part in. Without it, the whole map is drawn.
    #[arg(value_name = "ITEM")]
    pub(crate) item: Option<String>,

    /// How many arrows away from the item the map ends.
    #[arg(long, value_name = "NUMBER", default_value_t = 1, requires = "item")]
    pub(crate) around: u8,

    /// The form: svg, dot, mermaid or json.
    #[arg(long, value_name = "FORMAT", value_parser = words::drawing, default_value = "svg")]
    pub(crate) format: Drawing,

    /// Write to a file instead of stdout.
    #[arg(long, value_name = "FILE")]
    pub(crate) out: Option<PathBuf>,

    /// The workspace; the one here if nothing is said.
    #[arg(long = "in", value_name = "FOLDER")]
    pub(crate) folder: Option<PathBuf>,

    /// The language: en or zh. Labels keep their own.
    #[arg(long, value_name = "LANGUAGE", value_parser = words::language, default_value = "en")]
    pub(crate) lang: Language,

    /// The policy packs that are looked in first.
    #[command(flatten)]
    pub(crate) packs: Packs,
}
