//! The tables of the legal report, each a title, columns and rows of plain text, in the reader's language: the record of
//! processing, the two lists that Chinese regulators ask for, recipients, retention, and what a run found. A page, a
//! spreadsheet and a document all show the same ones. What nobody declared says so: no cell is empty.

mod claims;
mod clauses;
mod collected;
mod findings;
mod flows;
mod gaps;
mod processing;
mod recipients;
mod retention;
mod rules;
mod run;
mod shared;
mod waivers;

use super::results::{Flow, Purpose, Results, Workspace};
use super::words::Words;
use crate::diagnostic::Language;

/// A table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// A word for it, the same in every language.
    pub id: &'static str,
    /// What it is called where there is little room.
    pub name: String,
    /// What it is called.
    pub title: String,
    /// What the reader has to know of it.
    pub note: String,
    /// The titles of its columns.
    pub columns: Vec<String>,
    /// Its rows, each with a cell for every column. Several lines in a cell stand below each other.
    pub rows: Vec<Vec<String>>,
}

/// What a table is called in both languages, and its columns.
struct Form {
    id: &'static str,
    name: [&'static str; 2],
    title: [&'static str; 2],
    note: [&'static str; 2],
    columns: &'static [[&'static str; 2]],
}

impl Form {
    fn filled(&self, words: &Words, rows: Vec<Vec<String>>) -> Table {
        Table {
            id: self.id,
            name: words.of(self.name),
            title: words.of(self.title),
            note: words.of(self.note),
            columns: self.columns.iter().map(|title| words.of(*title)).collect(),
            rows,
        }
    }
}

/// All tables of a workspace, in the order in which a report shows them.
pub fn all(workspace: &Workspace, language: Language) -> Vec<Table> {
    let words = Words::new(workspace, language);
    let tables = [
        findings::table,
        clauses::table,
        processing::table,
        collected::table,
        shared::table,
        recipients::table,
        retention::table,
        flows::table,
        claims::table,
        waivers::table,
        gaps::table,
        rules::table,
    ];
    tables.map(|table| table(&words)).into()
}

/// Everything that a run tells in tables: first the run itself, then the tables of its workspaces as one set. Where there are several, a first column says of each row whose it is.
pub(super) fn whole(results: &Results, language: Language) -> Vec<Table> {
    let mut tables = across(&results.workspaces, language);
    tables.insert(0, run(results, language));
    tables
}

/// The run itself.
pub(super) fn run(results: &Results, language: Language) -> Table {
    run::table(results, language)
}

/// The clause matrix.
pub(super) fn clauses(words: &Words) -> Table {
    clauses::table(words)
}

fn across(workspaces: &[Workspace], language: Language) -> Vec<Table> {
    let mut sets = workspaces.iter().map(|workspace| (workspace, all(workspace, language)));
    let Some((first, mut tables)) = sets.next() else { return Vec::new() };
    if workspaces.len() == 1 {
        return tables;
    }
    for table in &mut tables {
        table.columns.insert(0, language.of(["Workspace and policy", "工作区与政策"]).to_owned());
        owned(&mut table.rows, first);
    }
    for (workspace, others) in sets {
        for (table, mut other) in tables.iter_mut().zip(others) {
            owned(&mut other.rows, workspace);
            table.rows.append(&mut other.rows);
        }
    }
    tables
}

/// Says of each row whose it is.
fn owned(rows: &mut [Vec<String>], workspace: &Workspace) {
    let owner = format!("{}, {} {}", workspace.folder, workspace.policy.id, workspace.policy.version);
    for row in rows {
        row.insert(0, owner.clone());
    }
}

/// A cell; what is not said says so.
fn cell(words: &Words, text: String) -> String {
    if text.is_empty() { undeclared(words) } else { text }
}

/// A cell of something that may be left out.
fn optional(words: &Words, text: Option<&String>) -> String {
    text.cloned().map_or_else(|| undeclared(words), |text| cell(words, text))
}

fn undeclared(words: &Words) -> String {
    words.of(["not declared", "未声明"])
}

/// A cell of something of which there is none.
fn none(words: &Words, text: String) -> String {
    if text.is_empty() { words.of(["none", "无"]) } else { text }
}

/// A date that may be a plain `no`.
fn dated(words: &Words, date: Option<&String>) -> String {
    match date.map(String::as_str) {
        Some("no") => words.whether(false),
        _ => optional(words, date),
    }
}

/// Names in their order, each once, as people call them.
fn called<'n>(words: &Words, names: impl Iterator<Item = &'n String>) -> String {
    words.all(distinct(names))
}

/// Each once, where it came first.
fn distinct<'n>(names: impl Iterator<Item = &'n String>) -> Vec<&'n String> {
    let mut seen: Vec<&String> = Vec::new();
    for name in names {
        if !seen.contains(&name) {
            seen.push(name);
        }
    }
    seen
}

/// What flows rest on: consents, claims, or that the policy lists their purposes.
fn basis(words: &Words, flows: &[&Flow], purposes: &[&String]) -> String {
    let inventory = &words.workspace.inventory;
    let consents = distinct(flows.iter().flat_map(|flow| &flow.consents).map(|consent| &consent.name));
    let mut lines: Vec<String> = Vec::new();
    for name in consents {
        let class = inventory.consents.iter().find(|consent| consent.head.name == *name);
        let class = class.map(|consent| words.term("consent-class", &consent.class)).unwrap_or_default();
        lines.push(words.say(["consent ({0}): {1}", "{0}：{1}"], &[&class, &words.called(name)]));
    }
    for name in distinct(flows.iter().flat_map(|flow| &flow.claims)) {
        let claim = inventory.claims.iter().find(|claim| claim.head.name == *name);
        let clause = claim.map(|claim| claim.clause.as_str()).unwrap_or_default();
        lines.push(words.say(["claim under {0}: {1}", "依据第 {0} 条主张：{1}"], &[clause, &words.called(name)]));
    }
    if flows.iter().any(|flow| flow.consents.is_empty() && flow.claims.is_empty()) {
        lines.extend(listed(words, purposes));
    }
    lines.join("\n")
}

/// Which of some purposes the policy itself lists.
fn listed(words: &Words, purposes: &[&String]) -> Option<String> {
    let all = words.workspace.inventory.purposes.iter().filter(|one| purposes.contains(&&one.head.name));
    let of_policy = |one: &&Purpose| one.head.place.is_none() || one.head.name.rsplit('.').next() != Some(&one.class);
    let terms: Vec<&String> = distinct(all.filter(of_policy).map(|one| &one.class));
    let terms: Vec<String> = terms.into_iter().map(|term| words.term("purpose", term)).collect();
    let said = words.language.list(&terms);
    (!terms.is_empty()).then(|| words.say(["listed in the policy: {0}", "隐私政策所列目的：{0}"], &[&said]))
}
