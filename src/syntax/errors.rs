//! Everything this stage says to people about a tree: one small function for each message.

use super::header::{HeaderFault, Sign};
use super::read::{Expected, Fault};
use super::recover::Break;
use super::scan::{Plain, Slip, Token};
use super::tree::{Atom, Clause, Tree, Word};
use super::words::{self, ClauseRule, ClauseWord, EVENTS, Keyword, Shape, UNITS};
use crate::diagnostic::{Code, Diagnostic, did_you_mean};
use crate::source::{FileId, Span};

/// Words in backticks: "`a`, `b` or `c`".
fn either<'a>(words: impl IntoIterator<Item = &'a str>) -> String {
    enumerated(words, "or")
}

fn enumerated<'a>(words: impl IntoIterator<Item = &'a str>, last: &str) -> String {
    let quoted: Vec<String> = words.into_iter().map(|word| format!("`{word}`")).collect();
    match quoted.split_last() {
        Some((end, [])) => end.clone(),
        Some((end, rest)) => format!("{} {last} {end}", rest.join(", ")),
        None => String::new(),
    }
}

fn clause_names(declaration: Keyword) -> impl Iterator<Item = &'static str> {
    declaration.clauses().iter().map(|rule| rule.word.text())
}

/// "a" or "an", as the word's first letter asks.
fn article(word: &str) -> &'static str {
    if word.starts_with(['a', 'e', 'i', 'o']) { "an" } else { "a" }
}

pub(super) fn unknown_declaration(span: Span, text: &str, near: Option<&str>) -> Diagnostic {
    let help = match near {
        _ if text.starts_with("//") => "a comment begins with `#`".to_owned(),
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("a declaration begins with {}", either(Keyword::ALL.iter().map(|keyword| keyword.text()))),
    };
    Diagnostic::new(Code::UnknownDeclaration, format!("unknown declaration `{text}`"))
        .at(span, "no declaration begins with this word")
        .help(help)
}

pub(super) fn clause_outside(span: Span, clause: ClauseWord) -> Diagnostic {
    let holders = either(clause.declarations().map(Keyword::text));
    Diagnostic::new(Code::ClauseOutside, format!("clause `{}` stands outside a declaration", clause.text()))
        .at(span, "not between the braces of a declaration")
        .help(format!("put it between the braces of the declaration it belongs to: {holders}"))
}

pub(super) fn unknown_clause(span: Span, text: &str, declaration: Keyword, list_above: Option<Span>) -> Diagnostic {
    let keyword = declaration.text();
    let diagnostic =
        Diagnostic::new(Code::UnknownClause, format!("unknown clause `{text}` in {} `{keyword}`", article(keyword)))
            .at(span, "no clause has this name");
    if let Some(help) = did_you_mean(text, clause_names(declaration)) {
        return diagnostic.help(help);
    }
    match list_above {
        Some(above) => diagnostic
            .at(above, "the list above ends with this")
            .help(format!("if `{text}` goes on with the list above, put a comma at the end of that line")),
        None => diagnostic.help(holds(declaration)),
    }
}

fn holds(declaration: Keyword) -> String {
    let keyword = declaration.text();
    format!("{} `{keyword}` may hold {}", article(keyword), enumerated(clause_names(declaration), "and"))
}

pub(super) fn misplaced_clause(span: Span, declaration: Keyword, clause: ClauseWord) -> Diagnostic {
    let (keyword, clause_text) = (declaration.text(), clause.text());
    let holders = either(clause.declarations().map(Keyword::text));
    Diagnostic::new(Code::MisplacedClause, format!("{} `{keyword}` has no clause `{clause_text}`", article(keyword)))
        .at(span, "it may not stand here")
        .help(format!("`{clause_text}` may stand in {holders}; {}", holds(declaration)))
}

pub(super) fn repeated_clause(span: Span, first: Option<Span>, declaration: Keyword, rule: &ClauseRule) -> Diagnostic {
    let clause = rule.word.text();
    let message = format!("clause `{clause}` stands twice in one `{}`", declaration.text());
    let help = if is_list(rule.shape) {
        format!("put both into one `{clause}`, with commas between")
    } else {
        "keep one of them".to_owned()
    };
    let diagnostic = Diagnostic::new(Code::RepeatedClause, message).at(span, "again here").help(help);
    match first {
        Some(first) => diagnostic.at(first, "first here"),
        None => diagnostic,
    }
}

fn is_list(shape: Shape) -> bool {
    match shape {
        Shape::Names { .. } | Shape::Texts | Shape::Choices(_) | Shape::Ages | Shape::Channels => true,
        Shape::Name
        | Shape::Id
        | Shape::Text
        | Shape::TextOrNo
        | Shape::Choice(_)
        | Shape::Time
        | Shape::Lasts
        | Shape::Date
        | Shape::DateOrNo
        | Shape::Agreement
        | Shape::Delete
        | Shape::Apply
        | Shape::Keep
        | Shape::Stop
        | Shape::Continue
        | Shape::Covers
        | Shape::Asking
        | Shape::Cites
        | Shape::Refuses
        | Shape::ReportsTo
        | Shape::Notice
        | Shape::Basis
        | Shape::Via => false,
    }
}

/// Whether a comma at the end of such a clause could go on with it.
pub(super) fn may_be_a_list(declaration: Keyword, clause: ClauseWord) -> bool {
    declaration.clause(clause).is_some_and(|rule| match rule.shape {
        Shape::Delete | Shape::Apply | Shape::Keep | Shape::Stop | Shape::Continue | Shape::Covers | Shape::Via => true,
        shape => is_list(shape),
    })
}

pub(super) fn missing_clauses(span: Span, declaration: Keyword, name: &str, missing: &[&ClauseRule]) -> Diagnostic {
    let names = enumerated(missing.iter().map(|rule| rule.word.text()), "and");
    let noun = if missing.len() == 1 { "clause" } else { "clauses" };
    let lines: Vec<String> =
        missing.iter().map(|rule| format!("`{}` ({})", rule.word.text(), takes(rule.shape))).collect();
    Diagnostic::new(Code::MissingClause, format!("`{} {name}` lacks the {noun} {names}", declaration.text()))
        .at(span, "")
        .help(format!("add {}", lines.join(", ")))
}

pub(super) fn no_data(span: Span, name: &str) -> Diagnostic {
    Diagnostic::new(Code::MissingClause, format!("`collect {name}` does not say what it collects"))
        .at(span, "")
        .help("add `required`, `optional` or `data` with names of data")
}

pub(super) fn module_malformed(span: Span) -> Diagnostic {
    Diagnostic::new(Code::MisplacedModule, "`module` takes one name and nothing else")
        .at(span, "")
        .help("write `module` and a name on one line: `module payments`")
}

pub(super) fn module_repeated(span: Span, first: Span) -> Diagnostic {
    Diagnostic::new(Code::MisplacedModule, "a file belongs to one module")
        .at(span, "a second one is named here")
        .at(first, "the first one is named here")
        .help("move the declarations below to a file of their own")
}

pub(super) fn module_late(span: Span) -> Diagnostic {
    Diagnostic::new(Code::MisplacedModule, "`module` stands below a declaration")
        .at(span, "")
        .help("move this line to the top of the file: it holds for all declarations in it")
}

/// What is wrong with a declaration's first line.
pub(super) fn header(tree: &Tree, text: &str, keyword: Keyword, keyword_word: Word, fault: HeaderFault) -> Diagnostic {
    let declares = format!("{} `{}`", article(keyword.text()), keyword.text());
    let at = |word: Word| tree.span(word);
    match fault {
        HeaderFault::NoName(found) => no_name(tree, keyword, keyword_word, found),
        HeaderFault::Reserved(word) => reserved(at(word), word.text(text)),
        HeaderFault::NoLetter(word) => no_letter(at(word), word.text(text)),
        HeaderFault::BadSign(word, sign) => bad_sign(at(word), word.text(text), sign),
        HeaderFault::NoClass(word) => Diagnostic::new(Code::MissingClass, "a class is missing")
            .at(at(word), "after this, a class is expected")
            .help(class_help(keyword)),
        HeaderFault::ClassMissing => Diagnostic::new(Code::MissingClass, format!("{declares} needs a class"))
            .at(at(keyword_word), "no class follows its name")
            .help(class_help(keyword)),
        HeaderFault::ClassSurplus(word) => Diagnostic::new(Code::SurplusClass, format!("{declares} takes no class"))
            .at(at(word), "")
            .help("remove the `:` and what follows it"),
        HeaderFault::ClassesSurplus(word) => Diagnostic::new(Code::SurplusClass, format!("{declares} takes one class"))
            .at(at(word), "a second one")
            .help("keep the one that fits best"),
        HeaderFault::ClassUnknown(word, known) => {
            let found = word.text(text);
            Diagnostic::new(Code::UnknownWord, format!("unknown class `{found}`"))
                .at(at(word), format!("no class of {declares}"))
                .help(did_you_mean(found, known.iter().copied()).unwrap_or_else(|| class_help(keyword)))
        }
        HeaderFault::NoComma(word) => missing_comma(at(word), word.text(text)),
        HeaderFault::NoColon(word) => no_colon(at(word), word.text(text), keyword),
        HeaderFault::Surplus(sign) => Diagnostic::new(Code::UnexpectedText, surplus_message(text, sign))
            .at(at(sign.word()), "nothing more belongs on this line")
            .help("a declaration is a keyword, a name, `:` and its classes, a label in quotes, and clauses in braces"),
        HeaderFault::Escape(word) => unknown_escape(at(word), word.text(text)),
    }
}

fn surplus_message(text: &str, sign: Sign) -> String {
    format!("{} follows where the first line is complete", found(text, sign))
}

/// What stands there, in words.
fn found(text: &str, sign: Sign) -> String {
    match sign {
        Sign::Atom(Atom::Word(word)) => format!("`{}`", word.text(text)),
        Sign::Atom(Atom::String(_)) => "a string".to_owned(),
        Sign::Atom(Atom::Comma(_)) => "a comma".to_owned(),
        Sign::Colon(_) => "a colon".to_owned(),
    }
}

fn no_name(tree: &Tree, keyword: Keyword, keyword_word: Word, found: Option<Sign>) -> Diagnostic {
    let keyword = keyword.text();
    let word = found.map_or(keyword_word, Sign::word);
    Diagnostic::new(Code::MissingName, format!("this `{keyword}` has no name"))
        .at(tree.span(word), if found.is_some() { "a name is expected here" } else { "a name is expected after this" })
        .help(format!("give it a name that starts with a letter: `{keyword} my-{keyword}`"))
}

fn reserved(span: Span, word: &str) -> Diagnostic {
    Diagnostic::new(Code::ReservedName, format!("`{word}` is a word of the language and cannot be a name"))
        .at(span, "")
        .help("choose another name")
}

fn no_letter(span: Span, word: &str) -> Diagnostic {
    Diagnostic::new(Code::MalformedName, format!("`{word}` is no name"))
        .at(span, "a name begins with a letter")
        .help("begin it with a letter of any script")
}

fn bad_sign(span: Span, word: &str, sign: char) -> Diagnostic {
    let help = match sign {
        '.' => "a dot stands only between a module and a name that the module declares".to_owned(),
        _ => format!("write `{}`", word.replace(sign, "-")),
    };
    Diagnostic::new(Code::MalformedName, format!("a name cannot hold `{sign}`"))
        .at(span, "names are made of letters, digits and `-`")
        .help(help)
}

/// What is wrong with the name of a module.
pub(super) fn module_name(tree: &Tree, text: &str, fault: HeaderFault) -> Diagnostic {
    header(tree, text, Keyword::System, Word::default(), fault)
}

fn class_help(keyword: Keyword) -> String {
    let name = keyword.text();
    match keyword.classes().map(|classes| classes.words) {
        Some(words::ClassWords::Language(known)) => {
            format!("`{name} NAME : CLASS`, where the class is {}", either(known.iter().copied()))
        }
        Some(words::ClassWords::Term) => format!("`{name} NAME : TERM`, where the term is one of the policy's"),
        Some(words::ClassWords::Clause) => {
            format!("`{name} NAME : CLAUSE`, where the clause is one of the policy's, such as `3.2.2-c`")
        }
        Some(words::ClassWords::Rule) => {
            format!("`{name} NAME : RULE`, where the rule is the one that is not to apply")
        }
        None => format!("`{name} NAME`, without a class"),
    }
}

fn no_colon(span: Span, word: &str, keyword: Keyword) -> Diagnostic {
    let diagnostic = Diagnostic::new(Code::UnexpectedText, format!("`{word}` follows the name")).at(span, "");
    match keyword.classes() {
        Some(_) => diagnostic.help(format!("if it is the class, put a colon before it: `: {word}`")),
        None => diagnostic.help("a name is one word: join its parts with `-`, or put a label in quotes after it"),
    }
}

fn unknown_escape(span: Span, escape: &str) -> Diagnostic {
    Diagnostic::new(Code::UnknownEscape, format!("`{escape}` has no meaning in a string"))
        .at(span, "")
        .help("a backslash stands only before `\"` and before another backslash; write `\\\\` for a backslash")
}

fn missing_comma(span: Span, word: &str) -> Diagnostic {
    Diagnostic::new(Code::MissingComma, format!("a comma is missing before `{word}`"))
        .at(span, "this follows the list without a comma")
        .help("put a comma between the parts of a list")
}

/// A clause whose value does not fit.
struct Misfit<'a> {
    tree: &'a Tree,
    text: &'a str,
    declaration: Keyword,
    clause: &'a Clause,
    shape: Shape,
}

/// What is wrong with the value of a clause.
pub(super) fn value(
    tree: &Tree,
    text: &str,
    declaration: Keyword,
    clause: &Clause,
    shape: Shape,
    fault: Fault,
) -> Diagnostic {
    let misfit = Misfit { tree, text, declaration, clause, shape };
    misfit.joined_lines(fault).unwrap_or_else(|| misfit.diagnostic(fault))
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
        match (self.atoms().get(at - 1), self.atoms().get(at)) {
            (Some(Atom::Comma(comma)), Some(atom)) => {
                self.text[comma.end as usize..atom.word().start as usize].contains('\n')
            }
            _ => false,
        }
    }

    fn diagnostic(&self, fault: Fault) -> Diagnostic {
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
        let near = crate::diagnostic::nearest(before, known.iter().copied())?;
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

impl Fault {
    /// Which atom is to blame, if one is.
    fn place(self) -> Option<usize> {
        match self {
            Self::Found(_, at)
            | Self::UnknownWord(_, at)
            | Self::UnknownEvent(at)
            | Self::Surplus(at, _)
            | Self::Connective(at)
            | Self::NotAlone(at)
            | Self::NotHere(at)
            | Self::NotAName(at)
            | Self::NoSuchDate(at)
            | Self::TooLarge(at)
            | Self::NoSuchAge(at) => Some(at),
            Self::Ended(_) | Self::Escape(_) => None,
        }
    }
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
fn takes(shape: Shape) -> String {
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

pub(super) fn file_too_large(file: FileId, text: &str, largest: usize) -> Diagnostic {
    let first = text.chars().next().map_or(0, char::len_utf8) as u32;
    Diagnostic::new(Code::FileTooLarge, format!("the file is larger than {} MiB", largest >> 20))
        .at(Span::new(file, 0..first), "")
        .help("split it into several files: where a declaration stands changes nothing")
}

pub(super) fn binary_file(span: Span) -> Diagnostic {
    Diagnostic::new(Code::BinaryFile, "this looks like a binary file")
        .at(span, "a byte that no text holds")
        .help("flow files are text in UTF-8")
}

pub(super) fn nested_too_deep(span: Span, deepest: usize) -> Diagnostic {
    Diagnostic::new(Code::NestedTooDeep, format!("more than {deepest} braces stand within one another"))
        .at(span, "")
        .help("a declaration has one pair of braces, and none stand within it")
}

pub(super) fn too_many(span: Option<Span>, most: usize) -> Diagnostic {
    let diagnostic = Diagnostic::new(Code::TooManyErrors, format!("more than {most} errors in this file"))
        .help("mend the first ones: the others are not shown");
    match span {
        Some(span) => diagnostic.at(span, "no error from here on is shown"),
        None => diagnostic,
    }
}

/// What the grammar refuses and no other message explains.
pub(super) fn unreadable(span: Span, expected: &[&str]) -> Diagnostic {
    let diagnostic = Diagnostic::new(Code::UnexpectedText, "this cannot be read as part of a declaration").at(span, "");
    match expected {
        [] => diagnostic,
        expected => diagnostic.help(format!("here may stand {}", expected.join(" or "))),
    }
}

/// What is wrong with one sign.
pub(super) fn slip(span: Span, slip: Slip) -> Diagnostic {
    match slip {
        Slip::Unclosed => Diagnostic::new(Code::UnclosedString, "this string is not closed")
            .at(span, "it opens here and does not end on its line")
            .help("close it with `\"` on the same line: a string never spans lines"),
        Slip::Typographic(sign, plain) => typographic(span, sign, plain),
        Slip::Strange(sign) => Diagnostic::new(Code::UnexpectedText, format!("`{sign}` has no meaning here"))
            .at(span, "")
            .help(strange_help(sign)),
        Slip::Hidden(sign) => {
            Diagnostic::new(Code::HiddenCharacter, format!("a hidden character (U+{:04X})", u32::from(sign)))
                .at(span, "readers do not see what stands here")
                .help("remove it")
        }
    }
}

fn strange_help(sign: char) -> &'static str {
    match sign {
        ';' | '；' | '。' => "remove it: a clause ends with its line",
        '=' => "remove it: a clause is its keyword, a blank and its value",
        '\'' | '`' => "strings stand in `\"`, and names without quotes",
        '(' | ')' | '[' | ']' => "remove it: a list needs no brackets, only commas",
        _ => "names are made of letters, digits and `-`; any other text stands in quotes",
    }
}

fn typographic(span: Span, sign: char, plain: Plain) -> Diagnostic {
    let (noun, wanted) = match plain {
        Plain::Comma => ("comma", ","),
        Plain::Colon => ("colon", ":"),
        Plain::Open | Plain::Close if sign == '｛' || sign == '﹛' => ("brace", "{"),
        Plain::Open | Plain::Close => ("brace", "}"),
        Plain::Hash => ("number sign", "#"),
        Plain::Quote => ("quotation mark", "\""),
        Plain::Joint(b'.') => ("dot", "."),
        Plain::Joint(b'/') => ("slash", "/"),
        Plain::Joint(_) => ("dash", "-"),
        Plain::Blank => return unusual_blank(span, sign),
    };
    let look = match sign {
        '“' | '”' | '„' | '‟' | '‘' | '’' => "curly",
        '–' | '—' | '−' | '‐' | '‑' | '‒' | '«' | '»' => "typographic",
        _ => "full-width",
    };
    Diagnostic::new(Code::TypographicSign, format!("a {look} {noun} `{sign}` stands for `{wanted}`"))
        .at(span, "")
        .help(format!("write `{wanted}`"))
}

fn unusual_blank(span: Span, sign: char) -> Diagnostic {
    Diagnostic::new(Code::TypographicSign, format!("an unusual blank (U+{:04X}) stands here", u32::from(sign)))
        .at(span, "it looks like a plain blank or like nothing at all")
        .help("delete it, and type a plain blank if one is needed")
}

/// How the signs of a declaration do not fit together.
pub(super) fn broken(file: FileId, text: &str, tokens: &[Token], fault: Break) -> Diagnostic {
    let span = |at: usize| Span::new(file, tokens[at].start as u32..tokens[at].end as u32);
    let found = |at: usize| &text[tokens[at].start..tokens[at].end];
    match fault {
        Break::Unclosed(brace, next) => {
            let diagnostic = Diagnostic::new(Code::UnclosedBrace, "this `{` is not closed").at(span(brace), "");
            match next {
                Some(next) => diagnostic.at(span(next), "it should be closed before this"),
                None => diagnostic,
            }
            .help("close it with `}` on a line of its own")
        }
        Break::NeverOpened(clause) => {
            Diagnostic::new(Code::UnopenedBrace, "clauses follow a first line that opens no braces")
                .at(span(clause), "the first clause")
                .help("put `{` at the end of the line above")
        }
        Break::ClosedEarly(brace, clause) => {
            Diagnostic::new(Code::ClauseOutside, format!("clause `{}` stands outside a declaration", found(clause)))
                .at(span(clause), "")
                .at(span(brace), "the braces of the declaration above close here")
                .help("close the braces below the last clause")
        }
        Break::Surplus(brace) => Diagnostic::new(Code::UnopenedBrace, "this `}` closes nothing")
            .at(span(brace), "")
            .help("remove it, or put `{` where the clauses begin"),
        Break::Nested(brace) => Diagnostic::new(Code::NestedBody, "braces within braces")
            .at(span(brace), "a clause has no braces")
            .help("give each declaration braces of its own, and none within them"),
        Break::Crowded(word) => {
            Diagnostic::new(Code::CrowdedLine, format!("declaration `{}` begins on the line of another", found(word)))
                .at(span(word), "")
                .help("give every declaration a line of its own")
        }
        Break::Scattered(at) => Diagnostic::new(Code::UnexpectedText, format!("`{}` does not belong here", found(at)))
            .at(span(at), "")
            .help("keyword, name, classes, label and `{` stand on one line, and nothing follows `}`"),
        Break::Colon(at) => Diagnostic::new(Code::UnexpectedText, "a clause takes no colon")
            .at(span(at), "")
            .help("remove it: a clause is its keyword, a blank and its value"),
        Break::NoKey(at) => Diagnostic::new(Code::UnexpectedText, "a clause begins with its keyword")
            .at(span(at), "")
            .help("if it goes on with the list above, put the comma at the end of that line"),
        Break::Stray(at) => Diagnostic::new(Code::UnexpectedText, "a declaration begins with its keyword")
            .at(span(at), "this belongs to no declaration")
            .help("remove it"),
    }
}
