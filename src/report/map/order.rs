//! In which order boxes stand in their column: each near the middle of those that its lines lead to, so that few cross.

use super::geometry::GAP;
use super::layout::{Entry, Wire};

/// How often the columns are put in order; it settles long before.
const ROUNDS: usize = 16;

/// The entries of each column, in order.
pub(super) fn columns(entries: &[Entry], wires: &[Wire]) -> [Vec<usize>; 3] {
    let mut columns = [0, 1, 2].map(|column| of_column(entries, column));
    let neighbours = neighbours(entries.len(), wires);
    let mut best = (cost(&columns, entries, wires), columns.clone());
    for round in 0..ROUNDS {
        let turn = if round % 2 == 0 { [1, 2, 0] } else { [2, 1, 0] };
        for column in turn {
            let middles = middles(&columns, entries);
            if let Some(column) = columns.get_mut(column) {
                column.sort_by_key(|index| {
                    let lane = entries.get(*index).map(|entry| entry.lane);
                    (lane, centre(&middles, neighbours.get(*index), *index))
                });
            }
        }
        let now = cost(&columns, entries, wires);
        if now < best.0 {
            best = (now, columns.clone());
        }
    }
    best.1
}

fn of_column(entries: &[Entry], column: usize) -> Vec<usize> {
    let mut own: Vec<usize> =
        entries.iter().enumerate().filter(|(_, entry)| entry.lane.column() == column).map(|(index, _)| index).collect();
    own.sort_by_key(|index| entries.get(*index).map(|entry| entry.lane));
    own
}

fn neighbours(number: usize, wires: &[Wire]) -> Vec<Vec<usize>> {
    let mut neighbours = vec![Vec::new(); number];
    for wire in wires {
        for (one, other) in [(wire.from, wire.to), (wire.to, wire.from)] {
            if let Some(list) = neighbours.get_mut(one) {
                list.push(other);
            }
        }
    }
    neighbours
}

/// The middle of each entry in thousandths of its column's height, so that columns of any height compare.
fn middles(columns: &[Vec<usize>; 3], entries: &[Entry]) -> Vec<i32> {
    let mut middles = vec![0; entries.len()];
    let height = |index: &usize| entries.get(*index).map_or(0, |entry| entry.height + GAP);
    for column in columns {
        let whole = column.iter().map(height).sum::<i32>().max(1);
        let mut above = 0;
        for index in column {
            if let Some(middle) = middles.get_mut(*index) {
                *middle = (above + height(index) / 2) * 1000 / whole;
            }
            above += height(index);
        }
    }
    middles
}

/// The middle of the neighbours; of an entry without any, its own place.
fn centre(middles: &[i32], neighbours: Option<&Vec<usize>>, own: usize) -> i32 {
    let of = |index: &usize| middles.get(*index).copied().unwrap_or_default();
    let neighbours = neighbours.map(Vec::as_slice).unwrap_or_default();
    let sum: i32 = neighbours.iter().map(of).sum();
    match i32::try_from(neighbours.len()) {
        Ok(number) if number > 0 => sum / number,
        Ok(_) | Err(_) => of(&own),
    }
}

/// How far all lines run up and down together.
fn cost(columns: &[Vec<usize>; 3], entries: &[Entry], wires: &[Wire]) -> i64 {
    let middles = middles(columns, entries);
    let of = |index: usize| middles.get(index).copied().unwrap_or_default();
    wires.iter().map(|wire| i64::from((of(wire.from) - of(wire.to)).abs())).sum()
}
