//! What a rule speaks of, and how: that decides which way its findings move when a dimension widens.

use candor::policy::facts::Fact;
use candor::policy::rule::{
    Comparison, Condition, Operand, Part, Predicate, Quantifier, Range, Reference, Rule, Step, Test,
};

/// Facts that hang on the consents that a flow names.
pub(super) const CONSENT: &[Fact] = &[
    Fact::FlowConsent,
    Fact::FlowActorConsent,
    Fact::FlowNamedConsent,
    Fact::FlowReliedConsent,
    Fact::FlowBasis,
    Fact::FlowGround,
    Fact::DatumHeldConsent,
    Fact::DatumGuardianApproved,
];

/// Facts that hang on the ages of people.
const AGE: &[Fact] = &[Fact::DatumAge, Fact::SubjectAge, Fact::DatumSensitive, Fact::StoreSensitive];

/// Facts that hang on the ends of what rests somewhere.
pub(super) const ENDS: &[Fact] = &[Fact::HoldingEndEvent, Fact::HoldingErasureEvent, Fact::HoldingKeptEvent];

/// Facts that hang on whether a flow says `data all`.
pub(super) const ALL_DATA: &[Fact] = &[Fact::FlowUnrestricted];

/// Facts that hang on transforms but for their effect.
pub(super) const TRANSFORM: &[Fact] = &[Fact::TransformEvidence, Fact::TransformRestorable];

/// Facts that hang on the claims that a flow names, whether they hold or not.
pub(super) const CLAIM: &[Fact] = &[Fact::FlowClaim, Fact::FlowBasis, Fact::ClaimGround, Fact::ClaimMet];

/// Whether a rule speaks of some of these facts.
pub(super) fn of(rule: &Rule, facts: &[Fact]) -> bool {
    let speaks = |part: &Part| {
        let mut said = Said::default();
        said.part(part);
        said.demanded.iter().chain(&said.other).any(|fact| facts.contains(fact))
    };
    rule.parts.iter().any(speaks)
}

/// Whether a rule speaks of these facts only where having more of them cures.
pub(super) fn only_as_a_cure(rule: &Rule, facts: &[Fact]) -> bool {
    let cures = |part: &Part| {
        let mut said = Said::default();
        said.part(part);
        !said.other.iter().any(|fact| facts.contains(fact))
    };
    rule.parts.iter().all(cures)
}

/// Whether nothing that a rule says of ages is a demand that somebody be grown up or that nobody knows.
pub(super) fn only_of_the_young(rule: &Rule) -> bool {
    !of(rule, AGE) || only_as_a_cure(rule, AGE)
}

/// The facts of a part: those that it only demands, and all others.
#[derive(Default)]
struct Said {
    demanded: Vec<Fact>,
    other: Vec<Fact>,
}

impl Said {
    fn part(&mut self, part: &Part) {
        for variable in &part.variables {
            if let Range::Fact { fact, of, .. } = &variable.range {
                self.other.push(*fact);
                self.reference(of);
            }
        }
        part.when.iter().for_each(|condition| self.condition(condition, false));
        part.must.iter().for_each(|condition| self.condition(condition, true));
        part.must_not.iter().for_each(|condition| self.condition(condition, false));
    }

    fn condition(&mut self, condition: &Condition, demand: bool) {
        match condition {
            Condition::All(conditions) | Condition::Any(conditions) => {
                conditions.iter().for_each(|condition| self.condition(condition, demand));
            }
            Condition::Not(inner) => self.condition(inner, false),
            Condition::Simple { subject, predicate, .. } => {
                self.reference(subject);
                self.predicate(predicate, demand);
            }
            Condition::Quantified { quantifier, noun, of, that, predicate, .. } => {
                let demand = demand && *quantifier == Quantifier::Some;
                self.step(*noun, demand);
                self.reference(of);
                that.iter().for_each(|that| self.predicate(that, false));
                self.predicate(predicate, demand);
            }
            Condition::Reaches { from, to, .. } => [from, to].into_iter().for_each(|end| self.reference(end)),
        }
    }

    fn predicate(&mut self, predicate: &Predicate, demand: bool) {
        match predicate {
            Predicate::Has { step, test } => {
                let more = matches!(test, Test::Exists | Test::OneOf(_) | Test::AllOf(_))
                    || matches!(test, Test::Compare(Comparison::AtLeast | Comparison::Over, _));
                self.step(*step, demand && more);
                self.test(test);
            }
            Predicate::HasNo { step, test } => {
                self.step(*step, false);
                self.test(test);
            }
            Predicate::Is { negated, step } | Predicate::States { negated, step } => {
                self.step(*step, demand && !negated);
            }
            Predicate::IsA { values, .. } => self.operands(values),
            Predicate::Time { .. } => {}
        }
    }

    fn test(&mut self, test: &Test) {
        match test {
            Test::Exists => {}
            Test::OneOf(values) | Test::AllOf(values) | Test::Within(values) => self.operands(values),
            Test::Compare(_, value) => self.operands(std::slice::from_ref(value)),
        }
    }

    fn operands(&mut self, operands: &[Operand]) {
        for operand in operands {
            if let Operand::Reference(reference) = operand {
                self.reference(reference);
            }
        }
    }

    fn reference(&mut self, reference: &Reference) {
        reference.steps.iter().for_each(|step| self.step(*step, false));
    }

    fn step(&mut self, step: Step, demand: bool) {
        if let Step::Fact(fact) = step {
            if demand { self.demanded.push(fact) } else { self.other.push(fact) }
        }
    }
}
