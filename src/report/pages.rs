//! Where the program's repository explains rules and codes.

use super::results::Workspace;
use crate::policy::embedded;

/// The program's repository.
pub(super) const REPOSITORY: &str = env!("CARGO_PKG_REPOSITORY");

/// The page about a code.
pub(super) fn of_code(code: &str) -> String {
    format!("{REPOSITORY}/blob/main/docs/codes/{}.md", code.replace('/', "-"))
}

/// The page about a rule, if its pack comes with the program.
pub(super) fn of_rule(workspace: &Workspace, rule: &str) -> Option<String> {
    let policy = workspace.policy.id.as_str();
    let lies_elsewhere = workspace.rules.first().is_some_and(|rule| rule.place.is_some());
    let shipped = !lies_elsewhere && embedded().iter().any(|(id, _)| *id == policy);
    shipped.then(|| format!("{REPOSITORY}/blob/main/docs/rules/{policy}/{}.md", rule.replace('/', "-")))
}
