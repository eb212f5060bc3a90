//! What is said of files that cannot be read, of single signs, and of braces.

use crate::diagnostic::{Code, Diagnostic};
use crate::source::{FileId, Span};
use crate::syntax::recover::Break;
use crate::syntax::scan::{Plain, Slip, Token};

pub(in crate::syntax) fn file_too_large(file: FileId, text: &str, largest: usize) -> Diagnostic {
    let first = text.chars().next().map_or(0, char::len_utf8) as u32;
    Diagnostic::new(Code::FileTooLarge, format!("the file is larger than {} MiB", largest >> 20))
        .at(Span::new(file, 0..first), "")
        .help("split it into several files: where a declaration stands changes nothing")
}

pub(in crate::syntax) fn binary_file(span: Span) -> Diagnostic {
    Diagnostic::new(Code::BinaryFile, "this looks like a binary file")
        .at(span, "a byte that no text holds")
        .help("flow files are text in UTF-8")
}

pub(in crate::syntax) fn nested_too_deep(span: Span, deepest: usize) -> Diagnostic {
    Diagnostic::new(Code::NestedTooDeep, format!("more than {deepest} braces stand within one another"))
        .at(span, "")
        .help("a declaration has one pair of braces, and none stand within it")
}

pub(in crate::syntax) fn too_many(span: Option<Span>, most: usize) -> Diagnostic {
    let diagnostic = Diagnostic::new(Code::TooManyErrors, format!("more than {most} errors in this file"))
        .help("mend the first ones: the others are not shown");
    match span {
        Some(span) => diagnostic.at(span, "no error from here on is shown"),
        None => diagnostic,
    }
}

/// What the grammar refuses and no other message explains.
pub(in crate::syntax) fn unreadable(span: Span, expected: &[&str]) -> Diagnostic {
    let diagnostic = Diagnostic::new(Code::UnexpectedText, "this cannot be read as part of a declaration").at(span, "");
    match expected {
        [] => diagnostic,
        expected => diagnostic.help(format!("here may stand {}", expected.join(" or "))),
    }
}

/// What is wrong with one sign.
pub(in crate::syntax) fn slip(span: Span, slip: Slip) -> Diagnostic {
    match slip {
        Slip::Unclosed => Diagnostic::new(Code::UnclosedString, "this string is not closed")
            .at(span, "it opens here and does not end on its line")
            .help("close it with `\"` on the same line: a string never spans lines"),
        Slip::Typographic(sign, plain) => typographic(span, sign, plain),
        Slip::Strange(sign) => Diagnostic::new(Code::UnexpectedText, format!("`{sign}` has no meaning here"))
            .at(span, "")
            .help(strange_help(sign)),
        Slip::Hidden(sign) => {
            Diagnostic::new(Code::HiddenCharacter, format!("a hidden character (U+{:04X})", u32::from(sign)))
                .at(span, "readers do not see what stands here")
                .help("remove it")
        }
    }
}

fn strange_help(sign: char) -> &'static str {
    match sign {
        ';' | '；' | '。' => "remove it: a clause ends with its line",
        '=' => "remove it: a clause is its keyword, a blank and its value",
        '\'' | '`' => "strings stand in `\"`, and names without quotes",
        '(' | ')' | '[' | ']' => "remove it: a list needs no brackets, only commas",
        _ => "names are made of letters, digits and `-`; any other text stands in quotes",
    }
}

fn typographic(span: Span, sign: char, plain: Plain) -> Diagnostic {
    let (noun, wanted) = match plain {
        Plain::Comma => ("comma", ","),
        Plain::Colon => ("colon", ":"),
        Plain::Open | Plain::Close if sign == '｛' || sign == '﹛' => ("brace", "{"),
        Plain::Open | Plain::Close => ("brace", "}"),
        Plain::Hash => ("number sign", "#"),
        Plain::Quote => ("quotation mark", "\""),
        Plain::Joint(b'.') => ("dot", "."),
        Plain::Joint(b'/') => ("slash", "/"),
        Plain::Joint(_) => ("dash", "-"),
        Plain::Blank => return unusual_blank(span, sign),
    };
    let look = match sign {
        '“' | '”' | '„' | '‟' | '‘' | '’' => "curly",
        '–' | '—' | '−' | '‐' | '‑' | '‒' | '«' | '»' => "typographic",
        _ => "full-width",
    };
    Diagnostic::new(Code::TypographicSign, format!("a {look} {noun} `{sign}` stands for `{wanted}`"))
        .at(span, "")
        .help(format!("write `{wanted}`"))
}

fn unusual_blank(span: Span, sign: char) -> Diagnostic {
    Diagnostic::new(Code::TypographicSign, format!("an unusual blank (U+{:04X}) stands here", u32::from(sign)))
        .at(span, "it looks like a plain blank or like nothing at all")
        .help("delete it, and type a plain blank if one is needed")
}

/// How the signs of a declaration do not fit together.
pub(in crate::syntax) fn broken(file: FileId, text: &str, tokens: &[Token], fault: Break) -> Diagnostic {
    let span = |at: usize| Span::new(file, tokens[at].start as u32..tokens[at].end as u32);
    let found = |at: usize| &text[tokens[at].start..tokens[at].end];
    match fault {
        Break::Unclosed(brace, next) => {
            let diagnostic = Diagnostic::new(Code::UnclosedBrace, "this `{` is not closed").at(span(brace), "");
            match next {
                Some(next) => diagnostic.at(span(next), "it should be closed before this"),
                None => diagnostic,
            }
            .help("close it with `}` on a line of its own")
        }
        Break::NeverOpened(clause) => {
            Diagnostic::new(Code::UnopenedBrace, "clauses follow a first line that opens no braces")
                .at(span(clause), "the first clause")
                .help("put `{` at the end of the line above")
        }
        Break::ClosedEarly(brace, clause) => {
            Diagnostic::new(Code::ClauseOutside, format!("clause `{}` stands outside a declaration", found(clause)))
                .at(span(clause), "")
                .at(span(brace), "the braces of the declaration above close here")
                .help("close the braces below the last clause")
        }
        Break::Surplus(brace) => Diagnostic::new(Code::UnopenedBrace, "this `}` closes nothing")
            .at(span(brace), "")
            .help("remove it, or put `{` where the clauses begin"),
        Break::Nested(brace) => Diagnostic::new(Code::NestedBody, "braces within braces")
            .at(span(brace), "a clause has no braces")
            .help("give each declaration braces of its own, and none within them"),
        Break::Crowded(word) => {
            Diagnostic::new(Code::CrowdedLine, format!("declaration `{}` begins on the line of another", found(word)))
                .at(span(word), "")
                .help("give every declaration a line of its own")
        }
        Break::Scattered(at) => Diagnostic::new(Code::UnexpectedText, format!("`{}` does not belong here", found(at)))
            .at(span(at), "")
            .help("keyword, name, classes, label and `{` stand on one line, and nothing follows `}`"),
        Break::Colon(at) => Diagnostic::new(Code::UnexpectedText, "a clause takes no colon")
            .at(span(at), "")
            .help("remove it: a clause is its keyword, a blank and its value"),
        Break::NoKey(at) => Diagnostic::new(Code::UnexpectedText, "a clause begins with its keyword")
            .at(span(at), "")
            .help("if it goes on with the list above, put the comma at the end of that line"),
        Break::Stray(at) => Diagnostic::new(Code::UnexpectedText, "a declaration begins with its keyword")
            .at(span(at), "this belongs to no declaration")
            .help("remove it"),
    }
}
