//! All ways to change one thing in a sentence: a branch less, a bound moved, a term wider or narrower, a barrier less.

use crate::diagnostic::Language;
use crate::model::vocabulary::{TermId, TermKind, Vocabulary};
use crate::policy::facts::{Scale, Type};
use crate::policy::pack::Pack;
use crate::policy::readback;
use crate::policy::rule::{Barrier, Comparison, Condition, Operand, Predicate, Step, Test, Variable};
use crate::syntax::value::Time;

/// A changed sentence, and what was changed.
pub(super) struct Variation {
    /// The sentence as it is now.
    pub(super) condition: Condition,
    /// What was changed, in words.
    pub(super) change: String,
}

/// What sentences speak of.
#[derive(Clone, Copy)]
pub(super) struct Scope<'p> {
    /// The pack, for its words.
    pub(super) pack: &'p Pack,
    /// The variables.
    pub(super) variables: &'p [Variable],
}

impl Scope<'_> {
    /// A sentence in words.
    pub(super) fn told(&self, condition: &Condition) -> String {
        readback::sentence(self.pack, self.variables, condition)
    }

    /// All variations of a sentence.
    pub(super) fn variations(&self, condition: &Condition) -> Vec<Variation> {
        match condition {
            Condition::All(branches) => self.branches(branches, &Condition::All),
            Condition::Any(branches) => self.branches(branches, &Condition::Any),
            Condition::Not(inner) => wrapped(self.variations(inner), |inner| Condition::Not(Box::new(inner))),
            Condition::Simple { subject, predicate, span } => {
                self.of_sentence(condition, self.predicates(predicate), |predicate| Condition::Simple {
                    subject: subject.clone(),
                    predicate,
                    span: *span,
                })
            }
            Condition::Quantified { quantifier, noun, of, that, predicate, span } => {
                let with = |that: Option<Predicate>, predicate: Predicate| Condition::Quantified {
                    quantifier: *quantifier,
                    noun: *noun,
                    of: of.clone(),
                    that,
                    predicate,
                    span: *span,
                };
                let mut all =
                    self.of_sentence(condition, self.predicates(predicate), |changed| with(that.clone(), changed));
                if let Some(said) = that {
                    let narrowed = self.predicates(said);
                    all.extend(self.of_sentence(condition, narrowed, |changed| with(Some(changed), predicate.clone())));
                    let dropped = vec![(with(None, predicate.clone()), "what follows `that` dropped".to_owned())];
                    all.extend(self.of_sentence(condition, dropped, |changed| changed));
                }
                all
            }
            Condition::Reaches { from, to, barriers, span } => {
                let less = (0..barriers.len()).map(|index| {
                    (without(barriers, index), format!("the barrier `{}` dropped", self.barrier(&barriers[index])))
                });
                self.of_sentence(condition, less.collect(), |barriers| Condition::Reaches {
                    from: from.clone(),
                    to: to.clone(),
                    barriers,
                    span: *span,
                })
            }
        }
    }

    fn branches(&self, branches: &[Condition], join: &dyn Fn(Vec<Condition>) -> Condition) -> Vec<Variation> {
        let mut all = Vec::new();
        for (index, branch) in branches.iter().enumerate() {
            if branches.len() > 1 {
                let change = format!("the branch dropped: {}", self.told(branch));
                all.push(Variation { condition: join(without(branches, index)), change });
            }
            all.extend(wrapped(self.variations(branch), |changed| {
                let mut branches = branches.to_vec();
                branches[index] = changed;
                join(branches)
            }));
        }
        all
    }

    /// Variations of a sentence by those of something in it.
    fn of_sentence<T>(
        &self,
        condition: &Condition,
        changed: Vec<(T, String)>,
        build: impl Fn(T) -> Condition,
    ) -> Vec<Variation> {
        let sentence = if changed.is_empty() { String::new() } else { self.told(condition) };
        let whole = |(thing, change)| Variation { condition: build(thing), change: format!("{change}: {sentence}") };
        changed.into_iter().map(whole).collect()
    }

    fn barrier(&self, barrier: &Barrier) -> &str {
        match barrier {
            Barrier::Transform(term) => self.pack.vocabulary.name(*term),
            Barrier::Exception(exception) => &self.pack.exceptions[usize::from(*exception)].name,
        }
    }

    fn predicates(&self, predicate: &Predicate) -> Vec<(Predicate, String)> {
        match predicate {
            Predicate::Has { step, test } => {
                mapped(self.tests(*step, test), |test| Predicate::Has { step: *step, test })
            }
            Predicate::HasNo { step, test } => {
                mapped(self.tests(*step, test), |test| Predicate::HasNo { step: *step, test })
            }
            Predicate::IsA { negated, values } => {
                mapped(self.lists(None, values), |values| Predicate::IsA { negated: *negated, values })
            }
            Predicate::Is { .. } | Predicate::Time { .. } | Predicate::States { .. } => Vec::new(),
        }
    }

    fn tests(&self, step: Step, test: &Test) -> Vec<(Test, String)> {
        match test {
            Test::Exists => Vec::new(),
            Test::OneOf(values) => mapped(self.lists(Some(step), values), Test::OneOf),
            Test::AllOf(values) => mapped(self.lists(Some(step), values), Test::AllOf),
            Test::Within(values) => mapped(self.lists(Some(step), values), Test::Within),
            Test::Compare(comparison, bound) => {
                mapped(self.bounds(step, *comparison, bound), |bound| Test::Compare(*comparison, bound))
            }
        }
    }

    /// A list with one word less, or with one word changed.
    fn lists(&self, step: Option<Step>, values: &[Operand]) -> Vec<(Vec<Operand>, String)> {
        let mut all = Vec::new();
        for (index, value) in values.iter().enumerate() {
            if values.len() > 1 {
                all.push((without(values, index), format!("{} dropped from the list", self.word(step, value))));
            }
            if let Operand::Terms(term, _) = value {
                for (other, how) in neighbours(&self.pack.vocabulary, *term) {
                    let mut changed = values.to_vec();
                    let leaves = self.pack.vocabulary.leaves(other).clone();
                    changed[index] = Operand::Terms(other, leaves);
                    let names = (self.pack.vocabulary.name(*term), self.pack.vocabulary.name(other));
                    all.push((changed, format!("`{}` {how} to `{}`", names.0, names.1)));
                }
            }
        }
        all
    }

    fn word(&self, step: Option<Step>, value: &Operand) -> String {
        readback::operand(self.pack, self.variables, step.map(|step| self.of_type(step)), value)
    }

    /// A bound one step or one unit lower and higher.
    fn bounds(&self, step: Step, comparison: Comparison, bound: &Operand) -> Vec<(Operand, String)> {
        match bound {
            Operand::Step(at) => {
                let steps = self.scale(step).map_or(&[][..], Scale::steps);
                let name = |step: u8| steps.get(usize::from(step)).copied().unwrap_or_default();
                let moved = [at.checked_sub(1), at.checked_add(1)].into_iter().flatten();
                let real = moved.filter(|step| usize::from(*step) < steps.len());
                let telling = real.filter(|step| says_something(comparison, *step, steps.len()));
                telling
                    .map(|step| (Operand::Step(step), format!("`{}` moved to `{}`", name(*at), name(step))))
                    .collect()
            }
            Operand::Time(time) => times(*time).into_iter().map(|(time, how)| (Operand::Time(time), how)).collect(),
            Operand::Terms(..) | Operand::Text(_) | Operand::Reference(_) => Vec::new(),
        }
    }

    fn of_type(&self, step: Step) -> Type {
        match step {
            Step::Fact(fact) => fact.of_type(),
            Step::Column(table, column) => self.pack.table_of(table).columns[usize::from(column)].1,
        }
    }

    fn scale(&self, step: Step) -> Option<Scale> {
        match self.of_type(step) {
            Type::Scale(scale) => Some(scale),
            Type::Entity(_)
            | Type::Many(_)
            | Type::Term(_)
            | Type::Set(_)
            | Type::Bool
            | Type::Text
            | Type::Date
            | Type::Duration
            | Type::Rows(_) => None,
        }
    }
}

/// Whether a comparison with a step is neither always nor never so; a bound at the end is another rule, not a moved one.
fn says_something(comparison: Comparison, step: u8, steps: usize) -> bool {
    let last = usize::from(step) + 1 == steps;
    match comparison {
        Comparison::AtMost | Comparison::Over => !last,
        Comparison::AtLeast | Comparison::Under => step != 0,
    }
}

/// One unit less and one more.
pub(super) fn times(time: Time) -> Vec<(Time, String)> {
    let less = time.count.checked_sub(1).map(|count| Time { count, ..time });
    let more = time.count.checked_add(1).map(|count| Time { count, ..time });
    let told = |other: Time| {
        (
            other,
            format!(
                "{} moved to {}",
                readback::time(time, Language::English),
                readback::time(other, Language::English)
            ),
        )
    };
    less.into_iter().chain(more).map(told).collect()
}

/// The term above one, and one below it.
fn neighbours(vocabulary: &Vocabulary, term: TermId) -> Vec<(TermId, &'static str)> {
    let known = vocabulary.term(term);
    let wider = known.parent.filter(|parent| adds_a_word(vocabulary, *parent, term)).map(|it| (it, "widened"));
    let below = |other: &TermId| *other != term && vocabulary.term(*other).kind != TermKind::Other;
    let child = vocabulary.leaf_terms(term).find(below).map(|leaf| below_of(vocabulary, term, leaf));
    let narrower = child.filter(|child| vocabulary.leaves(*child) != &known.leaves).map(|child| (child, "narrowed"));
    wider.into_iter().chain(narrower).collect()
}

/// Whether a term holds some word more than another, and not only what has no word.
fn adds_a_word(vocabulary: &Vocabulary, wide: TermId, term: TermId) -> bool {
    let mut more = vocabulary.leaf_terms(wide).filter(|leaf| !vocabulary.within(*leaf, term));
    more.any(|leaf| vocabulary.term(leaf).kind != TermKind::Other)
}

/// The highest term above a leaf that is still below `term`; of a list, the leaf itself or the branch it names.
fn below_of(vocabulary: &Vocabulary, term: TermId, leaf: TermId) -> TermId {
    let mut at = leaf;
    while let Some(above) = vocabulary.term(at).parent {
        if above == term || !vocabulary.within(above, term) {
            break;
        }
        at = above;
    }
    at
}

/// A list with one thing less.
pub(super) fn without<T: Clone>(list: &[T], index: usize) -> Vec<T> {
    let kept = list.iter().enumerate().filter(|(at, _)| *at != index);
    kept.map(|(_, thing)| thing.clone()).collect()
}

fn mapped<T, U>(changed: Vec<(T, String)>, build: impl Fn(T) -> U) -> Vec<(U, String)> {
    changed.into_iter().map(|(thing, change)| (build(thing), change)).collect()
}

fn wrapped(variations: Vec<Variation>, build: impl Fn(Condition) -> Condition) -> Vec<Variation> {
    let whole = |one: Variation| Variation { condition: build(one.condition), change: one.change };
    variations.into_iter().map(whole).collect()
}
