//! UTF-8 read where it lies, with a way from code points to bytes.
//!
//! For each 64 bytes a word says which of them begin a code point, with a count of those before. Texts without code points
//! of four bytes, nearly all, are decoded to units of sixteen bits, many at a time ([`units`]).

mod units;

use std::ops::Range;

use crate::bits::select;
use crate::lanes::{CHUNK as BLOCK, Lanes, Machine, SPARE, Sixteen};

/// Most code points of a run: enough for what was written of it to be at rest before it is read.
const RUN: usize = 1024;

/// Blocks that are tried about the one where a code point should lie.
const STEPS: usize = 4;

/// A UTF-8 text and where its code points begin.
#[derive(Clone, Debug)]
pub struct Utf8<'a> {
    text: &'a str,
    /// For each 64 bytes: which of them begin a code point, and how many code points begin before.
    blocks: Vec<(u64, u32)>,
    len: usize,
    /// Whether all code points fit into sixteen bits.
    is_narrow: bool,
}

impl<'a> Utf8<'a> {
    /// Borrows a text of less than 4 GiB.
    pub(super) fn new(text: &'a str) -> Self {
        let (blocks, is_narrow) = match Machine::new() {
            #[cfg(target_arch = "x86_64")]
            Machine::Avx512(simd) => simd.vectorize(
                #[inline(always)]
                || blocks(simd, text.as_bytes()),
            ),
            _ => blocks(Sixteen, text.as_bytes()),
        };
        let len = blocks.last().map_or(0, |&(begins, before)| (before + begins.count_ones()) as usize);
        Self { text, blocks, len, is_narrow }
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

    /// Whether all code points fit into sixteen bits.
    pub(crate) fn is_narrow(&self) -> bool {
        self.is_narrow
    }

    /// The same as [`Self::code_points`], of a text whose code points all fit into sixteen bits.
    pub(crate) fn units<const LANES: usize>(&self, give: impl FnMut(&[u16])) {
        units::each_run::<LANES>(Machine::new(), self, give);
    }

    /// Gives all code points in runs, each a multiple of so many long but for the last.
    pub(crate) fn code_points<const LANES: usize>(&self, give: impl FnMut(&[u32])) {
        let bytes = self.text.as_bytes();
        let mut narrow = [0; BLOCK + SPARE];
        let decode = |first: usize, mut begins: u64, points: &mut [u32]| {
            let count = begins.count_ones() as usize;
            if bytes[first..].first_chunk().is_some_and(|block| Sixteen.at_least(block, 0xf0) == 0) {
                units::decode(Sixteen, bytes, first, begins, &mut narrow);
                points[..count].iter_mut().zip(narrow).for_each(|(point, unit)| *point = u32::from(unit));
            } else {
                for point in &mut points[..count] {
                    *point = code_point(bytes, first + begins.trailing_zeros() as usize);
                    begins &= begins.wrapping_sub(1);
                }
            }
            count
        };
        self.in_runs::<_, LANES>(decode, give);
    }

    /// Gives what is decoded of each block in runs, each a multiple of so many long but for the last. To decode is to put
    /// down what begins at a block's first byte, by the bits of those that begin a code point, and to say how much it is.
    #[inline(always)]
    fn in_runs<U: Copy + Default, const LANES: usize>(
        &self,
        mut decode: impl FnMut(usize, u64, &mut [U]) -> usize,
        mut give: impl FnMut(&[U]),
    ) {
        let mut run = [U::default(); RUN + SPARE];
        let mut filled = 0;
        for (block, &(begins, _)) in self.blocks.iter().enumerate() {
            filled += decode(block * BLOCK, begins, &mut run[filled..]);
            if filled > RUN - BLOCK {
                let whole = filled - filled % LANES;
                give(&run[..whole]);
                run.copy_within(whole..filled, 0);
                filled -= whole;
            }
        }
        let whole = filled - filled % LANES;
        give(&run[..whole]);
        give(&run[whole..filled]);
    }
}

/// For each block which of its bytes begin a code point and how many code points begin before it; whether none has four bytes.
#[inline(always)]
fn blocks(lanes: impl Lanes, bytes: &[u8]) -> (Vec<(u64, u32)>, bool) {
    let (whole, rest) = bytes.as_chunks::<BLOCK>();
    let mut tail = [0; BLOCK];
    tail[..rest.len()].copy_from_slice(rest);
    let mut blocks = Vec::with_capacity(whole.len() + 1);
    let (mut before, mut wide) = (0, 0);
    for block in whole.iter().chain((!rest.is_empty()).then_some(&tail)) {
        let begins = !lanes.at_least(block, 0x80) | lanes.at_least(block, 0xc0);
        blocks.push((begins, before));
        before += begins.count_ones();
        wide |= lanes.at_least(block, 0xf0);
    }
    if let Some((begins, _)) = blocks.last_mut().filter(|_| !rest.is_empty()) {
        *begins &= u64::MAX >> (BLOCK - rest.len());
    }
    (blocks, wide == 0)
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

    use super::{Machine, Utf8, units};

    fn check(text: &str) {
        let utf8 = Utf8::new(text);
        let letters: Vec<u32> = text.chars().map(u32::from).collect();
        assert_eq!(utf8.len(), letters.len());
        let mut runs = Vec::new();
        utf8.code_points::<32>(|run| runs.push(run.to_vec()));
        let (_, whole) = runs.split_last().unwrap();
        assert!(whole.iter().all(|run| run.len() % 32 == 0));
        assert_eq!(runs.concat(), letters);
        assert_eq!(utf8.is_narrow(), letters.iter().all(|&letter| letter < 0x1_0000));
        if utf8.is_narrow() {
            for machine in Machine::all() {
                let mut runs = Vec::new();
                units::each_run::<32>(machine, &utf8, |run| runs.push(run.to_vec()));
                let (_, whole) = runs.split_last().unwrap();
                assert!(whole.iter().all(|run| run.len() % 32 == 0));
                assert!(runs.concat().iter().map(|&unit| u32::from(unit)).eq(letters.iter().copied()));
            }
        }
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
