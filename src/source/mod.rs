//! Files as text, spans, and positions for people and editors. This is the library's only view of the outside:
//! whoever calls it fills a [`Sources`], from disk, from an editor's buffer or from a test.

mod lines;
mod marks;
mod name;

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::OnceLock;

pub use lines::{LineIndex, Position};
pub use name::normalised;

/// A file of a [`Sources`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FileId(pub u32);

/// A range of bytes in one file. Both ends lie on character boundaries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    /// The file.
    pub file: FileId,
    /// The first byte.
    pub start: u32,
    /// The byte after the last.
    pub end: u32,
}

impl Span {
    /// The span of `range` in `file`.
    pub fn new(file: FileId, range: Range<u32>) -> Self {
        Self { file, start: range.start, end: range.end }
    }

    /// The bytes that the span covers.
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The smallest span that covers both; `other` lies in the same file.
    #[must_use]
    pub fn to(self, other: Self) -> Self {
        Self { file: self.file, start: self.start.min(other.start), end: self.end.max(other.end) }
    }
}

/// One file: its path as people know it, with `/` between folders and relative to the workspace, and its text.
#[derive(Debug)]
pub struct File {
    /// The path, relative to the workspace's root, with forward slashes.
    pub path: String,
    /// The text, without a byte-order mark.
    pub text: String,
    lines: OnceLock<LineIndex>,
    marks: OnceLock<Vec<String>>,
}

impl File {
    /// The index of lines, built when a position is first asked for.
    pub fn lines(&self) -> &LineIndex {
        self.lines.get_or_init(|| LineIndex::new(&self.text))
    }

    /// Where the byte `offset` stands.
    pub fn position(&self, offset: u32) -> Position {
        self.lines().position(&self.text, offset)
    }

    /// By what the line of the byte `offset` is known again in another version of the file.
    pub fn mark(&self, offset: u32) -> Option<&str> {
        let marks = self.marks.get_or_init(|| marks::marks(&self.text));
        marks.get(self.lines().line(offset)).map(String::as_str)
    }
}

/// All texts of one run, and the paths that exist beside them.
#[derive(Debug, Default)]
pub struct Sources {
    files: Vec<File>,
    paths: Option<BTreeSet<String>>,
}

impl Sources {
    /// No file.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a file and gives its id. A byte-order mark at its start is dropped.
    pub fn add(&mut self, path: impl Into<String>, text: impl Into<String>) -> FileId {
        let id = FileId(self.files.len() as u32);
        let mut text = text.into();
        if text.starts_with('\u{feff}') {
            text.drain(..'\u{feff}'.len_utf8());
        }
        self.files.push(File { path: path.into(), text, lines: OnceLock::new(), marks: OnceLock::new() });
        id
    }

    /// Says which other paths exist in the workspace, so that a document that the flows name can be looked for.
    /// Without this call, nothing is known of documents and none is reported missing.
    pub fn set_paths(&mut self, paths: BTreeSet<String>) {
        self.paths = Some(paths);
    }

    /// Whether `path`, relative to the workspace, exists as a file or a folder; `None` if nobody said which paths do.
    pub fn has_path(&self, path: &str) -> Option<bool> {
        let paths = self.paths.as_ref()?;
        let path = path.strip_prefix("./").unwrap_or(path).trim_end_matches('/');
        let below = format!("{path}/");
        Some(paths.contains(path) || paths.range(below.clone()..).next().is_some_and(|other| other.starts_with(&below)))
    }

    /// The file of an id that this `Sources` gave out.
    pub fn file(&self, id: FileId) -> &File {
        &self.files[id.0 as usize]
    }

    /// All files with their ids, in the order in which they were added.
    pub fn files(&self) -> impl Iterator<Item = (FileId, &File)> {
        self.files.iter().enumerate().map(|(index, file)| (FileId(index as u32), file))
    }

    /// How many files there are.
    pub fn len(&self) -> usize {
        self.files.len()
    }

    /// Whether there is no file.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    /// The text that a span covers.
    pub fn text(&self, span: Span) -> &str {
        &self.file(span.file).text[span.range()]
    }

    /// `path:line:column` of a span's start, with the column in characters.
    pub fn place(&self, span: Span) -> String {
        let file = self.file(span.file);
        let position = file.position(span.start);
        format!("{}:{}:{}", file.path, position.line, position.column)
    }
}
