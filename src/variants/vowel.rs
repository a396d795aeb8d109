//! A foreign family name with one long vowel more or fewer: دانش and دانيش, ميرضيائيف and ميرضيئيف.
//!
//! Writers that agree on a name's consonants leave out its vowels or write them. One such change in the last word of a
//! person's preferred full name is admitted, unless that makes it another listed name or a word (حسينوف, حسنوف): the words
//! before it say whose name it is.

use super::Surface;
use crate::entity::{Kind, Label};
use crate::gazetteer::Record;

/// Letters that spell long vowels.
const VOWELS: [char; 3] = ['ا', 'و', 'ي'];
/// Fewest letters of a last word that may lose a vowel (سعيد is not سعد), and of one that may take one (حسن is not حسين).
const SHORTEST_TO_LOSE: usize = 6;
const SHORTEST_TO_TAKE: usize = 4;

/// Adds the preferred full name of a person with a vowel of its last word left out, or written before its last letter.
pub fn names(record: &Record, surfaces: &mut Vec<Surface>) {
    let preferred = surfaces.iter().find(|surface| {
        surface.rule.is_none()
            && !surface.weak
            && surface.label == Label::Person
            && surface.kind == Kind::Full
            && surface.text == record.name
    });
    let Some(listed) = preferred else { return };
    let Some((before, last)) = listed.text.rsplit_once(' ') else { return };
    // Arabic words are written in one way: السلطان محمد الفاتح is not الفتح.
    if last.starts_with("ال") {
        return;
    }
    let made: Vec<Surface> = respelled(&last.chars().collect::<Vec<_>>())
        .into_iter()
        .map(|last| Surface { text: format!("{before} {last}"), rule: Some("vowel"), ..listed.clone() })
        .collect();
    surfaces.extend(made);
}

fn respelled(word: &[char]) -> Vec<String> {
    let is_vowel = |at: usize| VOWELS.contains(&word[at]);
    let length = word.len();
    let mut made = Vec::new();
    if length >= SHORTEST_TO_LOSE {
        let lone = |&at: &usize| is_vowel(at) && !is_vowel(at - 1) && !is_vowel(at + 1);
        for lost in (1..length - 1).filter(lone) {
            made.push(word.iter().enumerate().filter(|&(at, _)| at != lost).map(|(_, letter)| letter).collect());
        }
    }
    if length >= SHORTEST_TO_TAKE && word.iter().all(|letter| letter.is_alphabetic()) {
        let bare = !is_vowel(length - 1) && !is_vowel(length - 2) && word[length - 1] != 'ة';
        if bare {
            made.push(word[..length - 1].iter().chain(&['ي', word[length - 1]]).collect());
        }
    }
    made
}

#[cfg(test)]
mod tests {
    use super::respelled;

    fn words(word: &str) -> Vec<String> {
        respelled(&word.chars().collect::<Vec<_>>())
    }

    #[test]
    fn a_vowel_is_left_out_or_written() {
        assert_eq!(words("دانش"), ["دانيش"]);
        assert_eq!(words("لافروف"), ["لفروف", "لافرف"]);
    }

    #[test]
    fn short_words_and_vowels_side_by_side_are_left_alone() {
        for word in ["سعيد", "حسن", "خوري", "كيو"] {
            assert!(words(word).is_empty(), "{word}");
        }
    }
}
