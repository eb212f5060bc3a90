//! Places inside declarations: where a clause stands, so that a finding points at the word that it is about.

use std::sync::{Arc, Mutex, PoisonError};

use rustc_hash::FxHashMap;

use super::facts::Facts;
use super::world::Entity;
use crate::model::Declaration;
use crate::source::{FileId, Sources, Span};
use crate::syntax::parse;
use crate::syntax::tree::{Clause, Tree};
use crate::syntax::words::ClauseWord;

/// The trees that places are looked up in. Without those of the model, the files that somebody points into are read once
/// more: to keep all trees would cost more memory than all the rest of a declaration, and few files have findings.
pub(super) struct Places<'a> {
    sources: &'a Sources,
    trees: &'a [Tree],
    again: Mutex<FxHashMap<FileId, Arc<Tree>>>,
}

impl<'a> Places<'a> {
    pub(super) fn new(sources: &'a Sources, trees: &'a [Tree]) -> Self {
        Self { sources, trees, again: Mutex::default() }
    }

    /// Where a clause of a declaration stands; of a clause that lists data, where it names the datum of `thing`.
    pub(super) fn clause(
        &self,
        facts: &Facts<'_>,
        declaration: Declaration,
        word: ClauseWord,
        thing: Entity,
    ) -> Option<Span> {
        let head = facts.model.head(declaration)?;
        let (number, item) = head.item?;
        let again;
        let tree = match self.trees.get(number as usize) {
            Some(tree) => tree,
            None => {
                again = self.read_again(head.span?.file);
                &*again
            }
        };
        let clause = tree.clauses(tree.items.get(item as usize)?).iter().find(|clause| clause.word == word)?;
        match word {
            ClauseWord::Required | ClauseWord::Optional | ClauseWord::Data => self.datum(facts, tree, clause, thing),
            _ => Some(tree.span(tree.clause_word(clause))),
        }
    }

    fn datum(&self, facts: &Facts<'_>, tree: &Tree, clause: &Clause, thing: Entity) -> Option<Span> {
        let Entity::Flow(flow) = thing else { return None };
        let name = &facts.model.data[facts.field(facts.crossing(flow).datum.0).index()].head.name;
        let text = &self.sources.file(tree.file).text;
        let own = |word: &str| **name == *word || name.rsplit('.').next() == Some(word);
        let atom = tree.atoms(clause).iter().find(|atom| own(atom.word().text(text)))?;
        Some(tree.span(atom.word()))
    }

    fn read_again(&self, file: FileId) -> Arc<Tree> {
        let mut known = self.again.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(known.entry(file).or_insert_with(|| Arc::new(parse(self.sources, file).tree)))
    }
}
