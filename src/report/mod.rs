//! Analysis to bytes, one file per format.
