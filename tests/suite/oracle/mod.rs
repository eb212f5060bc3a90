//! The engine held against an oracle: a second, slow and obvious reading of the design that shares no code with it. Both are
//! given workspaces and packs made by chance, the engine as text and the oracle as what the text was printed from, and
//! both must say the same, to the last missing fact and the last step of each way.
//!
//! `cargo test` tries a fixed number of cases from a fixed seed; `CANDOR_ORACLE_CASES` and `CANDOR_ORACLE_SEED` ask for
//! more or for others. What fails is made small and printed, so that it can be kept under `tests/cases/oracle`.

mod dice;
mod draft;
mod invent;
mod know;
mod law;
mod shrink;
mod spread;
mod tell;
mod weigh;
mod words;
mod world;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use candor::analysis::{Analysis, Options, analyze};
use candor::diagnostic::{Diagnostic, Severity};
use candor::policy::load;
use candor::policy::pack::Pack;
use candor::source::Sources;

use dice::Dice;
use know::Known;
use shrink::Case;
use tell::{Expected, Lines};

/// How many cases `cargo test` tries.
const CASES: u64 = 12_000;

/// How many workspaces are tried against one pack.
const WORLDS: u64 = 5;

/// How many ground flows a workspace may have that is tried: pairs of them are what takes time.
const MOST: usize = 80;

/// What so many cases exercised.
#[derive(Debug, Default)]
struct Tally {
    cases: usize,
    /// Workspaces of too many ground flows.
    passed_over: usize,
    rules: usize,
    bindings: usize,
    findings: usize,
    with_findings: usize,
    longest: usize,
}

impl Tally {
    fn add(&mut self, case: &Case, expected: &Expected) {
        self.cases += 1;
        self.rules += case.law.rules.len();
        self.bindings += expected.bindings;
        self.findings += expected.findings;
        self.with_findings += usize::from(expected.findings > 0);
        self.longest = self.longest.max(expected.longest);
    }

    fn join(mut self, other: &Self) -> Self {
        self.cases += other.cases;
        self.passed_over += other.passed_over;
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
        let law = draft::law(&mut Dice::new(*seed));
        let pack = loaded(&law::files(&law));
        for number in 0..WORLDS {
            let world = invent::world(&mut Dice::new(seed.wrapping_mul(31).wrapping_add(number + 1)));
            let case = Case { world, law: law.clone() };
            let known = Known::new(&case.world, &case.law);
            if known.grounds.len() > MOST {
                tally.passed_over += 1;
                continue;
            }
            let expected = tell::oracle(&known);
            tally.add(&case, &expected);
            let said = match run(&world::files(&case.world), &pack) {
                Ok(said) => said,
                Err(faults) => panic!("{}", told(&case, &format!("{faults:#?}"))),
            };
            if said != expected.lines {
                let small = shrink::shrink(case, differs);
                panic!("seed {seed}, world {number}: {}", told(&small, &difference(&small)));
            }
        }
    }
    tally
}

/// The pack of some files, which has no fault.
fn loaded(files: &BTreeMap<String, String>) -> Pack {
    let mut sources = Sources::new();
    let ids: Vec<_> = files.iter().map(|(path, text)| sources.add(path.as_str(), text.as_str())).collect();
    let loaded = load(&sources, &ids);
    loaded.pack.unwrap_or_else(|| {
        let faults: Vec<String> = loaded
            .diagnostics
            .iter()
            .filter(|diagnostic| diagnostic.severity == Severity::Error)
            .map(|diagnostic| placed(&sources, diagnostic))
            .collect();
        panic!("{faults:#?}\n{}", files.get("rules/oracle.yaml").map_or("", String::as_str))
    })
}

/// What the engine says; what is wrong with the flows where it cannot read them.
fn run(files: &BTreeMap<String, String>, pack: &Pack) -> Result<Lines, Vec<String>> {
    let mut sources = Sources::new();
    for (path, text) in files {
        sources.add(path.as_str(), text.as_str());
    }
    let analysis: Analysis = analyze(&sources, pack, &Options::default());
    let of_reading = |diagnostic: &&Diagnostic| {
        let code = diagnostic.code.id();
        code.starts_with("syntax/") || code.starts_with("model/")
    };
    let faults: Vec<String> =
        analysis.diagnostics.iter().filter(of_reading).map(|fault| placed(&sources, fault)).collect();
    if faults.is_empty() { Ok(tell::engine(&analysis)) } else { Err(faults) }
}

fn placed(sources: &Sources, diagnostic: &Diagnostic) -> String {
    let place = diagnostic.span().map(|span| sources.place(span)).unwrap_or_default();
    format!("{place}: {}", diagnostic.message)
}

fn differs(case: &Case) -> bool {
    let files = law::files(&case.law);
    let mut sources = Sources::new();
    let ids: Vec<_> = files.iter().map(|(path, text)| sources.add(path.as_str(), text.as_str())).collect();
    let Some(pack) = load(&sources, &ids).pack else { return false };
    let said = run(&world::files(&case.world), &pack);
    let expected = std::panic::catch_unwind(|| tell::oracle(&Known::new(&case.world, &case.law)).lines);
    matches!((said, expected), (Ok(said), Ok(expected)) if said != expected)
}

fn difference(case: &Case) -> String {
    let said = run(&world::files(&case.world), &loaded(&law::files(&case.law))).unwrap_or_default();
    let expected = tell::oracle(&Known::new(&case.world, &case.law)).lines;
    let only = |word: &str, some: &Lines, others: &Lines| -> String {
        some.difference(others).map(|line| format!("{word}: {line}\n")).collect()
    };
    format!("\n{}{}", only("only the engine", &said, &expected), only("only the oracle", &expected, &said))
}

/// A case as a file of `tests/cases/oracle`, with what is wrong about it. What all packs have in common is left out.
fn told(case: &Case, wrong: &str) -> String {
    let mut text = format!("{wrong}\n");
    let common = common();
    for (path, content) in law::files(&case.law).into_iter().chain(world::files(&case.world)) {
        if common.get(&path) != Some(&content) {
            text += &format!("==== {path}\n{content}");
        }
    }
    text += "==== expected\n";
    text + &joined(&tell::oracle(&Known::new(&case.world, &case.law)).lines)
}

fn joined(lines: &Lines) -> String {
    lines.iter().map(|line| format!("{line}\n")).collect()
}

/// The files of a pack that says as little as it can.
fn common() -> BTreeMap<String, String> {
    law::files(&draft::plain())
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
        let mut files = common();
        files.extend(sections(given));
        let (flows, pack): (BTreeMap<_, _>, BTreeMap<_, _>) =
            files.into_iter().partition(|(path, _)| path.ends_with(".candor"));
        let said = run(&flows, &loaded(&pack)).expect("the flows are read");
        if std::env::var("INSTA_UPDATE").as_deref() == Ok("always") {
            fs::write(&path, format!("{given}==== expected\n{}", joined(&said))).expect("a case is writable");
        } else {
            assert_eq!(joined(&said), expected, "{}", path.display());
        }
    }
}

fn sections(text: &str) -> BTreeMap<String, String> {
    let parts = text.split("==== ").skip(1);
    parts.filter_map(|part| part.split_once('\n')).map(|(path, text)| (path.to_owned(), text.to_owned())).collect()
}
