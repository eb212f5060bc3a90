//! What was found, gravest first. Findings of one clause under one rule stand together, so that what they share is said
//! once.

use maud::{Markup, html};

use super::alike::Alike;
use super::card;
use super::part::Part;
use super::words;
use crate::report::results::{Consequence, Finding, Listed, Mark, Matter};

/// How much markup the findings may take before the rest is told in few lines: more than a person reads.
const FULL: usize = 256 * 1024;

/// Findings as people see them, by clause and rule.
type Groups<'a> = Alike<(&'a str, &'a str), Vec<(&'a Listed, &'a Finding)>>;

pub(super) fn section(part: &Part) -> Markup {
    let groups = groups(part);
    html! {
        @if groups.all().is_empty() {
            p.none { (part.say(["No finding under these rules.", "在这些规则下没有发现。"])) }
        } @else {
            p.aside {
                (part.phrase(
                    ["{0} findings, folded into {1}: what is the same fault stands under one. ", "{0}项发现，归并为{1}项：同一问题列于一处。"],
                    &[html! { (all(part)) }, html! { (number(part)) }],
                ))
                (part.say([
                    "Each finding shows what would resolve it on either side. The change of the policy is derived from the \
                     clause and the finding alone: it is a proposal for counsel, and says nothing on whether such a \
                     change is lawful or wise.",
                    "每项发现都列出两种解决方式。对政策的修改建议仅由条款与发现推导得出，供法律顾问参考，并不表示该修改合法或适当。",
                ]))
            }
        }
        @let mut room = FULL;
        @for (shared, findings) in groups.all() { (show(part, *shared, findings, &mut room)) }
    }
}

/// What the engine itself found: about claims, evidence, waivers and declarations.
pub(super) fn matters(part: &Part) -> Markup {
    let matters = part.results.diagnostics.iter();
    let found: Vec<&Matter> = matters.filter(|matter| matter.consequence == Consequence::Finding).collect();
    html! {
        @if !found.is_empty() {
            h3 { (part.say(["Noticed beside the rules", "规则之外的提示"])) }
            ul.matters { @for matter in found { (self::matter(part, matter)) } }
        }
    }
}

/// Something said, with its places.
pub(super) fn matter(part: &Part, matter: &Matter) -> Markup {
    html! {
        li data-severity=(matter.severity) {
            (words::severity(&matter.severity).show(part.language)) " "
            span lang=[part.lang(matter.message(part.language))] { (part.names.prose(matter.message(part.language))) }
            @if let Some(Mark { place, .. }) = matter.places.first() { " " (part.place(place)) }
            @if let Some(help) = matter.help(part.language) { p.aside lang=[part.lang(help)] { (part.names.prose(help)) } }
        }
    }
}

/// Groups by the gravest of each; remarks on the policy's text are for its author and stand with what it leaves open.
fn groups<'a>(part: &Part<'a>) -> Groups<'a> {
    let mut groups = Groups::default();
    for listed in &part.workspace.listed {
        if let Some(finding) = part.finding(&listed.shown).filter(|finding| finding.severity != "lint") {
            groups.of((&finding.clause, &finding.rule)).push((listed, finding));
        }
    }
    groups
}

fn show(part: &Part, (id, rule): (&str, &str), findings: &[(&Listed, &Finding)], room: &mut usize) -> Markup {
    let clause = part.clause(id);
    html! {
        section.group {
            header {
                h3 { (part.say(["Clause ", "条款 "])) (part.clause_link(id)) }
                @if let Some(clause) = clause {
                    @let statement = part.statement(clause);
                    blockquote lang=[part.lang(statement)] { p { (statement) } }
                }
                @if let Some(rule) = part.rule(rule) {
                    p.aside { (part.rule_link(&rule.id)) (part.say([". ", "："])) span lang=[part.lang(&rule.why)] { (part.why(rule)) } }
                }
            }
            @let cards = in_full(part, findings, room);
            @for card in &cards { (card) }
            (card::brief(part, findings.get(cards.len()..).unwrap_or_default()))
        }
    }
}

/// Findings in full, as many as there is room for.
fn in_full(part: &Part, listed: &[(&Listed, &Finding)], room: &mut usize) -> Vec<Markup> {
    let cards = listed.iter().map_while(|(listed, finding)| {
        let card = (*room > 0).then(|| card::show(part, listed, finding))?;
        *room = room.saturating_sub(card.0.len());
        Some(card)
    });
    cards.collect()
}

/// How many findings there are, those for the policy's author left out.
fn all(part: &Part) -> usize {
    part.workspace.findings.iter().filter(|finding| finding.severity != "lint").count()
}

/// How many findings as people see them there are, those for the policy's author left out.
pub(super) fn number(part: &Part) -> usize {
    groups(part).all().iter().map(|(_, findings)| findings.len()).sum()
}

/// The first of the findings, to be read first.
pub(super) fn first<'a>(part: &Part<'a>, number: usize) -> Vec<&'a Finding> {
    let open = |finding: &&Finding| finding.waived.is_none() && finding.severity != "lint";
    let listed = part.workspace.listed.iter();
    listed.filter_map(|listed| part.finding(&listed.shown)).filter(open).take(number).collect()
}
