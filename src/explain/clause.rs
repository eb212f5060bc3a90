//! A clause of the policy: what it says, who checks it, and which rules stand on it.

use super::{checked_by, clause_line, section};
use crate::policy::pack::{ClauseId, Pack};

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
    let rules = |wanted: fn(&crate::policy::rule::Rule) -> &Vec<ClauseId>| {
        let standing = pack.rules.iter().filter(move |rule| wanted(rule).contains(&id));
        standing.map(|rule| format!("{}: {}", rule.id, rule.title)).collect::<Vec<_>>()
    };
    section(&mut text, "rules that find a breach of it", rules(|rule| &rule.clauses));
    section(&mut text, "rules that it bounds", rules(|rule| &rule.rests_on));
    let named = pack.exceptions.iter().filter(|exception| exception.clauses.contains(&id));
    section(&mut text, "exceptions that stand on it", named.map(|exception| format!("`{}`", exception.name)));
    text
}
