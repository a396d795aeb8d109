//! The codes of one gazetteer's letters.

use std::collections::BTreeSet;
use std::ops::Range;

use foldhash::HashMap;

use super::profile::{Folding, Profile};
use super::{BREAK, GAP, HIGHEST};
use crate::error::Error;

/// What a code is to a word limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    /// Ends a clause, or any sign.
    Break,
    /// Stands between two words.
    Gap,
    /// A letter of another script, or a digit.
    Other,
    /// An Arabic letter.
    Arabic,
}

/// The range of the Arabic letters that are not found through a map.
const BASIC: Range<usize> = 0x620..0x660;
const BASIC_LEN: usize = BASIC.end - BASIC.start;

/// Letters to codes and codes to classes.
///
/// The basic Arabic and Latin letters and the digits always have codes; other characters get one when a name uses them.
/// A sign that a name uses (the dots of أ.ف.ب, the plus of أوبك+) has a code of its own and stays a break to word limits.
/// Codes stand in the order of their classes, so that a class is a comparison: signs, then letters of other scripts and
/// digits, then Arabic letters. The first of either kind of letter stands for all of its kind that no name uses.
#[derive(Clone, Debug)]
pub struct Alphabet {
    codes: HashMap<char, u8>,
    /// The same for the letters of [`BASIC`], which rules ask for by name.
    basic: [u8; BASIC_LEN],
    letters: Vec<Option<char>>,
    first_other: u8,
    first_arabic: u8,
}

impl Alphabet {
    /// Codes for the basic letters of a profile and for what names use beyond them, as folded characters.
    ///
    /// # Errors
    /// Where there are more characters than codes.
    pub(super) fn new(profile: Profile, used: impl IntoIterator<Item = char>) -> Result<Self, Error> {
        let basic = ('ء'..='ي').chain("پچژڤگ".chars()).chain('0'..='9').chain('A'..='Z').chain('a'..='z');
        let folded = basic.filter_map(|letter| match profile.folding(letter as u32) {
            Folding::Letter(letter) => Some(letter),
            _ => None,
        });
        let all: BTreeSet<char> = folded.chain(used).collect();
        let of = |class: Class| all.iter().copied().filter(move |&letter| class_of(letter) == class);
        let mut letters: Vec<Option<char>> = vec![None, None];
        letters.extend(of(Class::Break).map(Some));
        let first_other = letters.len();
        letters.push(None);
        letters.extend(of(Class::Other).map(Some));
        let first_arabic = letters.len();
        letters.push(None);
        letters.extend(of(Class::Arabic).map(Some));
        if letters.len() > HIGHEST as usize + 1 {
            return Err(Error::argument(format!(
                "the names use {} different letters, more than {HIGHEST} can be told apart; a matcher takes names of a \
                 few scripts at a time, so make one for each",
                letters.len()
            )));
        }
        let codes = letters.iter().enumerate().filter_map(|(code, letter)| letter.map(|letter| (letter, code as u8)));
        let codes = codes.collect();
        let (first_other, first_arabic) = (first_other as u8, first_arabic as u8);
        let mut alphabet = Self { codes, basic: [0; BASIC_LEN], letters, first_other, first_arabic };
        alphabet.basic = std::array::from_fn(|at| {
            char::from_u32((BASIC.start + at) as u32).map_or(BREAK, |letter| alphabet.code_by_map(letter))
        });
        Ok(alphabet)
    }

    /// All letters and signs that have codes of their own.
    pub(crate) fn all_letters(&self) -> impl Iterator<Item = char> {
        self.letters.iter().copied().flatten()
    }

    /// The code of a folded word character.
    #[inline]
    pub fn word_code(&self, letter: char) -> u8 {
        match (letter as usize).checked_sub(BASIC.start).and_then(|at| self.basic.get(at)) {
            Some(&code) => code,
            None => self.code_by_map(letter),
        }
    }

    fn code_by_map(&self, letter: char) -> u8 {
        match self.codes.get(&letter) {
            Some(&code) => code,
            None if is_arabic(letter) => self.first_arabic,
            None => self.first_other,
        }
    }

    /// The code of a folded sign: a break, unless names use it.
    pub(super) fn sign_code(&self, sign: char) -> u8 {
        self.codes.get(&sign).copied().unwrap_or(BREAK)
    }

    pub(super) fn codes(&self, letters: &[char]) -> Box<[u8]> {
        let code = |&letter: &char| if letter == ' ' { GAP } else { self.word_code(letter) };
        letters.iter().map(code).collect()
    }

    /// What a code is to a word limit.
    #[inline]
    pub fn class(&self, code: u8) -> Class {
        match code {
            GAP => Class::Gap,
            code if code >= self.first_arabic => Class::Arabic,
            code if code >= self.first_other => Class::Other,
            _ => Class::Break,
        }
    }

    /// Whether a word begins, ends or changes script between the codes before and at `at`.
    #[inline]
    pub fn is_limit(&self, codes: &[u8], at: usize) -> bool {
        if at == 0 || at >= codes.len() {
            return true;
        }
        let (before, after) = (codes[at - 1], codes[at]);
        self.is_arabic(before) != self.is_arabic(after) || !self.is_word(before) || !self.is_word(after)
    }

    /// How many codes the word has that `codes` begin with: letters of one kind, or one sign. `codes` must not be empty.
    #[inline]
    pub fn run(&self, codes: &[u8]) -> usize {
        let first = codes[0];
        if !self.is_word(first) {
            return 1;
        }
        let arabic = self.is_arabic(first);
        1 + codes[1..].iter().take_while(|&&code| self.is_word(code) && self.is_arabic(code) == arabic).count()
    }

    /// Whether a code is an Arabic letter.
    #[inline]
    pub fn is_arabic(&self, code: u8) -> bool {
        code >= self.first_arabic
    }

    /// Whether a code is a letter or digit.
    #[inline]
    pub fn is_word(&self, code: u8) -> bool {
        code >= self.first_other
    }

    /// The first code of a letter or digit, and of an Arabic letter.
    pub(crate) fn first_codes(&self) -> (u8, u8) {
        (self.first_other, self.first_arabic)
    }

    /// How many of the codes are letters, digits or signs.
    #[inline]
    pub fn letters(codes: &[u8]) -> u32 {
        codes.iter().filter(|&&code| code > GAP).count() as u32
    }

    /// The folded text of codes, for messages: a break shows as `|`, letters of no name as `?`.
    pub fn spell(&self, codes: &[u8]) -> String {
        codes
            .iter()
            .map(|&code| match code {
                BREAK => '|',
                GAP => ' ',
                code => self.letters.get(code as usize).copied().flatten().unwrap_or('?'),
            })
            .collect()
    }
}

fn class_of(letter: char) -> Class {
    if !letter.is_alphanumeric() {
        Class::Break
    } else if is_arabic(letter) {
        Class::Arabic
    } else {
        Class::Other
    }
}

fn is_arabic(letter: char) -> bool {
    matches!(letter, '\u{600}'..='\u{65f}' | '\u{66a}'..='\u{6ef}' | '\u{6fa}'..='\u{6ff}' | '\u{750}'..='\u{77f}' | '\u{870}'..='\u{8ff}')
        || matches!(letter, '\u{1ee00}'..='\u{1eeff}')
}
