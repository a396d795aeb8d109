//! Words that take على and look like names: المخرج مصر على الإعادة, ضابط مشرف على الحاجز, إن البرهان على الذنب قائم. The name stands
//! before على as well (حرص مصر على, أكد البرهان على); there a verb or a noun in the construct stands before it.

use super::context::Context;
use super::evidence::Evidence;
use crate::compile::{Entry, Trait};
use crate::entity::Label;
use crate::gazetteer::CueClass;
use crate::scan::Candidate;

/// What a state or a person is "over" as well, folded: مصر على استعداد, البرهان على اتصال.
const OF_NAMES: [&str; 41] = [
    "استعداد",
    "راس",
    "علم",
    "اتصال",
    "تواصل",
    "وشك",
    "اعتاب",
    "ابواب",
    "موعد",
    "مدي",
    "مدار",
    "مر",
    "شفا",
    "مستوي",
    "المستوي",
    "ارض",
    "حساب",
    "هامش",
    "حق",
    "خطا",
    "خلاف",
    "حافه",
    "اهبه",
    "قناعه",
    "يقين",
    "الطريق",
    "الدوام",
    "الاقل",
    "الخصوص",
    "الخريطه",
    "متن",
    "قائمه",
    "بعد",
    "مفترق",
    "المحك",
    "صفيح",
    "طريق",
    "خط",
    "الخط",
    "المسار",
    "الجبهه",
];
/// Pronouns that a predicate follows, folded, their particles left out.
const PRONOUNS: [&str; 9] = ["هو", "انا", "انت", "انه", "اني", "انني", "انك", "لكنه", "لكني"];
/// What a definite word is that is no subject and no genitive, folded.
pub(super) const TIMES: [&str; 12] =
    ["اليوم", "الان", "الليله", "الغد", "السبت", "الاحد", "الاثنين", "الثلاثاء", "الاربعاء", "الخميس", "الجمعه", "الحالي"];
/// "As for", folded.
const AS_FOR: &str = "اما";
/// How far a subject may stand before.
const FAR: u32 = 60;

/// Whether a name is the word that takes على.
pub(super) fn takes_ala(context: &Context<'_>, candidate: &Candidate, entry: &Entry, evidence: &Evidence) -> bool {
    let Some(behind) = behind_ala(context, candidate) else { return false };
    let object = context.word_starting(behind);
    if OF_NAMES.iter().any(|word| context.spells(object, word)) {
        return false;
    }
    let start = Context::word_start(candidate.start, candidate.proclitic);
    // "فمصر على": behind "as for" and who it is.
    if candidate.proclitic.as_str() == "ف" {
        return context.clause_before(start, FAR).any(|end| {
            context.spells(context.word_ending(end), AS_FOR)
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
        let hoped =
            || context.spells(context.word_ending(end), "ولعل") || context.spells(context.word_ending(end), "لعل");
        return (context.has_cue_ending(end, CueClass::That) || hoped())
            && (context.is_definite(object) || context.spells(object, "ذلك"));
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
    let ala = context.spells(word, "علي").then_some(next + word.len() as u32)?;
    context.start_after(ala)
}

/// Whether nothing but a subject stands before a place in its clause, or behind إن and its like: "إن المخرج الشاب".
fn is_predicate(context: &Context<'_>, end: u32, masculine: bool) -> bool {
    let alphabet = context.fold.alphabet();
    let word = context.word_ending(end);
    let bare = |word: &[u8]| -> bool { PRONOUNS.iter().any(|pronoun| context.spells(word, pronoun)) };
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
    let definite = article && context.is_definite(word) && !TIMES.iter().any(|time| context.spells(bare, time));
    (named || definite) && !traits.cues.has(CueClass::Preposition) && !context.ending_at(end).any(place)
}
