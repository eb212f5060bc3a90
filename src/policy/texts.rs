//! What a pack says to people, in every language that it has: its own, and the translations that were loaded.

use std::borrow::Cow;

use rustc_hash::FxHashMap;

use super::chinese;
use super::facts::{Fact, Kind, Scale, Type};
use super::pack::{Clause, Pack, TextGap};
use super::rule::{Excuse, Message, Rule};
use crate::diagnostic::{Language, Text, say};
use crate::model::vocabulary::{TermId, TermKind};

/// The texts of a pack in one language.
#[derive(Debug, Clone, Default)]
pub struct Texts {
    /// The language.
    pub language: Language,
    /// The policy's title.
    pub title: Option<String>,
    /// Of clauses, by their ids.
    pub clauses: FxHashMap<String, ClauseTexts>,
    /// Of rules, by their ids.
    pub rules: FxHashMap<String, RuleTexts>,
    /// Of gaps, by their numbers.
    pub gaps: FxHashMap<String, GapTexts>,
    /// What named exceptions are called.
    pub exceptions: FxHashMap<String, String>,
    /// What terms are called.
    pub terms: FxHashMap<TermId, String>,
    /// Texts that stand in tables.
    pub phrases: FxHashMap<String, String>,
}

/// The texts of a clause.
#[derive(Debug, Clone)]
pub struct ClauseTexts {
    /// What it says.
    pub statement: String,
    /// What it covers.
    pub scope: Option<String>,
    /// Why only a person can check it.
    pub human: Option<String>,
}

/// The texts of a rule.
#[derive(Debug, Clone)]
pub struct RuleTexts {
    /// One line for people.
    pub title: String,
    /// Why the rule is there.
    pub why: String,
    /// What findings of each of its parts say, and what to do about them.
    pub parts: Vec<Option<[Message; 2]>>,
}

/// The texts of a gap.
#[derive(Debug, Clone)]
pub struct GapTexts {
    /// Where in the policy, if that is said in words.
    pub place: Option<String>,
    /// What is missing or ambiguous.
    pub gap: String,
    /// How the pack treats it.
    pub treatment: String,
}

/// A pack in one language. Everything that the pack does not say in that language is `None`: whoever shows it falls back
/// on the pack's own words, and sees that it does.
#[derive(Debug, Clone, Copy)]
pub struct Told<'p> {
    pack: &'p Pack,
    texts: Option<&'p Texts>,
    language: Language,
}

impl Pack {
    /// The pack in a language.
    pub fn told(&self, language: Language) -> Told<'_> {
        Told { pack: self, texts: self.texts.iter().find(|texts| texts.language == language), language }
    }
}

impl<'p> Told<'p> {
    /// A text of a translation, or the pack's own where its own language is asked for.
    fn text<T: ?Sized>(&self, own: Option<&'p T>, find: impl Fn(&'p Texts) -> Option<&'p T>) -> Option<&'p T> {
        match self.is_own() {
            true => own,
            false => find(self.texts?),
        }
    }

    /// Whether it is the language that the pack is written in.
    fn is_own(&self) -> bool {
        self.language == self.pack.language()
    }

    /// The language.
    pub fn language(&self) -> Language {
        self.language
    }

    /// The policy's title.
    pub fn title(&self) -> Option<&'p str> {
        self.text(Some(self.pack.title.as_str()), |texts| texts.title.as_deref())
    }

    /// What a clause says.
    pub fn statement(&self, clause: &'p Clause) -> Option<&'p str> {
        self.text(Some(clause.statement.as_str()), |texts| Some(texts.clauses.get(&clause.id)?.statement.as_str()))
    }

    /// What a clause covers; `None` too where the clause does not say it.
    pub fn scope(&self, clause: &'p Clause) -> Option<&'p str> {
        self.text(clause.scope.as_deref(), |texts| texts.clauses.get(&clause.id)?.scope.as_deref())
    }

    /// Why only a person can check a clause; `None` too where the clause does not say it.
    pub fn human(&self, clause: &'p Clause) -> Option<&'p str> {
        self.text(clause.human.as_deref(), |texts| texts.clauses.get(&clause.id)?.human.as_deref())
    }

    /// A rule's title.
    pub fn rule_title(&self, rule: &'p Rule) -> Option<&'p str> {
        self.text(Some(rule.title.as_str()), |texts| Some(texts.rules.get(&rule.id)?.title.as_str()))
    }

    /// Why a rule is there.
    pub fn why(&self, rule: &'p Rule) -> Option<&'p str> {
        self.text(Some(rule.why.as_str()), |texts| Some(texts.rules.get(&rule.id)?.why.as_str()))
    }

    /// What a finding of a part says.
    pub fn message(&self, rule: &'p Rule, part: usize) -> Option<&'p Message> {
        let own = rule.parts.get(part).map(|part| &part.message);
        self.text(own, |texts| texts.rules.get(&rule.id)?.parts.get(part)?.as_ref().map(|[message, _]| message))
    }

    /// What to do about a finding of a part.
    pub fn fix(&self, rule: &'p Rule, part: usize) -> Option<&'p Message> {
        let own = rule.parts.get(part).map(|part| &part.fix);
        self.text(own, |texts| texts.rules.get(&rule.id)?.parts.get(part)?.as_ref().map(|[_, fix]| fix))
    }

    /// Where the policy's text leaves something open; `None` too where the original's number will do.
    pub fn place(&self, gap: &'p TextGap) -> Option<&'p str> {
        self.text(Some(gap.place.as_str()), |texts| texts.gaps.get(&gap.id)?.place.as_deref())
    }

    /// What the policy's text leaves open.
    pub fn gap(&self, gap: &'p TextGap) -> Option<&'p str> {
        self.text(Some(gap.gap.as_str()), |texts| Some(texts.gaps.get(&gap.id)?.gap.as_str()))
    }

    /// How the pack treats what the text leaves open.
    pub fn treatment(&self, gap: &'p TextGap) -> Option<&'p str> {
        self.text(Some(gap.treatment.as_str()), |texts| Some(texts.gaps.get(&gap.id)?.treatment.as_str()))
    }

    /// What a named exception is called.
    pub fn exception(&self, name: &'p str) -> Option<Cow<'p, str>> {
        match self.is_own() {
            true => Some(spaced(name)),
            false => self.texts?.exceptions.get(name).map(|label| Cow::Borrowed(label.as_str())),
        }
    }

    /// A text of a table.
    pub fn phrase(&self, text: &'p str) -> Option<&'p str> {
        self.text(Some(text), |texts| texts.phrases.get(text).map(String::as_str))
    }

    /// What a term is called. A word that a workspace declares itself has no name but its own.
    pub fn term(&self, term: TermId) -> Option<Cow<'p, str>> {
        if term.own_index().is_some() {
            return None;
        }
        if let Some(label) = self.texts.and_then(|texts| texts.terms.get(&term)) {
            return Some(Cow::Borrowed(label.as_str()));
        }
        match (self.language, self.is_own()) {
            (Language::English, _) | (_, true) => Some(spaced(self.pack.vocabulary.name(term))),
            (Language::Chinese, false) => self.chinese_term(term),
        }
    }

    fn chinese_term(&self, term: TermId) -> Option<Cow<'p, str>> {
        let known = self.pack.vocabulary.term(term);
        if let (TermKind::Other, Some(parent)) = (known.kind, known.parent) {
            return self.term(parent).map(|label| Cow::Owned(format!("其他{label}")));
        }
        chinese::term(&self.pack.vocabulary.sort_of(known.sort).name, &known.name).map(Cow::Borrowed)
    }
}

/// A name as people read it: hyphens are blanks.
fn spaced(name: &str) -> Cow<'_, str> {
    if name.contains('-') { Cow::Owned(name.replace('-', " ")) } else { Cow::Borrowed(name) }
}

impl Fact {
    /// The word for it in sentences.
    pub(crate) fn noun(self, language: Language) -> &'static str {
        match language {
            Language::English => self.name(),
            Language::Chinese => chinese::fact(self),
        }
    }
}

impl Kind {
    /// The word for it in sentences.
    pub(crate) fn noun(self, language: Language) -> &'static str {
        match language {
            Language::English => self.name(),
            Language::Chinese => chinese::kind(self),
        }
    }

    /// The word for it with its article, for messages.
    pub fn spoken(self) -> Text {
        let name = self.name();
        say!(["a {name}", "`{name}`"])
    }
}

impl Type {
    /// What a value of it is called in messages.
    pub fn spoken(self) -> Text {
        match self {
            Self::Entity(kind) => kind.spoken(),
            Self::Many(kind) => {
                let kind = kind.name();
                say!(["a set of things of the kind `{kind}`", "种类为 `{kind}` 的一组事物"])
            }
            Self::Term(sort) => say!(["a term of `{sort}`", "`{sort}` 的用语"]),
            Self::Set(sort) => say!(["a set of terms of `{sort}`", "`{sort}` 的一组用语"]),
            Self::Scale(scale) => {
                let scale = scale.name();
                say!(["a step of `{scale}`", "`{scale}` 的级别"])
            }
            Self::Bool => ["yes or no", "是或否"].into(),
            Self::Text => ["a text", "文本"].into(),
            Self::Date => ["a day", "日期"].into(),
            Self::Duration => ["a length of time", "时长"].into(),
            Self::Rows(table) => say!(["rows of `{table}`", "`{table}` 的行"]),
        }
    }
}

impl Scale {
    /// What a step is called.
    pub(crate) fn step(self, step: u8, language: Language) -> &'static str {
        let name = match language {
            Language::English => self.steps().get(usize::from(step)).copied(),
            Language::Chinese => chinese::step(self, step),
        };
        name.unwrap_or("?")
    }
}

/// What a value of a sort of terms is called; the sort's own name where the language has none.
pub(crate) fn sort_noun(sort: &str, language: Language) -> Option<&'static str> {
    match language {
        Language::English => None,
        Language::Chinese => chinese::sort(sort),
    }
}

/// The names of all exceptions: those of the pack, and those of single rules.
pub(crate) fn exceptions(pack: &Pack) -> impl Iterator<Item = &str> {
    let own = pack.rules.iter().flat_map(|rule| &rule.parts).flat_map(|part| &part.unless);
    let own = own.filter_map(|excuse| match excuse {
        Excuse::Own(exception) => Some(exception.name.as_str()),
        Excuse::Named { .. } => None,
    });
    pack.exceptions.iter().map(|exception| exception.name.as_str()).chain(own)
}
