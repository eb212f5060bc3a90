//! Packs in another language: translations are complete, checked at their words, and told in findings.

use std::fmt::Write as _;

use candor::analysis::{Options, analyze};
use candor::audit::{self, Matter};
use candor::check::finding::Told;
use candor::diagnostic::Language;
use candor::explain;
use candor::policy;
use candor::policy::pack::{ClauseId, Pack};
use candor::policy::rule::{Example, Expected, Rule};
use candor::source::{FileId, Sources};
use candor::syntax::value::Date;
use candor::trial;

use crate::policy::{folder, load_block, load_folder, plain};

const TODAY: Date = Date { year: 2026, month: 4, day: 1 };

struct Shipped {
    id: &'static str,
    sources: Sources,
    pack: Pack,
    world: FileId,
}

/// Every pack that the program carries, with its texts in all languages.
fn shipped() -> Vec<Shipped> {
    let load = |(id, _): &policy::Embedded| {
        let (sources, loaded) = load_folder(&folder(&format!("policies/{id}")));
        let pack = loaded.pack.expect("the pack loads");
        Shipped { id, sources, pack, world: loaded.world.expect("the pack has a world") }
    };
    policy::embedded().iter().map(load).collect()
}

#[test]
fn the_carried_packs_say_everything_in_every_language() {
    for Shipped { id, sources, pack, .. } in shipped() {
        assert_eq!(pack.languages, Language::ALL, "{id}");
        let remarks = audit::lint(&pack, &sources, None);
        let lacking = remarks.iter().filter(|remark| remark.matter == Matter::Untranslated);
        let lacking: Vec<_> = lacking.map(|remark| format!("{}: {}", remark.subject, remark.message)).collect();
        assert!(lacking.is_empty(), "{id}: {lacking:#?}");
    }
}

/// A translation that is left out is no mistake of the pack, and its author is told what is missing.
#[test]
fn what_a_language_lacks_is_listed() {
    let translation = "clauses:\n  1-a: {statement: 数据用于指明的目的。}\n\
                       rules:\n  told/one: {title: 一, why: 因为, message: \"{use}不当\", fix: 更正}\n\
                       terms:\n  data: {email: 电子邮箱}\n";
    let (sources, loaded) = load_block(&block(translation));
    assert_eq!(plain(&sources, &loaded.diagnostics), "");
    let remarks = audit::lint(&loaded.pack.expect("the pack loads"), &sources, None);
    let lacking = remarks.iter().filter(|remark| remark.matter == Matter::Untranslated);
    let lacking: Vec<_> = lacking.map(|remark| format!("{}: {}", remark.subject, remark.message)).collect();
    insta::assert_snapshot!(lacking.join("\n"));
}

/// A small pack with one rule and a translation.
fn block(translation: &str) -> String {
    let rule = "group: told\nrules:\n  - id: told/one\n    title: One\n    why: because\n    clauses: [1-a]\n    \
                severity: lint\n    about: safety\n    for each: use\n    must: [use has purpose service]\n    \
                message: \"{use} serves {use.purpose}\"\n    fix: mend {use}\n";
    format!("# rules/told.yaml\n{rule}# languages/zh/all.yaml\n{translation}")
}

#[test]
fn a_mistake_in_a_translation_is_marked_at_its_word() {
    let rule =
        |message: &str| format!("rules:\n  told/one: {{title: 一, why: 因为, message: \"{message}\", fix: 更正}}\n");
    let cases = [
        "clauses:\n  9-z: {statement: 无}\n".to_owned(),
        "clauses:\n  1-a: {statment: 无}\n".to_owned(),
        "rules:\n  told/two: {title: 二, why: 因为}\n".to_owned(),
        "rules:\n  told/one: {title: 一, why: 因为, parts: [{message: 甲, fix: 乙}, {message: 丙, fix: 丁}]}\n"
            .to_owned(),
        "gaps:\n  G-1: {gap: 无, treatment: 无}\n".to_owned(),
        "exceptions: {never: 从不}\n".to_owned(),
        "terms:\n  data: {fax: 传真}\n".to_owned(),
        "terms:\n  dates: {day: 日}\n".to_owned(),
        "phrases: {elsewhere: 别处}\n".to_owned(),
        rule("{store}不当"),
        rule("{use.colour}不当"),
        rule("{use不当"),
        "title: 甲\n# languages/zh/more.yaml\ntitle: 乙\n".to_owned(),
        "title: 甲\n# languages/fr/all.yaml\ntitle: Une\n".to_owned(),
    ];
    let mut said = String::new();
    for case in cases {
        let (sources, loaded) = load_block(&block(&case));
        writeln!(said, "{case}{}", plain(&sources, &loaded.diagnostics)).expect("a string");
    }
    insta::assert_snapshot!(said);
}

/// What the first example that breaks a rule brings about, in Chinese.
fn told(shipped: &Shipped, rule: &Rule, example: &Example) -> Vec<Told> {
    let Some(world) = trial::amended(&shipped.sources, shipped.world, example) else { return Vec::new() };
    let mut sources = Sources::new();
    sources.add("world.candor", world);
    let analysis = analyze(&sources, &shipped.pack, &Options { as_of: Some(TODAY), ..Options::default() });
    let findings = analysis.findings.into_iter().filter(|finding| finding.rule == rule.id);
    findings.flat_map(|finding| finding.told).collect()
}

/// Words in Latin letters outside of backticks. Names such as `API` or `Cookie` begin with a capital; a path and a
/// clause's number are no words.
fn foreign(text: &str) -> Vec<&str> {
    let outside = text.split('`').step_by(2);
    let words = outside.flat_map(|text| text.split(|sign: char| !sign.is_ascii_alphabetic()));
    words.filter(|word| word.len() > 1 && word.starts_with(|sign: char| sign.is_ascii_lowercase())).collect()
}

#[test]
fn findings_are_told_in_chinese() {
    for shipped in shipped() {
        let mut all = String::new();
        for rule in &shipped.pack.rules {
            let breaks = |example: &&Example| example.expect.verdict == Expected::Violates;
            let Some(example) = rule.examples.iter().find(breaks) else { continue };
            let told = told(&shipped, rule, example);
            assert!(!told.is_empty(), "{}: {}", rule.id, example.name);
            for Told { message, fix, .. } in told.iter().take(1) {
                writeln!(all, "{}\n  {message}\n  {fix}", rule.id).expect("a string");
            }
        }
        insta::assert_snapshot!(shipped.id, all);
    }
}

/// Everything but ids, hashes and examples, which are flow text and named in the pack's own language.
#[test]
fn rules_and_clauses_are_explained_in_chinese() {
    for Shipped { pack, .. } in shipped() {
        let bare = |rule: &Rule| Rule { examples: Vec::new(), ..rule.clone() };
        let rules = pack.rules.iter().map(|rule| explain::rule(&pack, &bare(rule), None, Language::Chinese));
        let clauses = (0..pack.clauses.len() as u32).map(ClauseId);
        let clauses = clauses.map(|clause| explain::clause(&pack, clause, Language::Chinese));
        for text in rules.chain(clauses) {
            let lines = text.lines().skip(1).filter(|line| !line.contains("散列值"));
            let words = lines
                .map(|line| line.split_once('：').filter(|(id, _)| id.contains('/')).map_or(line, |(_, rest)| rest));
            let found: Vec<&str> = words.flat_map(foreign).collect();
            assert!(found.is_empty(), "{found:?}\n{text}");
        }
    }
}

#[test]
fn a_pack_may_be_written_in_chinese() {
    let head = std::fs::read_to_string(folder("tests/cases/policy/base/pack.yaml")).expect("the file can be read");
    let head = head.replace("languages: [en, zh]", "languages: [zh]");
    let (sources, loaded) = load_block(&format!("# pack.yaml\n{head}"));
    assert_eq!(plain(&sources, &loaded.diagnostics), "");
    let pack = loaded.pack.expect("the pack loads");
    let lacking = audit::lint(&pack, &sources, None).into_iter().filter(|remark| remark.matter == Matter::Untranslated);
    assert_eq!(lacking.count(), 0);
    let clause = &pack.clauses[0];
    assert_eq!(pack.told(Language::Chinese).statement(clause), Some(clause.statement.as_str()));
    assert_eq!(pack.told(Language::English).statement(clause), None);
}
