//! Policy packs: every pack of the repository loads, and every mistake in one is said plainly.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use candor::diagnostic::{Code, Diagnostic, Language};
use candor::policy::pack::Pack;
use candor::policy::rule::Condition;
use candor::policy::{self, Loaded};
use candor::source::{FileId, Sources, Span};

pub(super) fn folder(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

fn files_below(folder: &Path) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = walkdir::WalkDir::new(folder)
        .into_iter()
        .map(|entry| entry.expect("the folder can be read").into_path())
        .filter(|path| path.is_file())
        .collect();
    files.sort();
    files
}

fn read_folder(folder: &Path) -> (Sources, Vec<FileId>) {
    let mut sources = Sources::new();
    let mut files = Vec::new();
    for path in files_below(folder) {
        let name = path.strip_prefix(folder).expect("below the folder").to_string_lossy().replace('\\', "/");
        files.push(sources.add(name, std::fs::read_to_string(&path).expect("the file can be read")));
    }
    (sources, files)
}

pub(super) fn load_folder(folder: &Path) -> (Sources, Loaded) {
    let (sources, files) = read_folder(folder);
    let loaded = policy::load(&sources, &files);
    (sources, loaded)
}

/// Diagnostics as plain text, one a paragraph.
pub(super) fn plain(sources: &Sources, diagnostics: &[Diagnostic]) -> String {
    let mut out = String::new();
    for diagnostic in diagnostics {
        let place = diagnostic.span().map(|span| sources.place(span)).unwrap_or_default();
        let word = diagnostic.severity.word();
        writeln!(out, "{place}: {word}[{}]: {}", diagnostic.code.id(), diagnostic.message.english()).expect("a string");
        for label in &diagnostic.labels {
            let text = sources.text(label.span).lines().next().unwrap_or_default();
            writeln!(out, "  {text:?}: {}", label.text.english()).expect("a string");
        }
        if let Some(help) = &diagnostic.help {
            writeln!(out, "  help: {}", help.english()).expect("a string");
        }
    }
    out
}

#[test]
fn every_pack_loads() {
    for entry in std::fs::read_dir(folder("policies")).into_iter().flatten() {
        let path = entry.expect("the folder can be read").path();
        if path.is_dir() {
            let (sources, loaded) = load_folder(&path);
            let said = plain(&sources, &loaded.diagnostics);
            assert!(loaded.pack.is_some() && said.is_empty(), "{}:\n{said}", path.display());
        }
    }
}

#[test]
fn the_base_pack_of_the_cases_loads() {
    let (sources, loaded) = load_folder(&folder("tests/cases/policy/base"));
    assert_eq!(plain(&sources, &loaded.diagnostics), "");
}

/// The files of a page's block: each begins with a comment that names it.
fn files_of(block: &str) -> Vec<(String, String)> {
    let mut files: Vec<(String, String)> = Vec::new();
    for line in block.lines() {
        match (line.strip_prefix("# ").filter(|name| name.ends_with(".yaml")), files.last_mut()) {
            (Some(name), _) => files.push((name.to_owned(), String::new())),
            (None, Some((_, text))) => writeln!(text, "{line}").expect("a string"),
            (None, None) => panic!("a block begins with the name of a file"),
        }
    }
    files
}

fn blocks_of(page: &str) -> Vec<&str> {
    page.split("```yaml\n").skip(1).filter_map(|rest| rest.split("```").next()).collect()
}

/// Loads a block over the header, vocabulary and clauses of the base pack.
pub(super) fn load_block(block: &str) -> (Sources, Loaded) {
    let mut sources = Sources::new();
    let mut files = Vec::new();
    let given = files_of(block);
    for name in ["pack.yaml", "vocabulary.yaml", "clauses.yaml"] {
        if !given.iter().any(|(file, _)| file == name) {
            let path = folder("tests/cases/policy/base").join(name);
            files.push(sources.add(name, std::fs::read_to_string(path).expect("the file can be read")));
        }
    }
    files.extend(given.into_iter().map(|(name, text)| sources.add(name, text)));
    let loaded = policy::load(&sources, &files);
    (sources, loaded)
}

#[test]
fn each_page_shows_its_code_and_the_cure() {
    for code in Code::ALL.iter().filter(|code| code.id().starts_with("pack/")) {
        let blocks = blocks_of(code.page());
        let [bad, good] = blocks.as_slice() else { panic!("{}: a page has two blocks", code.id()) };
        for (block, expected) in [(bad, vec![*code]), (good, vec![])] {
            let (sources, loaded) = load_block(block);
            let said = plain(&sources, &loaded.diagnostics);
            // Most pages show rules without their examples, to keep to the point.
            let mut found: Vec<Code> = loaded.diagnostics.iter().map(|diagnostic| diagnostic.code).collect();
            found.retain(|found| *found != Code::PackMissingExample || *code == Code::PackMissingExample);
            found.dedup();
            assert_eq!(found, expected, "{}:\n{block}\n{said}", code.id());
        }
    }
}

/// The base pack with one exception of a kind, which stands on one sentence.
fn load_sentence(kind: &str, sentence: &str) -> (Sources, Loaded) {
    let first = "asked-first: {of: flow, clauses: [1-c], when: [flow has consent at least explicit]}";
    load_block(&format!(
        "# patterns.yaml\nexceptions:\n  {first}\n  tried:\n    of: {kind}\n    clauses: [1-c]\n    when:\n      - {sentence}\n"
    ))
}

/// What is said of the sentences of the cases.
pub(super) fn refused_sentences() -> Vec<Diagnostic> {
    let cases = std::fs::read_to_string(folder("tests/cases/policy/sentences.txt")).expect("the cases can be read");
    let split = cases.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once(": "));
    split.flat_map(|(kind, sentence)| load_sentence(kind, sentence).1.diagnostics).collect()
}

#[test]
fn sentences_are_read_or_refused_plainly() {
    let cases = std::fs::read_to_string(folder("tests/cases/policy/sentences.txt")).expect("the cases can be read");
    let mut out = String::new();
    for line in cases.lines().filter(|line| !line.starts_with('#')) {
        let (kind, sentence) = line.split_once(": ").expect("a kind and a sentence");
        let (sources, loaded) = load_sentence(kind, sentence);
        writeln!(out, "{sentence}").expect("a string");
        for diagnostic in &loaded.diagnostics {
            let span = diagnostic.span().expect("a place");
            let at = sources.file(span.file).position(span.start).column as usize - "      - ".len() - 1;
            let marks = "^".repeat(sources.text(span).chars().count());
            let label = diagnostic.labels[0].text.english();
            writeln!(out, "{:at$}{marks} {label}\n  {}: {}", "", diagnostic.code.id(), diagnostic.message.english())
                .expect("a string");
            if let Some(help) = &diagnostic.help {
                writeln!(out, "  help: {}", help.english()).expect("a string");
            }
        }
        if loaded.diagnostics.is_empty() {
            writeln!(out, "  read").expect("a string");
        }
        out.push('\n');
    }
    insta::assert_snapshot!(out);
}

fn codes_of(block: &str) -> Vec<&'static str> {
    load_block(block).1.diagnostics.iter().map(|diagnostic| diagnostic.code.id()).collect()
}

#[test]
fn hostile_yaml_is_refused_at_its_place() {
    let bomb: String = (1..9)
        .map(|level| {
            let above = vec![format!("*a{}", level - 1); 10].join(", ");
            format!("a{level}: &a{level} [{above}]\n")
        })
        .collect();
    assert_eq!(codes_of(&format!("# tables.yaml\na0: &a0 [x, x]\n{bomb}")), ["pack/unknown-key"]);
    let deep = format!("# vocabulary.yaml\ndata:\n  tree: {{r: {}x{}}}\n", "[".repeat(5_000), "]".repeat(5_000));
    assert_eq!(codes_of(&deep), ["pack/unreadable-yaml"]);
    let aliases = format!("# vocabulary.yaml\ndata:\n  tree: {{r: [&w word, {}]}}\n", vec!["*w"; 5_000].join(", "));
    assert_eq!(codes_of(&aliases), ["pack/unreadable-yaml"]);
    assert_eq!(codes_of("# tables.yaml\ntables: {}\ntables: {}\n"), ["pack/repeated-name"]);
    assert_eq!(codes_of("# tables.yaml\nbase: &b {tables: {}}\n<<: *b\n"), ["pack/unknown-key"]);
    assert_eq!(codes_of("# tables.yaml\ntables: {grounds: !secret {rows: []}}\n"), ["pack/unreadable-yaml"]);
    assert_eq!(codes_of("# tables.yaml\ntables: {}\n---\ntables: {}\n"), ["pack/unreadable-yaml"]);
    let large = format!("# tables.yaml\ntables: {{}}\n#{}\n", "x".repeat(5 << 20));
    assert_eq!(codes_of(&large), ["pack/unreadable-yaml"]);
}

#[test]
fn an_empty_value_is_never_taken_for_one_that_says_something() {
    let rule = |when: &str| {
        format!("# patterns.yaml\nexceptions:\n  tried:\n    of: use\n    clauses: [1-c]\n    when:{when}\n")
    };
    assert_eq!(codes_of(&rule("\n      - use has feature")), [""; 0]);
    for empty in [
        "",
        " []",
        " ~",
        "\n      -",
        "\n      - {any of: []}",
        " use has feature",
        "\n      - {some of: [use has feature]}",
    ] {
        assert_eq!(codes_of(&rule(empty)), ["pack/wrong-value"], "{empty:?}");
    }
}

#[test]
fn a_mistake_is_marked_in_every_style_of_scalar() {
    for (sentence, marked) in [
        ("use has purpoes service", "purpoes"),
        ("'use has purpoes service'", "purpoes"),
        ("\"use has purpoes service\"", "purpoes"),
        ("use has\n        purpoes service", "purpoes"),
        (">-\n        use has\n        purpoes service", "purpoes"),
        ("|\n        use has purpoes service", "purpoes"),
    ] {
        let (sources, loaded) = load_sentence("use", sentence);
        let span = loaded.diagnostics[0].span().expect("a place");
        assert_eq!(sources.text(span), marked, "{sentence}");
    }
}

#[test]
fn mistakes_of_all_files_are_reported_at_once() {
    let block = "# clauses.yaml\nclauses:\n  - {id: 1-a, statement: A., modality: duty, check: static, severity: grave}\n\
                 # tables.yaml\ntables:\n  sensitive: {rows: [{clause: 9-z, data: [nothing-such]}]}\n\
                 # patterns.yaml\nexceptions:\n  tried: {of: thing, clauses: [1-a], when: [use has feature]}\n";
    let found = codes_of(block);
    for code in ["pack/wrong-value", "pack/unknown-clause", "pack/unknown-term", "pack/unknown-name"] {
        assert!(found.contains(&code), "{code} is not among {found:?}");
    }
    assert_eq!(found.iter().filter(|code| **code == "pack/wrong-value").count(), 2);
}

/// The places of everything in a pack that has one.
fn spans_of(pack: &Pack) -> Vec<Span> {
    fn of_condition(condition: &Condition, spans: &mut Vec<Span>) {
        match condition {
            Condition::All(conditions) | Condition::Any(conditions) => {
                conditions.iter().for_each(|condition| of_condition(condition, spans));
            }
            Condition::Not(condition) => of_condition(condition, spans),
            Condition::Quantified { span, .. } | Condition::Reaches { span, .. } | Condition::Simple { span, .. } => {
                spans.push(*span);
            }
        }
    }
    let mut spans: Vec<Span> = pack.clauses.iter().map(|clause| clause.span).collect();
    spans.extend(pack.tables.iter().flat_map(|table| table.rows.iter().map(|row| row.span)));
    spans.extend(pack.exceptions.iter().map(|exception| exception.span));
    for rule in &pack.rules {
        spans.push(rule.span);
        spans.extend(rule.examples.iter().map(|example| example.span));
        for part in &rule.parts {
            spans.push(part.span);
            let conditions = part.when.iter().chain(&part.must).chain(&part.must_not).chain(&part.error_when);
            conditions.for_each(|condition| of_condition(condition, &mut spans));
        }
    }
    spans
}

#[test]
fn everything_in_a_pack_knows_its_place() {
    for path in ["policies/01ai-platform", "tests/cases/policy/base"] {
        let (sources, loaded) = load_folder(&folder(path));
        let pack = loaded.pack.expect("the pack loads");
        for span in spans_of(&pack) {
            assert!(!sources.text(span).trim().is_empty(), "{path}: {span:?}");
        }
    }
}

#[test]
fn every_shape_that_is_read_denies_unknown_keys() {
    for path in files_below(&folder("src/policy")) {
        let text = std::fs::read_to_string(&path).expect("the file can be read");
        for (start, _) in text.match_indices("Deserialize)]\n") {
            let rest = &text[start..start + text[start..].find('{').expect("a body")];
            assert!(rest.contains("deny_unknown_fields"), "{}: {rest}", path.display());
        }
    }
}

#[test]
fn the_embedded_packs_are_the_folders_files() {
    for entry in std::fs::read_dir(folder("policies")).expect("the folder can be read") {
        let path = entry.expect("the folder can be read").path();
        let id = path.file_name().expect("a name").to_string_lossy().into_owned();
        let found = policy::embedded().iter().find(|(known, _)| *known == id);
        let (_, files) = found.unwrap_or_else(|| panic!("{id} is not embedded"));
        let mut embedded: Vec<&str> = files.iter().map(|(path, _)| *path).collect();
        embedded.sort_unstable();
        let below = |file: PathBuf| file.strip_prefix(&path).expect("below").to_string_lossy().replace('\\', "/");
        let is_read = |file: &PathBuf| file.extension().is_none_or(|extension| extension != "md");
        let mut on_disk: Vec<String> = files_below(&path).into_iter().filter(is_read).map(below).collect();
        on_disk.retain(|path| path != "README.md");
        on_disk.sort();
        assert_eq!(embedded, on_disk, "{id}");
    }
}

#[test]
fn compiled_rules_are_read_back() {
    let block = "# tables.yaml\ntables:\n  protection:\n    columns: {measures: set measure}\n    rows:\n      \
                 - {clause: 1-b, measures: [encryption, access-control]}\n\
                 # patterns.yaml\nexceptions:\n  asked-first: {of: flow, clauses: [1-c], when: [flow has consent at least explicit]}\n\
                 # rules/told.yaml\ngroup: told\nrules:\n";
    let rule = |name: &str, body: &str| {
        format!(
            "  - id: told/{name}\n    title: Told\n    why: because\n    fix: nothing\n    message: nothing\n    severity: lint\n{body}"
        )
    };
    let rules = [
        rule("paths", "    about: safety\n    clauses: [1-a]\n    for each: {use: use, flow: [share, transfer]}\n    when:\n      - use has purpose improvement\n      - flow has no ground one of exceptions, 1-c\n    must not:\n      - use reaches flow without passing either anonymise or asked-first\n"),
        rule("rows", "    about: liveness\n    clauses: [1-b]\n    for each: {store: store, row: row of protection}\n    when:\n      - store is a live or (store is personal and store is not a backup)\n    must:\n      - store has measures all of row.measures\n      - store has measures within row.measures\n    error when:\n      - store is sensitive\n"),
        rule("people", "    about: safety\n    clauses: [1-d]\n    for each: system\n    must:\n      - some right of system that is a copy has answer-time at most 15 days\n      - no flow of system has relied-consent\n      - every plan of system states notice-time\n"),
        rule("asked", "    about: safety\n    clauses: [1-a]\n    for each: use\n    must:\n      - not (use.recipient.evaluation is in the future)\n      - use.datum is one of email, phone\n      - use has demand-free or use has purpose service\n    unless: [asked-first]\n".replace("use has demand-free", "use does not state feature").as_str()),
    ];
    let (sources, loaded) = load_block(&(block.to_owned() + &rules.join("")));
    let pack = loaded.pack.unwrap_or_else(|| panic!("{}", plain(&sources, &loaded.diagnostics)));
    let told: Vec<String> = pack
        .rules
        .iter()
        .map(|rule| format!("{}\n{}\n", rule.id, policy::read_back(&pack, rule, Language::English)))
        .collect();
    insta::assert_snapshot!(told.join("\n"));
}

/// Blanks stand for examples, and everything else keeps its place: a pack without its examples has the same rules.
#[test]
fn a_carried_pack_without_its_examples_has_the_same_rules() {
    for (id, files) in candor::policy::embedded() {
        let loaded = |blank: bool| {
            let mut sources = Sources::new();
            let text = |path: &str, text: &str| match blank && path.starts_with("rules/") {
                true => candor::policy::without_examples(text),
                false => text.to_owned(),
            };
            let ids: Vec<_> = files.iter().map(|(path, words)| sources.add(*path, text(path, words))).collect();
            candor::policy::load(&sources, &ids).pack.expect("the pack loads")
        };
        let (with, without) = (loaded(false), loaded(true));
        assert!(without.rules.iter().all(|rule| rule.examples.is_empty()), "{id}: examples are left");
        let parts = |pack: &candor::policy::pack::Pack| -> Vec<String> {
            pack.rules.iter().map(|rule| format!("{} {:?} {:?}", rule.id, rule.span, rule.parts)).collect()
        };
        assert_eq!(parts(&with), parts(&without), "{id}");
    }
}
