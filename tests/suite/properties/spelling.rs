//! How a world is written, and how often it is judged: neither changes anything.

use candor::analysis::Analysis;
use candor::check::finding::Finding;
use candor::format::format;
use candor::source::Sources;
use candor::syntax::{parse, tree::Tree};

use super::asked::same;
use super::change::{After, Case, Change, on_worlds};
use super::splice::Chance;
use super::tally::Tally;
use super::text::{Block, joined};
use super::world::{Found, Stage, World, judged};

/// Another way of writing a world.
struct Spelling {
    name: &'static str,
    written: fn(&World) -> Vec<String>,
}

const SPELLINGS: &[Spelling] = &[
    Spelling {
        name: "declarations in another order and in two files",
        written: |world| {
            let mut turned = world.blocks.clone();
            turned.reverse();
            let (left, right) = turned.split_at(turned.len() / 2);
            vec![joined(left), joined(right)]
        },
    },
    Spelling {
        name: "declarations shuffled over five files",
        written: |world| {
            let mut chance = Chance::new(&world.name);
            let mut files = vec![String::new(); 5];
            for block in &world.blocks {
                files[chance.next(5) as usize] += &joined(std::slice::from_ref(block));
            }
            files
        },
    },
    Spelling { name: "formatted", written: |world| vec![formatted(&joined(&world.blocks))] },
    Spelling {
        name: "with blanks and comments",
        written: |world| vec![joined(&world.blocks).replace('\n', "   # a word\n").replace("\n  ", "\n\n      ")],
    },
];

/// Property 1 but for names: byte for byte what is said of the world as it is.
pub(crate) fn spellings(stages: &[Stage]) -> Vec<Case<'_>> {
    let mut cases = on_worlds(stages, SPELLINGS, |stage, world, spelling| {
        let said_of = |files: &[String]| judged(&stage.pack, files, false).unwrap_or_else(|fault| panic!("{fault}"));
        let before = said_of(&[joined(&world.blocks)]);
        let after = said_of(&(spelling.written)(world));
        let mut tally = tally(&after);
        let (left, right): (Vec<String>, Vec<String>) =
            (before.findings.iter().map(said).collect(), after.findings.iter().map(said).collect());
        if let Some(line) =
            left.iter().find(|line| !right.contains(line)).or(right.iter().find(|it| !left.contains(it)))
        {
            tally.wrong(spelling.name, &world.name, "", line.clone());
        } else if left != right {
            tally.wrong(spelling.name, &world.name, "", "another order".to_owned());
        }
        tally
    });
    cases.extend(super::change::cases(stages, NAMES));
    cases
}

/// Names decide the order of everything inside.
const NAMES: &[Change] = &[Change {
    name: "stores by other names, in the opposite order",
    asks: same,
    make: |_, world| {
        let mut old = world.named(|block| block.keyword() == "store");
        old.sort();
        let new = |name: &str| old.iter().position(|it| it == name).map(|at| format!("store-{:03}", 999 - at));
        let renamed = |word: &str, block: Block| match block.names(word) {
            names if names.iter().any(|name| new(name).is_some()) => {
                let names: Vec<String> = names.into_iter().map(|name| new(&name).unwrap_or(name)).collect();
                block.saying(word, &names.join(", "))
            }
            _ => block,
        };
        let changed = |block: &Block| {
            let block =
                ["from", "into", "backup-of", "on"].iter().fold(block.clone(), |block, word| renamed(word, block));
            match new(block.name()).filter(|_| block.keyword() == "store") {
                Some(name) => block.called(&name),
                None => block,
            }
        };
        let names: Vec<String> = old.iter().cloned().chain(old.iter().filter_map(|name| new(name))).collect();
        vec![After::of(world.blocks.iter().map(changed)).about(names)]
    },
}];

fn tally(analysis: &Analysis) -> Tally {
    let found = Found::of(analysis);
    Tally {
        cases: 1,
        rules: found.applied.keys().cloned().collect(),
        bindings: analysis.counts.applied,
        findings: analysis.findings.len(),
        longest: found.longest,
        ..Tally::default()
    }
}

/// All that a finding says but places in files.
fn said(finding: &Finding) -> String {
    let way: Vec<&str> = finding.path.iter().map(|step| step.name.as_str()).collect();
    let missing: Vec<String> =
        finding.missing.iter().map(|it| format!("{}.{} {:?}", it.declaration, it.clause, it.event)).collect();
    let Finding { id, rule, clause, verdict, severity, message, fix, label, place, binding, only_for, because, .. } =
        finding;
    format!(
        "{id} {rule} {clause} {verdict:?} {severity:?} {message:?} {fix:?} {label:?} {place} {binding:?} {only_for:?} \
         {because:?} {way:?} {missing:?}"
    )
}

/// Property 14: all that a run says, spans and ids and order among it.
pub(crate) fn again(stages: &[Stage]) -> Vec<Case<'_>> {
    on_worlds(stages, &[1, 3], |stage, world, threads| {
        let files = [joined(&world.blocks)];
        let said = || {
            let analysis = judged(&stage.pack, &files, false).unwrap_or_else(|fault| panic!("{fault}"));
            let Analysis { diagnostics, findings, listed, waivers, rules, counts, silent_stores, .. } = &analysis;
            (
                format!("{diagnostics:?}{findings:?}{listed:?}{waivers:?}{rules:?}{counts:?}{silent_stores:?}"),
                tally(&analysis),
            )
        };
        let (first, _) = said();
        let pool = rayon::ThreadPoolBuilder::new().num_threads(*threads).build().expect("threads can be started");
        let (second, mut tally) = pool.install(said);
        if first != second {
            tally.wrong("another thread count", &world.name, "", format!("{threads} threads say something else"));
        }
        tally
    })
}

/// Property 16.
pub(crate) fn trees(stages: &[Stage]) -> Vec<Case<'_>> {
    on_worlds(stages, &[()], |_, world, ()| {
        let text = joined(&world.blocks);
        let once = formatted(&text);
        let mut tally = Tally { cases: 1, ..Tally::default() };
        if said_by_tree(&text) != said_by_tree(&once) {
            tally.wrong("formatted", &world.name, "", "another tree".to_owned());
        }
        if formatted(&once) != once {
            tally.wrong("formatted twice", &world.name, "", "another text".to_owned());
        }
        tally
    })
}

fn formatted(text: &str) -> String {
    let mut sources = Sources::new();
    let file = sources.add("world.candor", text);
    format(&sources, &parse(&sources, file).tree).unwrap_or_else(|| panic!("it cannot be laid out:\n{text}"))
}

/// What a tree says, without places and without the order of clauses.
fn said_by_tree(text: &str) -> Vec<String> {
    let mut sources = Sources::new();
    let file = sources.add("world.candor", text);
    let tree = parse(&sources, file).tree;
    let shown = |item| declared(&tree, item, text);
    tree.items.iter().flat_map(shown).collect()
}

fn declared(tree: &Tree, item: &candor::syntax::tree::Item, text: &str) -> Vec<String> {
    let classes: Vec<&str> = tree.classes(item).map(|class| class.text(text)).collect();
    let label = item.label.map(|label| label.text(text));
    let clause = |clause: &candor::syntax::tree::Clause| {
        let words: Vec<&str> = tree.atoms(clause).iter().map(|atom| atom.word().text(text)).collect();
        format!("  {:?} {words:?}", clause.word)
    };
    let mut clauses: Vec<String> = tree.clauses(item).iter().map(clause).collect();
    clauses.sort();
    let head = format!("{:?} {} {classes:?} {label:?}", item.keyword, item.name.text(text));
    std::iter::once(head).chain(clauses).collect()
}
