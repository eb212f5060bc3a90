//! What a pointer that rests on something is told, and what stands for the drawing where it cannot be seen.

use super::picture::{Arrow, Node, Picture};
use crate::report::escape::xml;
use crate::report::results::Flow;
use crate::report::words::Words;

/// How many flows of an arrow are told one by one.
const TOLD: usize = 4;

/// A box.
pub(super) fn node(node: &Node) -> String {
    let name = if node.name == node.title { String::new() } else { format!(" ({})", node.name) };
    stacked(&[format!("{}{name}", node.title), node.detail.clone()])
}

/// An arrow: from where to where, and what runs there.
pub(super) fn arrow(arrow: &Arrow, picture: &Picture, words: &Words) -> String {
    let title = |index: usize| picture.nodes.get(index).map(|node| node.title.as_str()).unwrap_or_default();
    let mut lines = vec![format!("{} → {}", title(arrow.from), title(arrow.to))];
    if arrow.flows.is_empty() {
        lines.push(words.of(["backup", "备份"]));
    }
    lines.extend(arrow.flows.iter().take(TOLD).map(|one| flow(one, words)));
    let rest = arrow.flows.len().saturating_sub(TOLD);
    if rest > 0 {
        lines.push(words.say(["and {0} more", "另有 {0} 项"], &[&rest.to_string()]));
    }
    stacked(&lines)
}

/// Lines below each other, escaped.
fn stacked(lines: &[String]) -> String {
    let lines: Vec<String> = lines.iter().filter(|line| !line.is_empty()).map(|line| xml(line)).collect();
    lines.join("\n")
}

fn flow(flow: &Flow, words: &Words) -> String {
    let (verb, name, data) = (words.verb(&flow.verb), words.named(&flow.head.name), words.all(&flow.lands));
    words.say(["{0}: {1}: {2}", "{0}：{1}：{2}"], &[&verb, &name, &data])
}

/// The whole map in a sentence.
pub(super) fn summary(picture: &Picture, words: &Words) -> String {
    let count = |column: usize| {
        let nodes = picture.nodes.iter().filter(|node| node.lane.column() == column);
        nodes.map(|node| node.members).sum::<usize>().to_string()
    };
    let arrows = picture.arrows.len().to_string();
    words.say(
        [
            "{0} groups of people, {1} stores of ours, {2} recipients, and {3} ways on which data go between them. \
             The table of flows says the same in words.",
            "{0} 类个人、{1} 处我方存储、{2} 个接收方，以及其间的 {3} 条数据去向。数据流清单以文字列出相同内容。",
        ],
        &[&count(0), &count(1), &count(2), &arrows],
    )
}
