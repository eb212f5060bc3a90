//! YAML to typed values with their places.

use std::fmt;
use std::marker::PhantomData;

use serde::Deserialize;
use serde::de::{DeserializeOwned, Deserializer, MapAccess, Visitor};
use serde_yaml::{Error, Location, MessageFormatter, Spanned, UserMessageFormatter};

use super::errors;
use crate::diagnostic::Diagnostic;
use crate::source::{FileId, Sources, Span};

/// Reads a file as a `T`; the first thing that does not fit is the error.
pub(super) fn read<T: DeserializeOwned>(sources: &Sources, file: FileId) -> Result<T, Diagnostic> {
    serde_yaml::from_str(&sources.file(file).text).map_err(|error| explain(sources, file, error.without_snippet()))
}

fn explain(sources: &Sources, file: FileId, error: &Error) -> Diagnostic {
    let place = span(sources, file, error.location().unwrap_or(Location::UNKNOWN));
    match error {
        Error::SerdeUnknownField { field, expected, .. } => errors::unknown_key(field, place, expected),
        Error::DuplicateMappingKey { key, .. } => errors::duplicate_key(key.as_deref().unwrap_or_default(), place),
        other => errors::unreadable_configuration(&UserMessageFormatter.format_message(other), place),
    }
}

/// The bytes of a location; the whole first line where it is unknown.
pub(super) fn span(sources: &Sources, file: FileId, location: Location) -> Span {
    let text = sources.file(file).text.as_str();
    let known = location.span().byte_offset().zip(location.span().byte_len());
    let (start, length) = known.unwrap_or((0, text.lines().next().map_or(0, str::len) as u64));
    let clamp = |place: u64| (0..=(place as usize).min(text.len())).rev().find(|place| text.is_char_boundary(*place));
    let (start, end) = (clamp(start).unwrap_or_default(), clamp(start + length).unwrap_or_default());
    let end = start + text[start..end].lines().next().map_or(0, |line| line.trim_end().len());
    Span::new(file, start as u32..end as u32)
}

/// A mapping in its own order, with the places of its keys and values.
pub(super) struct Pairs<T>(pub(super) Vec<(Spanned<String>, Spanned<T>)>);

impl<T> Default for Pairs<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Pairs<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(PairsVisitor(PhantomData))
    }
}

struct PairsVisitor<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for PairsVisitor<T> {
    type Value = Pairs<T>;

    fn expecting(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str("a mapping")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut pairs = Vec::new();
        while let Some(pair) = map.next_entry()? {
            pairs.push(pair);
        }
        Ok(Pairs(pairs))
    }
}

/// `warning`, or `{off: reason}`.
pub(super) enum WrittenSeverity {
    /// A word.
    Word(String),
    /// Switched off, with the reason.
    Off(String),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenOff {
    off: String,
}

impl<'de> Deserialize<'de> for WrittenSeverity {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(SeverityVisitor)
    }
}

struct SeverityVisitor;

impl<'de> Visitor<'de> for SeverityVisitor {
    type Value = WrittenSeverity;

    fn expecting(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str("a severity, or `off` with its reason")
    }

    fn visit_str<E>(self, word: &str) -> Result<Self::Value, E> {
        Ok(WrittenSeverity::Word(word.to_owned()))
    }

    fn visit_bool<E>(self, value: bool) -> Result<Self::Value, E> {
        // Some readers of YAML take the word `off` for a truth value.
        Ok(WrittenSeverity::Word(if value { "on" } else { "off" }.to_owned()))
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
        let written = WrittenOff::deserialize(serde::de::value::MapAccessDeserializer::new(map))?;
        Ok(WrittenSeverity::Off(written.off))
    }
}
