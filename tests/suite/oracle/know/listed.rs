//! What the policy lists for data of an origin.

use super::{Aim, Known, Thing, Value, gap, in_set, set};
use crate::oracle::law::LimitRow;
use crate::oracle::spread::{self, Facet, Origin};
use crate::oracle::weigh::Truth;
use crate::oracle::words::{self, Set, Word};
use crate::oracle::world::{Basis, Flow, Verb};

impl Known<'_> {
    /// The collections that a facet may have come from: all that say the same and take the field so.
    pub(super) fn collection(&self, facet: &Facet) -> Option<usize> {
        let Origin { first, demand } = facet.origin?;
        let takes =
            |flow: &Flow, field: usize| spread::fields(flow).contains(&field) && spread::demand(flow, field) == demand;
        let alike = spread::flows(self.world).filter(|(_, flow)| {
            flow.verb == Verb::Collect
                && spread::alike(flow, &self.world.flows[first])
                && spread::about(flow).contains(&facet.subject)
                && spread::fields(flow).iter().any(|field| takes(flow, *field))
        });
        let alike: Vec<usize> = alike.map(|(flow, _)| flow).collect();
        let own = alike.iter().find(|flow| takes(&self.world.flows[**flow], facet.field));
        own.or(alike.first()).copied()
    }

    pub(crate) fn collection_name(&self, facet: &Facet) -> Option<String> {
        self.collection(facet).map(|flow| self.world.flows[flow].head.full())
    }

    /// The narrowest rows of `purpose-limits` about a ground flow.
    pub(crate) fn limits(&self, ground: usize) -> Vec<usize> {
        let Some(collection) = self.collection(&self.crossing(ground).datum) else { return Vec::new() };
        let collection = &self.world.flows[collection];
        let Some(feature) = collection.feature else { return Vec::new() };
        let feature = self.world.feature_class(feature);
        let means = words::union("means", collection.means.as_deref().unwrap_or(&[]));
        let action = self.flow(ground).verb.text();
        let applies = |row: &LimitRow| {
            let actions = row.actions.clone().unwrap_or_else(|| vec!["use", "display", "entrust"]);
            actions.contains(&action)
                && feature.within(words::word("feature", row.feature))
                && in_set(self.grounds[ground].datum, set(&row.data, "data"))
                && row.means.as_ref().is_none_or(|wanted| means & words::union("means", wanted) != 0)
        };
        let all: Vec<usize> = (0..self.law.limits.len()).filter(|row| applies(&self.law.limits[*row])).collect();
        let narrower = |row: usize, other: usize| {
            let (row, other) = (&self.law.limits[row], &self.law.limits[other]);
            let within = |one: &LimitRow, other: &LimitRow| {
                words::word("feature", one.feature).within(words::word("feature", other.feature))
                    && set(&one.data, "data") & !set(&other.data, "data") == 0
            };
            match (row.means.is_some(), other.means.is_some()) {
                (true, false) => true,
                (false, true) => false,
                _ => within(row, other) && !within(other, row),
            }
        };
        all.iter().copied().filter(|row| !all.iter().any(|other| narrower(*other, *row))).collect()
    }

    pub(super) fn once(&self, ground: usize, row: &LimitRow) -> Set {
        let (_, greatest, _) = self.identifiability(&self.crossing(ground).result);
        if greatest <= 2 { words::union("purpose", &row.once) } else { 0 }
    }

    pub(super) fn unless_doubtful(&self, ground: usize, purposes: Set) -> Value {
        let (least, greatest, gaps) = self.identifiability(&self.crossing(ground).result);
        let rows = self.limits(ground);
        let once = rows.iter().fold(0, |set, row| set | words::union("purpose", &self.law.limits[*row].once));
        let known = words::leaf("purpose", purposes);
        match once & !purposes {
            open if open != 0 && least <= 2 && greatest > 2 => Value::Partly(known, open, gaps, false),
            _ => Value::Leaves(known),
        }
    }

    pub(super) fn granted(&self, ground: usize) -> Value {
        let datum = &self.crossing(ground).datum;
        let Some(index) = self.collection(datum) else { return Value::Words(Vec::new()) };
        let collection = &self.world.flows[index];
        let Some(declared) = &collection.purposes else {
            return Value::Unknown(gap(collection.head.full(), "for"));
        };
        let rows = self.limits(ground);
        let declared = self.purpose_words(declared);
        if rows.is_empty() {
            return Value::Words(if self.explained_and_agreed(index, datum.field) { declared } else { Vec::new() });
        }
        let own = declared.iter().filter(|word| word.own.is_none()).fold(0, |set, word| set | word.set);
        let granted = rows.iter().map(|row| {
            let row = &self.law.limits[*row];
            words::union("purpose", &row.purposes) & own | words::union("purpose", &row.also) | self.once(ground, row)
        });
        self.unless_doubtful(ground, granted.fold(0, |set, more| set | more))
    }

    /// Whether every ground flow of a field's collection meets the exception of that name.
    fn explained_and_agreed(&self, collection: usize, field: usize) -> bool {
        let Some(exception) = self.law.exceptions.iter().find(|known| known.name == "explained-and-agreed") else {
            return false;
        };
        let of_field = |ground: &usize| {
            let crossing = self.crossing(*ground);
            crossing.flow == collection && crossing.datum.field == field
        };
        let grounds: Vec<usize> = (0..self.grounds.len()).filter(of_field).collect();
        let met = |ground: &usize| crate::oracle::weigh::holds(self, &exception.when, &[Thing::Flow(*ground)]);
        !grounds.is_empty() && grounds.iter().all(met)
    }

    /// A step of clear, vague, ambiguous, omitted, incorrect.
    pub(super) fn disclosed(&self, ground: usize) -> usize {
        let known = &self.grounds[ground];
        let flow = self.flow(ground);
        let plainly = |leaf: Word| usize::from(!words::is_named(leaf));
        match flow.verb {
            Verb::Collect => {
                let Some(feature) = flow.feature else { return 3 };
                let feature = self.world.feature_class(feature);
                let about = self.law.fields.iter().filter(|row| {
                    feature.within(words::word("feature", row.feature)) && in_set(known.datum, set(&row.about, "data"))
                });
                let listed: Vec<bool> =
                    about.map(|row| in_set(known.datum, words::union("data", &row.listed))).collect();
                match (listed.is_empty(), listed.contains(&true)) {
                    (true, _) => 3,
                    (false, true) => plainly(known.datum),
                    (false, false) => 4,
                }
            }
            Verb::Use | Verb::Display => {
                let Aim::Of(_, purpose) = known.aim else { return 3 };
                let lists = |row: &usize| {
                    let row = &self.law.limits[*row];
                    let all = words::union("purpose", &row.purposes) | words::union("purpose", &row.also);
                    in_set(purpose, all) || in_set(purpose, self.once(ground, row))
                };
                let lists: Vec<bool> = self.limits(ground).iter().map(lists).collect();
                match (lists.contains(&true), lists.contains(&false)) {
                    (false, false) => 3,
                    (true, true) => 2,
                    (false, true) => 4,
                    (true, false) => plainly(purpose).max(plainly(known.datum)),
                }
            }
            Verb::Entrust | Verb::Share | Verb::Transfer | Verb::Disclose => {
                let receivers = self.receiver(ground);
                let about = self.law.receivers.iter().filter(|row| {
                    let wide = words::word("party", row.receiver);
                    receivers.iter().any(|receiver| words::word("party", receiver).within(wide))
                        && in_set(known.datum, set(&row.data, "data"))
                });
                let rows: Vec<Set> = about.map(|row| words::union("purpose", &row.purposes)).collect();
                match known.aim {
                    Aim::Of(_, purpose) if !rows.is_empty() => {
                        let listed = rows.iter().any(|purposes| in_set(purpose, *purposes));
                        if listed { plainly(purpose).max(plainly(known.datum)) } else { 4 }
                    }
                    _ => 3,
                }
            }
        }
    }

    pub(super) fn basis(&self, ground: usize) -> Value {
        let (mut consented, mut claimed) = (Truth::False, false);
        for basis in &self.flow(ground).bases {
            match *basis {
                Basis::Consent(index, when) => {
                    for by_actor in [false, true] {
                        consented = consented.or(self.named_consent(ground, index, when, by_actor));
                    }
                }
                Basis::Claim(claim) => {
                    claimed |= self.in_scope(claim, Some(ground)) && self.is_met(claim, Some(ground));
                }
            }
        }
        let word = |name| words::word("basis", name).set;
        let mut held = if claimed { word("claim") } else { 0 };
        held |= if consented == Truth::True { word("consent") } else { 0 };
        held |= if held == 0 && self.is_listed(ground) { word("listing") } else { 0 };
        let words = words::leaf("basis", held);
        match consented {
            Truth::Unknown(gaps) => Value::Partly(words, word("consent"), gaps, false),
            Truth::True | Truth::False => Value::Leaves(words),
        }
    }

    fn is_listed(&self, ground: usize) -> bool {
        let Aim::Of(_, purpose) = self.grounds[ground].aim else { return false };
        let listed = self.limits(ground).iter().fold(0, |set, row| {
            let row = &self.law.limits[*row];
            set | words::union("purpose", &row.purposes) | words::union("purpose", &row.also) | self.once(ground, row)
        });
        in_set(purpose, listed) || self.is_received_by_list(ground)
    }
}
