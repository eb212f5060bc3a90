//! Counting: what the verdict line says, and what decides the exit status.

use super::Input;
use crate::check::finding::Verdict;
use crate::diagnostic::{Consequence, Severity, Standing};

/// How many things of each weight there are. Findings are counted unfolded; waived ones apart.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// Errors.
    pub errors: usize,
    /// Warnings.
    pub warnings: usize,
    /// Advice.
    pub infos: usize,
    /// Remarks on the policy's own text.
    pub lints: usize,
    /// Those of the above that need a fact that nobody declared.
    pub undecided: usize,
    /// Findings that a waiver covers; in none of the above.
    pub waived: usize,
    /// Findings that a baseline holds; in none of the above.
    pub baselined: usize,
    /// Findings that a change does not bring about, where only these count; in none of the above.
    pub unchanged: usize,
    /// Things because of which not everything could be checked; in none of the above.
    pub unchecked: usize,
}

impl Tally {
    /// Counts a whole run.
    pub fn of(input: &Input) -> Self {
        let mut tally = Self::default();
        for (_, diagnostic) in input.diagnostics() {
            match diagnostic.code.consequence() {
                Consequence::Unchecked => tally.unchecked += 1,
                Consequence::Finding => *tally.place(diagnostic.severity, diagnostic.standing) += 1,
            }
        }
        for finding in input.workspaces.iter().flat_map(|workspace| &workspace.analysis.findings) {
            if finding.waived.is_some() {
                tally.waived += 1;
                continue;
            }
            *tally.place(finding.severity, finding.standing) += 1;
            tally.undecided += usize::from(finding.counts() && finding.verdict == Verdict::MayViolate);
        }
        tally
    }

    /// Where something of a weight is counted.
    fn place(&mut self, severity: Severity, standing: Standing) -> &mut usize {
        match severity {
            Severity::Lint => &mut self.lints,
            _ if standing.baselined => &mut self.baselined,
            _ if !standing.counts() => &mut self.unchanged,
            Severity::Error => &mut self.errors,
            Severity::Warning => &mut self.warnings,
            Severity::Info => &mut self.infos,
        }
    }

    /// How many findings there are, waived ones left out.
    pub fn findings(&self) -> usize {
        self.errors + self.warnings + self.infos + self.lints
    }

    /// How many findings weigh at least `severity`.
    pub fn at_least(&self, severity: Severity) -> usize {
        let heavier = |one: Severity, count: usize| if one >= severity { count } else { 0 };
        heavier(Severity::Error, self.errors)
            + heavier(Severity::Warning, self.warnings)
            + heavier(Severity::Info, self.infos)
            + heavier(Severity::Lint, self.lints)
    }
}
