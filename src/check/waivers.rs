//! Waivers: a finding that somebody decided to live with, for a while, with a reason. It stays in every report. A waiver
//! that is over, or that covers nothing, is said.

use super::errors;
use super::finding::{Finding, WaiverOutcome};
use crate::diagnostic::Diagnostic;
use crate::model::{Model, Waiver};
use crate::syntax::value::Date;

/// Marks what is waived, and tells what became of each waiver.
pub(super) fn apply(model: &Model, findings: &mut [Finding], today: Option<Date>) -> Vec<WaiverOutcome> {
    let trusted = model.waivers.iter().filter(|waiver| !waiver.head.faulty);
    trusted.map(|waiver| outcome(model, waiver, findings, today)).collect()
}

fn outcome(model: &Model, waiver: &Waiver, findings: &mut [Finding], today: Option<Date>) -> WaiverOutcome {
    let mut outcome = WaiverOutcome {
        name: waiver.head.name.to_string(),
        span: waiver.head.span.unwrap_or(waiver.until.span),
        rule: waiver.rule.to_string(),
        on: waiver.on.iter().map(|declaration| model.name(*declaration).to_owned()).collect(),
        until: waiver.until.date,
        until_span: waiver.until.span,
        by: waiver.by.to_string(),
        because: waiver.because.to_string(),
        over: waiver.until.date.zip(today).is_some_and(|(until, today)| until < today),
        covers: Vec::new(),
    };
    for finding in findings {
        if outcome.speaks_of(finding) {
            outcome.covers.push(finding.id.clone());
            if !outcome.over {
                finding.waived = Some(outcome.name.clone());
            }
        }
    }
    outcome
}

/// What is wrong with waivers.
pub(super) fn faults(waivers: &[WaiverOutcome]) -> Vec<Diagnostic> {
    let fault = |waiver: &WaiverOutcome| match (waiver.over, waiver.covers.is_empty()) {
        (true, idle) => Some(errors::expired_waiver(waiver.until_span, &waiver.name, !idle)),
        (false, true) => Some(errors::unused_waiver(waiver.span, &waiver.name, &waiver.rule)),
        (false, false) => None,
    };
    waivers.iter().filter_map(fault).collect()
}

impl WaiverOutcome {
    /// Whether it is about a finding: of its rule, and about any of the things that it names.
    pub fn speaks_of(&self, finding: &Finding) -> bool {
        let about = [
            Some(finding.place.as_str()),
            finding.datum.as_deref(),
            finding.recipient.as_deref(),
            finding.origin.as_deref(),
        ];
        let bound = finding.binding.iter().map(|(_, name)| name.as_str());
        finding.rule == self.rule
            && about.into_iter().flatten().chain(bound).any(|name| self.on.iter().any(|on| on == name))
    }
}
