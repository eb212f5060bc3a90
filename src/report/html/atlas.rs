//! The data map, and the same in words: who hands what to whom.

use std::collections::{BTreeMap, BTreeSet};

use maud::{Markup, PreEscaped, html};

use super::part::Part;
use crate::report::map;
use crate::report::results::Flow;

/// What passes from one place to another.
#[derive(Default)]
struct Passage<'a> {
    data: BTreeSet<&'a str>,
    flows: BTreeSet<&'a str>,
}

pub(super) fn section(part: &Part) -> Markup {
    let drawn = map::svg(part.workspace, &map::Options::default(), part.language);
    let passages = passages(part);
    html! {
        figure tabindex="0" aria-label=(part.say(["Data map", "数据地图"])) { (PreEscaped(drawn)) }
        @if !passages.is_empty() {
            details {
                summary { (part.say(["The map in words", "数据地图的文字说明"])) }
                (table(part, &passages))
            }
        }
    }
}

/// By where something comes from and where it goes. A flow that lands where it reads passes nothing.
fn passages<'a>(part: &Part<'a>) -> BTreeMap<(&'a str, &'a str), Passage<'a>> {
    let mut passages: BTreeMap<(&str, &str), Passage> = BTreeMap::new();
    for flow in &part.workspace.inventory.flows {
        for from in ends(&flow.from, &flow.subjects) {
            for to in ends(&flow.to, &flow.from).filter(|to| *to != from) {
                let passage = passages.entry((from, to)).or_default();
                passage.data.extend(data(flow));
                passage.flows.insert(&flow.head.name);
            }
        }
    }
    passages
}

fn ends<'a>(first: &'a [String], otherwise: &'a [String]) -> impl Iterator<Item = &'a str> + Clone {
    if first.is_empty() { otherwise } else { first }.iter().map(String::as_str)
}

/// What arrives, or what is read where nothing is said to arrive.
fn data(flow: &Flow) -> impl Iterator<Item = &str> {
    if flow.lands.is_empty() { &flow.data } else { &flow.lands }.iter().map(String::as_str)
}

fn table(part: &Part, passages: &BTreeMap<(&str, &str), Passage>) -> Markup {
    let rows = passages.iter().map(|((from, to), passage)| {
        html! {
            td { (part.names.name(from)) }
            td { (part.names.name(to)) }
            td { (part.names.names(&passage.data)) }
            td { (part.declarations(&passage.flows.iter().collect::<Vec<_>>())) }
        }
    });
    let columns = [["From", "来源"], ["To", "去向"], ["Information", "信息"], ["Flows", "流程"]];
    super::table::show(part, part.say(["The map in words", "数据地图的文字说明"]), &columns.map(|pair| part.say(pair)), rows)
}
