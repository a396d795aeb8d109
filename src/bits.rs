//! Sets of places among 64, as the bits of a word.

/// The place of the member that has `before` members below it.
#[inline]
pub(crate) fn select(members: u64, before: u32) -> u32 {
    const FEW: usize = 6;
    // Mostly all places below are members, or all but a few.
    let (mut others, mut place) = (!members, before);
    for _ in 0..FEW {
        if others.trailing_zeros() > place {
            return place;
        }
        place += 1;
        others &= others.wrapping_sub(1);
    }
    select_any(members, before)
}

fn select_any(members: u64, mut before: u32) -> u32 {
    let (mut rest, mut place) = (members, 0);
    for width in [32, 16, 8] {
        let ones = (rest & ((1 << width) - 1)).count_ones();
        if ones <= before {
            before -= ones;
            rest >>= width;
            place += width;
        }
    }
    for _ in 0..before {
        rest &= rest.wrapping_sub(1);
    }
    place + rest.trailing_zeros()
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
        }
    }
}
