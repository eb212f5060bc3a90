//! Lines of a text, and a position's column in the three units that people and tools count in.

/// Where a byte stands. All numbers start at 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Position {
    /// The line.
    pub line: u32,
    /// The column in characters (Unicode scalar values), as terminals and people count.
    pub column: u32,
    /// The column in bytes of UTF-8.
    pub column_bytes: u32,
    /// The column in units of UTF-16, as editors count.
    pub column_utf16: u32,
}

/// The starts of all lines of one text.
#[derive(Debug)]
pub struct LineIndex {
    starts: Vec<u32>,
}

impl LineIndex {
    /// Reads the text once.
    pub fn new(text: &str) -> Self {
        let newlines = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(index, _)| index as u32 + 1);
        Self { starts: std::iter::once(0).chain(newlines).collect() }
    }

    /// How many lines there are; at least one.
    pub fn len(&self) -> usize {
        self.starts.len()
    }

    /// Never true: even an empty text has a line.
    pub fn is_empty(&self) -> bool {
        self.starts.is_empty()
    }

    /// The line of `offset`, from 0.
    pub fn line(&self, offset: u32) -> usize {
        self.starts.partition_point(|start| *start <= offset).saturating_sub(1)
    }

    /// The bytes of line `line` (from 0) of `text`, without its line break.
    pub fn range(&self, text: &str, line: usize) -> std::ops::Range<usize> {
        let start = self.starts.get(line).map_or(text.len(), |start| *start as usize);
        let end = self.starts.get(line + 1).map_or(text.len(), |start| *start as usize);
        let trimmed = text[start..end].trim_end_matches(['\n', '\r']).len();
        start..start + trimmed
    }

    /// Where `offset` stands in `text`, which is the text that the index was made of.
    pub fn position(&self, text: &str, offset: u32) -> Position {
        let line = self.line(offset);
        let start = self.starts[line] as usize;
        let before = &text[start..(offset as usize).min(text.len())];
        Position {
            line: line as u32 + 1,
            column: before.chars().count() as u32 + 1,
            column_bytes: before.len() as u32 + 1,
            column_utf16: before.encode_utf16().count() as u32 + 1,
        }
    }
}
