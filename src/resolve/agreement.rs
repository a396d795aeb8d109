//! Gender: a verb of saying and a title agree with the person, an adjective with its noun.

use super::context::Context;
use super::evidence::Evidence;
use crate::compile::{Entry, Trait};
use crate::entity::Label;
use crate::gazetteer::{CueClass, KindTrait};
use crate::scan::Candidate;

/// What the word before a name says of its bearer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gender {
    Feminine,
    Masculine,
}

/// The gender of a person by the verb or title before the name; `certain` asks for a verb of saying, which has no other
/// subject, or a title.
pub(super) fn gender(context: &Context<'_>, candidate: &Candidate, certain: bool) -> Option<Gender> {
    if !candidate.proclitic.is_empty() {
        return None;
    }
    let mut end = context.end_before(candidate.start)?;
    // الرئيس الأميركي السابق كلينتون: what stands between does not count.
    for _ in 0..2 {
        let traits = context.traits_ending(end);
        if !traits.is(Trait::Nation) && !traits.cues.has(CueClass::Modifier) {
            break;
        }
        let between = context.ending_at(end).find(|word| {
            let traits = context.traits(word);
            traits.cues.has(CueClass::Modifier) && !traits.cues.has(CueClass::Title)
                || traits.is(Trait::Nation)
                    && context.entries(word).iter().any(|entry| *context.label(entry) == Label::Norp)
        });
        match between.and_then(|word| context.end_before(Context::word_start(word.start, word.proclitic))) {
            Some(before) => end = before,
            None => break,
        }
    }
    let cues = |class: CueClass| context.has_cue_ending(end, class);
    let traits = context.traits_ending(end).cues;
    if certain && !traits.has(CueClass::Title) && !traits.has(CueClass::Speech) {
        return None;
    }
    let word = context.word_ending(end);
    let alphabet = context.fold.alphabet();
    let ta = word.last() == Some(&alphabet.word_code('ت'));
    if cues(CueClass::Title) {
        let feminine = context.last_letter(end) == Some('ة')
            || word.ends_with(&[alphabet.word_code('ت'), alphabet.word_code('ه')]);
        // رئيسة الوزراء: the first word of a title bears its gender.
        let title = context
            .ending_at(end)
            .filter(|word| context.surface(word).cues.has(CueClass::Title))
            .min_by_key(|word| word.start);
        let head = title.map_or(end, |title| context.end_of_first_word(title));
        let head_feminine = context.last_letter(head) == Some('ة');
        return Some(if head_feminine || feminine && head == end { Gender::Feminine } else { Gender::Masculine });
    }
    if cues(CueClass::Speech) {
        return Some(if ta && word.len() > 3 { Gender::Feminine } else { Gender::Masculine });
    }
    let sound_plural = word.len() > 2 && word[word.len() - 2] == alphabet.word_code('ا');
    (!certain && ta && word.len() > 3 && !sound_plural).then_some(Gender::Feminine)
}

/// Whether the word before a person's name says that another gender's person is meant.
pub(super) fn is_of_other_gender(context: &Context<'_>, candidate: &Candidate, entry: &Entry, certain: bool) -> bool {
    if *context.label(entry) != Label::Person {
        return false;
    }
    let bearer = context.lexicon.bearer(entry.record);
    let own = if bearer.is_feminine() {
        Gender::Feminine
    } else if bearer.is_masculine() {
        Gender::Masculine
    } else {
        return false;
    };
    gender(context, candidate, certain).is_some_and(|said| said != own)
}

/// Whether a form that is a country's name and its feminine nationality word (السعودية, سورية) agrees with the noun right
/// before it: السفارة السعودية, معارضة سورية, الوفود السعودية, but سفارة السعودية.
pub(super) fn is_adjective(context: &Context<'_>, candidate: &Candidate, entry: &Entry, evidence: &Evidence) -> bool {
    if !entry.inflection.feminine || !candidate.proclitic.is_empty() {
        return false;
    }
    if is_behind_outlet(context, candidate, evidence) {
        return true;
    }
    let Some(end) = context.end_before(candidate.start) else { return false };
    // Behind a name there is no noun to agree with: "دعت الأمم المتحدة السعودية".
    evidence.covering(end - 1).is_none() && is_feminine_noun(context, end, entry.inflection.definite)
}

/// Whether the name of an outlet or a company stands right before, with its class word before it or in it, which the adjective
/// goes with: صحيفة «عكاظ» السعودية, قناة الإخبارية السعودية.
fn is_behind_outlet(context: &Context<'_>, candidate: &Candidate, evidence: &Evidence) -> bool {
    const FAR: u32 = 4;
    let Some(&(start, end, label, record)) = evidence.ending_near(candidate.start) else { return false };
    let outlet = *context.lexicon.label(label) == Label::Org
        && record != u32::MAX
        && context.lexicon.sort(record).is(KindTrait::Word);
    if !outlet || end > candidate.start || candidate.start - end > FAR || !context.no_word_between(end, candidate.start)
    {
        return false;
    }
    let feminine = |end: u32| {
        context.last_letter(end) == Some('ة')
            && (context.has_cue_ending(end, CueClass::Org) || context.traits_ending(end).is(Trait::OwnCue))
    };
    feminine(start + context.word_starting(start).len() as u32) || context.end_before_quote(start).is_some_and(feminine)
}

/// Whether the word that ends at `end` is a noun that takes a feminine adjective, definite or not.
pub(super) fn is_feminine_noun(context: &Context<'_>, end: u32, definite: bool) -> bool {
    let noun = context.word_ending(end);
    let alphabet = context.fold.alphabet();
    let sound_plural = noun.len() > 3 && noun.ends_with(&[alphabet.word_code('ا'), alphabet.word_code('ت')]);
    let feminine =
        context.last_letter(end) == Some('ة') || sound_plural || context.has_cue_ending(end, CueClass::Feminine);
    feminine && context.is_definite(noun) == definite
}
