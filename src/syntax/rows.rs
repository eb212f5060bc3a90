//! Lists of trees. While a file is read each list is its own; afterwards the lists of all files stand one behind the
//! other in one, so that the room of thousands of trees is given back whole, not in holes between other things.

use std::fmt;
use std::ops::{Deref, Range};
use std::sync::Arc;

/// A list, its own or a piece of a longer one.
#[derive(Clone)]
pub struct Rows<T>(Room<T>);

#[derive(Clone)]
enum Room<T> {
    Own(Vec<T>),
    Shared(Arc<Vec<T>>, Range<u32>),
}

impl<T> Rows<T> {
    /// An empty list.
    pub(super) const fn new() -> Self {
        Self(Room::Own(Vec::new()))
    }
}

impl<T> Default for Rows<T> {
    fn default() -> Self {
        Self::new()
    }
}

impl<T: Clone> Rows<T> {
    /// Adds to the end.
    pub(super) fn push(&mut self, row: T) {
        self.own().push(row);
    }

    /// Adds all to the end.
    pub(super) fn extend(&mut self, rows: impl IntoIterator<Item = T>) {
        self.own().extend(rows);
    }

    fn own(&mut self) -> &mut Vec<T> {
        if let Room::Shared(list, range) = &self.0 {
            self.0 = Room::Own(list[range.start as usize..range.end as usize].to_vec());
        }
        match &mut self.0 {
            Room::Own(list) => list,
            Room::Shared(list, _) => Arc::make_mut(list),
        }
    }
}

impl<T> Deref for Rows<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        match &self.0 {
            Room::Own(list) => list,
            Room::Shared(list, range) => &list[range.start as usize..range.end as usize],
        }
    }
}

impl<'a, T> IntoIterator for &'a Rows<T> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl<T: PartialEq> PartialEq for Rows<T> {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl<T: Eq> Eq for Rows<T> {}

impl<T: fmt::Debug> fmt::Debug for Rows<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(formatter)
    }
}

/// The lists of many trees, one behind the other.
#[derive(Debug)]
pub(super) struct Row<T> {
    list: Vec<T>,
    pieces: Vec<Range<u32>>,
}

impl<T> Row<T> {
    pub(super) const fn new() -> Self {
        Self { list: Vec::new(), pieces: Vec::new() }
    }

    /// Takes a list in and leaves it empty.
    pub(super) fn take(&mut self, rows: &mut Rows<T>)
    where
        T: Clone,
    {
        let start = self.list.len() as u32;
        self.list.append(std::mem::take(rows).own());
        self.pieces.push(start..self.list.len() as u32);
    }

    /// Gives the lists back, in the order in which they were taken.
    pub(super) fn pieces(self) -> impl Iterator<Item = Rows<T>> {
        let list = Arc::new(self.list);
        self.pieces.into_iter().map(move |piece| Rows(Room::Shared(Arc::clone(&list), piece)))
    }
}
