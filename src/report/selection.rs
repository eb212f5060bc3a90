//! What of an analysis goes into a report: paths that somebody asked about, and the weights that a configuration sets.

use super::SwitchedOff;
use crate::analysis::Analysis;
use crate::check::finding::{Finding, Listed};
use crate::diagnostic::{Consequence, Diagnostic, Severity};
use crate::source::{Sources, Span};

/// Paths relative to the workspace, files or folders; the empty path is the whole workspace.
#[derive(Debug, Clone, Copy)]
pub struct Wanted<'a> {
    /// The paths.
    pub paths: &'a [String],
}

impl Wanted<'_> {
    fn has(&self, sources: &Sources, span: Span) -> bool {
        let path = sources.file(span.file).path.as_str();
        self.paths.iter().any(|wanted| {
            wanted.is_empty()
                || path.strip_prefix(wanted.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        })
    }

    /// A finding belongs to every file that its way passes: a change in one may break what stands in another.
    fn has_finding(&self, sources: &Sources, finding: &Finding) -> bool {
        let on_the_way = finding.path.iter().filter_map(|step| step.span);
        let mut spans = finding.span.into_iter().chain(on_the_way).peekable();
        spans.peek().is_none() || spans.any(|span| self.has(sources, span))
    }

    /// What could not be read or understood is always told: without it, nothing that follows is certain.
    fn has_diagnostic(&self, sources: &Sources, diagnostic: &Diagnostic) -> bool {
        diagnostic.code.consequence() == Consequence::Unchecked
            || diagnostic.labels.is_empty()
            || diagnostic.labels.iter().any(|label| self.has(sources, label.span))
    }
}

/// Leaves in the analysis only what concerns the wanted paths.
pub fn select(analysis: &mut Analysis, sources: &Sources, wanted: Wanted) {
    analysis.diagnostics.retain(|diagnostic| wanted.has_diagnostic(sources, diagnostic));
    keep(analysis, |finding| wanted.has_finding(sources, finding));
}

/// What a configuration says about one rule, or about one code that counts as a finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Adjustment {
    /// It weighs this much.
    Severity(String, Severity),
    /// It is left out, for this reason.
    Off(String, String),
}

/// Sets weights and leaves out what is switched off. Tells what was left out, so that it is never silent.
pub fn adjust(analysis: &mut Analysis, adjustments: &[Adjustment]) -> Vec<SwitchedOff> {
    if adjustments.is_empty() {
        return Vec::new();
    }
    let off = adjustments.iter().filter_map(|adjustment| adjustment.carry_out(analysis)).collect();
    unfold_heavier(analysis);
    off
}

impl Adjustment {
    /// The rule or code that it is about.
    pub fn rule(&self) -> &str {
        match self {
            Self::Severity(rule, _) | Self::Off(rule, _) => rule,
        }
    }

    fn carry_out(&self, analysis: &mut Analysis) -> Option<SwitchedOff> {
        match self {
            Self::Severity(rule, severity) => {
                weigh(analysis, rule, *severity);
                None
            }
            Self::Off(rule, reason) => {
                let findings = leave_out(analysis, rule);
                Some(SwitchedOff { rule: rule.clone(), reason: reason.clone(), findings })
            }
        }
    }
}

fn weigh(analysis: &mut Analysis, rule: &str, severity: Severity) {
    for finding in analysis.findings.iter_mut().filter(|finding| finding.rule == rule) {
        finding.severity = severity;
    }
    for diagnostic in analysis.diagnostics.iter_mut().filter(|diagnostic| is_adjustable(diagnostic, rule)) {
        diagnostic.severity = severity;
    }
}

fn leave_out(analysis: &mut Analysis, rule: &str) -> usize {
    let before = analysis.findings.len() + analysis.diagnostics.len();
    analysis.diagnostics.retain(|diagnostic| !is_adjustable(diagnostic, rule));
    keep(analysis, |finding| finding.rule != rule);
    before - analysis.findings.len() - analysis.diagnostics.len()
}

fn is_adjustable(diagnostic: &Diagnostic, id: &str) -> bool {
    diagnostic.code.id() == id && diagnostic.code.consequence() == Consequence::Finding
}

/// Keeps some findings. Where a shown one goes, the first that stood under it is shown instead.
fn keep(analysis: &mut Analysis, wanted: impl Fn(&Finding) -> bool) {
    let mut next = 0;
    let number = |finding: &Finding| {
        wanted(finding).then(|| {
            next += 1;
            next - 1
        })
    };
    let numbers: Vec<Option<usize>> = analysis.findings.iter().map(number).collect();
    if next == numbers.len() {
        return;
    }
    let mut kept = numbers.iter();
    analysis.findings.retain(|_| kept.next().is_some_and(Option::is_some));
    analysis.listed = analysis.listed.iter().filter_map(|listed| renumbered(listed, &numbers)).collect();
}

fn renumbered(listed: &Listed, numbers: &[Option<usize>]) -> Option<Listed> {
    let renumber = |places: &[usize]| places.iter().filter_map(|place| numbers[*place]).collect::<Vec<_>>();
    let (mut same, mut under) = (renumber(&listed.same), renumber(&listed.under));
    let shown = match numbers[listed.shown] {
        Some(shown) => shown,
        None if !same.is_empty() => same.remove(0),
        None if !under.is_empty() => under.remove(0),
        None => return None,
    };
    Some(Listed { shown, same, under })
}

/// Nothing stands under what weighs less, and the gravest comes first.
fn unfold_heavier(analysis: &mut Analysis) {
    let weight = |place: usize| analysis.findings[place].severity;
    let mut unfolded = Vec::new();
    for listed in &mut analysis.listed {
        let shown = weight(listed.shown);
        let (heavier, under) = listed.under.iter().partition(|place| weight(**place) > shown);
        let heavier: Vec<usize> = heavier;
        listed.under = under;
        unfolded.extend(heavier.into_iter().map(|shown| Listed { shown, same: Vec::new(), under: Vec::new() }));
    }
    analysis.listed.append(&mut unfolded);
    analysis.listed.sort_by_key(|listed| std::cmp::Reverse(analysis.findings[listed.shown].severity));
}
