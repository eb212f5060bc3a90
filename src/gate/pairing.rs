//! The one way in which findings are known again: in a baseline, and between two revisions.

use std::collections::BTreeMap;

use crate::check::identity::fault;

/// For each identity of `now` the place of its counterpart in `then`: the same identity, or, for what is left over on both
/// sides, the same fault on another way. Each is the counterpart of one at most, so nothing that is added is absorbed.
pub fn pair(then: &[impl AsRef<str>], now: &[impl AsRef<str>]) -> Vec<Option<usize>> {
    let then: Vec<&str> = then.iter().map(AsRef::as_ref).collect();
    let now: Vec<&str> = now.iter().map(AsRef::as_ref).collect();
    let mut pairs = vec![None; now.len()];
    let mut free = vec![true; then.len()];
    pass(&then, &now, &mut free, &mut pairs, |id| id);
    pass(&then, &now, &mut free, &mut pairs, fault);
    pairs
}

/// Pairs what is left over, by a part of the identities. What shares it is paired in its order.
fn pass(then: &[&str], now: &[&str], free: &mut [bool], pairs: &mut [Option<usize>], part: fn(&str) -> &str) {
    let mut known: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (place, id) in then.iter().enumerate().filter(|(place, _)| free[*place]).rev() {
        known.entry(part(id)).or_default().push(place);
    }
    for (id, pair) in now.iter().zip(pairs).filter(|(_, pair)| pair.is_none()) {
        *pair = known.get_mut(part(id)).and_then(Vec::pop);
        if let Some(place) = *pair {
            free[place] = false;
        }
    }
}
