//! The words of the language: declarations, clauses, and which clause may stand where. The grammar knows shape only;
//! these tables know the words, and the formatter, the messages and the reference are made from them.

use self::Cardinality::{Any, Once, OneOrMore, Optional};
use self::ClauseWord as C;

macro_rules! words {
    ($(#[$meta:meta])* $name:ident { $($variant:ident $text:literal),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[expect(missing_docs, reason = "each variant is the word it is named after")]
        pub enum $name { $($variant),+ }

        impl $name {
            /// All, in the order of the reference.
            pub const ALL: &[Self] = &[$(Self::$variant),+];

            /// The word as it is written.
            pub fn text(self) -> &'static str {
                match self { $(Self::$variant => $text),+ }
            }

            /// What a word means, if it is one of these.
            pub fn from_text(text: &str) -> Option<Self> {
                match text { $($text => Some(Self::$variant),)+ _ => None }
            }
        }
    };
}

words! {
    /// What begins a declaration: sixteen things and seven verbs.
    Keyword {
        System "system", Subject "subject", Data "data", Group "group", Purpose "purpose", Feature "feature",
        Store "store", Recipient "recipient", Transform "transform", Measure "measure", Consent "consent",
        Notice "notice", Claim "claim", Right "right", Plan "plan", Waiver "waiver",
        Collect "collect", Use "use", Display "display", Entrust "entrust", Share "share", Transfer "transfer",
        Disclose "disclose",
    }
}

words! {
    /// What begins a clause.
    ClauseWord {
        Policy "policy", Operator "operator", Measures "measures", Age "age", Account "account",
        AcceptsPolicy "accepts-policy", Sensitive "sensitive", Personal "personal", Schema "schema", Data "data",
        Needs "needs", MayUse "may-use", Lasts "lasts", Basic "basic", Requires "requires", BackupOf "backup-of",
        OpenTo "open-to", Delete "delete", Apply "apply", Keep "keep", Region "region", Agreement "agreement",
        LimitedTo "limited-to", Authorised "authorised", Evaluated "evaluated", Assessed "assessed",
        BoundByPolicy "bound-by-policy", Restorable "restorable", Undoes "undoes", Evidence "evidence",
        Against "against", Last "last", Next "next", From "from", Covers "covers", AskedBy "asked-by",
        GivenBy "given-by", Tells "tells", Effective "effective", Because "because", Link "link",
        Necessary "necessary", Protects "protects", Asking "asking", Cites "cites", Party "party", Issuer "issuer",
        Dated "dated", Channel "channel", Within "within", Fee "fee", Verifies "verifies", Grounds "grounds",
        Refuses "refuses", Stop "stop", Continue "continue", Fallback "fallback", ReportsTo "reports-to", On "on",
        Until "until", By "by", About "about", Into "into", To "to", Required "required", Optional "optional",
        For "for", Feature "feature", Means "means", Notice "notice", Basis "basis", Via "via", Derives "derives",
        Event "event",
    }
}

/// The word that names a file's module. It is no declaration: it says where the declarations below it belong.
pub const MODULE: &str = "module";

/// Words that join the parts of a value. With the keywords and `module`, nobody may declare them.
pub const CONNECTIVES: &[&str] =
    &["within", "of", "after", "before", "to", "for", "on", "under", "with", "all", "nothing", "yes", "no"];

/// The events of a person, of a datum and of the operator, from which times are counted.
pub const EVENTS: &[&str] = &[
    "withdrawal",
    "consent-refused",
    "deletion-request",
    "account-cancelled",
    "minor-confirmed",
    "last-use",
    "collection",
    "purpose-ended",
    "shutdown",
    "bankruptcy",
];

/// Units of time, each in one and in many.
pub const UNITS: &[&str] = &["hour", "hours", "day", "days", "month", "months", "year", "years"];

/// How one reaches people, and they us.
pub const CHANNELS: &[&str] = &["email", "letter", "phone", "push", "in-product", "web-form", "announcement"];

/// What a claim may cite.
pub const CITES: &[&str] = &["law", "rule", "case", "order", "request", "contract"];

/// How hard it would be to ask for consent.
pub const ASKING: &[&str] = &["hard", "easy"];

/// When a notice is given or a consent is said.
pub const WHEN: &[&str] = &["before", "after"];

/// What a flow may rest on.
pub const BASES: &[&str] = &["consent", "claim"];

const YES_NO: &[&str] = &["yes", "no"];
const READERS: &[&str] = &["owner", "authorised-staff", "all-staff", "nobody"];

/// How often a clause may stand in a declaration.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Cardinality {
    /// `?`: at most once.
    Optional,
    /// `1`: exactly once.
    Once,
    /// `+`: at least once.
    OneOrMore,
    /// `*`: any number.
    Any,
}

impl Cardinality {
    /// Whether a declaration is incomplete without it.
    pub fn is_required(self) -> bool {
        match self {
            Self::Once | Self::OneOrMore => true,
            Self::Optional | Self::Any => false,
        }
    }

    /// Whether it may stand there more than once.
    pub fn may_repeat(self) -> bool {
        match self {
            Self::OneOrMore | Self::Any => true,
            Self::Optional | Self::Once => false,
        }
    }
}

/// What a clause's value may be. [`super::value::Value`] is what it then is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Shape {
    /// One name: `Names` with a list of one.
    Name,
    /// An id that somebody else gave, which may begin with a digit: `Names` with a list of one.
    Id,
    /// Names separated by commas: `Names`.
    Names {
        /// Whether `all` may stand instead.
        all: bool,
        /// Whether `nothing` may stand instead.
        nothing: bool,
    },
    /// One string: `Texts` with a list of one.
    Text,
    /// Strings separated by commas: `Texts`.
    Texts,
    /// A string or `no`: `Texts` or `No`.
    TextOrNo,
    /// One of these words: `Choice`.
    Choice(&'static [&'static str]),
    /// Some of these words, separated by commas: `Choices`.
    Choices(&'static [&'static str]),
    /// Bands or years, separated by commas: `Ages`.
    Ages,
    /// A count and a unit: `Time`.
    Time,
    /// A time, or `until` an event: `Time` or `Until`.
    Lasts,
    /// A date: `Date`.
    Date,
    /// A date or `no`: `Date` or `No`.
    DateOrNo,
    /// `"text" [with RECIPIENT]`: `Agreement`.
    Agreement,
    /// `[refs] within TIME of EVENTS [under CLAIM]`: `End`.
    Delete,
    /// `TRANSFORM [to refs] within TIME of EVENTS [under CLAIM]`: `End`.
    Apply,
    /// `[refs] after EVENTS [under CLAIM]`, or `nothing`: `End`.
    Keep,
    /// `within TIME of EVENTS`: `Halt`.
    Stop,
    /// `after EVENTS`: `Halt`.
    Continue,
    /// `data [for purposes] [to recipients]`: `Covers`.
    Covers,
    /// `hard "why"` or `easy "why"`: `Asking`.
    Asking,
    /// `law "which"` and the like: `Cites`.
    Cites,
    /// `channel ["address"], …`: `Channels`.
    Channels,
    /// `"case" [under CLAIM]`: `Refuses`.
    Refuses,
    /// A string or a recipient, `[within TIME]`: `ReportsTo`.
    ReportsTo,
    /// `NOTICE [before | after]`: `Notice`.
    Notice,
    /// `consent NAME [before | after]` or `claim NAME`: `BasisConsent` or `BasisClaim`.
    Basis,
    /// `TRANSFORM [on refs]`: `Via`.
    Via,
}

/// One clause that a declaration may hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ClauseRule {
    /// Which.
    pub word: ClauseWord,
    /// How often.
    pub cardinality: Cardinality,
    /// With what value.
    pub shape: Shape,
}

/// Which words may stand after a declaration's `:`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ClassWords {
    /// These words of the language.
    Language(&'static [&'static str]),
    /// A term of the policy.
    Term,
    /// The id of a clause of the policy.
    Clause,
    /// The id of a rule.
    Rule,
}

/// What may stand after a declaration's `:`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Classes {
    /// Whether the declaration is incomplete without.
    pub required: bool,
    /// Whether several may stand there.
    pub several: bool,
    /// Which words.
    pub words: ClassWords,
}

impl Classes {
    const fn one(words: ClassWords) -> Option<Self> {
        Some(Self { required: true, several: false, words })
    }

    const OPTIONAL_TERM: Option<Self> = Some(Self { required: false, several: false, words: ClassWords::Term });
}

const NAMES: Shape = Shape::Names { all: false, nothing: false };
const NAMES_OR_NOTHING: Shape = Shape::Names { all: false, nothing: true };
const NAMES_OR_ALL: Shape = Shape::Names { all: true, nothing: false };
const DATA: Shape = Shape::Names { all: true, nothing: true };

const fn clause(word: ClauseWord, cardinality: Cardinality, shape: Shape) -> ClauseRule {
    ClauseRule { word, cardinality, shape }
}

impl Keyword {
    /// Whether it is one of the seven verbs.
    pub fn is_flow(self) -> bool {
        match self {
            Self::Collect
            | Self::Use
            | Self::Display
            | Self::Entrust
            | Self::Share
            | Self::Transfer
            | Self::Disclose => true,
            Self::System
            | Self::Subject
            | Self::Data
            | Self::Group
            | Self::Purpose
            | Self::Feature
            | Self::Store
            | Self::Recipient
            | Self::Transform
            | Self::Measure
            | Self::Consent
            | Self::Notice
            | Self::Claim
            | Self::Right
            | Self::Plan
            | Self::Waiver => false,
        }
    }

    /// What may stand after its `:`; `None` if it takes no class.
    pub fn classes(self) -> Option<Classes> {
        match self {
            Self::Subject => Classes::one(ClassWords::Language(&["user", "other-person"])),
            Self::Data | Self::Purpose | Self::Feature => Classes::OPTIONAL_TERM,
            Self::Recipient => Some(Classes {
                required: true,
                several: true,
                words: ClassWords::Language(&[
                    "affiliate",
                    "processor",
                    "third-party",
                    "authority",
                    "successor",
                    "public",
                ]),
            }),
            Self::Transform => {
                Classes::one(ClassWords::Language(&["deidentify", "anonymise", "aggregate", "mask", "relink"]))
            }
            Self::Consent => Classes::one(ClassWords::Language(&["general", "choice", "explicit"])),
            Self::Plan => Classes::one(ClassWords::Language(&["incident", "shutdown"])),
            Self::Measure | Self::Right => Classes::one(ClassWords::Term),
            Self::Claim => Classes::one(ClassWords::Clause),
            Self::Waiver => Classes::one(ClassWords::Rule),
            Self::System
            | Self::Group
            | Self::Store
            | Self::Notice
            | Self::Collect
            | Self::Use
            | Self::Display
            | Self::Entrust
            | Self::Share
            | Self::Transfer
            | Self::Disclose => None,
        }
    }

    /// The clauses it may hold, in canonical order.
    pub fn clauses(self) -> &'static [ClauseRule] {
        match self {
            Self::System => SYSTEM,
            Self::Subject => SUBJECT,
            Self::Data => DATUM,
            Self::Group => GROUP,
            Self::Purpose => PURPOSE,
            Self::Feature => FEATURE,
            Self::Store => STORE,
            Self::Recipient => RECIPIENT,
            Self::Transform => TRANSFORM,
            Self::Measure => MEASURE,
            Self::Consent => CONSENT,
            Self::Notice => NOTICE,
            Self::Claim => CLAIM,
            Self::Right => RIGHT,
            Self::Plan => PLAN,
            Self::Waiver => WAIVER,
            Self::Collect => COLLECT,
            Self::Use => USE,
            Self::Display => DISPLAY,
            Self::Entrust | Self::Share | Self::Disclose => PROVIDE,
            Self::Transfer => TRANSFER,
        }
    }

    /// What is said of a clause in this declaration, if it may stand there.
    pub fn clause(self, word: ClauseWord) -> Option<&'static ClauseRule> {
        self.clauses().iter().find(|rule| rule.word == word)
    }
}

impl ClauseWord {
    /// The declarations that may hold the clause.
    pub fn declarations(self) -> impl Iterator<Item = Keyword> {
        Keyword::ALL.iter().copied().filter(move |keyword| keyword.clause(self).is_some())
    }
}

/// Whether nobody may declare the word: it begins a declaration or joins the parts of a value.
pub fn is_reserved(word: &str) -> bool {
    is_connective(word) || word == MODULE || Keyword::from_text(word).is_some()
}

/// Whether the word joins the parts of a value, so that it can never be a name in one.
pub fn is_connective(word: &str) -> bool {
    word.len() <= 7 && CONNECTIVES.contains(&word)
}

const SYSTEM: &[ClauseRule] = &[
    clause(C::Policy, Once, Shape::Id),
    clause(C::Operator, Once, Shape::Text),
    clause(C::Measures, Optional, NAMES_OR_NOTHING),
];

const SUBJECT: &[ClauseRule] = &[
    clause(C::Age, Optional, Shape::Ages),
    clause(C::Account, Optional, Shape::Choice(YES_NO)),
    clause(C::AcceptsPolicy, Optional, Shape::Choice(&["before-use", "after-use", "never"])),
];

const DATUM: &[ClauseRule] = &[
    clause(C::Sensitive, Optional, Shape::Choice(YES_NO)),
    clause(C::Personal, Optional, Shape::Choice(&["no"])),
    clause(C::Schema, Optional, Shape::Texts),
];

const GROUP: &[ClauseRule] = &[clause(C::Data, Once, NAMES_OR_NOTHING)];

const PURPOSE: &[ClauseRule] = &[
    clause(C::Needs, Optional, NAMES_OR_NOTHING),
    clause(C::MayUse, Optional, NAMES_OR_NOTHING),
    clause(C::Lasts, Optional, Shape::Lasts),
];

const FEATURE: &[ClauseRule] =
    &[clause(C::Basic, Optional, Shape::Choice(YES_NO)), clause(C::Requires, Optional, NAMES_OR_NOTHING)];

const STORE: &[ClauseRule] = &[
    clause(C::BackupOf, Optional, Shape::Name),
    clause(C::OpenTo, Optional, Shape::Choices(READERS)),
    clause(C::Measures, Optional, NAMES_OR_NOTHING),
    clause(C::Delete, Any, Shape::Delete),
    clause(C::Apply, Any, Shape::Apply),
    clause(C::Keep, Any, Shape::Keep),
    clause(C::Region, Optional, Shape::Text),
];

const RECIPIENT: &[ClauseRule] = &[
    clause(C::Agreement, Optional, Shape::Agreement),
    clause(C::LimitedTo, Optional, DATA),
    clause(C::Authorised, Optional, Shape::DateOrNo),
    clause(C::Evaluated, Optional, Shape::DateOrNo),
    clause(C::Assessed, Optional, Shape::DateOrNo),
    clause(C::BoundByPolicy, Optional, Shape::Choice(YES_NO)),
    clause(C::Measures, Optional, NAMES_OR_NOTHING),
    clause(C::Delete, Any, Shape::Delete),
    clause(C::Apply, Any, Shape::Apply),
    clause(C::Keep, Any, Shape::Keep),
    clause(C::Region, Optional, Shape::Text),
];

const TRANSFORM: &[ClauseRule] = &[
    clause(C::Restorable, Optional, Shape::Choice(&["never", "with-separate-key", "with-key-at-hand", "freely"])),
    clause(C::Undoes, Optional, Shape::Name),
    clause(C::Evidence, Optional, Shape::Texts),
];

const MEASURE: &[ClauseRule] = &[
    clause(C::Against, Optional, NAMES_OR_NOTHING),
    clause(C::Evidence, Optional, Shape::Texts),
    clause(C::Last, Optional, Shape::Date),
    clause(C::Next, Optional, Shape::Date),
];

const CONSENT: &[ClauseRule] = &[
    clause(C::From, Once, Shape::Name),
    clause(C::Covers, OneOrMore, Shape::Covers),
    clause(C::AskedBy, Optional, Shape::Name),
    clause(C::GivenBy, Optional, Shape::Choice(&["guardian"])),
];

const NOTICE: &[ClauseRule] = &[
    clause(C::Tells, Optional, NAMES_OR_NOTHING),
    clause(C::Covers, Any, Shape::Covers),
    clause(C::Effective, Optional, Shape::Date),
];

const CLAIM: &[ClauseRule] = &[
    clause(C::Because, Optional, Shape::Text),
    clause(C::Link, Optional, Shape::Choice(&["direct", "indirect"])),
    clause(C::Necessary, Optional, Shape::TextOrNo),
    clause(C::Protects, Optional, Shape::Choices(&["life", "property", "other-interest"])),
    clause(C::Asking, Optional, Shape::Asking),
    clause(C::Cites, Any, Shape::Cites),
    clause(C::Party, Optional, Shape::Name),
    clause(C::Issuer, Optional, Shape::Text),
    clause(C::Dated, Optional, Shape::Date),
    clause(C::Evidence, Optional, Shape::Texts),
];

const RIGHT: &[ClauseRule] = &[
    clause(C::Channel, Optional, Shape::Channels),
    clause(C::Covers, Optional, NAMES_OR_ALL),
    clause(C::Within, Optional, Shape::Time),
    clause(C::Fee, Optional, Shape::Choice(&["nothing", "repeated-requests", "every-request"])),
    clause(C::Verifies, Optional, Shape::Choices(&["identity", "guardianship", "nothing"])),
    clause(C::Grounds, Optional, NAMES_OR_NOTHING),
    clause(C::Refuses, Any, Shape::Refuses),
    clause(C::Stop, Optional, Shape::Stop),
    clause(C::Continue, Optional, Shape::Continue),
];

const PLAN: &[ClauseRule] = &[
    clause(C::Tells, Optional, NAMES_OR_NOTHING),
    clause(C::Channel, Optional, Shape::Channels),
    clause(C::Fallback, Optional, Shape::Channels),
    clause(C::Within, Optional, Shape::Time),
    clause(C::ReportsTo, Optional, Shape::ReportsTo),
    clause(C::Stop, Optional, Shape::Stop),
    clause(C::Continue, Optional, Shape::Continue),
];

const WAIVER: &[ClauseRule] = &[
    clause(C::On, Once, NAMES),
    clause(C::Until, Once, Shape::Date),
    clause(C::By, Once, Shape::Text),
    clause(C::Because, Once, Shape::Text),
];

const FLOW_FEATURE: ClauseRule = clause(C::Feature, Optional, Shape::Name);
const FLOW_FROM: ClauseRule = clause(C::From, Once, NAMES);
const FLOW_TO: ClauseRule = clause(C::To, Once, NAMES);
const FLOW_DATA: ClauseRule = clause(C::Data, Once, DATA);
const FLOW_FOR: ClauseRule = clause(C::For, Optional, NAMES_OR_NOTHING);
const FLOW_NOTICE: ClauseRule = clause(C::Notice, Any, Shape::Notice);
const FLOW_BASIS: ClauseRule = clause(C::Basis, Any, Shape::Basis);
const FLOW_VIA: ClauseRule = clause(C::Via, Any, Shape::Via);
const FLOW_STOP: ClauseRule = clause(C::Stop, Any, Shape::Stop);
const FLOW_CONTINUE: ClauseRule = clause(C::Continue, Any, Shape::Continue);

const COLLECT: &[ClauseRule] = &[
    FLOW_FEATURE,
    FLOW_FROM,
    clause(C::About, Optional, NAMES),
    clause(C::Into, Once, NAMES_OR_NOTHING),
    clause(C::Means, Optional, NAMES),
    clause(C::Required, Optional, DATA),
    clause(C::Optional, Optional, DATA),
    clause(C::Data, Optional, DATA),
    FLOW_FOR,
    FLOW_NOTICE,
    FLOW_BASIS,
    FLOW_VIA,
    FLOW_STOP,
    FLOW_CONTINUE,
];

const USE: &[ClauseRule] = &[
    FLOW_FEATURE,
    FLOW_FROM,
    clause(C::Into, Optional, NAMES_OR_NOTHING),
    FLOW_DATA,
    clause(C::Derives, Optional, NAMES_OR_NOTHING),
    FLOW_FOR,
    FLOW_NOTICE,
    FLOW_BASIS,
    FLOW_VIA,
    FLOW_STOP,
    FLOW_CONTINUE,
];

const DISPLAY: &[ClauseRule] = &[
    FLOW_FEATURE,
    FLOW_FROM,
    FLOW_DATA,
    FLOW_FOR,
    FLOW_NOTICE,
    FLOW_BASIS,
    FLOW_VIA,
    clause(C::OpenTo, Once, Shape::Choices(READERS)),
    FLOW_STOP,
    FLOW_CONTINUE,
];

const PROVIDE: &[ClauseRule] = &[
    FLOW_FEATURE,
    FLOW_FROM,
    FLOW_TO,
    FLOW_DATA,
    FLOW_FOR,
    FLOW_NOTICE,
    FLOW_BASIS,
    FLOW_VIA,
    FLOW_STOP,
    FLOW_CONTINUE,
];

const TRANSFER: &[ClauseRule] = &[
    FLOW_FEATURE,
    FLOW_FROM,
    FLOW_TO,
    FLOW_DATA,
    FLOW_FOR,
    clause(C::Event, Optional, Shape::Choice(&["merger", "acquisition", "bankruptcy"])),
    FLOW_NOTICE,
    FLOW_BASIS,
    FLOW_VIA,
    FLOW_STOP,
    FLOW_CONTINUE,
];
