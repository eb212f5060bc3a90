//! What the policy's text leaves open, for its author: findings about the text, and the gaps that its pack names.

use maud::{Markup, html};

use super::part::Part;
use crate::report::results::{Finding, Gap};

pub(super) fn section(part: &Part) -> Markup {
    let lints: Vec<&Finding> = part.workspace.findings.iter().filter(|finding| finding.severity == "lint").collect();
    html! {
        @if !lints.is_empty() {
            h3 { (part.say(["Found in the text", "文本中的发现"])) }
            @for finding in lints { (lint(part, finding)) }
        }
        @if !part.workspace.gaps.is_empty() {
            h3 { (part.say(["Where the text leaves a question", "文本未明确之处"])) }
            dl.gaps { @for gap in &part.workspace.gaps { (self::gap(part, gap)) } }
        }
    }
}

fn lint(part: &Part, finding: &Finding) -> Markup {
    let (message, fix) = (part.message(finding), part.fix(finding));
    html! {
        article.lint id=(part.address("finding", &finding.id)) data-severity=(finding.severity) data-clause=(finding.clause) {
            p {
                (part.clause_link(&finding.clause)) " "
                span lang=[part.lang(message)] { (part.names.prose(message)) }
            }
            p.aside lang=[part.lang(fix)] { (part.names.prose(fix)) }
        }
    }
}

fn gap(part: &Part, gap: &Gap) -> Markup {
    let zh = gap.zh.as_ref();
    let text = part.told(&gap.gap, zh.map(|words| words.gap.as_str()));
    let treatment = part.told(&gap.treatment, zh.map(|words| words.treatment.as_str()));
    html! {
        div id=(part.address("gap", &gap.id)) {
            dt {
                span.number { (gap.id) } " "
                small { (part.told(&gap.place, zh.map(|words| words.place.as_str()))) }
            }
            dd {
                p lang=[part.lang(text)] { (text) }
                p.aside lang=[part.lang(treatment)] { (treatment) }
            }
        }
    }
}
