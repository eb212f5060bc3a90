//! A rule: what its compiled tree means, what it stands on, what it asks for, and its examples.

use super::{clause_line, section};
use crate::policy::pack::{ClauseId, Pack};
use crate::policy::read_back;
use crate::policy::rule::{Example, Excuse, Expected, Message, Part, Piece, Reference, Root, Rule, Step};

/// `group/name: title`.
pub fn title_line(rule: &Rule) -> String {
    format!("{}: {}", rule.id, rule.title)
}

/// Tells all about a rule.
pub fn rule(pack: &Pack, rule: &Rule) -> String {
    let mut text = format!("{}\n", title_line(rule));
    section(&mut text, "it means", [read_back(pack, rule)]);
    let lines = |clauses: &[ClauseId]| clauses.iter().map(|id| clause_line(pack.clause_of(*id))).collect::<Vec<_>>();
    section(&mut text, "clauses that a finding cites", lines(&rule.clauses));
    section(&mut text, "clauses that bound it", lines(&rule.rests_on));
    section(&mut text, "why", [rule.why.clone()]);
    section(&mut text, "what to do", distinct(rule.parts.iter().map(|part| message(pack, part, &part.fix))));
    section(&mut text, "exceptions", distinct(rule.parts.iter().flat_map(|part| excuses(pack, part))));
    section(&mut text, "examples", rule.examples.iter().map(example));
    text
}

fn distinct(lines: impl Iterator<Item = String>) -> Vec<String> {
    let mut kept = Vec::new();
    for line in lines {
        if !kept.contains(&line) {
            kept.push(line);
        }
    }
    kept
}

/// A message as it stands in the pack, with its holes.
fn message(pack: &Pack, part: &Part, message: &Message) -> String {
    let piece = |piece: &Piece| match piece {
        Piece::Text(text) => text.clone(),
        Piece::Reference(reference) => format!("{{{}}}", spelt(pack, part, reference)),
        Piece::Path => "{path}".to_owned(),
        Piece::Missing => "{missing}".to_owned(),
    };
    message.pieces.iter().map(piece).collect()
}

fn spelt(pack: &Pack, part: &Part, reference: &Reference) -> String {
    let root = match reference.root {
        Root::Variable(number) => part.variables.get(usize::from(number)).map_or("", |variable| variable.name.as_str()),
        Root::System => "system",
        Root::Policy => "policy",
    };
    let step = |step: &Step| match step {
        Step::Fact(fact) => fact.name().to_owned(),
        Step::Column(table, column) => pack.table_of(*table).columns[usize::from(*column)].0.clone(),
    };
    std::iter::once(root.to_owned()).chain(reference.steps.iter().map(step)).collect::<Vec<_>>().join(".")
}

fn excuses(pack: &Pack, part: &Part) -> Vec<String> {
    let excuse = |excuse: &Excuse| {
        let exception = match excuse {
            Excuse::Named { exception, .. } => &pack.exceptions[usize::from(*exception)],
            Excuse::Own(exception) => exception,
        };
        let clauses: Vec<&str> = exception.clauses.iter().map(|id| pack.clause_of(*id).id.as_str()).collect();
        format!("`{}` ({})", exception.name, clauses.join(", "))
    };
    part.unless.iter().map(excuse).collect()
}

fn example(example: &Example) -> String {
    let verdict = match example.expect.verdict {
        Expected::Complies => "no finding",
        Expected::Violates => "a finding",
        Expected::MayViolate => "undecided",
        Expected::NotApplicable => "does not apply",
    };
    let dropped = example.drop.iter().map(|what| format!("\n  without {what}")).collect::<String>();
    let change: String = example.change.lines().map(|line| format!("\n  {line}")).collect();
    format!("{verdict}: {}{dropped}{change}", example.name)
}
