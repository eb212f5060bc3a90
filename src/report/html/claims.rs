//! Exceptions and listed grounds that somebody claims, each with what is to show it.

use maud::{Markup, html};

use super::part::Part;
use super::text::Pair;
use super::words::severity;
use crate::report::results::{Claim, Matter};

pub(super) fn section(part: &Part) -> Markup {
    let claims = &part.workspace.inventory.claims;
    html! {
        @if claims.is_empty() {
            p.none { (part.say(["No exception is claimed.", "没有主张任何例外。"])) }
        }
        @for claim in claims { (show(part, claim)) }
    }
}

fn show(part: &Part, claim: &Claim) -> Markup {
    html! {
        article.claim id=(part.address("claim", &claim.head.name)) data-clause=(claim.clause) {
            h3 { (part.names.name(&claim.head.name)) }
            p {
                (part.phrase(["Claims clause {0}.", "主张条款{0}。"], &[part.clause_link(&claim.clause)])) " "
                @if let Some(clause) = part.clause(&claim.clause) {
                    @let statement = part.statement(clause);
                    span.quote lang=[part.lang(statement)] { (statement) }
                }
            }
            (remarks(part, claim))
            (facts(part, claim))
        }
    }
}

/// What the engine says about it: idle, without ground, out of place.
fn remarks(part: &Part, claim: &Claim) -> Markup {
    let here = |matter: &&Matter| {
        claim.remarks.contains(&matter.code)
            && matter.places.iter().any(|mark| {
                claim.head.place.as_ref().is_some_and(|place| place.path == mark.place.path)
                    && matter.message.contains(&format!("`{}`", claim.head.name))
            })
    };
    html! {
        @for matter in part.results.diagnostics.iter().filter(here) {
            @let message = matter.message(part.language);
            p { (severity(&matter.severity).show(part.language)) " " span lang=[part.lang(message)] { (part.names.prose(message)) } }
        }
    }
}

fn facts(part: &Part, claim: &Claim) -> Markup {
    let none = || html! { span.none { (part.say(["none", "无"])) } };
    let texts = |texts: &[String]| {
        if texts.is_empty() {
            none()
        } else {
            html! { ul.plain { @for text in texts { li { bdi { (text) } } } } }
        }
    };
    let text = |text: &String| html! { bdi { (text) } };
    let name = |name: &String| part.names.name(name);
    let serves = || if claim.serves.is_empty() { none() } else { part.declarations(&claim.serves) };
    html! {
        dl.facts {
            (fact(part, ["For", "用于"], Some(serves())))
            (fact(part, ["Because", "理由"], claim.because.as_ref().map(text)))
            (fact(part, ["Necessary", "必要性"], claim.necessary.as_ref().map(text)))
            (fact(part, ["Protects", "保护"], claim.protects.as_ref().map(|terms| part.names.names(terms))))
            (fact(part, ["Cites", "援引"], (!claim.cites.is_empty()).then(|| part.names.names(&claim.cites))))
            (fact(part, ["Party", "当事人"], claim.party.as_ref().map(name)))
            (fact(part, ["Issued by", "出具方"], claim.issuer.as_ref().map(text)))
            (fact(part, ["Dated", "日期"], claim.dated.as_ref().map(text)))
            (fact(part, ["Evidence", "证据"], Some(texts(&claim.evidence))))
            (fact(part, ["Declared", "声明"], claim.head.place.as_ref().map(|place| part.place(place))))
        }
    }
}

fn fact(part: &Part, word: Pair, value: Option<Markup>) -> Markup {
    html! { @if let Some(value) = value { div { dt { (part.say(word)) } dd { (value) } } } }
}
