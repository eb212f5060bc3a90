//! Values in words.

use super::Declared;
use crate::diagnostic::Language;
use crate::syntax::tree::{Atom, Tree, Word};
use crate::syntax::unquoted;
use crate::syntax::value::{Age, End, Halt, Names, Time, Unit, Value};

/// Who says a file's values in words.
pub(super) struct Speaker<'a> {
    pub(super) text: &'a str,
    pub(super) tree: &'a Tree,
    pub(super) declared: &'a Declared<'a>,
    pub(super) language: Language,
}

impl Speaker<'_> {
    /// A name by its label, or else as it is written.
    pub(super) fn named(&self, name: &str) -> String {
        match self.declared.label(self.tree, self.text, name) {
            Some(label) => self.language.of([format!("“{label}”"), format!("“{label}”")]),
            None => format!("`{name}`"),
        }
    }

    fn name(&self, word: Word) -> String {
        self.named(word.text(self.text))
    }

    fn word(&self, word: Word) -> String {
        word.text(self.text).to_owned()
    }

    fn string(&self, word: Word) -> String {
        format!("“{}”", unquoted(word.text(self.text)))
    }

    /// `a, b and c`.
    fn list(&self, words: impl IntoIterator<Item = String>) -> String {
        let mut words: Vec<String> = words.into_iter().collect();
        let last = words.pop().unwrap_or_default();
        if words.is_empty() {
            return last;
        }
        let (comma, and) = self.language.of([(", ", " and "), ("、", "和")]);
        words.join(comma) + and + &last
    }

    fn names(&self, names: &Names) -> String {
        match names {
            Names::All(_) => self.language.of(["everything", "全部"]).to_owned(),
            Names::Nothing(_) => self.language.of(["nothing", "无"]).to_owned(),
            Names::Listed(words) => self.list(words.iter().map(|word| self.name(*word))),
        }
    }

    fn time(&self, time: Time) -> String {
        let unit = match (time.unit, time.count == 1) {
            (Unit::Hour, true) => ["hour", "小时"],
            (Unit::Hour, false) => ["hours", "小时"],
            (Unit::Day, true) => ["day", "天"],
            (Unit::Day, false) => ["days", "天"],
            (Unit::Month, true) => ["month", "个月"],
            (Unit::Month, false) => ["months", "个月"],
            (Unit::Year, true) => ["year", "年"],
            (Unit::Year, false) => ["years", "年"],
        };
        format!("{} {}", time.count, self.language.of(unit))
    }

    fn events(&self, events: &[Word]) -> String {
        self.list(events.iter().map(|event| self.word(*event)))
    }

    fn age(&self, age: &Age) -> String {
        match age {
            Age::Band(word) => self.word(*word),
            Age::Years { least: 0, greatest: Some(greatest), .. } => {
                self.language.of(["under {}", "未满{}岁"]).replace("{}", &(u32::from(*greatest) + 1).to_string())
            }
            Age::Years { least, greatest: Some(greatest), .. } => {
                let range = format!("{least}–{greatest}");
                self.language.of(["{}", "{}岁"]).replace("{}", &range)
            }
            Age::Years { least, greatest: None, .. } => {
                self.language.of(["{} and over", "{}岁及以上"]).replace("{}", &least.to_string())
            }
        }
    }

    /// A value in words, to stand in a sentence of its clause.
    pub(super) fn value(&self, value: &Value) -> String {
        match value {
            Value::Names(names) => self.names(names),
            Value::Texts(texts) => self.list(texts.iter().map(|text| self.string(*text))),
            Value::Choice(word) | Value::No(word) | Value::Date(_, word) => self.word(*word),
            Value::Choices(words) => self.list(words.iter().map(|word| self.word(*word))),
            Value::Ages(ages) => self.list(ages.iter().map(|age| self.age(age))),
            Value::Time(time) => self.time(*time),
            Value::Until(event) => self.language.of(["until {}", "直至{}"]).replace("{}", &self.word(*event)),
            Value::Agreement { text, with } => self.suffixed(self.string(*text), *with, [" with {}", "（与{}）"]),
            Value::End(end) => self.end(end),
            Value::Halt(halt) => self.halt(halt),
            Value::Covers { data, purposes, recipients } => self.covers(data, purposes.as_ref(), recipients.as_ref()),
            Value::Asking { word, why } => match why {
                Some(why) => format!("{}, {}", self.word(*word), self.string(*why)),
                None => self.word(*word),
            },
            Value::Cites { word, text } => format!("{} {}", self.word(*word), self.string(*text)),
            Value::Channels(channels) => self.list(channels.iter().map(|(channel, address)| match address {
                Some(address) => format!("{} {}", self.word(*channel), self.string(*address)),
                None => self.word(*channel),
            })),
            Value::Refuses { text, under } => self.suffixed(self.string(*text), *under, UNDER),
            Value::ReportsTo { to, within } => self.reports_to(to, *within),
            Value::Notice { name, when } | Value::BasisConsent { name, when } => self.timely(*name, *when),
            Value::BasisClaim { name } => self.name(*name),
            Value::Via { name, on } => self.acting(self.name(*name), on),
        }
    }

    fn suffixed(&self, start: String, name: Option<Word>, template: [&str; 2]) -> String {
        let end = name.map(|name| self.language.of(template).replace("{}", &self.name(name)));
        start + &end.unwrap_or_default()
    }

    fn timely(&self, name: Word, when: Option<Word>) -> String {
        let when = match when.map(|when| when.text(self.text)) {
            Some("before") => self.language.of([" beforehand", "（事前）"]),
            Some(_) => self.language.of([" afterwards", "（事后）"]),
            None => self.language.of([" at a time not stated", "（未说明时间）"]),
        };
        self.name(name) + when
    }

    fn acting(&self, transform: String, on: &[Word]) -> String {
        if on.is_empty() {
            return transform;
        }
        let data = self.list(on.iter().map(|data| self.name(*data)));
        transform + &self.language.of([" on {}", "（作用于{}）"]).replace("{}", &data)
    }

    fn covers(&self, data: &Names, purposes: Option<&Names>, recipients: Option<&Names>) -> String {
        let part = |names: Option<&Names>, template: [&str; 2]| {
            names.map(|names| self.language.of(template).replace("{}", &self.names(names))).unwrap_or_default()
        };
        self.names(data) + &part(purposes, [" for {}", "，用于{}"]) + &part(recipients, [" to {}", "，提供给{}"])
    }

    fn reports_to(&self, to: &Atom, within: Option<Time>) -> String {
        let who = match to {
            Atom::String(word) => self.string(*word),
            Atom::Word(word) | Atom::Comma(word) => self.name(*word),
        };
        let within = within.map(|time| self.language.of([" within {}", "，{}内"]).replace("{}", &self.time(time)));
        who + &within.unwrap_or_default()
    }

    fn end(&self, end: &End) -> String {
        let template = self.language.of(match end {
            End::Delete { .. } => ["{data} within {time} of {events}", "在{events}后{time}内删除{data}"],
            End::Apply { .. } => {
                ["{transform} to {data} within {time} of {events}", "在{events}后{time}内对{data}施行{transform}"]
            }
            End::Keep { .. } => ["{data} after {events}", "在{events}后保留{data}"],
            End::KeepNothing(_) => ["nothing: data only passes through", "不留存：数据仅经过此处"],
        });
        let (data, events, under, time, transform) = match end {
            End::Delete { data, within, events, under } => (&data[..], &events[..], *under, Some(*within), None),
            End::Apply { transform, data, within, events, under } => {
                (&data[..], &events[..], *under, Some(*within), Some(*transform))
            }
            End::Keep { data, events, under } => (&data[..], &events[..], *under, None, None),
            End::KeepNothing(_) => (&[][..], &[][..], None, None, None),
        };
        let sentence = template
            .replace("{data}", &self.rest(data))
            .replace("{events}", &self.events(events))
            .replace("{time}", &time.map(|time| self.time(time)).unwrap_or_default())
            .replace("{transform}", &transform.map(|transform| self.name(transform)).unwrap_or_default());
        self.suffixed(sentence, under, UNDER)
    }

    /// The data that an end names; all that rests there if it names none.
    fn rest(&self, data: &[Word]) -> String {
        if data.is_empty() {
            return self.language.of(["all data", "全部数据"]).to_owned();
        }
        self.list(data.iter().map(|data| self.name(*data)))
    }

    fn halt(&self, halt: &Halt) -> String {
        match halt {
            Halt::Stop { within, events } => self
                .language
                .of(["within {time} of {events}", "{events}后{time}内"])
                .replace("{time}", &self.time(*within))
                .replace("{events}", &self.events(events)),
            Halt::Continue { events } => self.language.of(["after {}", "{}之后"]).replace("{}", &self.events(events)),
        }
    }
}

const UNDER: [&str; 2] = [", on the ground of {}", "（依据{}）"];
