//! Which code point becomes what, row by row.
//!
//! A profile is a table with a reason beside every row. `exact` undoes what is only typography (marks, tatweel, controls,
//! presentation forms, kinds of blank); `standard` also unites the letters that Arabic writers use for one another; `loose`
//! also leaves out what stands between the letters of a word to hide it ([`loose`](super::loose)).
//!
//! Folding looks at one code point at a time, so the same letter folds the same everywhere. What needs more than that
//! (a final ئ is no ya, tanwin on روسيًا) is evidence that `resolve` takes from the text as given.

use once_cell::sync::Lazy;
use unicode_normalization::UnicodeNormalization;

use super::PLANE;

/// How far writings are united before they are compared.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Profile {
    /// Typography only: marks, tatweel, controls, presentation forms, blanks.
    Exact,
    /// And the letters that stand for one another: alef, ya, kaf, ha, waw, hamza carriers, digits, Latin case.
    #[default]
    Standard,
    /// And what hides a name from filters: letters split by dots, or by blanks between tatweels.
    Loose,
}

/// What one code point becomes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Folding {
    /// Nothing.
    Drop,
    /// A blank of a gap.
    Blank,
    /// A newline: one may stand in a gap, two make a blank line.
    Newline,
    /// A hyphen or underscore: one may stand in a gap.
    Joiner,
    /// A word character.
    Letter(char),
    /// Several word characters, or blanks between them.
    Several(Vec<char>),
    /// A sign: a break, unless a name uses it.
    Break(char),
}

impl Profile {
    /// All profiles by name.
    pub const NAMES: [&'static str; 3] = ["exact", "standard", "loose"];

    /// The profile called `name`.
    pub fn named(name: &str) -> Option<Self> {
        match name {
            "exact" => Some(Self::Exact),
            "standard" => Some(Self::Standard),
            "loose" => Some(Self::Loose),
            _ => None,
        }
    }

    /// What a code point becomes.
    pub fn folding(self, unit: u32) -> Folding {
        let Some(letter) = char::from_u32(unit) else {
            // A lone surrogate, or no Unicode at all: no name goes across it.
            return Folding::Break(char::REPLACEMENT_CHARACTER);
        };
        match letter {
            // Half of the plane: letters that have no case and no other form.
            '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}' => Folding::Letter(letter),
            _ if is_dropped(letter) => Folding::Drop,
            ' '
            | '\t'
            | '\r'
            | '\u{a0}'
            | '\u{1680}'
            | '\u{2000}'..='\u{200a}'
            | '\u{202f}'
            | '\u{205f}'
            | '\u{3000}' => Folding::Blank,
            '\n' | '\u{b}' | '\u{85}' | '\u{2028}' => Folding::Newline,
            '-' | '\u{2010}' | '\u{2011}' | '\u{2013}' | '_' => Folding::Joiner,
            // Presentation forms (text out of PDFs) and full width: what they are made of.
            '\u{fb50}'..='\u{fdff}' | '\u{fe80}'..='\u{fefc}' | '\u{ff01}'..='\u{ff5e}' => self.composed(letter),
            _ => match self {
                Self::Exact => word_or_sign(letter),
                Self::Standard | Self::Loose => word_or_sign(united(letter)),
            },
        }
    }

    fn composed(self, letter: char) -> Folding {
        let parts: Vec<char> = letter.nfkc().collect();
        if parts == [letter] {
            return word_or_sign(letter);
        }
        let mut letters = Vec::new();
        let mut single = Folding::Drop;
        for part in parts {
            single = self.folding(part as u32);
            match &single {
                Folding::Letter(letter) => letters.push(*letter),
                Folding::Blank => letters.push(' '),
                _ => {}
            }
        }
        match letters.len() {
            0 => single,
            1 => Folding::Letter(letters[0]),
            _ => Folding::Several(letters),
        }
    }

    /// The foldings of the Basic Multilingual Plane, made once a profile.
    pub(super) fn plane(self) -> &'static [Folding] {
        static PLANES: [Lazy<Vec<Folding>>; 2] =
            [Lazy::new(|| plane(Profile::Exact)), Lazy::new(|| plane(Profile::Standard))];
        // Code point by code point, `loose` folds as `standard` does.
        &PLANES[usize::from(self != Self::Exact)]
    }
}

fn plane(profile: Profile) -> Vec<Folding> {
    (0..PLANE as u32).map(|unit| profile.folding(unit)).collect()
}

fn word_or_sign(letter: char) -> Folding {
    // Emoji and symbols that Unicode counts as letters (🅰) are signs to a reader.
    let pictograph = matches!(letter, '\u{1f000}'..='\u{1faff}' | '\u{24b6}'..='\u{24e9}');
    if letter.is_alphanumeric() && !pictograph { Folding::Letter(letter) } else { Folding::Break(letter) }
}

/// Marks, tatweel and controls: they say nothing about which letter it is.
pub fn is_dropped(letter: char) -> bool {
    is_mark(letter)
        || matches!(letter,
            '\u{640}'                                           // tatweel
            | '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{61c}'    // soft hyphen, zero width, bidi marks
            | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' // embeddings, word joiner
            | '\u{2066}'..='\u{206f}' | '\u{feff}'              // isolates, byte order mark
            | '\u{fe70}'..='\u{fe7f}' | '\u{fc5e}'..='\u{fc63}' // marks shown on a blank or a tatweel
            | '\u{e0020}'..='\u{e007f}' // tags inside an emoji
        )
}

/// Marks written on a letter: they belong to it, and a span that ends on the letter takes them in.
pub fn is_mark(letter: char) -> bool {
    matches!(letter,
        '\u{64b}'..='\u{65f}' | '\u{670}'                       // tashkeel, decomposed hamza, dagger alef
        | '\u{6d6}'..='\u{6dc}' | '\u{6df}'..='\u{6e8}' | '\u{6ea}'..='\u{6ed}' // Quranic
        | '\u{610}'..='\u{61a}' | '\u{898}'..='\u{89f}' | '\u{8ca}'..='\u{8e1}' | '\u{8e3}'..='\u{8ff}'
        | '\u{300}'..='\u{36f}'                                 // accents, as in decomposed é
        | '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}' // variation selectors
    )
}

/// One letter for those that stand for one another.
fn united(letter: char) -> char {
    match letter {
        'أ' | 'إ' | 'آ' | 'ٱ' | 'ٲ' | 'ٳ' | 'ٵ' => 'ا',
        // ئ carries a hamza that writers leave out inside a word; a final one is told apart by `resolve`.
        'ى' | 'ی' | 'ې' | 'ۍ' | 'ێ' | 'ے' | 'ۓ' | 'ئ' | 'ٸ' => 'ي',
        'ک' | 'ڪ' | 'ڬ' => 'ك',
        'ګ' | 'ڭ' | 'ݣ' | 'ڨ' => 'گ',
        'ھ' | 'ہ' | 'ۂ' | 'ە' | 'ۀ' | 'ۃ' | 'ة' => 'ه',
        'ۄ'..='ۋ' | 'ۏ' | 'ؤ' | 'ٶ' | 'ٷ' => 'و',
        'ڥ' => 'ڤ',
        '٠'..='٩' => digit(letter, '٠'),
        '۰'..='۹' => digit(letter, '۰'),
        'A'..='Z' => letter.to_ascii_lowercase(),
        // Accented Latin to its plain letter; other scripts to lower case where that is one letter.
        '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' => lower(letter.nfd().next().unwrap_or(letter)),
        _ => match lower(letter) {
            same if same == letter => letter,
            // The Ångström sign is a capital whose small letter is accented.
            small => united(small),
        },
    }
}

fn digit(letter: char, zero: char) -> char {
    char::from(b'0' + (letter as u32 - zero as u32) as u8)
}

fn lower(letter: char) -> char {
    let mut lower = letter.to_lowercase();
    match (lower.next(), lower.next()) {
        (Some(single), None) => single,
        _ => letter,
    }
}

#[cfg(test)]
mod tests {
    use super::{Folding, Profile, is_dropped, united, word_or_sign};

    #[test]
    fn folding_a_folded_letter_changes_nothing() {
        for profile in [Profile::Exact, Profile::Standard, Profile::Loose] {
            for unit in 0..0x11_0000 {
                let letters = match profile.folding(unit) {
                    Folding::Letter(letter) => vec![letter],
                    Folding::Several(letters) => letters,
                    _ => continue,
                };
                for letter in letters.into_iter().filter(|letter| *letter != ' ') {
                    assert_eq!(profile.folding(letter as u32), Folding::Letter(letter), "U+{unit:04X} {profile:?}");
                }
            }
        }
    }

    #[test]
    fn letters_without_case_are_letters() {
        for letter in ('\u{4e00}'..='\u{9fff}').chain('\u{ac00}'..='\u{d7a3}') {
            assert_eq!(word_or_sign(united(letter)), Folding::Letter(letter));
            assert!(!is_dropped(letter));
        }
    }

    #[test]
    fn exact_keeps_letters_apart_that_standard_unites() {
        let fold = |profile: Profile, letter: char| profile.folding(letter as u32);
        assert_eq!(fold(Profile::Exact, 'أ'), Folding::Letter('أ'));
        assert_eq!(fold(Profile::Standard, 'أ'), Folding::Letter('ا'));
        assert_eq!(fold(Profile::Exact, 'ﺃ'), Folding::Letter('أ'));
        assert_eq!(fold(Profile::Exact, 'ـ'), Folding::Drop);
        assert_eq!(fold(Profile::Standard, 'ﻻ'), Folding::Several(vec!['ل', 'ا']));
    }
}
