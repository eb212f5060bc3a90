//! `vocabulary.yaml`: the policy's trees and lists of terms, and what the policy says about single terms.

use rustc_hash::FxHashMap;
use serde::Deserialize;

use super::errors;
use super::pack::{Band, SameAs, TermFacts, TermLasts};
use super::reader::Reader;
use super::yaml::{Given, Keyed, Node, Shape, Word};
use crate::diagnostic::Diagnostic;
use crate::model::language;
use crate::model::vocabulary::{LeafSet, SortId, TermId, TermKind, Vocabulary};
use crate::source::FileId;

/// What a vocabulary file says.
pub(super) type VocabularyFile = Keyed<SortEntry>;

/// What it says about one sort.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SortEntry {
    #[serde(default)]
    tree: Given<Keyed<Node>>,
    #[serde(default)]
    lists: Keyed<Vec<Word>>,
    #[serde(default)]
    terms: Keyed<TermEntry>,
    #[serde(default)]
    bands: Keyed<Word>,
    /// By the id of another pack: its terms, each with ours that are the same or kinds of it.
    #[serde(default, rename = "same as")]
    same_as: Keyed<Keyed<Vec<Word>>>,
}

/// What the policy says about one term.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct TermEntry {
    #[serde(default)]
    needs: Given<Vec<Word>>,
    #[serde(default)]
    may_use: Given<Vec<Word>>,
    #[serde(default)]
    lasts: Given<Word>,
    #[serde(default)]
    basic: Given<Word>,
    #[serde(default)]
    against: Given<Vec<Word>>,
}

/// All sorts of the language and of the policy, with their trees and lists.
pub(super) fn build(file: FileId, entries: &VocabularyFile, diagnostics: &mut Vec<Diagnostic>) -> Vocabulary {
    let mut builder = Builder { vocabulary: language::vocabulary(), file, diagnostics, seen: Vec::new() };
    for (name, entry) in &entries.0 {
        builder.sort(name, entry);
    }
    builder.vocabulary
}

struct Builder<'d> {
    vocabulary: Vocabulary,
    file: FileId,
    diagnostics: &'d mut Vec<Diagnostic>,
    /// Inner terms and lists of the sort at hand, with the word that first named each.
    seen: Vec<(TermId, Word)>,
}

impl Builder<'_> {
    fn sort(&mut self, name: &Word, entry: &SortEntry) {
        self.seen.clear();
        let closed = language::is_closed(&name.text);
        if !closed && !language::OF_POLICY.contains(&name.text.as_str()) {
            self.diagnostics.push(errors::unknown_sort(name.span(self.file), &name.text));
            return;
        }
        match &entry.tree.0 {
            Some(_) if closed => self.diagnostics.push(errors::tree_of_language(name.span(self.file), &name.text)),
            Some(tree) => self.tree(&name.text, tree, name),
            None if closed => {}
            None => self.diagnostics.push(errors::missing_key(name.span(self.file), "tree")),
        }
        if let Some(sort) = self.vocabulary.sort(&name.text) {
            for (list, members) in &entry.lists.0 {
                self.list(sort, &name.text, list, members);
            }
        }
    }

    fn tree(&mut self, sort: &str, tree: &Keyed<Node>, name: &Word) {
        let [(root, below)] = tree.0.as_slice() else {
            self.diagnostics.push(errors::many_roots(name.span(self.file), sort));
            return;
        };
        let id = self.vocabulary.add_sort(sort, &root.text);
        let top = self.vocabulary.sort_of(id).root;
        self.seen.push((top, root.clone()));
        self.below(top, below);
    }

    fn below(&mut self, parent: TermId, node: &Node) {
        match &node.shape {
            Shape::Empty => {}
            Shape::Word(_) => self.misplaced(node),
            Shape::List(nodes) => {
                for node in nodes {
                    match node.word() {
                        Some(word) => self.leaf(parent, &word),
                        None => self.misplaced(node),
                    }
                }
            }
            Shape::Mapping(entries) => {
                for (word, node) in entries {
                    match node.shape {
                        Shape::Empty => self.leaf(parent, word),
                        Shape::Word(_) | Shape::List(_) | Shape::Mapping(_) => self.inner(parent, word, node),
                    }
                }
            }
        }
    }

    fn misplaced(&mut self, node: &Node) {
        self.diagnostics.push(errors::wrong_shape(node.span(self.file), errors::OUT_OF_PLACE, TERMS_BELOW));
    }

    /// A leaf may stand below several inner terms: the same name is the same leaf.
    fn leaf(&mut self, parent: TermId, word: &Word) {
        let sort = self.vocabulary.term(parent).sort;
        let known = self.vocabulary.find(sort, &word.text);
        if known.is_some_and(|term| self.vocabulary.term(term).kind != TermKind::Leaf) {
            self.repeated(sort, word);
        } else {
            self.vocabulary.add(parent, &word.text);
        }
    }

    fn inner(&mut self, parent: TermId, word: &Word, below: &Node) {
        match self.vocabulary.add_inner(parent, &word.text) {
            Some(term) => {
                self.seen.push((term, word.clone()));
                self.below(term, below);
            }
            None => self.repeated(self.vocabulary.term(parent).sort, word),
        }
    }

    fn list(&mut self, sort: SortId, name: &str, list: &Word, members: &[Word]) {
        let mut terms = Vec::with_capacity(members.len());
        for member in members {
            match self.vocabulary.find(sort, &member.text) {
                Some(term) => terms.push(term),
                None => {
                    let at = member.span(self.file);
                    self.diagnostics.push(errors::unknown_term(at, name, &member.text, &self.vocabulary));
                }
            }
        }
        match self.vocabulary.add_list(sort, &list.text, &terms) {
            Some(term) => self.seen.push((term, list.clone())),
            None => self.repeated(sort, list),
        }
    }

    fn repeated(&mut self, sort: SortId, word: &Word) {
        let known = self.vocabulary.find(sort, &word.text);
        let first = self.seen.iter().find(|(term, _)| Some(*term) == known).map(|(_, word)| word.span(self.file));
        self.diagnostics.push(errors::repeated_name(word.span(self.file), errors::TERM, &word.text, first));
    }
}

const TERMS_BELOW: [&str; 2] =
    ["a list of terms, or a mapping of inner terms to what lies below them", "用语的列表，或上级用语到其下内容的映射"];

/// What the policy says about single terms.
pub(super) fn term_facts(reader: &mut Reader, entries: &VocabularyFile) -> FxHashMap<TermId, TermFacts> {
    let mut facts = FxHashMap::default();
    for (sort, entry) in &entries.0 {
        for (word, said) in &entry.terms.0 {
            let found = said.read(reader, &sort.text, word);
            if let Some(term) = reader.term(&sort.text, word) {
                facts.insert(term, found);
            }
        }
    }
    facts
}

/// What the pack's words mean in other packs. The other pack's terms are looked up when both are used together.
pub(super) fn same_as(reader: &mut Reader, entries: &VocabularyFile) -> Vec<SameAs> {
    let mut found = Vec::new();
    for (sort, entry) in &entries.0 {
        for (policy, terms) in &entry.same_as.0 {
            for (theirs, own) in &terms.0 {
                let (own, _) = reader.terms(&sort.text, own);
                found.push(SameAs {
                    policy: policy.text.clone(),
                    sort: sort.text.clone(),
                    theirs: theirs.text.clone(),
                    span: reader.span(theirs),
                    own,
                });
            }
        }
    }
    found
}

impl TermEntry {
    fn read(&self, reader: &mut Reader, sort: &str, word: &Word) -> TermFacts {
        self.refuse_misplaced(reader, sort, word);
        let lasts = self.lasts.0.as_ref();
        let basic = self.basic.0.as_ref();
        TermFacts {
            needs: self.needs.0.as_ref().map(|words| reader.terms("data", words).1),
            may_use: leaves(reader, "data", &self.may_use),
            lasts: lasts.and_then(|word| lasts_for(reader, word)),
            basic: basic.and_then(|word| reader.yes_or_no(word)),
            against: leaves(reader, "threat", &self.against),
        }
    }

    fn refuse_misplaced(&self, reader: &mut Reader, sort: &str, word: &Word) {
        let keys = [
            ("needs", "purpose", self.needs.0.is_some()),
            ("may-use", "purpose", self.may_use.0.is_some()),
            ("lasts", "purpose", self.lasts.0.is_some()),
            ("basic", "feature", self.basic.0.is_some()),
            ("against", "measure", self.against.0.is_some()),
        ];
        for (key, owner, given) in keys {
            if given && owner != sort {
                reader.diagnostics.push(errors::key_of_other_sort(word.span(reader.file), key, owner, sort));
            }
        }
    }
}

fn leaves(reader: &mut Reader, sort: &str, words: &Given<Vec<Word>>) -> LeafSet {
    words.0.as_ref().map(|words| reader.terms(sort, words).1).unwrap_or_default()
}

fn lasts_for(reader: &mut Reader, word: &Word) -> Option<TermLasts> {
    let Some(event) = word.text.strip_prefix("until ") else {
        return reader.time(word).map(TermLasts::Time);
    };
    let sort = reader.known.pack.vocabulary.sort("event")?;
    match reader.known.pack.vocabulary.find(sort, event.trim()) {
        Some(term) => Some(TermLasts::Until(term)),
        None => {
            let place = word.part(reader.file, reader.source, "until ".len()..word.text.len());
            reader.fail(errors::unknown_term(place, "event", event.trim(), &reader.known.pack.vocabulary))
        }
    }
}

/// The bands of age, youngest first. Together they must cover every age once.
pub(super) fn bands(reader: &mut Reader, entries: &VocabularyFile) -> Vec<Band> {
    let mut bands = Vec::new();
    for (sort, entry) in &entries.0 {
        for (word, ages) in &entry.bands.0 {
            if sort.text != "age" {
                reader.diagnostics.push(errors::key_of_other_sort(reader.span(word), "bands", "age", &sort.text));
            } else if let Some(band) = band(reader, word, ages) {
                bands.push((band, ages.clone()));
            }
        }
        if sort.text == "age" && !entry.bands.0.is_empty() {
            bands.sort_by_key(|(band, _)| band.least);
            check_cover(reader, sort, &bands);
        }
    }
    bands.into_iter().map(|(band, _)| band).collect()
}

fn band(reader: &mut Reader, word: &Word, ages: &Word) -> Option<Band> {
    let term = reader.term("age", word)?;
    if reader.known.pack.vocabulary.term(term).kind != TermKind::Leaf {
        return reader.fail(errors::band_is_no_leaf(reader.span(word), &word.text));
    }
    match age_range(&ages.text) {
        Some((least, greatest)) => Some(Band { term, least, greatest }),
        None => reader.fail(errors::wrong_value(reader.span(ages), &ages.text, AGES)),
    }
}

const AGES: [&str; 2] =
    ["ages such as `under 14`, `14 to 17` or `18 and over`", "年龄，例如 `under 14`、`14 to 17` 或 `18 and over`"];

fn age_range(text: &str) -> Option<(u16, Option<u16>)> {
    let words: Vec<&str> = text.split_whitespace().collect();
    match words.as_slice() {
        ["under", age] => Some((0, Some(age.parse::<u16>().ok()?.checked_sub(1)?))),
        [age, "and", "over"] => Some((age.parse().ok()?, None)),
        [least, "to", greatest] => {
            let (least, greatest) = (least.parse().ok()?, greatest.parse().ok()?);
            (least <= greatest).then_some((least, Some(greatest)))
        }
        _ => None,
    }
}

fn check_cover(reader: &mut Reader, sort: &Word, bands: &[(Band, Word)]) {
    let mut next = Some(0);
    for (band, ages) in bands {
        match next {
            Some(age) if band.least == age => {}
            Some(age) if band.least > age => {
                reader.diagnostics.push(errors::uncovered_ages(reader.span(ages), age, band.least - 1));
            }
            Some(_) | None => reader.diagnostics.push(errors::overlapping_ages(reader.span(ages), band.least)),
        }
        next = band.greatest.map(|age| age + 1);
    }
    if let Some(age) = next {
        reader.diagnostics.push(errors::no_oldest_band(reader.span(sort), age));
    }
}
