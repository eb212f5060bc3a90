//! Stores of ours between a store and whoever reads it: one that passes all on, a backup, or a small graph drawn by chance.

use super::asked::judges_flows;
use super::change::{After, Change, Relation, every};
use super::text::Block;
use super::world::World;

/// Property 11.
pub(crate) const IDENTITIES: &[Change] = &[
    Change {
        name: "a store between that passes all on",
        asks: of_flows,
        make: |_, world| {
            let changed = passing(&world.blocks);
            let passes: Vec<String> = changed.iter().filter(|it| is_pass(it)).map(|it| it.name().to_owned()).collect();
            vec![After::of(changed).about(passes)]
        },
    },
    Change { name: "a backup between", asks: of_flows, make: |_, world| vec![After::of(backed_up(&world.blocks))] },
    Change {
        name: "every flow twice",
        asks: of_flows,
        make: |_, world| {
            let twins = world.blocks.iter().filter(|block| block.is_flow() && !block.says("basis claim"));
            let twins: Vec<Block> = twins.map(|block| block.called(&format!("{}-again", block.name()))).collect();
            let names: Vec<String> = twins.iter().map(|block| block.name().to_owned()).collect();
            vec![After::of(world.blocks.iter().cloned().chain(twins)).about(names)]
        },
    },
    Change {
        name: "de-identified and named again at once",
        asks: of_flows,
        make: |_, world| {
            let bare = |block: &Block| block.is_flow() && !block.says("via ");
            let turn = |block: &Block| block.with("via every-hood").with("via every-unhood");
            every(&world.blocks, bare, turn).into_iter().map(|after| after.and(HOODS)).collect()
        },
    },
    Change {
        name: "another product beside it",
        asks: |_, _| Some(Relation::Keeps),
        make: |_, world| vec![After::of(world.blocks.iter().cloned()).and(BESIDE)],
    },
    Change {
        name: "the whole world once more beside it",
        asks: of_flows,
        make: |_, world| {
            let twin = world.blocks.iter().filter(|block| !["system", "waiver"].contains(&block.keyword()));
            let twin: Vec<Block> = twin.cloned().collect();
            let names = twin.iter().map(|block| format!("twin.{}", block.name()));
            let names: Vec<String> = names.collect();
            let text = format!("module twin\n{}", super::text::joined(&twin));
            vec![After::of(world.blocks.iter().cloned()).and(text).about(names)]
        },
    },
];

const HOODS: &str = "transform every-hood : deidentify {\n  restorable never\n  evidence \"https://example.org/hood\"\n}\n\
                     transform every-unhood : relink { undoes every-hood }\n";

const BESIDE: &str = "module beside\nsubject stranger : user\ndata thing\nstore shed\ncollect door {\n  from stranger\n  \
                      into shed\n  required thing\n}\n";

fn of_flows(pack: &candor::policy::pack::Pack, rule: &candor::policy::rule::Rule) -> Option<Relation> {
    judges_flows(pack, rule).then_some(Relation::Same)
}

/// The stores that some flow reads.
pub(crate) fn read_stores(blocks: &[Block]) -> Vec<String> {
    let readers: Vec<Vec<String>> = blocks.iter().filter(|it| it.is_onward()).map(|it| it.names("from")).collect();
    let is_read = |block: &&Block| readers.iter().any(|from| from.iter().any(|name| name == block.name()));
    blocks.iter().filter(|it| it.keyword() == "store").filter(is_read).map(|it| it.name().to_owned()).collect()
}

/// Lets whoever reads one of these stores read another instead.
fn redirected(blocks: &[Block], stores: &[String], instead: impl Fn(&str) -> String) -> Vec<Block> {
    let moved = |name: String| if stores.contains(&name) { instead(&name) } else { name };
    let changed = |block: &Block| {
        let from: Vec<String> = block.names("from").into_iter().map(moved).collect();
        if block.is_onward() { block.saying("from", &from.join(", ")) } else { block.clone() }
    };
    blocks.iter().map(changed).collect()
}

/// A flow that only passes on.
fn pass(name: &str, from: &str, into: &str) -> Block {
    Block::of(&format!("use {name} {{\n  from {from}\n  into {into}\n  data all\n  for  nothing\n}}"))
}

/// Whether a flow is one of those made here.
pub(crate) fn is_pass(block: &Block) -> bool {
    block.is_onward() && block.name().starts_with("pass-on-")
}

/// A store after each store, to which everything is passed on, and which is read instead.
pub(crate) fn passing(blocks: &[Block]) -> Vec<Block> {
    let stores = read_stores(blocks);
    let mut changed = redirected(blocks, &stores, |store| format!("behind-{store}"));
    for store in &stores {
        changed.push(Block::of(&format!("store behind-{store}")));
        changed.push(pass(&format!("pass-on-{store}"), store, &format!("behind-{store}")));
    }
    changed
}

/// A backup of each store that is read instead of it; backups of backups aside.
fn backed_up(blocks: &[Block]) -> Vec<Block> {
    let stores = read_stores(blocks);
    let mut changed = redirected(blocks, &stores, |store| format!("tape-of-{store}"));
    changed.extend(stores.iter().map(|store| Block::of(&format!("store tape-of-{store} {{ backup-of {store} }}"))));
    changed
}

/// Numbers by chance, the same for the same words.
pub(crate) struct Chance(u64);

impl Chance {
    pub(crate) fn new(words: &str) -> Self {
        let mix = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        Self(words.bytes().fold(0xcbf2_9ce4_8422_2325, mix))
    }

    /// A number under `under`.
    pub(crate) fn next(&mut self, under: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % under
    }
}

/// A world in which a small graph drawn by chance lies between each store and whoever reads it: two stores, a backup, and
/// the store that is read instead, with passes between some of them, forth and back.
pub(crate) fn drawn(world: &World, blocks: &[Block], turn: usize) -> Vec<Block> {
    let stores = read_stores(blocks);
    let name = |at: usize, store: &str| match at {
        0 => store.to_owned(),
        // Names decide the order of everything: some come before the store's own, some after.
        at => format!("{}{at}-{store}", if (at + turn).is_multiple_of(2) { "a" } else { "z" }),
    };
    let mut changed = redirected(blocks, &stores, |store| name(4, store));
    for store in &stores {
        let mut chance = Chance::new(&format!("{} {store} {turn}", world.name));
        changed.extend([1, 3, 4].map(|at| Block::of(&format!("store {}", name(at, store)))));
        changed.push(Block::of(&format!("store {} {{ backup-of {store} }}", name(2, store))));
        for (from, into) in (0..5).flat_map(|from| [1, 3, 4].map(|into| (from, into))) {
            if from != into && chance.next(5) < 2 {
                let called = format!("pass-on-{from}-{into}-{store}");
                changed.push(pass(&called, &name(from, store), &name(into, store)));
            }
        }
    }
    changed
}
