//! What the lines mean, below the drawing: of the kinds that occur.

use std::fmt::Write;

use super::geometry::{EDGE, INNER, PAD, ROW};
use super::picture::Picture;
use super::text::Type;
use crate::report::escape::xml;
use crate::report::results::Verdict;
use crate::report::words::Words;

/// The legend and the room that it takes.
pub(super) struct Legend {
    pub(super) svg: String,
    pub(super) height: i32,
}

/// A line of a kind, with what it means.
struct Sample {
    class: &'static str,
    meaning: [&'static str; 2],
}

/// Of each verdict: what breaks a clause, and what only leads there.
const MARKS: [(Verdict, [Sample; 2]); 2] = [
    (
        Verdict::Violates,
        [
            Sample { class: "violates", meaning: ["× a finding: breaks a clause", "× 发现：违反条款"] },
            Sample { class: "violates over", meaning: ["on the way there", "通往该处的路径"] },
        ],
    ),
    (
        Verdict::MayViolate,
        [
            Sample { class: "may", meaning: ["? may break a clause", "? 可能违反条款"] },
            Sample { class: "may over", meaning: ["on the way there", "通往该处的路径"] },
        ],
    ),
];

const SAMPLE: i32 = 36;

/// Draws it at a height, in rows as wide as the drawing.
pub(super) fn legend(picture: &Picture, words: &Words, top: i32, width: i32) -> Legend {
    let mut svg = String::new();
    let (mut x, mut y) = (EDGE + PAD, top + ROW);
    for Sample { class, meaning } in samples(picture) {
        let text = words.of(meaning);
        let needed = SAMPLE + INNER + Type::Small.width(&text);
        if x > EDGE + PAD && x + needed > width - EDGE {
            (x, y) = (EDGE + PAD, y + ROW);
        }
        // Writing to a string cannot fail.
        let _ = writeln!(
            svg,
            "<g class=\"flow {class}\"><path d=\"M{x} {y}h{SAMPLE}\"/><text x=\"{}\" y=\"{}\">{}</text></g>",
            x + SAMPLE + INNER,
            y + 4,
            xml(&text),
        );
        x += needed + 2 * PAD;
    }
    Legend { svg, height: y + ROW - top }
}

fn samples(picture: &Picture) -> Vec<Sample> {
    let has = |verdict| picture.arrows.iter().any(|arrow| arrow.mark.is_some_and(|mark| mark.verdict == verdict));
    let backup = picture.arrows.iter().any(|arrow| arrow.flows.is_empty());
    let mut samples = vec![Sample { class: "plain", meaning: ["data go this way", "数据去向"] }];
    if backup {
        samples.push(Sample { class: "backup", meaning: ["backup", "备份"] });
    }
    for (verdict, pair) in MARKS {
        samples.extend(has(verdict).then_some(pair).into_iter().flatten());
    }
    samples
}
