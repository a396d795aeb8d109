//! From letters of a folded text back to the text as given.

use super::Folded;
use super::profile::is_mark;
use crate::text::Text;

impl Folded {
    /// The code points of the letters from `start` to `end`, of one or more: with the marks on the last of them.
    #[inline]
    pub(crate) fn raw_range(&self, text: &Text<'_>, start: u32, end: u32) -> (u32, u32) {
        // Where letters stand in their own places up to here, none of them had a mark.
        if self.map.is_identity(end) {
            return (start, end);
        }
        let (start, last, has_no_marks) = self.map.raw_pair(start, end - 1);
        (start, if has_no_marks { last + 1 } else { behind_marks(text, last + 1) })
    }

    /// Where the code point of the last letter before `end` ends, with its marks.
    #[inline]
    pub(crate) fn raw_end(&self, text: &Text<'_>, end: u32) -> u32 {
        if self.map.is_identity(end) { end } else { behind_marks(text, self.map.raw(end - 1) + 1) }
    }

    /// The code point of the last letter before `end`.
    #[inline]
    pub(crate) fn last_letter(&self, text: &Text<'_>, end: u32) -> Option<char> {
        text.at(self.map.raw(end.checked_sub(1)?) as usize).and_then(char::from_u32)
    }

    /// Whether the last letter before `end`, if it is folded to this ya, is written ئ.
    #[inline]
    pub(crate) fn ends_in_hamza(&self, text: &Text<'_>, ya: u8, end: u32) -> bool {
        // Both fold to ya, and most names end on another letter.
        self.codes[end as usize - 1] == ya && self.has_hamza(text, end)
    }

    fn has_hamza(&self, text: &Text<'_>, end: u32) -> bool {
        match self.last_letter(text, end) {
            Some('ئ' | '\u{fe89}'..='\u{fe8c}') => true,
            // The hamza may also stand behind the letter, as a mark of its own.
            Some('ي' | 'ى') => {
                let last = self.map.raw(end - 1) + 1;
                let marks = (last..).map_while(|at| text.at(at as usize).and_then(char::from_u32));
                marks.take_while(|&mark| is_mark(mark)).any(|mark| mark == '\u{654}')
            }
            _ => false,
        }
    }
}

/// Behind the marks that stand here.
#[inline]
fn behind_marks(text: &Text<'_>, mut at: u32) -> u32 {
    while text.at(at as usize).and_then(char::from_u32).is_some_and(is_mark) {
        at += 1;
    }
    at
}
