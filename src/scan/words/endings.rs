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
const CROWD: usize = 5;
const FEWEST_BLOCKS: usize = 64;

/// A bit for each hash of the ending of a word that is a name by itself, and for each hash of the endings of two words that
/// names begin with. A word that many names begin with is so still turned away before words that none goes on with.
pub(super) struct Endings {
    pub blocks: Column<u64>,
}

/// The last letters of a word, the last of them highest.
#[derive(Clone, Copy)]
pub(super) struct Last(u64);

impl Last {
    /// Those of the word from `start` to `end`, and whatever is before it: one load where the text has so many letters.
    #[inline(always)]
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
    #[inline(always)]
    pub fn four(self) -> u32 {
        (self.0 >> 32) as u32
    }

    /// All eight.
    #[inline(always)]
    pub fn number(self) -> u64 {
        self.0
    }
}

/// The hash of the ending of a word of so many letters, of which these are the last: of all of them where it has few. Of a
/// word of none it means nothing.
#[inline(always)]
pub(super) fn hash(last: u64, len: u32) -> u64 {
    let ending = last.wrapping_shr(64 - 8 * len.min(LETTERS as u32));
    ending.wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

/// The hash of a word's ending.
pub(super) fn ending(word: &[u8]) -> u64 {
    hash(Last::at(word, word.len()).number(), word.len() as u32)
}

impl Endings {
    /// For names that are one of these words, or begin with it and go on with another.
    pub fn new<'l>(names: impl Iterator<Item = (&'l [u8], Option<&'l [u8]>)>, particles: &Particles) -> Self {
        let chains: Vec<Vec<u8>> = particles.chains().collect();
        let mut beginnings = Vec::new();
        for (word, next) in names {
            let next = next.map(ending);
            beginnings.push((ending(word), next));
            if word.len() < LETTERS {
                beginnings.extend(chains.iter().map(|chain| (ending(&[chain.as_slice(), word].concat()), next)));
            }
        }
        let mut blocks = vec![0; (beginnings.len() / CROWD).next_power_of_two().max(FEWEST_BLOCKS)];
        for (first, next) in beginnings {
            let hash = next.map_or(first, |next| pair(first, next));
            let block = table::block(hash, blocks.len());
            blocks[block] |= bits(hash);
        }
        Self { blocks: blocks.into() }
    }

    /// Whether the table is one that [`block`] can be asked of.
    pub fn holds_together(&self) -> bool {
        let blocks = self.blocks.as_slice().len();
        blocks.is_power_of_two() && blocks >= FEWEST_BLOCKS
    }
}

/// The hash of two words' endings, by those of each.
#[inline(always)]
pub(super) fn pair(first: u64, next: u64) -> u64 {
    (first ^ next.rotate_left(32)).wrapping_mul(0xd6e8_feb8_6659_fd93)
}

/// The bits of a hash in its block.
#[inline(always)]
fn bits(hash: u64) -> u64 {
    1 << (hash >> 30 & 63) | 1 << (hash >> 24 & 63)
}

/// The block of a hash: of a word's ending that may be a name by itself, or of those of two words that may begin one.
#[inline(always)]
pub(super) fn block(blocks: &[u64], hash: u64) -> u64 {
    blocks[table::block(hash, blocks.len())]
}

/// 1 if a block has a hash, else 0.
#[inline(always)]
pub(super) fn has(block: u64, hash: u64) -> u64 {
    u64::from(!block & bits(hash) == 0)
}
