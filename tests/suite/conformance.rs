//! The conformance suite: what the language and the rules mean, as data that any implementation can run. How a case reads
//! stands in `tests/cases/conformance/README.md`.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use candor::analysis::{Analysis, Options, analyze};
use candor::check::evaluate::Judgement;
use candor::check::finding::{Finding, Verdict};
use candor::diagnostic::Consequence;
use candor::policy::load;
use candor::policy::pack::Pack;
use candor::source::Sources;
use candor::syntax::parse;
use candor::syntax::value::Date;

/// One case of a chapter.
struct Case<'t> {
    name: &'t str,
    without: Vec<&'t str>,
    as_of: Date,
    expects: Vec<Expect<'t>>,
    flows: String,
}

/// One expectation: a verdict of a rule at a binding, and what else is said of it.
struct Expect<'t> {
    line: &'t str,
    verdict: &'t str,
    rule: &'t str,
    binding: Vec<(&'t str, &'t str)>,
    path: Vec<&'t str>,
    needs: BTreeSet<&'t str>,
    only: Vec<&'t str>,
    clause: Option<&'t str>,
    weighs: Option<&'t str>,
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/conformance")
}

fn texts(folder: &Path, ending: &str) -> Vec<(String, String)> {
    let mut texts = Vec::new();
    for entry in fs::read_dir(folder).expect("the folder is there") {
        let path = entry.expect("an entry").path();
        let name = path.file_name().expect("an entry has a name").to_string_lossy().into_owned();
        if name.ends_with(ending) {
            texts.push((name, fs::read_to_string(&path).expect("it is text")));
        }
    }
    texts.sort();
    texts
}

fn club() -> Pack {
    let mut sources = Sources::new();
    let pack = folder().join("pack");
    for (name, text) in texts(&pack, ".yaml") {
        sources.add(name, text);
    }
    for (name, text) in texts(&pack.join("rules"), ".yaml") {
        sources.add(format!("rules/{name}"), text);
    }
    let files: Vec<_> = sources.files().map(|(id, _)| id).collect();
    let loaded = load(&sources, &files);
    loaded.pack.unwrap_or_else(|| panic!("the pack loads: {:#?}", loaded.diagnostics))
}

fn cases(text: &str) -> Vec<Case<'_>> {
    text.split("\n=== ").skip(1).map(case).collect()
}

fn case(block: &str) -> Case<'_> {
    let mut lines = block.lines();
    let name = lines.next().unwrap_or_default();
    let mut case =
        Case { name, without: Vec::new(), as_of: day("2026-06-01"), expects: Vec::new(), flows: String::new() };
    for line in lines {
        if let Some(names) = line.strip_prefix("without: ") {
            case.without.extend(names.split(", "));
        } else if let Some(date) = line.strip_prefix("as of: ") {
            case.as_of = day(date);
        } else if let Some(expect) = line.strip_prefix("expect: ") {
            case.expects.push(expectation(expect));
        } else {
            case.flows += line;
            case.flows.push('\n');
        }
    }
    case
}

fn day(text: &str) -> Date {
    Date::read(text).expect("a date is YYYY-MM-DD")
}

fn expectation(line: &str) -> Expect<'_> {
    let mut words = line.split(' ').filter(|word| !word.is_empty());
    let mut expect = Expect {
        line,
        verdict: words.next().unwrap_or_default(),
        rule: words.next().unwrap_or_default(),
        binding: Vec::new(),
        path: Vec::new(),
        needs: BTreeSet::new(),
        only: Vec::new(),
        clause: None,
        weighs: None,
    };
    let mut part = "";
    for word in words {
        match (part, word) {
            (_, "path" | "needs" | "only" | "clause" | "weighs") => part = word,
            ("", pair) => expect.binding.push(pair.split_once('=').expect("a binding is word=name")),
            ("path", ">") => {}
            ("path", name) => expect.path.push(name),
            ("needs", fact) => drop(expect.needs.insert(fact.trim_end_matches(','))),
            ("only", term) => expect.only.push(term.trim_end_matches(',')),
            ("clause", id) => expect.clause = Some(id),
            (_, weight) => expect.weighs = Some(weight),
        }
    }
    expect
}

/// The world with the declarations of a case in place of its own of the same names.
fn flows(world: &str, case: &Case) -> String {
    let names = |text: &str| -> Vec<(String, std::ops::Range<usize>)> {
        let mut sources = Sources::new();
        let file = sources.add("text.candor", text);
        let tree = parse(&sources, file).tree;
        tree.items
            .iter()
            .map(|item| (item.name.text(text).to_owned(), item.span.start as usize..item.span.end as usize))
            .collect()
    };
    let own: Vec<String> = names(&case.flows).into_iter().map(|(name, _)| name).collect();
    let declared = names(world);
    let known = |name: &&str| declared.iter().any(|(known, _)| known == name);
    let unknown: Vec<&&str> = case.without.iter().filter(|name| !known(name)).collect();
    assert!(unknown.is_empty(), "`{}` leaves out what is not there: {unknown:?}", case.name);
    let kept = declared.iter().filter(|(name, _)| !own.contains(name) && !case.without.contains(&name.as_str()));
    let kept: String = kept.map(|(_, range)| format!("{}\n", &world[range.clone()])).collect();
    // A module stands at the top of its file, so a case is a file of its own.
    kept
}

fn bound(binding: &[(String, String)], wanted: &[(&str, &str)]) -> bool {
    wanted.iter().all(|(word, name)| binding.iter().any(|(known, value)| known == word && value == name))
}

fn word(judgement: &Judgement) -> &'static str {
    match judgement {
        Judgement::NotApplicable => "unjudged",
        Judgement::Complies { vacuous: false } => "complies",
        Judgement::Complies { vacuous: true } => "vacuous",
        Judgement::Excused { .. } => "excused",
        Judgement::MayViolate { .. } => "may-violate",
        Judgement::Violates => "violates",
    }
}

fn verdict(finding: &Finding) -> &'static str {
    match (finding.waived.is_some(), finding.verdict) {
        (true, _) => "waived",
        (false, Verdict::Violates) => "violates",
        (false, Verdict::MayViolate) => "may-violate",
    }
}

fn shown(finding: &Finding) -> String {
    let path: Vec<&str> = finding.path.iter().map(|step| step.name.as_str()).collect();
    let missing: Vec<String> =
        finding.missing.iter().map(|fact| format!("{}.{}", fact.declaration, fact.clause)).collect();
    format!(
        "{} {} {:?} path {} needs {} only {:?} clause {} weighs {}",
        verdict(finding),
        finding.rule,
        finding.binding,
        path.join(" > "),
        missing.join(", "),
        finding.only_for,
        finding.clause,
        finding.severity.word()
    )
}

fn fits(expect: &Expect, finding: &Finding) -> bool {
    let path: Vec<&str> = finding.path.iter().map(|step| step.name.as_str()).collect();
    let missing: Vec<String> =
        finding.missing.iter().map(|fact| format!("{}.{}", fact.declaration, fact.clause)).collect();
    let missing: BTreeSet<&str> = missing.iter().map(String::as_str).collect();
    finding.rule == expect.rule
        && bound(&finding.binding, &expect.binding)
        && verdict(finding) == expect.verdict
        && (expect.path.is_empty() || path == expect.path)
        && (expect.verdict != "may-violate" || expect.needs.is_empty() || missing == expect.needs)
        && (expect.only.is_empty() || finding.only_for == expect.only)
        && expect.clause.is_none_or(|clause| finding.clause == clause)
        && expect.weighs.is_none_or(|weight| finding.severity.word() == weight)
}

/// What is wrong with one expectation.
fn differs(expect: &Expect, analysis: &Analysis) -> Option<String> {
    let of_rule = |rule: &str| expect.rule == "*" || rule == expect.rule;
    let judged = analysis.applied.iter().filter(|one| of_rule(&one.rule) && bound(&one.binding, &expect.binding));
    let words: BTreeSet<&str> = judged.map(|one| word(&one.judgement)).filter(|word| *word != "unjudged").collect();
    let right = match expect.verdict {
        "violates" | "may-violate" | "waived" => analysis.findings.iter().any(|finding| fits(expect, finding)),
        "unjudged" => words.is_empty(),
        "complies" | "vacuous" | "excused" => words.iter().eq([&expect.verdict]),
        "says" => {
            let names: Vec<&str> = expect.binding.iter().map(|(_, name)| *name).collect();
            let about = |message: &str| names.iter().all(|name| message.contains(&format!("`{name}`")));
            analysis.diagnostics.iter().any(|said| said.code.id() == expect.rule && about(said.message.english()))
        }
        _ => panic!("there is no verdict `{}`", expect.verdict),
    };
    (!right).then(|| {
        let found: Vec<String> = analysis.findings.iter().filter(|finding| of_rule(&finding.rule)).map(shown).collect();
        format!("  expected {}\n  judged {words:?}, found\n    {}\n", expect.line, found.join("\n    "))
    })
}

/// Findings of the rules that a case speaks of, at what it declares itself, which it does not expect.
fn surplus(case: &Case, analysis: &Analysis) -> Vec<String> {
    let mut sources = Sources::new();
    let file = sources.add("case.candor", case.flows.as_str());
    let tree = parse(&sources, file).tree;
    let own: Vec<&str> = tree.items.iter().map(|item| item.name.text(&case.flows)).collect();
    let spoken_of = |finding: &&Finding| {
        let name = finding.place.rsplit('.').next().unwrap_or_default();
        own.contains(&name) && case.expects.iter().any(|expect| expect.rule == finding.rule)
    };
    let expected = |finding: &Finding| case.expects.iter().any(|expect| fits(expect, finding));
    let surplus = analysis.findings.iter().filter(spoken_of).filter(|finding| !expected(finding));
    surplus.map(|finding| format!("  not expected: {}\n", shown(finding))).collect()
}

fn failures(pack: &Pack, world: &str, case: &Case) -> String {
    let mut sources = Sources::new();
    sources.add("world.candor", flows(world, case));
    sources.add("case.candor", case.flows.as_str());
    let analysis = analyze(&sources, pack, &Options { as_of: Some(case.as_of), trace: true, ..Options::default() });
    let mut failures = String::new();
    for said in analysis.diagnostics.iter().filter(|said| said.code.consequence() == Consequence::Unchecked) {
        if !case.expects.iter().any(|expect| expect.verdict == "says" && expect.rule == said.code.id()) {
            failures += &format!("  [{}] {}\n", said.code.id(), said.message.english());
        }
    }
    failures.extend(case.expects.iter().filter_map(|expect| differs(expect, &analysis)));
    failures.extend(surplus(case, &analysis));
    failures
}

#[test]
fn every_case_comes_out_as_it_says() {
    let pack = club();
    let world = fs::read_to_string(folder().join("world.candor")).expect("the world is there");
    let mut failed = String::new();
    let mut names = BTreeSet::new();
    let mut verdicts = BTreeSet::new();
    for (file, text) in texts(&folder(), ".cases") {
        for case in cases(&text) {
            assert!(names.insert(case.name.to_owned()), "two cases are called `{}`", case.name);
            assert!(!case.expects.is_empty(), "`{}` expects nothing", case.name);
            verdicts.extend(case.expects.iter().map(|expect| expect.verdict.to_owned()));
            let failures = failures(&pack, &world, &case);
            if !failures.is_empty() {
                failed += &format!("{file}: {}\n{failures}", case.name);
            }
        }
    }
    assert!(failed.is_empty(), "{failed}");
    assert!(names.len() >= 150, "there are {} cases", names.len());
    let all = ["complies", "excused", "may-violate", "says", "unjudged", "vacuous", "violates", "waived"];
    assert!(verdicts.iter().map(String::as_str).eq(all), "some verdict is in no case: {verdicts:?}");
}
