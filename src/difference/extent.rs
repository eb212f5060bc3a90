//! How much a clause says, and when that is more.

use std::collections::{BTreeMap, BTreeSet};

use super::{Direction, Named};

/// How much a clause says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Extent {
    /// Everything.
    All,
    /// Nobody said where it ends, so it may be everything.
    Open,
    /// Some things.
    Set(Set),
    /// A step of a scale, and how it is told.
    Level(u64, String),
    /// Something is stated, or nothing is.
    Stated(Option<String>),
    /// Something that is neither more nor less than anything else.
    Text(String),
}

/// Things by what they are: leaves of the policy's words, or names.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Set(BTreeMap<String, Members>);

/// What of one leaf is in a set.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Members {
    /// How many; [`WHOLE`] is all that the leaf can mean.
    count: u32,
    names: BTreeSet<Named>,
}

/// The step of what has no end.
pub(super) const NO_END: u64 = u64::MAX;

/// All that a leaf can mean: the policy's word itself, and no field of this system.
pub(super) const WHOLE: u32 = u32::MAX;

impl Set {
    /// Adds things of one leaf. What is there already under the same name is not counted again.
    pub(super) fn add(&mut self, leaf: &str, count: u32, named: Named) {
        let members = self.0.entry(leaf.to_owned()).or_default();
        if members.names.insert(named) {
            members.count = members.count.saturating_add(count);
        }
    }

    /// Adds a thing that is known by its name.
    pub(super) fn add_name(&mut self, name: &str, label: Option<&str>) {
        self.add(name, 1, Named { name: name.to_owned(), label: label.map(str::to_owned) });
    }

    /// What is in `self` beyond `other`.
    fn beyond(&self, other: &Self) -> Vec<Named> {
        let nothing = Members::default();
        let mut beyond = BTreeSet::new();
        for (leaf, members) in &self.0 {
            let theirs = other.0.get(leaf).unwrap_or(&nothing);
            if members.count <= theirs.count {
                continue;
            }
            let more: Vec<&Named> = members.names.difference(&theirs.names).collect();
            match more.is_empty() {
                true => beyond.insert(Named { name: leaf.clone(), label: None }),
                false => more.into_iter().fold(false, |_, named| beyond.insert(named.clone())),
            };
        }
        beyond.into_iter().collect()
    }
}

/// How two extents differ.
pub(super) struct Shift {
    /// Whether it is more, less, or both; `None` is neither.
    pub(super) order: Option<Order>,
    pub(super) added: Vec<Named>,
    pub(super) removed: Vec<Named>,
    pub(super) before: Option<String>,
    pub(super) after: Option<String>,
}

/// More or less.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Order {
    More,
    Less,
    Both,
}

impl Order {
    /// The direction, where more of it widens.
    pub(super) fn widening(self) -> Direction {
        match self {
            Self::More => Direction::Widened,
            Self::Less => Direction::Narrowed,
            Self::Both => Direction::Both,
        }
    }

    /// The direction, where more of it narrows.
    pub(super) fn narrowing(self) -> Direction {
        match self {
            Self::More => Direction::Narrowed,
            Self::Less => Direction::Widened,
            Self::Both => Direction::Both,
        }
    }
}

impl Extent {
    /// How this differs from what was before; `None` if it does not.
    pub(super) fn since(&self, before: &Self) -> Option<Shift> {
        if self == before {
            return None;
        }
        let told = |order| {
            Some(Shift { order, added: Vec::new(), removed: Vec::new(), before: before.told(), after: self.told() })
        };
        match (before, self) {
            (Self::Set(before), Self::Set(after)) => of_sets(before, after),
            (Self::Level(before, _), Self::Level(after, _)) if before == after => None,
            (Self::Level(before, _), Self::Level(after, _)) => {
                told(Some(if after > before { Order::More } else { Order::Less }))
            }
            (Self::All | Self::Open, Self::All | Self::Open) => None,
            // That something has no end is said, or it is not: neither is more.
            (Self::Open, Self::Level(NO_END, _)) | (Self::Level(NO_END, _), Self::Open) => told(None),
            (Self::All | Self::Open, _) => told(Some(Order::Less)),
            (_, Self::All | Self::Open) => told(Some(Order::More)),
            (Self::Stated(None), Self::Stated(Some(_))) => told(Some(Order::More)),
            (Self::Stated(Some(_)), Self::Stated(None)) => told(Some(Order::Less)),
            (
                Self::Set(_) | Self::Level(..) | Self::Stated(_) | Self::Text(_),
                Self::Set(_) | Self::Level(..) | Self::Stated(_) | Self::Text(_),
            ) => told(None),
        }
    }

    /// What a set is made of, by leaves, so that it is known again whatever things are called.
    pub(super) fn keys(&self) -> String {
        match self {
            Self::Set(set) => set.0.keys().map(String::as_str).collect::<Vec<_>>().join(", "),
            Self::All | Self::Open | Self::Level(..) | Self::Stated(_) | Self::Text(_) => {
                self.told().unwrap_or_default()
            }
        }
    }

    /// Where it stands on its scale, if it does.
    pub(super) fn level(&self) -> Option<u64> {
        match self {
            Self::Level(level, _) => Some(*level),
            Self::All | Self::Open | Self::Set(_) | Self::Stated(_) | Self::Text(_) => None,
        }
    }

    /// The extent of a clause that is not there at all, to tell what a new declaration says.
    pub(super) fn nothing(&self) -> Self {
        match self {
            Self::Set(_) => Self::Set(Set::default()),
            Self::All | Self::Open | Self::Level(..) | Self::Stated(_) | Self::Text(_) => Self::Text(String::new()),
        }
    }

    /// In words; a set is told by its names, and what is open by nothing.
    fn told(&self) -> Option<String> {
        match self {
            Self::All => Some("all".to_owned()),
            Self::Open => None,
            Self::Set(set) => {
                let names: BTreeSet<&str> =
                    set.0.values().flat_map(|members| &members.names).map(|named| named.name.as_str()).collect();
                Some(names.into_iter().collect::<Vec<_>>().join(", ")).filter(|text| !text.is_empty())
            }
            Self::Stated(text) => text.clone(),
            Self::Level(_, told) | Self::Text(told) => Some(told.clone()).filter(|told| !told.is_empty()),
        }
    }
}

fn of_sets(before: &Set, after: &Set) -> Option<Shift> {
    let (added, removed) = (after.beyond(before), before.beyond(after));
    let order = match (added.is_empty(), removed.is_empty()) {
        (true, true) => return None,
        (false, true) => Order::More,
        (true, false) => Order::Less,
        (false, false) => Order::Both,
    };
    Some(Shift { order: Some(order), added, removed, before: None, after: None })
}
