//! The plan as an SVG: nothing in it is a colour or a font, all that stands in the style.

use std::fmt::Write;

use super::geometry::{EDGE, HEAD, INNER, PAD, ROW};
use super::layout::{Entry, Frame, Plan, plan};
use super::legend;
use super::marks::Mark;
use super::picture::{Arrow, Node, Picture};
use super::routes::Route;
use super::tooltip;
use crate::report::escape::xml;
use crate::report::results::Verdict;
use crate::report::words::Words;

/// Draws a map, with the style in it if it has to stand alone.
pub(super) fn map(picture: &Picture, words: &Words, style: &str) -> String {
    let labels: Vec<String> = picture.arrows.iter().map(|arrow| label(arrow, words)).collect();
    let plan = plan(picture, &labels);
    let legend = legend::legend(picture, words, plan.height, plan.width);
    let (width, height) = (plan.width, plan.height + legend.height);
    let title = words.of(["Data map: who hands personal data to whom", "数据地图：个人信息由谁提供给谁"]);
    let mut svg = format!(
        "<svg class=\"map\" xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" width=\"{width}\" height=\"{height}\" \
         viewBox=\"0 0 {width} {height}\"><title>{}</title><desc>{}</desc>\n{style}",
        xml(&title),
        xml(&tooltip::summary(picture, words)),
    );
    svg.extend(plan.frames.iter().map(|one| frame(one, words)));
    svg += &arrows(picture, &plan, &labels, words);
    svg.extend(plan.entries.iter().filter_map(|entry| Some(boxed(entry, picture.nodes.get(entry.node?)?))));
    svg + &legend.svg + "</svg>\n"
}

fn frame(frame: &Frame, words: &Words) -> String {
    let Frame { lane, x, y, width, height } = frame;
    format!(
        "<g class=\"lane {}\"><rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" rx=\"10\"/>\
         <text x=\"{}\" y=\"{}\">{}</text></g>\n",
        lane.word(),
        x + PAD,
        y + 21,
        xml(&words.of(lane.title())),
    )
}

/// `× 2 collects 12 fields`.
pub(super) fn label(arrow: &Arrow, words: &Words) -> String {
    if arrow.flows.is_empty() {
        return words.of(["backs up", "备份"]);
    }
    let mut verbs: Vec<&str> = Vec::new();
    for flow in &arrow.flows {
        if !verbs.contains(&flow.verb.as_str()) {
            verbs.push(&flow.verb);
        }
    }
    let verbs: Vec<String> = verbs.into_iter().map(|verb| words.verb(verb)).collect();
    let mut fields: Vec<&String> = arrow.flows.iter().flat_map(|flow| &flow.lands).collect();
    fields.sort();
    fields.dedup();
    let fields = words.count(fields.len(), ["{0} field", " {0} 项"], ["{0} fields", " {0} 项"]);
    let about = arrow.mark.and_then(badge).map(|badge| badge + " ").unwrap_or_default();
    about + &words.language.list(&verbs) + words.language.of([" ", ""]) + &fields
}

/// `× 2`: how many findings are about it.
fn badge(mark: Mark) -> Option<String> {
    (mark.about > 0).then(|| format!("{} {}", sign(mark.verdict), mark.about))
}

/// What stands for a verdict beside its colour and its dashes.
pub(super) fn sign(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Violates => "×",
        Verdict::MayViolate => "?",
    }
}

/// The classes of a mark: those that are only led over are drawn lighter than those that a finding is about.
fn class(mark: Option<Mark>) -> &'static str {
    match mark.map(|mark| (mark.verdict, mark.about > 0)) {
        None => "",
        Some((Verdict::Violates, true)) => " violates",
        Some((Verdict::Violates, false)) => " violates over",
        Some((Verdict::MayViolate, true)) => " may",
        Some((Verdict::MayViolate, false)) => " may over",
    }
}

/// All arrows, those without a mark first: what is marked lies over what is not.
fn arrows(picture: &Picture, plan: &Plan, labels: &[String], words: &Words) -> String {
    let mut sorted: Vec<(usize, &Arrow)> = picture.arrows.iter().enumerate().collect();
    sorted.sort_by_key(|(index, arrow)| (arrow.mark.map(|mark| (mark.about > 0, mark.verdict)), *index));
    let mut svg = String::new();
    for (index, arrow) in sorted {
        let routes: Vec<&Route> = plan.routes.iter().filter(|route| route.arrow == index).collect();
        let label = labels.get(index).map(String::as_str).unwrap_or_default();
        let backup = if arrow.flows.is_empty() { " backup" } else { "" };
        // Writing to a string cannot fail.
        let _ = writeln!(
            svg,
            "<g class=\"flow{backup}{}\"><title>{}</title><path d=\"{}\"/>{}</g>",
            class(arrow.mark),
            tooltip::arrow(arrow, picture, words),
            routes.iter().map(|route| way(route)).collect::<Vec<String>>().join(" ").replacen(" M", " L", 1),
            routes.iter().filter(|route| route.arrives).map(|route| end(route, label)).collect::<String>(),
        );
    }
    svg
}

/// A line with round corners.
fn way(route: &Route) -> String {
    let [start, first, second, end] = route.points;
    let radius = 6.min((second.1 - first.1).abs() / 2);
    let down = (second.1 - first.1).signum() * radius;
    let out = (first.0 - start.0).signum() * radius;
    let back = (end.0 - second.0).signum() * radius;
    let stop = if route.arrives { end.0 - (end.0 - second.0).signum() * (HEAD - 1) } else { end.0 };
    format!(
        "M{} {}H{}Q{} {} {} {}V{}Q{} {} {} {}H{stop}",
        start.0,
        start.1,
        first.0 - out,
        first.0,
        first.1,
        first.0,
        first.1 + down,
        second.1 - down,
        second.0,
        second.1,
        second.0 + back,
        second.1,
    )
}

/// The head of an arrow, and its words beside the lane in which it ends.
fn end(route: &Route, label: &str) -> String {
    let [_, _, turn, (x, y)] = route.points;
    let direction = (x - turn.0).signum();
    let (base, words, anchor) =
        (x - direction * HEAD, x - direction * (PAD + 3), if direction > 0 { "end" } else { "start" });
    format!(
        "<path class=\"head\" d=\"M{x} {y}L{base} {}V{}Z\"/><text x=\"{words}\" y=\"{}\" text-anchor=\"{anchor}\">{}</text>",
        y - 4,
        y + 4,
        y - 4,
        xml(label),
    )
}

fn boxed(entry: &Entry, node: &Node) -> String {
    let Entry { x, y, width, height, .. } = entry;
    let folded = if node.members > 1 { " folded" } else { "" };
    let mut svg = format!(
        "<g class=\"box{folded}{}\"><title>{}</title><rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" rx=\"5\"/>",
        class(node.mark),
        tooltip::node(node),
    );
    let lines = entry.title.iter().map(|line| ("title", line)).chain(entry.detail.iter().map(|line| ("detail", line)));
    let text = i32::try_from(entry.title.len() + entry.detail.len()).unwrap_or_default() * ROW;
    let top = y + (height - text) / 2 + 12;
    for ((class, line), row) in lines.zip(0..) {
        // Writing to a string cannot fail.
        let _ =
            write!(svg, "<text class=\"{class}\" x=\"{}\" y=\"{}\">{}</text>", x + INNER, top + row * ROW, xml(line));
    }
    if let Some(badge) = node.mark.and_then(badge) {
        let _ = write!(
            svg,
            "<text class=\"badge\" x=\"{}\" y=\"{}\" text-anchor=\"end\">{badge}</text>",
            x + width - INNER + 2,
            top.min(y + 16 + EDGE),
        );
    }
    svg + "</g>\n"
}
