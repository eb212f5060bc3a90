//! `candor schema`: prints the JSON Schema of what candor reads or writes.

use candor::configuration;
use candor::report::results;

use crate::arguments::{Described, Schema};
use crate::{Status, output};

/// Runs the command.
pub(crate) fn run(arguments: &Schema) -> Status {
    match arguments.of {
        Described::Results => output::print_or_say(&results::schema()),
        Described::Configuration => output::print_or_say(configuration::SCHEMA),
    }
}
