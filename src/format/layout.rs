//! A file's declarations and comments, one below the other.

use std::ops::Range;

use unicode_width::UnicodeWidthStr;

use super::WIDEST;
use super::chunk;
use super::gather::{Declaration, Entry, EntryKind, Gatherer};
use crate::syntax::tree::{Item, Tree, Word};
use crate::syntax::words::MODULE;

/// The canonical text of a tree.
pub(super) fn lay_out(text: &str, tree: &Tree) -> String {
    let (entries, below) = Gatherer::new(text, tree).gather();
    let mut layout = Layout { text, tree, out: String::with_capacity(text.len() + text.len() / 8), above: None };
    let shapes: Vec<Shape> = entries.iter().map(|entry| layout.shape(entry)).collect();
    let widths = layout.name_widths(&entries, &shapes);
    for ((entry, shape), width) in entries.iter().zip(shapes).zip(widths) {
        layout.entry(entry, shape, width);
    }
    layout.comments(below, None);
    layout.out
}

struct Layout<'a> {
    text: &'a str,
    tree: &'a Tree,
    out: String,
    /// What was written last at the margin.
    above: Option<Above>,
}

/// How much room something at the margin takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shape {
    /// One line, which may stand right below another.
    Line,
    /// Several lines, set off from what stands above and below.
    Block,
    /// One line, set off from what stands below.
    Heading,
}

/// What stands above in the margin.
#[derive(Clone, Copy)]
struct Above {
    /// Where it ends in the text.
    end: u32,
    /// What it is; a comment has no shape.
    shape: Option<Shape>,
}

impl<'a> Layout<'a> {
    fn shape(&self, entry: &Entry<'_>) -> Shape {
        match &entry.kind {
            EntryKind::Module(_) => Shape::Heading,
            EntryKind::Declaration(declaration) => {
                let is_short = || declaration.clauses.len() <= 1 && self.line(declaration, 0).width() <= WIDEST;
                if declaration.is_plain() && (!declaration.item.has_body || is_short()) {
                    Shape::Line
                } else {
                    Shape::Block
                }
            }
        }
    }

    /// How wide names are written: in lines of one kind that stand right below one another, the colons align.
    fn name_widths(&self, entries: &[Entry<'_>], shapes: &[Shape]) -> Vec<usize> {
        let goes_on = |index: usize| {
            shapes[index - 1..=index] == [Shape::Line; 2] && self.aligns(&entries[index - 1], &entries[index])
        };
        let mut widths = Vec::with_capacity(entries.len());
        while widths.len() < entries.len() {
            let start = widths.len();
            let end = (start + 1..entries.len()).find(|index| !goes_on(*index)).unwrap_or(entries.len());
            let widest = entries[start..end].iter().map(|entry| self.name_width(entry)).max().unwrap_or(0);
            widths.resize(end, widest);
        }
        widths
    }

    fn name_width(&self, entry: &Entry<'_>) -> usize {
        match &entry.kind {
            EntryKind::Module(_) => 0,
            EntryKind::Declaration(declaration) => declaration.item.name.text(self.text).width(),
        }
    }

    /// Whether two entries are declarations of one kind with classes, one right below the other.
    fn aligns(&self, above: &Entry<'_>, below: &Entry<'_>) -> bool {
        let (EntryKind::Declaration(first), EntryKind::Declaration(second)) = (&above.kind, &below.kind) else {
            return false;
        };
        first.item.keyword == second.item.keyword
            && !first.item.classes.is_empty()
            && !second.item.classes.is_empty()
            && below.above.is_empty()
            && !self.has_blank_line(above.word.end, below.word.start)
    }

    fn entry(&mut self, entry: &Entry<'a>, shape: Shape, name_width: usize) {
        self.comments(entry.above.clone(), Some((entry.word.start, shape)));
        self.gap(entry.word.start, shape == Shape::Block);
        match &entry.kind {
            EntryKind::Module(name) => self.out.push_str(&format!("{MODULE} {}", name.text(self.text))),
            EntryKind::Declaration(declaration) if shape == Shape::Line => {
                let line = self.line(declaration, name_width);
                self.out.push_str(&line);
            }
            EntryKind::Declaration(declaration) => self.block(declaration),
        }
        self.end_line(entry.after);
        self.above = Some(Above { end: entry.after.map_or(entry.word.end, |comment| comment.end), shape: Some(shape) });
    }

    /// Comments at the margin, each on a line of its own, and where what they stand above begins.
    fn comments(&mut self, comments: Range<usize>, below: Option<(u32, Shape)>) {
        let mut set_off = below.is_some_and(|(start, shape)| self.set_off(comments.clone(), start, shape));
        for comment in &self.tree.comments[comments] {
            self.gap(comment.word.start, std::mem::take(&mut set_off));
            self.out.push_str(comment.word.text(self.text));
            self.out.push('\n');
            self.above = Some(Above { end: comment.word.end, shape: None });
        }
    }

    /// Whether comments belong to what begins at `below`, and with it are set off from what stands above.
    fn set_off(&self, comments: Range<usize>, below: u32, shape: Shape) -> bool {
        let comments = &self.tree.comments[comments];
        let starts = comments.iter().skip(1).map(|comment| comment.word.start).chain([below]);
        let is_attached =
            comments.iter().zip(starts).all(|(comment, next)| !self.has_blank_line(comment.word.end, next));
        is_attached && (shape == Shape::Block || comments.iter().any(|comment| comment.documents))
    }

    fn has_blank_line(&self, from: u32, to: u32) -> bool {
        self.text[from as usize..to as usize].bytes().filter(|byte| *byte == b'\n').count() > 1
    }

    /// A blank line, where one belongs before the thing at `start`.
    fn gap(&mut self, start: u32, wanted: bool) {
        let Some(above) = self.above else { return };
        let set_off = above.shape.is_some_and(|shape| wanted || shape != Shape::Line);
        if set_off || self.has_blank_line(above.end, start) {
            self.out.push('\n');
        }
    }

    fn end_line(&mut self, comment: Option<Word>) {
        if let Some(comment) = comment {
            self.out.push(' ');
            self.out.push_str(comment.text(self.text));
        }
        self.out.push('\n');
    }

    /// Keyword and name, up to the classes.
    fn opening(&self, item: &Item, name_width: usize) -> String {
        let name = item.name.text(self.text);
        let opening = format!("{} {name}", item.keyword.text());
        if item.classes.is_empty() {
            return opening;
        }
        format!("{opening}{} : ", " ".repeat(name_width.saturating_sub(name.width())))
    }

    /// The label, with the blank before it.
    fn label(&self, item: &Item) -> String {
        item.label.map_or_else(String::new, |label| format!(" {}", label.text(self.text)))
    }

    /// A declaration without comments and with at most one clause, on one line.
    fn line(&self, declaration: &Declaration<'_>, name_width: usize) -> String {
        let item = declaration.item;
        let classes = chunk::on_line(&declaration.classes);
        let first = format!("{}{classes}{}", self.opening(item, name_width), self.label(item));
        let clauses = declaration.clauses.iter();
        let clauses: Vec<String> =
            clauses.map(|part| format!("{} {}", part.clause.word.text(), chunk::on_line(&part.value))).collect();
        match clauses.as_slice() {
            [] if item.has_body => format!("{first} {{}}"),
            [] => first,
            clauses => format!("{first} {{ {} }}", clauses.join(" ")),
        }
    }

    /// A declaration on several lines.
    fn block(&mut self, declaration: &Declaration<'_>) {
        let opening = self.opening(declaration.item, 0);
        self.out.push_str(&opening);
        chunk::write(&mut self.out, self.text, &declaration.classes, opening.width());
        self.out.push_str(&self.label(declaration.item));
        if !declaration.item.has_body {
            return;
        }
        self.out.push_str(" {");
        self.end_line(declaration.after_brace);
        let longest = declaration.clauses.iter().map(|part| part.clause.word.text().len()).max().unwrap_or(0);
        for part in &declaration.clauses {
            self.inner_comments(part.above.clone());
            self.out.push_str(&format!("  {:longest$} ", part.clause.word.text()));
            chunk::write(&mut self.out, self.text, &part.value, longest + 3);
            self.end_line(part.after);
        }
        self.inner_comments(declaration.below.clone());
        self.out.push('}');
    }

    /// Comments between braces, each on a line of its own.
    fn inner_comments(&mut self, comments: Range<usize>) {
        for comment in &self.tree.comments[comments] {
            self.out.push_str("  ");
            self.out.push_str(comment.word.text(self.text));
            self.out.push('\n');
        }
    }
}
