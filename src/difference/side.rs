//! One side of a difference: what its names stand for.

use std::collections::BTreeMap;

use super::extent::{Extent, Set, WHOLE};
use super::{Named, State};
use crate::diagnostic::Language;
use crate::model::vocabulary::{LeafSet, TermId, Vocabulary};
use crate::model::{
    Class, Cover, DataId, Dated, Head, MeasureId, Model, Place, PurposeId, RecipientId, Selection, SubjectId, Text,
};
use crate::policy::time_in_words;
use crate::syntax::value::{Date, Time, Unit};

/// One side.
pub(super) struct Side<'a> {
    pub(super) model: &'a Model,
    pub(super) vocabulary: &'a Vocabulary,
    /// The names that things have on the other side, where only the name differs.
    pub(super) renamed: BTreeMap<String, String>,
}

impl<'a> Side<'a> {
    pub(super) fn new(state: State<'a>) -> Self {
        Self { model: state.model, vocabulary: state.vocabulary, renamed: BTreeMap::new() }
    }

    /// A name as the other side has it.
    pub(super) fn name<'n>(&'n self, head: &'n Head) -> &'n str {
        self.renamed.get(&*head.name).map_or(&*head.name, String::as_str)
    }

    fn add(&self, set: &mut Set, head: &Head) {
        set.add_name(self.name(head), head.label.as_deref());
    }

    /// Things that are known by their names.
    pub(super) fn named<'h>(&self, heads: impl IntoIterator<Item = &'h Head>) -> Extent {
        let mut set = Set::default();
        heads.into_iter().for_each(|head| self.add(&mut set, head));
        Extent::Set(set)
    }

    /// A thing of a class: by its leaves, or by its name where the policy has no word for it. The policy's own word stands
    /// for all that it can mean, a field of this system for one thing.
    fn add_classed(&self, set: &mut Set, head: &Head, class: Class) {
        let named = || Named { name: self.name(head).to_owned(), label: head.label.as_deref().map(str::to_owned) };
        if class.own_index().is_some() {
            set.add(self.name(head), 1, named());
            return;
        }
        let leaves: Vec<&str> = self.vocabulary.leaf_terms(class).map(|leaf| self.vocabulary.name(leaf)).collect();
        let count = if head.item.is_some() { 1 } else { WHOLE };
        for leaf in &leaves {
            // A coarse word is told by what it stands for.
            let named = if leaves.len() == 1 { named() } else { Named { name: (*leaf).to_owned(), label: None } };
            set.add(leaf, count, named);
        }
    }

    pub(super) fn data(&self, data: impl IntoIterator<Item = DataId>) -> Extent {
        let mut set = Set::default();
        for id in data {
            let data = &self.model.data[id.index()];
            self.add_classed(&mut set, &data.head, data.class);
        }
        Extent::Set(set)
    }

    pub(super) fn purposes(&self, purposes: impl IntoIterator<Item = PurposeId>) -> Extent {
        let mut set = Set::default();
        for id in purposes {
            let purpose = &self.model.purposes[id.index()];
            self.add_classed(&mut set, &purpose.head, purpose.class);
        }
        Extent::Set(set)
    }

    pub(super) fn measures(&self, measures: impl IntoIterator<Item = MeasureId>) -> Extent {
        let mut set = Set::default();
        for id in measures {
            let measure = &self.model.measures[id.index()];
            self.add_classed(&mut set, &measure.head, measure.class);
        }
        Extent::Set(set)
    }

    pub(super) fn recipients(&self, recipients: &[RecipientId]) -> Extent {
        self.named(recipients.iter().map(|id| &self.model.recipients[id.index()].head))
    }

    pub(super) fn subjects(&self, subjects: &[SubjectId]) -> impl Iterator<Item = &'a Head> {
        let model = self.model;
        subjects.iter().copied().map(move |id| &model.subjects[id.index()].head)
    }

    pub(super) fn places(&self, places: &[Place]) -> impl Iterator<Item = &'a Head> {
        let model = self.model;
        places.iter().copied().map(move |place| model.place_head(place))
    }

    /// Words of the policy or of the language, down to their leaves.
    pub(super) fn terms(&self, terms: &[TermId]) -> Extent {
        let mut set = Set::default();
        for term in terms {
            for leaf in self.vocabulary.leaf_terms(*term) {
                set.add_name(self.vocabulary.name(leaf), None);
            }
        }
        Extent::Set(set)
    }

    /// Who can open something. All staff are more than those authorised, and nobody is none.
    pub(super) fn readers(&self, readers: Option<&[TermId]>) -> Extent {
        let Some(readers) = readers else { return Extent::Open };
        let mut set = Set::default();
        for name in readers.iter().map(|term| self.vocabulary.name(*term)) {
            match name {
                "nobody" => {}
                "all-staff" => ["authorised-staff", "all-staff"].into_iter().for_each(|one| set.add_name(one, None)),
                other => set.add_name(other, None),
            }
        }
        Extent::Set(set)
    }

    /// Bands of ages.
    pub(super) fn bands(&self, bands: &LeafSet) -> Extent {
        let mut set = Set::default();
        let Some(sort) = self.vocabulary.sort("age") else { return Extent::Open };
        for leaf in bands.iter() {
            if let Some(term) = self.vocabulary.sort_of(sort).leaves.get(leaf as usize) {
                set.add_name(self.vocabulary.name(*term), None);
            }
        }
        Extent::Set(set)
    }

    /// The names of words, where none is more than another.
    pub(super) fn words(&self, terms: &[TermId]) -> Extent {
        let mut names: Vec<&str> = terms.iter().map(|term| self.vocabulary.name(*term)).collect();
        names.sort_unstable();
        Extent::Text(names.join(", "))
    }

    pub(super) fn selected(&self, data: &Selection<DataId>) -> Extent {
        match data {
            Selection::All => Extent::All,
            Selection::These(data) => self.data(data.iter().copied()),
        }
    }

    /// Which data are covered for which purposes and which recipients.
    pub(super) fn cover_lines(&self, covers: &[Cover]) -> Extent {
        let line = |cover: &Cover| {
            let [data, purposes, recipients] = self.covered(std::slice::from_ref(cover)).map(|extent| extent.keys());
            let to = if recipients.is_empty() { String::new() } else { format!(" to {recipients}") };
            format!("{data} for {purposes}{to}")
        };
        let mut lines: Vec<String> = covers.iter().map(line).collect();
        lines.sort();
        Extent::Text(lines.join("; "))
    }

    /// The data, purposes and recipients that something covers, all lines together.
    pub(super) fn covered(&self, covers: &[Cover]) -> [Extent; 3] {
        let all_data = covers.iter().any(|cover| cover.data == Selection::All);
        let all_purposes = covers.iter().any(|cover| cover.purposes == Selection::All);
        let data = covers.iter().flat_map(|cover| these(&cover.data));
        let purposes = covers.iter().flat_map(|cover| these(&cover.purposes));
        let recipients: Vec<RecipientId> = covers.iter().flat_map(|cover| cover.recipients.iter().copied()).collect();
        [
            if all_data { Extent::All } else { self.data(data) },
            if all_purposes { Extent::All } else { self.purposes(purposes) },
            self.recipients(&recipients),
        ]
    }
}

/// What stands for which data a consent or a notice covers for which purposes and recipients.
pub(super) const LINES: &str = "covers together";

fn these<T: Copy>(selection: &Selection<T>) -> Vec<T> {
    match selection {
        Selection::All => Vec::new(),
        Selection::These(these) => these.clone(),
    }
}

/// A length of time, where more is longer.
pub(super) fn length(time: Option<Time>) -> Extent {
    time.map_or(Extent::Open, |time| Extent::Level(hours(time), in_words(time)))
}

/// A length of time in words.
pub(super) fn in_words(time: Time) -> String {
    time_in_words(time, Language::English)
}

/// Twelve months are a year, and thirty days no month.
pub(super) fn hours(time: Time) -> u64 {
    let unit = match time.unit {
        Unit::Hour => 1,
        Unit::Day => 24,
        Unit::Month => 730,
        Unit::Year => 12 * 730,
    };
    u64::from(time.count) * unit
}

/// Whether a day is given.
pub(super) fn on(date: Option<&Dated>) -> Extent {
    Extent::Stated(date.and_then(|dated| dated.date).map(day))
}

pub(super) fn day(date: Date) -> String {
    format!("{:04}-{:02}-{:02}", date.year, date.month, date.day)
}

/// Documents by their names.
pub(super) fn documents(texts: &[Text]) -> Extent {
    let mut set = Set::default();
    texts.iter().filter(|text| text.is_said()).for_each(|text| set.add_name(&text.text, None));
    Extent::Set(set)
}

pub(super) fn stated(text: Option<&Text>) -> Extent {
    Extent::Stated(text.map(|text| text.text.to_string()))
}

/// Yes, no, or nothing said, where yes is most.
pub(super) fn yes(said: Option<bool>) -> Extent {
    match said {
        Some(true) => Extent::Level(2, "yes".to_owned()),
        None => Extent::Level(1, String::new()),
        Some(false) => Extent::Level(0, "no".to_owned()),
    }
}

/// Yes, no, or nothing said, where none is more than another.
pub(super) fn whether(said: Option<bool>) -> Extent {
    Extent::Text(said.map_or("", |yes| if yes { "yes" } else { "no" }).to_owned())
}
