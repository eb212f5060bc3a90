//! The worlds on which the properties are tried: the clean world of each shipped pack, and that world with the examples of
//! its rules in it, those that break something and those that do not, as many at once as do not speak of the same
//! declarations.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use candor::analysis::{Analysis, Options, analyze};
use candor::check::finding::Finding;
use candor::policy::pack::Pack;
use candor::policy::rule::{Example, Expected, Rule};
use candor::policy::{Loaded, embedded, load};
use candor::source::{FileId, Sources};
use candor::syntax::value::Date;
use candor::trial;
use rayon::prelude::*;

use super::text::{Block, blocks, joined};

const TODAY: Date = Date { year: 2026, month: 11, day: 26 };

/// A pack with its worlds.
pub(crate) struct Stage {
    pub(crate) pack: Pack,
    pub(crate) worlds: Vec<World>,
}

/// A world, and what is found in it.
pub(crate) struct World {
    pub(crate) name: String,
    pub(crate) blocks: Vec<Block>,
    known: OnceLock<Found>,
}

/// What a finding is about, whatever the way.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Key {
    pub(crate) clause: String,
    pub(crate) place: String,
    pub(crate) datum: Option<String>,
    pub(crate) origin: Option<String>,
    pub(crate) purpose: Option<String>,
    pub(crate) recipient: Option<String>,
}

/// What was found: for each rule, its findings.
#[derive(Debug, Default)]
pub(crate) struct Found {
    pub(crate) keys: BTreeMap<String, BTreeSet<Key>>,
    pub(crate) applied: BTreeMap<String, usize>,
    pub(crate) longest: usize,
}

impl Found {
    pub(crate) fn of(analysis: &Analysis) -> Self {
        let mut found = Self::default();
        for finding in &analysis.findings {
            found.keys.entry(finding.rule.clone()).or_default().insert(Key::of(finding));
            found.longest = found.longest.max(finding.path.len());
        }
        let applied = analysis.rules.iter().map(|rule| (rule.rule.clone(), rule.applied));
        found.applied = applied.filter(|(_, applied)| *applied > 0).collect();
        found
    }

    pub(crate) fn of_rule(&self, rule: &str) -> &BTreeSet<Key> {
        static NONE: BTreeSet<Key> = BTreeSet::new();
        self.keys.get(rule).unwrap_or(&NONE)
    }
}

impl Key {
    pub(crate) fn of(finding: &Finding) -> Self {
        Self {
            clause: finding.clause.clone(),
            place: finding.place.clone(),
            datum: finding.datum.clone(),
            origin: finding.origin.clone(),
            purpose: finding.purpose.clone(),
            recipient: finding.recipient.clone(),
        }
    }

    /// The key on one line.
    pub(crate) fn told(&self) -> String {
        let about = [&self.datum, &self.origin, &self.purpose, &self.recipient].map(|it| it.as_deref().unwrap_or("-"));
        format!("{} at {} ({})", self.clause, self.place, about.join(", "))
    }
}

impl World {
    pub(crate) fn new(name: String, text: &str) -> Self {
        Self { name, blocks: blocks(text), known: OnceLock::new() }
    }

    /// What is found in it as it is.
    pub(crate) fn known(&self, pack: &Pack) -> &Found {
        self.known.get_or_init(|| found(pack, &[joined(&self.blocks)]))
    }
}

/// What is found in some files; a change that makes a text that cannot be read is a mistake of the test.
pub(crate) fn found(pack: &Pack, files: &[String]) -> Found {
    Found::of(&judged(pack, files, false).unwrap_or_else(|fault| panic!("{fault}")))
}

/// The analysis of some files, or what cannot be read in them.
pub(crate) fn judged(pack: &Pack, files: &[String], keep: bool) -> Result<Analysis, String> {
    let mut sources = Sources::new();
    for (number, text) in files.iter().enumerate() {
        sources.add(format!("{number}.candor"), text.as_str());
    }
    let analysis = analyze(&sources, pack, &Options { as_of: Some(TODAY), keep, ..Options::default() });
    let unread = |code: &str| code.starts_with("syntax/") || code.starts_with("model/");
    match analysis.diagnostics.iter().find(|diagnostic| unread(diagnostic.code.id())) {
        Some(fault) => Err(format!("{}\n{}", fault.message.english(), files.join("\n----\n"))),
        None => Ok(analysis),
    }
}

/// Every shipped pack with its worlds.
pub(crate) fn stages() -> Vec<Stage> {
    embedded().par_iter().map(|(id, files)| stage(id, files)).collect()
}

fn stage(id: &str, files: &[(&str, &str)]) -> Stage {
    let mut sources = Sources::new();
    let ids: Vec<FileId> = files.iter().map(|(path, text)| sources.add(*path, *text)).collect();
    let Loaded { pack: Some(pack), world: Some(world), .. } = load(&sources, &ids) else { panic!("{id} has no world") };
    let clean = World::new(format!("{id}, clean"), &sources.file(world).text);
    let breaks = |verdict: Expected| matches!(verdict, Expected::Violates | Expected::MayViolate);
    let breaking = |shown: &Shown| breaks(shown.example.expect.verdict);
    let first = pack.rules.iter().filter_map(|rule| Shown::all(rule).find(breaking));
    let held = pack.rules.iter().flat_map(Shown::all).filter(|shown| !breaking(shown));
    let maker = Maker { pack: &pack, sources: &sources, world };
    let broken = maker.broken(first.collect(), MOST);
    let kept = maker.kept(held.collect());
    let worlds = std::iter::once(clean).chain(broken).chain(kept).collect();
    Stage { pack, worlds }
}

/// How many examples a world may have at first, and how much fewer it has if they get in each other's way.
const MOST: usize = 64;
const FEWER: usize = 8;

/// A rule with an example of it.
#[derive(Clone, Copy)]
struct Shown<'p> {
    rule: &'p Rule,
    example: &'p Example,
}

impl<'p> Shown<'p> {
    fn all(rule: &'p Rule) -> impl Iterator<Item = Self> {
        rule.examples.iter().map(move |example| Self { rule, example })
    }

    /// The declarations that the example speaks of.
    fn names(&self) -> BTreeSet<String> {
        let Example { change, drop, .. } = self.example;
        let dropped = drop.iter().flat_map(|name| [name.clone(), name.split('.').next().unwrap_or("").to_owned()]);
        blocks(change).iter().map(|block| block.name().to_owned()).chain(dropped).collect()
    }
}

struct Maker<'p> {
    pack: &'p Pack,
    sources: &'p Sources,
    world: FileId,
}

impl<'p> Maker<'p> {
    /// Worlds in which every one of these rules is broken, if it can be. What hides behind others gets a world with fewer.
    fn broken(&self, wanted: Vec<Shown<'p>>, most: usize) -> Vec<World> {
        if most == 0 || wanted.is_empty() {
            return Vec::new();
        }
        let lots = lots(wanted, most);
        let tried: Vec<(Option<World>, Vec<Shown>)> = lots.into_par_iter().map(|lot| self.tried(lot)).collect();
        let (worlds, hidden): (Vec<Option<World>>, Vec<Vec<Shown>>) = tried.into_iter().unzip();
        let rest = self.broken(hidden.concat(), most / FEWER);
        worlds.into_iter().flatten().chain(rest).collect()
    }

    /// The world of some examples, if any of their rules finds something, and those that do not.
    fn tried(&self, lot: Vec<Shown<'p>>) -> (Option<World>, Vec<Shown<'p>>) {
        let Some(text) = self.together(&lot) else { return (None, lot) };
        let Ok(analysis) = judged(self.pack, std::slice::from_ref(&text), false) else { return (None, lot) };
        let found = Found::of(&analysis);
        let (shown, hidden): (Vec<_>, Vec<_>) =
            lot.into_iter().partition(|shown| !found.of_rule(&shown.rule.id).is_empty());
        let first = shown.first().map(|shown| shown.rule.id.as_str());
        let name = |first| format!("{}, {first} and {} more", self.pack.id, shown.len() - 1);
        (first.map(|first| World::new(name(first), &text)), hidden)
    }

    /// Worlds of examples that break nothing: what excuses something there can be taken away.
    fn kept(&self, wanted: Vec<Shown<'p>>) -> Vec<World> {
        let world = |lot: Vec<Shown>| {
            let text =
                self.together(&lot).filter(|text| judged(self.pack, std::slice::from_ref(text), false).is_ok())?;
            let name = format!("{}, {} examples that hold, from {}", self.pack.id, lot.len(), lot.first()?.rule.id);
            Some(World::new(name, &text))
        };
        lots(wanted, MOST).into_par_iter().filter_map(world).collect()
    }

    fn together(&self, lot: &[Shown<'p>]) -> Option<String> {
        let mut all = lot.first()?.example.clone();
        all.change = lot.iter().map(|shown| format!("{}\n", shown.example.change)).collect();
        all.drop = lot.iter().flat_map(|shown| shown.example.drop.clone()).collect();
        trial::amended(self.sources, self.world, &all)
    }
}

/// Examples together that speak of different declarations.
fn lots(wanted: Vec<Shown>, most: usize) -> Vec<Vec<Shown>> {
    let mut lots: Vec<(BTreeSet<String>, Vec<Shown>)> = Vec::new();
    for shown in wanted {
        let names = shown.names();
        let free = |(taken, lot): &&mut (BTreeSet<String>, Vec<Shown>)| lot.len() < most && taken.is_disjoint(&names);
        match lots.iter_mut().find(free) {
            Some((taken, lot)) => {
                taken.extend(names);
                lot.push(shown);
            }
            None => lots.push((names, vec![shown])),
        }
    }
    lots.into_iter().map(|(_, lot)| lot).collect()
}

impl World {
    /// The names of the declarations that fit.
    pub(crate) fn named(&self, fits: impl Fn(&Block) -> bool) -> Vec<String> {
        self.blocks.iter().filter(|block| fits(block)).map(|block| block.name().to_owned()).collect()
    }
}
