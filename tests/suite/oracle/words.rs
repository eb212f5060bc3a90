//! The words of a small policy and of the language: each sort is a tree, each term a set of leaves.

use std::sync::LazyLock;

/// Leaves of one sort, a bit each.
pub(super) type Set = u64;

/// A sort: its name, its root, and its words, each with what lies below it.
type Tree = (&'static str, &'static str, &'static [(&'static str, &'static [&'static str])]);

/// The policy's own sorts.
pub(super) const POLICY: &[Tree] = &[
    ("data", "any-data", &[("contact", &["email", "phone"]), ("device", &["imei", "cookie-id"]), ("free-text", &[])]),
    ("purpose", "any-purpose", &[("service", &["deliver", "support"]), ("improvement", &["training", "statistics"])]),
    ("feature", "any-feature", &[("shop", &[]), ("forum", &["chat", "reviews"])]),
    ("means", "any-means", &[("form", &[]), ("cookie", &[])]),
    ("measure", "any-measure", &[("encryption", &[]), ("locks", &["door", "safe"])]),
    ("content", "any-content", &[("purpose", &[]), ("method", &[]), ("recipient", &[])]),
    ("right", "any-right", &[("copy", &[]), ("delete", &[])]),
    ("age", "any-age", &[("minor", &["child", "teen"]), ("adult", &[])]),
    ("ground", "any-ground", &[("exceptions", &["2.1", "2.2"]), ("sharing", &["3.1", "3.2"]), ("4.1", &[])]),
];

/// The language's own sorts, as its reference lists them.
const LANGUAGE: &[Tree] = &[
    (
        "action",
        "action",
        &[
            ("collect", &[]),
            ("use", &[]),
            ("display", &[]),
            ("entrust", &[]),
            ("share", &[]),
            ("transfer", &[]),
            ("disclose", &[]),
        ],
    ),
    ("basis", "basis", &[("listing", &[]), ("consent", &[]), ("claim", &[])]),
    ("demand", "demand", &[("required", &[]), ("optional", &[])]),
    (
        "party",
        "party",
        &[
            ("inside", &["ourselves"]),
            ("outside", &["processor", "affiliate", "third-party", "authority", "successor", "public"]),
        ],
    ),
    ("reader", "reader", &[("owner", &[]), ("authorised-staff", &[]), ("all-staff", &[]), ("nobody", &[])]),
    ("acceptance", "acceptance", &[("before-use", &[]), ("after-use", &[]), ("never", &[])]),
    (
        "event",
        "event",
        &[
            ("collection", &[]),
            ("purpose-ended", &[]),
            ("withdrawal", &[]),
            ("consent-refused", &[]),
            ("deletion-request", &[]),
            ("account-cancelled", &[]),
            ("minor-confirmed", &[]),
            ("last-use", &[]),
            ("shutdown", &[]),
            ("bankruptcy", &[]),
            ("merger", &[]),
            ("acquisition", &[]),
        ],
    ),
    ("store-kind", "store-kind", &[("live", &[]), ("backup", &[]), ("transit", &[])]),
    ("subject-role", "subject-role", &[("user", &[]), ("other-person", &[])]),
    ("consent-class", "consent-class", &[("general", &[]), ("choice", &[]), ("explicit", &[])]),
    (
        "cite",
        "cite",
        &[("law", &[]), ("rule", &[]), ("case", &[]), ("order", &[]), ("request", &[]), ("contract", &[])],
    ),
    (
        "transform",
        "transform",
        &[("deidentify", &[]), ("anonymise", &[]), ("aggregate", &[]), ("mask", &[]), ("relink", &[])],
    ),
];

/// Closed lists of the policy over its trees.
pub(super) const LISTS: &[(&str, &str, &[&str])] = &[("data", "identifier", &["phone", "imei"])];

/// A term, or what a workspace declares without one: then `own` tells it from all others, and it counts as the leaf of
/// what the policy has no word for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct Word {
    pub(super) sort: usize,
    pub(super) set: Set,
    pub(super) own: Option<usize>,
}

impl Word {
    /// Whether all that it stands for lies within `wide`.
    pub(super) fn within(self, wide: Self) -> bool {
        match wide.own {
            Some(_) => self == wide,
            None => self.set & !wide.set == 0,
        }
    }

    /// Whether the two have something in common.
    pub(super) fn meets(self, other: Self) -> bool {
        match (self.own, other.own) {
            (Some(_), Some(_)) => self == other,
            _ => self.set & other.set != 0,
        }
    }

    /// Everything it may mean, one leaf each.
    pub(super) fn leaves(self) -> Vec<Self> {
        match self.own {
            Some(_) => vec![self],
            None => bits(self.set).map(|set| Self { set, ..self }).collect(),
        }
    }
}

/// The leaves of a set, one by one.
pub(super) fn bits(set: Set) -> impl Iterator<Item = Set> {
    (0..64).map(|bit| 1 << bit).filter(move |bit| set & bit != 0)
}

struct Term {
    name: String,
    set: Set,
    declarable: bool,
}

struct Sort {
    name: &'static str,
    terms: Vec<Term>,
}

static SORTS: LazyLock<Vec<Sort>> = LazyLock::new(|| POLICY.iter().chain(LANGUAGE).map(grow).collect());

fn grow((name, root, words): &Tree) -> Sort {
    let mut terms = Vec::new();
    let mut next = 0;
    let mut leaf = |terms: &mut Vec<Term>, name: String, declarable: bool| {
        let set = 1 << next;
        next += 1;
        terms.push(Term { name, set, declarable });
        set
    };
    let mut all = leaf(&mut terms, format!("other-{root}"), false);
    for (word, below) in *words {
        if below.is_empty() {
            all |= leaf(&mut terms, (*word).to_owned(), true);
            continue;
        }
        let mut set = leaf(&mut terms, format!("other-{word}"), false);
        for word in *below {
            set |= leaf(&mut terms, (*word).to_owned(), true);
        }
        terms.push(Term { name: (*word).to_owned(), set, declarable: true });
        all |= set;
    }
    terms.push(Term { name: (*root).to_owned(), set: all, declarable: true });
    for (_, list, members) in LISTS.iter().filter(|(sort, ..)| sort == name) {
        let member = |word: &&str| terms.iter().find(|term| term.name == **word).map_or(0, |term| term.set);
        let set = members.iter().map(member).fold(0, |set, more| set | more);
        terms.push(Term { name: (*list).to_owned(), set, declarable: false });
    }
    Sort { name, terms }
}

fn place(sort: &str) -> usize {
    SORTS.iter().position(|known| known.name == sort).expect("a known sort")
}

/// The term of a name.
pub(super) fn word(sort: &str, name: &str) -> Word {
    let sort = place(sort);
    let term = SORTS[sort].terms.iter().find(|term| term.name == name).expect("a known term");
    Word { sort, set: term.set, own: None }
}

/// What a workspace declares without a class, by number.
pub(super) fn own(sort: &str, number: usize) -> Word {
    Word { sort: place(sort), set: 1, own: Some(number) }
}

/// All leaves of a sort.
pub(super) fn all(sort: &str) -> Set {
    SORTS[place(sort)].terms.iter().map(|term| term.set).fold(0, |set, more| set | more)
}

/// A set of leaves as one word.
pub(super) fn leaf(sort: &str, set: Set) -> Word {
    Word { sort: place(sort), set, own: None }
}

/// Words together.
pub(super) fn union(sort: &str, names: &[&str]) -> Set {
    names.iter().map(|name| word(sort, name).set).fold(0, |set, more| set | more)
}

/// What a term is called.
pub(super) fn name(word: Word) -> &'static str {
    let found = SORTS[word.sort].terms.iter().find(|term| term.set == word.set);
    found.map_or("", |term| term.name.as_str())
}

/// Whether the policy has a word of its own for a leaf.
pub(super) fn is_named(word: Word) -> bool {
    word.own.is_none() && !name(word).starts_with("other-")
}

/// The terms that flows may use, leaves and inner terms.
pub(super) fn declarable(sort: &str) -> Vec<&'static str> {
    let terms = SORTS[place(sort)].terms.iter().filter(|term| term.declarable);
    terms.map(|term| term.name.as_str()).collect()
}

/// All terms that rules may use, lists among them.
pub(super) fn terms(sort: &str) -> Vec<&'static str> {
    SORTS[place(sort)].terms.iter().map(|term| term.name.as_str()).collect()
}
