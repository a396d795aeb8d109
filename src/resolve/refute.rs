//! What the words beside a name say against it.
//!
//! A short name after a given name that is not its bearer's, or before بن or آل, belongs to a stranger. A place behind
//! ولاية, نهر or محافظة only lends its name to something else.

use super::context::Context;
use super::evidence::Evidence;
use super::longer::{
    OF_ANYBODY, goes_on_to_a_longer_name, goes_on_with_a_given_name, is_behind_a_given_name, is_introduced, is_mothers,
    is_within_a_longer_name,
};
use super::namesake::is_a_namesakes;
use super::winners::Span;
use super::{Reading, ordinary};
use crate::compile::{CueMask, Entry, Surface, Trait, Traits};
use crate::entity::{Kind, Label};
use crate::gazetteer::{CueClass, WordList};
use crate::grounds::Against;
use crate::scan::{Candidate, Grain};
use crate::watch::Pace;

/// Takes away the entries of names that the words beside them refute. Says whether any fell.
pub(super) fn drop_refuted(context: &Context<'_>, spans: &mut Vec<Span>, evidence: &Evidence) -> bool {
    let mut fallen = false;
    let mut pace = Pace::resolving(context.watch);
    spans.retain_mut(|span| {
        if !pace.step() {
            return false;
        }
        let Reading::Names { surface: index, entries } = &mut span.reading else { return true };
        let candidate = Candidate {
            surface: *index,
            start: span.start,
            end: span.end,
            proclitic: span.proclitic,
            grain: Grain::Word,
        };
        let traits = context.traits(&candidate);
        let suspect = if span.proclitic.is_empty() {
            may_fall(context, &candidate, traits)
        } else {
            traits.is(Trait::Ordinary) || context.is_accusative(&candidate)
        };
        let suspect = suspect || traits.is(Trait::Person) && context.holds_cue(CueClass::Calling);
        if !suspect {
            return true;
        }
        let all = context.entries_at(*index);
        let before = *entries;
        entries.retain(|index| against(context, &candidate, &all[index], evidence).is_none());
        fallen |= *entries != before;
        !entries.is_empty()
    });
    fallen
}

/// Whether anything may be said against a name without particles: by the cues beside it most have nothing to fear.
fn may_fall(context: &Context<'_>, candidate: &Candidate, traits: Traits) -> bool {
    let language = traits.is_either(Trait::Ordinary, Trait::Language) && context.holds_cue(CueClass::Language);
    if language || traits.is_either(Trait::Word, Trait::GivenPlace) {
        return true;
    }
    if context.is_accusative(candidate) {
        return true;
    }
    let ending = context.end_before(candidate.start).map_or(Traits::NONE, |end| context.traits_ending(end));
    let before = ending.cues;
    let region = traits.is(Trait::Place)
        && (before.has(CueClass::Region) || before.has(CueClass::Place) && is_side_of_region(context, candidate.start));
    if !traits.is(Trait::SurnameLike) {
        return region || traits.is(Trait::Nation) && before.has(CueClass::Relative);
    }
    let after = context.traits_after(candidate.end).cues;
    let unknown = || context.end_before(candidate.start).is_some_and(|end| !context.ends_any(end));
    region | before.meets(GIVEN) | after.meets(FAMILY)
        || before.meets(OF_ANYBODY) && after.has(CueClass::Given)
        || traits.is(Trait::Person) && (ending.is(Trait::Person) || unknown())
        || traits.is(Trait::Nation) && is_behind_ali(context, candidate)
}

/// Cues that make a name somebody else's from right before it, and from right behind it.
const GIVEN: CueMask = CueMask::of(&[CueClass::Given, CueClass::Kin, CueClass::Relative]);
const FAMILY: CueMask = CueMask::of(&[CueClass::Family, CueClass::Kin]);

/// What the words beside a name, or the text's other words, say against one of its entries.
pub(super) fn against(
    context: &Context<'_>,
    candidate: &Candidate,
    entry: &Entry,
    evidence: &Evidence,
) -> Option<Against> {
    let when = |holds: bool, against: Against| (holds && context.without.objects(against)).then_some(against);
    let accusative =
        || !matches!(context.label(entry), Label::Country | Label::Norp) && context.is_accusative(candidate);
    let word = || when(accusative() || ordinary::is_ordinary(context, candidate, entry, evidence), Against::Word);
    let namesake = || {
        when(is_a_namesakes(context, (candidate.start, entry.kind == Kind::Full), entry, evidence), Against::Stranger)
    };
    if !candidate.proclitic.is_empty() {
        return namesake().or_else(word);
    }
    let surface = context.surface(candidate);
    let region = || names_region(context, candidate.start, entry) || is_of_another_state(context, candidate, entry);
    when(region(), Against::Region)
        .or_else(|| when(is_given_name(context, surface, candidate, entry), Against::Given))
        .or_else(|| when(is_strangers(context, candidate, entry, evidence), Against::Stranger))
        .or_else(namesake)
        .or_else(word)
}

/// Whether a place's name stands behind a word that makes it the name of something else: ولاية جورجيا, نهر الأردن.
pub(super) fn names_region(context: &Context<'_>, start: u32, entry: &Entry) -> bool {
    matches!(context.label(entry), Label::Country | Label::City)
        && (context.cues_before(start).has(CueClass::Region) || is_side_of_region(context, start))
}

/// Whether a country's name that is a given name too has another state's nationality right behind it: جورجيا الأمريكية.
fn is_of_another_state(context: &Context<'_>, candidate: &Candidate, entry: &Entry) -> bool {
    let foreign = |other: &Entry| {
        let form = other.inflection;
        // Of a state of old it was a part: جورجيا السوفيتية.
        let is_former = || context.lexicon.gazetteer().record(other.record as usize).ended.is_some();
        form.definite
            && form.feminine
            && other.record != entry.record
            && *context.label(other) == Label::Norp
            && !is_former()
    };
    *context.label(entry) == Label::Country
        && context.surface(candidate).cues.has(CueClass::Given)
        && context.traits_after(candidate.end).is(Trait::Nation)
        && context.start_after(candidate.end).is_some_and(|next| {
            context.starting_at(next).any(|word| word.proclitic.is_empty() && context.entries(word).iter().any(foreign))
        })
}

/// Whether a side of the world and before it the class word of one region stand before a place's name: ولاية جنوب أستراليا, but
/// محافظات جنوب العراق.
fn is_side_of_region(context: &Context<'_>, start: u32) -> bool {
    context.end_before(start).is_some_and(|end| {
        let side = end - context.word_ending(end).len() as u32;
        context.has_cue_ending(end, CueClass::Place)
            && context.end_before(side).is_some_and(|end| {
                context.has_cue_ending(end, CueClass::Region) && context.last_letter(end) == Some('ة')
            })
    })
}

/// Whether a country's name or nationality word that is also a given name stands where one does: ابنته هند, المهندس تركي, تركي
/// العبد الله, جورجيا ميلر.
fn is_given_name(context: &Context<'_>, surface: &Surface, candidate: &Candidate, entry: &Entry) -> bool {
    if !surface.cues.has(CueClass::Given) || !matches!(context.label(entry), Label::Country | Label::City | Label::Norp)
    {
        return false;
    }
    let before = context.end_before(candidate.start);
    let cued = |holds: &dyn Fn(&Surface) -> bool| {
        before.is_some_and(|end| context.ending_at(end).any(|word| holds(context.surface(word))))
    };
    let indefinite = *context.label(entry) == Label::Norp && !entry.inflection.definite;
    cued(&|word| word.cues.has(CueClass::Relative) || word.cues.has(CueClass::Title) && word.apposition)
        || indefinite && cued(&|word| word.cues.has(CueClass::Speech))
        || goes_on_as_a_name(context, candidate, entry) && (indefinite || !cued(&|word| word.cues.has(CueClass::Place)))
        || indefinite && before.is_some_and(|end| is_listed_with_given_names(context, candidate, end))
}

/// Whether و joins a given name to a word behind a definite one, with which it does not agree: "بين الفائزين تركي وهند".
fn is_listed_with_given_names(context: &Context<'_>, candidate: &Candidate, before: u32) -> bool {
    let joined = |next: u32| {
        let given =
            |word: &Candidate| word.proclitic.as_str() == "و" && context.surface(word).cues.has(CueClass::Given);
        context.starting_at(next + 1).any(given)
    };
    context.is_definite(context.word_ending(before)) && context.start_after(candidate.end).is_some_and(joined)
}

/// Whether a family name, or somebody's surname who is not of that country, stands right behind.
fn goes_on_as_a_name(context: &Context<'_>, candidate: &Candidate, entry: &Entry) -> bool {
    let state = context.lexicon.state(entry.record);
    let surname = |other: &Entry| {
        other.kind == Kind::Surname
            && *context.label(other) == Label::Person
            && context.lexicon.state(other.record) != state
    };
    context.start_after(candidate.end).is_some_and(|start| {
        context.starting_at(start).filter(|word| word.proclitic.is_empty()).any(|word| {
            let cues = context.surface(word).cues;
            cues.has(CueClass::Family)
                || cues.has(CueClass::Kin)
                || !context.entries(word).is_empty() && context.entries(word).iter().all(surname)
        })
    })
}

/// Whether a name is only part of a person's full name: one word, or بن, آل and their like with what follows.
fn is_short(context: &Context<'_>, surface: &Surface, start: u32) -> bool {
    let kin = |word: &Candidate| context.surface(word).cues.has(CueClass::Kin);
    surface.one_word || context.starting_at(start).any(kin)
}

/// Whether a short name stands after another's given name, or a name goes on to a longer one.
fn is_strangers(context: &Context<'_>, candidate: &Candidate, entry: &Entry, evidence: &Evidence) -> bool {
    let person = *context.label(entry) == Label::Person;
    let surname_like = match context.label(entry) {
        Label::Person => true,
        // "خالد المصري": after a given name a definite masculine nationality word is a surname.
        Label::Norp => entry.inflection.definite && entry.inflection.masculine,
        // "محمد البريج": so is the name of a city; no capital's is.
        Label::City => !is_capital(context, entry),
        _ => false,
    };
    if !surname_like {
        return *context.label(entry) == Label::Norp && is_introduced(context, candidate, entry, evidence);
    }
    let cues = context.cues_before(candidate.start);
    let before = |class: CueClass, own: &dyn Fn(u32, &Candidate) -> bool| {
        cues.has(class)
            && context.end_before(candidate.start).is_some_and(|end| {
                evidence.covering(end - 1).is_none() && context.ending_at(end).any(|word| own(end, word))
            })
    };
    // محمد بن سلمان الدوسري is not محمد بن سلمان, and سلطان بن محمد بن سلمان his son.
    if person && (is_before(context, candidate, CueClass::Family) || is_a_fathers(context, candidate, cues)) {
        return true;
    }
    if !is_short(context, context.surface(candidate), candidate.start) {
        return person && is_within_a_longer_name(context, candidate, entry, evidence);
    }
    // عبد الله الأول is another king than the one whose given name alone is listed, عباس محمود العقاد another man.
    if person
        && context.surface(candidate).cues.has(CueClass::Given)
        && (is_numbered(context, candidate) || goes_on_with_a_given_name(context, candidate))
    {
        return true;
    }
    // خليفة علي السويدي: the name علي is the particle على but for its dots.
    if *context.label(entry) == Label::Norp && is_behind_ali(context, candidate) {
        return true;
    }
    // عبد الله بن بريدة, عمران بن حصين: no city is a father or a son.
    if *context.label(entry) == Label::City && is_in_a_chain(context, candidate) {
        return true;
    }
    // الطفل مودي: no statesman is called so.
    let youngster = |end: u32, word: &Candidate| {
        let cues = context.surface(word).cues;
        cues.has(CueClass::Relative) && !cues.has(CueClass::Modifier) && context.is_definite(context.word_ending(end))
    };
    is_behind_a_given_name(context, candidate, entry, evidence)
        || person && is_mothers(context, candidate)
        || is_introduced(context, candidate, entry, evidence)
        || person && goes_on_to_a_longer_name(context, candidate)
        || person && before(CueClass::Relative, &youngster)
        || person
            && (is_before(context, candidate, CueClass::Kin)
                || is_behind_unknown_name(context, candidate, entry, evidence))
}

/// Whether a city is the capital of its state.
fn is_capital(context: &Context<'_>, entry: &Entry) -> bool {
    context.lexicon.bearer(entry.record).is_capital()
}

/// Whether بن or its like and before that a given name stand before a name: it is the father's, in his child's.
fn is_a_fathers(context: &Context<'_>, candidate: &Candidate, before: CueMask) -> bool {
    before.has(CueClass::Kin)
        && context.end_before(candidate.start).is_some_and(|end| {
            let mut kin = context.ending_at(end).filter(|word| context.surface(word).cues.has(CueClass::Kin));
            kin.any(|word| context.cues_before(word.start).has(CueClass::Given))
        })
}

/// Whether بن stands right before or right behind a name.
fn is_in_a_chain(context: &Context<'_>, candidate: &Candidate) -> bool {
    let son = |word: &[u8]| context.is_one_of(word, WordList::Son);
    context.end_before(candidate.start).is_some_and(|end| son(context.word_ending(end)))
        || context.start_after(candidate.end).is_some_and(|next| son(context.word_starting(next)))
}

/// Whether a regnal number stands right behind a name.
fn is_numbered(context: &Context<'_>, candidate: &Candidate) -> bool {
    context
        .start_after(candidate.end)
        .is_some_and(|next| context.is_one_of(context.word_starting(next), WordList::Number))
}

/// Whether a given name and علي with its dots stand right before.
fn is_behind_ali(context: &Context<'_>, candidate: &Candidate) -> bool {
    let ali = ['ع', 'ل', 'ي'].map(|letter| context.fold.alphabet().word_code(letter));
    context.end_before(candidate.start).is_some_and(|end| {
        context.word_ending(end) == ali
            && context.last_letter(end) == Some('ي')
            && context.cues_before(end - ali.len() as u32).has(CueClass::Given)
    })
}

/// Whether a cue of a class stands right behind a name.
pub(super) fn is_before(context: &Context<'_>, candidate: &Candidate, class: CueClass) -> bool {
    context.traits_after(candidate.end).cues.has(class)
}

/// Whether a word that is nothing known stands between a title, or a woman's verb of saying, and the surname: الممثلة نورهان
/// أردوغان, كتبت ميرال باشينيان. It is a given name, and not his, unless it is like one of his.
fn is_behind_unknown_name(context: &Context<'_>, candidate: &Candidate, entry: &Entry, evidence: &Evidence) -> bool {
    let Some(end) = context.end_before(candidate.start) else { return false };
    if context.ends_any(end) {
        return false;
    }
    let word = context.word_ending(end);
    let start = end - word.len() as u32;
    let titled = |found: &Candidate| {
        let surface = context.surface(found);
        surface.cues.has(CueClass::Title) && surface.apposition
    };
    let before = context.cues_before(start);
    let said_of_her = |end: u32| {
        context.word_ending(end).last() == Some(&context.fold.alphabet().word_code('ت'))
            && context.lexicon.bearer(entry.record).is_masculine()
    };
    (before.has(CueClass::Title) && context.end_before(start).is_some_and(|title| context.ending_at(title).any(titled))
        || before.has(CueClass::Speech) && context.end_before(start).is_some_and(said_of_her))
        && evidence.covering(end - 1).is_none()
        && word.len() > 2
        && !context.is_definite(word)
        && context.lexicon.like_first_name(entry.record, word).is_none()
}
