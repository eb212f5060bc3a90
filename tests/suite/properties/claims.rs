//! Claims that excuse nothing: each is told of by exactly one thing of its own, whatever the rule, and beside that nothing
//! comes and nothing goes.

use std::cell::Cell;
use std::collections::BTreeSet;

use candor::policy::pack::Pack;
use rayon::prelude::*;

use super::change::{After, Case, every};
use super::grounds::{Ground, claiming, grounds, no_ground};
use super::tally::Tally;
use super::text::{Block, blocks, joined};
use super::world::{Key, Stage, World, judged};
use Teller::{Engine, RuleOrEngine};

/// How many flows are given an idle claim, one at a time.
const FLOWS: usize = 3;

/// A way in which a claim is wrong.
struct Wrong {
    name: &'static str,
    /// What tells of it.
    told_by: Teller,
    /// Whether such a claim may hold all the same.
    may_hold: bool,
    /// The world with such claims, in no, one or several ways; the claims stand in the file after the first.
    make: fn(&Pack, &World) -> Vec<After>,
}

/// What tells of a wrong claim.
#[derive(Clone, Copy)]
enum Teller {
    /// The engine, by this code.
    Engine(&'static str),
    /// A rule of the pack, and the engine by this code where no rule asks.
    RuleOrEngine(&'static str),
}

const WRONG: &[Wrong] = &[
    Wrong {
        name: "a clause that is no ground",
        told_by: Engine("check/claim-without-ground"),
        may_hold: false,
        make: no_ground,
    },
    Wrong {
        name: "a ground of another chapter",
        told_by: RuleOrEngine("check/claim-out-of-scope"),
        may_hold: false,
        make: elsewhere,
    },
    Wrong {
        name: "nothing of what the ground demands",
        told_by: RuleOrEngine("check/unmet-claim"),
        may_hold: false,
        make: bare,
    },
    Wrong {
        name: "a ground that only a consent makes",
        told_by: RuleOrEngine("check/unmet-claim"),
        may_hold: false,
        make: of_consent,
    },
    Wrong { name: "a claim used twice", told_by: Engine("check/shared-claim"), may_hold: false, make: twice },
    Wrong { name: "a claim that changes nothing", told_by: Engine("check/idle-claim"), may_hold: true, make: idle },
    Wrong { name: "a claim that nothing names", told_by: Engine("check/unused-claim"), may_hold: false, make: unused },
];

/// Property 8, of the claims themselves.
pub(crate) fn wrong(stages: &[Stage]) -> Vec<Case<'_>> {
    let pairs = stages.iter().flat_map(|stage| WRONG.iter().map(move |wrong| (stage, wrong)));
    pairs.map(|(stage, wrong)| Box::new(move || of_stage(stage, wrong)) as Case<'_>).collect()
}

/// A pack in whose worlds no claim can be wrong so leaves the property untried, and that is a breach.
fn of_stage(stage: &Stage, wrong: &'static Wrong) -> Tally {
    let tries = stage.worlds.par_iter().map(|world| tried(stage, world, wrong));
    let mut tally = tries.reduce(Tally::default, Tally::join);
    if tally.cases == 0 {
        tally.wrong(wrong.name, &stage.pack.id, "", "no such claim in any world".to_owned());
    }
    tally
}

fn tried(stage: &Stage, world: &World, wrong: &'static Wrong) -> Tally {
    let mut tally = Tally::default();
    let tries = (wrong.make)(&stage.pack, world);
    let before = if tries.is_empty() { Said::new() } else { said(&stage.pack, &[joined(&world.blocks)]) };
    for after in &tries {
        let moved = Moved::new(&before, &said(&stage.pack, &after.files), given(after));
        if !wrong.is_tried_by(&moved) {
            continue;
        }
        tally.cases += moved.claims.len();
        let mut told = moved.besides.clone();
        for claim in &moved.claims {
            match wrong.tells(claim) {
                true => tally.findings += 1,
                false => told.push(claim.told()),
            }
        }
        told.into_iter().for_each(|told| tally.wrong(wrong.name, &world.name, "", told));
    }
    tally
}

/// Something that is told: the rule or code, what it is about, and the names in it.
type Said = BTreeSet<(String, String, BTreeSet<String>)>;

/// All that is told of some files, by rules and by the engine itself.
fn said(pack: &Pack, files: &[String]) -> Said {
    let analysis = judged(pack, files, false).unwrap_or_else(|fault| panic!("{fault}"));
    let found = analysis.findings.iter().map(|finding| {
        let names = finding.binding.iter().map(|(_, name)| name.clone()).chain([finding.place.clone()]);
        (finding.rule.clone(), Key::of(finding).told(), names.collect())
    });
    let told = analysis.diagnostics.iter().map(|told| {
        (told.code.id().to_owned(), told.message.english().to_string(), told.about.iter().cloned().collect())
    });
    found.chain(told).collect()
}

/// The claims that a world was given.
fn given(after: &After) -> Vec<Block> {
    let given = after.files.iter().skip(1).flat_map(|file| blocks(file));
    given.filter(|block| block.keyword() == "claim").collect()
}

/// A wrong claim.
struct Claim {
    name: String,
    ground: String,
    /// The rules and codes that tell of it.
    tellers: BTreeSet<String>,
}

/// What some claims change.
struct Moved {
    claims: Vec<Claim>,
    /// What comes and goes that is not about them.
    besides: Vec<String>,
}

impl Moved {
    fn new(before: &Said, now: &Said, given: Vec<Block>) -> Self {
        let of = |claim: &Block, names: &BTreeSet<String>| names.contains(claim.name());
        let tellers = |claim: &Block| {
            let tell = now.iter().filter(|(_, _, names)| of(claim, names));
            tell.map(|(by, ..)| by.clone()).collect()
        };
        let came = now.difference(before).filter(|(_, _, names)| !given.iter().any(|claim| of(claim, names)));
        let came = came.map(|(by, about, _)| format!("come: {by} {about}"));
        let went = before.difference(now).map(|(by, about, _)| format!("gone: {by} {about}"));
        let claim = |claim: &Block| Claim {
            name: claim.name().to_owned(),
            ground: claim.class().to_owned(),
            tellers: tellers(claim),
        };
        Self { besides: came.chain(went).collect(), claims: given.iter().map(claim).collect() }
    }
}

impl Claim {
    fn told(&self) -> String {
        format!("`{}` of {} is told of by {:?}", self.name, self.ground, self.tellers)
    }
}

impl Wrong {
    /// Whether just one thing tells of a claim, and it is what is to tell of it.
    fn tells(&self, claim: &Claim) -> bool {
        claim.tellers.len() == 1 && claim.tellers.iter().all(|by| self.is_told_by(by))
    }

    fn is_told_by(&self, by: &str) -> bool {
        match self.told_by {
            Engine(code) => by == code,
            RuleOrEngine(code) => by == code || !by.starts_with("check/"),
        }
    }

    /// A claim that may hold is wrong only where it moves nothing or is said to.
    fn is_tried_by(&self, moved: &Moved) -> bool {
        let tellers = || moved.claims.iter().flat_map(|claim| &claim.tellers);
        let moves = !moved.besides.is_empty() || tellers().next().is_some();
        !self.may_hold || !moves || tellers().any(|by| self.is_told_by(by))
    }
}

/// A claim of its own for each flow that has none, of the grounds that fit it, one flow after another another one.
fn in_turn(
    pack: &Pack,
    world: &World,
    fits: impl Fn(&Ground, &Block) -> bool,
    claim: impl Fn(&Ground, &str) -> Option<String>,
) -> Vec<After> {
    let grounds = grounds(pack);
    let turn = Cell::new(0);
    claiming(&world.blocks, |block, name| {
        let fitting: Vec<&Ground> = grounds.iter().filter(|ground| fits(ground, block)).collect();
        let made: Vec<String> = fitting.iter().filter_map(|ground| claim(ground, name)).collect();
        turn.set(turn.get() + 1);
        made.get(turn.get() % made.len().max(1)).cloned()
    })
}

/// Claims of grounds that demand something of the claim, and nothing of it.
fn bare(pack: &Pack, world: &World) -> Vec<After> {
    let fits = |ground: &Ground, block: &Block| ground.demands && ground.is_for(pack, block.keyword());
    in_turn(pack, world, fits, |ground, name| Some(format!("claim {name} : {}\n", ground.name)))
}

/// Claims of grounds that a consent makes, and nothing beside them.
fn of_consent(pack: &Pack, world: &World) -> Vec<After> {
    let fits = |ground: &Ground, block: &Block| ground.by_consent && ground.is_for(pack, block.keyword());
    in_turn(pack, world, fits, |ground, name| Some(format!("claim {name} : {}\n", ground.name)))
}

/// The world's own claims, with all that they show, for what they are no ground for.
fn elsewhere(pack: &Pack, world: &World) -> Vec<After> {
    let fits = |ground: &Ground, block: &Block| !ground.is_for(pack, block.keyword());
    in_turn(pack, world, fits, |ground, name| {
        let claim = world.blocks.iter().find(|block| block.keyword() == "claim" && block.class() == ground.name)?;
        Some(joined(&[claim.called(name)]))
    })
}

/// The world's own claim that is for a verb, with all that it shows.
fn own_claim<'w>(pack: &Pack, world: &'w World, verb: &str) -> Option<&'w Block> {
    let grounds = grounds(pack);
    let is_for =
        |block: &&Block| grounds.iter().any(|ground| ground.name == block.class() && ground.is_for(pack, verb));
    world.blocks.iter().filter(|block| block.keyword() == "claim").find(is_for)
}

/// All flows of a verb that have no ground share one.
fn twice(pack: &Pack, world: &World) -> Vec<After> {
    let fits = |block: &Block, verb: &str| block.keyword() == verb && !block.says("basis ");
    let shared = |verb: &&str| {
        let claim = own_claim(pack, world, verb)?.called("shared-claim");
        let several = world.named(|block| fits(block, verb)).len() > 1;
        let bound = every(&world.blocks, |block| fits(block, verb), |block| block.with("basis claim shared-claim"));
        bound.into_iter().next().filter(|_| several).map(|after| after.and(joined(&[claim])))
    };
    ["use", "entrust", "share", "disclose"].iter().filter_map(shared).collect()
}

/// One flow at a time that has no ground is given one that it may not need.
fn idle(pack: &Pack, world: &World) -> Vec<After> {
    let one = |name: &String| {
        let claim = |block: &Block, given: &str| {
            let claim = own_claim(pack, world, block.keyword()).filter(|_| block.name() == name)?;
            Some(joined(&[claim.called(given)]))
        };
        claiming(&world.blocks, claim).pop()
    };
    let free = world
        .named(|block| block.is_onward() && !block.says("basis ") && own_claim(pack, world, block.keyword()).is_some());
    free.iter().step_by(free.len().div_ceil(FLOWS).max(1)).filter_map(one).collect()
}

fn unused(_: &Pack, world: &World) -> Vec<After> {
    let claim = world.blocks.iter().find(|block| block.keyword() == "claim");
    let after = |claim: &Block| After::of(world.blocks.iter().cloned()).and(joined(&[claim.called("unused-claim")]));
    claim.map(after).into_iter().collect()
}
