//! The whole pipeline as one function, for one policy or for several that hold for the same flows.

mod together;

use rayon::prelude::*;

use crate::check::finding::{Finding, Listed, RuleOutcome};
use crate::check::weigh::Weighing;
use crate::check::{self, Applied, Given};
use crate::diagnostic::{self, Diagnostic};
use crate::graph::{self, Graph};
use crate::model::vocabulary::Vocabulary;
use crate::model::{Model, Policy, Resolved, resolve};
use crate::policy::pack::Pack;
use crate::source::{FileId, Sources};
use crate::syntax::tree::Tree;
use crate::syntax::value::Date;
use crate::syntax::{Forest, Parsed, parse};

/// What a run is told beside the texts.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// The day that counts as today for waivers, evidence and agreements; without it nothing is judged by date.
    pub as_of: Option<Date>,
    /// Whether every judgement is wanted, not only findings.
    pub trace: bool,
    /// Whether what was built on the way is wanted too, for whoever tells more than findings.
    pub keep: bool,
}

/// What was built on the way to the findings.
#[derive(Debug)]
pub struct Kept {
    /// What the files declare.
    pub model: Model,
    /// How their data flow.
    pub graph: Graph,
    /// The words in which the model speaks: the pack's own, and what it understands of other packs'.
    pub vocabulary: Vocabulary,
}

/// How much was seen, so that "no finding" can be weighed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Flow files.
    pub files: usize,
    /// Declarations of all kinds.
    pub declarations: usize,
    /// Declared flows.
    pub flows: usize,
    /// Ground flows: one action, one datum of one origin, one purpose, one recipient.
    pub ground_flows: usize,
    /// Data at rest.
    pub holdings: usize,
    /// Bindings at which some rule applied.
    pub applied: usize,
}

/// What one run found.
#[derive(Debug, Default)]
pub struct Analysis {
    /// What was said about the files themselves and about claims, waivers and evidence, sorted by place.
    pub diagnostics: Vec<Diagnostic>,
    /// All findings, unfolded, sorted by place, rule and binding.
    pub findings: Vec<Finding>,
    /// The findings as they are listed: folded, gravest first.
    pub listed: Vec<Listed>,
    /// Every rule of the pack, in its order.
    pub rules: Vec<RuleOutcome>,
    /// How much was seen.
    pub counts: Counts,
    /// Stores that hold personal data and from which no flow leaves, by full name.
    pub silent_stores: Vec<String>,
    /// Every judgement, if it was asked for.
    pub applied: Vec<Applied>,
    /// Words of the flows that belong to another policy and that this one has no counterpart for.
    pub without_counterpart: Vec<String>,
    /// What was built on the way, if it was asked for.
    pub kept: Option<Box<Kept>>,
}

/// Checks all flow files (`*.candor`) of `sources` against `pack`. Nothing is lost on the way: what cannot be read costs
/// a diagnostic, and all the rest is checked.
pub fn analyze(sources: &Sources, pack: &Pack, options: &Options) -> Analysis {
    let (trees, diagnostics) = read(sources);
    let resolved = resolve_against(sources, &trees, pack);
    let files = trees.len();
    // The trees make room for what is built from the model, while one thread builds it.
    let build = || graph::build(&resolved.model, &pack.vocabulary);
    let ((), graph) = rayon::join(move || drop(trees), build);
    let mut analysis = judge(sources, files, resolved.model, graph, pack, options);
    analysis.diagnostics.extend(diagnostics.into_iter().chain(resolved.diagnostics));
    diagnostic::sort(&mut analysis.diagnostics);
    analysis
}

/// Checks all flow files against several packs. The flows are written in the words of the first; each pack judges them
/// by what it has in common with the others, and what none can read is said once. One analysis a pack, in their order.
pub fn analyze_together(sources: &Sources, packs: &[&Pack], options: &Options) -> Vec<Analysis> {
    match packs {
        [pack] => vec![analyze(sources, pack, options)],
        packs => together::analyze(sources, packs, options),
    }
}

/// Tells why the things of some names are findings or none, under each of several packs that hold for the same flows.
pub fn weigh_together(sources: &Sources, packs: &[&Pack], options: &Options, names: &[String]) -> Vec<Weighing> {
    together::weigh(sources, packs, options, names)
}

/// What a pack's rules and the engine find in a model.
fn judge(sources: &Sources, files: usize, model: Model, graph: Graph, pack: &Pack, options: &Options) -> Analysis {
    let &Options { as_of: today, trace, keep } = options;
    let given = Given { sources, trees: &[], model: &model, graph: &graph, pack, today, trace, behind: keep };
    let outcome = check::run(given);
    let (declarations, flows) = (model.declared, model.flows.len());
    let kept = keep_or_drop(model, graph, pack, keep);
    Analysis {
        counts: Counts {
            files,
            declarations,
            flows,
            ground_flows: outcome.ground_flows,
            holdings: outcome.holdings,
            applied: outcome.rules.iter().map(|rule| rule.applied).sum(),
        },
        diagnostics: outcome.diagnostics,
        findings: outcome.findings,
        listed: outcome.listed,
        rules: outcome.rules,
        silent_stores: outcome.silent_stores,
        applied: outcome.applied,
        without_counterpart: Vec::new(),
        kept,
    }
}

/// Giving large things back takes longer than writing a report, and nobody needs to wait for it.
fn keep_or_drop(model: Model, graph: Graph, pack: &Pack, keep: bool) -> Option<Box<Kept>> {
    if keep {
        return Some(Box::new(Kept { model, graph, vocabulary: pack.vocabulary.clone() }));
    }
    rayon::spawn(move || drop((model, graph)));
    None
}

/// How many files are read side by side before their trees are put behind those of the files before.
const FILES: usize = 128;

/// Reads every flow file, side by side.
pub fn read(sources: &Sources) -> (Vec<Tree>, Vec<Diagnostic>) {
    let files: Vec<FileId> =
        sources.files().filter(|(_, file)| file.path.ends_with(".candor")).map(|(id, _)| id).collect();
    let mut forest = Forest::new();
    let mut diagnostics = Vec::new();
    let mut plant = |parsed: Vec<Parsed>| {
        for file in parsed {
            forest.add(file.tree);
            diagnostics.extend(file.diagnostics);
        }
    };
    let mut last = Vec::new();
    for files in files.chunks(FILES) {
        let parse = || files.par_iter().map(|file| parse(sources, *file)).collect();
        ((), last) = rayon::join(|| plant(last), parse);
    }
    plant(last);
    (forest.trees(), diagnostics)
}

/// Resolves trees against the words, clauses and rules of a pack.
pub fn resolve_against(sources: &Sources, trees: &[Tree], pack: &Pack) -> Resolved {
    let clauses: Vec<&str> = pack.clauses.iter().map(|clause| clause.id.as_str()).collect();
    let rules: Vec<&str> = pack.rules.iter().map(|rule| rule.id.as_str()).collect();
    let policy =
        Policy { id: &pack.id, vocabulary: &pack.vocabulary, bands: &pack.bands, clauses: &clauses, rules: &rules };
    resolve(sources, trees, policy)
}
