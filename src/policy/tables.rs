//! `tables.yaml`: what the clauses list, row by row. Tables that the engine reads have fixed columns; a pack adds its
//! own tables and says their columns.

use serde::Deserialize;

use super::engine::{self, Default as Fallback};
use super::facts::{Kind, Scale, Type};
use super::pack::{Cell, Row, Table};
use super::reader::Reader;
use super::rule::Condition;
use super::sentence::{Subject, Variable};
use super::yaml::{Given, Keyed, Node, Sentences, Shape, Word};
use super::{errors, sentence};
use crate::model::vocabulary::LeafSet;
use crate::source::Span;

/// What a file of tables says.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TablesFile {
    tables: Keyed<TableEntry>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct TableEntry {
    #[serde(default)]
    columns: Given<Keyed<Word>>,
    #[serde(default)]
    default: Keyed<Node>,
    #[serde(default)]
    rows: Vec<Keyed<Node>>,
}

/// All tables with their columns and no rows yet: sentences in rows may speak of any table.
pub(super) fn columns(reader: &mut Reader, said: &TablesFile) -> Vec<Table> {
    let mut tables: Vec<Table> = engine::TABLES.iter().map(|(name, columns)| engine_table(name, columns)).collect();
    for (name, entry) in &said.tables.0 {
        match (engine::columns(&name.text), &entry.columns.0) {
            (Some(_), Some(_)) => reader.diagnostics.push(errors::fixed_columns(reader.span(name), &name.text)),
            (Some(_), None) => {}
            (None, Some(columns)) => {
                let columns = columns.0.iter().filter_map(|(column, of_type)| own_column(reader, column, of_type));
                tables.push(Table { name: name.text.clone(), columns: columns.collect(), rows: Vec::new() });
            }
            (None, None) => reader.diagnostics.push(errors::missing_key(reader.span(name), "columns")),
        }
    }
    tables
}

fn engine_table(name: &str, columns: &[engine::Column]) -> Table {
    let columns = columns.iter().map(|column| (column.name.to_owned(), column.of_type)).collect();
    Table { name: name.to_owned(), columns, rows: Vec::new() }
}

fn own_column(reader: &mut Reader, column: &Word, of_type: &Word) -> Option<(String, Type)> {
    Some((column.text.clone(), column_type(reader, of_type)?))
}

fn column_type(reader: &mut Reader, word: &Word) -> Option<Type> {
    let words: Vec<&str> = word.text.split_whitespace().collect();
    let found = match words.as_slice() {
        ["text"] => Some(Type::Text),
        ["bool"] => Some(Type::Bool),
        ["duration"] => Some(Type::Duration),
        ["term", sort] => Some(Type::Term(sort_name(reader, word, sort)?)),
        ["set", sort] => Some(Type::Set(sort_name(reader, word, sort)?)),
        ["scale", name] => Scale::ALL.iter().copied().find(|scale| scale.name() == *name).map(Type::Scale),
        _ => None,
    };
    match found {
        Some(of_type) => Some(of_type),
        None => reader.fail(errors::wrong_value(reader.span(word), &word.text, COLUMN_TYPES)),
    }
}

const A_LIST_STANDS_HERE: [&str; 2] = ["a list stands here", "此处是列表"];

const COLUMN_TYPES: [&str; 2] = [
    "`term SORT`, `set SORT`, `scale NAME`, `text`, `bool` or `duration`",
    "`term SORT`、`set SORT`、`scale NAME`、`text`、`bool` 或 `duration`",
];

fn sort_name(reader: &mut Reader, word: &Word, sort: &str) -> Option<&'static str> {
    match sentence::static_sort(sort) {
        Some(name) => Some(name),
        None => reader.fail(errors::unknown_sort(reader.span(word), sort)),
    }
}

/// The rows of all tables, in the order of [`columns`].
pub(super) fn rows(reader: &mut Reader, said: &TablesFile) -> Vec<(usize, Vec<Row>)> {
    let mut all = Vec::new();
    for (name, entry) in &said.tables.0 {
        let known = reader.known;
        let Some(index) = known.pack.tables.iter().position(|table| table.name == name.text) else { continue };
        let reading = Reading { table: &known.pack.tables[index], engine: engine::columns(&name.text), entry };
        reading.check_defaults(reader);
        all.push((index, entry.rows.iter().filter_map(|row| reading.row(reader, row)).collect()));
    }
    all
}

struct Reading<'t> {
    table: &'t Table,
    engine: Option<&'static [engine::Column]>,
    entry: &'t TableEntry,
}

impl Reading<'_> {
    fn names(&self) -> impl Iterator<Item = &str> {
        self.table.columns.iter().map(|(name, _)| name.as_str())
    }

    fn check_defaults(&self, reader: &mut Reader) {
        for (column, _) in &self.entry.default.0 {
            if self.engine.is_some() {
                reader.diagnostics.push(errors::fixed_columns(reader.span(column), &self.table.name));
            } else if self.table.column(&column.text).is_none() {
                let unknown = errors::unknown_column(reader.span(column), &self.table.name, &column.text, self.names());
                reader.diagnostics.push(unknown);
            }
        }
    }

    fn row(&self, reader: &mut Reader, row: &Keyed<Node>) -> Option<Row> {
        let Some((key, clause)) = row.0.iter().find(|(key, _)| key.text == "clause") else {
            let at = row.0.first().map(|(key, _)| reader.span(key));
            return at.and_then(|at| reader.fail(errors::missing_key(at, "clause")));
        };
        for (column, _) in row.0.iter().filter(|(column, _)| column.text != "clause") {
            if self.table.column(&column.text).is_none() {
                let unknown = errors::unknown_column(reader.span(column), &self.table.name, &column.text, self.names());
                reader.diagnostics.push(unknown);
            }
        }
        let span = clause.span(reader.file);
        let cells = self.cells(reader, row, reader.span(key))?;
        let word = clause.word();
        let Some(word) = word else {
            return reader.fail(errors::wrong_shape(span, A_LIST_STANDS_HERE, ["a clause", "条款"]));
        };
        Some(Row { clause: reader.clause(&word)?, cells, span })
    }

    /// One cell a column; all are read even if one is wrong, so that all mistakes are seen at once.
    fn cells(&self, reader: &mut Reader, row: &Keyed<Node>, at: Span) -> Option<Vec<Cell>> {
        let cells: Vec<Option<Cell>> = self
            .table
            .columns
            .iter()
            .enumerate()
            .map(|(index, (column, of_type))| match find(row, column).or_else(|| find(&self.entry.default, column)) {
                Some(node) => self.said(reader, column, *of_type, node),
                None => self.left_out(reader, index, row, at),
            })
            .collect();
        cells.into_iter().collect()
    }

    fn left_out(&self, reader: &mut Reader, index: usize, row: &Keyed<Node>, at: Span) -> Option<Cell> {
        let Some(column) = self.engine.and_then(|columns| columns.get(index)) else { return Some(Cell::Nothing) };
        match column.default {
            Fallback::Nothing => Some(Cell::Nothing),
            Fallback::NoSentences => Some(Cell::Conditions(Vec::new())),
            Fallback::Required => reader.fail(errors::missing_key(at, column.name)),
            Fallback::Serves if find(row, "actions").is_some() => Some(Cell::Text("flow".to_owned())),
            Fallback::Serves => reader.fail(errors::missing_key(at, column.name)),
            Fallback::Root => Some(root(reader, column.of_type)),
            Fallback::Words(words) => Some(words_of_language(reader, column.of_type, words)),
        }
    }

    fn said(&self, reader: &mut Reader, column: &str, of_type: Type, node: &Node) -> Option<Cell> {
        if self.engine.is_some() && column == "when" {
            return conditions(reader, node).map(Cell::Conditions);
        }
        let span = node.span(reader.file);
        let Some(words) = node.words() else {
            return reader.fail(errors::wrong_shape(
                span,
                errors::OUT_OF_PLACE,
                ["a word or a list of words", "词或词的列表"],
            ));
        };
        if let Type::Set(sort) = of_type {
            let (terms, leaves) = reader.terms(sort, &words);
            return Some(Cell::Set(terms, leaves));
        }
        match (words.as_slice(), &node.shape) {
            ([word], Shape::Word(_)) => self.single(reader, column, of_type, word),
            _ => reader.fail(errors::wrong_shape(span, A_LIST_STANDS_HERE, ["one word", "一个词"])),
        }
    }

    fn single(&self, reader: &mut Reader, column: &str, of_type: Type, word: &Word) -> Option<Cell> {
        match of_type {
            Type::Term(sort) => reader.term(sort, word).map(Cell::Term),
            Type::Scale(scale) => {
                let step = |text: &str| scale.steps().iter().position(|step| *step == text).map(|step| step as u8);
                reader.choice(word, step, scale.steps()).map(Cell::Step)
            }
            Type::Bool => reader.yes_or_no(word).map(Cell::Bool),
            Type::Duration => reader.time(word).map(Cell::Time),
            Type::Text if self.engine.is_some() && column == "serves" => {
                let meaning = |text: &str| engine::SERVES.contains(&text).then(|| Cell::Text(text.to_owned()));
                reader.choice(word, meaning, engine::SERVES)
            }
            Type::Text => Some(Cell::Text(word.text.clone())),
            Type::Set(_) | Type::Entity(_) | Type::Many(_) | Type::Date | Type::Rows(_) => None,
        }
    }
}

fn find<'n>(row: &'n Keyed<Node>, column: &str) -> Option<&'n Node> {
    row.0.iter().find(|(key, _)| key.text == column).map(|(_, node)| node)
}

fn conditions(reader: &mut Reader, node: &Node) -> Option<Vec<Condition>> {
    match Sentences::try_from(node) {
        Ok(sentences) => {
            let claim = [Variable { name: Kind::Claim.name().to_owned(), subject: Subject::Thing(Kind::Claim) }];
            let conditions = sentence::conditions(reader, &claim, &sentences);
            conditions.iter().for_each(|condition| refuse_circles(reader, condition));
            Some(conditions)
        }
        Err(expected) => reader.fail(errors::refused_shape(node.span(reader.file), errors::OUT_OF_PLACE, expected)),
    }
}

/// A ground that asks what grounds decide would have no answer.
fn refuse_circles(reader: &mut Reader, condition: &Condition) {
    match condition {
        Condition::All(conditions) | Condition::Any(conditions) => {
            conditions.iter().for_each(|condition| refuse_circles(reader, condition));
        }
        Condition::Not(inner) => refuse_circles(reader, inner),
        Condition::Simple { span, .. } | Condition::Quantified { span, .. } | Condition::Reaches { span, .. } => {
            if let Some(fact) = condition.facts().find(|fact| engine::is_decided_by_grounds(*fact)) {
                reader.diagnostics.push(errors::circular_ground(*span, fact));
            }
        }
    }
}

/// The root of a column's sort; a sort that the pack has no tree for has no root, and nothing can be outside it.
fn root(reader: &Reader, of_type: Type) -> Cell {
    let vocabulary = &reader.known.pack.vocabulary;
    of_type.sort().and_then(|sort| vocabulary.sort(sort)).map_or(Cell::Nothing, |sort| {
        let root = vocabulary.sort_of(sort).root;
        Cell::Set(vec![root], vocabulary.leaves(root).clone())
    })
}

fn words_of_language(reader: &Reader, of_type: Type, words: &[&str]) -> Cell {
    let vocabulary = &reader.known.pack.vocabulary;
    let sort = of_type.sort().and_then(|sort| vocabulary.sort(sort));
    let terms: Vec<_> = words.iter().filter_map(|word| vocabulary.find(sort?, word)).collect();
    let mut leaves = LeafSet::new();
    for term in &terms {
        leaves.extend(vocabulary.leaves(*term));
    }
    Cell::Set(terms, leaves)
}
