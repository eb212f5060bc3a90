//! Kleene's strong three-valued logic, in which unknown names the fewest facts that would decide it.

use super::world::{Gaps, Truth};

impl Truth {
    /// Unknown, with nothing to name that would decide it.
    pub(super) const OPEN: Self = Self::Unknown(Gaps::new_const());

    /// Both. Where both are unknown, both must be decided.
    pub(super) fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::False, _) | (_, Self::False) => Self::False,
            (Self::True, other) => other,
            (this, Self::True) => this,
            (Self::Unknown(left), Self::Unknown(right)) => Self::Unknown(union(left, right)),
        }
    }

    /// Either. Where both are unknown, deciding the cheaper one may do.
    pub(super) fn or(self, other: Self) -> Self {
        match (self, other) {
            (Self::True, _) | (_, Self::True) => Self::True,
            (Self::False, other) => other,
            (this, Self::False) => this,
            (Self::Unknown(left), Self::Unknown(right)) => Self::Unknown(fewer(left, right)),
        }
    }

    /// The opposite, as unknown as before.
    pub(super) fn negate(self) -> Self {
        match self {
            Self::True => Self::False,
            Self::False => Self::True,
            Self::Unknown(gaps) => Self::Unknown(gaps),
        }
    }

    /// The opposite if `negated`.
    pub(super) fn negate_if(self, negated: bool) -> Self {
        if negated { self.negate() } else { self }
    }
}

impl From<bool> for Truth {
    fn from(value: bool) -> Self {
        if value { Self::True } else { Self::False }
    }
}

/// All facts of both, sorted, each once.
pub(super) fn union(mut left: Gaps, right: Gaps) -> Gaps {
    if right.iter().all(|gap| left.contains(gap)) {
        return left;
    }
    left.extend(right);
    left.sort_unstable();
    left.dedup();
    left
}

/// The shorter list. One that names nothing gives nobody anything to declare, so the other goes before it.
fn fewer(left: Gaps, right: Gaps) -> Gaps {
    match (left.len(), right.len()) {
        (0, _) => right,
        (_, 0) => left,
        (mine, theirs) if theirs < mine => right,
        _ => left,
    }
}
