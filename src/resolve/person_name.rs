//! How far a person's name goes that no list has: a given name, and what of the words behind it can be of the name.
//!
//! A part is sure where the word is known as one: a given name, somebody's family name, what stands behind بن, أبو or عبد. One that is
//! only likely ends the name: by its form (الزعابي, كيسلوف), a definite word (الوكيل), a word that nothing is known of (كوخ).

use super::context::Context;
use super::name_forms::{begins_with, ends_as_family, ends_with, is_manner, is_rather_a_word};
use super::position::goes_on_freely;
use crate::compile::{CueMask, Entry, Trait, Traits};
use crate::entity::Label;
use crate::gazetteer::{CueClass, WordList};
use crate::scan::Candidate;

/// How sure it is that a word is part of a name; the less sure go before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Part {
    /// A word of which nothing is known.
    Unknown,
    /// A definite word.
    Definite,
    /// A word with the form of a family name.
    Formed,
    /// A given name that is a word too.
    Word,
    /// A word known as part of names.
    Sure,
}

/// How what stands behind a name ends it; what ends it less surely goes before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Closing {
    /// A word that may be of the name.
    Open,
    /// A word that is no part of names.
    Word,
    /// A sign or the end of a line, what is said, a relative clause.
    Firm,
}

/// A person's name.
#[derive(Clone, Copy, Debug)]
pub(super) struct PersonName {
    pub start: u32,
    /// The end of its sure parts.
    pub end: u32,
    /// Where the last of them begins.
    pub family: u32,
    /// How many they are.
    pub parts: u32,
    /// The least sure of them.
    pub least: Part,
    /// The word behind that may be its last part: its end, and how sure that is.
    pub last: Option<(u32, Part)>,
}

/// Most parts of a name.
const MOST: u32 = 6;
/// What no part of a name is, though it may also be a given name.
const NO_PART: CueMask = CueMask::of(&[
    CueClass::Preposition,
    CueClass::That,
    CueClass::Speech,
    CueClass::Person,
    CueClass::Title,
    CueClass::Modifier,
    CueClass::Place,
    CueClass::Nation,
    CueClass::Org,
    CueClass::City,
    CueClass::Region,
    CueClass::Match,
    CueClass::Sport,
    CueClass::Feminine,
    CueClass::Language,
    CueClass::Report,
]);
/// The same, titles left aside.
const NO_PART_OR_TITLE: CueMask = CueMask::of(&[
    CueClass::Preposition,
    CueClass::That,
    CueClass::Speech,
    CueClass::Person,
    CueClass::Place,
    CueClass::Nation,
    CueClass::Org,
    CueClass::City,
    CueClass::Region,
]);
/// What goes on behind a name, besides verbs and prepositions.
const GOES_ON: CueMask =
    CueMask::of(&[CueClass::Title, CueClass::Modifier, CueClass::Place, CueClass::Match, CueClass::Nation]);
/// Given names of either kind.
const GIVEN: CueMask = CueMask::of(&[CueClass::Given, CueClass::GivenWord]);

impl PersonName {
    /// The name that begins with a given name at a place, as far as it goes.
    pub fn of(context: &Context<'_>, start: u32, end: u32, least: Part) -> Self {
        let mut name = Self { start, end, family: start, parts: 1, least, last: None };
        if let Some(whole) = end_of_given(context, end) {
            (name.end, name.least) = (whole, Part::Sure);
        }
        while name.parts < MOST {
            let Some((end, part)) = next_part(context, name.end) else { break };
            if part < Part::Word {
                // محمد قالي أبيل: what stands between known parts is one.
                let goes_on = || {
                    next_part(context, end)
                        .is_some_and(|(end, next)| next == Part::Sure && closing(context, end) == Closing::Firm)
                };
                let middle = Self { family: name.end + 1, end, ..name };
                let inside = part == Part::Unknown && name.least == Part::Sure && !is_rather_a_word(context, &middle);
                if !(inside && goes_on()) {
                    name.last = Some((end, part));
                    break;
                }
            }
            name = Self { family: name.end + 1, end, parts: name.parts + 1, least: name.least.min(part), ..name };
        }
        name
    }

    /// The name with the word behind it.
    pub fn whole(self) -> Option<Self> {
        let (end, least) = self.last?;
        Some(Self { family: self.end + 1, end, parts: self.parts + 1, least, last: None, ..self })
    }
}

/// What stands behind a name.
pub(super) fn closing(context: &Context<'_>, end: u32) -> Closing {
    let Some(next) = context.start_after(end) else { return Closing::Firm };
    if context.begins_clause(next) || !context.is_word(next) {
        return Closing::Firm;
    }
    let word = context.word_starting(next);
    let begins = |letters: &str| begins_with(context, word, letters);
    if context.traits_after(end).cues.has(CueClass::That)
        || context.is_one_of(word, WordList::RelativePronoun)
        || begins("انه")
        || begins("اني")
        || begins("بان")
    {
        return Closing::Firm;
    }
    let imperfect = || {
        ["ي", "سي", "ت", "ست"].into_iter().any(begins)
            && word.len() > 3
            && context.starting_at(next).next().is_none()
            && !ends_as_family(context, word)
    };
    let goes_on = |found: &Candidate| context.traits(found).cues.meets(GOES_ON);
    let behind_particle = |at: u32| context.starting_at(next + at).any(|found| found.proclitic.len() == at);
    let ended = goes_on_freely(context, end)
        || imperfect()
        || is_manner(context, next, word)
        || context.is_one_of(word, WordList::BehindSubject)
        || context.is_one_of(word, WordList::NoFamily)
        || context.starting_at(next).any(goes_on)
        || (1..=2).any(behind_particle);
    if ended { Closing::Word } else { Closing::Open }
}

/// Whether علي stands at a place and not على: with the dots of its ya, in a text that dots it.
pub(super) fn is_ali(context: &Context<'_>, word: &[u8], end: u32) -> bool {
    context.is_one_of(word, WordList::Ala) && context.last_letter(end) == Some('ي') && !context.dots_no_final_ya()
}

/// The end of the given name of which only the first word ends at `end`: نصر الدين.
fn end_of_given(context: &Context<'_>, end: u32) -> Option<u32> {
    let next = context.start_after(end)?;
    let word = context.word_starting(next);
    context.is_one_of(word, WordList::GivenEnd).then_some(next + word.len() as u32)
}

/// The end of the family name of which the first word ends at `end`: كاظمي نيا.
fn end_of_family(context: &Context<'_>, end: u32) -> Option<u32> {
    let next = context.start_after(end).filter(|&next| !context.begins_clause(next))?;
    let word = context.word_starting(next);
    context.is_one_of(word, WordList::FamilyEnd).then_some(next + word.len() as u32)
}

/// The end of what بن or its like that ends at `end` joins to a name: بن حماد, بن عبد الله, بن أبي طالب.
fn end_of_kin(context: &Context<'_>, end: u32) -> Option<u32> {
    let next = context.start_after(end).filter(|&next| !context.begins_clause(next))?;
    let word = context.word_starting(next);
    let end = next + word.len() as u32;
    let kin = |found: &Candidate| found.end == end && context.traits(found).cues.has(CueClass::Kin);
    if context.starting_at(next).any(kin) {
        let behind = context.start_after(end).filter(|&behind| !context.begins_clause(behind))?;
        let word = context.word_starting(behind);
        return is_name(context, word).then_some(behind + word.len() as u32);
    }
    (is_name(context, word) && !context.is_one_of(word, WordList::Kinsman)).then_some(end)
}

/// Whether a word is of Arabic letters, and of more than one.
pub(super) fn is_name(context: &Context<'_>, word: &[u8]) -> bool {
    const LONGEST: usize = 20;
    (2..=LONGEST).contains(&word.len()) && word.iter().all(|&code| context.fold.alphabet().is_arabic(code))
}

/// The end of the part behind what ends at `end`, on the same line, with nothing but a blank between, and how sure it is.
fn next_part(context: &Context<'_>, end: u32) -> Option<(u32, Part)> {
    let next = context.start_after(end)?;
    let word = context.word_starting(next);
    let (alphabet, last) = (context.fold.alphabet(), next + word.len() as u32);
    if !is_name(context, word) || context.begins_clause(next) {
        return None;
    }
    let (mut traits, mut known, mut nisba) = (Traits::default(), false, false);
    // الأمين العام.
    let titled = |found: &Candidate| found.end > last && context.traits(found).cues.has(CueClass::Title);
    if context.starting_at(next).any(titled) {
        return None;
    }
    for found in context.starting_at(next).filter(|found| found.end == last) {
        traits.join(context.traits(found));
        let entries = context.entries(found);
        known |= !entries.is_empty();
        let form = |entry: &Entry| entry.inflection.definite && entry.inflection.masculine;
        nisba |= entries.iter().any(|entry| *context.label(entry) == Label::Norp && form(entry));
    }
    if let Some(whole) = end_of_family(context, last) {
        return Some((whole, Part::Sure));
    }
    // بن حماد, أبو العلا, عبد النبي.
    if traits.cues.has(CueClass::Kin) {
        return end_of_kin(context, last).map(|end| (end, Part::Sure));
    }
    let given = |found: &&Candidate| context.traits(found).cues.meets(GIVEN);
    if let Some(given) = context.starting_at(next).filter(given).max_by_key(|found| found.end) {
        if given.end > last {
            return Some((given.end, Part::Sure));
        }
        if let Some(whole) = end_of_given(context, last) {
            return Some((whole, Part::Sure));
        }
        let word = !traits.cues.has(CueClass::Given);
        if word && context.is_one_of(context.word_starting(next), WordList::BehindSubject) {
            return None;
        }
        // فاروق سلطان, but محمد سلطان عمان.
        let title = traits.cues.has(CueClass::Title)
            && !traits.cues.meets(NO_PART_OR_TITLE)
            && closing(context, last) > Closing::Open;
        return (title || !traits.cues.meets(NO_PART)).then_some((last, if word { Part::Word } else { Part::Sure }));
    }
    if is_ali(context, word, last) || context.is_one_of(word, WordList::FamilyEnd) || traits.cues.has(CueClass::Family)
    {
        return Some((last, Part::Sure));
    }
    let particles = ["بال", "لل", "وال", "فال", "كال"].into_iter().any(|letters| begins_with(context, word, letters));
    // ياسين القاضي.
    let named = traits.cues.has(CueClass::Title) && context.is_definite(word) && context.start_after(last).is_none();
    if named && !traits.cues.meets(NO_PART_OR_TITLE) {
        return Some((last, Part::Definite));
    }
    if particles
        || traits.cues.meets(NO_PART)
        || context.is_one_of(word, WordList::NoFamily)
        || context.is_one_of(word, WordList::BehindSubject)
    {
        return None;
    }
    if traits.is(Trait::Person) {
        return Some((last, Part::Sure));
    }
    if nisba {
        return Some((last, Part::Formed));
    }
    if known || traits.is(Trait::Stop) {
        return None;
    }
    let definite = context.is_definite(word) && word[0] == alphabet.word_code('ا');
    // المقهى is none.
    let dotted = || context.last_letter(last) != Some('ى') || context.dots_no_final_ya();
    let formed = definite && ends_with(context, word, "ي") && dotted() || ends_as_family(context, word);
    let part = match (formed, definite) {
        (true, _) => Part::Formed,
        (_, true) => Part::Definite,
        _ => Part::Unknown,
    };
    Some((last, part))
}
