//! The data map: who hands data to whom. People stand on the left, our stores in the middle, and everybody else on the
//! right, in lanes by trust; arrows are flows, bundled where they run from one place to one other.

mod around;
mod dot;
mod draw;
mod fold;
mod geometry;
mod layout;
mod legend;
mod listed;
mod marks;
mod mermaid;
mod order;
mod picture;
mod routes;
mod text;
mod tooltip;

use super::results::Workspace;
use super::words::Words;
use crate::diagnostic::Language;

/// How the drawings look: for the page that they stand in. A file of its own carries it inside.
pub const STYLE: &str = include_str!("style.css");

/// Which part of the map is drawn.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Only what lies around one item.
    pub around: Option<Around>,
}

/// An item and what lies around it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Around {
    /// A declaration's full name: people, a store, a recipient; or a flow, a datum, a purpose, a feature, of which the
    /// flows are drawn that it takes part in.
    pub item: String,
    /// How many arrows away from it the drawing ends.
    pub steps: usize,
}

/// A form of the map.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Drawing {
    /// A picture.
    Svg,
    /// For Graphviz.
    Dot,
    /// For Mermaid, which many places show where Markdown is shown.
    Mermaid,
    /// For programs.
    Json,
}

impl Drawing {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Svg, Self::Dot, Self::Mermaid, Self::Json];

    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Svg => "svg",
            Self::Dot => "dot",
            Self::Mermaid => "mermaid",
            Self::Json => "json",
        }
    }

    /// The form that a word names.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|drawing| drawing.word() == word)
    }
}

/// The map as a file of its own.
pub fn render(drawing: Drawing, workspace: &Workspace, options: &Options, language: Language) -> String {
    let words = Words::new(workspace, language);
    let picture = picture::picture(&words, options);
    match drawing {
        Drawing::Svg => draw::map(&picture, &words, &format!("<style>\n{STYLE}</style>\n")),
        Drawing::Dot => dot::draw(&picture, &words),
        Drawing::Mermaid => mermaid::draw(&picture, &words),
        Drawing::Json => listed::list(&picture),
    }
}

/// The map as an SVG that stands in a page with [`STYLE`].
pub fn svg(workspace: &Workspace, options: &Options, language: Language) -> String {
    let words = Words::new(workspace, language);
    draw::map(&picture::picture(&words, options), &words, "")
}
