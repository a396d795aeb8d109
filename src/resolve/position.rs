//! Where a name may stand in its sentence that is also an ordinary word: behind a verb or a word that takes a name, not
//! where an adjective or a noun in the genitive stands.

use super::context::Context;
use super::signs::acts;
use crate::compile::Entry;
use crate::entity::Label;
use crate::gazetteer::{CueClass, Needs, WordList};
use crate::scan::Candidate;

/// The word before is one that stands before a name (قال, لقاء), or a person's name begins its clause; "مصدر رئيسي" and
/// "وفتح الباب" are neither. Behind a preposition the clause must go on as after a name: "إلى سلام دائم" does not.
pub(super) fn stands_like_a_name(context: &Context<'_>, candidate: &Candidate, label: &Label) -> bool {
    let needs = context.surface(candidate).needs;
    if needs.has(Needs::Construct) && is_head(context, candidate) {
        return false;
    }
    let start = Context::word_start(candidate.start, candidate.proclitic);
    let person = *label == Label::Person;
    if person && context.begins_clause(start) {
        // "ودار نقاش": a verb. "الوسيط المحلي، هادي جمعان": another man.
        let verb = needs.has(Needs::Construct) && candidate.proclitic.as_str() == "و";
        return !verb && !(context.surface(candidate).cues.has(CueClass::Given) && goes_on_unknown(context, candidate));
    }
    if candidate.proclitic.has_preposition() {
        return goes_on_freely(context, candidate.end);
    }
    let Some(end) = context.end_before(start) else { return false };
    let cues = |class: CueClass| context.has_cue_ending(end, class);
    if cues(CueClass::Person) {
        // "قالت أمل إن", but "قالت أمل كلوني".
        let may_be_given = *label == Label::Org && context.surface(candidate).cues.has(CueClass::Given);
        // "بحث مع السوداني الملف": no adjective stands behind a preposition.
        let adjective = |entry: &Entry| *context.label(entry) == Label::Norp && entry.inflection.definite;
        return !cues(CueClass::Preposition) && !may_be_given
            || goes_on_freely(context, candidate.end)
            || person && context.entries(candidate).iter().any(adjective);
    }
    person && candidate.proclitic.is_empty() && is_verb(context, end)
}

/// As لولا in "حذر لولا من الحرب": behind a verb, the clause going on as after a name; not where it begins a clause, as the
/// conjunction does.
pub(super) fn stands_behind_a_verb(context: &Context<'_>, candidate: &Candidate) -> bool {
    candidate.proclitic.is_empty()
        && context.end_before(candidate.start).is_some_and(|end| context.has_cue_ending(end, CueClass::Person))
        && (goes_on_freely(context, candidate.end) || context.traits_after(candidate.end).cues.has(CueClass::That))
}

/// As `لي` in "قال لي إن": a verb of saying before it, and what is said behind it; or a preposition before it, as no pronoun has:
/// "مع لي".
pub(super) fn stands_in_speech(context: &Context<'_>, candidate: &Candidate) -> bool {
    let said = |end: u32| context.has_cue_ending(end, CueClass::Speech);
    let cues = context.cues_before(candidate.start);
    if candidate.proclitic.is_empty()
        && (cues.has(CueClass::Preposition) || cues.has(CueClass::That) && acts(context, candidate))
    {
        return true;
    }
    candidate.proclitic.is_empty()
        && context.end_before(candidate.start).is_some_and(said)
        && (context.sign_after(candidate.end) == Some(':')
            || context.start_after(candidate.end).is_some_and(|next| {
                let begins = |word: &Candidate| context.surface(word).cues.has(CueClass::That);
                context.starting_at(next).any(|word| word.proclitic.is_empty() && begins(word))
            }))
}

/// Whether a definite word stands right behind it, as behind the head of a genitive: دار الأيتام.
fn is_head(context: &Context<'_>, candidate: &Candidate) -> bool {
    context.start_after(candidate.end).is_some_and(|next| context.is_definite(context.word_starting(next)))
}

/// Whether a word stands behind it that is nothing known, no verb in the imperfect and not definite: a surname of its own.
fn goes_on_unknown(context: &Context<'_>, candidate: &Candidate) -> bool {
    const SHORTEST: usize = 3;
    let imperfect = ['ي', 'ت', 'س'].map(|letter| context.fold.alphabet().word_code(letter));
    context.start_after(candidate.end).is_some_and(|next| {
        let word = context.word_starting(next);
        word.len() >= SHORTEST
            && context.starting_at(next).all(|found| {
                let cues = context.traits(found).cues;
                cues.has(CueClass::Given) || cues.has(CueClass::GivenWord)
            })
            && !imperfect.contains(&word[0])
            && !context.is_definite(word)
    })
}

/// Whether the clause ends at a place behind a name, or goes on with a word that no adjective or genitive is.
pub(super) fn goes_on_freely(context: &Context<'_>, end: u32) -> bool {
    let Some(next) = context.start_after(end) else { return true };
    let word = context.word_starting(next);
    let begins = |letters: &[char]| {
        word.iter().zip(letters).filter(|&(&code, &letter)| code == context.fold.alphabet().word_code(letter)).count()
            == letters.len()
    };
    // و joins something else, a preposition with the article or apart (لـ «البيان») begins another phrase, and إنه what is said.
    word.len() == 1
        || begins(&['و'])
        || begins(&['ل', 'ل'])
        || begins(&['ب', 'ا', 'ل'])
        || begins(&['ا', 'ن', 'ه'])
        || context.starting_at(next).any(|found| {
            let cues = context.surface(found).cues;
            cues.has(CueClass::Person) || cues.has(CueClass::Preposition) || cues.has(CueClass::Speech)
        })
}

/// Whether a name of several words ends where its listed form ends: a title of his, a verb in the imperfect, or what no further
/// name is stands behind it: "الدكتور محمد كمال أستاذ", not "الدكتور محمد كمال جنابي".
pub(super) fn ends_as_listed(context: &Context<'_>, candidate: &Candidate) -> bool {
    const SHORTEST: usize = 4;
    let verb = |next: u32| {
        let word = context.word_starting(next);
        word.len() >= SHORTEST
            && word[0] == context.fold.alphabet().word_code('ي')
            && context.starting_at(next).next().is_none()
    };
    goes_on_freely(context, candidate.end)
        || context.start_after(candidate.end).is_some_and(|next| {
            let title =
                |found: &Candidate| found.proclitic.is_empty() && context.surface(found).cues.has(CueClass::Title);
            context.starting_at(next).any(title) || verb(next)
        })
}

/// Whether the word that ends at `end` looks like a verb: it opens its clause and is no noun by its form ("وشكر شريف مضيفيه"), or
/// has the prefix of the imperfect.
pub(super) fn is_verb(context: &Context<'_>, end: u32) -> bool {
    const SHORTEST: usize = 3;
    let alphabet = context.fold.alphabet();
    let word = context.word_ending(end);
    let code = |letter: char| alphabet.word_code(letter);
    let imperfect = |rest: &[u8]| rest.len() > SHORTEST && rest[0] == code('ي');
    if imperfect(word) || is_behind_particle(context, end - word.len() as u32) {
        return true;
    }
    // وشكر, فوصل, سيزور.
    let bare = match word {
        [first, rest @ ..] if [code('و'), code('ف')].contains(first) && rest.len() >= SHORTEST => rest,
        [first, rest @ ..] if *first == code('س') && imperfect(rest) => return true,
        _ => return false,
    };
    if imperfect(bare) {
        return true;
    }
    let noun = context.is_definite(word)
        || context.last_letter(end) == Some('ة')
        || context.ending_at(end).any(|found| {
            let (surface, cues) = (context.surface(found), context.surface(found).cues);
            cues.has(CueClass::Title)
                || cues.has(CueClass::Nation)
                || cues.has(CueClass::Given)
                || !surface.entries.is_empty()
        });
    !noun && context.begins_clause(end - word.len() as u32)
}

/// Whether a particle that only a verb follows stands right before: هل تنازل, قد زار, عندما غادر.
fn is_behind_particle(context: &Context<'_>, start: u32) -> bool {
    context.end_before(start).is_some_and(|end| context.is_one_of(context.word_ending(end), WordList::VerbParticle))
}

/// Whether the word before a country's name that is also an adjective (مالي) is a noun that the adjective may belong to:
/// دعم مالي, but بعثة مالي, غادر الجنود مالي.
pub(super) fn may_be_adjective(context: &Context<'_>, candidate: &Candidate) -> bool {
    let Some(end) = context.end_before(Context::word_start(candidate.start, candidate.proclitic)) else { return false };
    let word = context.word_ending(end);
    let place = context.has_cue_ending(end, CueClass::Place);
    !place && !context.is_definite(word) && context.last_letter(end) != Some('ة') && !is_verb(context, end)
}
