//! Graph and packs to findings, with witnesses.

mod about;
mod claims;
mod compare;
mod data;
mod declared;
mod demands;
mod describe;
mod ends;
mod errors;
pub mod evaluate;
mod facts;
mod features;
pub mod finding;
mod flows;
mod fold;
mod ground;
mod idle;
pub mod identity;
mod limits;
mod lints;
pub mod message;
mod parties;
mod paths;
mod places;
mod findings;
mod run;
mod shapes;
mod sorts;
mod tables;
mod things;
mod truth;
mod waivers;
pub mod walk;
pub mod weigh;
pub mod world;

pub use run::{Applied, Given, Outcome, run};
