//! Which commit a change is held against.

use candor::configuration::errors;
use candor::diagnostic::Diagnostic;

use super::{Failure, Repository, Snapshot, ask, line};

/// What a change is held against.
pub(crate) struct Base {
    /// As somebody named it.
    pub(crate) name: String,
    /// What it holds.
    pub(crate) snapshot: Snapshot,
}

/// The word that stands for what the system around tells.
const AUTO: &str = "auto";

/// Where systems that run gates say what a change is held against: the variable, and what stands before a branch there.
const VARIABLES: [(&str, &str); 8] = [
    ("CI_MERGE_REQUEST_DIFF_BASE_SHA", ""),
    ("CI_MERGE_REQUEST_TARGET_BRANCH_NAME", ORIGIN),
    ("GITHUB_BASE_REF", ORIGIN),
    ("BITBUCKET_PR_DESTINATION_BRANCH", ORIGIN),
    ("SYSTEM_PULLREQUEST_TARGETBRANCH", ORIGIN),
    ("BUILDKITE_PULL_REQUEST_BASE_BRANCH", ORIGIN),
    ("DRONE_TARGET_BRANCH", ORIGIN),
    ("CHANGE_TARGET", ORIGIN),
];

const ORIGIN: &str = "origin/";

/// What the system around says; `None` if it says nothing.
fn told() -> Option<String> {
    VARIABLES.iter().find_map(|(variable, before)| {
        let value = std::env::var(variable).ok().filter(|value| !value.is_empty())?;
        let branch = value.strip_prefix("refs/heads/").unwrap_or(&value);
        Some(format!("{before}{branch}"))
    })
}

impl Repository {
    /// The commit at which a change began: the last that `name` and what is checked out have in common.
    pub(crate) fn base(&self, name: &str) -> Result<Base, Diagnostic> {
        let name = match name {
            AUTO => told().ok_or_else(|| errors::no_base(&VARIABLES.map(|(variable, _)| variable)))?,
            name => name.to_owned(),
        };
        self.parting(&name, "HEAD")
    }

    /// The last commit that two revisions have in common.
    pub(crate) fn parting(&self, name: &str, other: &str) -> Result<Base, Diagnostic> {
        let (tip, other) = (self.find_commit(name)?, self.find_commit(other)?);
        let shared = ask(&["merge-base", &tip, &other]).map(line);
        let commit = shared.map_err(|_| errors::no_shared_history(name, self.is_shallow()))?;
        self.at(name.to_owned(), &commit)
    }

    /// The commit that `name` names.
    pub(crate) fn revision(&self, name: &str) -> Result<Base, Diagnostic> {
        self.at(name.to_owned(), &self.find_commit(name)?)
    }

    fn find_commit(&self, name: &str) -> Result<String, Diagnostic> {
        let commit = format!("{name}^{{commit}}");
        let found = ask(&["rev-parse", "--verify", "--quiet", "--end-of-options", &commit]);
        found.map(line).map_err(|_| errors::unknown_revision(name, &self.fetching(name)))
    }

    /// The command that may bring a revision here.
    fn fetching(&self, name: &str) -> String {
        let depth = if self.is_shallow() { " --unshallow" } else { "" };
        match name.strip_prefix(ORIGIN) {
            Some(branch) => format!("git fetch{depth} origin +refs/heads/{branch}:refs/remotes/origin/{branch}"),
            None => format!("git fetch{depth} origin"),
        }
    }

    fn at(&self, name: String, commit: &str) -> Result<Base, Diagnostic> {
        match self.commit(commit) {
            Ok(snapshot) => Ok(Base { name, snapshot }),
            Err(Failure::Missing) => Err(errors::no_git(&["a comparison", "比较"].into())),
            Err(Failure::Refused(_)) => Err(errors::unknown_revision(&name, &self.fetching(&name))),
        }
    }
}
