//! `candor policy`: what the author of a policy and its lawyers ask about a pack.

mod coverage;
mod diff;
mod lint;
mod sign;
mod verify;

use crate::Status;
use crate::arguments::{Manner, Policy, PolicyCommand};

/// Runs the command.
pub(crate) fn run(arguments: &Policy, manner: &Manner) -> Status {
    match &arguments.command {
        PolicyCommand::Coverage(coverage) => coverage::run(coverage, manner),
        PolicyCommand::Lint(lint) => lint::run(lint, manner),
        PolicyCommand::Verify(verify) => verify::run(verify, manner),
        PolicyCommand::Diff(diff) => diff::run(diff, manner),
        PolicyCommand::Sign(sign) => sign::run(sign, manner),
    }
}
