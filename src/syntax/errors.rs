//! Everything this stage says to people: one small function for each message. Here is what is said of declarations and
//! their first lines.

mod signs;
mod value;

use super::header::{HeaderFault, Sign};
use super::tree::{Atom, Tree, Word};
use super::words::{ClassWords, ClauseRule, ClauseWord, Keyword, Shape};
use crate::diagnostic::{Code, Diagnostic, did_you_mean};
use crate::source::Span;
pub(super) use signs::{binary_file, broken, file_too_large, nested_too_deep, slip, too_many, unreadable};
pub(super) use value::Misfit;
use value::takes;

/// Words in backticks: "`a`, `b` or `c`".
fn either<'a>(words: impl IntoIterator<Item = &'a str>) -> String {
    enumerated(words, "or")
}

fn enumerated<'a>(words: impl IntoIterator<Item = &'a str>, last: &str) -> String {
    let quoted: Vec<String> = words.into_iter().map(|word| format!("`{word}`")).collect();
    match quoted.split_last() {
        Some((end, [])) => end.clone(),
        Some((end, rest)) => format!("{} {last} {end}", rest.join(", ")),
        None => String::new(),
    }
}

fn clause_names(declaration: Keyword) -> impl Iterator<Item = &'static str> {
    declaration.clauses().iter().map(|rule| rule.word.text())
}

/// "a" or "an", as the word's first letter asks.
fn article(word: &str) -> &'static str {
    if word.starts_with(['a', 'e', 'i', 'o']) { "an" } else { "a" }
}

pub(super) fn unknown_declaration(span: Span, text: &str, near: Option<&str>) -> Diagnostic {
    let help = match near {
        Some(_) | None if text.starts_with("//") => "a comment begins with `#`".to_owned(),
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("a declaration begins with {}", either(Keyword::ALL.iter().map(|keyword| keyword.text()))),
    };
    Diagnostic::new(Code::UnknownDeclaration, format!("unknown declaration `{text}`"))
        .at(span, "no declaration begins with this word")
        .help(help)
}

pub(super) fn clause_outside(span: Span, clause: ClauseWord) -> Diagnostic {
    let holders = either(clause.declarations().map(Keyword::text));
    Diagnostic::new(Code::ClauseOutside, format!("clause `{}` stands outside a declaration", clause.text()))
        .at(span, "not between the braces of a declaration")
        .help(format!("put it between the braces of the declaration it belongs to: {holders}"))
}

pub(super) fn unknown_clause(span: Span, text: &str, declaration: Keyword, list_above: Option<Span>) -> Diagnostic {
    let keyword = declaration.text();
    let diagnostic =
        Diagnostic::new(Code::UnknownClause, format!("unknown clause `{text}` in {} `{keyword}`", article(keyword)))
            .at(span, "no clause has this name");
    if let Some(help) = did_you_mean(text, clause_names(declaration)) {
        return diagnostic.help(help);
    }
    match list_above {
        Some(above) => diagnostic
            .at(above, "the list above ends with this")
            .help(format!("if `{text}` goes on with the list above, put a comma at the end of that line")),
        None => diagnostic.help(holds(declaration)),
    }
}

fn holds(declaration: Keyword) -> String {
    let keyword = declaration.text();
    format!("{} `{keyword}` may hold {}", article(keyword), enumerated(clause_names(declaration), "and"))
}

pub(super) fn misplaced_clause(span: Span, declaration: Keyword, clause: ClauseWord) -> Diagnostic {
    let (keyword, clause_text) = (declaration.text(), clause.text());
    let holders = either(clause.declarations().map(Keyword::text));
    Diagnostic::new(Code::MisplacedClause, format!("{} `{keyword}` has no clause `{clause_text}`", article(keyword)))
        .at(span, "it may not stand here")
        .help(format!("`{clause_text}` may stand in {holders}; {}", holds(declaration)))
}

pub(super) fn repeated_clause(span: Span, first: Option<Span>, declaration: Keyword, rule: &ClauseRule) -> Diagnostic {
    let clause = rule.word.text();
    let message = format!("clause `{clause}` stands twice in one `{}`", declaration.text());
    let help = if is_list(rule.shape) {
        format!("put both into one `{clause}`, with commas between")
    } else {
        "keep one of them".to_owned()
    };
    let diagnostic = Diagnostic::new(Code::RepeatedClause, message).at(span, "again here").help(help);
    match first {
        Some(first) => diagnostic.at(first, "first here"),
        None => diagnostic,
    }
}

fn is_list(shape: Shape) -> bool {
    match shape {
        Shape::Names { .. } | Shape::Texts | Shape::Choices(_) | Shape::Ages | Shape::Channels => true,
        Shape::Name
        | Shape::Id
        | Shape::Text
        | Shape::TextOrNo
        | Shape::Choice(_)
        | Shape::Time
        | Shape::Lasts
        | Shape::Date
        | Shape::DateOrNo
        | Shape::Agreement
        | Shape::Delete
        | Shape::Apply
        | Shape::Keep
        | Shape::Stop
        | Shape::Continue
        | Shape::Covers
        | Shape::Asking
        | Shape::Cites
        | Shape::Refuses
        | Shape::ReportsTo
        | Shape::Notice
        | Shape::Basis
        | Shape::Via => false,
    }
}

/// Whether a comma at the end of such a clause could go on with it.
pub(super) fn may_be_a_list(declaration: Keyword, clause: ClauseWord) -> bool {
    declaration.clause(clause).is_some_and(|rule| match rule.shape {
        Shape::Delete | Shape::Apply | Shape::Keep | Shape::Stop | Shape::Continue | Shape::Covers | Shape::Via => true,
        shape => is_list(shape),
    })
}

pub(super) fn missing_clauses(span: Span, declaration: Keyword, name: &str, missing: &[&ClauseRule]) -> Diagnostic {
    let names = enumerated(missing.iter().map(|rule| rule.word.text()), "and");
    let noun = if missing.len() == 1 { "clause" } else { "clauses" };
    let lines: Vec<String> =
        missing.iter().map(|rule| format!("`{}` ({})", rule.word.text(), takes(rule.shape))).collect();
    Diagnostic::new(Code::MissingClause, format!("`{} {name}` lacks the {noun} {names}", declaration.text()))
        .at(span, "")
        .help(format!("add {}", lines.join(", ")))
}

pub(super) fn no_data(span: Span, name: &str) -> Diagnostic {
    Diagnostic::new(Code::MissingClause, format!("`collect {name}` does not say what it collects"))
        .at(span, "")
        .help("add `required`, `optional` or `data` with names of data")
}

pub(super) fn module_malformed(span: Span) -> Diagnostic {
    Diagnostic::new(Code::MisplacedModule, "`module` takes one name and nothing else")
        .at(span, "")
        .help("write `module` and a name on one line: `module payments`")
}

pub(super) fn module_repeated(span: Span, first: Span) -> Diagnostic {
    Diagnostic::new(Code::MisplacedModule, "a file belongs to one module")
        .at(span, "a second one is named here")
        .at(first, "the first one is named here")
        .help("move the declarations below to a file of their own")
}

pub(super) fn module_late(span: Span) -> Diagnostic {
    Diagnostic::new(Code::MisplacedModule, "`module` stands below a declaration")
        .at(span, "")
        .help("move this line to the top of the file: it holds for all declarations in it")
}

/// What is wrong with a declaration's first line.
pub(super) fn header(tree: &Tree, text: &str, keyword: Keyword, keyword_word: Word, fault: HeaderFault) -> Diagnostic {
    let declares = format!("{} `{}`", article(keyword.text()), keyword.text());
    let at = |word: Word| tree.span(word);
    match fault {
        HeaderFault::NoName(found) => no_name(tree, keyword, keyword_word, found),
        HeaderFault::Reserved(word) => reserved(at(word), word.text(text)),
        HeaderFault::NoLetter(word) => no_letter(at(word), word.text(text)),
        HeaderFault::BadSign(word, sign) => bad_sign(at(word), word.text(text), sign),
        HeaderFault::NoClass(word) => Diagnostic::new(Code::MissingClass, "a class is missing")
            .at(at(word), "after this, a class is expected")
            .help(class_help(keyword)),
        HeaderFault::ClassMissing => Diagnostic::new(Code::MissingClass, format!("{declares} needs a class"))
            .at(at(keyword_word), "no class follows its name")
            .help(class_help(keyword)),
        HeaderFault::ClassSurplus(word) => Diagnostic::new(Code::SurplusClass, format!("{declares} takes no class"))
            .at(at(word), "")
            .help("remove the `:` and what follows it"),
        HeaderFault::ClassesSurplus(word) => Diagnostic::new(Code::SurplusClass, format!("{declares} takes one class"))
            .at(at(word), "a second one")
            .help("keep the one that fits best"),
        HeaderFault::ClassUnknown(word, known) => {
            let found = word.text(text);
            Diagnostic::new(Code::UnknownWord, format!("unknown class `{found}`"))
                .at(at(word), format!("no class of {declares}"))
                .help(did_you_mean(found, known.iter().copied()).unwrap_or_else(|| class_help(keyword)))
        }
        HeaderFault::NoComma(word) => missing_comma(at(word), word.text(text)),
        HeaderFault::NoColon(word) => no_colon(at(word), word.text(text), keyword),
        HeaderFault::Surplus(sign) => Diagnostic::new(Code::UnexpectedText, surplus_message(text, sign))
            .at(at(sign.word()), "nothing more belongs on this line")
            .help("a declaration is a keyword, a name, `:` and its classes, a label in quotes, and clauses in braces"),
        HeaderFault::Escape(word) => unknown_escape(at(word), word.text(text)),
    }
}

fn surplus_message(text: &str, sign: Sign) -> String {
    format!("{} follows where the first line is complete", found(text, sign))
}

/// What stands there, in words.
fn found(text: &str, sign: Sign) -> String {
    match sign {
        Sign::Atom(Atom::Word(word)) => format!("`{}`", word.text(text)),
        Sign::Atom(Atom::String(_)) => "a string".to_owned(),
        Sign::Atom(Atom::Comma(_)) => "a comma".to_owned(),
        Sign::Colon(_) => "a colon".to_owned(),
    }
}

fn no_name(tree: &Tree, keyword: Keyword, keyword_word: Word, found: Option<Sign>) -> Diagnostic {
    let keyword = keyword.text();
    let word = found.map_or(keyword_word, Sign::word);
    Diagnostic::new(Code::MissingName, format!("this `{keyword}` has no name"))
        .at(tree.span(word), if found.is_some() { "a name is expected here" } else { "a name is expected after this" })
        .help(format!("give it a name that starts with a letter: `{keyword} my-{keyword}`"))
}

fn reserved(span: Span, word: &str) -> Diagnostic {
    Diagnostic::new(Code::ReservedName, format!("`{word}` is a word of the language and cannot be a name"))
        .at(span, "")
        .help("choose another name")
}

fn no_letter(span: Span, word: &str) -> Diagnostic {
    Diagnostic::new(Code::MalformedName, format!("`{word}` is no name"))
        .at(span, "a name begins with a letter")
        .help("begin it with a letter of any script")
}

fn bad_sign(span: Span, word: &str, sign: char) -> Diagnostic {
    let help = match sign {
        '.' => "a dot stands only between a module and a name that the module declares".to_owned(),
        _ => format!("write `{}`", word.replace(sign, "-")),
    };
    Diagnostic::new(Code::MalformedName, format!("a name cannot hold `{sign}`"))
        .at(span, "names are made of letters, digits and `-`")
        .help(help)
}

/// What is wrong with the name of a module.
pub(super) fn module_name(tree: &Tree, text: &str, fault: HeaderFault) -> Diagnostic {
    header(tree, text, Keyword::System, Word::default(), fault)
}

fn class_help(keyword: Keyword) -> String {
    let name = keyword.text();
    match keyword.classes().map(|classes| classes.words) {
        Some(ClassWords::Language(known)) => {
            format!("`{name} NAME : CLASS`, where the class is {}", either(known.iter().copied()))
        }
        Some(ClassWords::Term) => format!("`{name} NAME : TERM`, where the term is one of the policy's"),
        Some(ClassWords::Clause) => {
            format!("`{name} NAME : CLAUSE`, where the clause is one of the policy's, such as `3.2.2-c`")
        }
        Some(ClassWords::Rule) => {
            format!("`{name} NAME : RULE`, where the rule is the one that is not to apply")
        }
        None => format!("`{name} NAME`, without a class"),
    }
}

fn no_colon(span: Span, word: &str, keyword: Keyword) -> Diagnostic {
    let diagnostic = Diagnostic::new(Code::UnexpectedText, format!("`{word}` follows the name")).at(span, "");
    match keyword.classes() {
        Some(_) => diagnostic.help(format!("if it is the class, put a colon before it: `: {word}`")),
        None => diagnostic.help("a name is one word: join its parts with `-`, or put a label in quotes after it"),
    }
}

fn unknown_escape(span: Span, escape: &str) -> Diagnostic {
    Diagnostic::new(Code::UnknownEscape, format!("`{escape}` has no meaning in a string"))
        .at(span, "")
        .help("a backslash stands only before `\"` and before another backslash; write `\\\\` for a backslash")
}

fn missing_comma(span: Span, word: &str) -> Diagnostic {
    Diagnostic::new(Code::MissingComma, format!("a comma is missing before `{word}`"))
        .at(span, "this follows the list without a comma")
        .help("put a comma between the parts of a list")
}
