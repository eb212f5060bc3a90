//! Tree to canonical text. Every comment is kept: one above a clause or at its end moves with it.

mod chunk;
mod layout;

use crate::source::Sources;
use crate::syntax::tree::Tree;

/// The widest line, in columns of a terminal, before a list goes on below.
const WIDEST: usize = 100;

/// The widest declaration that stands on one line with its braces.
const WIDEST_ON_ONE_LINE: usize = 80;

/// The file laid out as everybody lays it out. `None` if something was reported in it: what is not understood is not
/// rewritten.
pub fn format(sources: &Sources, tree: &Tree) -> Option<String> {
    tree.intact.then(|| layout::lay_out(&sources.file(tree.file).text, tree))
}
