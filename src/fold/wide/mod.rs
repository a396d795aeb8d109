//! Thirty-two characters looked up at once, where the machine can: Arabic text with blanks, digits and stops.
//!
//! What such text is made of stands in registers, and each character takes its code from there. Thirty-two characters of
//! which one is anything else are left to the table. Machines are asked at run time what they can.

mod avx2;
mod avx512;

use pulp::x86::{V3, V4};

use super::writer::Writer;
use super::{Fold, LANES, PLANE};

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

/// Codes of characters, and what is to be known of them: bits by place.
pub(super) struct Codes {
    pub letters: [u8; LANES],
    /// Which are gaps.
    pub gaps: u32,
    /// Whether any may be more than a letter.
    pub high: bool,
}

/// Folds all units but those at the end that are too few, which it gives back; all where the machine cannot.
pub(super) fn fold<'u>(fold: &Fold, units: &'u [u16], writer: &mut Writer) -> &'u [u16] {
    if let Some(simd) = V4::try_new() {
        with_avx512(simd, fold, units, writer)
    } else if let Some(simd) = V3::try_new() {
        with_avx2(simd, fold, units, writer)
    } else {
        units
    }
}

fn with_avx512<'u>(simd: V4, fold: &Fold, units: &'u [u16], writer: &mut Writer) -> &'u [u16] {
    let rows = &fold.rows.avx512;
    simd.vectorize(
        #[inline(always)]
        || each(fold, units, writer, |lanes| avx512::look_up(simd, rows, lanes)),
    )
}

fn with_avx2<'u>(simd: V3, fold: &Fold, units: &'u [u16], writer: &mut Writer) -> &'u [u16] {
    let rows = &fold.rows.avx2;
    simd.vectorize(
        #[inline(always)]
        || each(fold, units, writer, |lanes| avx2::look_up(simd, rows, lanes)),
    )
}

#[inline(always)]
fn each<'u>(
    fold: &Fold,
    units: &'u [u16],
    writer: &mut Writer,
    look_up: impl Fn(&[u16; LANES]) -> Option<Codes>,
) -> &'u [u16] {
    let (lanes, rest) = units.as_chunks();
    for lanes in lanes {
        match look_up(lanes) {
            Some(found) => writer.lanes(&found, |index| fold.several[&u32::from(lanes[index])].clone()),
            None => fold.fold_units(lanes, u32::from, writer),
        }
    }
    rest
}

#[cfg(test)]
mod tests {
    use pulp::x86::{V3, V4};

    use crate::fold::writer::Writer;
    use crate::fold::{Fold, Folded, Profile};

    #[test]
    fn many_at_a_time_fold_as_one_by_one() {
        let fold = Fold::new(Profile::Standard, ["ab \u{67e}."]).unwrap();
        let folded = |units: &[u16], wide: &dyn Fn(&mut Writer) -> usize| {
            let mut writer = Writer::new(units.len(), Folded::default());
            let rest = wide(&mut writer);
            fold.fold_units(&units[units.len() - rest..], u32::from, &mut writer);
            let (folded, raw) = writer.finish();
            let places: Vec<u32> = (0..folded.codes.len() as u32).map(|at| folded.map.raw(at)).collect();
            (folded.codes, places, raw)
        };
        // Every unit at every place among blanks and letters.
        for unit in 0..=u16::MAX {
            let mut units = [0x628; 70];
            for (at, blank) in units.iter_mut().enumerate().filter(|(at, _)| at % 7 == 6) {
                *blank = if at % 2 == 0 { 0x20 } else { 0x64e };
            }
            units[unit as usize % units.len()] = unit;
            let expected = folded(&units, &|_| units.len());
            if let Some(simd) = V3::try_new() {
                let found = folded(&units, &|writer| super::with_avx2(simd, &fold, &units, writer).len());
                assert_eq!(found, expected, "{unit:x}");
            }
            if let Some(simd) = V4::try_new() {
                let found = folded(&units, &|writer| super::with_avx512(simd, &fold, &units, writer).len());
                assert_eq!(found, expected, "{unit:x}");
            }
        }
    }
}
