//! Text to tree. The only place that names pest for flow files.

pub mod tree;
pub mod value;
pub mod words;
