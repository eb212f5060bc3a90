//! Declarations of things: each clause read, by declaration.

use smallvec::SmallVec;

use super::{Reader, consent_step, restorable_step, transform_class, words_of};
use crate::model::names::Wanted;
use crate::model::resolve::Folded;
use crate::model::vocabulary::TermId;
use crate::model::{
    Agreement, Claim, ClaimId, Consent, Data, DataId, Dated, Declaration, Endings, Feature, FeatureId, GroupId, Head,
    Lasts, Limit, Measure, Notice, Plan, Purpose, PurposeId, Recipient, RecipientId, Refusal, Report, Requires, Right,
    Selection, Store, StoreId, Subject, SubjectId, System, Text, Transform, TransformClass, TransformId, Waiver,
    errors,
};
use crate::syntax::tree::{Atom, Word};
use crate::syntax::value::{Names as NamesValue, Value};
use crate::syntax::words::{ClauseWord, Keyword};

impl Reader<'_> {
    pub(in crate::model) fn system(&mut self) -> System {
        let mut system = System { head: self.head(), policy: "".into(), operator: "".into(), measures: Vec::new() };
        for (clause, value) in self.clauses() {
            match clause.word {
                ClauseWord::Policy => {
                    if let Some(word) = words_of(&value).first() {
                        system.policy = word.text(self.text).into();
                        self.check_policy(*word);
                    }
                }
                ClauseWord::Operator => system.operator = self.one_text(&value).map_or("".into(), |text| text.text),
                ClauseWord::Measures => system.measures = self.measures_of(&value),
                _ => {}
            }
        }
        system
    }

    fn check_policy(&mut self, word: Word) {
        let named = word.text(self.text);
        if named != self.world.policy.id {
            self.diagnostics.push(errors::other_policy(self.tree.span(word), named, self.world.policy.id));
        }
    }

    pub(in crate::model) fn subject(&mut self) -> Subject {
        let mut subject = Subject {
            head: self.head(),
            class: self.closed_class("subject-role"),
            age: self.all_bands(),
            age_said: false,
            account: None,
            accepts_policy: None,
        };
        for (clause, value) in self.clauses() {
            match (clause.word, &value) {
                (ClauseWord::Age, Value::Ages(ages)) => {
                    subject.age = self.bands(ages);
                    subject.age_said = true;
                }
                (ClauseWord::Account, value) => subject.account = self.yes(value),
                (ClauseWord::AcceptsPolicy, Value::Choice(word)) => {
                    subject.accepts_policy = self.term(*word, "acceptance");
                }
                _ => {}
            }
        }
        subject
    }

    pub(in crate::model) fn data(&mut self) -> Data {
        let mut data =
            Data { head: self.head(), class: self.class("data"), sensitive: None, personal: None, schema: Vec::new() };
        for (clause, value) in self.clauses() {
            match clause.word {
                ClauseWord::Sensitive => data.sensitive = self.yes(&value),
                ClauseWord::Personal => data.personal = self.yes(&value),
                ClauseWord::Schema => data.schema = self.texts(&value),
                _ => {}
            }
        }
        data
    }

    pub(in crate::model) fn group(&mut self) -> Folded {
        let mut group = Folded { head: self.head(), data: Vec::new(), groups: Vec::new() };
        for (_, value) in self.clauses() {
            for word in words_of(&value) {
                match self.reference(word, Wanted::Data) {
                    Some(Declaration { keyword: Keyword::Group, index }) => group.groups.push(GroupId(index)),
                    Some(found) => group.data.push(DataId(found.index)),
                    None => {}
                }
            }
        }
        group
    }

    pub(in crate::model) fn purpose(&mut self) -> Purpose {
        let mut purpose =
            Purpose { head: self.head(), class: self.class("purpose"), needs: None, may_use: Vec::new(), lasts: None };
        for (clause, value) in self.clauses() {
            match (clause.word, &value) {
                (ClauseWord::Needs, value) => purpose.needs = Some(self.fields_of(value).into_vec()),
                (ClauseWord::MayUse, value) => purpose.may_use = self.fields_of(value).into_vec(),
                (ClauseWord::Lasts, Value::Time(time)) => purpose.lasts = Some(Lasts::Time(*time)),
                (ClauseWord::Lasts, Value::Until(word)) => {
                    purpose.lasts = self.term(*word, "event").map(Lasts::Until);
                }
                _ => {}
            }
        }
        purpose
    }

    pub(in crate::model) fn feature(&mut self) -> Feature {
        let mut feature = Feature { head: self.head(), class: self.class("feature"), basic: None, requires: None };
        for (clause, value) in self.clauses() {
            match clause.word {
                ClauseWord::Basic => feature.basic = self.yes(&value),
                ClauseWord::Requires => feature.requires = Some(self.requires(&value)),
                _ => {}
            }
        }
        feature
    }

    fn requires(&mut self, value: &Value) -> Requires {
        let mut requires = Requires::default();
        for word in words_of(value) {
            match self.reference(word, Wanted::DataOrFeature) {
                Some(Declaration { keyword: Keyword::Feature, index }) => requires.features.push(FeatureId(index)),
                Some(Declaration { keyword: Keyword::Group, index }) => {
                    let group = self.groups.get(index as usize);
                    requires.data.extend(group.into_iter().flat_map(|group| &group.data).copied());
                }
                Some(found) => requires.data.push(DataId(found.index)),
                None => {}
            }
        }
        requires
    }

    pub(in crate::model) fn store(&mut self) -> Store {
        let mut store = Store {
            head: self.head(),
            backup_of: None,
            open_to: None,
            measures: Vec::new(),
            endings: Endings::default(),
            region: None,
        };
        for (clause, value) in self.clauses() {
            match (clause.word, &value) {
                (ClauseWord::BackupOf, value) => {
                    store.backup_of = self.reference_of(value, Wanted::Store).map(|found| StoreId(found.index));
                }
                (ClauseWord::OpenTo, value) => store.open_to = Some(self.listed(value, "reader")),
                (ClauseWord::Measures, value) => store.measures = self.measures_of(value),
                (_, Value::End(end)) => self.ending(clause, end, &mut store.endings),
                (ClauseWord::Region, value) => store.region = self.one_text(value),
                _ => {}
            }
        }
        store.endings.lines.shrink_to_fit();
        store
    }

    pub(in crate::model) fn recipient(&mut self) -> Recipient {
        let classes: SmallVec<[Word; 2]> = self.tree.classes(self.item).collect();
        let mut recipient = Recipient {
            head: self.head(),
            classes: self.terms(&classes, "party"),
            agreement: None,
            limited_to: None,
            authorised: None,
            evaluated: None,
            assessed: None,
            bound_by_policy: None,
            measures: None,
            endings: Endings::default(),
            region: None,
        };
        for (clause, value) in self.clauses() {
            match (clause.word, &value) {
                (ClauseWord::Agreement, Value::Agreement { text, with }) => {
                    let with = with.and_then(|word| self.reference(word, Wanted::Recipient));
                    let document = self.string(*text);
                    recipient.agreement =
                        Some(Agreement { document, with: with.map(|found| RecipientId(found.index)) });
                }
                (ClauseWord::LimitedTo, Value::Names(NamesValue::All(_))) => recipient.limited_to = Some(Limit::All),
                (ClauseWord::LimitedTo, value) => {
                    let purposes = self.references_of(value, Wanted::Purpose, PurposeId);
                    recipient.limited_to = Some(Limit::Purposes(purposes));
                }
                (ClauseWord::Authorised, value) => recipient.authorised = self.dated(value),
                (ClauseWord::Evaluated, value) => recipient.evaluated = self.dated(value),
                (ClauseWord::Assessed, value) => recipient.assessed = self.dated(value),
                (ClauseWord::BoundByPolicy, value) => recipient.bound_by_policy = self.yes(value),
                (ClauseWord::Measures, value) => recipient.measures = Some(self.measures_of(value)),
                (_, Value::End(end)) => self.ending(clause, end, &mut recipient.endings),
                (ClauseWord::Region, value) => recipient.region = self.one_text(value),
                _ => {}
            }
        }
        recipient.endings.lines.shrink_to_fit();
        recipient
    }

    pub(in crate::model) fn transform(&mut self) -> Transform {
        let class = self.tree.classes(self.item).next().map_or("", |word| word.text(self.text));
        let mut transform = Transform {
            head: self.head(),
            class: transform_class(class),
            term: self.closed_class("transform"),
            restorable: None,
            undoes: None,
            evidence: Vec::new(),
        };
        for (clause, value) in self.clauses() {
            match (clause.word, &value) {
                (ClauseWord::Restorable, Value::Choice(word)) => {
                    transform.restorable = restorable_step(word.text(self.text));
                }
                (ClauseWord::Undoes, value) => {
                    transform.undoes =
                        self.reference_of(value, Wanted::Transform).map(|found| TransformId(found.index));
                    if transform.class != TransformClass::Relink {
                        let diagnostic = errors::undoes_itself(self.span_of(clause), &transform.head.name);
                        self.diagnostics.push(diagnostic);
                    }
                }
                (ClauseWord::Evidence, value) => transform.evidence = self.texts(value),
                _ => {}
            }
        }
        transform
    }

    pub(in crate::model) fn measure(&mut self) -> Measure {
        let mut measure = Measure {
            head: self.head(),
            class: self.closed_class("measure"),
            against: Vec::new(),
            evidence: Vec::new(),
            last: None,
            next: None,
        };
        for (clause, value) in self.clauses() {
            match clause.word {
                ClauseWord::Against => measure.against = self.listed(&value, "threat"),
                ClauseWord::Evidence => measure.evidence = self.texts(&value),
                ClauseWord::Last => measure.last = self.dated(&value),
                ClauseWord::Next => measure.next = self.dated(&value),
                _ => {}
            }
        }
        measure
    }

    pub(in crate::model) fn consent(&mut self) -> Consent {
        let class = self.tree.classes(self.item).next().map_or("", |word| word.text(self.text));
        let mut consent = Consent {
            head: self.head(),
            strength: consent_step(class),
            class: self.closed_class("consent-class"),
            from: SubjectId(u32::MAX),
            covers: Vec::new(),
            asked_by: None,
            guardian: false,
        };
        for (clause, value) in self.clauses() {
            match clause.word {
                ClauseWord::From => {
                    if let Some(found) = self.reference_of(&value, Wanted::Subject) {
                        consent.from = SubjectId(found.index);
                    }
                }
                ClauseWord::Covers => consent.covers.extend(self.cover(&value)),
                ClauseWord::AskedBy => {
                    let found = self.reference_of(&value, Wanted::Recipient);
                    consent.asked_by = found.map(|found| RecipientId(found.index));
                }
                ClauseWord::GivenBy => consent.guardian = true,
                _ => {}
            }
        }
        consent
    }

    pub(in crate::model) fn notice(&mut self) -> Notice {
        let mut notice = Notice { head: self.head(), tells: Vec::new(), covers: Vec::new(), effective: None };
        for (clause, value) in self.clauses() {
            match clause.word {
                ClauseWord::Tells => notice.tells = self.listed(&value, "content"),
                ClauseWord::Covers => notice.covers.extend(self.cover(&value)),
                ClauseWord::Effective => notice.effective = self.dated(&value),
                _ => {}
            }
        }
        notice
    }

    pub(in crate::model) fn claim(&mut self) -> Claim {
        let class = self.tree.classes(self.item).next();
        let mut claim = Claim {
            head: self.head(),
            clause: class.map_or("", |word| word.text(self.text)).into(),
            clause_span: class.map_or(self.entry.span, |word| self.tree.span(word)),
            ground: class.and_then(|word| self.ground(word)),
            because: None,
            link: None,
            necessary: None,
            protects: None,
            asking: None,
            cites: SmallVec::new(),
            party: None,
            issuer: None,
            dated: None,
            evidence: Vec::new(),
        };
        for (clause, value) in self.clauses() {
            self.claim_clause(&mut claim, clause.word, &value);
        }
        claim
    }

    fn claim_clause(&mut self, claim: &mut Claim, word: ClauseWord, value: &Value) {
        match (word, value) {
            (ClauseWord::Because, value) => claim.because = self.one_text(value).filter(Text::is_said),
            (ClauseWord::Link, Value::Choice(word)) => claim.link = self.term(*word, "link"),
            (ClauseWord::Necessary, Value::No(_)) => claim.necessary = Some(None),
            (ClauseWord::Necessary, value) => claim.necessary = self.one_text(value).filter(Text::is_said).map(Some),
            (ClauseWord::Protects, value) => claim.protects = Some(self.listed(value, "protected")),
            (ClauseWord::Asking, Value::Asking { word, .. }) => claim.asking = self.term(*word, "asking"),
            (ClauseWord::Cites, Value::Cites { word, text }) if self.string(*text).is_said() => {
                claim.cites.extend(self.term(*word, "cite"));
            }
            (ClauseWord::Party, value) => {
                claim.party = self.reference_of(value, Wanted::Subject).map(|found| SubjectId(found.index));
            }
            (ClauseWord::Issuer, value) => claim.issuer = self.one_text(value).filter(Text::is_said),
            (ClauseWord::Dated, value) => claim.dated = self.dated(value),
            (ClauseWord::Evidence, value) => {
                claim.evidence = self.texts(value);
                claim.evidence.retain(Text::is_said);
            }
            _ => {}
        }
    }

    /// The ground that a claim's class names. Any clause of the policy may be named; only grounds excuse anything.
    fn ground(&mut self, word: Word) -> Option<TermId> {
        let vocabulary = self.world.policy.vocabulary;
        let name = word.text(self.text);
        let sort = self.sort("ground");
        let ground = sort.and_then(|sort| vocabulary.declarable(sort, name));
        if ground.is_none() && !self.world.policy.clauses.contains(&name) {
            let grounds = sort.into_iter().flat_map(|sort| vocabulary.declarable_names(sort));
            let known: Vec<&str> = grounds.chain(self.world.policy.clauses.iter().copied()).collect();
            self.diagnostics.push(errors::unknown_clause(self.tree.span(word), name, known.into_iter()));
        }
        ground
    }

    pub(in crate::model) fn right(&mut self) -> Right {
        let mut right = Right {
            head: self.head(),
            class: self.closed_class("right"),
            channels: Vec::new(),
            covers: Selection::These(Vec::new()),
            within: None,
            fee: None,
            verifies: None,
            grounds: Vec::new(),
            refuses: Vec::new(),
            halts: Vec::new(),
        };
        for (clause, value) in self.clauses() {
            match (clause.word, &value) {
                (ClauseWord::Channel, value) => right.channels = self.channels_of(value),
                (ClauseWord::Covers, value) => right.covers = self.data_of(value),
                (ClauseWord::Within, Value::Time(time)) => right.within = Some(*time),
                (ClauseWord::Fee, value) => right.fee = Some(self.listed(value, "fee")),
                (ClauseWord::Verifies, value) => right.verifies = Some(self.listed(value, "check")),
                (ClauseWord::Grounds, value) => right.grounds = self.listed(value, "deletion-ground"),
                (ClauseWord::Refuses, Value::Refuses { text, under }) => {
                    let under = under.and_then(|word| self.reference(word, Wanted::Claim));
                    let case = self.string(*text);
                    right.refuses.push(Refusal { case, under: under.map(|found| ClaimId(found.index)) });
                }
                (_, value) => right.halts.extend(self.halt(clause, value)),
            }
        }
        right
    }

    pub(in crate::model) fn plan(&mut self) -> Plan {
        let mut plan = Plan {
            head: self.head(),
            class: self.closed_class("plan"),
            tells: Vec::new(),
            channels: Vec::new(),
            fallback: Vec::new(),
            within: None,
            reports_to: None,
            halts: Vec::new(),
        };
        for (clause, value) in self.clauses() {
            match (clause.word, &value) {
                (ClauseWord::Tells, value) => plan.tells = self.listed(value, "content"),
                (ClauseWord::Channel, value) => plan.channels = self.channels_of(value),
                (ClauseWord::Fallback, value) => plan.fallback = self.channels_of(value),
                (ClauseWord::Within, Value::Time(time)) => plan.within = Some(*time),
                (ClauseWord::ReportsTo, Value::ReportsTo { to, within }) => {
                    plan.reports_to = self.addressee(to).map(|to| Report { to, within: *within });
                }
                (_, value) => plan.halts.extend(self.halt(clause, value)),
            }
        }
        plan
    }

    fn addressee(&mut self, to: &Atom) -> Option<Text> {
        match to {
            Atom::String(word) => Some(self.string(*word)).filter(Text::is_said),
            Atom::Word(word) | Atom::Comma(word) => {
                self.reference(*word, Wanted::Recipient)?;
                Some(Text { text: word.text(self.text).into(), span: self.tree.span(*word) })
            }
        }
    }

    pub(in crate::model) fn waiver(&mut self) -> Waiver {
        let class = self.tree.classes(self.item).next();
        let mut waiver = Waiver {
            head: self.head(),
            rule: class.map_or("", |word| word.text(self.text)).into(),
            on: Vec::new(),
            until: Dated { date: None, span: self.entry.span },
            by: "".into(),
            because: "".into(),
        };
        if let Some(word) = class.filter(|_| !self.world.policy.rules.contains(&&*waiver.rule)) {
            let rules = self.world.policy.rules.iter().copied();
            self.diagnostics.push(errors::unknown_rule(self.tree.span(word), &waiver.rule, rules));
        }
        for (clause, value) in self.clauses() {
            match clause.word {
                ClauseWord::On => {
                    let on = words_of(&value);
                    waiver.on = on.iter().filter_map(|word| self.reference(*word, Wanted::Anything)).collect();
                }
                ClauseWord::Until => waiver.until = self.dated(&value).unwrap_or(waiver.until),
                ClauseWord::By => waiver.by = self.said(&value, clause.word, &mut waiver.head),
                ClauseWord::Because => waiver.because = self.said(&value, clause.word, &mut waiver.head),
                _ => {}
            }
        }
        waiver
    }

    /// A text that must say something: a waiver that says nothing of its owner or its reason waives nothing.
    fn said(&mut self, value: &Value, word: ClauseWord, head: &mut Head) -> Box<str> {
        let Some(text) = self.one_text(value) else { return "".into() };
        if !text.is_said() {
            head.faulty = true;
            self.diagnostics.push(errors::empty_reason(text.span, &head.name, word.text()));
        }
        text.text
    }
}
