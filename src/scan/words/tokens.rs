//! Word limits, sixty-four letters at a time.
//!
//! Codes stand in the order of their classes, so that a class is a comparison; a bit a letter then says where words begin
//! and end.

use crate::fold::{Alphabet, GAP};
use crate::lanes::{CHUNK, Lanes, SPARE};

/// A word of the text: its codes from `start` to `end`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Token {
    pub start: usize,
    pub end: usize,
}

/// Words that [`Tokens::next`] reads before it stops, and room for those of the last chunk.
pub(super) const WORDS: usize = 64;
pub(super) const ROOM: usize = WORDS + CHUNK + 2 * SPARE;

/// Where the words of a block begin and end.
pub(super) struct Words {
    starts: [u32; ROOM],
    ends: [u32; ROOM],
}

impl Default for Words {
    fn default() -> Self {
        Self { starts: [0; ROOM], ends: [0; ROOM] }
    }
}

/// The words of a text, a block of them at a time: letters of one script, or one sign that names use.
pub(super) struct Tokens<'t> {
    codes: &'t [u8],
    first_word: u8,
    first_arabic: u8,
    /// Where the next chunk begins.
    next: usize,
    /// Of the chunk before: which letters are in words, are Arabic, are signs.
    last: (u64, u64, u64),
    words: &'t mut Words,
    /// How many of either limit are known; the last start may still wait for its end.
    started: usize,
    ended: usize,
}

impl<'t> Tokens<'t> {
    pub fn new(codes: &'t [u8], alphabet: &Alphabet, words: &'t mut Words) -> Self {
        let (first_word, first_arabic) = alphabet.first_codes();
        Self { codes, first_word, first_arabic, next: 0, last: (0, 0, 0), words, started: 0, ended: 0 }
    }

    /// Reads the next block, in order; false behind the end of the text.
    #[inline(always)]
    pub fn next(&mut self, lanes: impl Lanes) -> bool {
        // The room's are of another text where none was begun.
        self.words.starts[0] = self.words.starts[self.ended];
        self.started -= self.ended;
        self.ended = 0;
        while self.ended < WORDS && self.next <= self.codes.len() {
            self.read(lanes);
        }
        self.ended > 0
    }

    /// How many words the block has.
    pub fn len(&self) -> usize {
        self.ended
    }

    /// Where the words of the block begin and end; behind those there is what others have left.
    #[inline(always)]
    pub fn limits(&self) -> (&[u32; ROOM], &[u32; ROOM]) {
        (&self.words.starts, &self.words.ends)
    }

    /// A word of the block.
    #[inline]
    pub fn get(&self, index: usize) -> Token {
        Token { start: self.words.starts[index] as usize, end: self.words.ends[index] as usize }
    }

    /// The word behind the one at an index, which ends at `end`, and whether there is a gap between them; `None` where there
    /// is no word. The words behind the block's last are not in the block, but an index counts them too.
    #[inline(always)]
    pub fn behind(&self, index: usize, end: usize, alphabet: &Alphabet) -> Option<(Token, bool)> {
        let gap = self.codes.get(end) == Some(&GAP);
        let start = end + usize::from(gap);
        if self.codes.get(start).is_none_or(|&code| code <= GAP) {
            return None;
        }
        let token = if index + 1 < self.ended {
            self.get(index + 1)
        } else {
            Token { start, end: start + alphabet.run(&self.codes[start..]) }
        };
        Some((token, gap))
    }

    #[inline(always)]
    fn read(&mut self, lanes: impl Lanes) {
        let mut tail = [0; CHUNK];
        let rest = &self.codes[self.next..];
        let chunk: &[u8; CHUNK] = rest.first_chunk().unwrap_or_else(|| {
            tail[..rest.len()].copy_from_slice(rest);
            &tail
        });
        let words = lanes.at_least(chunk, self.first_word);
        let arabic = lanes.at_least(chunk, self.first_arabic);
        // Where no name uses a sign there are no codes between the gap's and the first letter's.
        let signs = if self.first_word > GAP + 1 { lanes.at_least(chunk, GAP + 1) & !words } else { 0 };
        let held = words | signs;
        let before = |bits: u64, last: u64| bits << 1 | last >> 63;
        let held_before = before(held, self.last.0);
        let change = (arabic ^ before(arabic, self.last.1)) | signs | before(signs, self.last.2);
        let (starts, ends) = (held & (change | !held_before), held_before & (change | !held));
        let base = self.next as u32;
        self.started += lanes.places(starts, base, &mut self.words.starts[self.started..]);
        self.ended += lanes.places(ends, base, &mut self.words.ends[self.ended..]);
        self.last = (held, arabic, signs);
        self.next += CHUNK;
    }
}
