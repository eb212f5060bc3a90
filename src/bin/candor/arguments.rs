//! What stands on the command line.

mod ask;
mod change;
mod check;
mod fmt;
mod groups;
mod policy;
mod report;
mod setup;
mod words;

use candor::report::Verbosity;
use clap::{Args, Parser, Subcommand, ValueEnum};

pub(crate) use ask::{Explain, Rules, Why};
pub(crate) use change::{Baseline, BaselineCommand, Diff, DiffFormat, WaiverList, Waivers, WaiversCommand};
pub(crate) use check::{Check, DEFAULT_FAIL_ON};
pub(crate) use fmt::Fmt;
pub(crate) use groups::ListFormat;
pub(crate) use policy::{Coverage, Lint, PackDiff, Policy, PolicyCommand, Sign, Test, Verify};
pub(crate) use report::{Decide, Graph, Render, Report, ReportCommand};
pub(crate) use setup::{Completions, Described, Init, Man, Schema};
pub(crate) use words::calendar_day;

/// Hold what software does with personal data against what its privacy policy promised.
///
/// Without a command, `candor` checks the workspace it stands in.
#[derive(Debug, Parser)]
#[command(name = "candor", version, subcommand_precedence_over_arg = true, after_help = EXIT_CODES)]
pub(crate) struct Arguments {
    /// What to do; `check` if nothing is said.
    #[command(subcommand)]
    pub(crate) command: Option<Command>,

    /// For `check`, which is what happens without a command.
    #[command(flatten)]
    pub(crate) check: Check,

    /// For every command.
    #[command(flatten)]
    pub(crate) manner: Manner,
}

const EXIT_CODES: &str = "\
Exit status: 0 if everything was checked and nothing reached --fail-on, 1 if something did, \
2 if not everything could be checked.";

/// How the program talks, whatever it does.
#[derive(Debug, Args)]
pub(crate) struct Manner {
    /// Colour: `auto` follows the terminal, NO_COLOR and CLICOLOR_FORCE.
    #[arg(long, value_enum, default_value_t = Colour::Auto, value_name = "WHEN", global = true)]
    pub(crate) color: Colour,

    /// Say less: findings only.
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    quiet: bool,

    /// Say more: name what was not checked.
    #[arg(short, long, global = true)]
    verbose: bool,
}

impl Manner {
    /// How much is told.
    pub(crate) fn verbosity(&self) -> Verbosity {
        match (self.quiet, self.verbose) {
            (true, _) => Verbosity::Quiet,
            (false, true) => Verbosity::Verbose,
            (false, false) => Verbosity::Normal,
        }
    }
}

/// When to use colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Colour {
    /// Where the reader can show them.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// One command each.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Check flows against the policy that their system follows.
    Check(Check),
    /// Bring flow files into the one layout.
    Fmt(Fmt),
    /// Tell all about a code, a rule, a clause of the policy, or a declaration of the workspace.
    Explain(Explain),
    /// Tell why something is no finding, or why it is one.
    Why(Why),
    /// List the rules of the policies.
    Rules(Rules),
    /// Try the examples of policy packs.
    Test(Test),
    /// Look after policy packs: what they leave open, what covers each clause, who has signed.
    Policy(Policy),
    /// Tell what a change of flows means: what it widens, what it narrows.
    Diff(Diff),
    /// Keep what was found when a gate was put up from failing it.
    Baseline(Baseline),
    /// Tell what is waived: by whom, until when, and why.
    Waivers(Waivers),
    /// Make reports from the results of a run.
    Report(Report),
    /// Draw the data map: who hands data to whom, whole or around one item.
    Graph(Graph),
    /// Write a first small workspace, or what calls candor in a hook or a pipeline.
    Init(Init),
    /// Print the JSON Schema of what candor reads or writes.
    Schema(Schema),
    /// Print completions for a shell.
    Completions(Completions),
    /// Print the page of the manual, or write those of all commands to a folder.
    Man(Man),
}

impl Command {
    /// The words for the commands, to suggest one.
    pub(crate) const WORDS: [&str; 16] = [
        "check",
        "fmt",
        "explain",
        "why",
        "rules",
        "test",
        "policy",
        "diff",
        "baseline",
        "waivers",
        "report",
        "graph",
        "init",
        "schema",
        "completions",
        "man",
    ];
}
