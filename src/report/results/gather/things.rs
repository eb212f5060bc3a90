//! Small things of the model by name.

use std::cell::RefCell;
use std::collections::BTreeSet;

use smallvec::SmallVec;

use crate::model::vocabulary::{LeafSet, TermId, Vocabulary};
use crate::model::{
    Action, Cover, DataId, Dated, Ending, Halt, Head, MeasureId, Model, Place, PurposeId, RecipientId, Selection,
    SubjectId, Text,
};
use crate::report::results;
use crate::report::{Places, day};
use crate::syntax::value::{Time, Unit};

pub(super) fn duration(time: Time) -> results::Duration {
    let unit = match time.unit {
        Unit::Hour => results::Timed::Hour,
        Unit::Day => results::Timed::Day,
        Unit::Month => results::Timed::Month,
        Unit::Year => results::Timed::Year,
    };
    results::Duration { count: time.count, unit }
}

/// A date, or `no`.
pub(super) fn dated(dated: &Dated) -> String {
    dated.date.map_or_else(|| "no".to_owned(), day)
}

pub(super) fn texts(texts: &[Text]) -> Vec<String> {
    texts.iter().map(|text| text.text.to_string()).collect()
}

/// Gives names to what the model knows by number.
pub(super) struct Namer<'a> {
    pub(super) model: &'a Model,
    pub(super) vocabulary: &'a Vocabulary,
    pub(super) places: Places<'a>,
    /// The terms that it has named.
    pub(super) named: RefCell<BTreeSet<TermId>>,
}

impl Namer<'_> {
    pub(super) fn head(&self, head: &Head) -> results::Head {
        results::Head {
            name: head.name.to_string(),
            label: head.label.as_deref().map(str::to_owned),
            place: head.span.map(|span| super::place(self.places, span)),
        }
    }

    pub(super) fn term(&self, term: TermId) -> String {
        self.named.borrow_mut().insert(term);
        self.vocabulary.name(term).to_owned()
    }

    pub(super) fn terms(&self, terms: &[TermId]) -> Vec<String> {
        terms.iter().map(|term| self.term(*term)).collect()
    }

    /// The names of some leaves of a sort.
    pub(super) fn leaves(&self, sort: &str, leaves: &LeafSet) -> Vec<String> {
        let Some(sort) = self.vocabulary.sort(sort) else { return Vec::new() };
        let sort = self.vocabulary.sort_of(sort);
        leaves.iter().filter_map(|leaf| sort.leaves.get(leaf as usize)).map(|term| self.term(*term)).collect()
    }

    pub(super) fn datum(&self, id: DataId) -> String {
        self.model.data[id.index()].head.name.to_string()
    }

    pub(super) fn data(&self, ids: &[DataId]) -> Vec<String> {
        ids.iter().map(|id| self.datum(*id)).collect()
    }

    pub(super) fn purposes(&self, ids: &[PurposeId]) -> Vec<String> {
        ids.iter().map(|id| self.model.purposes[id.index()].head.name.to_string()).collect()
    }

    pub(super) fn subjects(&self, ids: &[SubjectId]) -> Vec<String> {
        ids.iter().map(|id| self.model.subjects[id.index()].head.name.to_string()).collect()
    }

    pub(super) fn measures(&self, ids: &[MeasureId]) -> Vec<String> {
        ids.iter().map(|id| self.model.measures[id.index()].head.name.to_string()).collect()
    }

    pub(super) fn recipient(&self, id: RecipientId) -> String {
        self.model.recipients[id.index()].head.name.to_string()
    }

    pub(super) fn recipients(&self, ids: &[RecipientId]) -> Vec<String> {
        ids.iter().map(|id| self.recipient(*id)).collect()
    }

    pub(super) fn places(&self, places: &[Place]) -> Vec<String> {
        places.iter().map(|place| self.model.place_head(*place).name.to_string()).collect()
    }

    pub(super) fn selected_data(&self, selection: &Selection<DataId>) -> results::Selection {
        match selection {
            Selection::All => results::Selection::All,
            Selection::These(data) => results::Selection::These(self.data(data)),
        }
    }

    fn selected_purposes(&self, selection: &Selection<PurposeId>) -> results::Selection {
        match selection {
            Selection::All => results::Selection::All,
            Selection::These(purposes) => results::Selection::These(self.purposes(purposes)),
        }
    }

    pub(super) fn covers(&self, covers: &[Cover]) -> Vec<results::Cover> {
        let cover = |cover: &Cover| results::Cover {
            data: self.selected_data(&cover.data),
            purposes: self.selected_purposes(&cover.purposes),
            recipients: self.recipients(&cover.recipients),
        };
        covers.iter().map(cover).collect()
    }

    pub(super) fn endings(&self, lines: &[Ending]) -> Vec<results::Ending> {
        lines.iter().map(|line| self.ending(line)).collect()
    }

    fn ending(&self, line: &Ending) -> results::Ending {
        let (action, transform, within) = match line.action {
            Action::Delete(within) => (results::EndingAction::Delete, None, Some(within)),
            Action::Apply(transform, within) => (results::EndingAction::Apply, Some(transform), Some(within)),
            Action::Keep => (results::EndingAction::Keep, None, None),
        };
        results::Ending {
            action,
            transform: transform.map(|id| self.model.transforms[id.index()].head.name.to_string()),
            within: within.map(duration),
            data: self.data(&line.data),
            events: self.terms(&line.events),
            under: line.under.map(|claim| self.model.claims[claim.index()].head.name.to_string()),
        }
    }

    pub(super) fn halts(&self, halts: &[Halt]) -> Vec<results::Halt> {
        let halt = |halt: &Halt| results::Halt { within: halt.within.map(duration), events: self.terms(&halt.events) };
        halts.iter().map(halt).collect()
    }

    pub(super) fn optional_terms<const N: usize>(&self, terms: &Option<SmallVec<[TermId; N]>>) -> Option<Vec<String>>
    where
        [TermId; N]: smallvec::Array<Item = TermId>,
    {
        terms.as_ref().map(|terms| self.terms(terms))
    }
}
