//! The tables of the engine over words: a filter, words, and the steps from word to word.
//!
//! Open addressing with linear probing. No probe goes on for more than [`MOST_PROBES`]: what found no place there (names
//! made to collide) lies in an ordinary map, so that no list of names can make building or reading slow. A table has as
//! many slots as its things need and not the next power of two, and behind them those of the last probe, so that none has
//! to go back to the start.

use std::collections::HashMap;

use bytemuck::{Pod, Zeroable};

use super::key::{Key, WHOLE, mix};
use crate::column::Column;

/// No node, no word.
pub(super) const NONE: u32 = u32::MAX;
pub(super) const MOST_PROBES: usize = 32;

/// Slots for `count` things, three in eight of them free.
fn room(count: usize) -> usize {
    count / 5 * 8 + 16 + MOST_PROBES
}

/// The places to look at, the likeliest first. A table has more than [`MOST_PROBES`].
#[inline]
fn probes<S>(slots: &[S], hash: u64) -> &[S] {
    let first = first_slot(slots.len(), hash);
    &slots[first..first + MOST_PROBES]
}

/// The likeliest place.
#[inline]
pub(super) fn first_slot(slots: usize, hash: u64) -> usize {
    (((hash >> 32) * (slots - MOST_PROBES) as u64) >> 32) as usize
}

/// The first free place of those to look at.
fn free<S>(slots: &[S], hash: u64, is_free: impl Fn(&S) -> bool) -> Option<usize> {
    Some(first_slot(slots.len(), hash) + probes(slots, hash).iter().position(is_free)?)
}

/// The block of a filter, which has a power of two of them.
#[inline(always)]
pub(super) fn block(hash: u64, blocks: usize) -> usize {
    (hash >> (64 - blocks.trailing_zeros())) as usize
}

/// Says of most words that no name begins with them: a bit a word, in a table that stays mostly empty.
pub(super) fn filter(hashes: impl ExactSizeIterator<Item = u64>) -> Vec<u64> {
    let count = hashes.len() / 2;
    let mut blocks = vec![0; (count + count / 3 + 1).next_power_of_two().max(16)];
    for hash in hashes {
        let block = block(hash, blocks.len());
        blocks[block] |= 1 << (hash & 63);
    }
    blocks
}

/// Whether a name may begin with the word of this hash.
#[inline]
pub(super) fn may_have(blocks: &[u64], hash: u64) -> bool {
    blocks[block(hash, blocks.len())] >> (hash & 63) & 1 == 1
}

/// A word of names; two to a line of memory.
#[derive(Clone, Copy, Debug, Pod, Zeroable)]
#[repr(C, align(32))]
pub(super) struct Word {
    pub key: Key,
    pub id: u32,
    /// The node of the names that begin with it.
    pub plain: u32,
    /// The node of the names whose article it has lost.
    pub elided: u32,
    pub unused: u32,
}

impl Word {
    pub fn new(letters: &[u8], id: u32, plain: u32, elided: u32) -> Self {
        Self { key: Key::of(letters), id, plain, elided, unused: 0 }
    }
}

const FREE: Word = Word { key: Key { low: 0, high: 0 }, id: NONE, plain: NONE, elided: NONE, unused: 0 };

/// Words of more than sixteen letters, and those that found no place.
pub(super) type Others = HashMap<Box<[u8]>, Word>;

/// The words of all names.
pub(super) struct Words {
    pub slots: Column<Word>,
    pub others: Others,
}

impl Words {
    /// Lays the words of these letters out, each with its number and nodes.
    pub fn new<'l>(words: impl ExactSizeIterator<Item = (&'l [u8], u32, u32, u32)>) -> Self {
        let mut slots = vec![FREE; room(words.len())];
        let mut others = HashMap::new();
        for (letters, id, plain, elided) in words {
            let word = Word::new(letters, id, plain, elided);
            let short = letters.len() <= WHOLE;
            let place = free(&slots, word.key.hash(), |held| held.id == NONE);
            match place.filter(|_| short) {
                Some(at) => slots[at] = word,
                None => {
                    others.insert(letters.into(), word);
                }
            }
        }
        Self { slots: slots.into(), others }
    }
}

/// The word of a key, which `letters` are; `hash` is the key's.
#[inline]
pub(super) fn word<'w>(slots: &'w [Word], others: &'w Others, key: Key, hash: u64, letters: &[u8]) -> Option<&'w Word> {
    if letters.len() <= WHOLE {
        for held in probes(slots, hash) {
            if held.key == key && held.id != NONE {
                return Some(held);
            }
            if held.id == NONE {
                return None;
            }
        }
    }
    others.get(letters)
}

/// A step: from a node, by a word, over a gap or none, to a node.
#[derive(Clone, Copy, Debug, Pod, Zeroable)]
#[repr(C)]
pub(super) struct Edge {
    pub key: u64,
    pub to: u32,
    pub unused: u32,
}

/// All steps.
pub(super) struct Edges {
    pub slots: Column<Edge>,
    pub others: HashMap<u64, u32>,
}

impl Edges {
    /// Lays these steps out, each given with its word's hash.
    pub fn new(steps: impl ExactSizeIterator<Item = (u64, u64, u32)>) -> Self {
        let mut slots = vec![Edge { key: u64::MAX, to: NONE, unused: 0 }; room(steps.len())];
        let mut others = HashMap::new();
        for (key, word, to) in steps {
            match free(&slots, edge_hash(key, word), |held| held.to == NONE) {
                Some(at) => slots[at] = Edge { key, to, unused: 0 },
                None => {
                    others.insert(key, to);
                }
            }
        }
        Self { slots: slots.into(), others }
    }
}

/// A step as a number. Nodes and words are numbered below 2³¹.
#[inline]
pub(super) fn edge_key(node: u32, word: u32, gap: bool) -> u64 {
    u64::from(node) << 32 | u64::from(word) << 1 | u64::from(gap)
}

/// The node and the word of a step.
pub(super) fn edge_parts(key: u64) -> (u32, u32) {
    ((key >> 32) as u32, key as u32 >> 1)
}

/// A hash of a step, of the node and the word's hash: the step can be looked for while the word still is.
fn edge_hash(key: u64, word: u64) -> u64 {
    mix(key >> 32 ^ 0x9e37_79b9_7f4a_7c15, word ^ 0xd6e8_feb8_6659_fd93)
}

/// Where a step leads, or `NONE`; `word` is the word's hash.
#[inline]
pub(super) fn step(slots: &[Edge], others: &HashMap<u64, u32>, key: u64, word: u64) -> u32 {
    for held in probes(slots, edge_hash(key, word)) {
        if held.key == key || held.to == NONE {
            return held.to;
        }
    }
    others.get(&key).copied().unwrap_or(NONE)
}
