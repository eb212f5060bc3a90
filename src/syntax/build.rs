//! What the grammar found, made into a tree: words become keywords and clauses, and what does not fit the tables of
//! `words.rs` is reported, once for each declaration.

use super::errors;
use super::header::{Header, Sign, check_name};
use super::read::read;
use super::tree::{Atom, Clause, Comment, Item, Tree, Word};
use super::words::{ClauseRule, ClauseWord, Keyword, MODULE};
use crate::diagnostic::{Diagnostic, nearest};
use crate::source::FileId;

/// How many errors of one file are shown: beyond that it is no flow file, and memory has an end.
const MOST_ERRORS: usize = 1000;

/// Fills a tree, declaration by declaration.
pub(super) struct Builder<'a> {
    text: &'a str,
    tree: Tree,
    diagnostics: Vec<Diagnostic>,
    /// The signs of the declaration's first line.
    header: Vec<Sign>,
    open: Open,
    /// Whether what was read last is a clause that stands outside a declaration.
    outside: bool,
}

/// The declaration that is being read.
#[derive(Debug, Clone, Default)]
struct Open {
    keyword_word: Word,
    /// What it declares, as far as that can be told.
    keyword: Option<Keyword>,
    is_module: bool,
    faulty: bool,
    has_body: bool,
    header: Header,
    classes: (u32, u32),
    first_clause: usize,
    /// The clauses seen, each a bit at its place in the keyword's table.
    seen: u32,
    /// Where in the table the next clause is looked for first: most authors keep the order.
    cursor: usize,
    clause: Option<OpenClause>,
    /// The byte after its last sign.
    end: u32,
}

/// The clause that is being read.
#[derive(Debug, Clone, Copy)]
struct OpenClause {
    keyword: Word,
    first_atom: u32,
    /// What the tables say of it, if it may stand here.
    rule: Option<&'static ClauseRule>,
}

impl<'a> Builder<'a> {
    pub(super) fn new(file: FileId, text: &'a str) -> Self {
        let tree = Tree::empty(file);
        Self { text, tree, diagnostics: Vec::new(), header: Vec::new(), open: Open::default(), outside: false }
    }

    /// The tree, and what is to be said of it.
    pub(super) fn finish(self) -> (Tree, Vec<Diagnostic>) {
        (self.tree, self.diagnostics)
    }

    /// The first place from `offset` on at which a character ends.
    pub(super) fn boundary(&self, offset: usize) -> usize {
        (offset..self.text.len()).find(|at| self.text.is_char_boundary(*at)).unwrap_or(self.text.len())
    }

    /// Whether no more errors are shown.
    pub(super) fn is_full(&self) -> bool {
        self.diagnostics.len() > MOST_ERRORS
    }

    /// Says something that belongs to no declaration.
    pub(super) fn report(&mut self, diagnostic: Diagnostic) {
        self.tree.intact = false;
        match self.diagnostics.len() {
            0..MOST_ERRORS => self.diagnostics.push(diagnostic),
            MOST_ERRORS => self.diagnostics.push(errors::too_many(diagnostic.span(), MOST_ERRORS)),
            _ => {}
        }
    }

    /// Says something of the declaration that is being read, unless something was said of it already.
    fn fault(&mut self, diagnostic: Diagnostic) {
        if !std::mem::replace(&mut self.open.faulty, true) {
            self.report(diagnostic);
        }
    }

    pub(super) fn comment(&mut self, word: Word) {
        let comment = word.text(self.text).trim_end();
        let documents = comment.starts_with("##");
        self.tree.comments.push(Comment { word: Word { end: word.start + comment.len() as u32, ..word }, documents });
    }

    /// A declaration begins. `fault` is what is already known to be wrong with it.
    pub(super) fn declaration(&mut self, keyword: Word, fault: Option<Diagnostic>) {
        let text = keyword.text(self.text);
        self.header.clear();
        self.open = Open {
            keyword_word: keyword,
            keyword: Keyword::from_text(text),
            is_module: text == MODULE,
            first_clause: self.tree.clauses.len(),
            end: keyword.end,
            ..Open::default()
        };
        if let Some(fault) = fault {
            self.fault(fault);
        }
        if self.open.keyword.is_none() && !self.open.is_module {
            self.unknown_keyword(text);
        } else {
            self.outside = false;
        }
    }

    fn unknown_keyword(&mut self, text: &str) {
        if self.is_full() {
            return self.open.faulty = true;
        }
        let span = self.tree.span(self.open.keyword_word);
        if let Some(clause) = ClauseWord::from_text(text) {
            // One forgotten brace leaves all clauses of a declaration outside: that is one error.
            let is_first = !std::mem::replace(&mut self.outside, true);
            return if is_first { self.fault(errors::clause_outside(span, clause)) } else { self.open.faulty = true };
        }
        let near = nearest(text, Keyword::ALL.iter().map(|keyword| keyword.text()).chain([MODULE]));
        self.open.keyword = near.and_then(Keyword::from_text);
        self.fault(errors::unknown_declaration(span, text, near));
    }

    /// A sign of the first line or of the clause that is being read.
    pub(super) fn sign(&mut self, sign: Sign) {
        self.open.end = sign.word().end;
        match (self.open.clause, sign) {
            (Some(_), Sign::Atom(atom)) => self.tree.atoms.push(atom),
            (Some(_), Sign::Colon(_)) => {}
            (None, sign) => self.header.push(sign),
        }
    }

    /// The braces open.
    pub(super) fn body(&mut self) {
        self.open.has_body = true;
        self.finish_header();
    }

    /// The braces close.
    pub(super) fn body_end(&mut self, end: u32) {
        self.finish_clause();
        self.open.end = end;
    }

    fn finish_header(&mut self) {
        let Some(keyword) = self.open.keyword else { return };
        let header = Header::read(self.text, keyword, &self.header);
        let first = self.tree.atoms.len() as u32;
        self.tree.atoms.extend(header.classes.iter().map(|class| Atom::Word(*class)));
        self.open.classes = (first, self.tree.atoms.len() as u32);
        if let Some(fault) = header.fault {
            self.fault(errors::header(&self.tree, self.text, keyword, self.open.keyword_word, fault));
        }
        self.open.header = header;
    }

    /// A clause begins.
    pub(super) fn clause(&mut self, keyword: Word) {
        self.finish_clause();
        self.open.end = keyword.end;
        let rule = self.open.keyword.and_then(|declaration| self.find_clause(declaration, keyword));
        self.open.clause = Some(OpenClause { keyword, first_atom: self.tree.atoms.len() as u32, rule });
    }

    fn find_clause(&mut self, declaration: Keyword, keyword: Word) -> Option<&'static ClauseRule> {
        let text = keyword.text(self.text);
        let rules = declaration.clauses();
        let from = self.open.cursor;
        let found = (from..rules.len()).chain(0..from).find(|index| rules[*index].word.text() == text);
        let Some(index) = found else {
            self.unknown_clause(declaration, keyword);
            return None;
        };
        let rule = &rules[index];
        let bit = 1 << index;
        if self.open.seen & bit != 0 && !rule.cardinality.may_repeat() {
            self.repeated_clause(declaration, keyword, rule);
        }
        self.open.seen |= bit;
        self.open.cursor = index;
        Some(rule)
    }

    fn unknown_clause(&mut self, declaration: Keyword, keyword: Word) {
        let span = self.tree.span(keyword);
        let text = keyword.text(self.text);
        if let Some(word) = ClauseWord::from_text(text) {
            return self.fault(errors::misplaced_clause(span, declaration, word));
        }
        let above = self.tree.clauses[self.open.first_clause..].last();
        let above = above.filter(|above| errors::may_be_a_list(declaration, above.word));
        let above = above.and_then(|above| self.tree.atoms(above).last()).map(|atom| self.tree.span(atom.word()));
        self.fault(errors::unknown_clause(span, text, declaration, above));
    }

    fn repeated_clause(&mut self, declaration: Keyword, keyword: Word, rule: &ClauseRule) {
        let first = self.tree.clauses[self.open.first_clause..].iter().find(|clause| clause.word == rule.word);
        let first = first.map(|clause| self.tree.span(clause.keyword));
        self.fault(errors::repeated_clause(self.tree.span(keyword), first, declaration, rule));
    }

    fn finish_clause(&mut self) {
        let Some(clause) = self.open.clause.take() else { return };
        let (Some(rule), Some(declaration)) = (clause.rule, self.open.keyword) else { return };
        let atoms = clause.first_atom..self.tree.atoms.len() as u32;
        let value = read(self.text, rule.shape, &self.tree.atoms[clause.first_atom as usize..]);
        let clause = Clause { word: rule.word, keyword: clause.keyword, atoms };
        if let Err(fault) = value {
            let (tree, text, shape) = (&self.tree, self.text, rule.shape);
            let diagnostic = errors::Misfit { tree, text, declaration, clause: &clause, shape }.diagnostic(fault);
            self.fault(diagnostic);
        }
        self.tree.clauses.push(clause);
    }

    /// The declaration ends.
    pub(super) fn declaration_end(&mut self) {
        if self.open.is_module {
            return self.finish_module();
        }
        if !self.open.has_body {
            self.finish_header();
        }
        let (Some(keyword), Some(name)) = (self.open.keyword, self.open.header.name) else { return };
        self.missing_clauses(keyword, name);
        let open = &self.open;
        self.tree.items.push(Item {
            keyword,
            keyword_word: open.keyword_word,
            name,
            classes: open.classes.0..open.classes.1,
            label: open.header.label,
            has_body: open.has_body,
            clauses: open.first_clause as u32..self.tree.clauses.len() as u32,
            span: Word { start: open.keyword_word.start, end: open.end },
            faulty: open.faulty,
        });
    }

    fn missing_clauses(&mut self, keyword: Keyword, name: Word) {
        if self.open.faulty {
            return;
        }
        let seen = self.open.seen;
        let span = self.tree.span(Word { start: self.open.keyword_word.start, end: name.end });
        let rules = keyword.clauses().iter().enumerate();
        let missing = rules.filter(|(index, rule)| rule.cardinality.is_required() && seen & (1 << index) == 0);
        let missing: Vec<&ClauseRule> = missing.map(|(_, rule)| rule).collect();
        if !missing.is_empty() {
            self.fault(errors::missing_clauses(span, keyword, name.text(self.text), &missing));
        } else if keyword == Keyword::Collect && !self.names_data(keyword) {
            self.fault(errors::no_data(span, name.text(self.text)));
        }
    }

    /// Whether a `collect` holds one of the three clauses that say what it collects.
    fn names_data(&self, keyword: Keyword) -> bool {
        let rules = keyword.clauses().iter().enumerate();
        let data = [ClauseWord::Required, ClauseWord::Optional, ClauseWord::Data];
        rules.filter(|(_, rule)| data.contains(&rule.word)).any(|(index, _)| self.open.seen & (1 << index) != 0)
    }

    fn finish_module(&mut self) {
        let span = self.tree.span(self.open.keyword_word);
        let [Sign::Atom(Atom::Word(name))] = self.header[..] else {
            return self.fault(errors::module_malformed(span));
        };
        if let Err(fault) = check_name(self.text, name) {
            return self.fault(errors::module_name(&self.tree, self.text, fault));
        }
        if self.open.has_body {
            self.fault(errors::module_malformed(span));
        } else if let Some(first) = self.tree.module {
            self.fault(errors::module_repeated(span, self.tree.span(first)));
        } else if !self.tree.items.is_empty() {
            self.fault(errors::module_late(span));
        } else {
            self.tree.module = Some(name);
        }
    }
}
