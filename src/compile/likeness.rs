//! Whether two spellings can be one foreign name: أولزهاس and أولجاس, سيرغي and سيرجي.
//!
//! Arabic writers agree on a foreign name's consonants, within groups of letters that alternate, and on little else. Two
//! words are alike where their consonants are, vowels and doublings left aside. That is far too loose to find names with;
//! it is used only beside a surname that is certain, to see whether the word before it is its bearer's given name.

use crate::fold::{Alphabet, GAP};

/// Letters that stand for one foreign sound: g, z and j, t, s, p, v, ch, h.
const ALTERNATIONS: [&str; 9] = ["غجقكگ", "زذضظژج", "تط", "سص", "بپ", "فڤ", "شچ", "حخ", "دذض"];
/// Letters that spell vowels, or are left out as easily.
const VOWELS: &str = "اويهءع";
/// Fewer consonants than this say too little: تابع is like طيب.
const FEWEST: usize = 3;

/// What each code can stand for.
#[derive(Clone, Debug)]
pub struct Likeness {
    groups: [u16; 256],
    vowels: [bool; 256],
    /// For each code those that can stand for it, and it itself, as bits.
    sounds: [u64; 256],
}

/// The bit of a code, shared by some.
fn bit(code: u8) -> u64 {
    1 << (code % 64)
}

impl Default for Likeness {
    fn default() -> Self {
        Self { groups: [0; 256], vowels: [false; 256], sounds: [0; 256] }
    }
}

impl Likeness {
    /// The groups of an alphabet's codes.
    pub fn new(alphabet: &Alphabet) -> Self {
        let mut likeness = Self::default();
        for (index, letters) in ALTERNATIONS.iter().enumerate() {
            for letter in letters.chars() {
                likeness.groups[alphabet.word_code(letter) as usize] |= 1 << index;
            }
        }
        // A name may be glued or apart: عادل بك, أديلبيك.
        likeness.vowels[GAP as usize] = true;
        for letter in VOWELS.chars() {
            likeness.vowels[alphabet.word_code(letter) as usize] = true;
        }
        for (code, sounds) in likeness.sounds.iter_mut().enumerate() {
            let alike = |other: &u8| likeness.groups[*other as usize] & likeness.groups[code] != 0;
            *sounds = (0..=u8::MAX).filter(alike).fold(bit(code as u8), |sounds, other| sounds | bit(other));
        }
        likeness
    }

    /// The consonants of words, doubled ones once.
    pub fn consonants<'c>(&'c self, word: &'c [u8]) -> impl Iterator<Item = u8> + 'c {
        let mut last = None;
        word.iter().copied().filter(|&code| !self.vowels[code as usize]).filter(move |&code| {
            let doubled = last == Some(code);
            last = Some(code);
            !doubled
        })
    }

    /// The last consonant of words as a set of one: a bit for each code, shared by some. `None` where it stands far off.
    pub fn last_sound(&self, words: &[u8]) -> Option<u64> {
        const FAR: usize = 32;
        words.iter().rev().take(FAR).find(|&&code| !self.vowels[code as usize]).map(|&code| bit(code))
    }

    /// The last consonants of all words that may be like this one.
    pub fn sounds_like(&self, word: &[u8]) -> u64 {
        word.iter().rev().find(|&&code| !self.vowels[code as usize]).map_or(0, |&last| self.sounds[last as usize])
    }

    /// Whether the two words have the same consonants, and enough of them to tell.
    #[cfg(test)]
    fn alike(&self, a: &[u8], b: &[u8]) -> bool {
        let b: Vec<u8> = self.consonants(b).collect();
        self.is_like(self.consonants(a), &b)
    }

    /// Whether these are the same consonants, and enough of them to tell.
    pub fn is_like(&self, mut a: impl Iterator<Item = u8>, b: &[u8]) -> bool {
        let same = |a: u8, b: u8| a == b || self.groups[a as usize] & self.groups[b as usize] != 0;
        b.len() >= FEWEST && b.iter().all(|&b| a.next().is_some_and(|a| same(a, b))) && a.next().is_none()
    }
}

#[cfg(test)]
mod tests {
    use super::Likeness;
    use crate::fold::{Fold, Profile};

    #[test]
    fn one_name_in_two_spellings_is_alike() {
        let fold = Fold::new(Profile::Standard, []).unwrap();
        let likeness = Likeness::new(fold.alphabet());
        let alike = |a: &str, b: &str| likeness.alike(&fold.fold_name(a).unwrap(), &fold.fold_name(b).unwrap());
        for (a, b) in [
            ("سيرغي", "سيرجي"),
            ("أولزهاس", "أولجاس"),
            ("ديمتري", "دميتري"),
            ("أنطونيو", "انتونيو"),
            ("عادل بك", "أديلبيك"),
        ] {
            assert!(alike(a, b), "{a} {b}");
        }
        for (a, b) in [("فلاديمير", "ماريا"), ("محمد", "أحمد"), ("علي", "حسن"), ("تابع", "طيب"), ("زار", "زهير")]
        {
            assert!(!alike(a, b), "{a} {b}");
        }
    }
}
