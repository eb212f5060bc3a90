//! The examples of a pack, tried: each changes one thing in the pack's clean world, and must bring about exactly what
//! it says.

mod amend;
mod compare;
mod coverage;
mod mutant;
mod mutate;
mod sentence;
mod stage;
mod vary;
mod versions;

use rayon::prelude::*;

pub use coverage::{Covered, coverage};
pub use mutate::{Mutation, RuleMutation, Stale, Survived, mutate};
pub use versions::{Shift, Version, Witness, shifts};

use crate::analysis::{Analysis, Options};
use crate::diagnostic::Severity;
use crate::policy::pack::Pack;
use crate::policy::rule::{Example, Rule};
use crate::source::{FileId, Sources, Span};
use crate::syntax::tree::{Atom, Tree};
use crate::syntax::value::Date;
use amend::World;
use stage::Stage;

/// What came of one example.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trial {
    /// The rule's id.
    pub rule: String,
    /// The example's name.
    pub example: String,
    /// Where the name stands.
    pub span: Span,
    /// What did not come out as it should; none if all did.
    pub failures: Vec<String>,
}

/// What came of all examples.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Trials {
    /// What is wrong with the clean world itself: what was found in it, and rules that apply to nothing.
    pub world: Vec<String>,
    /// Every example, rule by rule.
    pub trials: Vec<Trial>,
}

impl Trials {
    /// Whether all came out as it should.
    pub fn passed(&self) -> bool {
        self.world.is_empty() && self.trials.iter().all(|trial| trial.failures.is_empty())
    }
}

/// Tries every example of a pack whose clean world is a file of `sources`.
pub fn run(pack: &Pack, sources: &Sources, world: FileId) -> Trials {
    let world = World::new(sources, world);
    let tryer = Tryer::new(pack, &world);
    let clean = tryer.stage(world.text.to_owned()).judge(pack, &tryer.options);
    Trials { world: faults_of_world(&clean), trials: tryer.trials() }
}

/// The text of the clean world with the change of an example; `None` if it cannot be made.
pub fn amended(sources: &Sources, world: FileId, example: &Example) -> Option<String> {
    World::new(sources, world).amended(example).ok()
}

/// The day on which a world is judged: the latest that it names, so that no clock decides about an example.
fn latest_day(tree: &Tree, text: &str) -> Option<Date> {
    let words = tree.atoms.iter().filter_map(|atom| match atom {
        Atom::Word(word) => Date::read(word.text(text)).filter(|date| date.exists()),
        Atom::String(_) | Atom::Comma(_) => None,
    });
    words.max()
}

struct Tryer<'a> {
    pack: &'a Pack,
    options: Options,
    world: &'a World<'a>,
}

impl<'a> Tryer<'a> {
    fn new(pack: &'a Pack, world: &'a World<'a>) -> Self {
        let options = Options { as_of: latest_day(&world.tree, world.text), trace: true, ..Options::default() };
        Self { pack, options, world }
    }

    fn stage(&self, text: String) -> Stage {
        Stage::new(self.pack, text)
    }

    fn trials(&self) -> Vec<Trial> {
        let rules = self.pack.rules.iter();
        let examples: Vec<(&Rule, &Example)> =
            rules.flat_map(|rule| rule.examples.iter().map(move |example| (rule, example))).collect();
        examples.par_iter().map(|(rule, example)| self.trial(rule, example)).collect()
    }

    fn trial(&self, rule: &Rule, example: &Example) -> Trial {
        let failures = match self.world.amended(example) {
            Ok(text) => {
                let analysis = self.stage(text).judge(self.pack, &self.options);
                compare::failures(self.pack, rule, example, &analysis)
            }
            Err(failures) => failures,
        };
        Trial { rule: rule.id.clone(), example: example.name.clone(), span: example.span, failures }
    }
}

/// Rules about the policy's own text find what they find in any world.
fn faults_of_world(clean: &Analysis) -> Vec<String> {
    let mut faults = compare::errors_of(clean);
    let grave = clean.findings.iter().filter(|finding| finding.severity != Severity::Lint);
    faults.extend(grave.map(|finding| format!("`{}` finds: {}", finding.rule, finding.message)));
    let idle = clean.rules.iter().filter(|rule| rule.applied == 0);
    faults.extend(idle.map(|rule| format!("`{}` applies to nothing", rule.rule)));
    faults
}
