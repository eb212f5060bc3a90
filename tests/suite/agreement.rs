//! Engine and oracle must agree, on what chance invents and on what was kept.
//!
//! `cargo test` tries a fixed number of cases from a fixed seed; `CANDOR_ORACLE_CASES` and `CANDOR_ORACLE_SEED` ask for
//! more or for others. What fails is made small and printed, so that it can be kept under `tests/cases/oracle`.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use super::oracle::{self, Question, WORLDS, questions};

/// How many cases `cargo test` tries.
const CASES: u64 = 12_000;

/// What so many cases exercised.
#[derive(Debug, Default)]
struct Tally {
    cases: usize,
    rules: usize,
    bindings: usize,
    findings: usize,
    with_findings: usize,
    longest: usize,
}

impl Tally {
    fn add(&mut self, question: &Question) {
        let expected = &question.expected;
        self.cases += 1;
        self.rules += question.rules();
        self.bindings += expected.bindings;
        self.findings += expected.findings;
        self.with_findings += usize::from(expected.findings > 0);
        self.longest = self.longest.max(expected.longest);
    }

    fn join(mut self, other: &Self) -> Self {
        self.cases += other.cases;
        self.rules += other.rules;
        self.bindings += other.bindings;
        self.findings += other.findings;
        self.with_findings += other.with_findings;
        self.longest = self.longest.max(other.longest);
        self
    }
}

#[test]
fn engine_and_oracle_agree_on_what_chance_invents() {
    let cases = number("CANDOR_ORACLE_CASES").unwrap_or(CASES);
    let seed = number("CANDOR_ORACLE_SEED").unwrap_or(1);
    let packs: Vec<u64> = (0..cases.div_ceil(WORLDS)).map(|pack| seed * 1_000_000_007 + pack).collect();
    let (left, right) = packs.split_at(packs.len() / 2);
    let tally = std::thread::scope(|scope| {
        let other = scope.spawn(|| try_packs(left));
        let tally = try_packs(right);
        other.join().map(|other| tally.join(&other)).unwrap_or_else(|panic| std::panic::resume_unwind(panic))
    });
    println!("{tally:#?}");
    assert!(tally.with_findings * 2 > tally.cases, "most cases find nothing: {tally:?}");
    assert!(tally.longest > 4, "no way is longer than one flow: {tally:?}");
}

fn number(name: &str) -> Option<u64> {
    std::env::var(name).ok().map(|text| text.parse().expect("a number"))
}

fn try_packs(seeds: &[u64]) -> Tally {
    let mut tally = Tally::default();
    for seed in seeds {
        let (pack, questions) = questions(*seed);
        for question in questions {
            tally.add(&question);
            match question.ask(&pack) {
                Ok(said) if said == question.expected.lines => {}
                Ok(_) => panic!("seed {seed}: {}", question.told(&[])),
                Err(faults) => panic!("seed {seed}: {}", question.told(&faults)),
            }
        }
    }
    tally
}

/// With `INSTA_UPDATE=always` what is expected is written anew, to be read.
#[test]
fn kept_cases_say_what_the_oracle_said() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/oracle");
    let entries = fs::read_dir(folder).expect("cases are there").map(|entry| entry.expect("an entry").path());
    let mut paths: Vec<PathBuf> = entries.collect();
    paths.sort();
    assert!(paths.len() > 10, "the cases were not found");
    for path in paths {
        let text = fs::read_to_string(&path).expect("a case is readable");
        let (given, expected) = text.split_once("==== expected\n").expect("what is expected");
        let mut files = oracle::common();
        files.extend(sections(given));
        let (flows, pack): (BTreeMap<_, _>, BTreeMap<_, _>) =
            files.into_iter().partition(|(path, _)| path.ends_with(".candor"));
        let said = oracle::run(&flows, &oracle::loaded(&pack)).expect("the flows are read");
        if std::env::var("INSTA_UPDATE").as_deref() == Ok("always") {
            fs::write(&path, format!("{given}==== expected\n{}", oracle::joined(&said))).expect("a case is writable");
        } else {
            assert_eq!(oracle::joined(&said), expected, "{}", path.display());
        }
    }
}

fn sections(text: &str) -> BTreeMap<String, String> {
    let parts = text.split("==== ").skip(1);
    parts.filter_map(|part| part.split_once('\n')).map(|(path, text)| (path.to_owned(), text.to_owned())).collect()
}
