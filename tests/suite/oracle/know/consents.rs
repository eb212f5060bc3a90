//! What people agreed to, and what they were told.

use super::{Aim, Known, Value, gap, in_set, set, steps};
use crate::oracle::spread::names;
use crate::oracle::weigh::{Gaps, Truth};
use crate::oracle::words::{self, Word};
use crate::oracle::world::{Basis, Cover};

impl Known<'_> {
    pub(super) fn covers_data(&self, list: &Option<Vec<usize>>, field: usize, leaf: Word) -> bool {
        list.as_ref().is_none_or(|list| names(self.world, list, field, leaf))
    }

    fn names_purpose(&self, list: &[usize], purpose: usize, leaf: Word) -> bool {
        list.iter().any(|named| {
            *named == purpose || !self.world.purposes[*named].declared && leaf.within(self.world.purpose_class(*named))
        })
    }

    /// Whether one of these covers has a ground flow. Without a purpose said nothing counts in its favour.
    fn covered(&self, ground: usize, covers: &[Cover]) -> Truth {
        let known = &self.grounds[ground];
        let field = self.crossing(ground).datum.field;
        let fitting = covers.iter().filter(|cover| {
            self.covers_data(&cover.data, field, known.datum)
                && known.recipient.is_none_or(|recipient| cover.to.contains(&recipient))
        });
        let mut truth = Truth::False;
        for cover in fitting {
            truth = truth.or(match (known.aim, &cover.purposes) {
                (Aim::Unsaid, _) => Truth::Unknown(self.missing(ground, "for")),
                (_, None) | (Aim::Nothing, _) => Truth::True,
                (Aim::Of(purpose, leaf), Some(list)) => self.names_purpose(list, purpose, leaf).into(),
            });
        }
        truth
    }

    /// Whether a consent that a flow names counts for a ground flow.
    pub(super) fn named_consent(&self, ground: usize, index: usize, when: Option<bool>, by_actor: bool) -> Truth {
        let consent = &self.world.consents[index];
        let mut askers = self.acting(ground);
        if by_actor {
            askers.extend(self.grounds[ground].recipient);
        }
        let asked = consent.asked_by.map_or(!by_actor, |by| askers.contains(&by));
        if !asked || self.crossing(ground).datum.subject != Some(consent.from) {
            return Truth::False;
        }
        let said = match when {
            Some(said) => Truth::from(said),
            None => Truth::Unknown(self.missing(ground, "basis")),
        };
        said.and(self.covered(ground, &consent.covers))
    }

    pub(super) fn consent(&self, ground: usize, by_actor: bool) -> Value {
        let datum = &self.crossing(ground).datum;
        let (mut certain, mut possible, mut gaps) = (0, 0, Gaps::new());
        for basis in &self.flow(ground).bases {
            let Basis::Consent(index, when) = *basis else { continue };
            let strength = usize::from(self.world.consents[index].strength);
            match self.named_consent(ground, index, when, by_actor) {
                Truth::True => certain = certain.max(strength),
                Truth::Unknown(missing) => {
                    possible = possible.max(strength);
                    gaps.extend(missing);
                }
                Truth::False => {}
            }
        }
        let subject = datum.subject.map(|subject| &self.world.subjects[subject]);
        if let Some(subject) = subject.filter(|_| !by_actor && certain == 0 && self.disclosed(ground) <= 2) {
            match subject.accepts {
                Some("before-use") => certain = 1,
                Some(_) => {}
                None => {
                    possible = possible.max(1);
                    gaps.extend(gap(subject.head.full(), "accepts-policy"));
                }
            }
        }
        steps(certain, possible.max(certain), gaps)
    }

    pub(super) fn is_received_by_list(&self, ground: usize) -> bool {
        let Aim::Of(_, purpose) = self.grounds[ground].aim else { return false };
        let receivers = self.receiver(ground);
        self.law.receivers.iter().any(|row| {
            receivers.iter().any(|receiver| words::word("party", receiver).within(words::word("party", row.receiver)))
                && in_set(self.grounds[ground].datum, set(&row.data, "data"))
                && in_set(purpose, words::union("purpose", &row.purposes))
        })
    }

    pub(super) fn explanation(&self, ground: usize) -> Value {
        let (mut told, mut maybe, mut gaps) = (0, 0, Gaps::new());
        for (index, when) in &self.flow(ground).notices {
            let notice = &self.world.notices[*index];
            let said = match when {
                Some(said) => Truth::from(*said),
                None => Truth::Unknown(self.missing(ground, "notice")),
            };
            let tells = words::union("content", &notice.tells);
            match said.and(self.covered(ground, &notice.covers)) {
                Truth::True => told |= tells,
                Truth::Unknown(missing) => {
                    maybe |= tells;
                    gaps.extend(missing);
                }
                Truth::False => {}
            }
        }
        if self.is_received_by_list(ground) {
            told |= words::word("content", "recipient").set;
        }
        let told_words = words::leaf("content", told);
        match maybe & !told {
            0 => Value::Leaves(told_words),
            open => Value::Partly(told_words, open, gaps, false),
        }
    }
}
