//! Graph and packs to findings, with witnesses.

pub mod world;
pub mod finding;
