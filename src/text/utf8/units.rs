//! Code points of one to three bytes, many at a time.
//!
//! Every byte is decoded as if it began a code point, and what is kept are those that do: no jump on how long one is.

use super::{BLOCK, Utf8, code_point};
use crate::lanes::{Lanes, Machine, Sixteen};

/// Gives the code points in runs, each a multiple of so many long but for the last; all must fit into sixteen bits.
pub(super) fn each_run<const LANES: usize>(machine: Machine, text: &Utf8<'_>, give: impl FnMut(&[u16])) {
    match machine {
        #[cfg(target_arch = "x86_64")]
        Machine::Avx512(simd) => simd.vectorize(
            #[inline(always)]
            || runs::<LANES>(simd, text, give),
        ),
        #[cfg(target_arch = "x86_64")]
        Machine::Avx2(simd) => simd.vectorize(
            #[inline(always)]
            || runs::<LANES>(Sixteen, text, give),
        ),
        Machine::Any => runs::<LANES>(Sixteen, text, give),
    }
}

#[inline(always)]
fn runs<const LANES: usize>(lanes: impl Lanes, text: &Utf8<'_>, give: impl FnMut(&[u16])) {
    let bytes = text.text.as_bytes();
    text.in_runs::<_, LANES>(
        #[inline(always)]
        |first, begins, units| decode(lanes, bytes, first, begins, units),
        give,
    );
}

/// Puts down the code points that begin in a block, by the bits of their first bytes; says how many there are.
#[inline(always)]
pub(super) fn decode(lanes: impl Lanes, bytes: &[u8], first: usize, begins: u64, units: &mut [u16]) -> usize {
    let Some(block) = bytes[first..].first_chunk::<{ BLOCK + 2 }>() else {
        return last(bytes, first, begins, units);
    };
    let mut all = [0_u16; BLOCK];
    for (unit, ((&lead, &next), &last)) in all.iter_mut().zip(block.iter().zip(&block[1..]).zip(&block[2..])) {
        let (lead, next, last) = (u16::from(lead), u16::from(next & 0x3f), u16::from(last & 0x3f));
        // All ones where it begins so many bytes; an `if` would become a jump.
        let (many, three) = ((lead >> 7).wrapping_neg(), ((lead + 0x20) >> 8).wrapping_neg());
        let (as_two, as_three) = ((lead & 0x1f) << 6 | next, lead << 12 | next << 6 | last);
        *unit = lead & !many | as_two & many & !three | as_three & three;
    }
    lanes.kept(&all, begins, units)
}

/// The same at the end of a text.
fn last(bytes: &[u8], first: usize, mut begins: u64, units: &mut [u16]) -> usize {
    let count = begins.count_ones() as usize;
    for unit in &mut units[..count] {
        *unit = code_point(bytes, first + begins.trailing_zeros() as usize) as u16;
        begins &= begins.wrapping_sub(1);
    }
    count
}
