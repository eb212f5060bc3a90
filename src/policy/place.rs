//! From a part of a scalar's text to the bytes it was written as: quotes, escapes, folds and indentation lie between.

use std::ops::Range;

/// The bytes of `written` (a scalar as it stands in the file) that give the bytes `part` of `text` (what it says).
/// `None` where the two cannot be laid side by side, as with numeric escapes.
pub(super) fn within(written: &str, text: &str, part: Range<usize>) -> Option<Range<usize>> {
    if written.trim_end() == text {
        return Some(part);
    }
    let mut walk = Walk::new(written);
    let mut start = None;
    let mut end = None;
    for (offset, wanted) in text.char_indices() {
        let found = walk.find(wanted)?;
        if offset >= part.start && offset < part.end {
            start = start.or(Some(found.start));
            end = Some(found.end);
        }
    }
    Some(start?..end?)
}

struct Walk<'w> {
    written: &'w str,
    at: usize,
    quote: Option<char>,
}

impl<'w> Walk<'w> {
    fn new(written: &'w str) -> Self {
        let quote = written.chars().next().filter(|sign| matches!(sign, '"' | '\''));
        Self { written, at: usize::from(quote.is_some()), quote }
    }

    fn peek(&self) -> Option<char> {
        self.written[self.at..].chars().next()
    }

    fn take(&mut self, sign: char) -> Range<usize> {
        let start = self.at;
        self.at += sign.len_utf8();
        start..self.at
    }

    /// The bytes that stand for the next character of the text.
    fn find(&mut self, wanted: char) -> Option<Range<usize>> {
        loop {
            let sign = self.peek()?;
            if self.quote == Some('"') && sign == '\\' {
                return self.escaped(wanted);
            }
            if self.quote == Some('\'') && self.written[self.at..].starts_with("''") {
                self.at += 1;
            }
            if sign == wanted || wanted.is_whitespace() && sign.is_whitespace() {
                return Some(self.take(sign));
            }
            if !sign.is_whitespace() {
                return None;
            }
            self.take(sign);
        }
    }

    fn escaped(&mut self, wanted: char) -> Option<Range<usize>> {
        let start = self.at;
        self.at += 1;
        let sign = self.peek()?;
        let meant = match sign {
            'n' => '\n',
            't' => '\t',
            '"' | '\\' | '/' | ' ' => sign,
            _ => return None,
        };
        self.at += sign.len_utf8();
        (meant == wanted).then_some(start..self.at)
    }
}

#[cfg(test)]
mod tests {
    use super::within;

    fn part(written: &str, text: &str, word: &str) -> String {
        let start = text.find(word).expect("the word stands in the text");
        let range = within(written, text, start..start + word.len()).expect("the two lie side by side");
        written[range].to_owned()
    }

    #[test]
    fn finds_words_in_every_style() {
        assert_eq!(part("flow has purpose", "flow has purpose", "has"), "has");
        assert_eq!(part("'flow''s purpose'", "flow's purpose", "purpose"), "purpose");
        assert_eq!(part("\"says \\\"no\\\" twice\"", "says \"no\" twice", "twice"), "twice");
        assert_eq!(part("flow has\n    purpose 手机 given", "flow has purpose 手机 given", "手机"), "手机");
        assert_eq!(part("flow has\n  purpose given\n", "flow has purpose given\n", "given"), "given");
    }

    #[test]
    fn gives_up_on_numeric_escapes() {
        assert_eq!(within("\"\\x41 b\"", "A b", 2..3), None);
    }
}
