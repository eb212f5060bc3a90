//! Mutation, coverage of sentences and the difference of two versions, on a small pack.

use std::fmt::Write as _;
use std::path::Path;

use candor::policy::difference::{Changes, difference};
use candor::policy::pack::Pack;
use candor::policy::{self, Loaded};
use candor::source::Sources;
use candor::trial::{self, Mutation, Version, Witness};

use super::policy::{folder, plain};

/// The small pack, with some of its words replaced.
fn small(replaced: &[(&str, &str)]) -> (Sources, Loaded) {
    let mut sources = Sources::new();
    let root = folder("tests/cases/trial");
    let names = ["clauses.yaml", "pack.yaml", "patterns.yaml", "tables.yaml", "vocabulary.yaml", "world.candor"];
    let mut files = Vec::new();
    for name in names.into_iter().chain(["rules/shop.yaml"]) {
        files.push(sources.add(name, changed(&root.join(name), replaced)));
    }
    let loaded = policy::load(&sources, &files);
    assert!(loaded.pack.is_some(), "{}", plain(&sources, &loaded.diagnostics));
    (sources, loaded)
}

fn changed(path: &Path, replaced: &[(&str, &str)]) -> String {
    let text = std::fs::read_to_string(path).expect("the file is there");
    replaced.iter().fold(text, |text, (old, new)| text.replace(old, new))
}

fn pack(loaded: &Loaded) -> &Pack {
    loaded.pack.as_ref().expect("the pack loads")
}

fn mutated(replaced: &[(&str, &str)]) -> Mutation {
    let (sources, loaded) = small(replaced);
    let world = loaded.world.expect("the pack has a world");
    let trials = trial::run(pack(&loaded), &sources, world);
    assert!(trials.passed(), "{trials:#?}");
    trial::mutate(pack(&loaded), &sources, world)
}

fn told(mutation: &Mutation) -> String {
    let mut out = String::new();
    for rule in &mutation.rules {
        writeln!(out, "{}: {} killed", rule.rule, rule.killed).expect("a string");
        for survived in &rule.survived {
            writeln!(out, "  {}", survived.change).expect("a string");
            if let Some(why) = &survived.why {
                writeln!(out, "    explained: {why}").expect("a string");
            }
        }
    }
    for stale in &mutation.stale {
        writeln!(out, "stale at {}: {}", stale.rule, stale.change).expect("a string");
    }
    out
}

#[test]
fn mutants_that_no_example_tells_are_named() {
    insta::assert_snapshot!(told(&mutated(&[])));
}

/// An example that only the sharp one of two rules fails kills what the blunt ones let live.
#[test]
fn an_example_less_is_a_mutant_more() {
    let whole = mutated(&[]);
    let poorer = mutated(&[("{ within 16 days", "{ within 40 days")]);
    assert_eq!(whole.total(), poorer.total());
    assert_eq!(poorer.killed() + 1, whole.killed(), "{}", told(&poorer));
    assert!(whole.reaches(whole.killed() as u32 * 100 / whole.total() as u32));
    assert!(!whole.reaches(100));
}

#[test]
fn an_explanation_of_what_is_killed_is_stale() {
    let mutation = mutated(&[("mutant: \"its", "mutant: \"not its")]);
    assert_eq!(mutation.stale.len(), 1, "{}", told(&mutation));
}

/// A weight that an example names is held against the finding.
#[test]
fn a_wrong_weight_fails_an_example() {
    let (sources, loaded) = small(&[("severity: error}", "severity: warning}")]);
    let trials = trial::run(pack(&loaded), &sources, loaded.world.expect("the pack has a world"));
    let failures: Vec<&String> = trials.trials.iter().flat_map(|trial| &trial.failures).collect();
    assert!(failures.iter().any(|failure| failure.contains("as warning")), "{failures:?}");
}

#[test]
fn sentences_are_covered_by_answers() {
    let (sources, loaded) = small(&[]);
    let mut out = String::new();
    for covered in trial::coverage(pack(&loaded), &sources, loaded.world.expect("the pack has a world")) {
        let answers = [(covered.was_true, "true"), (covered.was_false, "false"), (covered.was_unknown, "unknown")];
        let seen: Vec<&str> = answers.into_iter().filter(|(seen, _)| *seen).map(|(_, answer)| answer).collect();
        let sentence = &covered.sentence;
        writeln!(out, "{} {}: {sentence}\n  {}", covered.rule, covered.word, seen.join(", ")).expect("a string");
    }
    insta::assert_snapshot!(out);
}

#[test]
fn two_versions_are_told_apart_by_the_smallest_example() {
    let (old_sources, old) = small(&[]);
    let replaced = [
        ("at most 15 days", "at most 10 days"),
        ("one of email, letter", "one of email, letter, phone"),
        ("[authorised-staff, nobody]", "[authorised-staff]"),
    ];
    let (new_sources, new) = small(&replaced);
    let mut out = String::new();
    let texts = difference(pack(&old), pack(&new));
    for (noun, changes) in [("rule", &texts.rules), ("row", &texts.rows), ("clause", &texts.clauses)] {
        let Changes { added, removed, changed } = changes;
        for (verb, names) in [("added", added), ("removed", removed), ("changed", changed)] {
            names.iter().for_each(|name| writeln!(out, "{verb} {noun} {name}").expect("a string"));
        }
    }
    for shift in trial::shifts(version(&old, &old_sources), version(&new, &new_sources)) {
        for (verb, witness) in [("tightened", shift.tightened), ("loosened", shift.loosened)] {
            if let Some(Witness { name, change, message, .. }) = witness {
                writeln!(out, "{} {verb}: {message}\n  {name}\n{change}", shift.rule).expect("a string");
            }
        }
    }
    insta::assert_snapshot!(out);
}

#[test]
fn the_same_version_twice_does_not_differ() {
    let (sources, loaded) = small(&[]);
    let same = version(&loaded, &sources);
    assert_eq!(difference(same.pack, same.pack), Default::default());
    assert!(trial::shifts(same, same).is_empty());
}

fn version<'a>(loaded: &'a Loaded, sources: &'a Sources) -> Version<'a> {
    Version { pack: pack(loaded), sources, world: loaded.world }
}
