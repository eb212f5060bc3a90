//! Exceptions and consents: what one changes is about its own flow, and one that does not hold changes nothing.

use std::collections::BTreeSet;

use candor::policy::facts::{Fact, Kind};
use candor::policy::pack::{Cell, Pack};
use candor::policy::rule::{Condition, Rule};

use super::asked::{deaf_to_claims, deaf_to_names, judges_flows, ranges, same, speaks};
use super::change::{After, Change, Relation, every};
use super::splice;
use super::text::Block;
use super::world::World;

/// How many flows are given a ground of their own, one at a time.
const FLOWS: usize = 2;

const HUSK: &str = "transform every-husk : anonymise { restorable never }\n";

const MASK: &str = "transform every-mask : mask { evidence \"https://example.org/mask\" }\n";

/// Property 7.
pub(crate) const OWN: &[Change] = &[
    Change {
        name: "a ground less changes only its own flow",
        asks: own,
        make: |_, world| one_basis_less(&world.blocks),
    },
    Change {
        name: "a ground less changes only its own place or right",
        asks: own,
        make: |_, world| one_end_or_refusal_less(&world.blocks),
    },
    Change { name: "a consent more changes only its own flow", asks: own, make: |_, world| one_consent_more(world) },
    Change {
        name: "consents to all collections change only collections",
        asks: own,
        make: |_, world| {
            let taken = |block: &Block| block.is_collect() && !block.says("basis ");
            let names: Vec<String> = world.named(taken);
            consented(world, taken, "before", Consent::default())
                .into_iter()
                .map(|it| it.about(names.clone()))
                .collect()
        },
    },
    Change {
        name: "claims on the way change nothing beyond",
        asks: |pack, rule| (judges_flows(pack, rule) && deaf_to_claims(pack, rule)).then_some(Relation::Same),
        make: claims_on_the_way,
    },
];

/// Property 8.
pub(crate) const INERT: &[Change] = &[
    Change {
        name: "a consent asked afterwards",
        asks: names_nothing,
        make: |_, world| idle(world, "after", Consent::default()),
    },
    Change {
        name: "a consent asked nobody knows when",
        asks: names_nothing,
        make: |_, world| idle(world, "", Consent::default()),
    },
    Change {
        name: "a consent of somebody else",
        asks: names_nothing,
        make: |_, world| idle(world, "before", Consent { stranger: true, ..Consent::default() }),
    },
    Change {
        name: "a consent for us alone",
        asks: names_nothing,
        make: |_, world| {
            let given = |block: &Block| block.is_onward() && block.says("to ") && !block.says("basis ");
            consented(world, given, "before", Consent { only_us: true, ..Consent::default() })
        },
    },
    Change { name: "a claim that is no ground", asks: claims_nothing, make: no_ground },
    Change { name: "a claim without evidence", asks: claims_nothing, make: unevidenced },
    Change { name: "a claim out of scope", asks: claims_nothing, make: out_of_scope },
    Change {
        name: "an anonymiser without evidence",
        asks: no_transform,
        make: |_, world| {
            let changed = every(&world.blocks, Block::is_flow, |block| block.with("via every-husk"));
            changed.into_iter().map(|after| after.and(HUSK)).collect()
        },
    },
    Change {
        name: "an anonymiser without evidence on the way",
        asks: no_transform,
        make: |_, world| {
            let before = splice::passing(&world.blocks);
            let changed = every(&before, splice::is_pass, |block| block.with("via every-husk"));
            changed.into_iter().map(|after| after.and(HUSK).against(before.clone())).collect()
        },
    },
    Change { name: "a mask on what is published", asks: same, make: |_, world| masked(&world.blocks) },
    Change {
        name: "a processor's name without an agreement",
        // A rule that asks what somebody calls itself is told just that.
        asks: |pack, rule| {
            (judges_flows(pack, rule) && !speaks(pack, rule, &[Fact::FlowRecipient])).then_some(Relation::Keeps)
        },
        make: |_, world| only_called_processors(&world.blocks),
    },
];

fn own(pack: &Pack, rule: &Rule) -> Option<Relation> {
    (deaf_to_names(pack, rule) && deaf_to_claims(pack, rule) && !ranges(rule, Kind::Consent)).then_some(Relation::Same)
}

fn names_nothing(pack: &Pack, rule: &Rule) -> Option<Relation> {
    (deaf_to_names(pack, rule) && !ranges(rule, Kind::Consent)).then_some(Relation::Same)
}

fn claims_nothing(pack: &Pack, rule: &Rule) -> Option<Relation> {
    deaf_to_claims(pack, rule).then_some(Relation::Same)
}

fn no_transform(_: &Pack, rule: &Rule) -> Option<Relation> {
    (!ranges(rule, Kind::Transform)).then_some(Relation::Keeps)
}

fn one_basis_less(blocks: &[Block]) -> Vec<After> {
    let based: Vec<usize> =
        (0..blocks.len()).filter(|at| blocks[*at].is_flow() && blocks[*at].says("basis ")).collect();
    let without = |at: &usize| {
        let mut changed = blocks.to_vec();
        changed[*at] = changed[*at].without("basis ");
        After::of(changed).about([blocks[*at].name().to_owned()])
    };
    based.iter().step_by(based.len().div_ceil(FLOWS).max(1)).map(without).collect()
}

/// Each place that keeps under claims, and each right that refuses under them, without them.
fn one_end_or_refusal_less(blocks: &[Block]) -> Vec<After> {
    let claiming = |block: &Block| !block.claims().is_empty() && !block.is_flow();
    let without = |at: usize| {
        let mut changed = blocks.to_vec();
        changed[at] = blocks[at].without_claims();
        After::of(changed).about(blocks[at].claims()).about([blocks[at].name().to_owned()])
    };
    (0..blocks.len()).filter(|at| claiming(&blocks[*at])).map(without).collect()
}

/// What a made consent does not do.
#[derive(Debug, Default, Clone, Copy)]
struct Consent {
    /// It is of nobody whose data flow.
    stranger: bool,
    /// It names no recipient.
    only_us: bool,
}

fn one_consent_more(world: &World) -> Vec<After> {
    let free = |block: &Block| block.is_onward() && !block.says("basis ");
    let names = world.named(free);
    let one = |name: &String| {
        let mut made = consented(world, |block| free(block) && block.name() == name, "before", Consent::default());
        made.pop().map(|after| after.about([name.clone()]))
    };
    names.iter().step_by(names.len().div_ceil(FLOWS).max(1)).filter_map(one).collect()
}

fn idle(world: &World, asked: &str, consent: Consent) -> Vec<After> {
    consented(world, |block| block.is_flow() && !block.says("basis "), asked, consent)
}

/// Flows with consents to all that they do, one of each person.
fn consented(world: &World, fits: impl Fn(&Block) -> bool, asked: &str, consent: Consent) -> Vec<After> {
    let people = match consent.stranger {
        true => vec!["every-stranger".to_owned()],
        false => world.named(|block| block.keyword() == "subject"),
    };
    let recipients = world.named(|block| block.keyword() == "recipient").join(", ");
    let to = if consent.only_us || recipients.is_empty() { String::new() } else { format!(" to {recipients}") };
    let of = |person: &String| {
        format!("consent every-yes-{person} : explicit {{\n  from {person}\n  covers all for all{to}\n}}\n")
    };
    let consents: String = people.iter().map(of).collect();
    let stranger = if consent.stranger { "subject every-stranger : user\n" } else { "" };
    let bound = |block: &Block| {
        people
            .iter()
            .fold(block.clone(), |block, person| block.with(format!("basis consent every-yes-{person} {asked}").trim()))
    };
    every(&world.blocks, fits, bound).into_iter().map(|after| after.and(format!("{stranger}{consents}"))).collect()
}

/// A claim of its own for each flow onward that has no ground.
pub(super) fn claiming(blocks: &[Block], claim: impl Fn(&Block, &str) -> Option<String>) -> Vec<After> {
    let mut claims = String::new();
    let changed = blocks.iter().map(|block| {
        let name = format!("idle-{}", block.name());
        let made = claim(block, &name).filter(|_| block.is_onward() && !block.says("basis "));
        made.map_or_else(
            || block.clone(),
            |text| {
                claims += &text;
                block.with(&format!("basis claim {name}"))
            },
        )
    });
    let changed: Vec<Block> = changed.collect();
    if claims.is_empty() { Vec::new() } else { vec![After::of(changed).and(claims)] }
}

pub(super) fn no_ground(pack: &Pack, world: &World) -> Vec<After> {
    let grounds: BTreeSet<String> = grounds(pack).into_iter().map(|ground| ground.name).collect();
    let Some(clause) = pack.clauses.iter().map(|clause| &clause.id).find(|id| !grounds.contains(*id)) else {
        return Vec::new();
    };
    claiming(&world.blocks, |_, name| Some(format!("claim {name} : {clause}\n")))
}

/// The first ground for the verb that demands something, and nothing of what it demands.
fn unevidenced(pack: &Pack, world: &World) -> Vec<After> {
    let grounds = grounds(pack);
    claiming(&world.blocks, |block, name| {
        let ground = grounds.iter().find(|ground| ground.demands && ground.is_for(pack, block.keyword()))?;
        Some(format!("claim {name} : {}\n", ground.name))
    })
}

/// The world's own claims, with all that they show, for what they are no ground for.
fn out_of_scope(pack: &Pack, world: &World) -> Vec<After> {
    let grounds = grounds(pack);
    let claims: Vec<&Block> = world.blocks.iter().filter(|block| block.keyword() == "claim").collect();
    claiming(&world.blocks, |block, name| {
        let for_others = |claim: &&&Block| {
            let mut own = grounds.iter().filter(|ground| ground.name == claim.class());
            own.clone().next().is_some() && own.all(|ground| !ground.is_for(pack, block.keyword()))
        };
        claims.iter().find(for_others).map(|claim| format!("{}\n", super::text::joined(&[claim.called(name)])))
    })
}

/// Every store's data are passed on by a use that has a claim which holds; whoever reads on has none.
fn claims_on_the_way(pack: &Pack, world: &World) -> Vec<After> {
    let grounds = grounds(pack);
    let for_uses = |block: &&Block| {
        block.keyword() == "claim" && grounds.iter().any(|it| it.name == block.class() && it.is_for(pack, "use"))
    };
    let Some(claim) = world.blocks.iter().find(for_uses) else { return Vec::new() };
    let before = splice::passing(&world.blocks);
    let mut claims = String::new();
    let changed: Vec<Block> = before
        .iter()
        .map(|block| match splice::is_pass(block) {
            true => {
                let name = format!("claim-of-{}", block.name());
                claims += &format!("{}\n", super::text::joined(&[claim.called(&name)]));
                block.with(&format!("basis claim {name}"))
            }
            false => block.clone(),
        })
        .collect();
    let passes: Vec<String> =
        before.iter().filter(|block| splice::is_pass(block)).map(|it| it.name().to_owned()).collect();
    vec![After::of(changed).and(claims).against(before).about(passes)]
}

/// All data are called impersonal, so that it is asked how far they are de-identified; then what is published is masked.
fn masked(blocks: &[Block]) -> Vec<After> {
    let called = |block: &Block| if block.keyword() == "data" { block.saying("personal", "no") } else { block.clone() };
    let before: Vec<Block> = blocks.iter().map(called).collect();
    let after = every(&before, |block| block.keyword() == "disclose", |block| block.with("via every-mask"));
    after.into_iter().map(|after| after.and(MASK).against(before.clone())).collect()
}

/// Whoever gets data from a recipient: a third party, and then one that calls itself a processor and has no agreement.
fn only_called_processors(blocks: &[Block]) -> Vec<After> {
    let recipients: Vec<&str> = blocks.iter().filter(|it| it.keyword() == "recipient").map(Block::name).collect();
    let onward = |block: &&Block| {
        block.keyword() == "entrust" && block.names("from").iter().any(|from| recipients.contains(&from.as_str()))
    };
    let reached: BTreeSet<String> = blocks.iter().filter(onward).flat_map(|block| block.names("to")).collect();
    let is_reached = |block: &Block| block.keyword() == "recipient" && reached.contains(block.name());
    let bare =
        |block: &Block, class: &str| block.without("agreement ").saying("authorised", "2026-01-12").of_class(class);
    let before = blocks.iter().map(|it| if is_reached(it) { bare(it, "third-party") } else { it.clone() });
    let before: Vec<Block> = before.collect();
    every(blocks, is_reached, |block| bare(block, "processor"))
        .into_iter()
        .map(|it| it.against(before.clone()))
        .collect()
}

/// A row of the grounds that claims may name.
pub(super) struct Ground {
    pub(super) name: String,
    actions: Cell,
    /// Whether something is demanded of the claim itself.
    pub(super) demands: bool,
    /// Whether a consent makes it.
    pub(super) by_consent: bool,
}

impl Ground {
    pub(super) fn is_for(&self, pack: &Pack, verb: &str) -> bool {
        let term = pack.vocabulary.sort("action").and_then(|sort| pack.vocabulary.find(sort, verb));
        match (&self.actions, term) {
            (Cell::Set(_, leaves), Some(term)) => pack.vocabulary.leaves(term).within(leaves),
            _ => false,
        }
    }
}

pub(super) fn grounds(pack: &Pack) -> Vec<Ground> {
    let Some(table) = pack.table("grounds").map(|id| pack.table_of(id)) else { return Vec::new() };
    let at = |name| table.column(name);
    let (Some(ground), Some(actions), Some(when)) = (at("ground"), at("actions"), at("when")) else {
        return Vec::new();
    };
    let by_consent = at("by-consent");
    let read = |row: &candor::policy::pack::Row| {
        let Cell::Term(term) = &row.cells[ground] else { return None };
        let demands = matches!(&row.cells[when], Cell::Conditions(conditions) if conditions.iter().any(is_of_claim));
        let by_consent = by_consent.is_some_and(|at| matches!(row.cells[at], Cell::Step(_)));
        let name = pack.vocabulary.name(*term).to_owned();
        Some(Ground { name, actions: row.cells[actions].clone(), demands, by_consent })
    };
    table.rows.iter().filter_map(read).collect()
}

/// Whether a claim that says nothing cannot fulfil a sentence.
fn is_of_claim(condition: &Condition) -> bool {
    match condition {
        Condition::Simple { subject, .. } => subject.steps.is_empty(),
        Condition::All(conditions) => conditions.iter().any(is_of_claim),
        Condition::Any(conditions) => conditions.iter().all(is_of_claim),
        Condition::Not(_) | Condition::Quantified { .. } | Condition::Reaches { .. } => false,
    }
}
