//! The languages in which things are said to people.

/// A language that the program speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub enum Language {
    /// English.
    #[default]
    English,
    /// Chinese.
    Chinese,
}

impl Language {
    /// All, English first.
    pub const ALL: [Self; 2] = [Self::English, Self::Chinese];

    /// The codes of all.
    pub const CODES: [&str; 2] = [Self::English.code(), Self::Chinese.code()];

    /// Its code: `en`, `zh`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Chinese => "zh",
        }
    }

    /// The language of a code.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|language| language.code() == word)
    }

    /// The one of two wordings, English first, that is in this language.
    pub fn of<T>(self, [english, chinese]: [T; 2]) -> T {
        match self {
            Self::English => english,
            Self::Chinese => chinese,
        }
    }

    /// A text in English, or what somebody made of it in Chinese, if that is this language and somebody did.
    pub fn either<'a>(self, english: &'a str, chinese: Option<&'a str>) -> &'a str {
        match self {
            Self::English => english,
            Self::Chinese => chinese.unwrap_or(english),
        }
    }

    /// One of two wordings, English first, with its holes `{0}`, `{1}` … filled. The order of words differs between
    /// languages, so that each wording says where its parts stand.
    pub fn say(self, wordings: [&str; 2], parts: &[&str]) -> String {
        let mut said = String::new();
        let mut rest = self.of(wordings);
        while let Some((before, hole)) = rest.split_once('{') {
            said.push_str(before);
            let (number, after) = hole.split_once('}').unwrap_or((hole, ""));
            let part = number.parse().ok().and_then(|number: usize| parts.get(number));
            said.push_str(part.copied().unwrap_or_default());
            rest = after;
        }
        said + rest
    }

    /// `a, b, c`. In Chinese, nothing stands between words in quotes.
    pub fn list(self, words: &[impl AsRef<str>]) -> String {
        let words: Vec<&str> = words.iter().map(AsRef::as_ref).collect();
        match self {
            Self::English => words.join(", "),
            Self::Chinese => words.join("、").replace("”、“", "”“"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Language;

    #[test]
    fn each_wording_has_its_own_order() {
        let wordings = ["the {0} of {1}", "{1}的{0}"];
        assert_eq!(Language::English.say(wordings, &["{1} purpose", "flow"]), "the {1} purpose of flow");
        assert_eq!(Language::Chinese.say(wordings, &["目的", "数据流"]), "数据流的目的");
    }

    #[test]
    fn lists_are_written_as_the_language_does() {
        assert_eq!(Language::English.list(&["`a`", "`b`"]), "`a`, `b`");
        assert_eq!(Language::Chinese.list(&["“甲”", "“乙”", "`c`"]), "“甲”“乙”、`c`");
    }

    #[test]
    fn each_code_is_read_back() {
        for language in Language::ALL {
            assert_eq!(Language::from_word(language.code()), Some(language));
        }
        assert_eq!(Language::from_word("English"), None);
    }
}
