//! What the documentation says of the program is so.

pub(crate) mod commands;
pub(crate) mod page;
pub(crate) mod session;
