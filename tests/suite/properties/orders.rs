//! The orders that no vocabulary has: the steps of each scale as the engine compares them, the verdicts, and the three
//! values of truth. Sentences are evaluated in a world of one flow whose facts are set.

use std::borrow::Cow;
use std::collections::BTreeMap;

use candor::check::evaluate;
use candor::check::finding::Verdict;
use candor::check::world::{Entity, Gap, Gaps, Truth, Value, World};
use candor::diagnostic::Severity;
use candor::model::Declaration;
use candor::model::vocabulary::TermId;
use candor::policy::facts::{Fact, Kind, Scale};
use candor::policy::pack::Pack;
use candor::policy::rule::{Barrier, Comparison, Condition, Operand, Predicate, Reference, Root, Step, Test};
use candor::source::{FileId, Span};
use candor::syntax::value::Date;
use candor::syntax::words::{ClauseWord, Keyword};

use super::change::Case;
use super::tally::Tally;
use super::world::Stage;

const FLOW: Entity = Entity::Flow(0);

/// A world of one flow.
struct Alone(BTreeMap<Fact, Value<'static>>);

impl World for Alone {
    fn things(&self, _: Kind) -> Cow<'_, [Entity]> {
        Cow::Owned(vec![FLOW])
    }

    fn kind(&self, _: Entity) -> Kind {
        Kind::Use
    }

    fn class(&self, _: Entity) -> Value<'_> {
        Value::Absent
    }

    fn fact(&self, _: Entity, fact: Fact) -> Value<'_> {
        self.0.get(&fact).cloned().unwrap_or(Value::Absent)
    }

    fn column(&self, _: Entity, _: u16) -> Value<'_> {
        Value::Absent
    }

    fn states(&self, _: Entity, fact: Fact) -> bool {
        self.0.contains_key(&fact)
    }

    fn reaches(&self, _: Entity, _: Entity, _: &[Barrier]) -> Truth {
        Truth::False
    }

    fn today(&self) -> Option<Date> {
        None
    }

    fn name(&self, _: Entity) -> Cow<'_, str> {
        Cow::Borrowed("flow")
    }

    fn term_name(&self, _: TermId) -> Cow<'_, str> {
        Cow::Borrowed("term")
    }
}

/// Property 15, beside the sets of leaves.
pub(crate) fn laws(stages: &[Stage]) -> Vec<Case<'_>> {
    let pack = &stages[0].pack;
    let scales = Scale::ALL.iter().map(|scale| Box::new(move || of_scale(pack, *scale)) as Case<'_>);
    let others: [Case<'_>; 3] = [
        Box::new(|| of_order("verdicts", &[Verdict::MayViolate, Verdict::Violates])),
        Box::new(|| of_order("severities", &Severity::ALL)),
        Box::new(move || of_truth(pack)),
    ];
    scales.chain(others).collect()
}

fn span() -> Span {
    Span::new(FileId(0), 0..0)
}

/// A sentence about the flow.
fn said(predicate: Predicate) -> Condition {
    Condition::Simple { subject: Reference { root: Root::Variable(0), steps: Vec::new() }, predicate, span: span() }
}

/// Some things in a row, least first, and whether one is at most another: the laws of a chain.
fn of_chain(name: &str, count: usize, at_most: impl Fn(usize, usize) -> bool) -> Tally {
    let mut tally = Tally::default();
    let join = |a, b| if at_most(a, b) { b } else { a };
    let meet = |a, b| if at_most(a, b) { a } else { b };
    let all: Vec<usize> = (0..count).collect();
    for (&a, &b, &c) in threes(&all) {
        tally.cases += 1;
        let laws = [
            ("as listed", at_most(a, b) == (a <= b)),
            ("reflexive", at_most(a, a)),
            ("antisymmetric", !(at_most(a, b) && at_most(b, a)) || a == b),
            ("transitive", !(at_most(a, b) && at_most(b, c)) || at_most(a, c)),
            ("join commutes", join(a, b) == join(b, a)),
            ("meet commutes", meet(a, b) == meet(b, a)),
            ("join associates", join(join(a, b), c) == join(a, join(b, c))),
            ("meet associates", meet(meet(a, b), c) == meet(a, meet(b, c))),
            ("join absorbs", join(a, meet(a, b)) == a),
            ("meet absorbs", meet(a, join(a, b)) == a),
        ];
        broken(&laws).for_each(|law| tally.wrong(law, name, "", format!("{a} {b} {c}")));
    }
    tally
}

fn threes<T>(all: &[T]) -> impl Iterator<Item = (&T, &T, &T)> {
    all.iter().flat_map(move |a| all.iter().flat_map(move |b| all.iter().map(move |c| (a, b, c))))
}

/// The laws that do not hold.
fn broken<'l>(laws: &'l [(&'static str, bool)]) -> impl Iterator<Item = &'static str> + 'l {
    laws.iter().filter(|(_, holds)| !holds).map(|(law, _)| *law)
}

fn of_order<T: Ord>(name: &str, ordered: &[T]) -> Tally {
    of_chain(name, ordered.len(), |a, b| ordered[a] <= ordered[b])
}

/// Whether a comparison holds of two steps.
type Holds = fn(u8, u8) -> bool;

/// What the engine says of two intervals of steps.
fn compared(pack: &Pack, left: (u8, u8), comparison: Comparison, right: (u8, u8)) -> Truth {
    let [mine, theirs] = [Fact::FlowConsent, Fact::FlowActorConsent];
    let value = |(least, greatest), clause| {
        let gaps = if least == greatest { Gaps::new() } else { Gaps::from_iter([gap(clause)]) };
        Value::Steps { least, greatest, gaps }
    };
    let facts = [(mine, value(left, ClauseWord::Basis)), (theirs, value(right, ClauseWord::For))];
    let other = Reference { root: Root::Variable(0), steps: vec![Step::Fact(theirs)] };
    let test = Test::Compare(comparison, Operand::Reference(other));
    let sentence = said(Predicate::Has { step: Step::Fact(mine), test });
    evaluate::truth(&Alone(BTreeMap::from(facts)), pack, &sentence, &[FLOW])
}

/// The steps of a scale are a chain, and of intervals of them is said what holds of all the steps that they may be.
fn of_scale(pack: &Pack, scale: Scale) -> Tally {
    let count = scale.steps().len();
    let step = |at: usize| (at as u8, at as u8);
    let mut tally =
        of_chain(scale.name(), count, |a, b| compared(pack, step(a), Comparison::AtMost, step(b)) == Truth::True);
    let steps = || 0..count as u8;
    let intervals: Vec<(u8, u8)> =
        steps().flat_map(|a| steps().filter(move |b| a <= *b).map(move |b| (a, b))).collect();
    let comparisons: [(&str, Comparison, Holds); 4] = [
        ("at most", Comparison::AtMost, |a, b| a <= b),
        ("at least", Comparison::AtLeast, |a, b| a >= b),
        ("under", Comparison::Under, |a, b| a < b),
        ("over", Comparison::Over, |a, b| a > b),
    ];
    for (left, right) in intervals.iter().flat_map(|left| intervals.iter().map(move |right| (*left, *right))) {
        for (name, comparison, holds) in comparisons {
            tally.cases += 1;
            let pairs = || (left.0..=left.1).flat_map(|a| (right.0..=right.1).map(move |b| holds(a, b)));
            let expected = match (pairs().all(|it| it), pairs().any(|it| it)) {
                (true, _) => 'T',
                (false, true) => 'U',
                (false, false) => 'F',
            };
            if letter(&compared(pack, left, comparison, right)) != expected {
                tally.wrong(name, scale.name(), "", format!("{left:?} {right:?}"));
            }
        }
    }
    tally
}

fn gap(clause: ClauseWord) -> Gap {
    Gap { declaration: Declaration { keyword: Keyword::Use, index: 0 }, clause, event: None }
}

fn letter(truth: &Truth) -> char {
    match truth {
        Truth::True => 'T',
        Truth::False => 'F',
        Truth::Unknown(_) => 'U',
    }
}

/// The facts that would decide, if that is unknown.
fn gaps(truth: &Truth) -> Gaps {
    match truth {
        Truth::Unknown(gaps) => gaps.clone(),
        Truth::True | Truth::False => Gaps::new(),
    }
}

fn rank(truth: &Truth) -> u8 {
    match truth {
        Truth::False => 0,
        Truth::Unknown(_) => 1,
        Truth::True => 2,
    }
}

/// Truth as sentences have it, joined by the engine.
struct Logic<'p>(&'p Pack);

impl Logic<'_> {
    /// What joining two sentences gives that are so true.
    fn joined(&self, join: fn(Vec<Condition>) -> Condition, left: &Truth, right: &Truth) -> Truth {
        let facts = [Fact::FlowInChain, Fact::FlowNotifiedBefore];
        let values = facts.into_iter().zip([left, right].map(value)).collect();
        let each = facts.map(|fact| said(Predicate::Is { negated: false, step: Step::Fact(fact) }));
        evaluate::truth(&Alone(values), self.0, &join(each.to_vec()), &[FLOW])
    }

    fn and(&self, left: &Truth, right: &Truth) -> Truth {
        self.joined(Condition::All, left, right)
    }

    fn or(&self, left: &Truth, right: &Truth) -> Truth {
        self.joined(Condition::Any, left, right)
    }

    fn not(&self, truth: &Truth) -> Truth {
        self.joined(|mut both| Condition::Not(Box::new(both.remove(0))), truth, &Truth::True)
    }
}

fn value(truth: &Truth) -> Value<'static> {
    match truth {
        Truth::True => Value::Bool(true),
        Truth::False => Value::Bool(false),
        Truth::Unknown(gaps) => Value::Unknown(gaps.clone()),
    }
}

/// Kleene's strong logic. Of which facts are missing, `and` asks for all, and `or` for the fewest of one side, so that
/// only the truth itself and not what would decide it is a lattice under `or`.
fn of_truth(pack: &Pack) -> Tally {
    let mut tally = Tally::default();
    let logic = Logic(pack);
    let unknown = |clauses: &[ClauseWord]| Truth::Unknown(clauses.iter().map(|clause| gap(*clause)).collect());
    let [one, two, three] = [ClauseWord::For, ClauseWord::Basis, ClauseWord::Agreement];
    let mut all = vec![Truth::True, Truth::False];
    all.extend([&[][..], &[one], &[two], &[one, two], &[two, three]].map(unknown));
    // The engine keeps what is missing sorted.
    let all: Vec<Truth> = all.iter().map(sorted).collect();
    for (a, b, c) in threes(&all) {
        tally.cases += 1;
        let laws: Vec<(&str, bool)> =
            of_three(&logic, a, b, c).into_iter().chain(of_missing(&logic, a, b, c)).collect();
        broken(&laws).for_each(|law| tally.wrong(law, "truth", "", format!("{a:?} {b:?} {c:?}")));
    }
    tally
}

fn sorted(truth: &Truth) -> Truth {
    match truth {
        Truth::Unknown(gaps) => {
            let mut gaps = gaps.clone();
            gaps.sort_unstable();
            Truth::Unknown(gaps)
        }
        Truth::True | Truth::False => truth.clone(),
    }
}

/// The laws of the three values.
fn of_three(logic: &Logic<'_>, a: &Truth, b: &Truth, c: &Truth) -> Vec<(&'static str, bool)> {
    let (and, or, not) = (|a, b| logic.and(a, b), |a, b| logic.or(a, b), |a| logic.not(a));
    let same = |left: Truth, right: &Truth| letter(&left) == letter(right);
    vec![
        ("and is the least", rank(&and(a, b)) == rank(a).min(rank(b))),
        ("or is the greatest", rank(&or(a, b)) == rank(a).max(rank(b))),
        ("not turns round", rank(&not(a)) == 2 - rank(a)),
        ("and commutes", same(and(a, b), &and(b, a))),
        ("or commutes", same(or(a, b), &or(b, a))),
        ("and associates", same(and(&and(a, b), c), &and(a, &and(b, c)))),
        ("or associates", same(or(&or(a, b), c), &or(a, &or(b, c)))),
        ("and absorbs", same(and(a, &or(a, b)), a)),
        ("or absorbs", same(or(a, &and(a, b)), a)),
        ("and distributes", same(and(a, &or(b, c)), &or(&and(a, b), &and(a, c)))),
        ("or distributes", same(or(a, &and(b, c)), &and(&or(a, b), &or(a, c)))),
        ("De Morgan of and", same(not(&and(a, b)), &or(&not(a), &not(b)))),
        ("De Morgan of or", same(not(&or(a, b)), &and(&not(a), &not(b)))),
    ]
}

/// The laws of what is missing.
fn of_missing(logic: &Logic<'_>, a: &Truth, b: &Truth, c: &Truth) -> Vec<(&'static str, bool)> {
    let (and, or, not) = (|a, b| logic.and(a, b), |a, b| logic.or(a, b), |a| logic.not(a));
    let open = letter(a) == 'U' && letter(b) == 'U';
    let (mine, theirs) = (gaps(a), gaps(b));
    let mut both: Gaps = mine.iter().chain(&theirs).copied().collect();
    both.sort_unstable();
    both.dedup();
    let either = gaps(&or(a, b));
    let fewest = [&mine, &theirs].into_iter().map(|gaps| gaps.len()).filter(|count| *count > 0).min();
    vec![
        ("what is missing of and is of both", !open || gaps(&and(a, b)) == both),
        ("what is missing of or is of one", !open || either == mine || either == theirs),
        ("what is missing of or is the fewest", !open || either.len() == fewest.unwrap_or(0)),
        ("twice not is nothing", not(&not(a)) == *a),
        ("not is missing the same", gaps(&not(a)) == mine),
        ("and twice is once", and(a, a) == *a),
        ("or twice is once", or(a, a) == *a),
        ("what is missing of and commutes", and(a, b) == and(b, a)),
        ("what is missing of and associates", and(&and(a, b), c) == and(a, &and(b, c))),
        ("De Morgan where one is known", open || not(&and(a, b)) == or(&not(a), &not(b))),
    ]
}
