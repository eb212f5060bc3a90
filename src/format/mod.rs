//! Tree to canonical text. Every comment is kept: one above a clause or at its end moves with it.

mod chunk;
mod gather;
mod layout;

use crate::source::Sources;
use crate::syntax::tree::Tree;

/// The widest line, in columns of a terminal: beyond it a list goes on below, and braces get lines of their own.
const WIDEST: usize = 100;

/// The file laid out as everybody lays it out. `None` if something was reported in it: what is not understood is not
/// rewritten.
pub fn format(sources: &Sources, tree: &Tree) -> Option<String> {
    tree.intact.then(|| layout::lay_out(&sources.file(tree.file).text, tree))
}
