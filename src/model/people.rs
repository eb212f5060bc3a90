//! What people agree to, are told, may ask for, and what is claimed against them.

use smallvec::SmallVec;

use super::place::Dated;
use super::thing::Text;
use super::vocabulary::TermId;
use super::{ClaimId, DataId, Head, PurposeId, RecipientId, SubjectId};
use crate::source::Span;
use crate::syntax::value::Time;

/// Which data, purposes or recipients something covers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Selection<T> {
    /// All.
    All,
    /// These; empty is `nothing`.
    These(Vec<T>),
}

/// `covers data for purposes to recipients`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cover {
    /// The data.
    pub data: Selection<DataId>,
    /// The purposes; none are said is none covered.
    pub purposes: Selection<PurposeId>,
    /// The recipients; none are said is only us.
    pub recipients: Vec<RecipientId>,
}

/// `consent`.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "each field is the clause of the language that it is named after")]
pub struct Consent {
    pub head: Head,
    /// A step of the scale none, general, choice, explicit.
    pub strength: u8,
    /// The class as a term of the sort `consent-class`.
    pub class: TermId,
    pub from: SubjectId,
    pub covers: Vec<Cover>,
    pub asked_by: Option<RecipientId>,
    pub guardian: bool,
}

/// `notice`.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "each field is the clause of the language that it is named after")]
pub struct Notice {
    pub head: Head,
    pub tells: Vec<TermId>,
    pub covers: Vec<Cover>,
    pub effective: Option<Dated>,
}

/// `claim`.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "each field is the clause of the language that it is named after")]
pub struct Claim {
    pub head: Head,
    /// The clause it names, as written.
    pub clause: Box<str>,
    /// Where that stands.
    pub clause_span: Span,
    /// The ground that the clause is, if it is one.
    pub ground: Option<TermId>,
    pub because: Option<Text>,
    pub link: Option<TermId>,
    /// Said why it is necessary; `Some(None)` is `no`.
    pub necessary: Option<Option<Text>>,
    pub protects: Option<SmallVec<[TermId; 1]>>,
    pub asking: Option<TermId>,
    pub cites: SmallVec<[TermId; 2]>,
    pub party: Option<SubjectId>,
    pub issuer: Option<Text>,
    pub dated: Option<Dated>,
    pub evidence: Vec<Text>,
}

/// What a right covers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// The case.
    pub case: Text,
    /// The claim it rests on.
    pub under: Option<ClaimId>,
}

/// `right`.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "each field is the clause of the language that it is named after")]
pub struct Right {
    pub head: Head,
    pub class: TermId,
    pub channels: Vec<TermId>,
    pub covers: Selection<DataId>,
    pub within: Option<Time>,
    /// Terms of the sort `fee`; empty is `nothing`.
    pub fee: Option<SmallVec<[TermId; 1]>>,
    /// Terms of the sort `check`; empty is `nothing`.
    pub verifies: Option<SmallVec<[TermId; 1]>>,
    pub grounds: Vec<TermId>,
    pub refuses: Vec<Refusal>,
    pub halts: Vec<Halt>,
}

/// `stop` or `continue`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Halt {
    /// The delay of stopping; `None` is `continue`.
    pub within: Option<Time>,
    /// The events, terms of the sort `event`.
    pub events: SmallVec<[TermId; 2]>,
    /// Where the clause stands.
    pub span: Span,
}
