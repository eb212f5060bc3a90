//! What protects data, what is done when it fails, and what is let pass meanwhile.

use super::people::Halt;
use super::place::Dated;
use super::thing::Text;
use super::vocabulary::TermId;
use super::{Declaration, Head, TransformId};
use crate::syntax::value::Time;

/// The classes of transforms.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "each variant is the class that it is named after")]
pub enum TransformClass {
    Deidentify,
    Anonymise,
    Aggregate,
    Mask,
    Relink,
}

/// `transform`.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "each field is the clause of the language that it is named after")]
pub struct Transform {
    pub head: Head,
    pub class: TransformClass,
    /// The class as a term of the sort `transform`.
    pub term: TermId,
    /// A step of the scale never, with-separate-key, with-key-at-hand, freely.
    pub restorable: Option<u8>,
    pub undoes: Option<TransformId>,
    pub evidence: Vec<Text>,
}

/// `measure`.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "each field is the clause of the language that it is named after")]
pub struct Measure {
    pub head: Head,
    pub class: TermId,
    pub against: Vec<TermId>,
    pub evidence: Vec<Text>,
    pub last: Option<Dated>,
    pub next: Option<Dated>,
}

/// Whom a plan reports to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// The authority, in words or by the recipient's name.
    pub to: Text,
    /// How soon.
    pub within: Option<Time>,
}

/// `plan`.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "each field is the clause of the language that it is named after")]
pub struct Plan {
    pub head: Head,
    pub class: TermId,
    pub tells: Vec<TermId>,
    pub channels: Vec<TermId>,
    pub fallback: Vec<TermId>,
    pub within: Option<Time>,
    pub reports_to: Option<Report>,
    pub halts: Vec<Halt>,
}

/// `waiver`.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "each field is the clause of the language that it is named after")]
pub struct Waiver {
    pub head: Head,
    pub rule: Box<str>,
    pub on: Vec<Declaration>,
    pub until: Dated,
    pub by: Box<str>,
    pub because: Box<str>,
}
