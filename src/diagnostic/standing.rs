//! What sets a finding apart at a gate: that a baseline holds it, or what a change does to it.

/// Where a finding stands at a gate. By itself it counts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Standing {
    /// A baseline holds it: it was there when the gate was put up.
    pub baselined: bool,
    /// What the change that is looked at does to it; `None` where nothing is compared.
    pub change: Option<Change>,
}

/// What a change does to a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Change {
    /// It was not there before.
    New,
    /// It was not there before, and something undeclared decides whether it is one.
    NewlyUnknown,
    /// It weighs more, or has become certain.
    Graver,
    /// A waiver covered it, and does no more.
    Unwaived,
    /// The policy's rule is new, or says something else than before.
    PackChanged,
    /// The waiver that covers it is over; time did that, not the change.
    WaiverExpired,
    /// It was there before.
    Unchanged,
}

impl Change {
    /// All, those that count first.
    pub const ALL: [Self; 7] = [
        Self::New,
        Self::NewlyUnknown,
        Self::Graver,
        Self::Unwaived,
        Self::PackChanged,
        Self::WaiverExpired,
        Self::Unchanged,
    ];

    /// The word for it, for programs.
    pub fn word(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::NewlyUnknown => "newly-unknown",
            Self::Graver => "graver",
            Self::Unwaived => "no-longer-waived",
            Self::PackChanged => "pack-changed",
            Self::WaiverExpired => "waiver-expired",
            Self::Unchanged => "unchanged",
        }
    }

    /// The words for it after a number, for people.
    pub fn phrase(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::NewlyUnknown => "newly unknown",
            Self::Graver => "graver than before",
            Self::Unwaived => "no longer waived",
            Self::PackChanged => "by a change of the policy",
            Self::WaiverExpired => "whose waiver is over",
            Self::Unchanged => "unchanged",
        }
    }

    /// Whether the change brings it about, so that it counts at a gate for changes.
    pub fn counts(self) -> bool {
        match self {
            Self::New | Self::NewlyUnknown | Self::Graver | Self::Unwaived | Self::PackChanged => true,
            Self::WaiverExpired | Self::Unchanged => false,
        }
    }
}

impl Standing {
    /// Whether it counts.
    pub fn counts(self) -> bool {
        !self.baselined && self.change.is_none_or(Change::counts)
    }

    /// Whether people are told of it without asking: what was there before is only counted.
    pub fn is_news(self) -> bool {
        !self.baselined && self.change != Some(Change::Unchanged)
    }
}
