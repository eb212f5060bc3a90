//! What a part's sentences say about how its findings move: whether it is about something bad on a path or about
//! something missing, where that can be told for certain, and what a wider dimension may do to what it finds.

mod dimension;
mod signs;

pub use dimension::{Dimension, Movement};
pub use signs::{movement, speaks_of};

use super::errors;
use super::facts::Kind;
use super::reader::Reader;
use super::rule::{About, Condition, Part, Predicate, Quantifier, Range, Test};
use super::yaml::Word;

/// Reports a part whose `about` contradicts its sentences.
pub(super) fn check(reader: &mut Reader, part: &Part, about: Option<&Word>) {
    if let (Some(derived), Some(word)) = (derive(part), about)
        && derived != part.about
    {
        let derived = match derived {
            About::Safety => "safety",
            About::Liveness => "liveness",
        };
        reader.diagnostics.push(errors::contradicted_polarity(reader.span(word), &word.text, derived));
    }
}

/// The polarity of a part, if its sentences leave no doubt.
fn derive(part: &Part) -> Option<About> {
    if part.must_not.iter().any(is_path) {
        return Some(About::Safety);
    }
    let of_system = part.variables.iter().all(|variable| match &variable.range {
        Range::Kinds { common, .. } => matches!(common, Kind::System | Kind::Policy),
        Range::Rows { .. } => true,
        Range::Fact { .. } => false,
    });
    let demands_existence = part.must_not.is_empty() && !part.must.is_empty() && part.must.iter().all(demands);
    (of_system && demands_existence || part.must.iter().any(is_path)).then_some(About::Liveness)
}

fn is_path(condition: &Condition) -> bool {
    matches!(condition, Condition::Reaches { .. })
}

/// Whether the sentence asks that something exist.
fn demands(condition: &Condition) -> bool {
    match condition {
        Condition::Quantified { quantifier, .. } => *quantifier == Quantifier::Some,
        Condition::Simple { predicate, .. } => match predicate {
            Predicate::Has { test, .. } => matches!(test, Test::Exists | Test::OneOf(_) | Test::AllOf(_)),
            Predicate::States { negated, .. } => !negated,
            Predicate::HasNo { .. } | Predicate::IsA { .. } | Predicate::Is { .. } | Predicate::Time { .. } => false,
        },
        Condition::All(_) | Condition::Any(_) | Condition::Not(_) | Condition::Reaches { .. } => false,
    }
}
