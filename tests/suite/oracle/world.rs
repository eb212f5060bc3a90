//! A workspace as plain data, and as the text of flow files.

use std::collections::BTreeMap;

use super::words::{self, Word};

/// What every declaration has. What is gone is neither printed nor there.
#[derive(Debug, Clone, Default)]
pub(super) struct Head {
    pub(super) module: Option<&'static str>,
    pub(super) name: String,
    pub(super) gone: bool,
}

impl Head {
    pub(super) fn full(&self) -> String {
        match self.module {
            Some(module) => format!("{module}.{}", self.name),
            None => self.name.clone(),
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Place {
    Store(usize),
    Recipient(usize),
}

#[derive(Debug, Clone, Default)]
pub(super) struct Subject {
    pub(super) head: Head,
    pub(super) age: Option<Vec<&'static str>>,
    pub(super) account: Option<bool>,
    pub(super) accepts: Option<&'static str>,
}

/// Data, purposes and features are declared, or are terms of the policy that are used as they are.
#[derive(Debug, Clone, Default)]
pub(super) struct Field {
    pub(super) head: Head,
    pub(super) class: Option<&'static str>,
    pub(super) declared: bool,
}

#[derive(Debug, Clone, Copy)]
pub(super) enum Lasts {
    Days(u32),
    Until(&'static str),
}

#[derive(Debug, Clone, Default)]
pub(super) struct Purpose {
    pub(super) head: Head,
    pub(super) class: Option<&'static str>,
    pub(super) declared: bool,
    pub(super) needs: Option<Vec<usize>>,
    pub(super) may_use: Vec<usize>,
    pub(super) lasts: Option<Lasts>,
}

#[derive(Debug, Clone, Default)]
pub(super) struct Feature {
    pub(super) head: Head,
    pub(super) class: Option<&'static str>,
    pub(super) declared: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Action {
    Delete(u32),
    Apply(usize, u32),
    Keep,
}

/// A line about the end of storage.
#[derive(Debug, Clone)]
pub(super) struct Line {
    pub(super) action: Action,
    pub(super) data: Vec<usize>,
    pub(super) events: Vec<&'static str>,
    pub(super) under: Option<usize>,
}

#[derive(Debug, Clone, Default)]
pub(super) struct Store {
    pub(super) head: Head,
    pub(super) backup_of: Option<usize>,
    pub(super) open_to: Option<Vec<&'static str>>,
    pub(super) measures: Vec<&'static str>,
    pub(super) keeps_nothing: bool,
    pub(super) lines: Vec<Line>,
}

#[derive(Debug, Clone)]
pub(super) enum Limit {
    All,
    These(Vec<usize>),
}

#[derive(Debug, Clone, Default)]
pub(super) struct Recipient {
    pub(super) head: Head,
    pub(super) classes: Vec<&'static str>,
    /// With another recipient, or with us.
    pub(super) agreement: Option<Option<usize>>,
    pub(super) limited_to: Option<Limit>,
    pub(super) authorised: Option<bool>,
    pub(super) bound: Option<bool>,
    pub(super) measures: Option<Vec<&'static str>>,
    pub(super) keeps_nothing: bool,
    pub(super) lines: Vec<Line>,
}

#[derive(Debug, Clone, Default)]
pub(super) struct Transform {
    pub(super) head: Head,
    pub(super) class: &'static str,
    pub(super) restorable: Option<usize>,
    pub(super) undoes: Option<usize>,
    pub(super) evidence: bool,
}

pub(super) const RESTORABLE: [&str; 4] = ["never", "with-separate-key", "with-key-at-hand", "freely"];

/// What a consent or a notice covers; nothing said of data or purposes is `all`.
#[derive(Debug, Clone, Default)]
pub(super) struct Cover {
    pub(super) data: Option<Vec<usize>>,
    pub(super) purposes: Option<Vec<usize>>,
    pub(super) to: Vec<usize>,
}

#[derive(Debug, Clone, Default)]
pub(super) struct Consent {
    pub(super) head: Head,
    pub(super) strength: u8,
    pub(super) from: usize,
    pub(super) covers: Vec<Cover>,
    pub(super) asked_by: Option<usize>,
    pub(super) guardian: bool,
}

pub(super) const STRENGTH: [&str; 4] = ["none", "general", "choice", "explicit"];

#[derive(Debug, Clone, Default)]
pub(super) struct Notice {
    pub(super) head: Head,
    pub(super) tells: Vec<&'static str>,
    pub(super) covers: Vec<Cover>,
}

#[derive(Debug, Clone, Default)]
pub(super) struct Claim {
    pub(super) head: Head,
    pub(super) clause: &'static str,
    pub(super) because: bool,
    pub(super) necessary: Option<bool>,
    pub(super) cites: Vec<&'static str>,
}

#[derive(Debug, Clone, Default)]
pub(super) struct Right {
    pub(super) head: Head,
    pub(super) class: &'static str,
    /// Nothing said is `all`.
    pub(super) covers: Option<Vec<usize>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Verb {
    Collect,
    Use,
    Display,
    Entrust,
    Share,
    Transfer,
    Disclose,
}

impl Verb {
    pub(super) fn text(self) -> &'static str {
        match self {
            Self::Collect => "collect",
            Self::Use => "use",
            Self::Display => "display",
            Self::Entrust => "entrust",
            Self::Share => "share",
            Self::Transfer => "transfer",
            Self::Disclose => "disclose",
        }
    }
}

/// Said `before`, said `after`, or left out.
pub(super) type When = Option<bool>;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Basis {
    Consent(usize, When),
    Claim(usize),
}

#[derive(Debug, Clone)]
pub(super) struct Flow {
    pub(super) head: Head,
    pub(super) verb: Verb,
    pub(super) subjects: Vec<usize>,
    pub(super) about: Vec<usize>,
    pub(super) from: Vec<Place>,
    pub(super) into: Option<Vec<Place>>,
    pub(super) to: Vec<usize>,
    pub(super) required: Vec<usize>,
    pub(super) optional: Vec<usize>,
    pub(super) data: Vec<usize>,
    pub(super) all: bool,
    pub(super) purposes: Option<Vec<usize>>,
    pub(super) feature: Option<usize>,
    pub(super) means: Option<Vec<&'static str>>,
    pub(super) notices: Vec<(usize, When)>,
    pub(super) bases: Vec<Basis>,
    pub(super) via: Vec<(usize, Vec<usize>)>,
    pub(super) derives: Vec<usize>,
    pub(super) open_to: Option<Vec<&'static str>>,
    /// `stop` or `continue`, with the events.
    pub(super) halts: Vec<(bool, Vec<&'static str>)>,
}

/// A whole workspace. Every list is in the order of full names, terms used as they are last.
#[derive(Debug, Clone, Default)]
pub(super) struct World {
    pub(super) measures: Vec<&'static str>,
    pub(super) subjects: Vec<Subject>,
    pub(super) data: Vec<Field>,
    pub(super) purposes: Vec<Purpose>,
    pub(super) features: Vec<Feature>,
    pub(super) stores: Vec<Store>,
    pub(super) recipients: Vec<Recipient>,
    pub(super) transforms: Vec<Transform>,
    pub(super) consents: Vec<Consent>,
    pub(super) notices: Vec<Notice>,
    pub(super) claims: Vec<Claim>,
    pub(super) rights: Vec<Right>,
    pub(super) flows: Vec<Flow>,
}

impl World {
    pub(super) fn class_of(&self, field: usize) -> Word {
        class(self.data[field].class, "data", field)
    }

    pub(super) fn purpose_class(&self, purpose: usize) -> Word {
        class(self.purposes[purpose].class, "purpose", purpose)
    }

    pub(super) fn feature_class(&self, feature: usize) -> Word {
        class(self.features[feature].class, "feature", feature)
    }

    pub(super) fn place_name(&self, place: Place) -> String {
        match place {
            Place::Store(store) => self.stores[store].head.full(),
            Place::Recipient(recipient) => self.recipients[recipient].head.full(),
        }
    }
}

fn class(class: Option<&'static str>, sort: &str, number: usize) -> Word {
    class.map_or_else(|| words::own(sort, number), |name| words::word(sort, name))
}

/// The flow files of a world, by path.
pub(super) fn files(world: &World) -> BTreeMap<String, String> {
    let mut printer = Printer { world, files: BTreeMap::new() };
    printer.print();
    printer.files
}

struct Printer<'w> {
    world: &'w World,
    files: BTreeMap<String, String>,
}

fn list<T>(items: &[T], name: impl Fn(&T) -> String) -> String {
    match items {
        [] => "nothing".to_owned(),
        _ => items.iter().map(name).collect::<Vec<_>>().join(", "),
    }
}

fn words(items: &[&str]) -> String {
    list(items, |item| (*item).to_owned())
}

fn yes(said: bool) -> &'static str {
    if said { "yes" } else { "no" }
}

fn when(when: When) -> &'static str {
    match when {
        Some(true) => " before",
        Some(false) => " after",
        None => "",
    }
}

impl Printer<'_> {
    fn data(&self, fields: &[usize]) -> String {
        list(fields, |field| self.world.data[*field].head.full())
    }

    fn purposes(&self, purposes: &[usize]) -> String {
        list(purposes, |purpose| self.world.purposes[*purpose].head.full())
    }

    fn recipients(&self, recipients: &[usize]) -> String {
        list(recipients, |recipient| self.world.recipients[*recipient].head.full())
    }

    fn places(&self, places: &[Place]) -> String {
        list(places, |place| self.world.place_name(*place))
    }

    fn declare(&mut self, head: &Head, keyword: &str, class: &str, clauses: Vec<String>) {
        if head.gone {
            return;
        }
        let (path, first) = match head.module {
            Some(module) => (format!("{module}.candor"), format!("module {module}\n")),
            None => ("main.candor".to_owned(), String::new()),
        };
        let file = self.files.entry(path).or_insert(first);
        let class = if class.is_empty() { String::new() } else { format!(" : {class}") };
        *file += &format!("{keyword} {}{class}", head.name);
        match clauses.is_empty() {
            true => *file += "\n",
            false => *file += &format!(" {{\n  {}\n}}\n", clauses.join("\n  ")),
        }
    }

    fn print(&mut self) {
        let world = self.world;
        let mut system = vec!["policy oracle".to_owned(), "operator \"We\"".to_owned()];
        if !world.measures.is_empty() {
            system.push(format!("measures {}", words(&world.measures)));
        }
        self.declare(&Head { name: "whole".to_owned(), ..Head::default() }, "system", "", system);
        for subject in &world.subjects {
            let mut clauses = Vec::new();
            clauses.extend(subject.age.as_ref().map(|age| format!("age {}", words(age))));
            clauses.extend(subject.account.map(|said| format!("account {}", yes(said))));
            clauses.extend(subject.accepts.map(|said| format!("accepts-policy {said}")));
            self.declare(&subject.head, "subject", "user", clauses);
        }
        for field in world.data.iter().filter(|field| field.declared) {
            self.declare(&field.head, "data", field.class.unwrap_or_default(), Vec::new());
        }
        for feature in world.features.iter().filter(|feature| feature.declared) {
            self.declare(&feature.head, "feature", feature.class.unwrap_or_default(), Vec::new());
        }
        self.aims();
        self.places_and_people();
        self.words_said();
        for flow in &world.flows {
            let clauses = self.flow(flow);
            self.declare(&flow.head, flow.verb.text(), "", clauses);
        }
    }

    fn aims(&mut self) {
        for purpose in self.world.purposes.iter().filter(|purpose| purpose.declared) {
            let mut clauses = Vec::new();
            clauses.extend(purpose.needs.as_ref().map(|needs| format!("needs {}", self.data(needs))));
            if !purpose.may_use.is_empty() {
                clauses.push(format!("may-use {}", self.data(&purpose.may_use)));
            }
            clauses.extend(purpose.lasts.map(|lasts| match lasts {
                Lasts::Days(days) => format!("lasts {days} days"),
                Lasts::Until(event) => format!("lasts until {event}"),
            }));
            self.declare(&purpose.head, "purpose", purpose.class.unwrap_or_default(), clauses);
        }
    }

    fn places_and_people(&mut self) {
        for store in &self.world.stores {
            let mut clauses = Vec::new();
            clauses.extend(store.backup_of.map(|of| format!("backup-of {}", self.world.stores[of].head.full())));
            clauses.extend(store.open_to.as_ref().map(|readers| format!("open-to {}", words(readers))));
            if !store.measures.is_empty() {
                clauses.push(format!("measures {}", words(&store.measures)));
            }
            clauses.extend(self.lines(&store.lines, store.keeps_nothing));
            self.declare(&store.head, "store", "", clauses);
        }
        for recipient in &self.world.recipients {
            let clauses = self.recipient(recipient);
            self.declare(&recipient.head, "recipient", &words(&recipient.classes), clauses);
        }
        for transform in &self.world.transforms {
            let mut clauses = Vec::new();
            clauses.extend(transform.restorable.map(|step| format!("restorable {}", RESTORABLE[step])));
            clauses.extend(transform.undoes.map(|of| format!("undoes {}", self.world.transforms[of].head.full())));
            if transform.evidence {
                clauses.push("evidence \"https://example.org/proof\"".to_owned());
            }
            self.declare(&transform.head, "transform", transform.class, clauses);
        }
    }

    fn recipient(&self, recipient: &Recipient) -> Vec<String> {
        let mut clauses = Vec::new();
        clauses.extend(recipient.agreement.map(|with| match with {
            None => "agreement \"https://example.org/paper\"".to_owned(),
            Some(other) => {
                format!("agreement \"https://example.org/paper\" with {}", self.world.recipients[other].head.full())
            }
        }));
        clauses.extend(recipient.limited_to.as_ref().map(|limit| match limit {
            Limit::All => "limited-to all".to_owned(),
            Limit::These(purposes) => format!("limited-to {}", self.purposes(purposes)),
        }));
        clauses
            .extend(recipient.authorised.map(|said| format!("authorised {}", if said { "2026-01-01" } else { "no" })));
        clauses.extend(recipient.bound.map(|said| format!("bound-by-policy {}", yes(said))));
        clauses.extend(recipient.measures.as_ref().map(|measures| format!("measures {}", words(measures))));
        clauses.extend(self.lines(&recipient.lines, recipient.keeps_nothing));
        clauses
    }

    fn lines(&self, lines: &[Line], keeps_nothing: bool) -> Vec<String> {
        let mut clauses: Vec<String> = lines.iter().map(|line| self.line(line)).collect();
        if keeps_nothing {
            clauses.push("keep nothing".to_owned());
        }
        clauses
    }

    fn line(&self, line: &Line) -> String {
        let data = if line.data.is_empty() { String::new() } else { format!(" {}", self.data(&line.data)) };
        let events = words(&line.events);
        let under =
            line.under.map(|claim| format!(" under {}", self.world.claims[claim].head.full())).unwrap_or_default();
        match line.action {
            Action::Delete(days) => format!("delete{data} within {days} days of {events}{under}"),
            Action::Apply(transform, days) => {
                let to = if line.data.is_empty() { String::new() } else { format!(" to{data}") };
                let transform = self.world.transforms[transform].head.full();
                format!("apply {transform}{to} within {days} days of {events}{under}")
            }
            Action::Keep => format!("keep{data} after {events}{under}"),
        }
    }

    fn cover(&self, cover: &Cover) -> String {
        let data = cover.data.as_ref().map_or_else(|| "all".to_owned(), |data| self.data(data));
        let purposes = match &cover.purposes {
            None => " for all".to_owned(),
            Some(purposes) if purposes.is_empty() => String::new(),
            Some(purposes) => format!(" for {}", self.purposes(purposes)),
        };
        let to = if cover.to.is_empty() { String::new() } else { format!(" to {}", self.recipients(&cover.to)) };
        format!("covers {data}{purposes}{to}")
    }

    fn words_said(&mut self) {
        for consent in &self.world.consents {
            let mut clauses = vec![format!("from {}", self.world.subjects[consent.from].head.full())];
            clauses.extend(consent.covers.iter().map(|cover| self.cover(cover)));
            clauses.extend(consent.asked_by.map(|by| format!("asked-by {}", self.world.recipients[by].head.full())));
            if consent.guardian {
                clauses.push("given-by guardian".to_owned());
            }
            self.declare(&consent.head, "consent", STRENGTH[usize::from(consent.strength)], clauses);
        }
        for notice in &self.world.notices {
            let mut clauses = vec![format!("tells {}", words(&notice.tells))];
            clauses.extend(notice.covers.iter().map(|cover| self.cover(cover)));
            self.declare(&notice.head, "notice", "", clauses);
        }
        for claim in &self.world.claims {
            let mut clauses = Vec::new();
            if claim.because {
                clauses.push("because \"it is so\"".to_owned());
            }
            clauses.extend(
                claim.necessary.map(|why| {
                    if why { "necessary \"no less would do\"".to_owned() } else { "necessary no".to_owned() }
                }),
            );
            clauses.extend(claim.cites.iter().map(|cite| format!("cites {cite} \"a paper\"")));
            self.declare(&claim.head, "claim", claim.clause, clauses);
        }
        for right in &self.world.rights {
            let covers = right.covers.as_ref().map_or_else(|| "all".to_owned(), |data| self.data(data));
            self.declare(&right.head, "right", right.class, vec![format!("covers {covers}")]);
        }
    }

    fn flow(&self, flow: &Flow) -> Vec<String> {
        let world = self.world;
        let subjects = |list_of: &[usize]| list(list_of, |subject| world.subjects[*subject].head.full());
        let mut clauses = Vec::new();
        clauses.extend(flow.feature.map(|feature| format!("feature {}", world.features[feature].head.full())));
        let from = if flow.subjects.is_empty() { self.places(&flow.from) } else { subjects(&flow.subjects) };
        clauses.push(format!("from {from}"));
        if !flow.about.is_empty() {
            clauses.push(format!("about {}", subjects(&flow.about)));
        }
        clauses.extend(flow.into.as_ref().map(|into| format!("into {}", self.places(into))));
        if !flow.to.is_empty() {
            clauses.push(format!("to {}", self.recipients(&flow.to)));
        }
        clauses.extend(flow.means.as_ref().map(|means| format!("means {}", words(means))));
        for (clause, fields) in [("required", &flow.required), ("optional", &flow.optional), ("data", &flow.data)] {
            if !fields.is_empty() {
                clauses.push(format!("{clause} {}", self.data(fields)));
            }
        }
        if flow.all {
            clauses.push("data all".to_owned());
        }
        if !flow.derives.is_empty() {
            clauses.push(format!("derives {}", self.data(&flow.derives)));
        }
        clauses.extend(flow.purposes.as_ref().map(|purposes| format!("for {}", self.purposes(purposes))));
        for (notice, said) in &flow.notices {
            clauses.push(format!("notice {}{}", world.notices[*notice].head.full(), when(*said)));
        }
        clauses.extend(flow.bases.iter().map(|basis| match basis {
            Basis::Consent(consent, said) => {
                format!("basis consent {}{}", world.consents[*consent].head.full(), when(*said))
            }
            Basis::Claim(claim) => format!("basis claim {}", world.claims[*claim].head.full()),
        }));
        for (transform, on) in &flow.via {
            let on = if on.is_empty() { String::new() } else { format!(" on {}", self.data(on)) };
            clauses.push(format!("via {}{on}", world.transforms[*transform].head.full()));
        }
        clauses.extend(flow.open_to.as_ref().map(|readers| format!("open-to {}", words(readers))));
        clauses.extend(flow.halts.iter().map(|(stop, events)| match stop {
            true => format!("stop within 1 day of {}", words(events)),
            false => format!("continue after {}", words(events)),
        }));
        clauses
    }
}
