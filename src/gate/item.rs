//! What can count at a gate, of either sort: what the rules found, and what the engine itself found.

use std::borrow::Cow;

use crate::analysis::Analysis;
use crate::check::finding::{Finding, Verdict};
use crate::check::identity;
use crate::diagnostic::{Consequence, Diagnostic, Severity, Standing};

/// One thing that can count.
#[derive(Debug, Clone, Copy)]
pub(super) enum Item<'a> {
    /// A rule found it.
    Found(&'a Finding),
    /// The engine found it.
    Said(&'a Diagnostic),
}

/// All of an analysis.
pub(super) fn items(analysis: &Analysis) -> Vec<Item<'_>> {
    let found = analysis.findings.iter().map(Item::Found);
    let said = analysis.diagnostics.iter().filter(|said| is_finding(said)).map(Item::Said);
    found.chain(said).collect()
}

/// Where they stand, in the same order.
pub(super) fn standings(analysis: &mut Analysis) -> impl Iterator<Item = &mut Standing> {
    let found = analysis.findings.iter_mut().map(|finding| &mut finding.standing);
    let said = analysis.diagnostics.iter_mut().filter(|said| is_finding(said)).map(|said| &mut said.standing);
    found.chain(said)
}

fn is_finding(said: &Diagnostic) -> bool {
    said.code.consequence() == Consequence::Finding
}

impl<'a> Item<'a> {
    /// Its identity.
    pub(super) fn id(self) -> Cow<'a, str> {
        match self {
            Self::Found(finding) => Cow::Borrowed(finding.id.as_str()),
            Self::Said(said) => Cow::Owned(identity::of_diagnostic(said)),
        }
    }

    /// The rule that found it, or the code.
    pub(super) fn rule(self) -> &'a str {
        match self {
            Self::Found(finding) => &finding.rule,
            Self::Said(said) => said.code.id(),
        }
    }

    /// The clause that it breaks; what the engine finds breaks none.
    pub(super) fn clause(self) -> &'a str {
        match self {
            Self::Found(finding) => &finding.clause,
            Self::Said(_) => "",
        }
    }

    /// How certain it is.
    pub(super) fn verdict(self) -> Verdict {
        match self {
            Self::Found(finding) => finding.verdict,
            Self::Said(_) => Verdict::Violates,
        }
    }

    /// How much it weighs.
    pub(super) fn severity(self) -> Severity {
        match self {
            Self::Found(finding) => finding.severity,
            Self::Said(said) => said.severity,
        }
    }

    /// The waiver that covers it.
    pub(super) fn waived(self) -> Option<&'a str> {
        match self {
            Self::Found(finding) => finding.waived.as_deref(),
            Self::Said(_) => None,
        }
    }

    /// Whether it is for somebody to mend: nothing that is waived is, and no lint, which is for the policy's author.
    pub(super) fn is_open(self) -> bool {
        self.waived().is_none() && self.severity() > Severity::Lint
    }

    /// What is wrong.
    pub(super) fn message(self) -> &'a str {
        match self {
            Self::Found(finding) => &finding.message,
            Self::Said(said) => said.message.english(),
        }
    }

    /// The names that it is about, for people: the declaration first.
    pub(super) fn about(self) -> String {
        let names: Vec<&str> = match self {
            Self::Found(finding) => {
                let rest = [&finding.datum, &finding.purpose, &finding.recipient];
                let rest = rest.into_iter().filter_map(Option::as_deref);
                std::iter::once(finding.place.as_str()).chain(rest).collect()
            }
            Self::Said(said) => said.about.iter().map(String::as_str).collect(),
        };
        names.join(", ")
    }
}
