//! Sentences to typed conditions: each name is resolved and each type checked, so that what is compiled can be run.

use super::errors;
use super::facts::{Fact, Kind, Type};
use super::grammar::{self, Piece, Rule, Unread};
use super::pack::TableId;
use super::predicate;
use super::reader::Reader;
use super::reference::Referent;
use super::rule::{Barrier, Condition, Message, Piece as MessagePiece, Predicate, Quantifier, Range, Reference};
use super::yaml::{Sentence as Said, Sentences, Word};
use crate::source::Span;

/// What a predicate can be said of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Subject {
    /// A thing of a kind.
    Thing(Kind),
    /// A row of a table.
    Row(TableId),
}

/// A variable in reach of a sentence.
#[derive(Debug, Clone)]
pub(super) struct Variable {
    /// Its name.
    pub(super) name: String,
    /// What it is bound to.
    pub(super) subject: Subject,
}

/// A sentence while it is compiled.
pub(super) struct Compiler<'r, 'k> {
    /// The file's reader.
    pub(super) reader: &'r mut Reader<'k>,
    /// The variables in reach.
    pub(super) variables: &'r [Variable],
    /// The scalar that the sentence stands in.
    pub(super) word: &'r Word,
    /// Where in that scalar's text it begins.
    pub(super) offset: usize,
}

/// The sentences of a slot. What cannot be compiled is reported and left out.
pub(super) fn conditions(reader: &mut Reader, variables: &[Variable], said: &Sentences) -> Vec<Condition> {
    said.0.iter().filter_map(|sentence| condition(reader, variables, sentence)).collect()
}

fn condition(reader: &mut Reader, variables: &[Variable], said: &Said) -> Option<Condition> {
    let mut several = |sentences: &[Said]| -> Vec<Condition> {
        sentences.iter().filter_map(|sentence| condition(reader, variables, sentence)).collect()
    };
    match said {
        Said::AnyOf(_, sentences) => Some(Condition::Any(several(sentences))),
        Said::AllOf(_, sentences) => Some(Condition::All(several(sentences))),
        Said::Plain(word) => Compiler { reader, variables, word, offset: 0 }.sentence(),
    }
}

/// What a variable of `for each` ranges over, and what it is bound to.
pub(super) fn range(reader: &mut Reader, variables: &[Variable], word: &Word) -> Option<(Range, Subject)> {
    Compiler { reader, variables, word, offset: 0 }.range()
}

/// A message and its holes.
pub(super) fn message(reader: &mut Reader, variables: &[Variable], word: &Word) -> Message {
    Compiler { reader, variables, word, offset: 0 }.message()
}

/// A sort's name as the facts spell it, if there is such a sort.
pub(super) fn static_sort(name: &str) -> Option<&'static str> {
    crate::model::language::sort_names().find(|sort| *sort == name)
}

impl Compiler<'_, '_> {
    /// Where a piece of the sentence stands.
    pub(super) fn span(&self, piece: &Piece) -> Span {
        let span = piece.as_span();
        self.part(self.offset + span.start()..self.offset + span.end())
    }

    fn part(&self, part: std::ops::Range<usize>) -> Span {
        self.word.part(self.reader.file, self.reader.source, part)
    }

    fn sentence(&mut self) -> Option<Condition> {
        match grammar::parse(Rule::sentence, &self.word.text) {
            Ok(mut pieces) => self.condition(pieces.next()?),
            Err(unread) => self.unread(&unread),
        }
    }

    fn unread<T>(&mut self, unread: &Unread) -> Option<T> {
        let text = self.word.text.as_str();
        let whole = self.reader.span(self.word);
        if let Some(after) = mixed(text) {
            let span = self.part(after..after + text[after..].find(' ').unwrap_or(0));
            return self.reader.fail(errors::mixed_and_or(span));
        }
        if self.was_cut() {
            return self.reader.fail(errors::cut_list(whole, text));
        }
        let at = unread.at.min(text.len());
        let start = at + text[at..].len() - text[at..].trim_start().len();
        let stopped = text[start..].split([' ', ',', '(', ')']).next().filter(|word| !word.is_empty());
        let Some(stopped) = stopped.or_else(|| text[start..].get(..1)) else {
            return self.reader.fail(errors::unfinished_sentence(whole, &unread.expected));
        };
        let span = self.part(start..start + stopped.len());
        self.reader.fail(errors::unreadable_sentence(span, stopped, grammar::is_keyword(stopped), &unread.expected))
    }

    /// Whether the sentence is the rest of a list that a comma of YAML's cut in two.
    fn was_cut(&self) -> bool {
        let start = self.reader.span(self.word).start as usize;
        let before = self.reader.source.get(..start).unwrap_or_default().trim_end();
        before.ends_with(',') && grammar::parse(Rule::hole, &self.word.text).is_ok() || {
            let numbered = self.word.text.chars().next().is_some_and(|sign| sign.is_ascii_digit());
            before.ends_with(',') && numbered
        }
    }

    fn condition(&mut self, piece: Piece) -> Option<Condition> {
        let mut inner = piece.into_inner().filter(|piece| piece.as_rule() != Rule::close);
        let first = self.unary(inner.next()?);
        let Some(rest) = inner.next() else { return first };
        let disjunction = rest.as_rule() == Rule::disjunction;
        let others =
            rest.into_inner().filter(|piece| !matches!(piece.as_rule(), Rule::kw_and | Rule::kw_or | Rule::close));
        let rest: Vec<Option<Condition>> = others.map(|piece| self.unary(piece)).collect();
        let conditions = std::iter::once(first).chain(rest).collect::<Option<Vec<_>>>()?;
        Some(if disjunction { Condition::Any(conditions) } else { Condition::All(conditions) })
    }

    fn unary(&mut self, piece: Piece) -> Option<Condition> {
        match piece.as_rule() {
            Rule::quantified => self.quantified(piece),
            Rule::reaches => self.reaches(piece),
            Rule::simple => self.simple(piece),
            Rule::negation => {
                let inner = piece.into_inner().find(|piece| piece.as_rule() == Rule::condition)?;
                Some(Condition::Not(Box::new(self.condition(inner)?)))
            }
            _ => self.condition(piece),
        }
    }

    fn simple(&mut self, piece: Piece) -> Option<Condition> {
        let span = self.span(&piece);
        let mut inner = piece.into_inner();
        let reference = inner.next()?;
        let at = self.span(&reference);
        let (subject, referent) = self.reference(reference)?;
        let predicate = self.predicate(inner.next()?, referent, at)?;
        Some(Condition::Simple { subject, predicate, span })
    }

    fn quantified(&mut self, piece: Piece) -> Option<Condition> {
        let span = self.span(&piece);
        let mut inner = piece.into_inner();
        let quantifier = quantifier(&inner.next()?);
        let noun = inner.next()?;
        inner.next()?;
        let of = inner.next()?;
        let at = self.span(&of);
        let (of, owner) = self.reference(of)?;
        let (step, member) = self.members(&noun, owner, at)?;
        let at = self.span(&noun);
        let mut that = None;
        let mut last = inner.next()?;
        if last.as_rule() == Rule::that {
            let predicate = last.into_inner().nth(1)?;
            that = Some(self.predicate(predicate, Referent::Subject(member), at)?);
            last = inner.next()?;
        }
        let predicate = self.predicate(last, Referent::Subject(member), at)?;
        Some(Condition::Quantified { quantifier, noun: step, of, that, predicate, span })
    }

    /// The many-valued fact that a quantifier's noun names, and what its members are.
    fn members(&mut self, noun: &Piece, owner: Referent, at: Span) -> Option<(super::rule::Step, Subject)> {
        let subject = self.subject(owner, at)?;
        let (step, of_type) = self.step(noun, subject)?;
        match of_type {
            Type::Many(kind) => Some((step, Subject::Thing(kind))),
            Type::Rows(table) => Some((step, Subject::Row(self.reader.known.pack.table(table)?))),
            Type::Entity(_)
            | Type::Term(_)
            | Type::Set(_)
            | Type::Scale(_)
            | Type::Bool
            | Type::Text
            | Type::Date
            | Type::Duration => {
                let span = self.span(noun);
                self.reader.fail(errors::not_many(span, noun.as_str()))
            }
        }
    }

    fn reaches(&mut self, piece: Piece) -> Option<Condition> {
        let span = self.span(&piece);
        let mut from = None;
        let mut to = None;
        let mut barriers = Vec::new();
        for piece in piece.into_inner() {
            match piece.as_rule() {
                Rule::reference if from.is_none() => from = Some(self.end_of_path(piece, &[Kind::Flow])?),
                Rule::reference => to = Some(self.end_of_path(piece, &[Kind::Flow, Kind::Holding])?),
                Rule::name | Rule::numbered => barriers.push(self.barrier(&piece)?),
                _ => {}
            }
        }
        Some(Condition::Reaches { from: from?, to: to?, barriers, span })
    }

    fn end_of_path(&mut self, piece: Piece, kinds: &[Kind]) -> Option<Reference> {
        let span = self.span(&piece);
        let text = piece.as_str();
        let (reference, referent) = self.reference(piece)?;
        match referent {
            Referent::Subject(Subject::Thing(kind)) if kinds.iter().any(|wanted| kind.is_a(*wanted)) => Some(reference),
            Referent::Subject(_) | Referent::Value(_) => self.reader.fail(errors::no_end_of_path(span, text, kinds)),
        }
    }

    fn barrier(&mut self, piece: &Piece) -> Option<Barrier> {
        let pack = &self.reader.known.pack;
        let name = piece.as_str();
        let exception = pack.exceptions.iter().position(|exception| exception.name == name);
        if let Some(index) = exception {
            return Some(Barrier::Exception(index as u16));
        }
        let sort = pack.vocabulary.sort("transform")?;
        match pack.vocabulary.find(sort, name) {
            Some(term) => Some(Barrier::Transform(term)),
            None => {
                let span = self.span(piece);
                self.reader.fail(errors::unknown_barrier(span, name, &self.reader.known.pack))
            }
        }
    }

    fn predicate(&mut self, piece: Piece, of: Referent, at: Span) -> Option<Predicate> {
        predicate::compile(self, piece, of, at)
    }

    fn range(&mut self) -> Option<(Range, Subject)> {
        let piece = match grammar::parse(Rule::range, &self.word.text) {
            Ok(mut pieces) => pieces.next()?,
            Err(unread) => return self.unread(&unread),
        };
        let rule = piece.as_rule();
        let mut inner = piece.into_inner().filter(|piece| !matches!(piece.as_rule(), Rule::kw_of | Rule::kw_row));
        let name = inner.next()?;
        match rule {
            Rule::rows => self.rows(&name),
            Rule::related => self.related(&name, inner.next()?),
            _ => {
                let kind = self.kind(&name)?;
                Some((Range::Kinds { kinds: vec![kind], common: kind }, Subject::Thing(kind)))
            }
        }
    }

    fn kind(&mut self, name: &Piece) -> Option<Kind> {
        let found = Kind::from_name(name.as_str()).filter(|kind| *kind != Kind::Row);
        match found {
            Some(kind) => Some(kind),
            None => {
                let span = self.span(name);
                self.reader.fail(errors::unknown_kind(span, name.as_str()))
            }
        }
    }

    fn rows(&mut self, name: &Piece) -> Option<(Range, Subject)> {
        match self.reader.known.pack.table(name.as_str()) {
            Some(table) => Some((Range::Rows { table, clauses: Vec::new() }, Subject::Row(table))),
            None => {
                let span = self.span(name);
                let tables = self.reader.known.pack.tables.iter().map(|table| table.name.as_str());
                let unknown = errors::unknown_table(span, name.as_str(), tables);
                self.reader.fail(unknown)
            }
        }
    }

    fn related(&mut self, name: &Piece, of: Piece) -> Option<(Range, Subject)> {
        let at = self.span(&of);
        let (of, owner) = self.reference(of)?;
        let subject = self.subject(owner, at)?;
        let fact = match subject {
            Subject::Thing(kind) => self.fact(name, kind)?,
            Subject::Row(_) => {
                let span = self.span(name);
                return self.reader.fail(errors::not_many(span, name.as_str()));
            }
        };
        let member = self.one_or_many(name, fact)?;
        Some((Range::Fact { fact, of, clauses: Vec::new() }, member))
    }

    fn one_or_many(&mut self, name: &Piece, fact: Fact) -> Option<Subject> {
        match fact.of_type() {
            Type::Entity(kind) | Type::Many(kind) => Some(Subject::Thing(kind)),
            Type::Rows(table) => Some(Subject::Row(self.reader.known.pack.table(table)?)),
            Type::Term(_) | Type::Set(_) | Type::Scale(_) | Type::Bool | Type::Text | Type::Date | Type::Duration => {
                let span = self.span(name);
                self.reader.fail(errors::not_many(span, name.as_str()))
            }
        }
    }

    fn message(&mut self) -> Message {
        let text = self.word.text.clone();
        let mut pieces = Vec::new();
        let mut at = 0;
        while let Some(open) = text[at..].find('{') {
            push_text(&mut pieces, &text[at..at + open]);
            let start = at + open + 1;
            let Some(length) = text[start..].find('}') else {
                let span = self.part(start - 1..text.len());
                self.reader.diagnostics.push(errors::open_hole(span));
                return Message { pieces };
            };
            pieces.extend(self.hole(&text, start..start + length));
            at = start + length + 1;
        }
        push_text(&mut pieces, &text[at..]);
        Message { pieces }
    }

    fn hole(&mut self, text: &str, place: std::ops::Range<usize>) -> Option<MessagePiece> {
        match &text[place.clone()] {
            "path" => return Some(MessagePiece::Path),
            "missing" => return Some(MessagePiece::Missing),
            _ => {}
        }
        match grammar::parse(Rule::hole, &text[place.clone()]) {
            Ok(mut pieces) => {
                let piece = pieces.next()?;
                self.offset = place.start;
                self.reference(piece).map(|(reference, _)| MessagePiece::Reference(reference))
            }
            Err(_) => {
                let span = self.part(place.clone());
                self.reader.fail(errors::unreadable_hole(span, &text[place]))
            }
        }
    }
}

fn push_text(pieces: &mut Vec<MessagePiece>, text: &str) {
    if !text.is_empty() {
        pieces.push(MessagePiece::Text(text.to_owned()));
    }
}

fn quantifier(piece: &Piece) -> Quantifier {
    match piece.as_str() {
        "every" => Quantifier::Every,
        "some" => Quantifier::Some,
        _ => Quantifier::No,
    }
}

/// Where a sentence first has `and` after `or` or the other way round, outside brackets of their own.
fn mixed(text: &str) -> Option<usize> {
    let mut levels = vec![None];
    for (at, word) in words(text) {
        match (word, levels.last_mut()) {
            ("(", _) => levels.push(None),
            (")", _) => drop(levels.pop()),
            ("and" | "or", Some(level)) => match level {
                Some(joint) if *joint != word => return Some(at),
                _ => *level = Some(word),
            },
            _ => {}
        }
    }
    None
}

/// Words and brackets with their places.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        at += text[at..].len() - text[at..].trim_start().len();
        let rest = &text[at..];
        let first = rest.chars().next()?;
        let end = if matches!(first, '(' | ')') { 1 } else { rest.find([' ', '\n', '(', ')']).unwrap_or(rest.len()) };
        let start = at;
        at += end;
        Some((start, &rest[..end]))
    })
}
