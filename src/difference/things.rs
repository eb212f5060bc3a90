//! What declarations of things say: people, data, purposes, stores, recipients and what protects data.

use super::Topic;
use super::aspect::{Aspect, More, narrows, widens};
use super::extent::{Extent, NO_END};
use super::side::{Side, documents, hours, in_words, on, stated, whether, yes};
use crate::model::{
    Action, Class, Data, Endings, Feature, Group, Lasts, Limit, Measure, Purpose, Recipient, Store, Subject, System,
    Transform, TransformClass,
};
use crate::syntax::words::ClauseWord;

impl Side<'_> {
    pub(super) fn system(&self, system: &System) -> Vec<Aspect> {
        vec![
            widens(Topic::Consent, ClauseWord::Policy, Extent::Text(system.policy.to_string())),
            widens(Topic::Flows, ClauseWord::Operator, Extent::Text(system.operator.to_string())),
            narrows(Topic::Safeguards, ClauseWord::Measures, self.measures(system.measures.iter().copied())),
        ]
    }

    pub(super) fn subject(&self, subject: &Subject) -> Vec<Aspect> {
        let accepts = match subject.accepts_policy.map(|term| self.vocabulary.name(term)) {
            Some("before-use") => Extent::Level(2, "before-use".to_owned()),
            Some("after-use") => Extent::Level(1, "after-use".to_owned()),
            other => Extent::Level(0, other.unwrap_or_default().to_owned()),
        };
        vec![
            Aspect::class(Topic::Flows, More::Widens, self.words(&[subject.class])),
            widens(Topic::Flows, ClauseWord::Age, self.bands(&subject.age)),
            widens(Topic::Flows, ClauseWord::Account, whether(subject.account)),
            narrows(Topic::Consent, ClauseWord::AcceptsPolicy, accepts),
        ]
    }

    pub(super) fn datum(&self, data: &Data) -> Vec<Aspect> {
        vec![
            Aspect::class(Topic::Data, More::Widens, self.class(data.class)),
            narrows(Topic::Data, ClauseWord::Sensitive, yes(data.sensitive)),
            narrows(Topic::Data, ClauseWord::Personal, yes(data.personal)),
        ]
    }

    /// A class down to its leaves; what the policy has no word for has none.
    fn class(&self, class: Class) -> Extent {
        if class.own_index().is_some() { Extent::Text(String::new()) } else { self.terms(&[class]) }
    }

    pub(super) fn group(&self, group: &Group) -> Vec<Aspect> {
        vec![widens(Topic::Data, ClauseWord::Data, self.data(group.data.iter().copied()))]
    }

    pub(super) fn purpose(&self, purpose: &Purpose) -> Vec<Aspect> {
        let needs =
            purpose.needs.as_ref().map_or(Extent::Text(String::new()), |needs| self.data(needs.iter().copied()));
        let lasts = match purpose.lasts {
            None => Extent::Open,
            Some(Lasts::Time(time)) => Extent::Level(hours(time), in_words(time)),
            Some(Lasts::Until(event)) => Extent::Text(format!("until {}", self.vocabulary.name(event))),
        };
        vec![
            Aspect::class(Topic::Purposes, More::Widens, self.class(purpose.class)),
            widens(Topic::Data, ClauseWord::Needs, needs),
            widens(Topic::Data, ClauseWord::MayUse, self.data(purpose.may_use.iter().copied())),
            widens(Topic::Retention, ClauseWord::Lasts, lasts),
        ]
    }

    pub(super) fn feature(&self, feature: &Feature) -> Vec<Aspect> {
        let requires = feature.requires.as_ref();
        let data = requires.map_or(Extent::Open, |requires| self.data(requires.data.iter().copied()));
        let others = requires.iter().flat_map(|requires| &requires.features);
        let others = self.named(others.map(|id| &self.model.features[id.index()].head));
        vec![
            Aspect::class(Topic::Flows, More::Widens, self.class(feature.class)),
            widens(Topic::Flows, ClauseWord::Basic, whether(feature.basic)),
            widens(Topic::Data, ClauseWord::Requires, data),
            widens(Topic::Flows, ClauseWord::Requires, others).renamed("requires features"),
        ]
    }

    pub(super) fn store(&self, store: &Store) -> Vec<Aspect> {
        let backup_of = store.backup_of.map_or("", |of| self.name(&self.model.stores[of.index()].head));
        let mut aspects = vec![
            widens(Topic::Retention, ClauseWord::BackupOf, Extent::Text(backup_of.to_owned())),
            widens(Topic::Recipients, ClauseWord::OpenTo, self.readers(store.open_to.as_deref())),
            narrows(Topic::Safeguards, ClauseWord::Measures, self.measures(store.measures.iter().copied())),
            widens(Topic::Recipients, ClauseWord::Region, place(store.region.as_ref())),
        ];
        aspects.extend(self.endings(&store.endings));
        aspects
    }

    pub(super) fn recipient(&self, recipient: &Recipient) -> Vec<Aspect> {
        let limited_to = match &recipient.limited_to {
            None => Extent::Open,
            Some(Limit::All) => Extent::All,
            Some(Limit::Purposes(purposes)) => self.purposes(purposes.iter().copied()),
        };
        let agreement = recipient.agreement.as_ref().map(|agreement| &agreement.document);
        let measures = recipient.measures.iter().flatten().copied();
        let mut aspects = vec![
            Aspect::class(Topic::Recipients, More::Widens, self.words(&recipient.classes)),
            widens(Topic::Purposes, ClauseWord::LimitedTo, limited_to),
            narrows(Topic::Safeguards, ClauseWord::Agreement, stated(agreement)),
            narrows(Topic::Safeguards, ClauseWord::Authorised, on(recipient.authorised.as_ref())),
            narrows(Topic::Safeguards, ClauseWord::Evaluated, on(recipient.evaluated.as_ref())),
            narrows(Topic::Safeguards, ClauseWord::Assessed, on(recipient.assessed.as_ref())),
            narrows(Topic::Safeguards, ClauseWord::BoundByPolicy, yes(recipient.bound_by_policy)),
            narrows(Topic::Safeguards, ClauseWord::Measures, self.measures(measures)),
            widens(Topic::Recipients, ClauseWord::Region, place(recipient.region.as_ref())),
        ];
        aspects.extend(self.endings(&recipient.endings));
        aspects
    }

    /// When what rests somewhere ends, for each event: later is more, and what nobody says has no end.
    fn endings(&self, endings: &Endings) -> Vec<Aspect> {
        let mut aspects = Vec::new();
        if endings.keeps_nothing {
            let nothing = Extent::Level(0, "nothing is kept".to_owned());
            aspects.push(widens(Topic::Retention, ClauseWord::Keep, nothing));
        }
        for line in &endings.lines {
            let data = line.data.iter().map(|datum| Some(self.name(&self.model.data[datum.index()].head)));
            let data: Vec<Option<&str>> = if line.data.is_empty() { vec![None] } else { data.collect() };
            for (event, datum) in line.events.iter().flat_map(|event| data.iter().map(move |datum| (event, datum))) {
                earliest(&mut aspects, self.ending(line.action, self.vocabulary.name(*event)).of(*datum));
            }
        }
        aspects
    }

    fn ending(&self, action: Action, event: &str) -> Aspect {
        let within = |time| Extent::Level(hours(time), in_words(time));
        match action {
            Action::Delete(time) => widens(Topic::Retention, ClauseWord::Delete, within(time)).after(event),
            Action::Keep => {
                let kept = Extent::Level(NO_END, "kept".to_owned());
                widens(Topic::Retention, ClauseWord::Delete, kept).after(event)
            }
            Action::Apply(transform, time) => {
                let by = self.name(&self.model.transforms[transform.index()].head);
                widens(Topic::Retention, ClauseWord::Apply, within(time)).after(&format!("{event} by {by}"))
            }
        }
    }

    pub(super) fn transform(&self, transform: &Transform) -> Vec<Aspect> {
        let class = match transform.class {
            TransformClass::Relink => 0,
            TransformClass::Mask => 1,
            TransformClass::Deidentify => 2,
            TransformClass::Aggregate | TransformClass::Anonymise => 3,
        };
        let steps = ["never", "with-separate-key", "with-key-at-hand", "freely"];
        let restorable = transform.restorable.map_or(Extent::Open, |step| {
            Extent::Level(u64::from(step), steps.get(usize::from(step)).copied().unwrap_or_default().to_owned())
        });
        let undoes = transform.undoes.map_or("", |undone| self.name(&self.model.transforms[undone.index()].head));
        vec![
            Aspect::class(
                Topic::Safeguards,
                More::Narrows,
                Extent::Level(class, self.vocabulary.name(transform.term).to_owned()),
            ),
            widens(Topic::Safeguards, ClauseWord::Restorable, restorable),
            widens(Topic::Safeguards, ClauseWord::Undoes, Extent::Text(undoes.to_owned())),
            narrows(Topic::Safeguards, ClauseWord::Evidence, documents(&transform.evidence)),
        ]
    }

    pub(super) fn measure(&self, measure: &Measure) -> Vec<Aspect> {
        vec![
            Aspect::class(Topic::Safeguards, More::Narrows, self.class(measure.class)),
            narrows(Topic::Safeguards, ClauseWord::Against, self.terms(&measure.against)),
            narrows(Topic::Safeguards, ClauseWord::Evidence, documents(&measure.evidence)),
        ]
    }
}

/// Of several ends of the same, the earliest counts.
fn earliest(aspects: &mut Vec<Aspect>, aspect: Aspect) {
    match aspects.iter_mut().find(|one| one.speaks_like(&aspect)) {
        Some(known) if aspect.is_earlier_than(known) => *known = aspect,
        Some(_) => {}
        None => aspects.push(aspect),
    }
}

/// Where something lies, in the words of who wrote it.
fn place(region: Option<&crate::model::Text>) -> Extent {
    Extent::Text(region.map(|region| region.text.to_string()).unwrap_or_default())
}
