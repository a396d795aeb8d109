//! The codes of characters with AVX2: rows of sixteen code points, each looked into for all characters.

use pulp::x86::V3;

use super::together::together;
use super::{Codes, Wide};
use crate::fold::{DROP, GAP, HIGHEST, LANES, NEWLINE, PLANE};

/// First code points of the rows: signs and digits, then the Arabic block up to its own digits.
const ROWS: [u16; 9] = [0x20, 0x30, 0x600, 0x610, 0x620, 0x630, 0x640, 0x650, 0x660];
/// A character's number: its low byte, for Arabic ones so much more. Rows are sixteen numbers each.
const ARABIC: u8 = 0x40;
/// The lowest number, and one above the highest.
const FIRST: u8 = 0x20;
const END: u8 = ARABIC + 0x70;

/// The rows of a table.
#[derive(Clone, Debug)]
pub(super) struct Rows([[u8; 16]; ROWS.len()]);

impl Rows {
    pub fn of(table: &[u8; PLANE]) -> Self {
        Self(ROWS.map(|first| std::array::from_fn(|at| table[first as usize + at])))
    }
}

impl Wide for V3 {
    #[inline(always)]
    fn within(self, work: impl FnOnce()) {
        self.vectorize(work);
    }

    #[inline(always)]
    fn look_up(self, rows: &super::Rows, units: &[u16; LANES]) -> ([u8; LANES], u32) {
        let (avx, avx2) = (self.avx, self.avx2);
        let byte = |byte: u8| avx._mm256_set1_epi8(byte.cast_signed());
        let [first, second]: [[u16; 16]; 2] = pulp::cast(*units);
        let (first, second) = (pulp::cast(first), pulp::cast(second));
        let low_bytes = avx._mm256_set1_epi16(0xff);
        let together =
            |first, second| avx2._mm256_permute4x64_epi64::<0b11_01_10_00>(avx2._mm256_packus_epi16(first, second));
        let low = together(avx2._mm256_and_si256(first, low_bytes), avx2._mm256_and_si256(second, low_bytes));
        let high = together(avx2._mm256_srli_epi16::<8>(first), avx2._mm256_srli_epi16::<8>(second));
        // Arabic numbers that would be too high stay at the highest there is, which is in no row; any other high byte is unknown.
        let arabic = avx2._mm256_cmpeq_epi8(high, byte(0x06));
        let latin = avx2._mm256_cmpeq_epi8(high, avx._mm256_setzero_si256());
        let latin_too_high =
            avx2._mm256_andnot_si256(avx2._mm256_cmpeq_epi8(avx2._mm256_min_epu8(low, byte(ARABIC - 1)), low), latin);
        let known = avx2._mm256_andnot_si256(latin_too_high, avx2._mm256_or_si256(arabic, latin));
        let number = avx2._mm256_adds_epu8(low, avx2._mm256_and_si256(arabic, byte(ARABIC)));
        let in_rows = avx2
            ._mm256_cmpeq_epi8(avx2._mm256_min_epu8(avx2._mm256_max_epu8(number, byte(FIRST)), byte(END - 1)), number);
        let known = avx2._mm256_movemask_epi8(avx2._mm256_and_si256(known, in_rows)).cast_unsigned();
        let mut codes = avx._mm256_setzero_si256();
        for (at, row) in rows.avx2.0.iter().enumerate() {
            // Numbers of this row become the places in it, all others get their high bit, for which a shuffle gives zero.
            let place = avx2._mm256_xor_si256(number, byte(FIRST + 16 * at as u8));
            let place = avx2._mm256_adds_epu8(place, byte(0x70));
            let row = avx2._mm256_broadcastsi128_si256(pulp::cast(*row));
            codes = avx2._mm256_or_si256(codes, avx2._mm256_shuffle_epi8(row, place));
        }
        (pulp::cast(codes), !known)
    }

    #[inline(always)]
    fn gaps(self, letters: [u8; LANES]) -> (u32, u32) {
        let (avx, avx2) = (self.avx, self.avx2);
        let codes = pulp::cast(letters);
        let byte = |byte: u8| avx._mm256_set1_epi8(byte.cast_signed());
        let above = avx2._mm256_cmpeq_epi8(avx2._mm256_max_epu8(codes, byte(HIGHEST + 1)), codes);
        let bits = |bytes| avx2._mm256_movemask_epi8(bytes).cast_unsigned();
        (bits(avx2._mm256_cmpeq_epi8(codes, byte(GAP))), bits(above))
    }

    #[inline(always)]
    fn sorted(self, letters: [u8; LANES]) -> Codes {
        let (avx, avx2) = (self.avx, self.avx2);
        let codes = pulp::cast(letters);
        let is = |code: u8| {
            let same = avx2._mm256_cmpeq_epi8(codes, avx._mm256_set1_epi8(code.cast_signed()));
            avx2._mm256_movemask_epi8(same).cast_unsigned()
        };
        let (dropped, newlines, (_, above)) = (is(DROP), is(NEWLINE), self.gaps(letters));
        Codes { letters, dropped, newlines, others: above & !(dropped | newlines) }
    }

    #[inline(always)]
    fn together(self, eight: u64, kept: u8) -> ([u8; 8], u32) {
        together(self, eight, kept)
    }
}
