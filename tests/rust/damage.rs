//! Models cut, flipped, and made up: what the tests of models do to their bytes.

use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::TestRunner;
use sco_ner::{ErrorKind, Matcher};

/// Whether bytes are refused as damaged.
pub fn is_refused(bytes: &[u8]) -> bool {
    match Matcher::from_bytes(bytes) {
        Ok(_) => false,
        Err(error) => matches!(error.kind(), ErrorKind::Data(_)),
    }
}

/// Every beginning of a model is refused.
pub fn truncations_are_refused(bytes: &[u8]) {
    for len in 0..bytes.len() {
        assert!(is_refused(&bytes[..len]), "{len} of {}", bytes.len());
    }
}

/// So many single bytes changed by chance are refused, each alone.
pub fn flips_are_refused(bytes: &[u8], count: usize) {
    let mut runner = TestRunner::deterministic();
    let flips = (0..bytes.len(), 1_u8..=255);
    for _ in 0..count {
        let (at, flip) = flips.new_tree(&mut runner).unwrap().current();
        let mut flipped = bytes.to_vec();
        flipped[at] ^= flip;
        assert!(is_refused(&flipped), "byte {at} by {flip}");
    }
}

/// Models in which so many bytes each are changed and the sum is made right, where they are taken at all.
pub fn made_up(
    bytes: &[u8],
    values: impl Strategy<Value = u8>,
    each_changes: usize,
    count: usize,
    mut each: impl FnMut(Matcher),
) {
    let mut runner = TestRunner::deterministic();
    let places = (40..bytes.len(), values);
    for _ in 0..count {
        let mut changed = bytes.to_vec();
        for _ in 0..each_changes {
            let (at, value) = places.new_tree(&mut runner).unwrap().current();
            changed[at] = value;
        }
        let sum = xxhash_rust::xxh3::xxh3_128(&changed[32..]);
        changed[16..32].copy_from_slice(&sum.to_le_bytes());
        if let Ok(matcher) = Matcher::from_bytes(&changed) {
            each(matcher);
        }
    }
}
