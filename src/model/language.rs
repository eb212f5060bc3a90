//! The closed lists of the flow language, as sorts of terms. The engine gives these words their meaning; a pack may add
//! lists of its own over them, and adds the sorts that are the policy's.

use super::vocabulary::{TermId, Vocabulary};

/// A closed list of the language: its sort, the root, and the words, each with what lies below it.
type Closed = (&'static str, &'static str, &'static [(&'static str, &'static [&'static str])]);

const CLOSED: &[Closed] = &[
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
            ("person", &["user", "other-person", "guardian"]),
        ],
    ),
    (
        "channel",
        "channel",
        &[
            ("email", &[]),
            ("letter", &[]),
            ("phone", &[]),
            ("push", &[]),
            ("in-product", &[]),
            ("web-form", &[]),
            ("announcement", &[]),
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
    ("fee", "fee", &[("repeated-requests", &[]), ("every-request", &[])]),
    ("check", "check", &[("identity", &[]), ("guardianship", &[])]),
    ("link", "link", &[("direct", &[]), ("indirect", &[])]),
    ("protected", "protected", &[("life", &[]), ("property", &[]), ("other-interest", &[])]),
    ("asking", "asking", &[("hard", &[]), ("easy", &[])]),
    (
        "cite",
        "cite",
        &[("law", &[]), ("rule", &[]), ("case", &[]), ("order", &[]), ("request", &[]), ("contract", &[])],
    ),
    ("plan", "plan", &[("incident", &[]), ("shutdown", &[])]),
    (
        "transform",
        "transform",
        &[("deidentify", &[]), ("anonymise", &[]), ("aggregate", &[]), ("mask", &[]), ("relink", &[])],
    ),
];

/// The sorts whose words are the policy's: each pack gives their trees.
pub const OF_POLICY: &[&str] = &[
    "data",
    "purpose",
    "feature",
    "means",
    "measure",
    "right",
    "content",
    "threat",
    "deletion-ground",
    "age",
    "ground",
    "topic",
];

/// A vocabulary of the language's own words, to which a pack adds its own.
pub fn vocabulary() -> Vocabulary {
    let mut vocabulary = Vocabulary::new();
    for (sort, root, words) in CLOSED {
        let sort = vocabulary.add_sort(sort, root);
        let root: TermId = vocabulary.sort_of(sort).root;
        for (word, below) in *words {
            if below.is_empty() {
                vocabulary.add(root, word);
            } else if let Some(inner) = vocabulary.add_inner(root, word) {
                for word in *below {
                    vocabulary.add(inner, word);
                }
            }
        }
    }
    vocabulary
}

/// Whether the words of a sort are the language's own.
pub fn is_closed(sort: &str) -> bool {
    CLOSED.iter().any(|(name, ..)| *name == sort)
}

/// The names of all sorts there can be, the language's and the policy's.
pub fn sort_names() -> impl Iterator<Item = &'static str> {
    CLOSED.iter().map(|(name, ..)| *name).chain(OF_POLICY.iter().copied())
}
