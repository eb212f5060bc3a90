//! For programs: one object, `"version": 1`. Keys keep their order, and nothing in it depends on the machine.

use super::results::Results;

pub(super) fn render(results: &Results) -> String {
    // Every value is a text, a number, a list or a struct of these, which always have a form in JSON.
    let mut text = serde_json::to_string_pretty(results).unwrap_or_default();
    text.push('\n');
    text
}
