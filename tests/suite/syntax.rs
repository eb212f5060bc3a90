//! Flow files to trees and messages: the text and what is said of it stand together in each snapshot.

use std::path::Path;

use candor::diagnostic::{Code, Diagnostic};
use candor::source::{FileId, Sources};
use candor::syntax::value::Value;
use candor::syntax::words::{ClauseWord, Keyword, is_reserved};
use candor::syntax::{LARGEST, Parsed, documentation, parse, unquoted};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Reads a text that stands alone.
pub(crate) fn read(text: &str) -> (Sources, FileId, Parsed) {
    let mut sources = Sources::new();
    let file = sources.add("case.candor", text);
    let parsed = parse(&sources, file);
    (sources, file, parsed)
}

/// Draws a diagnostic: where it is, the line of each place with carets below it, and the help.
fn draw(sources: &Sources, diagnostic: &Diagnostic) -> String {
    let mut drawn = String::new();
    let place = diagnostic.span().map_or_else(String::new, |span| {
        let position = sources.file(span.file).position(span.start);
        format!("{}:{} ", position.line, position.column)
    });
    let severity = diagnostic.severity.word();
    drawn += &format!("{severity}[{}] {place}{}\n", diagnostic.code.id(), diagnostic.message.english());
    for label in &diagnostic.labels {
        let file = sources.file(label.span.file);
        let index = file.lines().line(label.span.start);
        let range = file.lines().range(&file.text, index);
        let before = &file.text[range.start..label.span.start as usize];
        let marked = &file.text[label.span.start as usize..(label.span.end as usize).min(range.end)];
        let number = (index + 1).to_string();
        drawn += &format!("{number} | {}\n", visible(&file.text[range]));
        let margin = " ".repeat(number.len());
        let carets = "^".repeat(visible(marked).width().max(1));
        let line = format!("{margin} | {}{carets} {}", " ".repeat(visible(before).width()), label.text.english());
        drawn += line.trim_end();
        drawn.push('\n');
    }
    if let Some(help) = &diagnostic.help {
        drawn += &format!("help: {}\n", help.english());
    }
    drawn
}

/// A line with what shows nothing made visible.
fn visible(line: &str) -> String {
    line.chars().map(|sign| if sign.width().is_none_or(|width| width == 0) { '·' } else { sign }).collect()
}

fn draw_all(sources: &Sources, diagnostics: &[Diagnostic]) -> String {
    if diagnostics.is_empty() {
        return "no complaint\n".to_owned();
    }
    diagnostics.iter().map(|diagnostic| draw(sources, diagnostic)).collect::<Vec<_>>().join("\n")
}

/// The files of a folder of cases, by name.
pub(crate) fn cases(folder: &str) -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases").join(folder);
    let entries = std::fs::read_dir(folder).expect("the folder of cases is there");
    let paths = entries.map(|entry| entry.expect("the folder can be listed").path());
    let mut cases: Vec<(String, String)> = paths
        .filter_map(|path| {
            let name = path.file_name()?.to_str()?.strip_suffix(".candor")?.to_owned();
            Some((name, std::fs::read_to_string(path).expect("a case is text")))
        })
        .collect();
    cases.sort();
    cases
}

/// What holds of every parse: all places can be cut out of the text, comments stand in order, a file without a message
/// is intact, and the clauses of a declaration without fault have values.
fn hold_invariants(sources: &Sources, file: FileId, parsed: &Parsed) {
    let text = &sources.file(file).text;
    let tree = &parsed.tree;
    for label in parsed.diagnostics.iter().flat_map(|diagnostic| &diagnostic.labels) {
        assert!(text.get(label.span.range()).is_some(), "{label:?}");
    }
    for item in &tree.items {
        assert!(text.get(item.span.start as usize..item.span.end as usize).is_some(), "{item:?}");
        assert!(!item.name.text(text).is_empty());
        assert!(tree.classes(item).all(|class| !class.text(text).is_empty()));
        for clause in tree.clauses(item) {
            assert!(item.faulty || tree.value(text, item, clause).is_some(), "{clause:?}");
            assert!(text.get(clause.keyword.start as usize..tree.clause_word(clause).end as usize).is_some());
        }
    }
    assert!(tree.comments.is_sorted_by_key(|comment| comment.word.start));
    assert_eq!(tree.intact, parsed.diagnostics.is_empty());
    assert!(tree.items.iter().filter(|item| item.faulty).count() <= parsed.diagnostics.len());
}

/// Compares with a snapshot of `tests/snapshots`.
pub(crate) fn compare(name: &str, shown: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("../snapshots");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, shown));
}

#[test]
fn cases_say_what_their_snapshots_show() {
    for (name, text) in cases("syntax") {
        let (sources, file, parsed) = read(&text);
        hold_invariants(&sources, file, &parsed);
        let visible: String = text.lines().map(|line| visible(line) + "\n").collect();
        compare(&format!("syntax-{name}"), &format!("{visible}----\n{}", draw_all(&sources, &parsed.diagnostics)));
    }
}

/// A generator of numbers, always the same ones.
pub(crate) struct Numbers(u64);

impl Numbers {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// A number below `limit`.
    pub(crate) fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % limit as u64) as usize
    }
}

fn sample(name: &str) -> String {
    cases("syntax").into_iter().find(|(case, _)| case == name).expect("the sample is there").1
}

/// One character left out, put in, or replaced.
fn edited(text: &str, numbers: &mut Numbers) -> String {
    const SIGNS: &[&str] = &[
        "{", "}", "\"", ",", ":", "#", "\n", " ", "a", "7", "-", ".", "/", "\\", "，", "“", "\u{a0}", "手", "\r", ";",
        "🗄",
    ];
    let places: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
    let at = places[numbers.below(places.len())];
    let after = at + text[at..].chars().next().map_or(0, char::len_utf8);
    let sign = SIGNS[numbers.below(SIGNS.len())];
    match numbers.below(3) {
        0 => format!("{}{}", &text[..at], &text[after..]),
        1 => format!("{}{sign}{}", &text[..at], &text[at..]),
        _ => format!("{}{sign}{}", &text[..at], &text[after..]),
    }
}

#[test]
fn one_wrong_character_costs_one_error() {
    let mut numbers = Numbers::new(0x9e37_79b9_7f4a_7c15);
    let mut counts = [0; 3];
    for name in ["sample-registration", "sample-bikes"] {
        let text = sample(name);
        for _ in 0..3000 {
            let edited = edited(&text, &mut numbers);
            let (sources, file, parsed) = read(&edited);
            let count = parsed.diagnostics.len();
            assert!(count <= 2, "{edited}\n----\n{}", draw_all(&sources, &parsed.diagnostics));
            hold_invariants(&sources, file, &parsed);
            counts[count] += 1;
        }
    }
    let [none, one, two] = counts;
    println!("{none} edits without an error, {one} with one, {two} with two");
    assert!(two * 20 < one, "{none} edits without an error, {one} with one, {two} with two");
}

#[test]
fn no_text_stops_the_reader() {
    const PIECES: &[&str] = &[
        "store", "a", "b", "{", "}", "\n", "\n", " ", "  ", ",", ":", "\"", "\"x\"", "# c", "open-to", "nobody",
        "delete", "within", "3", "days", "of", "shutdown", "data", "collect", "“", "”", "，", "｛", "｝", "\\", "\r\n",
        "\u{7}", "\u{3000}", "🗄", "手", "module", "for", "required", "－", "＂", "‘", "；", "\u{202e}", "＃",
    ];
    let mut numbers = Numbers::new(0x2545_f491_4f6c_dd1d);
    for _ in 0..6000 {
        let length = 1 + numbers.below(40);
        let text: String = (0..length).map(|_| PIECES[numbers.below(PIECES.len())]).collect();
        let (sources, file, parsed) = read(&text);
        hold_invariants(&sources, file, &parsed);
    }
}

fn codes(text: &str) -> Vec<&'static str> {
    read(text).2.diagnostics.iter().map(|diagnostic| diagnostic.code.id()).collect()
}

/// Texts that no case file should hold.
fn unwieldy() -> [(&'static str, String); 4] {
    [
        ("syntax/file-too-large", "#".repeat(LARGEST + 1)),
        ("syntax/binary-file", "store a\0".to_owned()),
        ("syntax/nested-too-deep", format!("store a {}", "{".repeat(17))),
        ("syntax/too-many-errors", "x\n".repeat(2000)),
    ]
}

#[test]
fn unwieldy_texts_are_refused() {
    for (code, text) in unwieldy() {
        let codes = codes(&text);
        assert_eq!(codes.last(), Some(&code));
        assert!(codes.len() <= 1001, "{}", codes.len());
    }
    assert_eq!(codes(&"#".repeat(LARGEST)), [""; 0]);
    assert_eq!(codes(&format!("store a \"{}\"", "x".repeat(LARGEST - 11))), [""; 0]);
    assert_eq!(codes(&"store a {\n".repeat(100)).len(), 100);
}

#[test]
fn every_code_is_shown_by_a_case() {
    let cases = cases("syntax");
    let seen: Vec<&str> =
        cases.iter().flat_map(|(_, text)| codes(text)).chain(unwieldy().map(|(code, _)| code)).collect();
    for code in Code::ALL.iter().filter(|code| code.id().starts_with("syntax/")) {
        assert!(seen.contains(&code.id()), "no case shows {}", code.id());
    }
}

/// The text of the flow block below a heading of a page, if the block is of that kind.
fn block<'a>(page: &'a str, heading: &str) -> Option<&'a str> {
    let below = page.split_once(heading)?.1.split("## ").next()?;
    Some(below.split_once("```candor\n")?.1.split_once("```")?.0)
}

#[test]
fn pages_show_their_code_and_how_to_do_without() {
    for code in Code::ALL.iter().filter(|code| code.id().starts_with("syntax/")) {
        let page = code.page();
        assert!(page.starts_with(&format!("# `{}`\n", code.id())));
        let (Some(example), Some(instead)) = (block(page, "## Example"), block(page, "## Instead")) else {
            assert!(page.contains("## Example\n\n```text") && page.contains("## Instead\n\n```text"), "{page}");
            continue;
        };
        assert_eq!(codes(example), [code.id()], "{page}");
        let (sources, _, parsed) = read(instead);
        let canonical = candor::format::format(&sources, &parsed.tree);
        assert_eq!(canonical.as_deref(), Some(instead));
    }
}

#[test]
fn tables_are_consistent() {
    for keyword in Keyword::ALL {
        let rules = keyword.clauses();
        for (index, rule) in rules.iter().enumerate() {
            assert!(rules[..index].iter().all(|other| other.word != rule.word), "{keyword:?} {:?}", rule.word);
        }
        assert!(rules.len() <= 32);
        assert!(is_reserved(keyword.text()));
    }
    for word in ClauseWord::ALL {
        assert!(word.declarations().next().is_some(), "{word:?} stands nowhere");
        assert_eq!(ClauseWord::from_text(word.text()), Some(*word));
    }
}

#[test]
fn strings_are_unquoted() {
    let cases = [(r#""""#, ""), (r#""plain 文字""#, "plain 文字"), (r#""a \"b\" c\\d""#, r#"a "b" c\d"#)];
    for (quoted, plain) in cases {
        assert_eq!(unquoted(quoted), plain);
        assert_eq!(codes(&format!("store a {quoted}")), [""; 0]);
    }
}

/// What the clauses of a text say, as they stand in the model's contract.
fn values(text: &str) -> String {
    let (sources, file, parsed) = read(text);
    let text = &sources.file(file).text;
    let mut shown = String::new();
    for item in &parsed.tree.items {
        for clause in parsed.tree.clauses(item) {
            let written = parsed.tree.clause_word(clause).text(text);
            let value = parsed.tree.value(text, item, clause).expect("the sample has no fault");
            shown += &format!("{written}\n    {}\n", spelt(&value, text));
        }
    }
    shown
}

/// A value with words instead of places.
fn spelt(value: &Value, text: &str) -> String {
    let debug = format!("{value:?}");
    let mut parts = debug.split("Word { start: ");
    let mut spelt = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (place, after) = part.split_once(" }").expect("a word ends");
        let (start, end) = place.split_once(", end: ").expect("a word has two places");
        let number = |digits: &str| digits.parse::<usize>().expect("a place is a number");
        spelt += &format!("‹{}›{after}", &text[number(start)..number(end)]);
    }
    spelt
}

#[test]
fn clauses_have_the_values_of_their_shapes() {
    compare("syntax-values-of-shapes", &values(&sample("values-that-fit")));
}

#[test]
fn documentation_stands_directly_above() {
    let text = "store z ## no\n## a\n\n## b  \n  ##c\nstore a\n# not\nstore b\n## x\n# y\nstore c\n\n## d\n## e\n\nstore d\n## f\r\nstore e";
    let (sources, file, parsed) = read(text);
    let text = &sources.file(file).text;
    let found: Vec<Vec<&str>> = parsed.tree.items.iter().map(|item| documentation(&parsed.tree, item, text)).collect();
    assert_eq!(found, [vec![], vec!["b", "c"], vec![], vec![], vec![], vec!["f"]]);
}
