//! One line a finding: `path:line:column: severity[rule] message (clause)`.

use super::escape::visible;
use super::results::{Consequence, Finding, Matter, Place, Results, Workspace};
use super::{Verbosity, is_shown};

/// What stands in the way, then what the rules found, as it is listed, then what the engine itself found.
pub(super) fn render(results: &Results, verbosity: Verbosity) -> String {
    let obstacles = results.diagnostics.iter().filter(|matter| matter.consequence == Consequence::Unchecked);
    let found = results.workspaces.iter().flat_map(|workspace| found_lines(results, workspace, verbosity));
    obstacles.map(said_line).chain(found).chain(results.asides().into_iter().map(said_line)).collect()
}

fn found_lines(results: &Results, workspace: &Workspace, verbosity: Verbosity) -> Vec<String> {
    let of_policy = results.of_policy(workspace);
    let shown = workspace.listed().into_iter().filter(|finding| is_shown(finding.severity(), verbosity));
    shown.map(|finding| found_line(&of_policy, finding)).collect()
}

fn said_line(matter: &Matter) -> String {
    let place = before(matter.place());
    visible(&format!("{place}{}[{}] {}", matter.severity, matter.code, matter.message)).into_owned() + "\n"
}

fn found_line(of_policy: &str, finding: &Finding) -> String {
    let place = before(finding.place.as_ref());
    let waived = finding.waived.as_ref().map(|waiver| format!(", waived by {waiver}")).unwrap_or_default();
    let Finding { severity, rule, message, clause, .. } = finding;
    visible(&format!("{place}{severity}[{rule}] {message} ({clause}{of_policy}{waived})")).into_owned() + "\n"
}

fn before(place: Option<&Place>) -> String {
    place.map(|place| format!("{}:{}:{}: ", place.path, place.line, place.column)).unwrap_or_default()
}
