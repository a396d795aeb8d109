//! The codes of characters with AVX-512: one table of 128 code points in two registers.

use pulp::x86::V4;

use super::together::together;
use super::{Codes, Wide};
use crate::fold::{LANES, PLANE};

/// The code points of the table: the Arabic block from its signs to its digits, then signs and digits.
const ARABIC: u16 = 0x610;
const ARABIC_SIZE: u16 = 0x60;
const LATIN: u16 = 0x20;
const LATIN_SIZE: u16 = 0x20;
/// The Arabic comma stands before these, and many a sentence has one: it has the place of a letter that hardly any has.
const COMMA: u16 = 0x60c;
const COMMA_PLACE: u16 = ARABIC_SIZE - 1;

/// The codes by their places in the table.
#[derive(Clone, Debug)]
pub(super) struct Rows([[u8; 64]; 2]);

impl Rows {
    pub fn of(table: &[u8; PLANE]) -> Self {
        let unit = |place: u16| match place {
            COMMA_PLACE => COMMA,
            0..ARABIC_SIZE => ARABIC + place,
            _ => LATIN + place - ARABIC_SIZE,
        };
        Self([0, 64].map(|first| std::array::from_fn(|at| table[unit(first + at as u16) as usize])))
    }
}

impl Wide for V4 {
    #[inline(always)]
    fn within(self, work: impl FnOnce()) {
        self.vectorize(work);
    }

    #[inline(always)]
    fn look_up(self, rows: &super::Rows, units: &[u16; LANES]) -> ([u8; LANES], u32) {
        let (words, all) = (self.avx512bw, self.avx512f);
        let number = |number: u16| all._mm512_set1_epi16(number.cast_signed());
        let units = pulp::cast(*units);
        let (in_arabic, in_latin) =
            (words._mm512_sub_epi16(units, number(ARABIC)), words._mm512_sub_epi16(units, number(LATIN)));
        // The last of the Arabic block has given its place away.
        let arabic = words._mm512_cmplt_epu16_mask(in_arabic, number(ARABIC_SIZE - 1));
        let latin = words._mm512_cmplt_epu16_mask(in_latin, number(LATIN_SIZE));
        let comma = words._mm512_cmpeq_epi16_mask(units, number(COMMA));
        let place = words._mm512_add_epi16(in_latin, number(ARABIC_SIZE));
        let place = words._mm512_mask_mov_epi16(place, arabic, in_arabic);
        let place = words._mm512_mask_mov_epi16(place, comma, number(COMMA_PLACE));
        // Codes stand two to a place of the registers, the even one lower.
        let [low, high] = rows.avx512.0.map(pulp::cast);
        let two = words._mm512_permutex2var_epi16(low, words._mm512_srli_epi16::<1>(place), high);
        let odd = words._mm512_slli_epi16::<3>(all._mm512_and_si512(place, number(1)));
        let codes = words._mm512_cvtepi16_epi8(words._mm512_srlv_epi16(two, odd));
        (pulp::cast(codes), !(arabic | latin | comma))
    }

    #[inline(always)]
    fn gaps(self, letters: [u8; LANES]) -> (u32, u32) {
        (*self).gaps(letters)
    }

    #[inline(always)]
    fn sorted(self, letters: [u8; LANES]) -> Codes {
        (*self).sorted(letters)
    }

    #[inline(always)]
    fn together(self, eight: u64, kept: u8) -> ([u8; 8], u32) {
        together(*self, eight, kept)
    }
}
