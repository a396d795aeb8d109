//! Names of several words with the blanks lost, as hashtags write them: #الأممالمتحدة, #فلاديميربوتين.

use super::Surface;
use crate::entity::Kind;
use crate::gazetteer::Record;

/// Fewest letters: what is shorter may be a word.
const SHORTEST: usize = 9;
/// Most words: longer names are not written so.
const MOST_WORDS: usize = 4;

/// Adds the writing without blanks of a record's preferred name and its strong short and official ones.
pub fn names(record: &Record, surfaces: &mut Vec<Surface>) {
    let glued: Vec<Surface> = surfaces
        .iter()
        .filter(|surface| surface.rule.is_none() && !surface.weak && is_arabic(&surface.text))
        .filter(|surface| surface.text == record.name || matches!(surface.kind, Kind::Short | Kind::Official))
        .filter(|surface| (2..=MOST_WORDS).contains(&surface.text.split_whitespace().count()))
        .map(|surface| Surface {
            text: surface.text.split_whitespace().collect(),
            rule: Some("glued"),
            ..surface.clone()
        })
        .filter(|surface| surface.text.chars().count() >= SHORTEST)
        .collect();
    surfaces.extend(glued);
}

fn is_arabic(name: &str) -> bool {
    name.chars().all(|letter| letter == ' ' || letter.is_alphabetic() && !letter.is_ascii())
}
