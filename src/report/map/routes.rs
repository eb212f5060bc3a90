//! The ways of the lines through the channels. All that leave a box through one channel share a trunk and part at the
//! rows where they arrive; trunks that would meet run beside each other.

use std::collections::BTreeMap;

use super::geometry::{GRID, HEAD, ROW, TRACK};
use super::layout::{Channel, Entry, Wire};
use super::text::Type;

/// Between two trunks on one track.
const APART: i32 = 3 * GRID;

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

/// A side of a channel.
#[derive(Clone, Copy)]
enum Side {
    Left,
    Right,
}

impl Side {
    /// The side on which an entry stands.
    fn of(entry: &Entry, channel: Channel) -> Self {
        match (channel, entry.lane.column()) {
            (Channel::Left, 0) | (Channel::Right, 1) => Self::Left,
            (Channel::Left | Channel::Right, _) => Self::Right,
        }
    }

    /// What is for this side.
    fn choose<T>(self, [left, right]: [T; 2]) -> T {
        match self {
            Self::Left => left,
            Self::Right => right,
        }
    }
}

fn lanes(entries: &[Entry], wires: &[Wire], labels: &[String], channel: Channel) -> Lanes {
    let own: Vec<(usize, &Wire)> = wires.iter().enumerate().filter(|(_, wire)| wire.channel == channel).collect();
    let mut gutters = [GRID; 2];
    for (_, wire) in &own {
        let Some(to) = entries.get(wire.to).filter(|to| to.node.is_some()) else { continue };
        let words = labels.get(wire.arrow).map(|label| Type::Small.width(label)).unwrap_or_default();
        let gutter = Side::of(to, channel).choose(gutters.each_mut());
        *gutter = (*gutter).max(words + HEAD + GRID);
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
        ends.insert(
            *place,
            (departure(entries, wire.from, wire.channel), arrival(entries, wire.to, *row, wire.channel)),
        );
        *row += i32::from(entries.get(wire.to).is_some_and(|entry| entry.node.is_some()));
    }
    ends
}

/// Where a line leaves. Those of boxes that stand opposite each other are never at one height.
fn departure(entries: &[Entry], index: usize, channel: Channel) -> i32 {
    let Some(entry) = entries.get(index) else { return 0 };
    entry.y + if entry.node.is_none() { PASSAGE } else { GRID + Side::of(entry, channel).choose([4, 6]) }
}

/// Where a line arrives, in a row of its own.
fn arrival(entries: &[Entry], index: usize, row: i32, channel: Channel) -> i32 {
    let Some(entry) = entries.get(index) else { return 0 };
    entry.y + if entry.node.is_none() { PASSAGE } else { ROW * (row + 1) + Side::of(entry, channel).choose([3, 0]) }
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
            |track: &Vec<(i32, i32)>| track.iter().all(|(top, bottom)| high + APART < *top || bottom + APART < low);
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
        let edge = |entry: &Entry| Side::of(entry, wire.channel).choose([entry.x + entry.width, entry.x]);
        let points = [(edge(from), start), (trunk, start), (trunk, end), (edge(to), end)];
        Some(Route { arrow: wire.arrow, points, arrives: to.node.is_some() })
    };
    wires.iter().enumerate().filter_map(route).collect()
}
