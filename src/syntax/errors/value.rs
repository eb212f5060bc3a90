//! What is said of a clause whose value does not fit.

use super::{clause_names, either, found, missing_comma, no_letter, reserved, unknown_escape};
use crate::diagnostic::{Code, Diagnostic, did_you_mean, nearest};
use crate::source::Span;
use crate::syntax::header::Sign;
use crate::syntax::read::{Expected, Fault};
use crate::syntax::tree::{Atom, Clause, Tree};
use crate::syntax::words::{self, EVENTS, Keyword, Shape, UNITS};

/// A clause whose value does not fit.
pub(in crate::syntax) struct Misfit<'a> {
    pub(in crate::syntax) tree: &'a Tree,
    pub(in crate::syntax) text: &'a str,
    pub(in crate::syntax) declaration: Keyword,
    pub(in crate::syntax) clause: &'a Clause,
    pub(in crate::syntax) shape: Shape,
}

impl Misfit<'_> {
    fn name(&self) -> &'static str {
        self.clause.word.text()
    }

    fn atoms(&self) -> &[Atom] {
        self.tree.atoms(self.clause)
    }

    fn span(&self, at: usize) -> Span {
        self.atoms().get(at).map_or_else(|| self.tree.span(self.clause.keyword), |atom| self.tree.span(atom.word()))
    }

    fn found(&self, at: usize) -> String {
        self.atoms().get(at).map_or_else(String::new, |atom| found(self.text, Sign::Atom(*atom)))
    }

    fn word(&self, at: usize) -> &str {
        match self.atoms().get(at) {
            Some(Atom::Word(word)) => word.text(self.text),
            Some(Atom::String(_) | Atom::Comma(_)) | None => "",
        }
    }

    /// Whether the word at `at` begins a clause of this declaration.
    fn begins_a_clause(&self, at: usize) -> bool {
        clause_names(self.declaration).any(|name| name == self.word(at))
    }

    /// A comma at the end of a line took in the clause of the next one.
    fn joined_lines(&self, fault: Fault) -> Option<Diagnostic> {
        let last = fault.place().unwrap_or(self.atoms().len());
        let comma = (1..=last).rev().find(|at| self.begins_a_clause(*at) && self.follows_line_end(*at))?;
        let clause = self.word(comma);
        Some(
            Diagnostic::new(
                Code::SurplusComma,
                format!("this comma joins the clause `{clause}` to the list of `{}`", self.name()),
            )
            .at(self.span(comma - 1), "a comma at the end of a line goes on with the list")
            .help(format!("remove the comma, so that `{clause}` begins a clause of its own")),
        )
    }

    fn follows_line_end(&self, at: usize) -> bool {
        let [Atom::Comma(comma), atom] = &self.atoms()[at - 1..=at] else { return false };
        self.text[comma.end as usize..atom.word().start as usize].contains('\n')
    }

    /// What is wrong with the value.
    pub(in crate::syntax) fn diagnostic(&self, fault: Fault) -> Diagnostic {
        self.joined_lines(fault).unwrap_or_else(|| self.of_one_line(fault))
    }

    fn of_one_line(&self, fault: Fault) -> Diagnostic {
        match fault {
            Fault::Ended(expected) => self.ended(expected),
            Fault::Found(expected, at) => self.unexpected(expected, at),
            Fault::UnknownWord(known, at) => self.unknown(at, "word", known),
            Fault::UnknownEvent(at) => self.unknown(at, "event", EVENTS),
            Fault::Surplus(at, listed) => self.surplus(at, listed),
            Fault::Connective(at) if self.begins_a_clause(at) => self.crowded(at),
            Fault::Connective(at) => reserved(self.span(at), self.word(at)),
            Fault::NotAlone(at) => {
                Diagnostic::new(Code::UnexpectedValue, format!("{} stands in a list", self.found(at)))
                    .at(self.span(at), "this word stands alone or not at all")
                    .help(format!("keep {} alone, or list the others without it", self.found(at)))
            }
            Fault::NotHere(at) => {
                Diagnostic::new(Code::UnexpectedValue, format!("`{}` cannot be {}", self.name(), self.found(at)))
                    .at(self.span(at), "")
                    .help(self.takes())
            }
            Fault::NotAName(at) => no_letter(self.span(at), self.word(at)),
            Fault::NoSuchDate(at) => {
                Diagnostic::new(Code::ImpossibleValue, format!("there is no day {}", self.found(at)))
                    .at(self.span(at), "no calendar has it")
                    .help("correct the month or the day")
            }
            Fault::TooLarge(at) => {
                Diagnostic::new(Code::ImpossibleValue, format!("{} is too large a number", self.found(at)))
                    .at(self.span(at), "")
                    .help("write a smaller number")
            }
            Fault::NoSuchAge(at) => Diagnostic::new(Code::ImpossibleValue, "nobody has such an age")
                .at(self.span(at), "")
                .help("write the lower age first: `12 to 15`; `under 14` is 0 to 13"),
            Fault::Escape(word) => unknown_escape(self.tree.span(word), word.text(self.text)),
        }
    }

    fn ended(&self, expected: Expected) -> Diagnostic {
        let name = self.name();
        let Some(last) = self.atoms().len().checked_sub(1) else {
            return Diagnostic::new(Code::MissingValue, format!("clause `{name}` says nothing"))
                .at(self.span(0), "a value is expected after this")
                .help(format!("`{name}` takes {}", takes(self.shape)));
        };
        if matches!(self.atoms()[last], Atom::Comma(_)) {
            return Diagnostic::new(Code::SurplusComma, "nothing follows the comma")
                .at(self.span(last), format!("{} is expected after this", expects(expected)))
                .help("remove the comma, or go on with the list");
        }
        Diagnostic::new(Code::MissingValue, format!("the value of `{name}` ends too early"))
            .at(self.span(last), format!("{} is expected after this", expects(expected)))
            .help(format!("`{name}` takes {}", takes(self.shape)))
    }

    fn unexpected(&self, expected: Expected, at: usize) -> Diagnostic {
        if self.begins_a_clause(at) && at > 0 {
            return self.crowded(at);
        }
        if self.lacks_a_comma(expected, at) {
            return missing_comma(self.span(at), self.word(at));
        }
        let code = match self.atoms().get(at) {
            Some(Atom::Comma(_)) => Code::SurplusComma,
            Some(Atom::Word(_) | Atom::String(_)) | None => Code::UnexpectedValue,
        };
        Diagnostic::new(code, format!("{} stands where {} is expected", self.found(at), expects(expected)))
            .at(self.span(at), format!("in the value of `{}`", self.name()))
            .help(self.repair(expected, at).unwrap_or_else(|| self.takes()))
    }

    /// Whether the word that is expected at `at` follows later: then what stands between goes on with the list before.
    fn lacks_a_comma(&self, expected: Expected, at: usize) -> bool {
        let Expected::OneOf([wanted]) = expected else { return false };
        let follows_a_name = at > 0 && self.word(at - 1).starts_with(char::is_alphabetic);
        follows_a_name && (at + 1..self.atoms().len()).any(|later| self.word(later) == *wanted)
    }

    fn takes(&self) -> String {
        format!("`{}` takes {}", self.name(), takes(self.shape))
    }

    /// How to mend a value at whose place `at` something else was expected, where that can be told.
    fn repair(&self, expected: Expected, at: usize) -> Option<String> {
        let word = self.word(at);
        let is_word = !word.is_empty() && !words::is_connective(word);
        match expected {
            Expected::Text | Expected::TextOrNo => is_word.then(|| "put it in quotes".to_owned()),
            Expected::Name | Expected::Names { .. } | Expected::NameOr(_) | Expected::Id => {
                word.is_empty().then(|| "a name stands without quotes".to_owned())
            }
            Expected::Date | Expected::DateOrNo => {
                is_word.then(|| "write year, month and day: `2026-03-01`".to_owned())
            }
            Expected::Time | Expected::TimeOrUntil
                if word.contains(|sign: char| !sign.is_ascii() && sign.is_numeric()) =>
            {
                Some("write the number in plain digits".to_owned())
            }
            Expected::Time | Expected::TimeOrUntil => {
                count_and_unit(word).map(|(count, unit)| format!("put a blank between: `{count} {unit}`"))
            }
            Expected::Unit => did_you_mean(word, UNITS.iter().copied()),
            Expected::OneOf(known) => did_you_mean(word, known.iter().copied()).or_else(|| self.misspelt(known, at)),
            Expected::TextOrName | Expected::Event | Expected::Age | Expected::Years => None,
        }
    }

    /// The word before `at` was taken for a name, and is nearly one of those that are expected.
    fn misspelt(&self, known: &[&str], at: usize) -> Option<String> {
        let before = self.word(at.checked_sub(1)?);
        let near = nearest(before, known.iter().copied())?;
        Some(format!("did you mean `{near}` instead of `{before}`?"))
    }

    fn unknown(&self, at: usize, kind: &str, known: &[&str]) -> Diagnostic {
        if self.begins_a_clause(at) && at > 0 {
            return self.crowded(at);
        }
        let word = self.word(at);
        Diagnostic::new(Code::UnknownWord, format!("unknown {kind} `{word}`"))
            .at(self.span(at), format!("in the value of `{}`", self.name()))
            .help(
                did_you_mean(word, known.iter().copied())
                    .unwrap_or_else(|| format!("{} is expected", either(known.iter().copied()))),
            )
    }

    fn surplus(&self, at: usize, listed: bool) -> Diagnostic {
        if self.begins_a_clause(at) {
            return self.crowded(at);
        }
        match self.atoms().get(at) {
            Some(Atom::Word(_)) if listed => missing_comma(self.span(at), self.word(at)),
            Some(Atom::String(word)) if listed => missing_comma(self.span(at), word.text(self.text).trim_matches('"')),
            Some(Atom::Word(_) | Atom::String(_) | Atom::Comma(_)) | None => Diagnostic::new(
                Code::UnexpectedValue,
                format!("{} follows where the value of `{}` is complete", self.found(at), self.name()),
            )
            .at(self.span(at), "")
            .help(self.takes()),
        }
    }

    fn crowded(&self, at: usize) -> Diagnostic {
        let word = self.word(at);
        Diagnostic::new(Code::CrowdedLine, format!("clause `{word}` begins on the line of `{}`", self.name()))
            .at(self.span(at), "")
            .help("give every clause a line of its own")
    }
}

fn count_and_unit(word: &str) -> Option<(&str, &str)> {
    let (count, unit) = word.split_at(word.find(|sign: char| !sign.is_ascii_digit())?);
    (!count.is_empty() && UNITS.contains(&unit)).then_some((count, unit))
}

/// What could have stood at a place, in the terms of the language's page.
fn expects(expected: Expected) -> String {
    match expected {
        Expected::Name => "a name".to_owned(),
        Expected::Names { all: false, nothing: false } => "a name".to_owned(),
        Expected::Names { all: true, nothing: false } => "a name or `all`".to_owned(),
        Expected::Names { all: false, nothing: true } => "a name or `nothing`".to_owned(),
        Expected::Names { all: true, nothing: true } => "a name, `all` or `nothing`".to_owned(),
        Expected::NameOr(word) => format!("a name or `{word}`"),
        Expected::Id => "an id".to_owned(),
        Expected::Text => "a string".to_owned(),
        Expected::TextOrNo => "a string or `no`".to_owned(),
        Expected::TextOrName => "a string or a name".to_owned(),
        Expected::OneOf(words) => either(words.iter().copied()),
        Expected::Event => "an event such as `account-cancelled`".to_owned(),
        Expected::Time => "a time such as `30 days`".to_owned(),
        Expected::Unit => "a unit such as `days`".to_owned(),
        Expected::TimeOrUntil => "a time such as `30 days` or `until EVENT`".to_owned(),
        Expected::Date => "a date such as `2026-03-01`".to_owned(),
        Expected::DateOrNo => "a date such as `2026-03-01` or `no`".to_owned(),
        Expected::Age => "a band of the policy or years such as `under 14`".to_owned(),
        Expected::Years => "a number of years".to_owned(),
    }
}

/// What a clause of a shape takes, in the terms of the language's page.
pub(super) fn takes(shape: Shape) -> String {
    match shape {
        Shape::Name => "one name".to_owned(),
        Shape::Id => "one id".to_owned(),
        Shape::Names { all: false, nothing: false } => "names separated by commas".to_owned(),
        Shape::Names { all: true, nothing: false } => "names separated by commas, or `all`".to_owned(),
        Shape::Names { all: false, nothing: true } => "names separated by commas, or `nothing`".to_owned(),
        Shape::Names { all: true, nothing: true } => "names separated by commas, `all` or `nothing`".to_owned(),
        Shape::Text => "a string".to_owned(),
        Shape::Texts => "strings separated by commas".to_owned(),
        Shape::TextOrNo => "a string or `no`".to_owned(),
        Shape::Choice(words) => either(words.iter().copied()),
        Shape::Choices(words) => format!("{}, or several of them", either(words.iter().copied())),
        Shape::Ages => "bands of the policy, or years such as `under 14`, `12 to 15` or `16 and over`".to_owned(),
        Shape::Time => "a time such as `30 days`".to_owned(),
        Shape::Lasts => "a time such as `30 days` or `until EVENT`".to_owned(),
        Shape::Date => "a date such as `2026-03-01`".to_owned(),
        Shape::DateOrNo => "a date such as `2026-03-01` or `no`".to_owned(),
        Shape::Agreement => "a string, and `with` and a recipient if the agreement is not with us".to_owned(),
        Shape::Delete => "`[data] within TIME of EVENTS [under CLAIM]`".to_owned(),
        Shape::Apply => "`TRANSFORM [to data] within TIME of EVENTS [under CLAIM]`".to_owned(),
        Shape::Keep => "`[data] after EVENTS [under CLAIM]`, or `nothing`".to_owned(),
        Shape::Stop => "`within TIME of EVENTS`".to_owned(),
        Shape::Continue => "`after EVENTS`".to_owned(),
        Shape::Covers => "data, then `for` and purposes, then `to` and recipients".to_owned(),
        Shape::Asking => "`hard` or `easy`, and a string that says why".to_owned(),
        Shape::Cites => format!("{}, and a string that says which", either(words::CITES.iter().copied())),
        Shape::Channels => {
            format!("{}, each with an address in quotes if there is one", either(words::CHANNELS.iter().copied()))
        }
        Shape::Refuses => "a string that says the case, and `under` and a claim".to_owned(),
        Shape::ReportsTo => "a string or a recipient, and `within` and a time".to_owned(),
        Shape::Notice => "a notice, and `before` or `after`".to_owned(),
        Shape::Basis => "`consent NAME` with `before` or `after`, or `claim NAME`".to_owned(),
        Shape::Via => "a transform, and `on` and the data it acts on".to_owned(),
    }
}
