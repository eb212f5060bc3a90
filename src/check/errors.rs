//! Everything that checking says to people beside the pack's own findings.

use super::tables::Serves;
use crate::diagnostic::{Code, Diagnostic, Text, say};
use crate::source::Span;

/// A verb that is not for such a recipient.
pub(super) fn wrong_pair(
    span: Span,
    (flow, verb): (&str, &str),
    recipient: &str,
    classes: &str,
    declared: Option<Span>,
) -> Diagnostic {
    let fits = Text::from(match verb {
        "entrust" => ["a processor or an affiliate", "受托方或关联方"],
        "share" => ["an affiliate, a third party or an authority", "关联方、第三方或主管机关"],
        "transfer" => ["a successor", "承继方"],
        _ => ["the public", "公众"],
    });
    let message = say!(
        ["`{verb}` is to {fits}, and `{recipient}` is none", "`{verb}` 的对象应为{fits}，而 `{recipient}` 不是"],
        fits
    );
    let diagnostic = Diagnostic::new(Code::WrongPair, message)
        .about([flow, recipient])
        .at(
            span,
            say!(["goes to `{recipient}`, whose class is `{classes}`", "去往 `{recipient}`，其类别为 `{classes}`"]),
        )
        .help([
            "use the verb that says what happens, or give the recipient the class that it has",
            "改用符合实际情况的动词，或为接收方声明其应有的类别",
        ]);
    match declared {
        Some(declared) => diagnostic.at(declared, ["declared here", "在此声明"]),
        None => diagnostic,
    }
}

/// A claim that nothing names.
pub(super) fn unused_claim(span: Span, name: &str) -> Diagnostic {
    let message = say!(["nothing rests on the claim `{name}`", "没有任何事项以所主张的例外 `{name}` 为依据"]);
    Diagnostic::new(Code::UnusedClaim, message)
        .about([name])
        .at(span, ["serves no flow, no line about storage, no refusal", "没有数据流、存储规定或拒绝情形引用它"])
        .help([
            "name it where it is needed (`basis claim …`, `under …`), or take it out",
            "在需要之处引用它（`basis claim …`、`under …`），或将其删除",
        ])
}

/// A claim that changes nothing.
pub(super) fn idle_claim(span: Span, name: &str) -> Diagnostic {
    let message = say!(["the claim `{name}` changes nothing", "所主张的例外 `{name}` 不改变任何结果"]);
    Diagnostic::new(Code::IdleClaim, message)
        .about([name])
        .at(span, ["without it the findings are the same", "没有它，检查结果也相同"])
        .help(["take it out: an exception that is not needed should not be claimed", "将其删除：不需要的例外不应主张"])
}

/// A claim that serves more than one thing.
pub(super) fn shared_claim(span: Span, name: &str, count: usize) -> Diagnostic {
    let message = say!([
        "the claim `{name}` serves {count} things, so it serves none",
        "所主张的例外 `{name}` 同时用于{count}处，因此对任何一处都不成立",
    ]);
    Diagnostic::new(Code::SharedClaim, message)
        .about([name])
        .at(
            span,
            [
                "a claim serves one flow, one line about storage or one refusal",
                "一项主张只用于一个数据流、一条存储规定或一个拒绝情形",
            ],
        )
        .help(["declare a claim for each, with the facts that hold there", "为每一处分别声明，并写明各自的事实"])
}

/// A claim of a clause that excuses nothing.
pub(super) fn claim_without_ground(span: Span, name: &str, clause: &str) -> Diagnostic {
    let message = say!(["clause `{clause}` is no exception and no ground", "条款 `{clause}` 既不是例外也不是依据"]);
    Diagnostic::new(Code::ClaimWithoutGround, message)
        .about([name])
        .at(span, say!(["`{name}` rests on a clause that excuses nothing", "`{name}` 所引用的条款不构成例外"]))
        .help([
            "name a clause of the policy that makes an exception or a ground: `candor explain CLAUSE` says which do",
            "引用政策中规定例外或依据的条款：`candor explain CLAUSE` 会说明哪些条款如此规定",
        ])
}

/// A claim of a ground that is for something else.
pub(super) fn claim_out_of_scope(span: Span, name: &str, clause: &str, serves: Serves) -> Diagnostic {
    let purpose = Text::from(match serves {
        Serves::Flow => ["certain flows", "特定的数据流"],
        Serves::Keeping => ["keeping data", "留存数据"],
        Serves::Refusal => ["refusing a request", "拒绝请求"],
    });
    let message = say!(
        [
            "clause `{clause}` is a ground for {purpose}, and is used for something else",
            "条款 `{clause}` 是{purpose}的依据，却用于其他事项",
        ],
        purpose
    );
    Diagnostic::new(Code::ClaimOutOfScope, message)
        .about([name])
        .at(span, say!(["so `{name}` excuses nothing", "因此 `{name}` 不构成例外"]))
        .help(["name a ground that is for what the claim serves", "引用适用于该事项的依据"])
}

/// A claim that does not show what its ground demands.
pub(super) fn unmet_claim(span: Span, name: &str, clause: &str, lacking: Vec<Text>, by_consent: bool) -> Diagnostic {
    let lacking = Text::list(lacking);
    let message = say!(
        [
            "the claim `{name}` does not show what `{clause}` demands: {lacking}",
            "所主张的例外 `{name}` 未能证明 `{clause}` 所要求的内容：{lacking}"
        ],
        lacking
    );
    let help = match by_consent {
        true => Text::from([
            "name the consent where the flow is declared (`basis consent …`), and take the claim out",
            "在数据流声明处引用同意（`basis consent …`），并删除该主张",
        ]),
        false => say!([
            "say it in the claim, if it is so: `candor explain {clause}` says what is demanded",
            "若确有其事，在主张中写明：`candor explain {clause}` 会说明所要求的内容",
        ]),
    };
    Diagnostic::new(Code::UnmetClaim, message)
        .about([name])
        .at(span, say!(["so `{name}` excuses nothing", "因此 `{name}` 不构成例外"]))
        .help(help)
}

/// Data that no collection explains.
pub(super) fn unexplained_data(span: Span, kind: [&str; 2], place: &str, datum: &str) -> Diagnostic {
    let kind = Text::from(kind);
    let message = say!([
        "no collection explains how `{datum}` got into `{place}`",
        "没有任何收集说明 `{datum}` 如何进入 `{place}`",
    ]);
    let label = say!(
        [
            "a flow reads `{datum}` from this {kind}, and no flow brings it",
            "有数据流从这一{kind}读取 `{datum}`，却没有数据流将其带来",
        ],
        kind
    );
    Diagnostic::new(Code::UnexplainedData, message).about([place, datum]).at(span, label).help([
        "declare the flow that brings it, or read it from where it is",
        "声明带来该信息的数据流，或从其实际所在之处读取",
    ])
}

/// Collected data that nobody needs.
pub(super) fn dead_collection(span: Span, flow: &str, datum: &str) -> Diagnostic {
    let message = say!([
        "`{flow}` collects `{datum}`, and no flow needs it afterwards",
        "`{flow}` 收集了 `{datum}`，此后没有任何数据流需要它",
    ]);
    let label = say!([
        "`{datum}` reaches no use, display or recipient whose purposes need it",
        "`{datum}` 未到达任何目的上需要它的使用、展示或接收方",
    ]);
    Diagnostic::new(Code::DeadCollection, message)
        .about([flow, datum])
        .at(span, label)
        .help(["stop collecting it, or declare the flow that needs it", "停止收集，或声明需要它的数据流"])
}

/// A document that is not there.
pub(super) fn missing_document(span: Span, owner: &str, path: &str) -> Diagnostic {
    let message = say!(["the document `{path}` of `{owner}` does not exist", "`{owner}` 引用的文件 `{path}` 不存在"]);
    Diagnostic::new(Code::MissingDocument, message)
        .about([owner, path])
        .at(span, ["no such file or folder in this workspace", "工作区中没有这一文件或文件夹"])
        .help([
            "add the document, mend the path (from the folder of candor.yaml), or give a link",
            "补充该文件，更正路径（相对于 candor.yaml 所在的文件夹），或给出链接",
        ])
}

/// A document without a name.
pub(super) fn empty_document(span: Span, owner: &str) -> Diagnostic {
    Diagnostic::new(Code::MissingDocument, say!(["`{owner}` names an empty document", "`{owner}` 引用的文件为空"]))
        .about([owner])
        .at(span, ["says nothing", "没有内容"])
        .help(["give a path or a link, or take the clause out", "写明路径或链接，或删去该子句"])
}

/// Something said to have happened on a day to come.
pub(super) fn future_date(span: Span, kind: &str, name: &str, clause: &str, date: &str) -> Diagnostic {
    let message = say!([
        "`{clause}` of {kind} `{name}` lies in the future: {date}",
        "`{kind} {name}` 的 `{clause}` 所写的日期尚未到来：{date}",
    ]);
    Diagnostic::new(Code::FutureDate, message)
        .about([name, clause])
        .at(span, ["has not happened yet", "尚未发生"])
        .help([
            "give the day on which it was done, or leave the clause out until then",
            "写明实际完成的日期，或在完成之前略去该子句",
        ])
}

/// A measure whose next date is over.
pub(super) fn overdue_measure(span: Span, name: &str, date: &str) -> Diagnostic {
    let message = say!(["the measure `{name}` was due on {date}", "措施 `{name}` 应于{date}实施，已经逾期"]);
    Diagnostic::new(Code::OverdueMeasure, message).about([name]).at(span, ["this day is over", "该日期已过"]).help([
        "carry it out, then say when (`last`) and when again (`next`)",
        "实施该措施，再写明上次（`last`）和下次（`next`）的日期",
    ])
}

/// A waiver that is over.
pub(super) fn expired_waiver(span: Span, name: &str, covers: bool) -> Diagnostic {
    let label = match covers {
        true => ["what it covered counts again", "其涵盖的问题重新计入"],
        false => ["and it covers nothing any more", "且已不再涵盖任何问题"],
    };
    Diagnostic::new(Code::ExpiredWaiver, say!(["the waiver `{name}` is over", "豁免 `{name}` 已经到期"]))
        .about([name])
        .at(span, label)
        .help([
            "mend what it covers, or decide anew: until when, by whom, because of what",
            "整改其涵盖的问题，或重新决定：期限、责任人和理由",
        ])
}

/// A waiver that covers nothing.
pub(super) fn unused_waiver(span: Span, name: &str, rule: &str) -> Diagnostic {
    let message = say!(["the waiver `{name}` covers no finding", "豁免 `{name}` 没有涵盖任何检查结果"]);
    Diagnostic::new(Code::UnusedWaiver, message)
        .about([name])
        .at(span, say!(["`{rule}` finds nothing about what it names", "`{rule}` 对其所指的事项没有发现问题"]))
        .help([
            "take it out: what it covered is mended, or it never covered anything",
            "将其删除：其涵盖的问题已经整改，或者从未存在",
        ])
}
