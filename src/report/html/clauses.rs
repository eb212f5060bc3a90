//! The clause matrix: what the run says about every clause of the policy, and what stands behind it.

use maud::{Markup, html};
use rustc_hash::FxHashMap;

use super::part::Part;
use super::{decisions, words};
use crate::report::results::{About, Clause, ClauseStatus, Finding};

pub(super) fn section(part: &Part) -> Markup {
    let mut findings: FxHashMap<&str, Vec<&Finding>> = FxHashMap::default();
    for finding in &part.workspace.findings {
        findings.entry(finding.clause.as_str()).or_default().push(finding);
    }
    html! {
        (legend(part))
        table.matrix {
            caption.aside { (part.say(["Every clause, in the order of the policy", "全部条款，按政策原有顺序排列"])) }
            thead {
                tr {
                    th scope="col" { (part.say(["Clause", "条款"])) }
                    th scope="col" { (part.say(["What it says", "内容"])) }
                    th scope="col" { (part.say(["Verdict", "结论"])) }
                    th scope="col" { (part.say(["Behind it", "依据"])) }
                }
            }
            tbody {
                @for clause in &part.workspace.clauses {
                    (row(part, clause, findings.get(clause.id.as_str()).map_or(&[][..], Vec::as_slice)))
                }
            }
        }
    }
}

/// How many clauses there are of each status, and what the words mean.
fn legend(part: &Part) -> Markup {
    html! {
        dl.legend {
            @for (status, number) in counted(part) {
                div {
                    dt { (words::status(status).show(part.language)) " " span.number { (number) } }
                    dd { (part.say(words::status_meaning(status))) }
                }
            }
        }
    }
}

/// Each status that occurs, with the number of its clauses.
pub(super) fn counted(part: &Part) -> Vec<(ClauseStatus, usize)> {
    let count = |status| part.workspace.clauses.iter().filter(|clause| clause.status == status).count();
    ClauseStatus::ALL.into_iter().map(|status| (status, count(status))).filter(|(_, number)| *number > 0).collect()
}

/// The shares of the statuses as one bar. The numbers stand beside it in words.
pub(super) fn bar(part: &Part) -> Markup {
    let counted = counted(part);
    let mut left = 0;
    let pieces = counted.iter().map(|(status, number)| {
        let start = left;
        left += number;
        (words::status(*status).class, start, *number)
    });
    let pieces: Vec<_> = pieces.collect();
    html! {
        svg.bar viewBox={ "0 0 " (left.max(1)) " 1" } preserveAspectRatio="none" aria-hidden="true" focusable="false" {
            @for (class, start, number) in pieces { rect class=(class) x=(start) y="0" width=(number) height="1" {} }
        }
    }
}

fn row(part: &Part, clause: &Clause, findings: &[&Finding]) -> Markup {
    let statement = part.statement(clause);
    html! {
        tr id=(part.address("clause", &clause.id)) data-status=(clause.status.word()) data-clause=(clause.id) {
            th scope="row" {
                a.anchor href={ "#" (part.address("clause", &clause.id)) } { (clause.id) }
                " " span.kind { (crate::report::words::modality(&clause.modality, part.language)) }
            }
            td {
                p lang=[part.lang(statement)] { (statement) }
                @if let Some(of) = &clause.exception_of {
                    p.aside { (part.phrase(["An exception of {0}.", "系{0}的例外。"], &[part.clause_link(of)])) }
                }
                @if let Some(human) = part.human(clause) {
                    p.aside {
                        (part.say(["For a person to judge: ", "需人工判断："]))
                        span lang=[part.lang(human)] { (human) }
                    }
                }
            }
            td {
                (words::status(clause.status).show(part.language))
                (decisions::beside(part, About::Clause, &clause.id))
            }
            td { (behind(part, clause, findings)) }
        }
    }
}

/// Findings, rules and declarations behind a verdict.
fn behind(part: &Part, clause: &Clause, findings: &[&Finding]) -> Markup {
    let rules = if clause.rules.is_empty() { &clause.supports } else { &clause.rules };
    html! {
        @if let Some(first) = findings.first() {
            p { a href={ "#" (part.address("finding", &first.id)) } { (findings_of(part, findings.len())) } }
        }
        @if !rules.is_empty() {
            details {
                summary { (seen(part, clause)) }
                ul.plain { @for rule in rules { li { (part.rule_link(rule)) } } }
                @if !clause.behind.is_empty() {
                    p.aside {
                        (part.declarations(&clause.behind))
                        @if clause.exercised > clause.behind.len() { (part.say([" and more", "等"])) }
                    }
                }
            }
        }
    }
}

fn findings_of(part: &Part, number: usize) -> Markup {
    let wording = if number == 1 { ["1 finding", "1项发现"] } else { ["{0} findings", "{0}项发现"] };
    part.phrase(wording, &[html! { (number) }])
}

fn seen(part: &Part, clause: &Clause) -> Markup {
    let wording = match clause.exercised {
        0 => ["Its rules", "其规则"],
        1 => ["Applied to 1 declaration", "适用于1项声明"],
        _ => ["Applied to {0} declarations", "适用于{0}项声明"],
    };
    part.phrase(wording, &[html! { (clause.exercised) }])
}
