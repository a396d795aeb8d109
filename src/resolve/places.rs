//! Where candidates begin and where they end, so that what stands beside a name is found without a search.
//!
//! For each 64 letters a bit a letter says whether any begins or ends there, and a number which candidates those are; most
//! questions ("does a title end here?") are answered by the bit, the others by a look at the few candidates nearby. Of a
//! short text there is room to know it for each letter.

use std::ops::Range;

use crate::compile::Traits;
use crate::scan::Candidate;

/// What begins and ends within 64 letters.
#[derive(Clone, Copy, Default)]
struct Block {
    starts: u64,
    ends: u64,
    /// How many candidates begin before it.
    before: u32,
    /// The most letters that one which ends in it has.
    longest: u32,
}

/// The places of a text where candidates begin and end.
#[derive(Default)]
pub(super) struct Places {
    blocks: Vec<Block>,
}

impl Places {
    /// Begins with a text of so many letters.
    pub fn begin(&mut self, letters: usize) {
        self.blocks.clear();
        // One more, so that those of a block end where those of the next begin.
        self.blocks.resize(letters / 64 + 2, Block::default());
    }

    /// Puts down the next candidate, in the order of their starts.
    #[inline]
    pub fn add(&mut self, found: &Candidate) {
        let first = &mut self.blocks[found.start as usize / 64];
        first.starts |= 1 << (found.start % 64);
        // For now how many begin in it.
        first.before += 1;
        let last = &mut self.blocks[found.end as usize / 64];
        last.ends |= 1 << (found.end % 64);
        last.longest = last.longest.max(found.end - found.start);
    }

    /// All are put down.
    pub fn finish(&mut self) {
        let mut before = 0;
        for block in &mut self.blocks {
            let here = std::mem::replace(&mut block.before, before);
            before += here;
        }
    }

    /// How many blocks there is room for.
    pub fn capacity(&self) -> usize {
        self.blocks.capacity()
    }

    /// Among which candidates those are that begin at a position.
    #[inline]
    pub fn starting(&self, at: u32) -> Range<usize> {
        match self.blocks.get(at as usize / 64..) {
            Some([block, next, ..]) => block.before as usize..next.before as usize,
            _ => 0..0,
        }
    }

    /// Among which candidates those are that end at a position.
    #[inline]
    pub fn ending(&self, at: u32) -> Range<usize> {
        match self.blocks.get(at as usize / 64..) {
            Some([block, next, ..]) => {
                let first = at.saturating_sub(block.longest) as usize / 64;
                self.blocks[first].before as usize..next.before as usize
            }
            _ => 0..0,
        }
    }

    /// Whether any begins at a position.
    #[inline]
    pub fn is_start(&self, at: u32) -> bool {
        self.blocks.get(at as usize / 64).is_some_and(|block| block.starts >> (at % 64) & 1 == 1)
    }

    /// Whether any ends at a position.
    #[inline]
    pub fn is_end(&self, at: u32) -> bool {
        self.blocks.get(at as usize / 64).is_some_and(|block| block.ends >> (at % 64) & 1 == 1)
    }
}

/// The candidates that begin or end at a place.
#[derive(Clone, Copy)]
pub(super) struct Stand {
    /// What any of them is; where they begin, those without particles.
    pub traits: Traits,
    /// From the first to behind the last of them, others between.
    first: u32,
    behind: u32,
}

impl Stand {
    /// None.
    pub const NONE: Self = Self { traits: Traits::NONE, first: u32::MAX, behind: 0 };

    /// Adds the candidate of an index, behind the others.
    #[inline]
    pub fn add(&mut self, at: u32, traits: Traits) {
        self.first = self.first.min(at);
        self.behind = at + 1;
        self.traits.join(traits);
    }

    /// Whether there is one.
    #[inline]
    pub fn is_any(self) -> bool {
        self.behind != 0
    }

    /// Their indices, and those of others between.
    #[inline]
    pub fn range(self) -> Range<usize> {
        if self.is_any() { self.first as usize..self.behind as usize } else { 0..0 }
    }
}

/// Of a short text for each place what begins there, and what ends there: one look without a choice.
#[derive(Default)]
pub(super) struct Short {
    starts: Vec<Stand>,
    ends: Vec<Stand>,
}

impl Short {
    /// Fewer letters than this has a short text.
    pub const LETTERS: usize = 1 << 12;

    /// For a text of so many letters; nothing stands anywhere yet.
    pub fn with(mut self, letters: usize) -> Self {
        if self.ends.len() <= letters {
            self.starts.resize(letters + 1, Stand::NONE);
            self.ends.resize(letters + 1, Stand::NONE);
        }
        self
    }

    /// Puts down the next candidate and what it is.
    #[inline]
    pub fn add(&mut self, at: u32, found: &Candidate, traits: Traits) {
        self.ends[found.end as usize].add(at, traits);
        self.starts[found.start as usize].add(at, if found.proclitic.is_empty() { traits } else { Traits::NONE });
    }

    /// Takes all away again.
    pub fn clear(&mut self, candidates: &[Candidate]) {
        for found in candidates {
            self.ends[found.end as usize] = Stand::NONE;
            self.starts[found.start as usize] = Stand::NONE;
        }
    }

    /// What begins at a place; `None` where the text is not short.
    #[inline]
    pub fn starting(&self, at: u32) -> Option<Stand> {
        self.starts.get(at as usize).copied()
    }

    /// What ends at a place; `None` where the text is not short.
    #[inline]
    pub fn ending(&self, at: u32) -> Option<Stand> {
        self.ends.get(at as usize).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::Places;
    use crate::entity::Proclitic;
    use crate::scan::{Candidate, Grain};

    #[test]
    fn places_are_found() {
        let found = |(start, end)| Candidate { surface: 0, start, end, proclitic: Proclitic::NONE, grain: Grain::Word };
        let all: Vec<_> = [(3, 70), (3, 9), (64, 70), (199, 200)].map(found).into();
        let mut places = Places::default();
        places.begin(200);
        for found in &all {
            places.add(found);
        }
        places.finish();
        let starting = |at: u32| all[places.starting(at)].iter().filter(|one| one.start == at).count();
        let ending = |at: u32| all[places.ending(at)].iter().filter(|one| one.end == at).count();
        assert_eq!([3, 64, 199, 9, 200, 1_000].map(starting), [2, 1, 1, 0, 0, 0]);
        assert_eq!([70, 9, 200, 3, 64, 1_000].map(ending), [2, 1, 1, 0, 0, 0]);
        assert!(places.is_end(200) && !places.is_end(199) && !places.is_end(1_000));
        assert!(places.is_start(199) && !places.is_start(200) && !places.is_start(1_000));
    }
}
