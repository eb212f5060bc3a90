//! The comments of a file, each given to the part it belongs to: so they move with it.

use std::ops::Range;

use super::chunk::{self, Chunk, on_one_line};
use crate::syntax::tree::{Clause, Item, Tree, Word};

/// Something at the margin, with its comments.
pub(super) struct Entry<'a> {
    /// Comments above it, each on a line of its own.
    pub(super) above: Range<usize>,
    /// From its keyword to its end.
    pub(super) word: Word,
    pub(super) kind: EntryKind<'a>,
    /// The comment at the end of its last line.
    pub(super) after: Option<Word>,
}

/// What stands at the margin.
pub(super) enum EntryKind<'a> {
    /// The name of the module.
    Module(Word),
    Declaration(Declaration<'a>),
}

/// A declaration's parts.
pub(super) struct Declaration<'a> {
    pub(super) item: &'a Item,
    pub(super) classes: Vec<Chunk>,
    /// The comment behind the `{`.
    pub(super) after_brace: Option<Word>,
    /// The clauses, in canonical order.
    pub(super) clauses: Vec<Part<'a>>,
    /// Comments above the `}`.
    pub(super) below: Range<usize>,
}

/// A clause with its comments.
pub(super) struct Part<'a> {
    pub(super) clause: &'a Clause,
    pub(super) above: Range<usize>,
    pub(super) value: Vec<Chunk>,
    pub(super) after: Option<Word>,
    /// Its place in the canonical order.
    rank: usize,
}

/// Reads a tree and gives each comment to its part. Comments are given in the order of the text.
pub(super) struct Gatherer<'a> {
    text: &'a str,
    tree: &'a Tree,
    /// The first comment that is not given yet.
    next: usize,
}

impl<'a> Gatherer<'a> {
    pub(super) fn new(text: &'a str, tree: &'a Tree) -> Self {
        Self { text, tree, next: 0 }
    }

    /// Everything at the margin, and the comments below it.
    pub(super) fn gather(mut self) -> (Vec<Entry<'a>>, Range<usize>) {
        let mut entries: Vec<Entry<'a>> = self.tree.module.iter().map(|name| self.module(*name)).collect();
        entries.extend(self.tree.items.iter().map(|item| self.item(item)));
        let below = self.before(u32::MAX);
        (entries, below)
    }

    /// The comments that stand before `end`.
    fn before(&mut self, end: u32) -> Range<usize> {
        let start = self.next;
        self.next += self.tree.comments[start..].partition_point(|comment| comment.word.start < end);
        start..self.next
    }

    /// The comment before `limit` on the line of something that ends at `end`, if there is one.
    fn after(&mut self, end: u32, limit: u32) -> Option<Word> {
        let comment = self.tree.comments.get(self.next)?.word;
        if comment.start >= limit || !on_one_line(self.text, end, comment.start) {
            return None;
        }
        self.next += 1;
        Some(comment)
    }

    fn module(&mut self, name: Word) -> Entry<'a> {
        let above = self.before(name.start);
        Entry { above, word: name, kind: EntryKind::Module(name), after: self.after(name.end, u32::MAX) }
    }

    fn item(&mut self, item: &'a Item) -> Entry<'a> {
        let above = self.before(item.span.start);
        let kind = EntryKind::Declaration(self.declaration(item));
        Entry { above, word: item.span, kind, after: self.after(item.span.end, u32::MAX) }
    }

    fn declaration(&mut self, item: &'a Item) -> Declaration<'a> {
        let classes: Vec<Word> = self.tree.classes(item).collect();
        let classes_end = classes.last().map_or(item.name.end, |class| class.end);
        let within = self.before(classes_end);
        let classes = chunk::of_classes(self.text, self.tree, &classes, within);
        let header_end = item.label.map_or(classes_end, |label| label.end);
        let clauses = self.tree.clauses(item);
        let first_clause = clauses.first().map_or(item.span.end, |clause| clause.keyword.start);
        let after_brace = self.after(header_end, first_clause);
        let mut clauses: Vec<Part<'a>> = clauses.iter().map(|clause| self.clause(item, clause)).collect();
        clauses.sort_by_key(|part| part.rank);
        Declaration { item, classes, after_brace, clauses, below: self.before(item.span.end) }
    }

    fn clause(&mut self, item: &Item, clause: &'a Clause) -> Part<'a> {
        let word = self.tree.clause_word(clause);
        let above = self.before(word.start);
        let within = self.before(word.end);
        let value = chunk::of_value(self.text, self.tree, self.tree.atoms(clause), within);
        let rules = item.keyword.clauses();
        let rank = rules.iter().position(|rule| rule.word == clause.word).unwrap_or(rules.len());
        Part { clause, above, value, after: self.after(word.end, item.span.end), rank }
    }
}

impl Declaration<'_> {
    /// Whether no comment stands in it, so that it may stand on one line.
    pub(super) fn is_plain(&self) -> bool {
        let plain_clause =
            |part: &Part<'_>| part.above.is_empty() && part.after.is_none() && chunk::are_plain(&part.value);
        chunk::are_plain(&self.classes)
            && self.after_brace.is_none()
            && self.below.is_empty()
            && self.clauses.iter().all(plain_clause)
    }
}
