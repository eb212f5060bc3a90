//! Where data rests and who gets them, and how that ends.

use smallvec::SmallVec;

use super::thing::Text;
use super::vocabulary::TermId;
use super::{ClaimId, DataId, Head, MeasureId, PurposeId, RecipientId, StoreId, TransformId};
use crate::source::Span;
use crate::syntax::value::{Date, Time};

/// One line about the end of storage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ending {
    /// What happens.
    pub action: Action,
    /// The data that the line names; empty is all that rests there.
    pub data: Vec<DataId>,
    /// The events, terms of the sort `event`.
    pub events: SmallVec<[TermId; 4]>,
    /// The claim it rests on.
    pub under: Option<ClaimId>,
    /// Where the line stands.
    pub span: Span,
}

/// What happens at the end of storage.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Action {
    /// Deleted, within a time of the event.
    Delete(Time),
    /// Transformed, within a time of the event.
    Apply(TransformId, Time),
    /// Kept after the event.
    Keep,
}

/// The ends of what rests somewhere.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Endings {
    /// The lines.
    pub lines: Vec<Ending>,
    /// `keep nothing`: in passing only.
    pub keeps_nothing: bool,
}

/// `store`.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "each field is the clause of the language that it is named after")]
pub struct Store {
    pub head: Head,
    pub backup_of: Option<StoreId>,
    pub open_to: Option<SmallVec<[TermId; 2]>>,
    pub measures: Vec<MeasureId>,
    pub endings: Endings,
    pub region: Option<Text>,
}

/// A date, or `no`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dated {
    /// The date; `None` is `no`.
    pub date: Option<Date>,
    /// Where it stands.
    pub span: Span,
}

/// What an agreement limits a recipient to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Limit {
    /// To nothing in particular.
    All,
    /// To these purposes.
    Purposes(Vec<PurposeId>),
}

/// An agreement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Agreement {
    /// The document.
    pub document: Text,
    /// With another recipient; `None` is with us.
    pub with: Option<RecipientId>,
}

/// `recipient`.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "each field is the clause of the language that it is named after")]
pub struct Recipient {
    pub head: Head,
    pub classes: SmallVec<[TermId; 2]>,
    pub agreement: Option<Agreement>,
    pub limited_to: Option<Limit>,
    pub authorised: Option<Dated>,
    pub evaluated: Option<Dated>,
    pub assessed: Option<Dated>,
    pub bound_by_policy: Option<bool>,
    pub measures: Option<Vec<MeasureId>>,
    pub endings: Endings,
    pub region: Option<Text>,
}

/// Where a flow reads from or lands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Place {
    /// A store of ours.
    Store(StoreId),
    /// Somebody else.
    Recipient(RecipientId),
}
