//! Everything that is said about the files of a pack, one small function a message.

mod rules;
mod sentences;
mod vocabulary;

pub(super) use rules::*;
pub(super) use sentences::*;
pub(super) use vocabulary::*;

use crate::diagnostic::{Code, Diagnostic, Text, did_you_mean, say};
use crate::source::{FileId, Span};

/// What a slot takes.
pub(super) const A_LIST_OF_SENTENCES: &str =
    "a list of sentences, each of which may be a mapping with the one key `any of` or `all of`";

/// What `for each` takes.
pub(super) const A_RANGE: &str = "a kind, a list of kinds, or a mapping of variables to what they range over";

/// What `unless` takes.
pub(super) const EXCEPTIONS: &str = "a list of named exceptions, or a mapping of the rule's own";

/// What is said of a number with a point that is not quoted.
pub(super) const QUOTE_THE_NUMBER: &str = "words; quote a number with a point";

/// What takes words.
pub(super) const WORDS: &str = "words";

/// What takes a mapping.
pub(super) const A_MAPPING: &str = "a mapping";

/// What takes anything.
pub(super) const A_SHAPE: &str = "words, a list or a mapping";

/// What is called so where a name is unknown or there twice.
pub(super) const CLAUSE: [&str; 2] = ["clause", "条款"];
pub(super) const EXCEPTION: [&str; 2] = ["exception", "例外"];
pub(super) const GAP: [&str; 2] = ["gap", "文本缺口"];
pub(super) const PHRASE: [&str; 2] = ["phrase", "语句"];
pub(super) const RULE: [&str; 2] = ["rule", "规则"];
pub(super) const TERM: [&str; 2] = ["term", "用语"];
pub(super) const TITLE: [&str; 2] = ["title", "标题"];

/// What the reader of YAML hands through in English alone, in each language. The rest are its own words.
fn of_reader(words: &str) -> Text {
    let chinese = match words {
        A_LIST_OF_SENTENCES => "句子的列表，其中的一项可以是只有一个键 `any of` 或 `all of` 的映射",
        A_RANGE => "事物的种类、种类的列表，或变量到其取值范围的映射",
        EXCEPTIONS => "具名例外的列表，或规则自身例外的映射",
        QUOTE_THE_NUMBER => "文字；带小数点的数字须加引号",
        WORDS => "文字",
        A_MAPPING | "a map" | "mapping start" => "映射",
        A_SHAPE => "文字、列表或映射",
        "a sequence" | "sequence start" => "列表",
        _ => words,
    };
    Text::from([words, chinese])
}

/// What is said of the nearest of some names, or of all of them if they are few.
fn suggest<'n>(word: &str, names: impl Iterator<Item = &'n str>) -> Option<Text> {
    let names: Vec<&str> = names.collect();
    let listed = (1..=12).contains(&names.len()).then(|| Text::names(names.iter().copied()));
    did_you_mean(word, names).or_else(|| listed.map(|names| say!(["there are {names}", "可用的有 {names}"], names)))
}

pub(super) fn missing_file(name: &str) -> Diagnostic {
    Diagnostic::new(Code::PackFiles, say!(["the pack has no `{name}`", "规则包中没有 `{name}`"])).help([
        "a pack has at least `pack.yaml`, `vocabulary.yaml` and `clauses.yaml`",
        "规则包至少有 `pack.yaml`、`vocabulary.yaml` 和 `clauses.yaml`",
    ])
}

/// Other files than YAML may lie beside a pack; a YAML file that nobody reads is most likely misspelt.
pub(super) fn unknown_file(file: FileId, path: &str, name: &str) -> Option<Diagnostic> {
    let names = ["pack.yaml", "vocabulary.yaml", "clauses.yaml", "tables.yaml", "patterns.yaml", "signatures.yaml"];
    let listed = Text::names(names);
    let yaml = path.ends_with(".yaml") || path.ends_with(".yml");
    yaml.then(|| {
        Diagnostic::new(Code::PackFiles, say!(["a pack has no file `{name}`", "规则包没有文件 `{name}`"]))
            .here(Span::new(file, 0..0))
            .help(say!(
                [
                    "rules stand in `rules/`, translations in `languages/zh/`, the rest in {listed}",
                    "规则位于 `rules/`，译文位于 `languages/zh/`，其余位于 {listed}"
                ],
                listed
            ))
            .maybe_help(did_you_mean(name, names))
    })
}

pub(super) fn repeated_file(file: FileId, path: &str) -> Diagnostic {
    let message = say!(["`{path}` is the second file of its name in the pack", "`{path}` 是规则包中第二个同名文件"]);
    Diagnostic::new(Code::PackFiles, message).here(Span::new(file, 0..0))
}

pub(super) fn too_large(span: Span, largest: usize) -> Diagnostic {
    let largest = largest >> 20;
    let message = say!(["the file is larger than {largest} MiB", "文件大于 {largest} MiB"]);
    Diagnostic::new(Code::PackYaml, message)
        .here(span)
        .help(["split it; rules may stand in many files", "将其拆分；规则可以位于多个文件"])
}

/// What is no YAML; the reader of YAML says why, in its own words.
pub(super) fn unreadable_yaml(span: Span, why: &str) -> Diagnostic {
    let message = say!(["this is no YAML that can be read: {why}", "无法读作 YAML：{why}"]);
    Diagnostic::new(Code::PackYaml, message).at(span, STOPPED)
}

const STOPPED: [&str; 2] = ["reading stopped here", "读取至此中止"];

pub(super) fn over_budget(span: Span) -> Diagnostic {
    let message =
        ["the file grows beyond every honest pack when it is read", "读取时文件膨胀，超出任何正常规则包的规模"];
    Diagnostic::new(Code::PackYaml, message)
        .at(span, STOPPED)
        .help(["write it without deep nesting and without many aliases", "避免过深的嵌套和过多的别名"])
}

/// A key that stands twice; the reader of YAML does not always know which.
pub(super) fn repeated_key(span: Span, key: Option<&str>) -> Diagnostic {
    let key = key.map_or_else(|| ["this key", "此键"].into(), Text::quoted);
    Diagnostic::new(
        Code::PackRepeatedName,
        say!(["{key} stands twice in one mapping", "{key}在同一映射中出现两次"], key),
    )
    .at(span, SECOND)
}

const SECOND: [&str; 2] = ["the second one", "第二个"];

pub(super) fn unknown_key(span: Span, key: &str, expected: &[&'static str]) -> Diagnostic {
    let keys = Text::names(expected.iter().copied());
    Diagnostic::new(Code::PackUnknownKey, say!(["there is no key `{key}` here", "此处没有键 `{key}`"]))
        .at(span, ["not a key of this mapping", "不是这一映射的键"])
        .help(say!(["the keys are {keys}", "可用的键有 {keys}"], keys))
        .maybe_help(did_you_mean(key, expected.iter().copied()))
}

pub(super) fn key_of_other_sort(span: Span, key: &str, owner: &str, sort: &str) -> Diagnostic {
    let message = say!([
        "`{key}` can be said of the sort `{owner}`, not of `{sort}`",
        "`{key}` 可用于词类 `{owner}`，不能用于 `{sort}`",
    ]);
    Diagnostic::new(Code::PackUnknownKey, message).at(span, say!(["of the sort `{sort}`", "属于词类 `{sort}`"]))
}

pub(super) fn beside_parts(span: Span, key: &str) -> Diagnostic {
    let message = say!([
        "`{key}` stands beside `parts` and belongs to none of them",
        "`{key}` 与 `parts` 并列，不属于其中任何部分",
    ]);
    Diagnostic::new(Code::PackUnknownKey, message)
        .at(span, ["this rule has parts", "这一规则分为若干部分"])
        .help(say!(["move `{key}` into the part that it belongs to", "将 `{key}` 移到其所属的部分"]))
}

pub(super) fn missing_key(span: Span, key: &str) -> Diagnostic {
    Diagnostic::new(Code::PackMissingKey, say!(["`{key}` is missing", "缺少 `{key}`"]))
        .at(span, say!(["this has no `{key}`", "此处没有 `{key}`"]))
}

/// The reader of YAML knows the mapping only by the last key that it read of it.
pub(super) fn missing_key_of_mapping(span: Span, key: &str) -> Diagnostic {
    let label = say!(["the mapping that this belongs to has no `{key}`", "此处所属的映射没有 `{key}`"]);
    Diagnostic::new(Code::PackMissingKey, say!(["`{key}` is missing", "缺少 `{key}`"])).at(span, label)
}

pub(super) fn wrong_shape(span: Span, found: impl Into<Text>, expected: impl Into<Text>) -> Diagnostic {
    let expected = expected.into();
    Diagnostic::new(Code::PackWrongValue, say!(["expected {expected}", "应为{expected}"], expected)).at(span, found)
}

/// A shape that the reader of YAML refuses; what it expected may be its own words.
pub(super) fn refused_shape(span: Span, found: impl Into<Text>, expected: &str) -> Diagnostic {
    wrong_shape(span, found, of_reader(expected))
}

/// What a length of time is.
pub(super) const A_LENGTH_OF_TIME: [&str; 2] = ["a length of time such as `30 days`", "时长，例如 `30 days`"];

/// What is said of a shape that has no place where it is.
pub(super) const OUT_OF_PLACE: [&str; 2] = ["this does not belong here", "不应在此"];

pub(super) fn wrong_value(span: Span, found: &str, expected: [&str; 2]) -> Diagnostic {
    unfit(Code::PackWrongValue, span, found, &expected.into())
}

fn unfit(code: Code, span: Span, found: &str, wanted: &Text) -> Diagnostic {
    Diagnostic::new(code, say!(["`{found}` is not {wanted}", "`{found}` 不是{wanted}"], wanted))
        .at(span, say!(["expected {wanted}", "应为{wanted}"], wanted))
}

pub(super) fn not_one_of(span: Span, found: &str, words: &[&str]) -> Diagnostic {
    let listed = Text::names(words.iter().copied());
    let message = say!(["`{found}` is not one of {listed}", "`{found}` 不是下列之一：{listed}"], listed);
    Diagnostic::new(Code::PackWrongValue, message)
        .at(span, ["not one of these words", "不是这些词之一"])
        .maybe_help(did_you_mean(found, words.iter().copied()))
}

/// A name that nothing has.
fn unknown<'n>(span: Span, what: [&str; 2], name: &str, names: impl Iterator<Item = &'n str>) -> Diagnostic {
    let what = Text::from(what);
    Diagnostic::new(Code::PackUnknownName, say!(["there is no {what} `{name}`", "没有{what} `{name}`"], what))
        .at(span, say!(["no such {what}", "没有这一{what}"], what))
        .maybe_help(suggest(name, names))
}
