//! The dimensions in which what a system does can widen, and which facts move with each.

use crate::diagnostic::Language;
use crate::policy::facts::{Fact, Kind};

/// A direction in which handling widens, or what stands against it narrows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Dimension {
    /// Flows carry more data.
    Fields,
    /// Flows have more recipients.
    Recipients,
    /// More people may see.
    Readers,
    /// What is kept is kept longer.
    Retention,
    /// Nobody says how old people are.
    Age,
    /// People are as young as can be.
    Youth,
    /// Flows name no consent.
    Consent,
    /// Flows name no claim.
    Claims,
    /// Data pass no transform.
    Transforms,
    /// Nothing guards what rests somewhere.
    Measures,
}

/// How findings move when a dimension widens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Movement {
    /// None comes, none goes.
    Still,
    /// Some may come, none goes.
    Grows,
    /// Some may go, none comes.
    Shrinks,
    /// Some may come, and some may go.
    Both,
}

impl Movement {
    /// What two movements come to together.
    pub fn join(self, other: Self) -> Self {
        match (self, other) {
            (Self::Still, movement) | (movement, Self::Still) => movement,
            (Self::Grows, Self::Grows) => Self::Grows,
            (Self::Shrinks, Self::Shrinks) => Self::Shrinks,
            (Self::Both, _) | (_, Self::Both) | (Self::Grows, Self::Shrinks) | (Self::Shrinks, Self::Grows) => {
                Self::Both
            }
        }
    }
}

/// How a fact moves when a dimension widens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Drift {
    /// It has more members, a higher step, or becomes true.
    Up,
    /// The opposite.
    Down,
    /// It is less certain.
    Doubt,
    /// It may move either way.
    Either,
}

impl Dimension {
    /// All of them.
    pub const ALL: &[Self] = &[
        Self::Fields,
        Self::Recipients,
        Self::Readers,
        Self::Retention,
        Self::Age,
        Self::Youth,
        Self::Consent,
        Self::Claims,
        Self::Transforms,
        Self::Measures,
    ];

    /// What widens, in a few words.
    pub fn called(self, language: Language) -> &'static str {
        language.of(match self {
            Self::Fields => ["more data", "更多数据"],
            Self::Recipients => ["more recipients", "更多接收方"],
            Self::Readers => ["more people who may see", "更多可查看的人"],
            Self::Retention => ["longer storage", "更长的存储期限"],
            Self::Age => ["an unknown age", "年龄不明"],
            Self::Youth => ["younger people", "年龄更小的人"],
            Self::Consent => ["less consent", "更少的同意"],
            Self::Claims => ["fewer claims", "更少的主张"],
            Self::Transforms => ["fewer transforms", "更少的处理变换"],
            Self::Measures => ["fewer measures", "更少的措施"],
        })
    }

    /// Whether there are more things of a kind when it widens, whatever is asked of them.
    pub(super) fn adds(self, kind: Kind) -> bool {
        match self {
            Self::Fields => kind.is_a(Kind::Flow) || matches!(kind, Kind::Holding | Kind::Datum | Kind::Claim),
            // Who collects, uses or sees is no recipient of the flow.
            Self::Recipients => {
                kind.is_a(Kind::Provision)
                    || matches!(kind, Kind::Flow | Kind::Holding | Kind::Datum | Kind::Claim | Kind::Recipient)
            }
            Self::Readers
            | Self::Retention
            | Self::Age
            | Self::Youth
            | Self::Consent
            | Self::Claims
            | Self::Transforms
            | Self::Measures => false,
        }
    }

    /// How a fact moves when it widens, if it does.
    pub(super) fn drift(self, fact: Fact) -> Option<Drift> {
        match self {
            Self::Fields => of_fields(fact),
            Self::Recipients => of_recipients(fact),
            Self::Readers => up(matches!(fact, Fact::DisplayReader | Fact::StoreReader)),
            Self::Retention => of_retention(fact),
            Self::Age => of_age(fact),
            Self::Youth => up(matches!(fact, Fact::DatumSensitive | Fact::StoreSensitive)),
            Self::Consent => of_consent(fact),
            Self::Claims => of_claims(fact),
            Self::Transforms => of_transforms(fact),
            Self::Measures => of_measures(fact),
        }
    }
}

fn up(moves: bool) -> Option<Drift> {
    moves.then_some(Drift::Up)
}

fn of_fields(fact: Fact) -> Option<Drift> {
    up(matches!(
        fact,
        Fact::FlowUnrestricted
            | Fact::FlowReceivedPurposes
            | Fact::SystemFlow
            | Fact::SystemHolding
            | Fact::StoreHolding
            | Fact::StorePersonal
            | Fact::StoreSensitive
            | Fact::DataFacet
    ))
}

fn of_recipients(fact: Fact) -> Option<Drift> {
    up(matches!(
        fact,
        Fact::FlowReceivedPurposes | Fact::RecipientDuty | Fact::SystemFlow | Fact::SystemHolding | Fact::DataFacet
    ))
}

fn of_retention(fact: Fact) -> Option<Drift> {
    match fact {
        Fact::HoldingEndEvent | Fact::HoldingErasureEvent => Some(Drift::Down),
        Fact::HoldingKeptEvent => Some(Drift::Up),
        _ => None,
    }
}

/// Bands are a set that grows; whether something is sensitive may hang on them.
fn of_age(fact: Fact) -> Option<Drift> {
    match fact {
        Fact::DatumAge | Fact::SubjectAge => Some(Drift::Up),
        Fact::DatumSensitive | Fact::StoreSensitive => Some(Drift::Doubt),
        _ => None,
    }
}

/// Without a consent the policy's own listing may be the basis.
fn of_consent(fact: Fact) -> Option<Drift> {
    match fact {
        Fact::FlowConsent
        | Fact::FlowActorConsent
        | Fact::FlowNamedConsent
        | Fact::FlowReliedConsent
        | Fact::FlowGround
        | Fact::DatumHeldConsent
        | Fact::DatumGuardianApproved => Some(Drift::Down),
        Fact::FlowBasis => Some(Drift::Either),
        _ => None,
    }
}

fn of_claims(fact: Fact) -> Option<Drift> {
    match fact {
        Fact::FlowClaim | Fact::FlowGround => Some(Drift::Down),
        Fact::FlowBasis => Some(Drift::Either),
        _ => None,
    }
}

/// What is no longer anonymous is personal, and what only the de-identified may serve is no longer listed for it.
fn of_transforms(fact: Fact) -> Option<Drift> {
    match fact {
        Fact::DatumIdentifiability
        | Fact::DatumPersonal
        | Fact::DatumSensitive
        | Fact::StorePersonal
        | Fact::StoreSensitive
        | Fact::FlowDisclosed => Some(Drift::Up),
        Fact::FlowListedPurposes | Fact::FlowGranted => Some(Drift::Down),
        _ => None,
    }
}

fn of_measures(fact: Fact) -> Option<Drift> {
    match fact {
        Fact::StoreMeasures | Fact::SystemMeasures | Fact::RecipientMeasures | Fact::SystemMeasure => Some(Drift::Down),
        _ => None,
    }
}
