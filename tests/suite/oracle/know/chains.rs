//! What agreements bind recipients to, link by link.

use std::collections::BTreeSet;

use super::{Known, Value, gap, open};
use crate::oracle::spread;
use crate::oracle::weigh::{Gaps, Truth};
use crate::oracle::words::Word;
use crate::oracle::world::{Limit, Place, Verb};

impl Known<'_> {
    fn with_us(&self, recipient: usize) -> bool {
        self.world.recipients[recipient].agreement == Some(None)
    }

    pub(super) fn authorised(&self, recipient: usize) -> bool {
        self.world.recipients[recipient].authorised.unwrap_or_else(|| self.with_us(recipient))
    }

    pub(super) fn limit_of(&self, recipient: usize) -> Allowed {
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
    pub(super) fn chain(&self, ground: usize) -> Option<(Truth, Allowed)> {
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

    pub(super) fn receiver(&self, ground: usize) -> Vec<&'static str> {
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

    pub(super) fn received(&self, ground: usize) -> Vec<Word> {
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

    pub(super) fn successor_bound(&self, ground: usize) -> Value {
        let Some(actor) = self.holder_of(ground) else { return Value::Bool(false) };
        let actor = &self.world.recipients[actor];
        match actor.classes.contains(&"successor") {
            false => Value::Bool(false),
            true => open(actor.bound, gap(actor.head.full(), "bound-by-policy"), Value::Bool),
        }
    }
}

/// What agreements allow.
#[derive(Debug, Clone)]
pub(super) enum Allowed {
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
