//! What was said beside the findings of rules.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Change, Place};
use crate::diagnostic::{self, Language, Severity};

/// Something said about a file, the configuration, a pack, a claim, evidence or a waiver.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Matter {
    /// Its code, as `candor explain` knows it.
    pub code: String,
    /// `error`, `warning`, `info` or `lint`.
    pub severity: String,
    /// What follows from it.
    pub consequence: Consequence,
    /// Whether a baseline holds it: it was known before, and does not count for the gate.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub baselined: bool,
    /// What became of it since the revision that the run was compared with, if it was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub change: Option<Change>,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: Option<String>,
    /// The same in Chinese.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub zh: Option<MatterWords>,
    /// Where; the first is the main place.
    pub places: Vec<Mark>,
    /// By what the line of the main place is known again in another version of the file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mark: Option<String>,
}

impl Matter {
    /// What is wrong.
    pub fn message(&self, language: Language) -> &str {
        language.either(&self.message, self.zh.as_ref().map(|words| words.message.as_str()))
    }

    /// What to do.
    pub fn help(&self, language: Language) -> Option<&str> {
        let words = self.zh.as_ref().and_then(|words| words.help.as_deref());
        self.help.as_deref().map(|help| language.either(help, words))
    }

    /// Where it stands at a gate.
    pub fn standing(&self) -> diagnostic::Standing {
        diagnostic::Standing { baselined: self.baselined, change: self.change.map(Into::into) }
    }

    /// How much it weighs.
    pub fn severity(&self) -> Severity {
        super::severity(&self.severity)
    }

    /// The main place.
    pub fn place(&self) -> Option<&Place> {
        self.places.first().map(|mark| &mark.place)
    }
}

/// What is said in Chinese.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct MatterWords {
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: Option<String>,
}

/// A place and what stands there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Mark {
    /// Where.
    pub place: Place,
    /// What stands there, in words.
    pub text: String,
    /// The same in Chinese, where it is something else.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub zh: Option<String>,
}

impl Mark {
    /// What stands there, in words.
    pub fn text(&self, language: Language) -> &str {
        language.either(&self.text, self.zh.as_deref())
    }
}

/// What follows from something said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Consequence {
    /// Not everything could be checked.
    Unchecked,
    /// It is a finding of the engine's own.
    Finding,
}

impl From<diagnostic::Consequence> for Consequence {
    fn from(consequence: diagnostic::Consequence) -> Self {
        match consequence {
            diagnostic::Consequence::Unchecked => Self::Unchecked,
            diagnostic::Consequence::Finding => Self::Finding,
        }
    }
}
