//! The program: everything that touches process, disk, clock or terminal. The library does the rest.

mod arguments;
mod commands;
mod files;
mod git;
mod output;
mod packs;
mod progress;
mod reading;
mod workspace;

use std::process::ExitCode;

use clap::error::ErrorKind;
use clap::{CommandFactory, Parser};

use self::arguments::{Arguments, Check, Command};

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let manner = &arguments.manner;
    let status = match &arguments.command {
        Some(_) if arguments.check != Check::default() => misplaced(),
        None => commands::check::run(&arguments.check, manner),
        Some(Command::Check(check)) => commands::check::run(check, manner),
        Some(Command::Fmt(fmt)) => commands::fmt::run(fmt, manner),
        Some(Command::Explain(explain)) => commands::explain::run(explain, manner),
        Some(Command::Why(why)) => commands::why::run(why, manner),
        Some(Command::Rules(rules)) => commands::rules::run(rules, manner),
        Some(Command::Test(test)) => commands::test::run(test, manner),
        Some(Command::Policy(policy)) => commands::policy::run(policy, manner),
        Some(Command::Report(report)) => commands::report::run(report, manner),
        Some(Command::Graph(graph)) => commands::graph::run(graph, manner),
        Some(Command::Init(init)) => commands::init::run(init),
        Some(Command::Schema(schema)) => commands::schema::run(schema),
        Some(Command::Completions(completions)) => commands::completions::run(completions),
        Some(Command::Man(man)) => commands::man::run(man),
    };
    status.into()
}

/// Arguments of `check` before another command would be dropped in silence.
fn misplaced() -> Status {
    let message = "the arguments of a command stand after it";
    Arguments::command().error(ErrorKind::ArgumentConflict, message).exit()
}

/// How a run ended; the same for every command and format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Status {
    /// Everything was done, and nothing is to be said against it.
    Clean,
    /// Everything was done, and something was found.
    Found,
    /// Not everything could be done.
    Incomplete,
}

impl From<Status> for ExitCode {
    fn from(status: Status) -> Self {
        Self::from(match status {
            Status::Clean => 0,
            Status::Found => 1,
            Status::Incomplete => 2,
        })
    }
}
