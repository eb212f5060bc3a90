//! Two policies over one workspace: the example that both hold for, and what each of them makes of a change in it.

use std::fs;

use candor::analysis::{Analysis, Options, analyze_together};
use candor::check::finding::Finding;
use candor::diagnostic::{Code, Diagnostic, Severity};
use candor::policy::pack::Pack;
use candor::policy::{self, unknown_counterparts};
use candor::source::Sources;
use candor::syntax::value::Date;

use super::policy::{folder, load_folder};

const TODAY: Date = Date { year: 2026, month: 3, day: 1 };

fn pack(id: &str) -> Pack {
    load_folder(&folder("policies").join(id)).1.pack.expect("the pack loads")
}

fn packs() -> [Pack; 2] {
    [pack("01ai-platform"), pack("pipl")]
}

/// The example, with each text of the first column replaced by that of the second, and more flows after it.
fn example(changes: &[(&str, &str)], more: &str) -> Sources {
    let mut files: Vec<(&str, String)> = ["platform.candor", "rights.candor", "service.candor"]
        .into_iter()
        .map(|name| {
            let path = folder("examples/two-policies").join(name);
            (name, fs::read_to_string(path).expect("the example is there"))
        })
        .collect();
    for (old, new) in changes {
        let file = files.iter_mut().find(|(_, text)| text.contains(old));
        let (_, text) = file.unwrap_or_else(|| panic!("the example does not say `{old}`"));
        *text = text.replacen(old, new, 1);
    }
    files.push(("more.candor", more.to_owned()));
    let mut sources = Sources::new();
    for (name, text) in files {
        sources.add(name, text);
    }
    sources
}

fn analysed(changes: &[(&str, &str)], more: &str) -> Vec<Analysis> {
    let packs = packs();
    let used: Vec<&Pack> = packs.iter().collect();
    analyze_together(&example(changes, more), &used, &Options { as_of: Some(TODAY), ..Options::default() })
}

/// The rules that find something, lints left out.
fn rules(analysis: &Analysis) -> Vec<&str> {
    let grave = |finding: &&Finding| finding.severity > Severity::Lint && finding.waived.is_none();
    let mut rules: Vec<&str> = analysis.findings.iter().filter(grave).map(|finding| finding.rule.as_str()).collect();
    rules.sort_unstable();
    rules.dedup();
    rules
}

fn codes(analyses: &[Analysis]) -> Vec<Code> {
    analyses.iter().flat_map(|analysis| &analysis.diagnostics).map(|said: &Diagnostic| said.code).collect()
}

#[test]
fn the_example_has_no_finding_under_either() {
    let analyses = analysed(&[], "");
    assert_eq!(codes(&analyses), []);
    for analysis in &analyses {
        assert_eq!(rules(analysis), [""; 0]);
        assert!(analysis.counts.applied > 100);
    }
}

/// Everything that the README of the example says the law asks for besides.
#[test]
fn what_the_law_asks_beyond_the_policy_is_found_under_the_law_alone() {
    let cases: [(&str, &str, &str); 12] = [
        ("  basis    consent ask-words before\n", "", "basis/collection-has-ground"),
        ("consent ask-stars : choice", "consent ask-stars : general", "basis/collection-has-ground"),
        (
            "  tells  handler, handler-contact, purpose, method, scope, retention, rights\n",
            "  tells purpose, method, scope\n",
            "notice/told-beforehand",
        ),
        ("consent ask-gallery : explicit", "consent ask-gallery : choice", "public/publication-by-consent"),
        ("  basis  claim compute-contract\n", "", "abroad/condition"),
        ("recipient, recipient-contact,", "recipient,", "abroad/told-beforehand"),
        ("consent ask-abroad : explicit", "consent ask-abroad : choice", "abroad/separate-consent"),
        ("region  \"CN\"\n}\n\nrecipient", "region  \"SG\"\n}\n\nrecipient", "abroad/stored-at-home"),
        (
            "measures disk-lock, wall, gate, guards, lessons, rule-book",
            "measures disk-lock, wall, gate, guards, lessons",
            "duties/safeguards",
        ),
        ("right hold-on : restrict", "right hold-on : ask", "rights/offered"),
        ("kinds-affected, ", "", "incident/notice-says-all"),
        ("forecast  : impact-assessment", "forecast  : physical", "duties/impact-assessment"),
    ];
    for (old, new, rule) in cases {
        let analyses = analysed(&[(old, new)], "");
        assert!(rules(&analyses[1]).contains(&rule), "{old}: {:?}", rules(&analyses[1]));
        let unread = codes(&analyses).into_iter().filter(|code| code.severity() == Severity::Error);
        assert_eq!(unread.collect::<Vec<_>>(), [], "{old}");
        assert_eq!(rules(&analyses[0]), [""; 0], "{old}");
    }
}

#[test]
fn what_the_policy_alone_asks_is_found_under_the_policy_alone() {
    let analyses = analysed(&[("others-authorisation,", "scope,")], "");
    assert_eq!(rules(&analyses[0]), ["collection/other-persons-authorization"]);
    assert_eq!(rules(&analyses[1]), [""; 0]);
}

#[test]
fn a_band_of_ages_is_understood_by_its_years() {
    let analyses = analysed(&[("  age            adult", "  age            child")], "");
    assert!(rules(&analyses[1]).contains(&"sensitive/guardian"), "{:?}", rules(&analyses[1]));
    let analyses = analysed(&[("  age            adult", "  age            teen")], "");
    assert!(!rules(&analyses[1]).contains(&"sensitive/guardian"), "{:?}", rules(&analyses[1]));
}

#[test]
fn a_claim_may_stand_on_a_clause_of_either_and_faults_are_said_once() {
    let spare = "claim spare : 38-b { evidence \"https://example.org\" }\n";
    assert_eq!(codes(&analysed(&[], spare)), [Code::UnusedClaim]);
    assert_eq!(
        codes(&analysed(&[("compute-contract : 38-c", "compute-contract : 38-z")], "")),
        [Code::ClaimWithoutGround, Code::UnknownPolicyClause]
    );
    let idle = "claim spare : 13-g { cites law \"A law\" }\nuse reopen {\n  from accounts\n  data mobile\n  for open-account\n  basis claim spare\n}\n";
    assert_eq!(codes(&analysed(&[], idle)), [Code::IdleClaim]);
}

#[test]
fn a_waiver_names_a_rule_of_either() {
    let waiver = |rule: &str| {
        format!(
            "waiver later : {rule} {{\n  on gallery, ask-gallery, publish-answer, talk\n  until 2026-12-31\n  by \"A. Lawyer\"\n  because \"the next release asks\"\n}}\n"
        )
    };
    let changes = [("consent ask-gallery : explicit", "consent ask-gallery : choice")];
    let analyses = analysed(&changes, &waiver("public/publication-by-consent"));
    assert_eq!((rules(&analyses[0]), rules(&analyses[1])), (vec![], vec![]));
    assert_eq!(codes(&analyses), []);
    let analyses = analysed(&[], &waiver("public/publication-by-consent"));
    assert_eq!(codes(&analyses), [Code::UnusedWaiver]);
    let analyses = analysed(&[], &waiver("consent/scenario-notice"));
    assert_eq!(codes(&analyses), [Code::UnusedWaiver]);
}

#[test]
fn words_without_counterpart_are_named() {
    let [policy, law] = [0, 1].map(|index| analysed(&[], "")[index].without_counterpart.clone());
    assert!(policy.contains(&"internal-rules".to_owned()) && !policy.contains(&"text-input".to_owned()), "{policy:?}");
    assert!(law.contains(&"manage-history".to_owned()) && !law.contains(&"text-input".to_owned()), "{law:?}");
    let one = pack("01ai-platform");
    let alone = analyze_together(&example(&[], ""), &[&one], &Options::default());
    assert!(alone[0].without_counterpart.is_empty());
    assert!(codes(&alone).contains(&Code::UnknownTerm), "alone, the policy does not know the law's words");
}

/// Whatever one shipped pack says of another's words is there.
#[test]
fn packs_name_only_words_of_each_other_that_exist() {
    let [policy, law] = packs();
    assert_eq!(unknown_counterparts(&policy, &law), []);
    assert!(!policy.same_as.is_empty() && law.same_as.is_empty(), "general law knows no single policy");
}

#[test]
fn a_counterpart_that_does_not_exist_is_said_at_its_word() {
    let mut sources = Sources::new();
    let files: Vec<_> = ["pack.yaml", "vocabulary.yaml", "clauses.yaml"]
        .into_iter()
        .map(|name| {
            let text =
                fs::read_to_string(folder("tests/cases/policy/base").join(name)).expect("the base pack is there");
            let more = "\npurpose:\n  tree: {any-purpose: [mail]}\n  same as:\n    pipl: {publicityy: [mail]}\n";
            let text = if name == "vocabulary.yaml" { without_sort(&text, "purpose") + more } else { text };
            sources.add(name, text)
        })
        .collect();
    let loaded = policy::load(&sources, &files);
    let said = super::policy::plain(&sources, &loaded.diagnostics);
    let small = loaded.pack.unwrap_or_else(|| panic!("{said}"));
    let unknown = unknown_counterparts(&small, &pack("pipl"));
    let said = super::policy::plain(&sources, &unknown);
    assert!(said.contains("the sort `purpose` has no term `publicityy`") && said.contains("`publicity`"), "{said}");
}

/// A vocabulary file without one of its sorts.
fn without_sort(text: &str, sort: &str) -> String {
    let mut inside = false;
    let kept = text.lines().filter(|line| {
        if !line.starts_with([' ', '#']) && !line.is_empty() {
            inside = line.starts_with(&format!("{sort}:"));
        }
        !inside
    });
    kept.map(|line| format!("{line}\n")).collect()
}
