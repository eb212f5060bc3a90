//! Everything that is said about the files of a pack, one small function a message.

use super::facts::{Fact, Kind, Scale, Type};
use super::pack::Pack;
use super::rule::About;
use crate::diagnostic::{Code, Diagnostic, Language, Text, did_you_mean, say};
use crate::model::language;
use crate::model::vocabulary::Vocabulary;
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

// Files

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

// Vocabulary

pub(super) fn unknown_sort(span: Span, sort: &str) -> Diagnostic {
    let sorts = Text::names(language::sort_names());
    Diagnostic::new(Code::PackUnknownName, say!(["there is no sort `{sort}`", "没有词类 `{sort}`"]))
        .at(span, ["not a sort of terms", "不是用语的词类"])
        .help(say!(["the sorts are {sorts}", "词类有 {sorts}"], sorts))
        .maybe_help(did_you_mean(sort, language::sort_names()))
}

pub(super) fn sort_without_tree(span: Span, sort: &str) -> Diagnostic {
    let message = say!(["the vocabulary has no tree for the sort `{sort}`", "词汇表中没有词类 `{sort}` 的树"]);
    Diagnostic::new(Code::PackUnknownName, message)
        .at(span, say!(["this names a term of `{sort}`", "此处引用了 `{sort}` 的用语"]))
        .help(say!(["give `{sort}` a tree in `vocabulary.yaml`", "在 `vocabulary.yaml` 中为 `{sort}` 写明树"]))
}

pub(super) fn tree_of_language(span: Span, sort: &str) -> Diagnostic {
    let message = say!(["the tree of `{sort}` belongs to the flow language", "`{sort}` 的树属于数据流语言"]);
    Diagnostic::new(Code::PackUnknownKey, message)
        .at(span, ["a pack can add lists to it and nothing else", "规则包只能为其补充列表"])
}

pub(super) fn many_roots(span: Span, sort: &str) -> Diagnostic {
    let message = say!(["the tree of `{sort}` has no single root", "`{sort}` 的树没有唯一的根"]);
    Diagnostic::new(Code::PackWrongValue, message)
        .at(span, ["expected one root with everything else below it", "应有一个根，其他用语都在其下"])
}

pub(super) fn unknown_term(span: Span, sort: &str, word: &str, vocabulary: &Vocabulary) -> Diagnostic {
    let names = || vocabulary.sort(sort).into_iter().flat_map(|sort| vocabulary.all_names(sort));
    let elsewhere = || {
        let owners = vocabulary.sorts().filter(|(id, _)| vocabulary.find(*id, word).is_some());
        let owners: Vec<&str> = owners.map(|(_, owner)| owner.name.as_str()).collect();
        let listed = Text::names(owners.iter().copied());
        (!owners.is_empty()).then(|| say!(["`{word}` is a term of {listed}", "`{word}` 是 {listed} 的用语"], listed))
    };
    Diagnostic::new(
        Code::PackUnknownTerm,
        say!(["the sort `{sort}` has no term `{word}`", "词类 `{sort}` 没有用语 `{word}`"]),
    )
    .at(span, say!(["not a term of `{sort}`", "不是 `{sort}` 的用语"]))
    .maybe_help(elsewhere().or_else(|| suggest(word, names())))
}

pub(super) fn unknown_step(span: Span, word: &str, scale: Scale) -> Diagnostic {
    let (name, steps) = (scale.name(), Text::names(scale.steps().iter().copied()));
    let message = say!(["the scale `{name}` has no step `{word}`", "等级 `{name}` 没有级别 `{word}`"]);
    Diagnostic::new(Code::PackUnknownTerm, message)
        .at(span, ["not a step of the scale", "不是这一等级的级别"])
        .help(say!(["its steps, least first, are {steps}", "其级别由低到高为 {steps}"], steps))
}

/// A name that is given twice; `what` is the kind of thing that has it.
pub(super) fn repeated_name(span: Span, what: [&str; 2], name: &str, first: Option<Span>) -> Diagnostic {
    let what = Text::from(what);
    let message = say!(["there is already a {what} `{name}`", "已有{what} `{name}`"], what);
    let second = Diagnostic::new(Code::PackRepeatedName, message).at(span, SECOND);
    match first {
        Some(first) => second.at(first, ["the first one", "第一个"]),
        None => second,
    }
}

pub(super) const CLAUSE: [&str; 2] = ["clause", "条款"];
pub(super) const EXCEPTION: [&str; 2] = ["exception", "例外"];
pub(super) const GAP: [&str; 2] = ["gap", "文本缺口"];
pub(super) const PHRASE: [&str; 2] = ["phrase", "语句"];
pub(super) const RULE: [&str; 2] = ["rule", "规则"];
pub(super) const TERM: [&str; 2] = ["term", "用语"];
pub(super) const TITLE: [&str; 2] = ["title", "标题"];

pub(super) fn band_is_no_leaf(span: Span, name: &str) -> Diagnostic {
    let message = say!([
        "`{name}` has terms below it, so it is no band of its own",
        "`{name}` 之下还有用语，因此其本身不是年龄段",
    ]);
    Diagnostic::new(Code::PackUnevenBands, message)
        .at(span, ["not a leaf of the tree of `age`", "不是 `age` 的树的末端用语"])
}

pub(super) fn uncovered_ages(span: Span, least: u16, greatest: u16) -> Diagnostic {
    let message = say!(["no band has the ages {least} to {greatest}", "没有年龄段包括{least}至{greatest}岁"]);
    Diagnostic::new(Code::PackUnevenBands, message)
        .at(span, ["the band below ends before this one begins", "前一年龄段在此开始之前已经结束"])
}

pub(super) fn overlapping_ages(span: Span, age: u16) -> Diagnostic {
    Diagnostic::new(Code::PackUnevenBands, say!(["two bands have the age {age}", "两个年龄段都包括{age}岁"]))
        .at(span, ["this band begins before the one below it ends", "前一年龄段结束之前，这一年龄段已经开始"])
}

pub(super) fn no_oldest_band(span: Span, age: u16) -> Diagnostic {
    let message = say!(["no band has the age {age} and what is over it", "没有年龄段包括{age}岁及以上"]);
    Diagnostic::new(Code::PackUnevenBands, message)
        .at(span, ["these bands have an upper end", "这些年龄段有上限"])
        .help(say!(["let the last band be `{age} and over`", "最后一个年龄段写作 `{age} and over`"]))
}

// Clauses, tables and rows

pub(super) fn unknown_clause<'n>(span: Span, id: &str, ids: impl Iterator<Item = &'n str>) -> Diagnostic {
    Diagnostic::new(Code::PackUnknownClause, say!(["the pack has no clause `{id}`", "规则包中没有条款 `{id}`"]))
        .at(span, ["not a clause of `clauses.yaml`", "不是 `clauses.yaml` 中的条款"])
        .maybe_help(suggest(id, ids))
}

fn unknown<'n>(span: Span, what: [&str; 2], name: &str, names: impl Iterator<Item = &'n str>) -> Diagnostic {
    let what = Text::from(what);
    Diagnostic::new(Code::PackUnknownName, say!(["there is no {what} `{name}`", "没有{what} `{name}`"], what))
        .at(span, say!(["no such {what}", "没有这一{what}"], what))
        .maybe_help(suggest(name, names))
}

pub(super) fn unknown_table<'n>(span: Span, name: &str, names: impl Iterator<Item = &'n str>) -> Diagnostic {
    unknown(span, ["table", "表"], name, names)
}

pub(super) fn unknown_column<'n>(
    span: Span,
    table: &str,
    name: &str,
    names: impl Iterator<Item = &'n str>,
) -> Diagnostic {
    let message = say!(["the table `{table}` has no column `{name}`", "表 `{table}` 没有列 `{name}`"]);
    Diagnostic::new(Code::PackUnknownName, message)
        .at(span, ["not a column", "不是列"])
        .maybe_help(suggest(name, names))
}

pub(super) fn fixed_columns(span: Span, table: &str) -> Diagnostic {
    let message = say!(["the columns of `{table}` and their defaults are fixed", "`{table}` 的列及其默认值是固定的",]);
    Diagnostic::new(Code::PackUnknownKey, message)
        .at(span, ["the program itself reads this table", "程序自身读取这一表"])
        .help(["give its rows and nothing else", "只写明各行"])
}

pub(super) fn clause_without_row(span: Span, clause: &str, table: &str) -> Diagnostic {
    let message =
        say!(["the table `{table}` has no row of the clause `{clause}`", "表 `{table}` 中没有条款 `{clause}` 的行",]);
    Diagnostic::new(Code::PackClauseWithoutRow, message)
        .at(span, say!(["this ranges over the rows of `{table}`", "此处取 `{table}` 的各行"]))
        .help([
            "add a row, or take the clause out of the rule's `clauses`",
            "补充一行，或从规则的 `clauses` 中删去该条款",
        ])
}

pub(super) fn row_without_rule(span: Span, clause: &str, table: &str) -> Diagnostic {
    let message = say!([
        "no rule checks the clause `{clause}` by the rows of `{table}`",
        "没有规则依据 `{table}` 的行检查条款 `{clause}`",
    ]);
    Diagnostic::new(Code::PackRowWithoutRule, message)
        .at(span, ["this row checks nothing", "这一行不检查任何事项"])
        .help(say!([
            "add `{clause}` to the `clauses` of a rule that ranges over `row of {table}`",
            "将 `{clause}` 补充到取 `row of {table}` 的规则的 `clauses`",
        ]))
}

// Rules

pub(super) fn id_outside_group(span: Span, id: &str, group: &str) -> Diagnostic {
    let message = say!(["`{id}` is not in the group `{group}`", "`{id}` 不在组 `{group}` 之内"]);
    Diagnostic::new(Code::PackWrongValue, message)
        .at(span, say!(["expected `{group}/` and a name", "应为 `{group}/` 和名称"]))
}

pub(super) fn unknown_pattern<'n>(span: Span, name: &str, names: impl Iterator<Item = &'n str>) -> Diagnostic {
    unknown(span, ["pattern", "模式"], name, names)
}

pub(super) fn unknown_exception<'n>(span: Span, name: &str, names: impl Iterator<Item = &'n str>) -> Diagnostic {
    unknown(span, EXCEPTION, name, names)
}

pub(super) fn unknown_rule<'n>(span: Span, id: &str, ids: impl Iterator<Item = &'n str>) -> Diagnostic {
    unknown(span, RULE, id, ids)
}

pub(super) fn unknown_kind(span: Span, name: &str) -> Diagnostic {
    let names = Kind::ALL.iter().filter(|kind| **kind != Kind::Row).map(|kind| kind.name());
    unknown(span, ["kind of thing", "事物的种类"], name, names)
}

pub(super) fn unnamed_range(span: Span, range: &str) -> Diagnostic {
    let message = say!(["`{range}` needs a variable to be bound to", "`{range}` 需要与变量绑定"]);
    Diagnostic::new(Code::PackWrongValue, message)
        .at(span, ["only a kind can stand without a name", "只有事物的种类可以不写名称"])
        .help(say!(["write it as a mapping, as in `{{row: {range}}}`", "写作映射，例如 `{{row: {range}}}`"]))
}

pub(super) fn nothing_in_common(span: Span, kinds: &[&str]) -> Diagnostic {
    let kinds = Text::names(kinds.iter().copied());
    let message = say!(["{kinds} are special cases of no common kind", "{kinds} 不属于共同的种类"], kinds);
    Diagnostic::new(Code::PackUnfitType, message)
        .at(span, ["a variable has the facts of one kind", "一个变量只有一个种类的事实"])
}

pub(super) fn changed_pattern(span: Span, key: &str) -> Diagnostic {
    let message = say!(["`{key}` changes what the pattern says", "`{key}` 改变了模式的内容"]);
    Diagnostic::new(Code::PackChangedPattern, message).at(span, ["like this pattern", "依照这一模式"]).help([
        "beside `like`, a rule may say `when`, `unless`, `error when`, `message`, `fix`, `severity` and `clauses`",
        "除 `like` 之外，规则可以写 `when`、`unless`、`error when`、`message`、`fix`、`severity` 和 `clauses`",
    ])
}

pub(super) fn no_clause(span: Span) -> Diagnostic {
    let message = ["no clause is named that a finding could cite", "没有写明检查结果可以引用的条款"];
    Diagnostic::new(Code::PackUnclearCitation, message).at(span, ["this has no `clauses`", "此处没有 `clauses`"])
}

pub(super) fn many_clauses(span: Span, count: usize) -> Diagnostic {
    let message = say!(["a finding could cite any of {count} clauses", "检查结果可能引用{count}个条款中的任何一个"]);
    Diagnostic::new(Code::PackUnclearCitation, message)
        .at(
            span,
            ["no variable ranges over rows, so one clause must stand here", "没有变量取各行，因此此处只能有一个条款"],
        )
        .help(["split the rule into `parts` with one clause each", "将规则拆分为 `parts`，每部分一个条款"])
}

pub(super) fn many_rows(span: Span) -> Diagnostic {
    let message = ["a finding could cite the rows of several variables", "检查结果可能引用多个变量的行"];
    Diagnostic::new(Code::PackUnclearCitation, message)
        .at(span, ["more than one variable ranges over rows", "取各行的变量不止一个"])
}

pub(super) fn misplaced_exception(span: Span, name: &str, of: Kind, count: usize) -> Diagnostic {
    let kind = of.name();
    let found = Text::from(match count {
        0 => ["no variable of that kind", "没有该种类的变量"],
        _ => ["several variables of that kind", "有多个该种类的变量"],
    });
    let message = say!(
        ["`{name}` excuses a {kind}, and the rule has {found}", "`{name}` 是对 `{kind}` 的例外，而规则{found}"],
        found
    );
    Diagnostic::new(Code::PackMisplacedException, message)
        .at(span, say!(["of the kind `{kind}`", "属于种类 `{kind}`"]))
        .help(["write an exception of the rule's own, over its own variables", "为规则自身写例外，使用其自身的变量"])
}

/// A ground that asks what grounds decide.
pub(super) fn circular_ground(span: Span, fact: Fact) -> Diagnostic {
    let (kind, fact) = (fact.kind().name(), fact.name());
    let message = say!([
        "a ground asks for `{fact}` of a {kind}, which grounds decide",
        "依据要求判断{kind}的 `{fact}`，而这正由依据决定",
    ]);
    Diagnostic::new(Code::PackCircularGround, message)
        .at(span, ["this hangs on whether claims are met", "这取决于主张是否成立"])
        .help([
            "say what a claim must show: its own facts, its flow's data, purpose and recipient",
            "写明主张须证明的内容：其自身的事实，以及所涉数据流的数据、目的和接收方",
        ])
}

pub(super) fn contradicted_polarity(span: Span, said: &str, derived: About, sentence: Span) -> Diagnostic {
    let word = derived.word();
    let message =
        say!(["the rule says `{said}`, and its sentences say `{word}`", "规则写明 `{said}`，而其句子表明 `{word}`",]);
    let decides = match derived {
        About::Safety => ["judges what is done with data", "判断的是数据处理本身"],
        About::Liveness => [
            "asks for what somebody undertakes, or for a flow, which may be missing",
            "要求具备承诺的事项或者数据流，而其可能缺少",
        ],
    };
    Diagnostic::new(Code::PackContradictedPolarity, message)
        .at(span, say!(["expected `{word}`", "应为 `{word}`"]))
        .at(sentence, decides)
        .help([
            "safety: something bad lies on a path; liveness: something required is missing",
            "safety：途径上有不应有的事项；liveness：缺少必需的事项",
        ])
}

// Translations

pub(super) fn unnamed_language(file: FileId, code: &str, named: &[Language]) -> Diagnostic {
    let named: Vec<&str> = named.iter().map(|language| language.code()).collect();
    let help = match Language::from_word(code) {
        Some(_) => {
            let languages = [named.as_slice(), &[code]].concat().join(", ");
            say!([
                "name it in `pack.yaml`: `languages: [{languages}]`",
                "在 `pack.yaml` 中写明：`languages: [{languages}]`"
            ])
        }
        None => {
            let languages = Text::names(Language::CODES);
            say!(["the languages are {languages}", "语言有 {languages}"], languages)
        }
    };
    Diagnostic::new(Code::PackFiles, say!(["`{code}` is no language of the pack", "`{code}` 不是规则包的语言"]))
        .at(Span::new(file, 0..0), ["a translation into it", "译成该语言的译文"])
        .help(help)
}

pub(super) fn other_parts(span: Span, rule: &str, found: usize, parts: usize) -> Diagnostic {
    let message = say!([
        "the translation of `{rule}` has {found} parts, the rule {parts}",
        "`{rule}` 的译文有{found}个部分，规则有{parts}个",
    ]);
    Diagnostic::new(Code::PackWrongValue, message)
        .at(span, ["expected a part for each of the rule's", "规则的每一部分都应有对应的部分"])
        .help(["a part whose message and fix are the rule's own is `{}`", "消息和建议与规则自身相同的部分写作 `{}`"])
}

pub(super) fn unknown_gap<'n>(span: Span, id: &str, ids: impl Iterator<Item = &'n str>) -> Diagnostic {
    unknown(span, GAP, id, ids)
}

pub(super) fn unknown_phrase(span: Span, text: &str) -> Diagnostic {
    Diagnostic::new(Code::PackUnknownName, say!(["no table has the text `{text}`", "没有表含有文本 `{text}`"]))
        .at(span, ["not a text of `tables.yaml`", "不是 `tables.yaml` 中的文本"])
}

// Sentences

pub(super) fn unreadable_sentence(span: Span, word: &str, keyword: bool, expected: &[[&str; 2]]) -> Diagnostic {
    let message = match keyword {
        true => say!(["the keyword `{word}` cannot stand here", "关键字 `{word}` 不能在此"]),
        false => say!(["`{word}` cannot stand here", "`{word}` 不能在此"]),
    };
    Diagnostic::new(Code::PackUnreadableSentence, message)
        .at(span, ["not expected here", "此处不应有"])
        .maybe_help((!expected.is_empty()).then(|| one_of(expected)))
}

pub(super) fn unfinished_sentence(span: Span, expected: &[[&str; 2]]) -> Diagnostic {
    let expected = if expected.is_empty() { &[["a sentence", "句子"]] } else { expected };
    Diagnostic::new(Code::PackUnreadableSentence, ["the sentence is not finished", "句子不完整"])
        .at(span, ["it ends too early", "过早结束"])
        .help(one_of(expected))
}

fn one_of(expected: &[[&str; 2]]) -> Text {
    let words = Text::alternatives(expected.iter().copied().map(Text::from));
    say!(["expected {words}", "应为：{words}"], words)
}

pub(super) fn mixed_and_or(span: Span) -> Diagnostic {
    let message = ["`and` and `or` stand side by side without brackets", "`and` 与 `or` 并列而没有括号"];
    Diagnostic::new(Code::PackMixedAndOr, message)
        .at(span, ["which of the two binds closer is not said", "没有写明何者优先"])
        .help(["put brackets around one of them, or use two sentences", "为其中之一加上括号，或分为两个句子"])
}

pub(super) fn cut_list(span: Span, rest: &str) -> Diagnostic {
    let message = say!(["a comma cut the sentence before `{rest}` in two", "逗号在 `{rest}` 之前将句子截为两段"]);
    Diagnostic::new(Code::PackCutList, message)
        .at(span, ["this is the rest of a list, and no sentence", "这是列表的其余部分，不是句子"])
        .help([
            "inside `[…]`, quote a sentence with a comma, or write one sentence a line",
            "在 `[…]` 之内，为含有逗号的句子加上引号，或每行写一个句子",
        ])
}

pub(super) fn unknown_variable<'n>(span: Span, name: &str, names: impl Iterator<Item = &'n str>) -> Diagnostic {
    unknown(span, ["variable", "变量"], name, names)
}

pub(super) fn ambiguous_name(span: Span, name: &str) -> Diagnostic {
    let message = say!(["`{name}` is both a variable and a term", "`{name}` 既是变量又是用语"]);
    Diagnostic::new(Code::PackAmbiguousName, message)
        .at(span, ["either could be meant", "两者皆有可能"])
        .help(["call the variable something else in `for each`", "在 `for each` 中为变量改名"])
}

pub(super) fn unknown_fact(span: Span, kind: Kind, name: &str) -> Diagnostic {
    let names: Vec<&str> = Fact::of_kind(kind).map(Fact::name).collect();
    let (kind, facts) = (kind.name(), Text::names(names.iter().copied()));
    let owner = Fact::ALL.iter().find(|fact| fact.name() == name).map(|fact| fact.kind().name());
    let of_other = owner.map(|owner| say!(["`{name}` is a fact of a {owner}", "`{name}` 是 `{owner}` 的事实"]));
    let all = || (!names.is_empty()).then(|| say!(["its facts are {facts}", "其事实有 {facts}"], facts));
    let help = did_you_mean(name, names.iter().copied()).or(of_other).or_else(all);
    Diagnostic::new(Code::PackUnknownFact, say!(["a {kind} has no fact `{name}`", "`{kind}` 没有事实 `{name}`"]))
        .at(span, say!(["not a fact of a {kind}", "不是 `{kind}` 的事实"]))
        .maybe_help(help)
}

pub(super) fn value_has_no_facts(span: Span, what: &Text) -> Diagnostic {
    let message = ["only things and rows have facts", "只有事物和行才有事实"];
    Diagnostic::new(Code::PackUnfitType, message).at(span, this_is(what))
}

fn this_is(what: &Text) -> Text {
    say!(["this is {what}", "这是{what}"], what)
}

pub(super) fn not_many(span: Span, name: &str) -> Diagnostic {
    let message = say!(["`{name}` does not give several things", "`{name}` 所指的不是多个事物"]);
    Diagnostic::new(Code::PackUnfitType, message)
        .at(span, ["expected a fact that gives things or rows", "应为所指为多个事物或行的事实"])
}

pub(super) fn has_with_adjective(span: Span, name: &str) -> Diagnostic {
    Diagnostic::new(Code::PackUnfitType, say!(["`{name}` is yes or no", "`{name}` 只有是或否"]))
        .at(span, ["`has` takes facts with a value", "`has` 用于有值的事实"])
        .help(say!(["write `is {name}` or `is not {name}`", "写作 `is {name}` 或 `is not {name}`"]))
}

pub(super) fn adjective_is_a_noun(span: Span, name: &str) -> Diagnostic {
    Diagnostic::new(Code::PackUnfitType, say!(["`{name}` is not yes or no", "`{name}` 不是是或否"]))
        .at(span, ["`is` takes facts that are yes or no", "`is` 用于只有是或否的事实"])
        .help(say!(["write `has {name}` and what it is", "写作 `has {name}`，并写明其值"]))
}

pub(super) fn class_without_article(span: Span, name: &str) -> Diagnostic {
    let message =
        say!(["`{name}` is a class, and no fact that is yes or no", "`{name}` 是类别，不是只有是或否的事实",]);
    Diagnostic::new(Code::PackUnfitType, message)
        .at(span, ["a class", "类别"])
        .help(say!(["write `is a {name}`", "写作 `is a {name}`"]))
}

pub(super) fn scale_without_step(span: Span, name: &str, of_type: Type) -> Diagnostic {
    let message =
        say!(["`{name}` always has a step, so nothing is said of it", "`{name}` 总有某一级别，因此等于没有要求",]);
    Diagnostic::new(Code::PackUnfitType, message).at(span, of_type.spoken()).help([
        "compare it: `at most`, `at least`, `under` or `over` a step",
        "与级别比较：`at most`、`at least`、`under` 或 `over`",
    ])
}

fn name_is(name: &str, what: &Text) -> Text {
    say!(["`{name}` is {what}", "`{name}` 是{what}"], what)
}

pub(super) fn unfit_form(span: Span, name: &str, what: &Text) -> Diagnostic {
    Diagnostic::new(Code::PackUnfitType, say!(["this cannot be said of `{name}`", "不能这样说 `{name}`"]))
        .at(span, name_is(name, what))
}

pub(super) fn not_comparable(span: Span, name: &str, what: &Text, sign: &str) -> Diagnostic {
    let message = say!(["`{name}` cannot be `{sign}` anything", "`{name}` 不能用 `{sign}` 比较"]);
    Diagnostic::new(Code::PackUnfitType, message)
        .at(span, name_is(name, what))
        .help(["only steps of a scale and lengths of time compare", "只有等级的级别和时长可以比较"])
}

pub(super) fn unfit_value(span: Span, text: &str, wanted: &Text) -> Diagnostic {
    unfit(Code::PackUnfitType, span, text, wanted)
}

pub(super) fn has_no_class(span: Span, what: &Text) -> Diagnostic {
    let message =
        ["only things of a kind that has classes can be `a` something", "只有其种类有类别的事物才能用 `a` 归类"];
    Diagnostic::new(Code::PackUnfitType, message).at(span, this_is(what))
}

pub(super) fn not_a_day(span: Span, what: &Text) -> Diagnostic {
    let message = ["only a day is in the future or in the past", "只有日期才有将来或过去"];
    Diagnostic::new(Code::PackUnfitType, message).at(span, this_is(what))
}

pub(super) fn no_end_of_path(span: Span, text: &str, kinds: &[Kind]) -> Diagnostic {
    let kinds = Text::alternatives(kinds.iter().map(|kind| kind.spoken()));
    Diagnostic::new(Code::PackUnfitType, say!(["no path can have `{text}` at this end", "途径的这一端不能是 `{text}`"]))
        .at(span, say!(["expected {kinds}", "应为{kinds}"], kinds))
}

pub(super) fn unknown_barrier(span: Span, name: &str, pack: &Pack) -> Diagnostic {
    let transforms = pack.vocabulary.sort("transform").into_iter().flat_map(|sort| pack.vocabulary.all_names(sort));
    let names = transforms.chain(pack.exceptions.iter().map(|exception| exception.name.as_str()));
    Diagnostic::new(Code::PackUnknownName, say!(["`{name}` stops no path", "`{name}` 不能阻断途径"]))
        .at(span, ["expected a class of transforms or a named exception", "应为变换的类别或具名例外"])
        .maybe_help(did_you_mean(name, names))
}

// Messages

pub(super) fn open_hole(span: Span) -> Diagnostic {
    Diagnostic::new(Code::PackUnreadableSentence, ["the hole is not closed", "占位没有闭合"])
        .at(span, ["expected `}`", "应为 `}`"])
}

pub(super) fn unreadable_hole(span: Span, text: &str) -> Diagnostic {
    Diagnostic::new(Code::PackUnreadableSentence, say!(["`{text}` names nothing", "`{text}` 没有所指"]))
        .at(span, ["expected a variable with facts, `path` or `missing`", "应为变量及其事实、`path` 或 `missing`"])
}

// Examples

pub(super) fn missing_example(span: Span, rule: &str, verdict: &str) -> Diagnostic {
    let message =
        say!(["`{rule}` has no example that expects `{verdict}`", "规则 `{rule}` 没有预期为 `{verdict}` 的示例",]);
    Diagnostic::new(Code::PackMissingExample, message).at(
        span,
        ["nothing shows what this rule finds and what it lets pass", "没有示例表明该规则会发现什么、放过什么"],
    )
}

pub(super) fn not_one_verdict(span: Span) -> Diagnostic {
    let message = ["the example does not expect exactly one verdict", "示例预期的结论不是恰好一个"];
    Diagnostic::new(Code::PackMissingKey, message).at(
        span,
        [
            "expected one of `violates`, `may violate`, `complies`, `not applicable`",
            "应为 `violates`、`may violate`、`complies`、`not applicable` 之一",
        ],
    )
}

pub(super) fn unknown_binding<'n>(span: Span, word: &str, words: impl Iterator<Item = &'n str>) -> Diagnostic {
    Diagnostic::new(Code::PackUnknownName, say!(["the rule binds no `{word}`", "规则没有绑定 `{word}`"]))
        .at(span, ["not a word of the binding", "不是绑定中的词"])
        .maybe_help(suggest(word, words))
}

pub(super) fn clause_of_other_rule(span: Span, clause: &str) -> Diagnostic {
    let message = say!(["the rule never cites the clause `{clause}`", "规则从不引用条款 `{clause}`"]);
    Diagnostic::new(Code::PackImpossibleExample, message)
        .at(span, ["not among the rule's `clauses`", "不在规则的 `clauses` 之中"])
}
