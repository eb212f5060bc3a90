//! What reviewers decided, and what no longer stands: that comes first.

use maud::{Markup, html};

use super::part::Part;
use super::text::Pair;
use super::words;
use crate::report::results::{self, About, Decision, Record, Standing};

pub(super) fn section(part: &Part) -> Markup {
    let decisions = &part.workspace.decisions;
    html! {
        @if decisions.is_empty() {
            p.none { (part.say(["Nobody has decided anything yet.", "尚无审阅决定。"])) }
        } @else {
            p { (summary(part)) }
            div.wide tabindex="0" role="region" aria-label=(part.say(["Decisions", "审阅决定"])) {
                table {
                    thead {
                        tr {
                            th scope="col" { (part.say(["State", "状态"])) }
                            th scope="col" { (part.say(["About", "对象"])) }
                            th scope="col" { (part.say(["Decision", "决定"])) }
                            th scope="col" { (part.say(["By whom and when", "决定人与日期"])) }
                            th scope="col" { (part.say(["Note", "说明"])) }
                        }
                    }
                    tbody { @for decision in decisions { (row(part, decision)) } }
                }
            }
        }
    }
}

/// How many decisions stand, and how many findings nobody has decided about.
fn summary(part: &Part) -> Markup {
    let decisions = &part.workspace.decisions;
    let count = |standing| decisions.iter().filter(|decision| decision.standing == standing).count();
    let number = |number: usize| html! { (number) };
    part.phrase(
        [
            "Decisions that stand: {0}. No longer, because something has changed: {1}. About what is no longer there: {2}. \
             Findings that nobody has decided about: {3}.",
            "仍然有效的决定：{0}项；因内容变化而不再有效：{1}项；对象已不存在：{2}项；尚无决定的发现：{3}项。",
        ],
        &[
            number(count(Standing::Stands)),
            number(count(Standing::Changed)),
            number(count(Standing::Gone)),
            number(undecided(part)),
        ],
    )
}

/// Findings, as people see them, without a decision that stands.
fn undecided(part: &Part) -> usize {
    let listed = part.workspace.listed.iter();
    listed
        .filter(|listed| of(part, About::Finding, &listed.shown).is_none_or(|one| one.standing != Standing::Stands))
        .count()
}

/// How many decisions no longer stand.
pub(super) fn fallen(part: &Part) -> usize {
    part.workspace.decisions.iter().filter(|decision| decision.standing != Standing::Stands).count()
}

/// The decision about something.
fn of<'a>(part: &Part<'a>, about: About, id: &str) -> Option<&'a Decision> {
    part.workspace.decisions.iter().find(|decision| decision.record.about == about && decision.record.id == id)
}

/// The decision about something, beside it.
pub(super) fn beside(part: &Part, about: About, id: &str) -> Markup {
    html! {
        @if let Some(decision) = of(part, about, id) {
            @let Record { by, on, note, .. } = &decision.record;
            p.decision {
                (words::decided(decision.record.decision).show(part.language)) " "
                @if decision.standing != Standing::Stands { (words::standing(decision.standing).show(part.language)) " " }
                bdi { (by) } ", " (on)
                @if let Some(note) = note { (part.say([": ", "："])) bdi lang=[part.lang(note)] { (note) } }
            }
        }
    }
}

fn row(part: &Part, decision: &Decision) -> Markup {
    let Record { id, by, on, note, .. } = &decision.record;
    html! {
        tr {
            td {
                (words::standing(decision.standing).show(part.language))
                @if !decision.changed.is_empty() {
                    br; small { (part.say(["changed since: ", "此后变化："])) (super::text::list(part.language, decision.changed.iter().map(|one| html! { (part.say(changed(*one))) }))) }
                }
            }
            td { (about(part, &decision.record)) br; small.place { (id) } }
            td { (words::decided(decision.record.decision).show(part.language)) }
            td { bdi { (by) } br; span.number { (on) } }
            td { @if let Some(note) = note { bdi lang=[part.lang(note)] { (note) } } @else { "–" } }
        }
    }
}

fn about(part: &Part, record: &Record) -> Markup {
    match record.about {
        About::Clause => html! { (part.say(["Clause ", "条款 "])) (part.clause_link(&record.id)) },
        About::Finding => match part.finding(&record.id) {
            Some(finding) => part.finding_link(finding),
            None => html! { (part.say(["A finding that is no longer there", "已不存在的发现"])) },
        },
    }
}

fn changed(changed: results::Part) -> Pair {
    match changed {
        results::Part::Clause => ["the clause's text", "条款文本"],
        results::Part::Finding => ["the finding", "发现"],
        results::Part::Findings => ["the findings of the clause", "条款下的发现"],
        results::Part::Rules => ["the rule", "规则"],
        results::Part::Verdict => ["the verdict", "结论"],
    }
}
