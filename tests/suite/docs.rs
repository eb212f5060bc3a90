//! What the documentation says of the program is so: tables and pages come from the code, sessions are run, samples are
//! checked, links lead somewhere.

pub(crate) mod commands;
pub(crate) mod page;
pub(crate) mod session;

mod facts;
mod generated;
mod words;

use std::collections::BTreeSet;
use std::fs;

use candor::analysis::{self, Options};
use candor::configuration;
use candor::diagnostic::{Code, Consequence};
use candor::format::format;
use candor::policy::pack::Pack;
use candor::report::{Filed, Format};
use candor::source::Sources;
use candor::syntax::words::{ClauseWord, Keyword};
use candor::trial;

use super::policy::{load_block, load_folder, plain};
use page::{blocks, head, place, read, row};

/// The tables that the pack of the small library adds to those of the program; it adds none.
const OWN_TABLES: &[&str] = &[];

fn library() -> Pack {
    load_folder(&place("docs/library/pack")).1.pack.expect("the pack of the library loads")
}

/// What stands in a generated part of the hand-written pages.
fn content(name: &str, old: &str) -> String {
    let words: Vec<&str> = name.split(' ').collect();
    match words.as_slice() {
        ["commands"] => commands::table(),
        ["formats"] => formats(old),
        ["clauses", "of", "flows"] => words::flows(old),
        ["clauses", "of", keyword] => words::clauses(Keyword::from_text(keyword).expect("a declaration"), old),
        ["closed", "lists"] => words::lists(),
        ["kinds"] => facts::kinds(),
        ["facts"] => facts::facts(),
        ["scales"] => facts::scales(),
        ["sorts"] => facts::sorts(),
        ["tables"] => facts::tables(&library(), OWN_TABLES, old),
        ["file", path] => fenced(path, &read(path)),
        ["rule", rule, "of", path] => fenced(path, &rule_of(&read(path), rule)),
        _ => panic!("nothing is generated under the name `{name}`"),
    }
}

/// The formats, each with what a person wrote of it.
fn formats(old: &str) -> String {
    let mut table = head(&["format", "where its columns count", "what it is for"]);
    for word in Format::words() {
        let columns = match Format::from_word(word) {
            Some(Format::Human | Format::Filed(Filed::Concise | Filed::Junit)) => "characters",
            Some(Format::Filed(Filed::Json | Filed::Jsonl)) => "characters; others beside them",
            Some(Format::Filed(Filed::Sarif | Filed::Github)) => "units of UTF-16",
            Some(Format::Filed(Filed::Rdjson)) => "bytes of UTF-8",
            Some(Format::Filed(Filed::Gitlab)) => "lines only",
            Some(Format::Filed(Filed::Html | Filed::Markdown | Filed::Csv | Filed::Xlsx | Filed::Docx)) => "characters",
            None => panic!("`{word}` is a format"),
        };
        let key = format!("`{word}`");
        table.push_str(&row(&[&key, columns, &page::kept(old, &key)]));
    }
    table
}

fn fenced(path: &str, text: &str) -> String {
    let tag = path.rsplit_once('.').map_or("text", |(_, ending)| ending);
    format!("```{tag}\n{}\n```", text.trim_end())
}

/// The entry of one rule in a file of rules.
fn rule_of(text: &str, rule: &str) -> String {
    let start = format!("- id: {rule}");
    let entry = text.lines().skip_while(|line| *line != start);
    let lines: Vec<&str> = entry
        .enumerate()
        .take_while(|(at, line)| *at == 0 || !line.starts_with("- id:"))
        .map(|(_, line)| line)
        .collect();
    assert!(!lines.is_empty(), "there is no rule `{rule}`");
    lines.join("\n")
}

#[cfg(target_os = "linux")]
fn holds_page(path: &str) {
    let filled = page::fill(&read(path), content);
    assert!(!filled.contains("TO BE WRITTEN"), "{path}: a row has no words of its own yet\n{filled}");
    page::holds(path, &session::replay(&filled));
}

#[cfg(target_os = "linux")]
#[test]
fn the_language_reference_is_current() {
    holds_page("docs/language.md");
}

#[cfg(target_os = "linux")]
#[test]
fn the_rule_reference_is_current() {
    holds_page("docs/rules.md");
}

#[cfg(target_os = "linux")]
#[test]
fn the_page_on_packs_is_current() {
    holds_page("docs/packs.md");
}

#[cfg(target_os = "linux")]
#[test]
fn the_page_on_formats_is_current() {
    holds_page("docs/formats.md");
}

#[cfg(target_os = "linux")]
#[test]
fn the_page_on_adoption_is_current() {
    holds_page("docs/adoption.md");
}

#[cfg(target_os = "linux")]
#[test]
fn the_page_on_verdicts_is_current() {
    holds_page("docs/verdicts.md");
}

#[cfg(target_os = "linux")]
#[test]
fn the_page_on_reviewing_is_current() {
    holds_page("docs/review.md");
}

#[cfg(target_os = "linux")]
#[test]
fn the_page_on_configuration_is_current() {
    holds_page("docs/configuration.md");
    let pack = load_folder(&place("policies/01ai-platform")).1.pack.expect("the pack loads");
    for block in blocks(&read("docs/configuration.md"), "yaml") {
        let mut sources = Sources::new();
        let file = sources.add(configuration::FILE_NAME, block);
        let (configuration, mut said) = configuration::read(&sources, file);
        said.extend(configuration::unknown_rules(&configuration, &[&pack]));
        assert_eq!(plain(&sources, &said), "");
    }
}

#[test]
fn samples_of_the_language_are_one_workspace_and_show_every_clause() {
    let pack = load_folder(&place("policies/01ai-platform")).1.pack.expect("the pack loads");
    let mut sources = Sources::new();
    for (number, block) in blocks(&read("docs/language.md"), "candor").into_iter().enumerate() {
        sources.add(format!("sample-{}.candor", number + 1), block);
    }
    for tree in analysis::read(&sources).0 {
        let (text, laid_out) = (&sources.file(tree.file).text, format(&sources, &tree));
        assert_eq!(laid_out.as_ref(), Some(text), "the sample is not in the one layout");
    }
    let analysis = analysis::analyze(&sources, &pack, &Options::default());
    let unchecked = |code: Code| code.consequence() == Consequence::Unchecked;
    let wrong: Vec<_> = analysis.diagnostics.into_iter().filter(|one| unchecked(one.code)).collect();
    assert_eq!(plain(&sources, &wrong), "");

    let shown: BTreeSet<(Keyword, ClauseWord)> = analysis::read(&sources)
        .0
        .iter()
        .flat_map(|tree| {
            let clauses = |item| tree.clauses(item).iter().map(|clause| clause.word);
            tree.items.iter().flat_map(move |item| clauses(item).map(|word| (item.keyword, word)))
        })
        .collect();
    // What verbs share is shown with one of them.
    let missing = |keyword: Keyword, word: ClauseWord| {
        let shares = |(other, shown): &(Keyword, ClauseWord)| other.is_flow() && keyword.is_flow() && *shown == word;
        !shown.contains(&(keyword, word)) && !shown.iter().any(shares)
    };
    let missing: Vec<String> = Keyword::ALL
        .iter()
        .flat_map(|keyword| keyword.clauses().iter().map(|rule| (*keyword, rule.word)))
        .filter(|(keyword, word)| missing(*keyword, *word))
        .map(|(keyword, word)| format!("{} {}", keyword.text(), word.text()))
        .collect();
    assert!(missing.is_empty(), "no sample shows {missing:?}");
}

#[test]
fn samples_of_packs_load() {
    for block in blocks(&read("docs/rules.md"), "yaml") {
        let (sources, mut loaded) = load_block(&block);
        // A sample keeps to its point, so it may leave examples out.
        loaded.diagnostics.retain(|diagnostic| diagnostic.code != Code::PackMissingExample);
        assert_eq!(plain(&sources, &loaded.diagnostics), "", "{block}");
    }
}

#[test]
fn the_pack_of_the_library_keeps_to_its_own_page() {
    let (sources, loaded) = load_folder(&place("docs/library/pack"));
    assert_eq!(plain(&sources, &loaded.diagnostics), "");
    let (Some(pack), Some(world)) = (loaded.pack, loaded.world) else { panic!("the pack has a clean world") };
    let trials = trial::run(&pack, &sources, world);
    assert!(trials.passed(), "{trials:#?}");
}

#[test]
fn links_lead_somewhere() {
    let pages = ["README.md", "CHANGELOG.md"].map(str::to_owned).into_iter();
    let docs = walkdir::WalkDir::new(place("docs")).into_iter().filter_map(Result::ok);
    let docs = docs.filter(|entry| entry.path().extension().is_some_and(|ending| ending == "md"));
    let docs = docs.map(|entry| {
        let path = entry.path().strip_prefix(place("")).expect("below the root").to_string_lossy().into_owned();
        path.replace('\\', "/")
    });
    for path in pages.chain(docs) {
        let text = fs::read_to_string(place(&path)).expect("the page can be read");
        for link in text.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
            let target = link.split('#').next().unwrap_or_default();
            let outside = link.starts_with("https://") || target.is_empty();
            let there = place(&path).parent().is_some_and(|folder| folder.join(target).exists());
            assert!(outside || there, "{path}: the link to `{link}` leads nowhere");
        }
    }
}
