//! What `candor explain` tells: pages that keep their word, rules and clauses of the pack, declarations read back.

use candor::analysis::{Options, analyze};
use candor::diagnostic::{Code, Consequence, Language};
use candor::explain::{self, Declared};
use candor::policy::pack::{ClauseId, Pack};
use candor::policy::{embedded, load};
use candor::source::{FileId, Sources};
use candor::syntax::parse;
use candor::syntax::value::Date;

const TODAY: Date = Date { year: 2026, month: 4, day: 1 };

/// What a page's block needs around it, if it declares no system of its own.
const PRELUDE: &str = "system s \"S\" {\n  policy   01ai-platform\n  operator \"We\"\n}\n";

pub(crate) fn pack() -> Pack {
    let mut sources = Sources::new();
    let files: Vec<FileId> = embedded()[0].1.iter().map(|(path, text)| sources.add(*path, *text)).collect();
    load(&sources, &files).pack.expect("the pack loads")
}

/// The codes that a block of the page of `about` brings about: that one itself, and others because of which not
/// everything is checked. What else the engine finds in so few lines is beside the point.
fn codes(pack: &Pack, about: Code, block: &str) -> Vec<Code> {
    let mut sources = Sources::new();
    sources.add("page.candor", block);
    if about != Code::NoSystem && !block.lines().any(|line| line.starts_with("system ")) {
        sources.add("prelude.candor", PRELUDE);
    }
    sources.set_paths(["docs", "docs/there.md"].map(str::to_owned).into());
    let analysis = analyze(&sources, pack, &Options { as_of: Some(TODAY), ..Options::default() });
    let mut codes: Vec<Code> = analysis.diagnostics.iter().map(|diagnostic| diagnostic.code).collect();
    codes.retain(|code| *code == about || code.consequence() == Consequence::Unchecked);
    codes.sort_unstable();
    codes.dedup();
    codes
}

/// The flow block below a heading of a page.
fn block<'a>(page: &'a str, heading: &str) -> Option<&'a str> {
    let below = page.split_once(heading)?.1.split("\n## ").next()?;
    Some(below.split_once("```candor\n")?.1.split_once("```")?.0)
}

#[test]
fn every_page_says_what_is_wrong_and_what_to_do_instead() {
    for code in Code::ALL {
        let page = code.page();
        let sections = ["\n## Example\n", "\n## Instead\n"].iter().all(|section| page.contains(section));
        assert!(page.starts_with(&format!("# `{}`\n", code.id())) && sections, "{}", code.id());
    }
}

/// The examples on the pages of the model and of the engine bring about their code and no other; the cures bring none.
#[test]
fn pages_about_declarations_keep_their_word() {
    let pack = pack();
    let mut faults = Vec::new();
    for code in Code::ALL.iter().filter(|code| code.id().starts_with("model/") || code.id().starts_with("check/")) {
        let example = block(code.page(), "## Example").map(|block| codes(&pack, *code, block));
        let instead = block(code.page(), "## Instead").map(|block| codes(&pack, *code, block));
        if example != Some(vec![*code]) || instead != Some(Vec::new()) {
            faults.push((code.id(), example, instead));
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn a_code_reads_well_after_allow() {
    for code in Code::ALL {
        let (stage, name) = code.id().split_once('/').expect("a code is stage/name");
        let plain = |text: &str| text.chars().all(|letter| letter.is_ascii_lowercase() || letter == '-');
        assert!(plain(stage) && plain(name), "{}", code.id());
        let verb = ["use-", "do-", "add-", "no-longer-", "must-", "should-"].iter().any(|verb| name.starts_with(verb));
        assert!(!verb, "`{}` commands; it is to name what is wrong", code.id());
        let summary = code.summary();
        assert!(summary.ends_with('.') && !summary.starts_with(char::is_lowercase), "{summary}");
    }
}

#[test]
fn every_rule_and_clause_of_the_pack_is_explained() {
    let pack = pack();
    for rule in &pack.rules {
        let text = explain::rule(&pack, rule, None, Language::English);
        assert!(text.starts_with(&rule.id) && text.contains("it means") && text.contains("why"), "{text}");
        assert!(!text.lines().any(|line| line.ends_with(' ')), "{text}");
    }
    for (index, clause) in pack.clauses.iter().enumerate() {
        let text = explain::clause(&pack, ClauseId(index as u32), Language::English);
        assert!(text.contains(&clause.statement) && text.contains("who checks it"), "{text}");
    }
}

fn read_back(language: Language) -> String {
    let mut sources = Sources::new();
    let trees = ["sample-bikes", "sample-registration"].map(|name| {
        let path = format!("{}/tests/cases/syntax/{name}.candor", env!("CARGO_MANIFEST_DIR"));
        let text = std::fs::read_to_string(path).expect("the sample is there");
        let file = sources.add(format!("{name}.candor"), text);
        parse(&sources, file).tree
    });
    let declared = Declared::new(&sources, &trees);
    let names: Vec<&str> = declared.names().collect();
    names
        .iter()
        .filter_map(|name| explain::declaration(&sources, &declared, name, language))
        .collect::<Vec<_>>()
        .join("\n")
}

#[test]
fn declarations_are_read_back_in_two_languages() {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("../cases/explain");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| {
        insta::assert_snapshot!("english", read_back(Language::English));
        insta::assert_snapshot!("chinese", read_back(Language::Chinese));
    });
}
