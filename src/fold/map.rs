//! Folded positions to positions in the text as given.
//!
//! While every code point gives one letter the two are equal and nothing is kept. From the first that does not, a bit a
//! code point says whether it gave a letter, with a count every 64, so that a position is a rank; code points that gave
//! several letters are listed besides. That is a third of a byte a code point, and written without a branch on marks.

use crate::bits::select;

/// The way back from folded positions.
#[derive(Clone, Debug, Default)]
pub struct OffsetMap {
    /// Positions below are the same on both sides.
    identity: u32,
    /// For each 64 code points from `identity` on: which of them gave a letter, and how many letters came before.
    blocks: Vec<(u64, u32)>,
    /// For each 64 letters from `identity` on, splits left aside, the block of the first; empty where little was dropped.
    near: Vec<u32>,
    /// Whether `blocks` counts; else all is identity.
    kept: bool,
    /// Folded positions that lie inside one code point (the alef of ﻻ), ascending.
    splits: Vec<u32>,
}

impl OffsetMap {
    /// The raw positions of the code points that gave the letter at `first` and the one at `last`, which is not before it,
    /// and whether the code point behind that is known to have given a letter too.
    #[inline]
    pub fn raw_pair(&self, first: u32, last: u32) -> (u32, u32, bool) {
        let (first, last) = (first - self.splits_up_to(first), last - self.splits_up_to(last));
        if !self.kept || last < self.identity {
            return (first, last, false);
        }
        if first < self.identity {
            return (first, self.find(last).0, false);
        }
        let (start, mask, place) = self.find(first);
        // Mostly all code points between them gave a letter.
        let (between, letters) = (last - first, (mask >> place).trailing_ones());
        if letters > between {
            return (start, start + between, letters > between + 1);
        }
        (start, self.find(last).0, false)
    }

    /// The raw position of the code point that gave the letter at `folded`.
    pub fn raw(&self, folded: u32) -> u32 {
        let folded = folded - self.splits_up_to(folded);
        if !self.kept || folded < self.identity {
            return folded;
        }
        self.find(folded).0
    }

    #[inline]
    fn splits_up_to(&self, folded: u32) -> u32 {
        if self.splits.is_empty() { 0 } else { self.splits.partition_point(|&split| split <= folded) as u32 }
    }

    /// The raw position of a letter that is not in its own place, splits left aside; its block's letters, and its place there.
    #[inline]
    fn find(&self, folded: u32) -> (u32, u64, u32) {
        let before = |block: usize| self.blocks.get(block).map_or(u32::MAX, |&(_, before)| before);
        // A block has sixty-four letters or fewer, so its number is this or, by as much as was dropped, higher.
        let least = ((folded - self.identity) / 64) as usize;
        let noted = |at: usize| self.near.get(at).map_or(self.blocks.len() - 1, |&block| block as usize);
        let mut block = if self.near.is_empty() { least } else { noted(least) };
        // Mostly it is this one or the next, and which of them nobody can guess.
        block += usize::from(before(block + 1) <= folded);
        while before(block + 1) <= folded {
            block += 1;
        }
        let (mask, before) = self.blocks[block];
        let place = select(mask, folded - before);
        (self.identity + block as u32 * 64 + place, mask, place)
    }

    /// Notes the blocks of a text of which much was dropped.
    fn note_near(&mut self) {
        for (&(mask, before), block) in self.blocks.iter().zip(0..) {
            // A block has at most one place that is a multiple of sixty-four.
            if before - self.identity + mask.count_ones() > 64 * self.near.len() as u32 {
                self.near.push(block);
            }
        }
    }

    /// Whether the letters up to the one at `folded`, itself included, stand where the code points that gave them do.
    #[inline]
    pub fn is_identity(&self, folded: u32) -> bool {
        (!self.kept || folded < self.identity) && self.splits.first().is_none_or(|&split| folded < split)
    }

    /// Whether the place before the letter at `folded` is inside a code point, where no span may begin or end.
    #[inline]
    pub fn is_split(&self, folded: u32) -> bool {
        !self.splits.is_empty() && self.splits.binary_search(&folded).is_ok()
    }
}

/// Blocks that a letter may be higher than it could be without a note.
const FEW: usize = 2;

/// Writes a map, code point by code point or several at a time.
#[derive(Default)]
pub(super) struct MapWriter {
    map: OffsetMap,
    raw: usize,
    /// Letters of the block so far; while nothing is kept this is not looked at.
    mask: u64,
    /// Letters before the block, splits left aside.
    before: u32,
}

impl MapWriter {
    /// A writer into the room of a map.
    pub fn new(room: OffsetMap) -> Self {
        let OffsetMap { mut blocks, mut near, mut splits, .. } = room;
        blocks.clear();
        near.clear();
        splits.clear();
        Self { map: OffsetMap { blocks, near, splits, ..OffsetMap::default() }, ..Self::default() }
    }

    /// Eight code points, the first at a multiple of eight; a bit for each that gave a letter.
    #[inline]
    pub fn eight(&mut self, letters: u8) {
        self.some(u64::from(letters), 8);
    }

    /// One code point, and whether it gave a letter.
    #[inline]
    pub fn one(&mut self, letter: bool) {
        self.some(u64::from(letter), 1);
    }

    /// Some code points that lie in one block; a bit for each that gave a letter.
    #[inline]
    pub fn some(&mut self, letters: u64, count: usize) {
        if !self.map.kept {
            if letters == (1 << count) - 1 {
                self.raw += count;
                return;
            }
            self.begin();
        }
        self.mask |= letters << (self.raw % 64);
        self.raw += count;
        if self.raw.is_multiple_of(64) {
            self.flush();
        }
    }

    /// The folded position lies inside the code point that gave the letter before it.
    pub fn split(&mut self, folded: usize) {
        self.map.splits.push(folded as u32);
    }

    fn begin(&mut self) {
        self.map.kept = true;
        self.map.identity = (self.raw - self.raw % 64) as u32;
        self.mask = (1 << (self.raw % 64)) - 1;
        self.before = self.map.identity;
    }

    fn flush(&mut self) {
        self.map.blocks.push((self.mask, self.before));
        self.before += self.mask.count_ones();
        self.mask = 0;
    }

    /// The map, and how many code points it covers.
    pub fn finish(mut self) -> (OffsetMap, usize) {
        if self.map.kept && !self.raw.is_multiple_of(64) {
            self.flush();
        }
        let letters = (self.before.saturating_sub(self.map.identity) / 64) as usize;
        if self.map.blocks.len() > letters + FEW {
            self.map.note_near();
        }
        (self.map, self.raw)
    }
}
