//! The run: every part of every rule at every binding, side by side, and what it found as findings.

use std::borrow::Cow;
use std::collections::BTreeSet;

use rayon::prelude::*;
use rustc_hash::FxHashMap;
use smallvec::SmallVec;

use super::evaluate::{Judged, Judgement, judge, judge_applied};
use super::facts::Facts;
use super::finding::{Finding, Listed, RuleOutcome, Verdict, WaiverOutcome};
use super::findings;
use super::shapes::{Shapes, judges_one_flow};
use super::walk::Walk;
use super::world::{Entity, Gaps};
use super::{about, fold, ground, idle, lints, waivers};
use crate::diagnostic::Diagnostic;
use crate::graph::Graph;
use crate::model::{Declaration, Model};
use crate::policy::facts::Kind;
use crate::policy::pack::Pack;
use crate::policy::rule::{Part, Range, Rule};
use crate::source::Sources;
use crate::syntax::tree::Tree;
use crate::syntax::value::Date;

/// What checking is given.
#[derive(Debug, Clone, Copy)]
pub struct Given<'a> {
    /// The texts, for the documents that exist.
    pub sources: &'a Sources,
    /// The trees that the model was resolved from, for places inside declarations. Without them the files that findings
    /// point into are read once more.
    pub trees: &'a [Tree],
    /// The model.
    pub model: &'a Model,
    /// Its flow graph.
    pub graph: &'a Graph,
    /// The pack.
    pub pack: &'a Pack,
    /// The day that counts as today.
    pub today: Option<Date>,
    /// Whether every judgement is wanted, not only findings.
    pub trace: bool,
    /// Whether it is wanted what each rule was applied to, by name.
    pub behind: bool,
}

/// One judgement of a rule, for whoever asks why something is no finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Applied {
    /// The rule's id.
    pub rule: String,
    /// What came of it.
    pub judgement: Judgement,
    /// What the variables and the facts of flows are bound to, by name.
    pub binding: Vec<(String, String)>,
}

/// What checking found.
#[derive(Debug, Default)]
pub struct Outcome {
    /// All findings, unfolded, sorted by name.
    pub findings: Vec<Finding>,
    /// How they are listed.
    pub listed: Vec<Listed>,
    /// What became of each waiver, by name.
    pub waivers: Vec<WaiverOutcome>,
    /// What became of each rule, in the order of the pack.
    pub rules: Vec<RuleOutcome>,
    /// What the engine itself found.
    pub diagnostics: Vec<Diagnostic>,
    /// How many ground flows there are.
    pub ground_flows: usize,
    /// How many data rest somewhere.
    pub holdings: usize,
    /// Stores that hold personal data and from which no flow leaves, by full name.
    pub silent_stores: Vec<String>,
    /// Every judgement, if it was asked for.
    pub applied: Vec<Applied>,
}

/// What a rule is bound to.
pub(super) type Binding = SmallVec<[Entity; 3]>;

/// A judgement that is not plain compliance.
#[derive(Debug, Clone)]
pub(super) struct Hit {
    pub(super) rule: u32,
    pub(super) part: u32,
    pub(super) binding: Binding,
    /// The missing facts, if it only may violate.
    pub(super) doubt: Option<Gaps>,
    pub(super) raised: bool,
}

/// How many things one task takes.
const CHUNK: usize = 128;

/// Checks a graph against a pack.
pub fn run(given: Given<'_>) -> Outcome {
    let grounds = ground::unfold(given.model, given.graph, &given.pack.vocabulary);
    let (shapes, mut facts) = rayon::join(
        || Shapes::new(given.model, given.graph, &grounds),
        || Facts::new(given.model, given.graph, &grounds, given.pack, given.today),
    );
    let ((hits, rules, applied), mut diagnostics) =
        rayon::join(|| judge_all(&facts, &shapes, given), || lints::run(&facts, &shapes, given.sources));
    let mut findings = findings::findings(&facts, given, &hits);
    diagnostics.extend(idle::claims(&mut facts));
    let waived = waivers::apply(given.model, &mut findings.list, given.today);
    diagnostics.extend(waivers::faults(&waived));
    let listed = fold::fold(&findings.list, &findings.causes, given.pack);
    Outcome {
        listed,
        waivers: waived,
        rules,
        diagnostics,
        ground_flows: facts.grounds.len(),
        holdings: facts.holding_count(),
        silent_stores: silent_stores(&facts),
        applied,
        findings: findings.list,
    }
}

/// Judges every part of every rule at every binding.
fn judge_all(facts: &Facts<'_>, shapes: &Shapes, given: Given<'_>) -> (Vec<Hit>, Vec<RuleOutcome>, Vec<Applied>) {
    let Given { pack, trace, behind, .. } = given;
    let parts: Vec<(u32, u32, &Rule, &Part)> = pack
        .rules
        .iter()
        .enumerate()
        .flat_map(|(rule_index, rule)| {
            let parts = rule.parts.iter().enumerate();
            parts.map(move |(part_index, part)| (rule_index as u32, part_index as u32, rule, part))
        })
        .collect();
    let walks: Vec<Walk<'_, Facts<'_>>> = parts
        .iter()
        .map(|(.., part)| match trace || behind {
            true => Walk::new(facts, pack, part),
            false => Walk::new(facts, pack, part).sparing(),
        })
        .collect();
    let lots = lots(&walks, shapes, trace);
    let tasks: Vec<(&[usize], &[Entity])> = lots
        .iter()
        .flat_map(|(parts, things)| things.chunks(CHUNK).map(move |chunk| (parts.as_slice(), chunk)))
        .collect();
    let judge = |part: usize, things: &[Entity]| {
        let (rule, number, known, _) = parts[part];
        let mut tally = Tally { rule, ..Tally::default() };
        for thing in things {
            let before = tally.hits.len();
            let alike = shapes.alike(&walks[part], *thing, trace);
            tally.times = alike.len().max(1);
            let applied = tally.applied;
            tally.judge(facts, &walks[part], (rule, number), known, *thing, trace);
            if behind && tally.applied > applied {
                tally.stand_behind(facts, *thing, alike);
            }
            tally.repeat(facts, walks[part].part(), before, alike);
        }
        (part, tally)
    };
    let mut judged: Vec<(usize, Tally)> =
        tasks.par_iter().flat_map_iter(|(parts, things)| parts.iter().map(|part| judge(*part, things))).collect();
    judged.sort_by_key(|(part, _)| *part);
    let mut rules: Vec<RuleOutcome> = pack.rules.iter().map(|rule| RuleOutcome::of(&rule.id)).collect();
    let mut stand_behind = vec![BTreeSet::new(); pack.rules.len()];
    let mut hits = Vec::new();
    let mut applied = Vec::new();
    for (_, tally) in judged {
        let outcome = &mut rules[tally.rule as usize];
        outcome.applied += tally.applied;
        outcome.complies += tally.complies;
        outcome.excused += tally.excused;
        hits.extend(tally.hits);
        applied.extend(tally.trace);
        stand_behind[tally.rule as usize].extend(tally.behind);
    }
    for (outcome, behind) in rules.iter_mut().zip(stand_behind) {
        outcome.behind = behind.into_iter().map(|declaration| facts.model.name(declaration).to_owned()).collect();
        outcome.behind.sort_unstable();
    }
    for (walk, (rule, ..)) in walks.iter().zip(&parts) {
        rules[*rule as usize].applied += walk.passed_over();
        rules[*rule as usize].complies += walk.passed_over();
    }
    (hits, rules, applied)
}

/// Parts that begin with the same things, with these things. A few things at a time are held against all of the parts, so
/// that what is known of them is still at hand.
fn lots<'a>(walks: &[Walk<'a, Facts<'a>>], shapes: &Shapes, trace: bool) -> Vec<(Vec<usize>, Cow<'a, [Entity]>)> {
    let mut lots: Vec<(Vec<usize>, Cow<'a, [Entity]>)> = Vec::new();
    let mut known: FxHashMap<(&[Kind], bool), usize> = FxHashMap::default();
    for (index, walk) in walks.iter().enumerate() {
        let first = walk.part().variables.first().map(|variable| &variable.range);
        let next = lots.len();
        let lot = match first {
            Some(Range::Kinds { kinds, .. }) => {
                *known.entry((kinds.as_slice(), judges_one_flow(walk.part()))).or_insert(next)
            }
            Some(Range::Fact { .. } | Range::Rows { .. }) | None => next,
        };
        if lot == next {
            lots.push((Vec::new(), shapes.firsts(walk, trace)));
        }
        lots[lot].0.push(index);
    }
    lots
}

/// What one task counted and found.
#[derive(Default)]
struct Tally {
    rule: u32,
    /// How many things the judgement of one stands for.
    times: usize,
    applied: usize,
    complies: usize,
    excused: usize,
    hits: Vec<Hit>,
    trace: Vec<Applied>,
    behind: BTreeSet<Declaration>,
}

impl Tally {
    /// Notes what a rule was applied to: a thing, and all that no rule can tell from it.
    fn stand_behind(&mut self, facts: &Facts<'_>, thing: Entity, alike: &[u32]) {
        let things = std::iter::once(thing).chain(alike.iter().map(|flow| Entity::Flow(*flow)));
        self.behind.extend(things.filter_map(|thing| facts.declaration(thing)));
    }

    fn judge(
        &mut self,
        facts: &Facts<'_>,
        walk: &Walk<'_, Facts<'_>>,
        (rule, part): (u32, u32),
        known: &Rule,
        thing: Entity,
        trace: bool,
    ) {
        walk.below(thing, &mut |binding, applies| {
            let judged = judge_applied(facts, facts.pack, walk.part(), binding, applies.clone());
            if trace {
                self.trace.push(Applied {
                    rule: known.id.clone(),
                    judgement: judged.judgement.clone(),
                    binding: about::names(facts, walk.part(), binding),
                });
            }
            self.count(judged, rule, part, binding);
        });
    }

    fn count(&mut self, judged: Judged, rule: u32, part: u32, binding: &[Entity]) {
        let hit = |doubt| Hit { rule, part, binding: Binding::from_slice(binding), doubt, raised: judged.raised };
        match judged.judgement {
            Judgement::NotApplicable => return,
            Judgement::Complies { .. } => self.complies += self.times,
            Judgement::Excused { .. } => self.excused += self.times,
            Judgement::Violates => self.hits.push(hit(None)),
            Judgement::MayViolate { gaps } => self.hits.push(hit(Some(gaps))),
        }
        self.applied += self.times;
    }

    /// What was found of one flow is found of all that no rule can tell from it. What it leaves unsaid itself, each of
    /// them leaves unsaid for itself.
    fn repeat(&mut self, facts: &Facts<'_>, part: &Part, before: usize, alike: &[u32]) {
        let Some((first, others)) = alike.split_first() else { return };
        let own = facts.declaration(Entity::Flow(*first));
        let found = self.hits.len();
        for other in others {
            for index in before..found {
                let mut hit = self.hits[index].clone();
                hit.binding[0] = Entity::Flow(*other);
                if hit.doubt.iter().flatten().any(|gap| Some(gap.declaration) == own)
                    && let Judgement::MayViolate { gaps } = judge(facts, facts.pack, part, &hit.binding).judgement
                {
                    hit.doubt = Some(gaps);
                }
                self.hits.push(hit);
            }
        }
    }
}

impl RuleOutcome {
    fn of(rule: &str) -> Self {
        Self { rule: rule.to_owned(), applied: 0, complies: 0, excused: 0, behind: Vec::new() }
    }
}

/// What a hit is, whatever the leaves: hits of one declared word share it.
pub(super) fn verdict(hit: &Hit) -> Verdict {
    match hit.doubt {
        None => Verdict::Violates,
        Some(_) => Verdict::MayViolate,
    }
}

fn silent_stores(facts: &Facts<'_>) -> Vec<String> {
    let mut leaving: FxHashMap<crate::model::Place, bool> = FxHashMap::default();
    for flow in &facts.model.flows {
        for place in &flow.from {
            leaving.insert(*place, true);
        }
    }
    let stores = facts.model.stores.iter().enumerate();
    let silent = stores.filter(|(index, store)| {
        let place = crate::model::Place::Store(crate::model::StoreId(*index as u32));
        let personal =
            facts.graph.at(place).iter().any(|arrival| facts.is_personal(facts.graph.arrival(*arrival).facet.0));
        personal && store.backup_of.is_none() && !leaving.contains_key(&place)
    });
    silent.map(|(_, store)| store.head.name.to_string()).collect()
}
