//! Rules that apply and find nothing: what made them hold, or what lifts their demand.

use super::words::{Bound, bound, count, merged, sentences};
use super::{Question, section};
use crate::check::evaluate::Judgement;
use crate::check::weigh::{Judged, Sentence, Slot};
use crate::policy::rule::Rule;

/// How many different reasons of one rule are told before the rest is counted.
const REASONS: usize = 2;

/// How many places of one reason are told before the rest is counted.
const PLACES: usize = 3;

/// Tells of the rules that held, of those that an exception lifts, and of those that are switched off.
pub(super) fn tell(text: &mut String, question: &Question) {
    let held = question.unfound(|judgement| matches!(judgement, Judgement::Complies { .. }));
    list(text, question, "rules that held", &held);
    let lifted = question.unfound(|judgement| matches!(judgement, Judgement::Excused { .. }));
    list(text, question, "rules whose demand an exception lifts", &lifted);
    let off = question.unfound(|judgement| matches!(judgement, Judgement::Violates | Judgement::MayViolate { .. }));
    list(text, question, "rules that found something and are switched off", &off);
}

fn list(text: &mut String, question: &Question, heading: &str, judged: &[&Judged]) {
    let mut rules: Vec<(&str, Vec<&Judged>)> = Vec::new();
    for one in judged {
        match rules.last_mut() {
            Some((rule, list)) if *rule == one.rule => list.push(one),
            _ => rules.push((&one.rule, vec![one])),
        }
    }
    let told = rules.iter().filter_map(|(rule, list)| {
        let rule = question.pack.rule(rule)?;
        Some(of_rule(question, rule, list))
    });
    section(text, &format!("{heading} ({})", rules.len()), told);
}

fn of_rule(question: &Question, rule: &Rule, judged: &[&Judged]) -> String {
    let mut clauses: Vec<&str> = judged.iter().map(|judged| judged.clause.as_str()).collect();
    clauses.dedup();
    let mut text = format!("{} ({}): {}", rule.id, clauses.join(", "), rule.title);
    let reasons = reasons(question, judged);
    let told = if question.verbose { reasons.len() } else { REASONS };
    for (reason, bindings) in reasons.iter().take(told) {
        text += &format!("\n  {}{reason}", places(question, bindings));
    }
    let more: usize = reasons.iter().skip(told).map(|(_, bindings)| bindings.len()).sum();
    if more > 0 {
        text += &format!("\n  and at {more} more (-v tells them)");
    }
    text
}

/// Bindings by what made the rule hold there.
fn reasons(question: &Question, judged: &[&Judged]) -> Vec<(String, Vec<Bound>)> {
    let mut reasons: Vec<(String, Vec<Bound>)> = Vec::new();
    for one in judged {
        let reason = reason(question, one);
        let bound = bound(&one.binding, question.names);
        match reasons.iter_mut().find(|(known, _)| *known == reason) {
            Some((_, bindings)) => bindings.push(bound),
            None => reasons.push((reason, vec![bound])),
        }
    }
    reasons
}

fn places(question: &Question, bindings: &[Bound]) -> String {
    let places: Vec<String> =
        merged(bindings.iter().cloned().map(|bound| (bound, ()))).into_iter().map(|(place, ())| place).collect();
    let told = if question.verbose { places.len() } else { PLACES };
    let more = places.len().saturating_sub(told);
    let more = if more > 0 { format!("; and {}", count(more, "more place")) } else { String::new() };
    format!("{}{more}", places.into_iter().take(told).collect::<Vec<_>>().join("; "))
}

fn reason(question: &Question, judged: &Judged) -> String {
    let (lead, wanted): (String, fn(&Slot) -> bool) = match (&judged.judgement, &judged.lifted_by) {
        (_, Some(exception)) => (format!("lifted by `{exception}`, since"), |slot| matches!(slot, Slot::Unless(_))),
        (Judgement::Complies { vacuous: true }, None) => {
            ("there is nothing that could break it:".to_owned(), |slot| matches!(slot, Slot::Must | Slot::MustNot))
        }
        _ => (String::new(), |slot| matches!(slot, Slot::Must | Slot::MustNot)),
    };
    let applies = judged.sentences.iter().filter(|one| one.slot == Slot::When && question.verbose);
    let mut told: Vec<(&str, &Sentence)> = applies.map(|one| ("it applies, since", one)).collect();
    let at = told.len();
    let of_exception = |one: &&Sentence| match (&one.slot, &judged.lifted_by) {
        (Slot::Unless(name), Some(exception)) => name == exception,
        _ => true,
    };
    let holds = judged.sentences.iter().filter(|one| wanted(&one.slot)).filter(of_exception);
    told.extend(holds.map(|one| (if one.slot == Slot::MustNot { "it is not so that" } else { "" }, one)));
    let mut lines = sentences(question, &told);
    if !lead.is_empty() {
        lines.insert(at, lead);
    }
    lines.iter().map(|line| format!("\n    {}", line.replace('\n', "\n    "))).collect()
}
