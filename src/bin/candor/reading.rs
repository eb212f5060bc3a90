//! Files to text, with a clear word about each that is none.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;

use candor::configuration::errors::{self, NotText, Unreadable};
use candor::diagnostic::Diagnostic;

/// The largest file that is read. People write smaller ones, and memory must stay bounded.
pub(crate) const LARGEST: u64 = 16 << 20;

/// The largest results that are read: programs write them, and they write much.
const LARGEST_RESULTS: u64 = 1 << 30;

/// The text of a file; `shown` is its path in messages.
pub(crate) fn text(path: &Path, shown: &str) -> Result<String, Diagnostic> {
    within(path, shown, LARGEST)
}

/// The results of a run; `-` is stdin.
pub(crate) fn results(path: &Path, shown: &str) -> Result<String, Diagnostic> {
    match path == Path::new("-") {
        true => bounded(io::stdin().lock(), 0, shown, LARGEST_RESULTS),
        false => within(path, shown, LARGEST_RESULTS),
    }
}

fn within(path: &Path, shown: &str, largest: u64) -> Result<String, Diagnostic> {
    let unreadable = |error: io::Error| errors::unreadable_path(shown, &Unreadable::System(problem(&error)));
    // Looked at before it is opened: opening a queue would wait for somebody to write into it.
    let metadata = fs::metadata(path).map_err(unreadable)?;
    if !metadata.is_file() {
        return Err(errors::unreadable_path(shown, &Unreadable::NoFile));
    }
    if metadata.len() > largest {
        return Err(errors::oversized_file(shown, metadata.len(), largest));
    }
    bounded(File::open(path).map_err(unreadable)?, metadata.len() as usize, shown, largest)
}

/// The text on stdin.
pub(crate) fn stdin(shown: &str) -> Result<String, Diagnostic> {
    bounded(io::stdin().lock(), 0, shown, LARGEST)
}

/// A file may grow while it is read, and a stream has no size: neither fills the memory. Texts of a whole workspace stand
/// in memory together, so a text of the expected size takes no more room than that.
fn bounded(source: impl Read, expected: usize, shown: &str, largest: u64) -> Result<String, Diagnostic> {
    let mut bytes = Vec::with_capacity(expected);
    let read = source.take(largest + 1).read_to_end(&mut bytes);
    let read = read.map_err(|error| errors::unreadable_path(shown, &Unreadable::System(problem(&error))))? as u64;
    if read > largest {
        return Err(errors::oversized_file(shown, read, largest));
    }
    decoded(bytes, shown)
}

/// The text that some bytes are.
pub(crate) fn decoded(bytes: Vec<u8>, shown: &str) -> Result<String, Diagnostic> {
    in_utf8(bytes).map_err(|why| errors::not_text(shown, why))
}

fn in_utf8(bytes: Vec<u8>) -> Result<String, NotText> {
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        return Err(NotText::Utf16);
    }
    if let Some(place) = bytes.iter().position(|byte| *byte == 0) {
        let (line, column) = after(&bytes[..place]);
        return Err(NotText::Binary(line, column));
    }
    String::from_utf8(bytes).map_err(|error| {
        let place = error.utf8_error().valid_up_to();
        let bytes = error.as_bytes();
        let (line, column) = after(&bytes[..place]);
        NotText::Byte(bytes[place], line, column)
    })
}

/// The line and the column after some bytes.
fn after(before: &[u8]) -> (usize, usize) {
    let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
    let start = before.iter().rposition(|byte| *byte == b'\n').map_or(0, |newline| newline + 1);
    (line, String::from_utf8_lossy(&before[start..]).chars().count() + 1)
}

/// What went wrong, in words and without a number of the system's.
pub(crate) fn problem(error: &io::Error) -> String {
    let text = error.to_string();
    let words = text.split(" (os error").next().unwrap_or_default();
    words.chars().take(1).flat_map(char::to_lowercase).chain(words.chars().skip(1)).collect()
}
