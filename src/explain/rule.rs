//! A rule: what its compiled tree means, what it stands on, what excuses from it, what to avoid and what to do instead,
//! and who has signed it.

use super::example::{Scene, flow_text};
use super::{clause_line, day, section};
use crate::policy::facts::Fact;
use crate::policy::pack::{Cell, ClauseId, Pack};
use crate::policy::readback::{demand, spoken};
use crate::policy::rule::{
    Condition, Example, Exception, Excuse, Expected, Message, Operand, Part, Piece, Predicate, Rule, Step, Test,
    Variable,
};
use crate::policy::{fingerprint, read_back};

/// `group/name: title`.
pub fn title_line(rule: &Rule) -> String {
    format!("{}: {}", rule.id, rule.title)
}

/// Tells all about a rule. With a scene, its examples are shown as they stand in the pack's clean world.
pub fn rule(pack: &Pack, rule: &Rule, scene: Option<Scene>) -> String {
    let mut text = format!("{}\n", title_line(rule));
    section(&mut text, "it means", [read_back(pack, rule)]);
    let lines = |clauses: &[ClauseId]| clauses.iter().map(|id| clause_line(pack.clause_of(*id))).collect::<Vec<_>>();
    section(&mut text, "clauses that a finding cites", lines(&rule.clauses));
    section(&mut text, "clauses that bound it", lines(&rule.rests_on));
    section(&mut text, "why", [rule.why.clone()]);
    section(&mut text, "what to do", distinct(rule.parts.iter().map(|part| message(pack, part, &part.fix))));
    section(&mut text, "what excuses from it", distinct(rule.parts.iter().flat_map(|part| excuses(pack, part))));
    section(&mut text, "avoid", pair(rule, scene, Expected::Violates));
    section(&mut text, "prefer", pair(rule, scene, Expected::Complies));
    section(&mut text, "examples", rule.examples.iter().map(example));
    section(&mut text, "signed", signed(pack, rule));
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

/// A message in general: where a finding names a thing, the words for such a thing.
fn message(pack: &Pack, part: &Part, message: &Message) -> String {
    let piece = |piece: &Piece| match piece {
        Piece::Text(text) => text.clone(),
        Piece::Reference(reference) => spoken(pack, &part.variables, reference),
        Piece::Path => "its path".to_owned(),
        Piece::Missing => "what is missing".to_owned(),
    };
    message.pieces.iter().map(piece).collect()
}

/// Each exception of a part, the clauses that it stands on, and what it asks to be declared.
fn excuses(pack: &Pack, part: &Part) -> Vec<String> {
    let excuse = |excuse: &Excuse| match excuse {
        Excuse::Named { exception, variable } => {
            let exception = &pack.exceptions[usize::from(*exception)];
            let excused = &part.variables[usize::from(*variable)];
            let variables = [Variable { name: excused.name.clone(), range: excused.range.clone() }];
            told(pack, &variables, exception)
        }
        Excuse::Own(exception) => told(pack, &part.variables, exception),
    };
    part.unless.iter().map(excuse).collect()
}

fn told(pack: &Pack, variables: &[Variable], exception: &Exception) -> String {
    let clauses: Vec<&str> = exception.clauses.iter().map(|id| pack.clause_of(*id).id.as_str()).collect();
    let mut text = format!("`{}` ({}), which must certainly hold:", exception.name, clauses.join(", "));
    for condition in &exception.when {
        text += &format!("\n- {}", demand(pack, variables, condition));
        let claims: Vec<&str> = grounds(pack, condition).into_iter().map(|id| pack.clause_of(id).id.as_str()).collect();
        if !claims.is_empty() {
            text += &format!("\n  by a claim under {}", claims.join(", "));
        }
    }
    text
}

/// The clauses of the grounds that a sentence asks for, if it asks for a ground.
fn grounds(pack: &Pack, condition: &Condition) -> Vec<ClauseId> {
    let Condition::Simple { predicate: Predicate::Has { step, test: Test::OneOf(operands) }, .. } = condition else {
        return Vec::new();
    };
    if *step != Step::Fact(Fact::FlowGround) {
        return Vec::new();
    }
    let Some(table) = pack.table("grounds").map(|id| pack.table_of(id)) else { return Vec::new() };
    let Some(column) = table.column("ground") else { return Vec::new() };
    let wanted = |cell: &Cell| {
        operands.iter().any(|operand| match (operand, cell) {
            (Operand::Terms(_, leaves), Cell::Term(term)) => pack.vocabulary.leaves(*term).within(leaves),
            _ => false,
        })
    };
    let mut clauses: Vec<ClauseId> = Vec::new();
    for row in table.rows.iter().filter(|row| wanted(&row.cells[column])) {
        if !clauses.contains(&row.clause) {
            clauses.push(row.clause);
        }
    }
    clauses
}

/// The first example of a verdict, as flow text.
fn pair(rule: &Rule, scene: Option<Scene>, verdict: Expected) -> Vec<String> {
    let first = rule.examples.iter().find(|example| example.expect.verdict == verdict);
    first.map(|example| vec![format!("# {}", example.name), flow_text(scene, example)]).unwrap_or_default()
}

fn example(example: &Example) -> String {
    let verdict = match example.expect.verdict {
        Expected::Complies => "no finding",
        Expected::Violates => "a finding",
        Expected::MayViolate => "undecided",
        Expected::NotApplicable => "does not apply",
    };
    let needs = match example.expect.needs.as_slice() {
        [] => String::new(),
        needs => format!(" (not declared: {})", needs.join(", ")),
    };
    format!("{verdict}: {}{needs}", example.name)
}

/// Who has signed it, and whether that still holds.
fn signed(pack: &Pack, rule: &Rule) -> Vec<String> {
    let hash = fingerprint(pack, rule);
    let mut lines: Vec<String> = pack
        .signatures_of(rule)
        .into_iter()
        .map(|(signature, stands)| {
            let state = if stands { "" } else { ", but the rule has changed since: the signature is stale" };
            format!("by {} on {}{state}", signature.by, day(signature.on))
        })
        .collect();
    if lines.is_empty() {
        lines.push("by nobody".to_owned());
    }
    lines.push(format!("what it means has the hash {hash}"));
    lines
}
