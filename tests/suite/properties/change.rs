//! A change of a world, and what it may do to the findings of each rule.

use std::collections::BTreeSet;

use candor::policy::pack::Pack;
use candor::policy::rule::Rule;

use super::tally::Tally;
use super::text::{Block, joined};
use super::world::{Found, Key, Stage, World, found};

/// What a change may do to the findings of a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Relation {
    /// None goes.
    Keeps,
    /// None comes, but of data that no collection explains any more.
    AddsNone,
    /// None goes and none comes.
    Same,
}

/// A world after a change.
#[derive(Default)]
pub(crate) struct After {
    /// The files before, if that is not the world as it is.
    pub(crate) before: Option<Vec<String>>,
    /// The files after.
    pub(crate) files: Vec<String>,
    /// The places and data whose findings may change all the same: the change is about them.
    pub(crate) apart: BTreeSet<String>,
}

/// A change.
pub(crate) struct Change {
    pub(crate) name: &'static str,
    /// What it may do to the findings of a rule; `None` where nothing is asked of that rule.
    pub(crate) asks: fn(&Pack, &Rule) -> Option<Relation>,
    /// The world changed, in no, one or several ways.
    pub(crate) make: fn(&Pack, &World) -> Vec<After>,
}

/// Something to try: it says how much it tried, and what is wrong.
pub(crate) type Case<'a> = Box<dyn Fn() -> Tally + Send + Sync + 'a>;

/// Each change in each world.
pub(crate) fn cases<'a>(stages: &'a [Stage], changes: &'static [Change]) -> Vec<Case<'a>> {
    on_worlds(stages, changes, |stage, world, change| {
        let tries = (change.make)(&stage.pack, world);
        tries.iter().map(|after| tried(&stage.pack, world, change, after)).fold(Tally::default(), Tally::join)
    })
}

/// Something for each of these in each world, one world after another.
pub(crate) fn on_worlds<'a, T: Sync>(
    stages: &'a [Stage],
    each: &'static [T],
    run: impl Fn(&'a Stage, &'a World, &'static T) -> Tally + Copy + Send + Sync + 'a,
) -> Vec<Case<'a>> {
    let worlds = stages.iter().flat_map(|stage| stage.worlds.iter().map(move |world| (stage, world)));
    let cases = worlds.flat_map(|(stage, world)| each.iter().map(move |one| (stage, world, one)));
    cases.map(|(stage, world, one)| Box::new(move || run(stage, world, one)) as Case<'a>).collect()
}

fn tried(pack: &Pack, world: &World, change: &Change, after: &After) -> Tally {
    let now = found(pack, &after.files);
    match &after.before {
        Some(files) => compared(pack, world, change, (&found(pack, files), &now), &after.apart),
        None => compared(pack, world, change, (world.known(pack), &now), &after.apart),
    }
}

fn compared(
    pack: &Pack,
    world: &World,
    change: &Change,
    (before, after): (&Found, &Found),
    apart: &BTreeSet<String>,
) -> Tally {
    let mut tally = Tally { cases: 1, longest: after.longest, ..Tally::default() };
    for rule in &pack.rules {
        let known: BTreeSet<&Key> = before.of_rule(&rule.id).iter().filter(|key| !key.is_of(apart)).collect();
        let now: BTreeSet<&Key> = after.of_rule(&rule.id).iter().filter(|key| !key.is_of(apart)).collect();
        let went = known.difference(&now).next();
        let came = |fits: fn(&Key) -> bool| now.difference(&known).find(|key| fits(key));
        let came = came(Key::is_explained).or_else(|| came(Key::is_of_data));
        let moved = tally.moved.entry((change.name, rule.id.clone())).or_default();
        (moved.came, moved.went) = (came.map(|key| (**key).clone()), went.map(|key| (**key).clone()));
        let (Some(relation), Some(applied)) = ((change.asks)(pack, rule), after.applied.get(&rule.id)) else {
            continue;
        };
        tally.rules.insert(rule.id.clone());
        tally.bindings += applied;
        tally.findings += known.len();
        let came = came.filter(|key| relation != Relation::AddsNone || key.is_explained());
        let went = went.filter(|_| relation != Relation::AddsNone).map(|key| format!("gone: {}", key.told()));
        let came = came.filter(|_| relation != Relation::Keeps).map(|key| format!("come: {}", key.told()));
        went.into_iter().chain(came).for_each(|wrong| tally.wrong(change.name, &world.name, &rule.id, wrong));
    }
    tally
}

impl Key {
    fn is_of(&self, apart: &BTreeSet<String>) -> bool {
        apart.contains(&self.place) || self.datum.as_ref().is_some_and(|datum| apart.contains(datum))
    }

    /// Whether it is about no datum, or about one that a collection brought.
    fn is_explained(&self) -> bool {
        self.datum.is_none() || self.origin.is_some()
    }

    /// Whether it is about declared data as such.
    fn is_of_data(&self) -> bool {
        self.datum.as_ref() == Some(&self.place)
    }
}

/// One world in which every declaration that fits is changed; none where none fits.
pub(crate) fn every(blocks: &[Block], fits: impl Fn(&Block) -> bool, change: impl Fn(&Block) -> Block) -> Vec<After> {
    if !blocks.iter().any(&fits) {
        return Vec::new();
    }
    let changed = |block: &Block| if fits(block) { change(block) } else { block.clone() };
    vec![After::of(blocks.iter().map(changed))]
}

impl After {
    /// A world of one file.
    pub(crate) fn of(blocks: impl IntoIterator<Item = Block>) -> Self {
        let blocks: Vec<Block> = blocks.into_iter().collect();
        Self { files: vec![joined(&blocks)], ..Self::default() }
    }

    /// The same with more declarations.
    pub(crate) fn and(mut self, text: impl Into<String>) -> Self {
        self.files.push(text.into());
        self
    }

    /// The same, held against other declarations than those of the world.
    pub(crate) fn against(mut self, blocks: impl IntoIterator<Item = Block>) -> Self {
        let blocks: Vec<Block> = blocks.into_iter().collect();
        self.before = Some(vec![joined(&blocks)]);
        self
    }

    /// The same, about these places and data.
    pub(crate) fn about(mut self, names: impl IntoIterator<Item = String>) -> Self {
        self.apart.extend(names);
        self
    }
}
