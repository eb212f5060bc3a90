//! Everything that resolving says to people.

use std::borrow::Cow;

use crate::diagnostic::{Code, Diagnostic, Text, did_you_mean, say};
use crate::source::Span;

/// A name that nobody declares.
pub(super) fn unknown_name(span: Span, name: &str, noun: [&str; 2], candidates: &[Cow<'_, str>]) -> Diagnostic {
    let noun = Text::from(noun);
    let near = did_you_mean(name, candidates.iter().map(AsRef::as_ref));
    Diagnostic::new(Code::UnknownName, say!(["`{name}` is not declared", "`{name}` 没有声明"]))
        .at(span, say!(["no {noun} of this name", "没有这个名称的{noun}"], noun))
        .help(say!(["declare it, or name a {noun} that is declared", "声明它，或引用已经声明的{noun}"], noun))
        .maybe_help(near)
}

/// A name of something else than what may stand here.
pub(super) fn wrong_kind(span: Span, name: &str, is: &str, noun: [&str; 2], declared: Option<Span>) -> Diagnostic {
    let noun = Text::from(noun);
    let message = say!(["`{name}` is a {is}, not a {noun}", "`{name}` 是 `{is}` 声明，不是{noun}"], noun);
    let diagnostic = Diagnostic::new(Code::WrongKind, message)
        .at(span, say!(["a {noun} is expected here", "此处应为{noun}"], noun))
        .help(say!(["name a {noun}, or rename one of the two", "引用{noun}，或为其中之一改名"], noun));
    match declared {
        Some(declared) => diagnostic.at(declared, say!(["declared as a {is} here", "在此声明为 `{is}`"])),
        None => diagnostic,
    }
}

/// A term that the policy does not have.
pub(super) fn unknown_term<'a>(span: Span, word: &str, sort: &str, terms: impl Iterator<Item = &'a str>) -> Diagnostic {
    let terms: Vec<&str> = terms.collect();
    let near = did_you_mean(word, terms.iter().copied());
    let help = match terms.len() {
        0..=12 => {
            let terms = terms.join(", ");
            say!(["the policy's words are: {terms}", "政策中的用语有：{terms}"])
        }
        _ => Text::from([
            "leave the class out if the policy has no word for it, or see `candor explain` for its words",
            "政策中没有相应用语的，略去类别；政策中的用语见 `candor explain`",
        ]),
    };
    let message = say!(["the policy has no {sort} called `{word}`", "政策中没有名为 `{word}` 的用语（`{sort}`）",]);
    Diagnostic::new(Code::UnknownTerm, message)
        .at(span, ["not a term of the policy", "不是政策中的用语"])
        .help(help)
        .maybe_help(near)
}

/// One name for two things.
pub(super) fn duplicate_name(first: Span, second: Span, name: &str) -> Diagnostic {
    Diagnostic::new(Code::DuplicateName, say!(["`{name}` is declared twice", "`{name}` 声明了两次"]))
        .at(second, ["declared again here", "在此再次声明"])
        .at(first, ["first declared here", "首次在此声明"])
        .help(["rename one of them, or put it into a module of its own", "为其中之一改名，或将其放入单独的模块"])
}

/// No `system` in the workspace.
pub(super) fn no_system(span: Option<Span>) -> Diagnostic {
    let message = ["no file of this workspace declares a `system`", "工作区中没有文件声明 `system`"];
    let diagnostic = Diagnostic::new(Code::NoSystem, message).help([
        "say once whose flows these are: `system NAME \"Title\" { policy …, operator … }`, a clause a line",
        "说明一次这些数据流属于谁：`system NAME \"Title\" { policy …, operator … }`，每行一个子句",
    ]);
    match span {
        Some(span) => diagnostic.at(span, ["the workspace's first declaration", "工作区的第一个声明"]),
        None => diagnostic,
    }
}

/// Two systems in one workspace.
pub(super) fn several_systems(first: Span, second: Span) -> Diagnostic {
    let message = ["a workspace has one `system`, and this is a second one", "一个工作区只有一个 `system`，这是第二个"];
    Diagnostic::new(Code::SeveralSystems, message)
        .at(second, ["a second system", "第二个系统"])
        .at(first, ["the first one", "第一个系统"])
        .help([
            "give each system a folder of its own with a `candor.yaml`",
            "为每个系统建立单独的文件夹，各有自己的 `candor.yaml`",
        ])
}

/// A system under another policy than the one it is checked against.
pub(super) fn other_policy(span: Span, named: &str, loaded: &str) -> Diagnostic {
    let message = say!([
        "the flows are declared under `{named}`, and `{loaded}` is loaded",
        "数据流声明遵守 `{named}`，而所加载的是 `{loaded}`",
    ]);
    Diagnostic::new(Code::OtherPolicy, message)
        .at(span, ["this policy is not the one loaded", "所加载的不是这一政策"])
        .help(say!([
            "write `policy {loaded}`, or load the pack `{named}` with `policies` in candor.yaml",
            "写作 `policy {loaded}`，或在 candor.yaml 的 `policies` 中加载 `{named}`",
        ]))
}

/// A group inside itself.
pub(super) fn group_cycle(span: Span, name: &str) -> Diagnostic {
    Diagnostic::new(Code::GroupCycle, say!(["the group `{name}` contains itself", "数据组 `{name}` 包含其自身"]))
        .at(span, ["reached from its own data", "由其自身的数据又回到此处"])
        .help(["list the fields themselves in one of the groups", "在其中一个数据组中直接列出各数据项"])
}

/// A backup of itself.
pub(super) fn backup_cycle(span: Span, name: &str) -> Diagnostic {
    Diagnostic::new(Code::BackupCycle, say!(["`{name}` is a backup of itself", "`{name}` 是其自身的备份"]))
        .at(span, ["reached from its own `backup-of`", "由其自身的 `backup-of` 又回到此处"])
        .help(["name the live store that it is a copy of", "写明它所备份的在用存储"])
}

/// A clause that the policy does not have.
pub(super) fn unknown_clause<'a>(span: Span, word: &str, clauses: impl Iterator<Item = &'a str>) -> Diagnostic {
    Diagnostic::new(Code::UnknownPolicyClause, say!(["the policy has no clause `{word}`", "政策中没有条款 `{word}`"]))
        .at(span, ["not a clause of the policy", "不是政策的条款"])
        .maybe_help(did_you_mean(word, clauses))
}

/// A rule that the pack does not have.
pub(super) fn unknown_rule<'a>(span: Span, word: &str, rules: impl Iterator<Item = &'a str>) -> Diagnostic {
    Diagnostic::new(Code::UnknownRule, say!(["the pack has no rule `{word}`", "规则包中没有规则 `{word}`"]))
        .at(span, ["a waiver of nothing would hide nothing", "不针对任何规则的豁免没有意义"])
        .help(["`candor rules` lists them all", "`candor rules` 列出全部规则"])
        .maybe_help(did_you_mean(word, rules))
}

/// A waiver whose owner or reason is an empty text.
pub(super) fn empty_reason(span: Span, waiver: &str, clause: &str) -> Diagnostic {
    let message = say!([
        "`{clause}` of the waiver `{waiver}` says nothing, so it waives nothing",
        "豁免 `{waiver}` 的 `{clause}` 没有内容，因此不产生豁免",
    ]);
    Diagnostic::new(Code::EmptyReason, message)
        .at(span, ["an empty text", "空文本"])
        .help(["say who decided it and why, or take the waiver out", "写明由谁决定、理由是什么，或删除该豁免"])
}

/// A band of ages that the policy does not have.
pub(super) fn unknown_band<'a>(span: Span, word: &str, bands: impl Iterator<Item = &'a str>) -> Diagnostic {
    let bands = bands.collect::<Vec<_>>().join(", ");
    let message = say!(["the policy has no age band called `{word}`", "政策中没有名为 `{word}` 的年龄段"]);
    Diagnostic::new(Code::UnknownTerm, message).at(span, ["not a band of the policy", "不是政策中的年龄段"]).help(say!(
        [
            "say {bands}, or years: `under 14`, `12 to 15`, `16 and over`",
            "写 {bands}，或写年龄：`under 14`、`12 to 15`、`16 and over`",
        ]
    ))
}

/// A transform that cannot do what is asked of it here.
pub(super) fn undoes_itself(span: Span, name: &str) -> Diagnostic {
    let message = say!([
        "only a transform of class relink undoes another, and `{name}` is none",
        "只有 `relink` 类的变换才能还原另一变换，而 `{name}` 不是",
    ]);
    Diagnostic::new(Code::WrongKind, message)
        .at(span, ["`undoes` means nothing here", "`undoes` 在此没有意义"])
        .help(["take the clause out, or write `: relink`", "删去该子句，或写作 `: relink`"])
}
