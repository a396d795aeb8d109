//! Signs in the words beside a weak name that it is one: it acts, is quoted, has an adjective, has its state behind it.

use super::context::Context;
use super::cued::{has_cue, has_nationality_after, has_title};
use super::evidence::{Certain, Evidence};
use super::titled::Before;
use crate::compile::{Entry, Trait};
use crate::entity::Label;
use crate::gazetteer::{CueClass, Needs, WordList};
use crate::scan::Candidate;

/// Whether a verb in the imperfect stands right behind.
pub(super) fn acts(context: &Context<'_>, candidate: &Candidate) -> bool {
    const SHORTEST: usize = 4;
    context.start_after(candidate.end).is_some_and(|next| {
        let word = context.word_starting(next);
        word.len() >= SHORTEST
            && word[0] == context.fold.alphabet().word_code('ي')
            && context.starting_at(next).all(|found| context.entries(found).is_empty())
    })
}

/// Whether a title stands before a surname, and the surname is not a nationality there: "الرئيس السوداني عمر البشير".
pub(super) fn speaks_title(context: &Context<'_>, candidate: &Candidate, entry: &Entry, evidence: &Evidence) -> bool {
    if !has_title(context, candidate, entry, evidence) {
        return false;
    }
    let votes = |record: Option<u32>| record.map_or(0, |record| evidence.votes(record));
    let own = votes(context.lexicon.state(entry.record));
    let foreign = nationality_of_others(context, candidate, entry);
    // Nobody holds an office of two states: "رئيس الوزراء العراقي السوداني".
    let of_his_own = || matches!(context.before(candidate.start, entry), Before::Title { nation: true, .. });
    let stands =
        |nation: u32| (of_his_own() || own > votes(Some(nation))) && !context.goes_on_with_a_person(candidate.end);
    foreign.is_none_or(stands)
}

/// Whether a surname that is also another state's nationality word is that word: a person's name goes on behind it.
pub(super) fn is_nationality(context: &Context<'_>, candidate: &Candidate, entry: &Entry) -> bool {
    *context.label(entry) == Label::Person
        && nationality_of_others(context, candidate, entry).is_some()
        && context.goes_on_with_a_person(candidate.end)
}

/// The state whose definite nationality word a person's surname also is, where it is not the person's own.
pub(super) fn nationality_of_others(context: &Context<'_>, candidate: &Candidate, entry: &Entry) -> Option<u32> {
    let state = context.lexicon.state(entry.record);
    let foreign = |other: &&Entry| {
        *context.label(other) == Label::Norp && other.inflection.definite && !other.weak && Some(other.record) != state
    };
    context.entries(candidate).iter().find(foreign).map(|other| other.record)
}

/// Whether a surname that is also a nationality word, be it a weak one, has another person's name right behind it.
pub(super) fn stands_before_a_person(context: &Context<'_>, candidate: &Candidate) -> bool {
    let nisba = |other: &Entry| *context.label(other) == Label::Norp && other.inflection.definite;
    context.entries(candidate).iter().any(nisba) && context.goes_on_with_a_person(candidate.end)
}

/// Whether a weak nationality word in the plural is joined by و to another people: "الصرب والألبان".
pub(super) fn is_joined_to_a_people(context: &Context<'_>, candidate: &Candidate, entry: &Entry) -> bool {
    let people = |entry: &Entry| {
        let form = entry.inflection;
        *context.label(entry) == Label::Norp && form.definite && !form.masculine && !form.feminine
    };
    candidate.proclitic.as_str() == "و"
        && people(entry)
        && context.end_before(Context::word_start(candidate.start, candidate.proclitic)).is_some_and(|end| {
            context.ending_at(end).any(|word| context.entries(word).iter().any(|other| !other.weak && people(other)))
        })
}

/// Whether the name of a person of its state stands right behind a weak nationality word that و joins to another's: "الرئيسان
/// الطاجيكي رحمن والتركماني بردي محمدوف".
pub(super) fn is_joined_before_a_person(
    context: &Context<'_>,
    candidate: &Candidate,
    entry: &Entry,
    evidence: &Evidence,
) -> bool {
    let person = |label: u16, record: u32| {
        *context.lexicon.label(label) == Label::Person
            && record != u32::MAX
            && context.lexicon.state(record) == Some(entry.record)
    };
    candidate.proclitic.as_str() == "و"
        && entry.inflection.definite
        && context.start_after(candidate.end).is_some_and(|next| {
            evidence
                .starting_near(candidate.end)
                .is_some_and(|&(start, _, label, record)| start == next && person(label, record))
        })
}

/// Whether و joins a name to a certain person's, before it or behind: "بين حميدتي والبرهان", "صراع هادي والزبيدي".
pub(super) fn is_joined_to_a_person(context: &Context<'_>, candidate: &Candidate, evidence: &Evidence) -> bool {
    let person = |label: u16| *context.lexicon.label(label) == Label::Person;
    let start = Context::word_start(candidate.start, candidate.proclitic);
    let before = candidate.proclitic.as_str() == "و"
        && evidence
            .ending_near(start)
            .is_some_and(|&(_, end, label, _)| person(label) && context.end_before(start) == Some(end));
    let waw = context.fold.alphabet().word_code('و');
    before
        || candidate.proclitic.is_empty()
            && context.start_after(candidate.end).is_some_and(|next| {
                context.word_starting(next).first() == Some(&waw)
                    && evidence
                        .starting_near(candidate.end)
                        .is_some_and(|&(start, _, label, _)| person(label) && start == next + 1)
            })
}

/// Whether a word that is also a city's name does not stand behind a definite noun, as an object or an adjective does; a word that
/// is hardly ever a name (كان, صور) must have one before it that takes a place.
pub(super) fn stands_free(context: &Context<'_>, candidate: &Candidate) -> bool {
    const TAKES: [CueClass; 5] =
        [CueClass::City, CueClass::Town, CueClass::Place, CueClass::Preposition, CueClass::Person];
    let rare = context.surface(candidate).needs.has(Needs::Title);
    candidate.proclitic.has_preposition()
        || context.end_before(Context::word_start(candidate.start, candidate.proclitic)).map_or(!rare, |end| {
            !rare && !candidate.proclitic.is_empty()
                || !rare && !context.is_definite(context.word_ending(end))
                || TAKES.into_iter().any(|class| context.has_cue_ending(end, class))
        })
}

/// Whether a weak city behind a preposition is followed by its own state: "إلى صور في سلطنة عمان", "في العين بالإمارات".
pub(super) fn has_state_after(context: &Context<'_>, candidate: &Candidate, entry: &Entry) -> bool {
    let state = context.lexicon.state(entry.record);
    let own = |at: u32, proclitic: &str| {
        context.starting_at(at).filter(|word| word.proclitic.as_str() == proclitic).any(|word| {
            let country = |other: &Entry| *context.label(other) == Label::Country && Some(other.record) == state;
            context.entries(word).iter().any(country)
        })
    };
    let preposition =
        context.end_before(candidate.start).is_some_and(|end| context.has_cue_ending(end, CueClass::Preposition));
    candidate.proclitic.is_empty()
        && preposition
        && context.start_after(candidate.end).is_some_and(|next| {
            let word = context.word_starting(next);
            own(next + 1, "ب")
                || context.is_one_of(word, WordList::In)
                    && context.start_after(next + word.len() as u32).is_some_and(|next| own(next, ""))
        })
}

/// Whether a country's name that is also an adjective opens its clause, and not as one of two words: "مالي وأعمال".
pub(super) fn opens_clause(context: &Context<'_>, candidate: &Candidate) -> bool {
    let alphabet = context.fold.alphabet();
    let word_joined = || {
        context.start_after(candidate.end).is_some_and(|next| {
            let word = context.word_starting(next);
            let known = |at: u32| context.starting_at(at).any(|found| !context.entries(found).is_empty());
            word.len() > 2
                && word[0] == alphabet.word_code('و')
                && word.last() != Some(&alphabet.word_code('ت'))
                && !known(next)
                && !known(next + 1)
        })
    };
    // "مالي إلا الصبر", "مالي غير أمي": of what one has.
    let nothing_but = || {
        context
            .start_after(candidate.end)
            .is_some_and(|next| context.is_one_of(context.word_starting(next), WordList::But))
    };
    candidate.proclitic.is_empty() && context.begins_clause(candidate.start) && !word_joined() && !nothing_but()
}

/// Whether a country's name is a nationality word too, of its own or of another meaning (مالي).
pub(super) fn has_adjective(context: &Context<'_>, candidate: &Candidate) -> bool {
    context.entries(candidate).iter().any(|entry| *context.label(entry) == Label::Norp && !entry.inflection.definite)
}

/// Whether a name that is a masculine adjective too stands behind an indefinite feminine noun, which the adjective could
/// not: "عضوية مالي".
pub(super) fn is_behind_feminine(context: &Context<'_>, candidate: &Candidate) -> bool {
    let masculine = |entry: &Entry| *context.label(entry) == Label::Norp && entry.inflection.masculine;
    candidate.proclitic.is_empty()
        && context.entries(candidate).iter().any(masculine)
        && context
            .end_before(candidate.start)
            .is_some_and(|end| context.last_letter(end) == Some('ة') && !context.is_definite(context.word_ending(end)))
}

/// Whether a verb in the feminine opens the clause right before a country's name: "فازت بنين".
pub(super) fn is_feminine_subject(context: &Context<'_>, candidate: &Candidate) -> bool {
    const SHORTEST: usize = 4;
    let alphabet = context.fold.alphabet();
    candidate.proclitic.is_empty()
        && context.end_before(candidate.start).is_some_and(|end| {
            let word = context.word_ending(end);
            let sound_plural = word.ends_with(&[alphabet.word_code('ا'), alphabet.word_code('ت')]);
            word.len() >= SHORTEST
                && word.last() == Some(&alphabet.word_code('ت'))
                && !sound_plural
                && context.begins_clause(end - word.len() as u32)
        })
}

/// Whether what is said begins with a country's name, which a verb in the feminine or a negation follows: "إن مالي لن تقبل".
pub(super) fn is_said_to_act(context: &Context<'_>, candidate: &Candidate) -> bool {
    const SHORTEST: usize = 4;
    let code = |letter: char| context.fold.alphabet().word_code(letter);
    candidate.proclitic.is_empty()
        && context.cues_before(candidate.start).has(CueClass::That)
        && context.start_after(candidate.end).is_some_and(|next| {
            let word = context.word_starting(next);
            context.is_one_of(word, WordList::BehindState)
                || word.len() >= SHORTEST && (word[0] == code('ت') || word.starts_with(&[code('س'), code('ت')]))
        })
}

/// Whether a party's name stands in a text that names its state: "خسر حزب الحرية في النمسا".
pub(super) fn is_party_of_the_state(
    context: &Context<'_>,
    candidate: &Candidate,
    entry: &Entry,
    evidence: &Evidence,
) -> bool {
    let state = context.lexicon.state(entry.record);
    context.traits(candidate).is(Trait::Party)
        && state.is_some_and(|state| evidence.votes(state) > 0)
        // حزب الشعب الياباني is another.
        && (!context.traits_after(candidate.end).is(Trait::Nation) || has_nationality_after(context, candidate, entry))
}

/// A city behind its class word. One that shares its name with its country needs a real one: مدينة الكويت, but شرطة الكويت.
pub(super) fn is_town(context: &Context<'_>, candidate: &Candidate, entry: &Entry) -> bool {
    let state = context.lexicon.state(entry.record);
    let country = |other: &Entry| *context.label(other) == Label::Country && Some(other.record) == state;
    let class = if context.entries(candidate).iter().any(country) { CueClass::Town } else { CueClass::City };
    !context.surface(candidate).needs.has(Needs::Company) && has_cue(context, candidate, entry, class)
        || class == CueClass::City && has_cue(context, candidate, entry, CueClass::Town)
}

/// How often the text names the state that a record belongs to.
fn votes_for(context: &Context<'_>, evidence: &Evidence, record: u32) -> u32 {
    context.lexicon.state(record).map_or(0, |state| evidence.votes(state))
}

/// A city that shares its name with a country: the text names the city's state, nearby or more often than that country.
pub(super) fn is_of_the_named_state(
    context: &Context<'_>,
    candidate: &Candidate,
    entry: &Entry,
    evidence: &Evidence,
) -> bool {
    let votes = |record: u32| votes_for(context, evidence, record);
    // A city that is a rare word too (الرمادي, فاس): its place in the sentence and its state in the text are enough.
    if context.surface(candidate).needs.has(Needs::State) && votes(entry.record) > 0 {
        let before = context.end_before(candidate.start);
        return candidate.proclitic.has_preposition()
            || candidate.proclitic.is_empty()
                && before.is_some_and(|end| context.has_cue_ending(end, CueClass::Preposition))
            || has_cue(context, candidate, entry, CueClass::Place);
    }
    let country =
        context.entries(candidate).iter().find(|other| *context.label(other) == Label::Country && !other.weak);
    is_paired_with_a_city(context, candidate, entry, evidence)
        || country.is_some_and(|country| {
            let nearest = || nearest_state(context, candidate, evidence);
            country.record != entry.record
                && votes(entry.record) > 0
                && nearest().map_or(votes(entry.record) > votes(country.record), |state| {
                    Some(state) == context.lexicon.state(entry.record)
                })
        })
}

/// Whether و joins a city, whose name a country shares that the text does not name, to another city: "عمان والقدس".
pub(super) fn is_paired_with_a_city(
    context: &Context<'_>,
    candidate: &Candidate,
    entry: &Entry,
    evidence: &Evidence,
) -> bool {
    let votes = |record: u32| votes_for(context, evidence, record);
    let country = |other: &&Entry| *context.label(other) == Label::Country && other.record != entry.record;
    let waw = context.fold.alphabet().word_code('و');
    let city = |label: u16| *context.lexicon.label(label) == Label::City;
    let joined = || {
        let behind = evidence.starting_near(candidate.end);
        let before = evidence.ending_near(candidate.start).filter(|_| candidate.proclitic.as_str() == "و");
        behind.is_some_and(|&(start, _, label, _)| {
            start == candidate.end + 2 && context.folded.codes[start as usize - 1] == waw && city(label)
        }) || before.is_some_and(|&(_, end, label, _)| end + 2 == candidate.start && city(label))
    };
    context.entries(candidate).iter().find(country).is_some_and(|country| {
        Some(country.record) != context.lexicon.state(entry.record)
            && (votes(country.record) == 0 || votes(entry.record) > 0)
    }) && joined()
}

/// Of two states that a place's name may belong to, in a text that speaks of both about as often, the one whose mention stands
/// nearest in its sentence: "العاهل الأردني إلى عمان".
pub(super) fn nearest_state(context: &Context<'_>, candidate: &Candidate, evidence: &Evidence) -> Option<u32> {
    const FAR: u32 = 80;
    const TIMES: u32 = 3;
    let place = |entry: &&Entry| matches!(context.label(entry), Label::Country | Label::City);
    let mut states =
        context.entries(candidate).iter().filter(place).filter_map(|entry| context.lexicon.state(entry.record));
    let one = states.next()?;
    let other = states.find(|&state| state != one)?;
    let (fewer, more) = (evidence.votes(one), evidence.votes(other));
    if fewer.min(more) == 0 || fewer.max(more) > TIMES * fewer.min(more) {
        return None;
    }
    let letters = |start: u32, end: u32| &context.folded.codes[start as usize..end as usize];
    let own = letters(candidate.start, candidate.end);
    let near = evidence.within(candidate.start.saturating_sub(FAR), candidate.end + FAR);
    // "بين عمان ومسقط": what و joins is another's.
    let joined = |start: u32, end: u32| {
        start == candidate.end + 2 || end + 2 == candidate.start && candidate.proclitic.as_str() == "و"
    };
    let named = |&&(start, end, _, record): &&Certain| {
        let state = (record != u32::MAX).then(|| context.lexicon.state(record)).flatten()?;
        let tells = [one, other].contains(&state)
            && letters(start, end) != own
            && !joined(start, end)
            && context.is_behind_dateline(start);
        tells.then_some((
            candidate.start.saturating_sub(end).max(start.saturating_sub(candidate.end)),
            state,
            start,
            end,
        ))
    };
    // Behind the end of a sentence there is none nearer.
    let before = near.iter().rev().filter(|(_, end, ..)| *end <= candidate.start).find_map(|found| named(&found));
    let behind = near.iter().filter(|(start, ..)| *start >= candidate.end).find_map(|found| named(&found));
    [before, behind]
        .into_iter()
        .flatten()
        .filter(|&(.., start, end)| context.is_in_one_sentence(candidate, start, end))
        .min()
        .map(|(_, state, ..)| state)
}
