//! Where candidates begin and where they end, so that what stands beside a name is found without a search.
//!
//! For each 64 letters a bit a letter says whether any begins or ends there, and a number which candidates those are; most
//! questions ("does a title end here?") are answered by the bit, the others by a look at the few candidates nearby.

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
    /// Puts down a text of so many letters and its candidates, given in the order of their starts; `each` sees them too.
    pub fn read(&mut self, letters: usize, candidates: &[Candidate], mut each: impl FnMut(u32, &Candidate)) {
        self.blocks.clear();
        // One more, so that those of a block end where those of the next begin.
        self.blocks.resize(letters / 64 + 2, Block::default());
        for (found, index) in candidates.iter().zip(0..) {
            let (first, last) = (found.start as usize / 64, found.end as usize / 64);
            let first = &mut self.blocks[first];
            first.starts |= 1 << (found.start % 64);
            // For now how many begin in it.
            first.before += 1;
            let last = &mut self.blocks[last];
            last.ends |= 1 << (found.end % 64);
            last.longest = last.longest.max(found.end - found.start);
            each(index, found);
        }
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

/// Of a short text for each place what begins there without particles, and what ends there: one look without a choice.
#[derive(Default)]
pub(super) struct Short {
    starts: Vec<Traits>,
    ends: Vec<Traits>,
}

impl Short {
    /// Fewer letters than this has a short text.
    pub const LETTERS: usize = 1 << 12;

    /// For a text of so many letters; nothing stands anywhere yet.
    pub fn with(mut self, letters: usize) -> Self {
        if self.ends.len() <= letters {
            self.starts.resize(letters + 1, Traits::NONE);
            self.ends.resize(letters + 1, Traits::NONE);
        }
        self
    }

    /// Puts down what a candidate is.
    #[inline]
    pub fn add(&mut self, found: &Candidate, traits: Traits) {
        self.ends[found.end as usize].join(traits);
        self.starts[found.start as usize].join(if found.proclitic.is_empty() { traits } else { Traits::NONE });
    }

    /// Takes all away again.
    pub fn clear(&mut self, candidates: &[Candidate]) {
        for found in candidates {
            self.ends[found.end as usize] = Traits::NONE;
            self.starts[found.start as usize] = Traits::NONE;
        }
    }

    /// What begins at a place; `None` where the text is not short.
    #[inline]
    pub fn starting(&self, at: u32) -> Option<Traits> {
        self.starts.get(at as usize).copied()
    }

    /// What ends at a place; `None` where the text is not short.
    #[inline]
    pub fn ending(&self, at: u32) -> Option<Traits> {
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
        places.read(200, &all, |_, _| ());
        let starting = |at: u32| all[places.starting(at)].iter().filter(|one| one.start == at).count();
        let ending = |at: u32| all[places.ending(at)].iter().filter(|one| one.end == at).count();
        assert_eq!([3, 64, 199, 9, 200, 1_000].map(starting), [2, 1, 1, 0, 0, 0]);
        assert_eq!([70, 9, 200, 3, 64, 1_000].map(ending), [2, 1, 1, 0, 0, 0]);
        assert!(places.is_end(200) && !places.is_end(199) && !places.is_end(1_000));
        assert!(places.is_start(199) && !places.is_start(200) && !places.is_start(1_000));
    }
}
