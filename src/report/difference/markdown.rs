//! For a lawyer: by topic, in sentences, with the labels that people know.

use super::Changes;
use super::sentences::{Line, ONLY_NARROWS, Piece, capital, topics};
use super::words::title;
use crate::difference::{Difference, Named};
use crate::report::escape::markdown;

pub(super) fn render(changes: &Changes) -> String {
    let mut text = "# What a change does with personal data\n\n".to_owned();
    text += &format!("From {} to {}: **{}**.\n", markdown(changes.before), markdown(changes.after), changes.verdict());
    if changes.only_narrows() {
        text += &format!("\n{ONLY_NARROWS}\n");
    }
    let several = changes.workspaces.len() > 1;
    for told in &changes.workspaces {
        if several && !told.difference.declarations.is_empty() {
            text += &format!("\n# {}\n", markdown(told.folder));
        }
        text += &workspace(told.difference);
    }
    text
}

fn workspace(difference: &Difference) -> String {
    let mut text = String::new();
    for (topic, lines) in topics(difference) {
        text += &format!("\n## {}\n\n", title(topic));
        text += &lines.iter().map(|line| item(line, "")).collect::<String>();
    }
    text
}

fn item(line: &Line, indent: &str) -> String {
    let mark = line.direction.map(|direction| format!("**{}.** ", capital(direction))).unwrap_or_default();
    let sentence: String = line.pieces.iter().map(piece).collect();
    let below: String = line.below.iter().map(|line| item(line, "  ")).collect();
    format!("{indent}- {mark}{sentence}\n{below}")
}

fn piece(piece: &Piece) -> String {
    match piece {
        Piece::Words(words) => words.clone(),
        Piece::Named(name) => named(name),
        Piece::Name(name) => format!("`{name}`"),
        Piece::Said(said) => markdown(said),
    }
}

fn named(named: &Named) -> String {
    match &named.label {
        Some(label) => format!("“{}” (`{}`)", markdown(label), named.name),
        None => format!("`{}`", named.name),
    }
}
