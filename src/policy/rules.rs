//! `rules/*.yaml`: one file a group, each rule with its reason, its fix and its examples.

use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, SeqAccess, Visitor};

use super::errors;
use super::examples::{self, ExampleEntry};
use super::pack::{ClauseId, Pack};
use super::part::{self, Inherited, PartEntry};
use super::patterns::Patterns;
use super::reader::Reader;
use super::rule::{Message, Part, Piece, Rule, Survivor};
use super::yaml::{Given, Keyed, Sentences, Word};
use crate::diagnostic::Severity;

/// What a file of rules says.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RulesFile {
    group: Word,
    rules: Vec<RuleEntry>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RuleEntry {
    id: Word,
    #[serde(default)]
    title: Given<Word>,
    #[serde(default)]
    clauses: Given<Vec<Word>>,
    #[serde(default, rename = "rests on")]
    rests_on: Vec<Word>,
    #[serde(default)]
    about: Given<Word>,
    #[serde(default)]
    severity: Given<Word>,
    #[serde(default)]
    like: Given<Word>,
    #[serde(default, rename = "for each")]
    for_each: Given<ForEach>,
    #[serde(default)]
    when: Given<Sentences>,
    #[serde(default)]
    must: Given<Sentences>,
    #[serde(default, rename = "must not")]
    must_not: Given<Sentences>,
    #[serde(default)]
    unless: Given<Unless>,
    #[serde(default, rename = "error when")]
    error_when: Given<Sentences>,
    #[serde(default)]
    message: Given<Word>,
    #[serde(default)]
    why: Given<Word>,
    #[serde(default)]
    fix: Given<Word>,
    #[serde(default)]
    parts: Given<Vec<PartEntry>>,
    #[serde(default)]
    examples: Vec<ExampleEntry>,
    #[serde(default)]
    survivors: Vec<SurvivorEntry>,
}

/// A change of a rule that no example tells from it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct SurvivorEntry {
    mutant: Word,
    why: Word,
}

/// What a rule ranges over.
#[derive(Debug, Clone)]
pub(super) enum ForEach {
    /// A kind, or several of which the variable is named like the nearest common one.
    Kinds(Vec<Word>),
    /// Variables by name.
    Variables(Vec<(Word, Ranged)>),
}

/// What a named variable ranges over.
#[derive(Debug, Clone)]
pub(super) enum Ranged {
    /// A kind, `NOUN of REF` or `row of TABLE`.
    One(Word),
    /// Several kinds.
    Kinds(Vec<Word>),
}

impl<'de> Deserialize<'de> for ForEach {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let node = super::yaml::Node::deserialize(deserializer)?;
        for_each(&node).ok_or_else(|| serde::de::Error::custom(errors::A_RANGE))
    }
}

fn for_each(node: &super::yaml::Node) -> Option<ForEach> {
    use super::yaml::Shape;
    let Shape::Mapping(entries) = &node.shape else {
        return node.words().filter(|words| !words.is_empty()).map(ForEach::Kinds);
    };
    let ranged = |(name, node): &(Word, super::yaml::Node)| match &node.shape {
        Shape::Word(_) => node.word().map(|word| (name.clone(), Ranged::One(word))),
        Shape::List(_) => node.words().map(|words| (name.clone(), Ranged::Kinds(words))),
        Shape::Empty | Shape::Mapping(_) => None,
    };
    let variables: Option<Vec<_>> = entries.iter().map(ranged).collect();
    variables.filter(|variables| !variables.is_empty()).map(ForEach::Variables)
}

/// What excuses a breach.
#[derive(Debug)]
pub(super) enum Unless {
    /// Named exceptions of the pack.
    Named(Vec<Word>),
    /// The rule's own.
    Own(Keyed<OwnException>),
}

/// An exception of one rule.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct OwnException {
    /// The clauses it stands on.
    pub(super) clauses: Vec<Word>,
    /// What must certainly hold.
    pub(super) when: Sentences,
}

impl<'de> Deserialize<'de> for Unless {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Either;
        impl<'de> Visitor<'de> for Either {
            type Value = Unless;

            fn expecting(&self, out: &mut fmt::Formatter) -> fmt::Result {
                out.write_str(errors::EXCEPTIONS)
            }

            fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<Unless, A::Error> {
                super::yaml::elements(list).map(Unless::Named)
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Unless, A::Error> {
                super::yaml::entries(map).map(|entries| Unless::Own(Keyed(entries)))
            }
        }
        deserializer.deserialize_any(Either)
    }
}

/// Reads the rules of one file.
pub(super) fn rules(reader: &mut Reader, patterns: &Patterns, said: &mut RulesFile) -> Vec<Rule> {
    let group = said.group.clone();
    std::mem::take(&mut said.rules).into_iter().filter_map(|entry| entry.read(reader, patterns, &group)).collect()
}

impl SurvivorEntry {
    fn read(&self, reader: &Reader) -> Survivor {
        Survivor { mutant: self.mutant.text.clone(), why: self.why.text.clone(), span: reader.span(&self.mutant) }
    }
}

impl RulesFile {
    /// All examples of the file.
    pub(super) fn examples(&self) -> impl Iterator<Item = &ExampleEntry> {
        self.rules.iter().flat_map(|rule| &rule.examples)
    }
}

impl RuleEntry {
    fn read(mut self, reader: &mut Reader, patterns: &Patterns, group: &Word) -> Option<Rule> {
        self.check_id(reader, group);
        self.check_texts(reader);
        let examples = std::mem::take(&mut self.examples);
        let parts = self.parts(reader, patterns);
        let mut clauses: Vec<ClauseId> = Vec::new();
        for part in &parts {
            clauses.extend(part.clauses.iter().filter(|clause| !clauses.contains(clause)).collect::<Vec<_>>());
        }
        let rests_on = reader.clauses(&self.rests_on);
        let parts: Vec<Part> = parts.into_iter().map(|read| read.part).collect();
        let names = examples::binding_words(&parts);
        let examples = examples.into_iter().filter_map(|entry| entry.read(reader, &clauses, &names)).collect();
        let text = |given: &Given<Word>| given.0.as_ref().map(|word| word.text.clone()).unwrap_or_default();
        let rule = Rule {
            id: self.id.text.clone(),
            title: text(&self.title),
            clauses,
            rests_on,
            why: text(&self.why),
            parts,
            examples,
            survivors: self.survivors.iter().map(|entry| entry.read(reader)).collect(),
            span: reader.span(&self.id),
        };
        check_examples(reader, &rule);
        (!rule.parts.is_empty()).then_some(rule)
    }

    fn check_id(&self, reader: &mut Reader, group: &Word) {
        if self.id.text.split_once('/').map(|(group, _)| group) != Some(group.text.as_str()) {
            reader.diagnostics.push(errors::id_outside_group(reader.span(&self.id), &self.id.text, &group.text));
        }
    }

    fn check_texts(&self, reader: &mut Reader) {
        let at = reader.span(&self.id);
        let whole = self.parts.0.is_none();
        let parts = self.parts.0.as_deref().unwrap_or_default();
        let required = [
            ("title", self.title.0.is_none()),
            ("why", self.why.0.is_none()),
            ("fix", self.fix.0.is_none() && (whole || parts.iter().any(|part| part.fix.0.is_none()))),
            ("message", self.message.0.is_none() && (whole || parts.iter().any(|part| part.message.0.is_none()))),
        ];
        for (key, missing) in required {
            if missing {
                reader.diagnostics.push(errors::missing_key(at, key));
            }
        }
    }

    fn parts(&mut self, reader: &mut Reader, patterns: &Patterns) -> Vec<part::Read> {
        let id = self.id.clone();
        let inherited = Inherited {
            id: &id,
            clauses: self.clauses.0.clone(),
            about: self.about.0.clone(),
            severity: self.severity.0.clone(),
            message: self.message.0.clone(),
            fix: self.fix.0.clone(),
        };
        match self.parts.0.take() {
            None => part::read(reader, patterns, &self.as_part(), &inherited).into_iter().collect(),
            Some(parts) => {
                self.refuse_sentences(reader);
                if parts.is_empty() {
                    reader.diagnostics.push(errors::missing_key(reader.span(&id), "parts"));
                }
                parts.iter().filter_map(|entry| part::read(reader, patterns, entry, &inherited)).collect()
            }
        }
    }

    /// A rule that has no parts is a part itself.
    fn as_part(&mut self) -> PartEntry {
        PartEntry {
            like: std::mem::take(&mut self.like),
            for_each: std::mem::take(&mut self.for_each),
            when: std::mem::take(&mut self.when),
            must: std::mem::take(&mut self.must),
            must_not: std::mem::take(&mut self.must_not),
            unless: std::mem::take(&mut self.unless),
            error_when: std::mem::take(&mut self.error_when),
            ..PartEntry::default()
        }
    }

    /// Sentences beside parts would belong to none of them.
    fn refuse_sentences(&self, reader: &mut Reader) {
        let given = [
            ("like", self.like.0.is_some()),
            ("for each", self.for_each.0.is_some()),
            ("when", self.when.0.is_some()),
            ("must", self.must.0.is_some()),
            ("must not", self.must_not.0.is_some()),
            ("unless", self.unless.0.is_some()),
            ("error when", self.error_when.0.is_some()),
        ];
        for (key, _) in given.iter().filter(|(_, given)| *given) {
            reader.diagnostics.push(errors::beside_parts(reader.span(&self.id), key));
        }
    }
}

/// Whether a rule is about the policy's own text alone: it has no world, and so no example.
pub(crate) fn is_about_text(pack: &Pack, rule: &Rule) -> bool {
    let of_text = |part: &Part| part.severity == Some(Severity::Lint);
    let all_lint = |clause: &ClauseId| pack.clause_of(*clause).severity == Severity::Lint;
    rule.parts.iter().all(of_text) || !rule.clauses.is_empty() && rule.clauses.iter().all(all_lint)
}

/// A rule needs an example that breaks it and one that does not; rules about the policy's own text have no world.
fn check_examples(reader: &mut Reader, rule: &Rule) {
    use super::rule::Expected;
    if is_about_text(&reader.known.pack, rule) {
        return;
    }
    for (verdict, word) in [(Expected::Violates, "violates"), (Expected::Complies, "complies")] {
        if !rule.examples.iter().any(|example| example.expect.verdict == verdict) {
            reader.diagnostics.push(errors::missing_example(rule.span, &rule.id, word));
        }
    }
}

/// A message of nothing, for a part whose message is missing and reported as such.
pub(super) fn no_message() -> Message {
    Message { pieces: Vec::<Piece>::new() }
}
