//! `candor why`: that every question about an example gets an answer, and how answers read.

use std::path::Path;

use crate::program::{Run, here};

fn why(arguments: &[&str]) -> Run {
    let fixed = ["why", "--as-of", "2026-04-01"];
    here(&[&fixed[..], arguments].concat())
}

/// Questions, by the name of the snapshot with the answer.
const QUESTIONS: &[(&str, &[&str])] = &[
    ("claim-met", &["to-court", "--in", "examples/01ai-platform"]),
    ("findings-alike", &["labelling", "--in", "examples/drifted-platform"]),
    ("store-and-datum", &["histories", "answer", "--in", "examples/drifted-platform"]),
    ("one-rule", &["train", "deidentification/before-improvement", "--in", "examples/01ai-platform"]),
    ("unknown-fact", &["loan-book", "--in", "docs/library/product", "--policy", "docs/library/pack"]),
    ("two-policies", &["sign-up-form", "full-name", "2.1.1-b", "6-a", "--in", "examples/two-policies"]),
    ("nothing-in-common", &["label-house", "mobile", "--in", "examples/01ai-platform"]),
    ("beside-the-rules", &["birthday", "--in", "docs/library/product", "--policy", "docs/library/pack"]),
    ("leaves-the-policy", &["operation.statistics", "--in", "examples/01ai-platform"]),
];

#[test]
fn answers_read_as_they_should() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/why");
    for (name, question) in QUESTIONS {
        let run = why(question);
        let shown = format!("$ candor why {}\n{}{}", question.join(" "), run.out, run.err);
        insta::with_settings!({ snapshot_path => &folder, prepend_module_to_snapshot => false, omit_expression => true }, {
            insta::assert_snapshot!(*name, shown);
        });
    }
}

/// The numbers of findings that `check` counts and that `why` derives are the same.
#[test]
fn every_finding_has_its_derivation() {
    let checked = here(&["check", "--as-of", "2026-04-01", "--format", "json", "examples/drifted-platform"]);
    let report: serde_json::Value = serde_json::from_str(&checked.out).expect("the report is JSON");
    let findings = report["workspaces"][0]["findings"].as_array().expect("there are findings");
    let mut places: Vec<&str> = findings.iter().filter_map(|finding| finding["declaration"].as_str()).collect();
    places.sort_unstable();
    places.dedup();
    places.retain(|place| *place != "system" && !place.contains("platform-policy"));
    assert!(places.len() > 8, "few declarations have findings: {places:?}");
    for place in places {
        let run = why(&[place, "--format", "json", "--in", "examples/drifted-platform"]);
        let answer: serde_json::Value = serde_json::from_str(&run.out).expect("the answer is JSON");
        let judged = answer["policies"][0]["judged"].as_array().expect("rules were judged");
        let derived: Vec<&str> = judged.iter().filter_map(|one| one["finding"]["id"].as_str()).collect();
        let of_place = findings.iter().filter(|finding| finding["declaration"] == place);
        for finding in of_place {
            let id = finding["id"].as_str().expect("a finding has an id");
            assert!(derived.contains(&id), "`why {place}` does not derive {}", finding["message"]);
        }
        for one in judged.iter().filter(|one| !one["finding"].is_null()) {
            let sentences = one["sentences"].as_array().expect("a judgement has sentences");
            let failing = sentences.iter().any(|sentence| match sentence["slot"].as_str() {
                Some("must") => sentence["holds"] != "yes",
                Some("must-not") => sentence["holds"] != "no",
                Some("when") => sentence["holds"] == "unknown",
                _ => false,
            });
            assert!(failing, "nothing fails in {one}");
        }
    }
}

/// Each rule of the pack is accounted for: it applies, or a reason is given why not.
#[test]
fn no_rule_is_passed_over() {
    for name in ["sign-up-form", "mobile", "accounts", "partners.compute-cloud", "sharing.court-request", "user"] {
        let run = why(&[name, "--format", "json", "--in", "examples/01ai-platform"]);
        assert_eq!(run.code, 0, "{run:?}");
        let answer: serde_json::Value = serde_json::from_str(&run.out).expect("the answer is JSON");
        let list = |key: &str| answer["policies"][0][key].as_array().expect("a list").clone();
        let mut rules: Vec<String> =
            list("judged").iter().map(|one| one["rule"].as_str().expect("a rule").to_owned()).collect();
        for silent in list("not_applicable") {
            assert!(!silent["reasons"].as_array().expect("reasons").is_empty(), "{silent}");
            rules.push(silent["rule"].as_str().expect("a rule").to_owned());
        }
        rules.sort();
        rules.dedup();
        assert_eq!(rules.len(), 124, "of `{name}`");
    }
}

#[test]
fn what_nobody_is_called_is_said() {
    let example = ["--in", "examples/01ai-platform"];
    why(&[&["mobil"], &example[..]].concat()).expect(2, &["nothing here is called `mobil`; did you mean `mobile`?"]);
    why(&[&["consent/prio"], &example[..]].concat()).expect(2, &["nothing here is called `consent/prio`"]);
    why(&["mobile", "--in", "docs/codes"]).expect(2, &["nothing here is called `mobile`"]);
    why(&["mobile", "--in", "nowhere"]).expect(2, &["nowhere"]);
}
