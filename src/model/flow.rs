//! What is done with data.

use smallvec::SmallVec;

use super::people::Halt;
use super::place::Place;
use super::vocabulary::TermId;
use super::{
    ClaimId, ConsentId, DataId, FeatureId, Fields, Head, NoticeId, PurposeId, RecipientId, SubjectId, TransformId,
};
use crate::syntax::words::Keyword;

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
    pub(super) asked: Option<Box<Asked>>,
    pub(super) seldom: Option<Box<Seldom>>,
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
