//! Exceptions that are relied on: without one, something is found, all of it of its own flow, fields, purposes and
//! recipients; and with it again all is as it was.

use std::collections::BTreeSet;
use std::slice::from_ref;

use candor::analysis::Analysis;
use candor::check::finding::Finding;
use candor::policy::pack::Pack;
use candor::policy::rule::{Example, Expected};
use candor::policy::{Loaded, embedded, load};
use candor::source::Sources;
use candor::trial;
use rayon::prelude::*;

use super::change::Case;
use super::tally::Tally;
use super::text::{Block, joined};
use super::world::{Found, Key, Stage, World, judged};

const NAME: &str = "an exception that is relied on";

/// How many of a pack's own worlds lose their exceptions: the clean one, and some in which much is found.
const WORLDS: usize = 3;

/// Property 7, of the clean worlds, and of the packs' examples of exceptions that hold.
pub(crate) fn removed(stages: &[Stage]) -> Vec<Case<'_>> {
    stages.iter().map(|stage| Box::new(move || of_stage(stage)) as Case<'_>).collect()
}

fn of_stage(stage: &Stage) -> Tally {
    let clean = &stage.worlds[0].blocks;
    let is_new = |block: &Block| !clean.iter().any(|known| joined(from_ref(known)) == joined(from_ref(block)));
    let examples = examples(&stage.pack);
    let own = stage.worlds.par_iter().take(WORLDS).map(|world| of_world(&stage.pack, world, |_| true));
    let tries = own.chain(examples.par_iter().map(|world| of_world(&stage.pack, world, is_new)));
    let mut tally = tries.reduce(Tally::default, Tally::join);
    if tally.cases == 0 {
        tally.wrong(NAME, &stage.pack.id, "", "no exception is relied on in any world".to_owned());
    }
    tally
}

/// The worlds of the examples in which a flow that has a claim complies.
fn examples(pack: &Pack) -> Vec<World> {
    let Some((_, files)) = embedded().iter().find(|(id, _)| *id == pack.id) else { return Vec::new() };
    let mut sources = Sources::new();
    let ids: Vec<_> = files.iter().map(|(path, text)| sources.add(*path, *text)).collect();
    let Loaded { world: Some(world), .. } = load(&sources, &ids) else { return Vec::new() };
    let claims = |example: &&Example| {
        example.expect.verdict == Expected::Complies && example.change.split_whitespace().any(|word| word == "claim")
    };
    let made = |example: &Example| Some(World::new(example.name.clone(), &trial::amended(&sources, world, example)?));
    pack.rules.iter().flat_map(|rule| &rule.examples).filter(claims).filter_map(made).collect()
}

/// Each claim that a flow which `fits` relies on, one at a time.
fn of_world(pack: &Pack, world: &World, fits: impl Fn(&Block) -> bool) -> Tally {
    let before = analysed(pack, &[joined(&world.blocks)]);
    let uses = world.blocks.iter().filter(|block| block.is_flow() && fits(block));
    let uses = uses.flat_map(|flow| flow.values("basis").into_iter().map(move |basis| (flow, basis)));
    let uses = uses.filter_map(|(flow, basis)| Some((flow, basis.strip_prefix("claim ")?.to_owned())));
    let uses = uses.filter(|(_, claim)| is_relied_on(&before, claim));
    uses.map(|(flow, claim)| tried(pack, world, &before, (flow, &claim))).fold(Tally::default(), Tally::join)
}

fn analysed(pack: &Pack, files: &[String]) -> Analysis {
    judged(pack, files, false).unwrap_or_else(|fault| panic!("{fault}"))
}

/// Whether nothing is told of a claim: it is met, in scope, used once and not idle.
fn is_relied_on(analysis: &Analysis, claim: &str) -> bool {
    let named = |finding: &Finding| finding.place == claim || finding.binding.iter().any(|(_, name)| name == claim);
    !analysis.findings.iter().any(named)
        && !analysis.diagnostics.iter().any(|told| told.about.iter().any(|name| name == claim))
}

fn tried(pack: &Pack, world: &World, before: &Analysis, (flow, claim): (&Block, &str)) -> Tally {
    let basis = format!("basis claim {claim}");
    let without = |block: &Block| if block.name() == flow.name() { block.without(&basis) } else { block.clone() };
    let is_claim = |block: &Block| block.keyword() == "claim" && block.name() == claim;
    let rest: Vec<Block> = world.blocks.iter().filter(|block| !is_claim(block)).map(without).collect();
    let again = rest.iter().map(|block| if block.name() == flow.name() { block.with(&basis) } else { block.clone() });
    let again: Vec<Block> = again.collect();
    let claims: Vec<Block> = world.blocks.iter().filter(|block| is_claim(block)).cloned().collect();

    let after = analysed(pack, &[joined(&rest)]);
    let (known, now) = (keys(before), keys(&after));
    let mut tally = Tally { cases: 1, longest: Found::of(&after).longest, ..Tally::default() };
    tally.rules.extend(after.rules.iter().filter(|rule| rule.applied > 0).map(|rule| rule.rule.clone()));
    tally.bindings += after.counts.applied;
    tally.findings += now.difference(&known).count();
    let mut wrong = |rule: &str, told: String| tally.wrong(NAME, &world.name, rule, format!("{claim}: {told}"));
    if now.is_subset(&known) {
        wrong("", "nothing comes without it".to_owned());
    }
    let others = now.symmetric_difference(&known).filter(|(_, key)| !is_of(key, flow));
    others.for_each(|(rule, key)| wrong(rule, format!("not its own: {}", key.told())));
    if told(&analysed(pack, &[joined(&again), joined(&claims)])) != told(before) {
        wrong("", "with it again the findings are not those of before".to_owned());
    }
    tally
}

fn keys(analysis: &Analysis) -> BTreeSet<(String, Key)> {
    analysis.findings.iter().map(|finding| (finding.rule.clone(), Key::of(finding))).collect()
}

/// Whether a finding is of a flow, and of what it carries, for what, to whom.
fn is_of(key: &Key, flow: &Block) -> bool {
    let among = |name: &Option<String>, words: &[&str]| {
        let said: Vec<String> = words.iter().flat_map(|word| flow.names(word)).collect();
        name.as_ref().is_none_or(|name| said.contains(name) || said.iter().any(|said| said == "all"))
    };
    key.place == flow.name()
        && among(&key.datum, &["data", "required", "optional", "derives"])
        && among(&key.purpose, &["for"])
        && among(&key.recipient, &["to"])
}

/// All that findings say, wherever it stands.
fn told(analysis: &Analysis) -> BTreeSet<String> {
    let placeless = |finding: &Finding| {
        let mut finding = finding.clone();
        finding.span = None;
        finding.path.iter_mut().for_each(|step| step.span = None);
        finding.missing.iter_mut().for_each(|missing| missing.span = None);
        format!("{finding:?}")
    };
    analysis.findings.iter().map(placeless).collect()
}
