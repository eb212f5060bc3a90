//! Sizes of the drawing, in units of which a narrow character is about seven. Boxes stand on a grid of eight. Lines
//! lie beside its lines, each kind at a distance of its own, so that no two fall together.

/// The grid.
pub(super) const GRID: i32 = 8;
/// Between two lines that arrive at a box.
pub(super) const ROW: i32 = 16;
/// Between two boxes.
pub(super) const GAP: i32 = 16;
/// Around the boxes of a lane.
pub(super) const PAD: i32 = 16;
/// The title of a lane, with the room below it.
pub(super) const HEADER: i32 = 32;
/// Between two lanes that stand below each other.
pub(super) const BETWEEN: i32 = 16;
/// Between two lines beside each other.
pub(super) const TRACK: i32 = 8;
/// An arrow's head.
pub(super) const HEAD: i32 = 7;
/// Around the whole drawing.
pub(super) const EDGE: i32 = 8;
/// How wide the boxes of each column are.
pub(super) const WIDTHS: [i32; 3] = [152, 224, 224];
/// Between a box's border and its text.
pub(super) const INNER: i32 = 10;

/// The next line of the grid.
pub(super) fn snapped(length: i32) -> i32 {
    (length + GRID - 1).div_euclid(GRID) * GRID
}
