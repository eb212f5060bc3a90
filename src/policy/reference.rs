//! References (`flow.datum.subject`), facts, and the values that facts are compared with.

use super::errors;
use super::facts::{Fact, Kind, Scale, Type};
use super::grammar::{Piece, Rule};
use super::pack::TableId;
use super::reader;
use super::rule::{Operand, Reference, Root, Step};
use super::sentence::{Compiler, Subject};
use crate::diagnostic::Text;
use crate::model::vocabulary::TermId;
use crate::source::Span;

/// What a reference comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Referent {
    /// Something that has facts or columns of its own.
    Subject(Subject),
    /// A value.
    Value(Type),
}

impl Referent {
    fn of(of_type: Type) -> Self {
        match of_type {
            Type::Entity(kind) => Self::Subject(Subject::Thing(kind)),
            Type::Many(_)
            | Type::Term(_)
            | Type::Set(_)
            | Type::Scale(_)
            | Type::Bool
            | Type::Text
            | Type::Date
            | Type::Duration
            | Type::Rows(_) => Self::Value(of_type),
        }
    }

    /// What it is called in messages.
    pub(super) fn spoken(self) -> Text {
        match self {
            Self::Subject(Subject::Thing(kind)) => kind.spoken(),
            Self::Subject(Subject::Row(_)) => ["a row", "行"].into(),
            Self::Value(of_type) => of_type.spoken(),
        }
    }
}

impl Compiler<'_, '_> {
    /// A reference and what it comes to.
    pub(super) fn reference(&mut self, piece: Piece) -> Option<(Reference, Referent)> {
        let mut names = piece.into_inner();
        let first = names.next()?;
        let (root, mut referent) = self.root(&first)?;
        let mut steps = Vec::new();
        let mut at = self.span(&first);
        for name in names {
            let subject = self.subject(referent, at)?;
            let (step, of_type) = self.step(&name, subject)?;
            steps.push(step);
            referent = Referent::of(of_type);
            at = self.span(&name);
        }
        Some((Reference { root, steps }, referent))
    }

    fn root(&mut self, name: &Piece) -> Option<(Root, Referent)> {
        match self.find_root(name.as_str()) {
            Some(found) => Some(found),
            None => {
                let span = self.span(name);
                let names = self.variables.iter().map(|variable| variable.name.as_str()).chain(["system", "policy"]);
                let unknown = errors::unknown_variable(span, name.as_str(), names);
                self.reader.fail(unknown)
            }
        }
    }

    fn find_root(&self, name: &str) -> Option<(Root, Referent)> {
        let variable = self.variables.iter().enumerate().find(|(_, variable)| variable.name == name);
        match (variable, name) {
            (Some((index, variable)), _) => Some((Root::Variable(index as u8), Referent::Subject(variable.subject))),
            (None, "system") => Some((Root::System, Referent::Subject(Subject::Thing(Kind::System)))),
            (None, "policy") => Some((Root::Policy, Referent::Subject(Subject::Thing(Kind::Policy)))),
            (None, _) => None,
        }
    }

    /// A thing or a row: what has facts.
    pub(super) fn subject(&mut self, referent: Referent, at: Span) -> Option<Subject> {
        match referent {
            Referent::Subject(subject) => Some(subject),
            Referent::Value(_) => self.reader.fail(errors::value_has_no_facts(at, &referent.spoken())),
        }
    }

    /// A fact of a thing, or a column of a row.
    pub(super) fn step(&mut self, name: &Piece, subject: Subject) -> Option<(Step, Type)> {
        match subject {
            Subject::Thing(kind) => self.fact(name, kind).map(|fact| (Step::Fact(fact), fact.of_type())),
            Subject::Row(table) => self.column(name, table),
        }
    }

    /// A fact of a kind.
    pub(super) fn fact(&mut self, name: &Piece, kind: Kind) -> Option<Fact> {
        match Fact::find(kind, name.as_str()) {
            Some(fact) => Some(fact),
            None => {
                let span = self.span(name);
                self.reader.fail(errors::unknown_fact(span, kind, name.as_str()))
            }
        }
    }

    fn column(&mut self, name: &Piece, id: TableId) -> Option<(Step, Type)> {
        let known = self.reader.known;
        let table = known.pack.table_of(id);
        match table.column(name.as_str()) {
            Some(index) => Some((Step::Column(id, index as u16), table.columns[index].1)),
            None => {
                let span = self.span(name);
                let columns = table.columns.iter().map(|(column, _)| column.as_str());
                self.reader.fail(errors::unknown_column(span, &table.name, name.as_str(), columns))
            }
        }
    }

    /// The sort whose terms a value of this type counts as: a thing counts as its class, a row as its first column.
    pub(super) fn counts_as(&self, referent: Referent) -> Option<&'static str> {
        let of_row = |table: TableId| {
            self.reader.known.pack.table_of(table).columns.first().and_then(|(_, of_type)| of_type.sort())
        };
        match referent {
            Referent::Subject(Subject::Thing(kind)) => kind.class_sort(),
            Referent::Subject(Subject::Row(table)) => of_row(table),
            Referent::Value(Type::Entity(kind) | Type::Many(kind)) => kind.class_sort(),
            Referent::Value(Type::Rows(table)) => self.reader.known.pack.table(table).and_then(of_row),
            Referent::Value(of_type) => of_type.sort(),
        }
    }

    /// A value that something of the type `wanted` is compared with.
    pub(super) fn operand(&mut self, piece: Piece, wanted: Referent) -> Option<Operand> {
        match piece.as_rule() {
            Rule::duration => self.time(&piece, wanted),
            Rule::string => self.text(&piece, wanted),
            Rule::numbered => self.word(&piece, wanted),
            _ => self.named(piece, wanted),
        }
    }

    fn time(&mut self, piece: &Piece, wanted: Referent) -> Option<Operand> {
        let span = self.span(piece);
        match (wanted, reader::time(piece.as_str())) {
            (Referent::Value(Type::Duration), Some(time)) => Some(Operand::Time(time)),
            (Referent::Value(Type::Duration), None) => {
                self.reader.fail(errors::wrong_value(span, piece.as_str(), errors::A_LENGTH_OF_TIME))
            }
            (Referent::Subject(_) | Referent::Value(_), _) => self.unfit(span, piece.as_str(), wanted),
        }
    }

    fn text(&mut self, piece: &Piece, wanted: Referent) -> Option<Operand> {
        let span = self.span(piece);
        if wanted == Referent::Value(Type::Text) {
            return Some(Operand::Text(piece.as_str().trim_matches('"').to_owned()));
        }
        self.unfit(span, piece.as_str(), wanted)
    }

    /// A name: of a variable with its facts, else of a term or a step.
    fn named(&mut self, piece: Piece, wanted: Referent) -> Option<Operand> {
        let text = piece.as_str();
        let single = !text.contains('.');
        let first = text.split('.').next().unwrap_or_default();
        if self.find_root(first).is_none() && single {
            return self.word(&piece, wanted);
        }
        let span = self.span(&piece);
        if single && self.find_word(text, wanted).is_some() {
            return self.reader.fail(errors::ambiguous_name(span, text));
        }
        let text = text.to_owned();
        let (reference, found) = self.reference(piece)?;
        if self.fits(found, wanted) {
            return Some(Operand::Reference(reference));
        }
        self.unfit(span, &text, wanted)
    }

    fn fits(&self, found: Referent, wanted: Referent) -> bool {
        match (self.counts_as(found), self.counts_as(wanted)) {
            (Some(found), Some(wanted)) => found == wanted,
            (None, None) => found == wanted,
            (Some(_), None) | (None, Some(_)) => false,
        }
    }

    fn find_word(&self, text: &str, wanted: Referent) -> Option<Operand> {
        if let Referent::Value(Type::Scale(scale)) = wanted {
            return step_of(scale, text).map(Operand::Step);
        }
        let vocabulary = &self.reader.known.pack.vocabulary;
        let sort = vocabulary.sort(self.counts_as(wanted)?)?;
        let term: TermId = vocabulary.find(sort, text)?;
        Some(Operand::Terms(term, vocabulary.leaves(term).clone()))
    }

    fn word(&mut self, piece: &Piece, wanted: Referent) -> Option<Operand> {
        let text = piece.as_str();
        if let Some(operand) = self.find_word(text, wanted) {
            return Some(operand);
        }
        let span = self.span(piece);
        if let Referent::Value(Type::Scale(scale)) = wanted {
            return self.reader.fail(errors::unknown_step(span, text, scale));
        }
        let known = self.reader.known;
        match self.counts_as(wanted) {
            Some(sort) => {
                self.reader.sort(sort, span)?;
                self.reader.fail(errors::unknown_term(span, sort, text, &known.pack.vocabulary))
            }
            None => self.unfit(span, text, wanted),
        }
    }

    fn unfit<T>(&mut self, span: Span, text: &str, wanted: Referent) -> Option<T> {
        self.reader.fail(errors::unfit_value(span, text, &wanted.spoken()))
    }
}

fn step_of(scale: Scale, text: &str) -> Option<u8> {
    scale.steps().iter().position(|step| *step == text).map(|step| step as u8)
}
