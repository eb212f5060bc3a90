//! Mutants of a pack: each is the pack with one thing changed in a rule, a named exception or a row of a table.

use super::sentence::{Place, Sentence, Slot, sentences};
use super::vary::{Scope, times, without};
use crate::check::evaluate::exception_of;
use crate::model::vocabulary::{LeafSet, TermId};
use crate::policy::facts::{Fact, Kind, Type};
use crate::policy::pack::{Cell, Pack, Row, TableId};
use crate::policy::rule::{Barrier, Condition, Exception, Excuse, Part, Range, Rule, Variable};
use crate::policy::{engine, is_about_text};

/// A pack with one thing changed.
pub(super) struct Mutant {
    /// The rule that it is counted for, by place.
    pub(super) rule: usize,
    /// What was changed, in words.
    pub(super) change: String,
    /// The rules whose examples may tell it from the pack, those that must first.
    pub(super) touched: Vec<usize>,
    edit: Edit,
}

enum Edit {
    /// A sentence becomes another, or goes.
    Sentence { places: Vec<Place>, slot: Slot, index: usize, with: Option<Condition> },
    /// A demand becomes its contrary.
    Flip { places: Vec<Place>, slot: Slot, index: usize },
    /// A rule loses an exception.
    Excuse { place: Place, index: usize },
    /// A sentence of a named exception becomes another, or goes.
    Named { exception: usize, index: usize, with: Option<Condition> },
    /// A sentence of a rule's own exception becomes another, or goes.
    Own { place: Place, excuse: usize, index: usize, with: Option<Condition> },
    /// A row goes.
    Row { table: usize, row: usize },
    /// A cell becomes another.
    Cell { table: usize, row: usize, column: usize, with: Cell },
}

impl Mutant {
    /// The changed pack.
    pub(super) fn apply(&self, pack: &Pack) -> Pack {
        let mut pack = pack.clone();
        match &self.edit {
            Edit::Sentence { places, slot, index, with } => {
                for place in places {
                    replace(slot.of_mut(part(&mut pack, *place)), *index, with.as_ref());
                }
            }
            Edit::Flip { places, slot, index } => {
                for place in places {
                    flip(part(&mut pack, *place), *slot, *index);
                }
            }
            Edit::Excuse { place, index } => {
                part(&mut pack, *place).unless.remove(*index);
            }
            Edit::Named { exception, index, with } => {
                replace(&mut pack.exceptions[*exception].when, *index, with.as_ref());
            }
            Edit::Own { place, excuse, index, with } => {
                if let Excuse::Own(exception) = &mut part(&mut pack, *place).unless[*excuse] {
                    replace(&mut exception.when, *index, with.as_ref());
                }
            }
            Edit::Row { table, row } => {
                pack.tables[*table].rows.remove(*row);
            }
            Edit::Cell { table, row, column, with } => pack.tables[*table].rows[*row].cells[*column] = with.clone(),
        }
        pack
    }
}

fn part(pack: &mut Pack, (rule, part): Place) -> &mut Part {
    &mut pack.rules[rule].parts[part]
}

fn replace(conditions: &mut Vec<Condition>, index: usize, with: Option<&Condition>) {
    match with {
        Some(condition) => conditions[index] = condition.clone(),
        None => {
            conditions.remove(index);
        }
    }
}

fn flip(part: &mut Part, slot: Slot, index: usize) {
    let condition = slot.of_mut(part).remove(index);
    match slot {
        Slot::Must => part.must_not.push(condition),
        Slot::MustNot => part.must.push(condition),
        Slot::When | Slot::ErrorWhen => {}
    }
}

/// All mutants of a pack, in its order: rules, named exceptions, tables. Rules about the policy's own text have no world
/// in which they could be told apart, so they are left out, with the rows that they alone range over.
pub(super) fn mutants(pack: &Pack) -> Vec<Mutant> {
    let breeder = Breeder { pack };
    let mut all: Vec<Mutant> = sentences(pack).iter().flat_map(|sentence| breeder.of_sentence(sentence)).collect();
    for (rule_index, rule) in pack.rules.iter().enumerate() {
        for (part_index, part) in rule.parts.iter().enumerate() {
            all.extend(breeder.of_excuses((rule_index, part_index), part));
        }
    }
    for (index, exception) in pack.exceptions.iter().enumerate() {
        all.extend(breeder.of_exception(index, exception));
    }
    for (index, table) in pack.tables.iter().enumerate() {
        all.extend((0..table.rows.len()).flat_map(|row| breeder.of_row(index, row)));
    }
    let of_text = |mutant: &Mutant| mutant.touched.iter().all(|rule| is_about_text(pack, &pack.rules[*rule]));
    all.retain(|mutant| !of_text(mutant));
    all
}

struct Breeder<'p> {
    pack: &'p Pack,
}

impl Breeder<'_> {
    fn of_sentence(&self, sentence: &Sentence) -> Vec<Mutant> {
        let (Some(part), Some(condition)) = (sentence.part(self.pack), sentence.condition(self.pack)) else {
            return Vec::new();
        };
        let Sentence { places, slot, index } = sentence;
        let scope = Scope { pack: self.pack, variables: &part.variables };
        let mut touched: Vec<usize> = places.iter().map(|(rule, _)| *rule).collect();
        touched.dedup();
        let rule = touched[0];
        let head = format!("{} `{}`", self.part_name(places), slot.word());
        let mutant = |change: String, edit: Edit| Mutant { rule, change, touched: touched.clone(), edit };
        let changed =
            |with: Option<Condition>| Edit::Sentence { places: places.clone(), slot: *slot, index: *index, with };
        let told = scope.told(condition);
        let mut all = Vec::new();
        let demand = matches!(slot, Slot::Must | Slot::MustNot);
        if !demand || part.must.len() + part.must_not.len() > 1 {
            all.push(mutant(format!("{head} dropped: {told}"), changed(None)));
        }
        if demand {
            let edit = Edit::Flip { places: places.clone(), slot: *slot, index: *index };
            all.push(mutant(format!("{head} turned into its contrary: {told}"), edit));
        }
        for variation in scope.variations(condition) {
            all.push(mutant(format!("{head}, {}", variation.change), changed(Some(variation.condition))));
        }
        all
    }

    /// Which part of the rule, where it has several, and whether others say the same by a pattern.
    fn part_name(&self, places: &[Place]) -> String {
        match places {
            [(rule, part)] if self.pack.rules[*rule].parts.len() > 1 => format!("part {},", part + 1),
            [_] | [] => "its".to_owned(),
            _ => "the pattern's".to_owned(),
        }
    }

    fn of_excuses(&self, place: Place, part: &Part) -> Vec<Mutant> {
        let head = self.part_name(&[place]);
        let mutant = |change: String, edit: Edit| Mutant { rule: place.0, change, touched: vec![place.0], edit };
        let mut all = Vec::new();
        for (index, excuse) in part.unless.iter().enumerate() {
            let name = match excuse {
                Excuse::Named { exception, .. } => &self.pack.exceptions[usize::from(*exception)].name,
                Excuse::Own(exception) => &exception.name,
            };
            let change = format!("{head} `unless` dropped: `{name}`");
            all.push(mutant(change, Edit::Excuse { place, index }));
            if let Excuse::Own(exception) = excuse {
                let scope = Scope { pack: self.pack, variables: &part.variables };
                for (change, at, with) in exception_changes(scope, exception) {
                    all.push(mutant(change, Edit::Own { place, excuse: index, index: at, with }));
                }
            }
        }
        all
    }

    fn of_exception(&self, index: usize, exception: &Exception) -> Vec<Mutant> {
        let users: Vec<usize> = self.rules(|rule| rule.parts.iter().any(|part| uses(part, index)));
        let variables = [Variable {
            name: exception.of.name().to_owned(),
            range: Range::Kinds { kinds: vec![exception.of], common: exception.of },
        }];
        let Some(first) = users.first() else { return Vec::new() };
        let scope = Scope { pack: self.pack, variables: &variables };
        let changes = exception_changes(scope, exception);
        let mutant = |(change, at, with)| Mutant {
            rule: *first,
            change,
            touched: users.clone(),
            edit: Edit::Named { exception: index, index: at, with },
        };
        changes.into_iter().map(mutant).collect()
    }

    fn rules(&self, wanted: impl Fn(&Rule) -> bool) -> Vec<usize> {
        let rules = self.pack.rules.iter().enumerate();
        rules.filter(|(_, rule)| wanted(rule)).map(|(index, _)| index).collect()
    }

    fn of_row(&self, table: usize, row: usize) -> Vec<Mutant> {
        let known = &self.pack.tables[table];
        let found = &known.rows[row];
        let touched = self.touched_by_row(table, found);
        let Some(rule) = touched.first().copied() else { return Vec::new() };
        let clause = &self.pack.clause_of(found.clause).id;
        let head = format!("row {} of `{}` ({clause})", row + 1, known.name);
        let mutant = |change: String, edit: Edit| Mutant { rule, change, touched: touched.clone(), edit };
        let mut all = vec![mutant(format!("{head} dropped"), Edit::Row { table, row })];
        for (column, cell) in found.cells.iter().enumerate() {
            let name = &known.columns[column].0;
            for (with, how) in self.cells(&known.name, name, cell) {
                all.push(mutant(format!("{head}, `{name}`: {how}"), Edit::Cell { table, row, column, with }));
            }
        }
        all
    }

    /// The rules that range over the row come first. What the engine reads may reach any rule; a table of the pack's own
    /// reaches only those that range over it.
    fn touched_by_row(&self, table: usize, row: &Row) -> Vec<usize> {
        let id = TableId(table as u16);
        let own = engine::columns(&self.pack.tables[table].name).is_none();
        let cites = |rule: &Rule| rule.clauses.contains(&row.clause);
        let ranged = |rule: &Rule| ranges_over(self.pack, rule, id) && cites(rule);
        let mut touched = self.rules(ranged);
        if !own {
            let name = &self.pack.tables[table].name;
            let near = |rule: &Rule| cites(rule) || rule.rests_on.contains(&row.clause);
            let first = |rule: &Rule| !ranged(rule) && near(rule);
            let reads = |rule: &Rule| {
                !ranged(rule) && !near(rule) && rule.parts.iter().any(|part| self.reads(part, engine::readers(name)))
            };
            touched.extend(self.rules(first));
            touched.extend(self.rules(reads));
        }
        touched
    }

    /// Whether a part asks for one of these facts.
    fn reads(&self, part: &Part, facts: &[Fact]) -> bool {
        let named = part.unless.iter().flat_map(|excuse| &exception_of(self.pack, excuse).when);
        let said = Slot::ALL.into_iter().flat_map(|slot| slot.of(part));
        let ranges = part.variables.iter().any(|variable| match &variable.range {
            Range::Fact { fact, .. } => facts.contains(fact),
            Range::Kinds { .. } | Range::Rows { .. } => false,
        });
        ranges || said.chain(named).flat_map(Condition::facts).any(|fact| facts.contains(&fact))
    }

    fn cells(&self, table: &str, column: &str, cell: &Cell) -> Vec<(Cell, String)> {
        match cell {
            Cell::Set(terms, _) if !self.is_default(table, column, terms) => {
                let less = |index: usize| self.set(without(terms, index));
                let told = |index: usize| format!("`{}` dropped", self.pack.vocabulary.name(terms[index]));
                (0..terms.len()).map(|index| (less(index), told(index))).collect()
            }
            Cell::Bool(yes) => vec![(Cell::Bool(!yes), "turned into its contrary".to_owned())],
            Cell::Time(time) => times(*time).into_iter().map(|(time, how)| (Cell::Time(time), how)).collect(),
            Cell::Conditions(conditions) => self.conditions(conditions),
            Cell::Nothing | Cell::Set(..) | Cell::Term(_) | Cell::Step(_) | Cell::Text(_) => Vec::new(),
        }
    }

    fn set(&self, terms: Vec<TermId>) -> Cell {
        let mut leaves = LeafSet::new();
        for term in &terms {
            leaves.extend(self.pack.vocabulary.leaves(*term));
        }
        Cell::Set(terms, leaves)
    }

    /// What a row does not say cannot be changed in it.
    fn is_default(&self, table: &str, column: &str, terms: &[TermId]) -> bool {
        let vocabulary = &self.pack.vocabulary;
        let root = |term: &TermId| vocabulary.sort_of(vocabulary.term(*term).sort).root == *term;
        let names: Vec<&str> = terms.iter().map(|term| vocabulary.name(*term)).collect();
        terms.iter().any(root) || names == engine::default_words(table, column)
    }

    fn conditions(&self, conditions: &[Condition]) -> Vec<(Cell, String)> {
        let kind = Kind::Claim;
        let range = Range::Kinds { kinds: vec![kind], common: kind };
        let variables = [Variable { name: kind.name().to_owned(), range }];
        let scope = Scope { pack: self.pack, variables: &variables };
        let mut all = Vec::new();
        for (index, condition) in conditions.iter().enumerate() {
            let told = scope.told(condition);
            all.push((Cell::Conditions(without(conditions, index)), format!("dropped: {told}")));
            for variation in scope.variations(condition) {
                let mut changed = conditions.to_vec();
                changed[index] = variation.condition;
                all.push((Cell::Conditions(changed), variation.change));
            }
        }
        all
    }
}

/// What can be changed in the sentences of an exception: how, which one, and what becomes of it.
fn exception_changes(scope: Scope, exception: &Exception) -> Vec<(String, usize, Option<Condition>)> {
    let head = format!("exception `{}`", exception.name);
    let mut all = Vec::new();
    for (index, condition) in exception.when.iter().enumerate() {
        all.push((format!("{head} `when` dropped: {}", scope.told(condition)), index, None));
        for variation in scope.variations(condition) {
            all.push((format!("{head} `when`, {}", variation.change), index, Some(variation.condition)));
        }
    }
    all
}

fn uses(part: &Part, exception: usize) -> bool {
    let named = |excuse: &Excuse| match excuse {
        Excuse::Named { exception: named, .. } => usize::from(*named) == exception,
        Excuse::Own(_) => false,
    };
    let sentences = part.when.iter().chain(&part.must).chain(&part.must_not).chain(&part.error_when);
    part.unless.iter().any(named) || sentences.into_iter().any(|condition| passes(condition, exception))
}

fn passes(condition: &Condition, exception: usize) -> bool {
    match condition {
        Condition::All(branches) | Condition::Any(branches) => branches.iter().any(|branch| passes(branch, exception)),
        Condition::Not(inner) => passes(inner, exception),
        Condition::Reaches { barriers, .. } => barriers.iter().any(|barrier| match barrier {
            Barrier::Exception(named) => usize::from(*named) == exception,
            Barrier::Transform(_) => false,
        }),
        Condition::Quantified { .. } | Condition::Simple { .. } => false,
    }
}

fn ranges_over(pack: &Pack, rule: &Rule, table: TableId) -> bool {
    let variables = rule.parts.iter().flat_map(|part| &part.variables);
    variables.map(|variable| &variable.range).any(|range| match range {
        Range::Rows { table: ranged, .. } => *ranged == table,
        Range::Fact { fact, .. } => matches!(fact.of_type(), Type::Rows(name) if name == pack.table_of(table).name),
        Range::Kinds { .. } => false,
    })
}
