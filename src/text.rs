//! The text as its owner holds it: borrowed characters of width 1, 2 or 4, or UTF-8.
//!
//! CPython keeps a `str` in an array of 1-, 2- or 4-byte units, one a code point; read in place, an array index is a
//! Python offset and nothing is copied. UTF-8 (files, Arrow) is walked, with a checkpoint every [`STRIDE`] code points so
//! that a single code point can be looked at later without walking from the start.
//!
//! A unit is a plain number: lone surrogates and values beyond Unicode are legal here and mean nothing to a name.

use crate::error::Error;

/// Code points between two checkpoints of a UTF-8 text.
const STRIDE: usize = 64;

/// A borrowed text. All positions count code points.
#[derive(Clone, Debug)]
pub enum Text<'a> {
    /// One byte a code point (Latin-1).
    Ucs1(&'a [u8]),
    /// Two bytes a code point; surrogates stand for themselves.
    Ucs2(&'a [u16]),
    /// Four bytes a code point.
    Ucs4(&'a [u32]),
    /// UTF-8 with its checkpoints, made by [`Text::utf8`].
    Utf8(Utf8<'a>),
}

/// A UTF-8 text and the byte offset of every 64th code point.
#[derive(Clone, Debug)]
pub struct Utf8<'a> {
    text: &'a str,
    checkpoints: Vec<u32>,
    len: usize,
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
        let mut checkpoints = Vec::with_capacity(text.len() / STRIDE + 1);
        let mut len = 0;
        for (byte, _) in text.char_indices() {
            if len % STRIDE == 0 {
                checkpoints.push(byte as u32);
            }
            len += 1;
        }
        Ok(Self::Utf8(Utf8 { text, checkpoints, len }))
    }

    /// Length in code points.
    pub fn len(&self) -> usize {
        match self {
            Self::Ucs1(units) => units.len(),
            Self::Ucs2(units) => units.len(),
            Self::Ucs4(units) => units.len(),
            Self::Utf8(utf8) => utf8.len,
        }
    }

    /// Whether the text has no code point.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The code point at `index`, or `None` past the end.
    pub fn at(&self, index: usize) -> Option<u32> {
        match self {
            Self::Ucs1(units) => units.get(index).map(|&unit| u32::from(unit)),
            Self::Ucs2(units) => units.get(index).map(|&unit| u32::from(unit)),
            Self::Ucs4(units) => units.get(index).copied(),
            Self::Utf8(utf8) => {
                let byte = *utf8.checkpoints.get(index / STRIDE)? as usize;
                utf8.text[byte..].chars().nth(index % STRIDE).map(u32::from)
            }
        }
    }

    /// The code points of `start..end` as a `String`; what is no Unicode scalar value becomes U+FFFD.
    pub fn slice(&self, start: usize, end: usize) -> String {
        (start..end.min(self.len()))
            .filter_map(|index| self.at(index))
            .map(|unit| char::from_u32(unit).unwrap_or(char::REPLACEMENT_CHARACTER))
            .collect()
    }
}

impl<'a> Utf8<'a> {
    /// The code points.
    pub(crate) fn chars(&self) -> std::str::Chars<'a> {
        self.text.chars()
    }

    /// The byte where a code point begins; past the end the length.
    pub(crate) fn byte(&self, index: usize) -> usize {
        let Some(&checkpoint) = self.checkpoints.get(index / STRIDE) else { return self.text.len() };
        let rest = &self.text[checkpoint as usize..];
        checkpoint as usize + rest.char_indices().nth(index % STRIDE).map_or(rest.len(), |(byte, _)| byte)
    }

    /// The bytes of the code points `start..end`.
    pub(crate) fn bytes(&self, start: usize, end: usize) -> &'a [u8] {
        self.part(start, end).as_bytes()
    }

    /// The code points `start..end`.
    pub(crate) fn part(&self, start: usize, end: usize) -> &'a str {
        &self.text[self.byte(start)..self.byte(end)]
    }
}

#[cfg(test)]
mod tests {
    use super::Text;

    #[test]
    fn utf8_checkpoints_give_every_code_point() {
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
