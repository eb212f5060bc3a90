//! The policy's words: sorts of terms, each a tree with closed lists beside it. A term stands for the set of its leaves,
//! and order among terms is inclusion of these sets.

use rustc_hash::FxHashMap;
use smallvec::SmallVec;

/// A term of some sort.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TermId(pub u32);

impl TermId {
    const OWN: u32 = 1 << 31;
    const SORT_SHIFT: u32 = 25;

    /// The word for something that a workspace declares without a class: it belongs to `sort`, has no word in the policy,
    /// and is the same as nothing but itself. For comparison with the policy's words it is the leaf `other-ROOT`.
    pub fn own(sort: SortId, index: u32) -> Self {
        Self(Self::OWN | u32::from(sort.0) << Self::SORT_SHIFT | index & ((1 << Self::SORT_SHIFT) - 1))
    }

    /// The number that [`Self::own`] was given, for a workspace's own word.
    pub fn own_index(self) -> Option<u32> {
        (self.0 & Self::OWN != 0).then_some(self.0 & ((1 << Self::SORT_SHIFT) - 1))
    }
}

/// A sort of terms: data, purposes, features, parties, events …
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SortId(pub u8);

/// A set of leaves of one sort.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct LeafSet(SmallVec<[u64; 2]>);

impl LeafSet {
    /// The empty set, for constants.
    pub const EMPTY: Self = Self(SmallVec::new_const());

    /// The empty set.
    pub fn new() -> Self {
        Self::default()
    }

    /// The leaves whose bits are set.
    pub fn from_bits(bits: u64) -> Self {
        Self(if bits == 0 { SmallVec::new() } else { SmallVec::from_slice(&[bits]) })
    }

    /// Adds a leaf by its number within its sort.
    pub fn insert(&mut self, leaf: u32) {
        let word = leaf as usize / 64;
        if self.0.len() <= word {
            self.0.resize(word + 1, 0);
        }
        self.0[word] |= 1 << (leaf % 64);
    }

    /// Whether the leaf is in it.
    pub fn contains(&self, leaf: u32) -> bool {
        self.0.get(leaf as usize / 64).is_some_and(|word| word & (1 << (leaf % 64)) != 0)
    }

    /// Adds all of `other`.
    pub fn extend(&mut self, other: &Self) {
        if self.0.len() < other.0.len() {
            self.0.resize(other.0.len(), 0);
        }
        for (mine, theirs) in self.0.iter_mut().zip(&other.0) {
            *mine |= theirs;
        }
    }

    /// Keeps only what is in `other` too.
    pub fn intersect(&mut self, other: &Self) {
        for (index, mine) in self.0.iter_mut().enumerate() {
            *mine &= other.0.get(index).copied().unwrap_or(0);
        }
    }

    /// Whether every leaf is in `other`.
    pub fn within(&self, other: &Self) -> bool {
        self.0.iter().enumerate().all(|(index, mine)| mine & !other.0.get(index).copied().unwrap_or(0) == 0)
    }

    /// Whether some leaf is in both.
    pub fn meets(&self, other: &Self) -> bool {
        self.0.iter().zip(&other.0).any(|(mine, theirs)| mine & theirs != 0)
    }

    /// Whether there is no leaf.
    pub fn is_empty(&self) -> bool {
        self.0.iter().all(|word| *word == 0)
    }

    /// How many leaves there are.
    pub fn len(&self) -> usize {
        self.0.iter().map(|word| word.count_ones() as usize).sum()
    }

    /// The leaves, by number.
    pub fn iter(&self) -> impl Iterator<Item = u32> + '_ {
        self.0.iter().enumerate().flat_map(|(index, word)| {
            (0..64).filter(move |bit| word & (1 << bit) != 0).map(move |bit| index as u32 * 64 + bit)
        })
    }
}

impl FromIterator<u32> for LeafSet {
    fn from_iter<I: IntoIterator<Item = u32>>(leaves: I) -> Self {
        let mut set = Self::new();
        leaves.into_iter().for_each(|leaf| set.insert(leaf));
        set
    }
}

/// What a term is in its sort.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TermKind {
    /// It has nothing below it.
    Leaf,
    /// It has terms below it, and an implicit leaf `other-TERM` for what the policy has no word for.
    Inner,
    /// The implicit leaf of an inner term.
    Other,
    /// A closed list of terms. Nothing is declared as a list.
    List,
}

/// One term.
#[derive(Debug, Clone)]
pub struct Term {
    /// Its name, unique within its sort.
    pub name: String,
    /// Its sort.
    pub sort: SortId,
    /// What it is.
    pub kind: TermKind,
    /// The leaves it stands for.
    pub leaves: LeafSet,
    /// The nearest inner term above it, if it stands in the tree (the first, where it stands in several places).
    pub parent: Option<TermId>,
}

/// One sort of terms.
#[derive(Debug, Clone)]
pub struct Sort {
    /// Its name.
    pub name: String,
    /// The root of its tree.
    pub root: TermId,
    /// The term of each leaf, by the leaf's number.
    pub leaves: Vec<TermId>,
}

/// A band of ages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Band {
    /// Its term, a leaf of the sort `age`.
    pub term: TermId,
    /// The least age in years.
    pub least: u16,
    /// The greatest age in years, if there is one.
    pub greatest: Option<u16>,
}

/// All sorts and terms that flows and rules may use.
#[derive(Debug, Clone, Default)]
pub struct Vocabulary {
    sorts: Vec<Sort>,
    terms: Vec<Term>,
    sort_names: FxHashMap<String, SortId>,
    names: Vec<FxHashMap<String, TermId>>,
}

impl Vocabulary {
    /// No sort.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a sort with its root, which has no leaf yet but `other-ROOT`.
    pub fn add_sort(&mut self, name: &str, root: &str) -> SortId {
        let sort = SortId(self.sorts.len() as u8);
        self.sorts.push(Sort { name: name.to_owned(), root: TermId(self.terms.len() as u32), leaves: Vec::new() });
        self.sort_names.insert(name.to_owned(), sort);
        self.names.push(FxHashMap::default());
        self.push(sort, root, TermKind::Inner, None);
        self.add_leaf(sort, &format!("other-{root}"), TermKind::Other, self.sorts[sort.0 as usize].root);
        sort
    }

    fn push(&mut self, sort: SortId, name: &str, kind: TermKind, parent: Option<TermId>) -> TermId {
        let id = TermId(self.terms.len() as u32);
        self.terms.push(Term { name: name.to_owned(), sort, kind, leaves: LeafSet::new(), parent });
        self.names[sort.0 as usize].insert(name.to_owned(), id);
        id
    }

    fn add_leaf(&mut self, sort: SortId, name: &str, kind: TermKind, parent: TermId) -> TermId {
        let id = self.push(sort, name, kind, Some(parent));
        let leaf = self.sorts[sort.0 as usize].leaves.len() as u32;
        self.sorts[sort.0 as usize].leaves.push(id);
        self.terms[id.0 as usize].leaves.insert(leaf);
        self.include(parent, id);
        id
    }

    /// Makes everything below `child` part of `parent` and of all above it.
    fn include(&mut self, parent: TermId, child: TermId) {
        let leaves = self.term(child).leaves.clone();
        let mut above = Some(parent);
        while let Some(term) = above {
            self.terms[term.0 as usize].leaves.extend(&leaves);
            above = self.term(term).parent;
        }
    }

    /// Adds a term without anything below it, or, where the name is known, places that term below `parent` too.
    pub fn add(&mut self, parent: TermId, name: &str) -> TermId {
        let sort = self.term(parent).sort;
        match self.find(sort, name) {
            Some(known) => {
                self.include(parent, known);
                known
            }
            None => self.add_leaf(sort, name, TermKind::Leaf, parent),
        }
    }

    /// Adds a term that will have terms below it, with its `other-TERM`. `None` if the name is taken.
    pub fn add_inner(&mut self, parent: TermId, name: &str) -> Option<TermId> {
        let sort = self.term(parent).sort;
        if self.find(sort, name).is_some() {
            return None;
        }
        let id = self.push(sort, name, TermKind::Inner, Some(parent));
        self.add_leaf(sort, &format!("other-{name}"), TermKind::Other, id);
        Some(id)
    }

    /// Adds a closed list. `None` if the name is taken.
    pub fn add_list(&mut self, sort: SortId, name: &str, members: &[TermId]) -> Option<TermId> {
        if self.find(sort, name).is_some() {
            return None;
        }
        let id = self.push(sort, name, TermKind::List, None);
        for member in members {
            let leaves = self.term(*member).leaves.clone();
            self.terms[id.0 as usize].leaves.extend(&leaves);
        }
        Some(id)
    }

    /// Adds a word of another policy that stands for `leaves`, or gives the word that meaning if it is known. Where it
    /// is the same as one `single` term, it is that term, unless it must stay a word `apart`.
    pub fn add_foreign(&mut self, sort: SortId, name: &str, leaves: LeafSet, single: Option<TermId>, apart: bool) {
        let nothing = LeafSet::from_iter([0]);
        let single = single.or_else(|| (leaves == nothing).then(|| self.other(sort)));
        match single.filter(|_| !apart) {
            Some(term) => {
                self.names[sort.0 as usize].insert(name.to_owned(), term);
            }
            None => {
                let kind = if leaves.len() > 1 { TermKind::Inner } else { TermKind::Leaf };
                let id = self.push(sort, name, kind, single);
                self.terms[id.0 as usize].leaves = leaves;
            }
        }
    }

    /// The sort of a name.
    pub fn sort(&self, name: &str) -> Option<SortId> {
        self.sort_names.get(name).copied()
    }

    /// All sorts.
    pub fn sorts(&self) -> impl Iterator<Item = (SortId, &Sort)> {
        self.sorts.iter().enumerate().map(|(index, sort)| (SortId(index as u8), sort))
    }

    /// What is known of a sort.
    pub fn sort_of(&self, sort: SortId) -> &Sort {
        &self.sorts[sort.0 as usize]
    }

    /// The term of a name in a sort, lists included.
    pub fn find(&self, sort: SortId, name: &str) -> Option<TermId> {
        self.names.get(sort.0 as usize)?.get(name).copied()
    }

    /// The term of a name that flows may use in a sort: lists are words of the policy's own bookkeeping.
    pub fn declarable(&self, sort: SortId, name: &str) -> Option<TermId> {
        self.find(sort, name).filter(|term| self.term(*term).kind != TermKind::List)
    }

    /// The names that flows may use in a sort, for suggestions, in the order of the pack.
    pub fn declarable_names(&self, sort: SortId) -> impl Iterator<Item = &str> {
        let wanted = move |term: &&Term| term.sort == sort && matches!(term.kind, TermKind::Leaf | TermKind::Inner);
        self.terms.iter().filter(wanted).map(|term| term.name.as_str())
    }

    /// All names in a sort, lists included.
    pub fn all_names(&self, sort: SortId) -> impl Iterator<Item = &str> {
        self.terms.iter().filter(move |term| term.sort == sort).map(|term| term.name.as_str())
    }

    /// What is known of a term; for a workspace's own word, what is known of its sort's `other-ROOT`.
    pub fn term(&self, term: TermId) -> &Term {
        let term = match term.own_index() {
            Some(_) => self.other(SortId((term.0 >> TermId::SORT_SHIFT & 0x3f) as u8)),
            None => term,
        };
        &self.terms[term.0 as usize]
    }

    /// How many terms there are, all sorts together.
    pub fn len(&self) -> usize {
        self.terms.len()
    }

    /// Whether there is no term.
    pub fn is_empty(&self) -> bool {
        self.terms.is_empty()
    }

    /// Whether a term is one of these, or a workspace's own word. A vocabulary that has taken in another's words has more.
    pub fn knows(&self, term: TermId) -> bool {
        term.own_index().is_some() || (term.0 as usize) < self.terms.len()
    }

    /// A term's name.
    pub fn name(&self, term: TermId) -> &str {
        &self.term(term).name
    }

    /// The leaves that a term stands for.
    pub fn leaves(&self, term: TermId) -> &LeafSet {
        &self.term(term).leaves
    }

    /// The leaves that a term stands for, as terms.
    pub fn leaf_terms(&self, term: TermId) -> impl Iterator<Item = TermId> + '_ {
        let sort = &self.sorts[self.term(term).sort.0 as usize];
        self.leaves(term).iter().map(|leaf| sort.leaves[leaf as usize])
    }

    /// The leaf `other-ROOT` of a sort: what has no class of the policy.
    pub fn other(&self, sort: SortId) -> TermId {
        self.sorts[sort.0 as usize].leaves[0]
    }

    /// Whether everything that `term` stands for lies within `wide`. A workspace's own word lies within itself and
    /// within whatever holds all that the policy has no word for.
    pub fn within(&self, term: TermId, wide: TermId) -> bool {
        if wide.own_index().is_some() {
            return term == wide;
        }
        self.term(term).sort == self.term(wide).sort && self.leaves(term).within(self.leaves(wide))
    }

    /// Whether two terms have a leaf in common.
    pub fn meet(&self, left: TermId, right: TermId) -> bool {
        if left.own_index().is_some() && right.own_index().is_some() {
            return left == right;
        }
        self.term(left).sort == self.term(right).sort && self.leaves(left).meets(self.leaves(right))
    }
}
