//! For programs: one object, `"version": 1`. Keys keep their order, and nothing in it depends on the machine.

use serde::Serialize;

use super::{Input, Places, Tally, Workspace, day, summary};
use crate::analysis::Counts;
use crate::check::finding::{Finding, Listed, MissingFact, PathStep, Verdict};
use crate::diagnostic::{Consequence, Diagnostic, Label};
use crate::policy::signature::SignOff;
use crate::source::Span;

/// The version of the form. It grows when a key changes its meaning or goes; new keys may come at any time.
const VERSION: u32 = 1;

pub(super) fn render(input: &Input) -> String {
    let tally = Tally::of(input);
    let report = Report {
        version: VERSION,
        tool: Tool { name: "candor", version: env!("CARGO_PKG_VERSION") },
        as_of: input.as_of.map(day),
        verdict: summary::verdict(input),
        complete: tally.unchecked == 0,
        summary: Summary::new(&tally),
        diagnostics: input.diagnostics().map(|(places, diagnostic)| DiagnosticOut::new(places, diagnostic)).collect(),
        workspaces: input.workspaces.iter().map(WorkspaceOut::new).collect(),
    };
    // Every value is a text, a number, a list or a struct of these, which always have a form in JSON.
    let mut text = serde_json::to_string_pretty(&report).unwrap_or_default();
    text.push('\n');
    text
}

#[derive(Serialize)]
struct Report<'a> {
    version: u32,
    tool: Tool,
    as_of: Option<String>,
    verdict: String,
    complete: bool,
    summary: Summary,
    diagnostics: Vec<DiagnosticOut<'a>>,
    workspaces: Vec<WorkspaceOut<'a>>,
}

#[derive(Serialize)]
struct Tool {
    name: &'static str,
    version: &'static str,
}

#[derive(Serialize)]
struct Summary {
    errors: usize,
    warnings: usize,
    infos: usize,
    lints: usize,
    undecided: usize,
    waived: usize,
    unchecked: usize,
}

impl Summary {
    fn new(tally: &Tally) -> Self {
        let Tally { errors, warnings, infos, lints, undecided, waived, unchecked } = *tally;
        Self { errors, warnings, infos, lints, undecided, waived, unchecked }
    }
}

#[derive(Serialize)]
struct Place {
    path: String,
    line: u32,
    column: u32,
    end_line: u32,
    end_column: u32,
}

impl Place {
    fn new(places: Places, span: Span) -> Self {
        let file = places.sources.file(span.file);
        let (start, end) = (file.position(span.start), file.position(span.end));
        Self {
            path: places.path(span.file),
            line: start.line,
            column: start.column,
            end_line: end.line,
            end_column: end.column,
        }
    }
}

#[derive(Serialize)]
struct DiagnosticOut<'a> {
    code: &'static str,
    severity: &'static str,
    consequence: &'static str,
    message: &'a str,
    help: Option<&'a str>,
    places: Vec<LabelOut<'a>>,
}

impl<'a> DiagnosticOut<'a> {
    fn new(places: Places, diagnostic: &'a Diagnostic) -> Self {
        let label = |label: &'a Label| LabelOut { place: Place::new(places, label.span), text: &label.text };
        Self {
            code: diagnostic.code.id(),
            severity: diagnostic.severity.word(),
            consequence: match diagnostic.code.consequence() {
                Consequence::Unchecked => "unchecked",
                Consequence::Finding => "finding",
            },
            message: &diagnostic.message,
            help: diagnostic.help.as_deref(),
            places: diagnostic.labels.iter().map(label).collect(),
        }
    }
}

#[derive(Serialize)]
struct LabelOut<'a> {
    place: Place,
    text: &'a str,
}

#[derive(Serialize)]
struct WorkspaceOut<'a> {
    folder: &'a str,
    policy: PolicyOut<'a>,
    counts: CountsOut,
    findings: Vec<FindingOut<'a>>,
    listed: Vec<ListedOut<'a>>,
    rules: Vec<RuleOut<'a>>,
    silent_stores: &'a [String],
    without_counterpart: &'a [String],
    skipped: SkippedOut,
}

impl<'a> WorkspaceOut<'a> {
    fn new(workspace: &Workspace<'a>) -> Self {
        let analysis = workspace.analysis;
        let places = workspace.places();
        let skipped = workspace.skipped;
        Self {
            folder: if workspace.folder.is_empty() { "." } else { workspace.folder },
            policy: PolicyOut::new(workspace),
            counts: CountsOut::new(&analysis.counts),
            findings: analysis.findings.iter().map(|finding| FindingOut::new(places, finding)).collect(),
            listed: analysis.listed.iter().map(|listed| ListedOut::new(listed, &analysis.findings)).collect(),
            rules: rules(workspace),
            silent_stores: &analysis.silent_stores,
            without_counterpart: &analysis.without_counterpart,
            skipped: SkippedOut {
                hidden: skipped.hidden,
                ignored: skipped.ignored,
                excluded: skipped.excluded,
                links: skipped.links,
            },
        }
    }
}

#[derive(Serialize)]
struct PolicyOut<'a> {
    id: &'a str,
    version: &'a str,
    title: &'a str,
    effective: Option<String>,
    document_sha256: Option<&'a str>,
}

impl<'a> PolicyOut<'a> {
    fn new(workspace: &Workspace<'a>) -> Self {
        let pack = workspace.pack;
        Self {
            id: &pack.id,
            version: &pack.version,
            title: &pack.title,
            effective: pack.effective.map(day),
            document_sha256: pack.document.sha256.as_deref(),
        }
    }
}

#[derive(Serialize)]
struct CountsOut {
    files: usize,
    declarations: usize,
    flows: usize,
    ground_flows: usize,
    holdings: usize,
    applied: usize,
}

impl CountsOut {
    fn new(counts: &Counts) -> Self {
        let Counts { files, declarations, flows, ground_flows, holdings, applied } = *counts;
        Self { files, declarations, flows, ground_flows, holdings, applied }
    }
}

#[derive(Serialize)]
struct SkippedOut {
    hidden: usize,
    ignored: usize,
    excluded: usize,
    links: usize,
}

#[derive(Serialize)]
struct FindingOut<'a> {
    id: &'a str,
    rule: &'a str,
    clause: &'a str,
    verdict: &'static str,
    severity: &'static str,
    waived: Option<&'a str>,
    message: &'a str,
    fix: &'a str,
    place: Option<Place>,
    label: &'a str,
    declaration: &'a str,
    binding: Vec<BoundOut<'a>>,
    datum: Option<&'a str>,
    origin: Option<&'a str>,
    purpose: Option<&'a str>,
    recipient: Option<&'a str>,
    only_for: &'a [String],
    path: Vec<StepOut<'a>>,
    missing: Vec<MissingOut<'a>>,
    because: &'a [String],
    bounds: &'a [String],
}

impl<'a> FindingOut<'a> {
    fn new(places: Places, finding: &'a Finding) -> Self {
        Self {
            id: &finding.id,
            rule: &finding.rule,
            clause: &finding.clause,
            verdict: match finding.verdict {
                Verdict::Violates => "violates",
                Verdict::MayViolate => "may-violate",
            },
            severity: finding.severity.word(),
            waived: finding.waived.as_deref(),
            message: &finding.message,
            fix: &finding.fix,
            place: finding.span.map(|span| Place::new(places, span)),
            label: &finding.label,
            declaration: &finding.place,
            binding: finding.binding.iter().map(|(variable, value)| BoundOut { variable, value }).collect(),
            datum: finding.datum.as_deref(),
            origin: finding.origin.as_deref(),
            purpose: finding.purpose.as_deref(),
            recipient: finding.recipient.as_deref(),
            only_for: &finding.only_for,
            path: finding.path.iter().map(|step| StepOut::new(places, step)).collect(),
            missing: finding.missing.iter().map(|fact| MissingOut::new(places, fact)).collect(),
            because: &finding.because,
            bounds: &finding.bounds,
        }
    }
}

#[derive(Serialize)]
struct BoundOut<'a> {
    variable: &'a str,
    value: &'a str,
}

#[derive(Serialize)]
struct StepOut<'a> {
    name: &'a str,
    keyword: &'static str,
    datum: &'a str,
    place: Option<Place>,
}

impl<'a> StepOut<'a> {
    fn new(places: Places, step: &'a PathStep) -> Self {
        let place = step.span.map(|span| Place::new(places, span));
        Self { name: &step.name, keyword: step.keyword, datum: &step.datum, place }
    }
}

#[derive(Serialize)]
struct MissingOut<'a> {
    declaration: &'a str,
    clause: &'static str,
    event: Option<&'a str>,
    place: Option<Place>,
}

impl<'a> MissingOut<'a> {
    fn new(places: Places, fact: &'a MissingFact) -> Self {
        let place = fact.span.map(|span| Place::new(places, span));
        Self { declaration: &fact.declaration, clause: fact.clause, event: fact.event.as_deref(), place }
    }
}

/// Finding ids, folded as a person sees them.
#[derive(Serialize)]
struct ListedOut<'a> {
    shown: &'a str,
    same: Vec<&'a str>,
    under: Vec<&'a str>,
}

impl<'a> ListedOut<'a> {
    fn new(listed: &Listed, findings: &'a [Finding]) -> Self {
        let ids = |places: &[usize]| places.iter().map(|place| findings[*place].id.as_str()).collect();
        Self { shown: &findings[listed.shown].id, same: ids(&listed.same), under: ids(&listed.under) }
    }
}

#[derive(Serialize)]
struct RuleOut<'a> {
    id: &'a str,
    applied: usize,
    complies: usize,
    excused: usize,
    off: Option<&'a str>,
    sign_off: &'static str,
}

fn rules<'a>(workspace: &Workspace<'a>) -> Vec<RuleOut<'a>> {
    let off = |id: &str| workspace.off.iter().find(|off| off.rule == id).map(|off| off.reason.as_str());
    let out = |rule: &'a crate::check::finding::RuleOutcome| RuleOut {
        id: &rule.rule,
        applied: rule.applied,
        complies: rule.complies,
        excused: rule.excused,
        off: off(&rule.rule),
        sign_off: workspace
            .pack
            .rule(&rule.rule)
            .map_or(SignOff::Unsigned, |rule| workspace.pack.sign_off(rule))
            .word(),
    };
    workspace.analysis.rules.iter().map(out).collect()
}
