//! Rules that do not apply, and why.

use super::words::{count, sentences};
use super::{Question, section};
use crate::check::weigh::{Reason, Silent};
use crate::policy::facts::Kind;

/// Tells of them: one by one, or the reasons with how many rules each keeps away.
pub(super) fn tell(text: &mut String, question: &Question) {
    let silent = &question.weighing.silent;
    let heading = format!("rules that do not apply ({})", silent.len());
    let lines = match question.verbose {
        true => silent.iter().map(|silent| of_rule(question, silent)).collect(),
        false => grouped(silent),
    };
    section(text, &heading, lines);
}

fn of_rule(question: &Question, silent: &Silent) -> String {
    let title = question.pack.rule(&silent.rule).map_or("", |rule| &rule.title);
    let reasons = silent.reasons.iter().map(|reason| {
        let told = match reason {
            Reason::Sentence(one) => sentences(question, &[("it is not so that", one)]).join("").replace('\n', "\n  "),
            Reason::Kinds(_) | Reason::Nothing(_) | Reason::Alone => short(reason),
        };
        format!("\n  {told}")
    });
    format!("{}: {title}{}", silent.rule, reasons.collect::<String>())
}

/// The reasons, those that keep most rules away first.
fn grouped(silent: &[Silent]) -> Vec<String> {
    let mut groups: Vec<(String, usize)> = Vec::new();
    for reason in silent.iter().filter_map(|silent| silent.reasons.first()) {
        let told = short(reason);
        match groups.iter_mut().find(|(known, _)| *known == told) {
            Some((_, number)) => *number += 1,
            None => groups.push((told, 1)),
        }
    }
    groups.sort_by(|left, right| right.1.cmp(&left.1).then_with(|| left.0.cmp(&right.0)));
    let shown = if groups.len() == SHOWN + 1 { groups.len() } else { SHOWN };
    let others: usize = groups.iter().skip(shown).map(|(_, number)| number).sum();
    let mut lines: Vec<String> =
        groups.iter().take(shown).map(|(told, number)| format!("- {}: {told}", count(*number, "rule"))).collect();
    if others > 0 {
        lines.push(format!("- {}: other reasons (-v tells each rule's)", count(others, "rule")));
    }
    lines
}

/// How many reasons are told.
const SHOWN: usize = 6;

fn short(reason: &Reason) -> String {
    match reason {
        Reason::Kinds(kinds) if kinds.iter().all(|kind| *kind == Kind::System.name()) => {
            "it is about the whole system, and that is not asked about".to_owned()
        }
        Reason::Kinds(kinds) => {
            format!("it is about every {}, and nothing of that kind is asked about", kinds.join(" or "))
        }
        Reason::Nothing(what) => format!("there is no {what}"),
        Reason::Sentence(sentence) => format!("it is not so that {}", sentence.words),
        Reason::Alone => "nothing that it is about concerns all that is asked about".to_owned(),
    }
}
