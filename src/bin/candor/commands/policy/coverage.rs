//! `candor policy coverage`: of each clause, what stands for it.

use candor::audit::{self, Covered, Standing};
use candor::policy::pack::Pack;
use serde::Serialize;

use crate::Status;
use crate::arguments::{Coverage, ListFormat, Manner};
use crate::commands::PerPolicy;
use crate::commands::packs_here;
use crate::output;

/// Runs the command. A clause for which nothing stands is a finding.
pub(crate) fn run(arguments: &Coverage, manner: &Manner) -> Status {
    let (packs, status) = packs_here(&arguments.policies, manner);
    let covered: Vec<(&Pack, Vec<Covered>)> = packs.usable().map(|pack| (pack, audit::coverage(pack))).collect();
    let uncovered =
        covered.iter().flat_map(|(_, clauses)| clauses).any(|clause| clause.standing == Standing::Uncovered);
    let text = match arguments.format {
        ListFormat::Human => covered.iter().map(|(pack, clauses)| told(pack, clauses)).collect::<Vec<_>>().join("\n"),
        ListFormat::Json => json(&covered),
    };
    let found = if uncovered { Status::Found } else { Status::Clean };
    status.max(found).max(output::print_or_say(&text))
}

fn told(pack: &Pack, clauses: &[Covered]) -> String {
    let width = clauses.iter().map(|covered| covered.clause.id.chars().count()).max().unwrap_or_default();
    let lines: String = clauses.iter().map(|covered| line(covered, width)).collect();
    format!("{} {}: {}\n\n{lines}\n{}", pack.id, pack.version, pack.title, counts(clauses))
}

/// How many clauses are of each standing, and what that means.
fn counts(clauses: &[Covered]) -> String {
    let mut text = format!("{} clauses\n", clauses.len());
    for standing in Standing::ALL {
        let number = clauses.iter().filter(|covered| covered.standing == standing).count();
        text += &format!("  {number:>4} {:<12} {}\n", standing.word(), meaning(standing));
    }
    let human = clauses.iter().filter(|covered| covered.human.is_some()).count();
    text + &format!("for {human} of them, a person must judge something that no rule can see\n")
}

fn meaning(standing: Standing) -> &'static str {
    match standing {
        Standing::Enforced => "some rule finds a breach",
        Standing::Supporting => "it bounds rules, excuses from them, or gives them a row",
        Standing::Human => "only a person can judge it",
        Standing::Informative => "it tells or defines something, and asks for nothing",
        Standing::Uncovered => "nothing stands for it",
    }
}

fn line(covered: &Covered, width: usize) -> String {
    let indent = " ".repeat(width + 2);
    let mut text = format!("{:<width$}  {}{}\n", covered.clause.id, covered.standing.word(), first(covered));
    let named = |words: &str, names: &[&str]| match names {
        [] => String::new(),
        names => format!("{indent}{words} {}\n", names.join(", ")),
    };
    text += &named("bounds or excuses", &covered.supports);
    text += &named("has a row in", &covered.tables);
    text + &covered.human.map(|reason| format!("{indent}a person must judge: {reason}\n")).unwrap_or_default()
}

fn first(covered: &Covered) -> String {
    match covered.standing {
        Standing::Enforced => format!(" by {}", covered.rules.join(", ")),
        Standing::Informative | Standing::Uncovered => format!(": {}", covered.clause.statement),
        Standing::Supporting | Standing::Human => String::new(),
    }
}

#[derive(Serialize)]
struct Policy<'a> {
    id: &'a str,
    version: &'a str,
    clauses: Vec<Clause<'a>>,
}

#[derive(Serialize)]
struct Clause<'a> {
    id: &'a str,
    statement: &'a str,
    standing: &'static str,
    rules: &'a [&'a str],
    supports: &'a [&'a str],
    tables: &'a [&'a str],
    human: Option<&'a str>,
}

fn json(covered: &[(&Pack, Vec<Covered>)]) -> String {
    let policies = covered.iter().map(|(pack, clauses)| Policy {
        id: &pack.id,
        version: &pack.version,
        clauses: clauses.iter().map(clause).collect(),
    });
    output::json(&PerPolicy::new(policies))
}

fn clause<'a>(covered: &'a Covered) -> Clause<'a> {
    Clause {
        id: &covered.clause.id,
        statement: &covered.clause.statement,
        standing: covered.standing.word(),
        rules: &covered.rules,
        supports: &covered.supports,
        tables: &covered.tables,
        human: covered.human,
    }
}
