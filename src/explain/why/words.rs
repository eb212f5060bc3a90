//! The words that answers are made of.

use super::Question;
use crate::check::finding::MissingFact;
use crate::check::weigh::{Sentence, Told};

/// `1 rule`, `2 rules`.
pub(super) fn count(number: usize, noun: &str) -> String {
    if number == 1 { format!("1 {noun}") } else { format!("{number} {noun}s") }
}

/// What something is bound to, in words: its datum, then the rest.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Bound {
    datum: Option<String>,
    rest: String,
}

/// What something is bound to, but for what is asked about anyway: `mobile`, for `sign-up` to `sms-house`.
pub(super) fn bound(binding: &[(String, String)], asked: &[String]) -> Bound {
    let of = |word: &str| binding.iter().find(|(known, _)| known == word).map(|(_, name)| name.as_str());
    let (flow, datum) = (of("flow"), of("datum"));
    let rests = |name: &str| datum.is_some_and(|datum| name.starts_with(datum));
    let mut words = Vec::new();
    let mut others = Vec::new();
    for (word, name) in binding.iter().filter(|(word, name)| word == "result" || !asked.contains(name)) {
        match word.as_str() {
            "place" | "datum" => {}
            "result" => words.extend((datum != Some(name)).then(|| format!("as `{name}`"))),
            "origin" => words.push(format!("from `{name}`")),
            "purpose" => words.push(format!("for `{name}`")),
            "recipient" if flow.is_some() => words.push(format!("to `{name}`")),
            "recipient" => words.push(format!("at `{name}`")),
            "store" => words.push(format!("in `{name}`")),
            "flow" => words.push(format!("by `{name}`")),
            "holding" if rests(name) => {}
            _ if flow == Some(name) => {}
            _ => others.push(format!("{word} `{name}`")),
        }
    }
    if !others.is_empty() {
        words.push(format!("({})", others.join(", ")));
    }
    let datum = datum.filter(|datum| !asked.iter().any(|name| name == datum));
    Bound { datum: datum.map(str::to_owned), rest: words.join(" ") }
}

/// Bindings in words, those that differ in the datum alone as one, each with what is said of it.
pub(super) fn merged<T: PartialEq>(bindings: impl IntoIterator<Item = (Bound, T)>) -> Vec<(String, T)> {
    let mut groups: Vec<(Vec<String>, String, T)> = Vec::new();
    for (Bound { datum, rest }, said) in bindings {
        let known = groups
            .iter_mut()
            .find(|(data, known, about)| data.is_empty() == datum.is_none() && *known == rest && *about == said);
        match (known, datum) {
            (Some((data, ..)), Some(datum)) if !data.contains(&datum) => data.push(datum),
            (Some(_), _) => {}
            (None, datum) => groups.push((datum.into_iter().collect(), rest, said)),
        }
    }
    let told = |(data, rest, said): (Vec<String>, String, T)| {
        let data: Vec<String> = data.iter().map(|datum| format!("`{datum}`")).collect();
        let words: Vec<String> = [data.join(", "), rest].into_iter().filter(|words| !words.is_empty()).collect();
        (if words.is_empty() { "all of it".to_owned() } else { words.join(" ") }, said)
    };
    groups.into_iter().map(told).collect()
}

/// Sentences, each with the facts that make it so or not; a fact that several speak of is told once.
pub(super) fn sentences(question: &Question, sentences: &[(&str, &Sentence)]) -> Vec<String> {
    let mut known: Vec<&Told> = Vec::new();
    let mut lines = Vec::new();
    for (before, sentence) in sentences {
        let before = if before.is_empty() { String::new() } else { format!("{before} ") };
        let mut line = format!("{before}{}", sentence.words);
        for told in &sentence.facts {
            if !known.contains(&told) {
                line += &format!("\n  {}", fact(question, told));
                known.push(told);
            }
        }
        lines.push(line);
    }
    lines
}

fn fact(question: &Question, told: &Told) -> String {
    let places = told.declared.iter();
    let places: Vec<String> = places
        .map(|declared| {
            format!("`{}` of `{}`, {}", declared.clause, declared.declaration, question.place(declared.span))
        })
        .collect();
    let places = if places.is_empty() { String::new() } else { format!(" ({})", places.join("; ")) };
    format!("{}: {}{places}", told.fact, told.value)
}

/// A missing fact and where it should stand.
pub(super) fn missing(question: &Question, fact: &MissingFact) -> String {
    let event = fact.event.as_ref().map(|event| format!(" for `{event}`")).unwrap_or_default();
    let place = fact.span.map(|span| format!(" ({})", question.place(span))).unwrap_or_default();
    format!("`{}` of `{}`{event}{place}", fact.clause, fact.declaration)
}
