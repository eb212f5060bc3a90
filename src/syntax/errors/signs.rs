//! What is said of files that cannot be read, of single signs, and of braces.

use crate::diagnostic::{Code, Diagnostic, Text, say};
use crate::source::{FileId, Span};
use crate::syntax::recover::Break;
use crate::syntax::scan::{Plain, Slip, Token};

pub(in crate::syntax) fn file_too_large(file: FileId, text: &str, largest: usize) -> Diagnostic {
    let first = text.chars().next().map_or(0, char::len_utf8) as u32;
    let largest = largest >> 20;
    let message = say!(["the file is larger than {largest} MiB", "文件大于 {largest} MiB"]);
    Diagnostic::new(Code::FileTooLarge, message).here(Span::new(file, 0..first)).help([
        "split it into several files: where a declaration stands changes nothing",
        "拆分为多个文件：声明位于何处不影响结果",
    ])
}

pub(in crate::syntax) fn binary_file(span: Span) -> Diagnostic {
    Diagnostic::new(Code::BinaryFile, ["this looks like a binary file", "这像是二进制文件"])
        .at(span, ["a byte that no text holds", "文本中不会有的字节"])
        .help(["flow files are text in UTF-8", "数据流文件是 UTF-8 文本"])
}

pub(in crate::syntax) fn nested_too_deep(span: Span, deepest: usize) -> Diagnostic {
    let message = say!(["more than {deepest} braces stand within one another", "花括号相互嵌套超过{deepest}层"]);
    Diagnostic::new(Code::NestedTooDeep, message).here(span).help([
        "a declaration has one pair of braces, and none stand within it",
        "一个声明只有一对花括号，其中不再有花括号",
    ])
}

pub(in crate::syntax) fn too_many(span: Option<Span>, most: usize) -> Diagnostic {
    let message = say!(["more than {most} errors in this file", "这一文件中的错误超过{most}处"]);
    let diagnostic = Diagnostic::new(Code::TooManyErrors, message)
        .help(["mend the first ones: the others are not shown", "先改正前面的错误：其余的不再列出"]);
    match span {
        Some(span) => diagnostic.at(span, ["no error from here on is shown", "自此处起不再列出错误"]),
        None => diagnostic,
    }
}

/// What the grammar refuses and no other message explains.
pub(in crate::syntax) fn unreadable(span: Span, expected: &[[&str; 2]]) -> Diagnostic {
    let message = ["this cannot be read as part of a declaration", "无法将此处读作声明的一部分"];
    let diagnostic = Diagnostic::new(Code::UnexpectedText, message).here(span);
    let words = Text::alternatives(expected.iter().copied().map(Text::from));
    match expected {
        [] => diagnostic,
        _ => diagnostic.help(say!(["here may stand {words}", "此处可以是{words}"], words)),
    }
}

/// What is wrong with one sign.
pub(in crate::syntax) fn slip(span: Span, slip: Slip) -> Diagnostic {
    match slip {
        Slip::Unclosed => Diagnostic::new(Code::UnclosedString, ["this string is not closed", "字符串没有结束"])
            .at(span, ["it opens here and does not end on its line", "它在此开始，到行尾仍未结束"])
            .help([
                "close it with `\"` on the same line: a string never spans lines",
                "在同一行用 `\"` 结束它：字符串不能跨行",
            ]),
        Slip::Typographic(sign, plain) => typographic(span, sign, plain),
        Slip::Strange(sign) => {
            Diagnostic::new(Code::UnexpectedText, say!(["`{sign}` has no meaning here", "`{sign}` 在此没有意义"]))
                .here(span)
                .help(strange_help(sign))
        }
        Slip::Hidden(sign) => {
            let sign = u32::from(sign);
            Diagnostic::new(
                Code::HiddenCharacter,
                say!(["a hidden character (U+{sign:04X})", "隐藏字符（U+{sign:04X}）"]),
            )
            .at(span, ["readers do not see what stands here", "读者看不到此处的内容"])
            .help(["remove it", "将其删除"])
        }
    }
}

fn strange_help(sign: char) -> [&'static str; 2] {
    match sign {
        ';' | '；' | '。' => ["remove it: a clause ends with its line", "将其删除：子句到行尾结束"],
        '=' => ["remove it: a clause is its keyword, a blank and its value", "将其删除：子句由关键字、空格和值组成"],
        '\'' | '`' => ["strings stand in `\"`, and names without quotes", "字符串用 `\"` 括起，名称不加引号"],
        '(' | ')' | '[' | ']' => {
            ["remove it: a list needs no brackets, only commas", "将其删除：列表不用括号，只用逗号"]
        }
        _ => [
            "names are made of letters, digits and `-`; any other text stands in quotes",
            "名称由字母、数字和 `-` 组成；其他文本用引号括起",
        ],
    }
}

fn typographic(span: Span, sign: char, plain: Plain) -> Diagnostic {
    let (noun, wanted) = match plain {
        Plain::Comma => (["comma", "逗号"], ","),
        Plain::Colon => (["colon", "冒号"], ":"),
        Plain::Open | Plain::Close if sign == '｛' || sign == '﹛' => (["brace", "花括号"], "{"),
        Plain::Open | Plain::Close => (["brace", "花括号"], "}"),
        Plain::Hash => (["number sign", "井号"], "#"),
        Plain::Quote => (["quotation mark", "引号"], "\""),
        Plain::Joint(b'.') => (["dot", "点"], "."),
        Plain::Joint(b'/') => (["slash", "斜杠"], "/"),
        Plain::Joint(_) => (["dash", "连字符"], "-"),
        Plain::Blank => return unusual_blank(span, sign),
    };
    let look = match sign {
        '“' | '”' | '„' | '‟' | '‘' | '’' => ["curly", "弯"],
        '–' | '—' | '−' | '‐' | '‑' | '‒' | '«' | '»' => ["typographic", "排版用的"],
        _ => ["full-width", "全角"],
    };
    let [noun, look] = [noun, look].map(Text::from);
    let message = say!(
        ["a {look} {noun} `{sign}` stands for `{wanted}`", "此处用了{look}{noun} `{sign}`，应为 `{wanted}`"],
        look,
        noun
    );
    Diagnostic::new(Code::TypographicSign, message).here(span).help(say!(["write `{wanted}`", "写作 `{wanted}`"]))
}

fn unusual_blank(span: Span, sign: char) -> Diagnostic {
    let sign = u32::from(sign);
    let message = say!(["an unusual blank (U+{sign:04X}) stands here", "此处是特殊的空白（U+{sign:04X}）"]);
    Diagnostic::new(Code::TypographicSign, message)
        .at(span, ["it looks like a plain blank or like nothing at all", "它看起来像普通空格，或者什么都看不到"])
        .help(["delete it, and type a plain blank if one is needed", "将其删除，需要空格的，输入普通空格"])
}

/// How the signs of a declaration do not fit together.
pub(in crate::syntax) fn broken(file: FileId, text: &str, tokens: &[Token], fault: Break) -> Diagnostic {
    let span = |at: usize| Span::new(file, tokens[at].start as u32..tokens[at].end as u32);
    let found = |at: usize| &text[tokens[at].start..tokens[at].end];
    match fault {
        Break::Unclosed(brace, next) => {
            let diagnostic =
                Diagnostic::new(Code::UnclosedBrace, ["this `{` is not closed", "这个 `{` 没有闭合"]).here(span(brace));
            match next {
                Some(next) => diagnostic.at(span(next), ["it should be closed before this", "应在此之前闭合"]),
                None => diagnostic,
            }
            .help(["close it with `}` on a line of its own", "用单独一行的 `}` 闭合它"])
        }
        Break::NeverOpened(clause) => Diagnostic::new(
            Code::UnopenedBrace,
            ["clauses follow a first line that opens no braces", "首行没有以花括号开始，其后却有子句"],
        )
        .at(span(clause), ["the first clause", "第一个子句"])
        .help(["put `{` at the end of the line above", "在上一行的末尾加上 `{`"]),
        Break::ClosedEarly(brace, clause) => outside(span(clause), found(clause), Text::default())
            .at(span(brace), ["the braces of the declaration above close here", "上一个声明的花括号在此闭合"])
            .help(["close the braces below the last clause", "在最后一个子句之下闭合花括号"]),
        Break::Surplus(brace) => {
            Diagnostic::new(Code::UnopenedBrace, ["this `}` closes nothing", "这个 `}` 没有对应的开头"])
                .here(span(brace))
                .help(["remove it, or put `{` where the clauses begin", "将其删除，或在子句开始之处加上 `{`"])
        }
        Break::Nested(brace) => Diagnostic::new(Code::NestedBody, ["braces within braces", "花括号之内又有花括号"])
            .at(span(brace), ["a clause has no braces", "子句没有花括号"])
            .help([
                "give each declaration braces of its own, and none within them",
                "每个声明有自己的花括号，其中不再有花括号",
            ]),
        Break::Crowded(word) => {
            let word_text = found(word);
            Diagnostic::new(
                Code::CrowdedLine,
                say!([
                    "declaration `{word_text}` begins on the line of another",
                    "声明 `{word_text}` 从另一声明所在的行开始",
                ]),
            )
            .here(span(word))
            .help(["give every declaration a line of its own", "每个声明各占一行"])
        }
        Break::Scattered(at) => {
            let word = found(at);
            Diagnostic::new(Code::UnexpectedText, say!(["`{word}` does not belong here", "`{word}` 不应在此"]))
                .here(span(at))
                .help([
                    "keyword, name, classes, label and `{` stand on one line, and nothing follows `}`",
                    "关键字、名称、类别、标签和 `{` 位于同一行，`}` 之后没有其他内容",
                ])
        }
        Break::Colon(at) => {
            Diagnostic::new(Code::UnexpectedText, ["a clause takes no colon", "子句不用冒号"]).here(span(at)).help([
                "remove it: a clause is its keyword, a blank and its value",
                "将其删除：子句由关键字、空格和值组成",
            ])
        }
        Break::NoKey(at) => {
            Diagnostic::new(Code::UnexpectedText, ["a clause begins with its keyword", "子句以其关键字开头"])
                .here(span(at))
                .help([
                    "if it goes on with the list above, put the comma at the end of that line",
                    "若是接续上面的列表，将逗号放在上一行的末尾",
                ])
        }
        Break::Stray(at) => {
            Diagnostic::new(Code::UnexpectedText, ["a declaration begins with its keyword", "声明以其关键字开头"])
                .at(span(at), ["this belongs to no declaration", "此处不属于任何声明"])
                .help(["remove it", "将其删除"])
        }
    }
}

/// A clause that stands in no declaration.
pub(super) fn outside(span: Span, clause: &str, label: impl Into<Text>) -> Diagnostic {
    let message = say!(["clause `{clause}` stands outside a declaration", "子句 `{clause}` 位于声明之外"]);
    Diagnostic::new(Code::ClauseOutside, message).at(span, label)
}
