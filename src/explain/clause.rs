//! A clause of the policy: what it says, who checks it, what rests on it, and what its text leaves open.

use super::{checked_by, clause_line, section};
use crate::policy::facts::Kind;
use crate::policy::pack::{Cell, ClauseId, Pack, TextGap};
use crate::policy::readback::demand;
use crate::policy::rule::{Range, Rule, Variable};

/// Tells all about a clause.
pub fn clause(pack: &Pack, id: ClauseId) -> String {
    let clause = pack.clause_of(id);
    let mut text = format!("clause {} of {} {}\n", clause.id, pack.id, pack.version);
    section(&mut text, "it says", [clause_line(clause)]);
    section(&mut text, "it covers", clause.scope.clone());
    let parent = clause.exception_of.map(|parent| clause_line(pack.clause_of(parent)));
    section(&mut text, "it is an exception to", parent);
    let exceptions = pack.clauses.iter().filter(|other| other.exception_of == Some(id)).map(clause_line);
    section(&mut text, "it has exceptions", exceptions);
    section(&mut text, "who checks it", [checked_by(clause)]);
    let rules = |wanted: fn(&Rule) -> &Vec<ClauseId>| {
        let standing = pack.rules.iter().filter(move |rule| wanted(rule).contains(&id));
        standing.map(|rule| format!("{}: {}", rule.id, rule.title)).collect::<Vec<_>>()
    };
    section(&mut text, "rules that find a breach of it", rules(|rule| &rule.clauses));
    section(&mut text, "rules that it bounds", rules(|rule| &rule.rests_on));
    let named = pack.exceptions.iter().filter(|exception| exception.clauses.contains(&id));
    section(&mut text, "exceptions that stand on it", named.map(|exception| format!("`{}`", exception.name)));
    section(&mut text, "what a claim under it must show", claims(pack, id));
    section(&mut text, "lists that stand on it", lists(pack, id));
    let open = pack.gaps.iter().filter(|gap| is_at(gap, &clause.id));
    section(
        &mut text,
        "what its text leaves open",
        open.map(|gap| format!("{}: {} {}", gap.id, gap.gap, gap.treatment)),
    );
    text
}

/// What the rows of grounds demand of a claim that names the clause.
fn claims(pack: &Pack, id: ClauseId) -> Vec<String> {
    let Some(table) = pack.table("grounds").map(|table| pack.table_of(table)) else { return Vec::new() };
    let variables =
        [Variable { name: "claim".to_owned(), range: Range::Kinds { kinds: vec![Kind::Claim], common: Kind::Claim } }];
    let rows = table.rows.iter().filter(|row| row.clause == id);
    let mut lines: Vec<String> = Vec::new();
    for condition in rows.flat_map(|row| &row.cells).flat_map(|cell| match cell {
        Cell::Conditions(conditions) => conditions.as_slice(),
        _ => &[],
    }) {
        let line = format!("- {}", demand(pack, &variables, condition));
        if !lines.contains(&line) {
            lines.push(line);
        }
    }
    lines
}

/// How many rows of which tables belong to the clause.
fn lists(pack: &Pack, id: ClauseId) -> Vec<String> {
    let rows = pack.tables.iter().map(|table| (table, table.rows.iter().filter(|row| row.clause == id).count()));
    let some = rows.filter(|(_, rows)| *rows > 0);
    some.map(|(table, rows)| format!("`{}`: {rows} {}", table.name, if rows == 1 { "row" } else { "rows" })).collect()
}

/// Whether a gap is at the place of a clause: the clause's number, or one above it, is among the gap's places.
fn is_at(gap: &TextGap, clause: &str) -> bool {
    let number = clause.split('-').next().unwrap_or_default();
    let places = gap.place.split(|character: char| !character.is_ascii_alphanumeric() && character != '.');
    places
        .filter(|place| !place.is_empty())
        .any(|place| number == place || number.strip_prefix(place).is_some_and(|rest| rest.starts_with('.')))
}
