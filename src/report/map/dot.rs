//! The map for Graphviz.

use std::fmt::Write;

use super::draw::label;
use super::picture::{Lane, Node, Picture};
use crate::report::escape::visible;
use crate::report::results::Verdict;
use crate::report::words::Words;

pub(super) fn draw(picture: &Picture, words: &Words) -> String {
    let mut dot = "digraph data {\n  rankdir=LR;\n  node [shape=box];\n".to_owned();
    // Writing to a string cannot fail.
    for lane in Lane::ALL {
        let nodes: Vec<(usize, &Node)> =
            picture.nodes.iter().enumerate().filter(|(_, node)| node.lane == lane).collect();
        if nodes.is_empty() {
            continue;
        }
        let _ = writeln!(
            dot,
            "  subgraph \"cluster {}\" {{\n    label={};",
            lane.word(),
            quoted(words.language.of(lane.title()))
        );
        for (index, node) in nodes {
            let _ = writeln!(dot, "    n{index} [label={}];", quoted(&format!("{}\n{}", node.title, node.detail)));
        }
        dot += "  }\n";
    }
    for arrow in &picture.arrows {
        let style = match arrow.mark.map(|mark| mark.verdict) {
            Some(Verdict::Violates) => ", style=dashed, penwidth=3, color=red",
            Some(Verdict::MayViolate) => ", style=dashed, penwidth=2, color=orange",
            None if arrow.flows.is_empty() => ", style=dotted",
            None => "",
        };
        let _ = writeln!(dot, "  n{} -> n{} [label={}{style}];", arrow.from, arrow.to, quoted(&label(arrow, words)));
    }
    dot + "}\n"
}

/// A text between quotes; a backslash begins an escape there.
fn quoted(text: &str) -> String {
    let lines: Vec<String> = text.trim_end().lines().map(|line| escaped(line)).collect();
    format!("\"{}\"", lines.join("\\n"))
}

fn escaped(line: &str) -> String {
    visible(line).replace('\\', "\\\\").replace('"', "\\\"")
}
