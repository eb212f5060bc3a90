//! The data map: who hands data to whom. People stand on the left, our stores in the middle, and everybody else on the
//! right, in lanes by trust; arrows are flows, bundled where they run from one place to one other.

mod around;
mod draw;
mod fold;
mod geometry;
mod layout;
mod legend;
mod marks;
mod order;
mod path;
mod picture;
mod routes;
mod text;
mod tooltip;

use super::results::{Finding, Workspace};
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

/// The map as an SVG that stands in a page with [`STYLE`].
pub fn svg(workspace: &Workspace, options: &Options, language: Language) -> String {
    let words = Words::new(workspace, language);
    draw::map(&picture::picture(&words, options), &words)
}

/// The way of a finding's datum as small pictures, one a step, that wrap where the page is narrow; empty where the
/// finding is about no path.
pub fn path(finding: &Finding, workspace: &Workspace, language: Language) -> String {
    path::draw(finding, &Words::new(workspace, language))
}
