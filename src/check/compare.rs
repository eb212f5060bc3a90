//! What is asked of a fact's value, answered with true, false or unknown.

use std::borrow::Cow;

use smallvec::SmallVec;

use super::evaluate::Evaluator;
use super::truth::union;
use super::world::{Entity, Gap, Gaps, Truth, Value, World};
use crate::fault::Fault;
use crate::model::vocabulary::{LeafSet, TermId, Vocabulary};
use crate::policy::pack::TableId;
use crate::policy::rule::{Comparison, Operand, Test};
use crate::syntax::value::{Time, Unit};
use crate::syntax::words::ClauseWord;

/// A part of a set of terms: a declared word, which may be coarse, or a set known as its leaves.
#[derive(Debug, Clone)]
pub(super) enum Piece<'a> {
    /// A word. All that lies below it could be meant.
    Word(TermId),
    /// Leaves, each of them meant.
    Leaves(Cow<'a, LeafSet>),
    /// Leaves any of which may be meant. What may be meant counts where it is asked for, and is no certain breach where it
    /// lies outside.
    AnyOf(Cow<'a, LeafSet>),
}

/// A value as terms. Things count as their classes, rows as their first columns.
#[derive(Debug, Default)]
pub(super) struct Pieces<'a> {
    /// What is known of it.
    pub(super) known: SmallVec<[Piece<'a>; 4]>,
    /// What may be in it as well.
    possible: SmallVec<[Piece<'a>; 4]>,
    /// What would decide about that, and which of any leaves are meant.
    doubts: Gaps,
    /// What would have to be declared for all to be known.
    pub(super) unknown: Option<Gaps>,
}

impl Pieces<'_> {
    fn is_empty(&self) -> bool {
        self.unknown.is_none()
            && self.possible.is_empty()
            && self.known.iter().all(|piece| matches!(piece, Piece::Leaves(set) | Piece::AnyOf(set) if set.is_empty()))
    }

    fn miss(&mut self, gaps: Gaps) {
        self.unknown = Some(match self.unknown.take() {
            Some(known) => union(known, gaps),
            None => gaps,
        });
    }
}

/// How a word lies to a set of terms.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Lie {
    Inside,
    Across,
    Outside,
}

impl<'a, W: World> Evaluator<'a, W> {
    /// Whether a value passes a test.
    pub(super) fn test(&self, value: Value<'a>, test: &'a Test) -> Truth {
        match (test, value) {
            (Test::Exists, value) => exists(value),
            (Test::Compare(comparison, operand), value) => self.compare(&value, *comparison, operand),
            (
                Test::OneOf(operands) | Test::AllOf(operands) | Test::Within(operands),
                Value::Members { within, open, gaps },
            ) => {
                let members = Members { within, open, gaps, vocabulary: &self.pack.vocabulary };
                self.test_members(&members, test, operands)
            }
            (Test::OneOf(operands), value @ Value::Steps { .. }) => self.one_of_steps(&value, operands),
            (Test::OneOf(operands), Value::Text(text)) => self.one_of_texts(&text, operands),
            (Test::OneOf(operands), value) => self.one_of(&self.pieces(value), operands),
            (Test::AllOf(operands), value) => self.all_of(&self.pieces(value), operands),
            (Test::Within(operands), value) => self.within(&self.pieces(value), operands),
        }
    }

    /// A value as terms.
    pub(super) fn pieces(&self, value: Value<'a>) -> Pieces<'a> {
        let mut pieces = Pieces::default();
        self.collect(value, &mut pieces);
        pieces
    }

    fn collect(&self, value: Value<'a>, pieces: &mut Pieces<'a>) {
        match value {
            Value::Unknown(gaps) => pieces.miss(gaps),
            Value::One(thing) => self.collect_class(thing, pieces),
            Value::Many(things) => things.iter().for_each(|thing| self.collect_class(*thing, pieces)),
            Value::Partly { known, possible, gaps } => {
                known.iter().for_each(|thing| self.collect_class(*thing, pieces));
                let mut doubtful = Pieces::default();
                possible.iter().for_each(|thing| self.collect_class(*thing, &mut doubtful));
                pieces.possible.extend(doubtful.known);
                pieces.doubts = union(std::mem::take(&mut pieces.doubts), gaps);
            }
            Value::Terms(terms) => pieces.known.extend(terms.iter().map(|term| Piece::Word(*term))),
            Value::Leaves(leaves) => pieces.known.push(Piece::Leaves(leaves)),
            Value::AnyOf(leaves, gaps) => {
                pieces.known.push(Piece::AnyOf(leaves));
                pieces.doubts = union(std::mem::take(&mut pieces.doubts), gaps);
            }
            Value::Members { within, open, gaps } => {
                pieces.known.push(Piece::Leaves(Cow::Owned(within)));
                if !open.is_empty() {
                    pieces.miss(gaps);
                }
            }
            Value::Absent | Value::Steps { .. } | Value::Bool(_) | Value::Date(_) | Value::Time(_) | Value::Text(_) => {
            }
        }
    }

    fn collect_class(&self, thing: Entity, pieces: &mut Pieces<'a>) {
        let class = match thing {
            Entity::Row(..) => self.world.column(thing, 0),
            _ => self.world.class(thing),
        };
        match class {
            Value::Terms(terms) => pieces.known.extend(terms.iter().map(|term| Piece::Word(*term))),
            Value::Leaves(leaves) | Value::AnyOf(leaves, _) => pieces.known.push(Piece::Leaves(leaves)),
            Value::Unknown(gaps) => pieces.miss(gaps),
            _ => {}
        }
    }

    /// The rows that a value is.
    pub(super) fn rows_of(&self, value: Value<'a>) -> Vec<(TableId, u32)> {
        let things = match value {
            Value::One(thing) => vec![thing],
            Value::Many(things) => things.into_owned(),
            _ => Vec::new(),
        };
        let row = |thing: Entity| match thing {
            Entity::Row(table, row) => Some((table, row)),
            _ => None,
        };
        things.into_iter().filter_map(row).collect()
    }

    /// What some operands come to.
    pub(super) fn operands(&self, operands: &'a [Operand]) -> Pieces<'a> {
        let mut pieces = Pieces::default();
        for operand in operands {
            match operand {
                Operand::Terms(term, _) => pieces.known.push(Piece::Word(*term)),
                Operand::Reference(reference) => self.collect(self.follow(reference), &mut pieces),
                Operand::Step(_) | Operand::Time(_) | Operand::Text(_) => {}
            }
        }
        pieces
    }

    /// Some value is one of these.
    pub(super) fn one_of(&self, values: &Pieces, operands: &'a [Operand]) -> Truth {
        let asked = self.operands(operands);
        let vocabulary = &self.pack.vocabulary;
        let mut across = false;
        for value in &values.known {
            match value {
                Piece::Word(word) => match lie(vocabulary, *word, &asked.known) {
                    Lie::Inside => return Truth::True,
                    Lie::Across => across = true,
                    Lie::Outside => {}
                },
                Piece::Leaves(set) | Piece::AnyOf(set)
                    if asked.known.iter().any(|piece| leaves(vocabulary, piece).meets(set)) =>
                {
                    return Truth::True;
                }
                Piece::Leaves(_) | Piece::AnyOf(_) => {}
            }
        }
        let may_be = values.possible.iter().any(|value| lie_of(vocabulary, value, &asked.known) != Lie::Outside);
        match (&values.unknown, asked.unknown) {
            (Some(gaps), _) => Truth::Unknown(gaps.clone()),
            (None, Some(gaps)) if !values.is_empty() => Truth::Unknown(gaps),
            _ if may_be => Truth::Unknown(values.doubts.clone()),
            _ if across => Truth::OPEN,
            _ => Truth::False,
        }
    }

    /// Every value lies within these together. Of nothing this is true, and flagged.
    fn within(&self, values: &Pieces, operands: &'a [Operand]) -> Truth {
        if values.is_empty() {
            self.vacuous.set(true);
            return Truth::True;
        }
        let asked = self.operands(operands);
        let vocabulary = &self.pack.vocabulary;
        let mut truth = Truth::True;
        for value in &values.known {
            let lie = match value {
                Piece::Word(word) => lie(vocabulary, *word, &asked.known),
                Piece::Leaves(set) if set.within(&cover(vocabulary, &asked.known)) => Lie::Inside,
                Piece::Leaves(set) if Fault::AllowByOverlap.is_on() && set.meets(&cover(vocabulary, &asked.known)) => {
                    Lie::Inside
                }
                Piece::Leaves(_) => Lie::Outside,
                Piece::AnyOf(_) => lie_of(vocabulary, value, &asked.known),
            };
            truth = truth.and(match (lie, &asked.unknown) {
                (Lie::Inside, _) => Truth::True,
                (Lie::Across, _) if Fault::AllowByOverlap.is_on() => Truth::True,
                (Lie::Across | Lie::Outside, Some(gaps)) => Truth::Unknown(gaps.clone()),
                (Lie::Across, None) if matches!(value, Piece::AnyOf(_)) => Truth::Unknown(values.doubts.clone()),
                (Lie::Across, None) => Truth::OPEN,
                (Lie::Outside, None) => Truth::False,
            });
        }
        if values.possible.iter().any(|value| lie_of(vocabulary, value, &asked.known) != Lie::Inside) {
            truth = truth.and(Truth::Unknown(values.doubts.clone()));
        }
        match &values.unknown {
            Some(gaps) => truth.and(Truth::Unknown(gaps.clone())),
            None => truth,
        }
    }

    /// Each of these has a value below it.
    fn all_of(&self, values: &Pieces, operands: &'a [Operand]) -> Truth {
        let asked = self.operands(operands);
        let unknown = asked.unknown.clone().map_or(Truth::True, Truth::Unknown);
        self.each_asked(&asked).fold(unknown, |truth, piece| truth.and(self.has_below(values, &piece)))
    }

    /// What is asked, one by one.
    pub(super) fn each_asked<'p>(&'p self, asked: &'p Pieces) -> impl Iterator<Item = Piece<'static>> + 'p {
        asked.known.iter().flat_map(|piece| -> SmallVec<[Piece<'static>; 4]> {
            match piece {
                Piece::Word(word) => SmallVec::from_iter([Piece::Word(*word)]),
                Piece::Leaves(set) | Piece::AnyOf(set) => set.iter().map(single).collect(),
            }
        })
    }

    /// Whether some value lies below a piece of what is asked.
    pub(super) fn has_below(&self, values: &Pieces, asked: &Piece) -> Truth {
        let vocabulary = &self.pack.vocabulary;
        let mut across = false;
        for value in &values.known {
            let lie = match value {
                Piece::Word(word) => lie(vocabulary, *word, std::slice::from_ref(asked)),
                Piece::Leaves(set) | Piece::AnyOf(set) if set.meets(&leaves(vocabulary, asked)) => Lie::Inside,
                Piece::Leaves(_) | Piece::AnyOf(_) => Lie::Outside,
            };
            match lie {
                Lie::Inside => return Truth::True,
                Lie::Across => across = true,
                Lie::Outside => {}
            }
        }
        let asked = std::slice::from_ref(asked);
        let may_be = values.possible.iter().any(|value| lie_of(vocabulary, value, asked) != Lie::Outside);
        match &values.unknown {
            Some(gaps) => Truth::Unknown(gaps.clone()),
            None if may_be => Truth::Unknown(values.doubts.clone()),
            None if across => Truth::OPEN,
            None => Truth::False,
        }
    }

    /// The values that do not lie within what is asked; for `{missing}`.
    pub(super) fn outside<'p>(&self, values: &'p Pieces<'a>, operands: &'a [Operand]) -> Vec<Piece<'p>> {
        let asked = self.operands(operands);
        let vocabulary = &self.pack.vocabulary;
        let cover = cover(vocabulary, &asked.known);
        let mut outside = Vec::new();
        for value in &values.known {
            match value {
                Piece::Word(word) if lie(vocabulary, *word, &asked.known) == Lie::Inside => {}
                Piece::Word(word) => outside.push(Piece::Word(*word)),
                Piece::Leaves(set) | Piece::AnyOf(set) => {
                    outside.extend(set.iter().filter(|leaf| !cover.contains(*leaf)).map(single));
                }
            }
        }
        outside
    }

    fn one_of_steps(&self, value: &Value, operands: &'a [Operand]) -> Truth {
        let truth = |operand: &'a Operand| {
            let asked = self.steps(operand);
            at_most(value, &asked).and(at_least(value, &asked))
        };
        operands.iter().map(truth).fold(Truth::False, Truth::or)
    }

    fn one_of_texts(&self, text: &str, operands: &'a [Operand]) -> Truth {
        let equal = |operand: &'a Operand| match operand {
            Operand::Text(asked) => Truth::from(asked == text),
            Operand::Reference(reference) => match self.follow(reference) {
                Value::Text(asked) => Truth::from(asked == text),
                Value::Unknown(gaps) => Truth::Unknown(gaps),
                _ => Truth::False,
            },
            Operand::Terms(..) | Operand::Step(_) | Operand::Time(_) => Truth::False,
        };
        operands.iter().map(equal).fold(Truth::False, Truth::or)
    }

    fn steps(&self, operand: &'a Operand) -> Value<'a> {
        match operand {
            Operand::Step(step) => Value::Steps { least: *step, greatest: *step, gaps: Gaps::new() },
            Operand::Time(time) => Value::Time(*time),
            Operand::Reference(reference) => self.follow(reference),
            Operand::Terms(..) | Operand::Text(_) => Value::Absent,
        }
    }

    fn compare(&self, value: &Value<'a>, comparison: Comparison, operand: &'a Operand) -> Truth {
        let asked = self.steps(operand);
        match comparison {
            Comparison::AtMost => at_most(value, &asked),
            Comparison::AtLeast => at_least(value, &asked),
            Comparison::Under => strictly(value, &asked, at_least(value, &asked)),
            Comparison::Over => strictly(value, &asked, at_most(value, &asked)),
        }
    }

    fn test_members(&self, members: &Members, test: &'a Test, operands: &'a [Operand]) -> Truth {
        let asked = self.operands(operands);
        let unknown = asked.unknown.clone().map(Truth::Unknown);
        let vocabulary = &self.pack.vocabulary;
        let each = asked.known.iter().map(|piece| leaves(vocabulary, piece));
        match test {
            Test::AllOf(_) => {
                let each = self.each_asked(&asked).map(|piece| members.meet(&leaves(vocabulary, &piece)));
                each.fold(unknown.unwrap_or(Truth::True), Truth::and)
            }
            Test::Within(_) => members.within(&cover(vocabulary, &asked.known)).or(unknown.unwrap_or(Truth::False)),
            Test::OneOf(_) | Test::Exists | Test::Compare(..) => {
                each.map(|set| members.meet(&set)).fold(unknown.unwrap_or(Truth::False), Truth::or)
            }
        }
    }
}

/// Under is not at least, over is not at most; but what is absent is neither.
fn strictly(value: &Value, asked: &Value, opposite: Truth) -> Truth {
    let comparable = |value: &Value| !matches!(value, Value::Absent);
    if comparable(value) && comparable(asked) { opposite.negate() } else { Truth::False }
}

fn exists(value: Value) -> Truth {
    match value {
        Value::Absent => Truth::False,
        Value::Unknown(gaps) => Truth::Unknown(gaps),
        Value::Many(things) => Truth::from(!things.is_empty()),
        Value::Partly { known, .. } if !known.is_empty() => Truth::True,
        Value::Partly { gaps, .. } => Truth::Unknown(gaps),
        Value::Terms(terms) => Truth::from(!terms.is_empty()),
        Value::Leaves(leaves) | Value::AnyOf(leaves, _) => Truth::from(!leaves.is_empty()),
        Value::Members { within, .. } if !within.is_empty() => Truth::True,
        Value::Members { open, gaps, .. } if !open.is_empty() => Truth::Unknown(gaps),
        Value::Members { .. } => Truth::False,
        Value::One(_) | Value::Steps { .. } | Value::Bool(_) | Value::Date(_) | Value::Time(_) | Value::Text(_) => {
            Truth::True
        }
    }
}

fn single(leaf: u32) -> Piece<'static> {
    let mut set = LeafSet::new();
    set.insert(leaf);
    Piece::Leaves(Cow::Owned(set))
}

fn leaves<'p>(vocabulary: &'p Vocabulary, piece: &'p Piece) -> Cow<'p, LeafSet> {
    match piece {
        Piece::Word(word) => Cow::Borrowed(vocabulary.leaves(*word)),
        Piece::Leaves(set) | Piece::AnyOf(set) => Cow::Borrowed(set.as_ref()),
    }
}

/// All leaves of the policy's words together. A workspace's own word has none of its own, and would else cover
/// everything that the policy has no word for.
fn cover(vocabulary: &Vocabulary, asked: &[Piece]) -> LeafSet {
    let mut cover = LeafSet::new();
    for piece in asked.iter().filter(|piece| !matches!(piece, Piece::Word(word) if word.own_index().is_some())) {
        cover.extend(&leaves(vocabulary, piece));
    }
    cover
}

/// How a word lies to some terms together.
fn lie(vocabulary: &Vocabulary, word: TermId, asked: &[Piece]) -> Lie {
    let mine = vocabulary.leaves(word);
    let mut meets = false;
    for piece in asked {
        let (inside, meet) = match piece {
            Piece::Word(wide) => (vocabulary.within(word, *wide), vocabulary.meet(word, *wide)),
            Piece::Leaves(set) | Piece::AnyOf(set) => (mine.within(set), mine.meets(set)),
        };
        if inside {
            return Lie::Inside;
        }
        meets |= meet;
    }
    match meets {
        false => Lie::Outside,
        true if asked.len() > 1 && mine.within(&cover(vocabulary, asked)) => Lie::Inside,
        true => Lie::Across,
    }
}

/// How a word or a set of leaves lies to some terms together.
fn lie_of(vocabulary: &Vocabulary, value: &Piece, asked: &[Piece]) -> Lie {
    match value {
        Piece::Word(word) => lie(vocabulary, *word, asked),
        Piece::Leaves(set) | Piece::AnyOf(set) => {
            let cover = cover(vocabulary, asked);
            match (set.within(&cover), set.meets(&cover)) {
                (true, _) => Lie::Inside,
                (false, true) => Lie::Across,
                (false, false) => Lie::Outside,
            }
        }
    }
}

/// Leaves, each known in, open, or known out.
struct Members<'v> {
    within: LeafSet,
    open: LeafSet,
    gaps: Gaps,
    vocabulary: &'v Vocabulary,
}

impl Members<'_> {
    /// Whether some leaf of a set is in.
    fn meet(&self, asked: &LeafSet) -> Truth {
        if self.within.meets(asked) {
            return Truth::True;
        }
        let open = asked.iter().find(|leaf| self.open.contains(*leaf));
        open.map_or(Truth::False, |leaf| self.unknown(leaf))
    }

    /// Whether all leaves that are in lie within a set.
    fn within(&self, asked: &LeafSet) -> Truth {
        if !self.within.within(asked) {
            return Truth::False;
        }
        let open = self.open.iter().find(|leaf| !asked.contains(*leaf));
        open.map_or(Truth::True, |leaf| self.unknown(leaf))
    }

    /// Unknown for want of what would decide, for a line about events of that about one.
    fn unknown(&self, leaf: u32) -> Truth {
        let sort = self.vocabulary.sort("event").map(|sort| self.vocabulary.sort_of(sort));
        let event = sort.and_then(|sort| sort.leaves.get(leaf as usize).copied());
        let about_events = |gap: &Gap| matches!(gap.clause, ClauseWord::Delete | ClauseWord::Stop);
        let asked = |gap: &Gap| Gap { event: event.filter(|_| about_events(gap)), ..*gap };
        Truth::Unknown(self.gaps.iter().map(asked).collect())
    }
}

fn at_least(value: &Value, asked: &Value) -> Truth {
    at_most(asked, value)
}

/// Whether `low` is certainly at most `high`, certainly above it, or neither.
fn at_most(low: &Value, high: &Value) -> Truth {
    match (low, high) {
        (Value::Absent, _) | (_, Value::Absent) => Truth::False,
        (Value::Unknown(left), Value::Unknown(right)) => Truth::Unknown(union(left.clone(), right.clone())),
        (Value::Unknown(gaps), _) | (_, Value::Unknown(gaps)) => Truth::Unknown(gaps.clone()),
        (Value::Steps { least, greatest, gaps }, Value::Steps { least: low, greatest: high, gaps: others }) => {
            if greatest <= low {
                Truth::True
            } else if least > high {
                Truth::False
            } else {
                Truth::Unknown(union(gaps.clone(), others.clone()))
            }
        }
        (Value::Time(left), Value::Time(right)) => at_most_time(*left, *right),
        _ => Truth::False,
    }
}

/// Months have 28 to 31 days and years 365 or 366, so lengths in different units may not compare.
pub(super) fn at_most_time(left: Time, right: Time) -> Truth {
    if let (Some(left), Some(right)) = (months(left), months(right)) {
        return Truth::from(left <= right);
    }
    let ((_, longest), (shortest, _)) = (hours(left), hours(right));
    if longest <= shortest {
        return Truth::True;
    }
    let ((shortest, _), (_, longest)) = (hours(left), hours(right));
    if shortest > longest { Truth::False } else { Truth::OPEN }
}

fn months(time: Time) -> Option<u64> {
    match time.unit {
        Unit::Month => Some(u64::from(time.count)),
        Unit::Year => Some(u64::from(time.count) * 12),
        Unit::Hour | Unit::Day => None,
    }
}

/// The fewest and the most hours that a length of time can have.
pub(super) fn hours(time: Time) -> (u64, u64) {
    let (least, most) = match time.unit {
        Unit::Hour => (1, 1),
        Unit::Day => (24, 24),
        Unit::Month => (28 * 24, 31 * 24),
        Unit::Year => (365 * 24, 366 * 24),
    };
    (u64::from(time.count) * least, u64::from(time.count) * most)
}
