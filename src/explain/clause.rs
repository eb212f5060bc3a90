//! A clause of the policy: what it says, who checks it, what rests on it, and what its text leaves open.

use super::{checked_by, clause_line, exception_name, section, title_line};
use crate::diagnostic::Language;
use crate::policy::pack::{Cell, ClauseId, Pack, Table, TextGap};
use crate::policy::readback;
use crate::policy::rule::Rule;

/// Tells all about a clause.
pub fn clause(pack: &Pack, id: ClauseId, language: Language) -> String {
    let clause = pack.clause_of(id);
    let told = pack.told(language);
    let head = ["clause {0} of {1} {2}\n", "{1} {2} 条款 {0}\n"];
    let mut text = language.say(head, &[&clause.id, &pack.id, &pack.version]);
    let mut tell = |heading: [&'static str; 2], lines: Vec<String>| section(&mut text, language.of(heading), lines);
    let line = |id: ClauseId| clause_line(pack, id, language);
    tell(["it says", "内容"], vec![line(id)]);
    tell(
        ["it covers", "涵盖"],
        told.scope(clause).or(clause.scope.as_deref()).map(str::to_owned).into_iter().collect(),
    );
    tell(["it is an exception to", "属于下列条款的例外"], clause.exception_of.map(line).into_iter().collect());
    let exceptions = pack.clauses.iter().enumerate().filter(|(_, other)| other.exception_of == Some(id));
    let exceptions = exceptions.map(|(index, _)| line(ClauseId(index as u32)));
    tell(["it has exceptions", "例外"], exceptions.collect());
    tell(["who checks it", "由谁检查"], vec![checked_by(pack, clause, language)]);
    let rules = |wanted: fn(&Rule) -> &Vec<ClauseId>| {
        let standing = pack.rules.iter().filter(move |rule| wanted(rule).contains(&id));
        standing.map(|rule| title_line(pack, rule, language)).collect::<Vec<_>>()
    };
    tell(["rules that find a breach of it", "能发现违反该条款的规则"], rules(|rule| &rule.clauses));
    tell(["rules that it bounds", "以该条款为界限的规则"], rules(|rule| &rule.rests_on));
    let named = pack.exceptions.iter().filter(|exception| exception.clauses.contains(&id));
    let named = named.map(|exception| exception_name(told, &exception.name));
    tell(["exceptions that stand on it", "以该条款为基础的例外"], named.collect());
    tell(["what a claim under it must show", "依该条款提出主张须说明的事项"], claims(pack, id, language));
    tell(["lists that stand on it", "以该条款为基础的清单"], lists(pack, id, language));
    let open = pack.gaps.iter().filter(|gap| is_at(gap, &clause.id));
    let open = open.map(|gap| {
        let words = [told.gap(gap).unwrap_or(&gap.gap), told.treatment(gap).unwrap_or(&gap.treatment)];
        language.say(["{0}: {1} {2}", "{0}：{1}{2}"], &[&gap.id, words[0], words[1]])
    });
    tell(["what its text leaves open", "文本未明之处"], open.collect());
    text
}

/// What the rows of grounds demand of a claim that names the clause.
fn claims(pack: &Pack, id: ClauseId, language: Language) -> Vec<String> {
    let Some(table) = pack.table("grounds").map(|table| pack.table_of(table)) else { return Vec::new() };
    let variables = readback::claim();
    let rows = table.rows.iter().filter(|row| row.clause == id);
    let mut lines: Vec<String> = Vec::new();
    for condition in rows.flat_map(|row| &row.cells).flat_map(|cell| match cell {
        Cell::Conditions(conditions) => conditions.as_slice(),
        _ => &[],
    }) {
        let line = format!("- {}", readback::demand(pack, &variables, condition, language));
        if !lines.contains(&line) {
            lines.push(line);
        }
    }
    lines
}

/// How many rows of which tables belong to the clause.
fn lists(pack: &Pack, id: ClauseId, language: Language) -> Vec<String> {
    let rows = pack.tables.iter().map(|table| (table, table.rows.iter().filter(|row| row.clause == id).count()));
    let some = rows.filter(|(_, rows)| *rows > 0);
    let line = |(table, rows): (&Table, usize)| {
        let wordings =
            if rows == 1 { ["`{0}`: {1} row", "`{0}`：{1}行"] } else { ["`{0}`: {1} rows", "`{0}`：{1}行"] };
        language.say(wordings, &[&table.name, &rows.to_string()])
    };
    some.map(line).collect()
}

/// Whether a gap is at the place of a clause: the clause's number, or one above it, is among the gap's places.
fn is_at(gap: &TextGap, clause: &str) -> bool {
    let number = clause.split('-').next().unwrap_or_default();
    let places = gap.place.split(|character: char| !character.is_ascii_alphanumeric() && character != '.');
    places
        .filter(|place| !place.is_empty())
        .any(|place| number == place || number.strip_prefix(place).is_some_and(|rest| rest.starts_with('.')))
}
