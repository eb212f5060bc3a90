//! Words, tables and exceptions that a pack defines and nothing in it uses.

use rustc_hash::FxHashSet;

use super::{Matter, Remark};
use crate::model::language;
use crate::model::vocabulary::{LeafSet, SortId, TermId, TermKind};
use crate::policy::pack::{Cell, Pack, TableId, TermLasts};
use crate::policy::rule::{
    Barrier, Condition, Exception, Excuse, Operand, Part, Predicate, Range, Reference, Rule, Step, Test,
};
use crate::source::{FileId, Sources};

/// What the rules of a pack, its tables and its scope speak of.
#[derive(Default)]
struct Used {
    terms: FxHashSet<TermId>,
    leaves: Vec<(SortId, LeafSet)>,
    tables: FxHashSet<TableId>,
    exceptions: FxHashSet<usize>,
}

impl Used {
    fn of(pack: &Pack) -> Self {
        let mut used = Self::default();
        for part in pack.rules.iter().flat_map(|rule| &rule.parts) {
            used.part(pack, part);
        }
        for exception in &pack.exceptions {
            used.conditions(pack, &exception.when);
        }
        for (_, conditions) in &pack.scope {
            used.conditions(pack, conditions);
        }
        // What has a counterpart in another policy serves where both hold.
        for term in pack.same_as.iter().flat_map(|same| &same.own) {
            used.term(pack, *term);
        }
        for cell in pack.tables.iter().flat_map(|table| &table.rows).flat_map(|row| &row.cells) {
            used.cell(pack, cell);
        }
        used
    }

    fn part(&mut self, pack: &Pack, part: &Part) {
        for variable in &part.variables {
            match &variable.range {
                Range::Kinds { .. } => {}
                Range::Fact { fact, of, .. } => {
                    self.step(Step::Fact(*fact));
                    self.reference(of);
                }
                Range::Rows { table, .. } => {
                    self.tables.insert(*table);
                }
            }
        }
        for conditions in [&part.when, &part.must, &part.must_not, &part.error_when] {
            self.conditions(pack, conditions);
        }
        for excuse in &part.unless {
            match excuse {
                Excuse::Named { exception, .. } => {
                    self.exceptions.insert(usize::from(*exception));
                }
                Excuse::Own(Exception { when, .. }) => self.conditions(pack, when),
            }
        }
    }

    fn conditions(&mut self, pack: &Pack, conditions: &[Condition]) {
        for condition in conditions {
            self.condition(pack, condition);
        }
    }

    fn condition(&mut self, pack: &Pack, condition: &Condition) {
        match condition {
            Condition::All(conditions) | Condition::Any(conditions) => self.conditions(pack, conditions),
            Condition::Not(condition) => self.condition(pack, condition),
            Condition::Quantified { noun, of, that, predicate, .. } => {
                self.step(*noun);
                self.reference(of);
                for predicate in that.iter().chain([predicate]) {
                    self.predicate(pack, predicate);
                }
            }
            Condition::Reaches { from, to, barriers, .. } => {
                self.reference(from);
                self.reference(to);
                for barrier in barriers {
                    match barrier {
                        Barrier::Transform(term) => self.term(pack, *term),
                        Barrier::Exception(exception) => {
                            self.exceptions.insert(usize::from(*exception));
                        }
                    }
                }
            }
            Condition::Simple { subject, predicate, .. } => {
                self.reference(subject);
                self.predicate(pack, predicate);
            }
        }
    }

    fn predicate(&mut self, pack: &Pack, predicate: &Predicate) {
        match predicate {
            Predicate::Has { step, test } | Predicate::HasNo { step, test } => {
                self.step(*step);
                match test {
                    Test::Exists => {}
                    Test::OneOf(operands) | Test::AllOf(operands) | Test::Within(operands) => {
                        self.operands(pack, operands);
                    }
                    Test::Compare(_, operand) => self.operands(pack, std::slice::from_ref(operand)),
                }
            }
            Predicate::IsA { values, .. } => self.operands(pack, values),
            Predicate::Is { step, .. } | Predicate::States { step, .. } => self.step(*step),
            Predicate::Time { .. } => {}
        }
    }

    fn operands(&mut self, pack: &Pack, operands: &[Operand]) {
        for operand in operands {
            match operand {
                Operand::Terms(term, leaves) => {
                    self.term(pack, *term);
                    self.leaves.push((pack.vocabulary.term(*term).sort, leaves.clone()));
                }
                Operand::Reference(reference) => self.reference(reference),
                Operand::Step(_) | Operand::Time(_) | Operand::Text(_) => {}
            }
        }
    }

    fn reference(&mut self, reference: &Reference) {
        for step in &reference.steps {
            self.step(*step);
        }
    }

    fn step(&mut self, step: Step) {
        match step {
            Step::Fact(_) => {}
            Step::Column(table, _) => {
                self.tables.insert(table);
            }
        }
    }

    fn term(&mut self, pack: &Pack, term: TermId) {
        self.terms.insert(term);
        self.leaves.push((pack.vocabulary.term(term).sort, pack.vocabulary.leaves(term).clone()));
    }

    fn cell(&mut self, pack: &Pack, cell: &Cell) {
        match cell {
            Cell::Term(term) => self.term(pack, *term),
            Cell::Set(terms, _) => terms.iter().for_each(|term| self.term(pack, *term)),
            Cell::Conditions(conditions) => self.conditions(pack, conditions),
            Cell::Nothing | Cell::Step(_) | Cell::Bool(_) | Cell::Text(_) | Cell::Time(_) => {}
        }
    }
}

/// Terms that no rule, no table and no world names, alone or by a term above them. The whole of a sort names nothing in
/// particular.
pub(super) fn unused_terms(pack: &Pack, sources: &Sources, world: Option<FileId>) -> Vec<Remark> {
    let used = Used::of(pack);
    let words = words(pack, sources, world);
    let sorts = pack.vocabulary.sorts();
    sorts.flat_map(|(sort, _)| unused_in(pack, sort, &used, &words)).collect()
}

/// Unused terms of one sort. What stands below an unused term goes with it and is not told by itself.
fn unused_in(pack: &Pack, sort: SortId, used: &Used, words: &FxHashSet<&str>) -> Vec<Remark> {
    let leaves = used_leaves(pack, sort, used);
    let of = &pack.vocabulary.sort_of(sort).name;
    let terms = pack.vocabulary.all_names(sort).filter_map(|name| pack.vocabulary.find(sort, name));
    let is_named = |term: TermId| {
        let name = pack.vocabulary.name(term);
        words.contains(name) || below_names(pack, term).any(|name| words.contains(name))
    };
    let serves = |term: TermId| {
        let below = pack.vocabulary.leaves(term);
        match pack.vocabulary.term(term).kind {
            TermKind::Leaf | TermKind::Inner => below.meets(&leaves),
            TermKind::List => used.terms.contains(&term) || named_in_part(pack, used, sort, below),
            TermKind::Other => true,
        }
    };
    let unused: Vec<TermId> =
        terms.filter(|term| is_own(of, pack, *term) && !serves(*term) && !is_named(*term)).collect();
    let goes_with = |term: &&TermId| pack.vocabulary.term(**term).parent.is_some_and(|above| unused.contains(&above));
    let message = format!("no rule, table or world uses this word of the sort `{of}`");
    let alone = unused.iter().filter(|term| !goes_with(term));
    alone.map(|term| Remark::new(Matter::UnusedTerm, pack.vocabulary.name(*term), &*message)).collect()
}

/// The names of the leaves that a term stands for.
fn below_names(pack: &Pack, term: TermId) -> impl Iterator<Item = &str> {
    pack.vocabulary.leaf_terms(term).map(|leaf| pack.vocabulary.name(leaf))
}

/// Words of the language are there whether a pack uses them or not, and bands of age cover all ages or none.
fn is_own(sort: &str, pack: &Pack, term: TermId) -> bool {
    (!language::is_closed(sort) && sort != "age") || pack.vocabulary.term(term).kind == TermKind::List
}

/// The leaves that something names, but for what names all of a sort.
fn used_leaves(pack: &Pack, sort: SortId, used: &Used) -> LeafSet {
    let all = pack.vocabulary.sort_of(sort).leaves.len();
    let mut leaves = LeafSet::new();
    for (_, named) in used.leaves.iter().filter(|(of, named)| *of == sort && named.len() < all) {
        leaves.extend(named);
    }
    for (term, facts) in &pack.terms {
        for set in [facts.needs.as_ref(), Some(&facts.may_use), Some(&facts.against)].into_iter().flatten() {
            if fact_sorts(pack, *term).contains(&sort) && set.len() < all {
                leaves.extend(set);
            }
        }
        if let Some(TermLasts::Until(event)) = facts.lasts
            && pack.vocabulary.term(event).sort == sort
        {
            leaves.extend(pack.vocabulary.leaves(event));
        }
    }
    if pack.vocabulary.sort("purpose") == Some(sort) {
        leaves.extend(&pack.purposes);
    }
    leaves
}

/// The sorts that facts about a term are of: a purpose needs data, a measure works against threats.
fn fact_sorts(pack: &Pack, term: TermId) -> Vec<SortId> {
    let of = pack.vocabulary.sort_of(pack.vocabulary.term(term).sort).name.as_str();
    let sort = match of {
        "purpose" => pack.vocabulary.sort("data"),
        "measure" => pack.vocabulary.sort("threat"),
        _ => None,
    };
    sort.into_iter().collect()
}

/// Whether something names exactly a list, or its members among others: neighbouring words are one operand.
fn named_in_part(pack: &Pack, used: &Used, sort: SortId, below: &LeafSet) -> bool {
    let all = pack.vocabulary.sort_of(sort).leaves.len();
    used.leaves.iter().any(|(of, named)| *of == sort && named.len() < all && below.within(named))
}

/// The words of the pack's clean world and of its examples.
fn words<'p>(pack: &'p Pack, sources: &'p Sources, world: Option<FileId>) -> FxHashSet<&'p str> {
    let world = world.map(|file| sources.file(file).text.as_str());
    let examples = pack.rules.iter().flat_map(|rule: &Rule| &rule.examples).map(|example| example.change.as_str());
    let separates = |character: char| !character.is_alphanumeric() && character != '-';
    world.into_iter().chain(examples).flat_map(|text| text.split(separates)).collect()
}

/// Tables of the pack's own that no rule reads.
pub(super) fn unused_tables(pack: &Pack) -> Vec<Remark> {
    let used = Used::of(pack);
    let own = pack.tables.iter().enumerate().filter(|(_, table)| !crate::policy::is_engine_table(&table.name));
    let unused = own.filter(|(index, _)| !used.tables.contains(&TableId(*index as u16)));
    unused
        .map(|(_, table)| Remark::new(Matter::UnusedTable, &table.name, "no rule ranges over it or reads it"))
        .collect()
}

/// Named exceptions that no rule uses.
pub(super) fn unused_exceptions(pack: &Pack) -> Vec<Remark> {
    let used = Used::of(pack);
    let unused = pack.exceptions.iter().enumerate().filter(|(index, _)| !used.exceptions.contains(index));
    unused
        .map(|(_, exception)| {
            Remark::new(Matter::UnusedException, &exception.name, "no rule names it").at(exception.span)
        })
        .collect()
}
