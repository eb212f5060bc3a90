//! YAML to a typed pack: vocabulary, clauses, exceptions, rules. The only place that names the YAML crate.

mod clauses;
pub mod difference;
mod embedded;
pub(crate) mod engine;
mod errors;
mod examples;
pub mod facts;
mod fingerprint;
mod grammar;
mod header;
mod load;
pub mod pack;
mod part;
mod patterns;
mod place;
mod polarity;
mod predicate;
pub(crate) mod readback;
mod reader;
mod reference;
pub mod rule;
mod rules;
mod same_as;
mod sentence;
pub mod signature;
mod tables;
mod vocabulary;
pub mod yaml;

pub use embedded::{Embedded, embedded, without_examples};
pub use engine::is_engine_table;
pub use fingerprint::fingerprint;
pub(crate) use fingerprint::{written_excuse, written_sentence, written_variables};
pub use load::{Loaded, load};
pub use readback::read_back;
pub(crate) use rules::is_about_text;
pub use same_as::{counterparts, unknown_counterparts};
