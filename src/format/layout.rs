//! A file's declarations and comments, one below the other.

use std::ops::Range;

use unicode_width::UnicodeWidthStr;

use super::WIDEST_ON_ONE_LINE;
use super::chunk::{self, Chunk, on_one_line};
use crate::syntax::tree::{Clause, Item, Tree, Word};
use crate::syntax::words::MODULE;

/// The canonical text of a tree.
pub(super) fn lay_out(text: &str, tree: &Tree) -> String {
    let mut layout =
        Layout { text, tree, out: String::with_capacity(text.len() + text.len() / 8), next: 0, above: None };
    if let Some(module) = tree.module {
        layout.module(module);
    }
    for item in &tree.items {
        layout.item(item);
    }
    layout.comments_before(text.len() as u32, false);
    layout.out
}

struct Layout<'a> {
    text: &'a str,
    tree: &'a Tree,
    out: String,
    /// The first comment that is not written yet.
    next: usize,
    /// What was written last at the margin.
    above: Option<Above>,
}

/// What stands above in the margin.
#[derive(Clone, Copy)]
struct Above {
    /// Where it ends in the text.
    end: u32,
    /// Whether a blank line has to follow.
    needs_gap: bool,
    is_comment: bool,
}

/// A clause with its comments.
struct Laid<'a> {
    clause: &'a Clause,
    above: Range<usize>,
    chunks: Vec<Chunk>,
    after: Option<Word>,
    /// Its place in the canonical order.
    rank: usize,
}

/// A declaration's parts.
struct Body<'a> {
    first_line: Vec<Chunk>,
    /// The comment behind the `{`.
    after_brace: Option<Word>,
    clauses: Vec<Laid<'a>>,
    /// Comments above the `}`.
    below: Range<usize>,
}

impl<'a> Layout<'a> {
    fn module(&mut self, name: Word) {
        self.comments_before(name.start, false);
        self.gap(name.start, false);
        self.out.push_str(MODULE);
        self.out.push(' ');
        self.out.push_str(name.text(self.text));
        self.end_of_thing(name.end, true);
    }

    fn item(&mut self, item: &'a Item) {
        let start = item.span.start;
        let comments = self.next;
        let first_inside =
            comments + self.tree.comments[comments..].partition_point(|comment| comment.word.start < start);
        self.next = first_inside;
        let body = self.body(item);
        let line = self.on_one_line(item, &body);
        let after_body = std::mem::replace(&mut self.next, comments);
        let is_long = line.is_none();
        self.comments_before(start, is_long);
        self.gap(start, is_long);
        self.next = after_body;
        match line {
            Some(line) => self.out.push_str(&line),
            None => self.write(item, &body),
        }
        self.end_of_thing(item.span.end, is_long);
    }

    /// Writes the comments before `end`, each on a line of its own. `before_long` says that a declaration of several
    /// lines follows.
    fn comments_before(&mut self, end: u32, before_long: bool) {
        while let Some(comment) = self.tree.comments.get(self.next).filter(|comment| comment.word.start < end) {
            let gap = (before_long || self.documents(end)) && self.is_attached(self.next, end);
            self.gap(comment.word.start, gap);
            self.out.push_str(comment.word.text(self.text));
            self.out.push('\n');
            self.above = Some(Above { end: comment.word.end, needs_gap: false, is_comment: true });
            self.next += 1;
        }
    }

    /// Whether some comment before `end` documents what stands there.
    fn documents(&self, end: u32) -> bool {
        let mut comments = self.tree.comments[self.next..].iter().take_while(|comment| comment.word.start < end);
        comments.any(|comment| comment.documents)
    }

    /// Whether no blank line stands between a comment and the declaration at `end`.
    fn is_attached(&self, comment: usize, end: u32) -> bool {
        let comments = self.tree.comments[comment..].iter().take_while(|comment| comment.word.start < end);
        let starts = comments.clone().skip(1).map(|comment| comment.word.start).chain([end]);
        comments.zip(starts).all(|(comment, next)| !self.has_blank_line(comment.word.end, next))
    }

    fn has_blank_line(&self, from: u32, to: u32) -> bool {
        self.text[from as usize..to as usize].bytes().filter(|byte| *byte == b'\n').count() > 1
    }

    /// A blank line, where one belongs before the thing at `start`.
    fn gap(&mut self, start: u32, wanted: bool) {
        let Some(above) = self.above else { return };
        let forced = !above.is_comment && (wanted || above.needs_gap);
        if forced || self.has_blank_line(above.end, start) {
            self.out.push('\n');
        }
    }

    /// The comment before `limit` on the line of something that ends at `end`, if there is one.
    fn comment_after(&mut self, end: u32, limit: u32) -> Option<Word> {
        let comment = self.tree.comments.get(self.next)?.word;
        if comment.start >= limit || !on_one_line(self.text, end, comment.start) {
            return None;
        }
        self.next += 1;
        Some(comment)
    }

    fn end_of_thing(&mut self, end: u32, needs_gap: bool) {
        let comment = self.comment_after(end, u32::MAX);
        self.end_line(comment);
        self.above = Some(Above { end: comment.map_or(end, |comment| comment.end), needs_gap, is_comment: false });
    }

    fn end_line(&mut self, comment: Option<Word>) {
        if let Some(comment) = comment {
            self.out.push(' ');
            self.out.push_str(comment.text(self.text));
        }
        self.out.push('\n');
    }

    /// Takes the comments that stand before `end`.
    fn take_before(&mut self, end: u32) -> Range<usize> {
        let start = self.next;
        self.next += self.tree.comments[start..].partition_point(|comment| comment.word.start < end);
        start..self.next
    }

    /// Reads the comments of a declaration and gives each to the part it belongs to.
    fn body(&mut self, item: &'a Item) -> Body<'a> {
        let classes: Vec<Word> = self.tree.classes(item).collect();
        let last_class = classes.last().map_or(item.name.end, |class| class.end);
        let within = self.take_before(last_class);
        let first_line = chunk::of_classes(self.text, self.tree, &classes, within);
        let header_end = item.label.map_or(last_class, |label| label.end);
        let first_clause = self.tree.clauses(item).first().map_or(item.span.end, |clause| clause.keyword.start);
        let after_brace = self.comment_after(header_end, first_clause);
        let mut clauses: Vec<Laid<'a>> =
            self.tree.clauses(item).iter().map(|clause| self.clause(item, clause)).collect();
        clauses.sort_by_key(|laid| laid.rank);
        Body { first_line, after_brace, clauses, below: self.take_before(item.span.end) }
    }

    fn clause(&mut self, item: &Item, clause: &'a Clause) -> Laid<'a> {
        let word = self.tree.clause_word(clause);
        let above = self.take_before(word.start);
        let within = self.take_before(word.end);
        let chunks = chunk::of_value(self.text, self.tree, self.tree.atoms(clause), within);
        let rules = item.keyword.clauses();
        let rank = rules.iter().position(|rule| rule.word == clause.word).unwrap_or(rules.len());
        Laid { clause, above, chunks, after: self.comment_after(word.end, item.span.end), rank }
    }

    /// Keyword and name, up to the classes.
    fn opening(&self, item: &Item) -> String {
        let colon = if item.classes.is_empty() { "" } else { " : " };
        format!("{} {}{colon}", item.keyword.text(), item.name.text(self.text))
    }

    /// The label, with the blank before it.
    fn label(&self, item: &Item) -> String {
        item.label.map_or_else(String::new, |label| format!(" {}", label.text(self.text)))
    }

    /// The declaration on one line, if it has at most one clause and is short.
    fn on_one_line(&self, item: &Item, body: &Body<'_>) -> Option<String> {
        let no_comments = chunk::are_plain(&body.first_line) && body.after_brace.is_none() && body.below.is_empty();
        if !no_comments {
            return None;
        }
        let first = format!("{}{}{}", self.opening(item), chunk::on_line(&body.first_line), self.label(item));
        match body.clauses.as_slice() {
            [] => Some(if item.has_body { format!("{first} {{}}") } else { first }),
            [only] if only.above.is_empty() && only.after.is_none() && chunk::are_plain(&only.chunks) => {
                let clause = format!("{} {}", only.clause.word.text(), chunk::on_line(&only.chunks));
                Some(format!("{first} {{ {clause} }}")).filter(|line| line.width() <= WIDEST_ON_ONE_LINE)
            }
            _ => None,
        }
    }

    /// The declaration on several lines.
    fn write(&mut self, item: &Item, body: &Body<'_>) {
        let opening = self.opening(item);
        self.out.push_str(&opening);
        chunk::write(&mut self.out, self.text, &body.first_line, opening.width());
        self.out.push_str(&self.label(item));
        if !item.has_body {
            return;
        }
        self.out.push_str(" {");
        self.end_line(body.after_brace);
        let longest = body.clauses.iter().map(|laid| laid.clause.word.text().len()).max().unwrap_or(0);
        for laid in &body.clauses {
            self.write_comments(laid.above.clone());
            self.out.push_str(&format!("  {:longest$} ", laid.clause.word.text()));
            chunk::write(&mut self.out, self.text, &laid.chunks, longest + 3);
            self.end_line(laid.after);
        }
        self.write_comments(body.below.clone());
        self.out.push('}');
    }

    /// Comments between braces, each on a line of its own.
    fn write_comments(&mut self, comments: Range<usize>) {
        for comment in &self.tree.comments[comments] {
            self.out.push_str("  ");
            self.out.push_str(comment.word.text(self.text));
            self.out.push('\n');
        }
    }
}
