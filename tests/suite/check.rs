//! Verdicts: small workspaces under the first pack, and what some of its rules find in them. A case is a flow file whose
//! first lines say what it shows and which rules are looked at.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use candor::analysis::{Analysis, Options, analyze};
use candor::check::finding::{Finding, Verdict};
use candor::diagnostic::Diagnostic;
use candor::policy::pack::Pack;
use candor::policy::{embedded, load};
use candor::source::Sources;
use candor::syntax::value::Date;

const TODAY: Date = Date { year: 2026, month: 11, day: 26 };

/// The first pack that the program carries.
pub(crate) fn first_pack() -> Pack {
    let (_, files) = embedded().iter().find(|(id, _)| *id == "01ai-platform").expect("the pack is carried");
    let mut sources = Sources::new();
    let files: Vec<_> = files.iter().map(|(path, text)| sources.add(*path, *text)).collect();
    load(&sources, &files).pack.expect("the pack loads")
}

fn analysed(sources: &Sources, pack: &Pack) -> Analysis {
    analyze(sources, pack, &Options { as_of: Some(TODAY), ..Options::default() })
}

fn rules_of(text: &str) -> Vec<&str> {
    let line =
        text.lines().find_map(|line| line.strip_prefix("# only: ")).expect("a case says which rules it is about");
    line.split(", ").collect()
}

fn told(sources: &Sources, diagnostic: &Diagnostic) -> String {
    let place = diagnostic.span().map_or("-".to_owned(), |span| sources.place(span));
    format!("{}[{}] {place}: {}\n", diagnostic.severity.word(), diagnostic.code.id(), diagnostic.message.english())
}

fn shown(sources: &Sources, finding: &Finding) -> String {
    let place = finding.span.map_or("-".to_owned(), |span| sources.place(span));
    let verdict = match finding.verdict {
        Verdict::Violates => "violates",
        Verdict::MayViolate => "may violate",
    };
    let mut text = format!("{}[{}] {place}: {verdict} {}\n", finding.severity.word(), finding.rule, finding.clause);
    text += &format!("  {}\n", finding.message);
    if !finding.path.is_empty() {
        let steps: Vec<&str> = finding.path.iter().map(|step| step.name.as_str()).collect();
        text += &format!("  path: {}\n", steps.join(", "));
    }
    for missing in &finding.missing {
        let event = missing.event.as_ref().map(|event| format!(" ({event})")).unwrap_or_default();
        text += &format!("  missing: {}.{}{event}\n", missing.declaration, missing.clause);
    }
    if !finding.only_for.is_empty() {
        text += &format!("  only for: {}\n", finding.only_for.join(", "));
    }
    if let Some(waiver) = &finding.waived {
        text += &format!("  waived by: {waiver}\n");
    }
    text
}

fn report(text: &str, pack: &Pack) -> String {
    let mut sources = Sources::new();
    sources.add("case.candor", text);
    let analysis = analysed(&sources, pack);
    let rules = rules_of(text);
    let unknown: Vec<&&str> = rules.iter().filter(|rule| pack.rule(rule).is_none()).collect();
    assert!(unknown.is_empty(), "a case names rules that do not exist: {unknown:?}");
    let mut report = String::new();
    for diagnostic in &analysis.diagnostics {
        report += &told(&sources, diagnostic);
    }
    for finding in analysis.findings.iter().filter(|finding| rules.contains(&finding.rule.as_str())) {
        report += &shown(&sources, finding);
    }
    for rule in rules {
        let outcome = analysis.rules.iter().find(|outcome| outcome.rule == rule).expect("every rule has an outcome");
        let (applied, complies, excused) = (outcome.applied, outcome.complies, outcome.excused);
        report += &format!("{rule} applied {applied} times, {complies} comply, {excused} excused\n");
    }
    report
}

#[test]
fn small_workspaces_get_the_verdicts_they_show() {
    let pack = first_pack();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/check");
    let mut paths: Vec<_> =
        fs::read_dir(&folder).expect("cases are there").map(|entry| entry.expect("an entry").path()).collect();
    paths.sort();
    let cases = paths.iter().filter(|path| path.extension().is_some_and(|extension| extension == "candor"));
    let mut count = 0;
    for path in cases {
        let text = fs::read_to_string(path).expect("a case is readable");
        let name = path.file_stem().and_then(|name| name.to_str()).expect("a case has a name");
        insta::with_settings!({ snapshot_path => &folder, prepend_module_to_snapshot => false, omit_expression => true }, {
            insta::assert_snapshot!(name, format!("{text}\n----\n{}", report(&text, &pack)));
        });
        count += 1;
    }
    assert!(count > 20, "the cases were not found");
}

/// What findings say but for places in files, which moving declarations changes.
fn essence(analysis: &Analysis) -> Vec<String> {
    let one = |finding: &Finding| {
        let path: Vec<&str> = finding.path.iter().map(|step| step.name.as_str()).collect();
        format!(
            "{} {} {} {:?} {} {path:?} {:?}",
            finding.id,
            finding.rule,
            finding.clause,
            finding.verdict,
            finding.message,
            finding.missing.iter().map(|missing| (&missing.declaration, missing.clause)).collect::<Vec<_>>()
        )
    };
    analysis.findings.iter().map(one).collect()
}

fn example(name: &str) -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples").join(name);
    let entries = fs::read_dir(folder).expect("the example is there").map(|entry| entry.expect("an entry").path());
    let mut files: Vec<_> =
        entries.filter(|path| path.extension().is_some_and(|extension| extension == "candor")).collect();
    files.sort();
    let text = |path: &std::path::PathBuf| fs::read_to_string(path).expect("a flow file is readable");
    files.iter().map(|path| (path.file_name().expect("a name").to_string_lossy().into_owned(), text(path))).collect()
}

fn sources_of(files: &[(String, String)]) -> Sources {
    let mut sources = Sources::new();
    for (path, text) in files {
        sources.add(path.as_str(), text.as_str());
    }
    sources
}

/// Declarations of a file in another order. A file's `module` line stays first.
fn reordered(text: &str, rotate: usize) -> String {
    let (module, rest) = match text.split_once("\n\n") {
        Some((module, rest)) if module.contains("module ") => (format!("{module}\n\n"), rest),
        _ => (String::new(), text),
    };
    let mut blocks: Vec<String> = Vec::new();
    let mut block = String::new();
    for line in rest.lines() {
        block += line;
        block.push('\n');
        let ends = line == "}" || !line.starts_with([' ', '#', '}']) && !line.is_empty() && !line.ends_with('{');
        if ends {
            blocks.push(std::mem::take(&mut block));
        }
    }
    blocks.reverse();
    let count = blocks.len().max(1);
    blocks.rotate_left(rotate % count);
    blocks.push(block);
    module + &blocks.concat()
}

#[test]
fn findings_do_not_depend_on_the_order_of_files_and_declarations() {
    let pack = first_pack();
    let files = example("drifted-platform");
    let plain = essence(&analysed(&sources_of(&files), &pack));
    assert!(plain.len() > 10, "the drifted example has findings");
    for rotate in [1, 3, 7] {
        let mut moved: Vec<(String, String)> =
            files.iter().map(|(path, text)| (format!("{rotate}/{path}"), reordered(text, rotate))).collect();
        moved.reverse();
        moved.rotate_left(rotate);
        assert_eq!(plain, essence(&analysed(&sources_of(&moved), &pack)), "rotated by {rotate}");
    }
}

#[test]
fn the_platforms_own_flows_are_clean() {
    let pack = first_pack();
    let analysis = analysed(&sources_of(&example("01ai-platform")), &pack);
    let unread: Vec<&Diagnostic> = analysis.diagnostics.iter().collect();
    assert!(unread.is_empty(), "{unread:#?}");
    let weighing: Vec<&Finding> =
        analysis.findings.iter().filter(|finding| finding.severity > candor::diagnostic::Severity::Lint).collect();
    assert!(weighing.is_empty(), "{weighing:#?}");
    assert!(analysis.counts.ground_flows > 300, "the example is no toy: {:?}", analysis.counts);
}

#[test]
fn the_drifted_platform_has_the_findings_of_its_careless_year() {
    let pack = first_pack();
    let sources = sources_of(&example("drifted-platform"));
    let analysis = analysed(&sources, &pack);
    let mut report = String::new();
    for listed in &analysis.listed {
        let finding = &analysis.findings[listed.shown];
        if finding.severity > candor::diagnostic::Severity::Lint {
            report += &shown(&sources, finding);
            let under: BTreeSet<String> = listed
                .under
                .iter()
                .map(|index| &analysis.findings[*index])
                .map(|under| format!("{} ({})", under.clause, under.rule))
                .collect();
            if !listed.same.is_empty() {
                report += &format!("  and {} more of this rule here\n", listed.same.len());
            }
            for under in under {
                report += &format!("  under it: {under}\n");
            }
        }
    }
    insta::assert_snapshot!("drifted-platform", report);
}

#[test]
fn findings_do_not_depend_on_the_number_of_threads() {
    let pack = first_pack();
    let sources = sources_of(&example("drifted-platform"));
    let with = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads can be made");
        pool.install(|| {
            let analysis = analysed(&sources, &pack);
            (analysis.diagnostics.clone(), analysis.findings.clone(), analysis.listed.clone(), analysis.rules)
        })
    };
    let alone = with(1);
    assert!(alone == with(2), "two threads");
    assert!(alone == with(7), "seven threads");
}
