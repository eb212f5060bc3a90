//! `candor completions`: what a shell needs to complete commands and flags.

use clap::CommandFactory;
use clap_complete::generate;

use crate::arguments::{Arguments, Completions};
use crate::{Status, output};

/// Runs the command.
pub(crate) fn run(arguments: &Completions) -> Status {
    let mut script = Vec::new();
    generate(arguments.shell, &mut Arguments::command(), "candor", &mut script);
    output::print_or_say(&script)
}
