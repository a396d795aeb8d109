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
}

impl Default for Likeness {
    fn default() -> Self {
        Self { groups: [0; 256], vowels: [false; 256] }
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
        likeness
    }

    fn consonants<'c>(&'c self, word: &'c [u8]) -> impl Iterator<Item = u8> + 'c {
        let mut last = None;
        word.iter().copied().filter(|&code| !self.vowels[code as usize]).filter(move |&code| {
            let doubled = last == Some(code);
            last = Some(code);
            !doubled
        })
    }

    /// Whether the two words have the same consonants, and enough of them to tell.
    pub fn alike(&self, a: &[u8], b: &[u8]) -> bool {
        let (mut a, mut b) = (self.consonants(a), self.consonants(b));
        let mut same = 0;
        loop {
            match (a.next(), b.next()) {
                (None, None) => return same >= FEWEST,
                (Some(a), Some(b)) if a == b || self.groups[a as usize] & self.groups[b as usize] != 0 => same += 1,
                _ => return false,
            }
        }
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
