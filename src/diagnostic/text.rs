//! What is said to people, in every language that the program speaks, so that a run is told in any of them later.

use super::Language;

/// A text in every language that the program speaks. It is boxed, since a diagnostic has several and is handed on by value.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Text(Box<[String; 2]>);

/// A [`Text`] of one wording for each language, English first, each with its holes `{name}` filled from what stands
/// around it. What has wordings of its own is named after the wordings, so that each language takes its own.
macro_rules! say {
    ([$english:literal, $chinese:literal $(,)?] $(, $text:ident)* $(,)?) => {
        $crate::diagnostic::Text::new([
            { $(let $text = $text.of($crate::diagnostic::Language::English);)* format!($english) },
            { $(let $text = $text.of($crate::diagnostic::Language::Chinese);)* format!($chinese) },
        ])
    };
}

pub(crate) use say;

impl From<[&str; 2]> for Text {
    fn from(wordings: [&str; 2]) -> Self {
        Self::new(wordings.map(str::to_owned))
    }
}

impl Text {
    /// A text of its wordings, English first.
    pub fn new(wordings: [String; 2]) -> Self {
        Self(Box::new(wordings))
    }

    /// Somebody else's words, which are the same whoever reads them: a comment, what the operating system says.
    pub fn verbatim(words: impl Into<String>) -> Self {
        let words = words.into();
        Self::new([words.clone(), words])
    }

    /// A name in backticks.
    pub fn quoted(name: &str) -> Self {
        Self::verbatim(format!("`{name}`"))
    }

    /// Its wording in a language.
    pub fn of(&self, language: Language) -> &str {
        let [english, chinese] = self.0.as_ref();
        language.of([english, chinese])
    }

    /// Its wording in English.
    pub fn english(&self) -> &str {
        self.of(Language::English)
    }

    /// Names in backticks: "`a`, `b`, `c`".
    pub fn names<'n>(names: impl IntoIterator<Item = &'n str>) -> Self {
        Self::enumerated(names.into_iter().map(Self::quoted), [", ", "、"])
    }

    /// Names in backticks of which one is meant: "`a`, `b` or `c`".
    pub fn either<'n>(names: impl IntoIterator<Item = &'n str>) -> Self {
        Self::enumerated(names.into_iter().map(Self::quoted), [" or ", " 或 "])
    }

    /// Names in backticks that are meant together: "`a`, `b` and `c`".
    pub fn both<'n>(names: impl IntoIterator<Item = &'n str>) -> Self {
        Self::enumerated(names.into_iter().map(Self::quoted), [" and ", " 和 "])
    }

    /// Texts one after another: "a, b, c".
    pub fn list(texts: impl IntoIterator<Item = Self>) -> Self {
        Self::enumerated(texts, [", ", "、"])
    }

    /// Texts of which one is meant: "a, b or c".
    pub fn alternatives(texts: impl IntoIterator<Item = Self>) -> Self {
        Self::enumerated(texts, [" or ", "或"])
    }

    fn enumerated(texts: impl IntoIterator<Item = Self>, before_last: [&str; 2]) -> Self {
        let texts: Vec<Self> = texts.into_iter().collect();
        Self::new(Language::ALL.map(|language| {
            let words: Vec<&str> = texts.iter().map(|text| text.of(language)).collect();
            match words.as_slice() {
                [] => String::new(),
                [only] => (*only).to_owned(),
                [first @ .., last] => format!("{}{}{last}", language.list(first), language.of(before_last)),
            }
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::{Language, Text};

    #[test]
    fn each_language_takes_the_wording_of_its_own() {
        let (name, noun) = ("crm", Text::from(["store", "存储"]));
        let said = say!(["`{name}` is no {noun}", "`{name}` 不是{noun}"], noun);
        assert_eq!(said.english(), "`crm` is no store");
        assert_eq!(said.of(Language::Chinese), "`crm` 不是存储");
    }

    #[test]
    fn names_are_enumerated_as_the_language_does() {
        let said = Text::either(["a", "b", "c"]);
        assert_eq!(said.english(), "`a`, `b` or `c`");
        assert_eq!(said.of(Language::Chinese), "`a`、`b` 或 `c`");
        assert_eq!(Text::both(["a"]).english(), "`a`");
        assert_eq!(Text::names([]), Text::default());
    }
}
