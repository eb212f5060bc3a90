//! YAML to a typed pack: vocabulary, clauses, exceptions, rules. The only place that names the YAML crate.

pub mod facts;
pub mod pack;
pub mod rule;
