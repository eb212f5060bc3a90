//! What things are called: declarations by their labels, in the words of who wrote them, and terms of the policy in the
//! language of the reader.

mod closed;
mod headline;

use rustc_hash::FxHashMap;

pub use closed::{change, modality, severity, sign_off, status, verdict, waiver};
pub use headline::headline;

use super::results::{Datum, Duration, Head, Missing, Timed, Workspace};
use crate::diagnostic::Language;

/// Says what a workspace declares, in a language.
#[derive(Debug)]
pub struct Words<'a> {
    /// The workspace.
    pub workspace: &'a Workspace,
    /// The reader's language.
    pub language: Language,
    heads: FxHashMap<&'a str, (&'static str, &'a Head)>,
    data: FxHashMap<&'a str, &'a Datum>,
}

impl<'a> Words<'a> {
    /// The words of a workspace.
    pub fn new(workspace: &'a Workspace, language: Language) -> Self {
        let heads = workspace.inventory.heads().map(|(keyword, head)| (head.name.as_str(), (keyword, head)));
        let data = workspace.inventory.data.iter().map(|datum| (datum.head.name.as_str(), datum));
        Self { workspace, language, heads: heads.collect(), data: data.collect() }
    }

    /// A field by its name.
    pub fn datum(&self, name: &str) -> Option<&'a Datum> {
        self.data.get(name).copied()
    }

    /// Whether a field is sensitive whoever it is about. What is so for some ages only is told where ages are.
    pub fn is_sensitive(&self, name: &str) -> bool {
        let bands = &self.workspace.policy.bands;
        self.datum(name).is_some_and(|datum| !datum.sensitive.is_empty() && datum.sensitive.len() >= bands.len())
    }

    /// The one of two wordings, English first, that the reader understands.
    pub fn of(&self, wordings: [&'static str; 2]) -> String {
        self.language.of(wordings).to_owned()
    }

    /// One of two wordings with its holes filled.
    pub fn say(&self, wordings: [&str; 2], parts: &[&str]) -> String {
        self.language.say(wordings, parts)
    }

    /// A term of the policy, of a sort.
    pub fn term(&self, sort: &str, term: &str) -> String {
        let told = self.workspace.glossary.get(&format!("{sort}/{term}"));
        let said = told.map(|words| self.language.either(&words.en, words.zh.as_deref()));
        said.map_or_else(|| blanks(term), str::to_owned)
    }

    /// Terms of a sort, one beside the other.
    pub fn terms(&self, sort: &str, terms: &[String]) -> String {
        let terms: Vec<String> = terms.iter().map(|term| self.term(sort, term)).collect();
        self.language.list(&terms)
    }

    /// What people call a declaration: its label, or its term, or its name in words.
    pub fn called(&self, name: &str) -> String {
        match self.heads.get(name) {
            Some((_, Head { label: Some(label), .. })) => label.clone(),
            Some((sort, Head { place: None, .. })) => self.term(sort, name),
            None if name == "system" => self.of(["the system as a whole", "整个系统"]),
            Some(_) | None => blanks(name.rsplit('.').next().unwrap_or(name)),
        }
    }

    /// What people call a declaration and, where that is not its name, the name beside it.
    pub fn named(&self, name: &str) -> String {
        let called = self.called(name);
        if called == name || !self.heads.contains_key(name) {
            called
        } else {
            self.say(["{0} ({1})", "{0}（{1}）"], &[&called, name])
        }
    }

    /// `yes` or `no`.
    pub fn whether(&self, yes: bool) -> String {
        self.of(if yes { ["yes", "是"] } else { ["no", "否"] })
    }

    /// Declarations, one beside the other.
    pub fn all<'n>(&self, names: impl IntoIterator<Item = &'n String>) -> String {
        let names: Vec<String> = names.into_iter().map(|name| self.called(name)).collect();
        self.language.list(&names)
    }

    /// `3 fields`: of two wordings for each language, the first for one, the second for many.
    pub fn count(&self, number: usize, one: [&str; 2], many: [&str; 2]) -> String {
        self.say(if number == 1 { one } else { many }, &[&number.to_string()])
    }

    /// What a flow does, by its keyword.
    pub fn verb(&self, verb: &str) -> String {
        let known = match verb {
            "collect" => ["collects", "收集"],
            "use" => ["uses", "使用"],
            "display" => ["shows", "展示"],
            "entrust" => ["entrusts", "委托处理"],
            "share" => ["shares", "共享"],
            "transfer" => ["transfers", "转让"],
            "disclose" => ["discloses", "公开披露"],
            _ => return blanks(verb),
        };
        self.of(known)
    }

    /// What happens at a step of a finding's path, by its keyword.
    pub fn step(&self, keyword: &str) -> String {
        match keyword {
            "store" => self.of(["rests in", "存储于"]),
            "recipient" => self.of(["reaches", "到达"]),
            verb => self.verb(verb),
        }
    }

    /// A length of time.
    pub fn duration(&self, duration: Duration) -> String {
        let [one, many] = match duration.unit {
            Timed::Hour => [["{0} hour", "{0} 小时"], ["{0} hours", "{0} 小时"]],
            Timed::Day => [["{0} day", "{0} 日"], ["{0} days", "{0} 日"]],
            Timed::Month => [["{0} month", "{0} 个月"], ["{0} months", "{0} 个月"]],
            Timed::Year => [["{0} year", "{0} 年"], ["{0} years", "{0} 年"]],
        };
        self.count(duration.count as usize, one, many)
    }

    /// A fact that nobody declared and that would decide a finding.
    pub fn missing(&self, fact: &Missing) -> String {
        let (name, clause) = (self.called(&fact.declaration), fact.clause.as_str());
        match fact.event.as_deref().map(|event| self.term("event", event)) {
            None => self.say(["{0} does not say `{1}`", "{0}未声明 `{1}`"], &[&name, clause]),
            Some(event) => {
                self.say(["{0} does not say `{1}` for: {2}", "{0}未就“{2}”声明 `{1}`"], &[&name, clause, &event])
            }
        }
    }
}

/// A name as words.
fn blanks(name: &str) -> String {
    name.replace('-', " ")
}
