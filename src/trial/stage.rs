//! A world that is read and resolved once and judged by many packs that share their words.

use crate::analysis::{self, Analysis, Options};
use crate::check::{self, Given};
use crate::diagnostic::Diagnostic;
use crate::graph::{self, Graph};
use crate::model::Model;
use crate::policy::pack::Pack;
use crate::source::Sources;
use crate::syntax::tree::Tree;

/// A world, read.
pub(super) struct Stage {
    sources: Sources,
    trees: Vec<Tree>,
    model: Model,
    graph: Graph,
    diagnostics: Vec<Diagnostic>,
}

impl Stage {
    /// Reads a world's text against the words of a pack.
    pub(super) fn new(pack: &Pack, text: String) -> Self {
        let mut sources = Sources::new();
        sources.add("world.candor", text);
        let (trees, mut diagnostics) = analysis::read(&sources);
        let resolved = analysis::resolve_against(&sources, &trees, pack);
        diagnostics.extend(resolved.diagnostics);
        let graph = graph::build(&resolved.model, &pack.vocabulary);
        Self { sources, trees, model: resolved.model, graph, diagnostics }
    }

    /// What a pack of the same words, clauses and rules finds in it.
    pub(super) fn judge(&self, pack: &Pack, options: &Options) -> Analysis {
        let outcome = check::run(Given {
            sources: &self.sources,
            trees: &self.trees,
            model: &self.model,
            graph: &self.graph,
            pack,
            today: options.as_of,
            trace: options.trace,
            behind: false,
        });
        Analysis {
            diagnostics: self.diagnostics.iter().chain(&outcome.diagnostics).cloned().collect(),
            findings: outcome.findings,
            listed: outcome.listed,
            rules: outcome.rules,
            applied: outcome.applied,
            ..Analysis::default()
        }
    }
}
