//! The particles written onto a name: و ف, then ب ك ل.
//!
//! Nothing is stripped. A name may begin at a word's limit, or behind one particle or two that begin the word; which of
//! several readings stands is decided later, for بوتين is no "with وتين".

use crate::entity::Proclitic;
use crate::fold::Alphabet;

/// The codes of the particles.
#[derive(Clone, Debug)]
pub struct Particles {
    /// For each code which particle it is: 0 none, 1 to 3 ب ك ل, 4 و, 8 ف.
    roles: [u8; 256],
    /// Code of lam.
    pub lam: u8,
}

const CONJUNCTION: u8 = 4;

impl Particles {
    /// The particles' codes in an alphabet.
    pub fn new(alphabet: &Alphabet) -> Self {
        let mut roles = [0; 256];
        for (letter, role) in [('ب', 1), ('ك', 2), ('ل', 3), ('و', CONJUNCTION), ('ف', 2 * CONJUNCTION)] {
            roles[alphabet.word_code(letter) as usize] = role;
        }
        Self { roles, lam: alphabet.word_code('ل') }
    }

    /// Every chain.
    pub(super) fn chains(&self) -> impl Iterator<Item = Vec<u8>> {
        let particles = || (0..=u8::MAX).filter(|&code| self.may_begin(code));
        let two = move |first| particles().filter(move |&second| self.may_begin_two(first, second));
        particles().flat_map(move |first| {
            std::iter::once(vec![first]).chain(two(first).map(move |second| vec![first, second]))
        })
    }

    /// Whether a letter is a particle.
    #[inline]
    pub(super) fn may_begin(&self, first: u8) -> bool {
        self.roles[first as usize] > 0
    }

    /// Whether two letters are a chain of two.
    #[inline]
    pub(super) fn may_begin_two(&self, first: u8, second: u8) -> bool {
        let (first, second) = (self.roles[first as usize], self.roles[second as usize]);
        (first >= CONJUNCTION) & (second > 0) & (second < CONJUNCTION)
    }

    /// The chain that these codes are, if they are one.
    #[inline]
    pub fn chain(&self, codes: &[u8]) -> Option<Proclitic> {
        let role = |code: u8| self.roles[code as usize];
        match *codes {
            [] => Some(Proclitic::NONE),
            [one] if self.may_begin(one) => Some(Proclitic::of_role(role(one))),
            [first, second] if self.may_begin_two(first, second) => {
                Some(Proclitic::of_role(role(first) + role(second)))
            }
            _ => None,
        }
    }

    /// The particles between a word's limit and `start`: none at a limit itself, `None` where something else stands there.
    pub fn before(&self, codes: &[u8], start: usize, alphabet: &Alphabet) -> Option<Proclitic> {
        (0..=2.min(start))
            .find(|&len| alphabet.is_limit(codes, start - len))
            .and_then(|len| self.chain(&codes[start - len..start]))
    }
}
