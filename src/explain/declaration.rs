//! A declaration read back in one paragraph from fixed templates, so that somebody who does not write flow files can say
//! whether it is so. What is not stated, and would count, is named at the end.

mod declared;
mod sentences;
mod value;

pub use declared::Declared;

use self::value::Speaker;
use crate::diagnostic::Language;
use crate::source::Sources;
use crate::syntax::tree::{Clause, Item};
use crate::syntax::words::ClauseWord;

/// Reads back the declaration of a full name; `None` if there is none.
pub fn declaration(sources: &Sources, declared: &Declared, name: &str, language: Language) -> Option<String> {
    let (tree, item) = declared.find(name)?;
    let text = sources.file(tree.file).text.as_str();
    let speaker = Speaker { text, tree, declared, language };
    let mut sentences = vec![opening(&speaker, name, item)];
    sentences.extend(tree.clauses(item).iter().filter_map(|clause| sentence(&speaker, item, clause)));
    sentences.extend(unstated(&speaker, item));
    let place = sources.place(tree.span(item.name));
    Some(format!("{} {name} ({place})\n\n{}\n", item.keyword.text(), sentences.join(language.of([" ", ""]))))
}

fn opening(speaker: &Speaker, name: &str, item: &Item) -> String {
    let template = speaker.language.of(sentences::opening(item.keyword));
    let classes: Vec<String> = speaker.tree.classes(item).map(|class| class.text(speaker.text).to_owned()).collect();
    let class = if classes.is_empty() {
        String::new()
    } else {
        speaker.language.of([" ({})", "（{}）"]).replace("{}", &classes.join(", "))
    };
    template.replace("{}", &speaker.named(name)).replace("{class}", &class)
}

fn sentence(speaker: &Speaker, item: &Item, clause: &Clause) -> Option<String> {
    let value = speaker.tree.value(speaker.text, item, clause)?;
    let template = speaker.language.of(sentences::clause(item.keyword, clause.word));
    Some(template.replace("{}", &speaker.value(&value)))
}

/// `Not stated: who can open it; how long it lasts.`
fn unstated(speaker: &Speaker, item: &Item) -> Option<String> {
    let says = |word: ClauseWord| speaker.tree.clauses(item).iter().any(|clause| clause.word == word);
    let asked = |classes: &[&str]| {
        let has = |class: &str| speaker.tree.classes(item).any(|word| word.text(speaker.text) == class);
        classes.is_empty() || classes.iter().any(|class| has(class))
    };
    let questions: Vec<&str> = sentences::unknown_if_absent(item.keyword)
        .iter()
        .filter(|unknown| asked(unknown.classes))
        .filter(|unknown| !unknown.said_by.iter().any(|word| says(*word)))
        .map(|unknown| speaker.language.of(unknown.question))
        .collect();
    let template = speaker.language.of(["Not stated: {}.", "未说明：{}。"]);
    (!questions.is_empty()).then(|| template.replace("{}", &questions.join(speaker.language.of(["; ", "；"]))))
}
