//! The formats that are made from results: the same scene in each, each with its own unit of columns, and each with
//! hostile text, nothing, and very much in it.

use std::collections::BTreeSet;

use candor::analysis::Analysis;
use candor::check::finding::{Finding, Listed};
use candor::diagnostic::{Code, Diagnostic, Severity, Text};
use candor::report::results::{self, Results};
use candor::report::{Filed, Input, Remarks, Run, Style, Workspace, render};
use candor::source::Sources;
use serde_json::{Value, json};

use super::{Scene, analysis, finding, pack, scene, snapshot, span};

fn rendered(filed: Filed, results: &Results, style: &Style) -> String {
    String::from_utf8(render(filed, results, style)).expect("the report is text")
}

fn plain(filed: Filed, results: &Results) -> String {
    rendered(filed, results, &Style::default())
}

fn as_json(filed: Filed, results: &Results) -> Value {
    serde_json::from_str(&plain(filed, results)).expect("the report is JSON")
}

/// Formats for programs that gate, mark and count.
const TOLD: [Filed; 8] = [
    Filed::Concise,
    Filed::Json,
    Filed::Jsonl,
    Filed::Sarif,
    Filed::Github,
    Filed::Gitlab,
    Filed::Junit,
    Filed::Rdjson,
];

/// Those that are one value of JSON.
const VALUES: [Filed; 4] = [Filed::Json, Filed::Sarif, Filed::Gitlab, Filed::Rdjson];

#[test]
fn the_scene_in_each_format() {
    let results = scene().results();
    for filed in [Filed::Jsonl, Filed::Github, Filed::Gitlab, Filed::Junit, Filed::Rdjson] {
        snapshot(filed.word(), &plain(filed, &results));
    }
    snapshot("sarif", &format!("{:#}", as_json(Filed::Sarif, &results)));
}

/// Where the same words stand, in the unit of each format: after an emoji of four bytes and two Chinese characters.
#[test]
fn each_format_counts_columns_in_its_own_unit() {
    let results = strange().results();
    assert!(plain(Filed::Concise, &results).starts_with("店 铺/流 程/一 号.candor:2:5: error[improvement/raw]"));
    let place = &as_json(Filed::Json, &results)["workspaces"][0]["findings"][0]["place"];
    assert_eq!((&place["column"], &place["end_column"]), (&json!(5), &json!(7)));
    let sarif = as_json(Filed::Sarif, &results);
    assert_eq!(sarif["runs"][0]["columnKind"], "utf16CodeUnits");
    let location = &sarif["runs"][0]["results"][0]["locations"][0]["physicalLocation"];
    let region = json!({"startLine": 2, "startColumn": 6, "endLine": 2, "endColumn": 8});
    assert_eq!(location["region"], region);
    let uri = "%E5%BA%97%20%E9%93%BA/%E6%B5%81%20%E7%A8%8B/%E4%B8%80%20%E5%8F%B7.candor";
    assert_eq!(location["artifactLocation"]["uri"], uri);
    let range = &as_json(Filed::Rdjson, &results)["diagnostics"][0]["location"]["range"];
    assert_eq!(*range, json!({"start": {"line": 2, "column": 12}, "end": {"line": 2, "column": 18}}));
    let github = plain(Filed::Github, &results);
    let command = "::error file=店 铺/流 程/一 号.candor,line=2,endLine=2,col=6,endColumn=8,title=improvement/raw::";
    assert!(github.starts_with(command), "{github}");
    let gitlab = &as_json(Filed::Gitlab, &results)[0]["location"];
    assert_eq!(*gitlab, json!({"path": "店 铺/流 程/一 号.candor", "lines": {"begin": 2, "end": 2}}));
    assert!(plain(Filed::Junit, &results).contains("at 店 铺/流 程/一 号.candor:2:5\n"));
}

struct Strange {
    sources: Sources,
    analysis: Analysis,
}

fn strange() -> Strange {
    let mut sources = Sources::new();
    let file = sources.add("流 程/一 号.candor", "store a\n🙂手机 文本 }\n");
    let mut analysis = analysis(&super::scene().sources, file);
    let words = span(&sources, file, "文本", 0);
    analysis.findings = vec![finding("improvement/raw", "1.1-a", "`文本` is raw", words)];
    analysis.listed = vec![Listed { shown: 0, same: Vec::new(), under: Vec::new() }];
    Strange { sources, analysis }
}

impl Strange {
    fn results(&self) -> Results {
        let pack = pack();
        let scene = scene();
        let workspace = Workspace {
            folder: "店 铺",
            sources: &self.sources,
            pack: &pack,
            analysis: &self.analysis,
            ..scene.workspace()
        };
        results::gather(&Input { workspaces: &[workspace], ..Input::default() })
    }
}

#[test]
fn nothing_found_is_said_in_each_format() {
    let mut strange = strange();
    strange.analysis.findings.clear();
    strange.analysis.listed.clear();
    let results = strange.results();
    assert_eq!(plain(Filed::Gitlab, &results), "[]\n");
    assert_eq!(plain(Filed::Concise, &results), "");
    assert_eq!(plain(Filed::Github, &results), "no finding under the 0 rules of small 2.0.0\n");
    assert_eq!(as_json(Filed::Rdjson, &results)["diagnostics"], json!([]));
    let run = &as_json(Filed::Sarif, &results)["runs"][0];
    assert_eq!((&run["results"], &run["tool"]["driver"]["rules"]), (&json!([]), &json!([])));
    assert_eq!(run["invocations"][0]["executionSuccessful"], true);
    let junit = plain(Filed::Junit, &results);
    assert!(junit.contains("tests=\"1\" failures=\"0\" errors=\"0\"") && junit.contains("everything could be checked"));
    assert_eq!(plain(Filed::Jsonl, &results).lines().count(), 2);
}

#[test]
fn what_could_not_be_read_is_said_in_each_format() {
    let diagnostics = [Diagnostic::new(Code::WorkspaceMissingPath, Text::verbatim("there is no file `x`"))
        .help(Text::verbatim("look again"))];
    let nothing = Sources::new();
    let remarks = [Remarks { folder: "", sources: &nothing, diagnostics: &diagnostics }];
    let results = results::gather(&Input { remarks: &remarks, ..Input::default() });
    for filed in TOLD {
        assert!(plain(filed, &results).contains("there is no file `x`"), "{}", filed.word());
    }
    let run = &as_json(Filed::Sarif, &results)["runs"][0];
    assert_eq!(run["automationDetails"]["id"], "candor/");
    assert_eq!(run["invocations"][0]["executionSuccessful"], false);
    assert!(plain(Filed::Junit, &results).contains("tests=\"1\" failures=\"0\" errors=\"1\""));
    assert_eq!(as_json(Filed::Gitlab, &results)[0]["location"]["path"], ".");
}

/// Text that would be a command, markup or a link somewhere, or that would turn a line round.
const HOSTILE: &str = "100%\r\n::error file=x::y]]></failure><script>&\"'\u{1b}[31m\u{202e}\u{fffe}[a](1)|`**@all";

#[test]
fn hostile_text_stays_text() {
    let mut strange = strange();
    for finding in &mut strange.analysis.findings {
        finding.message = HOSTILE.to_owned();
        finding.fix = HOSTILE.to_owned();
        finding.place = HOSTILE.to_owned();
        finding.rule = format!("a,b:{HOSTILE}");
    }
    let results = strange.results();
    for filed in [Filed::Concise, Filed::Github, Filed::Junit] {
        let text = plain(filed, &results);
        let raw =
            |character: char| (character.is_control() && character != '\n') || "\u{202e}\u{fffe}".contains(character);
        assert!(!text.contains(raw), "{}: {text:?}", filed.word());
    }
    let github = plain(Filed::Github, &results);
    let commands: Vec<&str> = github.lines().filter(|line| line.starts_with("::")).collect();
    assert_eq!(commands.len(), 1, "{github}");
    assert!(commands[0].contains("title=a%2Cb%3A100%25"), "{github}");
    let junit = plain(Filed::Junit, &results);
    assert!(!junit.contains("<script>") && !junit.contains("]]>") && !junit.contains("&\""), "{junit}");
    let text = &as_json(Filed::Sarif, &results)["runs"][0]["results"][0]["message"]["text"];
    assert!(text.as_str().is_some_and(|text| text.contains("\\[a\\](1)") && !text.contains('\u{1b}')), "{text}");
    for filed in VALUES {
        as_json(filed, &results);
    }
    let summary = summary(&strange);
    assert!(!summary.contains("<script>") && !summary.contains("@all"), "{summary}");
}

fn summary(strange: &Strange) -> String {
    let pack = pack();
    let scene = scene();
    let workspace =
        Workspace { sources: &strange.sources, pack: &pack, analysis: &strange.analysis, ..scene.workspace() };
    let workspaces = [workspace];
    let run = Run::new(Input { workspaces: &workspaces, ..Input::default() });
    String::from_utf8(run.github_summary(&Style::default())).expect("the summary is text")
}

/// Thirty thousand findings: what readers take no more of is cut, gravest first, and said to be cut.
#[test]
fn very_many_findings_stay_within_what_readers_take() {
    const MANY: usize = 30_000;
    let mut strange = strange();
    let one = strange.analysis.findings.remove(0);
    let many = |number: usize| Finding {
        id: format!("{number:016x}"),
        severity: if number == MANY - 1 { Severity::Error } else { Severity::Warning },
        ..one.clone()
    };
    strange.analysis.findings = (0..MANY).map(many).collect();
    let alone = |shown| Listed { shown, same: Vec::new(), under: Vec::new() };
    strange.analysis.listed = (0..MANY).map(alone).collect();
    let results = strange.results();
    let sarif = as_json(Filed::Sarif, &results);
    let found = sarif["runs"][0]["results"].as_array().expect("there are results");
    assert_eq!((found.len(), &found[0]["level"]), (25_000, &json!("error")));
    let said = &sarif["runs"][0]["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"];
    assert!(said.as_str().is_some_and(|text| text.contains("25000 gravest of 30000")), "{said}");
    let github = plain(Filed::Github, &results);
    let starting = |word: &str| github.lines().filter(|line| line.starts_with(word)).count();
    assert_eq!((starting("::error"), starting("::warning"), starting("::notice")), (1, 10, 1));
    assert!(github.contains("not marked here: 29989 further findings"), "{github}");
    let gitlab = as_json(Filed::Gitlab, &results);
    let prints: BTreeSet<String> =
        gitlab.as_array().into_iter().flatten().map(|entry| entry["fingerprint"].to_string()).collect();
    assert_eq!(prints.len(), MANY);
    let summary = summary(&strange);
    assert!(summary.len() < 1 << 20 && summary.contains("Not shown here: "), "{}", summary.len());
    assert!(summary.len() > 1 << 17, "there is room for more than in a comment: {}", summary.len());
    assert_eq!(plain(Filed::Jsonl, &results).lines().count(), MANY + 2);
}

#[test]
fn waived_findings_are_told_where_somebody_asks() {
    let results = scene().results();
    let asked = Style { covered: true, ..Style::default() };
    for filed in [Filed::Sarif, Filed::Github, Filed::Gitlab, Filed::Rdjson] {
        assert!(!plain(filed, &results).contains("keeps a tape"), "{}", filed.word());
        assert!(rendered(filed, &results, &asked).contains("keeps a tape"), "{}", filed.word());
    }
    let sarif: Value = serde_json::from_str(&rendered(Filed::Sarif, &results, &asked)).expect("it is JSON");
    let suppressed: Vec<&Value> =
        sarif["runs"][0]["results"].as_array().into_iter().flatten().map(|result| &result["suppressions"]).collect();
    assert_eq!(suppressed.iter().filter(|list| list.is_array()).count(), 1);
    assert!(plain(Filed::Junit, &results).contains("waived by old-tape: `dialogues` keeps a tape"));
}

/// One upload must not close the alerts of another.
#[test]
fn each_workspace_and_policy_has_a_category_of_its_own() {
    let Scene { sources, pack, analysis, .. } = &scene();
    let scene = scene();
    let mut other = super::pack();
    other.id = "law".to_owned();
    let here = Workspace { sources, pack, analysis, ..scene.workspace() };
    let workspaces = [here, Workspace { pack: &other, ..here }, Workspace { folder: "", ..here }];
    let results = results::gather(&Input { workspaces: &workspaces, ..Input::default() });
    let sarif = as_json(Filed::Sarif, &results);
    let ids: Vec<&str> = sarif["runs"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|run| run["automationDetails"]["id"].as_str())
        .collect();
    assert_eq!(ids, ["candor/shop/small/", "candor/shop/law/", "candor/./small/"]);
}
