//! A declaration's first line: its name, its classes and its label.

use super::strings;
use super::tree::{Atom, Word};
use super::value::Words;
use super::words::{ClassWords, Classes, Keyword, is_reserved};

/// A sign of a declaration's first line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sign {
    /// A word, a string or a comma.
    Atom(Atom),
    /// A colon.
    Colon(Word),
}

impl Sign {
    /// Where it stands.
    pub(super) fn word(self) -> Word {
        match self {
            Self::Atom(atom) => atom.word(),
            Self::Colon(word) => word,
        }
    }
}

/// What is wrong with a first line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum HeaderFault {
    /// There is no name, or something else stands in its place.
    NoName(Option<Sign>),
    /// The name is a word of the language.
    Reserved(Word),
    /// The name begins with something that is no letter.
    NoLetter(Word),
    /// The name holds a sign that no name holds.
    BadSign(Word, char),
    /// A colon or a comma without a class after it.
    NoClass(Word),
    /// The declaration is incomplete without a class.
    ClassMissing,
    /// The declaration takes no class.
    ClassSurplus(Word),
    /// The declaration takes one class only.
    ClassesSurplus(Word),
    /// A class that the language does not know.
    ClassUnknown(Word, &'static [&'static str]),
    /// Two classes without a comma.
    NoComma(Word),
    /// A class without a colon before it.
    NoColon(Word),
    /// Something stands there that belongs nowhere.
    Surplus(Sign),
    /// A backslash before a sign that needs none.
    Escape(Word),
}

/// A first line, read.
#[derive(Debug, Clone, Default)]
pub(super) struct Header {
    pub(super) name: Option<Word>,
    pub(super) classes: Words,
    pub(super) label: Option<Word>,
    /// The first thing wrong with it.
    pub(super) fault: Option<HeaderFault>,
}

impl Header {
    /// Reads the signs after `keyword`.
    pub(super) fn read(text: &str, keyword: Keyword, signs: &[Sign]) -> Self {
        let mut header = Self::default();
        let fault = header.shape(text, signs);
        header.fault = fault.and_then(|()| header.check(text, keyword.classes())).err();
        header
    }

    fn shape(&mut self, text: &str, signs: &[Sign]) -> Result<(), HeaderFault> {
        let Some((Sign::Atom(Atom::Word(name)), mut rest)) = signs.split_first() else {
            return Err(HeaderFault::NoName(signs.first().copied()));
        };
        self.name = Some(*name);
        if let Some((Sign::Colon(colon), after)) = rest.split_first() {
            rest = self.read_classes(*colon, after)?;
        }
        if let Some((Sign::Atom(Atom::String(label)), after)) = rest.split_first() {
            self.label = Some(*label);
            rest = after;
        }
        match rest.first() {
            Some(Sign::Atom(Atom::Word(word))) if self.classes.is_empty() => Err(HeaderFault::NoColon(*word)),
            Some(Sign::Atom(Atom::Word(word))) if self.label.is_none() => Err(HeaderFault::NoComma(*word)),
            Some(sign) => Err(HeaderFault::Surplus(*sign)),
            None => check_name(text, *name),
        }
    }

    fn read_classes<'a>(&mut self, before: Word, signs: &'a [Sign]) -> Result<&'a [Sign], HeaderFault> {
        let (mut before, mut rest) = (before, signs);
        loop {
            let Some((Sign::Atom(Atom::Word(class)), after)) = rest.split_first() else {
                return Err(HeaderFault::NoClass(before));
            };
            self.classes.push(*class);
            rest = after;
            match rest.split_first() {
                Some((Sign::Atom(Atom::Comma(comma)), after)) => (before, rest) = (*comma, after),
                Some(_) | None => return Ok(rest),
            }
        }
    }

    fn check(&self, text: &str, classes: Option<Classes>) -> Result<(), HeaderFault> {
        if let Some(escape) = self.label.and_then(|label| strings::unknown_escape(text, label)) {
            return Err(HeaderFault::Escape(escape));
        }
        match (classes, self.classes.as_slice()) {
            (None, []) => Ok(()),
            (None, [class, ..]) => Err(HeaderFault::ClassSurplus(*class)),
            (Some(classes), []) if classes.required => Err(HeaderFault::ClassMissing),
            (Some(classes), [_, second, ..]) if !classes.several => Err(HeaderFault::ClassesSurplus(*second)),
            (Some(classes), listed) => check_classes(text, classes.words, listed),
        }
    }
}

fn check_classes(text: &str, known: ClassWords, listed: &[Word]) -> Result<(), HeaderFault> {
    match known {
        ClassWords::Language(known) => match listed.iter().find(|class| !known.contains(&class.text(text))) {
            Some(class) => Err(HeaderFault::ClassUnknown(*class, known)),
            None => Ok(()),
        },
        ClassWords::Term | ClassWords::Clause | ClassWords::Rule => Ok(()),
    }
}

/// Whether a word may be declared.
pub(super) fn check_name(text: &str, word: Word) -> Result<(), HeaderFault> {
    let name = word.text(text);
    if is_reserved(name) {
        Err(HeaderFault::Reserved(word))
    } else if !name.starts_with(char::is_alphabetic) {
        Err(HeaderFault::NoLetter(word))
    } else {
        match name.chars().find(|sign| matches!(sign, '_' | '.' | '/')) {
            Some(sign) => Err(HeaderFault::BadSign(word, sign)),
            None => Ok(()),
        }
    }
}
