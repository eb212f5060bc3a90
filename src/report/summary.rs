//! The verdict in one line, and what the run did not check. Never more than was seen: "no finding under these rules".

use super::{Input, Tally, Workspace, day, join};
use crate::analysis::Counts;
use crate::diagnostic::Severity;
use crate::gate::{Comparison, Fixed};
use crate::policy::signature::SignOff;

/// The verdict line.
pub fn verdict(input: &Input) -> String {
    let tally = Tally::of(input);
    if input.workspaces.is_empty() {
        return "nothing was checked".to_owned();
    }
    let mut line = String::new();
    if tally.unchecked > 0 {
        line += &format!("not everything was checked: {} in the way; ", count(tally.unchecked, "obstacle"));
    }
    line += &findings(&tally);
    let policies = policies(input);
    if !policies.is_empty() {
        line += &format!(" under {}", policies.join(" and "));
    }
    if let Some(date) = input.as_of {
        line += &format!(", as of {}", day(date));
    }
    let apart = [
        (tally.undecided, UNDECIDED),
        (tally.waived, WAIVED),
        (tally.baselined, BASELINED),
        (tally.unchanged, UNCHANGED),
        (tally.lints, LINTS),
    ];
    for (number, words) in apart {
        if number > 0 {
            line += &format!("; {number} {}", words[usize::from(number != 1)]);
        }
    }
    line
}

/// What follows a number, for one and for many.
const UNDECIDED: [&str; 2] = ["needs facts that nobody declared", "need facts that nobody declared"];
const WAIVED: [&str; 2] = ["is waived", "are waived"];
const BASELINED: [&str; 2] = ["is in the baseline", "are in the baseline"];
const UNCHANGED: [&str; 2] = ["does not come from this change", "do not come from this change"];
const LINTS: [&str; 2] = ["lint for the author of the policy", "lints for the author of the policy"];

/// `3 errors, 2 warnings`, or `no finding`.
fn findings(tally: &Tally) -> String {
    let weights = [(tally.errors, "error"), (tally.warnings, "warning"), (tally.infos, "note")];
    let parts: Vec<String> =
        weights.into_iter().filter(|(number, _)| *number > 0).map(|(number, word)| count(number, word)).collect();
    if parts.is_empty() { "no finding".to_owned() } else { parts.join(", ") }
}

/// `the 124 rules of 01ai-platform 1.0.0`, each pack once.
fn policies(input: &Input) -> Vec<String> {
    let mut named: Vec<String> = Vec::new();
    for workspace in input.workspaces {
        let pack = workspace.pack;
        let name = format!("the {} of {} {}", count(pack.rules.len(), "rule"), pack.id, pack.version);
        if !named.contains(&name) {
            named.push(name);
        }
    }
    named
}

/// What was seen and what was not checked, one remark a line.
pub(super) fn remarks(input: &Input, verbose: bool) -> Vec<String> {
    let mut lines = Vec::new();
    for workspace in input.workspaces {
        let place = place(input, workspace);
        lines.extend(workspace_remarks(workspace, verbose).into_iter().map(|line| format!("{place}{line}")));
    }
    lines
}

/// What tells a workspace from the others: its folder, and its policy where there are several for one folder.
fn place(input: &Input, workspace: &Workspace) -> String {
    let alone = |other: &&Workspace| other.folder == workspace.folder;
    let policies = input.workspaces.iter().filter(alone).count();
    let folder = if workspace.folder.is_empty() { "." } else { workspace.folder };
    match (policies == input.workspaces.len(), policies > 1) {
        (true, false) => String::new(),
        (true, true) => format!("{}: ", workspace.pack.id),
        (false, false) => format!("{folder}: "),
        (false, true) => format!("{folder}, {}: ", workspace.pack.id),
    }
}

fn workspace_remarks(workspace: &Workspace, verbose: bool) -> Vec<String> {
    let mut lines = vec![seen(&workspace.analysis.counts)];
    lines.extend(workspace.comparison.map(compared));
    lines.extend(workspace.comparison.into_iter().flat_map(|comparison| fixed(comparison, verbose)));
    lines.extend(idle_rules(workspace, verbose));
    lines.extend(silent_stores(workspace));
    lines.extend(stale_signatures(workspace));
    lines.extend(strange_words(workspace));
    lines.extend(workspace.off.iter().map(|off| {
        format!("rule `{}` is switched off ({}); {} left out", off.rule, off.reason, count(off.findings, "finding"))
    }));
    if verbose {
        lines.extend(skipped(workspace));
    } else {
        lines.extend(lints(workspace));
    }
    lines
}

/// `against main: 2 new, 3 fixed, 14 unchanged`.
fn compared(comparison: &Comparison) -> String {
    let sorts = comparison.counts.iter().map(|(change, number)| format!("{number} {}", change.phrase()));
    let fixed = Some(comparison.fixed.len()).filter(|number| *number > 0).map(|number| format!("{number} fixed"));
    let parts: Vec<String> = sorts.chain(fixed).collect();
    let parts = if parts.is_empty() { "no finding before or after".to_owned() } else { parts.join(", ") };
    let rules = match comparison.rules_changed.len() {
        0 => String::new(),
        number => format!("; {} of the policy changed", count(number, "rule")),
    };
    let whole = match comparison.obstacles {
        0 => "",
        _ => "; not all of it could be checked, so what is called new may not be",
    };
    format!("against `{}`: {parts}{rules}{whole}", comparison.base)
}

/// What is no more, by name if somebody wants to know.
fn fixed(comparison: &Comparison, verbose: bool) -> Vec<String> {
    let told = |fixed: &Fixed| format!("fixed: {} about {}: {}", fixed.rule, fixed.about, fixed.message);
    comparison.fixed.iter().filter(|_| verbose).map(told).collect()
}

/// Lints are for the policy's author, and only counted unless somebody asks.
fn lints(workspace: &Workspace) -> Option<String> {
    let findings = workspace.analysis.findings.iter();
    let number = findings.filter(|finding| finding.severity == Severity::Lint && finding.counts()).count();
    (number > 0).then(|| format!("not shown: {} for the author of the policy (-v shows them)", count(number, "lint")))
}

fn seen(counts: &Counts) -> String {
    format!(
        "seen: {}, {}, {} ({}), {}; rules applied {}",
        count(counts.files, "file"),
        count(counts.declarations, "declaration"),
        count(counts.flows, "flow"),
        count(counts.ground_flows, "ground flow"),
        count(counts.holdings, "holding"),
        count(counts.applied, "time"),
    )
}

/// Rules that found nothing to apply to: not applicable is not passed.
fn idle_rules(workspace: &Workspace, verbose: bool) -> Option<String> {
    let rules = &workspace.analysis.rules;
    let idle: Vec<&str> = rules.iter().filter(|rule| rule.applied == 0).map(|rule| rule.rule.as_str()).collect();
    if idle.is_empty() {
        return None;
    }
    let names = if verbose { format!(": {}", idle.join(", ")) } else { String::new() };
    Some(if idle.len() == rules.len() {
        format!("not checked: no rule of the policy found anything to apply to{names}")
    } else {
        format!("not checked: {} of {} rules found nothing to apply to{names}", idle.len(), rules.len())
    })
}

fn silent_stores(workspace: &Workspace) -> Option<String> {
    let stores = &workspace.analysis.silent_stores;
    let names: Vec<String> = stores.iter().map(|store| format!("`{store}`")).collect();
    (!names.is_empty()).then(|| format!("not checked: no declared flow leaves {}", names.join(", ")))
}

/// Rules that nobody stands for any more: they have changed since they were signed.
fn stale_signatures(workspace: &Workspace) -> Option<String> {
    let pack = workspace.pack;
    let stale = pack.rules.iter().filter(|rule| pack.sign_off(rule) == SignOff::Stale);
    let names: Vec<String> = stale.map(|rule| format!("`{}`", rule.id)).collect();
    (!names.is_empty()).then(|| format!("changed since they were signed: {}", names.join(", ")))
}

/// Words of another policy that this one cannot judge by.
fn strange_words(workspace: &Workspace) -> Option<String> {
    let words: Vec<String> = workspace.analysis.without_counterpart.iter().map(|word| format!("`{word}`")).collect();
    let id = &workspace.pack.id;
    (!words.is_empty()).then(|| format!("not told apart: `{id}` has no word for {}", words.join(", ")))
}

fn skipped(workspace: &Workspace) -> Option<String> {
    let skipped = workspace.skipped;
    let kinds = [
        (skipped.hidden, "hidden"),
        (skipped.ignored, "ignored by git"),
        (skipped.excluded, "left out by the configuration"),
        (skipped.links, "symbolic links"),
    ];
    let parts: Vec<String> =
        kinds.iter().filter(|(number, _)| *number > 0).map(|(number, what)| format!("{number} {what}")).collect();
    let folder = join(workspace.folder, "");
    let place = if folder.is_empty() { String::new() } else { format!(" below `{folder}`") };
    (!parts.is_empty()).then(|| format!("not read{place}: {}", parts.join(", ")))
}

/// `1 file`, `2 files`.
pub(super) fn count(number: usize, noun: &str) -> String {
    if number == 1 { format!("1 {noun}") } else { format!("{number} {noun}s") }
}
