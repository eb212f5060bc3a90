//! Everything this stage says to people: one small function for each message. Here is what is said of declarations and
//! their first lines.

mod signs;
mod value;

use super::header::{HeaderFault, Sign};
use super::tree::{Atom, Tree, Word};
use super::words::{ClassWords, ClauseRule, ClauseWord, Keyword, Shape};
use crate::diagnostic::{Code, Diagnostic, Text, did_you_mean, meant, say};
use crate::source::Span;
use signs::outside;
pub(super) use signs::{binary_file, broken, file_too_large, nested_too_deep, slip, too_many, unreadable};
pub(super) use value::Misfit;
use value::takes;

fn clause_names(declaration: Keyword) -> impl Iterator<Item = &'static str> {
    declaration.clauses().iter().map(|rule| rule.word.text())
}

/// "a" or "an", as the word's first letter asks.
fn article(word: &str) -> &'static str {
    if word.starts_with(['a', 'e', 'i', 'o']) { "an" } else { "a" }
}

pub(super) fn unknown_declaration(span: Span, text: &str, near: Option<&str>) -> Diagnostic {
    let keywords = Text::either(Keyword::ALL.iter().map(|keyword| keyword.text()));
    let help = match near {
        Some(_) | None if text.starts_with("//") => ["a comment begins with `#`", "注释以 `#` 开头"].into(),
        Some(near) => meant(near),
        None => say!(["a declaration begins with {keywords}", "声明以 {keywords} 开头"], keywords),
    };
    Diagnostic::new(Code::UnknownDeclaration, say!(["unknown declaration `{text}`", "未知的声明 `{text}`"]))
        .at(span, ["no declaration begins with this word", "没有声明以这个词开头"])
        .help(help)
}

pub(super) fn clause_outside(span: Span, clause: ClauseWord) -> Diagnostic {
    let holders = Text::either(clause.declarations().map(Keyword::text));
    outside(span, clause.text(), ["not between the braces of a declaration", "不在声明的花括号之内"]).help(say!(
        [
            "put it between the braces of the declaration it belongs to: {holders}",
            "将其放入所属声明的花括号之内：{holders}"
        ],
        holders
    ))
}

pub(super) fn unknown_clause(span: Span, text: &str, declaration: Keyword, list_above: Option<Span>) -> Diagnostic {
    let keyword = declaration.text();
    let a = article(keyword);
    let message = say!(["unknown clause `{text}` in {a} `{keyword}`", "`{keyword}` 中有未知的子句 `{text}`"]);
    let diagnostic =
        Diagnostic::new(Code::UnknownClause, message).at(span, ["no clause has this name", "没有子句使用这个名称"]);
    if let Some(help) = did_you_mean(text, clause_names(declaration)) {
        return diagnostic.help(help);
    }
    match list_above {
        Some(above) => diagnostic.at(above, ["the list above ends with this", "上面的列表到此结束"]).help(say!([
            "if `{text}` goes on with the list above, put a comma at the end of that line",
            "若 `{text}` 接续上面的列表，在上一行的末尾加上逗号",
        ])),
        None => diagnostic.help(holds(declaration)),
    }
}

fn holds(declaration: Keyword) -> Text {
    let (keyword, names) = (declaration.text(), Text::both(clause_names(declaration)));
    let a = article(keyword);
    say!(["{a} `{keyword}` may hold {names}", "`{keyword}` 可以有 {names}"], names)
}

pub(super) fn misplaced_clause(span: Span, declaration: Keyword, clause: ClauseWord) -> Diagnostic {
    let (keyword, clause_text) = (declaration.text(), clause.text());
    let (holders, holds) = (Text::either(clause.declarations().map(Keyword::text)), holds(declaration));
    let a = article(keyword);
    let message = say!(["{a} `{keyword}` has no clause `{clause_text}`", "`{keyword}` 没有子句 `{clause_text}`"]);
    Diagnostic::new(Code::MisplacedClause, message).at(span, ["it may not stand here", "它不能在此"]).help(say!(
        ["`{clause_text}` may stand in {holders}; {holds}", "`{clause_text}` 可以在 {holders} 之中；{holds}"],
        holders,
        holds
    ))
}

pub(super) fn repeated_clause(span: Span, first: Option<Span>, declaration: Keyword, rule: &ClauseRule) -> Diagnostic {
    let (clause, keyword) = (rule.word.text(), declaration.text());
    let message =
        say!(["clause `{clause}` stands twice in one `{keyword}`", "子句 `{clause}` 在同一 `{keyword}` 中出现两次"]);
    let help = match is_list(rule.shape) {
        true => say!(["put both into one `{clause}`, with commas between", "将两处合并为一个 `{clause}`，用逗号分隔",]),
        false => Text::from(["keep one of them", "保留其中之一"]),
    };
    let diagnostic = Diagnostic::new(Code::RepeatedClause, message).at(span, ["again here", "在此再次出现"]).help(help);
    match first {
        Some(first) => diagnostic.at(first, ["first here", "首次在此出现"]),
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
    let (keyword, names) = (declaration.text(), Text::both(missing.iter().map(|rule| rule.word.text())));
    let noun = if missing.len() == 1 { "clause" } else { "clauses" };
    let lines = Text::list(missing.iter().map(|rule| {
        let (word, takes) = (rule.word.text(), takes(rule.shape));
        say!(["`{word}` ({takes})", "`{word}`（{takes}）"], takes)
    }));
    let message = say!(["`{keyword} {name}` lacks the {noun} {names}", "`{keyword} {name}` 缺少子句 {names}"], names);
    Diagnostic::new(Code::MissingClause, message).here(span).help(say!(["add {lines}", "补充 {lines}"], lines))
}

pub(super) fn no_data(span: Span, name: &str) -> Diagnostic {
    let message = say!(["`collect {name}` does not say what it collects", "`collect {name}` 没有写明收集什么"]);
    Diagnostic::new(Code::MissingClause, message).here(span).help([
        "add `required`, `optional` or `data` with names of data",
        "补充 `required`、`optional` 或 `data`，写明数据的名称",
    ])
}

pub(super) fn module_malformed(span: Span) -> Diagnostic {
    let message = ["`module` takes one name and nothing else", "`module` 之后只有一个名称"];
    Diagnostic::new(Code::MisplacedModule, message).here(span).help([
        "write `module` and a name on one line: `module payments`",
        "在同一行写 `module` 和名称：`module payments`",
    ])
}

pub(super) fn module_repeated(span: Span, first: Span) -> Diagnostic {
    Diagnostic::new(Code::MisplacedModule, ["a file belongs to one module", "一个文件只属于一个模块"])
        .at(span, ["a second one is named here", "在此写明了第二个"])
        .at(first, ["the first one is named here", "在此写明了第一个"])
        .help(["move the declarations below to a file of their own", "将以下的声明移到单独的文件"])
}

pub(super) fn module_late(span: Span) -> Diagnostic {
    let message = ["`module` stands below a declaration", "`module` 位于声明之下"];
    Diagnostic::new(Code::MisplacedModule, message).here(span).help([
        "move this line to the top of the file: it holds for all declarations in it",
        "将这一行移到文件开头：它适用于文件中的所有声明",
    ])
}

/// What is wrong with a declaration's first line.
pub(super) fn header(tree: &Tree, text: &str, keyword: Keyword, keyword_word: Word, fault: HeaderFault) -> Diagnostic {
    let at = |word: Word| tree.span(word);
    match fault {
        HeaderFault::NoName(found) => no_name(tree, keyword, keyword_word, found),
        HeaderFault::Reserved(word) => reserved(at(word), word.text(text)),
        HeaderFault::NoLetter(word) => no_letter(at(word), word.text(text)),
        HeaderFault::BadSign(word, sign) => bad_sign(at(word), word.text(text), sign),
        HeaderFault::NoClass(word) => Diagnostic::new(Code::MissingClass, ["a class is missing", "缺少类别"])
            .at(at(word), ["after this, a class is expected", "其后应有类别"])
            .help(class_help(keyword)),
        HeaderFault::ClassMissing => class_missing(at(keyword_word), keyword),
        HeaderFault::ClassSurplus(word) => class_surplus(at(word), keyword),
        HeaderFault::ClassesSurplus(word) => classes_surplus(at(word), keyword),
        HeaderFault::ClassUnknown(word, known) => class_unknown(at(word), word.text(text), keyword, known),
        HeaderFault::NoComma(word) => missing_comma(at(word), word.text(text)),
        HeaderFault::NoColon(word) => no_colon(at(word), word.text(text), keyword),
        HeaderFault::Surplus(sign) => surplus(at(sign.word()), &found(text, sign)),
        HeaderFault::Escape(word) => unknown_escape(at(word), word.text(text)),
    }
}

fn class_missing(span: Span, keyword: Keyword) -> Diagnostic {
    let word = keyword.text();
    let a = article(word);
    Diagnostic::new(Code::MissingClass, say!(["{a} `{word}` needs a class", "`{word}` 需要类别"]))
        .at(span, ["no class follows its name", "其名称之后没有类别"])
        .help(class_help(keyword))
}

fn class_surplus(span: Span, keyword: Keyword) -> Diagnostic {
    let word = keyword.text();
    let a = article(word);
    Diagnostic::new(Code::SurplusClass, say!(["{a} `{word}` takes no class", "`{word}` 没有类别"]))
        .here(span)
        .help(["remove the `:` and what follows it", "删除 `:` 及其后的内容"])
}

fn classes_surplus(span: Span, keyword: Keyword) -> Diagnostic {
    let word = keyword.text();
    let a = article(word);
    Diagnostic::new(Code::SurplusClass, say!(["{a} `{word}` takes one class", "`{word}` 只有一个类别"]))
        .at(span, ["a second one", "第二个"])
        .help(["keep the one that fits best", "保留最合适的一个"])
}

fn class_unknown(span: Span, found: &str, keyword: Keyword, known: &[&str]) -> Diagnostic {
    let word = keyword.text();
    let a = article(word);
    Diagnostic::new(Code::UnknownWord, say!(["unknown class `{found}`", "未知的类别 `{found}`"]))
        .at(span, say!(["no class of {a} `{word}`", "不是 `{word}` 的类别"]))
        .help(class_help(keyword))
        .maybe_help(did_you_mean(found, known.iter().copied()))
}

fn surplus(span: Span, found: &Text) -> Diagnostic {
    let message = say!(["{found} follows where the first line is complete", "首行已经完整，其后又有：{found}"], found);
    Diagnostic::new(Code::UnexpectedText, message)
        .at(span, ["nothing more belongs on this line", "这一行不应再有其他内容"])
        .help([
            "a declaration is a keyword, a name, `:` and its classes, a label in quotes, and clauses in braces",
            "声明由关键字、名称、`:` 和类别、引号中的标签、花括号中的子句组成",
        ])
}

/// What stands there, in words.
fn found(text: &str, sign: Sign) -> Text {
    match sign {
        Sign::Atom(Atom::Word(word)) => Text::quoted(word.text(text)),
        Sign::Atom(Atom::String(_)) => ["a string", "字符串"].into(),
        Sign::Atom(Atom::Comma(_)) => ["a comma", "逗号"].into(),
        Sign::Colon(_) => ["a colon", "冒号"].into(),
    }
}

fn no_name(tree: &Tree, keyword: Keyword, keyword_word: Word, found: Option<Sign>) -> Diagnostic {
    let keyword = keyword.text();
    let label = match found {
        Some(_) => ["a name is expected here", "此处应有名称"],
        None => ["a name is expected after this", "其后应有名称"],
    };
    Diagnostic::new(Code::MissingName, say!(["this `{keyword}` has no name", "这一 `{keyword}` 没有名称"]))
        .at(tree.span(found.map_or(keyword_word, Sign::word)), label)
        .help(say!([
            "give it a name that starts with a letter: `{keyword} my-{keyword}`",
            "为其取以字母或文字开头的名称：`{keyword} my-{keyword}`",
        ]))
}

fn reserved(span: Span, word: &str) -> Diagnostic {
    let message =
        say!(["`{word}` is a word of the language and cannot be a name", "`{word}` 是语言本身的词，不能用作名称",]);
    Diagnostic::new(Code::ReservedName, message).here(span).help(["choose another name", "改用其他名称"])
}

fn no_letter(span: Span, word: &str) -> Diagnostic {
    Diagnostic::new(Code::MalformedName, say!(["`{word}` is no name", "`{word}` 不是名称"]))
        .at(span, ["a name begins with a letter", "名称以字母或文字开头"])
        .help(["begin it with a letter of any script", "以任何文字的字母开头"])
}

fn bad_sign(span: Span, word: &str, sign: char) -> Diagnostic {
    let mended = word.replace(sign, "-");
    let help = match sign {
        '.' => Text::from([
            "a dot stands only between a module and a name that the module declares",
            "点只用于模块与该模块所声明的名称之间",
        ]),
        _ => say!(["write `{mended}`", "写作 `{mended}`"]),
    };
    Diagnostic::new(Code::MalformedName, say!(["a name cannot hold `{sign}`", "名称中不能有 `{sign}`"]))
        .at(span, ["names are made of letters, digits and `-`", "名称由字母、数字和 `-` 组成"])
        .help(help)
}

/// What is wrong with the name of a module.
pub(super) fn module_name(tree: &Tree, text: &str, fault: HeaderFault) -> Diagnostic {
    header(tree, text, Keyword::System, Word::default(), fault)
}

fn class_help(keyword: Keyword) -> Text {
    let name = keyword.text();
    match keyword.classes().map(|classes| classes.words) {
        Some(ClassWords::Language(known)) => {
            let words = Text::either(known.iter().copied());
            say!(
                ["`{name} NAME : CLASS`, where the class is {words}", "`{name} NAME : CLASS`，其中类别为 {words}"],
                words
            )
        }
        Some(ClassWords::Term) => say!([
            "`{name} NAME : TERM`, where the term is one of the policy's",
            "`{name} NAME : TERM`，其中用语取自政策",
        ]),
        Some(ClassWords::Clause) => say!([
            "`{name} NAME : CLAUSE`, where the clause is one of the policy's, such as `3.2.2-c`",
            "`{name} NAME : CLAUSE`，其中条款取自政策，例如 `3.2.2-c`",
        ]),
        Some(ClassWords::Rule) => say!([
            "`{name} NAME : RULE`, where the rule is the one that is not to apply",
            "`{name} NAME : RULE`，其中规则为不予适用的规则",
        ]),
        None => say!(["`{name} NAME`, without a class", "`{name} NAME`，没有类别"]),
    }
}

fn no_colon(span: Span, word: &str, keyword: Keyword) -> Diagnostic {
    let help = match keyword.classes() {
        Some(_) => {
            say!(["if it is the class, put a colon before it: `: {word}`", "若是类别，在其前加上冒号：`: {word}`",])
        }
        None => Text::from([
            "a name is one word: join its parts with `-`, or put a label in quotes after it",
            "名称是一个词：用 `-` 连接各部分，或在其后用引号写明标签",
        ]),
    };
    Diagnostic::new(Code::UnexpectedText, say!(["`{word}` follows the name", "名称之后又有 `{word}`"]))
        .here(span)
        .help(help)
}

fn unknown_escape(span: Span, escape: &str) -> Diagnostic {
    let message = say!(["`{escape}` has no meaning in a string", "`{escape}` 在字符串中没有意义"]);
    Diagnostic::new(Code::UnknownEscape, message).here(span).help([
        "a backslash stands only before `\"` and before another backslash; write `\\\\` for a backslash",
        "反斜杠只用于 `\"` 和另一反斜杠之前；反斜杠本身写作 `\\\\`",
    ])
}

fn missing_comma(span: Span, word: &str) -> Diagnostic {
    Diagnostic::new(Code::MissingComma, say!(["a comma is missing before `{word}`", "`{word}` 之前缺少逗号"]))
        .at(span, ["this follows the list without a comma", "它接在列表之后，却没有逗号"])
        .help(["put a comma between the parts of a list", "列表的各项之间用逗号分隔"])
}
