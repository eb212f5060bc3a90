//! Everything that checking says to people beside the pack's own findings.

use super::tables::Serves;
use crate::diagnostic::{Code, Diagnostic};
use crate::source::Span;

/// A verb that is not for such a recipient.
pub(super) fn wrong_pair(span: Span, verb: &str, recipient: &str, classes: &str, declared: Option<Span>) -> Diagnostic {
    let fits = match verb {
        "entrust" => "a processor or an affiliate",
        "share" => "an affiliate, a third party or an authority",
        "transfer" => "a successor",
        _ => "the public",
    };
    let diagnostic = Diagnostic::new(Code::WrongPair, format!("`{verb}` is to {fits}, and `{recipient}` is none"))
        .at(span, format!("goes to `{recipient}`, whose class is `{classes}`"))
        .help("use the verb that says what happens, or give the recipient the class that it has");
    match declared {
        Some(declared) => diagnostic.at(declared, "declared here"),
        None => diagnostic,
    }
}

/// A claim that nothing names.
pub(super) fn unused_claim(span: Span, name: &str) -> Diagnostic {
    Diagnostic::new(Code::UnusedClaim, format!("nothing rests on the claim `{name}`"))
        .at(span, "serves no flow, no line about storage, no refusal")
        .help("name it where it is needed (`basis claim …`, `under …`), or take it out")
}

/// A claim that changes nothing.
pub(super) fn idle_claim(span: Span, name: &str) -> Diagnostic {
    Diagnostic::new(Code::IdleClaim, format!("the claim `{name}` changes nothing"))
        .at(span, "without it the findings are the same")
        .help("take it out: an exception that is not needed should not be claimed")
}

/// A claim that serves more than one thing.
pub(super) fn shared_claim(span: Span, name: &str, count: usize) -> Diagnostic {
    Diagnostic::new(Code::SharedClaim, format!("the claim `{name}` serves {count} things, so it serves none"))
        .at(span, "a claim serves one flow, one line about storage or one refusal")
        .help("declare a claim for each, with the facts that hold there")
}

/// A claim of a clause that excuses nothing.
pub(super) fn claim_without_ground(span: Span, name: &str, clause: &str) -> Diagnostic {
    Diagnostic::new(Code::ClaimWithoutGround, format!("clause `{clause}` is no exception and no ground"))
        .at(span, format!("`{name}` rests on a clause that excuses nothing"))
        .help("name a clause of the policy that makes an exception or a ground: `candor explain CLAUSE` says which do")
}

/// A claim of a ground that is for something else.
pub(super) fn claim_out_of_scope(span: Span, name: &str, clause: &str, serves: Serves) -> Diagnostic {
    let purpose = match serves {
        Serves::Flow => "certain flows",
        Serves::Keeping => "keeping data",
        Serves::Refusal => "refusing a request",
    };
    Diagnostic::new(
        Code::ClaimOutOfScope,
        format!("clause `{clause}` is a ground for {purpose}, and is used for something else"),
    )
    .at(span, format!("so `{name}` excuses nothing"))
    .help("name a ground that is for what the claim serves")
}

/// Data that no collection explains.
pub(super) fn unexplained_data(span: Span, kind: &str, place: &str, datum: &str) -> Diagnostic {
    Diagnostic::new(Code::UnexplainedData, format!("no collection explains how `{datum}` got into `{place}`"))
        .at(span, format!("a flow reads `{datum}` from this {kind}, and no flow brings it"))
        .help("declare the flow that brings it, or read it from where it is")
}

/// Collected data that nobody needs.
pub(super) fn dead_collection(span: Span, flow: &str, datum: &str) -> Diagnostic {
    Diagnostic::new(Code::DeadCollection, format!("`{flow}` collects `{datum}`, and no flow needs it afterwards"))
        .at(span, format!("`{datum}` reaches no use, display or recipient whose purposes need it"))
        .help("stop collecting it, or declare the flow that needs it")
}

/// A document that is not there.
pub(super) fn missing_document(span: Span, owner: &str, path: &str) -> Diagnostic {
    Diagnostic::new(Code::MissingDocument, format!("the document `{path}` of `{owner}` does not exist"))
        .at(span, "no such file or folder in this workspace")
        .help("add the document, mend the path (from the folder of candor.yaml), or give a link")
}

/// A document without a name.
pub(super) fn empty_document(span: Span, owner: &str) -> Diagnostic {
    Diagnostic::new(Code::MissingDocument, format!("`{owner}` names an empty document"))
        .at(span, "says nothing")
        .help("give a path or a link, or take the clause out")
}

/// Something said to have happened on a day to come.
pub(super) fn future_date(span: Span, kind: &str, name: &str, clause: &str, date: &str) -> Diagnostic {
    Diagnostic::new(Code::FutureDate, format!("`{clause}` of {kind} `{name}` lies in the future: {date}"))
        .at(span, "has not happened yet")
        .help("give the day on which it was done, or leave the clause out until then")
}

/// A measure whose next date is over.
pub(super) fn overdue_measure(span: Span, name: &str, date: &str) -> Diagnostic {
    Diagnostic::new(Code::OverdueMeasure, format!("the measure `{name}` was due on {date}"))
        .at(span, "this day is over")
        .help("carry it out, then say when (`last`) and when again (`next`)")
}

/// A waiver that is over.
pub(super) fn expired_waiver(span: Span, name: &str, covers: bool) -> Diagnostic {
    let label = if covers { "what it covered counts again" } else { "and it covers nothing any more" };
    Diagnostic::new(Code::ExpiredWaiver, format!("the waiver `{name}` is over"))
        .at(span, label)
        .help("mend what it covers, or decide anew: until when, by whom, because of what")
}

/// A waiver that covers nothing.
pub(super) fn unused_waiver(span: Span, name: &str, rule: &str) -> Diagnostic {
    Diagnostic::new(Code::UnusedWaiver, format!("the waiver `{name}` covers no finding"))
        .at(span, format!("`{rule}` finds nothing about what it names"))
        .help("take it out: what it covered is mended, or it never covered anything")
}
