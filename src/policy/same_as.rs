//! What the words of one pack mean in another. Either pack may say it: whichever knows of the other.

use super::errors;
use super::pack::{Band, Pack};
use crate::diagnostic::Diagnostic;
use crate::model::Counterpart;
use crate::model::vocabulary::{TermId, Vocabulary};

/// All that is said of terms of `other` being the same as terms of `own`, by either of the two, and what follows from
/// years: bands that have a year in common.
pub fn counterparts(own: &Pack, other: &Pack) -> Vec<Counterpart> {
    let mut pairs = Vec::new();
    for said in own.same_as.iter().filter(|said| said.policy == other.id) {
        let theirs = find(&other.vocabulary, &said.sort, &said.theirs);
        pairs.extend(
            theirs.into_iter().flat_map(|theirs| said.own.iter().map(move |own| Counterpart { theirs, own: *own })),
        );
    }
    for said in other.same_as.iter().filter(|said| said.policy == own.id) {
        let ours = find(&own.vocabulary, &said.sort, &said.theirs);
        pairs.extend(
            ours.into_iter().flat_map(|own| said.own.iter().map(move |theirs| Counterpart { theirs: *theirs, own })),
        );
    }
    for theirs in &other.bands {
        let common = own.bands.iter().filter(|own| overlap(own, theirs));
        pairs.extend(common.map(|own| Counterpart { theirs: theirs.term, own: own.term }));
    }
    pairs
}

/// Terms of `other` that `own` names and that are not there.
pub fn unknown_counterparts(own: &Pack, other: &Pack) -> Vec<Diagnostic> {
    let said = own.same_as.iter().filter(|said| said.policy == other.id);
    let unknown = said.filter(|said| find(&other.vocabulary, &said.sort, &said.theirs).is_none());
    unknown.map(|said| errors::unknown_term(said.span, &said.sort, &said.theirs, &other.vocabulary)).collect()
}

fn find(vocabulary: &Vocabulary, sort: &str, name: &str) -> Option<TermId> {
    vocabulary.find(vocabulary.sort(sort)?, name)
}

fn overlap(left: &Band, right: &Band) -> bool {
    let begins = |one: &Band, other: &Band| one.greatest.is_none_or(|greatest| other.least <= greatest);
    begins(left, right) && begins(right, left)
}
