//! The one test binary.

mod evaluator;
mod policy;
mod program;
mod report;

mod format;
mod syntax;
mod trial;
