//! Packs that allow more or forbid more: what more of one never worsens and more of the other never improves.

use candor::model::vocabulary::LeafSet;
use candor::policy::facts::{Kind, Type};
use candor::policy::pack::{Cell, Pack};
use candor::policy::rule::{Condition, Excuse, Part, Range};

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

const EDITS: &[Edit] = &[
    Edit { name: "an exception more", allows: true, edit: excuse_more },
    Edit { name: "every list of purposes lists all", allows: true, edit: allow_all_purposes },
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
    let analysis = judged(&pack, &files, false).unwrap_or_else(|fault| panic!("{fault}"));
    let after = Found::of(&analysis);
    let before = world.known(&stage.pack);
    let mut tally = Tally { cases: 1, longest: after.longest, ..Tally::default() };
    for (rule, outcome) in pack.rules.iter().zip(&analysis.rules).filter(|(_, outcome)| outcome.applied > 0) {
        let (known, now) = (before.of_rule(&rule.id), after.of_rule(&rule.id));
        tally.rules.insert(rule.id.clone());
        tally.bindings += outcome.applied;
        tally.findings += known.len();
        let (from, to) = if edit.allows { (now, known) } else { (known, now) };
        if let Some(key) = from.difference(to).next() {
            tally.wrong(edit.name, &world.name, &rule.id, key.told());
        }
        if edit.name.starts_with("whatever") && outcome.complies > 0 {
            tally.wrong(edit.name, &world.name, &rule.id, format!("{} comply", outcome.complies));
        }
    }
    tally
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

fn allow_all_purposes(pack: &mut Pack) {
    let Some(sort) = pack.vocabulary.sort("purpose") else { return };
    let root = pack.vocabulary.sort_of(sort).root;
    let all: LeafSet = pack.vocabulary.leaves(root).clone();
    for table in pack.tables.iter_mut().filter(|table| table.name == "purpose-limits") {
        let listed = |(at, (_, of)): (usize, &(String, Type))| (*of == Type::Set("purpose")).then_some(at);
        let columns: Vec<usize> = table.columns.iter().enumerate().filter_map(listed).take(1).collect();
        for row in &mut table.rows {
            columns.iter().for_each(|at| row.cells[*at] = Cell::Set(vec![root], all.clone()));
        }
    }
}
