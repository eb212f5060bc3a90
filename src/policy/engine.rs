//! The tables that the engine itself reads: their columns are the same in every pack, which gives the rows alone.

use super::facts::{Fact, Scale, Type};

/// A column of an engine table.
pub(crate) struct Column {
    /// Its name.
    pub(super) name: &'static str,
    /// The type of its values.
    pub(super) of_type: Type,
    /// What a row has that leaves it out.
    pub(super) default: Default,
}

/// What a row has that leaves a column out.
#[derive(Clone, Copy)]
pub(crate) enum Default {
    /// Nothing: the column does not restrict, or does not apply.
    Nothing,
    /// The root of the sort.
    Root,
    /// These words of the language; none is the empty set.
    Words(&'static [&'static str]),
    /// The row must say it.
    Required,
    /// Sentences about the claim; none are met by every claim.
    NoSentences,
    /// What the ground is for: `flow` where the row names actions, else the row must say it.
    Serves,
}

/// What a ground of the pack can be relied on for.
pub(super) const SERVES: &[&str] = &["flow", "keeping", "refusal"];

const fn column(name: &'static str, of_type: Type, default: Default) -> Column {
    Column { name, of_type, default }
}

const NONE: Default = Default::Words(&[]);

const FIELD_LISTS: &[Column] = &[
    column("feature", Type::Term("feature"), Default::Required),
    column("about", Type::Set("data"), Default::Root),
    column("required", Type::Set("data"), NONE),
    column("optional", Type::Set("data"), NONE),
    column("others", Type::Set("data"), NONE),
    column("collectors", Type::Set("party"), Default::Words(&["ourselves"])),
];

const PURPOSE_LIMITS: &[Column] = &[
    column("feature", Type::Term("feature"), Default::Required),
    column("data", Type::Set("data"), Default::Root),
    column("means", Type::Set("means"), Default::Nothing),
    column("actions", Type::Set("action"), Default::Words(&["use", "display", "entrust"])),
    column("purposes", Type::Set("purpose"), NONE),
    column("also", Type::Set("purpose"), NONE),
    column("once-de-identified", Type::Set("purpose"), NONE),
];

const RECIPIENT_LISTS: &[Column] = &[
    column("receiver", Type::Term("party"), Default::Required),
    column("data", Type::Set("data"), Default::Root),
    column("purposes", Type::Set("purpose"), Default::Required),
];

const REFUSAL_TERMS: &[Column] = &[
    column("feature", Type::Term("feature"), Default::Required),
    column("data", Type::Set("data"), Default::Root),
    column("may-cost", Type::Set("feature"), Default::Root),
    column("never-costs", Type::Set("feature"), NONE),
];

const GROUNDS: &[Column] = &[
    column("ground", Type::Term("ground"), Default::Required),
    column("actions", Type::Set("action"), NONE),
    column("by-consent", Type::Scale(Scale::Strength), Default::Nothing),
    column("counterpart", Type::Term("ground"), Default::Nothing),
    column("serves", Type::Text, Default::Serves),
    column("when", Type::Bool, Default::NoSentences),
];

const SENSITIVE: &[Column] =
    &[column("data", Type::Set("data"), Default::Root), column("age", Type::Set("age"), Default::Root)];

/// All tables that the engine reads.
pub(super) const TABLES: &[(&str, &[Column])] = &[
    ("field-lists", FIELD_LISTS),
    ("purpose-limits", PURPOSE_LIMITS),
    ("recipient-lists", RECIPIENT_LISTS),
    ("refusal-terms", REFUSAL_TERMS),
    ("grounds", GROUNDS),
    ("sensitive", SENSITIVE),
];

/// Whether the engine itself reads a table of this name.
pub fn is_engine_table(table: &str) -> bool {
    columns(table).is_some()
}

/// The columns of an engine table; `None` for a table of the pack's own.
pub(crate) fn columns(table: &str) -> Option<&'static [Column]> {
    TABLES.iter().find(|(name, _)| *name == table).map(|(_, columns)| *columns)
}

/// The words that a row has in a column that it leaves out, where that is a set of words of the language.
pub(crate) fn default_words(table: &str, column: &str) -> &'static [&'static str] {
    let column = columns(table).and_then(|columns| columns.iter().find(|known| known.name == column));
    match column.map(|column| column.default) {
        Some(Default::Words(words)) => words,
        Some(Default::Nothing | Default::Root | Default::Required | Default::NoSentences | Default::Serves) | None => {
            &[]
        }
    }
}

/// Whether a fact hangs on whether claims are met, which the sentences of grounds decide, so that those cannot ask for it:
/// all that is computed from grounds but what a row says by itself.
pub(crate) fn is_decided_by_grounds(fact: Fact) -> bool {
    let of_row = matches!(fact, Fact::ClaimGround | Fact::ClaimInScope | Fact::ClaimMisCited);
    readers("grounds").contains(&fact) && !of_row
}

/// The facts that are computed from an engine table, those of other facts among them.
pub(crate) fn readers(table: &str) -> &'static [Fact] {
    match table {
        "field-lists" => &[
            Fact::CollectFieldList,
            Fact::FlowNeed,
            Fact::FlowDisclosed,
            Fact::FlowConsent,
            Fact::FlowActorConsent,
            Fact::FlowGround,
        ],
        "purpose-limits" => &[
            Fact::FlowLimit,
            Fact::FlowListedPurposes,
            Fact::FlowGranted,
            Fact::FlowNeed,
            Fact::FlowDisclosed,
            Fact::FlowConsent,
            Fact::FlowBasis,
            Fact::PolicyPurposes,
        ],
        "recipient-lists" => {
            &[Fact::FlowExplanation, Fact::FlowDisclosed, Fact::FlowConsent, Fact::FlowBasis, Fact::PolicyPurposes]
        }
        "refusal-terms" => &[Fact::CollectRefusalTerm],
        "grounds" => &[
            Fact::ClaimGround,
            Fact::ClaimInScope,
            Fact::ClaimMisCited,
            Fact::ClaimMet,
            Fact::FlowGround,
            Fact::FlowBasis,
            Fact::HoldingEndEvent,
            Fact::HoldingErasureEvent,
            Fact::HoldingKeptEvent,
        ],
        "sensitive" => &[Fact::DatumSensitive, Fact::StoreSensitive],
        _ => &[],
    }
}
