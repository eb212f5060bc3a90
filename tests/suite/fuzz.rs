//! Hostile input, without a fuzzer: what the repository holds, changed at random from a fixed seed, for a few seconds a kind.
//! Nothing may panic, hang, or take memory without bound. `CANDOR_FUZZ_SECONDS` runs it longer, `CANDOR_FUZZ_SEED` otherwise.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

#[path = "../../fuzz/inputs.rs"]
mod inputs;

use crate::syntax::Numbers;

/// The longest that one input may take, on a busy machine and without optimisation.
const LONGEST: Duration = Duration::from_secs(60);

/// What breaks readers.
const PIECES: &[&str] = &[
    "",
    " ",
    "\n",
    "\r\n",
    "\t",
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "\"",
    "'",
    "#",
    "##",
    "-",
    "- ",
    "|",
    ">",
    "&a ",
    "*a",
    "<<: *a",
    "!!str ",
    "%",
    "@",
    "`",
    "\\",
    "\\n",
    "\u{feff}",
    "\u{200b}",
    "\u{202e}",
    "手机号",
    "“",
    "，",
    "🗄",
    "e\u{301}",
    "0",
    "-1",
    "99999999999999999999",
    "1e999",
    "2026-02-30",
    "0000-00-00",
    "null",
    "~",
    "true",
    "all",
    "nothing",
    "module",
    "within",
    "of",
    "under",
    "with",
    "not (",
    "(",
    ")",
    "and",
    "or",
    "every",
    "no",
    "some",
    "has",
    "is",
    "reaches",
    "without passing",
];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn setting(name: &str, default: u64) -> u64 {
    std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(default)
}

/// Files of some folders with an ending, by path.
fn files(folders: &[&str], ending: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut waiting: Vec<PathBuf> = folders.iter().map(|folder| root().join(folder)).collect();
    while let Some(folder) = waiting.pop() {
        for entry in fs::read_dir(&folder).expect("the folder is there") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                waiting.push(path);
            } else if path.to_string_lossy().ends_with(ending) {
                let text = fs::read_to_string(&path).expect("it is text");
                found.push((path.to_string_lossy().into_owned(), text));
            }
        }
    }
    found.sort();
    found
}

fn flow_files() -> Vec<String> {
    files(&["examples", "docs", "tests/cases"], ".candor").into_iter().map(|(_, text)| text).collect()
}

/// The files of small packs, each below the name that it has in a pack.
fn pack_files() -> Vec<String> {
    let named = |(path, text): (String, String)| {
        let name = path.rsplit_once("pack/").map_or("rules/more.yaml", |(_, name)| name);
        format!("{name}\n{text}")
    };
    files(&["docs/library/pack", "tests/cases/conformance/pack"], ".yaml").into_iter().map(named).collect()
}

fn sentences() -> Vec<String> {
    let texts = files(&["policies", "docs/library/pack", "tests/cases/conformance/pack"], ".yaml");
    let lines = texts.iter().flat_map(|(_, text)| text.lines()).filter_map(|line| line.trim().strip_prefix("- "));
    let sentences =
        lines.filter(|line| [" has ", " is ", " states ", " reaches "].iter().any(|verb| line.contains(verb)));
    sentences.map(str::to_owned).collect()
}

fn configurations() -> Vec<String> {
    let mut texts: Vec<String> =
        files(&["examples", "docs"], "candor.yaml").into_iter().map(|(_, text)| text).collect();
    texts.push("policies: [a]\ninclude: [\"x/**\"]\nexclude: [\"y\"]\nfail-on: warning\nseverity:\n  a/b: {off: \"c\"}\nreport: {format: json}\n".to_owned());
    texts
}

/// What `check` saves of small workspaces, on one line and laid out.
fn saved() -> Vec<String> {
    let mut texts = Vec::new();
    for folder in ["docs/library/product", "examples/two-policies"] {
        let run = crate::program::here(&["check", folder, "--as-of", "2026-06-01", "--format", "json"]);
        let value: serde_json::Value = serde_json::from_str(&run.out).expect("results are JSON");
        texts.extend([value.to_string(), run.out]);
    }
    texts
}

/// A place between two characters.
fn place(text: &str, numbers: &mut Numbers) -> usize {
    let mut place = numbers.below(text.len() + 1);
    while !text.is_char_boundary(place) {
        place -= 1;
    }
    place
}

fn changed(corpus: &[String], numbers: &mut Numbers) -> String {
    let mut text = corpus[numbers.below(corpus.len())].clone();
    for _ in 0..=numbers.below(4) {
        change(&mut text, corpus, numbers);
    }
    text
}

fn change(text: &mut String, corpus: &[String], numbers: &mut Numbers) {
    let (one, other) = (place(text, numbers), place(text, numbers));
    let (start, end) = (one.min(other), one.max(other));
    let wanted = start + numbers.below(24);
    let near = (wanted..text.len()).find(|at| text.is_char_boundary(*at)).unwrap_or(text.len());
    match numbers.below(7) {
        0 => text.insert_str(start, PIECES[numbers.below(PIECES.len())]),
        1 => text.replace_range(start..near, PIECES[numbers.below(PIECES.len())]),
        2 => text.replace_range(start..near, ""),
        3 => text.replace_range(start..end, ""),
        4 => {
            let copied = text[start..near].repeat(1 + numbers.below(40));
            text.insert_str(end, &copied);
        }
        5 => {
            let donor = &corpus[numbers.below(corpus.len())];
            let (from, to) = (place(donor, numbers), place(donor, numbers));
            text.insert_str(start, &donor[from.min(to)..from.max(to)]);
        }
        _ => {
            let lines: Vec<&str> = text.lines().collect();
            if lines.len() > 1 {
                let (left, right) = (numbers.below(lines.len()), numbers.below(lines.len()));
                let mut lines = lines;
                lines.swap(left, right);
                *text = lines.join("\n");
            }
        }
    }
}

/// Tries changed inputs until the time is over, each announced before and after.
fn work(corpus: &[String], seed: u64, until: Instant, current: &Mutex<String>, told: &Sender<()>, of: fn(&str)) {
    let mut numbers = Numbers::new(seed);
    while Instant::now() < until {
        attempt(changed(corpus, &mut numbers), current, told, of);
    }
}

fn attempt(text: String, current: &Mutex<String>, told: &Sender<()>, of: fn(&str)) {
    current.lock().expect("no thread broke while it held this").clone_from(&text);
    of(&text);
    told.send(()).expect("somebody waits");
}

fn run(kind: &'static str, corpus: Vec<String>, of: fn(&str)) {
    assert!(!corpus.is_empty(), "there is nothing to begin from");
    let seed = setting("CANDOR_FUZZ_SEED", 0x9e37_79b9_7f4a_7c15);
    let until = Instant::now() + Duration::from_secs(setting("CANDOR_FUZZ_SECONDS", 2));
    let current = Arc::new(Mutex::new(String::new()));
    let (told, heard) = channel();
    let shared = Arc::clone(&current);
    let worker = thread::spawn(move || work(&corpus, seed, until, &shared, &told, of));
    let mut count = 0_u32;
    let ended = loop {
        match heard.recv_timeout(LONGEST) {
            Ok(()) => count += 1,
            Err(RecvTimeoutError::Disconnected) => break worker.join().is_ok(),
            Err(RecvTimeoutError::Timeout) => break false,
        }
    };
    if !ended {
        let text = current.lock().unwrap_or_else(|broken| broken.into_inner()).clone();
        let folder = root().join("target/fuzz");
        fs::create_dir_all(&folder).expect("folders can be made");
        let path = folder.join(kind);
        fs::write(&path, &text).expect("a file can be written");
        panic!("input {count} of the seed {seed} breaks it or takes too long: {}\n{text}", path.display());
    }
    println!("{kind}: {count} inputs");
    assert!(count > 5, "only {count} inputs were tried");
}

#[test]
fn flow_files_may_be_anything() {
    run("flows", flow_files(), inputs::flows);
}

#[test]
fn packs_may_be_anything() {
    run("pack", pack_files(), inputs::pack);
}

#[test]
fn sentences_may_be_anything() {
    run("sentence", sentences(), inputs::sentence);
}

#[test]
fn saved_results_may_be_anything() {
    run("results", saved(), inputs::results);
}

#[test]
fn configurations_may_be_anything() {
    run("configuration", configurations(), inputs::configuration);
}
