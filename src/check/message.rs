//! Messages of findings: the rule's text with the names of what it is bound to.

use super::world::{Entity, World};
use crate::policy::pack::Pack;
use crate::policy::rule::{Message, Part, Piece};

/// What a message cannot find out by itself.
pub struct Words<'a> {
    pub path: &'a str,
    pub missing: &'a [String],
}

pub fn failing<W: World>(_: &W, _: &Pack, _: &Part, _: &[Entity]) -> Vec<String> { Vec::new() }

pub fn render<W: World>(_: &W, _: &Pack, message: &Message, _: &[Entity], words: &Words<'_>) -> String {
    message.pieces.iter().map(|piece| match piece {
        Piece::Text(text) => text.clone(),
        Piece::Path => words.path.to_owned(),
        _ => "…".to_owned(),
    }).collect()
}
