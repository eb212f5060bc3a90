//! Wrong declarations: what each rule says about itself, turned over one at a time, must be noticed where the findings of
//! the rule move at all in the worlds that are tried.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use candor::diagnostic::{Code, Diagnostic};
use candor::policy::pack::Pack;
use candor::policy::polarity::{Dimension, Movement, movement};
use candor::policy::rule::Rule;
use candor::policy::{embedded, load};
use candor::source::{FileId, Sources};

use super::all_tried;
use crate::properties::tally::{Moved, Tally};
use crate::properties::wider;
use crate::properties::world::Key;

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
    let of = |changes: &'static [(&'static str, Dimension)]| {
        let changes = changes.iter().filter(move |(_, of)| *of == dimension);
        changes.flat_map(move |(change, _)| moved(tallies, change, rule))
    };
    let contradict =
        |came: &Option<Key>, went: &Option<Key>| wider::contradicts(movement, came.is_some(), went.is_some());
    of(wider::DIMENSIONS).any(|moved| contradict(&moved.came, &moved.went))
        || of(wider::NARROWED).any(|moved| contradict(&moved.went, &moved.came))
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

/// The lines of a pack's file that say what a rule is about, and the file with all of them turned over.
fn about_turned_over(text: &str) -> (Vec<usize>, String) {
    let mut lines = Vec::new();
    let turned = text.lines().enumerate().map(|(number, line)| {
        let other = match line.trim_start_matches(['-', ' ']) {
            "about: safety" => line.replace("safety", "liveness"),
            "about: liveness" => line.replace("liveness", "safety"),
            _ => return format!("{line}\n"),
        };
        lines.push(number + 1);
        format!("{other}\n")
    });
    let turned = turned.collect();
    (lines, turned)
}

/// What a rule is about follows from its sentences, so that whatever says the other is refused where it says so.
#[test]
fn a_rule_that_calls_itself_the_other_is_refused() {
    for (id, files) in embedded() {
        let mut sources = Sources::new();
        let mut said = BTreeSet::new();
        let turn = |(path, text): &(&'static str, &'static str)| {
            let (lines, turned) = about_turned_over(text);
            said.extend(lines.into_iter().map(|line| format!("{path}:{line}")));
            sources.add(*path, turned)
        };
        let ids: Vec<FileId> = files.iter().map(turn).collect();
        let told = load(&sources, &ids).diagnostics;
        let refused = told.iter().filter(|told| told.code == Code::PackContradictedPolarity);
        let places = refused.filter_map(Diagnostic::span).map(|span| sources.place(span));
        let lines = places.filter_map(|place| place.rsplit_once(':').map(|(line, _)| line.to_owned()));
        assert!(!said.is_empty(), "{id}: no rule says what it is about");
        assert_eq!(lines.collect::<BTreeSet<String>>(), said, "{id}");
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
    insta::assert_snapshot!(told);
}
