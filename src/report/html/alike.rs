//! Things that belong together, in the order in which the first of each came up.

use std::hash::Hash;

use rustc_hash::FxHashMap;

/// Groups of things by what they share.
pub(super) struct Alike<K, V> {
    groups: Vec<(K, V)>,
    places: FxHashMap<K, usize>,
}

impl<K, V> Default for Alike<K, V> {
    fn default() -> Self {
        Self { groups: Vec::new(), places: FxHashMap::default() }
    }
}

impl<K: Clone + Eq + Hash, V: Default> Alike<K, V> {
    /// The group of what shares this; a new one if there is none yet.
    pub(super) fn of(&mut self, shared: K) -> &mut V {
        let place = *self.places.entry(shared.clone()).or_insert(self.groups.len());
        if place == self.groups.len() {
            self.groups.push((shared, V::default()));
        }
        &mut self.groups[place].1
    }

    /// All groups.
    pub(super) fn all(&self) -> &[(K, V)] {
        &self.groups
    }
}
