//! Graph and packs to findings, with witnesses.

mod claims;
mod data;
mod declared;
mod describe;
mod evaluate;
mod facts;
mod features;
pub mod finding;
mod flows;
mod ground;
mod parties;
mod paths;
mod tables;
pub mod world;
