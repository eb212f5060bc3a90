//! What is said about rules, their messages, their translations and their examples.

use super::{EXCEPTION, GAP, RULE, suggest, unknown};
use crate::diagnostic::{Code, Diagnostic, Language, Text, say};
use crate::policy::facts::{Fact, Kind};
use crate::policy::rule::About;
use crate::source::{FileId, Span};

// Rules

pub(in crate::policy) fn id_outside_group(span: Span, id: &str, group: &str) -> Diagnostic {
    let message = say!(["`{id}` is not in the group `{group}`", "`{id}` 不在组 `{group}` 之内"]);
    Diagnostic::new(Code::PackWrongValue, message)
        .at(span, say!(["expected `{group}/` and a name", "应为 `{group}/` 和名称"]))
}

pub(in crate::policy) fn unknown_pattern<'n>(
    span: Span,
    name: &str,
    names: impl Iterator<Item = &'n str>,
) -> Diagnostic {
    unknown(span, ["pattern", "模式"], name, names)
}

pub(in crate::policy) fn unknown_exception<'n>(
    span: Span,
    name: &str,
    names: impl Iterator<Item = &'n str>,
) -> Diagnostic {
    unknown(span, EXCEPTION, name, names)
}

pub(in crate::policy) fn unknown_rule<'n>(span: Span, id: &str, ids: impl Iterator<Item = &'n str>) -> Diagnostic {
    unknown(span, RULE, id, ids)
}

pub(in crate::policy) fn unknown_kind(span: Span, name: &str) -> Diagnostic {
    let names = Kind::ALL.iter().filter(|kind| **kind != Kind::Row).map(|kind| kind.name());
    unknown(span, ["kind of thing", "事物的种类"], name, names)
}

pub(in crate::policy) fn unnamed_range(span: Span, range: &str) -> Diagnostic {
    let message = say!(["`{range}` needs a variable to be bound to", "`{range}` 需要与变量绑定"]);
    Diagnostic::new(Code::PackWrongValue, message)
        .at(span, ["only a kind can stand without a name", "只有事物的种类可以不写名称"])
        .help(say!(["write it as a mapping, as in `{{row: {range}}}`", "写作映射，例如 `{{row: {range}}}`"]))
}

pub(in crate::policy) fn nothing_in_common(span: Span, kinds: &[&str]) -> Diagnostic {
    let kinds = Text::names(kinds.iter().copied());
    let message = say!(["{kinds} are special cases of no common kind", "{kinds} 不属于共同的种类"], kinds);
    Diagnostic::new(Code::PackUnfitType, message)
        .at(span, ["a variable has the facts of one kind", "一个变量只有一个种类的事实"])
}

pub(in crate::policy) fn changed_pattern(span: Span, key: &str) -> Diagnostic {
    let message = say!(["`{key}` changes what the pattern says", "`{key}` 改变了模式的内容"]);
    Diagnostic::new(Code::PackChangedPattern, message).at(span, ["like this pattern", "依照这一模式"]).help([
        "beside `like`, a rule may say `when`, `unless`, `error when`, `message`, `fix`, `severity` and `clauses`",
        "除 `like` 之外，规则可以写 `when`、`unless`、`error when`、`message`、`fix`、`severity` 和 `clauses`",
    ])
}

pub(in crate::policy) fn no_clause(span: Span) -> Diagnostic {
    let message = ["no clause is named that a finding could cite", "没有写明检查结果可以引用的条款"];
    Diagnostic::new(Code::PackUnclearCitation, message).at(span, ["this has no `clauses`", "此处没有 `clauses`"])
}

pub(in crate::policy) fn many_clauses(span: Span, count: usize) -> Diagnostic {
    let message = say!(["a finding could cite any of {count} clauses", "检查结果可能引用{count}个条款中的任何一个"]);
    Diagnostic::new(Code::PackUnclearCitation, message)
        .at(
            span,
            ["no variable ranges over rows, so one clause must stand here", "没有变量取各行，因此此处只能有一个条款"],
        )
        .help(["split the rule into `parts` with one clause each", "将规则拆分为 `parts`，每部分一个条款"])
}

pub(in crate::policy) fn many_rows(span: Span) -> Diagnostic {
    let message = ["a finding could cite the rows of several variables", "检查结果可能引用多个变量的行"];
    Diagnostic::new(Code::PackUnclearCitation, message)
        .at(span, ["more than one variable ranges over rows", "取各行的变量不止一个"])
}

pub(in crate::policy) fn misplaced_exception(span: Span, name: &str, of: Kind, count: usize) -> Diagnostic {
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
pub(in crate::policy) fn circular_ground(span: Span, fact: Fact) -> Diagnostic {
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

pub(in crate::policy) fn contradicted_polarity(span: Span, said: &str, derived: About, sentence: Span) -> Diagnostic {
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

// Messages

pub(in crate::policy) fn open_hole(span: Span) -> Diagnostic {
    Diagnostic::new(Code::PackUnreadableSentence, ["the hole is not closed", "占位没有闭合"])
        .at(span, ["expected `}`", "应为 `}`"])
}

pub(in crate::policy) fn unreadable_hole(span: Span, text: &str) -> Diagnostic {
    Diagnostic::new(Code::PackUnreadableSentence, say!(["`{text}` names nothing", "`{text}` 没有所指"]))
        .at(span, ["expected a variable with facts, `path` or `missing`", "应为变量及其事实、`path` 或 `missing`"])
}

// Translations

pub(in crate::policy) fn unnamed_language(file: FileId, code: &str, named: &[Language]) -> Diagnostic {
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

pub(in crate::policy) fn other_parts(span: Span, rule: &str, found: usize, parts: usize) -> Diagnostic {
    let message = say!([
        "the translation of `{rule}` has {found} parts, the rule {parts}",
        "`{rule}` 的译文有{found}个部分，规则有{parts}个",
    ]);
    Diagnostic::new(Code::PackWrongValue, message)
        .at(span, ["expected a part for each of the rule's", "规则的每一部分都应有对应的部分"])
        .help(["a part whose message and fix are the rule's own is `{}`", "消息和建议与规则自身相同的部分写作 `{}`"])
}

pub(in crate::policy) fn unknown_gap<'n>(span: Span, id: &str, ids: impl Iterator<Item = &'n str>) -> Diagnostic {
    unknown(span, GAP, id, ids)
}

pub(in crate::policy) fn unknown_phrase(span: Span, text: &str) -> Diagnostic {
    Diagnostic::new(Code::PackUnknownName, say!(["no table has the text `{text}`", "没有表含有文本 `{text}`"]))
        .at(span, ["not a text of `tables.yaml`", "不是 `tables.yaml` 中的文本"])
}

// Examples

pub(in crate::policy) fn missing_example(span: Span, rule: &str, verdict: &str) -> Diagnostic {
    let message =
        say!(["`{rule}` has no example that expects `{verdict}`", "规则 `{rule}` 没有预期为 `{verdict}` 的示例",]);
    Diagnostic::new(Code::PackMissingExample, message).at(
        span,
        ["nothing shows what this rule finds and what it lets pass", "没有示例表明该规则会发现什么、放过什么"],
    )
}

pub(in crate::policy) fn not_one_verdict(span: Span) -> Diagnostic {
    let message = ["the example does not expect exactly one verdict", "示例预期的结论不是恰好一个"];
    Diagnostic::new(Code::PackMissingKey, message).at(
        span,
        [
            "expected one of `violates`, `may violate`, `complies`, `not applicable`",
            "应为 `violates`、`may violate`、`complies`、`not applicable` 之一",
        ],
    )
}

pub(in crate::policy) fn unknown_binding<'n>(
    span: Span,
    word: &str,
    words: impl Iterator<Item = &'n str>,
) -> Diagnostic {
    Diagnostic::new(Code::PackUnknownName, say!(["the rule binds no `{word}`", "规则没有绑定 `{word}`"]))
        .at(span, ["not a word of the binding", "不是绑定中的词"])
        .maybe_help(suggest(word, words))
}

pub(in crate::policy) fn clause_of_other_rule(span: Span, clause: &str) -> Diagnostic {
    let message = say!(["the rule never cites the clause `{clause}`", "规则从不引用条款 `{clause}`"]);
    Diagnostic::new(Code::PackImpossibleExample, message)
        .at(span, ["not among the rule's `clauses`", "不在规则的 `clauses` 之中"])
}
