//! Letters to one-byte codes, with exact offsets back.
//!
//! In goes a [`Text`], out comes a [`Folded`]: one byte a letter, runs of blanks as one *gap*, clause ends as *breaks*,
//! marks and controls gone. Which code point becomes what is a table ([`profile`] says why, row by row); the table is
//! laid over the whole Basic Multilingual Plane once, when a gazetteer is compiled, so folding is one load a character,
//! or where the machine can a look into rows of the table for many characters at once (`wide`).
//!
//! The folded text forgets where it came from except where it must remember: the [`OffsetMap`] begins where the first code
//! point was dropped, joined or became several letters.

mod alphabet;
mod back;
mod loose;
mod map;
mod name;
pub mod profile;
mod sections;
mod unit;
#[cfg(target_arch = "x86_64")]
mod wide;
mod writer;

use std::collections::{BTreeSet, HashMap};

pub use alphabet::{Alphabet, Class};
pub use map::OffsetMap;
pub use profile::Profile;

use crate::error::Error;
use crate::text::Text;
use crate::watch::{Pace, Watch};
use profile::Folding;
use unit::Unit;
use writer::Writer;

/// The code of a clause end, a blank line, or anything else no name goes across.
pub const BREAK: u8 = 0;
/// The code of a run of blanks with at most one joiner and one newline.
pub const GAP: u8 = 1;
/// The highest code a letter can have; what lies above are the table's own instructions.
pub(crate) const HIGHEST: u8 = 250;

const NEWLINE: u8 = 252;
const JOINER: u8 = 253;
const SEVERAL: u8 = 254;
const DROP: u8 = 255;

/// Characters that are folded at once where the machine can.
const LANES: usize = 32;

/// Characters that are folded between two looks whether to go on: a multiple of those folded at once.
const PIECE: usize = 1 << 20;

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
    table: Box<[u8; PLANE]>,
    several: HashMap<u32, Box<[u8]>>,
    #[cfg(target_arch = "x86_64")]
    rows: wide::Rows,
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
        Self::of_letters(profile, used)
    }

    /// Lays the table for these folded letters and the basic ones.
    ///
    /// # Errors
    /// Where there are more letters than a byte can tell apart.
    pub(crate) fn of_letters(profile: Profile, letters: BTreeSet<char>) -> Result<Self, Error> {
        let alphabet = Alphabet::new(profile, letters)?;
        let mut several = HashMap::new();
        let table: Box<[u8]> = profile
            .plane()
            .iter()
            .enumerate()
            .map(|(unit, folding)| match folding {
                Folding::Drop => DROP,
                Folding::Blank => GAP,
                Folding::Newline => NEWLINE,
                Folding::Joiner => JOINER,
                Folding::Letter(letter) => alphabet.word_code(*letter),
                Folding::Break(sign) => alphabet.sign_code(*sign),
                Folding::Several(letters) => {
                    several.insert(unit as u32, alphabet.codes(letters));
                    SEVERAL
                }
            })
            .collect();
        let table: Box<[u8; PLANE]> = table.try_into().map_err(|_| Error::argument("a plane has 65536 code points"))?;
        Ok(Self {
            profile,
            alphabet,
            several,
            #[cfg(target_arch = "x86_64")]
            rows: wide::Rows::of(&table),
            table,
        })
    }

    /// The profile this folding was made for.
    pub fn profile(&self) -> Profile {
        self.profile
    }

    /// The codes and their classes.
    pub fn alphabet(&self) -> &Alphabet {
        &self.alphabet
    }

    /// The table's word on a code point.
    #[inline]
    fn code(&self, unit: u32) -> u8 {
        match u16::try_from(unit) {
            Ok(unit) => self.table[unit as usize],
            Err(_) => self.code_beyond(unit),
        }
    }

    #[cold]
    fn code_beyond(&self, unit: u32) -> u8 {
        match self.profile.folding(unit) {
            Folding::Drop => DROP,
            Folding::Letter(letter) => self.alphabet.word_code(letter),
            Folding::Break(sign) => self.alphabet.sign_code(sign),
            // The profiles keep blanks and ligatures to the table's plane.
            _ => BREAK,
        }
    }

    /// Folds a text.
    ///
    /// # Errors
    /// Where the text is longer than positions can count.
    pub fn fold(&self, text: &Text<'_>) -> Result<Folded, Error> {
        self.fold_into(text, Folded::default(), &Watch::default())
    }

    /// Folds a text into the room of one that is no longer needed.
    ///
    /// # Errors
    /// As [`Self::fold`], and where the work is ended.
    pub(crate) fn fold_into(&self, text: &Text<'_>, room: Folded, watch: &Watch<'_>) -> Result<Folded, Error> {
        let mut writer = Writer::new(text.len(), room);
        let mut pace = Pace::new(watch, PIECE);
        let hidden = if self.profile == Profile::Loose { loose::hidden(text, &mut pace) } else { Vec::new() };
        if !hidden.is_empty() {
            return self.fold_without(text, &hidden, writer, watch);
        }
        match text {
            Text::Ucs1(units) => self.fold_pieces(units, &mut pace, &mut writer),
            Text::Ucs2(units) => self.fold_pieces(units, &mut pace, &mut writer),
            Text::Ucs4(units) => self.fold_pieces(units, &mut pace, &mut writer),
            Text::Utf8(utf8) if utf8.is_narrow() => {
                utf8.units::<LANES>(|units| self.fold_pieces(units, &mut pace, &mut writer));
            }
            Text::Utf8(utf8) => utf8.code_points::<LANES>(|units| self.fold_pieces(units, &mut pace, &mut writer)),
        }
        watch.check()?;
        Self::finish(writer)
    }

    /// Folds a text code point by code point, leaving out some, given in order.
    fn fold_without(
        &self,
        text: &Text<'_>,
        hidden: &[usize],
        mut writer: Writer,
        watch: &Watch<'_>,
    ) -> Result<Folded, Error> {
        let mut hidden = hidden.iter().peekable();
        let mut pace = Pace::new(watch, PIECE);
        for at in (0..text.len()).take_while(|_| pace.step()) {
            let unit = text.at(at).unwrap_or_default();
            let left_out = hidden.next_if(|&&next| next == at).is_some();
            let code = if left_out { DROP } else { self.code(unit) };
            writer.one(code, || self.several[&unit].clone());
        }
        watch.check()?;
        Self::finish(writer)
    }

    fn finish(writer: Writer) -> Result<Folded, Error> {
        let (folded, raw) = writer.finish();
        if u32::try_from(raw.max(folded.codes.len())).is_err() {
            return Err(Error::text_too_long(raw));
        }
        Ok(folded)
    }

    /// Folds units for as long as the work goes on, many at a time where the machine can.
    #[inline]
    fn fold_pieces<U: Unit>(&self, units: &[U], pace: &mut Pace<'_>, writer: &mut Writer) {
        for piece in units.chunks(PIECE).take_while(|piece| pace.steps(piece.len())) {
            #[cfg(target_arch = "x86_64")]
            if wide::fold(self, piece, writer) {
                continue;
            }
            self.fold_units(piece, writer);
        }
    }

    fn fold_units<U: Unit>(&self, units: &[U], writer: &mut Writer) {
        let (eights, rest) = units.as_chunks::<8>();
        for eight in eights {
            let code = |index: usize| u64::from(self.code(eight[index].number())) << (8 * index);
            // Put together in a register: eight bytes stored and read back as one number would have to wait for each other.
            let codes = (code(0) | code(1)) | (code(2) | code(3)) | ((code(4) | code(5)) | (code(6) | code(7)));
            writer.eight(codes, |index| self.several[&eight[index].number()].clone());
        }
        for &unit in rest {
            writer.one(self.code(unit.number()), || self.several[&unit.number()].clone());
        }
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
            ("مص\u{fc60}ر", "مصر"),
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
