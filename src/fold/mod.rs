//! Letters to one-byte codes, with exact offsets back.
//!
//! In goes a [`Text`], out comes a [`Folded`]: one byte a letter, runs of blanks as one *gap*, clause ends as *breaks*,
//! marks and controls gone. Which code point becomes what is a table ([`profile`] says why, row by row); the table is
//! laid over the whole Basic Multilingual Plane once, when a gazetteer is compiled, so folding is one load a character.
//!
//! The folded text forgets where it came from except where it must remember: the [`OffsetMap`] holds a point only where
//! something was dropped, joined or became several letters.

mod alphabet;
mod map;
pub mod profile;

use std::collections::{BTreeSet, HashMap};

pub use alphabet::{Alphabet, Class};
pub use map::OffsetMap;
pub use profile::Profile;

use crate::error::Error;
use crate::text::Text;
use profile::Folding;

/// The code of a clause end, a blank line, or anything else no name goes across.
pub const BREAK: u8 = 0;
/// The code of a run of blanks with at most one joiner and one newline.
pub const GAP: u8 = 1;
/// The highest code a letter can have; what lies above are the table's own instructions.
pub(crate) const HIGHEST: u8 = 250;

const NEWLINE: u8 = 251;
const JOINER: u8 = 252;
const BLANK: u8 = 253;
const SEVERAL: u8 = 254;
const DROP: u8 = 255;

/// Code points beyond the table are folded one by one.
const PLANE: usize = 0x1_0000;

/// A folded text and the way back to its original.
#[derive(Clone, Debug, Default)]
pub struct Folded {
    /// One code a letter.
    pub codes: Vec<u8>,
    /// Folded positions to positions in the text as given.
    pub map: OffsetMap,
}

/// The folding of one profile over one alphabet.
#[derive(Clone, Debug)]
pub struct Fold {
    profile: Profile,
    alphabet: Alphabet,
    table: Box<[u8]>,
    several: HashMap<u32, Box<[u8]>>,
}

impl Fold {
    /// Lays the table for the letters that `names` use beyond the basic ones.
    ///
    /// # Errors
    /// Where the names use more different letters than a byte can tell apart.
    pub fn new<'n>(profile: Profile, names: impl IntoIterator<Item = &'n str>) -> Result<Self, Error> {
        let mut used = BTreeSet::new();
        for letter in names.into_iter().flat_map(str::chars) {
            match profile.folding(letter as u32) {
                Folding::Letter(letter) | Folding::Break(letter) => used.extend([letter]),
                Folding::Several(letters) => used.extend(letters.into_iter().filter(|letter| *letter != ' ')),
                _ => {}
            }
        }
        let alphabet = Alphabet::new(profile, used)?;
        let mut table = vec![BREAK; PLANE].into_boxed_slice();
        let mut several = HashMap::new();
        for (unit, folding) in profile.plane().iter().enumerate() {
            table[unit] = match folding {
                Folding::Drop => DROP,
                Folding::Blank => BLANK,
                Folding::Newline => NEWLINE,
                Folding::Joiner => JOINER,
                Folding::Letter(letter) => alphabet.word_code(*letter),
                Folding::Break(sign) => alphabet.sign_code(*sign),
                Folding::Several(letters) => {
                    several.insert(unit as u32, alphabet.codes(letters));
                    SEVERAL
                }
            };
        }
        Ok(Self { profile, alphabet, table, several })
    }

    /// The profile this folding was made for.
    pub fn profile(&self) -> Profile {
        self.profile
    }

    /// The codes and their classes.
    pub fn alphabet(&self) -> &Alphabet {
        &self.alphabet
    }

    fn code(&self, unit: u32) -> u8 {
        match self.table.get(unit as usize) {
            Some(&code) => code,
            None => match self.profile.folding(unit) {
                Folding::Drop => DROP,
                Folding::Letter(letter) => self.alphabet.word_code(letter),
                Folding::Break(sign) => self.alphabet.sign_code(sign),
                // The profiles keep blanks and ligatures to the table's plane.
                _ => BREAK,
            },
        }
    }

    /// Folds a text.
    ///
    /// # Errors
    /// Where the text is longer than positions can count.
    pub fn fold(&self, text: &Text<'_>) -> Result<Folded, Error> {
        let mut writer = Writer { folded: Folded::default(), run: None };
        writer.folded.codes.reserve(text.len());
        let mut raw: usize = 0;
        text.for_each(|unit| {
            let code = self.code(unit);
            match code {
                DROP => {}
                BLANK => writer.run(raw).blanks(0, 0),
                JOINER => writer.run(raw).blanks(1, 0),
                NEWLINE => writer.run(raw).blanks(0, 1),
                SEVERAL => writer.several(&self.several[&unit], raw),
                code => writer.letter(code, raw),
            }
            raw += 1;
        });
        writer.end_run();
        if u32::try_from(raw.max(writer.folded.codes.len())).is_err() {
            return Err(Error::text_too_long(raw));
        }
        Ok(writer.folded)
    }

    /// Folds a name: as a text, without gaps and breaks at its ends.
    pub fn fold_name(&self, name: &str) -> Result<Vec<u8>, Error> {
        let codes = self.fold(&Text::utf8(name)?)?.codes;
        let inner = |code: &u8| *code > GAP;
        let start = codes.iter().position(inner).unwrap_or(codes.len());
        let end = codes.iter().rposition(inner).map_or(start, |last| last + 1);
        Ok(codes[start..end].to_vec())
    }
}

/// A run of blanks that is being read.
#[derive(Default)]
struct Run {
    start: usize,
    joiners: usize,
    newlines: usize,
}

impl Run {
    fn blanks(&mut self, joiners: usize, newlines: usize) {
        self.joiners += joiners;
        self.newlines += newlines;
    }
}

struct Writer {
    folded: Folded,
    run: Option<Run>,
}

impl Writer {
    fn run(&mut self, raw: usize) -> &mut Run {
        self.run.get_or_insert_with(|| Run { start: raw, ..Run::default() })
    }

    /// Writes the run that has ended, as a gap, or as a break where it is more than a gap can be.
    fn end_run(&mut self) {
        if let Some(run) = self.run.take() {
            let code = if run.joiners <= 1 && run.newlines <= 1 { GAP } else { BREAK };
            self.push(code, run.start);
        }
    }

    fn letter(&mut self, code: u8, raw: usize) {
        if self.run.is_some() {
            self.end_run();
        }
        self.push(code, raw);
    }

    fn several(&mut self, codes: &[u8], raw: usize) {
        self.end_run();
        for (index, &code) in codes.iter().enumerate() {
            if index > 0 {
                self.folded.map.split(self.folded.codes.len());
            }
            self.push(code, raw);
        }
    }

    fn push(&mut self, code: u8, raw: usize) {
        self.folded.map.note(self.folded.codes.len(), raw);
        self.folded.codes.push(code);
    }
}

#[cfg(test)]
mod tests {
    use super::{BREAK, Fold, GAP, Profile};
    use crate::text::Text;

    fn fold(text: &str) -> Vec<u8> {
        let fold = Fold::new(Profile::Standard, ["أ.ب"]).unwrap();
        fold.fold(&Text::utf8(text).unwrap()).unwrap().codes
    }

    #[test]
    fn writings_of_one_name_fold_alike() {
        for (a, b) in [
            ("إيران", "ايران"),
            ("سورية", "سوريه"),
            ("الکویت", "الكويت"),
            ("مِصْرَ", "مصر"),
            ("مـصـر", "مصر"),
            ("ﻻوس", "لاوس"),
            ("جين-بينغ", "جين بينغ"),
            ("جين \u{200f}\n بينغ", "جين بينغ"),
            ("أ", "ا\u{654}"),
            ("G٢٠", "g20"),
            ("ＮＡＴＯ", "nato"),
        ] {
            assert_eq!(fold(a), fold(b), "{a} {b}");
        }
    }

    #[test]
    fn what_differs_stays_apart() {
        for (a, b) in [("شيء", "شي"), ("پ", "ب"), ("مصر", "مصرا"), ("أ.ب", "أ،ب"), ("Ж", "ب")] {
            assert_ne!(fold(a), fold(b), "{a} {b}");
        }
    }

    #[test]
    fn blanks_are_gaps_and_blank_lines_breaks() {
        assert_eq!(fold(" \t\u{a0}"), [GAP]);
        assert_eq!(fold("\n"), [GAP]);
        assert_eq!(fold("\n \n"), [BREAK]);
        assert_eq!(fold(" - "), [GAP]);
        assert_eq!(fold(" -- "), [BREAK]);
        assert_eq!(fold("،"), [BREAK]);
    }

    #[test]
    fn the_way_back_is_exact() {
        let text = "قَال ﻻ  مـصرٌ 🙂";
        let fold = Fold::new(Profile::Standard, []).unwrap();
        let folded = fold.fold(&Text::utf8(text).unwrap()).unwrap();
        // ق ا ل gap ل ا gap م ص ر gap break
        assert_eq!(folded.codes.len(), 12);
        let starts: Vec<_> = (0..12).map(|at| folded.map.raw(at)).collect();
        assert_eq!(starts, [0, 2, 3, 4, 5, 5, 6, 8, 10, 11, 13, 14]);
        assert!(folded.map.is_split(5) && !folded.map.is_split(4));
    }
}
