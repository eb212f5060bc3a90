//! Nothing wrong is let through in silence: a table of ways in which tools of this kind pass what they did not check. Each
//! changes one thing in a clean workspace or its pack, runs the program, and must get a message and an exit status that is
//! not 0. What a case may say stands in `tests/cases/fail-closed/README.md`.

use std::fs;
use std::path::{Path, PathBuf};

use crate::program::Scratch;

/// A case: its name, and the lines below it.
struct Case<'t> {
    name: &'t str,
    lines: Vec<&'t str>,
}

fn folder(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

fn cases(text: &str) -> Vec<Case<'_>> {
    let blocks = text.split("\n=== ").skip(1);
    blocks
        .map(|block| {
            let mut lines = block.lines();
            Case { name: lines.next().unwrap_or_default(), lines: lines.collect() }
        })
        .collect()
}

impl Case<'_> {
    fn values(&self, key: &str) -> Vec<&str> {
        let prefix = format!("{key}: ");
        let head = self.lines.iter().take_while(|line| !line.starts_with("--- "));
        head.filter_map(|line| line.strip_prefix(prefix.as_str())).collect()
    }

    fn value(&self, key: &str) -> &str {
        let values = self.values(key);
        assert_eq!(values.len(), 1, "`{}` says `{key}` once", self.name);
        values[0]
    }

    /// Makes the changes, one after another.
    fn change(&self, scratch: &Scratch) {
        let mut lines = self.lines.iter().skip_while(|line| !line.starts_with("--- ")).peekable();
        while let Some(line) = lines.next() {
            let (verb, rest) = line.trim_start_matches("--- ").split_once(' ').expect("a change has a verb");
            let mut body = String::new();
            while let Some(line) = lines.next_if(|line| !line.starts_with("--- ")) {
                body += &format!("{line}\n");
            }
            self.apply(scratch, verb, rest, &body);
        }
    }

    fn apply(&self, scratch: &Scratch, verb: &str, rest: &str, body: &str) {
        match verb {
            "new" => drop(scratch.write(rest, body.trim_end())),
            "add" => drop(scratch.write(rest, scratch.read(rest) + body)),
            "escaped" => drop(scratch.write(rest, bytes(body.trim_end()))),
            "remove" => {
                let path = scratch.path().join(rest);
                let removed = if path.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) };
                removed.unwrap_or_else(|error| panic!("`{}` removes `{rest}`: {error}", self.name));
            }
            "link" => {
                let (link, target) = rest.split_once(" -> ").expect("a link leads somewhere");
                symlink(target, &scratch.path().join(link));
            }
            "edit" => {
                let (path, edit) = rest.split_once(": ").expect("an edit names a file");
                let (old, new) =
                    edit.split_once(" => ").or(edit.split_once(" =>")).expect("an edit says what for what");
                let (old, new) = (old.replace("\\n", "\n"), new.replace("\\n", "\n"));
                let text = scratch.read(path);
                assert!(text.contains(&old), "`{}` finds no `{old}` in `{path}`", self.name);
                scratch.write(path, text.replacen(&old, &new, 1));
            }
            _ => panic!("`{}` has no change `{verb}`", self.name),
        }
    }
}

/// A text in which `\xNN` is a byte.
fn bytes(text: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("\\x") {
        bytes.extend_from_slice(before.as_bytes());
        bytes.push(u8::from_str_radix(&after[..2], 16).expect("a byte has two digits"));
        rest = &after[2..];
    }
    bytes.extend_from_slice(rest.as_bytes());
    bytes
}

#[cfg(unix)]
fn symlink(target: &str, link: &Path) {
    std::os::unix::fs::symlink(target, link).expect("a link can be made");
}

#[cfg(not(unix))]
fn symlink(_: &str, _: &Path) {}

/// The workspace that all cases change: a library that keeps its promise, and the pack with the promise.
fn clean() -> Scratch {
    let scratch = Scratch::new();
    let pack = folder("docs/library/pack");
    for part in ["", "rules"] {
        for entry in fs::read_dir(pack.join(part)).expect("the pack is there") {
            let path = entry.expect("an entry").path();
            let name = path.strip_prefix(&pack).expect("it lies in the pack").to_string_lossy().into_owned();
            if path.is_file() {
                let text = fs::read_to_string(&path).expect("a pack is text");
                let place = if name == "world.candor" { "product/flows.candor" } else { &format!("pack/{name}") };
                scratch.write(place, &text);
                scratch.write(&format!("pack/{name}"), &text);
            }
        }
    }
    scratch.write("product/candor.yaml", "policies: [../pack]\n");
    for document in ["contracts/mailing-house.md", "docs/disk-lock.md"] {
        scratch.write(&format!("product/{document}"), "here\n");
    }
    scratch
}

/// A text without the breaks of lines and the bars that a drawn message begins its lines with.
fn flat(text: &str) -> String {
    text.split_whitespace().filter(|word| *word != "│").collect::<Vec<_>>().join(" ")
}

/// What is wrong with a case; nothing if it comes out as it says.
fn failure(case: &Case) -> Option<String> {
    let scratch = clean();
    case.change(&scratch);
    let arguments: Vec<&str> = case.value("run").split(' ').collect();
    let run = scratch.run(&arguments);
    let code: i32 = case.value("exit").parse().expect("an exit status is a number");
    let says = case.values("says");
    assert!(!says.is_empty(), "`{}` says what is said", case.name);
    let all = flat(&format!("{}\n{}", run.out, run.err));
    let missing: Vec<&&str> = says.iter().filter(|said| !all.contains(&flat(said))).collect();
    let right = run.code == code && missing.is_empty();
    (!right).then(|| format!("=== {}\nexit {}, missing {missing:?}\n{}{}", case.name, run.code, run.out, run.err))
}

fn all_come_out(file: &str, at_least: usize) {
    let text = fs::read_to_string(folder("tests/cases/fail-closed").join(file)).expect("the cases are there");
    let cases = cases(&text);
    assert!(cases.len() >= at_least, "{file} has {} cases", cases.len());
    let passing: Vec<&str> = cases.iter().filter(|case| case.value("exit") == "0").map(|case| case.name).collect();
    assert!(passing.iter().all(|name| name.contains("the only one that must pass")), "these pass: {passing:?}");
    let failures: Vec<String> = cases.iter().filter_map(failure).collect();
    assert!(failures.is_empty(), "{} of {}:\n{}", failures.len(), cases.len(), failures.join("\n"));
}

#[test]
fn misspelt_words_are_named() {
    all_come_out("words.txt", 35);
}

#[test]
fn what_is_not_read_is_said() {
    all_come_out("workspaces.txt", 35);
}

#[test]
fn a_pack_that_says_something_else_is_refused() {
    all_come_out("packs.txt", 35);
}

#[test]
fn what_is_left_unsaid_does_not_pass() {
    all_come_out("meaning.txt", 40);
}
