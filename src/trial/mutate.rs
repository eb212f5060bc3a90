//! Mutation: whether the examples of a pack tell it from packs that say something a little different.

use rayon::prelude::*;

use super::amend::World;
use super::mutant::{Mutant, mutants};
use super::stage::Stage;
use super::{Tryer, compare, faults_of_world};
use crate::policy::pack::Pack;
use crate::policy::rule::{Example, Rule};
use crate::source::{FileId, Sources, Span};

/// What the examples of a pack tell from it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Mutation {
    /// Rule by rule, in the order of the pack; named exceptions and rows count for the first rule that they reach.
    pub rules: Vec<RuleMutation>,
    /// Survivors that a rule explains and that some example kills, or that do not exist.
    pub stale: Vec<Stale>,
}

/// The mutants of one rule.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RuleMutation {
    /// The rule's id.
    pub rule: String,
    /// Where its id stands.
    pub span: Option<Span>,
    /// How many mutants some example tells from the rule.
    pub killed: usize,
    /// The others.
    pub survived: Vec<Survived>,
}

/// A mutant that no example tells from the pack.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Survived {
    /// What was changed.
    pub change: String,
    /// Why nothing is wrong with that, if the pack says so.
    pub why: Option<String>,
}

/// An explanation that nothing needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stale {
    /// The rule that gives it.
    pub rule: String,
    /// The mutant that it is about.
    pub change: String,
    /// Where it stands.
    pub span: Span,
}

impl Mutation {
    /// How many mutants there are.
    pub fn total(&self) -> usize {
        self.rules.iter().map(|rule| rule.killed + rule.survived.len()).sum()
    }

    /// How many some example tells from the pack.
    pub fn killed(&self) -> usize {
        self.rules.iter().map(|rule| rule.killed).sum()
    }

    /// Whether at least so many of a hundred mutants are killed.
    pub fn reaches(&self, percent: u32) -> bool {
        self.killed() as u64 * 100 >= self.total() as u64 * u64::from(percent)
    }
}

/// Tries every mutant of a pack against the clean world and the examples of the rules that it touches, until one fails.
/// A mutant counts as killed exactly if one of these would fail in its place.
pub fn mutate(pack: &Pack, sources: &Sources, world: FileId) -> Mutation {
    let world = World::new(sources, world);
    let lab = Lab::new(Tryer::new(pack, &world));
    let all = mutants(pack);
    let killed: Vec<bool> = all.par_iter().map(|mutant| lab.kills(mutant)).collect();
    scored(pack, all.iter().zip(killed).collect())
}

/// The clean world and the worlds of all examples, each read once.
struct Lab<'a> {
    tryer: Tryer<'a>,
    clean: Stage,
    /// For each rule, those of its examples that come out as they say.
    staged: Vec<Vec<(&'a Example, Stage)>>,
}

impl<'a> Lab<'a> {
    fn new(tryer: Tryer<'a>) -> Self {
        let clean = tryer.stage(tryer.world.text.to_owned());
        let staged = tryer.pack.rules.par_iter().map(|rule| staged(&tryer, rule)).collect();
        Self { tryer, clean, staged }
    }

    fn kills(&self, mutant: &Mutant) -> bool {
        let pack = mutant.apply(self.tryer.pack);
        let options = &self.tryer.options;
        let fails = |rule: usize| {
            let examples = self.staged[rule].iter();
            let mut failures = examples.map(|(example, stage)| {
                compare::failures(&pack, &pack.rules[rule], example, &stage.judge(&pack, options))
            });
            failures.any(|failures| !failures.is_empty())
        };
        mutant.touched.iter().any(|rule| fails(*rule)) || !faults_of_world(&self.clean.judge(&pack, options)).is_empty()
    }
}

/// An example that fails already tells nothing.
fn staged<'a>(tryer: &Tryer<'a>, rule: &'a Rule) -> Vec<(&'a Example, Stage)> {
    let stage = |example: &'a Example| {
        let stage = tryer.stage(tryer.world.amended(example).ok()?);
        let analysis = stage.judge(tryer.pack, &tryer.options);
        compare::failures(tryer.pack, rule, example, &analysis).is_empty().then_some((example, stage))
    };
    rule.examples.iter().filter_map(stage).collect()
}

fn scored(pack: &Pack, tried: Vec<(&Mutant, bool)>) -> Mutation {
    let mut mutation = Mutation::default();
    for (index, rule) in pack.rules.iter().enumerate() {
        let mut score = RuleMutation { rule: rule.id.clone(), span: Some(rule.span), ..RuleMutation::default() };
        for (mutant, killed) in tried.iter().filter(|(mutant, _)| mutant.rule == index) {
            if *killed {
                score.killed += 1;
                continue;
            }
            let explained = rule.survivors.iter().find(|survivor| survivor.mutant == mutant.change);
            let why = explained.map(|survivor| survivor.why.clone());
            score.survived.push(Survived { change: mutant.change.clone(), why });
        }
        for survivor in &rule.survivors {
            if !score.survived.iter().any(|survived| survived.change == survivor.mutant) {
                let change = survivor.mutant.clone();
                mutation.stale.push(Stale { rule: rule.id.clone(), change, span: survivor.span });
            }
        }
        mutation.rules.push(score);
    }
    mutation
}
