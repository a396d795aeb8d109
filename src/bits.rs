//! Sets of places among 64, as the bits of a word.

/// Ones in every byte, and the highest bit of every byte.
const ONES: u64 = 0x0101_0101_0101_0101;
const HIGH: u64 = ONES << 7;

/// Of every byte the places of its members.
const IN_BYTE: [[u8; 8]; 256] = {
    let mut table = [[0; 8]; 256];
    let mut byte = 0;
    while byte < 256 {
        let (mut place, mut count) = (0, 0);
        while place < 8 {
            if byte >> place & 1 == 1 {
                table[byte][count] = place as u8;
                count += 1;
            }
            place += 1;
        }
        byte += 1;
    }
    table
};

/// The place of the member that has `before` members below it, 64 where there is none; without a branch on which that is.
#[inline]
pub(crate) fn select(members: u64, before: u32) -> u32 {
    // Of every byte how many members it and those below it have.
    let pairs = members - (members >> 1 & 0x5555_5555_5555_5555);
    let fours = (pairs & 0x3333_3333_3333_3333) + (pairs >> 2 & 0x3333_3333_3333_3333);
    let up_to = ((fours + (fours >> 4)) & 0x0f0f_0f0f_0f0f_0f0f).wrapping_mul(ONES);
    // How many bytes have no more than are below the one that is sought.
    let passed = ((u64::from(before.min(64)) * ONES | HIGH) - up_to) & HIGH;
    let byte = ((passed >> 7).wrapping_mul(ONES) >> 56) as u32;
    if byte == 8 {
        return 64;
    }
    let below = (up_to << 8 >> (8 * byte)) as u8;
    let rest = (members >> (8 * byte)) as u8;
    8 * byte + u32::from(IN_BYTE[rest as usize][(before as u8 - below) as usize & 7])
}

#[cfg(test)]
mod tests {
    use super::select;

    #[test]
    fn select_finds_every_one() {
        for members in [u64::MAX, 1, 1 << 63, 0x8000_0001_0000_8001, 0x5555_5555_5555_5555, 0xff00_0000_00ff_0f0f] {
            let ones: Vec<u32> = (0..64).filter(|bit| members >> bit & 1 == 1).collect();
            for (before, &bit) in ones.iter().enumerate() {
                assert_eq!(select(members, before as u32), bit, "{members:x} {before}");
            }
            assert_eq!([ones.len() as u32, 64, 1_000].map(|before| select(members, before)), [64; 3]);
        }
    }
}
