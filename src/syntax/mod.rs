//! Text to tree. The only place that names pest for flow files.

mod build;
mod errors;
mod header;
mod parse;
mod read;
mod strings;
pub mod tree;
pub mod value;
pub mod words;

pub use strings::unquoted;

use crate::diagnostic::{Code, Diagnostic};
use crate::source::{FileId, Sources};
use tree::Tree;

/// A file's tree, and what is to be said of its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parsed {
    /// The tree, as far as the text could be read.
    pub tree: Tree,
    /// What could not be read, at most one for each declaration.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads a flow file.
pub fn parse(sources: &Sources, file: FileId) -> Parsed {
    let text = &sources.file(file).text;
    let mut builder = build::Builder::new(file, text);
    if let Err(at) = parse::parse(text, &mut builder) {
        let span = crate::source::Span::new(file, at as u32..at as u32);
        builder.report(Diagnostic::new(Code::UnexpectedText, "cannot read this").at(span, ""));
    }
    let (tree, diagnostics) = builder.finish();
    Parsed { tree, diagnostics }
}
