//! All bindings of a rule's variables for which it may apply. Each `when` sentence is evaluated as soon as its variables
//! are bound, so that pairs never cost a full product.

use std::borrow::Cow;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};

use rustc_hash::FxHashMap;
use smallvec::SmallVec;

use super::evaluate::{Evaluator, in_scope};
use super::world::{Entity, Truth, Value, World};
use crate::policy::facts::Kind;
use crate::policy::pack::{ClauseId, Pack, TableId};
use crate::policy::rule::{Barrier, Condition, Operand, Part, Predicate, Range, Reference, Root, Test};

/// A binding while it grows.
type Binding = SmallVec<[Entity; 4]>;

/// Visits every binding for which the part is not certainly out of place, with whether it applies.
pub fn bindings<W: World>(world: &W, pack: &Pack, part: &Part, visit: &mut dyn FnMut(&[Entity], &Truth)) {
    let walk = Walk::new(world, pack, part);
    for first in walk.firsts().iter() {
        walk.below(*first, visit);
    }
}

/// The bindings of one part. It can be shared by threads that take different first things.
pub struct Walk<'a, W> {
    world: &'a W,
    pack: &'a Pack,
    part: &'a Part,
    levels: Vec<Level<'a>>,
    /// Where only what is reached need be looked at: nothing else can break a part that only forbids a path.
    forbids_path: Option<(usize, &'a [Barrier])>,
    /// How many bindings comply because no path leads there, and were not visited.
    passed_over: AtomicUsize,
}

/// What happens when a variable is bound.
struct Level<'a> {
    range: &'a Range,
    /// Sentences about this variable alone.
    alone: Vec<&'a Condition>,
    /// Sentences about this variable and earlier ones.
    joint: Vec<&'a Condition>,
    /// What it can be bound to whatever the others are, with what its own sentences say; found when first asked.
    candidates: OnceLock<Candidates>,
}

/// Things with what the sentences about them alone say, and where each stands in the list.
struct Candidates {
    list: Vec<(Entity, Truth)>,
    places: FxHashMap<Entity, u32>,
}

impl<'a, W: World> Walk<'a, W> {
    /// Sorts a part's sentences by the variables that they speak of.
    pub fn new(world: &'a W, pack: &'a Pack, part: &'a Part) -> Self {
        let level = |range| Level { range, alone: Vec::new(), joint: Vec::new(), candidates: OnceLock::new() };
        let mut levels: Vec<Level> = part.variables.iter().map(|variable| level(&variable.range)).collect();
        for condition in &part.when {
            let used = variables_of(condition);
            let last = used.checked_ilog2().unwrap_or(0) as usize;
            if let Some(level) = levels.get_mut(last) {
                let alone = used & !(1 << last) == 0;
                if alone { level.alone.push(condition) } else { level.joint.push(condition) }
            }
        }
        Self { world, pack, part, levels, forbids_path: None, passed_over: AtomicUsize::new(0) }
    }

    /// Passes over bindings that comply because no path joins them, and counts them. Where it takes both ends of a path
    /// to say whether the part applies, each binding must be asked.
    #[must_use]
    pub fn sparing(mut self) -> Self {
        let countable = |level: &Level| level.joint.is_empty() && self.is_independent(level);
        self.forbids_path = forbidden_path(self.part).filter(|_| self.levels.last().is_some_and(countable));
        self
    }

    /// How many bindings were passed over so far.
    pub fn passed_over(&self) -> usize {
        self.passed_over.load(Ordering::Relaxed)
    }

    /// The part whose bindings these are.
    pub(super) fn part(&self) -> &'a Part {
        self.part
    }

    /// What the first variable can be bound to, before any sentence is asked.
    pub fn firsts(&self) -> Cow<'a, [Entity]> {
        self.levels.first().map_or(Cow::Borrowed(&[]), |level| self.range(level.range, &[]))
    }

    /// Visits all bindings that begin with `first`.
    pub fn below(&self, first: Entity, visit: &mut dyn FnMut(&[Entity], &Truth)) {
        let Some(level) = self.levels.first() else { return };
        let truth = self.alone(level, 0, first);
        if truth != Truth::False {
            let mut binding = Binding::from_slice(&[first]);
            self.grow(&mut binding, &truth, visit);
        }
    }

    fn grow(&self, binding: &mut Binding, applies: &Truth, visit: &mut dyn FnMut(&[Entity], &Truth)) {
        let Some(level) = self.levels.get(binding.len()) else { return visit(binding, applies) };
        let at = binding.len();
        if self.is_independent(level) {
            let candidates = level.candidates.get_or_init(|| self.candidates(level, at));
            let path = self.forbids_path.filter(|_| at + 1 == self.levels.len());
            if let Some(reached) = path.and_then(|(from, barriers)| self.world.reached(binding[from], barriers)) {
                return self.bind_reached(level, candidates, &reached, binding, applies, visit);
            }
            for (thing, truth) in &candidates.list {
                self.bind(level, binding, (*thing, truth.clone()), applies, visit);
            }
        } else {
            for thing in self.range(level.range, binding).iter() {
                let truth = self.alone(level, at, *thing);
                self.bind(level, binding, (*thing, truth), applies, visit);
            }
        }
    }

    fn bind_reached(
        &self,
        level: &Level<'a>,
        candidates: &Candidates,
        reached: &[Entity],
        binding: &mut Binding,
        applies: &Truth,
        visit: &mut dyn FnMut(&[Entity], &Truth),
    ) {
        let found = reached.iter().filter_map(|thing| candidates.places.get(thing));
        let found: Vec<&(Entity, Truth)> = found.map(|place| &candidates.list[*place as usize]).collect();
        self.passed_over.fetch_add(candidates.list.len() - found.len(), Ordering::Relaxed);
        for (thing, truth) in found {
            self.bind(level, binding, (*thing, truth.clone()), applies, visit);
        }
    }

    fn bind(
        &self,
        level: &Level<'a>,
        binding: &mut Binding,
        (thing, truth): (Entity, Truth),
        applies: &Truth,
        visit: &mut dyn FnMut(&[Entity], &Truth),
    ) {
        binding.push(thing);
        let mut truth = applies.clone().and(truth);
        for condition in &level.joint {
            if truth == Truth::False {
                break;
            }
            truth = truth.and(Evaluator::new(self.world, self.pack, binding).truth(condition));
        }
        if truth != Truth::False {
            self.grow(binding, &truth, visit);
        }
        binding.pop();
    }

    fn is_independent(&self, level: &Level) -> bool {
        match level.range {
            Range::Kinds { .. } | Range::Rows { .. } => true,
            Range::Fact { of, .. } => !matches!(of.root, Root::Variable(_)),
        }
    }

    fn candidates(&self, level: &Level<'a>, at: usize) -> Candidates {
        let things = self.range(level.range, &[]);
        let judged = things.iter().map(|thing| (*thing, self.alone(level, at, *thing)));
        let list: Vec<(Entity, Truth)> = judged.filter(|(_, truth)| *truth != Truth::False).collect();
        let places = match self.forbids_path {
            Some(_) => list.iter().enumerate().map(|(place, (thing, _))| (*thing, place as u32)).collect(),
            None => FxHashMap::default(),
        };
        Candidates { list, places }
    }

    /// What the sentences about one variable say of a thing, and whether the policy speaks of it.
    fn alone(&self, level: &Level<'a>, at: usize, thing: Entity) -> Truth {
        let mut binding = Binding::from_elem(Entity::System, at);
        binding.push(thing);
        let mut truth = in_scope(self.world, self.pack, thing);
        for condition in &level.alone {
            if truth == Truth::False {
                break;
            }
            truth = truth.and(Evaluator::new(self.world, self.pack, &binding).truth(condition));
        }
        truth
    }

    /// What a variable can be bound to after the earlier ones.
    pub(super) fn range(&self, range: &'a Range, binding: &[Entity]) -> Cow<'a, [Entity]> {
        match range {
            Range::Kinds { kinds, .. } => self.things(kinds),
            Range::Rows { table, clauses } => Cow::Owned(self.rows(*table, clauses)),
            Range::Fact { fact, of, clauses } => {
                let evaluator = Evaluator::new(self.world, self.pack, binding);
                let Value::One(owner) = evaluator.follow(of) else { return Cow::Borrowed(&[]) };
                match self.world.fact(owner, *fact) {
                    Value::One(thing) => Cow::Owned(vec![thing]),
                    Value::Many(things) => self.cited(things, clauses),
                    _ => Cow::Borrowed(&[]),
                }
            }
        }
    }

    fn things(&self, kinds: &[Kind]) -> Cow<'a, [Entity]> {
        match kinds {
            [kind] => self.world.things(*kind),
            _ => Cow::Owned(kinds.iter().flat_map(|kind| self.world.things(*kind).into_owned()).collect()),
        }
    }

    fn rows(&self, table: TableId, clauses: &[ClauseId]) -> Vec<Entity> {
        let rows = self.pack.table_of(table).rows.iter().enumerate();
        let wanted = rows.filter(|(_, row)| clauses.contains(&row.clause));
        wanted.map(|(index, _)| Entity::Row(table, index as u32)).collect()
    }

    /// Of rows, those whose clause the rule cites; things are not chosen by clause.
    fn cited(&self, things: Cow<'a, [Entity]>, clauses: &[ClauseId]) -> Cow<'a, [Entity]> {
        let cited = |thing: &Entity| match thing {
            Entity::Row(table, index) => {
                let row = self.pack.table_of(*table).rows.get(*index as usize);
                row.is_some_and(|row| clauses.contains(&row.clause))
            }
            _ => true,
        };
        if things.iter().all(cited) { things } else { Cow::Owned(things.iter().copied().filter(cited).collect()) }
    }
}

/// The variable that a path begins at and its barriers, if all that a part demands is that no path leads from there to
/// its last variable.
fn forbidden_path(part: &Part) -> Option<(usize, &[Barrier])> {
    let ([], [Condition::Reaches { from, to, barriers, .. }]) = (part.must.as_slice(), part.must_not.as_slice()) else {
        return None;
    };
    let (Root::Variable(start), Root::Variable(end)) = (from.root, to.root) else { return None };
    let plain = from.steps.is_empty() && to.steps.is_empty();
    let last = usize::from(end) + 1 == part.variables.len() && start < end;
    (plain && last).then_some((usize::from(start), barriers.as_slice()))
}

/// The variables that a sentence speaks of, one bit each.
pub(super) fn variables_of(condition: &Condition) -> u32 {
    match condition {
        Condition::All(conditions) | Condition::Any(conditions) => {
            conditions.iter().map(variables_of).fold(0, |used, more| used | more)
        }
        Condition::Not(condition) => variables_of(condition),
        Condition::Quantified { of, that, predicate, .. } => {
            of_reference(of) | that.as_ref().map_or(0, of_predicate) | of_predicate(predicate)
        }
        Condition::Reaches { from, to, .. } => of_reference(from) | of_reference(to),
        Condition::Simple { subject, predicate, .. } => of_reference(subject) | of_predicate(predicate),
    }
}

fn of_reference(reference: &Reference) -> u32 {
    match reference.root {
        Root::Variable(index) => 1 << index,
        Root::System | Root::Policy => 0,
    }
}

fn of_predicate(predicate: &Predicate) -> u32 {
    match predicate {
        Predicate::Has { test, .. } | Predicate::HasNo { test, .. } => match test {
            Test::Exists => 0,
            Test::OneOf(operands) | Test::AllOf(operands) | Test::Within(operands) => of_operands(operands),
            Test::Compare(_, operand) => of_operands(std::slice::from_ref(operand)),
        },
        Predicate::IsA { values, .. } => of_operands(values),
        Predicate::Is { .. } | Predicate::States { .. } | Predicate::Time { .. } => 0,
    }
}

fn of_operands(operands: &[Operand]) -> u32 {
    operands.iter().fold(0, |used, operand| match operand {
        Operand::Reference(reference) => used | of_reference(reference),
        Operand::Terms(..) | Operand::Step(_) | Operand::Time(_) | Operand::Text(_) => used,
    })
}
