//! A policy pack as the other stages see it: everything typed and resolved, each piece with its place in the YAML.

use rustc_hash::FxHashMap;

use super::facts::Type;
use super::rule::{Condition, Exception, Rule};
use super::signature::Signature;
use super::texts::Texts;
use crate::diagnostic::{Language, Severity};
pub use crate::model::vocabulary::Band;
use crate::model::vocabulary::{LeafSet, TermId, Vocabulary};
use crate::source::Span;
use crate::syntax::value::{Date, Time, Unit};

/// A clause of the policy, by its place in [`Pack::clauses`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ClauseId(pub u32);

/// A table of the pack, by its place in [`Pack::tables`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TableId(pub u16);

/// What a clause of a policy does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Modality {
    /// It demands something.
    Obligation,
    /// It forbids something.
    Prohibition,
    /// It allows something, within bounds.
    Permission,
    /// It lifts something that another clause demands.
    Exception,
    /// It tells people something.
    Disclosure,
    /// It says what a word means.
    Definition,
}

impl Modality {
    /// All, in the order of the reference.
    pub const ALL: [Self; 6] =
        [Self::Obligation, Self::Prohibition, Self::Permission, Self::Exception, Self::Disclosure, Self::Definition];

    /// The one that a word names.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|modality| modality.word() == word)
    }

    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Obligation => "obligation",
            Self::Prohibition => "prohibition",
            Self::Permission => "permission",
            Self::Exception => "exception",
            Self::Disclosure => "disclosure",
            Self::Definition => "definition",
        }
    }

    /// What it is called in a language.
    pub fn called(self, language: Language) -> &'static str {
        match (language, self) {
            (Language::English, _) => self.word(),
            (Language::Chinese, Self::Obligation) => "义务",
            (Language::Chinese, Self::Prohibition) => "禁止",
            (Language::Chinese, Self::Permission) => "许可",
            (Language::Chinese, Self::Exception) => "例外",
            (Language::Chinese, Self::Disclosure) => "告知",
            (Language::Chinese, Self::Definition) => "定义",
        }
    }
}

/// How far a program can check a clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CheckKind {
    /// Decidable from declared flows.
    Static,
    /// Only that a declared control or document exists.
    Evidence,
    /// A declared step or deadline.
    Process,
    /// The document itself only.
    Text,
}

impl CheckKind {
    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Static => "static",
            Self::Evidence => "evidence",
            Self::Process => "process",
            Self::Text => "text",
        }
    }
}

/// One statement of the policy, in the pack's own words.
#[derive(Debug, Clone)]
pub struct Clause {
    /// Its id: the clause's number and a letter.
    pub id: String,
    /// What it says, in the pack's own words.
    pub statement: String,
    /// What it does.
    pub modality: Modality,
    /// How far it can be checked.
    pub check: CheckKind,
    /// How much a breach weighs.
    pub severity: Severity,
    /// What it covers (verbs, data …), in words; `None` where that is the whole policy.
    pub scope: Option<String>,
    /// The clause that this one is a structural exception of.
    pub exception_of: Option<ClauseId>,
    /// Why only a person can check it, where that is so.
    pub human: Option<String>,
    /// The SHA-256 of its normalised text in the published document, in hexadecimal.
    pub hash: Option<String>,
    /// Where it stands.
    pub span: Span,
}

/// One value in a table.
#[derive(Debug, Clone)]
pub enum Cell {
    /// A column left out that has no default.
    Nothing,
    /// One term.
    Term(TermId),
    /// A set of terms: the words, and all leaves below them.
    Set(Vec<TermId>, LeafSet),
    /// A step of a scale, by number.
    Step(u8),
    /// Yes or no.
    Bool(bool),
    /// Text.
    Text(String),
    /// A length of time.
    Time(Time),
    /// Conditions, in `grounds` alone.
    Conditions(Vec<Condition>),
}

/// One row of a table.
#[derive(Debug, Clone)]
pub struct Row {
    /// The clause it belongs to.
    pub clause: ClauseId,
    /// Its values, one for each column.
    pub cells: Vec<Cell>,
    /// Where it stands.
    pub span: Span,
}

/// A list of the policy's, row by row.
#[derive(Debug, Clone)]
pub struct Table {
    /// Its name.
    pub name: String,
    /// Its columns.
    pub columns: Vec<(String, Type)>,
    /// Its rows.
    pub rows: Vec<Row>,
}

impl Table {
    /// The number of a column.
    pub fn column(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|(column, _)| column == name)
    }
}

/// What the policy itself says about a term.
#[derive(Debug, Clone, Default)]
pub struct TermFacts {
    /// Data that a purpose needs; `None` if unsaid.
    pub needs: Option<LeafSet>,
    /// Data that a purpose may use.
    pub may_use: LeafSet,
    /// How long a purpose lasts.
    pub lasts: Option<TermLasts>,
    /// Whether a feature is basic.
    pub basic: Option<bool>,
    /// The threats that a measure works against.
    pub against: LeafSet,
}

/// How long a purpose lasts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TermLasts {
    /// For a time.
    Time(Time),
    /// Until an event.
    Until(TermId),
}

/// A list of levels: findings of clauses in an earlier level are shown, those of later ones are listed under them.
pub type Precedence = Vec<Vec<ClauseId>>;

/// A gap or an ambiguity of the policy's text, for its author.
#[derive(Debug, Clone)]
pub struct TextGap {
    /// Its number in the pack.
    pub id: String,
    /// Where in the policy.
    pub place: String,
    /// What is missing or ambiguous.
    pub gap: String,
    /// How the pack treats it.
    pub treatment: String,
}

/// The documents that a pack was made from.
#[derive(Debug, Clone, Default)]
pub struct Document {
    /// Its title.
    pub title: String,
    /// The SHA-256 of its bytes, in hexadecimal.
    pub sha256: Option<String>,
}

/// That terms of the pack are of the same kind as a term of another pack.
#[derive(Debug, Clone)]
pub struct SameAs {
    /// The other pack's id.
    pub policy: String,
    /// The sort of the terms.
    pub sort: String,
    /// The other pack's term.
    pub theirs: String,
    /// Where it stands.
    pub span: Span,
    /// Our terms that are the same, or kinds of it.
    pub own: Vec<TermId>,
}

/// A policy pack.
#[derive(Debug, Clone)]
pub struct Pack {
    /// Its id, as `system … { policy ID }` names it.
    pub id: String,
    /// The policy's title.
    pub title: String,
    /// The pack's version.
    pub version: String,
    /// From when the policy applies.
    pub effective: Option<Date>,
    /// Where it comes from.
    pub document: Document,
    /// The languages that the pack speaks, its own first.
    pub languages: Vec<Language>,
    /// Who keeps the pack.
    pub owner: Option<String>,
    /// The longest delay of carrying out an ending.
    pub allowance: Time,
    /// Purposes of the policy that stand in no table.
    pub purposes: LeafSet,
    /// All words.
    pub vocabulary: Vocabulary,
    /// What the policy says about single terms.
    pub terms: FxHashMap<TermId, TermFacts>,
    /// The bands of age, youngest first.
    pub bands: Vec<Band>,
    /// What its words mean in other packs.
    pub same_as: Vec<SameAs>,
    /// All clauses, in the order of the policy.
    pub clauses: Vec<Clause>,
    /// All tables.
    pub tables: Vec<Table>,
    /// The named exceptions.
    pub exceptions: Vec<Exception>,
    /// What leaves the policy: for each kind, conditions that must hold for a thing to be judged at all.
    pub scope: Vec<(super::facts::Kind, Vec<Condition>)>,
    /// The rules, by id.
    pub rules: Vec<Rule>,
    /// How findings at one place fold.
    pub precedence: Vec<Precedence>,
    /// What the policy's text leaves open.
    pub gaps: Vec<TextGap>,
    /// Who has signed which rule.
    pub signatures: Vec<Signature>,
    /// The translations that were loaded: those that somebody wants to read.
    pub texts: Vec<Texts>,
}

impl Pack {
    /// A pack of which nothing but the vocabulary is known.
    pub fn new(vocabulary: Vocabulary) -> Self {
        Self {
            id: String::new(),
            title: String::new(),
            version: String::new(),
            effective: None,
            document: Document::default(),
            languages: Vec::new(),
            owner: None,
            allowance: Time { count: 0, unit: Unit::Day },
            purposes: LeafSet::new(),
            vocabulary,
            terms: FxHashMap::default(),
            bands: Vec::new(),
            same_as: Vec::new(),
            clauses: Vec::new(),
            tables: Vec::new(),
            exceptions: Vec::new(),
            scope: Vec::new(),
            rules: Vec::new(),
            precedence: Vec::new(),
            gaps: Vec::new(),
            signatures: Vec::new(),
            texts: Vec::new(),
        }
    }

    /// The language that the pack is written in: the first that it names, or English.
    pub fn language(&self) -> Language {
        self.languages.first().copied().unwrap_or_default()
    }

    /// The clause of an id.
    pub fn clause(&self, id: &str) -> Option<ClauseId> {
        self.clauses.iter().position(|clause| clause.id == id).map(|index| ClauseId(index as u32))
    }

    /// What is known of a clause.
    pub fn clause_of(&self, id: ClauseId) -> &Clause {
        &self.clauses[id.0 as usize]
    }

    /// The table of a name.
    pub fn table(&self, name: &str) -> Option<TableId> {
        self.tables.iter().position(|table| table.name == name).map(|index| TableId(index as u16))
    }

    /// What is known of a table.
    pub fn table_of(&self, id: TableId) -> &Table {
        &self.tables[id.0 as usize]
    }

    /// The rule of an id.
    pub fn rule(&self, id: &str) -> Option<&Rule> {
        self.rules.iter().find(|rule| rule.id == id)
    }
}
