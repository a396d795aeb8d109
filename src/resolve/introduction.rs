//! What introduces the name of a person that no list has: a title, a verb of saying, "called".

use super::context::Context;
use super::evidence::Evidence;
use super::name_forms::begins_with;
use super::position::is_verb;
use crate::compile::{CueMask, Trait};
use crate::entity::{Label, Proclitic};
use crate::gazetteer::{CueClass, WordList};

/// What stands before a person's name; the weaker go before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Introduction {
    /// Any word that is no part of another name and no class word of something called after a person.
    Bare,
    /// The beginning of a clause, a verb or a preposition.
    Any,
    /// A definite noun.
    Noun,
    /// A verb of saying.
    Speech,
    /// A nationality; a definite noun with a title before it in its clause; another such person joined by و.
    Titled,
    /// A title, a trade or a kinship right before.
    Title,
    /// "Called".
    Called,
}

/// What brings in a person.
pub(super) const TITLES: CueMask = CueMask::of(&[CueClass::Title, CueClass::Calling, CueClass::Relative]);
/// What may stand before a person's name.
const ANY: CueMask = CueMask::of(&[CueClass::Person, CueClass::Preposition, CueClass::That]);

/// Class words of what is called after persons.
const CLASS_WORDS: CueMask =
    CueMask::of(&[CueClass::Org, CueClass::Region, CueClass::City, CueClass::Town, CueClass::Party]);
/// What stands before a part of a name, or before the name of what is called after a person.
const OTHERS: CueMask = CueMask::of(&[
    CueClass::Given,
    CueClass::GivenWord,
    CueClass::Kin,
    CueClass::Family,
    CueClass::Org,
    CueClass::Region,
    CueClass::City,
    CueClass::Town,
    CueClass::Place,
    CueClass::Party,
]);

/// Whether a title stands before a place in its clause.
pub(super) fn is_titled(context: &Context<'_>, start: u32) -> bool {
    /// Most letters from a title to its bearer's name.
    const FAR: u32 = 60;
    context.clause_before(start, FAR).any(|end| context.traits_ending(end).cues.meets(TITLES))
}

/// What introduces the name that begins at a place; `before` is where the last such name ends.
pub(super) fn introduction(
    context: &Context<'_>,
    evidence: &Evidence,
    (start, proclitic): (u32, Proclitic),
    before: Option<u32>,
) -> Option<Introduction> {
    let start = Context::word_start(start, proclitic);
    let person = |end: u32| {
        before == Some(end)
            || evidence.covering(end - 1).is_some_and(|&(.., label, _)| *context.lexicon.label(label) == Label::Person)
    };
    if !proclitic.is_empty() {
        let joined = proclitic.as_str() == "و" && context.end_of_word_before(start).is_some_and(person);
        return Some(if joined { Introduction::Titled } else { Introduction::Any });
    }
    let Some(end) = context.end_before(start).filter(|&end| context.is_word(end - 1)) else {
        // "وقال الوسيط، هادي جمعان، إن".
        let titled = context.sign_before(start).is_some_and(|sign| matches!(sign, '،' | ','))
            && context.end_of_word_before(start).is_some_and(|end| {
                let word = context.word_ending(end);
                context.is_definite(word)
                    && (context.traits_ending(end).cues.meets(TITLES) || is_titled(context, end - word.len() as u32))
            });
        return if titled {
            Some(Introduction::Titled)
        } else {
            (context.begins_clause(start) && !context.is_behind_a_quote(start)).then_some(Introduction::Any)
        };
    };
    let (word, traits) = (context.word_ending(end), context.traits_ending(end));
    let called = || context.is_one_of(word, WordList::Called);
    if traits.cues.meets(TITLES) {
        let called = traits.cues.has(CueClass::Relative) && called();
        return Some(if called { Introduction::Called } else { Introduction::Title });
    }
    if traits.cues.has(CueClass::Speech) && !is_written_with_dots(context, end) {
        return Some(Introduction::Speech);
    }
    let nation = traits.is(Trait::Nation) && context.is_definite(word);
    let noun = nation
        || traits.cues.has(CueClass::Modifier)
        || context.is_definite(word) && !traits.cues.meets(ANY)
        || evidence.covering(end - 1).is_some();
    let titled = || is_titled(context, start);
    if noun && (context.is_one_of(word, WordList::God) || context.is_one_of(word, WordList::GivenEnd)) {
        return None;
    }
    if noun && !person(end) {
        return Some(if nation || titled() { Introduction::Titled } else { Introduction::Noun });
    }
    // Nobody is in somebody.
    let place = traits.cues.has(CueClass::Preposition) && context.is_one_of(word, WordList::In);
    if traits.cues.meets(ANY) && !place || is_verb(context, end) {
        return Some(Introduction::Any);
    }
    if called() {
        return Some(Introduction::Called);
    }
    // "محافظ كلستان مناف هاشمي".
    if !context.ends_any(end) && titled() {
        return Some(Introduction::Noun);
    }
    let other = traits.cues.meets(OTHERS)
        || traits.is_either(Trait::Head, Trait::Stop)
        || traits.is(Trait::Person)
        || person(end);
    (!other).then_some(Introduction::Bare)
}

/// Whether what may be a verb in ى (رأى) is written with the dots of ي (راي) in a text that tells them apart.
fn is_written_with_dots(context: &Context<'_>, end: u32) -> bool {
    let imperfect = ['ي', 'ت'].map(|letter| context.fold.alphabet().word_code(letter));
    context.last_letter(end) == Some('ي')
        && context.word_ending(end).first().is_some_and(|first| !imperfect.contains(first))
        && !context.dots_no_final_ya()
}

/// Whether a word of kinship with its pronoun stands right before: ابنته.
pub(super) fn is_behind_kin(context: &Context<'_>, start: u32) -> bool {
    context.end_before(start).is_some_and(|end| {
        context.traits_ending(end).cues.has(CueClass::Relative)
            && !context.is_definite(context.word_ending(end))
            && matches!(context.last_letter(end), Some('ه' | 'ا' | 'ي'))
    })
}

/// Whether a definite word stands right before.
pub(super) fn is_behind_definite(context: &Context<'_>, start: u32) -> bool {
    context.end_before(start).is_some_and(|end| context.is_definite(context.word_ending(end)))
}

/// What stands before the title of a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Scene {
    /// It begins its clause or stands behind "that", so that a verb follows the name.
    Verb,
    /// A verb of saying.
    Speech,
    /// A preposition.
    Preposition,
    /// A class word of what is called after a person: مطار الملك.
    Named,
    /// A sign, or particles, stand right before the name.
    Apart,
    /// Another word.
    Other,
}

/// What stands before the title of the person whose name begins at a place.
pub(super) fn scene(context: &Context<'_>, start: u32) -> Scene {
    const FAR: u32 = 40;
    if context.end_before(start).is_none() {
        return Scene::Apart;
    }
    for end in context.clause_before(start, FAR) {
        let (word, traits) = (context.word_ending(end), context.traits_ending(end));
        // بالطبيب, للكاتبة.
        if ["بال", "لل", "كال"].into_iter().any(|letters| begins_with(context, word, letters)) {
            return Scene::Preposition;
        }
        if !(traits.cues.meets(TITLES) || traits.cues.has(CueClass::Modifier) || context.is_definite(word)) {
            return if traits.cues.has(CueClass::That) || context.is_one_of(word, WordList::AsFor) {
                Scene::Verb
            } else if traits.cues.has(CueClass::Speech) {
                Scene::Speech
            } else if traits.cues.has(CueClass::Preposition) {
                Scene::Preposition
            } else if traits.cues.meets(CLASS_WORDS) || traits.is(Trait::Head) {
                Scene::Named
            } else {
                Scene::Other
            };
        }
    }
    Scene::Verb
}
