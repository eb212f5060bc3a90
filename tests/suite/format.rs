//! Flow files laid out anew: snapshots of input and output, and what must hold of every layout.

use candor::format::format;
use candor::syntax::tree::{Atom, Tree};
use candor::syntax::words::ClauseWord;

use crate::syntax::{Numbers, cases, compare, read};

fn formatted(text: &str) -> Option<String> {
    let (sources, _, parsed) = read(text);
    format(&sources, &parsed.tree)
}

#[test]
fn cases_are_laid_out_as_their_snapshots_show() {
    for (name, text) in cases("format") {
        let laid_out = formatted(&text).unwrap_or_else(|| "left as it is\n".to_owned());
        compare(&format!("format-{name}"), &format!("{}\n----\n{laid_out}", text.replace('\r', "").trim_end()));
    }
}

/// What a tree says, without places and without the order of clauses: one line for each declaration, clause and comment.
fn said(text: &str, tree: &Tree) -> Vec<String> {
    let mut said: Vec<String> = tree.module.iter().map(|module| module.text(text).to_owned()).collect();
    for item in &tree.items {
        let classes: Vec<&str> = tree.classes(item).map(|class| class.text(text)).collect();
        let label = item.label.map(|label| label.text(text));
        said.push(format!("{:?} {} {classes:?} {label:?} {}", item.keyword, item.name.text(text), item.has_body));
        let mut clauses: Vec<(ClauseWord, String)> = tree
            .clauses(item)
            .iter()
            .map(|clause| (clause.word, tree.atoms(clause).iter().map(|atom| shown(text, atom)).collect()))
            .collect();
        clauses.sort_by_key(|(word, _)| *word);
        said.extend(clauses.into_iter().map(|(word, value)| format!("  {word:?} {value}")));
        said.extend(candor::syntax::documentation(tree, item, text).into_iter().map(|line| format!("  ## {line}")));
    }
    let mut comments: Vec<String> = tree.comments.iter().map(|comment| comment.word.text(text).to_owned()).collect();
    comments.sort();
    said.extend(comments);
    said
}

fn shown(text: &str, atom: &Atom) -> String {
    format!("{} ", atom.word().text(text))
}

/// Lays a text out, and holds that nothing is lost and that a second time changes nothing.
fn hold(text: &str) -> String {
    let (sources, file, parsed) = read(text);
    let before = said(&sources.file(file).text, &parsed.tree);
    let once = format(&sources, &parsed.tree).unwrap_or_else(|| panic!("{:#?}\n{text}", parsed.diagnostics));
    let (sources, file, parsed) = read(&once);
    assert_eq!(before, said(&sources.file(file).text, &parsed.tree), "{text}\n----\n{once}");
    assert_eq!(Some(&once), format(&sources, &parsed.tree).as_ref(), "{text}");
    assert!(once.is_empty() || (once.ends_with('\n') && !once.ends_with("\n\n") && !once.starts_with('\n')), "{once}");
    assert!(once.lines().all(|line| line.trim_end() == line), "{once}");
    once
}

/// The texts of the samples and of the cases that can be laid out.
fn texts() -> Vec<String> {
    let samples = cases("syntax").into_iter().filter(|(name, _)| name.starts_with("sample"));
    let cases = cases("format").into_iter().filter(|(name, _)| name != "broken");
    samples.chain(cases).map(|(_, text)| text).collect()
}

#[test]
fn an_empty_file_stays_empty() {
    assert_eq!(formatted("").as_deref(), Some(""));
    assert_eq!(formatted("\n \n\r\n").as_deref(), Some(""));
}

#[test]
fn nothing_is_lost_and_twice_is_once() {
    for text in texts() {
        hold(&text);
    }
}

/// The same declarations with other blanks, line breaks and comments wherever they may stand.
fn varied(text: &str, numbers: &mut Numbers) -> String {
    let mut varied = String::new();
    let mut in_string = false;
    let mut in_comment = false;
    let mut depth = 0;
    for sign in text.chars() {
        match sign {
            '"' if !in_comment => in_string = !in_string,
            '#' if !in_string => in_comment = true,
            '{' if !in_string && !in_comment => depth += 1,
            '}' if !in_string && !in_comment => depth -= 1,
            _ => {}
        }
        if sign == '\n' {
            in_comment = false;
            let endings = [
                "\n",
                "\n",
                "\n\n",
                "\r\n",
                "  \n\n\n",
                " # trailing\n",
                "\n# alone\n",
                "\n\n  ## documents\n",
                "\n#\n\n# two\n",
            ];
            varied.push_str(endings[numbers.below(endings.len())]);
        } else if in_string || in_comment {
            varied.push(sign);
        } else {
            varied.push(sign);
            let blanks = match sign {
                ' ' => ["", "", "  ", "\t"],
                ',' => [" ", "\n", " # within\n", "\n  # alone within\n\n"],
                '{' => [" ", "\n", " # behind\n", "\n# inside\n"],
                _ => ["", "", "", ""],
            };
            varied.push_str(blanks[numbers.below(4)]);
        }
    }
    assert_eq!(depth, 0);
    varied
}

#[test]
fn variations_keep_every_comment_and_word() {
    let mut numbers = Numbers::new(0xda94_2042_e4dd_58b5);
    let texts = texts();
    for round in 0..400 {
        hold(&varied(&texts[round % texts.len()], &mut numbers));
    }
}
