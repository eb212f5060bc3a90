//! The trees of many files, with their lists one behind the other.

use super::rows::Row;
use super::tree::{Atom, Clause, Comment, Item, Tree};

/// Takes trees in, one after another.
#[derive(Debug)]
pub struct Forest {
    trees: Vec<Tree>,
    items: Row<Item>,
    clauses: Row<Clause>,
    atoms: Row<Atom>,
    comments: Row<Comment>,
}

impl Forest {
    /// A forest without trees.
    pub const fn new() -> Self {
        Self { trees: Vec::new(), items: Row::new(), clauses: Row::new(), atoms: Row::new(), comments: Row::new() }
    }

    /// Takes a tree in.
    pub fn add(&mut self, mut tree: Tree) {
        self.items.take(&mut tree.items);
        self.clauses.take(&mut tree.clauses);
        self.atoms.take(&mut tree.atoms);
        self.comments.take(&mut tree.comments);
        self.trees.push(tree);
    }

    /// All trees, in the order in which they came.
    pub fn trees(self) -> Vec<Tree> {
        let (mut items, mut clauses) = (self.items.pieces(), self.clauses.pieces());
        let (mut atoms, mut comments) = (self.atoms.pieces(), self.comments.pieces());
        let mut trees = self.trees;
        for tree in &mut trees {
            tree.items = items.next().unwrap_or_default();
            tree.clauses = clauses.next().unwrap_or_default();
            tree.atoms = atoms.next().unwrap_or_default();
            tree.comments = comments.next().unwrap_or_default();
        }
        trees
    }
}

impl Default for Forest {
    fn default() -> Self {
        Self::new()
    }
}
