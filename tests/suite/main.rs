//! The one test binary.

mod policy;

