//! What is said of a clause whose value does not fit.

use super::{clause_names, found, missing_comma, no_letter, reserved, unknown_escape};
use crate::diagnostic::{Code, Diagnostic, Text, did_you_mean, nearest, say};
use crate::source::Span;
use crate::syntax::header::Sign;
use crate::syntax::read::{Expected, Fault};
use crate::syntax::tree::{Atom, Clause, Tree};
use crate::syntax::words::{self, EVENTS, Keyword, Shape, UNITS};

/// A clause whose value does not fit.
pub(in crate::syntax) struct Misfit<'a> {
    pub(in crate::syntax) tree: &'a Tree,
    pub(in crate::syntax) text: &'a str,
    pub(in crate::syntax) declaration: Keyword,
    pub(in crate::syntax) clause: &'a Clause,
    pub(in crate::syntax) shape: Shape,
}

impl Misfit<'_> {
    fn name(&self) -> &'static str {
        self.clause.word.text()
    }

    fn atoms(&self) -> &[Atom] {
        self.tree.atoms(self.clause)
    }

    fn span(&self, at: usize) -> Span {
        self.atoms().get(at).map_or_else(|| self.tree.span(self.clause.keyword), |atom| self.tree.span(atom.word()))
    }

    fn found(&self, at: usize) -> Text {
        self.atoms().get(at).map(|atom| found(self.text, Sign::Atom(*atom))).unwrap_or_default()
    }

    fn word(&self, at: usize) -> &str {
        match self.atoms().get(at) {
            Some(Atom::Word(word)) => word.text(self.text),
            Some(Atom::String(_) | Atom::Comma(_)) | None => "",
        }
    }

    /// Whether the word at `at` begins a clause of this declaration.
    fn begins_a_clause(&self, at: usize) -> bool {
        clause_names(self.declaration).any(|name| name == self.word(at))
    }

    /// A comma at the end of a line took in the clause of the next one.
    fn joined_lines(&self, fault: Fault) -> Option<Diagnostic> {
        let last = fault.place().unwrap_or(self.atoms().len());
        let comma = (1..=last).rev().find(|at| self.begins_a_clause(*at) && self.follows_line_end(*at))?;
        let (clause, name) = (self.word(comma), self.name());
        let message = say!([
            "this comma joins the clause `{clause}` to the list of `{name}`",
            "这个逗号将子句 `{clause}` 并入了 `{name}` 的列表",
        ]);
        let label = ["a comma at the end of a line goes on with the list", "行尾的逗号表示列表在下一行继续"];
        Some(Diagnostic::new(Code::SurplusComma, message).at(self.span(comma - 1), label).help(say!([
            "remove the comma, so that `{clause}` begins a clause of its own",
            "删除逗号，使 `{clause}` 成为单独的子句",
        ])))
    }

    fn follows_line_end(&self, at: usize) -> bool {
        let [Atom::Comma(comma), atom] = &self.atoms()[at - 1..=at] else { return false };
        self.text[comma.end as usize..atom.word().start as usize].contains('\n')
    }

    /// What is wrong with the value.
    pub(in crate::syntax) fn diagnostic(&self, fault: Fault) -> Diagnostic {
        self.joined_lines(fault).unwrap_or_else(|| self.of_one_line(fault))
    }

    fn of_one_line(&self, fault: Fault) -> Diagnostic {
        match fault {
            Fault::Ended(expected) => self.ended(expected),
            Fault::Found(expected, at) => self.unexpected(expected, at),
            Fault::UnknownWord(known, at) => self.unknown(at, ["word", "词"], known),
            Fault::UnknownEvent(at) => self.unknown(at, ["event", "事件"], EVENTS),
            Fault::Surplus(at, listed) => self.surplus(at, listed),
            Fault::Connective(at) if self.begins_a_clause(at) => self.crowded(at),
            Fault::Connective(at) => reserved(self.span(at), self.word(at)),
            Fault::NotAlone(at) => self.not_alone(at),
            Fault::NotHere(at) => self.not_here(at),
            Fault::NotAName(at) => no_letter(self.span(at), self.word(at)),
            Fault::NoSuchDate(at) => self
                .impossible(at, |found| say!(["there is no day {found}", "没有这一天：{found}"], found))
                .at(self.span(at), ["no calendar has it", "日历上没有这一天"])
                .help(["correct the month or the day", "更正月份或日期"]),
            Fault::TooLarge(at) => self
                .impossible(at, |found| say!(["{found} is too large a number", "数字过大：{found}"], found))
                .here(self.span(at))
                .help(["write a smaller number", "写较小的数字"]),
            Fault::NoSuchAge(at) => {
                Diagnostic::new(Code::ImpossibleValue, ["nobody has such an age", "没有人是这样的年龄"])
                    .here(self.span(at))
                    .help([
                        "write the lower age first: `12 to 15`; `under 14` is 0 to 13",
                        "先写较小的年龄：`12 to 15`；`under 14` 指0至13岁",
                    ])
            }
            Fault::Escape(word) => unknown_escape(self.tree.span(word), word.text(self.text)),
        }
    }

    fn impossible(&self, at: usize, message: impl Fn(&Text) -> Text) -> Diagnostic {
        Diagnostic::new(Code::ImpossibleValue, message(&self.found(at)))
    }

    fn not_alone(&self, at: usize) -> Diagnostic {
        let found = self.found(at);
        Diagnostic::new(Code::UnexpectedValue, say!(["{found} stands in a list", "列表之中不能有：{found}"], found))
            .at(self.span(at), ["this word stands alone or not at all", "这个词只能单独出现"])
            .help(say!(
                ["keep {found} alone, or list the others without it", "只保留一项，或从列表中删去：{found}"],
                found
            ))
    }

    fn not_here(&self, at: usize) -> Diagnostic {
        let (name, found) = (self.name(), self.found(at));
        Diagnostic::new(Code::UnexpectedValue, say!(["`{name}` cannot be {found}", "`{name}` 不能是：{found}"], found))
            .here(self.span(at))
            .help(self.takes())
    }

    fn ended(&self, expected: Expected) -> Diagnostic {
        let name = self.name();
        let Some(last) = self.atoms().len().checked_sub(1) else {
            return Diagnostic::new(
                Code::MissingValue,
                say!(["clause `{name}` says nothing", "子句 `{name}` 没有内容"]),
            )
            .at(self.span(0), ["a value is expected after this", "其后应有值"])
            .help(self.takes());
        };
        let expected = expects(expected);
        let label = say!(["{expected} is expected after this", "其后应有：{expected}"], expected);
        if matches!(self.atoms()[last], Atom::Comma(_)) {
            return Diagnostic::new(Code::SurplusComma, ["nothing follows the comma", "逗号之后没有内容"])
                .at(self.span(last), label)
                .help(["remove the comma, or go on with the list", "删除逗号，或继续列出"]);
        }
        let message = say!(["the value of `{name}` ends too early", "`{name}` 的值不完整"]);
        Diagnostic::new(Code::MissingValue, message).at(self.span(last), label).help(self.takes())
    }

    fn unexpected(&self, expected: Expected, at: usize) -> Diagnostic {
        if self.begins_a_clause(at) && at > 0 {
            return self.crowded(at);
        }
        if self.lacks_a_comma(expected, at) {
            return missing_comma(self.span(at), self.word(at));
        }
        let code = match self.atoms().get(at) {
            Some(Atom::Comma(_)) => Code::SurplusComma,
            Some(Atom::Word(_) | Atom::String(_)) | None => Code::UnexpectedValue,
        };
        let (found, wanted) = (self.found(at), expects(expected));
        let message =
            say!(["{found} stands where {wanted} is expected", "应为：{wanted}；此处为：{found}"], found, wanted);
        Diagnostic::new(code, message)
            .at(self.span(at), self.in_the_value())
            .help(self.takes())
            .maybe_help(self.repair(expected, at))
    }

    fn in_the_value(&self) -> Text {
        let name = self.name();
        say!(["in the value of `{name}`", "在 `{name}` 的值中"])
    }

    /// Whether the word that is expected at `at` follows later: then what stands between goes on with the list before.
    fn lacks_a_comma(&self, expected: Expected, at: usize) -> bool {
        let Expected::OneOf([wanted]) = expected else { return false };
        let follows_a_name = at > 0 && self.word(at - 1).starts_with(char::is_alphabetic);
        follows_a_name && (at + 1..self.atoms().len()).any(|later| self.word(later) == *wanted)
    }

    fn takes(&self) -> Text {
        let (name, takes) = (self.name(), takes(self.shape));
        say!(["`{name}` takes {takes}", "`{name}` 的值：{takes}"], takes)
    }

    /// How to mend a value at whose place `at` something else was expected, where that can be told.
    fn repair(&self, expected: Expected, at: usize) -> Option<Text> {
        let word = self.word(at);
        let is_word = !word.is_empty() && !words::is_connective(word);
        match expected {
            Expected::Text | Expected::TextOrNo => is_word.then(|| ["put it in quotes", "用引号括起"].into()),
            Expected::Name | Expected::Names { .. } | Expected::NameOr(_) | Expected::Id => {
                word.is_empty().then(|| ["a name stands without quotes", "名称不加引号"].into())
            }
            Expected::Date | Expected::DateOrNo => {
                is_word.then(|| ["write year, month and day: `2026-03-01`", "写明年、月、日：`2026-03-01`"].into())
            }
            Expected::Time | Expected::TimeOrUntil
                if word.contains(|sign: char| !sign.is_ascii() && sign.is_numeric()) =>
            {
                Some(["write the number in plain digits", "用普通数字书写"].into())
            }
            Expected::Time | Expected::TimeOrUntil => count_and_unit(word)
                .map(|(count, unit)| say!(["put a blank between: `{count} {unit}`", "中间加空格：`{count} {unit}`"])),
            Expected::Unit => did_you_mean(word, UNITS.iter().copied()),
            Expected::OneOf(known) => did_you_mean(word, known.iter().copied()).or_else(|| self.misspelt(known, at)),
            Expected::TextOrName | Expected::Event | Expected::Age | Expected::Years => None,
        }
    }

    /// The word before `at` was taken for a name, and is nearly one of those that are expected.
    fn misspelt(&self, known: &[&str], at: usize) -> Option<Text> {
        let before = self.word(at.checked_sub(1)?);
        let near = nearest(before, known.iter().copied())?;
        Some(say!(["did you mean `{near}` instead of `{before}`?", "是否应为 `{near}`，而非 `{before}`？"]))
    }

    fn unknown(&self, at: usize, kind: [&str; 2], known: &[&str]) -> Diagnostic {
        if self.begins_a_clause(at) && at > 0 {
            return self.crowded(at);
        }
        let (word, kind, words) = (self.word(at), Text::from(kind), Text::either(known.iter().copied()));
        Diagnostic::new(Code::UnknownWord, say!(["unknown {kind} `{word}`", "未知的{kind}：`{word}`"], kind))
            .at(self.span(at), self.in_the_value())
            .help(say!(["{words} is expected", "应为 {words}"], words))
            .maybe_help(did_you_mean(word, known.iter().copied()))
    }

    fn surplus(&self, at: usize, listed: bool) -> Diagnostic {
        if self.begins_a_clause(at) {
            return self.crowded(at);
        }
        match self.atoms().get(at) {
            Some(Atom::Word(_)) if listed => missing_comma(self.span(at), self.word(at)),
            Some(Atom::String(word)) if listed => missing_comma(self.span(at), word.text(self.text).trim_matches('"')),
            Some(Atom::Word(_) | Atom::String(_) | Atom::Comma(_)) | None => self.goes_on(at),
        }
    }

    fn goes_on(&self, at: usize) -> Diagnostic {
        let (found, name) = (self.found(at), self.name());
        let message = say!(
            ["{found} follows where the value of `{name}` is complete", "`{name}` 的值已经完整，其后又有：{found}"],
            found
        );
        Diagnostic::new(Code::UnexpectedValue, message).here(self.span(at)).help(self.takes())
    }

    fn crowded(&self, at: usize) -> Diagnostic {
        let (word, name) = (self.word(at), self.name());
        let message =
            say!(["clause `{word}` begins on the line of `{name}`", "子句 `{word}` 从 `{name}` 所在的行开始"]);
        Diagnostic::new(Code::CrowdedLine, message)
            .here(self.span(at))
            .help(["give every clause a line of its own", "每个子句各占一行"])
    }
}

fn count_and_unit(word: &str) -> Option<(&str, &str)> {
    let (count, unit) = word.split_at(word.find(|sign: char| !sign.is_ascii_digit())?);
    (!count.is_empty() && UNITS.contains(&unit)).then_some((count, unit))
}

const A_TIME: [&str; 2] = ["a time such as `30 days`", "时长，例如 `30 days`"];
const A_TIME_OR_UNTIL: [&str; 2] =
    ["a time such as `30 days` or `until EVENT`", "时长（例如 `30 days`）或 `until EVENT`"];
const A_DATE: [&str; 2] = ["a date such as `2026-03-01`", "日期，例如 `2026-03-01`"];
const A_DATE_OR_NO: [&str; 2] = ["a date such as `2026-03-01` or `no`", "日期（例如 `2026-03-01`）或 `no`"];
const A_STRING_OR_NO: [&str; 2] = ["a string or `no`", "字符串或 `no`"];

/// What could have stood at a place, in the terms of the language's page.
fn expects(expected: Expected) -> Text {
    Text::from(match expected {
        Expected::Name => ["a name", "名称"],
        Expected::Names { all: false, nothing: false } => ["a name", "名称"],
        Expected::Names { all: true, nothing: false } => ["a name or `all`", "名称或 `all`"],
        Expected::Names { all: false, nothing: true } => ["a name or `nothing`", "名称或 `nothing`"],
        Expected::Names { all: true, nothing: true } => ["a name, `all` or `nothing`", "名称、`all` 或 `nothing`"],
        Expected::NameOr(word) => return say!(["a name or `{word}`", "名称或 `{word}`"]),
        Expected::Id => ["an id", "标识"],
        Expected::Text => ["a string", "字符串"],
        Expected::TextOrNo => A_STRING_OR_NO,
        Expected::TextOrName => ["a string or a name", "字符串或名称"],
        Expected::OneOf(words) => return choice(words),
        Expected::Event => ["an event such as `account-cancelled`", "事件，例如 `account-cancelled`"],
        Expected::Time => A_TIME,
        Expected::Unit => ["a unit such as `days`", "时间单位，例如 `days`"],
        Expected::TimeOrUntil => A_TIME_OR_UNTIL,
        Expected::Date => A_DATE,
        Expected::DateOrNo => A_DATE_OR_NO,
        Expected::Age => {
            ["a band of the policy or years such as `under 14`", "政策中的年龄段，或年龄（例如 `under 14`）"]
        }
        Expected::Years => ["a number of years", "岁数"],
    })
}

/// Words of which one is to stand there.
fn choice(words: &[&str]) -> Text {
    Text::either(words.iter().copied())
}

/// What a clause of a shape takes, in the terms of the language's page.
pub(super) fn takes(shape: Shape) -> Text {
    Text::from(match shape {
        Shape::Name => ["one name", "一个名称"],
        Shape::Id => ["one id", "一个标识"],
        Shape::Names { all: false, nothing: false } => ["names separated by commas", "以逗号分隔的名称"],
        Shape::Names { all: true, nothing: false } => {
            ["names separated by commas, or `all`", "以逗号分隔的名称，或 `all`"]
        }
        Shape::Names { all: false, nothing: true } => {
            ["names separated by commas, or `nothing`", "以逗号分隔的名称，或 `nothing`"]
        }
        Shape::Names { all: true, nothing: true } => {
            ["names separated by commas, `all` or `nothing`", "以逗号分隔的名称、`all` 或 `nothing`"]
        }
        Shape::Text => ["a string", "字符串"],
        Shape::Texts => ["strings separated by commas", "以逗号分隔的字符串"],
        Shape::TextOrNo => A_STRING_OR_NO,
        Shape::Choice(words) => return choice(words),
        Shape::Choices(words) => {
            let words = choice(words);
            return say!(["{words}, or several of them", "{words}，或其中数项"], words);
        }
        Shape::Ages => [
            "bands of the policy, or years such as `under 14`, `12 to 15` or `16 and over`",
            "政策中的年龄段，或年龄（例如 `under 14`、`12 to 15` 或 `16 and over`）",
        ],
        Shape::Time => A_TIME,
        Shape::Lasts => A_TIME_OR_UNTIL,
        Shape::Date => A_DATE,
        Shape::DateOrNo => A_DATE_OR_NO,
        Shape::Agreement => [
            "a string, and `with` and a recipient if the agreement is not with us",
            "字符串；协议并非与我方订立的，再写 `with` 和接收方",
        ],
        Shape::Delete => {
            ["`[data] within TIME of EVENTS [under CLAIM]`", "`[data] within TIME of EVENTS [under CLAIM]`"]
        }
        Shape::Apply => [
            "`TRANSFORM [to data] within TIME of EVENTS [under CLAIM]`",
            "`TRANSFORM [to data] within TIME of EVENTS [under CLAIM]`",
        ],
        Shape::Keep => {
            ["`[data] after EVENTS [under CLAIM]`, or `nothing`", "`[data] after EVENTS [under CLAIM]`，或 `nothing`"]
        }
        Shape::Stop => ["`within TIME of EVENTS`", "`within TIME of EVENTS`"],
        Shape::Continue => ["`after EVENTS`", "`after EVENTS`"],
        Shape::Covers => {
            ["data, then `for` and purposes, then `to` and recipients", "数据，再写 `for` 和目的，再写 `to` 和接收方"]
        }
        Shape::Asking => ["`hard` or `easy`, and a string that says why", "`hard` 或 `easy`，以及说明理由的字符串"],
        Shape::Cites => {
            let words = choice(words::CITES);
            return say!(["{words}, and a string that says which", "{words}，以及写明是哪一项的字符串"], words);
        }
        Shape::Channels => {
            let words = choice(words::CHANNELS);
            return say!(
                ["{words}, each with an address in quotes if there is one", "{words}，有地址的，各自用引号写明"],
                words
            );
        }
        Shape::Refuses => {
            ["a string that says the case, and `under` and a claim", "写明情形的字符串，以及 `under` 和主张"]
        }
        Shape::ReportsTo => {
            ["a string or a recipient, and `within` and a time", "字符串或接收方，以及 `within` 和时长"]
        }
        Shape::Notice => ["a notice, and `before` or `after`", "告知，以及 `before` 或 `after`"],
        Shape::Basis => [
            "`consent NAME` with `before` or `after`, or `claim NAME`",
            "`consent NAME`（连同 `before` 或 `after`），或 `claim NAME`",
        ],
        Shape::Via => ["a transform, and `on` and the data it acts on", "变换，以及 `on` 和所处理的数据"],
    })
}
