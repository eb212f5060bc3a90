//! The legal report: one page that needs nothing else, for a reviewer who reads the policy and not the code.
//!
//! Everything in it comes from the results. The page can be read and printed without its script, which only adds search
//! and filters; its security policy lets no other script or style run, and nothing be fetched.

mod alike;
mod atlas;
mod card;
mod claims;
mod clauses;
mod days;
mod decisions;
mod findings;
mod gaps;
mod page;
mod part;
mod provenance;
mod remedy;
mod rules;
mod summary;
mod table;
mod text;
mod waivers;
mod way;
mod words;

use super::escape::visible;
use super::results::Results;
use crate::diagnostic::Language;

/// The page. Markup escapes every text; what could still turn a line round or hide in it is written out at last.
pub(super) use page::style;

pub(super) fn render(results: &Results, language: Language) -> String {
    let page = page::page(results, language).into_string();
    let mut shown = String::with_capacity(page.len() + 1);
    for line in page.lines() {
        shown += &visible(line);
        shown.push('\n');
    }
    shown
}
