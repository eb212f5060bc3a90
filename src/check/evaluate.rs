//! Sentences and rules, evaluated in a world with true, false and unknown.

use std::cell::Cell;

use super::world::{Entity, Gaps, Truth, Value, World};
use crate::fault::Fault;
use crate::policy::pack::Pack;
use crate::policy::rule::{Condition, Exception, Excuse, Part, Predicate, Quantifier, Reference, Root, Step};

/// What a part of a rule says at one binding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Judgement {
    /// It does not apply.
    NotApplicable,
    /// What it demands holds.
    Complies {
        /// It holds only of nothing: each demand speaks of an empty set.
        vacuous: bool,
    },
    /// What it demands does not hold, or may not, and an exception lifts the demand.
    Excused {
        /// The exception's place in the part's `unless`.
        exception: usize,
    },
    /// What it demands does not hold.
    Violates,
    /// What it demands may not hold, or it may not apply.
    MayViolate {
        /// The fewest facts that would decide it.
        gaps: Gaps,
    },
}

/// A judgement, and whether it weighs as an error whatever the clause says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judged {
    /// The judgement.
    pub judgement: Judgement,
    /// `error when` is certainly true, and something may be wrong.
    pub raised: bool,
}

/// The truth of a sentence at a binding.
pub fn truth<W: World>(world: &W, pack: &Pack, condition: &Condition, binding: &[Entity]) -> Truth {
    Evaluator::new(world, pack, binding).truth(condition)
}

/// Judges a part at a binding.
pub fn judge<W: World>(world: &W, pack: &Pack, part: &Part, binding: &[Entity]) -> Judged {
    let applies = applies(world, pack, part, binding);
    judge_applied(world, pack, part, binding, applies)
}

/// Whether all things of a binding are within the policy, and all `when` sentences hold.
fn applies<W: World>(world: &W, pack: &Pack, part: &Part, binding: &[Entity]) -> Truth {
    let mut applies = Evaluator::new(world, pack, binding).all(&part.when);
    for thing in binding {
        if applies == Truth::False {
            break;
        }
        applies = applies.and(in_scope(world, pack, *thing));
    }
    applies
}

/// Whether the policy speaks of a thing at all.
pub fn in_scope<W: World>(world: &W, pack: &Pack, thing: Entity) -> Truth {
    let always = matches!(thing, Entity::Row(..) | Entity::System | Entity::Policy) || pack.scope.is_empty();
    if always || world.is_in_scope(thing) {
        return Truth::True;
    }
    let kind = world.kind(thing);
    let of_kind = pack.scope.iter().filter(|(scoped, _)| kind.is_a(*scoped));
    let binding = [thing];
    let evaluator = Evaluator::new(world, pack, &binding);
    of_kind.fold(Truth::True, |truth, (_, conditions)| truth.and(evaluator.all(conditions)))
}

/// Judges a part at a binding of which it is known whether the part applies.
pub fn judge_applied<W: World>(world: &W, pack: &Pack, part: &Part, binding: &[Entity], applies: Truth) -> Judged {
    let judgement = judgement(world, pack, part, binding, applies);
    let raised = matches!(judgement, Judgement::Violates | Judgement::MayViolate { .. })
        && !part.error_when.is_empty()
        && Evaluator::new(world, pack, binding).all(&part.error_when) == Truth::True;
    Judged { judgement, raised }
}

fn judgement<W: World>(world: &W, pack: &Pack, part: &Part, binding: &[Entity], applies: Truth) -> Judgement {
    if applies == Truth::False {
        return Judgement::NotApplicable;
    }
    let (met, vacuous) = Evaluator::new(world, pack, binding).demands(part);
    if met == Truth::True {
        return Judgement::Complies { vacuous };
    }
    if let Some(exception) = excuse(world, pack, part, binding) {
        return Judgement::Excused { exception };
    }
    match applies.and(met.negate()) {
        Truth::Unknown(_) if Fault::UnknownPasses.is_on() => Judgement::Complies { vacuous: false },
        Truth::Unknown(gaps) => Judgement::MayViolate { gaps },
        Truth::True | Truth::False => Judgement::Violates,
    }
}

/// The first exception that certainly holds.
fn excuse<W: World>(world: &W, pack: &Pack, part: &Part, binding: &[Entity]) -> Option<usize> {
    part.unless.iter().position(|excuse| {
        let exception = exception_of(pack, excuse);
        match excuse {
            Excuse::Named { variable, .. } => {
                let excused = binding.get(usize::from(*variable)).map(std::slice::from_ref);
                excused.is_some_and(|thing| holds(world, pack, exception, thing))
            }
            Excuse::Own(_) => holds(world, pack, exception, binding),
        }
    })
}

/// Whether an exception certainly holds.
fn holds<W: World>(world: &W, pack: &Pack, exception: &Exception, binding: &[Entity]) -> bool {
    match Evaluator::new(world, pack, binding).all(&exception.when) {
        Truth::True => true,
        Truth::Unknown(_) => Fault::ExceptionByDoubt.is_on(),
        Truth::False => false,
    }
}

/// The exception that a rule uses.
pub fn exception_of<'p>(pack: &'p Pack, excuse: &'p Excuse) -> &'p Exception {
    match excuse {
        Excuse::Named { exception, .. } => &pack.exceptions[usize::from(*exception)],
        Excuse::Own(exception) => exception,
    }
}

/// Evaluates sentences at one binding.
pub(super) struct Evaluator<'a, W> {
    pub(super) world: &'a W,
    pub(super) pack: &'a Pack,
    binding: &'a [Entity],
    /// Something was true only because it was said of nothing.
    pub(super) vacuous: Cell<bool>,
}

impl<'a, W: World> Evaluator<'a, W> {
    pub(super) fn new(world: &'a W, pack: &'a Pack, binding: &'a [Entity]) -> Self {
        Self { world, pack, binding, vacuous: Cell::new(false) }
    }

    /// Whether all `must` sentences hold and no `must not` sentence does, and whether each holds only of nothing.
    fn demands(&self, part: &'a Part) -> (Truth, bool) {
        let mut met = Truth::True;
        let mut vacuous = true;
        let demands = part.must.iter().map(|demand| (demand, false));
        let forbidden = if Fault::ForbidDropped.is_on() { &[] } else { part.must_not.as_slice() };
        for (demand, negated) in demands.chain(forbidden.iter().map(|demand| (demand, true))) {
            self.vacuous.set(false);
            met = met.and(self.truth(demand).negate_if(negated));
            vacuous &= self.vacuous.get();
            if met == Truth::False {
                break;
            }
        }
        (met, vacuous)
    }

    pub(super) fn all(&self, conditions: &'a [Condition]) -> Truth {
        let mut truth = Truth::True;
        for condition in conditions {
            truth = truth.and(self.truth(condition));
            if truth == Truth::False {
                break;
            }
        }
        truth
    }

    fn any(&self, conditions: &'a [Condition]) -> Truth {
        let mut truth = Truth::False;
        for condition in conditions {
            truth = truth.or(self.truth(condition));
            if truth == Truth::True {
                break;
            }
        }
        truth
    }

    pub(super) fn truth(&self, condition: &'a Condition) -> Truth {
        match condition {
            Condition::All(conditions) => self.all(conditions),
            Condition::Any(conditions) => self.any(conditions),
            Condition::Not(condition) => self.truth(condition).negate(),
            Condition::Simple { subject, predicate, .. } => self.simple(subject, predicate),
            Condition::Quantified { quantifier, noun, of, that, predicate, .. } => match self.follow(of) {
                Value::One(owner) => self.quantified(*quantifier, self.step(owner, *noun), that.as_ref(), predicate),
                Value::Unknown(gaps) => Truth::Unknown(gaps),
                _ => Truth::from(*quantifier == Quantifier::No),
            },
            Condition::Reaches { from, to, barriers, .. } => match (self.follow(from), self.follow(to)) {
                (Value::One(from), Value::One(to)) => self.world.reaches(from, to, barriers),
                (Value::Unknown(gaps), _) | (_, Value::Unknown(gaps)) => Truth::Unknown(gaps),
                _ => Truth::False,
            },
        }
    }

    /// The value that a reference comes to.
    pub(super) fn follow(&self, reference: &Reference) -> Value<'a> {
        let root = match reference.root {
            Root::Variable(index) => self.binding.get(usize::from(index)).copied(),
            Root::System => Some(Entity::System),
            Root::Policy => Some(Entity::Policy),
        };
        let mut value = root.map_or(Value::Absent, Value::One);
        for step in &reference.steps {
            value = match value {
                Value::One(thing) => self.step(thing, *step),
                Value::Unknown(_) => return value,
                _ => return Value::Absent,
            };
        }
        value
    }

    /// A fact of a thing or a column of a row.
    pub(super) fn step(&self, thing: Entity, step: Step) -> Value<'a> {
        match step {
            Step::Fact(fact) => self.world.fact(thing, fact),
            Step::Column(_, column) => self.world.column(thing, column),
        }
    }

    fn simple(&self, subject: &'a Reference, predicate: &'a Predicate) -> Truth {
        let value = self.follow(subject);
        if let Predicate::Time { future } = predicate {
            return self.in_time(&value, *future);
        }
        match value {
            Value::One(thing) => self.said(thing, predicate),
            Value::Unknown(gaps) => match predicate {
                Predicate::States { negated, .. } => Truth::from(*negated),
                Predicate::Has { .. }
                | Predicate::HasNo { .. }
                | Predicate::IsA { .. }
                | Predicate::Is { .. }
                | Predicate::Time { .. } => Truth::Unknown(gaps),
            },
            _ => Truth::from(is_negative(predicate)),
        }
    }

    /// A day is in the future if it is after today; today itself has come.
    fn in_time(&self, value: &Value, future: bool) -> Truth {
        match (value, self.world.today()) {
            (Value::Date(day), Some(today)) => Truth::from((*day > today) == future),
            (Value::Date(_), None) => Truth::OPEN,
            (Value::Unknown(gaps), _) => Truth::Unknown(gaps.clone()),
            _ => Truth::False,
        }
    }

    /// What is said of a thing that is there.
    fn said(&self, thing: Entity, predicate: &'a Predicate) -> Truth {
        match predicate {
            Predicate::Has { step, test } => self.test(self.step(thing, *step), test),
            Predicate::HasNo { step, test } => self.test(self.step(thing, *step), test).negate(),
            Predicate::IsA { negated, values } => {
                self.one_of(&self.pieces(Value::One(thing)), values).negate_if(*negated)
            }
            Predicate::Is { negated, step } => match self.step(thing, *step) {
                Value::Bool(value) => Truth::from(value != *negated),
                Value::Unknown(gaps) => Truth::Unknown(gaps),
                _ => Truth::from(*negated),
            },
            Predicate::States { negated, step } => {
                let stated = match step {
                    Step::Fact(fact) => self.world.states(thing, *fact),
                    Step::Column(_, column) => self.world.column(thing, *column) != Value::Absent,
                };
                Truth::from(stated != *negated)
            }
            Predicate::Time { .. } => Truth::False,
        }
    }

    fn quantified(
        &self,
        quantifier: Quantifier,
        members: Value<'a>,
        that: Option<&'a Predicate>,
        predicate: &'a Predicate,
    ) -> Truth {
        let members = match members {
            Value::Partly { known, possible, gaps } => {
                let certain = self.quantified(quantifier, Value::Many(known.into()), that, predicate);
                let doubtful = self.quantified(quantifier, Value::Many(possible.into()), that, predicate);
                return match (quantifier, certain, doubtful) {
                    (Quantifier::Some, Truth::False, Truth::True | Truth::Unknown(_)) => Truth::Unknown(gaps),
                    (Quantifier::Every | Quantifier::No, Truth::True, Truth::False | Truth::Unknown(_)) => {
                        Truth::Unknown(gaps)
                    }
                    (_, certain, _) => certain,
                };
            }
            Value::Many(members) => members,
            Value::One(member) => vec![member].into(),
            Value::Unknown(gaps) => return Truth::Unknown(gaps),
            _ => Vec::new().into(),
        };
        if members.is_empty() && quantifier != Quantifier::Some {
            self.vacuous.set(true);
        }
        let counts = |member: Entity| that.map_or(Truth::True, |that| self.said(member, that));
        match quantifier {
            Quantifier::Every => {
                let each = |member: &Entity| counts(*member).negate().or(self.said(*member, predicate));
                fold_until(members.iter().map(each), Truth::True, Truth::and, &Truth::False)
            }
            Quantifier::Some | Quantifier::No => {
                let each = |member: &Entity| counts(*member).and(self.said(*member, predicate));
                let some = fold_until(members.iter().map(each), Truth::False, Truth::or, &Truth::True);
                some.negate_if(quantifier == Quantifier::No)
            }
        }
    }
}

/// Folds until nothing can change any more.
fn fold_until(
    truths: impl Iterator<Item = Truth>,
    start: Truth,
    join: impl Fn(Truth, Truth) -> Truth,
    last: &Truth,
) -> Truth {
    let mut truth = start;
    for next in truths {
        truth = join(truth, next);
        if truth == *last {
            break;
        }
    }
    truth
}

/// Whether a predicate is true of what does not exist.
fn is_negative(predicate: &Predicate) -> bool {
    match predicate {
        Predicate::HasNo { .. } => true,
        Predicate::IsA { negated, .. } | Predicate::Is { negated, .. } | Predicate::States { negated, .. } => *negated,
        Predicate::Has { .. } | Predicate::Time { .. } => false,
    }
}
