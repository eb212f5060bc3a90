//! Handling that widens: more data, more recipients, longer storage, unknown or younger people, less that stands
//! against it. What that may do to the findings of a rule is read off its sentences.

use candor::policy::facts::{Fact, Kind};
use candor::policy::pack::Pack;
use candor::policy::polarity::{Dimension, Movement, movement};

use super::asked::{allowed, is_safety, judges_flows, ranges, safety_adds_none, speaks};
use super::change::{After, Change, Relation, every};
use super::text::Block;
use super::world::World;

/// The changes that widen a dimension.
pub(crate) const DIMENSIONS: &[(&str, Dimension)] = &[
    ("more data", Dimension::Fields),
    ("more data collected", Dimension::Fields),
    ("more recipients", Dimension::Recipients),
    ("more readers", Dimension::Readers),
    ("storage without end", Dimension::Retention),
    ("storage without end instead of none said", Dimension::Retention),
    ("an unknown age", Dimension::Age),
    ("a child instead of whoever it was", Dimension::Youth),
    ("less consent", Dimension::Consent),
    ("fewer claims", Dimension::Claims),
    ("fewer transforms", Dimension::Transforms),
    ("fewer measures", Dimension::Measures),
];

/// The changes that narrow one.
pub(crate) const NARROWED: &[(&str, Dimension)] = &[("an evidenced anonymiser on every path", Dimension::Transforms)];

/// Property 5.
pub(crate) const WIDER: &[Change] = &[
    Change {
        name: "more data",
        asks: |pack, rule| allowed(movement(pack, rule, Dimension::Fields)),
        make: |_, world| {
            every(&world.blocks, |block| block.is_onward() && block.says("data "), |block| block.saying("data", "all"))
        },
    },
    Change {
        name: "more data collected",
        asks: |pack, rule| allowed(movement(pack, rule, Dimension::Fields)),
        make: |_, world| more_collected(&world.blocks),
    },
    Change {
        name: "more recipients",
        asks: |pack, rule| allowed(movement(pack, rule, Dimension::Recipients)),
        make: |_, world| more_recipients(&world.blocks),
    },
    Change {
        name: "more readers",
        asks: |pack, rule| allowed(movement(pack, rule, Dimension::Readers)),
        make: |_, world| {
            every(
                &world.blocks,
                |block| block.says("open-to "),
                |block| block.saying("open-to", "owner, authorised-staff, all-staff"),
            )
        },
    },
    Change {
        name: "storage without end",
        asks: |pack, rule| allowed(movement(pack, rule, Dimension::Retention)),
        make: |_, world| every(&world.blocks, keeps, Block::endless),
    },
    Change {
        name: "storage without end instead of none said",
        asks: |pack, rule| allowed(movement(pack, rule, Dimension::Retention)),
        make: |_, world| {
            let ends = |block: &Block| keeps(block) && !block.values("delete").iter().any(|it| it.contains(" under "));
            let silent = |block: &Block| block.without("delete ").without("apply ").without("keep ");
            let silent = world.blocks.iter().map(|block| if ends(block) { silent(block) } else { block.clone() });
            let silent: Vec<Block> = silent.collect();
            every(&world.blocks, ends, |block| block.without("apply ").without("keep ").endless())
                .into_iter()
                .map(|after| after.against(silent.iter().cloned()))
                .collect()
        },
    },
    Change {
        name: "an unknown age",
        asks: |pack, rule| allowed(movement(pack, rule, Dimension::Age)),
        make: |_, world| every(&world.blocks, |block| block.keyword() == "subject" && block.says("age "), ageless),
    },
    Change {
        name: "less consent",
        asks: |pack, rule| allowed(movement(pack, rule, Dimension::Consent)),
        make: |_, world| without_basis(world, "basis consent"),
    },
    Change {
        name: "fewer claims",
        asks: |pack, rule| allowed(movement(pack, rule, Dimension::Claims)),
        make: |_, world| without_basis(world, "basis claim"),
    },
    Change {
        name: "fewer transforms",
        asks: |pack, rule| allowed(movement(pack, rule, Dimension::Transforms)),
        make: |_, world| every(&world.blocks, |block| block.is_flow() && block.says("via "), |it| it.without("via ")),
    },
    Change {
        name: "fewer measures",
        asks: |pack, rule| allowed(movement(pack, rule, Dimension::Measures)),
        make: |_, world| every(&world.blocks, |block| block.says("measures "), |block| block.without("measures ")),
    },
    Change {
        name: "a coarser word for data",
        // A notice whose data have coarser words covers more.
        asks: |pack, rule| {
            (judges_flows(pack, rule) && !speaks(pack, rule, &[Fact::NoticeData])).then_some(Relation::Keeps)
        },
        make: |pack, world| coarser(pack, world, "data"),
    },
    Change {
        name: "a coarser word for purposes",
        // Of flows, what the collection was for has a coarser word as well, and so allows more.
        asks: |_, rule| (is_safety(rule) && !ranges(rule, Kind::Flow)).then_some(Relation::Keeps),
        make: |pack, world| coarser(pack, world, "purpose"),
    },
];

/// Property 12.
pub(crate) const FEWER: &[Change] = &[
    Change { name: "a flow less", asks: safety_adds_none, make: |_, world| a_flow_less(&world.blocks) },
    Change {
        name: "rights and plans less",
        asks: safety_adds_none,
        make: |_, world| {
            let kept = world.blocks.iter().filter(|block| !["right", "plan"].contains(&block.keyword()));
            vec![After::of(kept.cloned())]
        },
    },
];

/// Property 13.
pub(crate) const YOUNGER: &[Change] = &[Change {
    name: "a child instead of whoever it was",
    asks: |pack, rule| match movement(pack, rule, Dimension::Youth) {
        Movement::Still | Movement::Grows => Some(Relation::Keeps),
        Movement::Shrinks => Some(Relation::AddsNone),
        Movement::Both => None,
    },
    make: |pack, world| {
        let Some(youngest) = pack.bands.first() else { return Vec::new() };
        let child = pack.vocabulary.name(youngest.term);
        every(&world.blocks, |block| block.keyword() == "subject", |block| block.saying("age", child))
    },
}];

fn keeps(block: &Block) -> bool {
    ["store", "recipient"].contains(&block.keyword())
}

fn ageless(block: &Block) -> Block {
    block.without("age ")
}

fn without_basis(world: &World, basis: &'static str) -> Vec<After> {
    every(&world.blocks, |block| block.is_flow() && block.says(basis), |block| block.without(basis))
}

/// Every collection takes, required of people or not, whatever it does not take already.
fn more_collected(blocks: &[Block]) -> Vec<After> {
    let data: Vec<&str> = blocks.iter().filter(|block| block.keyword() == "data").map(Block::name).collect();
    let others = |block: &Block| {
        let taken = block.collected();
        data.iter().filter(|name| !taken.iter().any(|known| known == *name)).copied().collect::<Vec<&str>>().join(", ")
    };
    every(
        blocks,
        |block| block.is_collect() && !block.says("data all") && !others(block).is_empty(),
        |block| {
            let all = block.names("data").into_iter().chain([others(block)]).collect::<Vec<String>>().join(", ");
            block.saying("data", &all)
        },
    )
}

/// Somebody of the same class before each recipient: the class of the first that a flow names.
fn more_recipients(blocks: &[Block]) -> Vec<After> {
    let class = |block: &Block| {
        let first = block.names("to").into_iter().next().unwrap_or_default();
        blocks.iter().find(|it| it.keyword() == "recipient" && it.name() == first).map(|it| it.class().to_owned())
    };
    let class = |block: &Block| class(block).unwrap_or_else(|| "third-party".to_owned());
    let gives = |block: &Block| block.says("to ");
    let more =
        |block: &Block| block.saying("to", &format!("another-{}, {}", class(block), block.names("to").join(", ")));
    let mut classes: Vec<String> = blocks.iter().filter(|block| gives(block)).map(class).collect();
    classes.sort();
    classes.dedup();
    let others: String = classes.iter().map(|class| format!("recipient another-{class} : {class}\n")).collect();
    every(blocks, gives, more).into_iter().map(|after| after.and(others.clone())).collect()
}

/// Each datum or purpose by the word that its word is a kind of.
fn coarser(pack: &Pack, world: &World, sort: &'static str) -> Vec<After> {
    let wider = |block: &Block| {
        let sort = pack.vocabulary.sort(sort).filter(|_| block.keyword() == sort)?;
        let term = pack.vocabulary.find(sort, block.class())?;
        let parent = pack.vocabulary.term(term).parent?;
        pack.vocabulary.declarable_names(sort).find(|name| *name == pack.vocabulary.name(parent)).map(str::to_owned)
    };
    every(
        &world.blocks,
        |block| wider(block).is_some(),
        |block| wider(block).map_or_else(|| block.clone(), |parent| block.of_class(&parent)),
    )
}

/// How many flows are left out, one at a time.
const FLOWS: usize = 2;

fn a_flow_less(blocks: &[Block]) -> Vec<After> {
    let flows: Vec<usize> = (0..blocks.len()).filter(|at| blocks[*at].is_flow()).collect();
    let without = |at: &usize| {
        let mut fewer = blocks.to_vec();
        fewer.remove(*at);
        After::of(fewer)
    };
    flows.iter().step_by(flows.len().div_ceil(FLOWS).max(1)).map(without).collect()
}

/// Whether what came and what went contradicts that a dimension moves a rule so.
pub(crate) fn contradicts(movement: Movement, came: bool, went: bool) -> bool {
    match movement {
        Movement::Still => came || went,
        Movement::Grows => went,
        Movement::Shrinks => came,
        Movement::Both => false,
    }
}
