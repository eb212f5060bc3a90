//! What a change of flows means: which declarations come, go or say something else, and whether that widens or narrows what
//! is done with personal data. Names may stand in any order, coarse words are held against each other by their leaves, and
//! a datum is known by its class, so that what is only written otherwise is no difference.

mod aspect;
mod extent;
mod flows;
mod matching;
mod promises;
mod side;
mod things;

use serde::Serialize;

use crate::model::Model;
use crate::model::vocabulary::Vocabulary;

/// Which way a change goes: more is done with personal data and less protects it, or the other way round.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Direction {
    /// More is done, or less protects.
    Widened,
    /// Less is done, or more protects.
    Narrowed,
    /// Some of both.
    Both,
    /// Something else is said, which is neither more nor less.
    Other,
}

/// What a part of a change is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Topic {
    /// What is done, and where data come from and go within our systems.
    Flows,
    /// Which data.
    Data,
    /// What for.
    Purposes,
    /// Who gets or sees them.
    Recipients,
    /// How long they stay.
    Retention,
    /// What people are asked, told, and may demand; what is claimed instead.
    Consent,
    /// What protects them.
    Safeguards,
}

/// What became of a declaration.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case", tag = "kind")]
pub enum Fate {
    /// It is new.
    Added,
    /// It is gone.
    Removed,
    /// It says something else.
    Changed,
    /// It says the same under another name.
    Renamed {
        /// The name it had.
        from: String,
    },
}

/// A name, and what people call it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Named {
    /// The name.
    pub name: String,
    /// Its label.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
}

/// One clause of a declaration that says something else.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Part {
    /// What it is about.
    pub topic: Topic,
    /// The clause, in the words of the flow language.
    pub clause: &'static str,
    /// The datum that the clause is said of alone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub of: Option<String>,
    /// The event that the clause speaks of.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub event: Option<String>,
    /// Which way it goes.
    pub direction: Direction,
    /// What is there now and was not.
    pub added: Vec<Named>,
    /// What was there and is no more.
    pub removed: Vec<Named>,
    /// What stood there, where it is no list; absent if nothing did.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub before: Option<String>,
    /// What stands there now, where it is no list; absent if nothing does.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub after: Option<String>,
}

/// A declaration that differs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Differing {
    /// What it declares.
    pub keyword: &'static str,
    /// Its full name, and its label.
    #[serde(flatten)]
    pub named: Named,
    /// What became of it.
    pub fate: Fate,
    /// What the declaration itself is about.
    pub topic: Topic,
    /// Which way it goes as a whole.
    pub direction: Direction,
    /// The clauses that differ; of one that is new or gone, what it says.
    pub parts: Vec<Part>,
}

/// What a change means, in the order of keywords and names.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Difference {
    /// The declarations that differ.
    pub declarations: Vec<Differing>,
}

/// Everything of one topic, for somebody who reads by topic.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Section<'a> {
    /// The topic.
    pub topic: Topic,
    /// What differs, each with the declaration that it stands in. A declaration that is new, gone or renamed as a whole stands
    /// once, under its own topic and without a part.
    pub entries: Vec<(&'a Differing, Option<&'a Part>)>,
}

/// What a workspace declares, and the words in which it speaks.
#[derive(Debug, Clone, Copy)]
pub struct State<'a> {
    /// What its files declare.
    pub model: &'a Model,
    /// The words of its policies.
    pub vocabulary: &'a Vocabulary,
}

/// Tells what a change means.
pub fn difference(before: State<'_>, after: State<'_>) -> Difference {
    matching::difference(before, after)
}

impl Topic {
    /// All, in the order in which they are told.
    pub const ALL: [Self; 7] =
        [Self::Flows, Self::Data, Self::Purposes, Self::Recipients, Self::Retention, Self::Consent, Self::Safeguards];
}

impl Direction {
    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Widened => "widened",
            Self::Narrowed => "narrowed",
            Self::Both => "widened and narrowed",
            Self::Other => "changed",
        }
    }

    /// Both of two, together.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        match (self, other) {
            (same, other) if same == other => same,
            (Self::Other, known) | (known, Self::Other) => known,
            (Self::Widened | Self::Narrowed | Self::Both, Self::Widened | Self::Narrowed | Self::Both) => Self::Both,
        }
    }
}

impl Difference {
    /// Which way the change goes as a whole; `None` if nothing differs but names.
    pub fn direction(&self) -> Option<Direction> {
        self.differing().map(|one| one.direction).reduce(Direction::and)
    }

    /// Whether the change does nothing but narrow: then nobody has to be told or asked again.
    pub fn only_narrows(&self) -> bool {
        self.differing().next().is_some() && self.differing().all(Differing::only_narrows)
    }

    /// What differs in more than its name.
    fn differing(&self) -> impl Iterator<Item = &Differing> {
        self.declarations.iter().filter(|one| !matches!(one.fate, Fate::Renamed { .. }))
    }

    /// How many declarations go a way.
    pub fn count(&self, direction: Direction) -> usize {
        self.differing().filter(|one| one.direction == direction).count()
    }

    /// The change by topic; topics without anything are left out.
    pub fn sections(&self) -> Vec<Section<'_>> {
        let section = |topic| Section { topic, entries: self.entries(topic) };
        Topic::ALL.into_iter().map(section).filter(|section| !section.entries.is_empty()).collect()
    }

    fn entries(&self, topic: Topic) -> Vec<(&Differing, Option<&Part>)> {
        let of = |one: &'_ Differing| one.topic == topic && one.fate != Fate::Changed;
        let whole = self.declarations.iter().filter(|one| of(one)).map(|one| (one, None));
        let changed = self.declarations.iter().filter(|one| one.fate == Fate::Changed);
        let parts = changed.flat_map(|one| one.parts.iter().map(move |part| (one, Some(part))));
        whole.chain(parts.filter(|(_, part)| part.is_some_and(|part| part.topic == topic))).collect()
    }
}

impl Differing {
    fn only_narrows(&self) -> bool {
        let narrows = |part: &Part| part.direction == Direction::Narrowed;
        match self.fate {
            Fate::Added | Fate::Removed => self.direction == Direction::Narrowed,
            Fate::Changed => self.parts.iter().all(narrows),
            Fate::Renamed { .. } => true,
        }
    }
}
