//! Sixty-four bytes at a time: which belong to a class, as bits, the places of bits that are set, and what stands there.

#[cfg(target_arch = "x86_64")]
use pulp::x86::{V3, V4};
use wide::u8x16;

/// Bytes that are looked at together.
pub(crate) const CHUNK: usize = 64;
/// Places that may be written behind those of the bits, whatever they are.
pub(crate) const SPARE: usize = 16;

/// What the machine can, asked at run time.
#[derive(Clone, Copy)]
pub(crate) enum Machine {
    #[cfg(target_arch = "x86_64")]
    Avx512(V4),
    #[cfg(target_arch = "x86_64")]
    Avx2(V3),
    Any,
}

impl Machine {
    pub fn new() -> Self {
        #[cfg(target_arch = "x86_64")]
        if let Some(simd) = V4::try_new() {
            return Self::Avx512(simd);
        } else if let Some(simd) = V3::try_new() {
            return Self::Avx2(simd);
        }
        Self::Any
    }

    /// All that this machine can be.
    #[cfg(test)]
    pub fn all() -> Vec<Self> {
        #[cfg(target_arch = "x86_64")]
        let wide = [V4::try_new().map(Self::Avx512), V3::try_new().map(Self::Avx2)];
        #[cfg(not(target_arch = "x86_64"))]
        let wide: [Option<Self>; 0] = [];
        wide.into_iter().flatten().chain([Self::Any]).collect()
    }
}

/// What a machine does with many bytes at once.
pub(crate) trait Lanes: Copy {
    /// A bit for each byte that is `threshold` or more.
    fn at_least(self, chunk: &[u8; CHUNK], threshold: u8) -> u64;

    /// Puts down the places of the bits that are set, counted from `base`; says how many there are. There is room for
    /// [`SPARE`] more.
    fn places(self, bits: u64, base: u32, places: &mut [u32]) -> usize;

    /// Puts down which of the first `count` flags are not zero; says how many. Flags come in sixteens, and there is room for
    /// [`SPARE`] more.
    fn set(self, flags: &[u64], count: usize, set: &mut [u16]) -> usize;

    /// Puts down which of the first `count` ends are `least` or more behind their starts; says how many. They come in
    /// sixteens, and there is room for [`SPARE`] more.
    fn apart(self, starts: &[u32], ends: &[u32], count: usize, least: u32, apart: &mut [u16]) -> usize;

    /// Puts down the units in the places of the bits that are set; says how many there are. There is room for [`SPARE`] more.
    fn kept(self, units: &[u16; CHUNK], bits: u64, kept: &mut [u16]) -> usize;
}

/// What every machine can.
#[derive(Clone, Copy)]
pub(crate) struct Sixteen;

impl Lanes for Sixteen {
    #[inline(always)]
    fn at_least(self, chunk: &[u8; CHUNK], threshold: u8) -> u64 {
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

    /// As many as most chunks have are put down whether there are so many or not: a branch on each would be guessed wrong at
    /// the end of every chunk.
    #[inline(always)]
    fn places(self, mut bits: u64, base: u32, places: &mut [u32]) -> usize {
        const MOST: usize = 12;
        let count = bits.count_ones() as usize;
        let mut put = |place: &mut u32| {
            *place = base + bits.trailing_zeros();
            bits &= bits.wrapping_sub(1);
        };
        let (most, more) = places.split_at_mut(MOST);
        most.iter_mut().for_each(&mut put);
        if count > MOST {
            more.iter_mut().take(count - MOST).for_each(put);
        }
        count
    }

    #[inline(always)]
    fn set(self, flags: &[u64], count: usize, set: &mut [u16]) -> usize {
        let mut kept = 0;
        for (&flag, at) in flags[..count].iter().zip(0..) {
            set[kept] = at;
            kept += usize::from(flag != 0);
        }
        kept
    }

    #[inline(always)]
    fn apart(self, starts: &[u32], ends: &[u32], count: usize, least: u32, apart: &mut [u16]) -> usize {
        let mut kept = 0;
        for ((&start, &end), at) in starts[..count].iter().zip(&ends[..count]).zip(0..) {
            apart[kept] = at;
            kept += usize::from(end - start >= least);
        }
        kept
    }

    #[inline(always)]
    fn kept(self, units: &[u16; CHUNK], mut bits: u64, kept: &mut [u16]) -> usize {
        let count = bits.count_ones() as usize;
        for unit in &mut kept[..count] {
            *unit = units[bits.trailing_zeros() as usize & (CHUNK - 1)];
            bits &= bits.wrapping_sub(1);
        }
        count
    }
}

#[cfg(target_arch = "x86_64")]
impl Lanes for V4 {
    #[inline(always)]
    fn at_least(self, chunk: &[u8; CHUNK], threshold: u8) -> u64 {
        let limit = self.avx512f._mm512_set1_epi8(threshold.cast_signed());
        self.avx512bw._mm512_cmpge_epu8_mask(pulp::cast(*chunk), limit)
    }

    #[inline(always)]
    fn places(self, bits: u64, base: u32, places: &mut [u32]) -> usize {
        let all = self.avx512f;
        let mut numbers = all._mm512_add_epi32(pulp::cast(FIRST), all._mm512_set1_epi32(base.cast_signed()));
        let mut count = 0;
        for sixteen in (0..CHUNK).step_by(16) {
            let bits = (bits >> sixteen) as u16;
            let kept: [u32; 16] = pulp::cast(all._mm512_maskz_compress_epi32(bits, numbers));
            places[count..count + 16].copy_from_slice(&kept);
            count += bits.count_ones() as usize;
            numbers = all._mm512_add_epi32(numbers, all._mm512_set1_epi32(16));
        }
        count
    }

    #[inline(always)]
    fn set(self, flags: &[u64], count: usize, set: &mut [u16]) -> usize {
        let all = self.avx512f;
        numbers(self, count, set, |sixteen| {
            let test = |eight: &[u64]| {
                let eight: [u64; 8] = eight.first_chunk().copied().unwrap_or_default();
                all._mm512_test_epi64_mask(pulp::cast(eight), pulp::cast(eight))
            };
            let (low, high) = flags[16 * sixteen..][..16].split_at(8);
            u16::from(test(low)) | u16::from(test(high)) << 8
        })
    }

    #[inline(always)]
    fn apart(self, starts: &[u32], ends: &[u32], count: usize, least: u32, apart: &mut [u16]) -> usize {
        let all = self.avx512f;
        let least = all._mm512_set1_epi32(least.cast_signed());
        let (starts, ends) = (starts.as_chunks::<16>().0, ends.as_chunks::<16>().0);
        numbers(self, count, apart, |sixteen| {
            let lengths = all._mm512_sub_epi32(pulp::cast(ends[sixteen]), pulp::cast(starts[sixteen]));
            all._mm512_cmpge_epu32_mask(lengths, least)
        })
    }

    #[inline(always)]
    fn kept(self, units: &[u16; CHUNK], bits: u64, kept: &mut [u16]) -> usize {
        let all = self.avx512f;
        let mut count = 0;
        for (units, sixteen) in units.as_chunks::<16>().0.iter().zip((0..CHUNK).step_by(16)) {
            let bits = (bits >> sixteen) as u16;
            let wide = all._mm512_maskz_compress_epi32(bits, all._mm512_cvtepu16_epi32(pulp::cast(*units)));
            let narrow: [u16; 16] = pulp::cast(all._mm512_cvtepi32_epi16(wide));
            kept[count..count + 16].copy_from_slice(&narrow);
            count += bits.count_ones() as usize;
        }
        count
    }
}

/// Puts down the numbers below `count` whose bits are set, which are given for sixteen at a time; says how many there are.
#[cfg(target_arch = "x86_64")]
#[inline(always)]
fn numbers(simd: V4, count: usize, numbers: &mut [u16], bits: impl Fn(usize) -> u16) -> usize {
    let all = simd.avx512f;
    let mut kept = 0;
    let mut next = pulp::cast(FIRST);
    for sixteen in 0..count.div_ceil(16) {
        let counted = u16::MAX >> 16_usize.saturating_sub(count - 16 * sixteen);
        let bits = bits(sixteen) & counted;
        let here: [u16; 16] = pulp::cast(all._mm512_cvtepi32_epi16(all._mm512_maskz_compress_epi32(bits, next)));
        numbers[kept..kept + 16].copy_from_slice(&here);
        kept += bits.count_ones() as usize;
        next = all._mm512_add_epi32(next, all._mm512_set1_epi32(16));
    }
    kept
}

#[cfg(target_arch = "x86_64")]
const FIRST: [u32; 16] = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15];

#[cfg(test)]
mod tests {
    use super::{CHUNK, Lanes, SPARE, Sixteen};

    fn check(lanes: impl Lanes) {
        for threshold in 1..=255 {
            for shift in 0..4_usize {
                let mut chunk = [0; CHUNK];
                for (index, code) in chunk.iter_mut().enumerate() {
                    *code = (index * 4 + shift) as u8;
                }
                let bits = lanes.at_least(&chunk, threshold);
                for (index, &code) in chunk.iter().enumerate() {
                    assert_eq!(bits >> index & 1 == 1, code >= threshold, "{code} {threshold}");
                }
            }
        }
        let mut random = 1_u64;
        for step in 0..10_000_u32 {
            random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            let bits = match step % 4 {
                0 => random & random >> 3 & random << 5,
                1 => random,
                2 => random | random >> 7 | random << 9,
                _ => u64::MAX >> (step % 64),
            };
            let expected: Vec<u32> = (0..64).filter(|bit| bits >> bit & 1 == 1).map(|bit| step + bit).collect();
            let mut places = [0; CHUNK + SPARE];
            let count = lanes.places(bits, step, &mut places);
            assert_eq!(places[..count], expected, "{bits:x}");
            let units = std::array::from_fn(|at| (step as u16).wrapping_mul(977).wrapping_add(at as u16));
            let kept: Vec<u16> = expected.iter().map(|&place| units[(place - step) as usize]).collect();
            let (count, mut room) = (1 + (random >> 32) as usize % CHUNK, [0; CHUNK + SPARE]);
            let flags: [u64; CHUNK] = std::array::from_fn(|at| (bits >> at & 1) << (at % 60));
            let set = lanes.set(&flags, count, &mut room);
            let expected: Vec<u16> = (0..count as u16).filter(|at| bits >> at & 1 == 1).collect();
            assert_eq!(room[..set], expected, "{bits:x} {count}");
            let starts: [u32; CHUNK] = std::array::from_fn(|at| step + 10 * at as u32);
            let ends = std::array::from_fn::<_, CHUNK, _>(|at| starts[at] + 7 + (bits >> at & 1) as u32);
            assert_eq!(lanes.apart(&starts, &ends, count, 8, &mut room), set);
            assert_eq!(room[..set], expected, "{bits:x} {count}");
            let mut room = [0; CHUNK + SPARE];
            let count = lanes.kept(&units, bits, &mut room);
            assert_eq!(room[..count], kept, "{bits:x}");
        }
    }

    #[test]
    fn classes_and_places_are_those_of_the_codes() {
        check(Sixteen);
        #[cfg(target_arch = "x86_64")]
        if let Some(simd) = pulp::x86::V4::try_new() {
            check(simd);
        }
    }
}
