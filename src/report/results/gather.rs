//! From what a run left behind to plain data.

mod declared;
mod policy;
mod things;

use super::{
    Bound, Columns, Comparison, Counts, Finding, FindingWords, Fixed, InputFile, Listed, Mark, Matter, MatterWords,
    Missing, Place, Results, Skipped, Step, Summary, Tool, VERSION, Workspace,
};
use crate::audit;
use crate::check::finding;
use crate::diagnostic::{Diagnostic, Label, Language, Text};
use crate::gate;
use crate::report::{self, Input, Places, Tally, day, decisions, summary};
use crate::source::Span;

/// Gathers all that a run found into plain data. What a workspace declares is in it only where the analysis kept it.
pub fn gather(input: &Input) -> Results {
    let tally = Tally::of(input);
    Results {
        version: VERSION,
        tool: Tool { name: "candor".to_owned(), version: env!("CARGO_PKG_VERSION").to_owned() },
        as_of: input.as_of.map(day),
        commit: input.commit.cloned(),
        verdict: summary::verdict(input),
        complete: tally.unchecked == 0,
        summary: Summary::from(tally),
        diagnostics: input.diagnostics().map(|(places, diagnostic)| matter(places, diagnostic)).collect(),
        workspaces: input.workspaces.iter().map(|one| decided(input, one.folder, workspace(input, one))).collect(),
    }
}

/// With what reviewers decided about it.
fn decided(input: &Input, folder: &str, workspace: Workspace) -> Workspace {
    let records = input.decisions.iter().filter(|(of, _)| *of == folder).flat_map(|(_, records)| *records);
    let decisions = decisions::hold(&workspace, &records.cloned().collect::<Vec<_>>());
    Workspace { decisions, ..workspace }
}

impl From<Tally> for Summary {
    fn from(tally: Tally) -> Self {
        let Tally { errors, warnings, infos, lints, undecided, waived, baselined, unchanged, unchecked } = tally;
        Self { errors, warnings, infos, lints, undecided, waived, baselined, unchanged, unchecked }
    }
}

fn matter(places: Places, diagnostic: &Diagnostic) -> Matter {
    Matter {
        code: diagnostic.code.id().to_owned(),
        severity: diagnostic.severity.word().to_owned(),
        consequence: diagnostic.code.consequence().into(),
        baselined: diagnostic.standing.baselined,
        change: diagnostic.standing.change.map(Into::into),
        message: diagnostic.message.english().to_owned(),
        help: diagnostic.help.as_ref().map(|help| help.english().to_owned()),
        zh: Some(said(diagnostic)),
        places: diagnostic.labels.iter().map(|label| mark(places, label)).collect(),
        mark: diagnostic.span().and_then(|span| known_by(places, span)),
    }
}

/// What a diagnostic says in Chinese.
fn said(diagnostic: &Diagnostic) -> MatterWords {
    let chinese = |text: &Text| text.of(Language::Chinese).to_owned();
    MatterWords { message: chinese(&diagnostic.message), help: diagnostic.help.as_ref().map(chinese) }
}

fn mark(places: Places, label: &Label) -> Mark {
    let (english, chinese) = (label.text.english(), label.text.of(Language::Chinese));
    let zh = (chinese != english).then(|| chinese.to_owned());
    Mark { place: place(places, label.span), text: english.to_owned(), zh }
}

fn place(places: Places, span: Span) -> Place {
    let file = places.sources.file(span.file);
    let (start, end) = (file.position(span.start), file.position(span.end));
    let characters = Columns { column: start.column, end_column: end.column };
    let bytes = Columns { column: start.column_bytes, end_column: end.column_bytes };
    let utf16 = Columns { column: start.column_utf16, end_column: end.column_utf16 };
    let other = |columns: Columns| (columns != characters).then_some(columns);
    Place {
        path: places.path(span.file),
        line: start.line,
        column: start.column,
        end_line: end.line,
        end_column: end.column,
        bytes: other(bytes),
        utf16: other(utf16),
    }
}

/// By what the line of a place is known again.
fn known_by(places: Places, span: Span) -> Option<String> {
    places.sources.file(span.file).mark(span.start).map(str::to_owned)
}

fn workspace(input: &Input, workspace: &report::Workspace) -> Workspace {
    let analysis = workspace.analysis;
    let files = input.packs.iter().find(|(id, _)| *id == workspace.pack.id).map(|(_, places)| *places);
    let places = workspace.places();
    let kept = analysis.kept.as_deref();
    let (inventory, glossary) = kept.map(|kept| declared::inventory(workspace, kept)).unwrap_or_default();
    Workspace {
        folder: if workspace.folder.is_empty() { "." } else { workspace.folder }.to_owned(),
        policy: policy::policy(workspace),
        counts: counts(analysis.counts),
        findings: analysis.findings.iter().map(|finding| gathered(places, finding)).collect(),
        listed: analysis.listed.iter().map(|listed| folded(listed, &analysis.findings)).collect(),
        comparison: workspace.comparison.map(compared),
        rules: policy::rules(workspace, files),
        clauses: policy::clauses(workspace, files),
        gaps: policy::gaps(workspace.pack),
        decisions: Vec::new(),
        inventory,
        glossary,
        inputs: inputs(places),
        silent_stores: analysis.silent_stores.clone(),
        without_counterpart: analysis.without_counterpart.clone(),
        skipped: skipped(workspace.skipped),
    }
}

fn counts(counts: crate::analysis::Counts) -> Counts {
    let crate::analysis::Counts { files, declarations, flows, ground_flows, holdings, applied } = counts;
    Counts { files, declarations, flows, ground_flows, holdings, applied }
}

fn skipped(skipped: report::Skipped) -> Skipped {
    let report::Skipped { hidden, ignored, excluded, links } = skipped;
    Skipped { hidden, ignored, excluded, links }
}

/// The files of a workspace. Its configuration and the files of a pack in it are among them.
fn inputs(places: Places) -> Vec<InputFile> {
    let file =
        |(id, file): (_, &crate::source::File)| InputFile { path: places.path(id), sha256: audit::sha256(&file.text) };
    let mut inputs: Vec<InputFile> = places.sources.files().map(file).collect();
    inputs.sort_by(|left, right| left.path.cmp(&right.path));
    inputs
}

fn gathered(places: Places, found: &finding::Finding) -> Finding {
    Finding {
        id: found.id.clone(),
        rule: found.rule.clone(),
        clause: found.clause.clone(),
        verdict: found.verdict.into(),
        severity: found.severity.word().to_owned(),
        waived: found.waived.clone(),
        baselined: found.standing.baselined,
        change: found.standing.change.map(Into::into),
        message: found.message.clone(),
        fix: found.fix.clone(),
        zh: found.told.iter().find(|told| told.language == Language::Chinese).map(|told| words(told, &found.label)),
        place: found.span.map(|span| place(places, span)),
        line: found.span.map(|span| line(places, span)),
        mark: found.span.and_then(|span| known_by(places, span)),
        label: found.label.english().to_owned(),
        declaration: found.place.clone(),
        binding: found
            .binding
            .iter()
            .map(|(variable, value)| Bound { variable: variable.clone(), value: value.clone() })
            .collect(),
        datum: found.datum.clone(),
        origin: found.origin.clone(),
        purpose: found.purpose.clone(),
        recipient: found.recipient.clone(),
        only_for: found.only_for.clone(),
        path: found.path.iter().map(|step| passed(places, step)).collect(),
        missing: found.missing.iter().map(|fact| missing(places, fact)).collect(),
        because: found.because.clone(),
        bounds: found.bounds.clone(),
    }
}

fn words(told: &finding::Told, label: &Text) -> FindingWords {
    let label = label.of(told.language).to_owned();
    FindingWords { message: told.message.clone(), fix: told.fix.clone(), label }
}

/// The text of the line where something stands.
fn line(places: Places, span: Span) -> String {
    let file = places.sources.file(span.file);
    let lines = file.lines();
    file.text[lines.range(&file.text, lines.line(span.start))].trim().to_owned()
}

fn compared(comparison: &gate::Comparison) -> Comparison {
    let fixed = |fixed: &gate::Fixed| Fixed {
        id: fixed.id.clone(),
        rule: fixed.rule.clone(),
        clause: Some(fixed.clause.clone()).filter(|clause| !clause.is_empty()),
        verdict: fixed.verdict.into(),
        severity: fixed.severity.word().to_owned(),
        about: fixed.about.clone(),
        message: fixed.message.clone(),
        rule_changed: fixed.rule_changed,
    };
    Comparison {
        base: comparison.base.clone(),
        counts: comparison.counts.iter().map(|(change, number)| (change.word().to_owned(), *number)).collect(),
        fixed: comparison.fixed.iter().map(fixed).collect(),
        rules_changed: comparison.rules_changed.clone(),
        obstacles: comparison.obstacles,
    }
}

fn passed(places: Places, step: &finding::PathStep) -> Step {
    Step {
        name: step.name.clone(),
        keyword: step.keyword.to_owned(),
        datum: step.datum.clone(),
        place: step.span.map(|span| place(places, span)),
    }
}

fn missing(places: Places, fact: &finding::MissingFact) -> Missing {
    Missing {
        declaration: fact.declaration.clone(),
        clause: fact.clause.to_owned(),
        event: fact.event.clone(),
        place: fact.span.map(|span| place(places, span)),
    }
}

fn folded(listed: &finding::Listed, findings: &[finding::Finding]) -> Listed {
    let ids = |places: &[usize]| places.iter().map(|place| findings[*place].id.clone()).collect();
    Listed { shown: findings[listed.shown].id.clone(), same: ids(&listed.same), under: ids(&listed.under) }
}
