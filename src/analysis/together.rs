//! Several policies over the same flows. Each is judged by itself, with a vocabulary that understands the others' words;
//! what is said about the files themselves, and about claims and waivers, is then said once.

use rustc_hash::{FxHashMap, FxHashSet};

use super::{Analysis, Options, judge, read};
use crate::check::Given;
use crate::check::weigh::{self, Weighing};
use crate::diagnostic::{self, Code, Diagnostic};
use crate::graph;
use crate::model::{Model, Policy, Resolved, Speaker, adopt, resolve};
use crate::policy::counterparts;
use crate::policy::pack::Pack;
use crate::source::{Sources, Span, normalised};
use crate::syntax::tree::{Atom, Tree};

/// What one pack made of the flows.
struct Reading {
    analysis: Analysis,
    /// Claims whose ground is none of this pack's, by the place of their names.
    strange: FxHashSet<Span>,
    /// Claims that change nothing under this pack.
    idle: FxHashSet<Span>,
    /// Claims by every place at which something is said of them.
    claims: FxHashMap<Span, Span>,
}

/// Analyses the flows under each pack.
pub(super) fn analyze(sources: &Sources, packs: &[&Pack], options: &Options) -> Vec<Analysis> {
    let (trees, mut unread) = read(sources);
    let words = words(sources, &trees);
    let mut readings: Vec<Reading> = (0..packs.len())
        .map(|index| {
            let (pack, strange) = understanding(packs, index);
            let mut reading = reading(sources, &trees, packs, &pack, options);
            let used = strange.into_iter().filter(|word| words.contains(word));
            reading.analysis.without_counterpart = used.collect();
            reading.analysis.without_counterpart.sort_unstable();
            reading
        })
        .collect();
    if let Some(first) = readings.first_mut() {
        first.analysis.diagnostics.append(&mut unread);
    }
    said_once(readings)
}

/// A pack whose vocabulary understands all the others', and the words that it has no counterpart for. The first pack is
/// the one in whose words the flows are written.
fn understanding(packs: &[&Pack], index: usize) -> (Pack, FxHashSet<String>) {
    let mut pack = packs[index].clone();
    let mut strange = FxHashSet::default();
    for (other_index, other) in packs.iter().enumerate().filter(|(other, _)| *other != index) {
        let speaker = if other_index == 0 { Speaker::Other } else { Speaker::Ourselves };
        let adopted = adopt(&pack.vocabulary, &other.vocabulary, &counterparts(packs[index], other), speaker);
        pack.vocabulary = adopted.vocabulary;
        strange.extend(adopted.without_counterpart);
    }
    (pack, strange)
}

/// Every word in a value or a class.
fn words(sources: &Sources, trees: &[Tree]) -> FxHashSet<String> {
    let of_tree = |tree: &Tree| {
        let text = sources.file(tree.file).text.as_str();
        let words = tree.atoms.iter().filter_map(move |atom| match atom {
            Atom::Word(word) => Some(normalised(word.text(text)).into_owned()),
            Atom::String(_) | Atom::Comma(_) => None,
        });
        words.collect::<Vec<String>>()
    };
    trees.iter().flat_map(of_tree).collect()
}

/// The flows in the words of one pack; claims and waivers may name the clauses and rules of all.
fn understood(sources: &Sources, trees: &[Tree], packs: &[&Pack], pack: &Pack) -> Resolved {
    let clauses: Vec<&str> = packs.iter().flat_map(|pack| &pack.clauses).map(|clause| clause.id.as_str()).collect();
    let rules: Vec<&str> = packs.iter().flat_map(|pack| &pack.rules).map(|rule| rule.id.as_str()).collect();
    let policy =
        Policy { id: &packs[0].id, vocabulary: &pack.vocabulary, bands: &pack.bands, clauses: &clauses, rules: &rules };
    resolve(sources, trees, policy)
}

/// Weighs the things of some names under each pack.
pub(super) fn weigh(sources: &Sources, packs: &[&Pack], options: &Options, names: &[String]) -> Vec<Weighing> {
    let (trees, _) = read(sources);
    let one = |index| {
        let (pack, _) = understanding(packs, index);
        let resolved = understood(sources, &trees, packs, &pack);
        let graph = graph::build(&resolved.model, &pack.vocabulary);
        let model = &resolved.model;
        let given = Given {
            sources,
            trees: &trees,
            model,
            graph: &graph,
            pack: &pack,
            today: options.as_of,
            trace: false,
            behind: false,
        };
        weigh::weigh(given, names)
    };
    (0..packs.len()).map(one).collect()
}

fn reading(sources: &Sources, trees: &[Tree], packs: &[&Pack], pack: &Pack, options: &Options) -> Reading {
    let resolved = understood(sources, trees, packs, pack);
    let graph = graph::build(&resolved.model, &pack.vocabulary);
    let others = waivers_of_others(&resolved.model, pack);
    let places = resolved.model.claims.iter().filter_map(|claim| Some((claim.head.span?, claim.clause_span)));
    let claims: FxHashMap<Span, Span> = places.flat_map(|(name, clause)| [(name, name), (clause, name)]).collect();
    let mut analysis = judge(sources, trees.len(), resolved.model, graph, pack, options);
    analysis.diagnostics.extend(resolved.diagnostics);
    let is_of_waiver = |said: &Diagnostic| matches!(said.code, Code::UnusedWaiver | Code::ExpiredWaiver);
    let concerns_us = |said: &Diagnostic| said.span().is_none_or(|span| !others.contains(&span));
    analysis.diagnostics.retain(|said| !is_of_waiver(said) || concerns_us(said));
    let said = |code: Code| {
        let said = analysis.diagnostics.iter().filter(|said| said.code == code).filter_map(Diagnostic::span);
        said.filter_map(|span| claims.get(&span).copied()).collect::<FxHashSet<Span>>()
    };
    Reading { strange: said(Code::ClaimWithoutGround), idle: said(Code::IdleClaim), claims, analysis }
}

/// The places of waivers of other packs' rules. Whether a waiver covers anything is for the pack to say whose rule it
/// waives.
fn waivers_of_others(model: &Model, pack: &Pack) -> FxHashSet<Span> {
    let others = model.waivers.iter().filter(|waiver| pack.rule(&waiver.rule).is_none());
    others.flat_map(|waiver| [waiver.head.span, Some(waiver.until.span)]).flatten().collect()
}

fn said_once(mut readings: Vec<Reading>) -> Vec<Analysis> {
    let mut said = FxHashSet::default();
    for index in 0..readings.len() {
        let mut diagnostics = std::mem::take(&mut readings[index].analysis.diagnostics);
        diagnostics.retain(|diagnostic| holds_for_all(&readings, index, diagnostic));
        diagnostics.retain(|diagnostic| said.insert((diagnostic.code, diagnostic.span(), diagnostic.message.clone())));
        diagnostic::sort(&mut diagnostics);
        readings[index].analysis.diagnostics = diagnostics;
    }
    readings.into_iter().map(|reading| reading.analysis).collect()
}

/// A claim may stand on a ground of one pack alone: it is without ground only if no pack has one for it, and idle only
/// if it changes nothing under any pack that has.
fn holds_for_all(readings: &[Reading], index: usize, said: &Diagnostic) -> bool {
    let claim = said.span().and_then(|span| readings[index].claims.get(&span));
    let Some(claim) = claim else { return true };
    let strange = |reading: &Reading| reading.strange.contains(claim);
    if said.code == Code::ClaimWithoutGround {
        return readings.iter().all(strange);
    }
    said.code != Code::IdleClaim || readings.iter().all(|reading| strange(reading) || reading.idle.contains(claim))
}
