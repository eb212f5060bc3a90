//! The invariants that the compiler does not hold inside one crate.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// The stages, lowest first. A stage names only stages before it.
const STAGES: [&str; 18] = [
    "fault",
    "source",
    "diagnostic",
    "syntax",
    "format",
    "model",
    "graph",
    "policy",
    "check",
    "analysis",
    "trial",
    "audit",
    "explain",
    "gate",
    "difference",
    "report",
    "configuration",
    "ide",
];

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// All files below a folder of the repository, by path relative to it, with their texts; those that are no text are
/// left out.
fn texts(folder: &str) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    let mut folders = vec![root().join(folder)];
    while let Some(folder) = folders.pop() {
        let Ok(entries) = fs::read_dir(&folder) else { continue };
        for entry in entries {
            let path = entry.expect("the folder can be read").path();
            let name = path.file_name().expect("an entry has a name").to_string_lossy().into_owned();
            if ["target", ".git", "node_modules"].contains(&name.as_str()) {
                continue;
            }
            if path.is_dir() {
                folders.push(path);
            } else if let Ok(text) = fs::read_to_string(&path) {
                found.insert(relative(&path), text);
            }
        }
    }
    found
}

fn relative(path: &Path) -> String {
    path.strip_prefix(root()).expect("it lies in the repository").to_string_lossy().replace('\\', "/")
}

fn rust(folder: &str) -> BTreeMap<String, String> {
    texts(folder).into_iter().filter(|(path, _)| path.ends_with(".rs")).collect()
}

/// Code without comments and without what is compiled for tests alone.
fn product_code(text: &str) -> String {
    let text = text.split("#[cfg(test)]").next().unwrap_or_default();
    text.lines().filter(|line| !line.trim_start().starts_with("//")).map(|line| format!("{line}\n")).collect()
}

/// The stage of a file of the library.
fn stage(path: &str) -> Option<&str> {
    let path = path.strip_prefix("src/")?;
    let stage = path.split(['/', '.']).next()?;
    (!["bin", "lib"].contains(&stage)).then_some(stage)
}

/// The modules of the crate that some code names, by their first word.
fn named_modules(code: &str) -> Vec<&str> {
    let mut names = Vec::new();
    for (place, _) in code.match_indices("crate::") {
        if code[..place].ends_with(|character: char| character.is_alphanumeric() || character == '_') {
            continue;
        }
        let rest = &code[place + "crate::".len()..];
        match rest.strip_prefix('{') {
            Some(group) => names.extend(first_words(group)),
            None => names.extend(rest.split(|character: char| !character.is_alphanumeric() && character != '_').next()),
        }
    }
    names
}

/// The first word of each part of `{a::b, c::{d, e}, f}`, of which `group` begins after the brace.
fn first_words(group: &str) -> Vec<&str> {
    let mut depth = 0;
    let mut words = Vec::new();
    let mut start = 0;
    for (place, character) in group.char_indices() {
        match character {
            '{' => depth += 1,
            '}' if depth == 0 => {
                words.push(&group[start..place]);
                break;
            }
            '}' => depth -= 1,
            ',' if depth == 0 => {
                words.push(&group[start..place]);
                start = place + 1;
            }
            _ => {}
        }
    }
    words
        .into_iter()
        .map(|part| part.trim().split("::").next().unwrap_or_default())
        .filter(|word| !word.is_empty())
        .collect()
}

#[test]
fn a_stage_names_only_earlier_stages() {
    let order = |stage: &str| STAGES.iter().position(|one| *one == stage);
    for (path, text) in rust("src") {
        let Some(here) = stage(&path) else { continue };
        let place = order(here).unwrap_or_else(|| panic!("`{path}` belongs to no stage"));
        for named in named_modules(&product_code(&text)) {
            let other = order(named).unwrap_or_else(|| panic!("`{path}` names `{named}`, which is no stage"));
            assert!(other <= place, "`{path}` names `{named}`, which comes after `{here}`");
        }
    }
}

#[test]
fn the_library_lists_its_stages_in_their_order() {
    let text = fs::read_to_string(root().join("src/lib.rs")).expect("the library has a root");
    let listed: Vec<&str> = text.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';')).collect();
    let expected: Vec<&str> = STAGES.into_iter().filter(|stage| listed.contains(stage)).collect();
    assert_eq!(listed, expected);
}

/// An outside crate and the modules that may name it.
struct Dependency {
    name: String,
    owners: Vec<String>,
}

/// The dependencies of `Cargo.toml`, each with the owners in the comment at its line or above it: `# bin: what for`.
fn dependencies() -> Vec<Dependency> {
    let manifest = fs::read_to_string(root().join("Cargo.toml")).expect("the manifest is there");
    let (_, rest) = manifest.split_once("[dependencies]\n").expect("there are dependencies");
    let mut above = String::new();
    let mut found = Vec::new();
    for line in rest.lines().take_while(|line| !line.starts_with('[')) {
        if let Some(comment) = line.strip_prefix('#') {
            above = if above.is_empty() { comment.to_owned() } else { above };
            continue;
        }
        if let Some((name, value)) = line.split_once(" = ") {
            let comment = value.rsplit_once('#').map_or(above.as_str(), |(_, comment)| comment);
            let (owners, _) = comment.split_once(':').unwrap_or_else(|| panic!("nobody owns `{name}`"));
            let owners = owners.replace(" and ", ", ").split(", ").map(|owner| owner.trim().to_owned()).collect();
            found.push(Dependency { name: name.replace('-', "_"), owners });
        }
        above.clear();
    }
    found
}

fn names_crate(code: &str, name: &str) -> bool {
    let path = format!("{name}::");
    code.match_indices(&path).any(|(place, _)| {
        !code[..place].ends_with(|character: char| character.is_alphanumeric() || "_:.".contains(character))
    }) || code.contains(&format!("extern crate {name}"))
}

fn is_owner(owner: &str, path: &str) -> bool {
    let owned = format!("src/{owner}");
    owner == "everywhere" || path.strip_prefix(&owned).is_some_and(|rest| rest.starts_with(['/', '.']))
}

#[test]
fn each_outside_crate_has_its_owners() {
    let files = rust("src");
    for dependency in dependencies() {
        for (path, text) in &files {
            let named = names_crate(&product_code(text), &dependency.name);
            let owned = dependency.owners.iter().any(|owner| is_owner(owner, path));
            assert!(!named || owned, "`{path}` names `{}`, which belongs to {:?}", dependency.name, dependency.owners);
        }
    }
}

#[test]
fn every_file_says_first_what_it_is() {
    for folder in ["src", "tests", "benches"] {
        for (path, text) in rust(folder) {
            assert!(text.starts_with("//! "), "`{path}` does not open with a line about itself");
        }
    }
}

#[test]
fn product_code_cannot_panic_by_a_word() {
    for (path, text) in rust("src") {
        let code = product_code(&text);
        for word in [".unwrap()", ".expect(\"", "panic!(", "unreachable!(", "todo!(", "unimplemented!("] {
            assert!(!code.contains(word), "`{path}` says `{word}`");
        }
    }
}

#[test]
fn nothing_promises_more_than_was_seen() {
    let word = concat!("compli", "ant");
    for folder in ["src", "policies", "examples", "grammar"] {
        for (path, text) in texts(folder) {
            assert!(!text.to_lowercase().contains(word), "`{path}` says `{word}`");
        }
    }
}

/// The project speaks for itself: whoever reads it has nothing but this repository.
#[test]
fn nothing_points_out_of_the_repository() {
    let outside = [
        concat!("../", "shared"),
        concat!("shared/", "design"),
        concat!("/work", "/"),
        concat!("/root", "/"),
        concat!("/home", "/"),
        concat!("interfaces", ".md"),
        concat!("semantics", ".md"),
        concat!("rules-", "reference"),
        concat!("draft", "-pack"),
    ];
    for (path, text) in texts("") {
        for word in outside {
            assert!(path == "Cargo.lock" || !text.contains(word), "`{path}` says `{word}`");
        }
    }
}

/// What somebody leaves for later is done or left out.
#[test]
fn nothing_is_left_for_later() {
    for (path, text) in rust("src") {
        for word in [concat!("TO", "DO"), concat!("FIX", "ME"), concat!("X", "XX")] {
            assert!(!text.contains(word), "`{path}` says `{word}`");
        }
    }
}

#[test]
fn no_drawer_holds_what_has_no_place() {
    for path in rust("src").keys() {
        let drawer =
            path.split(['/', '.']).any(|part| ["utils", "util", "helper", "helpers", "common", "misc"].contains(&part));
        assert!(!drawer, "`{path}` is a drawer");
    }
}
