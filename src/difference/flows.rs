//! What flows say.

use super::Topic;
use super::aspect::{Aspect, More, VERB, narrows, widens};
use super::extent::{Extent, NO_END, Set};
use super::side::{Side, hours, in_words};
use crate::model::{Basis, DataId, Flow, Halt};
use crate::syntax::words::ClauseWord;

impl Side<'_> {
    /// What a flow says, but for what protects its data on the way.
    pub(super) fn flow(&self, flow: &Flow) -> Vec<Aspect> {
        let seldom = flow.seldom();
        let into = flow.into.as_deref().unwrap_or_default();
        let sources = self.places(&flow.from).chain(self.subjects(&flow.asked().subjects));
        let data = match flow.all_data {
            true => Extent::All,
            false => self.data(all(flow)),
        };
        let feature = flow.feature.map_or("", |feature| self.name(&self.model.features[feature.index()].head));
        let event = seldom.event.map_or("", |event| self.vocabulary.name(event));
        let mut aspects = vec![
            Aspect::class(Topic::Flows, More::Widens, Extent::Text(flow.verb.text().to_owned())).renamed(VERB),
            widens(Topic::Data, ClauseWord::Data, data),
            widens(Topic::Data, ClauseWord::Required, self.data(flow.asked().required.iter().copied())),
            widens(Topic::Data, ClauseWord::Derives, self.data(seldom.derives.iter().copied())),
            widens(Topic::Purposes, ClauseWord::For, self.flow_purposes(flow)),
            widens(Topic::Recipients, ClauseWord::To, self.recipients(&flow.to)),
            widens(Topic::Flows, ClauseWord::From, self.named(sources)),
            widens(Topic::Flows, ClauseWord::About, self.named(self.subjects(&seldom.about))),
            widens(Topic::Flows, ClauseWord::Into, self.named(self.places(into))),
            widens(
                Topic::Flows,
                ClauseWord::Means,
                flow.asked().means.as_deref().map_or(Extent::Open, |means| self.terms(means)),
            ),
            widens(Topic::Flows, ClauseWord::Feature, Extent::Text(feature.to_owned())),
            widens(Topic::Flows, ClauseWord::Event, Extent::Text(event.to_owned())),
            narrows(Topic::Consent, ClauseWord::Notice, self.notices(flow)),
            narrows(Topic::Consent, ClauseWord::Basis, self.consents(flow)),
            Aspect::class(Topic::Consent, More::Widens, self.claims(flow)).renamed("basis claim"),
            widens(Topic::Recipients, ClauseWord::OpenTo, self.readers(seldom.open_to.as_deref())),
        ];
        aspects.extend(self.halts(&seldom.halts));
        aspects
    }

    fn flow_purposes(&self, flow: &Flow) -> Extent {
        flow.purposes.as_deref().map_or(Extent::Open, |purposes| self.purposes(purposes.iter().copied()))
    }

    /// Being shown a notice beforehand is more than being shown it.
    fn notices(&self, flow: &Flow) -> Extent {
        let mut set = Set::default();
        for (notice, before) in &flow.notices {
            self.timely(&mut set, self.name(&self.model.notices[notice.index()].head), *before);
        }
        Extent::Set(set)
    }

    fn consents(&self, flow: &Flow) -> Extent {
        let mut set = Set::default();
        for basis in &flow.bases {
            if let Basis::Consent(consent, before) = basis {
                self.timely(&mut set, self.name(&self.model.consents[consent.index()].head), *before);
            }
        }
        Extent::Set(set)
    }

    fn timely(&self, set: &mut Set, name: &str, before: Option<bool>) {
        set.add_name(name, None);
        if before == Some(true) {
            set.add_name(&format!("{name} before"), None);
        }
    }

    fn claims(&self, flow: &Flow) -> Extent {
        let claims = flow.bases.iter().filter_map(|basis| match basis {
            Basis::Claim(claim) => Some(&self.model.claims[claim.index()].head),
            Basis::Consent(..) => None,
        });
        self.named(claims)
    }

    /// What stops after an event, where later is more and going on is most.
    pub(super) fn halts(&self, halts: &[Halt]) -> Vec<Aspect> {
        let mut aspects = Vec::new();
        for halt in halts {
            let length = match halt.within {
                Some(within) => Extent::Level(hours(within), in_words(within)),
                None => Extent::Level(NO_END, "goes on".to_owned()),
            };
            for event in &halt.events {
                let aspect = widens(Topic::Retention, ClauseWord::Stop, length.clone());
                aspects.push(aspect.after(self.vocabulary.name(*event)));
            }
        }
        aspects
    }

    /// The transforms that act on a flow's data, of those data alone that are on both sides: a datum that is no longer there
    /// needs no protection, and one that is new has had none.
    pub(super) fn protected(&self, flow: &Flow, other: &Side<'_>, other_flow: &Flow) -> Aspect {
        let theirs = other.landing_names(other_flow);
        let data = self.landing_names(flow).into_iter().filter(|name| theirs.contains(name));
        let data: Vec<String> = data.collect();
        let mut set = Set::default();
        for via in &flow.seldom().via {
            let transform = self.name(&self.model.transforms[via.transform.index()].head);
            match flow.all_data || other_flow.all_data {
                true => set.add_name(transform, None),
                false => {
                    let on: Vec<String> = via.on.iter().map(|datum| self.datum_name(*datum)).collect();
                    let acted_on = data.iter().filter(|datum| via.on.is_empty() || on.contains(datum));
                    acted_on.for_each(|datum| set.add_name(&format!("{transform} on {datum}"), None));
                }
            }
        }
        narrows(Topic::Safeguards, ClauseWord::Via, Extent::Set(set))
    }

    fn landing_names(&self, flow: &Flow) -> Vec<String> {
        let derived = &flow.seldom().derives;
        match derived.is_empty() {
            true => all(flow).map(|datum| self.datum_name(datum)).collect(),
            false => derived.iter().map(|datum| self.datum_name(*datum)).collect(),
        }
    }

    fn datum_name(&self, datum: DataId) -> String {
        self.name(&self.model.data[datum.index()].head).to_owned()
    }
}

/// All data that a flow names.
fn all(flow: &Flow) -> impl Iterator<Item = DataId> {
    flow.asked().required.iter().chain(&flow.asked().optional).chain(&flow.data).copied()
}
