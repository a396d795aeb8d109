//! The text as its owner holds it: borrowed characters of width 1, 2 or 4, or UTF-8.
//!
//! CPython keeps a `str` in an array of 1-, 2- or 4-byte units, one a code point; read in place, an array index is a
//! Python offset and nothing is copied. UTF-8 (files, Arrow) is read in place too, with a note of where its code points
//! begin ([`utf8`]), so that a single one can be looked at later without walking from the start.
//!
//! A unit is a plain number: lone surrogates and values beyond Unicode are legal here and mean nothing to a name.

mod utf8;

use std::ops::Range;

pub use utf8::Utf8;

use crate::error::Error;

/// A borrowed text. All positions count code points.
#[derive(Clone, Debug)]
pub enum Text<'a> {
    /// One byte a code point (Latin-1).
    Ucs1(&'a [u8]),
    /// Two bytes a code point; surrogates stand for themselves.
    Ucs2(&'a [u16]),
    /// Four bytes a code point.
    Ucs4(&'a [u32]),
    /// UTF-8 and where its code points begin, made by [`Text::utf8`].
    Utf8(Utf8<'a>),
}

impl<'a> Text<'a> {
    /// Borrows a UTF-8 text.
    ///
    /// # Errors
    /// Where the text is 4 GiB or longer.
    pub fn utf8(text: &'a str) -> Result<Self, Error> {
        if u32::try_from(text.len()).is_err() {
            return Err(Error::text_too_long(text.len()));
        }
        Ok(Self::Utf8(Utf8::new(text)))
    }

    /// Length in code points.
    pub fn len(&self) -> usize {
        match self {
            Self::Ucs1(units) => units.len(),
            Self::Ucs2(units) => units.len(),
            Self::Ucs4(units) => units.len(),
            Self::Utf8(utf8) => utf8.len(),
        }
    }

    /// Whether the text has no code point.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The code point at `index`, or `None` past the end.
    #[inline]
    pub fn at(&self, index: usize) -> Option<u32> {
        match self {
            Self::Ucs1(units) => units.get(index).map(|&unit| u32::from(unit)),
            Self::Ucs2(units) => units.get(index).map(|&unit| u32::from(unit)),
            Self::Ucs4(units) => units.get(index).copied(),
            Self::Utf8(utf8) => utf8.at(index),
        }
    }

    /// Some of its code points as a text of their own.
    ///
    /// # Errors
    /// None that a part of a text can cause.
    pub(crate) fn part(&self, range: Range<usize>) -> Result<Text<'_>, Error> {
        Ok(match self {
            Self::Ucs1(units) => Text::Ucs1(&units[range]),
            Self::Ucs2(units) => Text::Ucs2(&units[range]),
            Self::Ucs4(units) => Text::Ucs4(&units[range]),
            Self::Utf8(utf8) => Text::utf8(utf8.part(range))?,
        })
    }

    /// The code points of `start..end` as a `String`; what is no Unicode scalar value becomes U+FFFD.
    pub fn slice(&self, start: usize, end: usize) -> String {
        (start..end.min(self.len()))
            .filter_map(|index| self.at(index))
            .map(|unit| char::from_u32(unit).unwrap_or(char::REPLACEMENT_CHARACTER))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::Text;

    #[test]
    fn utf8_gives_every_code_point() {
        let text: String = "اب🙂c".repeat(50);
        let borrowed = Text::utf8(&text).unwrap();
        assert_eq!(borrowed.len(), 200);
        for (index, letter) in text.chars().enumerate() {
            assert_eq!(borrowed.at(index), Some(u32::from(letter)));
        }
        assert_eq!(borrowed.at(200), None);
        assert_eq!(borrowed.slice(126, 130), text.chars().skip(126).take(4).collect::<String>());
    }
}
