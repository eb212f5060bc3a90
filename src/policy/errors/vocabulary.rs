//! What is said about words, clauses, tables and rows.

use super::{SECOND, suggest, unknown};
use crate::diagnostic::{Code, Diagnostic, Text, did_you_mean, say};
use crate::model::language;
use crate::model::vocabulary::Vocabulary;
use crate::policy::facts::Scale;
use crate::source::Span;

// Vocabulary

pub(in crate::policy) fn unknown_sort(span: Span, sort: &str) -> Diagnostic {
    let sorts = Text::names(language::sort_names());
    Diagnostic::new(Code::PackUnknownName, say!(["there is no sort `{sort}`", "没有词类 `{sort}`"]))
        .at(span, ["not a sort of terms", "不是用语的词类"])
        .help(say!(["the sorts are {sorts}", "词类有 {sorts}"], sorts))
        .maybe_help(did_you_mean(sort, language::sort_names()))
}

pub(in crate::policy) fn sort_without_tree(span: Span, sort: &str) -> Diagnostic {
    let message = say!(["the vocabulary has no tree for the sort `{sort}`", "词汇表中没有词类 `{sort}` 的树"]);
    Diagnostic::new(Code::PackUnknownName, message)
        .at(span, say!(["this names a term of `{sort}`", "此处引用了 `{sort}` 的用语"]))
        .help(say!(["give `{sort}` a tree in `vocabulary.yaml`", "在 `vocabulary.yaml` 中为 `{sort}` 写明树"]))
}

pub(in crate::policy) fn tree_of_language(span: Span, sort: &str) -> Diagnostic {
    let message = say!(["the tree of `{sort}` belongs to the flow language", "`{sort}` 的树属于数据流语言"]);
    Diagnostic::new(Code::PackUnknownKey, message)
        .at(span, ["a pack can add lists to it and nothing else", "规则包只能为其补充列表"])
}

pub(in crate::policy) fn many_roots(span: Span, sort: &str) -> Diagnostic {
    let message = say!(["the tree of `{sort}` has no single root", "`{sort}` 的树没有唯一的根"]);
    Diagnostic::new(Code::PackWrongValue, message)
        .at(span, ["expected one root with everything else below it", "应有一个根，其他用语都在其下"])
}

pub(in crate::policy) fn unknown_term(span: Span, sort: &str, word: &str, vocabulary: &Vocabulary) -> Diagnostic {
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

pub(in crate::policy) fn unknown_step(span: Span, word: &str, scale: Scale) -> Diagnostic {
    let (name, steps) = (scale.name(), Text::names(scale.steps().iter().copied()));
    let message = say!(["the scale `{name}` has no step `{word}`", "等级 `{name}` 没有级别 `{word}`"]);
    Diagnostic::new(Code::PackUnknownTerm, message)
        .at(span, ["not a step of the scale", "不是这一等级的级别"])
        .help(say!(["its steps, least first, are {steps}", "其级别由低到高为 {steps}"], steps))
}

/// A name that is given twice; `what` is the kind of thing that has it.
pub(in crate::policy) fn repeated_name(span: Span, what: [&str; 2], name: &str, first: Option<Span>) -> Diagnostic {
    let what = Text::from(what);
    let message = say!(["there is already a {what} `{name}`", "已有{what} `{name}`"], what);
    let second = Diagnostic::new(Code::PackRepeatedName, message).at(span, SECOND);
    match first {
        Some(first) => second.at(first, ["the first one", "第一个"]),
        None => second,
    }
}

pub(in crate::policy) fn band_is_no_leaf(span: Span, name: &str) -> Diagnostic {
    let message = say!([
        "`{name}` has terms below it, so it is no band of its own",
        "`{name}` 之下还有用语，因此其本身不是年龄段",
    ]);
    Diagnostic::new(Code::PackUnevenBands, message)
        .at(span, ["not a leaf of the tree of `age`", "不是 `age` 的树的末端用语"])
}

pub(in crate::policy) fn uncovered_ages(span: Span, least: u16, greatest: u16) -> Diagnostic {
    let message = say!(["no band has the ages {least} to {greatest}", "没有年龄段包括{least}至{greatest}岁"]);
    Diagnostic::new(Code::PackUnevenBands, message)
        .at(span, ["the band below ends before this one begins", "前一年龄段在此开始之前已经结束"])
}

pub(in crate::policy) fn overlapping_ages(span: Span, age: u16) -> Diagnostic {
    Diagnostic::new(Code::PackUnevenBands, say!(["two bands have the age {age}", "两个年龄段都包括{age}岁"]))
        .at(span, ["this band begins before the one below it ends", "前一年龄段结束之前，这一年龄段已经开始"])
}

pub(in crate::policy) fn no_oldest_band(span: Span, age: u16) -> Diagnostic {
    let message = say!(["no band has the age {age} and what is over it", "没有年龄段包括{age}岁及以上"]);
    Diagnostic::new(Code::PackUnevenBands, message)
        .at(span, ["these bands have an upper end", "这些年龄段有上限"])
        .help(say!(["let the last band be `{age} and over`", "最后一个年龄段写作 `{age} and over`"]))
}

// Clauses, tables and rows

pub(in crate::policy) fn unknown_clause<'n>(span: Span, id: &str, ids: impl Iterator<Item = &'n str>) -> Diagnostic {
    Diagnostic::new(Code::PackUnknownClause, say!(["the pack has no clause `{id}`", "规则包中没有条款 `{id}`"]))
        .at(span, ["not a clause of `clauses.yaml`", "不是 `clauses.yaml` 中的条款"])
        .maybe_help(suggest(id, ids))
}

pub(in crate::policy) fn unknown_table<'n>(span: Span, name: &str, names: impl Iterator<Item = &'n str>) -> Diagnostic {
    unknown(span, ["table", "表"], name, names)
}

pub(in crate::policy) fn unknown_column<'n>(
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

pub(in crate::policy) fn fixed_columns(span: Span, table: &str) -> Diagnostic {
    let message = say!(["the columns of `{table}` and their defaults are fixed", "`{table}` 的列及其默认值是固定的",]);
    Diagnostic::new(Code::PackUnknownKey, message)
        .at(span, ["the program itself reads this table", "程序自身读取这一表"])
        .help(["give its rows and nothing else", "只写明各行"])
}

pub(in crate::policy) fn clause_without_row(span: Span, clause: &str, table: &str) -> Diagnostic {
    let message =
        say!(["the table `{table}` has no row of the clause `{clause}`", "表 `{table}` 中没有条款 `{clause}` 的行",]);
    Diagnostic::new(Code::PackClauseWithoutRow, message)
        .at(span, say!(["this ranges over the rows of `{table}`", "此处取 `{table}` 的各行"]))
        .help([
            "add a row, or take the clause out of the rule's `clauses`",
            "补充一行，或从规则的 `clauses` 中删去该条款",
        ])
}

pub(in crate::policy) fn row_without_rule(span: Span, clause: &str, table: &str) -> Diagnostic {
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
