//! Reading YAML into typed shapes in which every word keeps its place. Nothing else names the YAML crate.

use std::fmt;
use std::marker::PhantomData;
use std::ops::Range;

use serde::de::{Deserialize, DeserializeOwned, Deserializer, Error as _, MapAccess, SeqAccess, Visitor};
use serde_yaml::{Location, MergeKeyPolicy, Options, Spanned};

use super::{errors, place};
use crate::diagnostic::{Diagnostic, Text};
use crate::source::{FileId, Sources, Span};

/// The largest file that is read, in bytes. A whole pack takes a tenth of it.
const LARGEST_FILE: usize = 4 << 20;

/// A scalar: its text, and the bytes it was read from, quotes included.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// What it says, unquoted and unfolded.
    pub text: String,
    start: u32,
    end: u32,
}

impl Word {
    /// Where it stands in the file that it was read from.
    pub fn span(&self, file: FileId) -> Span {
        Span::new(file, self.start..self.end)
    }

    /// Where a part of its text stands in `source`, the file's text; the whole word where that cannot be told.
    pub fn part(&self, file: FileId, source: &str, part: Range<usize>) -> Span {
        let written = source.get(self.start as usize..self.end as usize).unwrap_or_default();
        place::within(written, &self.text, part).map_or(self.span(file), |range| {
            Span::new(file, self.start + range.start as u32..self.start + range.end as u32)
        })
    }
}

impl<'de> Deserialize<'de> for Word {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let spanned = Spanned::<String>::deserialize(deserializer)?;
        let (start, end) = bytes(spanned.defined);
        Ok(Self { text: spanned.value, start, end })
    }
}

fn bytes(location: Location) -> (u32, u32) {
    let span = location.span();
    let start = span.byte_offset().unwrap_or(0) as u32;
    (start, start + span.byte_len().unwrap_or(0) as u32)
}

/// A key that may be left out. Unlike an `Option`, it does not take an empty value for a missing one.
#[derive(Debug, Clone)]
pub struct Given<T>(pub Option<T>);

impl<T> Default for Given<T> {
    fn default() -> Self {
        Self(None)
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Given<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        T::deserialize(deserializer).map(|value| Self(Some(value)))
    }
}

/// A mapping whose keys are the author's own names, in the order of the text.
#[derive(Debug, Clone)]
pub struct Keyed<T>(pub Vec<(Word, T)>);

impl<T> Default for Keyed<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Keyed<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Entries<T>(PhantomData<T>);
        impl<'de, T: Deserialize<'de>> Visitor<'de> for Entries<T> {
            type Value = Keyed<T>;

            fn expecting(&self, out: &mut fmt::Formatter) -> fmt::Result {
                out.write_str(errors::A_MAPPING)
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Keyed<T>, A::Error> {
                entries(map).map(Keyed)
            }
        }
        deserializer.deserialize_map(Entries(PhantomData))
    }
}

pub(super) fn entries<'de, T: Deserialize<'de>, A: MapAccess<'de>>(mut map: A) -> Result<Vec<(Word, T)>, A::Error> {
    let mut entries = Vec::new();
    while let Some(entry) = map.next_entry()? {
        entries.push(entry);
    }
    Ok(entries)
}

pub(super) fn elements<'de, T: Deserialize<'de>, A: SeqAccess<'de>>(mut list: A) -> Result<Vec<T>, A::Error> {
    let mut elements = Vec::new();
    while let Some(element) = list.next_element()? {
        elements.push(element);
    }
    Ok(elements)
}

/// A value that may be a word, a list or a mapping.
#[derive(Debug, Clone)]
pub struct Node {
    /// What it is.
    pub shape: Shape,
    start: u32,
    end: u32,
}

/// What a [`Node`] is.
#[derive(Debug, Clone)]
pub enum Shape {
    /// Nothing stands there.
    Empty,
    /// A scalar.
    Word(String),
    /// A list.
    List(Vec<Node>),
    /// A mapping.
    Mapping(Vec<(Word, Node)>),
}

impl Node {
    /// Where it stands; of a list or a mapping, where its first word stands.
    pub fn span(&self, file: FileId) -> Span {
        match &self.shape {
            Shape::Empty | Shape::Word(_) => Span::new(file, self.start..self.end),
            Shape::List(nodes) => nodes.first().map_or(Span::new(file, self.start..self.end), |node| node.span(file)),
            Shape::Mapping(entries) => {
                entries.first().map_or(Span::new(file, self.start..self.end), |(key, _)| key.span(file))
            }
        }
    }

    /// The scalar, if it is one.
    pub fn word(&self) -> Option<Word> {
        match &self.shape {
            Shape::Word(text) => Some(Word { text: text.clone(), start: self.start, end: self.end }),
            Shape::Empty | Shape::List(_) | Shape::Mapping(_) => None,
        }
    }

    /// The scalar, or the scalars of a list of scalars.
    pub fn words(&self) -> Option<Vec<Word>> {
        match &self.shape {
            Shape::Word(_) => self.word().map(|word| vec![word]),
            Shape::List(nodes) => nodes.iter().map(Self::word).collect(),
            Shape::Empty | Shape::Mapping(_) => None,
        }
    }
}

impl<'de> Deserialize<'de> for Node {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let spanned = Spanned::<Shape>::deserialize(deserializer)?;
        let (start, end) = bytes(spanned.defined);
        Ok(Self { shape: spanned.value, start, end })
    }
}

impl<'de> Deserialize<'de> for Shape {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(AnyShape)
    }
}

struct AnyShape;

impl<'de> Visitor<'de> for AnyShape {
    type Value = Shape;

    fn expecting(&self, out: &mut fmt::Formatter) -> fmt::Result {
        out.write_str(errors::A_SHAPE)
    }

    fn visit_str<E>(self, text: &str) -> Result<Shape, E> {
        Ok(Shape::Word(text.to_owned()))
    }

    fn visit_string<E>(self, text: String) -> Result<Shape, E> {
        Ok(Shape::Word(text))
    }

    fn visit_bool<E>(self, value: bool) -> Result<Shape, E> {
        Ok(Shape::Word(value.to_string()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Shape, E> {
        Ok(Shape::Word(value.to_string()))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Shape, E> {
        Ok(Shape::Word(value.to_string()))
    }

    /// `2.10` would arrive as 2.1, so a number with a point is asked to be quoted instead of being guessed at.
    fn visit_f64<E: serde::de::Error>(self, _: f64) -> Result<Shape, E> {
        Err(E::custom(errors::QUOTE_THE_NUMBER))
    }

    fn visit_unit<E>(self) -> Result<Shape, E> {
        Ok(Shape::Empty)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<Shape, A::Error> {
        elements(list).map(Shape::List)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Shape, A::Error> {
        entries(map).map(Shape::Mapping)
    }
}

/// The sentences of a slot: a list of sentences and of groups of them. An empty slot is refused, since a rule would
/// check nothing by it.
#[derive(Debug, Clone, Default)]
pub struct Sentences(pub Vec<Sentence>);

/// One element of a slot.
#[derive(Debug, Clone)]
pub enum Sentence {
    /// A sentence.
    Plain(Word),
    /// `any of:`, at least one of these.
    AnyOf(Word, Vec<Sentence>),
    /// `all of:`, each of these.
    AllOf(Word, Vec<Sentence>),
}

impl<'de> Deserialize<'de> for Sentences {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let nodes = Vec::<Node>::deserialize(deserializer)?;
        sentences(nodes).map(Self).map_err(D::Error::custom)
    }
}

impl TryFrom<&Node> for Sentences {
    type Error = &'static str;

    fn try_from(node: &Node) -> Result<Self, &'static str> {
        match &node.shape {
            Shape::List(nodes) => sentences(nodes.clone()).map(Self),
            Shape::Empty | Shape::Word(_) | Shape::Mapping(_) => Err(errors::A_LIST_OF_SENTENCES),
        }
    }
}

fn sentences(nodes: Vec<Node>) -> Result<Vec<Sentence>, &'static str> {
    if nodes.is_empty() {
        return Err(errors::A_LIST_OF_SENTENCES);
    }
    nodes.into_iter().map(sentence).collect()
}

fn sentence(node: Node) -> Result<Sentence, &'static str> {
    let (start, end) = (node.start, node.end);
    match node.shape {
        Shape::Word(text) => Ok(Sentence::Plain(Word { text, start, end })),
        Shape::Mapping(mut entries) => match (entries.pop(), entries.is_empty()) {
            (Some((key, Node { shape: Shape::List(nodes), .. })), true) => group(key, nodes),
            _ => Err(errors::A_LIST_OF_SENTENCES),
        },
        Shape::Empty | Shape::List(_) => Err(errors::A_LIST_OF_SENTENCES),
    }
}

fn group(key: Word, nodes: Vec<Node>) -> Result<Sentence, &'static str> {
    match key.text.as_str() {
        "any of" => Ok(Sentence::AnyOf(key, sentences(nodes)?)),
        "all of" => Ok(Sentence::AllOf(key, sentences(nodes)?)),
        _ => Err(errors::A_LIST_OF_SENTENCES),
    }
}

/// Reads a file into a shape. What stands in the way becomes a diagnostic at its place.
pub fn read<T: DeserializeOwned>(sources: &Sources, file: FileId) -> Result<T, Diagnostic> {
    let text = &sources.file(file).text;
    if text.len() > LARGEST_FILE {
        return Err(errors::too_large(Span::new(file, 0..0), LARGEST_FILE));
    }
    serde_yaml::from_str_with_options(text, options()).map_err(|error| unreadable(&error, file, text))
}

/// Strict where YAML is lax, with budgets far above any honest pack.
fn options() -> Options {
    serde_yaml::options! {
        budget: serde_yaml::budget! {
            max_documents: 1,
            max_depth: 24,
            max_aliases: 1_000,
            max_nodes: 1_000_000,
            max_events: 3_000_000,
        },
        merge_keys: MergeKeyPolicy::Error,
        strict_booleans: true,
        leading_zero_numbers_as_strings: true,
        underscored_numbers_as_strings: true,
        reject_unsupported_tags: true,
        with_snippet: false,
    }
}

fn unreadable(error: &serde_yaml::Error, file: FileId, text: &str) -> Diagnostic {
    use serde_yaml::Error;
    let error = error.without_snippet();
    let span = place(error.location(), file, text);
    match error {
        Error::SerdeUnknownField { field, expected, .. } => errors::unknown_key(span, field, expected),
        Error::SerdeMissingField { field, .. } => errors::missing_key_of_mapping(span, field),
        Error::DuplicateMappingKey { key, .. } => errors::repeated_key(span, key.as_deref()),
        Error::NullIntoString { .. } => {
            errors::refused_shape(span, ["nothing stands here", "此处没有内容"], errors::WORDS)
        }
        Error::Message { msg, .. } => errors::refused_shape(span, errors::OUT_OF_PLACE, msg),
        Error::SerdeInvalidType { unexpected, expected, .. } => {
            errors::refused_shape(span, Text::verbatim(unexpected), expected)
        }
        Error::Unexpected { expected, .. } => {
            let expected = if *expected == "string scalar" { errors::WORDS } else { expected };
            errors::refused_shape(span, ["something else stands here", "此处是其他内容"], expected)
        }
        Error::Budget { .. } | Error::AliasReplayLimitExceeded { .. } => errors::over_budget(span),
        other => errors::unreadable_yaml(span, &one_line(&other.to_string())),
    }
}

fn one_line(message: &str) -> String {
    message.lines().next().unwrap_or_default().trim_end_matches('.').to_owned()
}

/// The place of an error; at least one character wide, so that there is something to point at.
fn place(location: Option<Location>, file: FileId, text: &str) -> Span {
    let (start, end) = location.map_or((0, 0), bytes);
    let start = (start as usize).min(text.len());
    let rest = text[start..].trim_start_matches([' ', '\n', '\r']);
    let start = text.len() - rest.len();
    let word = rest.find([' ', '\n', ':', ',', '}', ']']).unwrap_or(rest.len()).max(usize::from(!rest.is_empty()));
    let end = (end as usize).clamp(start, text.len()).max(start + word);
    let end = (end..=text.len()).find(|end| text.is_char_boundary(*end)).unwrap_or(text.len());
    Span::new(file, start as u32..end as u32)
}
