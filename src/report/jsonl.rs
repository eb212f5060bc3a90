//! For programs that read line by line: the run, what was said, then each workspace before its findings. Each line says in
//! `type` what it is; its keys are those of [`json`](super::json).

use serde::Serialize;

use super::results::{Counts, Finding, Matter, Policy, Results, Skipped, Summary, Tool, Workspace};

#[derive(Serialize)]
#[serde(tag = "type", rename_all = "kebab-case")]
enum Line<'a> {
    Run {
        version: u32,
        tool: &'a Tool,
        as_of: Option<&'a str>,
        verdict: &'a str,
        complete: bool,
        summary: Summary,
    },
    Diagnostic(&'a Matter),
    Workspace {
        folder: &'a str,
        policy: &'a Policy,
        counts: Counts,
        skipped: Skipped,
    },
    Finding {
        workspace: &'a str,
        policy: &'a str,
        #[serde(flatten)]
        finding: &'a Finding,
    },
}

pub(super) fn render(results: &Results) -> String {
    let mut text = line(&run(results));
    for matter in &results.diagnostics {
        text += &line(&Line::Diagnostic(matter));
    }
    for workspace in &results.workspaces {
        let Workspace { folder, policy, counts, skipped, .. } = workspace;
        text += &line(&Line::Workspace { folder, policy, counts: *counts, skipped: *skipped });
        for finding in &workspace.findings {
            text += &line(&Line::Finding { workspace: folder, policy: &policy.id, finding });
        }
    }
    text
}

fn run(results: &Results) -> Line<'_> {
    Line::Run {
        version: results.version,
        tool: &results.tool,
        as_of: results.as_of.as_deref(),
        verdict: &results.verdict,
        complete: results.complete,
        summary: results.summary,
    }
}

fn line(line: &Line) -> String {
    // Every value is a text, a number, a list or a struct of these, which always have a form in JSON.
    serde_json::to_string(line).unwrap_or_default() + "\n"
}
