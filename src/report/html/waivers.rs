//! Decisions to live with findings for a while: what ended and what ends soon comes first.

use maud::{Markup, html};

use super::days;
use super::part::Part;
use super::words;
use crate::report::results::{Waiver, WaiverState};

/// From how many days before its end a waiver counts as ending soon.
const SOON: i64 = 30;

pub(super) fn section(part: &Part) -> Markup {
    let mut waivers: Vec<&Waiver> = part.workspace.inventory.waivers.iter().collect();
    waivers.sort_by_key(|waiver| (rank(part, waiver), waiver.until.as_str(), waiver.head.name.as_str()));
    html! {
        @if waivers.is_empty() {
            p.none { (part.say(["No waiver is declared.", "没有声明任何豁免。"])) }
        } @else {
            div.wide tabindex="0" role="region" aria-label=(part.say(["Waivers", "豁免"])) {
                table {
                    thead {
                        tr {
                            th scope="col" { (part.say(["State", "状态"])) }
                            th scope="col" { (part.say(["Waiver", "豁免"])) }
                            th scope="col" { (part.say(["Last day", "最后一日"])) }
                            th scope="col" { (part.say(["What it covers", "覆盖范围"])) }
                            th scope="col" { (part.say(["Who stands for it, and why", "负责人与理由"])) }
                        }
                    }
                    tbody { @for waiver in waivers { (row(part, waiver)) } }
                }
            }
        }
    }
}

/// What ended first, then what ends soon, then the rest.
fn rank(part: &Part, waiver: &Waiver) -> u8 {
    match waiver.state {
        WaiverState::Expired => 0,
        WaiverState::Unused | WaiverState::Active if ends_soon(part, waiver) => 1,
        WaiverState::Unused => 2,
        WaiverState::Active => 3,
    }
}

fn ends_soon(part: &Part, waiver: &Waiver) -> bool {
    let left = part.results.as_of.as_deref().and_then(|today| days::between(today, &waiver.until));
    waiver.state != WaiverState::Expired && left.is_some_and(|left| left <= SOON)
}

/// How many waivers ended or end soon.
pub(super) fn pressing(part: &Part) -> usize {
    part.workspace.inventory.waivers.iter().filter(|waiver| rank(part, waiver) < 2).count()
}

fn row(part: &Part, waiver: &Waiver) -> Markup {
    html! {
        tr id=(part.address("waiver", &waiver.head.name)) {
            td {
                (words::waiver(waiver.state).show(part.language))
                @if ends_soon(part, waiver) { " " (words::ENDS_SOON.show(part.language)) }
            }
            td {
                (part.names.name(&waiver.head.name))
                @if let Some(place) = &waiver.head.place { br; (part.place(place)) }
            }
            td.number { (waiver.until) }
            td {
                (part.rule_link(&waiver.rule)) br;
                (part.declarations(&waiver.on)) br;
                small { (part.phrase(["findings covered: {0}", "覆盖的发现：{0}"], &[html! { (waiver.covers) }])) }
            }
            td { bdi { (waiver.by) } br; bdi { (waiver.because) } }
        }
    }
}
