//! Safeguards: on every path, beside the path, and such as are no safeguard.

use std::collections::BTreeSet;

use candor::policy::pack::Pack;
use candor::policy::polarity::{Dimension, Movement, movement};
use candor::policy::rule::Rule;

use super::asked::{deaf_to_deidentification, is_safety, judges_flows, safety_keeps};
use super::change::{After, Change, Relation, every};
use super::text::Block;
use super::world::World;

const SHIELD: &str =
    "transform every-shield : anonymise {\n  restorable never\n  evidence \"https://example.org/shield\"\n}\n";

const HOOD: &str =
    "transform every-hood : deidentify {\n  restorable never\n  evidence \"https://example.org/hood\"\n}\n";

/// Property 2.
pub(crate) const EVERYWHERE: &[Change] = &[Change {
    name: "an evidenced anonymiser on every path",
    asks: |pack, rule| {
        let cures = matches!(movement(pack, rule, Dimension::Transforms), Movement::Still | Movement::Grows);
        (is_safety(rule) && cures).then_some(Relation::AddsNone)
    },
    make: |_, world| shielded(&world.blocks, |block| block.keyword() == "collect"),
}];

/// Property 3.
pub(crate) const BESIDE: &[Change] = &[
    Change { name: "an anonymiser of other data of the flow", asks: beside, make: |_, world| of_siblings(world) },
    Change {
        name: "a second way with an anonymiser",
        asks: safety_keeps,
        make: |_, world| {
            let flows = world.blocks.iter().filter(|block| block.is_flow() && !block.says("basis claim"));
            let twin = |block: &Block| block.called(&format!("{}-guarded", block.name())).with("via every-shield");
            vec![After::of(world.blocks.iter().cloned().chain(flows.map(twin))).and(SHIELD)]
        },
    },
    Change {
        name: "a line about all data beside one that keeps a datum",
        asks: |pack, rule| match movement(pack, rule, Dimension::Retention) {
            Movement::Still | Movement::Grows => Some(Relation::Keeps),
            Movement::Shrinks | Movement::Both => None,
        },
        make: |_, world| ends_beside(&world.blocks),
    },
    Change {
        name: "de-identification, for rules that ask only whether data are personal",
        asks: |pack, rule| (deaf_to_deidentification(pack, rule) && judges_flows(pack, rule)).then_some(Relation::Same),
        make: |_, world| {
            let hooded = every(&world.blocks, Block::is_collect, |block| block.with("via every-hood"));
            hooded.into_iter().map(|after| after.and(HOOD)).collect()
        },
    },
];

fn shielded(blocks: &[Block], fits: fn(&Block) -> bool) -> Vec<After> {
    let shielded = every(blocks, fits, |block| block.with("via every-shield"));
    shielded.into_iter().map(|after| after.and(SHIELD)).collect()
}

fn beside(pack: &Pack, rule: &Rule) -> Option<Relation> {
    match (judges_flows(pack, rule), is_safety(rule)) {
        (true, _) => Some(Relation::Same),
        (false, true) => Some(Relation::Keeps),
        (false, false) => None,
    }
}

/// The first datum of each collection is anonymised, and none of the others.
fn of_siblings(world: &World) -> Vec<After> {
    let first = |block: &Block| block.collected().into_iter().next().unwrap_or_default();
    let several = |block: &Block| block.is_collect() && block.collected().len() > 1;
    let derived = world.blocks.iter().flat_map(|block| block.names("derives"));
    let firsts = world.blocks.iter().filter(|block| several(block)).map(first);
    let apart: BTreeSet<String> = firsts.chain(derived).collect();
    every(&world.blocks, several, |block| block.with(&format!("via every-shield on {}", first(block))))
        .into_iter()
        .map(|after| after.and(SHIELD).about(apart.iter().cloned()))
        .collect()
}

/// Every store keeps all data whatever happens, by name; then a line that names no data says that all is deleted.
fn ends_beside(blocks: &[Block]) -> Vec<After> {
    let events = |store: &Block| {
        let line = store.values("delete").into_iter().find(|line| line.starts_with("within "))?;
        line.split_once(" of ").map(|(_, events)| events.split(" under ").next().unwrap_or(events).to_owned())
    };
    let data =
        blocks.iter().filter(|block| block.keyword() == "data").map(Block::name).collect::<Vec<&str>>().join(", ");
    let fits = |block: &Block| block.keyword() == "store" && events(block).is_some();
    let keeping = |block: &Block| {
        let bare = block.without("delete ").without("apply ").without("keep ");
        bare.with(&format!("keep {data} after {}", events(block).unwrap_or_default()))
    };
    let both =
        |block: &Block| keeping(block).with(&format!("delete within 1 day of {}", events(block).unwrap_or_default()));
    let before: Vec<Block> = blocks.iter().map(|it| if fits(it) { keeping(it) } else { it.clone() }).collect();
    every(blocks, fits, both).into_iter().map(|after| after.against(before.clone())).collect()
}
