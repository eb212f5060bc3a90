//! A published document as paragraphs, each with the number of the section in which it stands and its hash.

use std::fmt::Write as _;

use sha2::{Digest, Sha256};

use crate::source::normalised;

/// A paragraph of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Paragraph {
    /// Its text, normalised.
    pub(super) text: String,
    /// The line on which it stands, from 1.
    pub(super) line: usize,
    /// The number of its section, in Arabic digits; empty before the first.
    pub(super) section: String,
    /// The SHA-256 of its text, in hexadecimal.
    pub(super) hash: String,
}

impl Paragraph {
    /// Whether it says something: a heading or a lead-in ends without a full stop or a semicolon.
    pub(super) fn is_statement(&self) -> bool {
        self.text.ends_with(['.', ';', '。', '；'])
    }
}

/// The SHA-256 of a text as it is, in hexadecimal: what `sha256sum` says of the file.
pub fn sha256(text: &str) -> String {
    let mut hexadecimal = String::with_capacity(64);
    for byte in Sha256::digest(text.as_bytes()) {
        // Writing to a string cannot fail.
        let _ = write!(hexadecimal, "{byte:02x}");
    }
    hexadecimal
}

/// The paragraphs of a document: one a line, blank lines left out. Each is brought into normalisation form C, with every
/// run of blanks as one, so that a new line break or a second blank is no change.
pub(super) fn paragraphs(text: &str) -> Vec<Paragraph> {
    let mut paragraphs = Vec::new();
    let mut section = String::new();
    for (index, line) in text.lines().enumerate() {
        let text = normalised(line).split_whitespace().collect::<Vec<_>>().join(" ");
        let text = text.trim_start_matches('\u{feff}').to_owned();
        if text.is_empty() {
            continue;
        }
        if let Some(own) = number(&text) {
            section = own;
        }
        let hash = sha256(&text);
        paragraphs.push(Paragraph { text, line: index + 1, section: section.clone(), hash });
    }
    paragraphs
}

/// The number that a paragraph begins with: `2.1.1 We …`, `2. 9.10 The …`, `2.5Provide …`, `II. How …`, `8. How …`. Part
/// numbers in Roman digits come out in Arabic ones.
fn number(text: &str) -> Option<String> {
    arabic(text).or_else(|| {
        let digits: String = text.chars().take_while(|character| "IVXLC".contains(*character)).collect();
        let rest = &text[digits.len()..];
        rest.starts_with(['.', '、']).then(|| roman(&digits)).flatten().map(|number| number.to_string())
    })
}

/// Groups of digits with points between them; a blank may follow a point. A bare number without a point is a quantity.
fn arabic(text: &str) -> Option<String> {
    let mut groups: Vec<&str> = Vec::new();
    let mut rest = text;
    let mut pointed = false;
    loop {
        let digits = rest.len() - rest.trim_start_matches(|character: char| character.is_ascii_digit()).len();
        if digits == 0 || digits > 3 {
            break;
        }
        groups.push(&rest[..digits]);
        rest = &rest[digits..];
        let Some(after) = rest.strip_prefix(['.', '．', '、']) else { break };
        pointed = true;
        let blank = after.strip_prefix(' ').filter(|next| next.starts_with(|next: char| next.is_ascii_digit()));
        rest = blank.filter(|next| continues(next)).unwrap_or(after);
    }
    (pointed && !groups.is_empty()).then(|| groups.join("."))
}

/// Whether digits after `2. ` go on with the number: `2. 9.10`, and not `8. 15 days`.
fn continues(text: &str) -> bool {
    text.trim_start_matches(|character: char| character.is_ascii_digit()).starts_with('.')
}

/// The value of a number in Roman digits.
pub(super) fn roman(digits: &str) -> Option<u32> {
    let values: Option<Vec<u32>> = digits.chars().map(value).collect();
    let values = values.filter(|values| !values.is_empty())?;
    let signed = values.iter().enumerate().map(|(index, value)| {
        let smaller = values.get(index + 1).is_some_and(|next| next > value);
        if smaller { -i64::from(*value) } else { i64::from(*value) }
    });
    u32::try_from(signed.sum::<i64>()).ok()
}

fn value(digit: char) -> Option<u32> {
    match digit {
        'I' => Some(1),
        'V' => Some(5),
        'X' => Some(10),
        'L' => Some(50),
        'C' => Some(100),
        _ => None,
    }
}
