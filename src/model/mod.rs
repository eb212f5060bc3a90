//! Trees to a resolved model with typed ids; no unresolved name survives. Lists are in the order of full names, so that
//! no result depends on how declarations are spread over files.

mod adoption;
mod errors;
pub mod language;
mod names;
mod read;
mod resolve;
pub mod vocabulary;

use std::sync::Arc;

use smallvec::SmallVec;

use crate::source::Span;
use crate::syntax::value::{Date, Time};
use crate::syntax::words::{ClauseWord, Keyword};
pub use adoption::{Adopted, Counterpart, Speaker, adopt};
pub use resolve::{Policy, Resolved, resolve};
use vocabulary::{LeafSet, TermId};

macro_rules! ids {
    ($($(#[doc = $doc:literal])+ $name:ident)+) => { $(
        $(#[doc = $doc])+
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(pub u32);

        impl $name {
            /// Its place in its list.
            pub fn index(self) -> usize {
                self.0 as usize
            }
        }
    )+ };
}

ids! {
    /// A place in [`Model::subjects`].
    SubjectId
    /// A place in [`Model::data`].
    DataId
    /// A place in [`Model::groups`].
    GroupId
    /// A place in [`Model::purposes`].
    PurposeId
    /// A place in [`Model::features`].
    FeatureId
    /// A place in [`Model::stores`].
    StoreId
    /// A place in [`Model::recipients`].
    RecipientId
    /// A place in [`Model::transforms`].
    TransformId
    /// A place in [`Model::measures`].
    MeasureId
    /// A place in [`Model::consents`].
    ConsentId
    /// A place in [`Model::notices`].
    NoticeId
    /// A place in [`Model::claims`].
    ClaimId
    /// A place in [`Model::rights`].
    RightId
    /// A place in [`Model::plans`].
    PlanId
    /// A place in [`Model::flows`].
    FlowId
}

/// A declaration: what it declares, and its place in the model's list of those.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Declaration {
    /// What it declares; for a flow, its verb.
    pub keyword: Keyword,
    /// Its place in the list of its kind; all seven verbs share the list of flows.
    pub index: u32,
}

/// What every declaration has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// Its full name: the module, a dot, its own name. For a term of the policy that is used without being declared, the
    /// term.
    pub name: Arc<str>,
    /// Its label.
    pub label: Option<Box<str>>,
    /// Where its name stands; `None` for a term of the policy that is used without being declared.
    pub span: Option<Span>,
    /// A fault was reported in it: nothing about it is to be trusted.
    pub faulty: bool,
    /// The tree and the item that it came from, by number; `None` as for `span`.
    pub item: Option<(u32, u32)>,
}

/// A few fields.
pub type Fields = SmallVec<[DataId; 4]>;

/// A term of the policy, or what a workspace declares without one.
pub type Class = TermId;

/// `system`.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "each field is the clause of the language that it is named after")]
pub struct System {
    pub head: Head,
    pub policy: Box<str>,
    pub operator: Box<str>,
    pub measures: Vec<MeasureId>,
}

/// `subject`.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "each field is the clause of the language that it is named after")]
pub struct Subject {
    pub head: Head,
    pub class: TermId,
    /// The bands it may be in.
    pub age: LeafSet,
    pub age_said: bool,
    pub account: Option<bool>,
    pub accepts_policy: Option<TermId>,
}

/// `data`.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "each field is the clause of the language that it is named after")]
pub struct Data {
    pub head: Head,
    pub class: Class,
    pub sensitive: Option<bool>,
    pub personal: Option<bool>,
    pub schema: Vec<Text>,
}

/// A string and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    /// The text, without quotes.
    pub text: Box<str>,
    /// Where it stands.
    pub span: Span,
}

impl Text {
    /// Whether anything stands in it: an empty string proves nothing.
    pub fn is_said(&self) -> bool {
        !self.text.trim().is_empty()
    }
}

/// `group`: its data, groups inside it resolved.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "each field is the clause of the language that it is named after")]
pub struct Group {
    pub head: Head,
    pub data: Vec<DataId>,
}

/// How long a purpose lasts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lasts {
    /// For a time.
    Time(Time),
    /// Until an event, a term of the sort `event`.
    Until(TermId),
}

/// `purpose`.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "each field is the clause of the language that it is named after")]
pub struct Purpose {
    pub head: Head,
    pub class: Class,
    pub needs: Option<Vec<DataId>>,
    pub may_use: Vec<DataId>,
    pub lasts: Option<Lasts>,
}

/// `feature`.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "each field is the clause of the language that it is named after")]
pub struct Feature {
    pub head: Head,
    pub class: Class,
    pub basic: Option<bool>,
    pub requires: Option<Requires>,
}

/// What a feature requires beyond the `required` of its own collections.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Requires {
    /// Data.
    pub data: Vec<DataId>,
    /// Other features.
    pub features: Vec<FeatureId>,
}

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

/// Where a flow reads from or lands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Place {
    /// A store of ours.
    Store(StoreId),
    /// Somebody else.
    Recipient(RecipientId),
}

/// What a flow relies on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Basis {
    /// A consent, asked before or after; `None` if unsaid.
    Consent(ConsentId, Option<bool>),
    /// A claim.
    Claim(ClaimId),
}

/// A transform on a flow's way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Via {
    /// The transform.
    pub transform: TransformId,
    /// The data it acts on; empty is all that lands.
    pub on: Vec<DataId>,
}

/// One of the seven verbs.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "each field is the clause of the language that it is named after")]
pub struct Flow {
    pub head: Head,
    pub verb: Keyword,
    /// Where it reads from; for a collection, recipients that are the source.
    pub from: SmallVec<[Place; 1]>,
    /// Where it lands; `None` if the clause is left out, empty for `nothing`.
    pub into: Option<SmallVec<[Place; 1]>>,
    pub to: SmallVec<[RecipientId; 1]>,
    pub data: Fields,
    /// `data all`.
    pub all_data: bool,
    pub purposes: Option<SmallVec<[PurposeId; 2]>>,
    pub feature: Option<FeatureId>,
    /// Notices, each shown before or after; `None` if unsaid.
    pub notices: SmallVec<[(NoticeId, Option<bool>); 1]>,
    pub bases: SmallVec<[Basis; 1]>,
    asked: Option<Box<Asked>>,
    seldom: Option<Box<Seldom>>,
}

/// What only a collection says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "each field is the clause of the language that it is named after")]
pub struct Asked {
    /// The people it asks.
    pub subjects: SmallVec<[SubjectId; 1]>,
    pub required: Fields,
    pub optional: Fields,
    pub means: Option<SmallVec<[TermId; 1]>>,
}

static NOBODY: Asked = Asked {
    subjects: SmallVec::new_const(),
    required: SmallVec::new_const(),
    optional: SmallVec::new_const(),
    means: None,
};

/// What few flows say. A workspace has many flows, and most need no room for it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "each field is the clause of the language that it is named after")]
pub struct Seldom {
    pub about: SmallVec<[SubjectId; 1]>,
    pub via: Vec<Via>,
    pub derives: Fields,
    pub open_to: Option<SmallVec<[TermId; 1]>>,
    pub event: Option<TermId>,
    pub halts: Vec<Halt>,
}

static NOTHING: Seldom = Seldom::NOTHING;

impl Seldom {
    const NOTHING: Self = Self {
        about: SmallVec::new_const(),
        via: Vec::new(),
        derives: SmallVec::new_const(),
        open_to: None,
        event: None,
        halts: Vec::new(),
    };
}

impl Flow {
    /// What only a collection says.
    pub fn asked(&self) -> &Asked {
        self.asked.as_deref().unwrap_or(&NOBODY)
    }

    /// Makes room for what only a collection says.
    pub(crate) fn asked_mut(&mut self) -> &mut Asked {
        self.asked.get_or_insert_default()
    }

    /// What few flows say.
    pub fn seldom(&self) -> &Seldom {
        self.seldom.as_deref().unwrap_or(&NOTHING)
    }

    /// Makes room for what few flows say.
    pub(crate) fn seldom_mut(&mut self) -> &mut Seldom {
        self.seldom.get_or_insert_with(|| Box::new(Seldom::NOTHING))
    }
}

/// Everything that a workspace declares, and the policy's own terms that it may use without declaring them.
#[derive(Debug, Default)]
pub struct Model {
    /// The system; `None` if no file declares one.
    pub system: Option<System>,
    /// People in roles.
    pub subjects: Vec<Subject>,
    /// Fields; after the declared ones, one for each term of the policy.
    pub data: Vec<Data>,
    /// Groups of fields.
    pub groups: Vec<Group>,
    /// Purposes; after the declared ones, one for each term of the policy.
    pub purposes: Vec<Purpose>,
    /// Features; after the declared ones, one for each term of the policy.
    pub features: Vec<Feature>,
    /// Stores.
    pub stores: Vec<Store>,
    /// Recipients.
    pub recipients: Vec<Recipient>,
    /// Transforms.
    pub transforms: Vec<Transform>,
    /// Measures; after the declared ones, one for each term of the policy.
    pub measures: Vec<Measure>,
    /// Consents.
    pub consents: Vec<Consent>,
    /// Notices.
    pub notices: Vec<Notice>,
    /// Claims.
    pub claims: Vec<Claim>,
    /// Rights.
    pub rights: Vec<Right>,
    /// Plans.
    pub plans: Vec<Plan>,
    /// Waivers.
    pub waivers: Vec<Waiver>,
    /// Flows.
    pub flows: Vec<Flow>,
    /// How many declarations the files hold.
    pub declared: usize,
}

impl Model {
    /// What a declaration has in common with all others.
    pub fn head(&self, declaration: Declaration) -> Option<&Head> {
        let index = declaration.index as usize;
        match declaration.keyword {
            Keyword::System => self.system.as_ref().map(|system| &system.head),
            Keyword::Subject => self.subjects.get(index).map(|item| &item.head),
            Keyword::Data => self.data.get(index).map(|item| &item.head),
            Keyword::Group => self.groups.get(index).map(|item| &item.head),
            Keyword::Purpose => self.purposes.get(index).map(|item| &item.head),
            Keyword::Feature => self.features.get(index).map(|item| &item.head),
            Keyword::Store => self.stores.get(index).map(|item| &item.head),
            Keyword::Recipient => self.recipients.get(index).map(|item| &item.head),
            Keyword::Transform => self.transforms.get(index).map(|item| &item.head),
            Keyword::Measure => self.measures.get(index).map(|item| &item.head),
            Keyword::Consent => self.consents.get(index).map(|item| &item.head),
            Keyword::Notice => self.notices.get(index).map(|item| &item.head),
            Keyword::Claim => self.claims.get(index).map(|item| &item.head),
            Keyword::Right => self.rights.get(index).map(|item| &item.head),
            Keyword::Plan => self.plans.get(index).map(|item| &item.head),
            Keyword::Waiver => self.waivers.get(index).map(|item| &item.head),
            Keyword::Collect
            | Keyword::Use
            | Keyword::Display
            | Keyword::Entrust
            | Keyword::Share
            | Keyword::Transfer
            | Keyword::Disclose => self.flows.get(index).map(|item| &item.head),
        }
    }

    /// A declaration's full name.
    pub fn name(&self, declaration: Declaration) -> &str {
        self.head(declaration).map_or("", |head| &head.name)
    }

    /// The declaration that a flow is.
    pub fn flow_declaration(&self, flow: FlowId) -> Declaration {
        Declaration { keyword: self.flows[flow.index()].verb, index: flow.0 }
    }

    /// The head of a place.
    pub fn place_head(&self, place: Place) -> &Head {
        match place {
            Place::Store(store) => &self.stores[store.index()].head,
            Place::Recipient(recipient) => &self.recipients[recipient.index()].head,
        }
    }
}

impl Keyword {
    /// Whether the declaration is a flow.
    pub fn is_verb(self) -> bool {
        matches!(
            self,
            Self::Collect | Self::Use | Self::Display | Self::Entrust | Self::Share | Self::Transfer | Self::Disclose
        )
    }
}

/// A clause of a declaration, as people write it: `name.clause`.
pub fn clause_name(model: &Model, declaration: Declaration, clause: ClauseWord) -> String {
    format!("{}.{}", model.name(declaration), clause.text())
}
