//! Nothing that is said to people is said in English alone: every wording of the program's own has a Chinese one, and
//! whatever the cases bring about is told without an English sentence.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use candor::analysis::{Options, analyze};
use candor::diagnostic::{Code, Diagnostic, Language, Text};
use candor::policy::pack::Pack;
use candor::source::Sources;

use crate::policy::{folder, load_block};

/// A text without what stands in backticks (names, code, the user's own words) and without holes.
fn unquoted(text: &str) -> String {
    let text = text.split('`').step_by(2).collect::<Vec<_>>().join("`");
    text.split('{').map(|part| part.split_once('}').map_or(part, |(_, rest)| rest)).collect()
}

/// Whether two English words follow each other: signs, units and single names may stand in Chinese.
fn has_english(text: &str) -> bool {
    let is_word = |word: &&str| word.len() > 1 && word.chars().all(|letter| letter.is_ascii_lowercase());
    let words: Vec<bool> = unquoted(text).split([' ', '，', '：', '、']).map(|word| is_word(&word)).collect();
    words.windows(2).any(|pair| pair == [true, true])
}

fn is_han(letter: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&letter)
}

/// Why a wording is no translation of another.
fn fault(english: &str, chinese: &str) -> Option<&'static str> {
    let says_something = unquoted(english).chars().any(|letter| letter.is_ascii_alphabetic());
    let is_said = chinese.chars().any(is_han);
    let quotes = |text: &str| text.matches('`').count() % 2;
    match () {
        () if says_something && !is_said => Some("is not in Chinese"),
        () if has_english(chinese) => Some("holds English"),
        () if quotes(english) != quotes(chinese) => Some("has a backtick too many"),
        () => None,
    }
}

/// All files of the library in which messages stand.
fn prose() -> Vec<PathBuf> {
    fn below(folder: &Path, found: &mut Vec<PathBuf>) {
        for entry in std::fs::read_dir(folder).expect("the folder is there") {
            let path = entry.expect("the folder can be listed").path();
            match path.is_dir() {
                true => below(&path, found),
                false => found.push(path),
            }
        }
    }
    let mut found = Vec::new();
    below(&folder("src"), &mut found);
    found.retain(|path| path.to_string_lossy().replace('\\', "/").contains("/errors"));
    found.sort();
    found
}

/// The pairs of texts in brackets: `["english", "中文"]`.
fn pairs(source: &str) -> Vec<(String, String)> {
    let literals: Vec<(usize, usize)> = literals(source);
    let follows = |pair: &[(usize, usize)]| {
        let before = source[..pair[0].0].trim_end().ends_with('[');
        let between = source[pair[0].1..pair[1].0].trim() == ",";
        before && between && source[pair[1].1..].trim_start().trim_start_matches(',').trim_start().starts_with(']')
    };
    let text = |(start, end): (usize, usize)| source[start + 1..end - 1].replace("\\\"", "\"");
    literals.windows(2).filter(|pair| follows(pair)).map(|pair| (text(pair[0]), text(pair[1]))).collect()
}

/// Where texts stand in a source, quotes included.
fn literals(source: &str) -> Vec<(usize, usize)> {
    let code: String = source.lines().map(|line| blanked(line) + "\n").collect();
    let (mut found, mut open, mut escaped) = (Vec::new(), None, false);
    for (at, letter) in code.char_indices() {
        match (open, letter) {
            (Some(_), _) if escaped => escaped = false,
            (Some(_), '\\') => escaped = true,
            (Some(start), '"') => {
                found.push((start, at + 1));
                open = None;
            }
            (None, '"') => open = Some(at),
            _ => {}
        }
    }
    found
}

/// A line of source whose comment or quoted sign is no text; as long as before.
fn blanked(line: &str) -> String {
    let line = line.replace("'\"'", "' '");
    if line.trim_start().starts_with("//") { " ".repeat(line.len()) } else { line }
}

#[test]
fn every_wording_has_a_chinese_one() {
    let (mut seen, mut faults) = (0, Vec::new());
    for path in prose() {
        let source = std::fs::read_to_string(&path).expect("a source is text");
        let name = path.strip_prefix(folder("src")).expect("below the folder").display().to_string();
        for (english, chinese) in pairs(&source) {
            seen += 1;
            faults.extend(fault(&english, &chinese).map(|fault| format!("{name}: `{chinese}` {fault}: {english}")));
        }
    }
    assert!(seen > 400, "only {seen} wordings were found; the search has gone blind");
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// What the page of a code shows, run as the reader would.
fn of_page(pack: &Pack, code: Code) -> Vec<Diagnostic> {
    let blocks = |fence: &str| {
        code.page()
            .split(fence)
            .skip(1)
            .filter_map(|rest| Some(rest.split_once("```")?.0.to_owned()))
            .collect::<Vec<_>>()
    };
    let flows = blocks("```candor\n").into_iter().flat_map(|block| {
        let mut sources = Sources::new();
        sources.add("page.candor", block);
        analyze(&sources, pack, &Options::default()).diagnostics
    });
    let packs = blocks("```yaml\n")
        .into_iter()
        .filter(|block| block.starts_with("# "))
        .flat_map(|block| load_block(&block).1.diagnostics);
    flows.chain(packs).collect()
}

/// Whatever the cases and the pages bring about.
fn brought_about() -> Vec<Diagnostic> {
    let pack = crate::explain::pack();
    let mut said: Vec<Diagnostic> = Vec::new();
    for case in ["syntax", "check", "format"] {
        said.extend(
            crate::syntax::cases(case).into_iter().flat_map(|(_, text)| crate::syntax::read(&text).2.diagnostics),
        );
    }
    said.extend(crate::policy::refused_sentences());
    said.extend(Code::ALL.iter().flat_map(|code| of_page(&pack, *code)));
    said
}

/// The words of YAML's reader stand after ours and are its own.
fn is_ours(code: Code) -> bool {
    code != Code::PackYaml
}

#[test]
fn whatever_the_cases_bring_about_is_said_in_chinese() {
    let said = brought_about();
    let codes: BTreeSet<&str> = said.iter().map(|said| said.code.id()).collect();
    assert!(said.len() > 400 && codes.len() > 60, "{} messages of {} codes are too few", said.len(), codes.len());
    let texts = |said: &Diagnostic| -> Vec<Text> {
        let labels = said.labels.iter().map(|label| label.text.clone());
        std::iter::once(said.message.clone()).chain(labels).chain(said.help.clone()).collect()
    };
    let mut faults: Vec<String> = Vec::new();
    for text in said.iter().filter(|said| is_ours(said.code)).flat_map(texts) {
        let (english, chinese) = (text.english(), text.of(Language::Chinese));
        faults.extend(fault(english, chinese).map(|fault| format!("`{chinese}` {fault}: {english}")));
    }
    faults.sort();
    faults.dedup();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
