//! What is known of stores and recipients, and of what rests there.

use super::chains::Allowed;
use super::{Known, Thing, Value, gap, open, words_of};
use crate::oracle::spread::{self, names};
use crate::oracle::weigh::{Gaps, Truth};
use crate::oracle::words::{self, Set};
use crate::oracle::world::{Action, Lasts, Limit, Line, Place, Verb};

impl<'a> Known<'a> {
    pub(super) fn store_fact(&self, index: usize, fact: &str) -> Value {
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

    pub(super) fn recipient_fact(&self, index: usize, fact: &str) -> Value {
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

    pub(super) fn holding_fact(&self, holding: usize, fact: &str) -> Value {
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
    pub(super) fn lines(&self, holding: usize, event: Set) -> Vec<&'a Line> {
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
