//! `candor rules`: lists the rules of the policies.

use candor::explain;
use candor::policy::pack::Pack;
use serde::Serialize;

use crate::Status;
use crate::arguments::{ListFormat, Manner, Rules};
use crate::commands::packs_here;
use crate::output;

/// Runs the command.
pub(crate) fn run(arguments: &Rules, manner: &Manner) -> Status {
    let (packs, status) = packs_here(&arguments.policies, manner);
    let text = match arguments.format {
        ListFormat::Human => packs.usable().map(list).collect::<Vec<_>>().join("\n"),
        ListFormat::Json => json(packs.usable()),
    };
    status.max(output::print_or_say(&text))
}

fn list(pack: &Pack) -> String {
    let rules: String = pack.rules.iter().map(|rule| format!("  {}\n", explain::title_line(rule))).collect();
    format!("{} {} ({} rules)\n{rules}", pack.id, pack.version, pack.rules.len())
}

#[derive(Serialize)]
struct List<'a> {
    version: u32,
    policies: Vec<Policy<'a>>,
}

#[derive(Serialize)]
struct Policy<'a> {
    id: &'a str,
    version: &'a str,
    rules: Vec<Listed<'a>>,
}

#[derive(Serialize)]
struct Listed<'a> {
    id: &'a str,
    title: &'a str,
    clauses: Vec<&'a str>,
}

fn json<'a>(packs: impl Iterator<Item = &'a Pack>) -> String {
    let policy = |pack: &'a Pack| Policy {
        id: &pack.id,
        version: &pack.version,
        rules: pack.rules.iter().map(|rule| listed(pack, rule)).collect(),
    };
    let list = List { version: 1, policies: packs.map(policy).collect() };

    output::json(&list)
}

fn listed<'a>(pack: &'a Pack, rule: &'a candor::policy::rule::Rule) -> Listed<'a> {
    let clauses = rule.clauses.iter().map(|clause| pack.clause_of(*clause).id.as_str()).collect();
    Listed { id: &rule.id, title: &rule.title, clauses }
}
