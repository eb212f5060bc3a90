//! What makes a finding the same as one of another run. An identity is made of names alone, never of files, lines, labels
//! or the order of declarations, so it survives whatever changes only these.

use super::finding::Finding;
use crate::diagnostic::Diagnostic;

/// How many of an identity's digits tell the fault; the rest tells the way on which the datum got there.
pub const FAULT: usize = 16;
const WAY: usize = 4;

/// The fault that an identity tells, whatever the way: a new shortcut to it makes no other fault of it.
pub fn fault(id: &str) -> &str {
    id.get(..FAULT).unwrap_or(id)
}

/// The identity of a finding: rule, clause, place, datum, origin, purpose, recipient, store and binding; then the way.
pub(super) fn of_finding(finding: &Finding, store: Option<&str>) -> String {
    let about = [&finding.datum, &finding.origin, &finding.purpose, &finding.recipient];
    let about = about.into_iter().map(|name| name.as_deref().unwrap_or(""));
    let bound = finding.binding.iter().flat_map(|(variable, name)| [variable.as_str(), name.as_str()]);
    let fault = [finding.rule.as_str(), &finding.clause, &finding.place].into_iter();
    let way = finding.path.iter().map(|step| step.name.as_str());
    digits(fault.chain(about).chain(store).chain(bound), FAULT) + &digits(way, WAY)
}

/// The identity of what the engine itself finds: its code and the names that it is about.
pub fn of_diagnostic(diagnostic: &Diagnostic) -> String {
    let names = diagnostic.about.iter().map(String::as_str);
    digits([diagnostic.code.id()].into_iter().chain(names), FAULT) + &digits([].into_iter(), WAY)
}

fn digits<'a>(names: impl Iterator<Item = &'a str>, count: usize) -> String {
    let mut hasher = blake3::Hasher::new();
    for name in names {
        hasher.update(name.as_bytes());
        hasher.update(&[0]);
    }
    hasher.finalize().to_hex().chars().take(count).collect()
}
