//! Wrong declarations: what each rule says about itself, turned over one at a time, must be noticed where the findings of
//! the rule move at all in the worlds that are tried.

use std::fmt::Write as _;

use candor::policy::pack::Pack;
use candor::policy::polarity::{Dimension, Movement, movement};
use candor::policy::rule::{About, Rule};

use super::all_tried;
use crate::properties::tally::{Moved, Tally};
use crate::properties::wider;

/// What came of turning declarations over.
#[derive(Default)]
struct Turned {
    noticed: usize,
    unnoticed: Vec<String>,
}

impl Turned {
    fn note(&mut self, noticed: bool, rule: &Rule) {
        if noticed { self.noticed += 1 } else { self.unnoticed.push(rule.id.clone()) }
    }

    fn told(&self, what: &str, why: &str) -> String {
        let Self { noticed, unnoticed } = self;
        let mut told = format!("{what}: {noticed} of {} noticed\n", noticed + unnoticed.len());
        if !unnoticed.is_empty() {
            writeln!(told, "  not noticed, since {why}: {}", unnoticed.join(", ")).expect("a string");
        }
        told
    }
}

/// How a rule's findings moved under a change, of all properties that make it.
fn moved<'t>(tallies: &'t [Tally], change: &'static str, rule: &Rule) -> impl Iterator<Item = &'t Moved> {
    let key = (change, rule.id.clone());
    tallies.iter().filter_map(move |tally| tally.moved.get(&key))
}

/// Whether some world contradicts that a dimension moves a rule so.
fn is_contradicted(tallies: &[Tally], rule: &Rule, dimension: Dimension, movement: Movement) -> bool {
    let changes = wider::DIMENSIONS.iter().filter(|(_, of)| *of == dimension);
    let mut moved = changes.flat_map(|(change, _)| moved(tallies, change, rule));
    moved.any(|moved| wider::contradicts(movement, moved.came.is_some(), moved.went.is_some()))
}

fn turned_over(movement: Movement) -> Option<Movement> {
    match movement {
        Movement::Grows => Some(Movement::Shrinks),
        Movement::Shrinks => Some(Movement::Grows),
        Movement::Still | Movement::Both => None,
    }
}

fn of_dimension(pack: &Pack, tallies: &[Tally], dimension: Dimension, turned: &mut Turned) {
    for rule in &pack.rules {
        if let Some(movement) = turned_over(movement(pack, rule, dimension)) {
            turned.note(is_contradicted(tallies, rule, dimension, movement), rule);
        }
    }
}

/// A rule about something missing that calls itself one about something bad: then less of anything may add no finding.
fn of_liveness(pack: &Pack, tallies: &[Tally], turned: &mut Turned) {
    let is_liveness = |rule: &&Rule| rule.parts.iter().all(|part| part.about == About::Liveness);
    for rule in pack.rules.iter().filter(is_liveness) {
        let less = wider::FEWER.iter().map(|change| change.name).chain(["fewer measures"]);
        let came = less.flat_map(|change| moved(tallies, change, rule)).any(|moved| moved.came.is_some());
        turned.note(came, rule);
    }
}

#[test]
fn a_wrong_declaration_is_noticed() {
    let (stages, tallies) = all_tried();
    let mut told = String::new();
    for dimension in Dimension::ALL {
        let mut turned = Turned::default();
        stages.iter().for_each(|stage| of_dimension(&stage.pack, tallies, *dimension, &mut turned));
        assert!(turned.noticed > 0 || turned.unnoticed.is_empty(), "{dimension:?}: nothing is noticed");
        told += &turned.told(&format!("{dimension:?}"), "nothing of them moves in the worlds that are tried");
    }
    let mut turned = Turned::default();
    stages.iter().for_each(|stage| of_liveness(&stage.pack, tallies, &mut turned));
    assert!(turned.noticed > 0, "no rule about something missing is found out");
    told += &turned.told("liveness called safety", "what is missing there is no flow, right, plan or measure");
    told += "safety called liveness: never noticed, since a rule about something missing is asked for less\n";
    insta::assert_snapshot!(told);
}
