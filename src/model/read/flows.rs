//! Declarations of flows, whatever their verb.

use smallvec::SmallVec;

use super::{Reader, words_of};
use crate::model::names::Wanted;
use crate::model::{
    Basis, ClaimId, ConsentId, Declaration, FeatureId, Fields, Flow, NoticeId, Place, PurposeId, RecipientId,
    Selection, StoreId, SubjectId, TransformId, Via,
};
use crate::syntax::tree::{Clause, Word};
use crate::syntax::value::Value;
use crate::syntax::words::{ClauseWord, Keyword};

impl Reader<'_> {
    pub(in crate::model) fn flow(&mut self) -> Flow {
        let mut flow = Flow {
            head: self.head(),
            verb: self.item.keyword,
            from: SmallVec::new(),
            into: None,
            to: SmallVec::new(),
            data: Fields::new(),
            all_data: false,
            purposes: None,
            feature: None,
            notices: SmallVec::new(),
            bases: SmallVec::new(),
            asked: None,
            seldom: None,
        };
        for (clause, value) in self.clauses() {
            self.flow_clause(&mut flow, clause, &value);
        }
        if !flow.seldom().via.is_empty() {
            flow.seldom_mut().via.shrink_to_fit();
        }
        flow
    }

    fn flow_clause(&mut self, flow: &mut Flow, clause: &Clause, value: &Value) {
        match (clause.word, value) {
            (ClauseWord::From, value) => self.flow_from(flow, value),
            (ClauseWord::About, value) => {
                flow.seldom_mut().about = self.references_of(value, Wanted::Subject, SubjectId).into();
            }
            (ClauseWord::Into, value) => {
                let places = words_of(value);
                flow.into = Some(places.iter().filter_map(|word| self.place(*word)).collect());
            }
            (ClauseWord::To, value) => flow.to = self.references_of(value, Wanted::Recipient, RecipientId).into(),
            (ClauseWord::Required, value) => flow.asked_mut().required = self.fields_of(value),
            (ClauseWord::Optional, value) => flow.asked_mut().optional = self.fields_of(value),
            (ClauseWord::Data, value) => match self.data_of(value) {
                Selection::All => flow.all_data = true,
                Selection::These(data) => flow.data = data.into(),
            },
            (ClauseWord::For, value) => {
                flow.purposes = Some(self.references_of(value, Wanted::Purpose, PurposeId).into());
            }
            (ClauseWord::Feature, value) => {
                flow.feature = self.reference_of(value, Wanted::Feature).map(|found| FeatureId(found.index));
            }
            (ClauseWord::Means, value) => flow.asked_mut().means = Some(self.listed(value, "means")),
            (ClauseWord::Notice, Value::Notice { name, when }) => {
                let before = when.map(|word| self.is(word, "before"));
                let found = self.reference(*name, Wanted::Notice);
                flow.notices.extend(found.map(|found| (NoticeId(found.index), before)));
            }
            (ClauseWord::Basis, value) => flow.bases.extend(self.basis(value)),
            (ClauseWord::Via, Value::Via { name, on }) => {
                let on = self.fields(on).into_vec();
                let found = self.reference(*name, Wanted::Transform);
                flow.seldom_mut().via.extend(found.map(|found| Via { transform: TransformId(found.index), on }));
            }
            (ClauseWord::Derives, value) => flow.seldom_mut().derives = self.fields_of(value),
            (ClauseWord::OpenTo, value) => flow.seldom_mut().open_to = Some(self.listed(value, "reader")),
            (ClauseWord::Event, value) => {
                flow.seldom_mut().event = self.listed::<Vec<_>>(value, "event").first().copied()
            }
            (_, value) => flow.seldom_mut().halts.extend(self.halt(clause, value)),
        }
    }

    fn flow_from(&mut self, flow: &mut Flow, value: &Value) {
        let wanted = match flow.verb {
            Keyword::Collect => Wanted::SubjectOrRecipient,
            _ => Wanted::StoreOrRecipient,
        };
        for word in words_of(value) {
            match self.reference(word, wanted) {
                Some(Declaration { keyword: Keyword::Subject, index }) => {
                    flow.asked_mut().subjects.push(SubjectId(index))
                }
                Some(Declaration { keyword: Keyword::Store, index }) => flow.from.push(Place::Store(StoreId(index))),
                Some(found) => flow.from.push(Place::Recipient(RecipientId(found.index))),
                None => {}
            }
        }
    }

    fn place(&mut self, word: Word) -> Option<Place> {
        let found = self.reference(word, Wanted::StoreOrRecipient)?;
        Some(match found.keyword {
            Keyword::Store => Place::Store(StoreId(found.index)),
            _ => Place::Recipient(RecipientId(found.index)),
        })
    }

    fn basis(&mut self, value: &Value) -> Option<Basis> {
        match value {
            Value::BasisConsent { name, when } => {
                let before = when.map(|word| self.is(word, "before"));
                self.reference(*name, Wanted::Consent).map(|found| Basis::Consent(ConsentId(found.index), before))
            }
            Value::BasisClaim { name } => {
                self.reference(*name, Wanted::Claim).map(|found| Basis::Claim(ClaimId(found.index)))
            }
            _ => None,
        }
    }
}
