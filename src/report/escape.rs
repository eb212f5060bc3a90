//! Text from files that goes to a terminal: nothing in it may move the cursor, change colours, or turn the line round.

use std::borrow::Cow;
use std::fmt::Write;

/// The text with each control character, and each that changes the direction of writing, written out as `\u{…}`.
pub(super) fn visible(text: &str) -> Cow<'_, str> {
    if !text.contains(is_dangerous) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 8);
    for character in text.chars() {
        if is_dangerous(character) {
            // Writing to a string cannot fail.
            let _ = write!(shown, "\\u{{{:x}}}", u32::from(character));
        } else {
            shown.push(character);
        }
    }
    Cow::Owned(shown)
}

/// The text as it stands in XML and HTML, in an element or in an attribute between quotes: nothing in it is markup, and
/// what a terminal would mind is written out, since XML has no place for most of it. Lines stay lines.
pub(super) fn xml(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + 8);
    for (number, line) in text.split('\n').enumerate() {
        if number > 0 {
            escaped.push('\n');
        }
        visible(line).chars().for_each(|character| push_xml(&mut escaped, character));
    }
    escaped
}

fn push_xml(escaped: &mut String, character: char) {
    match character {
        '&' => escaped.push_str("&amp;"),
        '<' => escaped.push_str("&lt;"),
        '>' => escaped.push_str("&gt;"),
        '"' => escaped.push_str("&quot;"),
        '\'' => escaped.push_str("&#39;"),
        _ => escaped.push(character),
    }
}

/// A text as it stands in Markdown: nothing in it is markup but pairs of backticks, between which nothing is.
pub(super) fn markdown(text: &str) -> String {
    let text = visible(text);
    if text.matches('`').count() % 2 == 1 {
        return marked(&text);
    }
    let code = |index: usize| index % 2 == 1;
    let parts = text.split('`').enumerate();
    parts.map(|(index, part)| if code(index) { format!("`{part}`") } else { marked(part) }).collect()
}

/// Each sign that could be markup with a stroke before it.
fn marked(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + 8);
    for character in text.chars() {
        if "\\`*_{}[]<>#|!~$&".contains(character) {
            escaped.push('\\');
        }
        escaped.push(character);
    }
    escaped
}

/// A path as a relative reference of a URI.
pub(super) fn uri(path: &str) -> String {
    let mut escaped = String::with_capacity(path.len() + 8);
    for byte in path.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => escaped.push(byte.into()),
            // Writing to a string cannot fail.
            _ => drop(write!(escaped, "%{byte:02X}")),
        }
    }
    escaped
}

/// Whether some line of a text has a dangerous character in it; a line break is none.
pub(super) fn has_dangerous_line(text: &str) -> bool {
    text.lines().any(|line| line.contains(|character| character != '\t' && is_dangerous(character)))
}

/// Lines of source with each dangerous character replaced by one of as many bytes, so that columns stay where they are.
pub(super) fn same_length(text: &str) -> String {
    let stand_in = |character: char| match character {
        '\t' | '\n' => character,
        _ if !is_dangerous(character) => character,
        _ if character.len_utf8() == 1 => '?',
        _ if character.len_utf8() == 2 => '·',
        _ => '\u{fffd}',
    };
    text.chars().map(stand_in).collect()
}

/// Whether a terminal might do something else with it than show it.
fn is_dangerous(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
        || matches!(character, '\u{fffe}' | '\u{ffff}')
}
