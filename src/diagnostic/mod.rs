//! What is said to people about their files: one plain type from the parser to every report, and the one table of
//! codes. Wording follows one law: lower-case start, no full stop; the user's words in backticks; the message says what
//! is wrong, a label what stands there, the help what to do.

mod codes;
mod language;
mod nearest;
mod standing;
mod text;

use crate::source::Span;

pub use codes::{Code, Consequence};
pub use language::Language;
pub(crate) use nearest::meant;
pub use nearest::{did_you_mean, nearest};
pub use standing::{Change, Standing};
pub use text::Text;
pub(crate) use text::say;

/// How much a diagnostic or a finding weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Severity {
    /// About the policy's own text, for its author; never fails an engineer's build.
    Lint,
    /// Advice.
    Info,
    /// Missing evidence, soft wording or inference.
    Warning,
    /// Contradicts a duty or a prohibition, or could not be read.
    Error,
}

impl Severity {
    /// All, lightest first.
    pub const ALL: [Self; 4] = [Self::Lint, Self::Info, Self::Warning, Self::Error];

    /// The word for it in configuration and reports.
    pub fn word(self) -> &'static str {
        match self {
            Self::Lint => "lint",
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }

    /// What it is called in a language.
    pub fn called(self, language: Language) -> &'static str {
        match (language, self) {
            (Language::English, _) => self.word(),
            (Language::Chinese, Self::Lint) => "文本提示",
            (Language::Chinese, Self::Info) => "提示",
            (Language::Chinese, Self::Warning) => "警告",
            (Language::Chinese, Self::Error) => "错误",
        }
    }

    /// The severity that a word names.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|severity| severity.word() == word)
    }
}

/// A marked place and what stands there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// The place.
    pub span: Span,
    /// What is there; may be empty for the main place.
    pub text: Text,
}

/// One thing to say about somebody's files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// What kind of thing it is; `candor explain CODE` tells all about it.
    pub code: Code,
    /// How much it weighs; the code's own weight unless somebody set another.
    pub severity: Severity,
    /// What is wrong, good alone on one line.
    pub message: Text,
    /// The main place first. Empty only where no file is to blame.
    pub labels: Vec<Label>,
    /// What to do.
    pub help: Option<Text>,
    /// For what counts as a finding: the names that it is about. Code and names make its identity.
    pub about: Vec<String>,
    /// Where it stands at a gate.
    pub standing: Standing,
}

impl Diagnostic {
    /// A diagnostic without a place; [`Self::at`] gives it one.
    pub fn new(code: Code, message: impl Into<Text>) -> Self {
        Self {
            code,
            severity: code.severity(),
            message: message.into(),
            labels: Vec::new(),
            help: None,
            about: Vec::new(),
            standing: Standing::default(),
        }
    }

    /// Marks a place; the first call marks the main one.
    #[must_use]
    pub fn at(mut self, span: Span, text: impl Into<Text>) -> Self {
        self.labels.push(Label { span, text: text.into() });
        self
    }

    /// Marks a place where the message says all that is to be said.
    #[must_use]
    pub fn here(self, span: Span) -> Self {
        self.at(span, Text::default())
    }

    /// Says which names it is about.
    #[must_use]
    pub fn about<'a>(mut self, names: impl IntoIterator<Item = &'a str>) -> Self {
        self.about = names.into_iter().map(str::to_owned).collect();
        self
    }

    /// Says what to do.
    #[must_use]
    pub fn help(mut self, help: impl Into<Text>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Says what to do, if there is something to say.
    #[must_use]
    pub fn maybe_help(mut self, help: Option<Text>) -> Self {
        self.help = help.or(self.help);
        self
    }

    /// The main place.
    pub fn span(&self) -> Option<Span> {
        self.labels.first().map(|label| label.span)
    }
}

/// Sorts by place, then code, then message, and drops what is said twice, so that no thread's pace shows.
pub fn sort(diagnostics: &mut Vec<Diagnostic>) {
    diagnostics.sort_by(|left, right| {
        (left.span(), left.code.id(), &left.message).cmp(&(right.span(), right.code.id(), &right.message))
    });
    diagnostics.dedup();
}
