//! What is claimed, and whether it counts.

use super::{Known, Thing, Value, gap, named, open, words_of};
use crate::oracle::law::Serves;
use crate::oracle::spread;
use crate::oracle::weigh::Gaps;
use crate::oracle::words::{self, Set};
use crate::oracle::world::{Basis, Place};

impl Known<'_> {
    /// Everything that names a claim: flows, and lines by their place.
    pub(super) fn served(&self, claim: usize) -> Vec<Option<Place>> {
        let flows = spread::flows(self.world).flat_map(|(_, flow)| &flow.bases);
        let mut served: Vec<Option<Place>> =
            flows.filter(|basis| **basis == Basis::Claim(claim)).map(|_| None).collect();
        let stores = self.world.stores.iter().enumerate().filter(|(_, store)| !store.head.gone);
        let stores = stores.map(|(index, store)| (Place::Store(index), &store.lines));
        let recipients = self.world.recipients.iter().enumerate().filter(|(_, recipient)| !recipient.head.gone);
        let recipients = recipients.map(|(index, recipient)| (Place::Recipient(index), &recipient.lines));
        for (place, lines) in stores.chain(recipients) {
            served.extend(lines.iter().filter(|line| line.under == Some(claim)).map(|_| Some(place)));
        }
        served
    }

    fn row_of(&self, claim: usize) -> Option<&crate::oracle::law::GroundRow> {
        self.law.grounds.iter().find(|row| row.ground == self.world.claims[claim].clause)
    }

    pub(super) fn in_scope(&self, claim: usize, ground: Option<usize>) -> bool {
        let Some(row) = self.row_of(claim) else { return false };
        match (ground, self.served(claim).first()) {
            (Some(ground), _) => row.actions.contains(&self.flow(ground).verb.text()),
            (None, Some(Some(_))) => row.serves == Serves::Keeping,
            (None, Some(None) | None) => false,
        }
    }

    pub(super) fn is_met(&self, claim: usize, ground: Option<usize>) -> bool {
        self.served(claim).len() == 1
            && self
                .row_of(claim)
                .filter(|row| row.by_consent.is_none())
                .is_some_and(|row| crate::oracle::weigh::holds(self, &row.when, &[Thing::Claim(claim, ground)]))
    }

    fn mis_cited(&self, claim: usize, ground: Option<usize>) -> bool {
        let (Some(row), Some(flow)) = (self.row_of(claim), ground) else { return false };
        let other = row.counterpart.and_then(|other| self.law.grounds.iter().find(|row| row.ground == other));
        !self.in_scope(claim, ground) && other.is_some_and(|row| row.actions.contains(&self.flow(flow).verb.text()))
    }

    pub(super) fn grounds_held(&self, ground: usize) -> Value {
        let flow = self.flow(ground);
        let (mut held, mut possible, mut gaps): (Set, Set, Gaps) = (0, 0, Gaps::new());
        for basis in &flow.bases {
            if let Basis::Claim(claim) = *basis
                && let Some(row) = self.row_of(claim)
                && self.in_scope(claim, Some(ground))
                && self.is_met(claim, Some(ground))
            {
                held |= words::word("ground", row.ground).set;
            }
        }
        if !named(flow).is_empty() {
            let Value::Steps(least, greatest, missing) = self.consent(ground, false) else { return Value::Absent };
            for row in self.law.grounds.iter().filter(|row| row.actions.contains(&flow.verb.text())) {
                let term = words::word("ground", row.ground).set;
                match row.by_consent {
                    Some(asked) if least >= asked => held |= term,
                    Some(asked) if greatest >= asked => {
                        possible |= term;
                        gaps.extend(missing.iter().cloned());
                    }
                    _ => {}
                }
            }
        }
        let words = words::leaf("ground", held);
        match possible & !held {
            0 => Value::Leaves(words),
            open => Value::Partly(words, open, gaps, false),
        }
    }

    pub(super) fn claim_fact(&self, index: usize, ground: Option<usize>, fact: &str) -> Value {
        let claim = &self.world.claims[index];
        let missing = |clause| gap(claim.head.full(), clause);
        match fact {
            "flow" => ground.map_or(Value::Absent, |ground| Value::One(Thing::Flow(ground))),
            "in-scope" => Value::Bool(self.in_scope(index, ground)),
            "mis-cited" => Value::Bool(self.mis_cited(index, ground)),
            "met" => Value::Bool(self.is_met(index, ground)),
            "reason" => open(claim.because.then_some(()), missing("because"), |()| Value::Text),
            "necessity" => match claim.necessary {
                None => Value::Unknown(missing("necessary")),
                Some(false) => Value::Absent,
                Some(true) => Value::Text,
            },
            _ => {
                let cites = Some(&claim.cites).filter(|cites| !cites.is_empty());
                open(cites, missing("cites"), |cites| words_of("cite", cites))
            }
        }
    }
}
