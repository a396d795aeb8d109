//! What offsets count: code points, or the units of UTF-8 and UTF-16.
//!
//! A lone surrogate counts as it is encoded where it is let through: three bytes, one unit. Units beyond one a code point
//! are counted over whole slices, so that it costs a fraction of the scan.

use crate::text::Text;

/// What offsets count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Units {
    /// Code points, as Python's `str`.
    #[default]
    CodePoints,
    /// Bytes of UTF-8, as Arrow, Rust and files.
    Utf8,
    /// Units of UTF-16, as JavaScript, Java and .NET.
    Utf16,
}

impl Units {
    /// The names of the units.
    pub const NAMES: [&'static str; 3] = ["codepoints", "utf8", "utf16"];

    /// The units called `name`.
    pub fn named(name: &str) -> Option<Self> {
        let at = Self::NAMES.iter().position(|known| *known == name)?;
        Some([Self::CodePoints, Self::Utf8, Self::Utf16][at])
    }
}

/// Positions of one text in other units. Cheap where they are asked for in ascending order, right in any.
pub(super) struct Place<'t, 'a> {
    text: &'t Text<'a>,
    units: Units,
    /// A position in code points, and how many units more than code points lie before it.
    at: usize,
    beyond: usize,
}

impl<'t, 'a> Place<'t, 'a> {
    pub fn new(text: &'t Text<'a>, units: Units) -> Self {
        Self { text, units, at: 0, beyond: 0 }
    }

    /// A position, given in code points, in the units; the next one is counted from here.
    pub fn go(&mut self, position: u32) -> i64 {
        let found = self.look(position);
        self.at = position as usize;
        self.beyond = found as usize - self.at;
        found
    }

    /// The same; the next one is counted from where this one is.
    pub fn look(&self, position: u32) -> i64 {
        let position = position as usize;
        match (self.text, self.units) {
            (Text::Utf8(utf8), Units::Utf8) => utf8.byte(position) as i64,
            _ => (position + self.beyond_at(position)) as i64,
        }
    }

    fn beyond_at(&self, position: usize) -> usize {
        if position >= self.at {
            self.beyond + self.between(self.at, position)
        } else {
            self.beyond - self.between(position, self.at)
        }
    }

    /// Units more than code points in a part of the text.
    fn between(&self, start: usize, end: usize) -> usize {
        match (self.text, self.units) {
            (_, Units::CodePoints) | (Text::Ucs1(_) | Text::Ucs2(_), Units::Utf16) | (Text::Utf8(_), Units::Utf8) => 0,
            (Text::Ucs1(units), Units::Utf8) => count(&units[start..end], |unit| u32::from(unit >= 0x80)),
            (Text::Ucs2(units), Units::Utf8) => {
                count(&units[start..end], |unit| u32::from(unit >= 0x80) + u32::from(unit >= 0x800))
            }
            (Text::Ucs4(units), Units::Utf8) => count(&units[start..end], |unit| {
                u32::from(unit >= 0x80) + u32::from(unit >= 0x800) + u32::from(unit >= 0x1_0000)
            }),
            (Text::Ucs4(units), Units::Utf16) => count(&units[start..end], |unit| u32::from(unit >= 0x1_0000)),
            // A first byte from F0 on begins a code point above U+FFFF.
            (Text::Utf8(utf8), Units::Utf16) => count(utf8.part(start..end).as_bytes(), |byte| u32::from(byte >= 0xf0)),
        }
    }
}

/// The sum over units, in parts that fit 32 bits, for the compiler to lay side by side.
fn count<U: Copy>(units: &[U], more: impl Fn(U) -> u32) -> usize {
    units.chunks(1 << 16).map(|part| part.iter().map(|&unit| more(unit)).sum::<u32>() as usize).sum()
}

#[cfg(test)]
mod tests {
    use super::{Place, Units};
    use crate::text::Text;

    fn check(text: &Text<'_>, bytes: &[i64], pairs: &[i64]) {
        for (units, expected) in [(Units::Utf8, bytes), (Units::Utf16, pairs)] {
            let fresh: Vec<i64> = (0..=text.len() as u32).map(|at| Place::new(text, units).look(at)).collect();
            assert_eq!(fresh, expected);
            let mut place = Place::new(text, units);
            for at in [0, 2, 1, 4, 4, 0, 3] {
                assert_eq!((place.look(2), place.go(at)), (expected[2], expected[at as usize]));
            }
        }
        assert_eq!(Place::new(text, Units::CodePoints).look(3), 3);
    }

    #[test]
    fn every_width_counts_as_its_encoding() {
        let text = "aأ€😀";
        let (bytes, pairs) = ([0, 1, 3, 6, 10], [0, 1, 2, 3, 5]);
        check(&Text::utf8(text).unwrap(), &bytes, &pairs);
        let wide: Vec<u32> = text.chars().map(u32::from).collect();
        check(&Text::Ucs4(&wide), &bytes, &pairs);
        check(&Text::Ucs2(&[0x61, 0x623, 0xd800, 0x7ff]), &[0, 1, 3, 6, 8], &[0, 1, 2, 3, 4]);
        check(&Text::Ucs1(&[0x7f, 0x80, 0xff, 0]), &[0, 1, 3, 5, 6], &[0, 1, 2, 3, 4]);
    }
}
