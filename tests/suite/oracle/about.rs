//! What a rule is about, as the reference of rules says it.

use super::law::{Condition, FACTS, Kind, Predicate, Quantifier, Range, Rule, Type};

/// Facts that say what somebody undertakes.
const UNDERTAKEN: &[&str] = &[
    "acceptance",
    "agreement",
    "deletable",
    "end-event",
    "erasure-event",
    "evidence",
    "explanation",
    "kept-event",
    "measures",
    "notified-before",
    "object",
    "right",
    "stop-event",
];

/// Nouns of which there are fewer where there are fewer flows.
const FLOWING: &[&str] = &["flow", "holding", "use"];

/// Liveness where some handling must be there, or where nothing but undertakings are asked for.
pub(super) fn about(rule: &Rule) -> &'static str {
    let mut asked = Vec::new();
    rule.must.iter().for_each(|condition| ask(rule, condition, true, &mut asked));
    rule.must_not.iter().for_each(|condition| ask(rule, condition, false, &mut asked));
    let judges = asked.contains(&Asked::Handling) && !asked.contains(&Asked::Existence);
    if judges { "safety" } else { "liveness" }
}

#[derive(PartialEq, Eq)]
enum Asked {
    Handling,
    Undertaking,
    Existence,
}

fn ask(rule: &Rule, condition: &Condition, wanted: bool, asked: &mut Vec<Asked>) {
    match condition {
        Condition::All(all) | Condition::Any(all) => all.iter().for_each(|one| ask(rule, one, wanted, asked)),
        Condition::Not(one) => ask(rule, one, !wanted, asked),
        Condition::Reaches(..) => asked.push(if wanted { Asked::Existence } else { Asked::Handling }),
        Condition::Quantified(quantifier, noun, _, _, predicate) => {
            let is_undertaken = |fact: Option<&str>| fact.is_some_and(|fact| UNDERTAKEN.contains(&fact));
            asked.push(if is_undertaken(Some(noun)) || is_undertaken(fact(predicate)) {
                Asked::Undertaking
            } else if FLOWING.contains(noun) && wanted == (*quantifier == Quantifier::Some) {
                Asked::Existence
            } else {
                Asked::Handling
            });
        }
        Condition::Simple(subject, predicate) => {
            let undertaken = match (fact(predicate), subject.steps.last()) {
                (Some(fact), _) => UNDERTAKEN.contains(&fact),
                (None, Some(step)) => of_rights(step),
                (None, None) => match &rule.variables[subject.variable].range {
                    Range::Kinds(kinds) => kinds.iter().all(|kind| matches!(kind, Kind::Right | Kind::System)),
                    Range::Fact(fact, _) => UNDERTAKEN.contains(fact),
                    Range::Protection => true,
                    Range::Limits(_) => false,
                },
            };
            asked.push(if undertaken { Asked::Undertaking } else { Asked::Handling });
        }
    }
}

/// The fact that a predicate asks for.
fn fact(predicate: &Predicate) -> Option<&'static str> {
    match predicate {
        Predicate::Has(fact, _) | Predicate::HasNo(fact, _) | Predicate::Is(_, fact) | Predicate::States(_, fact) => {
            Some(fact)
        }
        Predicate::IsA(..) => None,
    }
}

fn of_rights(step: &str) -> bool {
    let is_right = |of_type: Type| matches!(of_type, Type::One(Kind::Right) | Type::Many(Kind::Right));
    FACTS.iter().any(|(_, name, of_type)| *name == step && is_right(*of_type))
}
