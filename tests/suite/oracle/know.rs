//! What is known of every thing: the facts, each as the reference of the rule language defines it.

use std::collections::BTreeSet;

use super::law::{Kind, Law, LimitRow, Serves};
use super::spread::{self, Facet, Origin, Spread, names};
use super::weigh::{Gap, Gaps, Truth};
use super::words::{self, Set, Word};
use super::world::{Action, Basis, Cover, Flow, Lasts, Limit, Line, Place, Verb, World};

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

    // ---- flows

    fn flow_fact(&self, ground: usize, fact: &str) -> Value {
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
            "basis" => words_of("basis", &self.basis(ground)),
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

    fn purpose_words(&self, purposes: &[usize]) -> Vec<Word> {
        purposes.iter().map(|purpose| self.world.purpose_class(*purpose)).collect()
    }

    fn feature(&self, ground: usize) -> Value {
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
    fn acting(&self, ground: usize) -> Vec<usize> {
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

    fn holder_of(&self, ground: usize) -> Option<usize> {
        match self.spread.arrivals[self.crossing(ground).from?].place {
            Place::Recipient(recipient) => Some(recipient),
            Place::Store(_) => None,
        }
    }

    fn owners(&self, place: Place) -> Vec<&'static str> {
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

    // ---- chains

    fn with_us(&self, recipient: usize) -> bool {
        self.world.recipients[recipient].agreement == Some(None)
    }

    fn authorised(&self, recipient: usize) -> bool {
        self.world.recipients[recipient].authorised.unwrap_or_else(|| self.with_us(recipient))
    }

    fn limit_of(&self, recipient: usize) -> Allowed {
        let known = &self.world.recipients[recipient];
        match &known.limited_to {
            None => Allowed::Unknown(gap(known.head.full(), "limited-to")),
            Some(Limit::All) => Allowed::Everything,
            Some(Limit::These(purposes)) => Allowed::These(self.purpose_words(purposes)),
        }
    }

    /// One link: from a recipient to another.
    fn linked(&self, giver: usize, taker: usize) -> Truth {
        let agreed = match self.world.recipients[taker].agreement {
            None => false,
            Some(with) => with.is_none_or(|with| with == giver),
        };
        let narrower = match (self.limit_of(taker), self.limit_of(giver)) {
            (_, Allowed::Everything) => Truth::True,
            (Allowed::Unknown(one), Allowed::Unknown(other)) => Truth::Unknown(one.union(&other).cloned().collect()),
            (Allowed::Unknown(gaps), _) | (_, Allowed::Unknown(gaps)) => Truth::Unknown(gaps),
            (Allowed::Everything, Allowed::These(_)) => Truth::False,
            (Allowed::These(narrow), Allowed::These(wide)) => {
                narrow.iter().all(|word| wide.iter().any(|wide| word.within(*wide))).into()
            }
        };
        Truth::from(agreed).and(self.authorised(taker).into()).and(narrower)
    }

    /// All chains down to what a recipient holds: every link on every way must hold, and every way begins with somebody
    /// who has an agreement with us.
    fn chains_to(&self, arrival: usize, holder: usize) -> (Truth, BTreeSet<usize>) {
        let mut bound = Truth::True;
        let mut members = BTreeSet::from([holder]);
        let mut seen = BTreeSet::from([arrival]);
        let mut waiting = vec![(arrival, holder)];
        while let Some((at, taker)) = waiting.pop() {
            let mut given = false;
            for crossing in self.spread.incoming(at) {
                let Some(from) = crossing.from else { continue };
                match self.spread.arrivals[from].place {
                    Place::Recipient(giver) if giver == taker => {}
                    Place::Recipient(giver) => {
                        given = true;
                        bound = bound.and(self.linked(giver, taker));
                        members.insert(giver);
                        if seen.insert(from) {
                            waiting.push((from, giver));
                        }
                    }
                    Place::Store(_) => {
                        given = true;
                        bound = bound.and(self.with_us(taker).into());
                    }
                }
            }
            if !given {
                bound = bound.and(self.with_us(taker).into());
            }
        }
        (bound, members)
    }

    /// Whether agreements bind, and what all of them allow.
    fn chain(&self, ground: usize) -> Option<(Truth, Allowed)> {
        let source = self.crossing(ground).from;
        let (bound, members) = match (self.grounds[ground].recipient, self.holder_of(ground), source) {
            (Some(recipient), Some(giver), Some(source)) if giver != recipient => {
                let (above, mut members) = self.chains_to(source, giver);
                members.insert(recipient);
                (above.and(self.linked(giver, recipient)), members)
            }
            (Some(recipient), _, _) => (self.with_us(recipient).into(), BTreeSet::from([recipient])),
            (None, Some(actor), Some(source)) => self.chains_to(source, actor),
            (None, _, _) => return None,
        };
        let mut allowed = Allowed::Everything;
        for member in members {
            allowed = allowed.narrowed(self.limit_of(member));
        }
        Some((bound, allowed))
    }

    fn receiver(&self, ground: usize) -> Vec<&'static str> {
        let Some(recipient) = self.grounds[ground].recipient else { return Vec::new() };
        let verb = self.flow(ground).verb;
        let onward = verb == Verb::Entrust && self.holder_of(ground).is_some();
        if onward && self.chain(ground).is_some_and(|(bound, _)| bound == Truth::False) {
            return vec!["third-party"];
        }
        let classes = &self.world.recipients[recipient].classes;
        let fits = |class: &&&str| match verb {
            Verb::Entrust => matches!(**class, "processor" | "affiliate"),
            Verb::Share => matches!(**class, "affiliate" | "third-party" | "authority"),
            Verb::Transfer => **class == "successor",
            Verb::Disclose => **class == "public",
            Verb::Collect | Verb::Use | Verb::Display => false,
        };
        let fitting: Vec<&str> = classes.iter().filter(fits).copied().collect();
        if fitting.is_empty() { classes.clone() } else { fitting }
    }

    fn received(&self, ground: usize) -> Vec<Word> {
        let (Some(actor), Some(source)) = (self.holder_of(ground), self.crossing(ground).from) else {
            return Vec::new();
        };
        let foreign = |crossing: &&spread::Crossing| {
            crossing.from.is_none_or(|from| self.spread.arrivals[from].place != Place::Recipient(actor))
        };
        let brought = self.spread.incoming(source).filter(foreign);
        let purposes = brought.filter_map(|crossing| self.world.flows[crossing.flow].purposes.as_deref());
        purposes.flat_map(|purposes| self.purpose_words(purposes)).collect()
    }

    fn successor_bound(&self, ground: usize) -> Value {
        let Some(actor) = self.holder_of(ground) else { return Value::Bool(false) };
        let actor = &self.world.recipients[actor];
        match actor.classes.contains(&"successor") {
            false => Value::Bool(false),
            true => open(actor.bound, gap(actor.head.full(), "bound-by-policy"), Value::Bool),
        }
    }

    // ---- consents and notices

    fn covers_data(&self, list: &Option<Vec<usize>>, field: usize, leaf: Word) -> bool {
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

    fn consent(&self, ground: usize, by_actor: bool) -> Value {
        let flow = self.flow(ground);
        let datum = &self.crossing(ground).datum;
        let mut askers = self.acting(ground);
        if by_actor {
            askers.extend(self.grounds[ground].recipient);
        }
        let (mut certain, mut possible, mut gaps) = (0, 0, Gaps::new());
        for basis in &flow.bases {
            let Basis::Consent(index, when) = *basis else { continue };
            let consent = &self.world.consents[index];
            let asked = consent.asked_by.map_or(!by_actor, |by| askers.contains(&by));
            if !asked || datum.subject != Some(consent.from) {
                continue;
            }
            let strength = usize::from(consent.strength);
            let said = match when {
                Some(said) => Truth::from(said),
                None => Truth::Unknown(self.missing(ground, "basis")),
            };
            match said.and(self.covered(ground, &consent.covers)) {
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

    fn is_received_by_list(&self, ground: usize) -> bool {
        let Aim::Of(_, purpose) = self.grounds[ground].aim else { return false };
        let receivers = self.receiver(ground);
        self.law.receivers.iter().any(|row| {
            receivers.iter().any(|receiver| words::word("party", receiver).within(words::word("party", row.receiver)))
                && in_set(self.grounds[ground].datum, set(&row.data, "data"))
                && in_set(purpose, words::union("purpose", &row.purposes))
        })
    }

    fn explanation(&self, ground: usize) -> Value {
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

    // ---- need

    fn need(&self, ground: usize) -> Value {
        let flow = self.flow(ground);
        let Some(purposes) = &flow.purposes else { return steps(0, 2, self.missing(ground, "for")) };
        let allowed = match self.grounds[ground].recipient.and_then(|_| self.chain(ground)) {
            Some((_, Allowed::These(purposes))) => Some(purposes),
            _ => None,
        };
        let (field, leaf) = (self.crossing(ground).datum.field, self.grounds[ground].datum);
        let (mut useful, mut stated, mut gaps) = (false, true, Gaps::new());
        for purpose in purposes {
            let class = self.world.purpose_class(*purpose);
            if allowed.as_ref().is_some_and(|allowed| !allowed.iter().any(|wide| class.within(*wide))) {
                continue;
            }
            match &self.world.purposes[*purpose].needs {
                Some(needs) if names(self.world, needs, field, leaf) => return steps(2, 2, Gaps::new()),
                Some(_) => {}
                None => {
                    stated = false;
                    gaps.extend(gap(self.world.purposes[*purpose].head.full(), "needs"));
                }
            }
            useful |= self.may_use(*purpose, class, field, leaf);
        }
        let least = usize::from(useful);
        steps(least, if stated { least } else { 2 }, gaps)
    }

    fn may_use(&self, purpose: usize, class: Word, field: usize, leaf: Word) -> bool {
        let world = self.world;
        let told = world.notices.iter().filter(|notice| !notice.head.gone).flat_map(|notice| &notice.covers);
        names(world, &world.purposes[purpose].may_use, field, leaf)
            || self.listed_for_some_leaf(class, leaf)
            || told.into_iter().any(|cover| {
                cover.purposes.as_ref().is_some_and(|list| list.contains(&purpose))
                    && self.covers_data(&cover.data, field, leaf)
            })
    }

    /// A coarse purpose may use what the field lists name for one of its leaves.
    fn listed_for_some_leaf(&self, class: Word, leaf: Word) -> bool {
        if class.own.is_some() {
            return false;
        }
        class.leaves().into_iter().any(|purpose| {
            let mut listed: Set = 0;
            for limit in &self.law.limits {
                let serves = words::union("purpose", &limit.purposes)
                    | words::union("purpose", &limit.also)
                    | words::union("purpose", &limit.once);
                let feature = words::word("feature", limit.feature);
                for row in &self.law.fields {
                    if purpose.set & serves != 0 && feature.within(words::word("feature", row.feature)) {
                        listed |= words::union("data", &row.listed);
                    }
                }
            }
            in_set(leaf, listed)
        })
    }

    // ---- what the policy lists

    /// The collections that a facet may have come from: all that say the same and take the field so.
    fn collection(&self, facet: &Facet) -> Option<usize> {
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

    pub(super) fn collection_name(&self, facet: &Facet) -> Option<String> {
        self.collection(facet).map(|flow| self.world.flows[flow].head.full())
    }

    /// The narrowest rows of `purpose-limits` about a ground flow.
    pub(super) fn limits(&self, ground: usize) -> Vec<usize> {
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

    fn once(&self, ground: usize, row: &LimitRow) -> Set {
        let (_, greatest, _) = self.identifiability(&self.crossing(ground).result);
        if greatest <= 2 { words::union("purpose", &row.once) } else { 0 }
    }

    fn unless_doubtful(&self, ground: usize, purposes: Set) -> Value {
        let (least, greatest, gaps) = self.identifiability(&self.crossing(ground).result);
        let rows = self.limits(ground);
        let once = rows.iter().fold(0, |set, row| set | words::union("purpose", &self.law.limits[*row].once));
        let known = words::leaf("purpose", purposes);
        match once & !purposes {
            open if open != 0 && least <= 2 && greatest > 2 => Value::Partly(known, open, gaps, false),
            _ => Value::Leaves(known),
        }
    }

    fn granted(&self, ground: usize) -> Value {
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
        let met = |ground: &usize| super::weigh::holds(self, &exception.when, &[Thing::Flow(*ground)]);
        !grounds.is_empty() && grounds.iter().all(met)
    }

    /// A step of clear, vague, ambiguous, omitted, incorrect.
    fn disclosed(&self, ground: usize) -> usize {
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

    fn basis(&self, ground: usize) -> Vec<&'static str> {
        let named = self.flow(ground).bases.iter().map(|basis| match basis {
            Basis::Consent(..) => "consent",
            Basis::Claim(_) => "claim",
        });
        let mut all: Vec<&str> = named.collect();
        let Aim::Of(_, purpose) = self.grounds[ground].aim else { return all };
        let listed = self.limits(ground).iter().fold(0, |set, row| {
            let row = &self.law.limits[*row];
            set | words::union("purpose", &row.purposes) | words::union("purpose", &row.also) | self.once(ground, row)
        });
        if all.is_empty() && (in_set(purpose, listed) || self.is_received_by_list(ground)) {
            all.push("listing");
        }
        all
    }

    // ---- claims

    /// Everything that names a claim: flows, and lines by their place.
    fn served(&self, claim: usize) -> Vec<Option<Place>> {
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

    fn row_of(&self, claim: usize) -> Option<&super::law::GroundRow> {
        self.law.grounds.iter().find(|row| row.ground == self.world.claims[claim].clause)
    }

    fn in_scope(&self, claim: usize, ground: Option<usize>) -> bool {
        let Some(row) = self.row_of(claim) else { return false };
        match (ground, self.served(claim).first()) {
            (Some(ground), _) => row.actions.contains(&self.flow(ground).verb.text()),
            (None, Some(Some(_))) => row.serves == Serves::Keeping,
            (None, Some(None) | None) => false,
        }
    }

    fn is_met(&self, claim: usize, ground: Option<usize>) -> bool {
        self.served(claim).len() == 1
            && self
                .row_of(claim)
                .is_some_and(|row| super::weigh::holds(self, &row.when, &[Thing::Claim(claim, ground)]))
    }

    fn mis_cited(&self, claim: usize, ground: Option<usize>) -> bool {
        let (Some(row), Some(flow)) = (self.row_of(claim), ground) else { return false };
        let other = row.counterpart.and_then(|other| self.law.grounds.iter().find(|row| row.ground == other));
        !self.in_scope(claim, ground) && other.is_some_and(|row| row.actions.contains(&self.flow(flow).verb.text()))
    }

    fn grounds_held(&self, ground: usize) -> Value {
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

    fn claim_fact(&self, index: usize, ground: Option<usize>, fact: &str) -> Value {
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

    // ---- data

    fn age(&self, subject: Option<usize>) -> Word {
        let all = ["child", "teen", "adult"];
        let said = subject.and_then(|subject| self.world.subjects[subject].age.as_deref());
        words::leaf("age", words::union("age", said.unwrap_or(&all)))
    }

    /// The bands as a value. Where it is nobody's datum, what would say whose it is is missing.
    fn bands(&self, subject: Option<usize>, nobody: Gaps) -> Value {
        let bands = self.age(subject);
        match subject.map(|subject| &self.world.subjects[subject]) {
            Some(subject) if subject.age.is_some() => Value::Leaves(bands),
            Some(subject) => Value::AnyOf(bands, gap(subject.head.full(), "age")),
            None => Value::AnyOf(bands, nobody),
        }
    }

    /// The least and the greatest step, and what leaves it open.
    pub(super) fn identifiability(&self, facet: &Facet) -> (usize, usize, Gaps) {
        let (mut least, mut greatest, mut gaps) = (3, 3, Gaps::new());
        for transform in &facet.transforms {
            let (low, high) = self.lowered(*transform);
            least = least.min(low);
            greatest = greatest.min(high);
            gaps.extend(self.lacking(*transform));
        }
        (least, greatest, if least == greatest { Gaps::new() } else { gaps })
    }

    /// What a transform leaves open about itself.
    fn lacking(&self, transform: usize) -> Gaps {
        let known = &self.world.transforms[transform];
        let mut gaps = Gaps::new();
        if known.restorable.is_none() && !matches!(known.class, "mask" | "relink") {
            gaps.extend(gap(known.head.full(), "restorable"));
        }
        if !known.evidence {
            gaps.extend(gap(known.head.full(), "evidence"));
        }
        gaps
    }

    fn lowered(&self, transform: usize) -> (usize, usize) {
        let known = &self.world.transforms[transform];
        let promised = match known.class {
            "anonymise" | "aggregate" => 0,
            _ => 1,
        };
        let (low, high) = match (known.class, known.restorable) {
            ("relink", _) => (3, 3),
            ("mask", _) | (_, Some(1)) => (2, 2),
            (_, Some(0)) => (promised, promised),
            (_, Some(_)) => (3, 3),
            (_, None) => (promised, 3),
        };
        (low, if known.evidence { high } else { 3 })
    }

    /// Whether a transform certainly does what its class says.
    pub(super) fn does_what_it_says(&self, transform: usize) -> Truth {
        let promised = match self.world.transforms[transform].class {
            "relink" => return Truth::False,
            "anonymise" | "aggregate" => 0,
            _ => 2,
        };
        let (least, greatest) = self.lowered(transform);
        match (greatest <= promised, least > promised) {
            (true, _) => Truth::True,
            (false, true) => Truth::False,
            (false, false) => Truth::Unknown(self.lacking(transform)),
        }
    }

    fn personal(&self, facet: &Facet) -> bool {
        self.identifiability(facet).1 > 0
    }

    fn sensitive(&self, facet: &Facet, leaf: Word) -> Truth {
        let age = self.age(facet.subject).set;
        let mut truth = Truth::False;
        for row in &self.law.sensitive {
            let (data, ages) = (set(&row.data, "data"), set(&row.age, "age"));
            let kind = match (in_set(leaf, data), leaf.set & data != 0) {
                (true, _) => Truth::True,
                (false, true) => Truth::Unknown(Gaps::new()),
                (false, false) => Truth::False,
            };
            let band = match (age & !ages == 0, age & ages != 0, facet.subject) {
                (true, ..) => Truth::True,
                (false, false, _) => Truth::False,
                (false, true, Some(subject)) => Truth::Unknown(gap(self.world.subjects[subject].head.full(), "age")),
                (false, true, None) => Truth::Unknown(gap(self.world.data[facet.field].head.full(), "sensitive")),
            };
            truth = truth.or(kind.and(band));
        }
        truth
    }

    fn datum_fact(&self, facet: &Facet, leaf: Word, fact: &str) -> Value {
        let world = self.world;
        let collection = self.collection(facet);
        let said = collection.map(|flow| &world.flows[flow]);
        let missing = |clause| {
            let field = || world.data[facet.field].head.full();
            gap(said.map_or_else(field, |flow| flow.head.full()), clause)
        };
        match fact {
            "origin" => {
                let of = |ground: &usize| {
                    let crossing = self.crossing(*ground);
                    let asked = (&crossing.datum.origin, crossing.datum.subject);
                    Some(crossing.flow) == collection && asked == (&facet.origin, facet.subject)
                };
                let taken: Vec<usize> = (0..self.grounds.len()).filter(of).collect();
                let own = taken.iter().find(|ground| self.crossing(**ground).datum.field == facet.field);
                own.or(taken.first()).map_or(Value::Absent, |ground| Value::One(Thing::Flow(*ground)))
            }
            "origin-feature" => open(said.and_then(|flow| flow.feature), missing("feature"), |feature| {
                Value::Words(vec![world.feature_class(feature)])
            }),
            "origin-means" => {
                open(said.and_then(|flow| flow.means.as_ref()), missing("means"), |means| words_of("means", means))
            }
            "collection-purposes" => open(said.and_then(|flow| flow.purposes.as_ref()), missing("for"), |purposes| {
                Value::Words(self.purpose_words(purposes))
            }),
            "identifiability" => {
                let (least, greatest, gaps) = self.identifiability(facet);
                Value::Steps(least, greatest, gaps)
            }
            "age" => self.bands(facet.subject, missing("about")),
            "subject" => facet.subject.map_or(Value::Absent, |subject| Value::One(Thing::Subject(subject))),
            "personal" => Value::Bool(self.personal(facet)),
            "sensitive" => match self.sensitive(facet, leaf) {
                Truth::Unknown(gaps) => Value::Unknown(gaps),
                truth => Value::Bool(truth == Truth::True),
            },
            "held-consent" => Value::Many(facet.consents.iter().map(|consent| Thing::Consent(*consent)).collect()),
            _ => Value::Bool(facet.consents.iter().any(|consent| world.consents[*consent].guardian)),
        }
    }

    // ---- stores and holdings

    fn store_fact(&self, index: usize, fact: &str) -> Value {
        let store = &self.world.stores[index];
        let held =
            || (0..self.spread.arrivals.len()).filter(|at| self.spread.arrivals[*at].place == Place::Store(index));
        match fact {
            "holding" => Value::Many(held().map(Thing::Holding).collect()),
            "personal" => Value::Bool(held().any(|at| self.personal(&self.spread.arrivals[at].facet))),
            "sensitive" => {
                let mut truth = Truth::False;
                let mut gaps = Gaps::new();
                for at in held() {
                    let facet = &self.spread.arrivals[at].facet;
                    for leaf in self.world.class_of(facet.field).leaves() {
                        match self.sensitive(facet, leaf) {
                            _ if !self.personal(facet) => {}
                            Truth::True => truth = Truth::True,
                            Truth::Unknown(missing) => gaps.extend(missing),
                            Truth::False => {}
                        }
                    }
                }
                match truth == Truth::True || gaps.is_empty() {
                    true => Value::Bool(truth == Truth::True),
                    false => Value::Unknown(gaps),
                }
            }
            "reader" => {
                open(store.open_to.as_ref(), gap(store.head.full(), "open-to"), |readers| words_of("reader", readers))
            }
            _ => {
                let all: Vec<&str> = store.measures.iter().chain(&self.world.measures).copied().collect();
                words_of("measure", &all)
            }
        }
    }

    fn recipient_fact(&self, index: usize, fact: &str) -> Value {
        let recipient = &self.world.recipients[index];
        let missing = |clause| gap(recipient.head.full(), clause);
        match fact {
            "agreement" => recipient.agreement.map_or(Value::Absent, |_| Value::Text),
            "limited-to" => match self.limit_of(index) {
                Allowed::Unknown(gaps) => Value::Unknown(gaps),
                Allowed::Everything => words_of("purpose", &["any-purpose"]),
                Allowed::These(purposes) => Value::Words(purposes),
            },
            "unlimited" => Value::Bool(matches!(recipient.limited_to, Some(Limit::All))),
            "duty" => match self.limit_of(index) {
                Allowed::These(purposes) => Value::Words(purposes),
                Allowed::Everything | Allowed::Unknown(_) => {
                    let entrusted = spread::flows(self.world)
                        .filter(|(_, flow)| flow.verb == Verb::Entrust && flow.to.contains(&index));
                    let purposes = entrusted.filter_map(|(_, flow)| flow.purposes.as_deref());
                    Value::Words(purposes.flat_map(|purposes| self.purpose_words(purposes)).collect())
                }
            },
            "authorised" => Value::Bool(self.authorised(index)),
            "bound-by-policy" => open(recipient.bound, missing("bound-by-policy"), Value::Bool),
            "measures" => {
                open(recipient.measures.as_ref(), missing("measures"), |measures| words_of("measure", measures))
            }
            _ => {
                let own =
                    |ground: &usize| self.flow(*ground).verb == Verb::Use && self.holder_of(*ground) == Some(index);
                Value::Many((0..self.grounds.len()).filter(own).map(Thing::Flow).collect())
            }
        }
    }

    fn holding_fact(&self, holding: usize, fact: &str) -> Value {
        let arrival = &self.spread.arrivals[holding];
        let class = self.world.class_of(arrival.facet.field);
        match (fact, arrival.place) {
            ("datum", _) => Value::One(Thing::Datum(arrival.facet.clone(), class)),
            ("store", Place::Store(store)) => Value::One(Thing::Store(store)),
            ("recipient", Place::Recipient(recipient)) => Value::One(Thing::Recipient(recipient)),
            ("store" | "recipient", _) => Value::Absent,
            ("holder", place) => words_of("party", &self.holder(holding, place)),
            ("end-event", _) => self.endings(holding, false),
            ("erasure-event", _) => self.endings(holding, true),
            ("kept-event", place) => {
                let mut kept = 0;
                for event in words::bits(words::all("event")) {
                    let lines = self.lines(holding, event);
                    let keeps = |line: &&Line| {
                        line.action == Action::Keep && !line.under.is_some_and(|claim| self.serves_line(claim, place))
                    };
                    if lines.iter().any(keeps) {
                        kept |= event;
                    }
                }
                Value::Leaves(words::leaf("event", kept))
            }
            _ => {
                let deletes = self.world.rights.iter().filter(|right| !right.head.gone && right.class == "delete");
                Value::Bool(
                    deletes.into_iter().any(|right| self.covers_data(&right.covers, arrival.facet.field, class)),
                )
            }
        }
    }

    /// Whose hands: for a copy at a recipient, what the recipient was when it got it.
    fn holder(&self, holding: usize, place: Place) -> Vec<&'static str> {
        if let spread::By::Crossing(crossing) = self.spread.arrivals[holding].by {
            let given = (0..self.grounds.len()).find(|ground| {
                let known = &self.grounds[*ground];
                known.crossing == crossing && known.recipient.map(Place::Recipient) == Some(place)
            });
            if let Some(ground) = given {
                return self.receiver(ground);
            }
        }
        self.owners(place)
    }

    fn lines_at(&self, place: Place) -> (&'a [Line], bool, String) {
        match place {
            Place::Store(store) => {
                let store = &self.world.stores[store];
                (&store.lines, store.keeps_nothing, store.head.full())
            }
            Place::Recipient(recipient) => {
                let recipient = &self.world.recipients[recipient];
                (&recipient.lines, recipient.keeps_nothing, recipient.head.full())
            }
        }
    }

    /// The lines about a holding and an event: those that name the datum, else those that name none.
    fn lines(&self, holding: usize, event: Set) -> Vec<&'a Line> {
        let arrival = &self.spread.arrivals[holding];
        let field = arrival.facet.field;
        let (lines, ..) = self.lines_at(arrival.place);
        let about = lines.iter().filter(|line| words::union("event", &line.events) & event != 0);
        let named =
            |line: &&Line| !line.data.is_empty() && names(self.world, &line.data, field, self.world.class_of(field));
        let (named, others): (Vec<&Line>, Vec<&Line>) = about.partition(named);
        match named.is_empty() {
            true => others.into_iter().filter(|line| line.data.is_empty()).collect(),
            false => named,
        }
    }

    fn serves_line(&self, claim: usize, place: Place) -> bool {
        self.served(claim) == [Some(place)] && self.in_scope(claim, None) && self.is_met(claim, None)
    }

    fn endings(&self, holding: usize, erased: bool) -> Value {
        let (_, keeps_nothing, name) = self.lines_at(self.spread.arrivals[holding].place);
        let (mut ended, mut open) = (0, 0);
        for event in words::bits(words::all("event")) {
            match if keeps_nothing { Some(true) } else { self.ended(holding, event, erased) } {
                Some(true) => ended |= event,
                Some(false) => {}
                None => open |= event,
            }
        }
        Value::Partly(words::leaf("event", ended), open, gap(name, "delete"), true)
    }

    /// Whether an event ends a holding: yes, no, or nobody says.
    fn ended(&self, holding: usize, event: Set, erased: bool) -> Option<bool> {
        let place = self.spread.arrivals[holding].place;
        let of = |name: &str| words::word("event", name).set;
        let lines = self.lines(holding, event);
        let said = lines.iter().map(|line| {
            let claimed = line.under.is_some_and(|claim| self.serves_line(claim, place));
            let limit = if event == of("collection") { None } else { Some(self.law.allowance) };
            Some(claimed || self.ends(line, limit, erased))
        });
        let said = said.fold(None, earlier);
        if said == Some(true) || event != of("purpose-ended") {
            return said;
        }
        let collection = self.collection(&self.spread.arrivals[holding].facet).map(|flow| &self.world.flows[flow]);
        let purposes = collection.and_then(|flow| flow.purposes.as_deref()).unwrap_or(&[]);
        let lasts: Vec<Lasts> = purposes.iter().filter_map(|purpose| self.world.purposes[*purpose].lasts).collect();
        let mut by_purpose = None;
        for lasts in &lasts {
            if let Lasts::Until(other) = lasts
                && of(other) != event
            {
                by_purpose = earlier(by_purpose, self.ended(holding, of(other), erased));
            }
        }
        let days = |lasts: &Lasts| match lasts {
            Lasts::Days(days) => Some(*days),
            Lasts::Until(_) => None,
        };
        if let Some(longest) = lasts.iter().filter_map(days).max() {
            let collected = self.lines(holding, of("collection"));
            for line in collected {
                by_purpose = earlier(by_purpose, Some(self.ends(line, Some(longest), erased)));
            }
        }
        by_purpose.or(said)
    }

    /// Whether a line ends it, within so many days where that is asked.
    fn ends(&self, line: &Line, limit: Option<u32>, erased: bool) -> bool {
        let in_time = |days: u32| limit.is_none_or(|limit| days <= limit);
        match line.action {
            Action::Keep => false,
            Action::Delete(days) => in_time(days),
            Action::Apply(transform, days) => in_time(days) && (!erased || self.lowered(transform).1 == 0),
        }
    }
}

/// Of two lines the one that ends it counts.
fn earlier(one: Option<bool>, other: Option<bool>) -> Option<bool> {
    match (one, other) {
        (Some(true), _) | (_, Some(true)) => Some(true),
        (Some(false), _) | (_, Some(false)) => Some(false),
        (None, None) => None,
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

/// What agreements allow.
#[derive(Debug, Clone)]
enum Allowed {
    Everything,
    These(Vec<Word>),
    Unknown(Gaps),
}

impl Allowed {
    fn narrowed(self, other: Self) -> Self {
        match (self, other) {
            (Self::Unknown(one), Self::Unknown(other)) => Self::Unknown(one.union(&other).cloned().collect()),
            (Self::Unknown(gaps), _) | (_, Self::Unknown(gaps)) => Self::Unknown(gaps),
            (Self::Everything, other) | (other, Self::Everything) => other,
            (Self::These(one), Self::These(other)) => {
                let within = |word: &&Word, wide: &[Word]| wide.iter().any(|wide| word.within(*wide));
                let mut both: Vec<Word> = one.iter().filter(|word| within(word, &other)).copied().collect();
                both.extend(other.iter().filter(|word| within(word, &one)));
                both.sort_unstable();
                both.dedup();
                Self::These(both)
            }
        }
    }
}
