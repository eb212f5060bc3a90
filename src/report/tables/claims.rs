//! Exceptions and listed grounds that are claimed, with their evidence.

use super::{Form, Table, called, cell, dated, none, optional, undeclared};
use crate::report::results::Claim;
use crate::report::words::Words;

const FORM: Form = Form {
    id: "claims",
    name: ["Exceptions", "例外与依据"],
    title: ["Exceptions and grounds claimed", "所主张的例外与依据"],
    note: [
        "What is claimed under clauses that excuse or permit. That a claim is declared does not make it true: the \
         evidence is for a person to judge.",
        "依据例外条款或许可条款提出的主张。声明主张并不表示其成立，证据须由人判断。",
    ],
    columns: &[
        ["Claim", "主张"],
        ["Clause", "条款"],
        ["What the clause says", "条款内容"],
        ["Reason", "理由"],
        ["Why no less would do", "必要性"],
        ["Protects", "保护对象"],
        ["Cites", "援引"],
        ["Issued by", "出具机关"],
        ["Dated", "日期"],
        ["Evidence", "证据"],
        ["What relies on it", "依赖该主张的项目"],
        ["Remarks", "备注"],
    ],
};

pub(super) fn table(words: &Words) -> Table {
    let claims = words.workspace.inventory.claims.iter();
    FORM.filled(words, claims.map(|claim| row(words, claim)).collect())
}

fn row(words: &Words, claim: &Claim) -> Vec<String> {
    let necessary = match claim.necessary.as_deref() {
        Some("no") => words.of(["it says that it is not necessary", "声明并非必要"]),
        _ => optional(words, claim.necessary.as_ref()),
    };
    let protects = claim.protects.as_ref().map(|protects| words.terms("protected", protects));
    vec![
        words.named(&claim.head.name),
        claim.clause.clone(),
        cell(words, statement(words, &claim.clause)),
        optional(words, claim.because.as_ref()),
        necessary,
        optional(words, protects.as_ref()),
        cell(words, words.terms("cite", &claim.cites)),
        optional(words, claim.issuer.as_ref()),
        dated(words, claim.dated.as_ref()),
        cell(words, claim.evidence.join("\n")),
        none(words, called(words, claim.serves.iter())),
        none(words, claim.remarks.iter().map(|code| remark(words, code)).collect::<Vec<String>>().join("\n")),
    ]
}

/// What a clause says, or the clauses below a number.
fn statement(words: &Words, id: &str) -> String {
    let below = |other: &str| other.strip_prefix(id).is_some_and(|rest| rest.is_empty() || rest.starts_with('-'));
    let clauses = words.workspace.clauses.iter().filter(|clause| below(&clause.id));
    clauses.map(|clause| clause.statement(words.language)).collect::<Vec<&str>>().join("\n")
}

fn remark(words: &Words, code: &str) -> String {
    words.of(match code {
        "check/unused-claim" => ["nothing relies on it", "无任何项目依赖该主张"],
        "check/idle-claim" => ["without it nothing would change", "去除该主张不影响结论"],
        "check/shared-claim" => ["it serves more than one thing", "同一主张用于多处"],
        "check/claim-without-ground" => ["its clause is no such ground", "所引条款并非此类依据"],
        "check/claim-out-of-scope" => ["its clause does not reach so far", "超出所引条款范围"],
        "check/unmet-claim" => ["it does not show what its clause demands", "未能证明所引条款要求的内容"],
        "check/missing-document" => ["its evidence is not there", "证据文件不存在"],
        "check/future-date" => ["its date lies in the future", "日期晚于检查日"],
        _ => return if code.is_empty() { undeclared(words) } else { code.to_owned() },
    })
}
