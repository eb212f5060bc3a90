//! The lattices of the engine, each held to the laws of one: the sets of leaves that the words of every sort of every
//! shipped pack stand for.

use std::collections::BTreeSet;

use candor::model::vocabulary::{LeafSet, SortId, Vocabulary};

use super::change::Case;
use super::tally::Tally;
use super::world::Stage;

/// How many elements of one lattice are held against each other in threes.
const MOST: usize = 24;

/// Property 15.
pub(crate) fn laws(stages: &[Stage]) -> Vec<Case<'_>> {
    let sorts = stages.iter().flat_map(|stage| stage.pack.vocabulary.sorts().map(move |(sort, _)| (stage, sort)));
    sorts.map(|(stage, sort)| Box::new(move || of_sort(stage, sort)) as Case<'_>).collect()
}

fn of_sort(stage: &Stage, sort: SortId) -> Tally {
    let vocabulary = &stage.pack.vocabulary;
    let mut tally = Tally::default();
    let place = format!("{}, {}", stage.pack.id, vocabulary.sort_of(sort).name);
    let elements = elements(vocabulary, sort);
    for left in &elements {
        for right in &elements {
            for third in &elements {
                tally.cases += 1;
                let broken = broken(left, right, third);
                broken
                    .into_iter()
                    .for_each(|law| tally.wrong(law, &place, "", format!("{left:?} {right:?} {third:?}")));
            }
        }
    }
    of_tree(vocabulary, sort, &place, &mut tally);
    tally
}

/// The words of a sort as sets, with some that only join and meet make.
fn elements(vocabulary: &Vocabulary, sort: SortId) -> Vec<LeafSet> {
    let terms: Vec<_> = vocabulary.all_names(sort).filter_map(|name| vocabulary.find(sort, name)).collect();
    let words = terms.iter().map(|term| vocabulary.leaves(*term).clone());
    let mut sets: BTreeSet<LeafSet> = words.step_by(terms.len().div_ceil(MOST / 2).max(1)).collect();
    let made: Vec<LeafSet> = sets.iter().zip(sets.iter().skip(1)).map(|(left, right)| join(left, right)).collect();
    sets.extend(made);
    sets.into_iter().take(MOST).collect()
}

fn join(left: &LeafSet, right: &LeafSet) -> LeafSet {
    let mut joined = left.clone();
    joined.extend(right);
    joined
}

fn meet(left: &LeafSet, right: &LeafSet) -> LeafSet {
    let mut met = left.clone();
    met.intersect(right);
    met
}

/// The same leaves, however much room the sets have.
fn same(left: &LeafSet, right: &LeafSet) -> bool {
    left.iter().eq(right.iter())
}

/// The laws that three elements break.
fn broken(a: &LeafSet, b: &LeafSet, c: &LeafSet) -> Vec<&'static str> {
    let laws = [
        ("reflexive", a.within(a)),
        ("antisymmetric", !(a.within(b) && b.within(a)) || same(a, b)),
        ("transitive", !(a.within(b) && b.within(c)) || a.within(c)),
        ("join commutes", same(&join(a, b), &join(b, a))),
        ("meet commutes", same(&meet(a, b), &meet(b, a))),
        ("join associates", same(&join(&join(a, b), c), &join(a, &join(b, c)))),
        ("meet associates", same(&meet(&meet(a, b), c), &meet(a, &meet(b, c)))),
        ("join absorbs", same(&join(a, &meet(a, b)), a)),
        ("meet absorbs", same(&meet(a, &join(a, b)), a)),
        ("order is join", a.within(b) == same(&join(a, b), b)),
        ("overlap is meet", a.meets(b) != meet(a, b).is_empty()),
    ];
    laws.iter().filter(|(_, holds)| !holds).map(|(law, _)| *law).collect()
}

/// The tree of words is the order of their sets.
fn of_tree(vocabulary: &Vocabulary, sort: SortId, place: &str, tally: &mut Tally) {
    let terms: Vec<_> = vocabulary.all_names(sort).filter_map(|name| vocabulary.find(sort, name)).collect();
    for term in &terms {
        tally.cases += 1;
        let parent = vocabulary.term(*term).parent;
        if parent.is_some_and(|parent| !vocabulary.within(*term, parent) || vocabulary.within(parent, *term)) {
            tally.wrong("the tree is the order", place, "", vocabulary.name(*term).to_owned());
        }
        for other in &terms {
            tally.cases += 1;
            let (left, right) = (vocabulary.leaves(*term), vocabulary.leaves(*other));
            if vocabulary.within(*term, *other) != left.within(right)
                || vocabulary.meet(*term, *other) != left.meets(right)
            {
                tally.wrong("words are their leaves", place, "", vocabulary.name(*term).to_owned());
            }
        }
    }
}
