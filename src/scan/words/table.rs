//! The tables of the engine over words: a filter, words, and the steps from word to word.
//!
//! Open addressing with linear probing. No probe goes on for more than [`MOST_PROBES`]: what found no place there (names
//! made to collide) lies in an ordinary map, so that no list of names can make building or reading slow.

use std::collections::HashMap;

use super::key::{Key, mix};

/// No node, no word.
pub(super) const NONE: u32 = u32::MAX;
const MOST_PROBES: usize = 32;

/// Slots for `count` things, a power of two with a quarter free at least.
fn capacity(count: usize) -> usize {
    (count + count / 3 + 1).next_power_of_two().max(16)
}

fn slot(hash: u64, slots: usize) -> usize {
    (hash >> (64 - slots.trailing_zeros())) as usize
}

/// Says of most words that no name begins with them: two bits of one 64-bit block a word.
pub(super) struct Filter {
    blocks: Vec<u64>,
}

impl Filter {
    pub fn new(count: usize) -> Self {
        Self { blocks: vec![0; capacity(count / 4)] }
    }

    #[inline]
    fn place(&self, key: &Key) -> (usize, u64) {
        let hash = key.hash();
        (slot(hash, self.blocks.len()), 1 << (hash & 63) | 1 << (hash >> 6 & 63))
    }

    pub fn add(&mut self, key: &Key) {
        let (block, bits) = self.place(key);
        self.blocks[block] |= bits;
    }

    #[inline]
    pub fn may_have(&self, key: &Key) -> bool {
        let (block, bits) = self.place(key);
        self.blocks[block] & bits == bits
    }
}

/// A word of names.
#[derive(Clone, Copy, Debug)]
pub(super) struct Word {
    low: u64,
    high: u64,
    pub id: u32,
    /// The node of the names that begin with it.
    pub plain: u32,
    /// The node of the names whose article it has lost.
    pub elided: u32,
}

const FREE: Word = Word { low: 0, high: 0, id: NONE, plain: NONE, elided: NONE };

/// The words of all names.
pub(super) struct Words {
    slots: Vec<Word>,
    /// Words of more than sixteen letters, and those that found no place.
    others: HashMap<Box<[u8]>, Word>,
}

impl Words {
    pub fn new(count: usize) -> Self {
        Self { slots: vec![FREE; capacity(count)], others: HashMap::new() }
    }

    fn probes(&self, key: &Key) -> impl Iterator<Item = usize> + use<> {
        let mask = self.slots.len() - 1;
        let first = slot(key.hash(), self.slots.len());
        (0..MOST_PROBES).map(move |step| (first + step) & mask)
    }

    /// The place of a word, made with `id` where it is new.
    pub fn place(&mut self, letters: &[u8], id: u32) -> &mut Word {
        let key = Key::of(letters);
        let word = Word { low: key.low, high: key.high, id, ..FREE };
        let at = self.probes(&key).find(|&at| {
            let held = &self.slots[at];
            held.id == NONE || (held.low, held.high) == (key.low, key.high)
        });
        match at.filter(|_| !key.long) {
            Some(at) => {
                if self.slots[at].id == NONE {
                    self.slots[at] = word;
                }
                &mut self.slots[at]
            }
            None => self.others.entry(letters.into()).or_insert(word),
        }
    }

    #[inline]
    pub fn get(&self, key: &Key, letters: &[u8]) -> Option<Word> {
        if !key.long {
            for at in self.probes(key) {
                let held = self.slots[at];
                if held.id == NONE {
                    return None;
                }
                if (held.low, held.high) == (key.low, key.high) {
                    return Some(held);
                }
            }
        }
        self.others.get(letters).copied()
    }
}

/// The steps: from a node, by a word, over a gap or none, to a node.
pub(super) struct Edges {
    slots: Vec<(u64, u32)>,
    others: HashMap<u64, u32>,
}

impl Edges {
    pub fn new(count: usize) -> Self {
        Self { slots: vec![(u64::MAX, NONE); capacity(count)], others: HashMap::new() }
    }

    /// Nodes and words are numbered below 2³¹.
    fn key(node: u32, word: u32, gap: bool) -> u64 {
        u64::from(node) << 32 | u64::from(word) << 1 | u64::from(gap)
    }

    fn probes(&self, key: u64) -> impl Iterator<Item = usize> + use<> {
        let mask = self.slots.len() - 1;
        let first = slot(mix(key), self.slots.len());
        (0..MOST_PROBES).map(move |step| (first + step) & mask)
    }

    pub fn add(&mut self, node: u32, word: u32, gap: bool, to: u32) {
        let key = Self::key(node, word, gap);
        match self.probes(key).find(|&at| self.slots[at].1 == NONE) {
            Some(at) => self.slots[at] = (key, to),
            None => {
                self.others.insert(key, to);
            }
        }
    }

    #[inline]
    pub fn get(&self, node: u32, word: u32, gap: bool) -> u32 {
        let key = Self::key(node, word, gap);
        for at in self.probes(key) {
            let (held, to) = self.slots[at];
            if held == key || to == NONE {
                return to;
            }
        }
        self.others.get(&key).copied().unwrap_or(NONE)
    }
}
