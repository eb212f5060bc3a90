//! Two versions of a pack, tried on the worlds of both: where the new one finds more it is tightened, where less,
//! loosened.

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::amend::World;
use super::stage::Stage;
use super::{compare, latest_day};
use crate::analysis::{Analysis, Options};
use crate::check::finding::{Finding, Verdict};
use crate::diagnostic::Severity;
use crate::policy::pack::Pack;
use crate::source::{FileId, Sources};

/// A version of a pack, with its clean world.
#[derive(Clone, Copy)]
pub struct Version<'a> {
    /// The pack.
    pub pack: &'a Pack,
    /// Its files.
    pub sources: &'a Sources,
    /// Its clean world, if it has one.
    pub world: Option<FileId>,
}

/// How a rule acts differently in two versions.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Shift {
    /// The rule's id.
    pub rule: String,
    /// The smallest world in which the new version finds more or graver things.
    pub tightened: Option<Witness>,
    /// The smallest world in which it finds less, or weaker things.
    pub loosened: Option<Witness>,
}

/// A world in which two versions differ.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Witness {
    /// The example's name, or that it is the clean world.
    pub name: String,
    /// What it drops from the clean world.
    pub drop: Vec<String>,
    /// What it changes there.
    pub change: String,
    /// What the version says that finds it.
    pub message: String,
}

/// The rules that act differently in some world of either version, by id. A world that only one version can read says
/// nothing about the other.
pub fn shifts(old: Version, new: Version) -> Vec<Shift> {
    let mut worlds = worlds(old);
    worlds.extend(worlds_of_new(new, &worlds));
    let judged: Vec<Option<(Analysis, Analysis)>> = worlds.par_iter().map(|world| judge(world, old, new)).collect();
    let mut shifts: FxHashMap<String, Shift> = FxHashMap::default();
    for (world, (before, after)) in worlds.iter().zip(&judged).filter_map(|(world, both)| Some((world, both.as_ref()?)))
    {
        for finding in more(before, after) {
            keep(&mut shift(&mut shifts, finding).tightened, world, finding);
        }
        for finding in more(after, before) {
            keep(&mut shift(&mut shifts, finding).loosened, world, finding);
        }
    }
    let mut shifts: Vec<Shift> = shifts.into_values().collect();
    shifts.sort_by(|left, right| left.rule.cmp(&right.rule));
    shifts
}

/// A world, and how it is told.
struct Told {
    name: String,
    drop: Vec<String>,
    change: String,
    text: String,
    options: Options,
    /// The policy that its system names.
    policy: String,
}

fn worlds_of_new(new: Version, known: &[Told]) -> Vec<Told> {
    worlds(new).into_iter().filter(|world| !known.iter().any(|other| other.text == world.text)).collect()
}

fn worlds(version: Version) -> Vec<Told> {
    let Some(file) = version.world else { return Vec::new() };
    let world = World::new(version.sources, file);
    let options = Options { as_of: latest_day(&world.tree, world.text), ..Options::default() };
    let told = |name: &str, drop: &[String], change: &str, text: String| Told {
        name: name.to_owned(),
        drop: drop.to_vec(),
        change: change.to_owned(),
        text,
        options: options.clone(),
        policy: version.pack.id.clone(),
    };
    let mut all = vec![told("the clean world", &[], "", world.text.to_owned())];
    for example in version.pack.rules.iter().flat_map(|rule| &rule.examples) {
        if let Ok(text) = world.amended(example) {
            all.push(told(&example.name, &example.drop, &example.change, text));
        }
    }
    all
}

fn judge(world: &Told, old: Version, new: Version) -> Option<(Analysis, Analysis)> {
    let judged = |version: Version| {
        let renamed;
        let pack = if version.pack.id == world.policy {
            version.pack
        } else {
            renamed = Pack { id: world.policy.clone(), ..version.pack.clone() };
            &renamed
        };
        let analysis = Stage::new(pack, world.text.clone()).judge(pack, &world.options);
        compare::errors_of(&analysis).is_empty().then_some(analysis)
    };
    Some((judged(old)?, judged(new)?))
}

/// What the later analysis finds of which the earlier one finds nothing, or something weaker.
fn more<'a>(earlier: &Analysis, later: &'a Analysis) -> Vec<&'a Finding> {
    let mut known: FxHashMap<Fault, (Verdict, Severity)> = FxHashMap::default();
    for finding in &earlier.findings {
        let weight = known.entry(fault(finding)).or_insert((finding.verdict, finding.severity));
        *weight = (*weight).max((finding.verdict, finding.severity));
    }
    let stronger = |finding: &&Finding| match known.get(&fault(finding)) {
        None => true,
        Some(weight) => (finding.verdict, finding.severity) > *weight,
    };
    later.findings.iter().filter(stronger).collect()
}

type Fault<'f> = (&'f str, &'f str, &'f str, [Option<&'f str>; 4]);

fn fault(finding: &Finding) -> Fault<'_> {
    let Finding { datum, purpose, recipient, origin, .. } = finding;
    let what = [datum.as_deref(), purpose.as_deref(), recipient.as_deref(), origin.as_deref()];
    (&finding.rule, &finding.clause, &finding.place, what)
}

fn shift<'s>(shifts: &'s mut FxHashMap<String, Shift>, finding: &Finding) -> &'s mut Shift {
    let new = || Shift { rule: finding.rule.clone(), ..Shift::default() };
    shifts.entry(finding.rule.clone()).or_insert_with(new)
}

/// The smallest world is the one that changes least.
fn keep(place: &mut Option<Witness>, world: &Told, finding: &Finding) {
    let size = |drop: &[String], change: &str| (change.len() + drop.iter().map(String::len).sum::<usize>(), drop.len());
    let smaller =
        place.as_ref().is_none_or(|known| size(&world.drop, &world.change) < size(&known.drop, &known.change));
    if smaller {
        *place = Some(Witness {
            name: world.name.clone(),
            drop: world.drop.clone(),
            change: world.change.clone(),
            message: finding.message.clone(),
        });
    }
}
