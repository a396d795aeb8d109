//! Weak names that longer certain names hide, and that nobody judges.
//!
//! Half of a text's weak names lie inside longer names that are certain (سلمان in محمد بن سلمان). They speak for nobody. Where
//! only the longest names are given it does not matter whether they would stand: the names around them win. That is checked
//! when the winners are known, for a weak name may yet take the place of what hid another.

use super::winners::Span;

/// The places of names that were not judged, in the order of their starts.
#[derive(Default)]
pub(super) struct Hidden {
    places: Vec<(u32, u32)>,
}

impl Hidden {
    /// None yet.
    pub fn clear(&mut self) {
        self.places.clear();
    }

    /// Leaves a name aside.
    pub fn add(&mut self, start: u32, end: u32) {
        self.places.push((start, end));
    }

    /// To see whether longer names win in their places.
    pub fn losing(&self) -> Losing<'_> {
        Losing { rest: &self.places, lost: true }
    }
}

/// Hidden names while the winners go by.
pub(super) struct Losing<'h> {
    rest: &'h [(u32, u32)],
    lost: bool,
}

impl Losing<'_> {
    /// Sees the next of the spans that win, in order: what lies inside it has lost to it.
    #[inline]
    pub fn pass(&mut self, winner: &Span) {
        while let [(start, end), rest @ ..] = self.rest
            && *start < winner.end
        {
            self.lost &= is_within((*start, *end), (winner.start, winner.end));
            self.rest = rest;
        }
    }

    /// Whether all have lost.
    pub fn have_lost(&self) -> bool {
        self.lost && self.rest.is_empty()
    }
}

/// Whether a place is a part of another.
pub(super) fn is_within((start, end): (u32, u32), (outer_start, outer_end): (u32, u32)) -> bool {
    outer_start <= start && end <= outer_end && end - start < outer_end - outer_start
}

#[cfg(test)]
mod tests {
    use super::{Hidden, Span};
    use crate::entity::{Kind, Proclitic};
    use crate::grounds::Grounds;
    use crate::resolve::Reading;

    fn span((start, end): (u32, u32)) -> Span {
        let (proclitic, grounds, key) = (Proclitic::NONE, Grounds::default(), (Kind::Full, 0, 0, 0));
        Span { start, end, letters: end - start, proclitic, weak: false, key, reading: Reading::Stop, grounds }
    }

    #[test]
    fn all_have_lost_where_longer_ones_win() {
        let lost = |hidden: &[(u32, u32)], winners: &[(u32, u32)]| {
            let mut all = Hidden::default();
            for &(start, end) in hidden {
                all.add(start, end);
            }
            let mut losing = all.losing();
            for &winner in winners {
                losing.pass(&span(winner));
            }
            losing.have_lost()
        };
        assert!(lost(&[], &[]));
        assert!(lost(&[(0, 2), (2, 6), (4, 6)], &[(0, 6), (8, 9)]));
        assert!(!lost(&[(0, 6)], &[(0, 6)]), "as long");
        assert!(!lost(&[(4, 8)], &[(0, 6), (6, 9)]), "beside them");
        assert!(!lost(&[(4, 8)], &[(0, 3)]), "behind them");
        assert!(!lost(&[(4, 8)], &[(9, 20)]), "before them");
    }
}
