//! `candor explain`: tells all about one thing.
