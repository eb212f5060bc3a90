//! What is known of ground flows.

use super::chains::Allowed;
use super::{Aim, Known, Thing, Value, named, open, steps, words_of};
use crate::oracle::spread;
use crate::oracle::weigh::{Gaps, Truth};
use crate::oracle::words::{self, Word};
use crate::oracle::world::{Basis, Flow, Place, Verb};

impl Known<'_> {
    pub(super) fn flow_fact(&self, ground: usize, fact: &str) -> Value {
        let flow = self.flow(ground);
        let crossing = self.crossing(ground);
        let known = &self.grounds[ground];
        match fact {
            "datum" => Value::One(Thing::Datum(crossing.datum.clone(), known.datum)),
            "result" => Value::One(Thing::Datum(crossing.result.clone(), known.result)),
            "source" => crossing.from.map_or(Value::Absent, |from| Value::One(Thing::Holding(from))),
            "purpose" => match known.aim {
                Aim::Unsaid => Value::Unknown(self.missing(ground, "for")),
                Aim::Nothing => Value::Absent,
                Aim::Of(_, leaf) => Value::Words(vec![leaf]),
            },
            "purposes" => {
                open(flow.purposes.as_ref(), self.missing(ground, "for"), |list| Value::Words(self.purpose_words(list)))
            }
            "feature" => self.feature(ground),
            "subject" => crossing.datum.subject.map_or(Value::Absent, |subject| Value::One(Thing::Subject(subject))),
            "actor" => self.actor(ground),
            "recipient" => known.recipient.map_or(Value::Absent, |recipient| Value::One(Thing::Recipient(recipient))),
            "receiver" => words_of("party", &self.receiver(ground)),
            "in-chain" => match self.chain(ground) {
                None => Value::Absent,
                Some((Truth::Unknown(gaps), _)) => Value::Unknown(gaps),
                Some((bound, _)) => Value::Bool(bound == Truth::True),
            },
            "chain-purposes" => match self.chain(ground) {
                None => Value::Absent,
                Some((_, Allowed::Everything)) => words_of("purpose", &["any-purpose"]),
                Some((_, Allowed::These(purposes))) => Value::Words(purposes),
                Some((_, Allowed::Unknown(gaps))) => Value::Unknown(gaps),
            },
            "received-purposes" => Value::Words(self.received(ground)),
            "successor-bound" => self.successor_bound(ground),
            "unrestricted" => Value::Bool(flow.all),
            "basis" => self.basis(ground),
            "claim" => Value::Many(
                flow.bases
                    .iter()
                    .filter_map(|basis| match basis {
                        Basis::Claim(claim) => Some(Thing::Claim(*claim, Some(ground))),
                        Basis::Consent(..) => None,
                    })
                    .collect(),
            ),
            "ground" => self.grounds_held(ground),
            "named-consent" => Value::Many(named(flow).into_iter().map(Thing::Consent).collect()),
            "relied-consent" => {
                let mut all = named(flow);
                all.extend(&crossing.datum.consents);
                Value::Many(all.into_iter().map(Thing::Consent).collect())
            }
            "consent" => self.consent(ground, false),
            "actor-consent" => self.consent(ground, true),
            "stop-event" => {
                let events = |stop: bool| {
                    let said = flow.halts.iter().filter(|(stops, _)| *stops == stop);
                    said.map(|(_, events)| words::union("event", events)).fold(0, |set, more| set | more)
                };
                let open = words::all("event") & !events(true) & !events(false);
                Value::Partly(words::leaf("event", events(true)), open, self.missing(ground, "stop"), true)
            }
            "notified-before" => {
                let said = |when: Option<bool>| flow.notices.iter().any(|(_, said)| *said == when);
                match (said(Some(false)), said(None)) {
                    (true, _) => Value::Bool(false),
                    (false, true) => Value::Unknown(self.missing(ground, "notice")),
                    (false, false) => Value::Bool(true),
                }
            }
            "explanation" => self.explanation(ground),
            "need" => self.need(ground),
            "disclosed" => {
                let step = self.disclosed(ground);
                steps(step, step, Gaps::new())
            }
            "listed-purposes" => {
                let rows = self.limits(ground);
                let listed = rows.iter().map(|row| {
                    let row = &self.law.limits[*row];
                    words::union("purpose", &row.purposes) | words::union("purpose", &row.also) | self.once(ground, row)
                });
                let listed = listed.fold(0, |set, more| set | more);
                self.unless_doubtful(ground, listed)
            }
            "granted" => self.granted(ground),
            "demand" => {
                let field = crossing.datum.field;
                match spread::demand(flow, field) {
                    (true, _) => words_of("demand", &["required"]),
                    (false, true) => words_of("demand", &["optional"]),
                    (false, false) => Value::Unknown(self.missing(ground, "required")),
                }
            }
            "means" => open(flow.means.as_ref(), self.missing(ground, "means"), |means| words_of("means", means)),
            "collector" => words_of("party", &self.collectors(flow)),
            _ => open(flow.open_to.as_ref(), self.missing(ground, "open-to"), |readers| words_of("reader", readers)),
        }
    }

    pub(super) fn purpose_words(&self, purposes: &[usize]) -> Vec<Word> {
        purposes.iter().map(|purpose| self.world.purpose_class(*purpose)).collect()
    }

    pub(super) fn feature(&self, ground: usize) -> Value {
        let flow = self.flow(ground);
        match flow.feature {
            Some(feature) => Value::One(Thing::Feature(feature)),
            None if flow.verb == Verb::Collect || self.receiver(ground).contains(&"affiliate") => {
                Value::Unknown(self.missing(ground, "feature"))
            }
            None => Value::Absent,
        }
    }

    /// The recipients that act: who holds what is read, and for a collection who takes it.
    pub(super) fn acting(&self, ground: usize) -> Vec<usize> {
        let flow = self.flow(ground);
        let places: Vec<Place> = match (flow.verb, self.crossing(ground).from) {
            (Verb::Collect, _) => flow.into.clone().unwrap_or_default(),
            (_, Some(from)) => vec![self.spread.arrivals[from].place],
            (_, None) => Vec::new(),
        };
        let recipient = |place: Place| match place {
            Place::Recipient(recipient) => Some(recipient),
            Place::Store(_) => None,
        };
        places.into_iter().filter_map(recipient).collect()
    }

    pub(super) fn holder_of(&self, ground: usize) -> Option<usize> {
        match self.spread.arrivals[self.crossing(ground).from?].place {
            Place::Recipient(recipient) => Some(recipient),
            Place::Store(_) => None,
        }
    }

    pub(super) fn owners(&self, place: Place) -> Vec<&'static str> {
        match place {
            Place::Store(_) => vec!["ourselves"],
            Place::Recipient(recipient) => self.world.recipients[recipient].classes.clone(),
        }
    }

    fn collectors(&self, flow: &Flow) -> Vec<&'static str> {
        let owners: Vec<&str> = flow.into.iter().flatten().flat_map(|place| self.owners(*place)).collect();
        if owners.is_empty() { vec!["ourselves"] } else { owners }
    }

    fn actor(&self, ground: usize) -> Value {
        let flow = self.flow(ground);
        match (flow.verb, self.holder_of(ground)) {
            (Verb::Collect, _) => words_of("party", &self.collectors(flow)),
            (_, Some(recipient)) => words_of("party", &self.world.recipients[recipient].classes),
            (_, None) => words_of("party", &["ourselves"]),
        }
    }
}
