//! How single words of the command line are read.

use std::path::PathBuf;

use candor::configuration::FailOn;
use candor::diagnostic::Language;
use candor::report::map::Drawing;
use candor::report::results::Decided;
use candor::report::{Filed, Format};
use candor::syntax::value::Date;

pub(super) fn format(word: &str) -> Result<Format, String> {
    Format::from_word(word).ok_or_else(|| expected(word, &Format::words()))
}

pub(super) fn filed(word: &str) -> Result<Filed, String> {
    match format(word)? {
        Format::Filed(filed) => Ok(filed),
        Format::Human => Err("`human` shows the text of the flows, which only `candor check` has at hand".to_owned()),
    }
}

pub(super) fn report(word: &str) -> Result<(Format, PathBuf), String> {
    let (name, path) =
        word.split_once('=').ok_or_else(|| "a report is FORMAT=FILE, like json=report.json".to_owned())?;
    if path.is_empty() {
        return Err("the name of the file is missing after `=`".to_owned());
    }
    Ok((format(name)?, PathBuf::from(path)))
}

pub(super) fn drawing(word: &str) -> Result<Drawing, String> {
    Drawing::from_word(word).ok_or_else(|| expected(word, &Drawing::ALL.map(Drawing::word)))
}

pub(super) fn decided(word: &str) -> Result<Decided, String> {
    Decided::from_word(word).ok_or_else(|| expected(word, &Decided::ALL.map(Decided::word)))
}

pub(super) fn language(word: &str) -> Result<Language, String> {
    Language::from_word(word).ok_or_else(|| expected(word, &Language::CODES))
}

pub(super) fn fail_on(word: &str) -> Result<FailOn, String> {
    FailOn::from_word(word).ok_or_else(|| expected(word, &FailOn::WORDS))
}

/// `30d` or `6w`, in days.
pub(super) fn days(word: &str) -> Result<u32, String> {
    let units = [("d", 1), ("w", 7)];
    let read =
        units.into_iter().find_map(|(unit, days)| word.strip_suffix(unit)?.parse::<u32>().ok()?.checked_mul(days));
    read.ok_or_else(|| "a time is a number of days or weeks, like 30d or 6w".to_owned())
}

pub(super) fn date(word: &str) -> Result<Date, String> {
    let day: jiff::civil::Date = word.parse().map_err(|_| "a date is YYYY-MM-DD, and the day must exist".to_owned())?;
    calendar_day(day).ok_or_else(|| "a date lies between the years 0 and 9999".to_owned())
}

/// A day of the calendar as the library knows it.
pub(crate) fn calendar_day(day: jiff::civil::Date) -> Option<Date> {
    let year = u16::try_from(day.year()).ok()?;
    Some(Date { year, month: day.month().unsigned_abs(), day: day.day().unsigned_abs() })
}

fn expected(word: &str, words: &[&str]) -> String {
    let near = candor::diagnostic::did_you_mean(word, words.iter().copied());
    near.map_or_else(|| format!("it can be {}", words.join(", ")), |near| near.english().to_owned())
}
