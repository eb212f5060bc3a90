//! One declaration at a time: every clause read, every word of it resolved.

use smallvec::SmallVec;

use super::names::{Entry, Found, Names, Wanted};
use super::resolve::Folded;
use super::vocabulary::{LeafSet, SortId, TermId};
use super::{
    Action, Agreement, Basis, Claim, ClaimId, Consent, ConsentId, Cover, Data, DataId, Dated, Declaration, Ending,
    Endings, Feature, FeatureId, Fields, Flow, Group, GroupId, Halt, Head, Lasts, Limit, Measure, MeasureId, Notice,
    NoticeId, Place, Plan, Policy, Purpose, PurposeId, Recipient, RecipientId, Refusal, Report, Requires, Right,
    Selection, Store, StoreId, Subject, SubjectId, System, Text, Transform, TransformClass, TransformId, Via, Waiver,
    errors,
};
use crate::diagnostic::Diagnostic;
use crate::source::{Sources, Span, normalised};
use crate::syntax::tree::{Atom, Clause, Item, Tree, Word};
use crate::syntax::unquoted;
use crate::syntax::value::{Age, End, Halt as HaltValue, Names as NamesValue, Value};
use crate::syntax::words::{ClauseWord, Keyword};

/// What every reader shares.
pub(super) struct World<'a> {
    pub(super) sources: &'a Sources,
    pub(super) trees: &'a [Tree],
    pub(super) policy: Policy<'a>,
    pub(super) names: &'a Names<'a>,
}

/// Reads one declaration.
pub(super) struct Reader<'a> {
    world: &'a World<'a>,
    groups: &'a [Group],
    tree: &'a Tree,
    text: &'a str,
    item: &'a Item,
    module: Option<std::borrow::Cow<'a, str>>,
    entry: &'a Entry,
    index: u32,
    pub(super) diagnostics: Vec<Diagnostic>,
}

impl<'a> Reader<'a> {
    pub(super) fn new(world: &'a World<'a>, groups: &'a [Group], entry: &'a Entry, index: u32) -> Self {
        let tree = &world.trees[entry.item.0 as usize];
        let text = world.sources.file(tree.file).text.as_str();
        Self {
            world,
            groups,
            tree,
            text,
            item: &tree.items[entry.item.1 as usize],
            module: tree.module.map(|word| normalised(word.text(text))),
            entry,
            index,
            diagnostics: Vec::new(),
        }
    }

    // ---- words

    fn head(&self) -> Head {
        Head {
            name: self.entry.name.clone(),
            label: self.item.label.map(|label| self.string(label).text),
            span: Some(self.entry.span),
            faulty: self.item.faulty,
            item: Some(self.entry.item),
        }
    }

    /// The clauses of a declaration without a fault; of a faulty one none is trusted.
    fn clauses(&self) -> impl Iterator<Item = (&'a Clause, Value)> + use<'a> {
        let (tree, text, item) = (self.tree, self.text, self.item);
        let clauses = if item.faulty { &[] } else { tree.clauses(item) };
        clauses.iter().filter_map(move |clause| Some((clause, tree.value(text, item, clause)?)))
    }

    fn string(&self, word: Word) -> Text {
        Text { text: unquoted(word.text(self.text)).into(), span: self.tree.span(word) }
    }

    fn strings(&self, words: &[Word]) -> Vec<Text> {
        words.iter().map(|word| self.string(*word)).collect()
    }

    fn reference(&mut self, word: Word, wanted: Wanted) -> Option<Declaration> {
        let name = normalised(word.text(self.text));
        match self.world.names.find(self.module.as_deref(), &name, wanted) {
            Found::Declared(found) => Some(found),
            Found::Other(other) => {
                let span = self.tree.span(word);
                let diagnostic = errors::wrong_kind(span, &name, other.keyword.text(), wanted.noun(), None);
                self.diagnostics.push(diagnostic);
                None
            }
            Found::Nothing => {
                let candidates = self.world.names.candidates(self.module.as_deref(), wanted);
                let span = self.tree.span(word);
                self.diagnostics.push(errors::unknown_name(span, &name, wanted.noun(), &candidates));
                None
            }
        }
    }

    fn references<T>(&mut self, words: &[Word], wanted: Wanted, id: impl Fn(u32) -> T) -> Vec<T> {
        words.iter().filter_map(|word| self.reference(*word, wanted)).map(|found| id(found.index)).collect()
    }

    /// Fields, with groups unfolded.
    fn fields(&mut self, words: &[Word]) -> Fields {
        let mut fields = Fields::with_capacity(words.len());
        for word in words {
            match self.reference(*word, Wanted::Data) {
                Some(Declaration { keyword: Keyword::Group, index }) => {
                    fields.extend(self.groups.get(index as usize).into_iter().flat_map(|group| &group.data).copied());
                }
                Some(found) => fields.push(DataId(found.index)),
                None => {}
            }
        }
        fields
    }

    fn named_fields(&mut self, names: &NamesValue) -> Selection<DataId> {
        match names {
            NamesValue::All(_) => Selection::All,
            NamesValue::Nothing(_) => Selection::These(Vec::new()),
            NamesValue::Listed(words) => Selection::These(self.fields(words).into_vec()),
        }
    }

    fn selection<T>(&mut self, names: &NamesValue, wanted: Wanted, id: impl Fn(u32) -> T) -> Selection<T> {
        match names {
            NamesValue::All(_) => Selection::All,
            NamesValue::Nothing(_) => Selection::These(Vec::new()),
            NamesValue::Listed(words) => Selection::These(self.references(words, wanted, id)),
        }
    }

    fn sort(&self, sort: &str) -> Option<SortId> {
        self.world.policy.vocabulary.sort(sort)
    }

    fn term(&mut self, word: Word, sort: &str) -> Option<TermId> {
        let vocabulary = self.world.policy.vocabulary;
        let name = normalised(word.text(self.text));
        let found = self.sort(sort).and_then(|sort| vocabulary.declarable(sort, &name));
        if found.is_none() {
            let terms: Vec<&str> = self.sort(sort).into_iter().flat_map(|id| vocabulary.declarable_names(id)).collect();
            let diagnostic = errors::unknown_term(self.tree.span(word), &name, sort, terms.into_iter());
            self.diagnostics.push(diagnostic);
        }
        found
    }

    fn terms<C: FromIterator<TermId>>(&mut self, words: &[Word], sort: &str) -> C {
        words.iter().filter_map(|word| self.term(*word, sort)).collect()
    }

    /// The terms of a value that is one word, several, or `nothing`.
    fn listed<C: FromIterator<TermId>>(&mut self, value: &Value, sort: &str) -> C {
        let mut words = words_of(value);
        words.retain(|word| !self.is(*word, "nothing"));
        self.terms(&words, sort)
    }

    fn class(&mut self, sort: &str) -> TermId {
        let own = |sort: Option<SortId>| TermId::own(sort.unwrap_or(SortId(0)), self.index);
        let own = own(self.sort(sort));
        let word = self.tree.classes(self.item).next();
        word.and_then(|word| self.term(word, sort)).unwrap_or(own)
    }

    /// The class of a thing that must have one; a fault was reported where it has none.
    fn closed_class(&mut self, sort: &str) -> TermId {
        let word = self.tree.classes(self.item).next();
        let vocabulary = self.world.policy.vocabulary;
        let fallback = self.sort(sort).map_or(TermId(0), |sort| vocabulary.other(sort));
        word.and_then(|word| self.term(word, sort)).unwrap_or(fallback)
    }

    fn is(&self, word: Word, text: &str) -> bool {
        word.text(self.text) == text
    }

    fn yes(&self, value: &Value) -> Option<bool> {
        match value {
            Value::Choice(word) => Some(self.is(*word, "yes")),
            Value::No(_) => Some(false),
            _ => None,
        }
    }

    fn dated(&self, value: &Value) -> Option<Dated> {
        match value {
            Value::Date(date, word) => Some(Dated { date: Some(*date), span: self.tree.span(*word) }),
            Value::No(word) => Some(Dated { date: None, span: self.tree.span(*word) }),
            _ => None,
        }
    }

    fn texts(&self, value: &Value) -> Vec<Text> {
        match value {
            Value::Texts(words) => self.strings(words),
            _ => Vec::new(),
        }
    }

    fn one_text(&self, value: &Value) -> Option<Text> {
        self.texts(value).into_iter().next()
    }

    fn data_of(&mut self, value: &Value) -> Selection<DataId> {
        match value {
            Value::Names(names) => self.named_fields(names),
            _ => Selection::These(Vec::new()),
        }
    }

    fn fields_of(&mut self, value: &Value) -> Fields {
        self.fields(&words_of(value))
    }

    fn references_of<T>(&mut self, value: &Value, wanted: Wanted, id: impl Fn(u32) -> T) -> Vec<T> {
        self.references(&words_of(value), wanted, id)
    }

    fn reference_of(&mut self, value: &Value, wanted: Wanted) -> Option<Declaration> {
        words_of(value).first().and_then(|word| self.reference(*word, wanted))
    }

    fn measures_of(&mut self, value: &Value) -> Vec<MeasureId> {
        self.references_of(value, Wanted::Measure, MeasureId)
    }

    fn channels_of(&mut self, value: &Value) -> Vec<TermId> {
        match value {
            Value::Channels(channels) => channels.iter().filter_map(|(word, _)| self.term(*word, "channel")).collect(),
            _ => Vec::new(),
        }
    }

    fn span_of(&self, clause: &Clause) -> Span {
        self.tree.span(self.tree.clause_word(clause))
    }

    // ---- clauses that several declarations share

    fn ending(&mut self, clause: &Clause, end: &End, endings: &mut Endings) {
        let span = self.span_of(clause);
        let (action, data, events, under) = match end {
            End::KeepNothing(_) => {
                endings.keeps_nothing = true;
                return;
            }
            End::Delete { data, within, events, under } => (Some(Action::Delete(*within)), data, events, under),
            End::Apply { transform, data, within, events, under } => {
                let found = self.reference(*transform, Wanted::Transform);
                (found.map(|found| Action::Apply(TransformId(found.index), *within)), data, events, under)
            }
            End::Keep { data, events, under } => (Some(Action::Keep), data, events, under),
        };
        let data = self.fields(data).into_vec();
        let events = self.terms(events, "event");
        let under = under.and_then(|word| self.reference(word, Wanted::Claim)).map(|found| ClaimId(found.index));
        if let Some(action) = action {
            endings.lines.push(Ending { action, data, events, under, span });
        }
    }

    fn halt(&mut self, clause: &Clause, value: &Value) -> Option<Halt> {
        let (within, events) = match value {
            Value::Halt(HaltValue::Stop { within, events }) => (Some(*within), events),
            Value::Halt(HaltValue::Continue { events }) => (None, events),
            _ => return None,
        };
        Some(Halt { within, events: self.terms(events, "event"), span: self.span_of(clause) })
    }

    fn cover(&mut self, value: &Value) -> Option<Cover> {
        let Value::Covers { data, purposes, recipients } = value else { return None };
        let none = Selection::These(Vec::new());
        let data = self.named_fields(data);
        let purposes = purposes.as_ref().map_or(none, |names| self.selection(names, Wanted::Purpose, PurposeId));
        let recipients = match recipients {
            Some(NamesValue::Listed(words)) => self.references(words, Wanted::Recipient, RecipientId),
            Some(NamesValue::All(_) | NamesValue::Nothing(_)) | None => Vec::new(),
        };
        Some(Cover { data, purposes, recipients })
    }

    fn bands(&mut self, ages: &[Age]) -> LeafSet {
        let mut found = LeafSet::new();
        for age in ages {
            match age {
                Age::Band(word) => self.band(*word, &mut found),
                Age::Years { least, greatest, .. } => {
                    let overlaps = |band: &&super::vocabulary::Band| {
                        greatest.is_none_or(|greatest| band.least <= greatest)
                            && band.greatest.is_none_or(|top| *least <= top)
                    };
                    for band in self.world.policy.bands.iter().filter(overlaps) {
                        found.extend(self.world.policy.vocabulary.leaves(band.term));
                    }
                }
            }
        }
        found
    }

    fn band(&mut self, word: Word, found: &mut LeafSet) {
        let vocabulary = self.world.policy.vocabulary;
        let name = normalised(word.text(self.text));
        match self.sort("age").and_then(|sort| vocabulary.declarable(sort, &name)) {
            Some(term) => found.extend(vocabulary.leaves(term)),
            None => {
                let bands = self.world.policy.bands.iter().map(|band| vocabulary.name(band.term));
                let diagnostic = errors::unknown_band(self.tree.span(word), &name, bands);
                self.diagnostics.push(diagnostic);
            }
        }
    }

    fn all_bands(&self) -> LeafSet {
        let mut all = LeafSet::new();
        for band in self.world.policy.bands {
            all.extend(self.world.policy.vocabulary.leaves(band.term));
        }
        all
    }

    // ---- declarations

    pub(super) fn system(&mut self) -> System {
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

    pub(super) fn subject(&mut self) -> Subject {
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

    pub(super) fn data(&mut self) -> Data {
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

    pub(super) fn group(&mut self) -> Folded {
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

    pub(super) fn purpose(&mut self) -> Purpose {
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

    pub(super) fn feature(&mut self) -> Feature {
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

    pub(super) fn store(&mut self) -> Store {
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
        store
    }

    pub(super) fn recipient(&mut self) -> Recipient {
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
        recipient
    }

    pub(super) fn transform(&mut self) -> Transform {
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

    pub(super) fn measure(&mut self) -> Measure {
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

    pub(super) fn consent(&mut self) -> Consent {
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

    pub(super) fn notice(&mut self) -> Notice {
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

    pub(super) fn claim(&mut self) -> Claim {
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

    pub(super) fn right(&mut self) -> Right {
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

    pub(super) fn plan(&mut self) -> Plan {
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

    pub(super) fn waiver(&mut self) -> Waiver {
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
                ClauseWord::By => waiver.by = self.one_text(&value).map_or("".into(), |text| text.text),
                ClauseWord::Because => waiver.because = self.one_text(&value).map_or("".into(), |text| text.text),
                _ => {}
            }
        }
        waiver
    }

    pub(super) fn flow(&mut self) -> Flow {
        let mut flow = Flow {
            head: self.head(),
            verb: self.item.keyword,
            subjects: SmallVec::new(),
            from: SmallVec::new(),
            about: SmallVec::new(),
            into: None,
            to: SmallVec::new(),
            required: Fields::new(),
            optional: Fields::new(),
            data: Fields::new(),
            all_data: false,
            purposes: None,
            feature: None,
            means: None,
            notices: SmallVec::new(),
            bases: SmallVec::new(),
            via: Vec::new(),
            derives: Fields::new(),
            open_to: None,
            event: None,
            halts: Vec::new(),
        };
        for (clause, value) in self.clauses() {
            self.flow_clause(&mut flow, clause, &value);
        }
        flow
    }

    fn flow_clause(&mut self, flow: &mut Flow, clause: &Clause, value: &Value) {
        match (clause.word, value) {
            (ClauseWord::From, value) => self.flow_from(flow, value),
            (ClauseWord::About, value) => {
                flow.about = self.references_of(value, Wanted::Subject, SubjectId).into();
            }
            (ClauseWord::Into, value) => {
                let places = words_of(value);
                flow.into = Some(places.iter().filter_map(|word| self.place(*word)).collect());
            }
            (ClauseWord::To, value) => flow.to = self.references_of(value, Wanted::Recipient, RecipientId).into(),
            (ClauseWord::Required, value) => flow.required = self.fields_of(value),
            (ClauseWord::Optional, value) => flow.optional = self.fields_of(value),
            (ClauseWord::Data, value) => match self.data_of(value) {
                Selection::All => flow.all_data = true,
                Selection::These(data) => flow.data = data.into(),
            },
            (ClauseWord::For, value) => {
                flow.purposes = Some(self.references_of(value, Wanted::Purpose, PurposeId).into());
            }
            (ClauseWord::Feature, value) => {
                flow.feature = self.reference_of(value, Wanted::Feature).map(|found| FeatureId(found.index));
            }
            (ClauseWord::Means, value) => flow.means = Some(self.listed(value, "means")),
            (ClauseWord::Notice, Value::Notice { name, when }) => {
                let before = when.map(|word| self.is(word, "before"));
                let found = self.reference(*name, Wanted::Notice);
                flow.notices.extend(found.map(|found| (NoticeId(found.index), before)));
            }
            (ClauseWord::Basis, value) => flow.bases.extend(self.basis(value)),
            (ClauseWord::Via, Value::Via { name, on }) => {
                let on = self.fields(on).into_vec();
                let found = self.reference(*name, Wanted::Transform);
                flow.via.extend(found.map(|found| Via { transform: TransformId(found.index), on }));
            }
            (ClauseWord::Derives, value) => flow.derives = self.fields_of(value),
            (ClauseWord::OpenTo, value) => flow.open_to = Some(self.listed(value, "reader")),
            (ClauseWord::Event, value) => flow.event = self.listed::<Vec<_>>(value, "event").first().copied(),
            (_, value) => flow.halts.extend(self.halt(clause, value)),
        }
    }

    fn flow_from(&mut self, flow: &mut Flow, value: &Value) {
        let wanted = match flow.verb {
            Keyword::Collect => Wanted::SubjectOrRecipient,
            _ => Wanted::StoreOrRecipient,
        };
        for word in words_of(value) {
            match self.reference(word, wanted) {
                Some(Declaration { keyword: Keyword::Subject, index }) => flow.subjects.push(SubjectId(index)),
                Some(Declaration { keyword: Keyword::Store, index }) => flow.from.push(Place::Store(StoreId(index))),
                Some(found) => flow.from.push(Place::Recipient(RecipientId(found.index))),
                None => {}
            }
        }
    }

    fn place(&mut self, word: Word) -> Option<Place> {
        let found = self.reference(word, Wanted::StoreOrRecipient)?;
        Some(match found.keyword {
            Keyword::Store => Place::Store(StoreId(found.index)),
            _ => Place::Recipient(RecipientId(found.index)),
        })
    }

    fn basis(&mut self, value: &Value) -> Option<Basis> {
        match value {
            Value::BasisConsent { name, when } => {
                let before = when.map(|word| self.is(word, "before"));
                self.reference(*name, Wanted::Consent).map(|found| Basis::Consent(ConsentId(found.index), before))
            }
            Value::BasisClaim { name } => {
                self.reference(*name, Wanted::Claim).map(|found| Basis::Claim(ClaimId(found.index)))
            }
            _ => None,
        }
    }
}

/// The words of a value that lists words; none for `all` and `nothing`.
fn words_of(value: &Value) -> SmallVec<[Word; 4]> {
    match value {
        Value::Names(NamesValue::Listed(words)) | Value::Choices(words) => words.clone(),
        Value::Choice(word) => SmallVec::from_slice(&[*word]),
        _ => SmallVec::new(),
    }
}

fn transform_class(word: &str) -> TransformClass {
    match word {
        "anonymise" => TransformClass::Anonymise,
        "aggregate" => TransformClass::Aggregate,
        "mask" => TransformClass::Mask,
        "relink" => TransformClass::Relink,
        _ => TransformClass::Deidentify,
    }
}

fn restorable_step(word: &str) -> Option<u8> {
    ["never", "with-separate-key", "with-key-at-hand", "freely"]
        .iter()
        .position(|step| *step == word)
        .map(|at| at as u8)
}

fn consent_step(word: &str) -> u8 {
    match word {
        "choice" => 2,
        "explicit" => 3,
        _ => 1,
    }
}
