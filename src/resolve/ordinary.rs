//! Names that are ordinary words where they stand: languages (بالروسية), adverbs (بحماس), words that the text's other words
//! tell (قطر الأنبوب), words that are written otherwise than the name (اليمنى).

use super::agreement::is_feminine_noun;
use super::context::Context;
use super::evidence::{Certain, Evidence};
use super::over;
use crate::compile::{CueMask, Entry, Trait};
use crate::entity::Label;
use crate::gazetteer::{CueClass, Needs, WordList};
use crate::scan::Candidate;

/// Whether a name is an ordinary word where it stands.
pub(super) fn is_ordinary(context: &Context<'_>, candidate: &Candidate, entry: &Entry, evidence: &Evidence) -> bool {
    let surface = context.surface(candidate);
    is_language(context, candidate, entry)
        || surface.needs.has(Needs::Written) && is_written_as_the_word(context, candidate)
        || surface.needs.has(Needs::Bare) && context.bears_hamza(candidate)
        || surface.needs.has(Needs::Hamza) && is_written_without_hamza(context, candidate)
        || surface.needs.has(Needs::Manner) && is_manner(context, candidate)
        || surface.needs.has(Needs::Over) && over::takes_ala(context, candidate, entry, evidence)
        || surface.needs.has(Needs::Noun) && is_head_of_what_is_said(context, candidate, entry)
        || surface.needs.has(Needs::Hour) && is_hour(context, candidate, entry, evidence)
        || surface.yields && (yields(context, candidate, entry, evidence) || is_measured(context, candidate, entry))
}

/// A language: بالروسية; or behind a word that takes one in its clause, with no noun before it to agree with: "ترجمت الرواية إلى
/// الصينية", "يجيد العربية والإسبانية".
fn is_language(context: &Context<'_>, candidate: &Candidate, entry: &Entry) -> bool {
    const FAR: u32 = 40;
    if *context.label(entry) != Label::Norp || !entry.inflection.feminine || !entry.inflection.definite {
        return false;
    }
    let proclitic = candidate.proclitic.as_str();
    let country = |other: &Entry| *context.label(other) == Label::Country;
    if proclitic == "ب" {
        return !context.entries(candidate).iter().any(country);
    }
    // "بالعملة الصينية وبالروسية" goes on with a noun that stands before, "ناطق بالعربية وبالروسية" does not.
    if !matches!(proclitic, "" | "و" | "وب") || !context.holds_cue(CueClass::Language) {
        return false;
    }
    let start = Context::word_start(candidate.start, candidate.proclitic);
    let takes = |end: u32| context.has_cue_ending(end, CueClass::Language);
    let Some(end) = context.end_before(start) else { return false };
    // السفارات العربية والإسبانية: what و joins agrees with the noun before the first of them.
    let mut noun = end;
    if !proclitic.is_empty() {
        const MOST: usize = 5;
        let waw = context.fold.alphabet().word_code('و');
        for _ in 0..MOST {
            let word = context.word_ending(noun);
            let (joined, start) = (word.first() == Some(&waw), noun - word.len() as u32);
            let Some(before) = context.end_before(start) else { break };
            noun = before;
            if !joined {
                break;
            }
        }
    }
    takes(end) || !is_feminine_noun(context, noun, true) && context.clause_before(start, FAR).any(takes)
}

/// Whether it is written to the letter as the word is: اليمنى with ى, in a text that dots its final ya.
fn is_written_as_the_word(context: &Context<'_>, candidate: &Candidate) -> bool {
    context.last_letter(candidate.end) == Some('ى') && !context.dots_no_final_ya()
}

/// Whether it is written without the hamza that its name begins with, and not behind the class word of an organization: شركة
/// ابل, but إبل القبيلة.
fn is_written_without_hamza(context: &Context<'_>, candidate: &Candidate) -> bool {
    let class_word =
        |end: u32| context.has_cue_ending(end, CueClass::Org) || context.traits_ending(end).is(Trait::OwnCue);
    !context.begins_with_hamza(candidate) && !context.end_before_quote(candidate.start).is_some_and(class_word)
}

/// Whether it is an adverb with ب: صفق بحماس, but الإطاحة بحماس.
fn is_manner(context: &Context<'_>, candidate: &Candidate) -> bool {
    candidate.proclitic.as_str().ends_with('ب')
        && !context
            .end_before(Context::word_start(candidate.start, candidate.proclitic))
            .is_some_and(|end| context.has_cue_ending(end, CueClass::With))
}

/// Whether what is said begins with it and a definite noun in the genitive stands right behind: "إن حماس الجماهير فاق", but "إن حماس
/// الفلسطينية", "أن حماس التي", "إن حماس الخاسر الأكبر".
fn is_head_of_what_is_said(context: &Context<'_>, candidate: &Candidate, entry: &Entry) -> bool {
    let with_names =
        |word: &[u8]| context.is_one_of(word, WordList::BehindNames) || context.is_one_of(word, WordList::Time);
    // Behind a name that is nothing else a definite noun may be what is said of it.
    let said_of_it = |end: u32| {
        context.start_after(end).is_none_or(|next| {
            context.is_definite(context.word_starting(next))
                || context.starting_at(next).any(|found| context.surface(found).cues.has(CueClass::Preposition))
        })
    };
    candidate.proclitic.is_empty()
        && context.cues_before(candidate.start).has(CueClass::That)
        && context.start_after(candidate.end).is_some_and(|next| {
            let word = context.word_starting(next);
            let end = next + word.len() as u32;
            context.is_definite(word)
                && context.last_letter(end) != Some('ة')
                && !with_names(word)
                && context.starting_at(next).all(|found| context.entries(found).is_empty())
                && (entry.weak || !said_of_it(end))
        })
}

/// Whether it is an hour of the day: behind a word of time, where the text does not name the state again, and no other state
/// and no order stands near: "يلتقون بعد المغرب", but "الأكبر بعد المغرب", "تونس بعد المغرب".
fn is_hour(context: &Context<'_>, candidate: &Candidate, entry: &Entry, evidence: &Evidence) -> bool {
    const FAR: u32 = 60;
    let alphabet = context.fold.alphabet();
    let joined = [alphabet.word_code('و'), alphabet.word_code('ف')];
    let prayer = |end: u32| context.is_one_of(context.word_ending(end), WordList::Prayer);
    let time = |word: &[u8]| {
        let bare = word.split_first().filter(|(first, _)| joined.contains(first)).map_or(word, |(_, rest)| rest);
        context.is_one_of(word, WordList::BeforeHour) || context.is_one_of(bare, WordList::BeforeHour)
    };
    let behind_time = || context.end_before(candidate.start).is_some_and(|end| time(context.word_ending(end)));
    if *context.label(entry) != Label::Country || !candidate.proclitic.is_empty() || !behind_time() {
        return false;
    }
    let state = context.lexicon.state(entry.record);
    let place = |(.., label, _): &&Certain| !matches!(context.lexicon.label(*label), Label::Person);
    // "بعد المغرب الذي فاز".
    let told = || {
        context
            .start_after(candidate.end)
            .is_some_and(|next| context.is_one_of(context.word_starting(next), WordList::Who))
    };
    let ordered = |end: u32| context.is_one_of(context.word_ending(end), WordList::Order);
    let listed =
        || evidence.starting_near(candidate.end).is_some_and(|found| place(&found) && found.0 <= candidate.end + 3);
    // "أخرج بعد الفجر وأعود بعد المغرب", in a text about the state too.
    context.clause_before(candidate.start, FAR).any(prayer)
        || state.is_some_and(|state| evidence.votes(state) <= 1)
            && !context.holds().names_besides(context, state, candidate.surface)
            && !evidence.within(candidate.start.saturating_sub(FAR), candidate.start).iter().any(|found| place(&found))
            && !listed()
            && !told()
            && !context.clause_before(candidate.start, FAR).any(ordered)
}

/// Whether one of the words that tell it stands in the text, and nothing else there names its country.
fn yields(context: &Context<'_>, candidate: &Candidate, entry: &Entry, evidence: &Evidence) -> bool {
    const FAR: u32 = 10;
    let others = context.lexicon.unless(candidate.surface);
    // A man whom the text names (بشار الأسد) is told from the beast by what stands near: "الأسد ... القفص".
    if *context.label(entry) == Label::Person {
        return stands_near(context, candidate, others);
    }
    let told = others.iter().any(|other| context.holds().has(*other));
    let state = context.lexicon.state(entry.record);
    let named = || context.holds().names_besides(context, state, candidate.surface);
    // "من مصر إلى المغرب": beside another place it is one.
    let beside = || {
        let place = |(_, end, label, _): &Certain| {
            *end + FAR > candidate.start && matches!(context.lexicon.label(*label), Label::Country | Label::City)
        };
        evidence.ending_near(candidate.start).is_some_and(place)
    };
    told && !beside()
        && !acts_as_a_state(context, candidate, evidence)
        && !(named() && stands_as_a_place(context, candidate))
}

/// Whether what is said begins with a state's name and goes on with a thing that is his: "أن قطر رأسه"; a state is feminine.
fn is_measured(context: &Context<'_>, candidate: &Candidate, entry: &Entry) -> bool {
    const SHORTEST: usize = 4;
    let code = |letter: char| context.fold.alphabet().word_code(letter);
    *context.label(entry) == Label::Country
        && candidate.proclitic.is_empty()
        && context.cues_before(candidate.start).has(CueClass::That)
        && context.start_after(candidate.end).is_some_and(|next| {
            let word = context.word_starting(next);
            word.len() >= SHORTEST
                && context.last_letter(next + word.len() as u32) == Some('ه')
                && ![code('ي'), code('ت')].contains(&word[0])
                && !context.is_definite(word)
                && context.knows_ta()
                && context.starting_at(next).all(|found| context.entries(found).is_empty())
        })
}

/// Whether a verb in the feminine follows where what is said begins, or و joins another place: "أن قطر استعانت", "قطر والكويت".
fn acts_as_a_state(context: &Context<'_>, candidate: &Candidate, evidence: &Evidence) -> bool {
    const SHORTEST: usize = 4;
    let code = |letter: char| context.fold.alphabet().word_code(letter);
    let Some(next) = context.start_after(candidate.end).filter(|_| candidate.proclitic.is_empty()) else {
        return false;
    };
    let word = context.word_starting(next);
    let place = |label: u16| matches!(context.lexicon.label(label), Label::Country | Label::City);
    let joined = || {
        let behind = evidence.starting_near(candidate.end);
        behind.is_some_and(|&(start, _, label, _)| start == next + 1 && word[0] == code('و') && place(label))
    };
    let verb = || {
        word.len() >= SHORTEST
            && word.last() == Some(&code('ت'))
            && !word.ends_with(&[code('ا'), code('ت')])
            && context.cues_before(candidate.start).has(CueClass::That)
    };
    joined() || verb()
}

/// Whether one of some surfaces stands near a name.
fn stands_near(context: &Context<'_>, candidate: &Candidate, others: &[u32]) -> bool {
    const NEAR: u32 = 60;
    let first = context.candidates.partition_point(|found| found.start + NEAR < candidate.start);
    let near = context.candidates[first..].iter().take_while(|found| found.start < candidate.end + NEAR);
    context.holds_any(Trait::Tells) && near.into_iter().any(|found| others.contains(&found.surface))
}

/// Cues that a clause goes on with behind a name.
const GOES_ON: CueMask = CueMask::of(&[
    CueClass::Preposition,
    CueClass::Place,
    CueClass::Person,
    CueClass::Speech,
    CueClass::That,
    CueClass::Modifier,
    CueClass::Title,
]);

/// Whether a place can stand there: a clause begins, or a word before it takes a place or a name; and no adjective follows
/// (على قطر كثيف).
fn stands_as_a_place(context: &Context<'_>, candidate: &Candidate) -> bool {
    let start = Context::word_start(candidate.start, candidate.proclitic);
    let takes = |end: u32| {
        let classes = [CueClass::Preposition, CueClass::Place, CueClass::Person, CueClass::Speech];
        classes.into_iter().any(|class| context.has_cue_ending(end, class))
    };
    let slot =
        !candidate.proclitic.is_empty() || context.begins_clause(start) || context.end_before(start).is_some_and(takes);
    let imperfect = ['ي', 'ت'].map(|letter| context.fold.alphabet().word_code(letter));
    let known = |found: &Candidate| !context.entries(found).is_empty() || context.surface(found).cues.meets(GOES_ON);
    let adjective = context.start_after(candidate.end).is_some_and(|next| {
        let word = context.word_starting(next);
        !context.starting_at(next).any(known)
            && !context.is_definite(word)
            && word.first().is_some_and(|first| !imperfect.contains(first))
    });
    slot && !adjective
}
