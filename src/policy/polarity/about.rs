//! What a part is about, which follows from its sentences: each judges the handling itself, or asks for what somebody
//! undertakes beside it, or asks that there be some handling.

use crate::policy::facts::{Fact, Kind, Type};
use crate::policy::rule::{About, Condition, Predicate, Quantifier, Range, Reference, Root, Step, Variable};
use crate::source::Span;

/// What a part is about, and the sentence that decides it; `None` of a part that demands nothing.
///
/// Handling that is asked for is missing where it is not there, and so is what is undertaken, but where a sentence judges
/// the handling itself as well: what is bad in it lies on a way, whatever else is missing.
pub(in crate::policy) fn derive(
    variables: &[Variable],
    must: &[Condition],
    must_not: &[Condition],
) -> Option<(About, Span)> {
    let mut asked = Vec::new();
    let mut reading = Reading { variables, asked: &mut asked };
    must.iter().for_each(|condition| reading.condition(condition, true));
    must_not.iter().for_each(|condition| reading.condition(condition, false));
    let first = |sought: Asks| asked.iter().find(|(asks, _)| *asks == sought).map(|(_, span)| *span);
    let missing = first(Asks::Existence).map(|span| (About::Liveness, span));
    let bad = first(Asks::Handling).map(|span| (About::Safety, span));
    missing.or(bad).or(first(Asks::Undertaking).map(|span| (About::Liveness, span)))
}

/// What a sentence asks about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Asks {
    /// Data, purposes, recipients, people, consents, grounds: what is done with data, and by what right.
    Handling,
    /// What somebody undertakes: to tell, to offer, to guard, to plan, to agree, to stop, to erase.
    Undertaking,
    /// That some handling be there at all.
    Existence,
}

struct Reading<'a> {
    variables: &'a [Variable],
    asked: &'a mut Vec<(Asks, Span)>,
}

impl Reading<'_> {
    /// `wanted` says whether the part wants the sentence to be true.
    fn condition(&mut self, condition: &Condition, wanted: bool) {
        match condition {
            Condition::All(conditions) | Condition::Any(conditions) => {
                conditions.iter().for_each(|condition| self.condition(condition, wanted));
            }
            Condition::Not(condition) => self.condition(condition, !wanted),
            Condition::Reaches { span, .. } => {
                self.asked.push((if wanted { Asks::Existence } else { Asks::Handling }, *span));
            }
            Condition::Quantified { quantifier, noun, predicate, span, .. } => {
                let asks_for_some = (*quantifier == Quantifier::Some) == wanted;
                let undertaken = is_undertaken(*noun) || self.predicate(predicate) == Some(Asks::Undertaking);
                let asks = match undertaken {
                    true => Asks::Undertaking,
                    false if asks_for_some && is_made_by_flows(*noun) => Asks::Existence,
                    false => Asks::Handling,
                };
                self.asked.push((asks, *span));
            }
            Condition::Simple { subject, predicate, span } => {
                let asks = self.predicate(predicate).unwrap_or_else(|| self.of_subject(subject));
                self.asked.push((asks, *span));
            }
        }
    }

    /// What a predicate asks about, if that is not for its subject to say.
    fn predicate(&self, predicate: &Predicate) -> Option<Asks> {
        match predicate {
            Predicate::Has { step, .. }
            | Predicate::HasNo { step, .. }
            | Predicate::Is { step, .. }
            | Predicate::States { step, .. } => Some(of_step(*step)),
            Predicate::IsA { .. } | Predicate::Time { .. } => None,
        }
    }

    /// What is asked of a thing as such: that it be of a class, or that a date of it have come.
    fn of_subject(&self, subject: &Reference) -> Asks {
        match subject.steps.last() {
            Some(Step::Fact(fact)) => match fact.of_type() {
                Type::Entity(kind) | Type::Many(kind) => of_kind(kind),
                _ => of_step(Step::Fact(*fact)),
            },
            Some(Step::Column(..)) => Asks::Undertaking,
            None => match subject.root {
                Root::Variable(variable) => {
                    self.variables.get(usize::from(variable)).map_or(Asks::Handling, |it| of_range(&it.range))
                }
                Root::System | Root::Policy => Asks::Undertaking,
            },
        }
    }
}

fn of_range(range: &Range) -> Asks {
    match range {
        Range::Kinds { common, .. } => of_kind(*common),
        Range::Fact { fact, .. } => of_step(Step::Fact(*fact)),
        Range::Rows { .. } => Asks::Undertaking,
    }
}

fn of_step(step: Step) -> Asks {
    if is_undertaken(step) { Asks::Undertaking } else { Asks::Handling }
}

fn of_kind(kind: Kind) -> Asks {
    if is_undertaking(kind) { Asks::Undertaking } else { Asks::Handling }
}

/// Whether things of a kind are undertakings, or answer for what the system or the policy says as a whole.
fn is_undertaking(kind: Kind) -> bool {
    matches!(kind, Kind::Notice | Kind::Measure | Kind::Right | Kind::Plan | Kind::System | Kind::Policy | Kind::Row)
}

/// Whether a fact says what somebody undertakes. The columns of a pack's tables say what the policy undertakes to say.
fn is_undertaken(step: Step) -> bool {
    let Step::Fact(fact) = step else { return true };
    match fact {
        Fact::SystemFlow | Fact::SystemHolding | Fact::PolicyPurposes => false,
        Fact::FlowNotice
        | Fact::FlowNotifiedBefore
        | Fact::FlowExplanation
        | Fact::FlowStopEvent
        | Fact::HoldingEndEvent
        | Fact::HoldingErasureEvent
        | Fact::HoldingKeptEvent
        | Fact::HoldingDeletable
        | Fact::StoreMeasures
        | Fact::RecipientAgreement
        | Fact::RecipientEvaluation
        | Fact::RecipientAssessment
        | Fact::RecipientMeasures
        | Fact::SubjectAcceptance
        | Fact::TransformEvidence => true,
        _ => is_undertaking(fact.kind()),
    }
}

/// Whether a noun counts what flows do or bring about: with fewer flows there are fewer.
fn is_made_by_flows(noun: Step) -> bool {
    match noun {
        Step::Fact(fact) => match fact.of_type() {
            Type::Many(kind) => kind.is_a(Kind::Flow) || matches!(kind, Kind::Holding | Kind::Datum),
            _ => false,
        },
        Step::Column(..) => false,
    }
}
