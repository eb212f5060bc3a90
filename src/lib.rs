//! candor holds what software does with personal data against what its privacy policy promised.
pub mod source;
pub mod diagnostic;
pub mod syntax;
pub mod format;
pub mod model;
pub mod graph;
pub mod policy;
pub mod check;
pub mod analysis;
pub mod trial;
pub mod explain;
pub mod report;
pub mod configuration;
