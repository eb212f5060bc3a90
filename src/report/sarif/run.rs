//! Runs: one for each workspace and policy, each with a category of its own, so that one upload does not close the
//! alerts of another.

use rustc_hash::FxHashMap;
use serde::{Serialize, Serializer};
use serde_json::{Value, json};

use super::place::location;
use super::result::{Maker, said};
use super::rule::{Described, level};
use crate::diagnostic::{Language, Severity};
use crate::report::results::{Consequence, Finding, Matter, Results, Workspace};
use crate::report::told::is_told;
use crate::report::{Style, pages};

/// One run.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Run<'a> {
    tool: Value,
    automation_details: Value,
    column_kind: &'static str,
    invocations: Value,
    results: Found<'a>,
    properties: Value,
}

/// What a run found, gravest first, each with the place of its rule among the descriptors. Written one by one: all at
/// once would fill the memory.
struct Found<'a> {
    maker: Maker<'a>,
    found: Vec<(usize, One<'a>)>,
}

impl Serialize for Found<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let made = |(index, one): &(usize, One)| match one {
            One::Finding(workspace, finding) => self.maker.finding(workspace, finding, *index),
            One::Matter(matter) => self.maker.matter(matter, *index),
        };
        serializer.collect_seq(self.found.iter().map(made))
    }
}

/// A finding of a rule, or of the engine.
#[derive(Clone, Copy)]
enum One<'a> {
    Finding(&'a Workspace, &'a Finding),
    Matter(&'a Matter),
}

impl<'a> One<'a> {
    fn severity(self) -> Severity {
        match self {
            Self::Finding(_, finding) => finding.severity(),
            Self::Matter(matter) => matter.severity(),
        }
    }

    fn rule(self) -> &'a str {
        match self {
            Self::Finding(_, finding) => &finding.rule,
            Self::Matter(matter) => &matter.code,
        }
    }

    fn described(self, style: &Style) -> Value {
        match self {
            Self::Finding(workspace, finding) => match workspace.rule(&finding.rule) {
                Some(rule) => Described::of_rule(workspace, rule, finding.severity(), style.language).descriptor(),
                None => json!({"id": finding.rule}),
            },
            Self::Matter(matter) => Described::of_code(&matter.code, style.language).descriptor(),
        }
    }
}

/// All runs, each with at most so many results. Where nothing could be checked, one run says why.
pub(super) fn runs<'a>(results: &'a Results, style: &Style, most: usize) -> Vec<Run<'a>> {
    if results.workspaces.is_empty() {
        return vec![run(results, None, style, most)];
    }
    results.workspaces.iter().map(|workspace| run(results, Some(workspace), style, most)).collect()
}

fn run<'a>(results: &'a Results, workspace: Option<&'a Workspace>, style: &Style, most: usize) -> Run<'a> {
    let matters = matters(results, workspace);
    let (unchecked, asides): (Vec<&Matter>, Vec<&Matter>) =
        matters.into_iter().partition(|matter| matter.consequence == Consequence::Unchecked);
    let findings = workspace.into_iter().flat_map(|one| one.findings.iter().map(move |finding| (one, finding)));
    let told = findings.filter(|(_, finding)| is_told(finding, style));
    let mut found: Vec<One> = told.map(|(workspace, finding)| One::Finding(workspace, finding)).collect();
    found.extend(asides.into_iter().map(One::Matter));
    found.sort_by_key(|one| std::cmp::Reverse(one.severity()));
    let cut = (found.len() > most).then_some((most, found.len()));
    found.truncate(most);
    let (found, rules) = with_rules(found, style);
    Run {
        tool: tool(results, rules),
        automation_details: json!({"id": category(workspace)}),
        column_kind: "utf16CodeUnits",
        invocations: invocations(&unchecked, cut, style.language),
        results: Found { maker: Maker { results, language: style.language }, found },
        properties: properties(results, workspace),
    }
}

/// Distinct for each workspace and policy; code scanning asks for the `/` at its end.
fn category(workspace: Option<&Workspace>) -> String {
    match workspace {
        Some(workspace) => format!("candor/{}/{}/", workspace.folder, workspace.policy.id),
        None => "candor/".to_owned(),
    }
}

/// What was said about the files of a workspace. What belongs to no one in particular stands with the first.
fn matters<'a>(results: &'a Results, workspace: Option<&Workspace>) -> Vec<&'a Matter> {
    let first = results.workspaces.first();
    let owner = |matter: &Matter| {
        let path = matter.place().map_or("", |place| place.path.as_str());
        let around = results.workspaces.iter().filter(|workspace| lies_in(path, &workspace.folder));
        around.rev().max_by_key(|workspace| workspace.folder.len()).or(first)
    };
    let same = |one: &Workspace, other: &Workspace| std::ptr::eq(one, other);
    let belongs = |matter: &&Matter| match (owner(matter), workspace) {
        (Some(owner), Some(workspace)) => same(owner, workspace),
        (owner, workspace) => owner.is_none() && workspace.is_none(),
    };
    results.diagnostics.iter().filter(belongs).collect()
}

fn lies_in(path: &str, folder: &str) -> bool {
    folder == "." || path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'))
}

/// Each result with the place of its rule, and the rules.
fn with_rules<'a>(found: Vec<One<'a>>, style: &Style) -> (Vec<(usize, One<'a>)>, Vec<Value>) {
    let mut rules = Vec::new();
    let mut known: FxHashMap<&str, usize> = FxHashMap::default();
    let numbered = |one: One<'a>| {
        let index = *known.entry(one.rule()).or_insert_with(|| {
            rules.push(one.described(style));
            rules.len() - 1
        });
        (index, one)
    };
    let found = found.into_iter().map(numbered).collect();
    (found, rules)
}

fn tool(results: &Results, rules: Vec<Value>) -> Value {
    json!({"driver": {
        "name": results.tool.name,
        "version": results.tool.version,
        "semanticVersion": results.tool.version,
        "informationUri": pages::REPOSITORY,
        "rules": rules,
    }})
}

/// Whether everything could be checked, what stood in the way, and whether results were left out for their number.
fn invocations(unchecked: &[&Matter], cut: Option<(usize, usize)>, language: Language) -> Value {
    let mut notifications: Vec<Value> = unchecked.iter().map(|matter| notification(matter, language)).collect();
    notifications.extend(cut.map(|(most, all)| {
        let text = language.say(CUT, &[&most.to_string(), &all.to_string()]);
        json!({"level": "warning", "message": {"text": text}})
    }));
    json!([{"executionSuccessful": unchecked.is_empty(), "toolExecutionNotifications": notifications}])
}

const CUT: [&str; 2] = [
    "Only the {0} gravest of {1} findings stand here: code scanning takes no more.",
    "检查结果共{1}项，此处只列出最严重的{0}项：代码扫描不接收更多。",
];

fn notification(matter: &Matter, language: Language) -> Value {
    let mut notification = json!({
        "level": level(matter.severity()),
        "message": {"text": said(matter, language)},
        "descriptor": {"id": matter.code},
    });
    if let Some(mark) = matter.places.first() {
        notification["locations"] = json!([location(&mark.place, mark.text(language))]);
    }
    notification
}

fn properties(results: &Results, workspace: Option<&Workspace>) -> Value {
    let mut properties = json!({"verdict": results.verdict, "asOf": results.as_of});
    if let Some(Workspace { policy, .. }) = workspace {
        properties["policy"] = json!({"id": policy.id, "version": policy.version, "title": policy.title});
    }
    properties
}
