//! How much a property was tried on, and what it found wrong.

use std::collections::{BTreeMap, BTreeSet};

use super::world::Key;

/// Something that a property forbids.
#[derive(Debug, Clone)]
pub(crate) struct Breach {
    /// What was changed or looked at.
    pub(crate) change: &'static str,
    /// The world.
    pub(crate) world: String,
    /// The rule, if it is about one.
    pub(crate) rule: String,
    /// What is wrong.
    pub(crate) wrong: String,
}

/// Whether findings of a rule came and whether some went.
#[derive(Debug, Default, Clone)]
pub(crate) struct Moved {
    pub(crate) came: Option<Key>,
    pub(crate) went: Option<Key>,
}

/// How much was tried.
#[derive(Debug, Default, Clone)]
pub(crate) struct Tally {
    pub(crate) cases: usize,
    pub(crate) rules: BTreeSet<String>,
    pub(crate) bindings: usize,
    pub(crate) findings: usize,
    pub(crate) longest: usize,
    /// By change and rule, whether it was asked or not.
    pub(crate) moved: BTreeMap<(&'static str, String), Moved>,
    pub(crate) breaches: Vec<Breach>,
}

impl Tally {
    pub(crate) fn join(mut self, other: Self) -> Self {
        self.cases += other.cases;
        self.rules.extend(other.rules);
        self.bindings += other.bindings;
        self.findings += other.findings;
        self.longest = self.longest.max(other.longest);
        self.breaches.extend(other.breaches);
        for (key, moved) in other.moved {
            let known = self.moved.entry(key).or_default();
            known.came = known.came.take().or(moved.came);
            known.went = known.went.take().or(moved.went);
        }
        self
    }

    pub(crate) fn wrong(&mut self, change: &'static str, world: &str, rule: &str, wrong: String) {
        self.breaches.push(Breach { change, world: world.to_owned(), rule: rule.to_owned(), wrong });
    }
}

impl Breach {
    /// The breach on one line.
    pub(crate) fn told(&self) -> String {
        format!("{} [{}] {}: {}", self.change, self.world, self.rule, self.wrong)
    }
}
