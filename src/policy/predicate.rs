//! Predicates to typed trees: what is said of a thing or a row, and whether it can be said of it.

use super::errors;
use super::facts::Type;
use super::grammar::{Piece, Rule};
use super::reference::Referent;
use super::rule::{Comparison, Operand, Predicate, Step, Test};
use super::sentence::{Compiler, Subject};
use crate::source::Span;

/// Compiles what is said of `of`, which stands at `at`.
pub(super) fn compile(compiler: &mut Compiler, piece: Piece, of: Referent, at: Span) -> Option<Predicate> {
    let rule = piece.as_rule();
    let negated = piece.clone().into_inner().any(|piece| piece.as_rule() == Rule::kw_not);
    let mut said = piece.clone().into_inner().filter(|piece| !is_keyword(piece));
    match rule {
        Rule::in_time => compiler.in_time(&piece, of, at),
        Rule::states | Rule::not_states => {
            let subject = compiler.subject(of, at)?;
            let (step, _) = compiler.step(&said.next()?, subject)?;
            Some(Predicate::States { negated, step })
        }
        Rule::has | Rule::has_no => {
            let subject = compiler.subject(of, at)?;
            let (step, test) = compiler.has(&said.next()?, said.next(), subject)?;
            Some(if rule == Rule::has { Predicate::Has { step, test } } else { Predicate::HasNo { step, test } })
        }
        Rule::is_a => {
            let values = vec![compiler.class(said.next()?, of, at)?];
            Some(Predicate::IsA { negated, values })
        }
        Rule::is_one_of => {
            let list = said.next()?.into_inner().filter(|piece| !is_keyword(piece));
            let values: Vec<Option<Operand>> = list.map(|piece| compiler.class(piece, of, at)).collect();
            Some(Predicate::IsA { negated, values: values.into_iter().collect::<Option<_>>()? })
        }
        _ => {
            let subject = compiler.subject(of, at)?;
            let step = compiler.adjective(&said.next()?, subject)?;
            Some(Predicate::Is { negated, step })
        }
    }
}

fn is_keyword(piece: &Piece) -> bool {
    matches!(
        piece.as_rule(),
        Rule::kw_has
            | Rule::kw_no
            | Rule::kw_is
            | Rule::kw_not
            | Rule::kw_a
            | Rule::kw_an
            | Rule::kw_one
            | Rule::kw_all
            | Rule::kw_of
            | Rule::kw_within
            | Rule::kw_states
            | Rule::kw_state
            | Rule::kw_does
    )
}

impl Compiler<'_, '_> {
    fn in_time(&mut self, piece: &Piece, of: Referent, at: Span) -> Option<Predicate> {
        let future = piece.clone().into_inner().any(|piece| piece.as_rule() == Rule::kw_future);
        match of {
            Referent::Value(Type::Date) => Some(Predicate::Time { future }),
            Referent::Subject(_) | Referent::Value(_) => self.reader.fail(errors::not_a_day(at, &of.spoken())),
        }
    }

    fn has(&mut self, name: &Piece, asked: Option<Piece>, subject: Subject) -> Option<(Step, Test)> {
        let (step, of_type) = self.step(name, subject)?;
        let span = self.span(name);
        if of_type == Type::Bool {
            return self.reader.fail(errors::has_with_adjective(span, name.as_str()));
        }
        match asked {
            Some(piece) => Some((step, self.test(piece, of_type, name)?)),
            None if matches!(of_type, Type::Scale(_)) => {
                self.reader.fail(errors::scale_without_step(span, name.as_str(), of_type))
            }
            None => Some((step, Test::Exists)),
        }
    }

    fn test(&mut self, piece: Piece, of_type: Type, name: &Piece) -> Option<Test> {
        let span = self.span(&piece);
        let wanted = Referent::Value(of_type);
        let rule = piece.as_rule();
        let mut values = piece.into_inner().filter(|piece| !is_keyword(piece));
        if rule == Rule::compare {
            return self.comparison(values.next()?, values.next()?, of_type, name);
        }
        let is_set = self.counts_as(wanted).is_some();
        let fits = match rule {
            Rule::all_of | Rule::within => is_set,
            _ => is_set || matches!(of_type, Type::Scale(_) | Type::Text),
        };
        if !fits {
            return self.reader.fail(errors::unfit_form(span, name.as_str(), &of_type.spoken()));
        }
        let operands: Vec<Option<Operand>> = values.map(|piece| self.operand(piece, wanted)).collect();
        let operands = operands.into_iter().collect::<Option<Vec<_>>>()?;
        Some(match rule {
            Rule::all_of => Test::AllOf(operands),
            Rule::within => Test::Within(operands),
            _ => Test::OneOf(operands),
        })
    }

    fn comparison(&mut self, sign: Piece, value: Piece, of_type: Type, name: &Piece) -> Option<Test> {
        let span = self.span(&sign);
        if !matches!(of_type, Type::Scale(_) | Type::Duration) {
            return self.reader.fail(errors::not_comparable(span, name.as_str(), &of_type.spoken(), sign.as_str()));
        }
        let words: Vec<&str> = sign.as_str().split_whitespace().collect();
        let comparison = match words.as_slice() {
            ["at", "most"] => Comparison::AtMost,
            ["at", _] => Comparison::AtLeast,
            ["under"] => Comparison::Under,
            _ => Comparison::Over,
        };
        Some(Test::Compare(comparison, self.operand(value, Referent::Value(of_type))?))
    }

    /// A class that a thing may be of.
    fn class(&mut self, piece: Piece, of: Referent, at: Span) -> Option<Operand> {
        match of {
            Referent::Subject(Subject::Thing(kind)) if kind.class_sort().is_some() => self.operand(piece, of),
            Referent::Subject(_) | Referent::Value(_) => self.reader.fail(errors::has_no_class(at, &of.spoken())),
        }
    }

    fn adjective(&mut self, name: &Piece, subject: Subject) -> Option<Step> {
        let span = self.span(name);
        if let Subject::Thing(kind) = subject
            && super::facts::Fact::find(kind, name.as_str()).is_none()
            && let Some(operand) = self.find_class(name.as_str(), kind)
        {
            return self.reader.fail(errors::class_without_article(span, operand));
        }
        let (step, of_type) = self.step(name, subject)?;
        if of_type == Type::Bool {
            return Some(step);
        }
        self.reader.fail(errors::adjective_is_a_noun(span, name.as_str()))
    }

    fn find_class<'n>(&self, name: &'n str, kind: super::facts::Kind) -> Option<&'n str> {
        let vocabulary = &self.reader.known.pack.vocabulary;
        let sort = vocabulary.sort(kind.class_sort()?)?;
        vocabulary.find(sort, name).map(|_| name)
    }
}
