//! A word as a number.

use bytemuck::{Pod, Zeroable};

/// Letters that a key holds whole.
pub(super) const WHOLE: usize = 16;

/// The first sixteen letters of a word; with fewer the rest is zero, which is no letter, so a key of a word of up to
/// sixteen letters is the word itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Pod, Zeroable)]
#[repr(C)]
pub(super) struct Key {
    pub low: u64,
    pub high: u64,
}

impl Key {
    /// The key of a word.
    pub fn of(word: &[u8]) -> Self {
        let mut bytes = [0; WHOLE];
        let kept = word.len().min(WHOLE);
        bytes[..kept].copy_from_slice(&word[..kept]);
        Self::new(bytes, kept)
    }

    /// The key of the word from `start` to `end`: one load where the text goes on far enough behind it.
    #[inline]
    pub fn at(codes: &[u8], start: usize, end: usize) -> Self {
        match codes[start..].first_chunk() {
            Some(bytes) => Self::new(*bytes, end - start),
            None => Self::of(&codes[start..end]),
        }
    }

    /// The key of the first `len` of these bytes.
    #[inline]
    fn new(bytes: [u8; WHOLE], len: usize) -> Self {
        let number = u128::from_le_bytes(bytes);
        let (low, high) = MASKS[len.min(WHOLE)];
        Self { low: number as u64 & low, high: (number >> 64) as u64 & high }
    }

    /// The key of what is behind the first letter or two of a word that it holds whole.
    #[inline]
    pub fn behind(self, letters: u32) -> Self {
        let bits = 8 * letters;
        Self { low: self.low >> bits | (self.high << 1) << (63 - bits), high: self.high >> bits }
    }

    /// Its letter at an index below eight.
    #[inline]
    pub fn letter(self, index: u32) -> u8 {
        (self.low >> (8 * index)) as u8
    }

    /// A hash of the letters it holds, well mixed in all its bits.
    #[inline]
    pub fn hash(self) -> u64 {
        mix(self.low ^ 0x9e37_79b9_7f4a_7c15, self.high ^ 0xd6e8_feb8_6659_fd93)
    }
}

/// For each length the bytes that count.
const MASKS: [(u64, u64); WHOLE + 1] = {
    let mut masks = [(u64::MAX, u64::MAX); WHOLE + 1];
    let mut len = 0;
    while len < WHOLE {
        let mask = (1_u128 << (8 * len)) - 1;
        masks[len] = (mask as u64, (mask >> 64) as u64);
        len += 1;
    }
    masks
};

/// Spreads two numbers over all bits of one: their product, folded.
#[inline]
pub(super) fn mix(a: u64, b: u64) -> u64 {
    let product = u128::from(a) * u128::from(b);
    product as u64 ^ (product >> 64) as u64
}

#[cfg(test)]
mod tests {
    use super::Key;

    #[test]
    fn the_key_of_a_rest_is_the_rest_s_key() {
        for len in 3..=16_u8 {
            let word: Vec<u8> = (1..=len).collect();
            for letters in 0..3 {
                assert_eq!(Key::of(&word).behind(letters), Key::of(&word[letters as usize..]));
            }
        }
    }
}
