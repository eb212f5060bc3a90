//! The one test binary.

mod format;
mod syntax;
