//! What two versions of a pack say differently, as far as their texts tell.

use super::pack::{Cell, Clause, Pack, Table};
use super::readback;
use super::rule::Rule;
use crate::diagnostic::Language;

/// What one version has and the other has not, or says differently. Names are in the order of their packs.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Difference {
    /// Rules, by id.
    pub rules: Changes,
    /// Clauses, by id.
    pub clauses: Changes,
    /// Named exceptions, by name.
    pub exceptions: Changes,
    /// Rows of tables, in words.
    pub rows: Changes,
}

/// Names of one sort of thing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Changes {
    /// The new version alone has them.
    pub added: Vec<String>,
    /// The old version alone has them.
    pub removed: Vec<String>,
    /// Both have them, and say different things of them.
    pub changed: Vec<String>,
}

/// Compares two versions of a pack.
pub fn difference(old: &Pack, new: &Pack) -> Difference {
    let rules = |pack: &Pack| pack.rules.iter().map(|rule| (rule.id.clone(), rule_text(pack, rule))).collect();
    let clauses = |pack: &Pack| pack.clauses.iter().map(|clause| (clause.id.clone(), clause_text(clause))).collect();
    let rows = |pack: &Pack| pack.tables.iter().flat_map(|table| rows(pack, table)).collect();
    Difference {
        rules: changes(rules(old), rules(new)),
        clauses: changes(clauses(old), clauses(new)),
        exceptions: changes(exceptions(old), exceptions(new)),
        rows: changes(rows(old), rows(new)),
    }
}

fn changes(old: Vec<(String, String)>, new: Vec<(String, String)>) -> Changes {
    let text = |list: &[(String, String)], name: &str| -> Option<String> {
        list.iter().find(|(known, _)| known == name).map(|(_, text)| text.clone())
    };
    let mut changes = Changes::default();
    for (name, said) in &new {
        match text(&old, name) {
            None => changes.added.push(name.clone()),
            Some(before) if before != *said => changes.changed.push(name.clone()),
            Some(_) => {}
        }
    }
    let gone = old.iter().filter(|(name, _)| text(&new, name).is_none());
    changes.removed = gone.map(|(name, _)| name.clone()).collect();
    changes
}

fn rule_text(pack: &Pack, rule: &Rule) -> String {
    let rests_on: Vec<&str> = rule.rests_on.iter().map(|clause| pack.clause_of(*clause).id.as_str()).collect();
    format!("{}\nrests on {}", readback::read_back(pack, rule, Language::English), rests_on.join(", "))
}

fn clause_text(clause: &Clause) -> String {
    let Clause { statement, modality, check, severity, scope, human, hash, .. } = clause;
    format!("{statement} {modality:?} {check:?} {severity:?} {scope:?} {human:?} {hash:?}")
}

fn exceptions(pack: &Pack) -> Vec<(String, String)> {
    let told = |index: usize| {
        let exception = &pack.exceptions[index];
        (exception.name.clone(), readback::exception(pack, exception))
    };
    (0..pack.exceptions.len()).map(told).collect()
}

/// A row has no name: it is what it says.
fn rows(pack: &Pack, table: &Table) -> Vec<(String, String)> {
    let told = |row: &super::pack::Row| {
        let columns = table.columns.iter().zip(&row.cells);
        let cells = columns.filter_map(|((name, _), cell)| Some(format!("{name}: {}", cell_text(pack, cell)?)));
        let clause = &pack.clause_of(row.clause).id;
        (format!("`{}` for {clause}: {}", table.name, cells.collect::<Vec<_>>().join(", ")), String::new())
    };
    table.rows.iter().map(told).collect()
}

fn cell_text(pack: &Pack, cell: &Cell) -> Option<String> {
    let vocabulary = &pack.vocabulary;
    match cell {
        Cell::Nothing => None,
        Cell::Term(term) => Some(vocabulary.name(*term).to_owned()),
        Cell::Set(terms, _) if terms.is_empty() => None,
        Cell::Set(terms, _) => {
            let names: Vec<&str> = terms.iter().map(|term| vocabulary.name(*term)).collect();
            Some(format!("[{}]", names.join(", ")))
        }
        Cell::Step(step) => Some(format!("step {step}")),
        Cell::Bool(yes) => Some(if *yes { "yes" } else { "no" }.to_owned()),
        Cell::Text(text) => Some(text.clone()),
        Cell::Time(time) => Some(readback::time(*time, Language::English)),
        Cell::Conditions(conditions) if conditions.is_empty() => None,
        Cell::Conditions(conditions) => Some(readback::of_claim(pack, conditions)),
    }
}
