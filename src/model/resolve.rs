//! From trees to the model: first every name, then every declaration against the names and the policy's words. Both
//! passes run over files side by side and give the same model whatever the order.

use std::sync::{Mutex, PoisonError};

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use super::names::{Entry, Names, usable_terms};
use super::read::{Reader, World};
use super::vocabulary::{Band, TermId, Vocabulary};
use super::{
    Data, DataId, Declaration, Feature, Flow, Group, GroupId, Head, Measure, Model, Purpose, Store, StoreId, System,
    errors,
};
use crate::diagnostic::Diagnostic;
use crate::source::{Sources, normalised};
use crate::syntax::tree::Tree;
use crate::syntax::words::Keyword;

/// What resolving needs to know of a pack.
#[derive(Debug, Clone, Copy)]
pub struct Policy<'a> {
    /// The pack's id.
    pub id: &'a str,
    /// Its words.
    pub vocabulary: &'a Vocabulary,
    /// Its bands of age.
    pub bands: &'a [Band],
    /// The ids of its clauses.
    pub clauses: &'a [&'a str],
    /// The ids of its rules.
    pub rules: &'a [&'a str],
}

/// A model, and what there is to say about the declarations it was made of.
#[derive(Debug, Default)]
pub struct Resolved {
    /// The model.
    pub model: Model,
    /// What was found wrong.
    pub diagnostics: Vec<Diagnostic>,
}

/// Resolves all declarations of a workspace against one another and against a pack's words.
pub fn resolve(sources: &Sources, trees: &[Tree], policy: Policy<'_>) -> Resolved {
    let mut diagnostics = Vec::new();
    let declared = declared(sources, trees);
    let entries = entries(sources, &declared, &mut diagnostics);
    let mut model = Model { declared: entries.len(), ..Model::default() };
    let (numbers, by_keyword) = numbered(&entries);
    let mut names = Names::new(&numbers, policy.vocabulary);
    let implicit = add_terms(&mut names, &by_keyword, policy.vocabulary);
    let world = World { sources, trees, policy, names: &names };
    read_all(&mut model, &world, &by_keyword, &mut diagnostics);
    for (keyword, term) in implicit {
        push_implicit(&mut model, policy.vocabulary, keyword, term);
    }
    check_systems(&mut model, &world, &by_keyword, &mut diagnostics);
    check_backups(&mut model, &mut diagnostics);
    Resolved { model, diagnostics }
}

/// The declarations of each file, in the order of names, and of those with one name in the order of the file.
fn declared(sources: &Sources, trees: &[Tree]) -> Vec<Vec<Entry>> {
    let of_tree = |(index, tree): (usize, &Tree)| {
        let text = &sources.file(tree.file).text;
        let module = tree.module.map(|word| normalised(word.text(text)));
        let begins = module.as_ref().map_or(0, |module| module.len() as u32 + 1);
        let entry = |(item_index, item): (usize, &crate::syntax::tree::Item)| {
            let own = normalised(item.name.text(text));
            let name = match &module {
                Some(module) => format!("{module}.{own}"),
                None => own.into_owned(),
            };
            Entry {
                name: name.into(),
                own: begins,
                keyword: item.keyword,
                item: (index as u32, item_index as u32),
                span: tree.span(item.name),
            }
        };
        let mut entries: Vec<Entry> = tree.items.iter().enumerate().map(entry).collect();
        entries.sort_by(|left, right| left.name.cmp(&right.name));
        entries
    };
    trees.par_iter().enumerate().map(of_tree).collect()
}

/// All declarations in the order of full names; of those with one name, the first in the order of files. The files are
/// in order already, so that the whole is nearly so.
fn entries<'e>(sources: &Sources, declared: &'e [Vec<Entry>], diagnostics: &mut Vec<Diagnostic>) -> Vec<&'e Entry> {
    let mut entries: Vec<&Entry> = Vec::with_capacity(declared.iter().map(Vec::len).sum());
    entries.extend(declared.iter().flatten());
    let path = |entry: &Entry| sources.file(entry.span.file).path.as_str();
    entries.par_sort_by(|left, right| {
        left.name.cmp(&right.name).then_with(|| (path(left), left.span.start).cmp(&(path(right), right.span.start)))
    });
    let mut first: Option<crate::source::Span> = None;
    let mut repeats = |later: &mut &Entry, earlier: &mut &Entry| {
        let repeated = later.name == earlier.name;
        if repeated {
            let first = *first.get_or_insert(earlier.span);
            diagnostics.push(errors::duplicate_name(first, later.span, &later.name));
        } else {
            first = None;
        }
        repeated
    };
    entries.dedup_by(&mut repeats);
    entries
}

/// Which list of the model a declaration stands in: all verbs share one.
fn list_of(keyword: Keyword) -> Keyword {
    if keyword.is_verb() { Keyword::Use } else { keyword }
}

type ByKeyword<'a> = FxHashMap<Keyword, Vec<&'a Entry>>;

/// Every declaration with its place in the list of the model that it stands in, and the lists.
fn numbered<'e>(entries: &[&'e Entry]) -> (Vec<(&'e Entry, Declaration)>, ByKeyword<'e>) {
    let mut lists = ByKeyword::default();
    let mut number = |entry: &'e Entry| {
        let list = lists.entry(list_of(entry.keyword)).or_default();
        list.push(entry);
        (entry, Declaration { keyword: entry.keyword, index: list.len() as u32 - 1 })
    };
    (entries.iter().copied().map(&mut number).collect(), lists)
}

/// The sorts whose terms may be used without being declared.
const IMPLICIT: [(&str, Keyword); 4] = [
    ("data", Keyword::Data),
    ("purpose", Keyword::Purpose),
    ("feature", Keyword::Feature),
    ("measure", Keyword::Measure),
];

/// Whether a term of a sort may be used without being declared.
pub(super) fn is_implicit(sort: &str) -> bool {
    IMPLICIT.iter().any(|(name, _)| *name == sort)
}

fn add_terms(names: &mut Names<'_>, by_keyword: &ByKeyword<'_>, vocabulary: &Vocabulary) -> Vec<(Keyword, TermId)> {
    let mut terms = Vec::new();
    for (sort, keyword) in IMPLICIT {
        let declared = by_keyword.get(&keyword).map_or(0, Vec::len);
        for (index, term) in usable_terms(vocabulary, sort).into_iter().enumerate() {
            names.add_implicit(term, (declared + index) as u32);
            terms.push((keyword, term));
        }
    }
    terms
}

fn push_implicit(model: &mut Model, vocabulary: &Vocabulary, keyword: Keyword, term: TermId) {
    let head = Head { name: vocabulary.name(term).into(), label: None, span: None, faulty: false, item: None };
    match keyword {
        Keyword::Data => {
            model.data.push(Data { head, class: term, sensitive: None, personal: None, schema: Vec::new() });
        }
        Keyword::Purpose => {
            model.purposes.push(Purpose { head, class: term, needs: None, may_use: Vec::new(), lasts: None });
        }
        Keyword::Feature => {
            model.features.push(Feature { head, class: term, basic: None, requires: Some(super::Requires::default()) });
        }
        _ => model.measures.push(Measure {
            head,
            class: term,
            against: Vec::new(),
            evidence: Vec::new(),
            last: None,
            next: None,
        }),
    }
}

/// Reads every list of the model. Groups come first, since every other list of data unfolds them.
fn read_all(model: &mut Model, world: &World<'_>, entries: &ByKeyword<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let none = Vec::new();
    let of = |keyword: Keyword| entries.get(&keyword).unwrap_or(&none).as_slice();
    let groups = read_list(of(Keyword::Group), world, &[], diagnostics, |reader| reader.group());
    model.groups = unfold(groups, diagnostics);
    let unfolded: &[Group] = &model.groups;
    macro_rules! read {
        ($($list:ident $keyword:ident $read:ident;)+) => {
            $( model.$list = read_list(of(Keyword::$keyword), world, unfolded, diagnostics, |reader| reader.$read()); )+
        };
    }
    read! {
        subjects Subject subject;
        data Data data;
        purposes Purpose purpose;
        features Feature feature;
        stores Store store;
        recipients Recipient recipient;
        transforms Transform transform;
        measures Measure measure;
        consents Consent consent;
        notices Notice notice;
        claims Claim claim;
        rights Right right;
        plans Plan plan;
        waivers Waiver waiver;
        flows Use flow;
    }
}

fn read_list<T: Send>(
    entries: &[&Entry],
    world: &World<'_>,
    groups: &[Group],
    diagnostics: &mut Vec<Diagnostic>,
    read: impl Fn(&mut Reader<'_>) -> T + Sync,
) -> Vec<T> {
    // Few declarations are wrong, so what is said of them is kept apart: a list for each would cost more than most flows.
    let said: Mutex<Vec<(usize, Vec<Diagnostic>)>> = Mutex::default();
    let one = |(index, entry): (usize, &&Entry)| {
        let mut reader = Reader::new(world, groups, entry, index as u32);
        let value = read(&mut reader);
        if !reader.diagnostics.is_empty() {
            let mut said = said.lock().unwrap_or_else(PoisonError::into_inner);
            said.push((index, reader.diagnostics));
        }
        value
    };
    let mut values = Vec::new();
    entries.par_iter().enumerate().map(one).collect_into_vec(&mut values);
    let mut said = said.into_inner().unwrap_or_else(PoisonError::into_inner);
    said.sort_by_key(|(index, _)| *index);
    diagnostics.extend(said.into_iter().flat_map(|(_, said)| said));
    values
}

/// A group as it was read: its own fields, and the groups that it names.
pub(super) struct Folded {
    pub(super) head: Head,
    pub(super) data: Vec<DataId>,
    pub(super) groups: Vec<GroupId>,
}

fn unfold(folded: Vec<Folded>, diagnostics: &mut Vec<Diagnostic>) -> Vec<Group> {
    let mut groups = Vec::with_capacity(folded.len());
    for (index, group) in folded.iter().enumerate() {
        let mut data = Vec::new();
        let mut seen = FxHashSet::default();
        let mut waiting = vec![index];
        let mut cyclic = false;
        while let Some(at) = waiting.pop() {
            if !seen.insert(at) {
                continue;
            }
            data.extend_from_slice(&folded[at].data);
            cyclic |= folded[at].groups.iter().any(|inner| inner.index() == index);
            waiting.extend(folded[at].groups.iter().map(|inner| inner.index()));
        }
        if let Some(span) = group.head.span.filter(|_| cyclic) {
            diagnostics.push(errors::group_cycle(span, &group.head.name));
        }
        data.sort_unstable();
        data.dedup();
        groups.push(Group { head: group.head.clone(), data });
    }
    groups
}

fn check_systems(model: &mut Model, world: &World<'_>, entries: &ByKeyword<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let none = Vec::new();
    let declared = entries.get(&Keyword::System).unwrap_or(&none);
    let mut systems: Vec<System> = read_list(declared, world, &model.groups, diagnostics, |reader| reader.system());
    let place = |span: crate::source::Span| (world.sources.file(span.file).path.as_str(), span.start);
    systems.sort_by_key(|system| system.head.span.map(place));
    let mut spans = systems.iter().filter_map(|system| system.head.span);
    let Some(first) = spans.next() else {
        let all = world.trees.iter().filter_map(|tree| tree.items.first().map(|item| tree.span(item.keyword_word)));
        let earliest = all.min_by_key(|span| place(*span));
        diagnostics.push(errors::no_system(earliest));
        return;
    };
    diagnostics.extend(spans.map(|span| errors::several_systems(first, span)));
    model.system = systems.into_iter().next();
}

fn check_backups(model: &mut Model, diagnostics: &mut Vec<Diagnostic>) {
    let next = |stores: &[Store], store: StoreId| stores[store.index()].backup_of;
    let cyclic = |start: StoreId| {
        let mut at = next(&model.stores, start);
        let mut steps = 0;
        while let Some(store) = at {
            if store == start {
                return true;
            }
            steps += 1;
            if steps > model.stores.len() {
                return false;
            }
            at = next(&model.stores, store);
        }
        false
    };
    let in_cycle: Vec<StoreId> = (0..model.stores.len() as u32).map(StoreId).filter(|store| cyclic(*store)).collect();
    for store in in_cycle {
        let head = &model.stores[store.index()].head;
        if let Some(span) = head.span {
            diagnostics.push(errors::backup_cycle(span, &head.name));
        }
        model.stores[store.index()].backup_of = None;
    }
}

/// The flows of a model, for callers that only need their number.
impl Model {
    /// All flows with their ids.
    pub fn flows(&self) -> impl Iterator<Item = (super::FlowId, &Flow)> {
        self.flows.iter().enumerate().map(|(index, flow)| (super::FlowId(index as u32), flow))
    }
}
