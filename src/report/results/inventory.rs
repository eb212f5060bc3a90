//! What a workspace declares, every name resolved: the record of processing, the lists that regulators ask for, the
//! tables of recipients and retention and the data map are all read off it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Place;

/// What a workspace declares, each list by name. Terms of the policy that are used without being declared stand in it
/// without a place.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[expect(missing_docs, reason = "each field is the declaration of the language that it is named after")]
pub struct Inventory {
    pub system: Option<System>,
    pub subjects: Vec<Subject>,
    pub data: Vec<Datum>,
    pub groups: Vec<Group>,
    pub purposes: Vec<Purpose>,
    pub features: Vec<Feature>,
    pub stores: Vec<Store>,
    pub recipients: Vec<Recipient>,
    pub transforms: Vec<Transform>,
    pub measures: Vec<Measure>,
    pub consents: Vec<Consent>,
    pub notices: Vec<Notice>,
    pub claims: Vec<Claim>,
    pub rights: Vec<Right>,
    pub plans: Vec<Plan>,
    pub waivers: Vec<Waiver>,
    pub flows: Vec<Flow>,
}

/// What every declaration has.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Head {
    /// Its full name: the module, a dot, its own name.
    pub name: String,
    /// What people call it, in the words of who wrote it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// Where its name stands; absent for a term of the policy that is used without being declared.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<Place>,
}

/// The system as a whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[expect(missing_docs, reason = "each field is the clause of the language that it is named after")]
pub struct System {
    #[serde(flatten)]
    pub head: Head,
    pub policy: String,
    pub operator: String,
    pub measures: Vec<String>,
}

/// People in a role.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Subject {
    /// Its head.
    #[serde(flatten)]
    pub head: Head,
    /// `user` or `other-person`.
    pub class: String,
    /// The bands of age that they may be in; all if nothing is said.
    pub age: Vec<String>,
    /// Whether the declaration says an age.
    pub age_said: bool,
    /// Whether they hold an account.
    pub account: Option<bool>,
    /// What kind of acceptance of the policy they gave, if any.
    pub accepts_policy: Option<String>,
}

/// A field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Datum {
    /// Its head.
    #[serde(flatten)]
    pub head: Head,
    /// The policy's term for it (sort `data`), or its own name where the policy has none.
    pub class: String,
    /// The bands of age for which it is sensitive personal information under the policy.
    pub sensitive: Vec<String>,
    /// Whether the declaration says that it is personal.
    pub personal: Option<bool>,
    /// Where the code has it.
    pub schema: Vec<String>,
}

/// A group of fields.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Group {
    /// Its head.
    #[serde(flatten)]
    pub head: Head,
    /// Its fields.
    pub data: Vec<String>,
}

/// A length of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Duration {
    /// How many.
    pub count: u32,
    /// Of what.
    pub unit: Timed,
}

/// What a [`Duration`] counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "each variant is the unit that it is named after")]
pub enum Timed {
    Hour,
    Day,
    Month,
    Year,
}

/// A purpose.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Purpose {
    /// Its head.
    #[serde(flatten)]
    pub head: Head,
    /// The policy's term for it (sort `purpose`).
    pub class: String,
    /// Data that it needs, if said.
    pub needs: Option<Vec<String>>,
    /// Data that it may use besides.
    pub may_use: Vec<String>,
    /// How long it lasts, if that is a time.
    pub lasts: Option<Duration>,
    /// The event until which it lasts.
    pub until: Option<String>,
}

/// A feature.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Feature {
    /// Its head.
    #[serde(flatten)]
    pub head: Head,
    /// The policy's term for it (sort `feature`).
    pub class: String,
    /// Whether it is a basic function.
    pub basic: Option<bool>,
    /// Data that it requires beyond its own collections.
    pub requires_data: Vec<String>,
    /// Features that it requires.
    pub requires_features: Vec<String>,
}

/// One line about the end of storage.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Ending {
    /// What happens.
    pub action: EndingAction,
    /// The transform, where one is applied.
    pub transform: Option<String>,
    /// How soon after the event; absent where the data are kept.
    pub within: Option<Duration>,
    /// The data that the line names; empty is all that rests there.
    pub data: Vec<String>,
    /// The events (sort `event`).
    pub events: Vec<String>,
    /// The claim that it rests on.
    pub under: Option<String>,
}

/// What happens at the end of storage.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "each variant is the clause that it is named after")]
pub enum EndingAction {
    Delete,
    Apply,
    Keep,
}

/// A store of ours.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Store {
    /// Its head.
    #[serde(flatten)]
    pub head: Head,
    /// The store that it is a backup of.
    pub backup_of: Option<String>,
    /// Who may look into it (sort `reader`), if said.
    pub open_to: Option<Vec<String>>,
    /// Measures that protect it.
    pub measures: Vec<String>,
    /// How storage ends.
    pub endings: Vec<Ending>,
    /// Whether data only pass through.
    pub keeps_nothing: bool,
    /// Where it stands.
    pub region: Option<String>,
    /// The fields that rest there.
    pub holds: Vec<String>,
}

/// An agreement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Agreement {
    /// The document.
    pub document: String,
    /// With another recipient; absent is with us.
    pub with: Option<String>,
}

/// Somebody else who gets data.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Recipient {
    /// Its head.
    #[serde(flatten)]
    pub head: Head,
    /// What it is (sort `recipient`): `affiliate`, `processor`, `third-party`, `authority`, `successor`, `public`, or a
    /// narrower term of the policy.
    pub classes: Vec<String>,
    /// The roles that these classes are kinds of.
    pub roles: Vec<String>,
    /// The agreement with it.
    pub agreement: Option<Agreement>,
    /// The purposes that it is limited to, if said; the word `all` alone is no limit.
    pub limited_to: Option<Selection>,
    /// When it was authorised: a date, or `no`.
    pub authorised: Option<String>,
    /// When it was evaluated: a date, or `no`.
    pub evaluated: Option<String>,
    /// When the impact was assessed: a date, or `no`.
    pub assessed: Option<String>,
    /// Whether it is bound by the policy.
    pub bound_by_policy: Option<bool>,
    /// Measures that it takes, if said.
    pub measures: Option<Vec<String>>,
    /// How storage ends there.
    pub endings: Vec<Ending>,
    /// Whether data only pass through.
    pub keeps_nothing: bool,
    /// Where it is.
    pub region: Option<String>,
    /// The fields that rest there.
    pub holds: Vec<String>,
}

/// All, or these.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Selection {
    /// All.
    All,
    /// These; empty is none.
    These(Vec<String>),
}

/// A transform.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Transform {
    /// Its head.
    #[serde(flatten)]
    pub head: Head,
    /// `deidentify`, `anonymise`, `aggregate`, `mask` or `relink`.
    pub class: String,
    /// Whether it can be undone: a step of `never`, `with-separate-key`, `with-key-at-hand`, `freely`.
    pub restorable: Option<String>,
    /// The transform that it undoes.
    pub undoes: Option<String>,
    /// What shows that it works.
    pub evidence: Vec<String>,
}

/// A measure of protection.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Measure {
    /// Its head.
    #[serde(flatten)]
    pub head: Head,
    /// The policy's term for it (sort `measure`).
    pub class: String,
    /// The threats that it works against (sort `threat`).
    pub against: Vec<String>,
    /// What shows that it is in place.
    pub evidence: Vec<String>,
    /// When it was last carried out: a date, or `no`.
    pub last: Option<String>,
    /// When it is carried out next: a date, or `no`.
    pub next: Option<String>,
}

/// `covers data for purposes to recipients`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Cover {
    /// The data.
    pub data: Selection,
    /// The purposes.
    pub purposes: Selection,
    /// The recipients; empty is only us.
    pub recipients: Vec<String>,
}

/// A consent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Consent {
    /// Its head.
    #[serde(flatten)]
    pub head: Head,
    /// `general`, `choice` or `explicit`.
    pub class: String,
    /// Whose it is.
    pub from: String,
    /// What it covers.
    pub covers: Vec<Cover>,
    /// Who asks for it; absent is us.
    pub asked_by: Option<String>,
    /// Whether a guardian gives it.
    pub guardian: bool,
}

/// A notice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Notice {
    /// Its head.
    #[serde(flatten)]
    pub head: Head,
    /// What it tells (sort `content`).
    pub tells: Vec<String>,
    /// What it covers.
    pub covers: Vec<Cover>,
    /// From when it is effective: a date, or `no`.
    pub effective: Option<String>,
}

/// A claim that an exception or a listed ground holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Claim {
    /// Its head.
    #[serde(flatten)]
    pub head: Head,
    /// The clause that it names.
    pub clause: String,
    /// The reason given.
    pub because: Option<String>,
    /// Why it is necessary; `no` where it says that it is not.
    pub necessary: Option<String>,
    /// What it protects.
    pub protects: Option<Vec<String>>,
    /// What it cites (laws, contracts, orders).
    pub cites: Vec<String>,
    /// The person who is party to the contract.
    pub party: Option<String>,
    /// Who issued the document.
    pub issuer: Option<String>,
    /// The date of the document, or `no`.
    pub dated: Option<String>,
    /// What shows it.
    pub evidence: Vec<String>,
    /// What relies on it: flows, places (for a line about the end of storage) and rights, by name.
    pub serves: Vec<String>,
    /// Codes of what the engine says about it: idle, without ground, out of place.
    pub remarks: Vec<String>,
}

/// A case in which a request is refused.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Refusal {
    /// The case.
    pub case: String,
    /// The claim that it rests on.
    pub under: Option<String>,
}

/// `stop` or `continue`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Halt {
    /// The delay of stopping; absent is going on.
    pub within: Option<Duration>,
    /// The events (sort `event`).
    pub events: Vec<String>,
}

/// A right and how it is granted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Right {
    /// Its head.
    #[serde(flatten)]
    pub head: Head,
    /// The policy's term for it (sort `right`).
    pub class: String,
    /// How people reach it (sort `channel`).
    pub channels: Vec<String>,
    /// The data that it covers.
    pub covers: Selection,
    /// How soon it is answered.
    pub within: Option<Duration>,
    /// What it costs, if said; empty is nothing.
    pub fee: Option<Vec<String>>,
    /// How the person is verified, if said; empty is not.
    pub verifies: Option<Vec<String>>,
    /// Cases of refusal.
    pub refuses: Vec<Refusal>,
}

/// A plan for incidents or for shutting down.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Plan {
    /// Its head.
    #[serde(flatten)]
    pub head: Head,
    /// `incident` or `shutdown`.
    pub class: String,
    /// What people are told (sort `content`).
    pub tells: Vec<String>,
    /// How (sort `channel`).
    pub channels: Vec<String>,
    /// How soon.
    pub within: Option<Duration>,
    /// The authority that it reports to.
    pub reports_to: Option<String>,
    /// How soon it reports.
    pub reports_within: Option<Duration>,
}

/// A decision to live with findings for a while.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Waiver {
    /// Its head.
    #[serde(flatten)]
    pub head: Head,
    /// The rule.
    pub rule: String,
    /// What it is about, by name.
    pub on: Vec<String>,
    /// Its last day, or `no`.
    pub until: String,
    /// Who stands for it.
    pub by: String,
    /// Why.
    pub because: String,
    /// How many findings it covers.
    pub covers: usize,
    /// How it stands on the day of the run.
    pub state: WaiverState,
}

/// How a waiver stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum WaiverState {
    /// Its last day is over.
    Expired,
    /// It covers no finding.
    Unused,
    /// It covers findings.
    Active,
}

/// A transform on a flow's way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Via {
    /// The transform.
    pub transform: String,
    /// The data that it acts on; empty is all that lands.
    pub on: Vec<String>,
}

/// What a flow relies on, or a notice that it shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Basis {
    /// The consent, claim or notice.
    pub name: String,
    /// Whether it is asked or shown before; absent if unsaid, and for a claim.
    pub before: Option<bool>,
}

/// A flow.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Flow {
    /// Its head.
    #[serde(flatten)]
    pub head: Head,
    /// `collect`, `use`, `display`, `entrust`, `share`, `transfer` or `disclose`.
    pub verb: String,
    /// The people a collection asks.
    pub subjects: Vec<String>,
    /// The people a flow is about.
    pub about: Vec<String>,
    /// Where it reads from: stores and recipients.
    pub from: Vec<String>,
    /// Where it lands: stores and recipients.
    pub to: Vec<String>,
    /// Data that a collection demands.
    pub required: Vec<String>,
    /// Data that a collection leaves to choice.
    pub optional: Vec<String>,
    /// All the data it carries, as they are read.
    pub data: Vec<String>,
    /// The data that arrive, with what is derived.
    pub lands: Vec<String>,
    /// The purposes, if said.
    pub purposes: Option<Vec<String>>,
    /// The feature.
    pub feature: Option<String>,
    /// How data are collected (sort `means`), if said.
    pub means: Option<Vec<String>>,
    /// Transforms on the way.
    pub via: Vec<Via>,
    /// Data that it derives.
    pub derives: Vec<String>,
    /// Notices that it shows.
    pub notices: Vec<Basis>,
    /// Consents that it relies on.
    pub consents: Vec<Basis>,
    /// Claims that it relies on.
    pub claims: Vec<String>,
    /// Who sees what it shows (sort `reader`), if said.
    pub open_to: Option<Vec<String>>,
    /// The event that it happens at (sort `event`).
    pub event: Option<String>,
    /// When it stops or goes on.
    pub halts: Vec<Halt>,
}

impl Inventory {
    /// All heads by name, of everything that is declared or used.
    pub fn heads(&self) -> impl Iterator<Item = (&'static str, &Head)> {
        fn of<'a, T>(
            word: &'static str,
            list: &'a [T],
            head: fn(&T) -> &Head,
        ) -> impl Iterator<Item = (&'static str, &'a Head)> {
            list.iter().map(move |item| (word, head(item)))
        }
        (self.system.iter().map(|system| ("system", &system.head)))
            .chain(of("subject", &self.subjects, |item| &item.head))
            .chain(of("data", &self.data, |item| &item.head))
            .chain(of("group", &self.groups, |item| &item.head))
            .chain(of("purpose", &self.purposes, |item| &item.head))
            .chain(of("feature", &self.features, |item| &item.head))
            .chain(of("store", &self.stores, |item| &item.head))
            .chain(of("recipient", &self.recipients, |item| &item.head))
            .chain(of("transform", &self.transforms, |item| &item.head))
            .chain(of("measure", &self.measures, |item| &item.head))
            .chain(of("consent", &self.consents, |item| &item.head))
            .chain(of("notice", &self.notices, |item| &item.head))
            .chain(of("claim", &self.claims, |item| &item.head))
            .chain(of("right", &self.rights, |item| &item.head))
            .chain(of("plan", &self.plans, |item| &item.head))
            .chain(of("waiver", &self.waivers, |item| &item.head))
            .chain(self.flows.iter().map(|flow| ("flow", &flow.head)))
    }
}
