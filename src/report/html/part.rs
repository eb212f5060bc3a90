//! One workspace under one policy, with what the sections look up in it again and again.

use maud::{Markup, html};
use rustc_hash::FxHashMap;

use super::text::{Names, Pair, phrase};
use crate::diagnostic::Language;
use crate::report::results::{Clause, Finding, Flow, Place, Results, Rule, Workspace};

/// A part of the document.
pub(super) struct Part<'a> {
    pub(super) results: &'a Results,
    pub(super) workspace: &'a Workspace,
    pub(super) language: Language,
    pub(super) names: Names<'a>,
    /// What its addresses begin with; empty where the document has one part.
    prefix: String,
    clauses: FxHashMap<&'a str, &'a Clause>,
    findings: FxHashMap<&'a str, &'a Finding>,
    rules: FxHashMap<&'a str, &'a Rule>,
    flows: FxHashMap<&'a str, &'a Flow>,
}

/// From how many declarations on nobody reads a page whole, and it tells less of each thing.
const MANY: usize = 2000;

/// All parts of a document.
pub(super) fn parts(results: &Results, language: Language) -> Vec<Part<'_>> {
    results.workspaces.iter().map(|workspace| Part::new(results, workspace, language)).collect()
}

impl<'a> Part<'a> {
    fn new(results: &'a Results, workspace: &'a Workspace, language: Language) -> Self {
        let alone = results.workspaces.len() == 1;
        let prefix = if alone { String::new() } else { format!("{}:{}:", workspace.folder, workspace.policy.id) };
        Self {
            results,
            workspace,
            language,
            names: Names::of(workspace, language, &prefix),
            prefix,
            clauses: workspace.clauses.iter().map(|clause| (clause.id.as_str(), clause)).collect(),
            findings: workspace.findings.iter().map(|finding| (finding.id.as_str(), finding)).collect(),
            rules: workspace.rules.iter().map(|rule| (rule.id.as_str(), rule)).collect(),
            flows: workspace.inventory.flows.iter().map(|flow| (flow.head.name.as_str(), flow)).collect(),
        }
    }

    /// Whether it is too large to be read whole.
    pub(super) fn is_large(&self) -> bool {
        self.workspace.counts.declarations > MANY
    }

    /// One of two wordings.
    pub(super) fn say(&self, wording: Pair) -> &'static str {
        self.language.of(wording)
    }

    /// A wording with its holes filled.
    pub(super) fn phrase(&self, wording: Pair, parts: &[Markup]) -> Markup {
        phrase(self.language, wording, parts)
    }

    /// A clause by its id, or the first one of a number that stands for all that it has.
    pub(super) fn clause(&self, id: &str) -> Option<&'a Clause> {
        let first = || {
            let number = format!("{id}-");
            self.workspace.clauses.iter().find(|clause| clause.id.starts_with(&number))
        };
        self.clauses.get(id).copied().or_else(first)
    }

    pub(super) fn finding(&self, id: &str) -> Option<&'a Finding> {
        self.findings.get(id).copied()
    }

    pub(super) fn rule(&self, id: &str) -> Option<&'a Rule> {
        self.rules.get(id).copied()
    }

    pub(super) fn flow(&self, name: &str) -> Option<&'a Flow> {
        self.flows.get(name).copied()
    }

    /// The stable address of a thing: `finding-…`, `clause-2.1-a`, `flow-…`. An address has no blanks.
    pub(super) fn address(&self, kind: &str, id: &str) -> String {
        format!("{}{kind}-{id}", self.prefix).replace(char::is_whitespace, "_")
    }

    /// The address of a section.
    pub(super) fn section(&self, id: &str) -> String {
        format!("{}{id}", self.prefix)
    }

    fn link(&self, kind: &str, id: &str) -> String {
        format!("#{}", self.address(kind, id))
    }

    /// A clause's number as a link to its row.
    pub(super) fn clause_link(&self, id: &str) -> Markup {
        match self.clause(id) {
            Some(clause) => html! { a href=(self.link("clause", &clause.id)) { (id) } },
            None => html! { (id) },
        }
    }

    /// Several of these.
    pub(super) fn clause_links<T: AsRef<str>>(&self, ids: &[T]) -> Markup {
        super::text::list(self.language, ids.iter().map(|id| self.clause_link(id.as_ref())))
    }

    /// A rule's title as a link to its row.
    pub(super) fn rule_link(&self, id: &str) -> Markup {
        let title = self.rule(id).map_or(id, |rule| self.rule_title(rule));
        html! { a href=(self.link("rule", id)) { (title) } }
    }

    /// A declaration by its name, with its technical name, and with a link to where it stands if it is a flow.
    pub(super) fn declaration(&self, name: &str) -> Markup {
        let shown = self.names.name(name);
        html! {
            @if self.flows.contains_key(name) { a href=(self.link("flow", name)) title=(name) { (shown) } }
            @else { span title=(name) { (shown) } }
        }
    }

    /// Several of these.
    pub(super) fn declarations<T: AsRef<str>>(&self, names: &[T]) -> Markup {
        super::text::list(self.language, names.iter().map(|name| self.declaration(name.as_ref())))
    }

    /// A finding as a link, by what it says.
    pub(super) fn finding_link(&self, finding: &Finding) -> Markup {
        html! { a href=(self.link("finding", &finding.id)) { (self.names.prose(self.message(finding))) } }
    }

    /// Where something stands, from the workspace's folder.
    pub(super) fn place(&self, place: &Place) -> Markup {
        html! { span.place { (self.inside(&place.path)) ":" (place.line) } }
    }

    /// A path from the workspace's folder on.
    pub(super) fn inside<'p>(&self, path: &'p str) -> &'p str {
        let rest = path.strip_prefix(self.workspace.folder.as_str()).and_then(|rest| rest.strip_prefix('/'));
        rest.unwrap_or(path)
    }

    /// What is wrong, in the document's language if the pack speaks it.
    pub(super) fn message(&self, finding: &'a Finding) -> &'a str {
        let words = finding.zh.as_ref().map(|words| words.message.as_str());
        self.told(&finding.message, words)
    }

    /// What to do about it.
    pub(super) fn fix(&self, finding: &'a Finding) -> &'a str {
        self.told(&finding.fix, finding.zh.as_ref().map(|words| words.fix.as_str()))
    }

    /// What a clause says.
    pub(super) fn statement(&self, clause: &'a Clause) -> &'a str {
        self.told(&clause.statement, clause.zh.as_ref().map(|words| words.statement.as_str()))
    }

    /// Why only a person can judge the rest of a clause.
    pub(super) fn human(&self, clause: &'a Clause) -> Option<&'a str> {
        let words = clause.zh.as_ref().and_then(|words| words.human.as_deref());
        clause.human.as_deref().map(|human| self.told(human, words))
    }

    /// A rule in one line.
    pub(super) fn rule_title(&self, rule: &'a Rule) -> &'a str {
        self.told(&rule.title, rule.zh.as_ref().map(|words| words.title.as_str()))
    }

    /// Why a rule is there.
    pub(super) fn why(&self, rule: &'a Rule) -> &'a str {
        self.told(&rule.why, rule.zh.as_ref().map(|words| words.why.as_str()))
    }

    /// A policy's title.
    pub(super) fn title(&self) -> &'a str {
        let policy = &self.workspace.policy;
        self.told(&policy.title, policy.zh.as_ref().map(|words| words.title.as_str()))
    }

    /// English, or Chinese where that is asked for and there.
    pub(super) fn told(&self, english: &'a str, chinese: Option<&'a str>) -> &'a str {
        match self.language {
            Language::English => english,
            Language::Chinese => chinese.unwrap_or(english),
        }
    }

    /// The language of a text, where it is not that of the document.
    pub(super) fn lang(&self, text: &str) -> Option<&'static str> {
        super::text::other_language(text, self.language)
    }
}
