//! Findings where plain reachability says so, and ways that can be walked and that nothing shortens: in worlds stripped of
//! every safeguard, consent and exception, with small graphs drawn by chance between stores and their readers.

use std::collections::BTreeSet;

use candor::analysis::Analysis;
use candor::check::finding::Finding;
use candor::policy::pack::Pack;
use candor::policy::rule::Rule;

use super::asked::{has_path, judges_flows};
use super::change::{Case, on_worlds};
use super::roads::Roads;
use super::splice::drawn;
use super::tally::Tally;
use super::text::{Block, joined};
use super::world::{Found, Key, Stage, World, judged};

/// How many graphs are drawn for each world.
const TURNS: &[usize] = &[0, 1];

/// Property 4.
pub(crate) fn plain(stages: &[Stage]) -> Vec<Case<'_>> {
    on_worlds(stages, TURNS, |stage, world, turn| {
        let stripped = stripped(&world.blocks);
        let before = Found::of(&kept(&stage.pack, &stripped));
        let analysis = kept(&stage.pack, &drawn(world, &stripped, *turn));
        let Some(built) = &analysis.kept else { return Tally::default() };
        let roads = Roads::new(built);
        let flows = world.named(Block::is_onward);
        let after = Found::of(&analysis);
        let mut tally = Tally { cases: 1, longest: after.longest, ..Tally::default() };
        for rule in stage.pack.rules.iter().filter(|rule| judges_flows(&stage.pack, rule)) {
            exactly(rule, &flows, &roads, (&before, &after), world, &mut tally);
        }
        tally
    })
}

/// Whether a rule finds after what it found before, where it is still reached, and nothing else.
fn exactly(
    rule: &Rule,
    flows: &[String],
    roads: &Roads,
    (before, after): (&Found, &Found),
    world: &World,
    tally: &mut Tally,
) {
    let asked = |key: &&Key| flows.contains(&key.place) && key.origin.is_some() && key.datum.is_some();
    let reached = |key: &&Key| match (&key.datum, &key.origin) {
        (Some(datum), Some(origin)) => roads.is_reached(&key.place, datum, origin),
        _ => false,
    };
    let expected: BTreeSet<&Key> = before.of_rule(&rule.id).iter().filter(asked).filter(reached).collect();
    let now: BTreeSet<&Key> = after.of_rule(&rule.id).iter().filter(asked).collect();
    if let Some(applied) = after.applied.get(&rule.id) {
        tally.rules.insert(rule.id.clone());
        tally.bindings += applied;
        tally.findings += now.len();
    }
    if let Some(key) = expected.symmetric_difference(&now).next() {
        let wrong = if now.contains(*key) { "not reached" } else { "reached" };
        tally.wrong("graphs drawn between", &world.name, &rule.id, format!("{wrong}: {}", key.told()));
    }
}

/// Property 9. Few rules ask for a way between two flows, so more graphs are drawn for those alone.
pub(crate) fn witnesses(stages: &[Stage]) -> Vec<Case<'_>> {
    let mut cases = on_worlds(stages, TURNS, |stage, world, turn| walked_in(&stage.pack, world, *turn));
    cases.extend(on_worlds(stages, WAYS, |stage, world, turn| {
        let rules: Vec<Rule> = stage.pack.rules.iter().filter(|rule| has_path(rule)).cloned().collect();
        let found = rules.iter().any(|rule| !world.known(&stage.pack).of_rule(&rule.id).is_empty());
        if found { walked_in(&Pack { rules, ..stage.pack.clone() }, world, *turn) } else { Tally::default() }
    }));
    cases
}

/// More graphs, for rules that ask for a way.
const WAYS: &[usize] = &[2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21];

fn walked_in(pack: &Pack, world: &World, turn: usize) -> Tally {
    let analysis = kept(pack, &drawn(world, &stripped(&world.blocks), turn));
    let Some(built) = &analysis.kept else { return Tally::default() };
    let roads = Roads::new(built);
    let mut tally = Tally { cases: 1, ..Tally::default() };
    let is_asked = |finding: &&Finding| finding.origin.is_some() || is_between(pack, finding);
    for finding in analysis.findings.iter().filter(is_asked) {
        tally.rules.insert(finding.rule.clone());
        tally.bindings += 1;
        tally.findings += 1;
        tally.longest = tally.longest.max(finding.path.len());
        if let Some(wrong) = walked(pack, &roads, finding) {
            tally.wrong("graphs drawn between", &world.name, &finding.rule, wrong);
        }
    }
    tally
}

/// The way of a path sentence begins with the way to its first flow, which may be longer than the shortest of all.
fn walked(pack: &Pack, roads: &Roads, finding: &Finding) -> Option<String> {
    match finding.binding.first().filter(|_| is_between(pack, finding)) {
        Some((_, first)) => roads.wrong_between(finding, first),
        None => roads.wrong(finding),
    }
}

fn is_between(pack: &Pack, finding: &Finding) -> bool {
    pack.rule(&finding.rule).is_some_and(has_path)
}

fn stripped(blocks: &[Block]) -> Vec<Block> {
    let bare = |block: &Block| match block.is_flow() {
        true => block.without("via ").without("basis ").without("notice "),
        false => block.clone(),
    };
    blocks.iter().map(bare).collect()
}

fn kept(pack: &Pack, blocks: &[Block]) -> Analysis {
    judged(pack, &[joined(blocks)], true).unwrap_or_else(|fault| panic!("{fault}"))
}
