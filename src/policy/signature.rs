//! `signatures.yaml`: who has signed which rule, and whether the rule still means what was signed.

use serde::Deserialize;

use super::fingerprint::fingerprint;
use super::pack::Pack;
use super::reader::Reader;
use super::rule::Rule;
use super::yaml::Word;
use crate::source::Span;
use crate::syntax::value::Date;

/// A name under a rule as it stood on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signature {
    /// The rule's id. The rule may have gone since.
    pub rule: String,
    /// The hash of what the rule meant.
    pub hash: String,
    /// Who signed.
    pub by: String,
    /// When.
    pub on: Date,
    /// Where the rule's id stands.
    pub span: Span,
}

/// Whether somebody stands for a rule as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SignOff {
    /// Nobody has signed it.
    Unsigned,
    /// Somebody has signed it as it stands.
    Signed,
    /// Whoever signed it signed something else: it has changed since.
    Stale,
}

impl SignOff {
    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Unsigned => "unsigned",
            Self::Signed => "signed",
            Self::Stale => "stale",
        }
    }
}

impl Pack {
    /// The signatures under a rule, each with whether the rule still means what was signed.
    pub fn signatures_of<'p>(&'p self, rule: &Rule) -> Vec<(&'p Signature, bool)> {
        let under: Vec<&Signature> = self.signatures.iter().filter(|signature| signature.rule == rule.id).collect();
        if under.is_empty() {
            return Vec::new();
        }
        let hash = fingerprint(self, rule);
        under.into_iter().map(|signature| (signature, signature.hash == hash)).collect()
    }

    /// Whether somebody stands for a rule as it is.
    pub fn sign_off(&self, rule: &Rule) -> SignOff {
        let signatures = self.signatures_of(rule);
        match (signatures.is_empty(), signatures.iter().any(|(_, stands)| *stands)) {
            (true, _) => SignOff::Unsigned,
            (false, true) => SignOff::Signed,
            (false, false) => SignOff::Stale,
        }
    }
}

/// What a file of signatures says.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SignaturesFile {
    signatures: Vec<SignatureEntry>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct SignatureEntry {
    rule: Word,
    hash: Word,
    by: Word,
    on: Word,
}

/// Reads all signatures.
pub(super) fn signatures(reader: &mut Reader, said: &SignaturesFile) -> Vec<Signature> {
    said.signatures.iter().filter_map(|entry| entry.read(reader)).collect()
}

impl SignatureEntry {
    fn read(&self, reader: &mut Reader) -> Option<Signature> {
        let (hash, on) = (reader.sha256(&self.hash), reader.date(&self.on));
        Some(Signature {
            rule: self.rule.text.clone(),
            hash: hash?,
            by: self.by.text.clone(),
            on: on?,
            span: reader.span(&self.rule),
        })
    }
}

/// `signatures.yaml`, written anew: by rule, then by name.
pub fn write(signatures: &[Signature]) -> String {
    let mut sorted: Vec<&Signature> = signatures.iter().collect();
    sorted.sort_by(|left, right| (&left.rule, &left.by, left.on).cmp(&(&right.rule, &right.by, right.on)));
    let mut text = HEAD.to_owned();
    if sorted.is_empty() {
        text += "signatures: []\n";
        return text;
    }
    text += "signatures:\n";
    for Signature { rule, hash, by, on, .. } in sorted {
        let day = format!("{:04}-{:02}-{:02}", on.year, on.month, on.day);
        text += &format!("  - {{rule: {rule}, by: {}, on: {day}, hash: \"{hash}\"}}\n", double_quoted(by));
    }
    text
}

const HEAD: &str = "\
# Who has signed which rule. `candor policy sign` writes this file; the hash is that of what the rule meant on the day,
# so a rule that has changed since makes its signature stale, and reports say so.
";

/// A text as a YAML scalar on one line, whatever it holds.
pub(crate) fn double_quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for character in text.chars() {
        match character {
            '"' | '\\' => out.extend(['\\', character]),
            character if character.is_control() => out.push(' '),
            character => out.push(character),
        }
    }
    out + "\""
}
