//! What a finding says: the rule's message with its holes filled by the values at one binding.

use std::borrow::Cow;

use super::claims::CONSENT_INSTEAD;
use super::compare::Piece as Terms;
use super::evaluate::Evaluator;
use super::world::{Entity, Truth, Value, World};
use crate::diagnostic::Language;
use crate::model::vocabulary::{LeafSet, TermId};
use crate::policy::facts::{Fact, Type};
use crate::policy::pack::{Cell, Pack, TableId};
use crate::policy::readback;
use crate::policy::rule::{Condition, Message, Part, Piece, Predicate, Reference, Step, Test};
use crate::policy::texts::{Told, sort_noun};
use crate::syntax::value::Date;

/// How many values a hole names before it counts the rest.
const NAMED: usize = 6;

/// What a message cannot find out by itself.
pub struct Words<'a> {
    /// The language of the message.
    pub language: Language,
    /// The witness, in words.
    pub path: &'a str,
    /// What fails, by [`failing`], in the message's language.
    pub missing: &'a [String],
    /// Whether terms are given as flows spell them too, wherever they are called otherwise: who mends something types
    /// these words.
    pub spelt: bool,
}

/// A message at a binding.
pub fn render<W: World>(world: &W, pack: &Pack, message: &Message, binding: &[Entity], words: &Words) -> String {
    let renderer = Renderer { spelt: words.spelt, ..Renderer::new(world, pack, binding, words.language) };
    let piece = |piece: &Piece| match piece {
        Piece::Text(text) => text.clone(),
        Piece::Reference(reference) => renderer.reference(reference),
        Piece::Path => words.path.to_owned(),
        Piece::Missing => listed(words.missing, words.language),
    };
    message.pieces.iter().map(piece).collect()
}

/// What a part demands and does not certainly have at a binding, in quotes: the values that fail, else the sentences.
pub fn failing<W: World>(world: &W, pack: &Pack, part: &Part, binding: &[Entity], language: Language) -> Vec<String> {
    let renderer = Renderer::new(world, pack, binding, language);
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

/// The value that a reference comes to at a binding, in words.
pub(super) fn value<W: World>(
    world: &W,
    pack: &Pack,
    reference: &Reference,
    binding: &[Entity],
    language: Language,
) -> String {
    Renderer::new(world, pack, binding, language).reference(reference)
}

/// Terms, in words.
pub(super) fn terms<W: World>(world: &W, pack: &Pack, terms: &[TermId], language: Language) -> String {
    let renderer = Renderer::new(world, pack, &[], language);
    listed(&terms.iter().map(|term| renderer.term(*term)).collect::<Vec<_>>(), language)
}

struct Renderer<'a, W> {
    evaluator: Evaluator<'a, W>,
    told: Told<'a>,
    language: Language,
    spelt: bool,
}

impl<'a, W: World> Renderer<'a, W> {
    fn new(world: &'a W, pack: &'a Pack, binding: &'a [Entity], language: Language) -> Self {
        Self { evaluator: Evaluator::new(world, pack, binding), told: pack.told(language), language, spelt: false }
    }

    fn reference(&self, reference: &Reference) -> String {
        let of_type = reference.steps.last().map(|step| self.of_type(*step));
        if let Some(told) = self.declared(reference) {
            return told;
        }
        let noun = reference.steps.last().map_or(Cow::Borrowed("value"), |step| self.noun(*step));
        match self.evaluator.follow(reference) {
            Value::Unknown(_) if matches!(of_type, Some(Type::Set(_) | Type::Many(_))) => {
                self.language.say(["undeclared {0}", "未声明的{0}"], &[&noun])
            }
            Value::Unknown(_) => self.language.say(["an undeclared {0}", "未声明的{0}"], &[&noun]),
            value => {
                let names = self.names(&value, of_type);
                match names.is_empty() {
                    true => self.language.say(["no {0}", "（无{0}）"], &[&noun]),
                    false => listed(&names, self.language),
                }
            }
        }
    }

    /// The declared word behind a fact that is one leaf of it.
    fn declared(&self, reference: &Reference) -> Option<String> {
        let (Step::Fact(fact), before) = reference.steps.split_last()? else { return None };
        let owner = Reference { root: reference.root, steps: before.to_vec() };
        let Value::One(thing) = self.evaluator.follow(&owner) else { return None };
        self.evaluator.world.declared_word(thing, *fact).map(|term| self.term(term))
    }

    fn noun(&self, step: Step) -> Cow<'a, str> {
        match step {
            Step::Fact(fact) => Cow::Owned(fact.noun(self.language).replace('-', " ")),
            Step::Column(table, column) => {
                let (name, of_type) = &self.evaluator.pack.table_of(table).columns[usize::from(column)];
                let of_sort = of_type.sort().and_then(|sort| sort_noun(sort, self.language));
                of_sort.map_or_else(|| Cow::Owned(name.replace('-', " ")), Cow::Borrowed)
            }
        }
    }

    /// What is the user's own, in backticks.
    fn own(&self, name: &str) -> String {
        format!("`{name}`")
    }

    /// What is the program's or the pack's: what it is called, as flows spell it or in the message's language.
    fn label(&self, label: &str) -> String {
        self.language.say(["`{0}`", "“{0}”"], &[label])
    }

    /// A term, as flows spell it or as it is called in the message's language.
    fn term(&self, term: TermId) -> String {
        let translated = self.language != self.evaluator.pack.language();
        let called = translated.then(|| self.told.term(term)).flatten();
        match called {
            Some(label) if self.spelt => {
                self.label(&label) + &format!("（{}）", self.own(&self.evaluator.world.term_name(term)))
            }
            Some(label) => self.label(&label),
            None => self.own(&self.evaluator.world.term_name(term)),
        }
    }

    /// A thing by its name. What rests somewhere has none of its own.
    fn thing(&self, thing: Entity) -> String {
        let world = self.evaluator.world;
        let one = |fact| match world.fact(thing, fact) {
            Value::One(other) => Some(self.own(&world.name(other))),
            _ => None,
        };
        match (self.language, thing) {
            (Language::Chinese, Entity::Holding(_)) => {
                let place = one(Fact::HoldingStore).or_else(|| one(Fact::HoldingRecipient));
                let parts = [place.unwrap_or_default(), one(Fact::HoldingDatum).unwrap_or_default()];
                format!("{}中的{}", parts[0], parts[1])
            }
            (Language::Chinese, Entity::Policy) => format!("《{}》", self.told.title().unwrap_or(&world.name(thing))),
            _ => self.own(&world.name(thing)),
        }
    }

    fn of_type(&self, step: Step) -> Type {
        match step {
            Step::Fact(fact) => fact.of_type(),
            Step::Column(table, column) => self.evaluator.pack.table_of(table).columns[usize::from(column)].1,
        }
    }

    /// The names of a value's members, in quotes.
    fn names(&self, value: &Value, of_type: Option<Type>) -> Vec<String> {
        let step = |step: u8| readback::step_word(of_type, step, self.language);
        match value {
            Value::Absent | Value::Unknown(_) => Vec::new(),
            Value::One(thing) => vec![self.thing(*thing)],
            Value::Many(things) => things.iter().map(|thing| self.thing(*thing)).collect(),
            Value::Partly { known, possible, .. } => {
                known.iter().chain(possible).map(|thing| self.thing(*thing)).collect()
            }
            Value::Terms(terms) => terms.iter().map(|term| self.term(*term)).collect(),
            Value::Leaves(leaves) | Value::AnyOf(leaves, _) => self.leaf_names(leaves, of_type.and_then(Type::sort)),
            Value::Members { within, .. } => self.leaf_names(within, of_type.and_then(Type::sort)),
            Value::Steps { least, greatest, .. } if least == greatest => vec![self.label(step(*least))],
            Value::Steps { least, greatest, .. } => {
                let range = self.language.say(["{0} to {1}", "{0}至{1}"], &[step(*least), step(*greatest)]);
                vec![self.label(&range)]
            }
            Value::Bool(value) => {
                vec![self.label(self.language.of(if *value { ["yes", "是"] } else { ["no", "否"] }))]
            }
            Value::Date(date) => vec![self.label(&day(*date))],
            Value::Time(time) => vec![self.label(&readback::time(*time, self.language))],
            Value::Text(text) => vec![self.label(self.told.phrase(text).unwrap_or(text))],
        }
    }

    fn leaf_names(&self, leaves: &LeafSet, sort: Option<&str>) -> Vec<String> {
        let vocabulary = &self.evaluator.pack.vocabulary;
        let Some(sort) = sort.and_then(|sort| vocabulary.sort(sort)) else { return Vec::new() };
        let terms: &[TermId] = &vocabulary.sort_of(sort).leaves;
        let known = leaves.iter().filter_map(|leaf| terms.get(leaf as usize));
        known.map(|term| self.term(*term)).collect()
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
        self.quoted(&readback::demand(self.evaluator.pack, &part.variables, demand, self.language))
    }

    /// A sentence that quotes words of its own is quoted as it is.
    fn quoted(&self, sentence: &str) -> String {
        if sentence.contains(['`', '“']) { sentence.to_owned() } else { self.label(sentence) }
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
            Terms::Word(term) => vec![self.term(*term)],
            Terms::Leaves(leaves) | Terms::AnyOf(leaves) => self.leaf_names(leaves, sort),
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
        let told = unmet.map(|condition| readback::demand(pack, &about, condition, self.language));
        let instead = rows.iter().any(|row| is_made_by_consent(pack, *row));
        let instead = instead.then(|| self.language.of(CONSENT_INSTEAD).to_owned());
        instead.into_iter().chain(told.map(|demand| self.quoted(&demand))).collect()
    }
}

/// Values joined with commas; a long list is cut and counted.
fn listed(names: &[String], language: Language) -> String {
    let shown = language.list(&names[..names.len().min(NAMED)]);
    match names.len().saturating_sub(NAMED) {
        0 => shown,
        more => language.say(["{0} and {1} more", "{0}以及另外{1}项"], &[&shown, &more.to_string()]),
    }
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

/// Whether a consent makes the ground of a row, so that nobody can claim it.
fn is_made_by_consent(pack: &Pack, row: (TableId, u32)) -> bool {
    let table = pack.table_of(row.0);
    let said = table.column("by-consent").and_then(|at| table.rows.get(row.1 as usize)?.cells.get(at));
    matches!(said, Some(Cell::Step(_)))
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
