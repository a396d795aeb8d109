//! Where candidates begin and where they end, so that what stands beside a name is found without a search.
//!
//! A bit for each letter says whether any begins (or ends) there, and a count for each 64 letters which of those places it
//! is; most questions ("does a title end here?") are answered by the bit.

use std::iter::repeat_n;

use crate::compile::Traits;

/// The places of a text where candidates begin, or where they end.
#[derive(Default)]
pub(super) struct Places {
    /// For each 64 letters: where there are some, and how many such places lie before.
    blocks: Vec<(u64, u32)>,
    /// For each place where its candidates begin in their order; one more at the end.
    first: Vec<u32>,
    /// For each place what any of its candidates is.
    traits: Vec<Traits>,
}

impl Places {
    /// The places of positions in a text of so many letters, each position with what stands at it; and the order of what stands at
    /// them: the index of each, place by place.
    pub fn new<P>(letters: usize, positions: P) -> (Self, Vec<u32>)
    where
        P: Iterator<Item = (u32, Traits)> + DoubleEndedIterator + ExactSizeIterator + Clone,
    {
        let (mut places, room) = Self::marked(letters, positions.clone().map(|(at, _)| at));
        places.first.extend(repeat_n(0, room + 1));
        places.traits.extend(repeat_n(Traits::default(), room));
        for (at, traits) in positions.clone() {
            let place = places.place(at);
            places.first[place] += 1;
            places.traits[place].join(traits);
        }
        let mut sum = 0;
        for first in &mut places.first {
            sum += *first;
            *first = sum;
        }
        // Each now has where its own end; filled from the back, where they begin.
        let mut order: Vec<u32> = repeat_n(0, positions.len()).collect();
        for (index, (at, _)) in positions.enumerate().rev() {
            let place = places.place(at);
            places.first[place] -= 1;
            order[places.first[place] as usize] = index as u32;
        }
        (places, order)
    }

    /// The same of positions that ascend.
    pub fn ascending(letters: usize, positions: impl Iterator<Item = (u32, Traits)> + Clone) -> Self {
        let (mut places, room) = Self::marked(letters, positions.clone().map(|(at, _)| at));
        (places.first, places.traits) = (Vec::with_capacity(room + 1), Vec::with_capacity(room));
        let (mut last, mut count) = (None, 0);
        for (at, traits) in positions {
            match places.traits.last_mut() {
                Some(known) if last == Some(at) => known.join(traits),
                _ => {
                    places.first.push(count);
                    places.traits.push(traits);
                    last = Some(at);
                }
            }
            count += 1;
        }
        places.first.push(count);
        places
    }

    /// With the bits of positions alone; and how many places they are.
    fn marked(letters: usize, positions: impl Iterator<Item = u32>) -> (Self, usize) {
        let mut blocks: Vec<(u64, u32)> = repeat_n((0, 0), letters / 64 + 1).collect();
        for at in positions {
            blocks[at as usize / 64].0 |= 1 << (at % 64);
        }
        let mut count = 0;
        for (bits, before) in &mut blocks {
            *before = count;
            count += bits.count_ones();
        }
        (Self { blocks, ..Self::default() }, count as usize)
    }

    /// The number of the place at a position that is one.
    #[inline]
    fn place(&self, at: u32) -> usize {
        let (bits, before) = self.blocks[at as usize / 64];
        before as usize + (bits & ((1 << (at % 64)) - 1)).count_ones() as usize
    }

    /// The number of the place at a position, if there is one.
    #[inline]
    pub fn number(&self, at: u32) -> Option<usize> {
        let (bits, _) = self.blocks.get(at as usize / 64)?;
        (bits >> (at % 64) & 1 == 1).then(|| self.place(at))
    }

    /// Where the candidates of a position stand in their order.
    #[inline]
    pub fn range(&self, at: u32) -> std::ops::Range<usize> {
        self.number(at).map_or(0..0, |place| self.first[place] as usize..self.first[place + 1] as usize)
    }

    /// What any of the candidates at a position is.
    #[inline]
    pub fn traits(&self, at: u32) -> Traits {
        self.number(at).map_or(Traits::default(), |place| self.traits[place])
    }
}

#[cfg(test)]
mod tests {
    use super::Places;
    use crate::compile::Traits;

    #[test]
    fn places_are_found_and_ordered() {
        let at = [3_u32, 70, 3, 64, 200, 3];
        let (places, order) = Places::new(200, at.iter().map(|&at| (at, Traits::default())));
        assert_eq!(order, [0, 2, 5, 3, 1, 4]);
        let sorted = Places::ascending(200, order.iter().map(|&index| (at[index as usize], Traits::default())));
        for places in [places, sorted] {
            assert_eq!((places.range(3), places.range(64), places.range(200)), (0..3, 3..4, 5..6));
            assert!(places.range(4).is_empty() && places.range(1_000).is_empty());
        }
    }
}
