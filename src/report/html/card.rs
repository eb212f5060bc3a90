//! One finding: a sentence, what would resolve it, how it comes about, and what it rests on.

use maud::{Markup, PreEscaped, html};

use super::alike::Alike;
use super::part::Part;
use super::{decisions, remedy, way, words};
use crate::report::results::{About, Finding, Flow, Listed};

/// How many findings of the same kind are named under one before the rest is counted.
const NAMED: usize = 12;

pub(super) fn show(part: &Part, listed: &Listed, finding: &Finding) -> Markup {
    let message = part.message(finding);
    html! {
        article id=(part.address("finding", &finding.id)) data-severity=(finding.severity)
            data-verdict=(finding.verdict.word()) data-clause=(finding.clause) {
            p.badges {
                (badges(part, finding))
                a.anchor href={ "#" (part.address("finding", &finding.id)) } { (finding.id) }
            }
            h4 lang=[part.lang(message)] { (part.names.prose(message)) }
            (decisions::beside(part, About::Finding, &finding.id))
            @if !finding.only_for.is_empty() {
                p { (part.phrase(["Only for: {0}.", "仅限于：{0}。"], &[part.names.names(&finding.only_for)])) }
            }
            (missing(part, finding))
            (remedy::show(part, listed, finding))
            (way::show(part, finding))
            (more(part, listed))
            (facts(part, finding))
        }
    }
}

/// Findings in few lines, where there are so many that nobody reads them one by one: what reads the same is said once,
/// with every place of which it is said.
pub(super) fn brief(part: &Part, findings: &[(&Listed, &Finding)]) -> Markup {
    let mut fixes: Alike<Short, Alike<String, Vec<Markup>>> = Alike::default();
    for (listed, finding) in findings {
        let message = part.message(finding);
        let said = html! { span lang=[part.lang(message)] { (part.names.prose(message)) } };
        fixes.of(Short::of(part, finding)).of(said.0).push(stand(part, listed, finding));
    }
    html! { @for (short, messages) in fixes.all() { (short.show(messages)) } }
}

/// What findings share that are told together.
#[derive(Clone, PartialEq, Eq, Hash)]
struct Short<'a> {
    severity: &'a str,
    verdict: &'static str,
    clause: &'a str,
    badges: String,
    fix: String,
}

impl<'a> Short<'a> {
    fn of(part: &Part<'a>, finding: &'a Finding) -> Self {
        let fix = part.fix(finding);
        Self {
            severity: &finding.severity,
            verdict: finding.verdict.word(),
            clause: &finding.clause,
            badges: badges(part, finding).0,
            fix: html! { span lang=[part.lang(fix)] { (part.names.prose(fix)) } }.0,
        }
    }

    fn show(&self, messages: &Alike<String, Vec<Markup>>) -> Markup {
        let Self { severity, verdict, clause, badges, fix } = self;
        html! {
            article.short data-severity=(severity) data-verdict=(verdict) data-clause=(clause) {
                p { (PreEscaped(badges)) (PreEscaped(fix)) }
                ul.entries {
                    @for (message, places) in messages.all() { li { (PreEscaped(message)) p { @for place in places { (place) " " } } } }
                }
            }
        }
    }
}

/// Where a finding stands, which is all that sets it apart from those that read the same.
fn stand(part: &Part, listed: &Listed, finding: &Finding) -> Markup {
    let more = listed.same.len() + listed.under.len();
    html! {
        span.place id=(part.address("finding", &finding.id)) {
            @if let Some(place) = &finding.place { (part.inside(&place.path)) ":" (place.line) } @else { (finding.declaration) }
            @if more > 0 { " " (part.phrase(["({0} more like it)", "（另有{0}项）"], &[html! { (more) }])) }
        }
    }
}

fn badges(part: &Part, finding: &Finding) -> Markup {
    html! {
        (words::severity(&finding.severity).show(part.language)) " "
        (words::verdict(finding.verdict).show(part.language)) " "
        @if finding.waived.is_some() { (words::WAIVED.show(part.language)) " " }
        @if finding.baselined { (words::BASELINED.show(part.language)) " " }
        @if let Some(change) = finding.change.and_then(words::change) { (change.show(part.language)) " " }
    }
}

/// The facts that would decide a doubt.
fn missing(part: &Part, finding: &Finding) -> Markup {
    html! {
        @if !finding.missing.is_empty() {
            p { (part.say(["Nobody declared, and it would decide the matter:", "尚未声明、但能够决定结论的事实："])) }
            ul {
                @for fact in &finding.missing {
                    li {
                        code dir="auto" { (fact.clause) }
                        (part.say([" of ", "，"])) (part.declaration(&fact.declaration))
                        @if let Some(event) = &fact.event { (part.say([", for ", "，事件："])) (part.names.name(event)) }
                        @if let Some(place) = &fact.place { " " (part.place(place)) }
                    }
                }
            }
        }
    }
}

/// Others that are the same fault.
fn more(part: &Part, listed: &Listed) -> Markup {
    let same: Vec<&Finding> = listed.same.iter().filter_map(|id| part.finding(id)).collect();
    let under: Vec<&Finding> = listed.under.iter().filter_map(|id| part.finding(id)).collect();
    html! {
        @if !same.is_empty() {
            details {
                summary { (part.phrase(["The same for {0} more", "另有{0}项相同情形"], &[html! { (same.len()) }])) }
                (entries(part, &same, false))
            }
        }
        @if !under.is_empty() {
            details {
                summary { (part.phrase(["The same fault under other clauses: {0}", "同一问题涉及的其他条款：{0}项"], &[html! { (under.len()) }])) }
                (entries(part, &under, true))
            }
        }
    }
}

fn entries(part: &Part, findings: &[&Finding], with_clause: bool) -> Markup {
    html! {
        ul.entries {
            @for finding in findings.iter().take(NAMED) {
                @let message = part.message(finding);
                li id=(part.address("finding", &finding.id)) {
                    @if with_clause { (part.clause_link(&finding.clause)) " " }
                    span lang=[part.lang(message)] { (part.names.prose(message)) }
                }
            }
            @for finding in findings.iter().skip(NAMED) {
                li.brief id=(part.address("finding", &finding.id)) {
                    @if with_clause { (part.clause_link(&finding.clause)) " " }
                    (part.names.name(finding.datum.as_deref().unwrap_or(&finding.declaration)))
                }
            }
        }
    }
}

/// What it is about, what it relies on, and where it stands.
fn facts(part: &Part, finding: &Finding) -> Markup {
    let pairs = [
        (["Information", "信息"], finding.datum.as_deref()),
        (["Collected by", "收集于"], finding.origin.as_deref()),
        (["Purpose", "目的"], finding.purpose.as_deref()),
        (["Recipient", "接收方"], finding.recipient.as_deref()),
    ];
    html! {
        dl.facts {
            @for (word, name) in pairs {
                @if let Some(name) = name { (fact(part, word, part.declaration(name))) }
            }
            @if let Some(flow) = part.flow(&finding.declaration) { (relied_on(part, flow)) }
            @if let Some(waiver) = &finding.waived { (fact(part, ["Waived by", "豁免"], part.names.name(waiver))) }
            @if !finding.because.is_empty() {
                (fact(part, ["Rests on", "依据条款"], part.clause_links(&finding.because)))
            }
            @if !finding.bounds.is_empty() {
                (fact(part, ["Bounded by", "限定条款"], part.clause_links(&finding.bounds)))
            }
            (fact(part, ["Declared", "声明"], html! {
                (part.declaration(&finding.declaration))
                @if let Some(place) = &finding.place { " " (part.place(place)) }
            }))
            @if let Some(line) = &finding.line {
                (fact(part, ["There it says", "原文"], html! { code.line dir="auto" { (line) } }))
            }
        }
    }
}

fn fact(part: &Part, word: [&'static str; 2], value: Markup) -> Markup {
    html! { div { dt { (part.say(word)) } dd { (value) } } }
}

/// The consents, claims and notices of a flow: what somebody might say in its favour.
fn relied_on(part: &Part, flow: &Flow) -> Markup {
    let bases = flow.consents.iter().chain(&flow.notices).map(|basis| basis.name.as_str());
    let all: Vec<&str> = bases.chain(flow.claims.iter().map(String::as_str)).collect();
    let none = || html! { (part.say(["no consent, claim or notice", "无同意、主张或告知"])) };
    let value = if all.is_empty() { none() } else { part.names.names(&all) };
    fact(part, ["The flow relies on", "该流程依据"], value)
}
