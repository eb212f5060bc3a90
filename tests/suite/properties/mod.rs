//! What must hold of every rule of every pack that is shipped, whatever it says: the sixteen properties of the design, tried
//! on the packs' own worlds. What a rule declares about itself, and what can be read off its sentences, decides what it is
//! asked for.

pub(crate) mod allow;
mod asked;
mod change;
mod claims;
mod grounds;
mod guards;
mod lattices;
mod orders;
mod reach;
mod relied;
mod roads;
mod spelling;
mod splice;
pub(crate) mod tally;
pub(crate) mod text;
pub(crate) mod wider;
pub(crate) mod world;

use candor::policy::pack::Pack;
use rayon::prelude::*;

use super::oracle::{Question, questions};
use change::{Case, cases};
use tally::Tally;
pub(crate) use world::{Stage, stages};

/// Something that must hold.
pub(crate) struct Property {
    /// Its number in the design.
    pub(crate) number: u8,
    /// Its name in a few words.
    pub(crate) name: &'static str,
    /// Whether it is about rules, so that some must be asked and find something.
    about_rules: bool,
    /// What is tried.
    pub(crate) cases: fn(&[Stage]) -> Vec<Case<'_>>,
}

const fn of_rules(number: u8, name: &'static str, cases: fn(&[Stage]) -> Vec<Case<'_>>) -> Property {
    Property { number, name, about_rules: true, cases }
}

const fn of_engine(number: u8, name: &'static str, cases: fn(&[Stage]) -> Vec<Case<'_>>) -> Property {
    Property { number, name, about_rules: false, cases }
}

/// The sixteen.
pub(crate) const PROPERTIES: [Property; 16] = [
    of_rules(1, "another way of writing the same", spelling::spellings),
    of_rules(2, "an anonymiser on every path", |stages| cases(stages, guards::EVERYWHERE)),
    of_rules(3, "a safeguard beside the path", |stages| cases(stages, guards::BESIDE)),
    of_rules(4, "plain reachability", reach::plain),
    of_rules(5, "a wider dimension", |stages| cases(stages, wider::WIDER)),
    of_rules(6, "a pack that allows or forbids more", allow::edits),
    of_rules(7, "an exception is its own flow's", |stages| {
        cases(stages, grounds::OWN).into_iter().chain(relied::removed(stages)).collect()
    }),
    of_rules(8, "a ground that does not hold", |stages| {
        cases(stages, grounds::INERT).into_iter().chain(claims::wrong(stages)).collect()
    }),
    of_rules(9, "the witness is a shortest way", reach::witnesses),
    of_rules(10, "the oracle says the same", |_| oracle()),
    of_rules(11, "an identity, a duplicate, a union", |stages| cases(stages, splice::IDENTITIES)),
    of_rules(12, "a flow less", |stages| cases(stages, wider::FEWER)),
    of_rules(13, "a child instead of whoever it was", |stages| cases(stages, wider::YOUNGER)),
    of_rules(14, "a second run, another thread count", spelling::again),
    of_engine(15, "each lattice is one", |stages| {
        lattices::laws(stages).into_iter().chain(orders::laws(stages)).collect()
    }),
    of_engine(16, "parse, format, parse again", spelling::trees),
];

/// How many packs the oracle draws, each with a few worlds. It cannot read the shipped packs: it is given what its packs
/// and worlds were printed from, and shares no reader with the engine. `oracle.rs` asks it for far more.
const DRAWN: u64 = 60;

fn oracle() -> Vec<Case<'static>> {
    (0..DRAWN).map(|seed| Box::new(move || of_pack(seed)) as Case<'static>).collect()
}

fn of_pack(seed: u64) -> Tally {
    let (pack, questions): (Pack, Vec<Question>) = questions(seed);
    let mut tally = Tally::default();
    for question in &questions {
        tally.cases += 1;
        tally.rules.extend(pack.rules.iter().map(|rule| format!("{seed}: {}", rule.id)));
        tally.bindings += question.expected.bindings;
        tally.findings += question.expected.findings;
        tally.longest = tally.longest.max(question.expected.longest);
        if question.ask(&pack).as_ref() != Ok(&question.expected.lines) {
            tally.wrong("a pack and a world by chance", &format!("pack {seed}"), "", "they differ".to_owned());
        }
    }
    tally
}

impl Property {
    /// All that there is to try.
    pub(crate) fn tried(&self, stages: &[Stage]) -> Tally {
        (self.cases)(stages).par_iter().map(|case| case()).reduce(Tally::default, Tally::join)
    }

    /// Whether nothing was tried that could have gone wrong.
    pub(crate) fn is_trivial(&self, tally: &Tally) -> bool {
        tally.cases == 0 || self.about_rules && (tally.rules.is_empty() || tally.findings == 0 || tally.longest < 2)
    }

    /// How much was tried, on one line.
    pub(crate) fn told(&self, tally: &Tally) -> String {
        let Self { number, name, .. } = self;
        let Tally { cases, rules, bindings, findings, longest, .. } = tally;
        format!(
            "{number:>2} {name}: {cases} cases, {} rules, {bindings} bindings, {findings} findings, longest way {longest}\n",
            rules.len()
        )
    }
}
