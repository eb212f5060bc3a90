//! A clause's words to its value. The shape says what may stand there; what does not fit is a [`Fault`], of which
//! `errors.rs` makes a message.

use smallvec::SmallVec;

use super::strings;
use super::tree::{Atom, Word};
use super::value::{Age, Date, End, Halt, Names, Time, Unit, Value, Words};
use super::words::{ASKING, BASES, CHANNELS, CITES, EVENTS, Shape, WHEN, is_connective};

/// What could have stood at a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Expected {
    /// A name.
    Name,
    /// A name, or `all` or `nothing` where they are allowed.
    Names { all: bool, nothing: bool },
    /// A name or one word.
    NameOr(&'static str),
    /// An id.
    Id,
    /// A string.
    Text,
    /// A string or `no`.
    TextOrNo,
    /// A string or a name.
    TextOrName,
    /// One of some words.
    OneOf(&'static [&'static str]),
    /// An event.
    Event,
    /// A count and a unit.
    Time,
    /// The unit after a count.
    Unit,
    /// A time or `until`.
    TimeOrUntil,
    /// A date.
    Date,
    /// A date or `no`.
    DateOrNo,
    /// A band or years.
    Age,
    /// A count of years.
    Years,
}

/// Why a value cannot be read. Places are indices of the clause's atoms.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fault {
    /// The value ends too early.
    Ended(Expected),
    /// Something else stands there.
    Found(Expected, usize),
    /// A word that is none of these.
    UnknownWord(&'static [&'static str], usize),
    /// A word that is no event.
    UnknownEvent(usize),
    /// The value is complete, and something follows it. Says whether a list stands before.
    Surplus(usize, bool),
    /// A word that joins parts of values stands where a name should.
    Connective(usize),
    /// `all`, `nothing` and the like stand beside other words.
    NotAlone(usize),
    /// `all` or `nothing` stands where it has no meaning.
    NotHere(usize),
    /// What stands for a name is none.
    NotAName(usize),
    /// A date in the right form that no calendar has.
    NoSuchDate(usize),
    /// A number beyond all use.
    TooLarge(usize),
    /// Years that nobody can be old.
    NoSuchAge(usize),
    /// A backslash before a sign that needs none.
    Escape(Word),
}

impl Fault {
    /// Which atom is to blame, if one is.
    pub(super) fn place(self) -> Option<usize> {
        match self {
            Self::Found(_, at)
            | Self::UnknownWord(_, at)
            | Self::UnknownEvent(at)
            | Self::Surplus(at, _)
            | Self::Connective(at)
            | Self::NotAlone(at)
            | Self::NotHere(at)
            | Self::NotAName(at)
            | Self::NoSuchDate(at)
            | Self::TooLarge(at)
            | Self::NoSuchAge(at) => Some(at),
            Self::Ended(_) | Self::Escape(_) => None,
        }
    }
}

type Read<T> = Result<T, Fault>;

/// Reads the atoms of a clause as a value of `shape`.
pub(super) fn read(text: &str, shape: Shape, atoms: &[Atom]) -> Read<Value> {
    Reader { text, atoms, next: 0, listed: false, sound: false }.whole(shape)
}

/// Reads the atoms of a clause that was read before without a fault.
pub(super) fn read_again(text: &str, shape: Shape, atoms: &[Atom]) -> Read<Value> {
    Reader { text, atoms, next: 0, listed: false, sound: true }.whole(shape)
}

struct Reader<'a> {
    text: &'a str,
    atoms: &'a [Atom],
    next: usize,
    /// Whether what was read last belongs to a list that a comma could continue.
    listed: bool,
    /// Whether the words are known to be such as may stand where they stand.
    sound: bool,
}

impl<'a> Reader<'a> {
    fn whole(mut self, shape: Shape) -> Read<Value> {
        let value = self.value(shape)?;
        match self.atoms.get(self.next) {
            None => Ok(value),
            Some(_) => Err(Fault::Surplus(self.next, self.listed)),
        }
    }

    fn value(&mut self, shape: Shape) -> Read<Value> {
        Ok(match shape {
            Shape::Name => Value::Names(Names::Listed(Words::from_elem(self.name(Expected::Name)?, 1))),
            Shape::Id => Value::Names(Names::Listed(Words::from_elem(self.word(Expected::Id)?, 1))),
            Shape::Names { all, nothing } => Value::Names(self.names(all, nothing)?),
            Shape::Text => Value::Texts(SmallVec::from_elem(self.string(Expected::Text)?, 1)),
            Shape::Texts => Value::Texts(self.list(|reader| reader.string(Expected::Text))?),
            Shape::TextOrNo => self.text_or_no()?,
            Shape::Choice(words) => Value::Choice(self.one_of(words)?),
            Shape::Choices(words) => Value::Choices(self.choices(words)?),
            Shape::Ages => Value::Ages(self.list(Self::age)?),
            Shape::Time => Value::Time(self.time(Expected::Time)?),
            Shape::Lasts => self.lasts()?,
            Shape::Date => self.date(Expected::Date)?,
            Shape::DateOrNo => self.date_or_no()?,
            Shape::Agreement => self.agreement()?,
            Shape::Delete => Value::End(self.delete()?),
            Shape::Apply => Value::End(self.apply()?),
            Shape::Keep => Value::End(self.keep()?),
            Shape::Stop => Value::Halt(self.stop()?),
            Shape::Continue => Value::Halt(self.proceed()?),
            Shape::Covers => self.covers()?,
            Shape::Asking => self.asking()?,
            Shape::Cites => Value::Cites { word: self.one_of(CITES)?, text: self.string(Expected::Text)? },
            Shape::Channels => Value::Channels(self.list(Self::channel)?),
            Shape::Refuses => Value::Refuses { text: self.string(Expected::Text)?, under: self.name_after("under")? },
            Shape::ReportsTo => self.reports_to()?,
            Shape::Notice => Value::Notice { name: self.name(Expected::Name)?, when: self.when()? },
            Shape::Basis => self.basis()?,
            Shape::Via => self.via()?,
        })
    }

    fn peek(&self) -> Option<&'a str> {
        match self.atoms.get(self.next)? {
            Atom::Word(word) => Some(word.text(self.text)),
            Atom::String(_) | Atom::Comma(_) => None,
        }
    }

    /// Takes a plain word if it is this one.
    fn take(&mut self, wanted: &str) -> bool {
        let found = self.peek() == Some(wanted);
        if found {
            self.listed = false;
            self.next += 1;
        }
        found
    }

    fn require(&mut self, wanted: &'static [&'static str; 1]) -> Read<()> {
        if self.take(wanted[0]) { Ok(()) } else { Err(self.fault(Expected::OneOf(wanted))) }
    }

    /// What is wrong if something else was expected next.
    fn fault(&self, expected: Expected) -> Fault {
        if self.next < self.atoms.len() { Fault::Found(expected, self.next) } else { Fault::Ended(expected) }
    }

    fn word(&mut self, expected: Expected) -> Read<Word> {
        match self.atoms.get(self.next) {
            Some(Atom::Word(word)) => {
                self.next += 1;
                self.listed = false;
                Ok(*word)
            }
            Some(Atom::String(_) | Atom::Comma(_)) | None => Err(self.fault(expected)),
        }
    }

    fn string(&mut self, expected: Expected) -> Read<Word> {
        match self.atoms.get(self.next) {
            Some(Atom::String(word)) => {
                if let Some(escape) = strings::unknown_escape(self.text, *word) {
                    return Err(Fault::Escape(escape));
                }
                self.next += 1;
                self.listed = false;
                Ok(*word)
            }
            Some(Atom::Word(_) | Atom::Comma(_)) | None => Err(self.fault(expected)),
        }
    }

    fn name(&mut self, expected: Expected) -> Read<Word> {
        let at = self.next;
        let word = self.word(expected)?;
        let text = word.text(self.text);
        if self.sound {
            Ok(word)
        } else if is_connective(text) {
            Err(Fault::Connective(at))
        } else if starts_like_a_name(text) {
            Ok(word)
        } else {
            Err(Fault::NotAName(at))
        }
    }

    /// Takes a comma, if one is next.
    fn comma(&mut self) -> bool {
        let found = matches!(self.atoms.get(self.next), Some(Atom::Comma(_)));
        self.next += usize::from(found);
        found
    }

    fn list<T: smallvec::Array>(&mut self, one: impl Fn(&mut Self) -> Read<T::Item>) -> Read<SmallVec<T>> {
        let mut all = SmallVec::new();
        loop {
            all.push(one(self)?);
            if !self.comma() {
                self.listed = true;
                return Ok(all);
            }
        }
    }

    fn references(&mut self, expected: Expected) -> Read<Words> {
        self.list(|reader| reader.name(expected))
    }

    fn names(&mut self, all: bool, nothing: bool) -> Read<Names> {
        let at = self.next;
        let names = match self.peek() {
            Some("all") if all => Names::All(self.word(Expected::Name)?),
            Some("nothing") if nothing => Names::Nothing(self.word(Expected::Name)?),
            Some("all" | "nothing") => return Err(Fault::NotHere(at)),
            Some(_) | None => return Ok(Names::Listed(self.references(Expected::Names { all, nothing })?)),
        };
        if self.comma() { Err(Fault::NotAlone(at)) } else { Ok(names) }
    }

    fn one_of(&mut self, words: &'static [&'static str]) -> Read<Word> {
        let at = self.next;
        let word = self.word(Expected::OneOf(words))?;
        if self.sound || words.contains(&word.text(self.text)) { Ok(word) } else { Err(Fault::UnknownWord(words, at)) }
    }

    fn choices(&mut self, words: &'static [&'static str]) -> Read<Words> {
        let start = self.next;
        let chosen: Words = self.list(|reader| reader.one_of(words))?;
        let lonely = |word: &Word| matches!(word.text(self.text), "nothing" | "nobody");
        match chosen.iter().position(lonely) {
            Some(index) if chosen.len() > 1 => Err(Fault::NotAlone(start + 2 * index)),
            Some(_) | None => Ok(chosen),
        }
    }

    fn events(&mut self) -> Read<Words> {
        self.list(Self::event)
    }

    fn event(&mut self) -> Read<Word> {
        let at = self.next;
        let word = self.word(Expected::Event)?;
        if self.sound || EVENTS.contains(&word.text(self.text)) { Ok(word) } else { Err(Fault::UnknownEvent(at)) }
    }

    fn count(&mut self, expected: Expected) -> Read<u32> {
        let at = self.next;
        let digits = self.peek().filter(|word| word.bytes().all(|byte| byte.is_ascii_digit()));
        let Some(digits) = digits else { return Err(self.fault(expected)) };
        self.next += 1;
        digits.parse().map_err(|_| Fault::TooLarge(at))
    }

    fn time(&mut self, expected: Expected) -> Read<Time> {
        let count = self.count(expected)?;
        let unit = match self.peek() {
            Some("hour" | "hours") => Unit::Hour,
            Some("day" | "days") => Unit::Day,
            Some("month" | "months") => Unit::Month,
            Some("year" | "years") => Unit::Year,
            Some(_) | None => return Err(self.fault(Expected::Unit)),
        };
        self.next += 1;
        self.listed = false;
        Ok(Time { count, unit })
    }

    fn lasts(&mut self) -> Read<Value> {
        if self.take("until") {
            self.event().map(Value::Until)
        } else {
            self.time(Expected::TimeOrUntil).map(Value::Time)
        }
    }

    fn date(&mut self, expected: Expected) -> Read<Value> {
        let at = self.next;
        let word = self.word(expected)?;
        match Date::read(word.text(self.text)) {
            Some(date) if date.exists() => Ok(Value::Date(date, word)),
            Some(_) => Err(Fault::NoSuchDate(at)),
            None => Err(Fault::Found(expected, at)),
        }
    }

    fn date_or_no(&mut self) -> Read<Value> {
        match self.peek() {
            Some("no") => self.word(Expected::DateOrNo).map(Value::No),
            Some(_) | None => self.date(Expected::DateOrNo),
        }
    }

    fn text_or_no(&mut self) -> Read<Value> {
        match self.peek() {
            Some("no") => self.word(Expected::TextOrNo).map(Value::No),
            Some(_) | None => Ok(Value::Texts(SmallVec::from_elem(self.string(Expected::TextOrNo)?, 1))),
        }
    }

    fn age(&mut self) -> Read<Age> {
        let at = self.next;
        let first = self.word(Expected::Age)?;
        if first.text(self.text) == "under" {
            let years = self.years()?;
            return self.years_from(at, 0, Some(years.checked_sub(1).ok_or(Fault::NoSuchAge(at))?));
        }
        if !first.text(self.text).bytes().all(|byte| byte.is_ascii_digit()) {
            self.next = at;
            return self.name(Expected::Age).map(Age::Band);
        }
        self.next = at;
        let least = self.years()?;
        if self.take("to") {
            let greatest = self.years()?;
            return if least <= greatest {
                self.years_from(at, least, Some(greatest))
            } else {
                Err(Fault::NoSuchAge(at))
            };
        }
        self.require(&["and"])?;
        self.require(&["over"])?;
        self.years_from(at, least, None)
    }

    fn years(&mut self) -> Read<u16> {
        let at = self.next;
        u16::try_from(self.count(Expected::Years)?).map_err(|_| Fault::TooLarge(at))
    }

    fn years_from(&self, at: usize, least: u16, greatest: Option<u16>) -> Read<Age> {
        let word = Word { start: self.atoms[at].word().start, end: self.atoms[self.next - 1].word().end };
        Ok(Age::Years { least, greatest, word })
    }

    /// A name, if this word stands before it.
    fn name_after(&mut self, word: &str) -> Read<Option<Word>> {
        if self.take(word) { self.name(Expected::Name).map(Some) } else { Ok(None) }
    }

    fn agreement(&mut self) -> Read<Value> {
        Ok(Value::Agreement { text: self.string(Expected::Text)?, with: self.name_after("with")? })
    }

    fn within_of(&mut self) -> Read<(Time, Words)> {
        self.require(&["within"])?;
        let within = self.time(Expected::Time)?;
        self.require(&["of"])?;
        Ok((within, self.events()?))
    }

    fn delete(&mut self) -> Read<End> {
        let data = match self.peek() {
            Some("within") => Words::new(),
            Some(_) | None => self.references(Expected::NameOr("within"))?,
        };
        let (within, events) = self.within_of()?;
        Ok(End::Delete { data, within, events, under: self.name_after("under")? })
    }

    fn apply(&mut self) -> Read<End> {
        let transform = self.name(Expected::Name)?;
        let data = if self.take("to") { self.references(Expected::Name)? } else { Words::new() };
        let (within, events) = self.within_of()?;
        Ok(End::Apply { transform, data, within, events, under: self.name_after("under")? })
    }

    fn keep(&mut self) -> Read<End> {
        let data = match self.peek() {
            Some("nothing") => return self.word(Expected::Name).map(End::KeepNothing),
            Some("after") => Words::new(),
            Some(_) | None => self.references(Expected::NameOr("after"))?,
        };
        self.require(&["after"])?;
        Ok(End::Keep { data, events: self.events()?, under: self.name_after("under")? })
    }

    fn stop(&mut self) -> Read<Halt> {
        let (within, events) = self.within_of()?;
        Ok(Halt::Stop { within, events })
    }

    fn proceed(&mut self) -> Read<Halt> {
        self.require(&["after"])?;
        Ok(Halt::Continue { events: self.events()? })
    }

    fn covers(&mut self) -> Read<Value> {
        let data = self.names(true, true)?;
        let purposes = if self.take("for") { Some(self.names(true, true)?) } else { None };
        let recipients = if self.take("to") { Some(self.names(false, true)?) } else { None };
        Ok(Value::Covers { data, purposes, recipients })
    }

    fn asking(&mut self) -> Read<Value> {
        let word = self.one_of(ASKING)?;
        let why = if self.next < self.atoms.len() { Some(self.string(Expected::Text)?) } else { None };
        Ok(Value::Asking { word, why })
    }

    fn channel(&mut self) -> Read<(Word, Option<Word>)> {
        let channel = self.one_of(CHANNELS)?;
        let address = match self.atoms.get(self.next) {
            Some(Atom::String(_)) => Some(self.string(Expected::Text)?),
            Some(Atom::Word(_) | Atom::Comma(_)) | None => None,
        };
        Ok((channel, address))
    }

    fn reports_to(&mut self) -> Read<Value> {
        let to = match self.atoms.get(self.next) {
            Some(Atom::String(_)) => Atom::String(self.string(Expected::TextOrName)?),
            Some(Atom::Word(_) | Atom::Comma(_)) | None => Atom::Word(self.name(Expected::TextOrName)?),
        };
        let within = if self.take("within") { Some(self.time(Expected::Time)?) } else { None };
        Ok(Value::ReportsTo { to, within })
    }

    fn when(&mut self) -> Read<Option<Word>> {
        if self.next < self.atoms.len() { self.one_of(WHEN).map(Some) } else { Ok(None) }
    }

    fn basis(&mut self) -> Read<Value> {
        let kind = self.one_of(BASES)?;
        let name = self.name(Expected::Name)?;
        if kind.text(self.text) == "claim" {
            return Ok(Value::BasisClaim { name });
        }
        Ok(Value::BasisConsent { name, when: self.when()? })
    }

    fn via(&mut self) -> Read<Value> {
        let name = self.name(Expected::Name)?;
        let on = if self.take("on") { self.references(Expected::Name)? } else { Words::new() };
        Ok(Value::Via { name, on })
    }
}

fn starts_like_a_name(text: &str) -> bool {
    text.chars().next().is_some_and(char::is_alphabetic)
}
