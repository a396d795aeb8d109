//! A word as a number.

/// Letters that a key holds whole.
pub(super) const WHOLE: usize = 16;

/// The first sixteen letters of a word; with fewer the rest is zero, which is no letter, so a key of a word of up to
/// sixteen letters is the word itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Key {
    pub low: u64,
    pub high: u64,
    /// A longer word is known by its first letters only, and compared.
    pub long: bool,
}

impl Key {
    /// The key of a word.
    pub fn of(word: &[u8]) -> Self {
        let mut bytes = [0; WHOLE];
        let kept = word.len().min(WHOLE);
        bytes[..kept].copy_from_slice(&word[..kept]);
        Self::new(bytes, word.len())
    }

    /// The key of the word from `start` to `end`: two loads where the text goes on far enough behind it.
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
        let number = u128::from_le_bytes(bytes) & MASKS[len.min(WHOLE)];
        Self { low: number as u64, high: (number >> 64) as u64, long: len > WHOLE }
    }

    /// The key of the rest of a word without its first letters; `rest` is that rest.
    #[inline]
    pub fn without(&self, letters: usize, rest: &[u8]) -> Self {
        if self.long {
            return Self::of(rest);
        }
        let number = (u128::from(self.high) << 64 | u128::from(self.low)) >> (8 * letters);
        Self { low: number as u64, high: (number >> 64) as u64, long: false }
    }

    /// A hash of the letters it holds, well mixed in its high bits.
    #[inline]
    pub fn hash(&self) -> u64 {
        mix(self.low ^ self.high.wrapping_mul(0x9e37_79b9_7f4a_7c15))
    }
}

/// For each length the bytes that count.
const MASKS: [u128; WHOLE + 1] = {
    let mut masks = [u128::MAX; WHOLE + 1];
    let mut len = 0;
    while len < WHOLE {
        masks[len] = (1 << (8 * len)) - 1;
        len += 1;
    }
    masks
};

/// Spreads a number over all bits.
#[inline]
pub(super) fn mix(number: u64) -> u64 {
    let number = (number ^ (number >> 32)).wrapping_mul(0xd6e8_feb8_6659_fd93);
    (number ^ (number >> 29)).wrapping_mul(0x9fb2_1c65_1e98_df25)
}
