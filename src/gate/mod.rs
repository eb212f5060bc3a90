//! What a finding counts for at a gate: a baseline holds what was there when the gate was put up, and a comparison tells
//! what a change adds. Both know a finding again by its identity, and set it apart; neither takes it out of any report.

mod baseline;
mod comparison;
mod errors;
mod item;
mod pairing;

pub use baseline::{Baseline, Entry, State, apply, prune, read, stale, write};
pub use comparison::{Before, Comparison, Fixed, compare};
pub use errors::missing_baseline;
pub use pairing::pair;
