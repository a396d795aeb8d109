//! Thirty-two characters looked up at once, where the machine can.
//!
//! What most text is made of, Arabic letters with blanks, digits and stops, stands in registers, and each character takes its
//! code from there; the few others are looked up in the table one by one. Machines are asked at run time what they can.

mod avx2;
mod avx512;
mod together;

use pulp::x86::{V3, V4};

use super::writer::Writer;
use super::{Fold, LANES, PLANE, Unit};

/// The rows of a table that are kept at hand.
#[derive(Clone, Debug)]
pub(super) struct Rows {
    avx2: avx2::Rows,
    avx512: avx512::Rows,
}

impl Rows {
    pub fn of(table: &[u8; PLANE]) -> Self {
        Self { avx2: avx2::Rows::of(table), avx512: avx512::Rows::of(table) }
    }
}

/// Codes of characters in a row, and what is to be known of them: bits by place.
pub(super) struct Codes {
    pub letters: [u8; LANES],
    /// Which give nothing.
    pub dropped: u32,
    /// Which are newlines.
    pub newlines: u32,
    /// Which are more than one letter, or a joiner.
    pub others: u32,
}

/// What a machine does for it.
pub(super) trait Wide: Copy {
    /// Does something with all that the machine can.
    fn within(self, work: impl FnOnce());

    /// The codes of these characters, and which of them are not in the rows: what stands for those means nothing.
    fn look_up(self, rows: &Rows, units: &[u16; LANES]) -> ([u8; LANES], u32);

    /// Which of these codes are gaps, and which are more or less than a letter.
    fn gaps(self, letters: [u8; LANES]) -> (u32, u32);

    /// What these codes are.
    fn sorted(self, letters: [u8; LANES]) -> Codes;

    /// Of eight codes those whose bits are set, moved together, and which of them are gaps.
    fn together(self, eight: u64, kept: u8) -> ([u8; 8], u32);
}

/// Folds units, if the machine can.
pub(super) fn fold<U: Unit>(fold: &Fold, units: &[U], writer: &mut Writer) -> bool {
    if let Some(simd) = V4::try_new() {
        each(simd, fold, units, writer);
    } else if let Some(simd) = V3::try_new() {
        each(simd, fold, units, writer);
    } else {
        return false;
    }
    true
}

fn each<U: Unit>(machine: impl Wide, fold: &Fold, units: &[U], writer: &mut Writer) {
    machine.within(
        #[inline(always)]
        || {
            let (lanes, rest) = units.as_chunks();
            for lanes in lanes {
                let (codes, unknown) = look_up(machine, fold, lanes);
                let (gaps, others) = machine.gaps(codes);
                if unknown | others != 0 || !writer.lanes(&codes, gaps) {
                    rare(machine, fold, lanes, LANES, writer);
                }
            }
            if !rest.is_empty() {
                let mut last = [U::BLANK; LANES];
                last[..rest.len()].copy_from_slice(rest);
                rare(machine, fold, &last, rest.len(), writer);
            }
        },
    );
}

#[inline(always)]
fn look_up<U: Unit>(machine: impl Wide, fold: &Fold, units: &[U; LANES]) -> ([u8; LANES], u32) {
    let mut narrow = [0; LANES];
    narrow.iter_mut().zip(units).for_each(|(narrow, unit)| *narrow = unit.narrow());
    machine.look_up(&fold.rows, &narrow)
}

/// Folds the first `count` of these, among which something is out of the ordinary.
#[inline(never)]
fn rare<U: Unit>(machine: impl Wide, fold: &Fold, units: &[U; LANES], count: usize, writer: &mut Writer) {
    machine.within(
        #[inline(always)]
        || {
            let (mut codes, mut unknown) = look_up(machine, fold, units);
            while unknown != 0 {
                let at = unknown.trailing_zeros() as usize % LANES;
                codes[at] = fold.code(units[at].number());
                unknown &= unknown - 1;
            }
            let several = |index: usize| fold.several[&units[index].number()].clone();
            writer.eights(&machine.sorted(codes), count, machine, several);
        },
    );
}

#[cfg(test)]
mod tests {
    use pulp::x86::{V3, V4};

    use crate::fold::writer::Writer;
    use crate::fold::{Fold, Folded, Profile, Unit};

    /// The letters of units, their places, and how many units there were.
    fn folded<U: Unit>(units: &[U], wide: impl Fn(&[U], &mut Writer)) -> (Vec<u8>, Vec<u32>, usize) {
        let mut writer = Writer::new(units.len(), Folded::default());
        wide(units, &mut writer);
        let (folded, raw) = writer.finish();
        let places = (0..folded.codes.len() as u32).map(|at| folded.map.raw(at)).collect();
        (folded.codes, places, raw)
    }

    fn check<U: Unit>(fold: &Fold, units: &[U]) {
        let expected = folded(units, |units, writer| fold.fold_units(units, writer));
        if let Some(simd) = V3::try_new() {
            let found = folded(units, |units, writer| super::each(simd, fold, units, writer));
            assert_eq!(found, expected, "{units:x?}");
        }
        if let Some(simd) = V4::try_new() {
            let found = folded(units, |units, writer| super::each(simd, fold, units, writer));
            assert_eq!(found, expected, "{units:x?}");
        }
    }

    #[test]
    fn many_at_a_time_fold_as_one_by_one() {
        let fold = Fold::new(Profile::Standard, ["ab \u{67e}."]).unwrap();
        // Every unit at every place among blanks and letters.
        for unit in 0..=u16::MAX {
            let mut units = [0x628; 70];
            for (at, blank) in units.iter_mut().enumerate().filter(|(at, _)| at % 7 == 6) {
                *blank = if at % 2 == 0 { 0x20 } else { 0x64e };
            }
            units[unit as usize % units.len()] = unit;
            check(&fold, &units);
        }
    }

    #[test]
    fn marks_newlines_and_blanks_fold_as_one_by_one() {
        let fold = Fold::new(Profile::Standard, ["ab \u{67e}."]).unwrap();
        let some: [u32; 16] = [
            0x628, 0x645, 0x644, 0x62a, 0x64e, 0x651, 0x640, 0x20, 0x20, 0xa, 0x2d, 0x60c, 0xfefb, 0x1_f600, 0x61, 0xa0,
        ];
        let mut random = 1_u64;
        let mut next = |most: usize| {
            random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            (random >> 33) as usize % most
        };
        for length in (0..200).cycle().take(20_000) {
            let most = 1 + next(some.len());
            let units: Vec<u32> = (0..length).map(|_| some[next(most)]).collect();
            check(&fold, &units);
        }
    }
}
