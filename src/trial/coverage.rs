//! Coverage: which answers each sentence of a pack's rules ever gave in the examples.

use rayon::prelude::*;

use super::amend::World;
use super::sentence::{Sentence, Slot, sentences};
use super::stage::Stage;
use super::{Tryer, latest_day};
use crate::analysis::Options;
use crate::check::finding::Verdict;
use crate::policy::pack::Pack;
use crate::policy::rule::{Part, Rule};
use crate::policy::{is_about_text, readback};
use crate::source::{FileId, Sources};

/// What one sentence ever was, where its rule asked it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Covered {
    /// The first rule that says it.
    pub rule: String,
    /// The word before it: `when`, `must`, `must not` or `error when`.
    pub word: &'static str,
    /// The sentence, read back.
    pub sentence: String,
    /// Whether it was ever true.
    pub was_true: bool,
    /// Whether it was ever false.
    pub was_false: bool,
    /// Whether it was ever unknown, alone or with the sentences before it.
    pub was_unknown: bool,
}

/// What every sentence was in the clean world and in the examples of the rules that say it. A sentence is asked where
/// all those before it leave the rule open; rules about the policy's own text are left out.
pub fn coverage(pack: &Pack, sources: &Sources, world: FileId) -> Vec<Covered> {
    let world = World::new(sources, world);
    let tryer = Tryer::new(pack, &world);
    let options = Options { as_of: latest_day(&world.tree, world.text), ..Options::default() };
    let clean = tryer.stage(world.text.to_owned());
    let said: Vec<Sentence> = sentences(pack).into_iter().filter(|one| !is_of_text(pack, one)).collect();
    let answers: Vec<Vec<Answers>> = (0..pack.rules.len())
        .into_par_iter()
        .map(|rule| Prober { tryer: &tryer, options: &options, said: &said, rule }.answers(&clean))
        .collect();
    let joined = |index: usize| answers.iter().fold(Answers::default(), |all, of_rule| all.with(of_rule[index]));
    said.iter().enumerate().filter_map(|(index, sentence)| covered(pack, sentence, joined(index))).collect()
}

fn is_of_text(pack: &Pack, sentence: &Sentence) -> bool {
    sentence.places.iter().all(|(rule, _)| is_about_text(pack, &pack.rules[*rule]))
}

fn covered(pack: &Pack, sentence: &Sentence, answers: Answers) -> Option<Covered> {
    let (part, condition) = (sentence.part(pack)?, sentence.condition(pack)?);
    Some(Covered {
        rule: pack.rules[sentence.places.first()?.0].id.clone(),
        word: sentence.slot.word(),
        sentence: readback::sentence(pack, &part.variables, condition),
        was_true: answers.yes,
        was_false: answers.no,
        was_unknown: answers.open,
    })
}

/// The answers that a sentence gave.
#[derive(Debug, Clone, Copy, Default)]
struct Answers {
    yes: bool,
    no: bool,
    open: bool,
}

impl Answers {
    fn with(self, other: Self) -> Self {
        Self { yes: self.yes | other.yes, no: self.no | other.no, open: self.open | other.open }
    }
}

struct Prober<'a> {
    tryer: &'a Tryer<'a>,
    options: &'a Options,
    said: &'a [Sentence],
    rule: usize,
}

impl Prober<'_> {
    /// What each sentence of the pack was in the examples of one rule.
    fn answers(&self, clean: &Stage) -> Vec<Answers> {
        let mut answers = vec![Answers::default(); self.said.len()];
        let mut pack = self.tryer.pack.clone();
        let probes = self.probes();
        pack.rules = probes.iter().map(|(_, probe)| probe.clone()).collect();
        pack.precedence.clear();
        let examples = self.tryer.pack.rules[self.rule].examples.iter();
        let worlds = examples.filter_map(|example| self.tryer.world.amended(example).ok());
        let staged: Vec<Stage> = worlds.map(|text| self.tryer.stage(text)).collect();
        for stage in staged.iter().chain([clean]) {
            let analysis = stage.judge(&pack, self.options);
            for ((index, _), outcome) in probes.iter().zip(&analysis.rules) {
                answers[*index].yes |= outcome.complies > 0;
            }
            for finding in &analysis.findings {
                let Some((index, _)) = probes.iter().find(|(_, probe)| probe.id == finding.rule) else { continue };
                match finding.verdict {
                    Verdict::Violates => answers[*index].no = true,
                    Verdict::MayViolate => answers[*index].open = true,
                }
            }
        }
        answers
    }

    /// For each sentence of the rule, a rule that demands it alone: what it finds is what the sentence says.
    fn probes(&self) -> Vec<(usize, Rule)> {
        let mut probes = Vec::new();
        for (index, sentence) in self.said.iter().enumerate() {
            for (rule, part) in sentence.places.iter().filter(|(rule, _)| *rule == self.rule) {
                let known = &self.tryer.pack.rules[*rule];
                let parts = vec![probe(&known.parts[*part], sentence)];
                let id = format!("{}-{}", known.id, probes.len());
                probes.push((index, Rule { id, parts, examples: Vec::new(), ..known.clone() }));
            }
        }
        probes
    }
}

fn probe(part: &Part, sentence: &Sentence) -> Part {
    let Sentence { slot, index, .. } = sentence;
    let demanded = slot.of(part).get(*index).cloned();
    let before = if *slot == Slot::When { *index } else { part.when.len() };
    Part {
        when: part.when[..before].to_vec(),
        must: demanded.into_iter().collect(),
        must_not: Vec::new(),
        unless: Vec::new(),
        error_when: Vec::new(),
        ..part.clone()
    }
}
