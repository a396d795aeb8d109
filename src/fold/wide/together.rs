//! What is kept of eight codes, moved together: one shuffle, by a table of all choices.

use pulp::x86::V3;

use crate::fold::GAP;

/// For each choice of eight the places of those kept, in order; of what is behind them the high bit, for which a shuffle gives
/// zero.
static PLACES: [[u8; 8]; 256] = {
    let mut places = [[0x80; 8]; 256];
    let mut choice = 0;
    while choice < 256 {
        let (mut place, mut kept) = (0, 0);
        while place < 8 {
            if choice >> place & 1 == 1 {
                places[choice][kept] = place;
                kept += 1;
            }
            place += 1;
        }
        choice += 1;
    }
    places
};

/// Of eight codes those whose bits are set, moved together, with breaks behind them; and which of them are gaps.
#[inline(always)]
pub(super) fn together(simd: V3, eight: u64, kept: u8) -> ([u8; 8], u32) {
    let register = |bytes: [u8; 8]| pulp::cast([bytes, [0; 8]]);
    let codes = simd.ssse3._mm_shuffle_epi8(register(eight.to_le_bytes()), register(PLACES[kept as usize]));
    let gaps = simd.sse2._mm_cmpeq_epi8(codes, simd.sse2._mm_set1_epi8(GAP.cast_signed()));
    let [kept, _]: [[u8; 8]; 2] = pulp::cast(codes);
    (kept, simd.sse2._mm_movemask_epi8(gaps).cast_unsigned() & 0xff)
}
