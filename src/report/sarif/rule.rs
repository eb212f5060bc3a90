//! Rules and codes, each with its help.

use serde_json::{Value, json};

use crate::diagnostic::{Code, Language, Severity};
use crate::report::escape::{markdown, visible};
use crate::report::pages;
use crate::report::results::{Rule, Workspace};

/// What a result names as its rule: its id, and all that is told about it.
pub(super) struct Described<'a> {
    pub(super) id: &'a str,
    title: String,
    why: String,
    clauses: Vec<(&'a str, &'a str)>,
    page: Option<String>,
    severity: Severity,
    language: Language,
}

impl<'a> Described<'a> {
    /// A rule of the policy; its weight is that of the gravest finding.
    pub(super) fn of_rule(workspace: &'a Workspace, rule: &'a Rule, severity: Severity, language: Language) -> Self {
        let clause = |id: &'a String| Some((id.as_str(), workspace.clause(id)?.statement(language)));
        Self {
            id: &rule.id,
            title: rule.title(language).to_owned(),
            why: rule.why(language).to_owned(),
            clauses: rule.clauses.iter().filter_map(clause).collect(),
            page: pages::of_rule(workspace, &rule.id),
            severity,
            language,
        }
    }

    /// Something that the engine says by itself.
    pub(super) fn of_code(code: &'a str, language: Language) -> Self {
        let known = Code::from_id(code);
        let summary = known.map_or(code, |known| known.summary());
        Self {
            id: code,
            title: summary.to_owned(),
            why: String::new(),
            clauses: Vec::new(),
            page: Some(pages::of_code(code)),
            severity: known.map_or(Severity::Error, Code::severity),
            language,
        }
    }

    /// The descriptor.
    pub(super) fn descriptor(&self) -> Value {
        let mut descriptor = json!({
            "id": self.id,
            "name": name(self.id),
            "shortDescription": {"text": sentence(&self.title, self.language)},
            "fullDescription": {"text": sentence(if self.why.is_empty() { &self.title } else { &self.why }, self.language)},
            "help": {"text": self.text(), "markdown": self.markdown()},
            "defaultConfiguration": {"level": level(self.severity)},
            "properties": {"tags": ["privacy"], "precision": "very-high", "problem.severity": problem(self.severity)},
        });
        if let Some(page) = &self.page {
            descriptor["helpUri"] = json!(page);
        }
        descriptor
    }

    fn text(&self) -> String {
        let language = self.language;
        let clause = |(id, statement): &(&str, &str)| language.say(CLAUSE, &[id, &sentence(statement, language)]);
        let clauses = self.clauses.iter().map(clause);
        let page = self.page.iter().map(|page| language.say(["More: {0}", "详见：{0}"], &[page]));
        self.opening().into_iter().chain(clauses).chain(page).collect::<Vec<_>>().join("\n\n")
    }

    fn markdown(&self) -> String {
        let opening = self.opening().into_iter().map(|text| markdown(&text));
        let language = self.language;
        let clause = |(id, statement): &(&str, &str)| {
            let statement = markdown(&sentence(statement, language));
            language.say(["**Clause {0}:** {1}", "**条款 {0}：** {1}"], &[&markdown(id), &statement])
        };
        let more = ["[More about `{0}`]({1})", "[关于 `{0}` 的说明]({1})"];
        let page = self.page.iter().map(|page| language.say(more, &[self.id, page]));
        opening.chain(self.clauses.iter().map(clause)).chain(page).collect::<Vec<_>>().join("\n\n")
    }

    fn opening(&self) -> Vec<String> {
        [&self.title, &self.why]
            .into_iter()
            .filter(|text| !text.is_empty())
            .map(|text| sentence(text, self.language))
            .collect()
    }
}

/// A clause and what it says.
pub(super) const CLAUSE: [&str; 2] = ["Clause {0}: {1}", "条款 {0}：{1}"];

/// A text as a sentence, on one line.
pub(super) fn sentence(text: &str, language: Language) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let text = words.join(" ");
    let text = visible(&text);
    let ends = text.ends_with(['.', '!', '?', '。', '！', '？']);
    if ends || text.is_empty() { text.into_owned() } else { format!("{text}{}", language.of([".", "。"])) }
}

/// `storage/backup-purge` as `StorageBackupPurge`.
fn name(id: &str) -> String {
    let words = id.split(|character: char| !character.is_alphanumeric()).filter(|word| !word.is_empty());
    let capital = |word: &str| {
        let mut letters = word.chars();
        letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect::<String>()
    };
    words.map(capital).collect()
}

/// The level of a weight.
pub(super) fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info | Severity::Lint => "note",
    }
}

/// The weight of a rule in the words of code scanning.
fn problem(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info | Severity::Lint => "recommendation",
    }
}
