//! What stands on the command line.

use std::path::PathBuf;

use candor::configuration::FailOn;
use candor::diagnostic::{Language, Severity};
use candor::report::map::Drawing;
use candor::report::results::{About, Decided};
use candor::report::{Filed, Format, Verbosity};
use candor::syntax::value::Date;
use clap::{ArgGroup, Args, Parser, Subcommand, ValueEnum};

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
    #[arg(long, value_name = "FORMAT", value_parser = format)]
    pub(crate) format: Option<Format>,

    /// Write a report to a file besides; may stand several times.
    #[arg(long = "report", value_name = "FORMAT=FILE", value_parser = report)]
    pub(crate) reports: Vec<(Format, PathBuf)>,

    /// The language of reports that speak several: en or zh.
    #[arg(long, value_name = "LANGUAGE", value_parser = language)]
    pub(crate) lang: Option<Language>,

    /// Have sarif, github, gitlab and rdjson tell of waived and baselined findings, too.
    #[arg(long)]
    pub(crate) with_waived: bool,

    /// Write a summary for the page of a GitHub run to a file; without a name, to the one that GitHub names.
    #[arg(long, value_name = "FILE", num_args = 0..=1, require_equals = true)]
    pub(crate) github_summary: Option<Option<PathBuf>>,

    /// The weight from which on a finding fails the run: error, warning, info or never.
    #[arg(long, value_name = "SEVERITY", value_parser = fail_on)]
    pub(crate) fail_on: Option<FailOn>,

    /// The day that counts as today for waivers, evidence and agreements.
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub(crate) as_of: Option<Date>,

    /// A policy pack to look in first: a folder, or the id of an embedded one.
    #[arg(long = "policy", value_name = "PATH|ID")]
    pub(crate) policies: Vec<String>,

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

/// The arguments of `explain`.
#[derive(Debug, Args)]
pub(crate) struct Explain {
    /// A code (`syntax/unknown-clause`), a rule (`consent/prior`), a clause (`2.8.1-b`) or a declaration.
    #[arg(value_name = "CODE|RULE|CLAUSE|FLOW")]
    pub(crate) subject: String,

    /// The language: en or zh.
    #[arg(long, value_name = "LANGUAGE", value_parser = language, default_value = "en")]
    pub(crate) lang: Language,

    /// A policy pack to look in first: a folder, or the id of an embedded one.
    #[arg(long = "policy", value_name = "PATH|ID")]
    pub(crate) policies: Vec<String>,
}

/// The arguments of `why`.
#[derive(Debug, Args)]
pub(crate) struct Why {
    /// Flows, data, stores, recipients or anything else declared: what concerns all of them. A rule or a clause among
    /// them narrows the answer.
    #[arg(value_name = "NAME", required = true)]
    pub(crate) subjects: Vec<String>,

    /// The form: human or json.
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t = ListFormat::Human)]
    pub(crate) format: ListFormat,

    /// The day that counts as today for waivers, evidence and agreements.
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub(crate) as_of: Option<Date>,

    /// A policy pack to look in first: a folder, or the id of an embedded one.
    #[arg(long = "policy", value_name = "PATH|ID")]
    pub(crate) policies: Vec<String>,

    /// The folder of the workspace, instead of the current one.
    #[arg(long = "in", value_name = "PATH", default_value = ".")]
    pub(crate) folder: PathBuf,
}

/// The arguments of `rules`.
#[derive(Debug, Args)]
pub(crate) struct Rules {
    /// The language: en or zh.
    #[arg(long, value_name = "LANGUAGE", value_parser = language, default_value = "en")]
    pub(crate) lang: Language,

    /// The form: human or json.
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t = ListFormat::Human)]
    pub(crate) format: ListFormat,

    /// A policy pack: a folder, or the id of an embedded one. Without it, those of the workspace or all embedded ones.
    #[arg(long = "policy", value_name = "PATH|ID")]
    pub(crate) policies: Vec<String>,
}

/// The form of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ListFormat {
    /// For people.
    Human,
    /// For programs.
    Json,
}

/// The arguments of `test`.
#[derive(Debug, Args)]
pub(crate) struct Test {
    /// Policy packs: folders, or ids of embedded ones. Without any, those of the workspace or all embedded ones.
    #[arg(value_name = "PATH|ID")]
    pub(crate) policies: Vec<String>,

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
    /// The language: en or zh.
    #[arg(long, value_name = "LANGUAGE", value_parser = language, default_value = "en")]
    pub(crate) lang: Language,

    /// Policy packs: folders, or ids of embedded ones. Without any, those of the workspace or all embedded ones.
    #[arg(value_name = "PATH|ID")]
    pub(crate) policies: Vec<String>,

    /// The form: human or json.
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t = ListFormat::Human)]
    pub(crate) format: ListFormat,
}

/// The arguments of `policy lint`.
#[derive(Debug, Args)]
pub(crate) struct Lint {
    /// Policy packs: folders, or ids of embedded ones. Without any, those of the workspace or all embedded ones.
    #[arg(value_name = "PATH|ID")]
    pub(crate) policies: Vec<String>,

    /// The form: human or json.
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t = ListFormat::Human)]
    pub(crate) format: ListFormat,
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

    /// The form: human or json.
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t = ListFormat::Human)]
    pub(crate) format: ListFormat,
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
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub(crate) on: Option<Date>,
}

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

    /// A policy pack to look in first: a folder, or the id of an embedded one.
    #[arg(long = "policy", value_name = "PATH|ID")]
    pub(crate) policies: Vec<String>,
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

    /// The day that counts as today for waivers, evidence and agreements.
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub(crate) as_of: Option<Date>,

    /// A policy pack to look in first: a folder, or the id of an embedded one.
    #[arg(long = "policy", value_name = "PATH|ID")]
    pub(crate) policies: Vec<String>,
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
    #[arg(long, value_name = "TIME", value_parser = days)]
    pub(crate) expiring_in: Option<u32>,

    /// The form: human or json.
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t = ListFormat::Human)]
    pub(crate) format: ListFormat,

    /// The day that counts as today.
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub(crate) as_of: Option<Date>,

    /// A policy pack to look in first: a folder, or the id of an embedded one.
    #[arg(long = "policy", value_name = "PATH|ID")]
    pub(crate) policies: Vec<String>,
}

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
    #[arg(long, value_name = "FORMAT", value_parser = filed)]
    pub(crate) to: Filed,

    /// Write to a file instead of stdout.
    #[arg(long, value_name = "FILE")]
    pub(crate) out: Option<PathBuf>,

    /// The language, if the form speaks several: en or zh.
    #[arg(long, value_name = "LANGUAGE", value_parser = language)]
    pub(crate) lang: Option<Language>,

    /// Have sarif, github, gitlab and rdjson tell of waived and baselined findings, too.
    #[arg(long)]
    pub(crate) with_waived: bool,
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
    #[arg(long, value_name = "DECISION", value_parser = decided)]
    pub(crate) decision: Decided,

    /// Who decided.
    #[arg(long, value_name = "NAME")]
    pub(crate) by: String,

    /// Why.
    #[arg(long, value_name = "TEXT")]
    pub(crate) note: Option<String>,

    /// The day of the decision, instead of today.
    #[arg(long, value_name = "DATE", value_parser = date)]
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
    #[arg(long, value_name = "FORMAT", value_parser = drawing, default_value = "svg")]
    pub(crate) format: Drawing,

    /// Write to a file instead of stdout.
    #[arg(long, value_name = "FILE")]
    pub(crate) out: Option<PathBuf>,

    /// The workspace; the one here if nothing is said.
    #[arg(long = "in", value_name = "FOLDER")]
    pub(crate) folder: Option<PathBuf>,

    /// The language: en or zh. Labels keep their own.
    #[arg(long, value_name = "LANGUAGE", value_parser = language, default_value = "en")]
    pub(crate) lang: Language,

    /// A policy pack to look in first: a folder, or the id of an embedded one.
    #[arg(long = "policy", value_name = "PATH|ID")]
    pub(crate) policies: Vec<String>,
}

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

fn format(word: &str) -> Result<Format, String> {
    Format::from_word(word).ok_or_else(|| expected(word, &Format::words()))
}

fn filed(word: &str) -> Result<Filed, String> {
    match format(word)? {
        Format::Filed(filed) => Ok(filed),
        Format::Human => Err("`human` shows the text of the flows, which only `candor check` has at hand".to_owned()),
    }
}

fn report(word: &str) -> Result<(Format, PathBuf), String> {
    let (name, path) =
        word.split_once('=').ok_or_else(|| "a report is FORMAT=FILE, like json=report.json".to_owned())?;
    if path.is_empty() {
        return Err("the name of the file is missing after `=`".to_owned());
    }
    Ok((format(name)?, PathBuf::from(path)))
}

fn drawing(word: &str) -> Result<Drawing, String> {
    Drawing::from_word(word).ok_or_else(|| expected(word, &Drawing::ALL.map(Drawing::word)))
}

fn decided(word: &str) -> Result<Decided, String> {
    Decided::from_word(word).ok_or_else(|| expected(word, &Decided::ALL.map(Decided::word)))
}

fn language(word: &str) -> Result<Language, String> {
    Language::from_word(word).ok_or_else(|| expected(word, &Language::CODES))
}

fn fail_on(word: &str) -> Result<FailOn, String> {
    FailOn::from_word(word).ok_or_else(|| expected(word, &FailOn::WORDS))
}

/// `30d` or `6w`, in days.
fn days(word: &str) -> Result<u32, String> {
    let units = [("d", 1), ("w", 7)];
    let read =
        units.into_iter().find_map(|(unit, days)| word.strip_suffix(unit)?.parse::<u32>().ok()?.checked_mul(days));
    read.ok_or_else(|| "a time is a number of days or weeks, like 30d or 6w".to_owned())
}

fn date(word: &str) -> Result<Date, String> {
    let day: jiff::civil::Date = word.parse().map_err(|_| "a date is YYYY-MM-DD, and the day must exist".to_owned())?;
    calendar_day(day).ok_or_else(|| "a date lies between the years 0 and 9999".to_owned())
}

/// A day of the calendar as the library knows it.
pub(crate) fn calendar_day(day: jiff::civil::Date) -> Option<Date> {
    let year = u16::try_from(day.year()).ok()?;
    Some(Date { year, month: day.month().unsigned_abs(), day: day.day().unsigned_abs() })
}

fn expected(word: &str, words: &[&str]) -> String {
    let near = candor::diagnostic::did_you_mean(word, words.iter().copied());
    near.map_or_else(|| format!("it can be {}", words.join(", ")), |near| near.english().to_owned())
}

/// The heaviest weight that does not fail a run by itself; what `--fail-on` is if nobody says it.
pub(crate) const DEFAULT_FAIL_ON: FailOn = FailOn::Severity(Severity::Error);
