//! Names inside the longer name of somebody else.
//!
//! A known surname behind another's given name is a stranger's, and so is a whole known name behind or before one: محمد عمرو موسى
//! is not عمرو موسى.

use super::context::Context;
use super::evidence::Evidence;
use crate::compile::{CueMask, Entry, Trait};
use crate::entity::{Kind, Label};
use crate::gazetteer::{CueClass, Needs, WordList};
use crate::scan::Candidate;

/// What a word is that is more than a part of a name.
const OTHERS: CueMask =
    CueMask::of(&[CueClass::Person, CueClass::Title, CueClass::Speech, CueClass::Preposition, CueClass::Modifier]);

/// Cues before a name that a stranger's may follow as well, and hardly an object behind its subject.
pub(super) const OF_ANYBODY: CueMask = CueMask::of(&[CueClass::Speech, CueClass::Relative, CueClass::Title]);

/// Whether a full name is only part of a longer one: behind another's given name, or where a given name goes on with it: "قال حسن
/// روحاني عبد الله".
pub(super) fn is_within_a_longer_name(
    context: &Context<'_>,
    candidate: &Candidate,
    entry: &Entry,
    evidence: &Evidence,
) -> bool {
    behind_others_given_name(context, candidate.start, entry, evidence)
        .is_some_and(|end| is_only_given(context, end) && !is_met(context, candidate, end))
        || goes_on_to_a_longer_name(context, candidate)
}

/// Whether a given name goes on with a name where no object stands: "قالت الشاعرة ميركل منصور".
pub(super) fn goes_on_to_a_longer_name(context: &Context<'_>, candidate: &Candidate) -> bool {
    context.cues_before(candidate.start).meets(OF_ANYBODY)
        && goes_on_with_a_given_name(context, candidate)
        && !is_before_a_full_name(context, candidate)
        && !is_behind_an_office(context, candidate)
}

/// Whether a given name that is none of a person's own stands right before a short name, or before the given name of his own or the
/// other surname that stands there: ماجد باراك أوباما, سامح عادل السيسي.
pub(super) fn is_behind_a_given_name(
    context: &Context<'_>,
    candidate: &Candidate,
    entry: &Entry,
    evidence: &Evidence,
) -> bool {
    let own_or_surname = |end: u32| {
        let middle = context.traits_ending(end);
        middle.cues.has(CueClass::Given)
            || middle.is(Trait::Person) && !middle.cues.meets(OTHERS)
            || is_formed_like_a_name(context, end)
    };
    behind_others_given_name(context, candidate.start, entry, evidence).is_some()
        || *context.label(entry) == Label::Person
            && context.end_before(candidate.start).filter(|&end| own_or_surname(end)).is_some_and(|end| {
                let middle = end - context.word_ending(end).len() as u32;
                evidence.covering(end - 1).is_none()
                    && behind_others_given_name(context, middle, entry, evidence)
                        .is_some_and(|end| is_only_given(context, end))
            })
}

/// Whether a word that is nothing known ends as many family names do, and is no verb in the imperfect, right behind a given name of which a
/// stranger's may be the rest: "المهندس خالد مصيلحي السيسي".
fn is_formed_like_a_name(context: &Context<'_>, end: u32) -> bool {
    const SHORTEST: usize = 4;
    let word = context.word_ending(end);
    let imperfect = ['ي', 'ت', 'ن', 'س', 'و', 'ف'].map(|letter| context.fold.alphabet().word_code(letter));
    word.len() >= SHORTEST
        && !context.ends_any(end)
        && context.last_letter(end) == Some('ي')
        && !imperfect.contains(&word[0])
        && context
            .end_before(end - word.len() as u32)
            .is_some_and(|given| context.cues_before(given - context.word_ending(given).len() as u32).meets(OF_ANYBODY))
}

/// Where the given name ends that stands right before a place, is none of a person's own and no part of another's name.
fn behind_others_given_name(context: &Context<'_>, start: u32, entry: &Entry, evidence: &Evidence) -> Option<u32> {
    let given = |end: u32, word: &Candidate| {
        let surface = context.surface(word);
        surface.cues.has(CueClass::Given)
            && (surface.one_word || is_servant(context, word))
            && context.lexicon.is_other_given_name(entry.record, word.surface, context.word_ending(end))
    };
    let end = context.end_before(start).filter(|_| context.cues_before(start).has(CueClass::Given))?;
    (evidence.covering(end - 1).is_none() && context.ending_at(end).any(|word| given(end, word))).then_some(end)
}

/// Whether a given name does not open its clause, as the verb of its letters does (أشرف كيم جونغ أون), and is nothing else (أمل).
fn is_only_given(context: &Context<'_>, end: u32) -> bool {
    let person = |entry: &Entry| *context.label(entry) == Label::Person;
    let only = |word: &Candidate| {
        !context.surface(word).needs.has(Needs::Position)
            && context.entries(word).iter().all(|entry| entry.weak || person(entry))
    };
    !context.begins_clause(end - context.word_ending(end).len() as u32) && context.ending_at(end).all(only)
}

/// Whether a person whose full name stands behind a given name that ends at `end` is whom its bearer met: a verb that takes a person
/// stands before it, and nobody else behind: "وصافح خالد عمرو موسى."
fn is_met(context: &Context<'_>, candidate: &Candidate, end: u32) -> bool {
    context.cues_before(end - context.word_ending(end).len() as u32).has(CueClass::Meeting)
        && context.start_after(candidate.end).is_none_or(|next| !context.is_word(next))
}

/// Whether the title of an office stands right before a name: "استقبل الرئيس محمود عباس أحمد", but "اللاعب محمود عباس أحمد".
fn is_behind_an_office(context: &Context<'_>, candidate: &Candidate) -> bool {
    context.end_before(candidate.start).is_some_and(|end| {
        context.ending_at(end).any(|word| {
            let heads = |surface: u32| context.offices().is_some_and(|offices| !offices.heads(surface).is_empty());
            context.surface(word).cues.has(CueClass::Title) && heads(word.surface)
        })
    })
}

/// Whether the full name of somebody listed stands right behind a name.
fn is_before_a_full_name(context: &Context<'_>, candidate: &Candidate) -> bool {
    let full = |entry: &Entry| *context.label(entry) == Label::Person && entry.kind == Kind::Full;
    context.start_after(candidate.end).is_some_and(|next| {
        context
            .starting_at(next)
            .any(|found| context.traits(found).is(Trait::Person) && context.entries(found).iter().any(full))
    })
}

/// Whether a given name that is no other cue stands right behind a name.
pub(super) fn goes_on_with_a_given_name(context: &Context<'_>, candidate: &Candidate) -> bool {
    let cues = context.traits_after(candidate.end).cues;
    cues.has(CueClass::Given) && !cues.meets(OTHERS)
}

/// Whether a given name is one of two words that begins with عبد: عبد الله, عبد الرحمن.
fn is_servant(context: &Context<'_>, word: &Candidate) -> bool {
    context.is_one_of(context.word_starting(word.start), WordList::Servant)
}

/// Whether a given name stands behind أم and is no choice between two: "تقول أم كريم", but "الحريري أم سعد".
pub(super) fn is_mothers(context: &Context<'_>, candidate: &Candidate) -> bool {
    let named = |end: u32| {
        let traits = context.traits_ending(end);
        traits.is(Trait::Person) || traits.cues.has(CueClass::Given)
    };
    context.surface(candidate).cues.has(CueClass::Given)
        && context.end_before(candidate.start).is_some_and(|end| {
            context.is_one_of(context.word_ending(end), WordList::Mother)
                && !context.end_before(end - context.word_ending(end).len() as u32).is_some_and(named)
        })
}

/// Whether "called" stands right before a surname, a nationality word or a city that is a word too: a stranger's own name.
pub(super) fn is_introduced(context: &Context<'_>, candidate: &Candidate, entry: &Entry, evidence: &Evidence) -> bool {
    let called = |word: &[u8]| context.is_one_of(word, WordList::Called);
    let weak = entry.weak || *context.label(entry) == Label::Norp && !entry.inflection.definite;
    // Who is named elsewhere may be called so: "رئيس اسمه مرسي".
    let of_office = |end: u32| {
        let start = end - context.word_ending(end).len() as u32;
        *context.label(entry) == Label::Person
            && evidence.may_name(entry.record)
            && context.cues_before(start).has(CueClass::Title)
    };
    weak && context.end_before(candidate.start).is_some_and(|end| called(context.word_ending(end)) && !of_office(end))
}
