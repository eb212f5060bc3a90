//! Two policies over one workspace: each takes over the other's words, so that one text can be read under both.

use rustc_hash::FxHashSet;

use super::language;
use super::vocabulary::{LeafSet, SortId, TermId, TermKind, Vocabulary};

/// That a term of another policy means the same as one of ours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Counterpart {
    /// The other policy's term, in its own vocabulary.
    pub theirs: TermId,
    /// Ours.
    pub own: TermId,
}

/// Which of two policies a word that both have is read by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Speaker {
    /// The flows are written in our words: a word that both have is ours.
    Ourselves,
    /// The flows are written in the other policy's words: a word that both have means what its counterparts say, and
    /// the same as ours if there are none.
    Other,
}

/// A policy's vocabulary that understands another policy's words too.
#[derive(Debug, Clone)]
pub struct Adopted {
    /// All words of both. The terms and leaves of our own are as they were.
    pub vocabulary: Vocabulary,
    /// Words of the other policy that stand, at least in part, for nothing that we have a word for.
    pub without_counterpart: FxHashSet<String>,
}

/// Takes over the words of `other`. A leaf of theirs stands for its counterparts; else for our leaf of its name; else for
/// the counterparts of the narrowest term that holds it; else for what we have no word for. A wider term stands for all
/// that its leaves stand for.
pub fn adopt(own: &Vocabulary, other: &Vocabulary, counterparts: &[Counterpart], speaker: Speaker) -> Adopted {
    let mut adopted = Adopted { vocabulary: own.clone(), without_counterpart: FxHashSet::default() };
    for (theirs, sort) in other.sorts() {
        if language::is_closed(&sort.name) {
            continue;
        }
        let root = &other.term(sort.root).name;
        let ours = own.sort(&sort.name).unwrap_or_else(|| adopted.vocabulary.add_sort(&sort.name, root));
        let said: Vec<Counterpart> =
            counterparts.iter().filter(|pair| other.term(pair.theirs).sort == theirs).copied().collect();
        let implicit = super::resolve::is_implicit(&sort.name);
        let numbers = sort.name == "ground";
        Sort { own, other, said, ours, implicit, numbers }.adopt(theirs, speaker, &mut adopted);
    }
    adopted
}

/// One sort that both policies have.
struct Sort<'a> {
    own: &'a Vocabulary,
    other: &'a Vocabulary,
    said: Vec<Counterpart>,
    ours: SortId,
    /// Whether a term of it may be used as a thing without being declared. Then it stays a thing of its own, even where
    /// it means the same as one of our terms.
    implicit: bool,
    /// Whether its terms are numbers of clauses, which no other policy is expected to have.
    numbers: bool,
}

/// The number of the leaf that stands for what a policy has no word for.
const NO_WORD: u32 = 0;

impl Sort<'_> {
    fn adopt(&self, theirs: SortId, speaker: Speaker, adopted: &mut Adopted) {
        let names: Vec<&str> = self.other.declarable_names(theirs).collect();
        for name in names {
            let Some(term) = self.other.find(theirs, name) else { continue };
            let known = self.own.find(self.ours, name).is_some();
            if known && (speaker == Speaker::Ourselves || !self.has_counterpart(term)) {
                continue;
            }
            let mut leaves = LeafSet::new();
            for leaf in self.other.leaf_terms(term) {
                leaves.extend(&self.image(leaf));
            }
            if leaves.contains(NO_WORD) && !self.numbers {
                adopted.without_counterpart.insert(name.to_owned());
            }
            adopted.vocabulary.add_foreign(self.ours, name, leaves, self.single(term), self.implicit);
        }
    }

    fn has_counterpart(&self, term: TermId) -> bool {
        self.said.iter().any(|pair| pair.theirs == term)
    }

    /// Our one term that a term is the same as, if that is said outright.
    fn single(&self, term: TermId) -> Option<TermId> {
        let mut own = self.said.iter().filter(|pair| pair.theirs == term).map(|pair| pair.own);
        own.next().filter(|_| own.next().is_none())
    }

    /// What one leaf of theirs stands for among our leaves.
    fn image(&self, leaf: TermId) -> LeafSet {
        let same = self.same_name(leaf).filter(|_| !self.has_counterpart(leaf));
        let holding = || self.said.iter().filter(|pair| self.other.within(leaf, pair.theirs));
        let width = |pair: &Counterpart| self.other.leaves(pair.theirs).len();
        let narrowest = holding().map(width).min();
        let mut image = LeafSet::new();
        if let Some(same) = same {
            image.extend(self.own.leaves(same));
        } else if narrowest.is_some() {
            let pairs = holding().filter(|pair| Some(width(pair)) == narrowest);
            pairs.for_each(|pair| image.extend(self.own.leaves(pair.own)));
        } else {
            image.insert(NO_WORD);
        }
        image
    }

    fn same_name(&self, leaf: TermId) -> Option<TermId> {
        match self.other.term(leaf).kind {
            TermKind::Leaf => self.own.declarable(self.ours, self.other.name(leaf)),
            TermKind::Inner | TermKind::Other | TermKind::List => None,
        }
    }
}
