//! Packs that allow more or forbid more: what more of one never worsens and more of the other never improves.

use candor::model::vocabulary::LeafSet;
use candor::policy::facts::{Fact, Kind, Scale, Type};
use candor::policy::pack::{Cell, Pack};
use candor::policy::rule::{
    Cites, Comparison, Condition, Excuse, Message, Operand, Part, Predicate, Range, Reference, Root, Rule, Step, Test,
    Variable,
};

use super::change::{Case, on_worlds};
use super::tally::Tally;
use super::text::joined;
use super::world::{Found, Stage, World, judged};

/// A change of a pack.
struct Edit {
    name: &'static str,
    /// Whether it allows more; else it forbids more.
    allows: bool,
    edit: fn(&mut Pack),
}

/// The edits that move how the policy tells of flows.
pub(crate) const ALL_PURPOSES: &str = "every list of purposes lists all";
pub(crate) const NO_PURPOSE: &str = "every list of purposes lists none";

/// What the steps of disclosure are called where it is told what moved.
pub(crate) const DISCLOSED: &str = "the step of disclosure";

const EDITS: &[Edit] = &[
    Edit { name: "an exception more", allows: true, edit: excuse_more },
    Edit { name: ALL_PURPOSES, allows: true, edit: |pack| list_purposes(pack, true) },
    Edit { name: NO_PURPOSE, allows: false, edit: |pack| list_purposes(pack, false) },
    Edit { name: "no exception", allows: false, edit: |pack| parts(pack).for_each(|part| part.unless.clear()) },
    Edit {
        name: "whatever a rule applies to is forbidden",
        allows: false,
        edit: |pack| parts(pack).for_each(|part| part.must_not.push(Condition::All(Vec::new()))),
    },
];

/// Property 6.
pub(crate) fn edits(stages: &[Stage]) -> Vec<Case<'_>> {
    on_worlds(stages, EDITS, tried)
}

fn tried(stage: &Stage, world: &World, edit: &Edit) -> Tally {
    let mut pack = stage.pack.clone();
    (edit.edit)(&mut pack);
    let files = [joined(&world.blocks)];
    let judge = |pack: &Pack| judged(&asking(pack), &files, false).unwrap_or_else(|fault| panic!("{fault}"));
    let analysis = judge(&pack);
    let (before, after) = (Found::of(&judge(&stage.pack)), Found::of(&analysis));
    let mut tally = Tally { cases: 1, longest: after.longest, ..Tally::default() };
    for (rule, outcome) in pack.rules.iter().zip(&analysis.rules).filter(|(_, outcome)| outcome.applied > 0) {
        tally.rules.insert(rule.id.clone());
        tally.bindings += outcome.applied;
        tally.findings += before.of_rule(&rule.id).len();
        held(edit, world, &rule.id, (&before, &after), &mut tally);
        if edit.name.starts_with("whatever") && outcome.complies > 0 {
            tally.wrong(edit.name, &world.name, &rule.id, format!("{} comply", outcome.complies));
        }
    }
    for step in asked_steps() {
        let rule = asking_rule(step);
        let (known, now) = (before.of_rule(&rule), after.of_rule(&rule));
        let moved = tally.moved.entry((edit.name, DISCLOSED.to_owned())).or_default();
        moved.came = moved.came.take().or_else(|| now.difference(known).next().cloned());
        moved.went = moved.went.take().or_else(|| known.difference(now).next().cloned());
        held(edit, world, &rule, (&before, &after), &mut tally);
    }
    tally
}

/// What more of an allow adds to the findings of a rule, and what more of a forbid takes from them, is wrong.
fn held(edit: &Edit, world: &World, rule: &str, (before, after): (&Found, &Found), tally: &mut Tally) {
    let (known, now) = (before.of_rule(rule), after.of_rule(rule));
    let (from, to) = if edit.allows { (now, known) } else { (known, now) };
    if let Some(key) = from.difference(to).next() {
        tally.wrong(edit.name, &world.name, rule, key.told());
    }
}

/// The steps of disclosure that something can be worse than.
fn asked_steps() -> std::ops::Range<usize> {
    0..Scale::Disclosure.steps().len() - 1
}

fn asking_rule(step: usize) -> String {
    format!("disclosed/at-most-{}", Scale::Disclosure.steps()[step])
}

/// The pack with a rule for each step of disclosure, which finds the ground flows that are disclosed worse than that.
fn asking(pack: &Pack) -> Pack {
    let mut pack = pack.clone();
    let template = pack.rules[0].clone();
    pack.rules.extend(asked_steps().map(|step| asking_for(&template, step)));
    pack
}

fn asking_for(template: &Rule, step: usize) -> Rule {
    let mut rule = Rule { id: asking_rule(step), examples: Vec::new(), ..template.clone() };
    let kinds = Range::Kinds { kinds: vec![Kind::Flow], common: Kind::Flow };
    let test = Test::Compare(Comparison::AtMost, Operand::Step(step as u8));
    let part = template.parts[0].clone();
    rule.parts = vec![Part {
        variables: vec![Variable { name: "flow".to_owned(), range: kinds }],
        when: Vec::new(),
        must: vec![Condition::Simple {
            subject: Reference { root: Root::Variable(0), steps: Vec::new() },
            predicate: Predicate::Has { step: Step::Fact(Fact::FlowDisclosed), test },
            span: part.span,
        }],
        must_not: Vec::new(),
        unless: Vec::new(),
        error_when: Vec::new(),
        message: Message { pieces: Vec::new() },
        fix: Message { pieces: Vec::new() },
        cites: Cites::Clause(template.clauses[0]),
        ..part
    }];
    rule
}

fn parts(pack: &mut Pack) -> impl Iterator<Item = &mut Part> {
    pack.rules.iter_mut().flat_map(|rule| &mut rule.parts)
}

/// Every part has every named exception that is about one of its variables.
fn excuse_more(pack: &mut Pack) {
    let kinds: Vec<Kind> = pack.exceptions.iter().map(|exception| exception.of).collect();
    for part in parts(pack) {
        for (number, kind) in kinds.iter().enumerate() {
            let fits = |range: &Range| matches!(range, Range::Kinds { common, .. } if common.is_a(*kind));
            if let Some(variable) = part.variables.iter().position(|variable| fits(&variable.range)) {
                part.unless.push(Excuse::Named { exception: number as u16, variable: variable as u8 });
            }
        }
    }
}

/// Every list of purposes lists all or none.
fn list_purposes(pack: &mut Pack, lists: bool) {
    let Some(sort) = pack.vocabulary.sort("purpose") else { return };
    let root = pack.vocabulary.sort_of(sort).root;
    let all: LeafSet = pack.vocabulary.leaves(root).clone();
    let (words, leaves) = if lists { (vec![root], all) } else { (Vec::new(), LeafSet::new()) };
    for table in
        pack.tables.iter_mut().filter(|table| ["purpose-limits", "recipient-lists"].contains(&table.name.as_str()))
    {
        let listed = |(at, (_, of)): (usize, &(String, Type))| (*of == Type::Set("purpose")).then_some(at);
        let columns: Vec<usize> = table.columns.iter().enumerate().filter_map(listed).take(1).collect();
        for row in &mut table.rows {
            columns.iter().for_each(|at| row.cells[*at] = Cell::Set(words.clone(), leaves.clone()));
        }
    }
}
