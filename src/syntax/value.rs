//! What a clause says, typed. A value holds places in the text, never copies of it, so reading it twice is cheap.

use smallvec::SmallVec;

use super::tree::Word;

/// A few words.
pub type Words = SmallVec<[Word; 4]>;

/// `nothing`, `all` or a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Names {
    /// The word `all`.
    All(Word),
    /// The word `nothing`: declared empty.
    Nothing(Word),
    /// At least one name.
    Listed(Words),
}

/// A count of hours, days, months or years.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Time {
    /// How many.
    pub count: u32,
    /// Of what.
    pub unit: Unit,
}

/// What a [`Time`] counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Unit {
    /// Hours.
    Hour,
    /// Days.
    Day,
    /// Months of the calendar, 28 to 31 days.
    Month,
    /// Years of the calendar, 365 or 366 days.
    Year,
}

/// A day of the Gregorian calendar that exists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Date {
    /// The year.
    pub year: u16,
    /// The month, from 1.
    pub month: u8,
    /// The day, from 1.
    pub day: u8,
}

impl Date {
    /// Reads `2026-03-01`: four digits, two and two. Whether the day exists is for [`Self::exists`] to say.
    pub fn read(text: &str) -> Option<Self> {
        let bytes = text.as_bytes();
        let is_digit = |index: usize| bytes.get(index).is_some_and(u8::is_ascii_digit);
        let in_form = bytes.len() == 10
            && bytes[4] == b'-'
            && bytes[7] == b'-'
            && [0, 1, 2, 3, 5, 6, 8, 9].into_iter().all(is_digit);
        if !in_form {
            return None;
        }
        Some(Self { year: text[..4].parse().ok()?, month: text[5..7].parse().ok()?, day: text[8..].parse().ok()? })
    }

    /// Whether the calendar has the day.
    pub fn exists(self) -> bool {
        (1..=12).contains(&self.month) && (1..=self.days_of_month()).contains(&self.day)
    }

    fn days_of_month(self) -> u8 {
        let leap = self.year.is_multiple_of(4) && (!self.year.is_multiple_of(100) || self.year.is_multiple_of(400));
        match self.month {
            4 | 6 | 9 | 11 => 30,
            2 if leap => 29,
            2 => 28,
            _ => 31,
        }
    }
}

impl std::fmt::Display for Date {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

/// What `age` says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Age {
    /// The name of one of the policy's bands.
    Band(Word),
    /// `12 to 15`, both included; `under 14` is 0 to 13, `16 and over` has no upper end. The words, for messages.
    Years {
        /// The least age in years.
        least: u16,
        /// The greatest age in years, if there is one.
        greatest: Option<u16>,
        /// The words.
        word: Word,
    },
}

/// `delete …`, `apply …`, `keep …`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum End {
    /// `delete [refs] within TIME of EVENTS [under CLAIM]`.
    Delete {
        /// The data it names; empty is all that rests there.
        data: Words,
        /// The longest delay.
        within: Time,
        /// The events.
        events: Words,
        /// The claim it rests on.
        under: Option<Word>,
    },
    /// `apply TRANSFORM [to refs] within TIME of EVENTS [under CLAIM]`.
    Apply {
        /// The transform.
        transform: Word,
        /// The data it names; empty is all that rests there.
        data: Words,
        /// The longest delay.
        within: Time,
        /// The events.
        events: Words,
        /// The claim it rests on.
        under: Option<Word>,
    },
    /// `keep [refs] after EVENTS [under CLAIM]`.
    Keep {
        /// The data it names; empty is all that rests there.
        data: Words,
        /// The events.
        events: Words,
        /// The claim it rests on.
        under: Option<Word>,
    },
    /// `keep nothing`: in passing only.
    KeepNothing(Word),
}

/// `stop within TIME of EVENTS` or `continue after EVENTS`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Halt {
    /// Nothing of that person flows from then on.
    Stop {
        /// The longest delay.
        within: Time,
        /// The events.
        events: Words,
    },
    /// It goes on.
    Continue {
        /// The events.
        events: Words,
    },
}

/// What a clause says. The variant follows from the clause's [`super::words::Shape`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// Names, `all` or `nothing`, each only where the shape allows it.
    Names(Names),
    /// Strings, with their quotes; [`super::unquoted`] gives the text.
    Texts(SmallVec<[Word; 1]>),
    /// One word of a closed list of the language (`yes`, `before-use`, `guardian`, …).
    Choice(Word),
    /// Several words of a closed list of the language.
    Choices(Words),
    /// Ages.
    Ages(SmallVec<[Age; 2]>),
    /// `TIME`.
    Time(Time),
    /// `until EVENT`.
    Until(Word),
    /// A date.
    Date(Date, Word),
    /// `no` where a date or a text could stand.
    No(Word),
    /// `"text" [with RECIPIENT]`.
    Agreement {
        /// The document.
        text: Word,
        /// With whom, if not with us.
        with: Option<Word>,
    },
    /// The end of storage.
    End(End),
    /// The end of a flow.
    Halt(Halt),
    /// `data [for purposes] [to recipients]`.
    Covers {
        /// The data.
        data: Names,
        /// The purposes.
        purposes: Option<Names>,
        /// The recipients.
        recipients: Option<Names>,
    },
    /// `hard "why"`.
    Asking {
        /// `hard` or `easy`.
        word: Word,
        /// Why.
        why: Option<Word>,
    },
    /// `law "which"`.
    Cites {
        /// The kind of source.
        word: Word,
        /// Which.
        text: Word,
    },
    /// `channel ["address"], …`.
    Channels(SmallVec<[(Word, Option<Word>); 2]>),
    /// `"case" [under CLAIM]`.
    Refuses {
        /// The case.
        text: Word,
        /// The claim it rests on.
        under: Option<Word>,
    },
    /// `"who" [within TIME]` or `RECIPIENT [within TIME]`.
    ReportsTo {
        /// Whom, as a string or a name.
        to: super::tree::Atom,
        /// How soon.
        within: Option<Time>,
    },
    /// `NOTICE [before | after]`.
    Notice {
        /// The notice.
        name: Word,
        /// `before` or `after`.
        when: Option<Word>,
    },
    /// `consent NAME [before | after]`.
    BasisConsent {
        /// The consent.
        name: Word,
        /// `before` or `after`.
        when: Option<Word>,
    },
    /// `claim NAME`.
    BasisClaim {
        /// The claim.
        name: Word,
    },
    /// `TRANSFORM [on refs]`.
    Via {
        /// The transform.
        name: Word,
        /// The data it acts on; empty is all that lands.
        on: Words,
    },
}
