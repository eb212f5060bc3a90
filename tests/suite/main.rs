//! The one test binary.
#![expect(clippy::expect_used, clippy::panic, reason = "a test says what it takes for granted, and fails by panicking")]

mod agreement;
mod audit;
mod browser;
mod check;
mod chinese;
mod closed;
mod conformance;
mod decisions;
mod docs;
mod evaluator;
mod mutation;
mod oracle;
mod policy;
mod properties;
mod sixteen;
mod architecture;
mod difference;
mod explain;
mod gate;
mod fuzz;
mod language;
mod generated;
mod program;
mod readme;
mod together;
mod report;
mod hooks;
mod staged;

mod format;
mod syntax;
mod trial;
mod why;
