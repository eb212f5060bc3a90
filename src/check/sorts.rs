//! The words of the language that facts are made of, looked up once.

use crate::model::vocabulary::{SortId, TermId, Vocabulary};
use crate::policy::facts::Kind;
use crate::syntax::words::Keyword;

/// The sorts and the terms of the language that facts are made of.
pub(super) struct Sorts {
    pub(super) event: Option<SortId>,
    pub(super) action: [Option<TermId>; 7],
    pub(super) ourselves: Option<TermId>,
    pub(super) third_party: Option<TermId>,
    pub(super) basis: [Option<TermId>; 3],
    pub(super) demand: [Option<TermId>; 2],
    pub(super) store_kind: [Option<TermId>; 3],
    pub(super) told_recipient: Option<TermId>,
    pub(super) purpose_ended: Option<TermId>,
    pub(super) collection: Option<TermId>,
    pub(super) before_use: Option<TermId>,
}

impl Sorts {
    pub(super) fn new(vocabulary: &Vocabulary) -> Self {
        let term = |sort: &str, name: &str| vocabulary.sort(sort).and_then(|sort| vocabulary.find(sort, name));
        let action = |keyword: Keyword| term("action", keyword.text());
        Self {
            event: vocabulary.sort("event"),
            action: [
                action(Keyword::Collect),
                action(Keyword::Use),
                action(Keyword::Display),
                action(Keyword::Entrust),
                action(Keyword::Share),
                action(Keyword::Transfer),
                action(Keyword::Disclose),
            ],
            ourselves: term("party", "ourselves"),
            third_party: term("party", "third-party"),
            basis: [term("basis", "listing"), term("basis", "consent"), term("basis", "claim")],
            demand: [term("demand", "required"), term("demand", "optional")],
            store_kind: [term("store-kind", "live"), term("store-kind", "backup"), term("store-kind", "transit")],
            told_recipient: term("content", "recipient"),
            purpose_ended: term("event", "purpose-ended"),
            collection: term("event", "collection"),
            before_use: term("acceptance", "before-use"),
        }
    }

    /// The verb as a term of the sort `action`.
    pub(super) fn verb(&self, verb: Keyword) -> Option<TermId> {
        let at = match verb {
            Keyword::Collect => 0,
            Keyword::Use => 1,
            Keyword::Display => 2,
            Keyword::Entrust => 3,
            Keyword::Share => 4,
            Keyword::Transfer => 5,
            _ => 6,
        };
        self.action[at]
    }
}

/// The kind that a verb's flows are of.
pub(super) fn kind_of(verb: Keyword) -> Kind {
    match verb {
        Keyword::Collect => Kind::Collect,
        Keyword::Use => Kind::Use,
        Keyword::Display => Kind::Display,
        Keyword::Entrust => Kind::Entrust,
        Keyword::Share => Kind::Share,
        Keyword::Transfer => Kind::Transfer,
        Keyword::Disclose => Kind::Disclose,
        _ => Kind::Flow,
    }
}
