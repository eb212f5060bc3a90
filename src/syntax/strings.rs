//! Strings: `"` and `\` are written with a `\` before them, and nothing else is.

use std::borrow::Cow;

use super::tree::Word;

/// The text of a string that is given with its quotes.
pub fn unquoted(string: &str) -> Cow<'_, str> {
    let inner = string.strip_prefix('"').unwrap_or(string);
    let inner = inner.strip_suffix('"').unwrap_or(inner);
    if !inner.contains('\\') {
        return Cow::Borrowed(inner);
    }
    let mut plain = String::with_capacity(inner.len());
    let mut signs = inner.chars();
    while let Some(sign) = signs.next() {
        plain.push(if sign == '\\' { signs.next().unwrap_or(sign) } else { sign });
    }
    Cow::Owned(plain)
}

/// The first `\` of a string, with the sign after it, that stands before neither `"` nor `\`.
pub(super) fn unknown_escape(text: &str, string: Word) -> Option<Word> {
    let mut at = string.start as usize;
    let end = string.end as usize;
    while let Some(offset) = text[at..end].find('\\') {
        let escaped = at + offset + 1;
        let sign = text[escaped..end].chars().next()?;
        let after = escaped + sign.len_utf8();
        if sign != '"' && sign != '\\' {
            return Some(Word { start: escaped as u32 - 1, end: after as u32 });
        }
        at = after;
    }
    None
}
