//! What a sentence says and what a rule comes to, in strong three-valued logic, each form as the reference tabulates it.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use super::know::{Aim, Known, Thing, Value};
use super::law::{self, Barrier, Comparison, Condition, Kind, Operand, Predicate, Quantifier, Reference, Rule, Test};
use super::spread;
use super::words::{self, Set, Word};

/// A clause that a declaration leaves out and that would decide a question.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Gap {
    pub(super) declaration: String,
    pub(super) clause: &'static str,
    pub(super) event: Option<&'static str>,
}

pub(super) type Gaps = BTreeSet<Gap>;

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Truth {
    True,
    False,
    Unknown(Gaps),
}

impl From<bool> for Truth {
    fn from(said: bool) -> Self {
        if said { Self::True } else { Self::False }
    }
}

impl Truth {
    fn open() -> Self {
        Self::Unknown(Gaps::new())
    }

    /// Both: where neither is known, both must be decided.
    pub(super) fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::False, _) | (_, Self::False) => Self::False,
            (Self::True, other) | (other, Self::True) => other,
            (Self::Unknown(mut one), Self::Unknown(other)) => {
                one.extend(other);
                Self::Unknown(one)
            }
        }
    }

    /// Either: where neither is known, the cheaper one may decide; what names nothing gives nobody anything to do.
    pub(super) fn or(self, other: Self) -> Self {
        match (self, other) {
            (Self::True, _) | (_, Self::True) => Self::True,
            (Self::False, other) | (other, Self::False) => other,
            (Self::Unknown(one), Self::Unknown(other)) => {
                let cheaper = !other.is_empty() && (one.is_empty() || other.len() < one.len());
                Self::Unknown(if cheaper { other } else { one })
            }
        }
    }

    fn not(self) -> Self {
        match self {
            Self::True => Self::False,
            Self::False => Self::True,
            unknown @ Self::Unknown(_) => unknown,
        }
    }

    fn not_if(self, negated: bool) -> Self {
        if negated { self.not() } else { self }
    }
}

/// Whether the policy speaks of a thing.
pub(super) fn in_scope(known: &Known<'_>, thing: &Thing) -> Truth {
    if !known.law.scoped || matches!(thing, Thing::System | Thing::Row(..)) {
        return Truth::True;
    }
    let kind = known.kind(thing);
    let binding = [thing.clone()];
    let asked = law::scope().into_iter().filter(|(wide, _)| kind.is_a(*wide));
    asked.fold(Truth::True, |truth, (_, condition)| truth.and(Weigh { known, binding: &binding }.truth(&condition)))
}

/// Whether sentences about things certainly hold.
pub(super) fn holds(known: &Known<'_>, conditions: &[Condition], binding: &[Thing]) -> bool {
    Weigh { known, binding }.all(conditions) == Truth::True
}

/// What a rule says at a binding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Judgement {
    NotApplicable,
    Complies,
    Excused,
    Violates,
    MayViolate(Gaps),
}

pub(super) fn judge(known: &Known<'_>, rule: &Rule, binding: &[Thing]) -> Judgement {
    let weigh = Weigh { known, binding };
    let mut applies = weigh.all(&rule.when);
    for thing in binding {
        applies = applies.and(in_scope(known, thing));
    }
    if applies == Truth::False {
        return Judgement::NotApplicable;
    }
    let mut met = weigh.all(&rule.must);
    for condition in &rule.must_not {
        met = met.and(weigh.truth(condition).not());
    }
    if met == Truth::True {
        return Judgement::Complies;
    }
    let excused = rule.unless.iter().any(|index| {
        let flow = binding.iter().find(|thing| matches!(thing, Thing::Flow(_)));
        flow.is_some_and(|flow| holds(known, &known.law.exceptions[*index].when, std::slice::from_ref(flow)))
    });
    if excused || rule.own.as_ref().is_some_and(|own| holds(known, own, binding)) {
        return Judgement::Excused;
    }
    match applies.and(met.not()) {
        Truth::Unknown(gaps) => Judgement::MayViolate(gaps),
        Truth::True | Truth::False => Judgement::Violates,
    }
}

/// Sentences at one binding.
pub(super) struct Weigh<'k> {
    pub(super) known: &'k Known<'k>,
    pub(super) binding: &'k [Thing],
}

/// A value as words: known to be there, perhaps there, and what is missing for all to be known.
#[derive(Default)]
struct Pieces {
    words: Vec<Word>,
    leaves: Vec<Word>,
    unknown: Option<Gaps>,
}

impl Pieces {
    fn miss(&mut self, gaps: Gaps) {
        self.unknown.get_or_insert_default().extend(gaps);
    }
}

/// How a word lies to others together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Lie {
    Inside,
    Across,
    Outside,
}

fn cover(words: &[Word]) -> Set {
    words.iter().filter(|word| word.own.is_none()).fold(0, |set, word| set | word.set)
}

fn lie(word: Word, asked: &[Word]) -> Lie {
    let together = asked.len() > 1 && word.set & !cover(asked) == 0;
    if asked.iter().any(|wide| word.within(*wide)) {
        Lie::Inside
    } else if !asked.iter().any(|wide| word.meets(*wide)) {
        Lie::Outside
    } else if together {
        Lie::Inside
    } else {
        Lie::Across
    }
}

impl Weigh<'_> {
    pub(super) fn all(&self, conditions: &[Condition]) -> Truth {
        conditions.iter().fold(Truth::True, |truth, condition| truth.and(self.truth(condition)))
    }

    pub(super) fn truth(&self, condition: &Condition) -> Truth {
        match condition {
            Condition::All(conditions) => self.all(conditions),
            Condition::Any(conditions) => {
                conditions.iter().fold(Truth::False, |truth, condition| truth.or(self.truth(condition)))
            }
            Condition::Not(inner) => self.truth(inner).not(),
            Condition::Simple(of, predicate) => match self.follow(of) {
                Value::One(thing) => self.said(&thing, predicate),
                Value::Unknown(gaps) => match predicate {
                    Predicate::States(negated, _) => (*negated).into(),
                    _ => Truth::Unknown(gaps),
                },
                _ => is_negative(predicate).into(),
            },
            Condition::Quantified(quantifier, noun, of, that, predicate) => match self.follow(of) {
                Value::One(owner) => {
                    let members = self.known.fact(&owner, noun);
                    self.quantified(*quantifier, members, that.as_ref(), predicate)
                }
                Value::Unknown(gaps) => Truth::Unknown(gaps),
                _ => (*quantifier == Quantifier::No).into(),
            },
            Condition::Reaches(from, to, barriers) => match (self.follow(from), self.follow(to)) {
                (Value::One(from), Value::One(to)) => reach(self.known, &from, &to, barriers).0,
                (Value::Unknown(gaps), _) | (_, Value::Unknown(gaps)) => Truth::Unknown(gaps),
                _ => Truth::False,
            },
        }
    }

    pub(super) fn follow(&self, reference: &Reference) -> Value {
        let mut value = Value::One(self.binding[reference.variable].clone());
        for step in &reference.steps {
            value = match value {
                Value::One(thing) => self.known.fact(&thing, step),
                unknown @ Value::Unknown(_) => return unknown,
                _ => return Value::Absent,
            };
        }
        value
    }

    fn said(&self, thing: &Thing, predicate: &Predicate) -> Truth {
        match predicate {
            Predicate::Has(fact, test) => self.test(self.known.fact(thing, fact), test),
            Predicate::HasNo(fact, test) => self.test(self.known.fact(thing, fact), test).not(),
            Predicate::IsA(negated, operands) => {
                self.one_of(&self.pieces(self.known.class(thing)), operands).not_if(*negated)
            }
            Predicate::Is(negated, fact) => match self.known.fact(thing, fact) {
                Value::Bool(said) => (said != *negated).into(),
                Value::Unknown(gaps) => Truth::Unknown(gaps),
                _ => (*negated).into(),
            },
            Predicate::States(negated, fact) => {
                let stated = match self.known.fact(thing, fact) {
                    Value::Absent | Value::Unknown(_) | Value::AnyOf(..) => false,
                    Value::Words(words) => !words.is_empty(),
                    Value::Many(things) => !things.is_empty(),
                    Value::Leaves(word) | Value::Partly(word, ..) => word.set != 0,
                    _ => true,
                };
                (stated != *negated).into()
            }
        }
    }

    fn quantified(
        &self,
        quantifier: Quantifier,
        members: Value,
        that: Option<&Predicate>,
        predicate: &Predicate,
    ) -> Truth {
        let members = match members {
            Value::Many(members) => members,
            Value::One(member) => vec![member],
            Value::Unknown(gaps) => return Truth::Unknown(gaps),
            _ => Vec::new(),
        };
        let counts = |member: &Thing| that.map_or(Truth::True, |that| self.said(member, that));
        match quantifier {
            Quantifier::Every => members
                .iter()
                .fold(Truth::True, |truth, member| truth.and(counts(member).not().or(self.said(member, predicate)))),
            Quantifier::Some | Quantifier::No => {
                let some = members
                    .iter()
                    .fold(Truth::False, |truth, member| truth.or(counts(member).and(self.said(member, predicate))));
                some.not_if(quantifier == Quantifier::No)
            }
        }
    }

    // ---- values

    fn collect(&self, value: Value, pieces: &mut Pieces) {
        match value {
            Value::Unknown(gaps) => pieces.miss(gaps),
            Value::One(thing) => self.collect(self.known.class(&thing), pieces),
            Value::Many(things) => things.iter().for_each(|thing| self.collect(self.known.class(thing), pieces)),
            Value::Words(words) => pieces.words.extend(words),
            Value::Leaves(word) | Value::AnyOf(word, _) => {
                pieces.leaves.extend(Some(word).filter(|word| word.set != 0))
            }
            Value::Partly(word, open, gaps, _) => {
                pieces.leaves.extend(Some(word).filter(|word| word.set != 0));
                if open != 0 {
                    pieces.miss(gaps);
                }
            }
            Value::Absent | Value::Steps(..) | Value::Bool(_) | Value::Text => {}
        }
    }

    fn pieces(&self, value: Value) -> Pieces {
        let mut pieces = Pieces::default();
        self.collect(value, &mut pieces);
        pieces
    }

    fn operands(&self, operands: &[Operand]) -> Pieces {
        let mut pieces = Pieces::default();
        for operand in operands {
            match operand {
                Operand::Word(sort, name) => pieces.words.push(words::word(sort, name)),
                Operand::Value(reference) => self.collect(self.follow(reference), &mut pieces),
                Operand::Column(variable, column) => {
                    if let Thing::Row(table, row) = &self.binding[*variable] {
                        pieces.words.extend(self.column(table, *row, column));
                    }
                }
            }
        }
        pieces
    }

    fn column(&self, table: &str, row: usize, column: &str) -> Vec<Word> {
        let law = self.known.law;
        let (sort, names) = match (table, column) {
            ("protection", _) => ("measure", &law.protection[row]),
            (_, "also") => ("purpose", &law.limits[row].also),
            _ => ("purpose", &law.limits[row].purposes),
        };
        names.iter().map(|name| words::word(sort, name)).collect()
    }

    fn test(&self, value: Value, test: &Test) -> Truth {
        match (test, value) {
            (Test::Exists, value) => exists(value),
            (Test::Compare(comparison, step, _), value) => compare(value, *comparison, *step),
            (Test::OneOf(operands), Value::Partly(inside, open, gaps, asked)) => {
                let events = Partly { inside, open, gaps, asked };
                let pieces = self.operands(operands);
                let start = pieces.unknown.clone().map_or(Truth::False, Truth::Unknown);
                sets(&pieces).into_iter().fold(start, |truth, set| truth.or(events.meet(set)))
            }
            (Test::AllOf(operands), Value::Partly(inside, open, gaps, asked)) => {
                let events = Partly { inside, open, gaps, asked };
                let pieces = self.operands(operands);
                let start = pieces.unknown.clone().map_or(Truth::True, Truth::Unknown);
                let single = pieces.leaves.iter().flat_map(|word| word.leaves());
                let each = pieces.words.iter().copied().chain(single);
                each.fold(start, |truth, word| truth.and(events.meet(word.set)))
            }
            (Test::Within(operands), Value::Partly(inside, open, gaps, asked)) => {
                let events = Partly { inside, open, gaps, asked };
                let pieces = self.operands(operands);
                let all = cover(&pieces.words) | cover(&pieces.leaves);
                let truth = events.within(all);
                truth.or(pieces.unknown.map_or(Truth::False, Truth::Unknown))
            }
            (Test::OneOf(operands), value) => self.one_of(&self.pieces(value), operands),
            (Test::AllOf(operands), value) => {
                let values = self.pieces(value);
                let asked = self.operands(operands);
                let start = asked.unknown.clone().map_or(Truth::True, Truth::Unknown);
                let single = asked.leaves.iter().flat_map(|word| word.leaves());
                let each = asked.words.iter().copied().chain(single);
                each.fold(start, |truth, word| truth.and(below(&values, word)))
            }
            (Test::Within(operands), Value::AnyOf(word, gaps)) => {
                let asked = self.operands(operands);
                let inside = word.set & (cover(&asked.words) | cover(&asked.leaves));
                match asked.unknown {
                    _ if inside == word.set => Truth::True,
                    Some(unknown) => Truth::Unknown(unknown),
                    None if inside == 0 => Truth::False,
                    None => Truth::Unknown(gaps),
                }
            }
            (Test::Within(operands), value) => self.within(&self.pieces(value), operands),
        }
    }

    /// Some value is one of these.
    fn one_of(&self, values: &Pieces, operands: &[Operand]) -> Truth {
        let asked = self.operands(operands);
        let all: Vec<Word> = asked.words.iter().chain(&asked.leaves).copied().collect();
        let lies: Vec<Lie> = values.words.iter().map(|word| lie(*word, &all)).collect();
        let meets = |leaves: &Word| all.iter().any(|asked| asked.set & leaves.set != 0);
        if lies.contains(&Lie::Inside) || values.leaves.iter().any(meets) {
            return Truth::True;
        }
        let some_value = !values.words.is_empty() || !values.leaves.is_empty();
        match (&values.unknown, asked.unknown) {
            (Some(gaps), _) => Truth::Unknown(gaps.clone()),
            (None, Some(gaps)) if some_value => Truth::Unknown(gaps),
            _ if lies.contains(&Lie::Across) => Truth::open(),
            _ => Truth::False,
        }
    }

    /// Every value lies within these together.
    fn within(&self, values: &Pieces, operands: &[Operand]) -> Truth {
        let asked = self.operands(operands);
        let all: Vec<Word> = asked.words.iter().chain(&asked.leaves).copied().collect();
        let leaves = values.leaves.iter().map(|leaves| match leaves.set & !cover(&all) {
            0 => Lie::Inside,
            _ => Lie::Outside,
        });
        let lies = values.words.iter().map(|word| lie(*word, &all)).chain(leaves);
        let mut truth = Truth::True;
        for lie in lies {
            truth = truth.and(match (lie, &asked.unknown) {
                (Lie::Inside, _) => Truth::True,
                (_, Some(gaps)) => Truth::Unknown(gaps.clone()),
                (Lie::Across, None) => Truth::open(),
                (Lie::Outside, None) => Truth::False,
            });
        }
        truth.and(values.unknown.clone().map_or(Truth::True, Truth::Unknown))
    }
}

fn sets(pieces: &Pieces) -> Vec<Set> {
    pieces.words.iter().chain(&pieces.leaves).map(|word| word.set).collect()
}

/// Whether some value lies below what is asked.
fn below(values: &Pieces, asked: Word) -> Truth {
    let lies: Vec<Lie> = values.words.iter().map(|word| lie(*word, &[asked])).collect();
    let inside = lies.contains(&Lie::Inside) || values.leaves.iter().any(|leaves| leaves.set & asked.set != 0);
    match &values.unknown {
        _ if inside => Truth::True,
        Some(gaps) => Truth::Unknown(gaps.clone()),
        None if lies.contains(&Lie::Across) => Truth::open(),
        None => Truth::False,
    }
}

fn exists(value: Value) -> Truth {
    match value {
        Value::Absent => Truth::False,
        Value::Unknown(gaps) => Truth::Unknown(gaps),
        Value::Many(things) => (!things.is_empty()).into(),
        Value::Words(words) => (!words.is_empty()).into(),
        Value::Leaves(word) | Value::AnyOf(word, _) => (word.set != 0).into(),
        Value::Partly(word, ..) if word.set != 0 => Truth::True,
        Value::Partly(_, 0, ..) => Truth::False,
        Value::Partly(_, _, gaps, _) => Truth::Unknown(gaps),
        Value::One(_) | Value::Steps(..) | Value::Bool(_) | Value::Text => Truth::True,
    }
}

fn compare(value: Value, comparison: Comparison, asked: usize) -> Truth {
    let (least, greatest, gaps) = match value {
        Value::Steps(least, greatest, gaps) => (least, greatest, gaps),
        Value::Unknown(gaps) => return Truth::Unknown(gaps),
        _ => return Truth::False,
    };
    let at_most = |limit: usize, gaps: Gaps| match (greatest <= limit, least > limit) {
        (true, _) => Truth::True,
        (false, true) => Truth::False,
        (false, false) => Truth::Unknown(gaps),
    };
    let at_least = |limit: usize, gaps: Gaps| match (least >= limit, greatest < limit) {
        (true, _) => Truth::True,
        (false, true) => Truth::False,
        (false, false) => Truth::Unknown(gaps),
    };
    match comparison {
        Comparison::AtMost => at_most(asked, gaps),
        Comparison::AtLeast => at_least(asked, gaps),
        Comparison::Under => at_least(asked, gaps).not(),
        Comparison::Over => at_most(asked, gaps).not(),
        Comparison::Exactly => at_most(asked, gaps.clone()).and(at_least(asked, gaps)),
    }
}

/// Leaves known in, open, or known out.
struct Partly {
    inside: Word,
    open: Set,
    gaps: Gaps,
    asked: bool,
}

impl Partly {
    fn meet(&self, set: Set) -> Truth {
        match (self.inside.set & set, words::bits(set & self.open).next()) {
            (0, None) => Truth::False,
            (0, Some(open)) => self.unknown(open),
            (_, _) => Truth::True,
        }
    }

    fn within(&self, set: Set) -> Truth {
        if self.inside.set & !set != 0 {
            return Truth::False;
        }
        words::bits(self.open & !set).next().map_or(Truth::True, |open| self.unknown(open))
    }

    /// Unknown for want of what is said about one leaf.
    fn unknown(&self, leaf: Set) -> Truth {
        let event = self.asked.then(|| words::name(words::leaf("event", leaf)));
        Truth::Unknown(self.gaps.iter().map(|gap| Gap { event, ..gap.clone() }).collect())
    }
}

fn is_negative(predicate: &Predicate) -> bool {
    match predicate {
        Predicate::HasNo(..) => true,
        Predicate::IsA(negated, _) | Predicate::Is(negated, _) | Predicate::States(negated, _) => *negated,
        Predicate::Has(..) => false,
    }
}

// ---- paths

/// Arrivals on a way, each with the crossing that leads there.
pub(super) type Way = Vec<(Option<usize>, usize)>;

/// Whether what a flow lands reaches a flow's datum or a holding on a way that nothing stops, and a shortest such way.
pub(super) fn reach(known: &Known<'_>, from: &Thing, to: &Thing, barriers: &[Barrier]) -> (Truth, Way) {
    let Thing::Flow(start) = from else { return (Truth::False, Way::new()) };
    let goal = match to {
        Thing::Flow(flow) => known.crossing(*flow).from,
        Thing::Holding(holding) => Some(*holding),
        _ => None,
    };
    let Some(goal) = goal else { return (Truth::False, Way::new()) };
    let start = &known.crossing(*start).to;
    if let (Some(way), _) = search(known, start, goal, barriers, false) {
        return (Truth::True, way);
    }
    match search(known, start, goal, barriers, true) {
        (Some(way), gaps) => (Truth::Unknown(gaps), way),
        (None, _) => (Truth::False, Way::new()),
    }
}

fn search(
    known: &Known<'_>,
    start: &[usize],
    goal: usize,
    barriers: &[Barrier],
    doubtful: bool,
) -> (Option<Way>, Gaps) {
    let mut before: BTreeMap<usize, Option<(Option<usize>, usize)>> = start.iter().map(|at| (*at, None)).collect();
    let mut queue: VecDeque<usize> = start.iter().copied().collect();
    let mut gaps = Gaps::new();
    while let Some(at) = queue.pop_front() {
        if at == goal {
            return (Some(way(&before, goal)), gaps);
        }
        let mut next: Vec<(Option<usize>, usize)> = known.spread.copies[at].iter().map(|copy| (None, *copy)).collect();
        for (number, crossing) in known.spread.crossings.iter().enumerate() {
            if crossing.from != Some(at) {
                continue;
            }
            for to in &crossing.to {
                match stops(known, number, *to, barriers) {
                    Truth::True => continue,
                    Truth::Unknown(_) if !doubtful => continue,
                    Truth::Unknown(missing) => gaps.extend(missing),
                    Truth::False => {}
                }
                next.push((Some(number), *to));
            }
        }
        for (crossing, to) in next {
            if let std::collections::btree_map::Entry::Vacant(entry) = before.entry(to) {
                entry.insert(Some((crossing, at)));
                queue.push_back(to);
            }
        }
    }
    (None, gaps)
}

fn way(before: &BTreeMap<usize, Option<(Option<usize>, usize)>>, goal: usize) -> Way {
    let mut way = Way::new();
    let mut at = goal;
    while let Some(Some((crossing, from))) = before.get(&at) {
        way.push((*crossing, at));
        at = *from;
    }
    way.push((None, at));
    way.reverse();
    way
}

/// Whether a crossing to a place is a barrier: it puts this very datum through a transform that does what it says, or all
/// that it does there is excused.
fn stops(known: &Known<'_>, number: usize, to: usize, barriers: &[Barrier]) -> Truth {
    let crossing = &known.spread.crossings[number];
    let flow = &known.world.flows[crossing.flow];
    let mut truth = Truth::False;
    for barrier in barriers {
        match barrier {
            Barrier::Class(class) => {
                for (transform, on) in &flow.via {
                    let acts = spread::acts_on(known.world, on, crossing.datum.field)
                        || spread::acts_on(known.world, on, crossing.result.field);
                    let lasts = crossing.result.transforms.contains(transform);
                    if acts && lasts && known.world.transforms[*transform].class == *class {
                        truth = both_open(truth, known.does_what_it_says(*transform));
                    }
                }
            }
            Barrier::Exception(index) => {
                let place = known.spread.arrivals[to].place;
                let here = |ground: &usize| {
                    let recipient = known.grounds[*ground].recipient.map(super::world::Place::Recipient);
                    known.grounds[*ground].crossing == number && recipient.is_none_or(|recipient| recipient == place)
                };
                let grounds: Vec<usize> = (0..known.grounds.len()).filter(here).collect();
                let when = &known.law.exceptions[*index].when;
                let excused = grounds.iter().all(|ground| holds(known, when, &[Thing::Flow(*ground)]));
                truth = both_open(truth, (excused && !grounds.is_empty()).into());
            }
        }
    }
    truth
}

/// Either; and whatever would decide one of them may be what is wanted.
fn both_open(one: Truth, other: Truth) -> Truth {
    match (one, other) {
        (Truth::Unknown(mut one), Truth::Unknown(other)) => {
            one.extend(other);
            Truth::Unknown(one)
        }
        (one, other) => one.or(other),
    }
}

/// Whether two ground flows have the same aim, for those who look at one beside another.
pub(super) fn purpose_name(known: &Known<'_>, ground: usize) -> Option<String> {
    match known.grounds[ground].aim {
        Aim::Of(purpose, _) => Some(known.world.purposes[purpose].head.full()),
        Aim::Unsaid | Aim::Nothing => None,
    }
}

/// What a thing may be bound to, of several kinds.
pub(super) fn range(known: &Known<'_>, kinds: &[Kind]) -> Vec<Thing> {
    kinds.iter().flat_map(|kind| known.things(*kind)).collect()
}
