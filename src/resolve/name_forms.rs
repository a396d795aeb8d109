//! What the form of a word behind a given name tells: whether it may be a family name, or is how, whom or what.

use super::context::Context;
use super::person_name::PersonName;
use crate::gazetteer::{CueClass, WordList};
use crate::scan::Candidate;

/// Whether a word begins with letters, and goes on.
pub(super) fn begins_with(context: &Context<'_>, word: &[u8], letters: &str) -> bool {
    let mut codes = letters.chars().map(|letter| context.fold.alphabet().word_code(letter));
    word.len() > letters.chars().count() && word.iter().zip(&mut codes).all(|(&own, code)| own == code)
}

/// Whether a word ends as foreign family names do: كيسلوف.
pub(super) fn ends_as_family(context: &Context<'_>, word: &[u8]) -> bool {
    // Letters before the end, and of the longest end.
    const BEFORE: usize = 2;
    const LONGEST: usize = 5;
    let from = word.len().saturating_sub(LONGEST).max(BEFORE);
    (from..word.len()).any(|at| context.is_one_of(&word[at..], WordList::FamilySuffix))
}

/// Whether a word ends with letters, with two or more before them.
pub(super) fn ends_with(context: &Context<'_>, word: &[u8], letters: &str) -> bool {
    let count = letters.chars().count();
    let mut codes = letters.chars().map(|letter| context.fold.alphabet().word_code(letter));
    word.len() > count + 1 && word[word.len() - count..].iter().zip(&mut codes).all(|(&own, code)| own == code)
}

/// Whether an unknown word tells how, or is somebody's own: مبتسما, خيبته.
pub(super) fn is_manner(context: &Context<'_>, start: u32, word: &[u8]) -> bool {
    const SHORTEST: usize = 5;
    let last = context.last_letter(start + word.len() as u32);
    word.len() >= SHORTEST
        && context.starting_at(start).next().is_none()
        && (last == Some('ا') && begins_with(context, word, "م")
            || last == Some('ه') && !ends_as_family(context, word)
            || ends_with(context, word, "ها"))
}

/// Whether the last word of a name, of which nothing is known, is rather how or whom: ضاحكا, ضاحكة, بحزم, فرأى.
pub(super) fn is_rather_a_word(context: &Context<'_>, name: &PersonName) -> bool {
    let word = context.word_starting(name.family);
    let particles = ["ب", "ل", "ك", "ف", "و"].into_iter().any(|letter| begins_with(context, word, letter));
    particles || matches!(context.last_letter(name.end), Some('ا' | 'ة')) || is_manner(context, name.family, word)
}

/// Whether the last word of a name ends as foreign family names do: فوروبييف.
pub(super) fn ends_as_foreign(context: &Context<'_>, name: &PersonName) -> bool {
    let word = context.word_starting(name.family);
    ends_as_family(context, word)
}

/// Whether who somebody is follows a comma: "، وهي بائعة", "، الأمين العام".
pub(super) fn is_presented(context: &Context<'_>, end: u32) -> bool {
    const FAR: u32 = 3;
    let comma = context.sign_after(end).is_some_and(|sign| matches!(sign, '،' | ','));
    let next = (end..end + FAR).find(|&at| context.is_word(at)).filter(|_| comma);
    next.is_some_and(|next| {
        let word = context.word_starting(next);
        let title = |found: &Candidate| context.traits(found).cues.has(CueClass::Title);
        context.is_one_of(word, WordList::Presenting)
            || context.is_definite(word) && context.starting_at(next).any(title)
    })
}

/// Whether a definite word is a plural: اللاعبين, الأطفال is none.
pub(super) fn is_plural(context: &Context<'_>, start: u32) -> bool {
    let word = context.word_starting(start);
    ["ين", "ون", "ات"].into_iter().any(|letters| ends_with(context, word, letters))
}
