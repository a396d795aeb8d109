//! The codes of one gazetteer's letters.

use std::collections::HashMap;

use super::profile::{Folding, Profile};
use super::{BREAK, GAP, HIGHEST};
use crate::error::Error;

/// A word character of another script than Arabic that no name uses.
const OTHER: u8 = 2;
/// An Arabic letter that no name uses.
const OTHER_ARABIC: u8 = 3;
const FIRST: u8 = 4;

/// What a code is to a word limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    /// Ends a clause, or any sign.
    Break,
    /// Stands between two words.
    Gap,
    /// An Arabic letter.
    Arabic,
    /// A letter of another script, or a digit.
    Other,
}

/// Letters to codes and codes to classes.
///
/// The basic Arabic and Latin letters and the digits always have codes; other characters get one when a name uses them.
/// A sign that a name uses (the dots of أ.ف.ب, the plus of أوبك+) has a code of its own and stays a break to word limits.
#[derive(Clone, Debug)]
pub struct Alphabet {
    codes: HashMap<char, u8>,
    letters: Vec<char>,
    classes: [Class; 256],
}

impl Alphabet {
    pub(super) fn basic(profile: Profile) -> Self {
        let mut alphabet = Self { codes: HashMap::new(), letters: Vec::new(), classes: [Class::Break; 256] };
        alphabet.classes[GAP as usize] = Class::Gap;
        alphabet.classes[OTHER as usize] = Class::Other;
        alphabet.classes[OTHER_ARABIC as usize] = Class::Arabic;
        let arabic = ('ء'..='ي').chain("پچژڤگ".chars());
        let latin = ('0'..='9').chain('A'..='Z').chain('a'..='z');
        for letter in arabic.chain(latin) {
            if let Folding::Letter(letter) = profile.folding(letter as u32) {
                alphabet.add(letter).expect("the basic letters are fewer than the codes");
            }
        }
        alphabet
    }

    pub(super) fn add(&mut self, letter: char) -> Result<(), Error> {
        if self.codes.contains_key(&letter) {
            return Ok(());
        }
        let code = FIRST as usize + self.letters.len();
        if code > HIGHEST as usize {
            return Err(Error::argument(format!(
                "the names use more than {} different letters, {letter:?} among them; a matcher takes names of a few \
                 scripts at a time, so make one for each",
                self.letters.len()
            )));
        }
        self.letters.push(letter);
        self.codes.insert(letter, code as u8);
        self.classes[code] = class(letter);
        Ok(())
    }

    /// The code of a folded word character.
    pub fn word_code(&self, letter: char) -> u8 {
        match self.codes.get(&letter) {
            Some(&code) => code,
            None if is_arabic(letter) => OTHER_ARABIC,
            None => OTHER,
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
    pub fn class(&self, code: u8) -> Class {
        self.classes[code as usize]
    }

    /// Whether a word begins, ends or changes script between the codes before and at `at`.
    pub fn is_limit(&self, codes: &[u8], at: usize) -> bool {
        if at == 0 || at >= codes.len() {
            return true;
        }
        let before = self.class(codes[at - 1]);
        before != self.class(codes[at]) || matches!(before, Class::Break | Class::Gap)
    }

    /// How many of the codes are letters or digits.
    pub fn letters(&self, codes: &[u8]) -> u32 {
        codes.iter().filter(|&&code| self.is_word(code)).count() as u32
    }

    /// Whether a code is a letter or digit.
    pub fn is_word(&self, code: u8) -> bool {
        matches!(self.class(code), Class::Arabic | Class::Other)
    }

    /// The folded text of codes, for messages: a break shows as `|`, letters of no name as `?`.
    pub fn spell(&self, codes: &[u8]) -> String {
        codes
            .iter()
            .map(|&code| match code {
                BREAK => '|',
                GAP => ' ',
                OTHER | OTHER_ARABIC => '?',
                code => self.letters[(code - FIRST) as usize],
            })
            .collect()
    }
}

fn class(letter: char) -> Class {
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
