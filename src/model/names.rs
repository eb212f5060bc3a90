//! Which name means what: a name is looked for in its own module, then globally, then among the policy's terms.

use std::borrow::Cow;
use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::Declaration;
use super::vocabulary::{TermId, TermKind, Vocabulary};
use crate::source::Span;
use crate::syntax::words::Keyword;

/// What may stand at a place where a name is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wanted {
    Subject,
    Data,
    Purpose,
    Feature,
    DataOrFeature,
    Store,
    Recipient,
    StoreOrRecipient,
    SubjectOrRecipient,
    Transform,
    Measure,
    Consent,
    Notice,
    Claim,
    Anything,
}

impl Wanted {
    /// Whether a declaration of `keyword` may stand there.
    pub(super) fn accepts(self, keyword: Keyword) -> bool {
        match self {
            Self::Subject => keyword == Keyword::Subject,
            Self::Data => matches!(keyword, Keyword::Data | Keyword::Group),
            Self::Purpose => keyword == Keyword::Purpose,
            Self::Feature => keyword == Keyword::Feature,
            Self::DataOrFeature => matches!(keyword, Keyword::Data | Keyword::Group | Keyword::Feature),
            Self::Store => keyword == Keyword::Store,
            Self::Recipient => keyword == Keyword::Recipient,
            Self::StoreOrRecipient => matches!(keyword, Keyword::Store | Keyword::Recipient),
            Self::SubjectOrRecipient => matches!(keyword, Keyword::Subject | Keyword::Recipient),
            Self::Transform => keyword == Keyword::Transform,
            Self::Measure => keyword == Keyword::Measure,
            Self::Consent => keyword == Keyword::Consent,
            Self::Notice => keyword == Keyword::Notice,
            Self::Claim => keyword == Keyword::Claim,
            Self::Anything => true,
        }
    }

    /// What may stand there, in words of each language.
    pub(super) fn noun(self) -> [&'static str; 2] {
        match self {
            Self::Subject => ["subject", "个人"],
            Self::Data => ["data or a group", "数据或数据组"],
            Self::Purpose => ["purpose", "目的"],
            Self::Feature => ["feature", "功能"],
            Self::DataOrFeature => ["data, a group or a feature", "数据、数据组或功能"],
            Self::Store => ["store", "存储"],
            Self::Recipient => ["recipient", "接收方"],
            Self::StoreOrRecipient => ["store or recipient", "存储或接收方"],
            Self::SubjectOrRecipient => ["subject or recipient", "个人或接收方"],
            Self::Transform => ["transform", "变换"],
            Self::Measure => ["measure", "措施"],
            Self::Consent => ["consent", "同意"],
            Self::Notice => ["notice", "告知"],
            Self::Claim => ["claim", "主张"],
            Self::Anything => ["declaration", "声明"],
        }
    }

    /// The sorts of the policy's terms that may stand there, each with the keyword it would be declared with.
    pub(super) fn sorts(self) -> &'static [(&'static str, Keyword)] {
        match self {
            Self::Data => &[("data", Keyword::Data)],
            Self::Purpose => &[("purpose", Keyword::Purpose)],
            Self::Feature => &[("feature", Keyword::Feature)],
            Self::DataOrFeature => &[("data", Keyword::Data), ("feature", Keyword::Feature)],
            Self::Measure => &[("measure", Keyword::Measure)],
            Self::Subject
            | Self::Store
            | Self::Recipient
            | Self::StoreOrRecipient
            | Self::SubjectOrRecipient
            | Self::Transform
            | Self::Consent
            | Self::Notice
            | Self::Claim
            | Self::Anything => &[],
        }
    }
}

/// A declared name.
#[derive(Debug)]
pub(super) struct Entry {
    /// The full name.
    pub(super) name: Arc<str>,
    /// Where in it the name without the module begins.
    pub(super) own: u32,
    /// What is declared.
    pub(super) keyword: Keyword,
    /// The tree and the item.
    pub(super) item: (u32, u32),
    /// Where the name stands.
    pub(super) span: Span,
}

impl Entry {
    /// The module's name; empty where there is none.
    fn module(&self) -> &str {
        self.name.get(..self.own as usize).map_or("", |module| module.strip_suffix('.').unwrap_or(module))
    }

    /// The name without the module.
    fn own(&self) -> &str {
        self.name.get(self.own as usize..).unwrap_or_default()
    }
}

/// What a looked-up name turned out to be.
pub(super) enum Found {
    /// Something that may stand there.
    Declared(Declaration),
    /// Something else.
    Other(Declaration),
    /// Nothing.
    Nothing,
}

/// All names of a workspace and all terms that may be used undeclared. A workspace has many names, so each stands in one
/// map alone.
pub(super) struct Names<'a> {
    /// The names of each module, without the module; those of no module under the empty name.
    modules: FxHashMap<&'a str, Scope<'a>>,
    implicit: FxHashMap<TermId, u32>,
    vocabulary: &'a Vocabulary,
}

/// The names of one module, without the module.
pub(super) type Scope<'a> = FxHashMap<&'a str, Declaration>;

/// A full name as its module and what stands behind the last dot.
fn parted(name: &str) -> (&str, &str) {
    name.rsplit_once('.').unwrap_or(("", name))
}

impl<'a> Names<'a> {
    /// The names of declarations, in the order of full names, so that those of a module stand together.
    pub(super) fn new(declared: &[(&'a Entry, Declaration)], vocabulary: &'a Vocabulary) -> Self {
        let same_module = |left: &(&Entry, _), right: &(&Entry, _)| left.0.module() == right.0.module();
        let pieces: Vec<&[(&Entry, Declaration)]> = declared.chunk_by(same_module).collect();
        let scope = |piece: &&[(&'a Entry, Declaration)]| -> Scope<'a> {
            piece.iter().map(|(entry, declaration)| (entry.own(), *declaration)).collect()
        };
        let scopes: Vec<Scope<'_>> = pieces.par_iter().map(scope).collect();
        let mut modules: FxHashMap<&str, Scope<'_>> = FxHashMap::default();
        for (piece, scope) in pieces.iter().zip(scopes) {
            // A module's names stand in several pieces where another module's name begins with its own.
            let module = piece.first().map_or("", |(entry, _)| entry.module());
            modules.entry(module).or_default().extend(scope);
        }
        Self { modules, implicit: FxHashMap::default(), vocabulary }
    }

    /// Says that the term is used as the thing at `index` of its list if nobody declares it.
    pub(super) fn add_implicit(&mut self, term: TermId, index: u32) {
        self.implicit.insert(term, index);
    }

    /// The thing that stands for an undeclared term.
    pub(super) fn implicit(&self, term: TermId) -> Option<u32> {
        self.implicit.get(&term).copied()
    }

    /// The names that may be written alone inside `module`.
    pub(super) fn scope(&self, module: Option<&str>) -> Option<&Scope<'a>> {
        self.modules.get(module?)
    }

    /// Looks a name up from inside the module whose names `scope` holds.
    pub(super) fn find(&self, scope: Option<&Scope<'a>>, name: &str, wanted: Wanted) -> Found {
        let fits = |found: &&Declaration| wanted.accepts(found.keyword);
        let own = scope.and_then(|names| names.get(name));
        if let Some(found) = own.filter(fits) {
            return Found::Declared(*found);
        }
        let (of, last) = parted(name);
        let global = self.modules.get(of).and_then(|names| names.get(last));
        if let Some(found) = global.filter(fits) {
            return Found::Declared(*found);
        }
        if let Some(found) = self.find_term(name, wanted) {
            return Found::Declared(found);
        }
        own.or(global).map_or(Found::Nothing, |found| Found::Other(*found))
    }

    fn find_term(&self, name: &str, wanted: Wanted) -> Option<Declaration> {
        wanted.sorts().iter().find_map(|(sort, keyword)| {
            let term = self.vocabulary.declarable(self.vocabulary.sort(sort)?, name)?;
            self.implicit(term).map(|index| Declaration { keyword: *keyword, index })
        })
    }

    /// Every name that could have been meant at a place, as it would be written there.
    pub(super) fn candidates(&self, module: Option<&str>, wanted: Wanted) -> Vec<Cow<'a, str>> {
        let written = |of: &str, own: &'a str| match of {
            "" => Cow::Borrowed(own),
            of if Some(of) == module => Cow::Borrowed(own),
            of => Cow::Owned(format!("{of}.{own}")),
        };
        let mut names = Vec::new();
        for (of, declared) in &self.modules {
            let fitting = declared.iter().filter(|(_, found)| wanted.accepts(found.keyword));
            names.extend(fitting.map(|(own, _)| written(of, own)));
        }
        for (sort, _) in wanted.sorts() {
            if let Some(sort) = self.vocabulary.sort(sort) {
                names.extend(self.vocabulary.declarable_names(sort).map(Cow::Borrowed));
            }
        }
        names.sort_unstable();
        names
    }
}

/// The terms of a sort that may be used without being declared, in the order of the vocabulary.
pub(super) fn usable_terms(vocabulary: &Vocabulary, sort: &str) -> Vec<TermId> {
    let Some(sort) = vocabulary.sort(sort) else { return Vec::new() };
    let usable = |term: &TermId| match vocabulary.term(*term).kind {
        TermKind::Leaf | TermKind::Inner => true,
        TermKind::Other | TermKind::List => false,
    };
    vocabulary.all_names(sort).filter_map(|name| vocabulary.find(sort, name)).filter(usable).collect()
}
