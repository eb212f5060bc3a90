//! What a part's sentences say about how its findings move: whether it is about something bad on a path or about
//! something missing, and what a wider dimension may do to what it finds.

mod about;
mod dimension;
mod signs;

pub use dimension::{Dimension, Movement};
pub use signs::{movement, speaks_of};

use super::errors;
use super::reader::Reader;
use super::rule::{About, Condition, Variable};
use super::yaml::Word;

impl About {
    /// The word for it in packs.
    pub fn word(self) -> &'static str {
        match self {
            Self::Safety => "safety",
            Self::Liveness => "liveness",
        }
    }

    /// What a word of a pack means.
    pub(super) fn from_word(word: &str) -> Option<Self> {
        [Self::Safety, Self::Liveness].into_iter().find(|about| about.word() == word)
    }
}

/// Reports an `about` that is not what the sentences are about.
pub(super) fn check(
    reader: &mut Reader,
    word: &Word,
    (variables, must, must_not): (&[Variable], &[Condition], &[Condition]),
) {
    let Some((derived, sentence)) = about::derive(variables, must, must_not) else { return };
    if About::from_word(&word.text).is_some_and(|said| said != derived) {
        reader.diagnostics.push(errors::contradicted_polarity(reader.span(word), &word.text, derived, sentence));
    }
}
