//! One line a finding: `path:line:column: severity[rule] message (clause)`.

use super::escape::visible;
use super::{Input, Places, Verbosity, apart};
use crate::check::finding::Finding;
use crate::diagnostic::Diagnostic;

/// What stands in the way, then what the rules found, as it is listed, then what the engine itself found.
pub(super) fn render(input: &Input, verbosity: Verbosity) -> String {
    let obstacles = input.obstacles().map(|(places, diagnostic)| said_line(places, diagnostic));
    let found = input.workspaces.iter().flat_map(|workspace| {
        let of_policy = input.of_policy(workspace);
        let line = move |(_, finding)| found_line(workspace.places(), &of_policy, finding);
        workspace.shown(verbosity).map(line)
    });
    let asides = input.asides(verbosity).into_iter().map(|(places, diagnostic)| said_line(places, diagnostic));
    obstacles.chain(found).chain(asides).collect()
}

fn said_line(places: Places, diagnostic: &Diagnostic) -> String {
    let place = diagnostic.span().map(|span| format!("{}: ", places.place(span))).unwrap_or_default();
    let line = format!("{place}{}[{}] {}", diagnostic.severity.word(), diagnostic.code.id(), diagnostic.message);
    format!("{}\n", visible(&line))
}

fn found_line(places: Places, of_policy: &str, finding: &Finding) -> String {
    let place = finding.span.map(|span| format!("{}: ", places.place(span))).unwrap_or_default();
    let waived = finding.waived.as_ref().map(|waiver| format!(", waived by {waiver}")).unwrap_or_default();
    let apart: String = apart(finding.standing).map(|words| format!(", {words}")).collect();
    let (severity, rule, message, clause) = (finding.severity.word(), &finding.rule, &finding.message, &finding.clause);
    format!("{}\n", visible(&format!("{place}{severity}[{rule}] {message} ({clause}{of_policy}{waived}{apart})")))
}
