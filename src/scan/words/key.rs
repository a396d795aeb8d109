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
    #[inline]
    pub fn of(word: &[u8]) -> Self {
        let mut bytes = [0; WHOLE];
        let kept = word.len().min(WHOLE);
        bytes[..kept].copy_from_slice(&word[..kept]);
        let half = |from: usize| u64::from_le_bytes(bytes[from..from + 8].try_into().expect("eight bytes are eight"));
        Self { low: half(0), high: half(8), long: word.len() > WHOLE }
    }

    /// A hash of the letters it holds, well mixed in its high bits.
    #[inline]
    pub fn hash(&self) -> u64 {
        mix(self.low ^ self.high.wrapping_mul(0x9e37_79b9_7f4a_7c15))
    }
}

/// Spreads a number over all bits.
#[inline]
pub(super) fn mix(number: u64) -> u64 {
    let number = (number ^ (number >> 32)).wrapping_mul(0xd6e8_feb8_6659_fd93);
    (number ^ (number >> 29)).wrapping_mul(0x9fb2_1c65_1e98_df25)
}
