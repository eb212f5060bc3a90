//! The one test binary.

mod program;
mod report;
