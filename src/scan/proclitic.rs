//! The particles written onto a name: و ف, then ب ك ل.
//!
//! Nothing is stripped. A name may begin at a word's limit, or behind one particle or two that begin the word; which of
//! several readings stands is decided later, for بوتين is no "with وتين".

use crate::entity::Proclitic;
use crate::fold::Alphabet;

/// The codes of the particles and of the article's letters.
#[derive(Clone, Debug)]
pub struct Particles {
    conjunctions: [(u8, char); 2],
    prepositions: [(u8, char); 3],
    /// Code of lam.
    pub lam: u8,
}

impl Particles {
    /// The particles' codes in an alphabet.
    pub fn new(alphabet: &Alphabet) -> Self {
        let coded = |letter: char| (alphabet.word_code(letter), letter);
        Self {
            conjunctions: ['و', 'ف'].map(coded),
            prepositions: ['ب', 'ك', 'ل'].map(coded),
            lam: alphabet.word_code('ل'),
        }
    }

    fn conjunction(&self, code: u8) -> Option<char> {
        self.conjunctions.iter().find(|(known, _)| *known == code).map(|(_, letter)| *letter)
    }

    fn preposition(&self, code: u8) -> Option<char> {
        self.prepositions.iter().find(|(known, _)| *known == code).map(|(_, letter)| *letter)
    }

    /// The chain that these codes are, if they are one.
    pub fn chain(&self, codes: &[u8]) -> Option<Proclitic> {
        match *codes {
            [] => Some(Proclitic::NONE),
            [one] => match self.conjunction(one) {
                Some(letter) => Proclitic::new(Some(letter), None),
                None => Proclitic::new(None, Some(self.preposition(one)?)),
            },
            [first, second] => Proclitic::new(Some(self.conjunction(first)?), Some(self.preposition(second)?)),
            _ => None,
        }
    }

    /// The particles between a word's limit and `start`: none at a limit itself, `None` where something else stands there.
    pub fn before(&self, codes: &[u8], start: usize, alphabet: &Alphabet) -> Option<Proclitic> {
        (0..=2.min(start))
            .find(|&len| alphabet.is_limit(codes, start - len))
            .and_then(|len| self.chain(&codes[start - len..start]))
    }

    /// Whether a chain ends in ل, behind which the article loses its alef.
    pub fn ends_in_lam(chain: Proclitic) -> bool {
        chain.as_str().ends_with('ل')
    }
}
