//! The sixteen properties asked of every rule of every shipped pack, how much they were tried on, and what happens where a
//! rule declares something wrong about itself.

mod turned;

use std::sync::OnceLock;

use candor::policy::rule::{Expected, Rule};

use super::properties::allow::{ALL_PURPOSES, DISCLOSED, NO_PURPOSE};
use super::properties::tally::{Moved, Tally};
use super::properties::world::World;
use super::properties::{PROPERTIES, Stage, stages};

/// What came of all sixteen, for all that asks about it.
fn all_tried() -> &'static (Vec<Stage>, Vec<Tally>) {
    static TRIED: OnceLock<(Vec<Stage>, Vec<Tally>)> = OnceLock::new();
    TRIED.get_or_init(|| {
        let stages = stages();
        let tallies = PROPERTIES.iter().map(|property| property.tried(&stages)).collect();
        (stages, tallies)
    })
}

#[test]
fn properties_hold_of_every_rule() {
    let (_, tallies) = all_tried();
    let asked = || PROPERTIES.iter().zip(tallies);
    let told: String = asked().map(|(property, tally)| property.told(tally)).collect();
    println!("{told}");
    let wrong = asked().flat_map(|(property, tally)| {
        tally.breaches.iter().map(|breach| format!("{} {}: {}", property.number, property.name, breach.told()))
    });
    let wrong: Vec<String> = wrong.collect();
    assert!(wrong.is_empty(), "{told}\n{}", wrong.join("\n"));
    let trivial: Vec<&str> = asked().filter(|(it, tally)| it.is_trivial(tally)).map(|(it, _)| it.name).collect();
    assert!(trivial.is_empty(), "{told}\nonly trivial cases: {trivial:?}");
    insta::assert_snapshot!("the_sixteen", told);
}

/// Property 6 speaks of how the policy tells of flows as well: more that is allowed lets some flows be told of better, and
/// less lets some be told of worse, so that neither is asked for nothing.
#[test]
fn the_step_of_disclosure_moves() {
    let (_, tallies) = all_tried();
    let moved = |edit| tallies.iter().filter_map(move |tally| tally.moved.get(&(edit, DISCLOSED.to_owned())));
    let better = |moved: &Moved| moved.went.is_some() && moved.came.is_none();
    let worse = |moved: &Moved| moved.came.is_some() && moved.went.is_none();
    assert!(moved(ALL_PURPOSES).any(better), "nothing is told of better");
    assert!(moved(NO_PURPOSE).any(worse), "nothing is told of worse");
}

/// A rule that no world breaks is asked for nothing that could go wrong with it. Rules about the policy's own text have no
/// example that breaks them: no world does.
#[test]
fn every_rule_is_broken_in_some_world() {
    for stage in stages() {
        let breaks = |rule: &&Rule| rule.examples.iter().any(|example| example.expect.verdict == Expected::Violates);
        let found = |world: &World, rule: &Rule| !world.known(&stage.pack).of_rule(&rule.id).is_empty();
        let never = |rule: &&Rule| !stage.worlds.iter().any(|world| found(world, rule));
        let never: Vec<&str> = stage.pack.rules.iter().filter(breaks).filter(never).map(|it| it.id.as_str()).collect();
        assert!(never.is_empty(), "{}: {never:?}", stage.pack.id);
    }
}
