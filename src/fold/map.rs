//! Folded positions to positions in the text as given.

/// A piecewise map: a point wherever the distance between folded and raw position changes.
#[derive(Clone, Debug, Default)]
pub struct OffsetMap {
    /// (folded, raw), both ascending; before the first point the two are equal.
    points: Vec<(u32, u32)>,
    /// Folded positions that lie inside one code point (the alef of ﻻ), ascending.
    splits: Vec<u32>,
    shift: i64,
}

impl OffsetMap {
    /// Notes that the letter at `folded` comes from the code point at `raw`.
    pub(super) fn note(&mut self, folded: usize, raw: usize) {
        let shift = raw as i64 - folded as i64;
        if shift != self.shift {
            self.shift = shift;
            self.points.push((folded as u32, raw as u32));
        }
    }

    /// Notes that `folded` lies inside a code point.
    pub(super) fn split(&mut self, folded: usize) {
        self.splits.push(folded as u32);
    }

    /// The raw position of the code point that gave the letter at `folded`.
    pub fn raw(&self, folded: u32) -> u32 {
        match self.points.partition_point(|&(at, _)| at <= folded) {
            0 => folded,
            after => {
                let (at, raw) = self.points[after - 1];
                raw + (folded - at)
            }
        }
    }

    /// Whether the place before the letter at `folded` is inside a code point, where no span may begin or end.
    pub fn is_split(&self, folded: u32) -> bool {
        !self.splits.is_empty() && self.splits.binary_search(&folded).is_ok()
    }
}
