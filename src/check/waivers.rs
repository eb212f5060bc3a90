//! Waivers: a finding that somebody decided to live with, for a while, with a reason. It stays in every report. A waiver
//! that is over, or that covers nothing, is said.

use super::errors;
use super::finding::Finding;
use crate::diagnostic::Diagnostic;
use crate::model::Model;
use crate::syntax::value::Date;

/// Marks what is waived, and says what is wrong with waivers.
pub(super) fn apply(model: &Model, findings: &mut [Finding], today: Option<Date>) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    for waiver in model.waivers.iter().filter(|waiver| !waiver.head.faulty) {
        let names: Vec<&str> = waiver.on.iter().map(|declaration| model.name(*declaration)).collect();
        let over = waiver.until.date.zip(today).is_some_and(|(until, today)| until < today);
        let mut covers = false;
        for finding in findings.iter_mut().filter(|finding| is_covered(finding, &waiver.rule, &names)) {
            covers = true;
            if !over {
                finding.waived = Some(waiver.head.name.to_string());
            }
        }
        let span = waiver.head.span.unwrap_or(waiver.until.span);
        match (over, covers) {
            (true, _) => diagnostics.push(errors::expired_waiver(waiver.until.span, &waiver.head.name, covers)),
            (false, false) => diagnostics.push(errors::unused_waiver(span, &waiver.head.name, &waiver.rule)),
            (false, true) => {}
        }
    }
    diagnostics
}

/// A waiver of a rule covers its findings about any of the things that it names.
fn is_covered(finding: &Finding, rule: &str, names: &[&str]) -> bool {
    let about = [
        Some(finding.place.as_str()),
        finding.datum.as_deref(),
        finding.recipient.as_deref(),
        finding.origin.as_deref(),
    ];
    let bound = finding.binding.iter().map(|(_, name)| name.as_str());
    finding.rule == rule && about.into_iter().flatten().chain(bound).any(|name| names.contains(&name))
}
