//! `candor policy sign`.

use crate::Status;
use crate::arguments::{Manner, Sign};

/// Runs the command.
pub(crate) fn run(_arguments: &Sign, _manner: &Manner) -> Status {
    Status::Clean
}
