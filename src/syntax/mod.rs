//! Text to tree. The only place that names pest for flow files.

mod build;
mod forest;
mod errors;
mod header;
mod parse;
mod read;
mod recover;
pub mod rows;
mod scan;
mod strings;
pub mod tree;
pub mod value;
pub mod words;

pub use forest::Forest;
pub use strings::unquoted;

use crate::diagnostic::Diagnostic;
use crate::source::{FileId, Sources, Span};
use tree::{Item, Tree, Word};

/// A file's tree, and what is to be said of its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parsed {
    /// The tree, as far as the text could be read.
    pub tree: Tree,
    /// What could not be read, at most one for each declaration.
    pub diagnostics: Vec<Diagnostic>,
}

/// The size in bytes of the largest file that is read.
pub const LARGEST: usize = 16 << 20;

/// Reads a flow file.
pub fn parse(sources: &Sources, file: FileId) -> Parsed {
    let text = &sources.file(file).text;
    let mut builder = build::Builder::new(file, text);
    match refused(file, text) {
        Some(refusal) => builder.report(refusal),
        None => read(file, text, &mut builder),
    }
    let (tree, diagnostics) = builder.finish();
    Parsed { tree, diagnostics }
}

/// Why a text is not even looked at.
fn refused(file: FileId, text: &str) -> Option<Diagnostic> {
    if text.len() > LARGEST {
        return Some(errors::file_too_large(file, text, LARGEST));
    }
    text.find('\0').map(|at| errors::binary_file(Span::new(file, at as u32..at as u32 + 1)))
}

/// Reads the whole text at once, and only if that fails piece by piece.
fn read(file: FileId, text: &str, builder: &mut build::Builder<'_>) {
    let mut whole = parse::Slice { text, base: 0, mended: false, fault: None };
    if scan::has_hidden(text) || parse::parse(&mut whole, builder).is_err() {
        recover::recover(file, text, builder);
    }
}

/// The `##` lines directly above a declaration, without their signs.
pub fn documentation<'a>(tree: &Tree, item: &Item, text: &'a str) -> Vec<&'a str> {
    let above = tree.comments.partition_point(|comment| comment.word.start < item.span.start);
    let mut below = item.span.start;
    let mut lines = Vec::new();
    for comment in tree.comments[..above].iter().rev() {
        let between = &text[comment.word.end as usize..below as usize];
        if !comment.documents || !stands_alone(text, comment.word) || between.trim() != "" || lines_in(between) != 1 {
            break;
        }
        lines.push(comment.word.text(text).trim_start_matches('#').trim());
        below = comment.word.start;
    }
    lines.reverse();
    lines
}

fn lines_in(blanks: &str) -> usize {
    blanks.bytes().filter(|byte| *byte == b'\n').count()
}

/// Whether nothing but blanks stands before a word on its line.
fn stands_alone(text: &str, word: Word) -> bool {
    let before = text[..word.start as usize].bytes().rev().find(|byte| !matches!(byte, b' ' | b'\t'));
    before.is_none_or(|byte| byte == b'\n')
}
