//! Where everything stands. Lines run in the two channels between the three columns only, each box has a row of its own
//! for every line that arrives, and its words stand in that row beside the box: so nothing lies over anything else.

use super::geometry::{BETWEEN, EDGE, GAP, GRID, HEADER, INNER, PAD, ROW, WIDTHS, snapped};
use super::order;
use super::picture::{Arrow, Lane, Node, Picture};
use super::routes::{self, Lanes, Route};
use super::text::Type;

/// One of the two channels: the first lies between people and us, the second between us and everybody else.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Channel {
    Left,
    Right,
}

/// What takes room in a column.
#[derive(Debug)]
pub(super) struct Entry {
    /// The box; none where lines only pass through.
    pub(super) node: Option<usize>,
    pub(super) lane: Lane,
    pub(super) title: Vec<String>,
    pub(super) detail: Vec<String>,
    pub(super) x: i32,
    pub(super) y: i32,
    pub(super) width: i32,
    pub(super) height: i32,
}

impl Entry {
    fn column(&self) -> usize {
        self.lane.column()
    }

    fn centre(&self) -> i32 {
        self.y + self.height / 2
    }
}

/// A part of an arrow within one channel.
#[derive(Debug, Clone, Copy)]
pub(super) struct Wire {
    pub(super) arrow: usize,
    pub(super) channel: Channel,
    pub(super) from: usize,
    pub(super) to: usize,
}

/// The ground on which the boxes of a lane stand.
#[derive(Debug)]
pub(super) struct Frame {
    pub(super) lane: Lane,
    pub(super) x: i32,
    pub(super) y: i32,
    pub(super) width: i32,
    pub(super) height: i32,
}

/// The drawing, with every place in it.
#[derive(Debug)]
pub(super) struct Plan {
    pub(super) entries: Vec<Entry>,
    pub(super) frames: Vec<Frame>,
    pub(super) routes: Vec<Route>,
    pub(super) width: i32,
    pub(super) height: i32,
}

/// Places everything. `labels` are the words at each arrow.
pub(super) fn plan(picture: &Picture, labels: &[String]) -> Plan {
    let mut entries: Vec<Entry> = picture.nodes.iter().enumerate().map(|(index, node)| boxed(index, node)).collect();
    let wires = wired(&picture.arrows, &mut entries);
    grow(&mut entries, &wires);
    let columns = order::columns(&entries, &wires);
    let bottom = stacked(&mut entries, &columns, &wires);
    let channels = routes::channels(&entries, &wires, labels);
    let (starts, width) = across(&mut entries, &columns, channels.each_ref().map(Lanes::width));
    let frames = frames(&entries, &columns, bottom);
    let routes = routes::routes(&entries, &wires, &channels, starts);
    Plan { entries, frames, routes, width, height: bottom + EDGE }
}

/// What a box keeps free for the number of its findings.
const BADGE: i32 = 28;

fn boxed(index: usize, node: &Node) -> Entry {
    let width = WIDTHS.get(node.lane.column()).copied().unwrap_or_default();
    let badge = if node.mark.is_some_and(|mark| mark.about > 0) { BADGE } else { 0 };
    let title = Type::Title.wrapped(&node.title, width - 2 * INNER - badge, 2);
    let detail = Type::Small.wrapped(&node.detail, width - 2 * INNER, 2);
    let lines = i32::try_from(title.len() + detail.len()).unwrap_or_default();
    let height = snapped(lines * ROW + 12);
    Entry { node: Some(index), lane: node.lane, title, detail, x: 0, y: 0, width, height }
}

/// The arrows as wires. One that goes past our stores passes through their column, once for all that start at one place.
fn wired(arrows: &[Arrow], entries: &mut Vec<Entry>) -> Vec<Wire> {
    let mut wires: Vec<Wire> = Vec::new();
    let mut slots: Vec<(usize, usize)> = Vec::new();
    for (arrow, Arrow { from, to, .. }) in arrows.iter().enumerate() {
        let (from, to) = (*from, *to);
        let (Some(start), Some(end)) = (entries.get(from), entries.get(to)) else { continue };
        let (start, end) = (start.column(), end.column());
        let wire = |channel, from, to| Wire { arrow, channel, from, to };
        if start.abs_diff(end) < 2 {
            wires.push(wire(channel(start, end), from, to));
            continue;
        }
        let slot = match slots.iter().find(|(source, _)| *source == from) {
            Some((_, slot)) => *slot,
            None => {
                slots.push((from, entries.len()));
                entries.push(passage());
                entries.len() - 1
            }
        };
        wires.push(wire(channel(start, 1), from, slot));
        wires.push(wire(channel(1, end), slot, to));
    }
    wires
}

fn channel(start: usize, end: usize) -> Channel {
    if start.max(end) == 2 { Channel::Right } else { Channel::Left }
}

fn passage() -> Entry {
    let width = WIDTHS[1];
    Entry { node: None, lane: Lane::Ours, title: Vec::new(), detail: Vec::new(), x: 0, y: 0, width, height: ROW }
}

/// Makes each box as high as its lines need.
fn grow(entries: &mut [Entry], wires: &[Wire]) {
    for (index, entry) in entries.iter_mut().enumerate().filter(|(_, entry)| entry.node.is_some()) {
        let rows = [Channel::Left, Channel::Right].map(|channel| {
            let leaves = wires.iter().any(|wire| wire.from == index && wire.channel == channel);
            let arrive = wires.iter().filter(|wire| wire.to == index && wire.channel == channel).count();
            i32::from(leaves) + i32::try_from(arrive).unwrap_or_default()
        });
        let needed = rows.into_iter().max().unwrap_or_default() * ROW + ROW;
        entry.height = entry.height.max(needed);
    }
}

/// Stands the boxes of each column below each other: the highest column as close as they can, the others where their
/// lines lead. Gives the bottom of all.
fn stacked(entries: &mut [Entry], columns: &[Vec<usize>; 3], wires: &[Wire]) -> i32 {
    let needed: Vec<i32> = columns.iter().map(|column| needed(entries, column)).collect();
    let bottom = needed.iter().copied().max().unwrap_or_default();
    let mut by_need: Vec<usize> = (0..columns.len()).collect();
    by_need.sort_by_key(|column| std::cmp::Reverse(needed.get(*column).copied()));
    let mut placed = vec![false; entries.len()];
    for column in by_need.into_iter().filter_map(|column| columns.get(column)) {
        let wishes = column.iter().map(|index| wish(entries, &placed, wires, *index)).collect::<Vec<i32>>();
        stack(entries, column, &wishes, bottom - PAD);
        for index in column {
            if let Some(placed) = placed.get_mut(*index) {
                *placed = true;
            }
        }
    }
    bottom
}

/// How high a column is at least.
fn needed(entries: &[Entry], column: &[usize]) -> i32 {
    let mut bottom = 0;
    let mut above = None;
    for entry in column.iter().filter_map(|index| entries.get(*index)) {
        bottom += lead(above, entry.lane) + entry.height;
        above = Some(entry.lane);
    }
    bottom + PAD
}

/// The room above a box: small below one of its own lane, else that of a lane's title.
fn lead(above: Option<Lane>, lane: Lane) -> i32 {
    match above {
        None => EDGE + HEADER,
        Some(above) if above == lane => GAP,
        Some(_) => PAD + BETWEEN + HEADER,
    }
}

/// The place that would suit the lines of a box: amid those that are placed already.
fn wish(entries: &[Entry], placed: &[bool], wires: &[Wire], index: usize) -> i32 {
    let other = |wire: &Wire| match (wire.from == index, wire.to == index) {
        (true, false) => Some(wire.to),
        (false, true) => Some(wire.from),
        (true, true) | (false, false) => None,
    };
    let others = wires.iter().filter_map(other).filter(|other| placed.get(*other) == Some(&true));
    let centres: Vec<i32> = others.filter_map(|other| entries.get(other)).map(Entry::centre).collect();
    let height = entries.get(index).map(|entry| entry.height).unwrap_or_default();
    match i32::try_from(centres.len()) {
        Ok(number) if number > 0 => centres.iter().sum::<i32>() / number - height / 2,
        Ok(_) | Err(_) => 0,
    }
}

fn stack(entries: &mut [Entry], column: &[usize], wishes: &[i32], bottom: i32) {
    let mut above: Option<(Lane, i32)> = None;
    let mut leads = Vec::new();
    for (index, wish) in column.iter().zip(wishes) {
        let Some(entry) = entries.get_mut(*index) else { continue };
        let lead = lead(above.map(|(lane, _)| lane), entry.lane);
        entry.y = snapped((above.map_or(0, |(_, end)| end) + lead).max(*wish));
        above = Some((entry.lane, entry.y + entry.height));
        leads.push(lead);
    }
    let mut limit = bottom;
    for (index, lead) in column.iter().zip(leads).rev() {
        let Some(entry) = entries.get_mut(*index) else { continue };
        entry.y = entry.y.min((limit - entry.height).div_euclid(GRID) * GRID);
        limit = entry.y - lead;
    }
}

/// Gives the columns their places beside each other. Says where the two channels begin, and how wide all is.
fn across(entries: &mut [Entry], columns: &[Vec<usize>; 3], channels: [i32; 2]) -> ([i32; 2], i32) {
    let mut x = EDGE;
    let mut starts = [0; 2];
    for (number, (column, width)) in columns.iter().zip(WIDTHS).enumerate() {
        for index in column {
            if let Some(entry) = entries.get_mut(*index) {
                entry.x = x + PAD;
            }
        }
        x += if column.is_empty() { 0 } else { width + 2 * PAD };
        if let (Some(start), Some(channel)) = (starts.get_mut(number), channels.get(number)) {
            *start = x;
            x += channel;
        }
    }
    (starts, x + EDGE)
}

/// The ground of each lane: from its title to the next one's, the last of a column down to the bottom.
fn frames(entries: &[Entry], columns: &[Vec<usize>; 3], bottom: i32) -> Vec<Frame> {
    let mut frames: Vec<Frame> = Vec::new();
    for column in columns {
        let first = frames.len();
        for entry in column.iter().filter_map(|index| entries.get(*index)) {
            if frames.get(first..).is_some_and(|own| own.iter().any(|frame| frame.lane == entry.lane)) {
                continue;
            }
            let y = entry.y - HEADER;
            let y = if frames.len() == first { EDGE } else { y };
            if let Some(above) = frames.get_mut(first..).and_then(<[Frame]>::last_mut) {
                above.height = y - BETWEEN - above.y;
            }
            let (x, width) = (entry.x - PAD, entry.width + 2 * PAD);
            frames.push(Frame { lane: entry.lane, x, y, width, height: bottom - y });
        }
    }
    frames
}
