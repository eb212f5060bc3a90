//! The closed list of what a rule may speak of: kinds of things, and the facts of each. Nothing here belongs to one
//! policy. What a fact's value is for a given thing is computed by the check stage.

use self::Type::{Bool, Date, Duration, Entity, Many, Rows, Set, Term, Text};

macro_rules! kinds {
    ($($(#[doc = $doc:literal])+ $variant:ident $name:literal ($($general:ident)?) $class:expr;)+) => {
        /// A kind of thing that a rule can range over or reach by a fact.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Kind { $($(#[doc = $doc])+ $variant,)+ }

        impl Kind {
            /// All kinds, in the order of the reference.
            pub const ALL: &[Self] = &[$(Self::$variant),+];

            /// The word for it in rules.
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name),+ }
            }

            /// The kind that this one is a special case of: it has all facts of that kind.
            pub fn general(self) -> Option<Self> {
                match self { $(Self::$variant => { let general: Option<Self> = None; $(let general = general.or(Some(Self::$general));)? general }),+ }
            }

            /// The sort that its class is a term of, for `is a`.
            pub fn class_sort(self) -> Option<&'static str> {
                match self { $(Self::$variant => $class),+ }
            }

            /// One sentence about it.
            pub fn summary(self) -> &'static str {
                match self { $(Self::$variant => concat!($($doc),+).trim_ascii()),+ }
            }
        }
    };
}

kinds! {
    /// One action on one datum of one origin, for one purpose, with one recipient if it has any.
    Flow "flow" () Some("action");
    /// A flow that collects.
    Collect "collect" (Flow) Some("action");
    /// A flow that uses.
    Use "use" (Flow) Some("action");
    /// A flow that shows to people.
    Display "display" (Flow) Some("action");
    /// A flow to somebody else: entrust, share, transfer or disclose.
    Provision "provision" (Flow) Some("action");
    /// A flow to somebody who acts for us.
    Entrust "entrust" (Provision) Some("action");
    /// A flow to somebody who acts for themselves.
    Share "share" (Provision) Some("action");
    /// A flow to a successor.
    Transfer "transfer" (Provision) Some("action");
    /// A flow to the public.
    Disclose "disclose" (Provision) Some("action");
    /// A piece of data on its way: field, origin, age bands, identifiability, consents held.
    Datum "datum" () Some("data");
    /// A datum at rest, in a store of ours or at a recipient.
    Holding "holding" () None;
    /// A store of ours.
    Store "store" () Some("store-kind");
    /// Somebody else who gets data.
    Recipient "recipient" () Some("party");
    /// A person in a role.
    Subject "subject" () Some("subject-role");
    /// A declared field.
    Data "data" () Some("data");
    /// A function of the product.
    Feature "feature" () Some("feature");
    /// A consent.
    Consent "consent" () Some("consent-class");
    /// A notice.
    Notice "notice" () None;
    /// A declared measure.
    Measure "measure" () Some("measure");
    /// A declared transform.
    Transform "transform" () Some("transform");
    /// A way for people to exercise a right.
    Right "right" () Some("right");
    /// A case in which a right is refused.
    Refusal "refusal" () None;
    /// An exception or ground that an author relies on.
    Claim "claim" () None;
    /// A plan for an incident or for the end of the service.
    Plan "plan" () Some("plan");
    /// The system whose flows are declared.
    System "system" () None;
    /// The policy that the pack holds.
    Policy "policy" () None;
    /// A row of a table of the pack.
    Row "row" () None;
}

/// An ordered set of steps that a fact takes one of, or an interval of them where not all is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Scale {
    /// How strong a consent is.
    Strength,
    /// How far a datum still identifies a person.
    Identifiability,
    /// How much a purpose needs a datum.
    Need,
    /// How well the policy tells of a flow.
    Disclosure,
    /// How a transform can be undone.
    Restorable,
}

impl Scale {
    /// All scales.
    pub const ALL: &[Self] = &[Self::Strength, Self::Identifiability, Self::Need, Self::Disclosure, Self::Restorable];

    /// The word for it in tables and messages.
    pub fn name(self) -> &'static str {
        match self {
            Self::Strength => "strength",
            Self::Identifiability => "identifiability",
            Self::Need => "need",
            Self::Disclosure => "disclosure",
            Self::Restorable => "restorable",
        }
    }

    /// Its steps, least first.
    pub fn steps(self) -> &'static [&'static str] {
        match self {
            Self::Strength => &["none", "general", "choice", "explicit"],
            Self::Identifiability => &["anonymous", "unlinkable", "de-identified", "identified"],
            Self::Need => &["none", "useful", "necessary"],
            Self::Disclosure => &["clear", "vague", "ambiguous", "omitted", "incorrect"],
            Self::Restorable => &["never", "with-separate-key", "with-key-at-hand", "freely"],
        }
    }
}

/// What kind of value a fact or a table's column has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Type {
    /// One thing.
    Entity(Kind),
    /// A closed set of things.
    Many(Kind),
    /// One term of a sort.
    Term(&'static str),
    /// A set of terms of a sort.
    Set(&'static str),
    /// A step of a scale.
    Scale(Scale),
    /// Yes or no.
    Bool,
    /// Free text.
    Text,
    /// A day.
    Date,
    /// A length of time.
    Duration,
    /// Rows of a table.
    Rows(&'static str),
}

/// What it means if nobody says the fact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Unsaid {
    /// It does not exist or does not happen: definite.
    Nothing,
    /// It is unknown, and a sentence about it is.
    Unknown,
    /// Open member by member: each event is known in, known out, or unknown.
    Asked,
    /// The default.
    Default(&'static str),
    /// It is always computed; empty is definite.
    Computed,
}

macro_rules! facts {
    ($($(#[doc = $doc:literal])+ $variant:ident $kind:ident $name:literal $type:expr, $unsaid:expr, $how:literal;)+) => {
        /// A fact of a kind of thing.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Fact { $($(#[doc = $doc])+ $variant,)+ }

        impl Fact {
            /// All facts, in the order of the reference.
            pub const ALL: &[Self] = &[$(Self::$variant),+];

            /// The kind whose fact it is.
            pub fn kind(self) -> Kind {
                match self { $(Self::$variant => Kind::$kind),+ }
            }

            /// The word for it in rules.
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name),+ }
            }

            /// What kind of value it has.
            pub fn of_type(self) -> Type {
                match self { $(Self::$variant => $type),+ }
            }

            /// What it means if nobody says it.
            pub fn unsaid(self) -> Unsaid {
                match self { $(Self::$variant => $unsaid),+ }
            }

            /// The clause of the language that declares it, or `computed`.
            pub fn how(self) -> &'static str {
                match self { $(Self::$variant => $how),+ }
            }

            /// What it means.
            pub fn summary(self) -> &'static str {
                match self { $(Self::$variant => concat!($($doc),+).trim_ascii()),+ }
            }
        }
    };
}

facts! {
    /// The datum that it reads; for a collection, the one that is asked for.
    FlowDatum Flow "datum" Entity(Kind::Datum), Unsaid::Computed, "computed";
    /// The datum that lands, after what the flow itself makes of it.
    FlowResult Flow "result" Entity(Kind::Datum), Unsaid::Computed, "computed";
    /// Where it is read from; absent in a collection from a person.
    FlowSource Flow "source" Entity(Kind::Holding), Unsaid::Computed, "computed";
    /// One of its purposes; `for nothing` is none.
    FlowPurpose Flow "purpose" Term("purpose"), Unsaid::Unknown, "for";
    /// All purposes of the declaration.
    FlowPurposes Flow "purposes" Set("purpose"), Unsaid::Unknown, "for";
    /// The function that collects or that the flow serves.
    FlowFeature Flow "feature" Entity(Kind::Feature), Unsaid::Unknown, "feature";
    /// Whose datum it is.
    FlowSubject Flow "subject" Entity(Kind::Subject), Unsaid::Nothing, "from, about";
    /// Whose act it is.
    FlowActor Flow "actor" Term("party"), Unsaid::Default("ourselves"), "computed";
    /// Who gets it.
    FlowRecipient Flow "recipient" Entity(Kind::Recipient), Unsaid::Nothing, "to";
    /// What the recipient is in effect for this flow.
    FlowReceiver Flow "receiver" Term("party"), Unsaid::Computed, "computed";
    /// Agreements bind the recipient to us link by link.
    FlowInChain Flow "in-chain" Bool, Unsaid::Unknown, "computed";
    /// What all agreements of that chain allow; for a use, of its actor.
    FlowChainPurposes Flow "chain-purposes" Set("purpose"), Unsaid::Unknown, "computed";
    /// What the flows that brought the datum to the actor were for.
    FlowReceivedPurposes Flow "received-purposes" Set("purpose"), Unsaid::Computed, "computed";
    /// The actor is a successor bound by the policy.
    FlowSuccessorBound Flow "successor-bound" Bool, Unsaid::Unknown, "computed";
    /// It says `data all`.
    FlowUnrestricted Flow "unrestricted" Bool, Unsaid::Default("no"), "data";
    /// Consents that cover it, claims that hold; where none certainly counts, the policy's own listing.
    FlowBasis Flow "basis" Set("basis"), Unsaid::Default("listing if listed, else none"), "basis";
    /// Claims it names.
    FlowClaim Flow "claim" Many(Kind::Claim), Unsaid::Nothing, "basis";
    /// Grounds that hold for it.
    FlowGround Flow "ground" Set("ground"), Unsaid::Computed, "computed";
    /// Consents it names.
    FlowNamedConsent Flow "named-consent" Many(Kind::Consent), Unsaid::Nothing, "basis";
    /// The strongest consent that covers it and was asked before.
    FlowConsent Flow "consent" Type::Scale(Scale::Strength), Unsaid::Computed, "computed";
    /// The strongest of those that the actor or the recipient asked for itself.
    FlowActorConsent Flow "actor-consent" Type::Scale(Scale::Strength), Unsaid::Computed, "computed";
    /// Consents that it names, and those that its datum was taken under.
    FlowReliedConsent Flow "relied-consent" Many(Kind::Consent), Unsaid::Computed, "computed";
    /// Events after which nothing of that person flows.
    FlowStopEvent Flow "stop-event" Set("event"), Unsaid::Asked, "stop, continue";
    /// Notices it names.
    FlowNotice Flow "notice" Many(Kind::Notice), Unsaid::Nothing, "notice";
    /// Every notice it names is said `before`.
    FlowNotifiedBefore Flow "notified-before" Bool, Unsaid::Unknown, "notice";
    /// What people were told of it beforehand.
    FlowExplanation Flow "explanation" Set("content"), Unsaid::Computed, "computed";
    /// How much its purposes need the datum.
    FlowNeed Flow "need" Type::Scale(Scale::Need), Unsaid::Unknown, "computed";
    /// How the policy tells of it.
    FlowDisclosed Flow "disclosed" Type::Scale(Scale::Disclosure), Unsaid::Default("omitted"), "computed";
    /// The narrowest rows about it.
    FlowLimit Flow "limit" Rows("purpose-limits"), Unsaid::Computed, "computed";
    /// What the policy lists for data of this origin.
    FlowListedPurposes Flow "listed-purposes" Set("purpose"), Unsaid::Unknown, "computed";
    /// What the datum may serve without more.
    FlowGranted Flow "granted" Set("purpose"), Unsaid::Unknown, "computed";
    /// Whether people must or may give it; `data` says neither.
    CollectDemand Collect "demand" Term("demand"), Unsaid::Unknown, "required, optional";
    /// How it comes in.
    CollectMeans Collect "means" Set("means"), Unsaid::Unknown, "means";
    /// Whose store or hands it comes into.
    CollectCollector Collect "collector" Term("party"), Unsaid::Default("ourselves"), "into";
    /// Functions lost by withholding the datum.
    CollectLostFeature Collect "lost-feature" Many(Kind::Feature), Unsaid::Computed, "computed";
    /// Those of them beyond the function that collects.
    CollectFurtherLoss Collect "further-loss" Many(Kind::Feature), Unsaid::Computed, "computed";
    /// Rows of its function that speak of the datum.
    CollectFieldList Collect "field-list" Rows("field-lists"), Unsaid::Computed, "computed";
    /// Rows of its function about withholding the datum.
    CollectRefusalTerm Collect "refusal-term" Rows("refusal-terms"), Unsaid::Computed, "computed";
    /// Who sees it.
    DisplayReader Display "reader" Set("reader"), Unsaid::Unknown, "open-to";
    /// What made the successor.
    ProvisionEvent Provision "event" Term("event"), Unsaid::Default("none; unknown for a transfer"), "event";
    /// The collection it came from.
    DatumOrigin Datum "origin" Entity(Kind::Collect), Unsaid::Computed, "computed";
    /// The function that it was collected for.
    DatumOriginFeature Datum "origin-feature" Term("feature"), Unsaid::Unknown, "computed";
    /// The means by which it was collected.
    DatumOriginMeans Datum "origin-means" Set("means"), Unsaid::Unknown, "computed";
    /// The purposes that it was collected for.
    DatumCollectionPurposes Datum "collection-purposes" Set("purpose"), Unsaid::Unknown, "computed";
    /// How far it names a person, after the transforms on its way.
    DatumIdentifiability Datum "identifiability" Type::Scale(Scale::Identifiability), Unsaid::Default("identified"), "computed";
    /// The bands of age that its subject may be in.
    DatumAge Datum "age" Set("age"), Unsaid::Default("any band"), "age";
    /// Whose it is.
    DatumSubject Datum "subject" Entity(Kind::Subject), Unsaid::Nothing, "about";
    /// About a person and not anonymous.
    DatumPersonal Datum "personal" Bool, Unsaid::Unknown, "computed";
    /// By its kind and by the age of its subject.
    DatumSensitive Datum "sensitive" Bool, Unsaid::Unknown, "computed";
    /// Consents under which it was collected or copied.
    DatumHeldConsent Datum "held-consent" Many(Kind::Consent), Unsaid::Computed, "computed";
    /// One of these was given by a guardian.
    DatumGuardianApproved Datum "guardian-approved" Bool, Unsaid::Default("no"), "computed";
    /// The datum at rest.
    HoldingDatum Holding "datum" Entity(Kind::Datum), Unsaid::Computed, "computed";
    /// The store; absent for copies at recipients.
    HoldingStore Holding "store" Entity(Kind::Store), Unsaid::Computed, "computed";
    /// The recipient that has it; absent in our stores.
    HoldingRecipient Holding "recipient" Entity(Kind::Recipient), Unsaid::Computed, "computed";
    /// Whose hands it is in.
    HoldingHolder Holding "holder" Term("party"), Unsaid::Default("ourselves"), "computed";
    /// Events with a line that ends its storage in time, or keeps it under a claim that holds.
    HoldingEndEvent Holding "end-event" Set("event"), Unsaid::Asked, "computed";
    /// Those of them at which it is deleted or becomes anonymous, or is kept under such a claim.
    HoldingErasureEvent Holding "erasure-event" Set("event"), Unsaid::Asked, "computed";
    /// Events that a line names for keeping, without such a claim.
    HoldingKeptEvent Holding "kept-event" Set("event"), Unsaid::Nothing, "keep";
    /// A right of class delete covers it.
    HoldingDeletable Holding "deletable" Bool, Unsaid::Default("no"), "computed";
    /// What rests here.
    StoreHolding Store "holding" Many(Kind::Holding), Unsaid::Computed, "computed";
    /// Some holding is personal.
    StorePersonal Store "personal" Bool, Unsaid::Unknown, "computed";
    /// Some holding is sensitive.
    StoreSensitive Store "sensitive" Bool, Unsaid::Unknown, "computed";
    /// Who may reach it.
    StoreReader Store "reader" Set("reader"), Unsaid::Unknown, "open-to";
    /// Its own and the system's.
    StoreMeasures Store "measures" Set("measure"), Unsaid::Nothing, "measures";
    /// Where it stands, as its author writes it.
    StoreRegion Store "region" Text, Unsaid::Unknown, "region";
    /// With us or another recipient.
    RecipientAgreement Recipient "agreement" Text, Unsaid::Nothing, "agreement";
    /// What the agreement limits it to.
    RecipientLimitedTo Recipient "limited-to" Set("purpose"), Unsaid::Unknown, "limited-to";
    /// The agreement sets no limit.
    RecipientUnlimited Recipient "unlimited" Bool, Unsaid::Default("no"), "limited-to all";
    /// What it works for: what it is limited to, else what was entrusted to it.
    RecipientDuty Recipient "duty" Set("purpose"), Unsaid::Computed, "computed";
    /// We agreed to it as a recipient of a recipient.
    RecipientAuthorised Recipient "authorised" Bool, Unsaid::Default("yes if the agreement is with us, else no"), "authorised";
    /// When its use of the data was looked into.
    RecipientEvaluation Recipient "evaluation" Date, Unsaid::Nothing, "evaluated";
    /// When its security was looked into.
    RecipientAssessment Recipient "assessment" Date, Unsaid::Nothing, "assessed";
    /// It stays bound by the policy, as a successor.
    RecipientBoundByPolicy Recipient "bound-by-policy" Bool, Unsaid::Unknown, "bound-by-policy";
    /// Its safeguards.
    RecipientMeasures Recipient "measures" Set("measure"), Unsaid::Unknown, "measures";
    /// Where it handles what it gets, as its author writes it.
    RecipientRegion Recipient "region" Text, Unsaid::Unknown, "region";
    /// Its own uses.
    RecipientUse Recipient "use" Many(Kind::Use), Unsaid::Nothing, "from";
    /// Has an account.
    SubjectAccountHolding Subject "account-holding" Bool, Unsaid::Unknown, "account";
    /// Accepted the policy.
    SubjectAcceptance Subject "acceptance" Term("acceptance"), Unsaid::Unknown, "accepts-policy";
    /// The bands of age that the person may be in.
    SubjectAge Subject "age" Set("age"), Unsaid::Default("any band"), "age";
    /// The field on every way that it takes, and what is derived from it.
    DataFacet Data "facet" Many(Kind::Datum), Unsaid::Computed, "computed";
    /// Said not to be sensitive.
    DataCalledOrdinary Data "called-ordinary" Bool, Unsaid::Default("no"), "sensitive no";
    /// Said not to be personal.
    DataCalledImpersonal Data "called-impersonal" Bool, Unsaid::Default("no"), "personal no";
    /// Has a class of the policy.
    FeatureListed Feature "listed" Bool, Unsaid::Unknown, "computed";
    /// A basic function.
    FeatureBasic Feature "basic" Bool, Unsaid::Default("the term's, else unknown"), "basic";
    /// What it tells.
    NoticeContent Notice "content" Set("content"), Unsaid::Nothing, "tells";
    /// The data that it is about.
    NoticeData Notice "data" Set("data"), Unsaid::Nothing, "covers";
    /// The purposes that it is about.
    NoticePurposes Notice "purposes" Set("purpose"), Unsaid::Nothing, "covers";
    /// The day from which it is shown.
    NoticeEffective Notice "effective" Date, Unsaid::Nothing, "effective";
    /// Threats that it works against, by its own word or by its class.
    MeasureCounteredThreat Measure "countered-threat" Set("threat"), Unsaid::Nothing, "against";
    /// Proof.
    MeasureEvidence Measure "evidence" Text, Unsaid::Unknown, "evidence";
    /// When it was last done.
    MeasureLast Measure "last" Date, Unsaid::Nothing, "last";
    /// How it can be undone.
    TransformRestorable Transform "restorable" Type::Scale(Scale::Restorable), Unsaid::Unknown, "restorable";
    /// Where its working is shown.
    TransformEvidence Transform "evidence" Text, Unsaid::Unknown, "evidence";
    /// How a person asks.
    RightChannel Right "channel" Set("channel"), Unsaid::Nothing, "channel";
    /// Which data, united over the class.
    RightObject Right "object" Set("data"), Unsaid::Nothing, "covers";
    /// How soon the answer comes.
    RightAnswerTime Right "answer-time" Duration, Unsaid::Unknown, "within";
    /// Which requests cost something; none, if it says `nothing`.
    RightFee Right "fee" Set("fee"), Unsaid::Unknown, "fee";
    /// What is checked of the person first; nothing, if it says `nothing`.
    RightIdentityCheck Right "identity-check" Set("check"), Unsaid::Unknown, "verifies";
    /// The grounds on which data is deleted.
    RightDeletionGround Right "deletion-ground" Set("deletion-ground"), Unsaid::Nothing, "grounds";
    /// Each case in which it is refused.
    RightRefusal Right "refusal" Many(Kind::Refusal), Unsaid::Nothing, "refuses";
    /// Events after which the service to that person ends.
    RightStopEvent Right "stop-event" Set("event"), Unsaid::Asked, "stop, continue";
    /// The claim it stands on.
    RefusalClaim Refusal "claim" Entity(Kind::Claim), Unsaid::Nothing, "under";
    /// The row of the clause it names.
    ClaimGround Claim "ground" Rows("grounds"), Unsaid::Computed, "computed";
    /// The flow it serves.
    ClaimFlow Claim "flow" Entity(Kind::Flow), Unsaid::Nothing, "basis";
    /// Its ground is for what it serves.
    ClaimInScope Claim "in-scope" Bool, Unsaid::Computed, "computed";
    /// The other list has the same ground for this action.
    ClaimMisCited Claim "mis-cited" Bool, Unsaid::Computed, "computed";
    /// The row's sentences are true.
    ClaimMet Claim "met" Bool, Unsaid::Computed, "computed";
    /// Why.
    ClaimReason Claim "reason" Text, Unsaid::Unknown, "because";
    /// How closely the case is tied to the ground.
    ClaimLink Claim "link" Term("link"), Unsaid::Unknown, "link";
    /// Why no less would do; `no` is none.
    ClaimNecessity Claim "necessity" Text, Unsaid::Unknown, "necessary";
    /// What is at stake.
    ClaimProtection Claim "protection" Set("protected"), Unsaid::Unknown, "protects";
    /// Whether consent could be had.
    ClaimAsking Claim "asking" Term("asking"), Unsaid::Unknown, "asking";
    /// What it cites.
    ClaimCitation Claim "citation" Set("cite"), Unsaid::Unknown, "cites";
    /// Who the contract is with.
    ClaimParty Claim "party" Entity(Kind::Subject), Unsaid::Unknown, "party";
    /// The documents that show it.
    ClaimEvidence Claim "evidence" Text, Unsaid::Unknown, "evidence";
    /// What people are told.
    PlanContent Plan "content" Set("content"), Unsaid::Nothing, "tells";
    /// How they are told.
    PlanChannel Plan "channel" Set("channel"), Unsaid::Nothing, "channel";
    /// How, if they cannot be reached.
    PlanFallback Plan "fallback" Set("channel"), Unsaid::Nothing, "fallback";
    /// How soon they are told.
    PlanNoticeTime Plan "notice-time" Duration, Unsaid::Unknown, "within";
    /// The authority that hears of it.
    PlanReport Plan "report" Text, Unsaid::Nothing, "reports-to";
    /// Events after which all collection ends.
    PlanStopEvent Plan "stop-event" Set("event"), Unsaid::Asked, "stop, continue";
    /// Measures that hold for every store.
    SystemMeasures System "measures" Set("measure"), Unsaid::Nothing, "measures";
    /// All measures.
    SystemMeasure System "measure" Many(Kind::Measure), Unsaid::Nothing, "declared";
    /// All plans.
    SystemPlan System "plan" Many(Kind::Plan), Unsaid::Nothing, "declared";
    /// All rights.
    SystemRight System "right" Many(Kind::Right), Unsaid::Nothing, "declared";
    /// All ground flows of all declared flows.
    SystemFlow System "flow" Many(Kind::Flow), Unsaid::Nothing, "declared";
    /// All data at rest.
    SystemHolding System "holding" Many(Kind::Holding), Unsaid::Computed, "computed";
    /// All notices.
    SystemNotice System "notice" Many(Kind::Notice), Unsaid::Nothing, "declared";
    /// All purposes the policy names.
    PolicyPurposes Policy "purposes" Set("purpose"), Unsaid::Computed, "computed";
    /// The day from which it applies.
    PolicyEffective Policy "effective" Date, Unsaid::Nothing, "pack.yaml";
}

impl Fact {
    /// The fact of a name that things of `kind` have, special facts before general ones.
    pub fn find(kind: Kind, name: &str) -> Option<Self> {
        let mut kind = Some(kind);
        while let Some(at) = kind {
            if let Some(fact) = Self::ALL.iter().copied().find(|fact| fact.kind() == at && fact.name() == name) {
                return Some(fact);
            }
            kind = at.general();
        }
        None
    }

    /// All facts that things of `kind` have.
    pub fn of_kind(kind: Kind) -> impl Iterator<Item = Self> {
        Self::ALL.iter().copied().filter(move |fact| kind.is_a(fact.kind()))
    }
}

impl Kind {
    /// The kind of a name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.name() == name)
    }

    /// Whether a thing of this kind is also one of `general`.
    pub fn is_a(self, general: Self) -> bool {
        self == general || self.general().is_some_and(|above| above.is_a(general))
    }
}

impl Type {
    /// The sort of its terms, if its values are terms.
    pub fn sort(self) -> Option<&'static str> {
        match self {
            Self::Term(sort) | Self::Set(sort) => Some(sort),
            Self::Entity(_)
            | Self::Many(_)
            | Self::Scale(_)
            | Self::Bool
            | Self::Text
            | Self::Date
            | Self::Duration
            | Self::Rows(_) => None,
        }
    }
}
