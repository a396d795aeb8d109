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
    /// For each code the first of all those that it is joined to by groups, one through another: codes that can stand for
    /// each other have the same.
    sounds: [u8; 256],
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
        likeness.sounds = std::array::from_fn(|code| code as u8);
        for group in (0..ALTERNATIONS.len()).map(|index| 1 << index) {
            let members = || (0..256).filter(|&code| likeness.groups[code] & group != 0);
            let joined: Vec<u8> = members().map(|code| likeness.sounds[code]).collect();
            let Some(&first) = joined.iter().min() else { continue };
            for sound in likeness.sounds.iter_mut().filter(|sound| joined.contains(sound)) {
                *sound = first;
            }
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

    /// The last consonants of words, as many as a name has at least, as one of 64 bits: the same for all words that may be
    /// alike, and shared by some others. `None` where there are fewer, or they stand far off.
    pub fn last_sounds(&self, words: &[u8]) -> Option<u64> {
        const FAR: usize = 32;
        const MIX: u32 = 0x9e37_79b1;
        let (mut last, mut count, mut sounds) = (None, 0, 0_u32);
        for &code in words.iter().rev().take(FAR) {
            // Vowels and doublings change nothing.
            let counts = !self.vowels[code as usize] & (last != Some(code));
            last = if counts { Some(code) } else { last };
            count += usize::from(counts);
            sounds = if counts { (sounds ^ u32::from(self.sounds[code as usize])).wrapping_mul(MIX) } else { sounds };
            if count == FEWEST {
                return Some(1 << (sounds >> 26));
            }
        }
        None
    }

    /// The last sounds of all words that may be like this one: none where it has too few.
    pub fn sounds_like(&self, word: &[u8]) -> u64 {
        let few = self.consonants(word).count() < FEWEST;
        if few { 0 } else { self.last_sounds(word).unwrap_or(u64::MAX) }
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
        let last = |name: &str| likeness.last_sounds(&fold.fold_name(name).unwrap());
        assert_eq!(last("قال سيرغي"), last("سيرجي"));
        assert_ne!(last("سيرغي"), last("فلاديمير"));
        assert_eq!(last("علي"), None);
        for (a, b) in [("فلاديمير", "ماريا"), ("محمد", "أحمد"), ("علي", "حسن"), ("تابع", "طيب"), ("زار", "زهير")]
        {
            assert!(!alike(a, b), "{a} {b}");
        }
    }
}
