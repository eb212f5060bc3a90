//! One declaration at a time: every clause read, every word of it resolved.

mod flows;
mod things;

use smallvec::SmallVec;

use super::names::{Entry, Found, Names, Scope, Wanted};
use super::vocabulary::{LeafSet, SortId, TermId};
use super::{
    Action, ClaimId, Cover, DataId, Dated, Declaration, Ending, Endings, Fields, Group, Halt, Head, MeasureId, Policy,
    PurposeId, RecipientId, Selection, Text, TransformClass, TransformId, errors,
};
use crate::diagnostic::Diagnostic;
use crate::source::{Sources, Span, normalised};
use crate::syntax::tree::{Clause, Item, Tree, Word};
use crate::syntax::unquoted;
use crate::syntax::value::{Age, End, Halt as HaltValue, Names as NamesValue, Value};
use crate::syntax::words::Keyword;

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
    scope: Option<&'a Scope<'a>>,
    entry: &'a Entry,
    index: u32,
    pub(super) diagnostics: Vec<Diagnostic>,
}

impl<'a> Reader<'a> {
    pub(super) fn new(world: &'a World<'a>, groups: &'a [Group], entry: &'a Entry, index: u32) -> Self {
        let tree = &world.trees[entry.item.0 as usize];
        let text = world.sources.file(tree.file).text.as_str();
        let module = tree.module.map(|word| normalised(word.text(text)));
        let scope = world.names.scope(module.as_deref());
        Self {
            world,
            groups,
            tree,
            text,
            item: &tree.items[entry.item.1 as usize],
            module,
            scope,
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
        match self.world.names.find(self.scope, &name, wanted) {
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
