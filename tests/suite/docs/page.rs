//! Pages of the documentation: read, filled with what is generated, and held against what stands in the repository.

use std::fs;
use std::path::{Path, PathBuf};

/// A path below the root of the repository.
pub(crate) fn place(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// The text of a page.
pub(crate) fn read(path: &str) -> String {
    fs::read_to_string(place(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Whether pages are renewed instead of compared: the variable that renews snapshots renews them too.
pub(crate) fn renewing() -> bool {
    std::env::var("INSTA_UPDATE").is_ok_and(|value| value == "always")
}

/// Holds that a file says what it should, or renews it.
pub(crate) fn holds(path: &str, expected: &str) {
    let there = fs::read_to_string(place(path)).unwrap_or_default();
    if there == expected {
        return;
    }
    if renewing() {
        let place = place(path);
        fs::create_dir_all(place.parent().expect("a page lies in a folder")).expect("the folder can be made");
        fs::write(place, expected).expect("the page can be written");
        return;
    }
    let difference = there.lines().zip(expected.lines()).enumerate().find(|(_, (there, expected))| there != expected);
    let (line, (there, expected)) = difference.unwrap_or((there.lines().count(), ("", "(more or fewer lines)")));
    panic!(
        "{path}:{}: the page is not current; `INSTA_UPDATE=always cargo test` renews it\n  there:    {there}\n  expected: {expected}",
        line + 1
    );
}

const OPENING: &str = "<!-- generated: ";
const CLOSING: &str = "<!-- end -->";

/// The page with every generated part replaced by what `content` gives for its name and for what stood there. A part
/// stands between `<!-- generated: NAME -->` and `<!-- end -->`.
pub(crate) fn fill(page: &str, content: impl Fn(&str, &str) -> String) -> String {
    let mut filled = String::new();
    let mut part: Option<(&str, String)> = None;
    for line in page.lines() {
        if line == CLOSING
            && let Some((name, old)) = part.take()
        {
            filled.push_str(&format!("\n{}\n\n", content(name, &old).trim_end()));
        }
        match (&mut part, line.strip_prefix(OPENING).and_then(|rest| rest.strip_suffix(" -->"))) {
            (Some((_, old)), _) => {
                old.push_str(line);
                old.push('\n');
                continue;
            }
            (None, Some(name)) => part = Some((name, String::new())),
            (None, None) => {}
        }
        filled.push_str(line);
        filled.push('\n');
    }
    assert!(part.is_none(), "a generated part has no end");
    filled
}

/// What a person wrote in the last column of a generated table, in the row that begins with `key`. The columns before it
/// come from the program; a row without words of its own is a gap in the page.
pub(crate) fn kept(table: &str, key: &str) -> String {
    let start = format!("| {key} |");
    let row = table.lines().find(|line| line.starts_with(&start));
    let cell = row.and_then(|row| row.trim_end_matches(['|', ' ']).rsplit(" | ").next());
    cell.map_or_else(|| "TO BE WRITTEN".to_owned(), str::to_owned)
}

/// The blocks of a page that are fenced with a language tag.
pub(crate) fn blocks(page: &str, tag: &str) -> Vec<String> {
    let opening = format!("```{tag}");
    let mut blocks = Vec::new();
    let mut block: Option<String> = None;
    for line in page.lines() {
        match (&mut block, line) {
            (Some(_), "```") => blocks.extend(block.take()),
            (Some(text), _) => {
                text.push_str(line);
                text.push('\n');
            }
            (None, _) if line == opening => block = Some(String::new()),
            (None, _) => {}
        }
    }
    blocks
}

/// A row of a Markdown table.
pub(crate) fn row(cells: &[&str]) -> String {
    let cells: Vec<String> = cells.iter().map(|cell| cell.replace('|', "\\|")).collect();
    format!("| {} |\n", cells.join(" | "))
}

/// The head of a Markdown table.
pub(crate) fn head(cells: &[&str]) -> String {
    format!("{}|{}\n", row(cells), "---|".repeat(cells.len()))
}
