//! Persons that no list has, told by their names' form and by what stands beside them: "المزارع شعبان الخلف إنه", "وقال آدم عيسى
//! وهو", "طالبة تدعى براتيما". Their ids are made of their names.
//!
//! What introduces a name, how sure its parts are and what closes it weigh against each other: behind "called" a given name is
//! enough, behind a title a word of which nothing is known may end the name, elsewhere all parts must be known as parts of names.

use super::Reading;
use super::context::Context;
use super::evidence::Evidence;
use super::introduction::{TITLES, introduction, is_titled};
use super::name_forms::{ends_as_foreign, is_rather_a_word};
use super::person_name::{Closing, Part, PersonName, closing, is_ali, is_name};
use super::position::is_verb;
use super::sets::Set;
use super::weighing::Case;
use super::winners::{self, Span};
use crate::compile::{CueMask, Trait};
use crate::entity::{Kind, Label, Proclitic};
use crate::gazetteer::{CueClass, WordList};
use crate::grounds::{Ground, Grounds};
use crate::scan::Candidate;

/// Adds the names of persons that no list has. Given names alone are left for later, when persons named in full have been named again
/// by them.
pub(super) fn add(context: &Context<'_>, evidence: &Evidence, spans: &mut Vec<Span>) -> Vec<Span> {
    let known = spans.len();
    let (mut reach, mut alone) = (0, Vec::new());
    for found in context.of(Set::Given) {
        if found.start < reach || evidence.covering(found.start).is_some() {
            continue;
        }
        if !may_be_behind(found) || !may_begin(context, found) {
            continue;
        }
        let Some((name, proclitic)) = name_at(context, found) else { continue };
        if name.start < reach {
            continue;
        }
        let before = spans[known..].last().map(|span| span.end);
        let Some(introduction) = introduction(context, evidence, (name.start, proclitic), before) else { continue };
        let case = Case::new(context, found, name.start, introduction);
        let whole = name.whole().filter(|whole| case.stands_whole(&name, whole));
        let Some(name) = whole.or_else(|| case.stands(&name).then_some(name)) else {
            // What is refused as a name of several parts is none from its second part on; its first may be another word (روى).
            reach = if name.parts > 1 && name.least == Part::Sure { name.end } else { reach };
            continue;
        };
        reach = name.end;
        if overlaps(&spans[..known], name.start, name.end) {
            continue;
        }
        let found = span(context, &name, proclitic);
        if name.parts > 1 {
            spans.push(found);
        } else {
            alone.push(found);
        }
    }
    for cue in context.of(Set::Introducing) {
        let Some(name) = unknown_behind(context, cue) else { continue };
        if evidence.covering(name.start).is_none() && !overlaps(&spans[..known], name.start, name.end) {
            spans.push(span(context, &name, Proclitic::NONE));
        }
    }
    winners::put_in_order(spans, known);
    alone
}

/// Adds given names alone where nothing else stands. Says whether there are any.
pub(super) fn add_alone(alone: Vec<Span>, spans: &mut Vec<Span>) -> bool {
    let known = spans.len();
    let free: Vec<Span> = alone.into_iter().filter(|span| !overlaps(spans, span.start, span.end)).collect();
    let any = !free.is_empty();
    spans.extend(free);
    winners::put_in_order(spans, known);
    any
}

/// Whether the particles before a given name are rather such than its own letters: "ولورين", but "بارون", "وانغ".
fn may_be_behind(found: &Candidate) -> bool {
    const SHORTEST: u32 = 4;
    match found.proclitic.as_str() {
        "" => true,
        "و" | "ل" | "ول" => found.end - found.start >= SHORTEST,
        _ => false,
    }
}

/// Whether something stands before a given name that is a word too which may introduce it; cheap, for most are words.
fn may_begin(context: &Context<'_>, found: &Candidate) -> bool {
    const BEFORE: CueMask =
        CueMask::of(&[CueClass::Title, CueClass::Calling, CueClass::Relative, CueClass::Speech, CueClass::Modifier]);
    let cues = context.traits(found).cues;
    if cues.has(CueClass::Given) || cues.has(CueClass::Kin) || !found.proclitic.is_empty() {
        return true;
    }
    context.end_before(found.start).is_none_or(|end| {
        let traits = context.traits_ending(end);
        traits.cues.meets(BEFORE)
            || traits.is_either(Trait::Nation, Trait::Place)
            || !context.ends_any(end)
            || context.is_definite(context.word_ending(end))
    })
}

/// The span of a name.
fn span(context: &Context<'_>, name: &PersonName, proclitic: Proclitic) -> Span {
    let kind = if name.parts > 1 { Kind::Full } else { Kind::Given };
    Span {
        start: name.start,
        end: name.end,
        letters: context.letters(name.start, name.end),
        proclitic,
        weak: true,
        key: (kind, context.label_place(&Label::Person), 0, 0),
        reading: Reading::Unlisted {
            family: name.family,
            kind,
            key: context.name_key(name.start, name.end),
            distinct: is_distinct(context, name),
        },
        grounds: Grounds::of(Ground::Unlisted),
    }
}

/// The name that begins with a given name, with عبد or أبو, with أم or علي before it; and the particles before it.
fn name_at(context: &Context<'_>, found: &Candidate) -> Option<(PersonName, Proclitic)> {
    let word = context.word_starting(found.start);
    let behind_ali = || {
        let end = context.end_before(found.start).filter(|_| found.proclitic.is_empty())?;
        let word = context.word_ending(end);
        is_ali(context, word, end).then(|| (end - word.len() as u32, end))
    };
    if let Some((start, end)) = behind_ali() {
        return Some((PersonName::of(context, start, end, Part::Sure), Proclitic::NONE));
    }
    let cues = context.traits(found).cues;
    if !cues.has(CueClass::Given) && !cues.has(CueClass::GivenWord) {
        // عبد الواحد, أبو صالح.
        let (father, servant) =
            (context.is_one_of(word, WordList::FatherOf), context.is_one_of(word, WordList::Servant));
        if !father && !servant {
            return None;
        }
        let behind = context.start_after(found.end).filter(|&next| !context.begins_clause(next))?;
        let word = context.word_starting(behind);
        let given = |other: &Candidate| context.traits(other).cues.has(CueClass::Given);
        let own = servant && context.is_definite(word) || father && context.starting_at(behind).any(given);
        let name = PersonName::of(context, found.start, behind + word.len() as u32, Part::Sure);
        return own.then_some((PersonName { parts: name.parts + u32::from(father), ..name }, found.proclitic));
    }
    if let Some(name) = behind_unknown(context, found) {
        return Some((name, Proclitic::NONE));
    }
    let sure = |other: &&Candidate| context.traits(other).cues.has(CueClass::Given);
    let longest = context.starting_at(found.start).filter(sure).max_by_key(|other| other.end);
    let (end, least) = longest.map_or((found.end, Part::Word), |given| (given.end, Part::Sure));
    let name = PersonName::of(context, found.start, end, least);
    let mother = context.end_before(found.start).filter(|&end| {
        least == Part::Sure
            && found.proclitic.is_empty()
            && context.is_one_of(context.word_ending(end), WordList::Mother)
    });
    Some(match mother {
        Some(end) => {
            let start = end - context.word_ending(end).len() as u32;
            (PersonName { start, parts: name.parts + 1, ..name }, Proclitic::NONE)
        }
        None => (name, found.proclitic),
    })
}

/// The name that begins with an unknown word before a given name, behind a title and a definite word: "حاكم المقاطعة إركين جان".
fn behind_unknown(context: &Context<'_>, found: &Candidate) -> Option<PersonName> {
    let end = context.end_before(found.start).filter(|_| found.proclitic.is_empty())?;
    // A Chinese family name: "السفير يو جيان هوا".
    let family = |other: &Candidate| {
        let traits = context.traits(other);
        traits.is(Trait::Person) && !traits.cues.meets(TITLES) && !traits.is_either(Trait::Place, Trait::Nation)
    };
    if !context.ending_at(end).all(family) {
        return None;
    }
    let word = context.word_ending(end);
    let start = end - word.len() as u32;
    let titled = |end: u32| {
        let cues = context.traits_ending(end).cues;
        cues.has(CueClass::Speech)
            || context.is_definite(context.word_ending(end)) && (cues.meets(TITLES) || is_titled(context, start))
    };
    let given = context.traits(found).cues.has(CueClass::Given);
    let own = given
        && !context.is_one_of(word, WordList::Mother)
        && !matches!(context.last_letter(end), Some('ا' | 'ة'))
        && is_name(context, word)
        && !['و', 'ف'].map(|letter| context.fold.alphabet().word_code(letter)).contains(&word[0])
        && !context.is_definite(word)
        && !is_verb(context, end);
    (own && context.end_before(start).is_some_and(titled))
        .then(|| PersonName::of(context, start, end, Part::Unknown))
        .filter(|name| name.end > found.start)
}

/// The name of two words behind a title or a verb of saying of which the first is unknown and the second ends as foreign family
/// names do: "وقالت أيغول سماغولوفا".
fn unknown_behind(context: &Context<'_>, cue: &Candidate) -> Option<PersonName> {
    const SHORTEST: usize = 3;
    let start = context.start_after(cue.end).filter(|&start| context.starting_at(start).next().is_none())?;
    // باسم, ومعه.
    let particles = ['ب', 'ل', 'ك', 'ف', 'و'].map(|letter| context.fold.alphabet().word_code(letter));
    let given = context.word_starting(start);
    let end = start + given.len() as u32;
    let family = context.start_after(end).filter(|_| given.len() >= SHORTEST && !particles.contains(&given[0]))?;
    let word = context.word_starting(family);
    let name = PersonName { start, family, end: family + word.len() as u32, parts: 2, least: Part::Formed, last: None };
    if context.is_definite(given) || !ends_as_foreign(context, &name) {
        return None;
    }
    let behind_particle = |at: u32| context.starting_at(start + at).any(|found| found.proclitic.len() == at);
    let persons = |found: &Candidate| found.end == name.end && context.traits(found).is(Trait::Person);
    let stands = is_name(context, given)
        && !(1..=2).any(behind_particle)
        && is_name(context, word)
        && !context.is_definite(word)
        && context.starting_at(family).all(persons)
        && !context.begins_clause(start)
        && !context.begins_clause(family)
        && closing(context, name.end) > Closing::Open;
    stands.then_some(name)
}

/// Whether the last part of a name is no other word: it ends as foreign family names do, or nothing is known of it and what is said
/// closes the name (طارق جبور إن); an adjective may end in ي.
fn is_distinct(context: &Context<'_>, name: &PersonName) -> bool {
    let said = || context.traits_after(name.end).cues.has(CueClass::That);
    // شريف ends as كيسلوف does.
    let known = |found: &Candidate| {
        let (traits, surface) = (context.traits(found), context.surface(found));
        !traits.is(Trait::Person) || !surface.needs.is_empty() || traits.cues.has(CueClass::GivenWord)
    };
    let adjective = || context.last_letter(name.end) == Some('ي') || is_rather_a_word(context, name);
    let unknown = || name.least == Part::Unknown && context.starting_at(name.family).next().is_none();
    name.parts > 1
        && (ends_as_foreign(context, name) && !context.starting_at(name.family).any(known)
            || unknown() && said() && !adjective())
}

/// Whether a span lies on some of the letters between two places.
fn overlaps(spans: &[Span], start: u32, end: u32) -> bool {
    const NEAR: usize = 4;
    let behind = spans.partition_point(|span| span.start < start);
    spans[behind..].first().is_some_and(|span| span.start < end)
        || spans[..behind].iter().rev().take(NEAR).any(|span| span.end > start)
}
