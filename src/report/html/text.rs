//! Words of other people in the document. Names stand in it as people call the things.

use std::borrow::Cow;

use maud::{Markup, PreEscaped, html};
use rustc_hash::{FxHashMap, FxHashSet};

use crate::diagnostic::Language;
use crate::report::results::{Gap, Workspace};
use crate::report::words::Words;

/// A wording in two languages, English first.
pub(super) type Pair = [&'static str; 2];

/// A wording with its holes `{0}`, `{1}` … filled with markup.
pub(super) fn phrase(language: Language, wording: Pair, parts: &[Markup]) -> Markup {
    let mut markup = String::new();
    let mut rest = language.of(wording);
    while let Some((before, hole)) = rest.split_once('{') {
        markup += &html! { (before) }.0;
        let (number, after) = hole.split_once('}').unwrap_or((hole, ""));
        let part = number.parse().ok().and_then(|number: usize| parts.get(number));
        markup += part.map_or("", |part| part.0.as_str());
        rest = after;
    }
    PreEscaped(markup + &html! { (rest) }.0)
}

/// Names of things, one after another.
pub(super) fn list(language: Language, items: impl Iterator<Item = Markup>) -> Markup {
    let items: Vec<String> = items.map(|item| item.0).collect();
    PreEscaped(items.join(language.of([", ", "、"])))
}

/// The language of a text that somebody else wrote, where it is not that of the document.
pub(super) fn other_language(text: &str, language: Language) -> Option<&'static str> {
    let han = |character: char| matches!(character, '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{3ffff}');
    let written = if text.contains(han) { Language::Chinese } else { Language::English };
    (written != language && text.contains(char::is_alphabetic)).then(|| written.code())
}

/// A text as a sentence begins.
pub(super) fn capital(text: &str) -> String {
    let mut characters = text.chars();
    characters.next().map_or_else(String::new, |first| first.to_uppercase().chain(characters).collect())
}

/// What things are called.
pub(super) struct Names<'a> {
    language: Language,
    words: Words<'a>,
    declared: FxHashSet<&'a str>,
    /// The sort of each term of the policy.
    sorts: FxHashMap<&'a str, &'a str>,
    /// Where each gap of the policy's text is told.
    gaps: FxHashMap<&'a str, String>,
}

impl<'a> Names<'a> {
    /// The words of a workspace, and addresses that begin with `prefix`.
    pub(super) fn of(workspace: &'a Workspace, language: Language, prefix: &str) -> Self {
        let gap = |gap: &'a Gap| (gap.id.as_str(), format!("#{prefix}gap-{}", gap.id));
        let sorted = workspace.glossary.keys().filter_map(|key| key.split_once('/'));
        Self {
            language,
            words: Words::new(workspace, language),
            declared: workspace.inventory.heads().map(|(_, head)| head.name.as_str()).collect(),
            sorts: sorted.map(|(sort, term)| (term, sort)).collect(),
            gaps: workspace.gaps.iter().map(gap).collect(),
        }
    }

    /// A thing by its name.
    pub(super) fn name(&self, name: &str) -> Markup {
        if self.declared.contains(name) {
            return self.labelled(&self.words.called(name));
        }
        for (infix, wording) in [(" in ", ["{0} in {1}", "{1}中的{0}"]), (" at ", ["{0} at {1}", "{1}处的{0}"])] {
            if let Some((datum, place)) = name.split_once(infix)
                && self.declared.contains(datum)
                && self.declared.contains(place)
            {
                return phrase(self.language, wording, &[self.name(datum), self.name(place)]);
            }
        }
        match self.sorts.get(name) {
            Some(sort) => self.labelled(&self.words.term(sort, name)),
            None => self.labelled(&name.replace('-', " ")),
        }
    }

    fn labelled(&self, label: &str) -> Markup {
        html! { bdi lang=[other_language(label, self.language)] { (label) } }
    }

    /// A thing by its name, in a sentence.
    pub(super) fn quoted(&self, name: &str) -> Markup {
        match self.gaps.get(name) {
            Some(link) => html! { a href=(link) { (name) } },
            None => html! { "“" (self.name(name)) "”" },
        }
    }

    /// Several things by their names.
    pub(super) fn names(&self, names: impl IntoIterator<Item = impl AsRef<str>>) -> Markup {
        list(self.language, names.into_iter().map(|name| self.name(name.as_ref())))
    }

    /// A sentence with names in backticks. A way in brackets is left out: it is shown step by step.
    pub(super) fn prose(&self, text: &str) -> Markup {
        let text = self.without_way(text);
        let mut parts = text.split('`').enumerate();
        let first = parts.next().map(|(_, part)| capital(part)).unwrap_or_default();
        html! {
            (first)
            @for (place, part) in parts {
                @if place % 2 == 1 { (self.quoted(part)) } @else { (part) }
            }
        }
    }

    /// The sentence without `(a → b → c)`, where these are declarations. Chinese has brackets of its own.
    fn without_way<'t>(&self, text: &'t str) -> Cow<'t, str> {
        let is_way =
            |inside: &str| inside.contains(" → ") && inside.split(" → ").all(|step| self.declared.contains(step));
        for (opening, closing) in [(" (", ')'), ("（", '）')] {
            let parts = text.split_once(opening).and_then(|(before, rest)| Some((before, rest.split_once(closing)?)));
            if let Some((before, (inside, after))) = parts
                && is_way(inside)
            {
                return Cow::Owned(format!("{before}{after}"));
            }
        }
        Cow::Borrowed(text)
    }
}
