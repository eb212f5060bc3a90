//! The way of one finding: a small picture a step, so that they stand in a row and wrap where the page is narrow.

use super::draw::sign;
use super::text::Type;
use crate::report::escape::xml;
use crate::report::results::{Finding, Step, Verdict};
use crate::report::words::Words;

const HEIGHT: i32 = 40;
const WIDEST: i32 = 190;
const ARROW: i32 = 22;

/// Draws it; empty where the finding is about no path.
pub(super) fn draw(finding: &Finding, words: &Words) -> String {
    if finding.path.is_empty() {
        return String::new();
    }
    let said: Vec<String> = finding.path.iter().map(|step| words.called(&step.name)).collect();
    let steps: String =
        finding.path.iter().zip(1..).map(|(step, number)| picture(finding, step, number, words)).collect();
    let label = words.say(["the way of the data: {0}", "数据路径：{0}"], &[&said.join(" → ")]);
    format!("<span class=\"way\" role=\"img\" aria-label=\"{}\">{steps}</span>\n", xml(&label))
}

/// A flow is round, a place has corners; an arrow leads to each but the first.
fn picture(finding: &Finding, step: &Step, number: usize, words: &Words) -> String {
    let is_last = number == finding.path.len();
    let start = if number == 1 { 0 } else { ARROW };
    let verb = words.step(&step.keyword);
    let sign = if is_last { format!("{} ", sign(finding.verdict)) } else { String::new() };
    let above = format!("{sign}{number}. {verb}");
    let title = Type::Title.wrapped(&words.called(&step.name), WIDEST, 1).concat();
    let width = Type::Title.width(&title).max(Type::Small.width(&above)) + 20;
    let whole = start + width + 2;
    let corner = if is_place(step) { 4 } else { HEIGHT / 2 - 4 };
    let class = match (is_last, finding.verdict) {
        (false, _) => "",
        (true, Verdict::Violates) => " violates",
        (true, Verdict::MayViolate) => " may",
    };
    let arrow = if number == 1 { "" } else { "<path d=\"M2 20h13\"/><path class=\"head\" d=\"M21 20l-7-4v8z\"/>" };
    format!(
        "<svg class=\"step{class}\" width=\"{whole}\" height=\"{HEIGHT}\" viewBox=\"0 0 {whole} {HEIGHT}\" aria-hidden=\"true\">{arrow}\
         <rect x=\"{}\" y=\"2\" width=\"{width}\" height=\"{}\" rx=\"{corner}\"/>\
         <text class=\"detail\" x=\"{}\" y=\"16\">{}</text><text x=\"{}\" y=\"31\">{}</text></svg>",
        start + 1,
        HEIGHT - 4,
        start + 11,
        xml(&above),
        start + 11,
        xml(&title),
    )
}

fn is_place(step: &Step) -> bool {
    matches!(step.keyword.as_str(), "store" | "recipient")
}
