//! The map for Mermaid.

use std::fmt::Write;

use super::draw::label;
use super::picture::{Lane, Node, Picture};
use crate::report::escape::visible;
use crate::report::results::Verdict;
use crate::report::words::Words;

pub(super) fn draw(picture: &Picture, words: &Words) -> String {
    let mut text = "flowchart LR\n".to_owned();
    // Writing to a string cannot fail.
    for lane in Lane::ALL {
        let nodes: Vec<(usize, &Node)> =
            picture.nodes.iter().enumerate().filter(|(_, node)| node.lane == lane).collect();
        if nodes.is_empty() {
            continue;
        }
        let _ = writeln!(text, "  subgraph {}[\"{}\"]", lane.word(), escaped(words.language.of(lane.title())));
        for (index, node) in nodes {
            let _ = writeln!(text, "    n{index}[\"{}<br>{}\"]", escaped(&node.title), escaped(&node.detail));
        }
        text += "  end\n";
    }
    for (arrow, number) in picture.arrows.iter().zip(0..) {
        let line = if arrow.flows.is_empty() { "-.->" } else { "-->" };
        let _ = writeln!(text, "  n{} {line}|\"{}\"| n{}", arrow.from, escaped(&label(arrow, words)), arrow.to);
        let style = match arrow.mark.map(|mark| mark.verdict) {
            Some(Verdict::Violates) => "stroke:#b3261e,stroke-width:3px,stroke-dasharray:10 3",
            Some(Verdict::MayViolate) => "stroke:#8a5300,stroke-width:2px,stroke-dasharray:4 3",
            None => continue,
        };
        let _ = writeln!(text, "  linkStyle {number} {style}");
    }
    text
}

/// Text between quotes: what could be markup is written as Mermaid's entities, by number.
fn escaped(text: &str) -> String {
    let mut escaped = String::new();
    for character in visible(text).chars() {
        if character.is_alphanumeric() || " .,:/+-×?·，、（）".contains(character) {
            escaped.push(character);
        } else {
            // Writing to a string cannot fail.
            let _ = write!(escaped, "#{};", u32::from(character));
        }
    }
    escaped
}
