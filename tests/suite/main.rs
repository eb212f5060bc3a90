//! The one test binary.

mod policy;

fn main() {}
