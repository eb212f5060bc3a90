//! What a pack's author is told: coverage, remarks, changes of the published document, signatures.

use std::fmt::Write as _;

use candor::audit::{self, Change, Standing};
use candor::policy::pack::Pack;
use candor::policy::signature::{self, SignOff, Signature};
use candor::policy::{self, fingerprint};
use candor::source::{FileId, Sources};
use candor::syntax::value::Date;

use crate::policy::{folder, load_folder, plain};
use crate::program::Scratch;

/// A small made-up policy, as a pack whose rules are full of mistakes that no loader sees.
fn small(rules: &str, signatures: &str) -> (Sources, Pack) {
    let mut sources = Sources::new();
    let read = |path: &str| std::fs::read_to_string(folder(path)).expect("the file can be read");
    let patterns = "exceptions:\n  asked-first: {of: flow, clauses: [2.1.1-a], when: [flow has consent at least explicit]}\n  never: {of: flow, clauses: [2.1.1-a], when: [flow has ground exceptions]}\n";
    let tables = "tables:\n  colours:\n    columns: {colour: text}\n    rows: []\n";
    let files: Vec<FileId> = [
        ("pack.yaml", read("tests/cases/audit/pack.yaml")),
        ("clauses.yaml", read("tests/cases/audit/clauses.yaml")),
        ("vocabulary.yaml", read("tests/cases/policy/base/vocabulary.yaml")),
        ("patterns.yaml", patterns.to_owned()),
        ("tables.yaml", tables.to_owned()),
        ("rules/lending.yaml", rules.to_owned()),
        ("signatures.yaml", signatures.to_owned()),
    ]
    .into_iter()
    .map(|(path, text)| sources.add(path, text))
    .collect();
    let loaded = policy::load(&sources, &files);
    let said = plain(&sources, &loaded.diagnostics);
    (sources, loaded.pack.unwrap_or_else(|| panic!("the pack loads:\n{said}")))
}

fn rules() -> String {
    std::fs::read_to_string(folder("tests/cases/audit/rules.yaml")).expect("the file can be read")
}

fn document() -> String {
    std::fs::read_to_string(folder("tests/cases/audit/policy.txt")).expect("the file can be read")
}

const NOBODY: &str = "signatures: []\n";

#[test]
fn something_stands_for_every_clause_of_every_pack() {
    for (id, _) in policy::embedded() {
        let (_, loaded) = load_folder(&folder(&format!("policies/{id}")));
        let pack = loaded.pack.expect("the pack loads");
        for covered in audit::coverage(&pack) {
            assert_ne!(covered.standing, Standing::Uncovered, "{id}: {}", covered.clause.id);
        }
        let matters = audit::lint(&pack, &Sources::new(), None);
        let grave = matters
            .iter()
            .filter(|remark| matches!(remark.matter, audit::Matter::Contradiction | audit::Matter::NeverApplies));
        assert_eq!(grave.count(), 0, "{id}: {matters:#?}");
    }
}

#[test]
fn a_small_pack_is_looked_through() {
    let (sources, pack) = small(&rules(), NOBODY);
    let mut told = String::new();
    for covered in audit::coverage(&pack) {
        let (id, standing) = (&covered.clause.id, covered.standing.word());
        writeln!(told, "{id}: {standing} {:?} {:?} {:?}", covered.rules, covered.supports, covered.human)
            .expect("a string");
    }
    told.push('\n');
    for remark in audit::lint(&pack, &sources, None) {
        let place = remark.span.map(|span| sources.place(span)).unwrap_or_default();
        writeln!(told, "{} {}: {} {place}", remark.matter.word(), remark.subject, remark.message).expect("a string");
    }
    insta::assert_snapshot!(told);
}

/// What became of the clauses whose paragraph is not as it was, and what is new.
fn changes(text: &str) -> Vec<String> {
    let (_, pack) = small(&rules(), NOBODY);
    let verification = audit::verify(&pack, text);
    let changed = verification.clauses.iter().filter_map(|verified| {
        let rules = verified.rules.join(" ");
        match &verified.change {
            Change::Unchanged => None,
            Change::Changed(now) => Some(format!("{} at {} changed: {rules}", verified.clause.id, now.section)),
            Change::Removed => Some(format!("{} removed: {rules}", verified.clause.id)),
            Change::Unknown => Some(format!("{} unknown", verified.clause.id)),
        }
    });
    changed.chain(verification.new.iter().map(|passage| format!("new at {}", passage.section))).collect()
}

#[test]
fn the_document_that_a_pack_was_made_from_is_no_change() {
    let (_, pack) = small(&rules(), NOBODY);
    let verification = audit::verify(&pack, &document());
    assert!(verification.is_unchanged());
    assert_eq!(verification.same_document, Some(true));
}

#[test]
fn line_ends_and_blanks_are_no_change() {
    let text = format!("\u{feff}{}", document().replace('\n', "\r\n").replace(" the ", "\u{a0} the  "));
    assert_eq!(changes(&text), Vec::<String>::new());
}

#[test]
fn a_change_names_clauses_and_rules_whichever_way_numbers_are_written() {
    let text = document().replace("10 days", "20 days");
    assert_eq!(changes(&text), ["3-a at 3 changed: lending/answered"]);
    let text = document().replace("without knowing whose", "knowing well whose");
    assert_eq!(changes(&text), ["2.1.2-a at 2.1.2 changed: lending/nothing-at-all"]);
    let text = document().replace("for everybody who borrows", "for members who borrow");
    assert_eq!(changes(&text), ["I-a at 1 changed: "]);
    let text =
        document().replace("as long as the answer takes", "as long as we like").replace("2.2Support", "2.3 Support");
    assert_eq!(changes(&text), ["2.2-a at 2.3 changed: "]);
}

#[test]
fn what_went_and_what_came_is_named() {
    let text =
        document().replace("When you write to us, we keep what you write for as long as the answer takes.\n", "");
    assert_eq!(changes(&text), ["2.2-a removed: "]);
    let text = document().replace("3. How to", "2.3 We sell all of it to anybody.\n\n3. How to");
    assert_eq!(changes(&text), ["new at 2.3"]);
}

fn sign(pack: &Pack, rule: &str) -> String {
    let rule = pack.rule(rule).expect("there is such a rule");
    let on = Date { year: 2026, month: 3, day: 31 };
    let by = "Li \"the \\ lawyer\" Wei: 李".to_owned();
    signature::write(&[Signature { rule: rule.id.clone(), hash: fingerprint(pack, rule), by, on, span: rule.span }])
}

#[test]
fn a_signature_holds_as_long_as_the_rule_means_the_same() {
    const RULE: &str = "lending/listed-purposes";
    let state = |pack: &Pack| pack.sign_off(pack.rule(RULE).expect("there is such a rule"));
    let (_, pack) = small(&rules(), NOBODY);
    assert_eq!(state(&pack), SignOff::Unsigned);
    let signatures = sign(&pack, RULE);
    let (_, signed) = small(&rules(), &signatures);
    assert_eq!(state(&signed), SignOff::Signed);
    assert_eq!(signed.signatures[0].by, "Li \"the \\ lawyer\" Wei: 李");

    // Other words around it, another order of keys and of terms, and another layout mean the same.
    let same = rules()
        .replace("    title: What borrowers give serves the delivery\n", "")
        .replacen("    fix: ask first\n", "    fix: ask them first\n    title: Delivery\n", 1)
        .replace("within deliver, support", "within support,   deliver");
    assert_ne!(same, rules());
    assert_eq!(state(&small(&same, &signatures).1), SignOff::Signed);

    let other = rules().replacen("within deliver, support", "within deliver, support, statistics", 1);
    let (sources, changed) = small(&other, &signatures);
    assert_eq!(state(&changed), SignOff::Stale);
    let remarks = audit::lint(&changed, &sources, None);
    assert!(remarks.iter().any(|remark| remark.matter == audit::Matter::StaleSignature && remark.subject == RULE));
}

#[test]
fn every_rule_has_a_fingerprint_of_its_own() {
    let (_, loaded) = load_folder(&folder("policies/01ai-platform"));
    let pack = loaded.pack.expect("the pack loads");
    let mut hashes: Vec<String> = pack.rules.iter().map(|rule| fingerprint(&pack, rule)).collect();
    hashes.sort();
    hashes.dedup();
    assert_eq!(hashes.len(), pack.rules.len());
}

/// A folder with the small pack and its document.
fn scratch() -> Scratch {
    let scratch = Scratch::new();
    let read = |path: &str| std::fs::read_to_string(folder(path)).expect("the file can be read");
    for file in ["pack.yaml", "clauses.yaml"] {
        scratch.write(&format!("wheels/{file}"), read(&format!("tests/cases/audit/{file}")));
    }
    scratch.write("wheels/vocabulary.yaml", read("tests/cases/policy/base/vocabulary.yaml"));
    scratch.write("wheels/rules/lending.yaml", rules());
    scratch.write("policy.txt", document());
    scratch
}

#[test]
fn a_lint_fails_nobody_unless_the_pack_does_not_load() {
    let scratch = scratch();
    let lint = scratch.run(&["policy", "lint", "wheels"]).expect(0, &["can never apply", "lending/nothing-at-all"]);
    assert!(!lint.out.contains(&*scratch.path().to_string_lossy()));
    let json: serde_json::Value =
        serde_json::from_str(&scratch.run(&["policy", "lint", "wheels", "--format", "json"]).expect(0, &[]).out)
            .expect("it is JSON");
    assert_eq!(json["policies"][0]["id"], "wheels");
    scratch.write("wheels/rules/lending.yaml", "group: lending\nruels: []\n");
    scratch.run(&["policy", "lint", "wheels"]).expect(2, &["ruels"]);
}

#[test]
fn coverage_is_told_clause_by_clause() {
    let scratch = scratch();
    scratch.run(&["policy", "coverage", "wheels"]).expect(0, &["3-a      enforced by lending/answered"]);
    let out = scratch.run(&["policy", "coverage", "wheels", "--format", "json"]).expect(0, &[]).out;
    let json: serde_json::Value = serde_json::from_str(&out).expect("it is JSON");
    assert_eq!(json["policies"][0]["clauses"][4]["standing"], "human");
    let clauses = scratch.read("wheels/clauses.yaml");
    let without: String = clauses
        .lines()
        .map(|line| line.split(", human").next().unwrap_or_default().to_owned())
        .zip(clauses.lines().map(|line| line.contains(", human")))
        .map(|(line, cut)| if cut { format!("{line}}}\n") } else { format!("{line}\n") })
        .collect();
    scratch.write("wheels/clauses.yaml", without);
    scratch.run(&["policy", "coverage", "wheels"]).expect(1, &["2.2-a    uncovered"]);
}

#[test]
fn a_document_is_verified_from_the_command_line() {
    let scratch = scratch();
    scratch.run(&["policy", "verify", "--text", "policy.txt", "wheels"]).expect(0, &["no change", "byte for byte"]);
    scratch.write("policy.txt", document().replace("10 days", "20 days"));
    let changed = ["policy.txt:23", "3-a", "changed", "lending/answered"];
    scratch.run(&["policy", "verify", "--text", "policy.txt", "wheels"]).expect(1, &changed);
    scratch.run(&["policy", "verify", "--text", "nothing.txt", "wheels"]).expect(2, &["nothing.txt"]);
}

#[test]
fn a_name_is_put_under_rules_in_a_folder_and_nowhere_else() {
    let scratch = scratch();
    let sign = |rules: &[&str]| {
        let rest = ["--by", "Li Wei", "--pack", "wheels", "--on", "2026-03-31"];
        scratch.run(&[&["policy", "sign"], rules, &rest].concat())
    };
    sign(&["lending/answerd"]).expect(2, &["lending/answerd", "lending/answered"]);
    assert!(!scratch.path().join("wheels/signatures.yaml").exists());
    sign(&["lending/answered"]).expect(0, &["Li Wei has signed in wheels/signatures.yaml"]);
    scratch.run(&["rules", "--policy", "wheels"]).expect(0, &["lending/answered: Letters are answered (signed)"]);
    scratch.run(&["explain", "--policy", "wheels", "lending/answered"]).expect(0, &["by Li Wei on 2026-03-31"]);
    let first = scratch.read("wheels/signatures.yaml");
    sign(&["lending"]).expect(0, &[]);
    sign(&["lending"]).expect(0, &[]);
    assert_eq!(scratch.read("wheels/signatures.yaml").matches("lending/answered").count(), 1);
    assert_ne!(scratch.read("wheels/signatures.yaml"), first);

    scratch.write("wheels/rules/lending.yaml", rules().replace("at most 10 days", "at most 9 days"));
    let stale = ["lending/answered: Letters are answered (changed since it was signed)"];
    scratch.run(&["rules", "--policy", "wheels"]).expect(0, &stale);
    scratch.run(&["policy", "lint", "wheels"]).expect(0, &["no longer hold", "Li Wei"]);
    scratch.write("flows/small.candor", "system lending \"Lending\" { policy wheels }\n");
    let check = scratch.run(&["check", "--policy", "wheels"]);
    assert!(check.out.contains("changed since they were signed: `lending/answered`"), "{check:?}");
    let embedded = ["embedded in the program", "--pack FOLDER"];
    scratch.run(&["policy", "sign", "consent", "--by", "Li Wei", "--pack", "01ai-platform"]).expect(2, &embedded);
}
