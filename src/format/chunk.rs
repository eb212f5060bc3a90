//! A value in chunks, each with its comma: a line may break between two of them, and must after a comment.

use std::ops::Range;

use unicode_width::UnicodeWidthStr;

use super::WIDEST;
use crate::syntax::tree::{Atom, Tree, Word};

/// A part of a list, and the comments that follow it.
pub(super) struct Chunk {
    text: String,
    comments: Vec<Note>,
}

/// A comment within a list.
struct Note {
    word: Word,
    /// Whether it stands on a line of its own.
    alone: bool,
}

/// Whether two places stand on one line.
pub(super) fn on_one_line(text: &str, from: u32, to: u32) -> bool {
    !text[from as usize..to as usize].contains('\n')
}

/// The chunks of a clause's value. `comments` are those that stand within it.
pub(super) fn of_value(text: &str, tree: &Tree, atoms: &[Atom], comments: Range<usize>) -> Vec<Chunk> {
    let parts = atoms.split_inclusive(|atom| matches!(atom, Atom::Comma(_)));
    let parts = parts.filter_map(|part| Some((joined(text, part), part.last()?.word().end)));
    with_comments(text, tree, parts.collect(), comments)
}

/// The chunks of a declaration's classes.
pub(super) fn of_classes(text: &str, tree: &Tree, classes: &[Word], comments: Range<usize>) -> Vec<Chunk> {
    let last = classes.len().saturating_sub(1);
    let part = |(index, class): (usize, &Word)| {
        let comma = if index < last { "," } else { "" };
        (format!("{}{comma}", class.text(text)), class.end)
    };
    with_comments(text, tree, classes.iter().enumerate().map(part).collect(), comments)
}

/// Words with blanks between, but none before a comma.
fn joined(text: &str, atoms: &[Atom]) -> String {
    let mut joined = String::new();
    for atom in atoms {
        if !joined.is_empty() && !matches!(atom, Atom::Comma(_)) {
            joined.push(' ');
        }
        joined.push_str(atom.word().text(text));
    }
    joined
}

/// Gives each comment to the last part before it.
fn with_comments(text: &str, tree: &Tree, parts: Vec<(String, u32)>, comments: Range<usize>) -> Vec<Chunk> {
    let mut comments = tree.comments[comments].iter().peekable();
    let ends: Vec<u32> = parts.iter().map(|(_, end)| *end).skip(1).chain([u32::MAX]).collect();
    let mut chunks = Vec::new();
    for ((part, end), next_end) in parts.into_iter().zip(ends) {
        let mut notes = Vec::new();
        while let Some(comment) = comments.next_if(|comment| comment.word.start < next_end) {
            let alone = !notes.is_empty() || !on_one_line(text, end, comment.word.start);
            notes.push(Note { word: comment.word, alone });
        }
        chunks.push(Chunk { text: part, comments: notes });
    }
    chunks
}

/// Whether no comment stands within.
pub(super) fn are_plain(chunks: &[Chunk]) -> bool {
    chunks.iter().all(|chunk| chunk.comments.is_empty())
}

/// The chunks on one line.
pub(super) fn on_line(chunks: &[Chunk]) -> String {
    chunks.iter().map(|chunk| chunk.text.as_str()).collect::<Vec<_>>().join(" ")
}

/// Writes chunks from `column` on, and what has to go on in further lines below that column.
pub(super) fn write(out: &mut String, text: &str, chunks: &[Chunk], column: usize) {
    let mut at = column;
    let mut fresh = true;
    for chunk in chunks {
        let width = chunk.text.width();
        if !fresh && at + 1 + width > WIDEST {
            break_line(out, column);
            (at, fresh) = (column, true);
        }
        if !fresh {
            out.push(' ');
            at += 1;
        }
        out.push_str(&chunk.text);
        (at, fresh) = (at + width, false);
        for note in &chunk.comments {
            if note.alone {
                break_line(out, column);
            } else {
                out.push(' ');
            }
            out.push_str(note.word.text(text));
        }
        if !chunk.comments.is_empty() {
            break_line(out, column);
            (at, fresh) = (column, true);
        }
    }
}

fn break_line(out: &mut String, column: usize) {
    out.push('\n');
    out.extend(std::iter::repeat_n(' ', column));
}
