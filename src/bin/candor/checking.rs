//! Workspaces found, read and held against their policies: what every command about findings begins with.

use std::path::{Path, PathBuf};

use candor::analysis::{Analysis, Options, analyze_together};
use candor::configuration::{errors, unknown_rules};
use candor::diagnostic::{Consequence, Diagnostic};
use candor::gate::{self, Baseline, Before, Comparison};
use candor::policy::pack::Pack;
use candor::report::results::{Commit, Record};
use candor::report::{self, Adjustment, Input, Places, Remarks, SwitchedOff, Tally, Wanted};
use candor::source::Sources;
use candor::syntax::value::Date;

use crate::Status;
use crate::arguments::{Check, Manner, calendar_day};
use crate::commands::tell;
use crate::files::Files;
use crate::git::{Base, Repository};
use crate::packs::{Loaded, PackId, Packs};
use crate::workspace::{self, Found, Here, Workspace, slashed};

/// A workspace with what was found in it.
pub(crate) struct Checked {
    pub(crate) workspace: Workspace,
    /// What was found under each policy, that of the system first.
    pub(crate) judged: Vec<Judged>,
}

/// What was found under one policy.
pub(crate) struct Judged {
    pub(crate) pack: PackId,
    pub(crate) analysis: Analysis,
    pub(crate) off: Vec<SwitchedOff>,
    pub(crate) comparison: Option<Comparison>,
}

/// All that was checked in one run.
pub(crate) struct Checks {
    pub(crate) packs: Packs,
    pub(crate) checked: Vec<Checked>,
    /// What was said outside of any workspace.
    pub(crate) outside: Vec<Diagnostic>,
    pub(crate) as_of: Option<Date>,
    /// The commit that was checked, where a report is filed and there is one.
    commit: Option<Commit>,
}

/// The name of a baseline if nobody says another.
const BASELINE: &str = "candor.baseline";

/// The day that the clock tells.
pub(crate) fn today() -> Option<Date> {
    calendar_day(jiff::ZonedDateTime::now().date())
}

impl Checks {
    /// A run that could not begin.
    pub(crate) fn failed(said: Diagnostic, as_of: Option<Date>) -> Self {
        Self { packs: Packs::default(), checked: Vec::new(), outside: vec![said], as_of, commit: None }
    }

    /// Checks workspaces.
    pub(crate) fn new(here: &Here, found: Found, arguments: &Check, options: &Options, packs: Packs) -> Self {
        let Found { workspaces, diagnostics: outside } = found;
        let commit = options.keep.then(|| Repository::find(["a report", "报告"]).ok()?.head()).flatten();
        let mut run = Self { packs, checked: Vec::new(), outside, as_of: options.as_of, commit };
        for workspace in workspaces {
            let checked = check(here, &mut run.packs, workspace, arguments, options);
            run.checked.push(checked);
        }
        if run.checked.is_empty() && run.outside.is_empty() && !arguments.allow_empty {
            run.outside.push(errors::nothing_to_check("."));
        }
        run
    }

    /// Sets apart what the baselines hold.
    pub(crate) fn hold_against_baselines(&mut self, here: &Here, asked: Option<&Path>) {
        if asked.is_some() && self.checked.len() > 1 {
            self.outside.push(errors::one_baseline_for_several(self.checked.len()));
            return;
        }
        for checked in &mut self.checked {
            let Some(path) = checked.named_baseline(here, asked) else { continue };
            let Some(baseline) = checked.read_baseline(here, &path) else { continue };
            let states = checked.apply(&baseline);
            if let Some(first) = checked.judged.first_mut() {
                first.analysis.diagnostics.extend(gate::stale(&baseline, &states));
            }
        }
    }

    /// Sets apart what was found before the change, too.
    pub(crate) fn hold_against_base(&mut self, here: &Here, arguments: &Check, options: &Options, base: Base) {
        let roots: Vec<PathBuf> = self.checked.iter().map(|one| one.workspace.root.clone()).collect();
        let here = here.reading(Files::Kept(base.snapshot));
        let found = workspace::find(&here, &roots, None);
        // That there was nothing yet is no obstacle.
        let arguments = &Check { allow_empty: true, ..arguments.clone() };
        let before = Self::new(&here, found, arguments, options, self.packs.beside());
        for checked in &mut self.checked {
            let counterpart = before.checked.iter().find(|one| one.workspace.root == checked.workspace.root);
            let obstacles = counterpart.map_or(0, |one| before.obstacles(one));
            for judged in &mut checked.judged {
                let before = counterpart.and_then(|one| one.under(&before.packs, &self.packs, judged.pack));
                judged.hold_against(&self.packs, &base.name, before, obstacles);
            }
        }
    }

    /// Leaves only what was asked about.
    pub(crate) fn select(&mut self) {
        for Checked { workspace, judged } in &mut self.checked {
            for judged in judged {
                report::select(&mut judged.analysis, &workspace.sources, Wanted { paths: &workspace.wanted });
            }
        }
    }

    /// Says on stderr what stood in the way of checking all.
    pub(crate) fn tell_obstacles(&self, manner: &Manner) -> Status {
        let is_obstacle = |said: &&Diagnostic| said.code.consequence() == Consequence::Unchecked;
        self.with_input(|input| {
            let of = |seen: &report::Workspace| seen.analysis.diagnostics.iter().filter(is_obstacle).cloned().collect();
            let within: Vec<Vec<Diagnostic>> = input.workspaces.iter().map(of).collect();
            let within = input.workspaces.iter().zip(&within);
            let within =
                within.map(|(seen, diagnostics)| Remarks { folder: seen.folder, sources: seen.sources, diagnostics });
            tell(manner, &input.remarks.iter().copied().chain(within).collect::<Vec<_>>())
        })
    }

    /// Makes something of all that a report is made of.
    pub(crate) fn with_input<T>(&self, told: impl FnOnce(&Input) -> T) -> T {
        let nothing = Sources::new();
        let mut remarks = vec![Remarks { folder: "", sources: &nothing, diagnostics: &self.outside }];
        remarks.extend(self.packs.loaded.iter().map(Loaded::remarks));
        remarks.extend(self.checked.iter().map(|one| one.workspace.remarks()));
        let workspaces: Vec<report::Workspace> = self.checked.iter().flat_map(|one| one.seen(&self.packs)).collect();
        let files: Vec<(&str, Places)> = self.packs.files().collect();
        let decided: Vec<(&str, &[Record])> = self
            .checked
            .iter()
            .map(|one| (one.workspace.folder.as_str(), one.workspace.decisions.as_slice()))
            .collect();
        told(&Input {
            decisions: &decided,
            remarks: &remarks,
            workspaces: &workspaces,
            as_of: self.as_of,
            commit: self.commit.as_ref(),
            packs: &files,
        })
    }

    /// How many things stood in the way of checking one workspace whole.
    fn obstacles(&self, one: &Checked) -> usize {
        let packs = self.packs.loaded.iter().map(Loaded::remarks);
        let remarks: Vec<Remarks> = packs.chain([one.workspace.remarks()]).collect();
        Tally::of(&Input { remarks: &remarks, workspaces: &one.seen(&self.packs), ..Input::default() }).unchecked
    }
}

fn check(here: &Here, packs: &mut Packs, mut workspace: Workspace, arguments: &Check, options: &Options) -> Checked {
    if !arguments.allow_empty {
        let empty: Vec<String> = workspace.empty_targets().map(|target| workspace.shown(target)).collect();
        let shown =
            |path: &String| errors::nothing_to_check(if path.is_empty() { "." } else { path.trim_end_matches('/') });
        workspace.diagnostics.extend(empty.iter().map(shown));
    }
    workspace.read_decisions(here, arguments.decisions.as_deref());
    let chosen = packs.choose_all(here, &mut workspace, &arguments.packs.policies);
    let known: Vec<&Pack> = packs.usable().collect();
    workspace.diagnostics.extend(if chosen.is_empty() {
        Vec::new()
    } else {
        unknown_rules(&workspace.configuration, &known)
    });
    let used: Vec<(PackId, &Pack)> =
        chosen.into_iter().filter_map(|pack| Some((pack, packs.of(pack).pack.as_deref()?))).collect();
    let judged = judge(&workspace, &used, options);
    Checked { workspace, judged }
}

fn judge(workspace: &Workspace, packs: &[(PackId, &Pack)], options: &Options) -> Vec<Judged> {
    let used: Vec<&Pack> = packs.iter().map(|(_, pack)| *pack).collect();
    if used.is_empty() {
        return Vec::new();
    }
    let analyses = analyze_together(&workspace.sources, &used, options);
    let one = |((pack, rules), mut analysis): (&(PackId, &Pack), Analysis)| {
        let off = report::adjust(&mut analysis, &adjustments(workspace, rules, &used));
        Judged { pack: *pack, analysis, off, comparison: None }
    };
    packs.iter().zip(analyses).map(one).collect()
}

/// What the configuration says about a pack's rules, and about what no pack has for a rule.
pub(crate) fn adjustments(workspace: &Workspace, pack: &Pack, all: &[&Pack]) -> Vec<Adjustment> {
    let all_have = |rule: &str| all.iter().any(|pack| pack.rule(rule).is_some());
    let concerns = |adjustment: &&Adjustment| pack.rule(adjustment.rule()).is_some() || !all_have(adjustment.rule());
    let said = workspace.configuration.adjustments.iter().map(|(adjustment, _)| adjustment);
    said.filter(concerns).cloned().collect()
}

impl Judged {
    fn hold_against(&mut self, packs: &Packs, base: &str, before: Option<Before>, obstacles: usize) {
        let Some(pack) = packs.of(self.pack).pack.as_deref() else { return };
        let off: Vec<&str> = self.off.iter().map(|off| off.rule.as_str()).collect();
        let comparison = gate::compare(base, before, &mut self.analysis, pack, &off);
        self.comparison = Some(Comparison { obstacles, ..comparison });
    }
}

impl Checked {
    /// What there is to report, once for each policy.
    pub(crate) fn seen<'a>(&'a self, packs: &'a Packs) -> Vec<report::Workspace<'a>> {
        let one = |judged: &'a Judged| {
            Some(report::Workspace {
                folder: &self.workspace.folder,
                sources: &self.workspace.sources,
                pack: packs.of(judged.pack).pack.as_deref()?,
                analysis: &judged.analysis,
                skipped: self.workspace.skipped,
                off: &judged.off,
                comparison: judged.comparison.as_ref(),
            })
        };
        self.judged.iter().filter_map(one).collect()
    }

    /// What was found under the policy that has the id of another run's.
    fn under<'a>(&'a self, packs: &'a Packs, others: &Packs, other: PackId) -> Option<Before<'a>> {
        let id = &others.of(other).pack.as_deref()?.id;
        let before = |judged: &'a Judged| {
            let pack = packs.of(judged.pack).pack.as_deref()?;
            Some(Before { pack, analysis: &judged.analysis })
        };
        self.judged.iter().filter_map(before).find(|before| before.pack.id == *id)
    }

    /// Where the baseline lies that somebody named.
    fn named_baseline(&self, here: &Here, asked: Option<&Path>) -> Option<PathBuf> {
        let configured = self.workspace.configuration.baseline.as_ref();
        let configured = || configured.map(|word| here.absolute(&self.workspace.root.join(&word.text)));
        asked.map(|path| here.absolute(path)).or_else(configured)
    }

    /// Where the baseline lies, or is to lie.
    pub(crate) fn baseline_path(&self, here: &Here, asked: Option<&Path>) -> PathBuf {
        self.named_baseline(here, asked).unwrap_or_else(|| self.workspace.root.join(BASELINE))
    }

    /// Reads a baseline, and says what is wrong with it.
    pub(crate) fn read_baseline(&mut self, here: &Here, path: &Path) -> Option<Baseline> {
        let workspace = &mut self.workspace;
        let shown = here.way_to(path);
        if !here.files().has(path) {
            workspace.diagnostics.push(gate::missing_baseline(&shown));
            return None;
        }
        match here.files().text(path, &shown) {
            Ok(text) => {
                let inside = path.strip_prefix(&workspace.root).map_or(shown, slashed);
                let file = workspace.sources.add(inside, text);
                let (baseline, mut diagnostics) = gate::read(&workspace.sources, file);
                workspace.diagnostics.append(&mut diagnostics);
                Some(baseline)
            }
            Err(diagnostic) => {
                workspace.diagnostics.push(diagnostic);
                None
            }
        }
    }

    /// Sets apart what a baseline holds, and tells what became of its entries.
    pub(crate) fn apply(&mut self, baseline: &Baseline) -> Vec<gate::State> {
        let mut analyses: Vec<&mut Analysis> = self.judged.iter_mut().map(|judged| &mut judged.analysis).collect();
        gate::apply(baseline, &mut analyses)
    }
}
