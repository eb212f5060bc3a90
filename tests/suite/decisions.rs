//! What reviewers decide, in a file, over several runs.

use serde_json::Value;

use crate::program::Scratch;

/// A store of which nobody says when it deletes anything, so that there is something to decide about.
const STORE: &str = "store tape \"Tape\" {\n  backup-of accounts\n}\n";

fn scratch() -> Scratch {
    let scratch = Scratch::new();
    assert_eq!(scratch.run(&["init"]).code, 0);
    scratch.write("flows/tape.candor", STORE);
    scratch.write("candor.yaml", "policies: [01ai-platform]\ndecisions: decisions.yaml\n");
    scratch.write("decisions.yaml", "decisions: []\n");
    scratch
}

/// The results of a run, as a program reads them.
fn checked(scratch: &Scratch) -> Value {
    let run = scratch.run(&["check", "--as-of", "2026-04-01", "-q", "--report", "json=results.json"]);
    assert!(run.code < 2, "{run:?}");
    serde_json::from_str(&scratch.read("results.json")).expect("results are JSON")
}

fn first_finding(results: &Value) -> String {
    let finding = &results["workspaces"][0]["listed"][0]["shown"];
    finding.as_str().expect("there is a finding").to_owned()
}

/// What became of each decision.
fn standing(results: &Value) -> Vec<String> {
    let decisions = results["workspaces"][0]["decisions"].as_array().cloned().unwrap_or_default();
    let told = |one: &Value| format!("{} {}", one["about"], one["standing"]).replace('"', "");
    decisions.iter().map(told).collect()
}

fn decide(scratch: &Scratch, about: &str, id: &str, word: &str) -> i32 {
    let decided = ["--decision", word, "--by", "A \"reviewer\"", "--note", "for \\ now", "--on", "2026-04-02"];
    scratch.run(&[&["report", "decide", "results.json", about, id][..], &decided].concat()).code
}

#[test]
fn a_decision_stands_until_what_it_is_about_changes() {
    let scratch = scratch();
    let results = checked(&scratch);
    let finding = first_finding(&results);
    let clause = results["workspaces"][0]["findings"]
        .as_array()
        .and_then(|findings| findings.iter().find(|one| one["id"] == finding.as_str()))
        .and_then(|found| found["clause"].as_str())
        .expect("the finding has a clause");
    assert_eq!(decide(&scratch, "finding", &finding, "accepted"), 0);
    assert_eq!(decide(&scratch, "clause", clause, "change-policy"), 0);
    assert_eq!(standing(&checked(&scratch)), ["clause stands", "finding stands"]);

    scratch.write("flows/renamed.candor", format!("# Moved.\n\n{STORE}"));
    scratch.write("flows/tape.candor", "");
    assert_eq!(standing(&checked(&scratch)), ["clause stands", "finding stands"], "files and lines are no part of it");

    scratch.write("flows/renamed.candor", "");
    assert_eq!(standing(&checked(&scratch)), ["clause changed", "finding gone"]);
}

#[test]
fn a_later_decision_takes_the_place_of_an_earlier_one() {
    let scratch = scratch();
    let finding = first_finding(&checked(&scratch));
    assert_eq!(decide(&scratch, "finding", &finding, "accepted"), 0);
    assert_eq!(decide(&scratch, "finding", &finding, "rejected"), 0);
    let text = scratch.read("decisions.yaml");
    assert_eq!(text.matches("decision:").count(), 1, "{text}");
    assert!(text.contains("decision: rejected") && text.contains("by: \"A \\\"reviewer\\\"\""), "{text}");
}

#[test]
fn a_report_made_later_has_the_same_decisions() {
    let scratch = scratch();
    let finding = first_finding(&checked(&scratch));
    assert_eq!(decide(&scratch, "finding", &finding, "change-software"), 0);
    checked(&scratch);
    let both = ["--report", "html=now.html", "--report", "json=results.json"];
    scratch.run(&[&["check", "--as-of", "2026-04-01", "-q"][..], &both].concat());
    scratch.run(&["report", "render", "results.json", "--to", "html", "--out", "later.html"]);
    let now = scratch.read("now.html");
    assert!(now.contains("Software to change"), "the report tells the decision");
    assert_eq!(now, scratch.read("later.html"));
}

#[test]
fn what_is_decided_about_nothing_is_refused() {
    let scratch = scratch();
    let finding = first_finding(&checked(&scratch));
    assert_eq!(decide(&scratch, "finding", "0123456789abcdef", "accepted"), 2);
    assert_eq!(decide(&scratch, "finding", &finding, "acepted"), 2);
    assert_eq!(scratch.read("decisions.yaml"), "decisions: []\n");
    scratch.write(
        "decisions.yaml",
        "decisions: [{finding: a, clause: b, policy: c, decision: accepted, by: d, on: 2026-04-01, held: {}}]\n",
    );
    assert_eq!(decide(&scratch, "finding", &finding, "accepted"), 2, "a file that cannot be read is left alone");
}
