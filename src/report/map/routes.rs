//! The ways of the lines through the channels. All that leave a box through one channel share a trunk and part at the
//! rows where they arrive; trunks that would meet run beside each other.

use std::collections::BTreeMap;

use super::geometry::{GRID, HEAD, ROW, TRACK};
use super::layout::{Channel, Entry, Wire};
use super::text::Type;

/// Where lines pass through, which is neither where they leave nor where they arrive.
const PASSAGE: i32 = GRID + GRID / 4;

/// A line from the edge of one entry to the edge of another.
#[derive(Debug)]
pub(super) struct Route {
    pub(super) arrow: usize,
    /// The places where it starts, turns twice, and ends.
    pub(super) points: [(i32, i32); 4],
    /// Whether it arrives at a box, or only passes through.
    pub(super) arrives: bool,
}

/// The room between two columns.
#[derive(Debug)]
pub(super) struct Lanes {
    /// For words at the boxes on either side.
    gutters: [i32; 2],
    /// The track of the trunk that leaves each entry.
    tracks: BTreeMap<usize, i32>,
    count: i32,
    /// The height at which each wire starts and ends, by its place in the list of all.
    ends: BTreeMap<usize, (i32, i32)>,
}

impl Lanes {
    /// How wide it is.
    pub(super) fn width(&self) -> i32 {
        let [left, right] = self.gutters;
        if self.count == 0 { TRACK * 2 } else { left + right + (self.count + 1) * TRACK }
    }
}

/// Both channels.
pub(super) fn channels(entries: &[Entry], wires: &[Wire], labels: &[String]) -> [Lanes; 2] {
    [Channel::Left, Channel::Right].map(|channel| lanes(entries, wires, labels, channel))
}

/// On which side of a channel an entry stands: 0 left, 1 right.
fn side(entry: &Entry, channel: Channel) -> usize {
    match channel {
        Channel::Left => entry.lane.column().min(1),
        Channel::Right => entry.lane.column().saturating_sub(1),
    }
}

fn lanes(entries: &[Entry], wires: &[Wire], labels: &[String], channel: Channel) -> Lanes {
    let own: Vec<(usize, &Wire)> = wires.iter().enumerate().filter(|(_, wire)| wire.channel == channel).collect();
    let mut gutters = [GRID; 2];
    for (_, wire) in &own {
        let Some(to) = entries.get(wire.to).filter(|to| to.node.is_some()) else { continue };
        let words = labels.get(wire.arrow).map(|label| Type::Small.width(label)).unwrap_or_default();
        if let Some(gutter) = gutters.get_mut(side(to, channel)) {
            *gutter = (*gutter).max(words + HEAD + GRID);
        }
    }
    let ends = ends(entries, &own);
    let (tracks, count) = tracks(&own, &ends);
    Lanes { gutters, tracks, count, ends }
}

/// The height at which each wire leaves and arrives. Wires that arrive at one box do so in the order in which they come.
fn ends(entries: &[Entry], own: &[(usize, &Wire)]) -> BTreeMap<usize, (i32, i32)> {
    let height = |index: usize| entries.get(index).map_or(0, |entry| entry.y + entry.height / 2);
    let mut sorted: Vec<&(usize, &Wire)> = own.iter().collect();
    sorted.sort_by_key(|(place, wire)| (wire.to, height(wire.from), wire.from, *place));
    let mut rows: BTreeMap<usize, i32> = BTreeMap::new();
    let mut ends = BTreeMap::new();
    for (place, wire) in sorted {
        let leaves = own.iter().any(|(_, other)| other.from == wire.to);
        let row = rows.entry(wire.to).or_insert(i32::from(leaves));
        ends.insert(*place, (departure(entries, wire.from), arrival(entries, wire.to, *row)));
        *row += i32::from(entries.get(wire.to).is_some_and(|entry| entry.node.is_some()));
    }
    ends
}

/// Lines leave between the lines of the grid.
fn departure(entries: &[Entry], index: usize) -> i32 {
    entries.get(index).map_or(0, |entry| entry.y + if entry.node.is_some() { GRID + GRID / 2 } else { PASSAGE })
}

/// Lines arrive on the lines of the grid.
fn arrival(entries: &[Entry], index: usize, row: i32) -> i32 {
    entries.get(index).map_or(0, |entry| entry.y + if entry.node.is_some() { ROW * (row + 1) } else { PASSAGE })
}

/// Gives each trunk the first track on which it meets no other, and says how many tracks there are. Short ones come
/// first, so that long ones lie around them.
fn tracks(own: &[(usize, &Wire)], ends: &BTreeMap<usize, (i32, i32)>) -> (BTreeMap<usize, i32>, i32) {
    let mut trunks: BTreeMap<usize, (i32, i32)> = BTreeMap::new();
    for (place, wire) in own {
        let Some((start, end)) = ends.get(place) else { continue };
        let (low, high) = (*start.min(end), *start.max(end));
        let trunk = trunks.entry(wire.from).or_insert((low, high));
        *trunk = (trunk.0.min(low), trunk.1.max(high));
    }
    let mut sorted: Vec<(usize, (i32, i32))> = trunks.into_iter().collect();
    sorted.sort_by_key(|(from, (low, high))| (high - low, *low, *from));
    let mut taken: Vec<Vec<(i32, i32)>> = Vec::new();
    let mut tracks = BTreeMap::new();
    for (from, (low, high)) in sorted {
        let free =
            |track: &Vec<(i32, i32)>| track.iter().all(|(top, bottom)| high + GRID < *top || bottom + GRID < low);
        let track = taken.iter().position(free).unwrap_or(taken.len());
        match taken.get_mut(track) {
            Some(track) => track.push((low, high)),
            None => taken.push(vec![(low, high)]),
        }
        tracks.insert(from, i32::try_from(track).unwrap_or_default());
    }
    (tracks, i32::try_from(taken.len()).unwrap_or_default())
}

/// The ways of all wires, once the columns have their places and the channels begin at `starts`.
pub(super) fn routes(entries: &[Entry], wires: &[Wire], channels: &[Lanes; 2], starts: [i32; 2]) -> Vec<Route> {
    let [left, right] = channels;
    let route = |(place, wire): (usize, &Wire)| {
        let (lanes, start_of) = match wire.channel {
            Channel::Left => (left, starts[0]),
            Channel::Right => (right, starts[1]),
        };
        let (from, to) = (entries.get(wire.from)?, entries.get(wire.to)?);
        let (start, end) = *lanes.ends.get(&place)?;
        let trunk = start_of + lanes.gutters[0] + (lanes.tracks.get(&wire.from)? + 1) * TRACK;
        let edge = |entry: &Entry| if side(entry, wire.channel) == 0 { entry.x + entry.width } else { entry.x };
        let points = [(edge(from), start), (trunk, start), (trunk, end), (edge(to), end)];
        Some(Route { arrow: wire.arrow, points, arrives: to.node.is_some() })
    };
    wires.iter().enumerate().filter_map(route).collect()
}
