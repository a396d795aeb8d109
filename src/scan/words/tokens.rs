//! Word limits, sixty-four letters at a time.
//!
//! Codes stand in the order of their classes, so that a class is a comparison, and eight comparisons are one subtraction
//! on a 64-bit number. A bit a letter then says where words begin and end.

use crate::fold::{Alphabet, GAP};

const HIGH: u64 = 0x8080_8080_8080_8080;
const ONES: u64 = 0x0101_0101_0101_0101;
const CHUNK: usize = 64;

/// A word of the text: its codes from `start` to `end`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Token {
    pub start: usize,
    pub end: usize,
}

/// The words of a text, in order: letters of one script, or one sign that names use.
pub(super) struct Tokens<'t> {
    codes: &'t [u8],
    first_word: u8,
    first_arabic: u8,
    /// Where the chunk that `starts` and `ends` speak of begins, and where the next one does.
    base: usize,
    next: usize,
    starts: u64,
    ends: u64,
    /// Of the last letter of the chunk before: whether it is in a word, is Arabic, is a sign.
    last: (u64, u64, u64),
}

impl<'t> Tokens<'t> {
    pub fn new(codes: &'t [u8], alphabet: &Alphabet) -> Self {
        let (first_word, first_arabic) = alphabet.first_codes();
        Self { codes, first_word, first_arabic, base: 0, next: 0, starts: 0, ends: 0, last: (0, 0, 0) }
    }

    /// Reads the next chunk; false behind the end of the text.
    fn read(&mut self) -> bool {
        if self.next > self.codes.len() {
            return false;
        }
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
        self.starts = held & (change | !held_before);
        self.ends = held_before & (change | !held);
        self.last = (held >> 63, arabic >> 63, signs >> 63);
        self.base = self.next;
        self.next += CHUNK;
        true
    }
}

impl Iterator for Tokens<'_> {
    type Item = Token;

    #[inline]
    fn next(&mut self) -> Option<Token> {
        while self.starts == 0 {
            if !self.read() {
                return None;
            }
        }
        let start = self.base + self.starts.trailing_zeros() as usize;
        self.starts &= self.starts - 1;
        // Ends up to here are those of words already given.
        self.ends &= u64::MAX << (start - self.base) << 1;
        while self.ends == 0 {
            if !self.read() {
                return Some(Token { start, end: self.codes.len() });
            }
        }
        let end = self.base + self.ends.trailing_zeros() as usize;
        Some(Token { start, end })
    }
}

/// A bit for each code that is `threshold` or more.
#[inline]
fn at_least(chunk: &[u8; CHUNK], threshold: u8) -> u64 {
    let (eights, _) = chunk.as_chunks::<8>();
    let mut bits = 0;
    for (index, eight) in eights.iter().enumerate() {
        let number = u64::from_le_bytes(*eight);
        let low = number & !HIGH;
        let reached = if threshold <= 0x80 {
            (low + ONES * u64::from(0x80 - threshold)) | number
        } else {
            (low + ONES * u64::from(0x100 - u16::from(threshold))) & number
        };
        // Gathers the high bits of the eight bytes.
        let gathered = ((reached & HIGH) >> 7).wrapping_mul(0x0102_0408_1020_4080) >> 56;
        bits |= gathered << (8 * index);
    }
    bits
}

#[cfg(test)]
mod tests {
    use super::{CHUNK, at_least};

    #[test]
    fn bits_say_which_codes_reach_the_threshold() {
        for threshold in 1..=255 {
            for shift in 0..4_usize {
                let mut chunk = [0; CHUNK];
                for (index, code) in chunk.iter_mut().enumerate() {
                    *code = (index * 4 + shift) as u8;
                }
                let bits = at_least(&chunk, threshold);
                for (index, &code) in chunk.iter().enumerate() {
                    assert_eq!(bits >> index & 1 == 1, code >= threshold, "{code} {threshold}");
                }
            }
        }
    }
}
