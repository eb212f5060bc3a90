//! Trees to a resolved model with typed ids; no unresolved name survives.

pub mod language;
pub mod vocabulary;

use crate::syntax::words::Keyword;

/// A declaration: what it declares, and its place in the model's list of those.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Declaration {
    /// What it declares; for a flow, its verb.
    pub keyword: Keyword,
    /// Its place in the list of its kind; all seven verbs share the list of flows.
    pub index: u32,
}
