//! How the information got there: where it came to rest as a small picture, and every step in words.

use maud::{Markup, html};

use super::part::Part;
use super::words;
use crate::report::results::{Finding, Step};

pub(super) fn show(part: &Part, finding: &Finding) -> Markup {
    let steps = &finding.path;
    html! {
        @if !steps.is_empty() {
            details {
                summary { (summary(part, steps.len())) }
                (picture(part, steps))
                ol.steps { @for step in steps { li { (told(part, step)) } } }
            }
        }
    }
}

fn summary(part: &Part, number: usize) -> Markup {
    let wording = if number == 1 {
        ["How it gets there: 1 step", "流转过程：1步"]
    } else {
        ["How it gets there: {0} steps", "流转过程：{0}步"]
    };
    part.phrase(wording, &[html! { (number) }])
}

fn told(part: &Part, step: &Step) -> Markup {
    html! {
        (part.phrase(words::step(&step.keyword), &[part.names.quoted(&step.name), part.names.quoted(&step.datum)]))
        @if let Some(place) = &step.place { " " (part.place(place)) }
    }
}

/// People, then each place where it rests, in the order of the way. The steps below say the same in words.
fn picture(part: &Part, steps: &[Step]) -> Markup {
    html! {
        div.chain aria-hidden="true" {
            @if let Some(first) = steps.first().filter(|step| step.keyword == "collect") { (people(part, first)) }
            @for step in steps {
                @match step.keyword.as_str() {
                    "store" => span.ours { (part.names.name(&step.name)) },
                    "recipient" => span.theirs { (part.names.name(&step.name)) },
                    _ => i { (part.names.name(&step.name)) },
                }
            }
        }
    }
}

/// Those whom a collection asks.
fn people(part: &Part, step: &Step) -> Markup {
    let subjects = part.flow(&step.name).map(|flow| flow.subjects.as_slice()).unwrap_or_default();
    html! {
        span.people {
            @if subjects.is_empty() { (part.say(["People", "个人"])) } @else { (part.names.names(subjects)) }
        }
    }
}
