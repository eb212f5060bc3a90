//! For a lawyer, as a page: the same sentences as the Markdown, by topic, in one file that asks for nothing else.

use maud::{DOCTYPE, Markup, html};

use super::Changes;
use super::sentences::{Line, ONLY_NARROWS, Piece, capital, topics};
use super::words::title;
use crate::difference::{Difference, Direction};
use crate::report::html::style;

pub(super) fn render(changes: &Changes) -> String {
    let several = changes.workspaces.len() > 1;
    let page = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                (style())
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { "What a change does with personal data" }
            }
            body {
                main.alone #content {
                    h1 { "What a change does with personal data" }
                    p { "From " (state(changes.before)) " to " (state(changes.after)) ": " strong { (changes.verdict()) } "." }
                    @if changes.only_narrows() { p { (ONLY_NARROWS) } }
                    @for told in &changes.workspaces {
                        @if several && !told.difference.declarations.is_empty() { h2 { bdi { (told.folder) } } }
                        (section(told.difference))
                    }
                }
            }
        }
    };
    page.into_string() + "\n"
}

/// A state as somebody named it.
fn state(name: &str) -> Markup {
    html! { code { bdi { (name.trim_matches('`')) } } }
}

/// What a change means in one workspace: a piece of a page.
fn section(difference: &Difference) -> Markup {
    html! {
        @for (topic, lines) in topics(difference) {
            section {
                h2 { (title(topic)) }
                ul { @for line in &lines { (item(line)) } }
            }
        }
    }
}

fn item(line: &Line) -> Markup {
    html! {
        li {
            @if let Some(direction) = line.direction { strong { (sign(direction)) " " (capital(direction)) "." } " " }
            @for piece in &line.pieces { (said(piece)) }
            @if !line.below.is_empty() { ul { @for line in &line.below { (item(line)) } } }
        }
    }
}

/// The direction as a sign, beside the word for it.
fn sign(direction: Direction) -> &'static str {
    match direction {
        Direction::Widened => "▲",
        Direction::Narrowed => "▼",
        Direction::Both => "◆",
        Direction::Other => "○",
    }
}

fn said(piece: &Piece) -> Markup {
    html! {
        @match piece {
            Piece::Words(words) => (words),
            Piece::Name(name) => code { bdi { (name) } },
            Piece::Said(said) => bdi { (said) },
            Piece::Named(named) => {
                @match &named.label {
                    Some(label) => { "“" bdi { (label) } "” (" code { bdi { (named.name) } } ")" },
                    None => code { bdi { (named.name) } },
                }
            },
        }
    }
}
