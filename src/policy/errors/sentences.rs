//! What is said about sentences.

use super::{unfit, unknown};
use crate::diagnostic::{Code, Diagnostic, Text, did_you_mean, say};
use crate::policy::facts::{Fact, Kind, Type};
use crate::policy::pack::Pack;
use crate::source::Span;

pub(in crate::policy) fn unreadable_sentence(
    span: Span,
    word: &str,
    keyword: bool,
    expected: &[[&str; 2]],
) -> Diagnostic {
    let message = match keyword {
        true => say!(["the keyword `{word}` cannot stand here", "关键字 `{word}` 不能在此"]),
        false => say!(["`{word}` cannot stand here", "`{word}` 不能在此"]),
    };
    Diagnostic::new(Code::PackUnreadableSentence, message)
        .at(span, ["not expected here", "此处不应有"])
        .maybe_help((!expected.is_empty()).then(|| one_of(expected)))
}

pub(in crate::policy) fn unfinished_sentence(span: Span, expected: &[[&str; 2]]) -> Diagnostic {
    let expected = if expected.is_empty() { &[["a sentence", "句子"]] } else { expected };
    Diagnostic::new(Code::PackUnreadableSentence, ["the sentence is not finished", "句子不完整"])
        .at(span, ["it ends too early", "过早结束"])
        .help(one_of(expected))
}

fn one_of(expected: &[[&str; 2]]) -> Text {
    let words = Text::alternatives(expected.iter().copied().map(Text::from));
    say!(["expected {words}", "应为：{words}"], words)
}

pub(in crate::policy) fn mixed_and_or(span: Span) -> Diagnostic {
    let message = ["`and` and `or` stand side by side without brackets", "`and` 与 `or` 并列而没有括号"];
    Diagnostic::new(Code::PackMixedAndOr, message)
        .at(span, ["which of the two binds closer is not said", "没有写明何者优先"])
        .help(["put brackets around one of them, or use two sentences", "为其中之一加上括号，或分为两个句子"])
}

pub(in crate::policy) fn cut_list(span: Span, rest: &str) -> Diagnostic {
    let message = say!(["a comma cut the sentence before `{rest}` in two", "逗号在 `{rest}` 之前将句子截为两段"]);
    Diagnostic::new(Code::PackCutList, message)
        .at(span, ["this is the rest of a list, and no sentence", "这是列表的其余部分，不是句子"])
        .help([
            "inside `[…]`, quote a sentence with a comma, or write one sentence a line",
            "在 `[…]` 之内，为含有逗号的句子加上引号，或每行写一个句子",
        ])
}

pub(in crate::policy) fn unknown_variable<'n>(
    span: Span,
    name: &str,
    names: impl Iterator<Item = &'n str>,
) -> Diagnostic {
    unknown(span, ["variable", "变量"], name, names)
}

pub(in crate::policy) fn ambiguous_name(span: Span, name: &str) -> Diagnostic {
    let message = say!(["`{name}` is both a variable and a term", "`{name}` 既是变量又是用语"]);
    Diagnostic::new(Code::PackAmbiguousName, message)
        .at(span, ["either could be meant", "两者皆有可能"])
        .help(["call the variable something else in `for each`", "在 `for each` 中为变量改名"])
}

pub(in crate::policy) fn unknown_fact(span: Span, kind: Kind, name: &str) -> Diagnostic {
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

pub(in crate::policy) fn value_has_no_facts(span: Span, what: &Text) -> Diagnostic {
    let message = ["only things and rows have facts", "只有事物和行才有事实"];
    Diagnostic::new(Code::PackUnfitType, message).at(span, this_is(what))
}

fn this_is(what: &Text) -> Text {
    say!(["this is {what}", "这是{what}"], what)
}

pub(in crate::policy) fn not_many(span: Span, name: &str) -> Diagnostic {
    let message = say!(["`{name}` does not give several things", "`{name}` 所指的不是多个事物"]);
    Diagnostic::new(Code::PackUnfitType, message)
        .at(span, ["expected a fact that gives things or rows", "应为所指为多个事物或行的事实"])
}

pub(in crate::policy) fn has_with_adjective(span: Span, name: &str) -> Diagnostic {
    Diagnostic::new(Code::PackUnfitType, say!(["`{name}` is yes or no", "`{name}` 只有是或否"]))
        .at(span, ["`has` takes facts with a value", "`has` 用于有值的事实"])
        .help(say!(["write `is {name}` or `is not {name}`", "写作 `is {name}` 或 `is not {name}`"]))
}

pub(in crate::policy) fn adjective_is_a_noun(span: Span, name: &str) -> Diagnostic {
    Diagnostic::new(Code::PackUnfitType, say!(["`{name}` is not yes or no", "`{name}` 不是是或否"]))
        .at(span, ["`is` takes facts that are yes or no", "`is` 用于只有是或否的事实"])
        .help(say!(["write `has {name}` and what it is", "写作 `has {name}`，并写明其值"]))
}

pub(in crate::policy) fn class_without_article(span: Span, name: &str) -> Diagnostic {
    let message =
        say!(["`{name}` is a class, and no fact that is yes or no", "`{name}` 是类别，不是只有是或否的事实",]);
    Diagnostic::new(Code::PackUnfitType, message)
        .at(span, ["a class", "类别"])
        .help(say!(["write `is a {name}`", "写作 `is a {name}`"]))
}

pub(in crate::policy) fn scale_without_step(span: Span, name: &str, of_type: Type) -> Diagnostic {
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

pub(in crate::policy) fn unfit_form(span: Span, name: &str, what: &Text) -> Diagnostic {
    Diagnostic::new(Code::PackUnfitType, say!(["this cannot be said of `{name}`", "不能这样说 `{name}`"]))
        .at(span, name_is(name, what))
}

pub(in crate::policy) fn not_comparable(span: Span, name: &str, what: &Text, sign: &str) -> Diagnostic {
    let message = say!(["`{name}` cannot be `{sign}` anything", "`{name}` 不能用 `{sign}` 比较"]);
    Diagnostic::new(Code::PackUnfitType, message)
        .at(span, name_is(name, what))
        .help(["only steps of a scale and lengths of time compare", "只有等级的级别和时长可以比较"])
}

pub(in crate::policy) fn unfit_value(span: Span, text: &str, wanted: &Text) -> Diagnostic {
    unfit(Code::PackUnfitType, span, text, wanted)
}

pub(in crate::policy) fn has_no_class(span: Span, what: &Text) -> Diagnostic {
    let message =
        ["only things of a kind that has classes can be `a` something", "只有其种类有类别的事物才能用 `a` 归类"];
    Diagnostic::new(Code::PackUnfitType, message).at(span, this_is(what))
}

pub(in crate::policy) fn not_a_day(span: Span, what: &Text) -> Diagnostic {
    let message = ["only a day is in the future or in the past", "只有日期才有将来或过去"];
    Diagnostic::new(Code::PackUnfitType, message).at(span, this_is(what))
}

pub(in crate::policy) fn no_end_of_path(span: Span, text: &str, kinds: &[Kind]) -> Diagnostic {
    let kinds = Text::alternatives(kinds.iter().map(|kind| kind.spoken()));
    Diagnostic::new(Code::PackUnfitType, say!(["no path can have `{text}` at this end", "途径的这一端不能是 `{text}`"]))
        .at(span, say!(["expected {kinds}", "应为{kinds}"], kinds))
}

pub(in crate::policy) fn unknown_barrier(span: Span, name: &str, pack: &Pack) -> Diagnostic {
    let transforms = pack.vocabulary.sort("transform").into_iter().flat_map(|sort| pack.vocabulary.all_names(sort));
    let names = transforms.chain(pack.exceptions.iter().map(|exception| exception.name.as_str()));
    Diagnostic::new(Code::PackUnknownName, say!(["`{name}` stops no path", "`{name}` 不能阻断途径"]))
        .at(span, ["expected a class of transforms or a named exception", "应为变换的类别或具名例外"])
        .maybe_help(did_you_mean(name, names))
}
