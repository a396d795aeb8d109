//! Where a long text is cut: no name goes across.
//!
//! Work on a text takes several bytes a letter, and what is looked at again lies far away in memory where texts are long. One
//! of many millions is many documents in one; cut into sections it is worked on in the room of one of them.

use std::ops::Range;

use super::{BREAK, DROP, Fold, GAP, NEWLINE, Profile, Unit};
use crate::text::Text;

/// Code points in which a blank line is looked for before another place will do.
const WINDOW: usize = 1 << 13;

impl Fold {
    /// The sections of a text, in order, each of `least` code points or a little more: up to the next blank line; where none is
    /// near, to the end of a line that ends a clause, or to the end of a clause. What has none of these is not cut.
    pub(crate) fn sections(&self, text: &Text<'_>, least: usize) -> impl Iterator<Item = Range<usize>> {
        let mut next = 0;
        std::iter::from_fn(move || {
            let start = next;
            next = self.section_end(text, start + least);
            (start < text.len()).then_some(start..next)
        })
    }

    /// The first place to cut that is not before `least`.
    fn section_end(&self, text: &Text<'_>, least: usize) -> usize {
        let least = least.min(text.len());
        let cut = match text {
            Text::Ucs1(units) => self.cut(units[least..].iter().map(|unit| unit.number())),
            Text::Ucs2(units) => self.cut(units[least..].iter().map(|unit| unit.number())),
            Text::Ucs4(units) => self.cut(units[least..].iter().map(|unit| unit.number())),
            Text::Utf8(utf8) => self.cut(utf8.part(least..text.len()).chars().map(u32::from)),
        };
        cut.map_or(text.len(), |cut| least + cut)
    }

    /// Where these code points are cut, if they are.
    fn cut(&self, units: impl Iterator<Item = u32>) -> Option<usize> {
        let (mut line, mut clause) = (None, None);
        // Of the blanks at hand: how many newlines they have, and whether they stand behind the end of a clause.
        let (mut newlines, mut behind_clause) = (0, false);
        for (at, unit) in units.enumerate() {
            if at > WINDOW && (line.is_some() || clause.is_some()) {
                return line.or(clause);
            }
            match self.code(unit) {
                NEWLINE if newlines == 1 => return Some(at + 1),
                NEWLINE => {
                    newlines = 1;
                    line = line.or(behind_clause.then_some(at + 1));
                }
                // Letters that are split by signs to hide a word may be put together over them.
                GAP if self.profile != Profile::Loose => clause = clause.or(behind_clause.then_some(at)),
                GAP | DROP => {}
                code => (newlines, behind_clause) = (0, code == BREAK),
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use crate::fold::{Fold, Profile};
    use crate::text::Text;

    fn cut(text: &str, least: usize) -> Vec<String> {
        let fold = Fold::new(Profile::Standard, ["أ.ب"]).unwrap();
        let text = Text::utf8(text).unwrap();
        fold.sections(&text, least).map(|range| text.slice(range.start, range.end)).collect()
    }

    #[test]
    fn blank_lines_go_before_all() {
        assert_eq!(
            cut("قال، وزار!\nثم عاد\n \nوبعد\r\n\r\nذلك", 4),
            ["قال، وزار!\nثم عاد\n \n", "وبعد\r\n\r\n", "ذلك"]
        );
    }

    #[test]
    fn without_them_lines_and_clauses_do() {
        let far = "ا ".repeat(super::WINDOW);
        for (first, rest) in [("قال، وزار!\n", "ثم عاد"), ("قال\nوزار،", " ثم عاد"), ("قال (وزار)", " أ.ب. ثم 3،5 عاد")]
        {
            assert_eq!(cut(&format!("{first}{rest}{far}"), 2), [first.to_owned(), format!("{rest}{far}")]);
        }
    }

    #[test]
    fn no_name_is_cut() {
        // A newline, or a sign that names use, may stand in a name.
        for text in ["", "قال", "وزير\nالخارجية", "قال أ.ب. في", "3،5"] {
            assert_eq!(cut(text, 1).concat(), text);
            assert!(cut(text, 1).len() <= 1, "{text:?}");
        }
    }
}
