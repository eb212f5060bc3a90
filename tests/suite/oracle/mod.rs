//! The engine held against an oracle: a second, slow and obvious reading of the design that shares no code with it. Both are
//! given workspaces and packs made by chance, the engine as text and the oracle as what the text was printed from, and
//! both must say the same, to the last missing fact and the last step of each way.
//!
//! `cargo test` tries a fixed number of cases from a fixed seed; `CANDOR_ORACLE_CASES` and `CANDOR_ORACLE_SEED` ask for
//! more or for others. What fails is made small and printed, so that it can be kept under `tests/cases/oracle`.

mod about;
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

use candor::analysis::{Analysis, Options, analyze};
use candor::diagnostic::{Diagnostic, Severity};
use candor::policy::load;
use candor::policy::pack::Pack;
use candor::source::Sources;

use dice::Dice;
use know::Known;
use shrink::Case;
pub(crate) use tell::{Expected, Lines};

/// How many workspaces are tried against one pack.
pub(crate) const WORLDS: u64 = 5;

/// How many ground flows a workspace may have that is tried: pairs of them are what takes time.
const MOST: usize = 80;

/// A workspace that the engine and the oracle are asked about, with what the oracle says.
pub(crate) struct Question {
    case: Case,
    /// What the oracle says.
    pub(crate) expected: Expected,
}

/// The questions of one pack, drawn from a seed, those left out that have too many ground flows.
pub(crate) fn questions(seed: u64) -> (Pack, Vec<Question>) {
    let law = draft::law(&mut Dice::new(seed));
    let pack = loaded(&law::files(&law));
    let worlds = (1..=WORLDS).map(|number| invent::world(&mut Dice::new(seed.wrapping_mul(31).wrapping_add(number))));
    let question = |world| {
        let case = Case { world, law: law.clone() };
        let known = Known::new(&case.world, &case.law);
        let expected = (known.grounds.len() <= MOST).then(|| tell::oracle(&known))?;
        Some(Question { case, expected })
    };
    (pack, worlds.filter_map(question).collect())
}

impl Question {
    /// What the engine says; what is wrong with the flows where it cannot read them.
    pub(crate) fn ask(&self, pack: &Pack) -> Result<Lines, Vec<String>> {
        run(&world::files(&self.case.world), pack)
    }

    /// How many rules the pack has.
    pub(crate) fn rules(&self) -> usize {
        self.case.law.rules.len()
    }

    /// The case as a file of `tests/cases/oracle`, made small if the two differ.
    pub(crate) fn told(&self, faults: &[String]) -> String {
        match faults {
            [] => {
                let small = shrink::shrink(self.case.clone(), differs);
                told(&small, &difference(&small))
            }
            _ => told(&self.case, &format!("{faults:#?}")),
        }
    }
}

/// The pack of some files, which has no fault.
pub(crate) fn loaded(files: &BTreeMap<String, String>) -> Pack {
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
pub(crate) fn run(files: &BTreeMap<String, String>, pack: &Pack) -> Result<Lines, Vec<String>> {
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
    format!("{place}: {}", diagnostic.message.english())
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

pub(crate) fn joined(lines: &Lines) -> String {
    lines.iter().map(|line| format!("{line}\n")).collect()
}

/// The files of a pack that says as little as it can.
pub(crate) fn common() -> BTreeMap<String, String> {
    law::files(&draft::plain())
}
