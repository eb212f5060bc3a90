//! Graph and packs to findings, with witnesses.

mod compare;
pub mod evaluate;
mod truth;
pub mod walk;
pub mod world;
pub mod finding;
