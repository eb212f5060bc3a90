//! How findings are listed: one fault once. Counts, exit status and identities are of unfolded findings; only the
//! listing folds.

use rustc_hash::FxHashMap;

use super::finding::{Finding, Listed, Verdict};
use crate::policy::pack::Pack;

/// What tells one fault from another: place, datum, purpose, recipient.
type Key<'f> = (&'f str, Option<&'f str>, Option<&'f str>, Option<&'f str>);

fn key(finding: &Finding) -> Key<'_> {
    (&finding.place, finding.datum.as_deref(), finding.purpose.as_deref(), finding.recipient.as_deref())
}

/// Lists findings: the same fault seen by several rules once, the most specific clause first by the pack's precedence;
/// one rule at one cause once; unknowns once for each set of missing facts. Gravest first.
pub(super) fn fold(findings: &[Finding], causes: &[String], pack: &Pack) -> Vec<Listed> {
    let mut parents = parents(findings, pack);
    under_demands(findings, &mut parents);
    let mut groups: FxHashMap<(bool, String), Listed> = FxHashMap::default();
    let mut order: Vec<usize> = (0..findings.len()).filter(|index| parents[*index].is_none()).collect();
    order.sort_by(|left, right| rank(&findings[*left]).cmp(&rank(&findings[*right])));
    for index in order {
        let finding = &findings[index];
        let key = match finding.verdict {
            Verdict::Violates => (true, format!("{} {}", finding.rule, causes[index])),
            Verdict::MayViolate => (false, unknown_key(finding)),
        };
        match groups.get_mut(&key) {
            None => {
                groups.insert(key, Listed { shown: index, same: Vec::new(), under: Vec::new() });
            }
            Some(listed) if findings[listed.shown].rule == finding.rule => listed.same.push(index),
            Some(listed) => listed.under.push(index),
        }
    }
    let mut shown_in: FxHashMap<usize, usize> = FxHashMap::default();
    let mut listed: Vec<Listed> = groups.into_values().collect();
    listed.sort_by(|left, right| rank(&findings[left.shown]).cmp(&rank(&findings[right.shown])));
    for (place, one) in listed.iter().enumerate() {
        for index in std::iter::once(&one.shown).chain(&one.same).chain(&one.under) {
            shown_in.insert(*index, place);
        }
    }
    for index in 0..findings.len() {
        if let Some(place) = top(&parents, index).and_then(|top| shown_in.get(&top)) {
            listed[*place].under.push(index);
        }
    }
    listed
}

/// Unknowns at one place that need the same facts are one question.
fn unknown_key(finding: &Finding) -> String {
    let facts: Vec<String> =
        finding.missing.iter().map(|missing| format!("{}.{}", missing.declaration, missing.clause)).collect();
    match facts.is_empty() {
        true => format!("{} {}", finding.rule, finding.place),
        false => facts.join(" "),
    }
}

/// Gravest first: what counts before what is waived, violations before doubts of the same severity, then by name.
fn rank(finding: &Finding) -> impl Ord + '_ {
    let weight = std::cmp::Reverse((finding.waived.is_none(), finding.severity, finding.verdict));
    let place = (finding.place.as_str(), finding.rule.as_str(), finding.clause.as_str());
    (weight, place, finding.datum.as_deref(), finding.purpose.as_deref(), finding.id.as_str())
}

/// A doubt for want of a clause stands under the finding that demands this clause of the same declaration.
fn under_demands(findings: &[Finding], parents: &mut [Option<usize>]) {
    let fact = |finding: &Finding| -> Vec<(String, &'static str)> {
        finding.missing.iter().map(|missing| (missing.declaration.clone(), missing.clause)).collect()
    };
    let mut demanded: FxHashMap<(String, &'static str), usize> = FxHashMap::default();
    for (index, finding) in findings.iter().enumerate().filter(|(_, finding)| finding.verdict == Verdict::Violates) {
        for fact in fact(finding) {
            demanded.entry(fact).or_insert(index);
        }
    }
    for (index, finding) in findings.iter().enumerate() {
        let open = finding.verdict == Verdict::MayViolate && parents[index].is_none() && !finding.missing.is_empty();
        let asked = |fact: &(String, &'static str)| demanded.get(fact).copied();
        let stronger = |other: usize| findings[other].severity >= finding.severity;
        let by: Option<Vec<usize>> = fact(finding).iter().map(asked).collect();
        parents[index] =
            parents[index].or_else(|| by.filter(|_| open)?.first().copied().filter(|other| stronger(*other)));
    }
}

/// The finding that a folded one stands under in the end.
fn top(parents: &[Option<usize>], index: usize) -> Option<usize> {
    let mut at = parents[index]?;
    while let Some(above) = parents[at] {
        at = above;
    }
    Some(at)
}

/// For each finding, the one of an earlier level of a chain of precedence at the same fault, if it is no weaker.
fn parents(findings: &[Finding], pack: &Pack) -> Vec<Option<usize>> {
    let mut levels: FxHashMap<&str, Vec<(usize, usize)>> = FxHashMap::default();
    for (chain, precedence) in pack.precedence.iter().enumerate() {
        for (level, clauses) in precedence.iter().enumerate() {
            for clause in clauses {
                levels.entry(pack.clause_of(*clause).id.as_str()).or_default().push((chain, level));
            }
        }
    }
    let mut at: FxHashMap<Key<'_>, Vec<usize>> = FxHashMap::default();
    for (index, finding) in findings.iter().enumerate() {
        at.entry(key(finding)).or_default().push(index);
    }
    let none = Vec::new();
    let above = |index: usize| {
        let finding = &findings[index];
        let own = levels.get(finding.clause.as_str()).unwrap_or(&none);
        let candidates = at.get(&key(finding)).map_or(&[][..], Vec::as_slice).iter().copied();
        let stronger = candidates.filter(|other| {
            let other = &findings[*other];
            other.verdict >= finding.verdict
                && other.severity >= finding.severity
                && other.waived.is_some() == finding.waived.is_some()
        });
        let level = |other: usize| {
            let theirs = levels.get(findings[other].clause.as_str())?;
            let earlier = |(chain, level): &&(usize, usize)| own.iter().any(|(mine, at)| mine == chain && at > level);
            theirs.iter().filter(earlier).map(|(_, level)| *level).min()
        };
        stronger.filter_map(|other| Some((level(other)?, other))).min().map(|(_, other)| other)
    };
    (0..findings.len()).map(above).collect()
}
