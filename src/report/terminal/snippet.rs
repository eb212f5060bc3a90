//! The lines that miette draws, read by our own index: columns count characters, the end of a long file costs no more
//! than its start, and a very long line is shown only around what is marked.

use std::borrow::Cow;
use std::ops::Range;

use miette::{LabeledSpan, MietteError, SourceCode, SourceSpan, SpanContents};

use crate::diagnostic::Label;
use crate::report::escape::{has_dangerous_line, same_length, visible};
use crate::source::{File, Sources};

/// From how many bytes on a line is shown only in part.
const LONG_LINE: usize = 400;
/// How many bytes of a long line are shown on either side of what is marked.
const AROUND: usize = 80;
/// How many bytes one piece may have; labels further apart are drawn in pieces of their own.
const PIECE: usize = 4_000;

/// The part of a file that labels point into.
#[derive(Debug)]
pub(super) struct Snippet<'a> {
    name: String,
    file: &'a File,
    /// The bytes from the first line that may be drawn to the last, safe to show, and where they begin.
    shown: Cow<'a, str>,
    start: usize,
}

impl<'a> Snippet<'a> {
    /// The part of `file` around `labels`; `name` is the way to it.
    pub(super) fn new(name: String, file: &'a File, labels: &[LabeledSpan]) -> Self {
        let first = labels.iter().map(LabeledSpan::offset).min().unwrap_or_default();
        let last = labels.iter().map(|label| label.offset() + label.len()).max().unwrap_or_default();
        let lines = file.lines();
        let above = lines.line(first as u32).saturating_sub(1);
        let below = (lines.line(last as u32) + 1).min(lines.len() - 1);
        let window = lines.range(&file.text, above).start..lines.range(&file.text, below).end;
        let text = &file.text[window.clone()];
        let shown = if has_dangerous_line(text) { Cow::Owned(same_length(text)) } else { Cow::Borrowed(text) };
        Self { name, file, shown, start: window.start }
    }

    /// The lines from `first` to `last` with their neighbours, as far as those are short; of one long line, a part.
    fn range(&self, span: Range<usize>, before: usize, after: usize) -> (Range<usize>, usize) {
        let (text, lines) = (self.file.text.as_str(), self.file.lines());
        let length = |line: usize| lines.range(text, line).len();
        let (mut first, mut last) = (lines.line(span.start as u32), lines.line(span.end as u32));
        let line = lines.range(text, first);
        if first == last && line.len() > LONG_LINE {
            let start = boundary(text, line.start.max(span.start.saturating_sub(AROUND)));
            return (start..boundary(text, line.end.min(span.end + AROUND)), first);
        }
        if before > 0 && first > 0 && length(first - 1) <= LONG_LINE {
            first -= 1;
        }
        if after > 0 && last + 1 < lines.len() && length(last + 1) <= LONG_LINE {
            last += 1;
        }
        (lines.range(text, first).start..lines.range(text, last).end, first)
    }
}

impl SourceCode for Snippet<'_> {
    fn read_span<'a>(
        &'a self,
        span: &SourceSpan,
        before: usize,
        after: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let end = (span.offset() + span.len()).min(self.file.text.len());
        let start = span.offset().min(end);
        let (range, line) = self.range(start..end, before, after);
        if range.len() > PIECE {
            return Err(MietteError::OutOfBounds);
        }
        let data = self.shown.get(range.start - self.start..range.end - self.start).ok_or(MietteError::OutOfBounds)?;
        Ok(Box::new(Lines {
            data,
            span: SourceSpan::from(range),
            name: &self.name,
            line,
            column: self.file.position(start as u32).column as usize - 1,
        }))
    }
}

/// Some lines of a snippet.
struct Lines<'a> {
    data: &'a str,
    span: SourceSpan,
    name: &'a str,
    line: usize,
    column: usize,
}

impl<'a> SpanContents<'a> for Lines<'a> {
    fn data(&self) -> &'a [u8] {
        self.data.as_bytes()
    }

    fn span(&self) -> &SourceSpan {
        &self.span
    }

    fn name(&self) -> Option<&str> {
        Some(self.name)
    }

    fn line(&self) -> usize {
        self.line
    }

    fn column(&self) -> usize {
        self.column
    }

    fn line_count(&self) -> usize {
        self.data.bytes().filter(|byte| *byte == b'\n').count() + 1
    }
}

/// A label as it can be drawn: on one line, not empty, and not longer than what is shown of a line.
pub(super) fn drawable(sources: &Sources, label: &Label, primary: bool) -> LabeledSpan {
    let file = sources.file(label.span.file);
    let text = file.text.as_str();
    let line = file.lines().range(text, file.lines().line(label.span.start));
    let start = (label.span.start as usize).min(text.len());
    let longest = if line.len() > LONG_LINE { 2 * AROUND } else { LONG_LINE };
    let end = boundary(text, (label.span.end as usize).min(line.end.max(start)).min(start + longest));
    let range = if start < end { start..end } else { beside(text, start) };
    let words = Some(label.text.english()).filter(|words| !words.is_empty()).map(|words| visible(words).into_owned());
    if primary { LabeledSpan::new_primary_with_span(words, range) } else { LabeledSpan::new_with_span(words, range) }
}

/// The character at a place, or, where a line or the text ends there, the last one before it that is no blank.
fn beside(text: &str, place: usize) -> Range<usize> {
    let here = text[place..].chars().next().filter(|character| !character.is_whitespace());
    if let Some(character) = here {
        return place..place + character.len_utf8();
    }
    let before = text[..place].trim_end();
    before.chars().next_back().map_or(place..place, |last| before.len() - last.len_utf8()..before.len())
}

/// The nearest boundary of a character at or before a place.
fn boundary(text: &str, place: usize) -> usize {
    (0..=place.min(text.len())).rev().find(|place| text.is_char_boundary(*place)).unwrap_or_default()
}
