//! The hash of what a compiled rule means: names, sentences and rows, and nothing of how or where they are written.
//! What is signed is this hash, so a blank or the order of two keys changes nothing, and a bound moved by one does.

use super::pack::{Cell, ClauseId, Pack, Row, TableId};
use super::readback;
use super::rule::{
    Barrier, Cites, Comparison, Condition, Exception, Excuse, Operand, Part, Predicate, Quantifier, Range, Reference,
    Root, Rule, Step, Test, Variable,
};
use crate::diagnostic::Language;
use crate::model::vocabulary::{LeafSet, SortId, TermId};

/// The hash of what a rule means, in hexadecimal. It covers the words it uses down to their leaves, the rows it ranges
/// over and the exceptions it names, but not its title, reason, messages and examples.
pub fn fingerprint(pack: &Pack, rule: &Rule) -> String {
    let writer = Writer { pack };
    let parts: Vec<String> = rule.parts.iter().map(|part| writer.part(part)).collect();
    let tree = node("rule", &[quoted(&rule.id), writer.clauses(&rule.rests_on), list(&parts)]);
    blake3::hash(tree.as_bytes()).to_hex().to_string()
}

/// What a part ranges over, written so that equal texts range over the same.
pub(crate) fn written_variables(pack: &Pack, part: &Part) -> Vec<String> {
    part.variables.iter().map(|variable| Writer { pack }.variable(variable)).collect()
}

/// What a sentence means, written so that equal texts mean the same over the same variables.
pub(crate) fn written_sentence(pack: &Pack, condition: &Condition) -> String {
    Writer { pack }.condition(condition)
}

/// What an exception lifts, written so that equal texts lift the same.
pub(crate) fn written_excuse(pack: &Pack, excuse: &Excuse) -> String {
    Writer { pack }.excuse(excuse)
}

/// `(name child child)`: no two trees are written alike.
fn node(name: &str, children: &[String]) -> String {
    format!("({name} {})", children.join(" "))
}

fn list(items: &[String]) -> String {
    format!("[{}]", items.join(" "))
}

fn sorted(mut items: Vec<String>) -> String {
    items.sort();
    list(&items)
}

/// A text with its length before it, so that nothing in it can pass for structure.
fn quoted(text: &str) -> String {
    format!("{}:{text}", text.len())
}

struct Writer<'p> {
    pack: &'p Pack,
}

impl Writer<'_> {
    fn part(&self, part: &Part) -> String {
        let about = part.about.word();
        let variables: Vec<String> = part.variables.iter().map(|variable| self.variable(variable)).collect();
        let cites = match part.cites {
            Cites::Clause(clause) => self.weighed(part, clause),
            Cites::Row(variable) => node("row", &[variable.to_string()]),
        };
        let children = [
            about.to_owned(),
            list(&variables),
            self.conditions(&part.when),
            self.conditions(&part.must),
            self.conditions(&part.must_not),
            sorted(part.unless.iter().map(|excuse| self.excuse(excuse)).collect()),
            self.conditions(&part.error_when),
            cites,
            part.severity.map_or("by-clause", |severity| severity.word()).to_owned(),
        ];
        node("part", &children)
    }

    /// A clause with the severity that a finding has by it.
    fn weighed(&self, part: &Part, clause: ClauseId) -> String {
        let severity = part.severity.unwrap_or(self.pack.clause_of(clause).severity);
        node("clause", &[quoted(&self.pack.clause_of(clause).id), severity.word().to_owned()])
    }

    fn clauses(&self, clauses: &[ClauseId]) -> String {
        sorted(clauses.iter().map(|clause| quoted(&self.pack.clause_of(*clause).id)).collect())
    }

    fn variable(&self, variable: &Variable) -> String {
        let range = match &variable.range {
            Range::Kinds { kinds, .. } => sorted(kinds.iter().map(|kind| kind.name().to_owned()).collect()),
            Range::Fact { fact, of, clauses } => {
                let rows = match fact.of_type() {
                    super::facts::Type::Rows(table) => self.pack.table(table).map(|table| self.rows(table, clauses)),
                    _ => None,
                };
                let fact = self.step(Step::Fact(*fact));
                node("fact", &[fact, self.reference(of), self.clauses(clauses), rows.unwrap_or_default()])
            }
            Range::Rows { table, clauses } => node("rows", &[self.clauses(clauses), self.rows(*table, clauses)]),
        };
        node("variable", &[quoted(&variable.name), range])
    }

    /// The rows of a table whose clause is among some; all where none is named.
    fn rows(&self, id: TableId, clauses: &[ClauseId]) -> String {
        let table = self.pack.table_of(id);
        let wanted = |row: &&Row| clauses.is_empty() || clauses.contains(&row.clause);
        let rows = table.rows.iter().filter(wanted).map(|row| {
            let cells: Vec<String> = (table.columns.iter().zip(&row.cells))
                .map(|((name, _), cell)| node("cell", &[quoted(name), self.cell(cell)]))
                .collect();
            let clause = self.pack.clause_of(row.clause);
            node("row", &[quoted(&clause.id), clause.severity.word().to_owned(), sorted(cells)])
        });
        node("table", &[quoted(&table.name), sorted(rows.collect())])
    }

    fn cell(&self, cell: &Cell) -> String {
        match cell {
            Cell::Nothing => "nothing".to_owned(),
            Cell::Term(term) => self.terms(*term, self.pack.vocabulary.leaves(*term)),
            Cell::Set(words, leaves) => match words.first() {
                Some(word) => self.terms(*word, leaves),
                None => "none".to_owned(),
            },
            Cell::Step(step) => node("step", &[step.to_string()]),
            Cell::Bool(value) => value.to_string(),
            Cell::Text(text) => quoted(text),
            Cell::Time(time) => quoted(&readback::time(*time, Language::English)),
            Cell::Conditions(conditions) => self.conditions(conditions),
        }
    }

    /// Leaves by name. The one word that was written is left out: it means its leaves.
    fn terms(&self, of_sort: TermId, leaves: &LeafSet) -> String {
        let sort: SortId = self.pack.vocabulary.term(of_sort).sort;
        let sort = self.pack.vocabulary.sort_of(sort);
        let names = leaves.iter().map(|leaf| quoted(self.pack.vocabulary.name(sort.leaves[leaf as usize])));
        node("terms", &[quoted(&sort.name), sorted(names.collect())])
    }

    fn excuse(&self, excuse: &Excuse) -> String {
        match excuse {
            Excuse::Named { exception, variable } => {
                node("excuse", &[variable.to_string(), self.exception(&self.pack.exceptions[usize::from(*exception)])])
            }
            Excuse::Own(exception) => node("own-excuse", &[self.exception(exception)]),
        }
    }

    fn exception(&self, exception: &Exception) -> String {
        let of = exception.of.name().to_owned();
        let (clauses, when) = (self.clauses(&exception.clauses), self.conditions(&exception.when));
        node("exception", &[quoted(&exception.name), of, clauses, when])
    }

    /// All of these; in what order they were written does not matter.
    fn conditions(&self, conditions: &[Condition]) -> String {
        sorted(conditions.iter().map(|condition| self.condition(condition)).collect())
    }

    fn condition(&self, condition: &Condition) -> String {
        match condition {
            Condition::All(conditions) => node("all", &[self.conditions(conditions)]),
            Condition::Any(conditions) => node("any", &[self.conditions(conditions)]),
            Condition::Not(condition) => node("not", &[self.condition(condition)]),
            Condition::Quantified { quantifier, noun, of, that, predicate, .. } => {
                let quantifier = match quantifier {
                    Quantifier::Every => "every",
                    Quantifier::Some => "some",
                    Quantifier::No => "no",
                };
                let that = that.as_ref().map_or("any".to_owned(), |that| self.predicate(that));
                node(quantifier, &[self.step(*noun), self.reference(of), that, self.predicate(predicate)])
            }
            Condition::Reaches { from, to, barriers, .. } => {
                let barriers = barriers.iter().map(|barrier| self.barrier(*barrier)).collect();
                node("reaches", &[self.reference(from), self.reference(to), sorted(barriers)])
            }
            Condition::Simple { subject, predicate, .. } => {
                node("says", &[self.reference(subject), self.predicate(predicate)])
            }
        }
    }

    fn barrier(&self, barrier: Barrier) -> String {
        match barrier {
            Barrier::Transform(term) => node("transform", &[self.terms(term, self.pack.vocabulary.leaves(term))]),
            Barrier::Exception(exception) => self.exception(&self.pack.exceptions[usize::from(exception)]),
        }
    }

    fn predicate(&self, predicate: &Predicate) -> String {
        match predicate {
            Predicate::Has { step, test } => node("has", &[self.step(*step), self.test(test)]),
            Predicate::HasNo { step, test } => node("has-no", &[self.step(*step), self.test(test)]),
            Predicate::IsA { negated, values } => node("is-a", &[negated.to_string(), self.operands(values)]),
            Predicate::Is { negated, step } => node("is", &[negated.to_string(), self.step(*step)]),
            Predicate::Time { future } => node("time", &[future.to_string()]),
            Predicate::States { negated, step } => node("states", &[negated.to_string(), self.step(*step)]),
        }
    }

    fn test(&self, test: &Test) -> String {
        match test {
            Test::Exists => "exists".to_owned(),
            Test::OneOf(operands) => node("one-of", &[self.operands(operands)]),
            Test::AllOf(operands) => node("all-of", &[self.operands(operands)]),
            Test::Within(operands) => node("within", &[self.operands(operands)]),
            Test::Compare(comparison, operand) => {
                let word = match comparison {
                    Comparison::AtMost => "at-most",
                    Comparison::AtLeast => "at-least",
                    Comparison::Under => "under",
                    Comparison::Over => "over",
                };
                node(word, &[self.operand(operand)])
            }
        }
    }

    fn operands(&self, operands: &[Operand]) -> String {
        sorted(operands.iter().map(|operand| self.operand(operand)).collect())
    }

    fn operand(&self, operand: &Operand) -> String {
        match operand {
            Operand::Terms(term, leaves) => self.terms(*term, leaves),
            Operand::Step(step) => node("step", &[step.to_string()]),
            Operand::Time(time) => quoted(&readback::time(*time, Language::English)),
            Operand::Text(text) => quoted(text),
            Operand::Reference(reference) => self.reference(reference),
        }
    }

    fn reference(&self, reference: &Reference) -> String {
        let root = match reference.root {
            Root::Variable(number) => format!("variable-{number}"),
            Root::System => "system".to_owned(),
            Root::Policy => "policy".to_owned(),
        };
        let steps: Vec<String> = reference.steps.iter().map(|step| self.step(*step)).collect();
        node(&root, &steps)
    }

    fn step(&self, step: Step) -> String {
        match step {
            Step::Fact(fact) => format!("{}.{}", fact.kind().name(), fact.name()),
            Step::Column(table, column) => {
                let table = self.pack.table_of(table);
                node("column", &[quoted(&table.name), quoted(&table.columns[usize::from(column)].0)])
            }
        }
    }
}
