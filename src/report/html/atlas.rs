//! The data map. The table of flows says the same in words.

use maud::{Markup, PreEscaped, html};

use super::part::Part;
use super::table;
use crate::report::map;
use crate::report::tables::Table;

pub(super) fn section(part: &Part, flows: Option<&Table>) -> Markup {
    let drawn = map::svg(part.workspace, &map::Options::default(), part.language);
    html! {
        figure tabindex="0" aria-label=(part.say(["Data map", "数据地图"])) { (PreEscaped(drawn)) }
        @if let Some(flows) = flows {
            details { summary { (part.say(["The map in words", "数据地图的文字说明"])) } (table::told(part, flows)) }
        }
    }
}
