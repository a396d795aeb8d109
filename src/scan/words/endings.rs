//! What the words end in that names begin with, and the words behind them.
//!
//! The readings of a word differ in how many particles it begins with and all end alike, so the last letters of a word and
//! those of the next turn most words away for all their readings. Words of fewer letters than are looked at are told from
//! others whole, the particles before them included.

use super::table;
use crate::column::Column;
use crate::scan::proclitic::Particles;

/// Letters that are looked at.
const LETTERS: usize = 5;
/// Most names' beginnings for each block of the filter.
const CROWD: usize = 3;
const FEWEST_BLOCKS: usize = 64;

/// A block of bits for each hash of a word's ending: one if the word may be a name by itself, and one for each hash of the
/// next word's ending.
pub(super) struct Endings {
    pub blocks: Column<u64>,
}

/// The last letters of a word, the last of them highest.
#[derive(Clone, Copy)]
pub(super) struct Last(u64);

impl Last {
    /// Those of the word from `start` to `end`, and whatever is before it: one load where the text has so many letters.
    #[inline]
    pub fn at(codes: &[u8], end: usize) -> Self {
        match codes[..end].last_chunk() {
            Some(bytes) => Self(u64::from_le_bytes(*bytes)),
            None => Self::of(&codes[..end]),
        }
    }

    #[cold]
    fn of(word: &[u8]) -> Self {
        let mut bytes = [0; 8];
        let kept = word.len().min(8);
        bytes[8 - kept..].copy_from_slice(&word[word.len() - kept..]);
        Self(u64::from_le_bytes(bytes))
    }

    /// The last four letters.
    #[inline]
    pub fn four(self) -> u32 {
        (self.0 >> 32) as u32
    }

    /// The hash of the ending of a word of so many letters: of all of them where it has few.
    #[inline]
    pub fn hash(self, len: usize) -> u64 {
        let ending = self.0 >> (64 - 8 * len.min(LETTERS));
        ending.wrapping_mul(0x9e37_79b9_7f4a_7c15)
    }
}

/// The hash of a word's ending.
fn hash(word: &[u8]) -> u64 {
    Last::at(word, word.len()).hash(word.len())
}

impl Endings {
    /// For names that are one of these words, or begin with it and go on with another.
    pub fn new<'l>(names: impl Iterator<Item = (&'l [u8], Option<&'l [u8]>)>, particles: &Particles) -> Self {
        let chains: Vec<Vec<u8>> = particles.chains().collect();
        let mut beginnings = Vec::new();
        for (word, next) in names {
            let next = next.map(hash);
            beginnings.push((hash(word), next));
            if word.len() < LETTERS {
                beginnings.extend(chains.iter().map(|chain| (hash(&[chain.as_slice(), word].concat()), next)));
            }
        }
        let mut blocks = vec![0; (beginnings.len() / CROWD).next_power_of_two().max(FEWEST_BLOCKS)];
        for (first, next) in beginnings {
            let block = table::block(first, blocks.len());
            blocks[block] |= next.map_or(alone(first), followed);
        }
        Self { blocks: blocks.into() }
    }

    /// Whether the table is one that [`may_begin`] can be asked of.
    pub fn holds_together(&self) -> bool {
        let blocks = self.blocks.as_slice().len();
        blocks.is_power_of_two() && blocks >= FEWEST_BLOCKS
    }
}

/// The bit of a word by itself.
#[inline]
fn alone(hash: u64) -> u64 {
    1 << (hash >> 30 & 63)
}

/// The bit of the word behind it.
#[inline]
fn followed(next: u64) -> u64 {
    1 << (next >> 58)
}

/// What is known of names that begin with a word of this ending.
#[inline]
pub(super) fn block(blocks: &[u64], hash: u64) -> u64 {
    blocks[table::block(hash, blocks.len())]
}

/// Whether a name may begin with a reading of a word, by the hashes of its ending and of the next word's.
#[inline]
pub(super) fn may_begin(block: u64, hash: u64, next: u64) -> bool {
    block & (alone(hash) | followed(next)) != 0
}
