//! What a sentence speaks of: every fact and column in it, wherever it stands.

use super::facts::Fact;
use super::rule::{Condition, Operand, Predicate, Reference, Step, Test};

impl Condition {
    /// The facts and columns that the sentence names, in the order in which it is read; one named twice stands there twice.
    pub fn steps(&self) -> Vec<Step> {
        let mut steps = Vec::new();
        condition(self, &mut steps);
        steps
    }

    /// The facts among them.
    pub fn facts(&self) -> impl Iterator<Item = Fact> {
        self.steps().into_iter().filter_map(|step| match step {
            Step::Fact(fact) => Some(fact),
            Step::Column(..) => None,
        })
    }
}

fn condition(said: &Condition, steps: &mut Vec<Step>) {
    match said {
        Condition::All(conditions) | Condition::Any(conditions) => {
            conditions.iter().for_each(|one| condition(one, steps));
        }
        Condition::Not(inner) => condition(inner, steps),
        Condition::Quantified { noun, of, that, predicate: said, .. } => {
            steps.push(*noun);
            reference(of, steps);
            that.iter().chain([said]).for_each(|one| predicate(one, steps));
        }
        Condition::Reaches { from, to, .. } => [from, to].into_iter().for_each(|end| reference(end, steps)),
        Condition::Simple { subject, predicate: said, .. } => {
            reference(subject, steps);
            predicate(said, steps);
        }
    }
}

fn predicate(said: &Predicate, steps: &mut Vec<Step>) {
    match said {
        Predicate::Has { step, test } | Predicate::HasNo { step, test } => {
            steps.push(*step);
            match test {
                Test::Exists => {}
                Test::OneOf(values) | Test::AllOf(values) | Test::Within(values) => operands(values, steps),
                Test::Compare(_, bound) => operands(std::slice::from_ref(bound), steps),
            }
        }
        Predicate::IsA { values, .. } => operands(values, steps),
        Predicate::Is { step, .. } | Predicate::States { step, .. } => steps.push(*step),
        Predicate::Time { .. } => {}
    }
}

fn operands(values: &[Operand], steps: &mut Vec<Step>) {
    for value in values {
        match value {
            Operand::Reference(value) => reference(value, steps),
            Operand::Terms(..) | Operand::Step(_) | Operand::Time(_) | Operand::Text(_) => {}
        }
    }
}

fn reference(said: &Reference, steps: &mut Vec<Step>) {
    steps.extend_from_slice(&said.steps);
}
