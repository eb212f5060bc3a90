//! What is told one by one to programs that mark lines: what stands in the way, what the rules found and what the engine
//! found, gravest first.

use rustc_hash::FxHashMap;

use super::escape::visible;
use super::results::{Change, Clause, Consequence, Finding, Listed, Matter, Place, Results, Verdict, Workspace};
use super::{Style, is_shown, pages};
use crate::diagnostic::{Language, Severity};

/// One thing told.
pub(super) struct Told<'a> {
    /// How much it weighs.
    pub(super) severity: Severity,
    /// The rule or the code.
    pub(super) code: &'a str,
    /// The page that explains the rule or the code.
    pub(super) page: Option<String>,
    /// Where it stands.
    pub(super) place: Option<&'a Place>,
    /// Other places that belong to it, each with what stands there.
    pub(super) related: Vec<(&'a Place, String)>,
    /// What is wrong.
    pub(super) message: &'a str,
    /// What this breaks, in a sentence.
    pub(super) clause: Option<String>,
    /// What to do.
    pub(super) help: Option<&'a str>,
    /// What it is known by, in this run and in others; no line is in it.
    pub(super) identity: String,
}

impl Told<'_> {
    /// All that is said, one line each, and nothing in it that a terminal would mind.
    pub(super) fn lines(&self, language: Language) -> Vec<String> {
        let help = self.help.map(|help| language.say(["help: {0}", "建议：{0}"], &[help]));
        let lines = std::iter::once(self.message.to_owned()).chain(self.clause.clone()).chain(help);
        lines.map(|line| visible(&line).into_owned()).collect()
    }
}

/// Whether a finding is told by a format that only tells what counts for the gate.
pub(super) fn is_told(finding: &Finding, style: &Style) -> bool {
    is_shown(finding.severity(), style.verbosity) && (style.covered || !finding.is_covered())
}

/// Whether a run that looks at a change found that the change has nothing to do with it: who reviews the change is not
/// told.
fn was_there(finding: &Finding) -> bool {
    finding.change == Some(Change::Unchanged)
}

/// Everything, with findings folded as people see them: what the same fault brings is named with what is shown. Where a
/// change is looked at, what was there before it is left out.
pub(super) fn folded<'a>(results: &'a Results, style: &Style) -> Vec<Told<'a>> {
    let found = results.workspaces.iter().flat_map(|workspace| {
        let teller = Teller::new(results, workspace, style.language);
        teller.folded(style)
    });
    all(results, style, found)
}

/// Everything, with each finding for itself.
pub(super) fn unfolded<'a>(results: &'a Results, style: &Style) -> Vec<Told<'a>> {
    let found = results.workspaces.iter().flat_map(|workspace| {
        let teller = Teller::new(results, workspace, style.language);
        let told = workspace.findings.iter().filter(|finding| is_told(finding, style));
        told.map(|finding| teller.finding(finding)).collect::<Vec<_>>()
    });
    all(results, style, found)
}

fn all<'a>(results: &'a Results, style: &Style, found: impl Iterator<Item = Told<'a>>) -> Vec<Told<'a>> {
    let obstacles = results.diagnostics.iter().filter(|matter| matter.consequence == Consequence::Unchecked);
    let counts = |aside: &&Matter| style.covered || aside.standing().counts();
    let asides = results.asides().into_iter().filter(counts).map(|aside| matter(aside, style.language));
    let mut told: Vec<Told> =
        obstacles.map(|obstacle| matter(obstacle, style.language)).chain(found).chain(asides).collect();
    told.sort_by_key(|told| std::cmp::Reverse(told.severity));
    told
}

fn matter(matter: &Matter, language: Language) -> Told<'_> {
    let related = matter.places.iter().skip(1).map(|mark| (&mark.place, mark.text(language).to_owned()));
    Told {
        severity: matter.severity(),
        code: &matter.code,
        page: Some(pages::of_code(&matter.code)),
        place: matter.place(),
        related: related.collect(),
        message: matter.message(language),
        clause: None,
        help: matter.help(language),
        identity: format!("{}\n{}", matter.code, matter.message),
    }
}

/// Tells findings of one workspace.
struct Teller<'a> {
    workspace: &'a Workspace,
    language: Language,
    of_policy: String,
    clauses: FxHashMap<&'a str, &'a Clause>,
}

impl<'a> Teller<'a> {
    fn new(results: &Results, workspace: &'a Workspace, language: Language) -> Self {
        let clauses = workspace.clauses.iter().map(|clause| (clause.id.as_str(), clause)).collect();
        Self { workspace, language, of_policy: results.of_policy(workspace), clauses }
    }

    /// One told for each entry of the list of findings, unless nothing in it is told.
    fn folded(&self, style: &Style) -> Vec<Told<'a>> {
        let findings: FxHashMap<&str, &Finding> =
            self.workspace.findings.iter().map(|finding| (finding.id.as_str(), finding)).collect();
        let heap = |listed: &'a Listed| {
            let ids = std::iter::once(&listed.shown).chain(&listed.same).chain(&listed.under);
            let heap = ids.filter_map(|id| findings.get(id.as_str()).copied());
            self.heap(heap.filter(|finding| is_told(finding, style) && (style.covered || !was_there(finding))))
        };
        self.workspace.listed.iter().filter_map(heap).collect()
    }

    /// The first of several findings of one fault, with what else the fault breaks.
    fn heap(&self, mut heap: impl Iterator<Item = &'a Finding>) -> Option<Told<'a>> {
        let first = heap.next()?;
        let mut others: Vec<&str> = heap.map(|finding| finding.clause.as_str()).collect();
        others.retain(|clause| *clause != first.clause);
        others.sort_unstable();
        others.dedup();
        let also = match others.as_slice() {
            [] => String::new(),
            _ => self.language.say([" (same fault: {0})", "（同一问题还涉及：{0}）"], &[&self.language.list(&others)]),
        };
        let told = self.finding(first);
        Some(Told { clause: told.clause.map(|clause| clause + &also), ..told })
    }

    fn finding(&self, finding: &'a Finding) -> Told<'a> {
        Told {
            severity: finding.severity(),
            code: &finding.rule,
            page: pages::of_rule(self.workspace, &finding.rule),
            place: self.workspace.place(finding),
            related: self.related(finding),
            message: finding.message(self.language),
            clause: Some(self.clause(finding)),
            help: Some(finding.fix(self.language)),
            identity: format!("{}\n{}\n{}", self.workspace.folder, self.workspace.policy.id, finding.id),
        }
    }

    /// `violates clause 2.5-f: Cookies …`.
    fn clause(&self, finding: &Finding) -> String {
        let wordings = match finding.verdict {
            Verdict::Violates => ["violates clause {0}{1}: {2}", "违反条款 {0}{1}：{2}"],
            Verdict::MayViolate => ["may violate clause {0}{1}: {2}", "可能违反条款 {0}{1}：{2}"],
        };
        let clause = self.clauses.get(finding.clause.as_str());
        let statement = clause.map_or("", |clause| clause.statement(self.language));
        self.language.say(wordings, &[&finding.clause, &self.of_policy, statement])
    }

    /// The steps of the path, and where facts are missing.
    fn related(&self, finding: &'a Finding) -> Vec<(&'a Place, String)> {
        let steps = finding.path.iter().enumerate().filter_map(|(index, step)| {
            let number = (index + 1).to_string();
            let parts = [number.as_str(), &step.keyword, &step.name, &step.datum];
            Some((step.place.as_ref()?, self.language.say(STEP, &parts)))
        });
        let missing = finding.missing.iter().filter_map(|fact| {
            Some((fact.place.as_ref()?, self.language.say(MISSING, &[&fact.declaration, &fact.clause])))
        });
        steps.chain(missing).collect()
    }
}

const STEP: [&str; 2] = ["step {0}: {1} `{2}` with `{3}`", "第 {0} 步：{1} `{2}`，数据 `{3}`"];
const MISSING: [&str; 2] = ["`{0}` does not say `{1}`", "`{0}` 未写明 `{1}`"];
