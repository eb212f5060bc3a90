//! What a finding says: the rule's message with its holes filled by the values at one binding.

use std::borrow::Cow;

use super::compare::Piece as Terms;
use super::evaluate::Evaluator;
use super::world::{Entity, Truth, Value, World};
use crate::model::vocabulary::{LeafSet, TermId};
use crate::policy::facts::{Fact, Type};
use crate::policy::pack::{Cell, Pack, TableId};
use crate::policy::readback;
use crate::policy::rule::{Condition, Message, Part, Piece, Predicate, Reference, Step, Test};
use crate::syntax::value::Date;

/// How many values a hole names before it counts the rest.
const NAMED: usize = 6;

/// What a message cannot find out by itself.
pub struct Words<'a> {
    /// The witness, in words.
    pub path: &'a str,
    /// What fails, by [`failing`].
    pub missing: &'a [String],
}

/// A message at a binding.
pub fn render<W: World>(world: &W, pack: &Pack, message: &Message, binding: &[Entity], words: &Words) -> String {
    let renderer = Renderer { evaluator: Evaluator::new(world, pack, binding) };
    let piece = |piece: &Piece| match piece {
        Piece::Text(text) => text.clone(),
        Piece::Reference(reference) => renderer.reference(reference),
        Piece::Path => words.path.to_owned(),
        Piece::Missing => quoted(words.missing),
    };
    message.pieces.iter().map(piece).collect()
}

/// What a part demands and does not certainly have at a binding: the values that fail, else the sentences.
pub fn failing<W: World>(world: &W, pack: &Pack, part: &Part, binding: &[Entity]) -> Vec<String> {
    let renderer = Renderer { evaluator: Evaluator::new(world, pack, binding) };
    let mut failing: Vec<String> = Vec::new();
    for demand in &part.must {
        for name in renderer.failing(part, demand) {
            if !failing.contains(&name) {
                failing.push(name);
            }
        }
    }
    failing
}

struct Renderer<'a, W> {
    evaluator: Evaluator<'a, W>,
}

impl<'a, W: World> Renderer<'a, W> {
    fn reference(&self, reference: &Reference) -> String {
        let of_type = reference.steps.last().map(|step| self.of_type(*step));
        if let Some(told) = self.told(reference) {
            return quoted(&[told]);
        }
        let noun = reference.steps.last().map_or("value", |step| self.noun(*step)).replace('-', " ");
        match self.evaluator.follow(reference) {
            Value::Unknown(_) if matches!(of_type, Some(Type::Set(_) | Type::Many(_))) => format!("undeclared {noun}"),
            Value::Unknown(_) => format!("an undeclared {noun}"),
            value => {
                let names = self.names(&value, of_type);
                if names.is_empty() { format!("no {noun}") } else { quoted(&names) }
            }
        }
    }

    /// The declared word behind a fact that is one leaf of it.
    fn told(&self, reference: &Reference) -> Option<String> {
        let (Step::Fact(fact), before) = reference.steps.split_last()? else { return None };
        let owner = Reference { root: reference.root, steps: before.to_vec() };
        let Value::One(thing) = self.evaluator.follow(&owner) else { return None };
        self.evaluator.world.declared_word(thing, *fact).map(Cow::into_owned)
    }

    fn noun(&self, step: Step) -> &'a str {
        match step {
            Step::Fact(fact) => fact.name(),
            Step::Column(table, column) => &self.evaluator.pack.table_of(table).columns[usize::from(column)].0,
        }
    }

    fn of_type(&self, step: Step) -> Type {
        match step {
            Step::Fact(fact) => fact.of_type(),
            Step::Column(table, column) => self.evaluator.pack.table_of(table).columns[usize::from(column)].1,
        }
    }

    /// The names of a value's members.
    fn names(&self, value: &Value, of_type: Option<Type>) -> Vec<String> {
        match value {
            Value::Absent | Value::Unknown(_) => Vec::new(),
            Value::One(thing) => vec![self.evaluator.world.name(*thing).into_owned()],
            Value::Many(things) => things.iter().map(|thing| self.evaluator.world.name(*thing).into_owned()).collect(),
            Value::Partly { known, possible, .. } => {
                known.iter().chain(possible).map(|thing| self.evaluator.world.name(*thing).into_owned()).collect()
            }
            Value::Terms(terms) => {
                terms.iter().map(|term| self.evaluator.world.term_name(*term).into_owned()).collect()
            }
            Value::Leaves(leaves) => self.leaf_names(leaves, of_type.and_then(Type::sort)),
            Value::Members { within, .. } => self.leaf_names(within, of_type.and_then(Type::sort)),
            Value::Steps { least, greatest, .. } if least == greatest => {
                vec![readback::step_word(of_type, *least).to_owned()]
            }
            Value::Steps { least, greatest, .. } => {
                let word = |step| readback::step_word(of_type, step);
                vec![format!("{} to {}", word(*least), word(*greatest))]
            }
            Value::Bool(value) => vec![if *value { "yes" } else { "no" }.to_owned()],
            Value::Date(date) => vec![day(*date)],
            Value::Time(time) => vec![readback::time(*time)],
            Value::Text(text) => vec![text.clone().into_owned()],
        }
    }

    fn leaf_names(&self, leaves: &LeafSet, sort: Option<&str>) -> Vec<String> {
        let vocabulary = &self.evaluator.pack.vocabulary;
        let Some(sort) = sort.and_then(|sort| vocabulary.sort(sort)) else { return Vec::new() };
        let terms: &[TermId] = &vocabulary.sort_of(sort).leaves;
        let known = leaves.iter().filter_map(|leaf| terms.get(leaf as usize));
        known.map(|term| self.evaluator.world.term_name(*term).into_owned()).collect()
    }

    fn failing(&self, part: &'a Part, demand: &'a Condition) -> Vec<String> {
        if self.evaluator.truth(demand) == Truth::True {
            return Vec::new();
        }
        if let Some(claim) = asks_for_met(demand) {
            return self.unmet(claim);
        }
        match demand {
            Condition::All(demands) => demands.iter().flat_map(|demand| self.failing(part, demand)).collect(),
            Condition::Simple { subject, predicate: Predicate::Has { step, test }, .. } => {
                let values = self.failing_values(subject, *step, test);
                if values.is_empty() { vec![self.demand(part, demand)] } else { values }
            }
            Condition::Any(_)
            | Condition::Not(_)
            | Condition::Quantified { .. }
            | Condition::Reaches { .. }
            | Condition::Simple { .. } => vec![self.demand(part, demand)],
        }
    }

    fn demand(&self, part: &Part, demand: &Condition) -> String {
        readback::demand(self.evaluator.pack, &part.variables, demand)
    }

    /// What is asked for and not there, or what is there and not within what is asked for.
    fn failing_values(&self, subject: &'a Reference, step: Step, test: &'a Test) -> Vec<String> {
        let Value::One(thing) = self.evaluator.follow(subject) else { return Vec::new() };
        let values = self.evaluator.pieces(self.evaluator.step(thing, step));
        let sort = self.of_type(step).sort();
        match test {
            Test::AllOf(operands) => {
                let asked = self.evaluator.operands(operands);
                let missing: Vec<_> = self.evaluator.each_asked(&asked).collect();
                let missing = missing.iter().filter(|piece| self.evaluator.has_below(&values, piece) != Truth::True);
                missing.flat_map(|piece| self.piece_names(piece, sort)).collect()
            }
            Test::Within(operands) => {
                let outside = self.evaluator.outside(&values, operands);
                outside.iter().flat_map(|piece| self.piece_names(piece, sort)).collect()
            }
            Test::Exists | Test::OneOf(_) | Test::Compare(..) => Vec::new(),
        }
    }

    fn piece_names(&self, piece: &Terms, sort: Option<&str>) -> Vec<String> {
        match piece {
            Terms::Word(term) => vec![self.evaluator.world.term_name(*term).into_owned()],
            Terms::Leaves(leaves) => self.leaf_names(leaves, sort),
        }
    }

    /// The sentences of a claim's ground that do not certainly hold.
    fn unmet(&self, claim: &Reference) -> Vec<String> {
        let Value::One(claim) = self.evaluator.follow(claim) else { return Vec::new() };
        let pack = self.evaluator.pack;
        let rows = self.evaluator.rows_of(self.evaluator.world.fact(claim, Fact::ClaimGround));
        let binding = [claim];
        let evaluator = Evaluator::new(self.evaluator.world, pack, &binding);
        let conditions = rows.iter().flat_map(|row| ground_sentences(pack, *row));
        let unmet = conditions.filter(|condition| evaluator.truth(condition) != Truth::True);
        let about = readback::claim();
        unmet.map(|condition| readback::demand(pack, &about, condition)).collect()
    }
}

/// Values in backticks, joined with commas; a long list is cut and counted.
fn quoted(names: &[String]) -> String {
    let shown: Vec<String> = names.iter().take(NAMED).map(|name| quote(name)).collect();
    let shown = shown.join(", ");
    match names.len().saturating_sub(NAMED) {
        0 => shown,
        more => format!("{shown} and {more} more"),
    }
}

/// A sentence that quotes words of its own is quoted as it is.
fn quote(name: &str) -> String {
    if name.contains('`') { name.to_owned() } else { format!("`{name}`") }
}

fn day(date: Date) -> String {
    format!("{:04}-{:02}-{:02}", date.year, date.month, date.day)
}

/// The sentences of the row of `grounds` that a claim stands on, if the row is one.
fn ground_sentences(pack: &Pack, row: (TableId, u32)) -> &[Condition] {
    let row = pack.table_of(row.0).rows.get(row.1 as usize);
    let conditions = row.into_iter().flat_map(|row| &row.cells).find_map(|cell| match cell {
        Cell::Conditions(conditions) => Some(conditions.as_slice()),
        _ => None,
    });
    conditions.unwrap_or_default()
}

/// Whether a sentence asks that a claim be met, which its ground's sentences decide.
fn asks_for_met(condition: &Condition) -> Option<&Reference> {
    match condition {
        Condition::Simple { subject, predicate: Predicate::Is { negated: false, step }, .. } => {
            (*step == Step::Fact(Fact::ClaimMet)).then_some(subject)
        }
        Condition::Simple { .. }
        | Condition::All(_)
        | Condition::Any(_)
        | Condition::Not(_)
        | Condition::Quantified { .. }
        | Condition::Reaches { .. } => None,
    }
}
