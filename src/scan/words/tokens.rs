//! Word limits, sixty-four letters at a time.
//!
//! Codes stand in the order of their classes, so that a class is a comparison; a bit a letter then says where words begin
//! and end.

use super::classes::at_least;
use crate::fold::{Alphabet, GAP};

pub(super) const CHUNK: usize = 64;

/// A word of the text: its codes from `start` to `end`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Token {
    pub start: usize,
    pub end: usize,
}

/// Words that [`Tokens::next`] reads before it stops, and room for those of the last chunk.
pub(super) const WORDS: usize = 64;
pub(super) const ROOM: usize = WORDS + CHUNK + 8;

/// The words of a text, a block of them at a time: letters of one script, or one sign that names use.
pub(super) struct Tokens<'t> {
    codes: &'t [u8],
    first_word: u8,
    first_arabic: u8,
    /// Where the next chunk begins.
    next: usize,
    /// Of the last letter of the chunk before: whether it is in a word, is Arabic, is a sign.
    last: (u64, u64, u64),
    starts: [u32; ROOM],
    ends: [u32; ROOM],
    /// How many of either are known; the last start may still wait for its end.
    started: usize,
    ended: usize,
}

impl<'t> Tokens<'t> {
    pub fn new(codes: &'t [u8], alphabet: &Alphabet) -> Self {
        let (first_word, first_arabic) = alphabet.first_codes();
        Self {
            codes,
            first_word,
            first_arabic,
            next: 0,
            last: (0, 0, 0),
            starts: [0; ROOM],
            ends: [0; ROOM],
            started: 0,
            ended: 0,
        }
    }

    /// Reads the next block, in order; false behind the end of the text.
    pub fn next(&mut self) -> bool {
        self.starts[0] = if self.started > self.ended { self.starts[self.ended] } else { 0 };
        self.started -= self.ended;
        self.ended = 0;
        while self.ended < WORDS && self.next <= self.codes.len() {
            self.read();
        }
        self.ended > 0
    }

    /// How many words the block has.
    pub fn len(&self) -> usize {
        self.ended
    }

    /// The words of the block.
    #[inline]
    pub fn all(&self) -> impl Iterator<Item = Token> {
        let (starts, ends) = (&self.starts[..self.ended], &self.ends[..self.ended]);
        starts.iter().zip(ends).map(|(&start, &end)| Token { start: start as usize, end: end as usize })
    }

    /// A word of the block.
    #[inline]
    pub fn get(&self, index: usize) -> Token {
        Token { start: self.starts[index] as usize, end: self.ends[index] as usize }
    }

    fn read(&mut self) {
        let mut tail = [0; CHUNK];
        let rest = &self.codes[self.next..];
        let chunk: &[u8; CHUNK] = rest.first_chunk().unwrap_or_else(|| {
            tail[..rest.len()].copy_from_slice(rest);
            &tail
        });
        let words = at_least(chunk, self.first_word);
        let arabic = at_least(chunk, self.first_arabic);
        // Where no name uses a sign there are no codes between the gap's and the first letter's.
        let signs = if self.first_word > GAP + 1 { at_least(chunk, GAP + 1) & !words } else { 0 };
        let held = words | signs;
        let before = |bits: u64, last: u64| bits << 1 | last;
        let held_before = before(held, self.last.0);
        let change = (arabic ^ before(arabic, self.last.1)) | signs | before(signs, self.last.2);
        let base = self.next as u32;
        self.started += places(held & (change | !held_before), base, &mut self.starts[self.started..]);
        self.ended += places(held_before & (change | !held), base, &mut self.ends[self.ended..]);
        self.last = (held >> 63, arabic >> 63, signs >> 63);
        self.next += CHUNK;
    }
}

/// Puts down the places of the bits that are set, eight at a time whether there are so many or not: a branch on each would
/// be guessed wrong at the end of every chunk. Says how many there are.
#[inline]
fn places(mut bits: u64, base: u32, places: &mut [u32]) -> usize {
    let mut count = bits.count_ones() as usize;
    let all = count;
    for eight in places.as_chunks_mut::<8>().0 {
        for place in eight {
            *place = base + bits.trailing_zeros();
            bits &= bits.wrapping_sub(1);
        }
        if count <= 8 {
            break;
        }
        count -= 8;
    }
    all
}
