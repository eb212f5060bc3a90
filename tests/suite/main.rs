//! The one test binary.

mod policy;
mod program;
mod report;

