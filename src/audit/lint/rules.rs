//! Rules held against themselves and against each other: which can never apply, which find nothing of their own, which
//! ask for opposite things.

use super::{Matter, Remark};
use crate::diagnostic::Severity;
use crate::model::vocabulary::LeafSet;
use crate::policy::facts::{Fact, Kind, Type};
use crate::policy::pack::{Cell, Pack};
use crate::policy::rule::{
    Cites, Comparison, Condition, Excuse, Operand, Part, Predicate, Range, Reference, Root, Rule, Step, Test, Variable,
};
use crate::policy::{written_excuse, written_sentence, written_variables};

/// Every part of every rule.
fn parts(pack: &Pack) -> impl Iterator<Item = (&Rule, &Part)> {
    pack.rules.iter().flat_map(|rule| rule.parts.iter().map(move |part| (rule, part)))
}

/// Rules with a part whose conditions cannot hold together, or that ranges over rows that are not there.
pub(super) fn never_applying(pack: &Pack) -> Vec<Remark> {
    parts(pack)
        .filter_map(|(rule, part)| {
            let why = impossible(pack, &part.variables, &part.when).or_else(|| without_rows(pack, part))?;
            Some(Remark::new(Matter::NeverApplies, &rule.id, why).at(part.span))
        })
        .collect()
}

/// Exceptions, named ones and rules' own, that can never count.
pub(super) fn never_met(pack: &Pack) -> Vec<Remark> {
    let named = pack.exceptions.iter().filter_map(|exception| {
        let thing = Range::Kinds { kinds: vec![exception.of], common: exception.of };
        let variables = [Variable { name: exception.of.name().to_owned(), range: thing }];
        let why = impossible(pack, &variables, &exception.when)?;
        Some(Remark::new(Matter::NeverMet, &exception.name, why).at(exception.span))
    });
    let own = parts(pack).flat_map(|(rule, part)| part.unless.iter().map(move |excuse| (rule, part, excuse)));
    let own = own.filter_map(|(rule, part, excuse)| match excuse {
        Excuse::Named { .. } => None,
        Excuse::Own(exception) => {
            let why = impossible(pack, &part.variables, &exception.when)?;
            let subject = format!("{} of {}", exception.name, rule.id);
            Some(Remark::new(Matter::NeverMet, subject, why).at(exception.span))
        }
    });
    named.chain(own).collect()
}

/// Why conditions can never all be true, if that is certain.
fn impossible(pack: &Pack, variables: &[Variable], conditions: &[Condition]) -> Option<String> {
    let conditions = flat(conditions);
    let apart = conditions.iter().enumerate().any(|(index, left)| {
        never(left) || conditions[index + 1..].iter().any(|right| contradict(pack, variables, left, right))
    });
    if apart {
        return Some("its conditions cannot hold together".to_owned());
    }
    let baseless = conditions.iter().any(|condition| asks_for_no_ground(pack, condition));
    baseless.then(|| "it asks for a ground that no row of `grounds` gives".to_owned())
}

/// Whether a sentence asks of a flow a ground that no claim can give it.
fn asks_for_no_ground(pack: &Pack, condition: &Condition) -> bool {
    let Condition::Simple { predicate: Predicate::Has { step, test: Test::OneOf(values) }, .. } = condition else {
        return false;
    };
    let (Some(wanted), Some(table)) = (all_terms(values), pack.table("grounds").map(|id| pack.table_of(id))) else {
        return false;
    };
    let given = |cell: &Cell| match cell {
        Cell::Term(term) => wanted.iter().any(|wanted| wanted.meets(pack.vocabulary.leaves(*term))),
        _ => false,
    };
    let ground = table.column("ground");
    let some = table.rows.iter().any(|row| ground.is_some_and(|column| given(&row.cells[column])));
    *step == Step::Fact(Fact::FlowGround) && !some
}

fn without_rows(pack: &Pack, part: &Part) -> Option<String> {
    part.variables.iter().find_map(|variable| {
        let (table, clauses) = match &variable.range {
            Range::Rows { table, clauses } => (*table, clauses),
            Range::Fact { fact, clauses, .. } => match fact.of_type() {
                Type::Rows(name) => (pack.table(name)?, clauses),
                _ => return None,
            },
            Range::Kinds { .. } => return None,
        };
        let table = pack.table_of(table);
        let some = table.rows.iter().any(|row| clauses.is_empty() || clauses.contains(&row.clause));
        (!some).then(|| format!("the table `{}` has no row that it could range over", table.name))
    })
}

/// Sentences that must all hold, with those within `all of` beside the others.
fn flat(conditions: &[Condition]) -> Vec<&Condition> {
    conditions
        .iter()
        .flat_map(|condition| match condition {
            Condition::All(conditions) => flat(conditions),
            Condition::Any(_)
            | Condition::Not(_)
            | Condition::Quantified { .. }
            | Condition::Reaches { .. }
            | Condition::Simple { .. } => vec![condition],
        })
        .collect()
}

/// Whether a sentence asks for one of no terms at all.
fn never(condition: &Condition) -> bool {
    match condition {
        Condition::Simple { predicate, .. } => match predicate {
            Predicate::IsA { negated: false, values } | Predicate::Has { test: Test::OneOf(values), .. } => {
                !values.is_empty() && values.iter().all(is_empty)
            }
            Predicate::Has { .. }
            | Predicate::HasNo { .. }
            | Predicate::IsA { negated: true, .. }
            | Predicate::Is { .. }
            | Predicate::Time { .. }
            | Predicate::States { .. } => false,
        },
        Condition::All(_)
        | Condition::Any(_)
        | Condition::Not(_)
        | Condition::Quantified { .. }
        | Condition::Reaches { .. } => false,
    }
}

fn is_empty(operand: &Operand) -> bool {
    match operand {
        Operand::Terms(_, leaves) => leaves.is_empty(),
        Operand::Step(_) | Operand::Time(_) | Operand::Text(_) | Operand::Reference(_) => false,
    }
}

/// Whether two sentences over the same variables can never be true together. Only what is certain counts.
fn contradict(pack: &Pack, variables: &[Variable], left: &Condition, right: &Condition) -> bool {
    let negation = |condition: &Condition, of: &Condition| match condition {
        Condition::Not(inner) => written_sentence(pack, inner) == written_sentence(pack, of),
        Condition::All(_)
        | Condition::Any(_)
        | Condition::Quantified { .. }
        | Condition::Reaches { .. }
        | Condition::Simple { .. } => false,
    };
    if negation(left, right) || negation(right, left) {
        return true;
    }
    let (
        Condition::Simple { subject, predicate: one, .. },
        Condition::Simple { subject: other_subject, predicate: other, .. },
    ) = (left, right)
    else {
        return false;
    };
    subject == other_subject && apart(one, other, has_one_class(variables, subject))
}

/// A recipient may be of several classes at once; everything else is of one.
fn has_one_class(variables: &[Variable], subject: &Reference) -> bool {
    let kind = match (subject.steps.last(), subject.root) {
        (Some(Step::Fact(fact)), _) => match fact.of_type() {
            Type::Entity(kind) | Type::Many(kind) => Some(kind),
            _ => None,
        },
        (Some(Step::Column(..)), _) => None,
        (None, Root::Variable(number)) => match variables.get(usize::from(number)).map(|one| &one.range) {
            Some(Range::Kinds { common, .. }) => Some(*common),
            Some(Range::Fact { .. } | Range::Rows { .. }) | None => None,
        },
        (None, Root::System) => Some(Kind::System),
        (None, Root::Policy) => Some(Kind::Policy),
    };
    kind.is_some_and(|kind| kind != Kind::Recipient)
}

fn apart(left: &Predicate, right: &Predicate, one_class: bool) -> bool {
    match (left, right) {
        (Predicate::Is { negated, step }, Predicate::Is { negated: other, step: of }) => step == of && negated != other,
        (Predicate::States { negated, step }, Predicate::States { negated: other, step: of }) => {
            step == of && negated != other
        }
        (Predicate::Time { future }, Predicate::Time { future: other }) => future != other,
        (Predicate::IsA { negated: false, values }, Predicate::IsA { negated: false, values: others }) => {
            one_class && disjoint(values, others)
        }
        (Predicate::Has { step, test }, Predicate::HasNo { step: of, test: other })
        | (Predicate::HasNo { step: of, test: other }, Predicate::Has { step, test }) => {
            step == of && refuses(test, other)
        }
        (Predicate::Has { step, test }, Predicate::Has { step: of, test: other }) => {
            step == of && tests_apart(*step, test, other)
        }
        (
            Predicate::Has { .. }
            | Predicate::HasNo { .. }
            | Predicate::IsA { .. }
            | Predicate::Is { .. }
            | Predicate::Time { .. }
            | Predicate::States { .. },
            _,
        ) => false,
    }
}

/// Whether whatever passes a test is what `has no` rules out.
fn refuses(test: &Test, without: &Test) -> bool {
    match (test, without) {
        (_, Test::Exists) => matches!(test, Test::Exists | Test::OneOf(_) | Test::AllOf(_) | Test::Compare(..)),
        (Test::OneOf(values), Test::OneOf(others)) => match (all_terms(values), all_terms(others)) {
            (Some(values), Some(others)) => values.iter().all(|value| others.iter().any(|other| value.within(other))),
            _ => false,
        },
        _ => false,
    }
}

fn tests_apart(step: Step, left: &Test, right: &Test) -> bool {
    match (left, right) {
        (Test::OneOf(values), Test::OneOf(others)) => is_single(step) && disjoint(values, others),
        (Test::Compare(comparison, operand), Test::Compare(other, bound)) => {
            gap(*comparison, operand, *other, bound) || gap(*other, bound, *comparison, operand)
        }
        _ => false,
    }
}

/// Whether a fact has one value at a time.
fn is_single(step: Step) -> bool {
    match step {
        Step::Fact(fact) => matches!(fact.of_type(), Type::Term(_) | Type::Scale(_) | Type::Entity(_)),
        Step::Column(..) => false,
    }
}

fn all_terms(operands: &[Operand]) -> Option<Vec<&LeafSet>> {
    operands.iter().map(terms).collect()
}

fn terms(operand: &Operand) -> Option<&LeafSet> {
    match operand {
        Operand::Terms(_, leaves) => Some(leaves),
        Operand::Step(_) | Operand::Time(_) | Operand::Text(_) | Operand::Reference(_) => None,
    }
}

fn disjoint(left: &[Operand], right: &[Operand]) -> bool {
    left.iter().all(|one| {
        right.iter().all(|other| match (one, other) {
            (Operand::Terms(_, leaves), Operand::Terms(_, others)) => !leaves.meets(others),
            (Operand::Step(step), Operand::Step(other)) => step != other,
            _ => false,
        })
    })
}

/// Whether an upper bound lies below a lower one.
fn gap(upper: Comparison, most: &Operand, lower: Comparison, least: &Operand) -> bool {
    let (Operand::Step(most), Operand::Step(least)) = (most, least) else { return false };
    match (upper, lower) {
        (Comparison::AtMost, Comparison::AtLeast) => most < least,
        (Comparison::AtMost, Comparison::Over) | (Comparison::Under, Comparison::AtLeast) => most <= least,
        (Comparison::Under, Comparison::Over) => u16::from(*most) <= u16::from(*least) + 1,
        (Comparison::AtMost | Comparison::Under, Comparison::AtMost | Comparison::Under)
        | (Comparison::AtLeast | Comparison::Over, _) => false,
    }
}

/// A part, written so that it can be compared with others.
struct Written<'p> {
    rule: &'p Rule,
    part: &'p Part,
    variables: Vec<String>,
    when: Vec<String>,
    must: Vec<String>,
    must_not: Vec<String>,
    unless: Vec<String>,
    weight: Option<Severity>,
}

fn written(pack: &Pack) -> Vec<Written<'_>> {
    let sentences = |conditions: &[Condition]| {
        flat(conditions).into_iter().map(|condition| written_sentence(pack, condition)).collect::<Vec<_>>()
    };
    parts(pack)
        .map(|(rule, part)| Written {
            rule,
            part,
            variables: written_variables(pack, part),
            when: sentences(&part.when),
            must: sentences(&part.must),
            must_not: part.must_not.iter().map(|condition| written_sentence(pack, condition)).collect(),
            unless: part.unless.iter().map(|excuse| written_excuse(pack, excuse)).collect(),
            weight: weight(pack, part),
        })
        .collect()
}

/// How much a finding weighs; `None` where that is for the row to say.
fn weight(pack: &Pack, part: &Part) -> Option<Severity> {
    part.severity.or(match part.cites {
        Cites::Clause(clause) => Some(pack.clause_of(clause).severity),
        Cites::Row(_) => None,
    })
}

fn within(part: &[String], whole: &[String]) -> bool {
    part.iter().all(|one| whole.contains(one))
}

impl Written<'_> {
    /// Whether this one finds whatever the other finds, as gravely: it applies wherever the other does, demands no less,
    /// and excuses no more.
    fn covers(&self, other: &Self) -> bool {
        self.variables == other.variables
            && within(&self.when, &other.when)
            && within(&other.must, &self.must)
            && within(&other.must_not, &self.must_not)
            && within(&self.unless, &other.unless)
            && self.weight >= other.weight
            && other.part.error_when.is_empty()
    }
}

/// Whether the pack shows findings of one part before those of another: it was meant to be the closer look.
fn goes_first(pack: &Pack, one: &Part, other: &Part) -> bool {
    let (Cites::Clause(own), Cites::Clause(wider)) = (one.cites, other.cites) else { return false };
    pack.precedence.iter().any(|levels| {
        let level = |clause| levels.iter().position(|level| level.contains(&clause));
        level(own).zip(level(wider)).is_some_and(|(own, wider)| own < wider)
    })
}

/// Rules of which each breach is one of another rule too, and is not shown before it. Where two find the same, the later
/// is named.
pub(super) fn shadowed(pack: &Pack) -> Vec<Remark> {
    let written = written(pack);
    let mut remarks = Vec::new();
    for (index, one) in written.iter().enumerate() {
        let wider = written.iter().enumerate().find(|(other_index, other)| {
            index != *other_index
                && other.covers(one)
                && (*other_index < index || !one.covers(other))
                && !goes_first(pack, one.part, other.part)
        });
        if let Some((_, wider)) = wider {
            let message = match (one.part.cites, wider.part.cites) {
                (Cites::Clause(own), Cites::Clause(other)) if own != other => {
                    let (own, other) = (&pack.clause_of(own).id, &pack.clause_of(other).id);
                    format!("`{}` finds all that it finds, by {other} where this one says {own}", wider.rule.id)
                }
                _ => format!("`{}` finds all that it finds", wider.rule.id),
            };
            remarks.push(Remark::new(Matter::Shadowed, &one.rule.id, message).at(one.part.span));
        }
    }
    remarks
}

/// Pairs of rules of which one demands what the other forbids, wherever both apply. An exception of either may have been
/// meant to part them, so only pairs in which one applies wherever the other does are told.
pub(super) fn contradictions(pack: &Pack) -> Vec<Remark> {
    let written = written(pack);
    let mut remarks = Vec::new();
    for (index, one) in written.iter().enumerate() {
        for other in &written[index + 1..] {
            let together = within(&one.when, &other.when) || within(&other.when, &one.when);
            if one.variables == other.variables && together && opposed(pack, one, other) {
                let message = format!("it demands what `{}` forbids, wherever both apply", other.rule.id);
                remarks.push(Remark::new(Matter::Contradiction, &one.rule.id, message).at(one.part.span));
            }
        }
    }
    remarks
}

fn opposed(pack: &Pack, one: &Written, other: &Written) -> bool {
    let forbidden = |left: &Written, right: &Written| left.must.iter().any(|demand| right.must_not.contains(demand));
    let demands = flat(&one.part.must);
    let apart = demands.iter().any(|demand| {
        flat(&other.part.must).iter().any(|against| contradict(pack, &one.part.variables, demand, against))
    });
    forbidden(one, other) || forbidden(other, one) || apart
}
