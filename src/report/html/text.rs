//! Words of other people in the document. Names stand in it as people call the things, with the technical name beside.

use std::borrow::Cow;

use maud::{Markup, PreEscaped, html};
use rustc_hash::{FxHashMap, FxHashSet};

use crate::diagnostic::Language;
use crate::report::results::{Gap, Workspace};

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
fn capital(text: &str) -> String {
    let mut characters = text.chars();
    characters.next().map_or_else(String::new, |first| first.to_uppercase().chain(characters).collect())
}

/// What things are called.
pub(super) struct Names<'a> {
    language: Language,
    called: FxHashMap<&'a str, Cow<'a, str>>,
    declared: FxHashSet<&'a str>,
    gaps: FxHashMap<&'a str, String>,
}

impl<'a> Names<'a> {
    /// The labels that a workspace gives, and what the policy's own words are called.
    pub(super) fn of(workspace: &'a Workspace, language: Language, prefix: &str) -> Self {
        let gap = |gap: &'a Gap| (gap.id.as_str(), format!("#{prefix}gap-{}", gap.id));
        let gaps = workspace.gaps.iter().map(gap).collect();
        let mut names = Self { language, called: FxHashMap::default(), declared: FxHashSet::default(), gaps };
        let mut ambiguous = FxHashSet::default();
        for (_, head) in workspace.inventory.heads() {
            names.declared.insert(&head.name);
            if let Some(label) = &head.label
                && let Some(other) = names.called.insert(&head.name, Cow::Borrowed(label))
                && other != *label
            {
                ambiguous.insert(head.name.as_str());
            }
        }
        for (key, words) in &workspace.glossary {
            let term = key.rsplit('/').next().unwrap_or(key);
            let said = match language {
                Language::English => &words.en,
                Language::Chinese => words.zh.as_ref().unwrap_or(&words.en),
            };
            names.called.entry(term).or_insert(Cow::Borrowed(said));
        }
        names.called.retain(|name, _| !ambiguous.contains(name));
        names
    }

    /// A thing by its name.
    pub(super) fn name(&self, name: &str) -> Markup {
        if let Some(called) = self.called.get(name) {
            return self.labelled(name, called);
        }
        for (infix, wording) in [(" in ", ["{0} in {1}", "{1}中的{0}"]), (" at ", ["{0} at {1}", "{1}处的{0}"])] {
            if let Some((datum, place)) = name.split_once(infix)
                && self.knows(datum)
                && self.knows(place)
            {
                return phrase(self.language, wording, &[self.name(datum), self.name(place)]);
            }
        }
        if self.declared.contains(name) || name.contains(['.', '/']) {
            return html! { code dir="auto" { (name) } };
        }
        self.labelled(name, &name.replace('-', " "))
    }

    fn knows(&self, name: &str) -> bool {
        self.declared.contains(name) || self.called.contains_key(name)
    }

    fn labelled(&self, name: &str, label: &str) -> Markup {
        html! { b dir="auto" title=(name) lang=[other_language(label, self.language)] { (label) } }
    }

    /// Several things by their names.
    pub(super) fn names(&self, names: impl IntoIterator<Item = impl AsRef<str>>) -> Markup {
        list(self.language, names.into_iter().map(|name| self.name(name.as_ref())))
    }

    /// A thing by its name, in a sentence.
    pub(super) fn quoted(&self, name: &str) -> Markup {
        match self.gaps.get(name) {
            Some(link) => html! { a href=(link) { (name) } },
            None => html! { "“" (self.name(name)) "”" },
        }
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

    /// The sentence without `(a → b → c)`, where these are declarations.
    fn without_way<'t>(&self, text: &'t str) -> Cow<'t, str> {
        let Some((before, rest)) = text.split_once(" (") else { return Cow::Borrowed(text) };
        let Some((inside, after)) = rest.split_once(')') else { return Cow::Borrowed(text) };
        let is_way = inside.contains(" → ") && inside.split(" → ").all(|step| self.declared.contains(step));
        if is_way { Cow::Owned(format!("{before}{after}")) } else { Cow::Borrowed(text) }
    }
}
