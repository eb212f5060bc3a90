//! What findings lie at a declaration, or lead over it.

use rustc_hash::FxHashMap;

use crate::diagnostic::Severity;
use crate::report::results::{Flow, Verdict, Workspace};

/// How findings concern a box or an arrow.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Mark {
    /// The gravest verdict of these findings.
    pub(super) verdict: Verdict,
    /// How many are about it; none if it only lies on their paths.
    pub(super) about: usize,
}

impl Mark {
    fn joined(self, other: Self) -> Self {
        Self { verdict: self.verdict.max(other.verdict), about: self.about + other.about }
    }

    /// Two marks as one.
    pub(super) fn both(left: Option<Self>, right: Option<Self>) -> Option<Self> {
        match (left, right) {
            (Some(left), Some(right)) => Some(left.joined(right)),
            (one, other) => one.or(other),
        }
    }
}

/// The marks of all declarations.
pub(super) struct Marks<'a>(FxHashMap<&'a str, Mark>);

impl<'a> Marks<'a> {
    /// Those of the findings that people are shown, without the waived ones and without remarks on the policy's text.
    pub(super) fn of(workspace: &'a Workspace) -> Self {
        let mut marks = Self(FxHashMap::default());
        let shown = workspace.listed().into_iter();
        for finding in shown.filter(|finding| finding.waived.is_none() && finding.severity() > Severity::Lint) {
            marks.add(&finding.declaration, Mark { verdict: finding.verdict, about: 1 });
            for step in finding.path.iter().filter(|step| step.name != finding.declaration) {
                marks.add(&step.name, Mark { verdict: finding.verdict, about: 0 });
            }
        }
        marks
    }

    fn add(&mut self, name: &'a str, mark: Mark) {
        let here = self.0.entry(name).or_insert(Mark { about: 0, ..mark });
        *here = here.joined(mark);
    }

    pub(super) fn of_name(&self, name: &str) -> Option<Mark> {
        self.0.get(name).copied()
    }

    pub(super) fn of_flows(&self, flows: &[&Flow]) -> Option<Mark> {
        flows.iter().map(|flow| self.of_name(&flow.head.name)).fold(None, Mark::both)
    }
}
