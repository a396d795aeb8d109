//! UTF-8 read where it lies, with a way from code points to bytes.
//!
//! For each 64 bytes a word says which of them begin a code point, with a count of those before: found eight bytes at a
//! time, without a branch on what the text is written in. Where a block has letters of one and two
//! bytes only, every byte is decoded as if it began one, and those are taken that do.

use std::ops::Range;

use crate::bits::select;

/// Bytes in a block.
const BLOCK: usize = 64;

/// Most code points of a run: enough for what was written of it to be at rest before it is read.
pub(crate) const RUN: usize = 1024;

/// Blocks that are tried about the one where a code point should lie.
const STEPS: usize = 4;

/// A UTF-8 text and where its code points begin.
#[derive(Clone, Debug)]
pub struct Utf8<'a> {
    text: &'a str,
    /// For each 64 bytes: which of them begin a code point, and how many code points begin before.
    blocks: Vec<(u64, u32)>,
    len: usize,
}

impl<'a> Utf8<'a> {
    /// Borrows a text of less than 4 GiB.
    pub(super) fn new(text: &'a str) -> Self {
        let mut before = 0;
        let block = |bytes: &[u8]| {
            let begins = begins(bytes);
            let block = (begins, before);
            before += begins.count_ones();
            block
        };
        let blocks = text.as_bytes().chunks(BLOCK).map(block).collect();
        Self { text, blocks, len: before as usize }
    }

    /// Length in code points.
    pub(super) fn len(&self) -> usize {
        self.len
    }

    /// The code point at `index`, or `None` past the end.
    pub(super) fn at(&self, index: usize) -> Option<u32> {
        (index < self.len).then(|| code_point(self.text.as_bytes(), self.byte(index)))
    }

    /// The byte where a code point begins; past the end the length in bytes.
    pub(crate) fn byte(&self, index: usize) -> usize {
        if index >= self.len {
            return self.text.len();
        }
        let block = self.block(index as u32);
        let (begins, before) = self.blocks[block];
        block * BLOCK + select(begins, index as u32 - before) as usize
    }

    /// The block where a code point begins, which must be one of the text.
    #[inline]
    fn block(&self, index: u32) -> usize {
        // Where it lies if code points are all of one length, which is nearly so; a few steps lead from there.
        let mut guess = (u64::from(index) * self.blocks.len() as u64 / self.len as u64) as usize;
        for _ in 0..STEPS {
            if self.blocks[guess].1 > index {
                // The first block has none before it, so that there is always one below.
                guess -= 1;
            } else if self.blocks.get(guess + 1).is_some_and(|&(_, before)| before <= index) {
                guess += 1;
            } else {
                return guess;
            }
        }
        self.blocks.partition_point(|&(_, before)| before <= index) - 1
    }

    /// Some code points, as they are written.
    pub(crate) fn part(&self, range: Range<usize>) -> &'a str {
        &self.text[self.byte(range.start)..self.byte(range.end)]
    }

    /// Gives all code points in runs, each a multiple of so many long but for the last.
    pub(crate) fn code_points<const LANES: usize>(&self, mut give: impl FnMut(&[u32])) {
        let bytes = self.text.as_bytes();
        let mut units = [0; RUN];
        let mut filled = 0;
        for (block, &(begins, _)) in self.blocks.iter().enumerate() {
            filled += decode(bytes, block * BLOCK, begins, &mut units[filled..]);
            if filled > RUN - BLOCK {
                let whole = filled - filled % LANES;
                give(&units[..whole]);
                units.copy_within(whole..filled, 0);
                filled -= whole;
            }
        }
        let whole = filled - filled % LANES;
        give(&units[..whole]);
        give(&units[whole..filled]);
    }
}

/// Puts down the code points that begin in a block, by the bits of their first bytes; says how many there are.
fn decode(bytes: &[u8], first: usize, begins: u64, units: &mut [u32]) -> usize {
    let count = begins.count_ones() as usize;
    let mut rest = begins;
    // One or two bytes each, as nearly all Arabic: no jump on which.
    if let Some(block) = bytes[first..].first_chunk::<{ BLOCK + 1 }>()
        && block.iter().fold(0, |highest, &byte| byte.max(highest)) < 0xe0
    {
        // What every byte would be if it began a letter, then only those that do.
        let mut all = [0_u16; BLOCK];
        for (unit, (&lead, &next)) in all.iter_mut().zip(block.iter().zip(&block[1..])) {
            let (lead, next) = (u16::from(lead), u16::from(next));
            // All ones where it begins two bytes; an `if` would become a jump.
            let two = (lead >> 7).wrapping_neg();
            *unit = lead & !two | ((lead & 0x1f) << 6 | next & 0x3f) & two;
        }
        for unit in &mut units[..count] {
            *unit = u32::from(all[rest.trailing_zeros() as usize & (BLOCK - 1)]);
            rest &= rest.wrapping_sub(1);
        }
        return count;
    }
    for unit in &mut units[..count] {
        *unit = code_point(bytes, first + rest.trailing_zeros() as usize);
        rest &= rest.wrapping_sub(1);
    }
    count
}

/// Which of up to 64 bytes begin a code point.
fn begins(bytes: &[u8]) -> u64 {
    let (eights, rest) = bytes.as_chunks::<8>();
    let mut continued = 0;
    for (place, eight) in eights.iter().enumerate() {
        let word = u64::from_le_bytes(*eight);
        // The high bit of each byte that is 10xxxxxx, then these eight bits side by side.
        let high = word & !(word << 1) & 0x8080_8080_8080_8080;
        continued |= ((high >> 7).wrapping_mul(0x0102_0408_1020_4080) >> 56) << (place * 8);
    }
    for (place, byte) in rest.iter().enumerate() {
        continued |= u64::from(byte & 0xc0 == 0x80) << (eights.len() * 8 + place);
    }
    !continued & (u64::MAX >> (BLOCK - bytes.len()))
}

/// The code point that begins at a byte of valid UTF-8.
#[inline]
fn code_point(bytes: &[u8], first: usize) -> u32 {
    let next = |ahead: usize| bytes.get(first + ahead).map_or(0, |byte| u32::from(byte & 0x3f));
    let lead = u32::from(bytes[first]);
    let two = (lead & 0x1f) << 6 | next(1);
    match lead {
        // One or two bytes, as nearly all Arabic: a choice without a jump.
        ..0xe0 => {
            if lead < 0x80 {
                lead
            } else {
                two
            }
        }
        0xe0..0xf0 => (lead & 0x0f) << 12 | next(1) << 6 | next(2),
        _ => (lead & 0x07) << 18 | next(1) << 12 | next(2) << 6 | next(3),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::Utf8;

    fn check(text: &str) {
        let utf8 = Utf8::new(text);
        let letters: Vec<u32> = text.chars().map(u32::from).collect();
        assert_eq!(utf8.len(), letters.len());
        let mut runs = Vec::new();
        utf8.code_points::<32>(|run| runs.push(run.to_vec()));
        let (_, whole) = runs.split_last().unwrap();
        assert!(whole.iter().all(|run| run.len() % 32 == 0));
        assert_eq!(runs.concat(), letters);
        for (index, (byte, _)) in text.char_indices().enumerate() {
            assert_eq!((utf8.byte(index), utf8.at(index)), (byte, Some(letters[index])));
        }
        let past = [letters.len(), letters.len() + 1, letters.len() + 1000];
        assert_eq!(past.map(|index| (utf8.byte(index), utf8.at(index))), [(text.len(), None); 3]);
        assert_eq!(utf8.part(0..letters.len()), text);
    }

    #[test]
    fn every_length_is_read() {
        for letter in ['a', 'ب', '€', '😀', '\0', '\u{7f}', '\u{80}', '\u{7ff}', '\u{800}', '\u{ffff}', '\u{10ffff}']
        {
            for count in 0..140 {
                check(&letter.to_string().repeat(count));
                check(&format!("x{}", letter.to_string().repeat(count)));
            }
        }
    }

    #[test]
    fn letters_of_uneven_length_are_found() {
        let text = format!("{}{}{}{}", "a".repeat(3000), "😀".repeat(1000), "ب".repeat(500), "b".repeat(700));
        check(&text);
    }

    proptest! {
        #[test]
        fn any_text_is_read(text in "\\PC{0,200}|[aب€😀]{0,200}") {
            check(&text);
        }
    }
}
