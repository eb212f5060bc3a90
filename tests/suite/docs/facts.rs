//! The tables of the rule reference, from the closed list of facts and from the tables of a pack.

use candor::model::language;
use candor::policy::facts::{Fact, Kind, Scale, Type, Unsaid};
use candor::policy::pack::Pack;

use super::page::{head, kept, row};

/// Every kind of thing, with what it is a special case of.
pub(crate) fn kinds() -> String {
    let mut table = head(&["kind", "special case of", "class, for `is a`", "what it is"]);
    for kind in Kind::ALL {
        let general = kind.general().map(|kind| code(kind.name())).unwrap_or_default();
        let class = kind.class_sort().map(code).unwrap_or_default();
        table.push_str(&row(&[&code(kind.name()), &general, &class, kind.summary()]));
    }
    table
}

/// Every fact, kind by kind.
pub(crate) fn facts() -> String {
    let mut text = String::new();
    for kind in Kind::ALL {
        let own: Vec<&Fact> = Fact::ALL.iter().filter(|fact| fact.kind() == *kind).collect();
        if own.is_empty() {
            continue;
        }
        text.push_str(&format!("### {}\n\n", kind.name()));
        text.push_str(&head(&["fact", "value", "said by", "if nobody says it", "what it is"]));
        for fact in own {
            let cells = [&code(fact.name()), &value(fact.of_type()), &said_by(fact), &unsaid(fact), fact.summary()];
            text.push_str(&row(&cells.map(ToOwned::to_owned).each_ref().map(String::as_str)));
        }
        text.push('\n');
    }
    text
}

fn said_by(fact: &Fact) -> String {
    match fact.how() {
        "computed" | "declared" => fact.how().to_owned(),
        clauses => clauses.split(", ").map(code).collect::<Vec<_>>().join(", "),
    }
}

fn unsaid(fact: &Fact) -> String {
    match fact.unsaid() {
        Unsaid::Nothing => "there is none".to_owned(),
        Unsaid::Unknown => "unknown".to_owned(),
        Unsaid::Asked => "unknown, event by event".to_owned(),
        Unsaid::Default(default) => default.to_owned(),
        Unsaid::Computed => String::new(),
    }
}

fn value(of_type: Type) -> String {
    match of_type {
        Type::Entity(kind) => format!("one {}", kind.name()),
        Type::Many(kind) => format!("things: {}", kind.name()),
        Type::Term(sort) => format!("a term of `{sort}`"),
        Type::Set(sort) => format!("terms of `{sort}`"),
        Type::Scale(scale) => format!("a step of `{}`", scale.name()),
        Type::Bool => "yes or no".to_owned(),
        Type::Text => "a text".to_owned(),
        Type::Date => "a day".to_owned(),
        Type::Duration => "a time".to_owned(),
        Type::Rows(table) => format!("rows of `{table}`"),
    }
}

/// The scales, each from its least step to its greatest.
pub(crate) fn scales() -> String {
    let mut table = head(&["scale", "steps, least first"]);
    for scale in Scale::ALL {
        let steps: Vec<String> = scale.steps().iter().map(|step| code(step)).collect();
        table.push_str(&row(&[&code(scale.name()), &steps.join(" < ")]));
    }
    table
}

/// The sorts of words: whose they are.
pub(crate) fn sorts() -> String {
    let mut table = head(&["sort", "whose words"]);
    for sort in language::sort_names() {
        let whose = if language::is_closed(sort) { "the language's" } else { "the pack's" };
        table.push_str(&row(&[&code(sort), whose]));
    }
    table
}

/// The tables that the program itself reads. What a column says is written in the page itself.
pub(crate) fn tables(pack: &Pack, own: &[&str], old: &str) -> String {
    let mut table = head(&["table and column", "value", "what it says"]);
    for known in pack.tables.iter().filter(|table| !own.contains(&table.name.as_str())) {
        for (column, of_type) in &known.columns {
            let key = format!("`{}`: `{column}`", known.name);
            let value =
                if known.name == "grounds" && column == "when" { "sentences".to_owned() } else { value(*of_type) };
            table.push_str(&row(&[&key, &value, &kept(old, &key)]));
        }
    }
    table
}

fn code(word: &str) -> String {
    format!("`{word}`")
}
