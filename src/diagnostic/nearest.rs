//! The nearest name to a word that nobody knows.

use strsim::damerau_levenshtein;

use super::{Text, say};

/// The candidate nearest to `word`, if one is near enough to be what was meant: at most a third of the word's letters
/// differ, and at least one letter is right. Ties go to the first in the alphabet.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let length = word.chars().count();
    let limit = (length / 3).clamp(1, 4);
    candidates
        .into_iter()
        .filter(|candidate| candidate.chars().count().abs_diff(length) <= limit)
        .map(|candidate| (damerau_levenshtein(&word.to_lowercase(), &candidate.to_lowercase()), candidate))
        .filter(|(distance, candidate)| *distance <= limit && *distance < length.max(candidate.chars().count()))
        .min()
        .map(|(_, candidate)| candidate)
}

/// Help that proposes the nearest candidate.
pub fn did_you_mean<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<Text> {
    nearest(word, candidates).map(meant)
}

/// Help that proposes a name.
pub(crate) fn meant(name: &str) -> Text {
    say!(["did you mean `{name}`?", "是否应为 `{name}`？"])
}
