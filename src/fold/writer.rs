//! Codes to a folded text: eight or thirty-two at a time where nothing is out of the ordinary, one by one where something is.
//!
//! Most of a text is letters with single blanks between them; eight such codes are looked at and copied as one number.
//! Marks are left out without a branch on each, so that vocalized text is no special case, and single newlines are gaps like
//! others. Runs of blanks, joiners and ligatures go the slow way.

use super::map::MapWriter;
use super::{BREAK, DROP, Folded, GAP, HIGHEST, JOINER, NEWLINE, SEVERAL};
#[cfg(target_arch = "x86_64")]
use super::{
    LANES,
    wide::{Codes, Wide},
};

/// The high bit of every byte: set in all instructions, and in letters only of very large alphabets.
const HIGH: u64 = 0x8080_8080_8080_8080;
const ONES: u64 = 0x0101_0101_0101_0101;

/// Bytes that are `GAP`, by their high bits; may also name a byte above such a one, never misses one.
#[inline]
fn gaps(codes: u64) -> u64 {
    let zero_where_gap = codes ^ (ONES * u64::from(GAP));
    zero_where_gap.wrapping_sub(ONES) & !zero_where_gap & HIGH
}

/// A byte for each of eight bits: 1 where it is set.
#[cfg(target_arch = "x86_64")]
#[inline(always)]
fn spread(bits: u8) -> u64 {
    // Each bit in a byte of its own, in its place there; then down to the lowest.
    let each = (u64::from(bits) * ONES) & 0x8040_2010_0804_0201;
    (each + (HIGH - ONES)) >> 7 & ONES
}

/// Writes a folded text.
pub(super) struct Writer {
    codes: Vec<u8>,
    map: MapWriter,
    /// 0x80 where the code written last is a run of blanks that may go on, else 0.
    open: u64,
    /// What the run holds so far.
    joiners: u32,
    newlines: u32,
}

impl Writer {
    /// A writer of so many codes into the room of a folded text.
    pub fn new(len: usize, room: Folded) -> Self {
        let Folded { mut codes, map } = room;
        codes.clear();
        codes.reserve(len + 8);
        Self { codes, map: MapWriter::new(map), open: 0, joiners: 0, newlines: 0 }
    }

    /// Writes eight codes, the first in the lowest byte; `several` gives the letters of the code point at an index.
    #[inline]
    pub fn eight(&mut self, number: u64, several: impl Fn(usize) -> Box<[u8]>) {
        let found = gaps(number);
        let doubled = found & (found << 8 | self.open);
        if number & HIGH | doubled == 0 {
            self.codes.extend_from_slice(&number.to_le_bytes());
            self.map.eight(0xff);
            self.begin_run(number >> 56 == u64::from(GAP));
            return;
        }
        self.eight_slowly(number.to_le_bytes(), several);
    }

    /// Writes so many codes at once, each a letter or one of the gaps; false where gaps come together.
    #[cfg(target_arch = "x86_64")]
    #[inline(always)]
    pub fn lanes(&mut self, letters: &[u8; LANES], gaps: u32) -> bool {
        let doubled = gaps & (gaps << 1 | (self.open >> 7) as u32);
        if doubled == 0 {
            self.codes.extend_from_slice(letters);
            self.map.some(u64::from(u32::MAX), LANES);
            self.begin_run(gaps >> (LANES - 1) == 1);
        }
        doubled == 0
    }

    /// Writes the first `count` codes, eight at a time where marks and newlines are the only thing out of the ordinary; `several`
    /// gives the letters of the code point at an index.
    #[cfg(target_arch = "x86_64")]
    #[inline(always)]
    pub fn eights(
        &mut self,
        found: &Codes,
        count: usize,
        machine: impl Wide,
        several: impl Fn(usize) -> Box<[u8]> + Copy,
    ) {
        for at in (0..count).step_by(8) {
            let count = (count - at).min(8);
            let all = u8::MAX >> (8 - count);
            let (others, letters) = ((found.others >> at) as u8 & all, !(found.dropped >> at) as u8 & all);
            let eight = found.letters[at..].first_chunk().map_or(0, |eight| u64::from_le_bytes(*eight));
            let newlines = (found.newlines >> at) as u8 & all;
            let (kept, gaps) = machine.together(eight ^ (spread(newlines) * u64::from(NEWLINE ^ GAP)), letters);
            if others != 0 || gaps & (gaps << 1 | (self.open >> 7) as u32) != 0 {
                found.letters[at..at + count].iter().zip(at..).for_each(|(&code, at)| self.one(code, || several(at)));
                continue;
            }
            let (written, kept_count) = (self.codes.len(), letters.count_ones());
            self.codes.extend_from_slice(&kept);
            self.codes.truncate(written + kept_count as usize);
            self.map.some(letters.into(), count);
            if let Some(last) = letters.checked_ilog2() {
                self.begin_run(gaps >> (kept_count - 1) & 1 == 1);
                self.newlines = u32::from(newlines >> last & 1);
            }
        }
    }

    /// Kept out of the way of the many that are nothing out of the ordinary.
    #[inline(never)]
    fn eight_slowly(&mut self, codes: [u8; 8], several: impl Fn(usize) -> Box<[u8]>) {
        if self.without_marks_and_lines(codes) {
            return;
        }
        for (index, code) in codes.into_iter().enumerate() {
            self.one(code, || several(index));
        }
    }

    /// The code written last is a blank that begins a run, or is none.
    #[inline]
    fn begin_run(&mut self, open: bool) {
        self.open = u64::from(open) << 7;
        (self.joiners, self.newlines) = (0, 0);
    }

    /// Writes eight codes of which marks and newlines are the only thing out of the ordinary; false where there is more to
    /// it.
    #[inline]
    fn without_marks_and_lines(&mut self, codes: [u8; 8]) -> bool {
        let (mut kept, mut count, mut letters, mut instructions, mut newlines) = ([0; 8], 0, 0_u8, false, 0);
        for (index, code) in codes.into_iter().enumerate() {
            let (letter, newline) = (code != DROP, code == NEWLINE);
            kept[count & 7] = if newline { GAP } else { code };
            count += usize::from(letter);
            letters |= u8::from(letter) << index;
            instructions |= (code > HIGHEST) & letter & !newline;
            // Of the last letter.
            newlines = if letter { u32::from(newline) } else { newlines };
        }
        let number = u64::from_le_bytes(kept);
        let valid = if count == 8 { u64::MAX } else { (1 << (8 * count)) - 1 };
        let found = gaps(number) & valid;
        if instructions || found & (found << 8 | self.open) != 0 {
            return false;
        }
        self.codes.extend_from_slice(&kept[..count]);
        self.map.eight(letters);
        if count > 0 {
            self.begin_run(kept[count - 1] == GAP);
            self.newlines = newlines;
        }
        true
    }

    /// Writes one code; `several` gives its letters where it stands for several.
    pub fn one(&mut self, code: u8, several: impl FnOnce() -> Box<[u8]>) {
        match code {
            DROP => self.map.one(false),
            GAP => self.blank(0, 0),
            JOINER => self.blank(1, 0),
            NEWLINE => self.blank(0, 1),
            SEVERAL => {
                for (index, &code) in several().iter().enumerate() {
                    if index > 0 {
                        self.map.split(self.codes.len());
                    }
                    self.codes.push(code);
                }
                self.map.one(true);
                self.open = 0;
            }
            code => {
                self.codes.push(code);
                self.map.one(true);
                self.open = 0;
            }
        }
    }

    /// A run is a gap, or a break where it is more than a gap can be. Its code is the last one written.
    fn blank(&mut self, joiners: u32, newlines: u32) {
        let opens = self.open == 0;
        self.map.one(opens);
        if opens {
            self.codes.push(GAP);
            self.begin_run(true);
        }
        self.joiners += joiners;
        self.newlines += newlines;
        if let Some(code) = self.codes.last_mut() {
            *code = if self.joiners <= 1 && self.newlines <= 1 { GAP } else { BREAK };
        }
    }

    /// The folded text, and how many code points were written.
    pub fn finish(self) -> (Folded, usize) {
        let (map, raw) = self.map.finish();
        (Folded { codes: self.codes, map }, raw)
    }
}
