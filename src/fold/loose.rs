//! What hides a name from filters: its letters split.
//!
//! Writers who want to be read and not found put something between the letters of a word: حمـ.ـاس, حــ ـمــ ـاس, ح.م.ا.س.
//! The profile `loose` leaves out what stands between, so that the letters meet and positions stay exact. It does so only
//! where the writing itself shows the intent, so that a text without such writing folds as it does in `standard`:
//!
//! - dots with a tatweel beside them, between two Arabic letters: nobody ends a sentence on a tatweel;
//! - blanks and any other signs with a tatweel on *both* sides (لـ روسيا and الـ"ناتو" have one and are ordinary);
//! - four single letters or more, each apart from the next by one dot. Three are an agency: أ.ف.ب.

use super::profile::is_dropped;
use crate::text::Text;
use crate::watch::Pace;

const TATWEEL: char = '\u{640}';
/// Most signs between two letters of a word.
const MOST: usize = 8;
/// Fewest single letters apart by dots that are a word.
const FEWEST: usize = 4;

/// What stands between a letter and the one before it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Join {
    /// Nothing: they are one word's.
    Together,
    /// One dot.
    Dot,
    /// What only hides that they are one word's.
    Hidden,
    /// Anything else.
    Apart,
}

/// A letter: what stands before it, and the places of the signs there among all signs.
struct Letter {
    join: Join,
    signs: (usize, usize),
}

/// The positions of all signs to leave out, in order.
pub(super) fn hidden(text: &Text<'_>, pace: &mut Pace<'_>) -> Vec<usize> {
    let (letters, signs) = letters(text, pace);
    let mut found = Vec::new();
    let mut from = 0;
    // Letters from one that follows no dot up to the next such one.
    while from < letters.len() && pace.step() {
        let apart = |letter: &Letter| !matches!(letter.join, Join::Dot | Join::Hidden);
        let to = letters[from + 1..].iter().position(apart).map_or(letters.len(), |at| from + 1 + at);
        // The first letter may end a longer word, the last begin one; what stands between is single.
        let first = from + usize::from(letters[from].join == Join::Together);
        let last = to - usize::from(letters.get(to).is_some_and(|next| next.join == Join::Together));
        let run = &letters[from + 1..to];
        let tatweel = run.iter().any(|letter| letter.join == Join::Hidden);
        for (at, letter) in run.iter().enumerate().map(|(at, letter)| (from + 1 + at, letter)) {
            let single = first < at && at < last && (tatweel || last - first >= FEWEST);
            if letter.join == Join::Hidden || single {
                found.extend(&signs[letter.signs.0..letter.signs.1]);
            }
        }
        from = to;
    }
    found
}

/// The Arabic letters of a text, and the signs that may hide, by position.
fn letters(text: &Text<'_>, pace: &mut Pace<'_>) -> (Vec<Letter>, Vec<usize>) {
    let (mut letters, mut signs): (Vec<Letter>, Vec<usize>) = (Vec::new(), Vec::new());
    // Of what has stood since the last letter: where its signs begin, whether anything forbids a join, whether one is no
    // dot, whether a tatweel stands before the first sign and behind the last.
    let (mut first, mut apart, mut other, mut before, mut behind) = (0, true, false, false, false);
    for index in (0..text.len()).take_while(|_| pace.step()) {
        match text.at(index).and_then(char::from_u32) {
            Some(TATWEEL) if signs.len() == first => before = true,
            Some(TATWEEL) => behind = true,
            Some(sign) if is_letter(sign) => {
                let count = signs.len() - first;
                let tatweel = if other { before && behind } else { before || behind };
                let join = match count {
                    _ if apart || count > MOST => Join::Apart,
                    0 => Join::Together,
                    _ if tatweel => Join::Hidden,
                    1 if !other => Join::Dot,
                    _ => Join::Apart,
                };
                letters.push(Letter { join, signs: (first, signs.len()) });
                (first, apart, other, before, behind) = (signs.len(), false, false, false, false);
            }
            // Marks and controls neither hide nor part.
            Some(sign) if is_dropped(sign) => {}
            Some(sign) if !is_line_end(sign) && !sign.is_alphanumeric() => {
                other |= !is_dot(sign);
                behind = false;
                signs.push(index);
            }
            _ => apart = true,
        }
    }
    (letters, signs)
}

fn is_dot(sign: char) -> bool {
    matches!(sign, '.' | '·' | '•' | '․' | '‧' | '∙' | '*')
}

fn is_line_end(sign: char) -> bool {
    matches!(sign, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

fn is_letter(sign: char) -> bool {
    matches!(sign, 'ء'..='ي' | 'ٱ'..='ۓ' | 'ە' | '\u{750}'..='\u{77f}') && sign != TATWEEL
}

#[cfg(test)]
mod tests {
    use crate::text::Text;
    use crate::watch::Pace;

    fn hidden(text: &str) -> Vec<usize> {
        super::hidden(&Text::utf8(text).unwrap(), &mut Pace::resolving(None))
    }

    /// The text without what is hidden in it, and without tatweel.
    fn plain(text: &str) -> String {
        let hidden = hidden(text);
        let kept = text.chars().enumerate().filter(|(at, _)| !hidden.contains(at));
        kept.map(|(_, letter)| letter).filter(|letter| *letter != 'ـ').collect()
    }

    #[test]
    fn split_letters_meet() {
        for text in [
            "حمـ.ـاس",
            "حــ ـمــ ـاس",
            "ح.م.ا.س",
            "حـ.ـمـ.ـاس",
            "حم.ـاس",
            "حمـ.اس",
            "حـ_ـماس",
            "حـ...ـماس",
            "ح.ـم.ا.س",
            "حَمـ.ـاس",
            "حـ/ـمـ|ـاس",
            "حـ🙂ـماس",
        ] {
            assert_eq!(plain(text).replace('\u{64e}', ""), "حماس", "{text}");
        }
        assert_eq!(plain("قال ح.م.ا.س. ثم"), "قال حماس. ثم");
    }

    #[test]
    fn ordinary_writing_is_left_alone() {
        for text in [
            "أ.ف.ب",
            "(د.ب.أ.)",
            "بكين.وكان",
            "لـ روسيا",
            "الـ \"ناتو\"",
            "الـ20",
            "قال.ثم.عاد.إلى",
            "ا.ف.ب.وكان",
            "كان.ا.ف.ب.وكان",
            "أ ف ب و رويترز",
            "بـ«بريكس»",
            "روسيا/الصين",
            "خبر ـ\nـ آخر",
            "3.5.7.9",
            "",
            "ـ.ـ",
            "س. ص. ع. ل. م",
        ] {
            assert!(hidden(text).is_empty(), "{text}");
        }
    }
}
