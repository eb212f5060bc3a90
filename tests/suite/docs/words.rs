//! The tables of the language reference, from the words that the program reads.

use candor::syntax::words::{self, Cardinality, ClassWords, Classes, ClauseRule, Keyword, Shape};

use super::page::{head, kept, row};

/// The clauses that a declaration may hold. What each says is written in the page itself.
pub(crate) fn clauses(keyword: Keyword, old: &str) -> String {
    let mut table = head(&["clause", "value", "how often", "what it says, and what holds without it"]);
    for clause in keyword.clauses() {
        let word = code(clause.word.text());
        table.push_str(&row(&[&word, &shape(clause.shape), often(clause.cardinality), &kept(old, &word)]));
    }
    match keyword.classes() {
        Some(classes) => format!("After `:` {}.\n\n{table}", class(classes)),
        None => table,
    }
}

/// The clauses that the seven verbs share or have for themselves, in one table.
pub(crate) fn flows(old: &str) -> String {
    let verbs: Vec<Keyword> = Keyword::ALL.iter().copied().filter(|keyword| keyword.is_flow()).collect();
    let mut seen: Vec<&ClauseRule> = Vec::new();
    for clause in verbs.iter().flat_map(|verb| verb.clauses()) {
        if !seen.iter().any(|known| known.word == clause.word) {
            seen.push(clause);
        }
    }
    let mut table = head(&["clause", "in", "value", "how often", "what it says, and what holds without it"]);
    for clause in seen {
        let of: Vec<Keyword> = verbs.iter().copied().filter(|verb| verb.clause(clause.word).is_some()).collect();
        let whose = if of.len() == verbs.len() { "all".to_owned() } else { join(of.iter().map(|verb| verb.text())) };
        let word = code(clause.word.text());
        table.push_str(&row(&[&word, &whose, &shape(clause.shape), &often_in(&of, clause), &kept(old, &word)]));
    }
    table
}

/// How often a clause stands in most verbs, and in those that differ.
fn often_in(verbs: &[Keyword], clause: &ClauseRule) -> String {
    let cardinality = |verb: Keyword| verb.clause(clause.word).map_or(clause.cardinality, |rule| rule.cardinality);
    let like = |usual: Cardinality| verbs.iter().filter(|verb| cardinality(**verb) == usual).count();
    let usual = verbs.iter().map(|verb| cardinality(*verb)).max_by_key(|one| like(*one)).unwrap_or(clause.cardinality);
    let others = verbs.iter().filter(|verb| cardinality(**verb) != usual);
    let others: String =
        others.map(|verb| format!("; in {} {}", code(verb.text()), often(cardinality(*verb)))).collect();
    often(usual).to_owned() + &others
}

/// The closed lists of the language.
pub(crate) fn lists() -> String {
    let keywords: Vec<&str> = Keyword::ALL.iter().map(|keyword| keyword.text()).collect();
    let mut table = head(&["list", "words"]);
    let lists: [(&str, &[&str]); 6] = [
        ("events", words::EVENTS),
        ("units of time", words::UNITS),
        ("channels", words::CHANNELS),
        ("what a claim cites", words::CITES),
        ("how hard asking is", words::ASKING),
        ("when a notice is given, or a consent", words::WHEN),
    ];
    for (name, words) in lists {
        table.push_str(&row(&[name, &join(words.iter().copied())]));
    }
    let reserved = [words::MODULE].into_iter().chain(keywords).chain(words::CONNECTIVES.iter().copied());
    table.push_str(&row(&["reserved", &join(reserved)]));
    table
}

fn code(word: &str) -> String {
    format!("`{word}`")
}

fn join<'a>(words: impl IntoIterator<Item = &'a str>) -> String {
    words.into_iter().map(code).collect::<Vec<_>>().join(", ")
}

fn often(cardinality: Cardinality) -> &'static str {
    match cardinality {
        Cardinality::Optional => "at most once",
        Cardinality::Once => "once",
        Cardinality::OneOrMore => "once or more",
        Cardinality::Any => "any number",
    }
}

fn class(classes: Classes) -> String {
    let which = match classes.words {
        ClassWords::Language(words) if classes.several => format!("some of {}", join(words.iter().copied())),
        ClassWords::Language(words) => format!("one of {}", join(words.iter().copied())),
        ClassWords::Term => "a term of the policy".to_owned(),
        ClassWords::Clause => "the id of a clause of the policy".to_owned(),
        ClassWords::Rule => "the id of a rule".to_owned(),
    };
    match (classes.required, classes.several) {
        (true, true) => format!("stand {which}"),
        (true, false) => format!("stands {which}"),
        (false, _) => format!("may stand {which}"),
    }
}

fn shape(shape: Shape) -> String {
    match shape {
        Shape::Name => "a name".to_owned(),
        Shape::Id => "an id".to_owned(),
        Shape::Names { all, nothing } => {
            let others = [("`all`", all), ("`nothing`", nothing)].into_iter().filter(|(_, may)| *may);
            others.fold("names".to_owned(), |said, (word, _)| format!("{said}, or {word}"))
        }
        Shape::Text => "a text in quotes".to_owned(),
        Shape::Texts => "texts in quotes".to_owned(),
        Shape::TextOrNo => "a text in quotes, or `no`".to_owned(),
        Shape::Choice([only]) => code(only),
        Shape::Choice(words) => format!("one of {}", join(words.iter().copied())),
        Shape::Choices(words) => format!("some of {}", join(words.iter().copied())),
        Shape::Ages => "bands of the policy, or years: `under 14`, `12 to 15`, `16 and over`".to_owned(),
        Shape::Time => "a time: `15 days`".to_owned(),
        Shape::Lasts => "a time, or `until EVENT`".to_owned(),
        Shape::Date => "a date: `2026-03-01`".to_owned(),
        Shape::DateOrNo => "a date, or `no`".to_owned(),
        Shape::Agreement => "`\"TEXT\" [with RECIPIENT]`".to_owned(),
        Shape::Delete => "`[DATA] within TIME of EVENTS [under CLAIM]`".to_owned(),
        Shape::Apply => "`TRANSFORM [to DATA] within TIME of EVENTS [under CLAIM]`".to_owned(),
        Shape::Keep => "`[DATA] after EVENTS [under CLAIM]`, or `nothing`".to_owned(),
        Shape::Stop => "`within TIME of EVENTS`".to_owned(),
        Shape::Continue => "`after EVENTS`".to_owned(),
        Shape::Covers => "`DATA [for PURPOSES] [to RECIPIENTS]`".to_owned(),
        Shape::Asking => format!("one of {}, and why in quotes", join(words::ASKING.iter().copied())),
        Shape::Cites => format!("one of {}, and which in quotes", join(words::CITES.iter().copied())),
        Shape::Channels => "channels, each with `\"ADDRESS\"` or without".to_owned(),
        Shape::Refuses => "`\"CASE\" [under CLAIM]`".to_owned(),
        Shape::ReportsTo => "`\"TEXT\"` or a recipient, `[within TIME]`".to_owned(),
        Shape::Notice => "`NOTICE [before | after]`".to_owned(),
        Shape::Basis => "`consent NAME [before | after]`, or `claim NAME`".to_owned(),
        Shape::Via => "`TRANSFORM [on DATA]`".to_owned(),
    }
}
