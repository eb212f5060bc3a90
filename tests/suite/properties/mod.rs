//! What must hold of every rule of every pack that is shipped, whatever it says: properties of the design, tried on the
//! pack's own worlds, changed. What a rule declares about itself decides which it is asked for.

mod speaks;
mod text;

use std::collections::BTreeSet;
use std::fmt::Write as _;

use candor::analysis::{Analysis, Options, analyze};
use candor::policy::pack::Pack;
use candor::policy::rule::{About, Expected, Rule};
use candor::source::Sources;
use candor::syntax::value::Date;
use candor::trial;

use super::policy::{folder, load_folder};
use text::{Block, blocks, joined};

const TODAY: Date = Date { year: 2026, month: 11, day: 26 };

/// What a change may do to the findings of a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Relation {
    /// None is removed.
    Keeps,
    /// None is added but of data that no collection explains any more.
    AddsNone,
    /// They stay the same.
    Same,
}

/// A property: a change, and what it may do to findings.
struct Property {
    name: &'static str,
    relation: Relation,
    /// Which rules are asked for it.
    asks: fn(&Rule) -> bool,
    /// The changed texts, one or several files each; none where there is nothing to change.
    change: fn(&Pack, &[Block]) -> Vec<Vec<String>>,
}

fn any(_: &Rule) -> bool {
    true
}

fn safety(rule: &Rule) -> bool {
    rule.parts.iter().all(|part| part.about == About::Safety)
}

fn one(blocks: &[Block]) -> Vec<String> {
    vec![joined(blocks)]
}

const PROPERTIES: &[Property] = &[
    Property {
        name: "declarations in another order and in two files change nothing",
        relation: Relation::Same,
        asks: any,
        change: |_, blocks| {
            let mut turned = blocks.to_vec();
            turned.reverse();
            let (left, right) = turned.split_at(turned.len() / 2);
            vec![vec![joined(left), joined(right)]]
        },
    },
    Property {
        name: "formatting changes nothing",
        relation: Relation::Same,
        asks: any,
        change: |_, blocks| {
            let mut sources = Sources::new();
            let file = sources.add("world.candor", joined(blocks));
            let parsed = candor::syntax::parse(&sources, file);
            candor::format::format(&sources, &parsed.tree).into_iter().map(|text| vec![text]).collect()
        },
    },
    Property {
        name: "another product beside it changes no finding",
        relation: Relation::Keeps,
        asks: any,
        change: |_, blocks| {
            let beside = "module beside\nsubject stranger : user\ndata thing\nstore shed\ncollect door {\n  from stranger\n  into shed\n  required thing\n}\n";
            vec![vec![joined(blocks), beside.to_owned()]]
        },
    },
    Property {
        name: "a flow less never adds a safety finding",
        relation: Relation::AddsNone,
        asks: safety,
        change: |_, blocks| {
            let flows: Vec<usize> = (0..blocks.len()).filter(|at| blocks[*at].is_flow()).collect();
            let step = flows.len().div_ceil(3).max(1);
            let without = |at: &usize| {
                let mut fewer = blocks.to_vec();
                fewer.remove(*at);
                one(&fewer)
            };
            flows.iter().step_by(step).map(without).collect()
        },
    },
    Property {
        name: "rights and plans less never add a safety finding",
        relation: Relation::AddsNone,
        asks: safety,
        change: |_, blocks| {
            let kept = blocks.iter().filter(|block| !["right", "plan"].contains(&block.keyword()));
            vec![one(&kept.cloned().collect::<Vec<Block>>())]
        },
    },
    Property {
        name: "safeguards at rest less never add a safety finding",
        relation: Relation::AddsNone,
        asks: |rule| safety(rule) && !speaks::of(rule, speaks::ENDS),
        change: |_, blocks| {
            let rests = |block: &Block| ["system", "store", "recipient"].contains(&block.keyword());
            every(blocks, rests, |block| block.without("measures").without("delete").without("keep"))
        },
    },
    Property {
        name: "less consent never removes a safety finding",
        relation: Relation::Keeps,
        asks: |rule| safety(rule) && speaks::only_as_a_cure(rule, speaks::CONSENT),
        change: |_, blocks| {
            every(
                blocks,
                |block| block.is_flow() && block.says("basis consent"),
                |block| block.without("basis consent"),
            )
        },
    },
    Property {
        name: "an unknown age never removes a safety finding",
        relation: Relation::Keeps,
        asks: safety,
        change: |_, blocks| {
            every(blocks, |block| block.keyword() == "subject" && block.says("age "), |block| block.without("age "))
        },
    },
    Property {
        name: "a child instead of whoever it was removes no safety finding",
        relation: Relation::Keeps,
        asks: |rule| safety(rule) && speaks::only_of_the_young(rule),
        change: |pack, blocks| {
            let Some(youngest) = pack.bands.first() else { return Vec::new() };
            let age = format!("age {}", pack.vocabulary.name(youngest.term));
            every(blocks, |block| block.keyword() == "subject", |block| block.without("age ").with(&age))
        },
    },
    Property {
        name: "more data never removes a safety finding",
        relation: Relation::Keeps,
        asks: |rule| safety(rule) && !speaks::of(rule, speaks::ALL_DATA),
        change: |_, blocks| {
            every(
                blocks,
                |block| block.is_onward() && block.says("data "),
                |block| block.without("data ").with("data all"),
            )
        },
    },
    Property {
        name: "an evidenced anonymiser on every path never adds a safety finding",
        relation: Relation::AddsNone,
        asks: |rule| safety(rule) && !speaks::of(rule, speaks::TRANSFORM),
        change: |_, blocks| {
            let shield = "transform every-shield : anonymise {\n  restorable never\n  evidence \"https://example.org/shield\"\n}\n";
            let changed = every(blocks, |block| block.keyword() == "collect", |block| block.with("via every-shield"));
            changed.into_iter().map(|files| files.into_iter().chain([shield.to_owned()]).collect()).collect()
        },
    },
    Property {
        name: "keeping longer never removes a finding",
        relation: Relation::Keeps,
        asks: |rule| speaks::only_as_a_cure(rule, speaks::ENDS),
        change: |_, blocks| every(blocks, |block| ["store", "recipient"].contains(&block.keyword()), Block::endless),
    },
    Property {
        name: "a claim that is no ground removes no finding",
        relation: Relation::Keeps,
        asks: |rule| !speaks::of(rule, speaks::CLAIM),
        change: |pack, blocks| {
            let ground = pack.vocabulary.sort("ground");
            let is_ground = |clause: &str| ground.is_some_and(|sort| pack.vocabulary.find(sort, clause).is_some());
            let Some(clause) = pack.clauses.iter().map(|clause| &clause.id).find(|clause| !is_ground(clause)) else {
                return Vec::new();
            };
            let mut claims = String::new();
            let changed = blocks.iter().map(|block| {
                if !block.is_onward() {
                    return block.clone();
                }
                claims += &format!("claim idle-{} : {clause}\n", block.name());
                block.with(&format!("basis claim idle-{}", block.name()))
            });
            let changed: Vec<Block> = changed.collect();
            vec![vec![joined(&changed), claims]]
        },
    },
];

/// One text in which every declaration that fits is changed; none where none fits.
fn every(blocks: &[Block], fits: fn(&Block) -> bool, change: impl Fn(&Block) -> Block) -> Vec<Vec<String>> {
    if !blocks.iter().any(fits) {
        return Vec::new();
    }
    let changed: Vec<Block> =
        blocks.iter().map(|block| if fits(block) { change(block) } else { block.clone() }).collect();
    vec![one(&changed)]
}

/// What a finding is about, whatever the way.
type Key = (String, String, String, [Option<String>; 4]);

fn keys(analysis: &Analysis) -> BTreeSet<Key> {
    let key = |finding: &candor::check::finding::Finding| {
        let about = [&finding.datum, &finding.origin, &finding.purpose, &finding.recipient].map(Clone::clone);
        (finding.rule.clone(), finding.clause.clone(), finding.place.clone(), about)
    };
    analysis.findings.iter().map(key).collect()
}

fn judged(pack: &Pack, files: &[String]) -> Result<Analysis, String> {
    let mut sources = Sources::new();
    for (number, text) in files.iter().enumerate() {
        sources.add(format!("{number}.candor"), text.as_str());
    }
    let analysis = analyze(&sources, pack, &Options { as_of: Some(TODAY), ..Options::default() });
    let unread = analysis
        .diagnostics
        .iter()
        .find(|diagnostic| ["syntax/", "model/"].iter().any(|stage| diagnostic.code.id().starts_with(stage)));
    match unread {
        Some(diagnostic) => Err(format!("{}\n{}", diagnostic.message.english(), files.join("\n----\n"))),
        None => Ok(analysis),
    }
}

/// How much the properties were tried on.
#[derive(Debug, Default, Clone)]
struct Tally {
    cases: usize,
    rules: BTreeSet<String>,
    bindings: usize,
    findings: usize,
    longest: usize,
}

/// A rule alone in its pack, with what it finds in the first world of its examples that breaks it and in the clean one.
struct Tried {
    pack: Pack,
    worlds: Vec<(Vec<Block>, BTreeSet<Key>)>,
}

fn tried(pack: &Pack, sources: &Sources, world: candor::source::FileId, rule: &Rule) -> Tried {
    let breaks = |verdict: &Expected| matches!(verdict, Expected::Violates | Expected::MayViolate);
    let examples = rule.examples.iter().filter(|example| breaks(&example.expect.verdict));
    let worlds = examples.filter_map(|example| trial::amended(sources, world, example)).take(1);
    let clean = sources.file(world).text.clone();
    let pack = Pack { rules: vec![rule.clone()], ..pack.clone() };
    let found = |text: String| {
        let before = judged(&pack, std::slice::from_ref(&text)).unwrap_or_else(|fault| panic!("{fault}"));
        (blocks(&text), keys(&before))
    };
    let worlds = worlds.chain([clean]).map(found).collect();
    Tried { pack, worlds }
}

/// What a property finds wrong with a rule, first.
fn broken(property: &Property, tried: &Tried, tally: &mut Tally) -> Option<String> {
    let rule = &tried.pack.rules[0];
    if !(property.asks)(rule) {
        return None;
    }
    for (world, known) in &tried.worlds {
        for files in (property.change)(&tried.pack, world) {
            let after = match judged(&tried.pack, &files) {
                Ok(after) => after,
                Err(_) if property.relation == Relation::AddsNone => continue,
                Err(fault) => panic!("{}: {fault}", property.name),
            };
            tally.cases += 1;
            tally.rules.insert(rule.id.clone());
            tally.bindings += after.counts.applied;
            tally.findings += known.len();
            tally.longest = after.findings.iter().map(|it| it.path.len()).fold(tally.longest, usize::max);
            let now = keys(&after);
            let wrong = match property.relation {
                Relation::Keeps => known.difference(&now).next(),
                Relation::AddsNone => {
                    now.difference(known).find(|(.., [datum, origin, ..])| datum.is_none() || origin.is_some())
                }
                Relation::Same => known.symmetric_difference(&now).next(),
            };
            if let Some(key) = wrong {
                return Some(format!("{}: {}: {key:?}", rule.id, property.name));
            }
        }
    }
    None
}

/// Every rule of every shipped pack, each alone.
fn all_tried() -> Vec<Tried> {
    let mut all = Vec::new();
    for name in ["01ai-platform", "pipl"] {
        let (sources, loaded) = load_folder(&folder("policies").join(name));
        let (Some(pack), Some(world)) = (loaded.pack, loaded.world) else { panic!("{name} has no world") };
        all.extend(pack.rules.iter().map(|rule| tried(&pack, &sources, world, rule)));
    }
    all
}

#[test]
fn properties_hold_of_every_rule() {
    let all = all_tried();
    let halves = all.split_at(all.len() / 2);
    let of_half = |half: &[Tried]| -> Vec<(Tally, Vec<String>)> {
        let of_property = |property: &Property| {
            let mut tally = Tally::default();
            let broken: Vec<String> = half.iter().filter_map(|tried| broken(property, tried, &mut tally)).collect();
            (tally, broken)
        };
        PROPERTIES.iter().map(of_property).collect()
    };
    let (left, right) = std::thread::scope(|scope| {
        let left = scope.spawn(|| of_half(halves.0));
        let right = of_half(halves.1);
        (left.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)), right)
    });
    let mut told = String::new();
    let mut wrong: Vec<String> = Vec::new();
    for ((property, (mut tally, broken)), (other, more)) in PROPERTIES.iter().zip(left).zip(right) {
        tally.cases += other.cases;
        tally.rules.extend(other.rules);
        tally.bindings += other.bindings;
        tally.findings += other.findings;
        tally.longest = tally.longest.max(other.longest);
        let Tally { cases, rules, bindings, findings, longest } = &tally;
        let rules = rules.len();
        writeln!(told, "{}: {rules} rules, {cases} cases, {bindings} bindings, {findings} findings", property.name)
            .expect("a string");
        wrong.extend(broken.into_iter().chain(more));
        assert!(*findings > 0 && *longest > 1, "{}: only trivial cases: {tally:?}", property.name);
    }
    println!("{told}");
    assert!(wrong.is_empty(), "{told}\n{}", wrong.join("\n"));
}

/// A rule about something missing that calls itself one about something bad is found out.
#[test]
fn a_wrong_declaration_is_found_out() {
    let mut found_out = Vec::new();
    for mut tried in all_tried() {
        let rule = &mut tried.pack.rules[0];
        if rule.parts.iter().all(|part| part.about == About::Safety) {
            continue;
        }
        rule.parts.iter_mut().for_each(|part| part.about = About::Safety);
        let mut tally = Tally::default();
        found_out.extend(PROPERTIES.iter().find_map(|property| broken(property, &tried, &mut tally)));
    }
    println!("{} found out:\n{}", found_out.len(), found_out.join("\n"));
    assert!(!found_out.is_empty(), "no wrong declaration is found out");
}
