//! Trees to a resolved model with typed ids; no unresolved name survives. Lists are in the order of full names, so that
//! no result depends on how declarations are spread over files.

mod adoption;
mod errors;
mod flow;
pub mod language;
mod names;
mod people;
mod place;
mod read;
mod resolve;
mod safeguard;
mod thing;
pub mod vocabulary;

use std::sync::Arc;

use smallvec::SmallVec;

use crate::source::Span;
use crate::syntax::words::{ClauseWord, Keyword};
pub use adoption::{Adopted, Counterpart, Speaker, adopt};
pub use flow::{Asked, Basis, Flow, Seldom, Via};
pub use people::{Claim, Consent, Cover, Halt, Notice, Refusal, Right, Selection};
pub use place::{Action, Agreement, Dated, Ending, Endings, Limit, Place, Recipient, Store};
pub use resolve::{Policy, Resolved, resolve};
pub use safeguard::{Measure, Plan, Report, Transform, TransformClass, Waiver};
pub use thing::{Data, Feature, Group, Lasts, Purpose, Requires, Subject, System, Text};
use vocabulary::TermId;

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
