//! Which of sixty-four codes belong to a class, as bits.

// What is not inlined into `vectorize` is compiled for machines that cannot.
#![allow(clippy::inline_always)]

use wide::u8x16;

use super::tokens::CHUNK;

/// A bit for each code that is `threshold` or more, sixteen comparisons at once.
#[inline(always)]
pub(super) fn at_least(chunk: &[u8; CHUNK], threshold: u8) -> u64 {
    let limit = u8x16::splat(threshold);
    let (sixteens, _) = chunk.as_chunks::<16>();
    let mut bits = 0;
    for (index, sixteen) in sixteens.iter().enumerate() {
        let codes = u8x16::from(*sixteen);
        let reached = codes.max(limit).cmp_eq(codes).move_mask();
        bits |= u64::from(reached.cast_unsigned() as u16) << (16 * index);
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
