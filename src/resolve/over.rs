//! Words that take على and look like names: المخرج مصر على الإعادة, ضابط مشرف على الحاجز, إن البرهان على الذنب قائم. The name stands
//! before على as well (حرص مصر على, أكد البرهان على); there a verb or a noun in the construct stands before it.

use super::context::Context;
use super::evidence::Evidence;
use crate::compile::{Entry, Trait};
use crate::entity::Label;
use crate::gazetteer::{CueClass, WordList};
use crate::scan::Candidate;

/// How far a subject may stand before.
const FAR: u32 = 60;

/// Whether a name is the word that takes على.
pub(super) fn takes_ala(context: &Context<'_>, candidate: &Candidate, entry: &Entry, evidence: &Evidence) -> bool {
    let Some(behind) = behind_ala(context, candidate) else { return false };
    let object = context.word_starting(behind);
    if context.is_one_of(object, WordList::OfNames) {
        return false;
    }
    let start = Context::word_start(candidate.start, candidate.proclitic);
    // "فمصر على": behind "as for" and who it is.
    if candidate.proclitic.as_str() == "ف" {
        return context.clause_before(start, FAR).any(|end| {
            context.is_one_of(context.word_ending(end), WordList::AsFor)
                && context.start_after(end).is_some_and(|next| {
                    let end = next + context.word_starting(next).len() as u32;
                    is_masculine(context, end) && is_part_of_subject(context, end)
                })
        });
    }
    let Some(end) = context.end_before(start).filter(|_| candidate.proclitic.is_empty()) else { return false };
    // "إن البرهان على الذنب": a definite noun is the subject itself.
    if context.is_definite(context.word_starting(candidate.start)) {
        // In a text about his state he stands on many things.
        if context.lexicon.state(entry.record).is_some_and(|state| evidence.votes(state) > evidence.count(entry.record))
        {
            return false;
        }
        let hoped = || context.is_one_of(context.word_ending(end), WordList::Perhaps);
        return (context.has_cue_ending(end, CueClass::That) || hoped())
            && (context.is_definite(object) || context.is_one_of(object, WordList::Demonstrative));
    }
    if *context.label(entry) == Label::Person {
        // "ضابط باكستاني مشرف", but "الرئيس مشرف".
        let nisba = |other: &Entry| *context.label(other) == Label::Norp && !other.inflection.definite;
        return context.ending_at(end).any(|word| context.entries(word).iter().any(nisba))
            || !context.has_cue_ending(end, CueClass::Title) && is_predicate(context, end, true);
    }
    // "الكلمة تعز على" is said of what is feminine.
    let masculine = *context.label(entry) == Label::Country;
    is_predicate(context, end, masculine)
}

/// Where the word begins that stands behind على, where that stands right behind a name.
fn behind_ala(context: &Context<'_>, candidate: &Candidate) -> Option<u32> {
    let next = context.start_after(candidate.end)?;
    let word = context.word_starting(next);
    let ala = context.is_one_of(word, WordList::Ala).then_some(next + word.len() as u32)?;
    context.start_after(ala)
}

/// Whether nothing but a subject stands before a place in its clause, or behind إن and its like: "إن المخرج الشاب".
fn is_predicate(context: &Context<'_>, end: u32, masculine: bool) -> bool {
    let alphabet = context.fold.alphabet();
    let word = context.word_ending(end);
    let bare = |word: &[u8]| -> bool { context.is_one_of(word, WordList::Pronoun) };
    let joins = ['و', 'ف', 'ب', 'ل', 'ك'].map(|letter| alphabet.word_code(letter));
    if bare(word) || word.split_first().is_some_and(|(first, rest)| joins.contains(first) && bare(rest)) {
        return masculine;
    }
    if is_masculine(context, end) != masculine {
        return false;
    }
    let mut subject = false;
    for end in context.clause_before(end + 1, FAR) {
        if context.has_cue_ending(end, CueClass::That) {
            return subject;
        }
        if !is_part_of_subject(context, end) || is_masculine(context, end) != masculine {
            return false;
        }
        subject = true;
        if context.begins_clause(end - context.word_ending(end).len() as u32) {
            return true;
        }
    }
    false
}

/// Whether a word has no mark of the feminine or of the plural.
fn is_masculine(context: &Context<'_>, end: u32) -> bool {
    let word = context.word_ending(end);
    let code = |letter: char| context.fold.alphabet().word_code(letter);
    let plural = [['و', 'ن'], ['ي', 'ن'], ['ا', 'ت']].iter().any(|letters| word.ends_with(&letters.map(code)));
    context.last_letter(end) != Some('ة') && !(plural && context.is_definite(word))
}

/// Whether a word is a definite noun or adjective, or part of a person's name; no place and no time.
fn is_part_of_subject(context: &Context<'_>, end: u32) -> bool {
    let word = context.word_ending(end);
    let place = |found: &Candidate| {
        context.entries(found).iter().any(|entry| matches!(context.label(entry), Label::Country | Label::City))
    };
    let traits = context.traits_ending(end);
    let named = traits.is(Trait::Person) || traits.cues.has(CueClass::Given);
    let code = |letter: char| context.fold.alphabet().word_code(letter);
    let bare = match word {
        [first, rest @ ..] if [code('و'), code('ف')].contains(first) => rest,
        _ => word,
    };
    // "بالفيديو", "واليوم" are no subjects.
    let article = bare.starts_with(&[code('ا'), code('ل')]);
    let definite = article && context.is_definite(word) && !context.is_one_of(bare, WordList::Time);
    (named || definite) && !traits.cues.has(CueClass::Preposition) && !context.ending_at(end).any(place)
}
