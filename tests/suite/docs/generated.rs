//! A page for each rule and each code, with their indexes.

use std::collections::BTreeMap;
use std::fs;

use candor::diagnostic::{Code, Consequence};
use candor::explain::{self, Scene};
use candor::policy::pack::Pack;
use candor::policy::rule::Rule;

use super::page::{head, holds, place, renewing, row};
use crate::policy::load_folder;

/// Holds that the folder has exactly these pages, or renews it.
fn holds_folder(folder: &str, pages: &BTreeMap<String, String>) {
    for (name, text) in pages {
        holds(&format!("{folder}/{name}"), text);
    }
    for entry in walkdir::WalkDir::new(place(folder)).into_iter().filter_map(Result::ok) {
        let name = entry.path().strip_prefix(place(folder)).expect("below the folder").display().to_string();
        if entry.path().is_file() && !pages.contains_key(&name) {
            assert!(renewing(), "{folder}/{name} is about nothing; `INSTA_UPDATE=always cargo test` takes it away");
            fs::remove_file(entry.path()).expect("the page can be taken away");
        }
    }
}

#[test]
fn every_rule_has_its_page() {
    let mut pages = BTreeMap::new();
    let mut index =
        "# Rules\n\nA page for each rule of the embedded packs, as `candor explain RULE` tells it.\n".to_owned();
    let mut folders: Vec<_> = fs::read_dir(place("policies")).expect("there are packs").flatten().collect();
    folders.sort_by_key(fs::DirEntry::path);
    for folder in folders {
        let (sources, loaded) = load_folder(&folder.path());
        let pack = loaded.pack.expect("the pack loads");
        let scene = loaded.world.map(|world| Scene { sources: &sources, world });
        index.push_str(&format!("\n## {} {}: {}\n\n", pack.id, pack.version, pack.title));
        index.push_str(&head(&["rule", "what it demands", "clauses"]));
        for rule in &pack.rules {
            let name = format!("{}/{}.md", pack.id, rule.id.replace('/', "-"));
            let clauses: Vec<&str> = rule.clauses.iter().map(|id| pack.clause_of(*id).id.as_str()).collect();
            index.push_str(&row(&[&format!("[`{}`]({name})", rule.id), &rule.title, &clauses.join(", ")]));
            pages.insert(name, rule_page(&pack, rule, scene));
        }
    }
    pages.insert("README.md".to_owned(), index);
    holds_folder("docs/rules", &pages);
}

/// What `candor explain RULE` prints, as Markdown. Who has signed is left out: that is for the moment to say.
fn rule_page(pack: &Pack, rule: &Rule, scene: Option<Scene>) -> String {
    let told = explain::rule(pack, rule, scene, candor::diagnostic::Language::English);
    let pack = format!("{} {}", pack.id, pack.version);
    let mut page = format!("# `{}`\n\n{}. A rule of [{pack}](../README.md).\n", rule.id, rule.title);
    for (heading, lines) in sections(&told).into_iter().filter(|(heading, _)| *heading != "signed") {
        page.push_str(&format!("\n## {}\n\n{}", capital(heading), section_body(heading, &lines)));
    }
    page
}

/// The headings of what `candor explain` prints, each with the lines that are set in below it.
fn sections(told: &str) -> Vec<(&str, Vec<&str>)> {
    let mut sections: Vec<(&str, Vec<&str>)> = Vec::new();
    for line in told.lines().skip(1) {
        match (line.strip_prefix("  "), sections.last_mut()) {
            (None, _) if !line.is_empty() => sections.push((line, Vec::new())),
            (said, Some((_, lines))) => lines.push(said.unwrap_or_default()),
            (_, None) => {}
        }
    }
    for (_, lines) in &mut sections {
        while lines.last().is_some_and(|line| line.is_empty()) {
            lines.pop();
        }
    }
    sections
}

fn section_body(heading: &str, lines: &[&str]) -> String {
    match heading {
        "it means" => format!("```text\n{}\n```\n", lines.join("\n")),
        "avoid" | "prefer" => format!("```candor\n{}\n```\n", lines.join("\n")),
        "what excuses from it" => lines.iter().map(|line| nested(line)).collect(),
        "why" => format!("{}\n", lines.join("\n")),
        _ => {
            let items = lines.iter().filter(|line| !line.is_empty() && !line.starts_with(' '));
            items.map(|line| format!("- {line}\n")).collect()
        }
    }
}

/// An exception as an item, and what it asks for as items below it.
fn nested(line: &str) -> String {
    match line.strip_prefix("- ").or_else(|| line.strip_prefix("  ")) {
        Some(asked) => format!("  - {asked}\n"),
        None => format!("- {line}\n"),
    }
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

#[test]
fn every_code_has_its_page() {
    let mut pages = BTreeMap::new();
    let mut index = "# Codes\n\nA page for each thing that the program says by itself, whatever the pack, as `candor explain CODE` \
                     tells it. What *leaves things unchecked* ends the run with status 2.\n"
        .to_owned();
    let mut stage = "";
    for code in Code::ALL {
        let (of, _) = code.id().split_once('/').expect("a code is `stage/name`");
        if of != stage {
            stage = of;
            index.push_str(&format!("\n## {stage}\n\n{}", head(&["code", "severity", "what it means"])));
        }
        let name = format!("{}.md", code.id().replace('/', "-"));
        index.push_str(&row(&[&format!("[`{}`]({name})", code.id()), code.severity().word(), code.summary()]));
        pages.insert(name, code_page(*code));
    }
    pages.insert("README.md".to_owned(), index);
    holds_folder("docs/codes", &pages);
}

fn code_page(code: Code) -> String {
    let consequence = match code.consequence() {
        Consequence::Unchecked => "it leaves things unchecked (exit status 2)",
        Consequence::Finding => "it counts like a rule's finding",
    };
    let (heading, rest) = code.page().split_once('\n').expect("a page begins with its heading");
    format!("{heading}\n\nSeverity: {}; {consequence}. [All codes](README.md)\n{rest}", code.severity().word())
}
