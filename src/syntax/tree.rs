//! The tree of a flow file: four flat lists, so that a million flows cost few allocations. Comments are kept beside
//! the tree, by offset.

use std::ops::Range;

use super::read::{read, read_again};
use super::rows::Rows;
use super::value::Value;
use super::words::{ClauseWord, Keyword};
use crate::source::{FileId, Span};

/// A word or a string in the text, by its bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Word {
    /// The first byte.
    pub start: u32,
    /// The byte after the last.
    pub end: u32,
}

/// One piece of a clause's value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Atom {
    /// A plain word: a name, a number, a date, a clause id.
    Word(Word),
    /// A string with its quotes.
    String(Word),
    /// A comma.
    Comma(Word),
}

/// `keyword value …` inside a declaration's braces.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clause {
    /// Which clause it is.
    pub word: ClauseWord,
    /// Where its keyword stands.
    pub keyword: Word,
    /// Its value, in [`Tree::atoms`].
    pub atoms: Range<u32>,
}

/// One declaration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// What is declared.
    pub keyword: Keyword,
    /// Where its keyword stands.
    pub keyword_word: Word,
    /// Its name, without the module.
    pub name: Word,
    /// Its classes, words in [`Tree::atoms`] (commas left out).
    pub classes: Range<u32>,
    /// Its label, with quotes.
    pub label: Option<Word>,
    /// Whether it has braces.
    pub has_body: bool,
    /// Its clauses, in [`Tree::clauses`].
    pub clauses: Range<u32>,
    /// From its keyword to its closing brace or last word.
    pub span: Word,
    /// A fault was reported in it: its name is known, and nothing else about it is to be trusted.
    pub faulty: bool,
}

/// A `#` comment, from its sign to the end of its line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Comment {
    /// Its bytes, without the line break.
    pub word: Word,
    /// Whether it begins with `##` and so documents the declaration below it.
    pub documents: bool,
}

/// A parsed file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tree {
    /// The file it was read from.
    pub file: FileId,
    /// The name after `module`, if the file says one.
    pub module: Option<Word>,
    /// The declarations, in the order of the text.
    pub items: Rows<Item>,
    /// The clauses of all declarations.
    pub clauses: Rows<Clause>,
    /// The atoms of all clauses and classes.
    pub atoms: Rows<Atom>,
    /// All comments, in the order of the text.
    pub comments: Rows<Comment>,
    /// Nothing was reported in the file: the tree says all that the text says, so the text may be laid out anew.
    pub intact: bool,
}

impl Tree {
    /// A tree of nothing.
    pub fn empty(file: FileId) -> Self {
        Self {
            file,
            module: None,
            items: Rows::new(),
            clauses: Rows::new(),
            atoms: Rows::new(),
            comments: Rows::new(),
            intact: true,
        }
    }

    /// Where a word stands.
    pub fn span(&self, word: Word) -> Span {
        Span::new(self.file, word.start..word.end)
    }

    /// The clauses of a declaration.
    pub fn clauses(&self, item: &Item) -> &[Clause] {
        &self.clauses[item.clauses.start as usize..item.clauses.end as usize]
    }

    /// The classes of a declaration.
    pub fn classes(&self, item: &Item) -> impl Iterator<Item = Word> + '_ {
        self.atoms[item.classes.start as usize..item.classes.end as usize].iter().map(|atom| atom.word())
    }

    /// The value of a clause.
    pub fn atoms(&self, clause: &Clause) -> &[Atom] {
        &self.atoms[clause.atoms.start as usize..clause.atoms.end as usize]
    }

    /// What a clause says. `text` is the text of the file. Of a declaration without fault every clause has a value.
    pub fn value(&self, text: &str, item: &Item, clause: &Clause) -> Option<Value> {
        let rule = item.keyword.clause(clause.word)?;
        if item.faulty {
            read(text, rule.shape, self.atoms(clause))
        } else {
            read_again(text, rule.shape, self.atoms(clause))
        }
        .ok()
    }

    /// From a clause's keyword to the last word of its value.
    pub fn clause_word(&self, clause: &Clause) -> Word {
        let end = self.atoms(clause).last().map_or(clause.keyword.end, |atom| atom.word().end);
        Word { start: clause.keyword.start, end }
    }
}

impl Word {
    /// The word's text in the text of its file.
    pub fn text(self, text: &str) -> &str {
        &text[self.start as usize..self.end as usize]
    }
}

impl Atom {
    /// Where the atom stands.
    pub fn word(&self) -> Word {
        match *self {
            Self::Word(word) | Self::String(word) | Self::Comma(word) => word,
        }
    }
}
