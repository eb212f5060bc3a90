//! Results: findings of rules, and what the engine found by itself.

use serde_json::{Value, json};

use super::place::{file, location, physical, plain};
use super::rule::{CLAUSE, level, sentence};
use crate::diagnostic::Language;
use crate::report::results::{Clause, Finding, Matter, Place, Results, Verdict, Workspace};

/// Makes results.
pub(super) struct Maker<'a> {
    pub(super) results: &'a Results,
    pub(super) language: Language,
}

impl Maker<'_> {
    /// A finding; `index` is the place of its rule among the descriptors.
    pub(super) fn finding(&self, workspace: &Workspace, finding: &Finding, index: usize) -> Value {
        let clause = workspace.clause(&finding.clause);
        let place = workspace.place(finding);
        let mut result = json!({
            "ruleId": finding.rule,
            "ruleIndex": index,
            "level": level(finding.severity()),
            "message": {"text": self.message(workspace, finding, clause)},
            "locations": [self.main(place, &finding.declaration)],
            "partialFingerprints": prints(&finding.id, finding.mark.as_deref().filter(|_| finding.place.is_some())),
            "properties": properties(finding),
        });
        set(&mut result, "relatedLocations", self.related(workspace, finding, clause));
        let steps = steps(finding, self.language);
        if !steps.is_empty() {
            result["codeFlows"] = json!([{"threadFlows": [{"locations": steps}]}]);
        }
        set(&mut result, "suppressions", suppressions(workspace, finding, self.language));
        result
    }

    /// What the engine found by itself.
    pub(super) fn matter(&self, matter: &Matter, index: usize) -> Value {
        let mut result = json!({
            "ruleId": matter.code,
            "ruleIndex": index,
            "level": level(matter.severity()),
            "message": {"text": said(matter, self.language)},
            "locations": [matter.place().map_or_else(|| file(self.results.somewhere()), located)],
            "partialFingerprints": prints(&format!("{} {}", matter.code, matter.message), matter.mark.as_deref()),
        });
        let others = matter.places.iter().skip(1).map(|mark| location(&mark.place, mark.text(self.language)));
        set(&mut result, "relatedLocations", numbered(others));
        result
    }

    fn main(&self, place: Option<&Place>, declaration: &str) -> Value {
        let mut location = place.map_or_else(|| file(self.results.somewhere()), located);
        location["logicalLocations"] = json!([{"fullyQualifiedName": declaration}]);
        location
    }

    /// What is wrong, what that breaks, and what to do.
    fn message(&self, workspace: &Workspace, finding: &Finding, clause: Option<&Clause>) -> String {
        let verdict = match finding.verdict {
            Verdict::Violates => ["It violates clause {0}{1}: {2}", "违反条款 {0}{1}：{2}"],
            Verdict::MayViolate => ["It may violate clause {0}{1}: {2}", "可能违反条款 {0}{1}：{2}"],
        };
        let statement =
            clause.map_or_else(String::new, |clause| sentence(clause.statement(self.language), self.language));
        let of_policy = self.results.of_policy(workspace);
        let broken = self.language.say(verdict, &[&finding.clause, &of_policy, &statement]);
        let help = self.language.say(TO_DO, &[&sentence(finding.fix(self.language), self.language)]);
        plain(&format!("{} {broken} {help}", sentence(finding.message(self.language), self.language)))
    }

    /// Where facts are missing, and where the clause and the rule stand if their pack lies in the repository.
    fn related(&self, workspace: &Workspace, finding: &Finding, clause: Option<&Clause>) -> Vec<Value> {
        let language = self.language;
        let missing = finding.missing.iter().filter_map(|fact| {
            Some(location(fact.place.as_ref()?, &language.say(UNSAID, &[&fact.declaration, &fact.clause])))
        });
        let clause = clause.and_then(|clause| {
            let statement = sentence(clause.statement(language), language);
            Some(location(clause.place.as_ref()?, &language.say(CLAUSE, &[&clause.id, &statement])))
        });
        let rule = workspace.rule(&finding.rule).and_then(|rule| {
            let title = sentence(rule.title(language), language);
            Some(location(rule.place.as_ref()?, &language.say(["Rule {0}: {1}", "规则 {0}：{1}"], &[&rule.id, &title])))
        });
        numbered(missing.chain(clause).chain(rule))
    }
}

const TO_DO: [&str; 2] = ["To do: {0}", "建议：{0}"];
const UNSAID: [&str; 2] = ["`{0}` does not say `{1}`.", "`{0}` 未写明 `{1}`。"];

/// What is wrong, and what to do.
pub(super) fn said(matter: &Matter, language: Language) -> String {
    let help = matter.help(language).map(|help| language.say(TO_DO, &[&sentence(help, language)]));
    let said = std::iter::once(sentence(matter.message(language), language)).chain(help);
    plain(&said.collect::<Vec<_>>().join(" "))
}

/// The decision to live with it.
fn suppressions(workspace: &Workspace, finding: &Finding, language: Language) -> Vec<Value> {
    let waivers = &workspace.inventory.waivers;
    let waived = finding.waived.as_deref().map(|name| {
        let waiver = waivers.iter().find(|waiver| waiver.head.name == name);
        let justification = match waiver {
            Some(waiver) => language.say(WAIVED, &[name, &waiver.because, &waiver.by, &waiver.until]),
            None => language.say(["waiver {0}", "豁免 {0}"], &[name]),
        };
        json!({"kind": "inSource", "status": "accepted", "justification": justification})
    });
    let known = language.of(["known before, in the baseline", "此前已知，列于基线"]);
    let known = json!({"kind": "external", "status": "accepted", "justification": known});
    waived.into_iter().chain(finding.baselined.then_some(known)).collect()
}

const WAIVED: [&str; 2] = ["waiver {0}: {1} ({2}, until {3})", "豁免 {0}：{1}（{2}，至{3}）"];

fn located(place: &Place) -> Value {
    json!({"physicalLocation": physical(place)})
}

/// The steps that stand in a file.
fn steps(finding: &Finding, language: Language) -> Vec<Value> {
    let step = |step: &crate::report::results::Step| {
        let parts = [&step.keyword, &step.name, &step.datum].map(String::as_str);
        let text = language.say(["{0} `{1}` with `{2}`", "{0} `{1}`，数据 `{2}`"], &parts);
        Some(json!({"location": location(step.place.as_ref()?, &text)}))
    };
    finding.path.iter().filter_map(step).collect()
}

/// By what a result is known again.
fn prints(id: &str, mark: Option<&str>) -> Value {
    let mut prints = json!({"candorFindingId/v1": id});
    if let Some(mark) = mark {
        prints["primaryLocationLineHash"] = json!(mark);
    }
    prints
}

fn properties(finding: &Finding) -> Value {
    let mut properties = json!({"clause": finding.clause, "verdict": finding.verdict});
    let parts = [
        ("datum", &finding.datum),
        ("origin", &finding.origin),
        ("purpose", &finding.purpose),
        ("recipient", &finding.recipient),
    ];
    for (key, value) in parts.into_iter().filter_map(|(key, value)| Some((key, value.as_ref()?))) {
        properties[key] = json!(value);
    }
    properties
}

/// Related places have numbers from 1.
fn numbered(locations: impl Iterator<Item = Value>) -> Vec<Value> {
    let number = |(index, mut location): (usize, Value)| {
        location["id"] = json!(index + 1);
        location
    };
    locations.enumerate().map(number).collect()
}

/// Sets a key to a list, unless it is empty.
fn set(result: &mut Value, key: &str, list: Vec<Value>) {
    if !list.is_empty() {
        result[key] = Value::from(list);
    }
}
