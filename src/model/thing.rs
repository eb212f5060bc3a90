//! Whose data a system handles, which data, and what for.

use super::vocabulary::{LeafSet, TermId};
use super::{Class, DataId, FeatureId, Head, MeasureId};
use crate::source::Span;
use crate::syntax::value::Time;

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
