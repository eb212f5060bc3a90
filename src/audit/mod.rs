//! What a pack's author and its lawyers ask about the pack itself: what stands for each clause, what the policy leaves
//! open, what in the pack has no effect, and whether the published document still says what the pack was made from.

mod coverage;
mod document;
mod lint;
mod verify;

pub use coverage::{Covered, Standing, coverage};
pub use document::sha256;
pub use lint::{Matter, Remark, lint};
pub use verify::{Change, Passage, Verification, Verified, verify};

use crate::policy::pack::{ClauseId, Pack};
use crate::policy::rule::{Excuse, Rule};

/// The ids of the rules that stand on a clause: they cite it, are bounded by it, or use an exception that stands on it.
fn rules_on(pack: &Pack, clause: ClauseId) -> Vec<&str> {
    let standing = pack.rules.iter().filter(|rule| {
        rule.clauses.contains(&clause) || rule.rests_on.contains(&clause) || excuses_by(pack, rule, clause)
    });
    standing.map(|rule| rule.id.as_str()).collect()
}

/// Whether a rule has an exception that stands on a clause.
fn excuses_by(pack: &Pack, rule: &Rule, clause: ClauseId) -> bool {
    rule.parts.iter().flat_map(|part| &part.unless).any(|excuse| match excuse {
        Excuse::Named { exception, .. } => pack.exceptions[usize::from(*exception)].clauses.contains(&clause),
        Excuse::Own(exception) => exception.clauses.contains(&clause),
    })
}
