//! What a wider dimension does to a part, read off its sentences: each fact stands where more of it makes a finding
//! likelier or less likely.

use std::collections::BTreeSet;

use super::dimension::{Dimension, Drift, Movement};
use crate::policy::facts::{Fact, Kind, Type};
use crate::policy::pack::Pack;
use crate::policy::rule::{
    Comparison, Condition, Excuse, Operand, Part, Predicate, Quantifier, Range, Reference, Rule, Step, Test,
};

/// How the findings of a rule move when a dimension widens.
pub fn movement(pack: &Pack, rule: &Rule, dimension: Dimension) -> Movement {
    Reading::of(pack, rule, dimension).movement
}

/// All facts that a rule speaks of, those of its exceptions among them.
pub fn speaks_of(pack: &Pack, rule: &Rule) -> BTreeSet<Fact> {
    let of_part = |part: &Part| {
        let excused = part.unless.iter().flat_map(|excuse| match excuse {
            Excuse::Named { exception, .. } => {
                pack.exceptions.get(usize::from(*exception)).map_or(&[][..], |exception| &exception.when)
            }
            Excuse::Own(exception) => &exception.when,
        });
        let said = part.when.iter().chain(&part.must).chain(&part.must_not).chain(excused);
        let ranged = part.variables.iter().filter_map(|variable| match &variable.range {
            Range::Fact { fact, .. } => Some(*fact),
            Range::Kinds { .. } | Range::Rows { .. } => None,
        });
        said.flat_map(Condition::facts).chain(ranged).collect::<Vec<Fact>>()
    };
    rule.parts.iter().flat_map(of_part).collect()
}

/// What more of something does to a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sign {
    /// It makes one likelier.
    For,
    /// It makes one less likely.
    Against,
}

impl Sign {
    fn turned(self) -> Self {
        match self {
            Self::For => Self::Against,
            Self::Against => Self::For,
        }
    }

    fn turned_if(self, turned: bool) -> Self {
        if turned { self.turned() } else { self }
    }

    fn movement(self, drift: Drift) -> Movement {
        match (drift, self) {
            (Drift::Up, Self::For) | (Drift::Down, Self::Against) | (Drift::Doubt, _) => Movement::Grows,
            (Drift::Up, Self::Against) | (Drift::Down, Self::For) => Movement::Shrinks,
            (Drift::Either, _) => Movement::Both,
        }
    }
}

/// Higher steps of a scale are no more of the same: what is one of some steps may leave them as it rises.
fn is_step(operand: &Operand) -> bool {
    matches!(operand, Operand::Step(_))
}

struct Reading<'p> {
    pack: &'p Pack,
    dimension: Dimension,
    movement: Movement,
}

impl<'p> Reading<'p> {
    fn of(pack: &'p Pack, rule: &Rule, dimension: Dimension) -> Self {
        let mut reading = Self { pack, dimension, movement: Movement::Still };
        rule.parts.iter().for_each(|part| reading.part(part));
        reading
    }

    fn part(&mut self, part: &Part) {
        part.variables.iter().for_each(|variable| self.range(&variable.range));
        self.conditions(&part.when, Sign::For);
        self.conditions(&part.must, Sign::Against);
        self.conditions(&part.must_not, Sign::For);
        let pack = self.pack;
        for excuse in &part.unless {
            match excuse {
                Excuse::Named { exception, .. } => {
                    let named = pack.exceptions.get(usize::from(*exception));
                    named.into_iter().for_each(|exception| self.conditions(&exception.when, Sign::Against));
                }
                Excuse::Own(exception) => self.conditions(&exception.when, Sign::Against),
            }
        }
    }

    /// The more a variable ranges over, the more is found.
    fn range(&mut self, range: &Range) {
        match range {
            Range::Kinds { kinds, .. } => kinds.iter().for_each(|kind| self.kind(*kind)),
            Range::Rows { .. } => {}
            Range::Fact { fact, of, .. } => {
                self.step(Step::Fact(*fact), Sign::For);
                self.reference(of);
                if let Type::Entity(kind) | Type::Many(kind) = fact.of_type() {
                    self.scope(kind);
                }
            }
        }
    }

    /// A claim that no flow names is a claim for nothing, which no rule judges.
    fn kind(&mut self, kind: Kind) {
        if self.dimension.adds(kind) {
            self.moves(Movement::Grows);
        }
        if self.dimension == Dimension::Claims && kind == Kind::Claim {
            self.moves(Movement::Shrinks);
        }
        self.scope(kind);
    }

    /// What the policy speaks of at all may move as well.
    fn scope(&mut self, kind: Kind) {
        let pack = self.pack;
        let scoped = pack.scope.iter().filter(|(scoped, _)| kind.is_a(*scoped) || scoped.is_a(kind));
        scoped.for_each(|(_, conditions)| self.conditions(conditions, Sign::For));
    }

    fn conditions(&mut self, conditions: &[Condition], sign: Sign) {
        conditions.iter().for_each(|condition| self.condition(condition, sign));
    }

    fn condition(&mut self, condition: &Condition, sign: Sign) {
        match condition {
            Condition::All(conditions) | Condition::Any(conditions) => self.conditions(conditions, sign),
            Condition::Not(inner) => self.condition(inner, sign.turned()),
            Condition::Simple { subject, predicate, .. } => {
                self.reference(subject);
                self.predicate(predicate, sign);
            }
            Condition::Quantified { quantifier, noun, of, that, predicate, .. } => {
                let among = sign.turned_if(*quantifier != Quantifier::Some);
                self.step(*noun, among);
                self.reference(of);
                that.iter().for_each(|that| self.predicate(that, among));
                self.predicate(predicate, sign.turned_if(*quantifier == Quantifier::No));
            }
            Condition::Reaches { from, to, .. } => {
                [from, to].into_iter().for_each(|end| self.reference(end));
                self.ways(sign);
            }
        }
    }

    /// There are more ways where more is carried and less stands in the way.
    fn ways(&mut self, sign: Sign) {
        match self.dimension {
            Dimension::Fields | Dimension::Recipients | Dimension::Transforms => self.moves(sign.movement(Drift::Up)),
            Dimension::Readers
            | Dimension::Retention
            | Dimension::Age
            | Dimension::Youth
            | Dimension::Consent
            | Dimension::Claims
            | Dimension::Measures => {}
        }
    }

    fn predicate(&mut self, predicate: &Predicate, sign: Sign) {
        match predicate {
            Predicate::Has { step, test } => self.test(*step, test, sign),
            Predicate::HasNo { step, test } => self.test(*step, test, sign.turned()),
            Predicate::Is { negated, step } | Predicate::States { negated, step } => {
                self.step(*step, sign.turned_if(*negated));
            }
            Predicate::IsA { values, .. } => self.operands(values),
            Predicate::Time { .. } => {}
        }
    }

    fn test(&mut self, step: Step, test: &Test, sign: Sign) {
        match test {
            Test::Exists => self.step(step, sign),
            Test::OneOf(values) | Test::AllOf(values) if values.iter().any(is_step) => {
                self.unclear(step);
            }
            Test::OneOf(values) | Test::AllOf(values) => {
                self.step(step, sign);
                self.young(step, values, sign);
                self.operands(values);
            }
            Test::Within(values) => {
                self.step(step, sign.turned());
                self.young(step, values, sign);
                self.operands(values);
            }
            Test::Compare(comparison, value) => {
                let least = matches!(comparison, Comparison::AtLeast | Comparison::Over);
                self.step(step, sign.turned_if(!least));
                self.operands(std::slice::from_ref(value));
            }
        }
    }

    /// For the youngest, what asks for the youngest band becomes true, and what asks for others false.
    fn young(&mut self, step: Step, values: &[Operand], sign: Sign) {
        let of_age = matches!(step, Step::Fact(Fact::DatumAge | Fact::SubjectAge));
        if let Some(youngest) = self.pack.bands.first().filter(|_| of_age && self.dimension == Dimension::Youth) {
            let vocabulary = &self.pack.vocabulary;
            let asks = |value: &Operand| match value {
                Operand::Terms(_, leaves) => vocabulary.leaves(youngest.term).within(leaves),
                Operand::Step(_) | Operand::Time(_) | Operand::Text(_) | Operand::Reference(_) => false,
            };
            self.moves(sign.turned_if(!values.iter().any(asks)).movement(Drift::Up));
        }
    }

    /// What a fact is held against may move as well, and then nobody can tell.
    fn operands(&mut self, operands: &[Operand]) {
        for operand in operands {
            if let Operand::Reference(reference) = operand {
                self.reference(reference);
            }
        }
    }

    fn reference(&mut self, reference: &Reference) {
        reference.steps.iter().for_each(|step| self.unclear(*step));
    }

    fn unclear(&mut self, step: Step) {
        if let Step::Fact(fact) = step
            && self.dimension.drift(fact).is_some()
        {
            self.moves(Movement::Both);
        }
    }

    fn step(&mut self, step: Step, sign: Sign) {
        if let Step::Fact(fact) = step
            && let Some(drift) = self.dimension.drift(fact)
        {
            self.moves(sign.movement(drift));
        }
    }

    fn moves(&mut self, movement: Movement) {
        self.movement = self.movement.join(movement);
    }
}
