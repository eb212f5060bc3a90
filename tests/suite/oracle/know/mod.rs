//! What is known of every thing: the facts, each as the reference of the rule language defines it.

mod chains;
mod claims;
mod consents;
mod data;
mod flows;
mod listed;
mod need;
mod places;

use std::collections::BTreeSet;

use super::law::{Kind, Law};
use super::spread::{self, Facet, Spread};
use super::weigh::{Gap, Gaps, Truth};
use super::words::{self, Set, Word};
use super::world::{Basis, Flow, Place, Verb, World};

/// A thing that rules speak of.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Thing {
    Flow(usize),
    Datum(Facet, Word),
    Holding(usize),
    Store(usize),
    Recipient(usize),
    Subject(usize),
    Feature(usize),
    Consent(usize),
    /// A claim, and the ground flow that it serves.
    Claim(usize, Option<usize>),
    Transform(usize),
    Right(usize),
    System,
    /// A row of `protection` or of `purpose-limits`.
    Row(&'static str, usize),
}

/// The value of a fact.
#[derive(Debug, Clone)]
pub(super) enum Value {
    Absent,
    Unknown(Gaps),
    One(Thing),
    Many(Vec<Thing>),
    Words(Vec<Word>),
    /// Leaves, each of them meant.
    Leaves(Word),
    /// Leaves of which nobody says which are meant, and what would say it.
    AnyOf(Word, Gaps),
    /// The least and the greatest step, and what would narrow them.
    Steps(usize, usize, Gaps),
    Bool(bool),
    /// Leaves known to be in, leaves that may be in, and what would decide; with whether that is asked event by event.
    Partly(Word, Set, Gaps, bool),
    Text,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Aim {
    Unsaid,
    Nothing,
    Of(usize, Word),
}

/// One action, one datum of one origin, one purpose, one recipient.
pub(super) struct Ground {
    pub(super) crossing: usize,
    pub(super) aim: Aim,
    pub(super) recipient: Option<usize>,
    pub(super) datum: Word,
    pub(super) result: Word,
    /// The first of those that are the same but for leaves of what was declared.
    pub(super) first: usize,
}

pub(super) struct Known<'a> {
    pub(super) world: &'a World,
    pub(super) law: &'a Law,
    pub(super) spread: Spread,
    pub(super) grounds: Vec<Ground>,
}

pub(super) fn gap(declaration: String, clause: &'static str) -> Gaps {
    BTreeSet::from([Gap { declaration, clause, event: None }])
}

fn open<T>(said: Option<T>, missing: Gaps, value: impl FnOnce(T) -> Value) -> Value {
    said.map_or(Value::Unknown(missing), value)
}

fn steps(least: usize, greatest: usize, gaps: Gaps) -> Value {
    Value::Steps(least, greatest, if least == greatest { Gaps::new() } else { gaps })
}

fn set(words: &Option<Vec<&'static str>>, sort: &'static str) -> Set {
    words.as_ref().map_or_else(|| words::all(sort), |words| words::union(sort, words))
}

fn in_set(word: Word, set: Set) -> bool {
    word.set & !set == 0
}

fn words_of(sort: &str, names: &[&'static str]) -> Value {
    Value::Words(names.iter().map(|name| words::word(sort, name)).collect())
}

impl<'a> Known<'a> {
    pub(super) fn new(world: &'a World, law: &'a Law) -> Self {
        let mut known = Self { world, law, spread: spread::spread(world), grounds: Vec::new() };
        for crossing in 0..known.spread.crossings.len() {
            known.unfold(crossing);
        }
        known
    }

    fn unfold(&mut self, number: usize) {
        let crossing = &self.spread.crossings[number];
        let flow = &self.world.flows[crossing.flow];
        let aims: Vec<(Aim, Vec<Aim>)> = match &flow.purposes {
            None => vec![(Aim::Unsaid, vec![Aim::Unsaid])],
            Some(purposes) if purposes.is_empty() => vec![(Aim::Nothing, vec![Aim::Nothing])],
            Some(purposes) => {
                let leaves = |purpose: &usize| {
                    let class = self.world.purpose_class(*purpose);
                    let leaves = class.leaves().into_iter().map(|leaf| Aim::Of(*purpose, leaf));
                    (Aim::Of(*purpose, class), leaves.collect())
                };
                purposes.iter().map(leaves).collect()
            }
        };
        let mut recipients: Vec<Option<usize>> = flow.to.iter().map(|to| Some(*to)).collect();
        if recipients.is_empty() {
            recipients.push(None);
        }
        let same = crossing.datum.field == crossing.result.field;
        let data = self.world.class_of(crossing.datum.field).leaves();
        let results = self.world.class_of(crossing.result.field).leaves();
        for (_, aims) in &aims {
            for recipient in &recipients {
                let first = self.grounds.len();
                for datum in &data {
                    for result in if same { std::slice::from_ref(datum) } else { &results } {
                        for aim in aims {
                            self.grounds.push(Ground {
                                crossing: number,
                                aim: *aim,
                                recipient: *recipient,
                                datum: *datum,
                                result: *result,
                                first,
                            });
                        }
                    }
                }
            }
        }
    }

    pub(super) fn flow(&self, ground: usize) -> &'a Flow {
        &self.world.flows[self.spread.crossings[self.grounds[ground].crossing].flow]
    }

    pub(super) fn crossing(&self, ground: usize) -> &spread::Crossing {
        &self.spread.crossings[self.grounds[ground].crossing]
    }

    fn missing(&self, ground: usize, clause: &'static str) -> Gaps {
        gap(self.flow(ground).head.full(), clause)
    }

    pub(super) fn kind(&self, thing: &Thing) -> Kind {
        match thing {
            Thing::Flow(ground) => match self.flow(*ground).verb {
                Verb::Collect => Kind::Collect,
                Verb::Use => Kind::Use,
                Verb::Display => Kind::Display,
                Verb::Entrust => Kind::Entrust,
                Verb::Share => Kind::Share,
                Verb::Transfer => Kind::Transfer,
                Verb::Disclose => Kind::Disclose,
            },
            Thing::Datum(..) => Kind::Datum,
            Thing::Holding(_) => Kind::Holding,
            Thing::Store(_) => Kind::Store,
            Thing::Recipient(_) => Kind::Recipient,
            Thing::Subject(_) => Kind::Subject,
            Thing::Feature(_) => Kind::Feature,
            Thing::Consent(_) => Kind::Consent,
            Thing::Claim(..) => Kind::Claim,
            Thing::Transform(_) => Kind::Transform,
            Thing::Right(_) => Kind::Right,
            Thing::System | Thing::Row(..) => Kind::System,
        }
    }

    /// All things of a kind.
    pub(super) fn things(&self, kind: Kind) -> Vec<Thing> {
        let world = self.world;
        match kind {
            Kind::Holding => (0..self.spread.arrivals.len()).filter(|at| self.rests(*at)).map(Thing::Holding).collect(),
            Kind::Store => there(world.stores.iter().map(|it| !it.head.gone)).map(Thing::Store).collect(),
            Kind::Recipient => there(world.recipients.iter().map(|it| !it.head.gone)).map(Thing::Recipient).collect(),
            Kind::Subject => there(world.subjects.iter().map(|it| !it.head.gone)).map(Thing::Subject).collect(),
            Kind::Consent => there(world.consents.iter().map(|it| !it.head.gone)).map(Thing::Consent).collect(),
            Kind::Transform => there(world.transforms.iter().map(|it| !it.head.gone)).map(Thing::Transform).collect(),
            Kind::Right => there(world.rights.iter().map(|it| !it.head.gone)).map(Thing::Right).collect(),
            Kind::Feature => {
                let used = |feature: usize| spread::flows(world).any(|(_, flow)| flow.feature == Some(feature));
                let is_there = |(index, it): (usize, &super::world::Feature)| match it.declared {
                    true => !it.head.gone,
                    false => used(index),
                };
                there(world.features.iter().enumerate().map(is_there)).map(Thing::Feature).collect()
            }
            Kind::Claim => {
                let claims = there(world.claims.iter().map(|it| !it.head.gone));
                let claims = claims.filter(|claim| self.served(*claim).len() == 1);
                claims.flat_map(|claim| self.claimed(claim)).collect()
            }
            Kind::System => vec![Thing::System],
            _ => {
                let flows = (0..self.grounds.len()).map(Thing::Flow);
                flows.filter(|flow| self.kind(flow).is_a(kind)).collect()
            }
        }
    }

    /// A claim at each ground flow that it serves; by itself where it serves none.
    fn claimed(&self, claim: usize) -> Vec<Thing> {
        let serves = |ground: &usize| self.flow(*ground).bases.contains(&Basis::Claim(claim));
        let mut all: Vec<Thing> =
            (0..self.grounds.len()).filter(serves).map(|ground| Thing::Claim(claim, Some(ground))).collect();
        if all.is_empty() {
            all.push(Thing::Claim(claim, None));
        }
        all
    }

    fn rests(&self, arrival: usize) -> bool {
        match self.spread.arrivals[arrival].place {
            Place::Store(_) => true,
            Place::Recipient(recipient) => !self.world.recipients[recipient].keeps_nothing,
        }
    }

    /// The class of a thing.
    pub(super) fn class(&self, thing: &Thing) -> Value {
        let world = self.world;
        match thing {
            Thing::Flow(ground) => words_of("action", &[self.flow(*ground).verb.text()]),
            Thing::Datum(_, leaf) => Value::Words(vec![*leaf]),
            Thing::Store(store) => {
                let store = &world.stores[*store];
                words_of(
                    "store-kind",
                    &[match (store.backup_of, store.keeps_nothing) {
                        (Some(_), _) => "backup",
                        (None, true) => "transit",
                        (None, false) => "live",
                    }],
                )
            }
            Thing::Recipient(recipient) => words_of("party", &world.recipients[*recipient].classes),
            Thing::Subject(_) => words_of("subject-role", &["user"]),
            Thing::Feature(feature) => Value::Words(vec![world.feature_class(*feature)]),
            Thing::Consent(consent) => {
                let strength = usize::from(world.consents[*consent].strength);
                words_of("consent-class", &[super::world::STRENGTH[strength]])
            }
            Thing::Transform(transform) => words_of("transform", &[world.transforms[*transform].class]),
            Thing::Right(right) => words_of("right", &[world.rights[*right].class]),
            Thing::Row("protection", row) => words_of("measure", &self.law.protection[*row]),
            Thing::Row(_, row) => words_of("feature", &[self.law.limits[*row].feature]),
            Thing::Holding(_) | Thing::Claim(..) | Thing::System => Value::Absent,
        }
    }

    pub(super) fn fact(&self, thing: &Thing, fact: &str) -> Value {
        let world = self.world;
        match thing {
            Thing::Flow(ground) => self.flow_fact(*ground, fact),
            Thing::Datum(facet, leaf) => self.datum_fact(facet, *leaf, fact),
            Thing::Holding(holding) => self.holding_fact(*holding, fact),
            Thing::Store(store) => self.store_fact(*store, fact),
            Thing::Recipient(recipient) => self.recipient_fact(*recipient, fact),
            Thing::Subject(index) => {
                let subject = &world.subjects[*index];
                let missing = |clause| gap(subject.head.full(), clause);
                match fact {
                    "account-holding" => open(subject.account, missing("account"), Value::Bool),
                    "acceptance" => {
                        open(subject.accepts, missing("accepts-policy"), |said| words_of("acceptance", &[said]))
                    }
                    _ => self.bands(Some(*index), Gaps::new()),
                }
            }
            Thing::Feature(feature) => Value::Bool(world.features[*feature].class.is_some()),
            Thing::Claim(claim, ground) => self.claim_fact(*claim, *ground, fact),
            Thing::Transform(transform) => {
                let transform = &world.transforms[*transform];
                match fact {
                    "restorable" => {
                        let missing = gap(transform.head.full(), "restorable");
                        open(transform.restorable, missing, |step| steps(step, step, Gaps::new()))
                    }
                    _ if transform.evidence => Value::Text,
                    _ => Value::Unknown(gap(transform.head.full(), "evidence")),
                }
            }
            Thing::Right(right) => {
                let class = world.rights[*right].class;
                let same = world.rights.iter().filter(|other| !other.head.gone && other.class == class);
                let covered = same.map(|right| match &right.covers {
                    None => words::all("data"),
                    Some(fields) => {
                        let known =
                            fields.iter().map(|field| world.class_of(*field)).filter(|class| class.own.is_none());
                        known.fold(0, |set, class| set | class.set)
                    }
                });
                Value::Leaves(words::leaf("data", covered.fold(0, |set, more| set | more)))
            }
            Thing::System => match fact {
                "measures" => words_of("measure", &world.measures),
                "right" => Value::Many(self.things(Kind::Right)),
                "flow" => Value::Many(self.scoped(Kind::Flow)),
                _ => Value::Many(self.scoped(Kind::Holding)),
            },
            Thing::Consent(_) | Thing::Row(..) => Value::Absent,
        }
    }

    /// The things of a kind that the policy may speak of.
    fn scoped(&self, kind: Kind) -> Vec<Thing> {
        let mut things = self.things(kind);
        things.retain(|thing| super::weigh::in_scope(self, thing) != Truth::False);
        things
    }
}

fn there(flags: impl Iterator<Item = bool>) -> impl Iterator<Item = usize> {
    flags.enumerate().filter(|(_, there)| *there).map(|(index, _)| index)
}

fn named(flow: &Flow) -> BTreeSet<usize> {
    let consents = flow.bases.iter().filter_map(|basis| match basis {
        Basis::Consent(consent, _) => Some(*consent),
        Basis::Claim(_) => None,
    });
    consents.collect()
}
