//! Persons that no list has, named again: "قال المهندس طارق جبور ... وطمأن جبور السكان".
//!
//! Whom the text has brought in a family name that is no other word (of foreign form, or unknown and told by what is said behind it) means
//! wherever it stands; another, and a given name, only where a person acts: behind a verb of saying, "that" or "as for". Beside another's given name neither does.

use foldhash::HashMap;

use super::Reading;
use super::context::Context;
use super::evidence::Evidence;
use super::person_name::{Closing, closing};
use super::winners::{self, Span};
use crate::compile::CueMask;
use crate::entity::{Kind, Proclitic};
use crate::gazetteer::{CueClass, WordList};
use crate::grounds::{Ground, Grounds};
use crate::scan::Candidate;
use crate::watch::Pace;

/// Fewest letters of a name by which somebody is named again, and of one that is no other word.
const SHORTEST: u32 = 3;
const DISTINCT: u32 = 4;
/// What makes a name somebody else's from beside it.
const NAMES: CueMask = CueMask::of(&[CueClass::Given, CueClass::GivenWord, CueClass::Family, CueClass::Kin]);
/// What stands before somebody who acts.
const ACTS: CueMask = CueMask::of(&[CueClass::Speech, CueClass::Person, CueClass::That]);

/// A name by which a person may be named again.
struct Name {
    person: Span,
    kind: Kind,
    /// Whether it is no other word, and whether it is an ordinary one.
    distinct: bool,
    ordinary: bool,
}

/// Adds the names of persons that no list has where they are named again.
pub(super) fn add(context: &Context<'_>, evidence: &Evidence, spans: &mut Vec<Span>) {
    let known = spans.len();
    let mut names: HashMap<&[u8], Vec<Name>> = HashMap::default();
    let mut from = u32::MAX;
    for span in spans.iter() {
        for ((start, end), name) in names_of(context, span).into_iter().flatten() {
            names.entry(&context.folded.codes[start as usize..end as usize]).or_default().push(name);
            from = from.min(span.end);
        }
    }
    if names.is_empty() {
        return;
    }
    // Most words differ from all of them in the first letter or in length.
    let mut lengths = [0_u32; 256];
    for name in names.keys() {
        lengths[name[0] as usize] |= 1 << name.len().min(31);
    }
    let may_be =
        |word: &[u8]| word.first().is_some_and(|first| lengths[*first as usize] >> word.len().min(31) & 1 == 1);
    let (codes, alphabet) = (&context.folded.codes, context.fold.alphabet());
    let waw = alphabet.word_code('و');
    let (mut at, mut pace) = (from as usize, Pace::resolving(context.watch));
    while at < codes.len() && pace.step() {
        let length = alphabet.run(&codes[at..]).max(1);
        let word = &codes[at..at + length];
        let known_as = |word: &[u8]| if may_be(word) { names.get(word) } else { None };
        let joined = || word.strip_prefix(&[waw]).and_then(known_as).map(|bearers| (bearers, 1));
        if let Some((bearers, particles)) = known_as(word).map(|bearers| (bearers, 0)).or_else(joined) {
            let (start, end) = (at as u32 + particles, (at + length) as u32);
            // The last who was named before.
            let before = bearers.partition_point(|name| name.person.end <= start);
            let name = before.checked_sub(1).map(|last| &bearers[last]);
            let free = || {
                let behind = spans[..known].partition_point(|span| span.end <= start);
                spans[..known].get(behind).is_none_or(|span| span.start >= end) && evidence.covering(start).is_none()
            };
            let bearer = name.filter(|name| {
                (name.distinct || particles == 0 && acts(context, (start, end), name.ordinary))
                    && !is_beside_a_name(context, at as u32, end)
                    && free()
            });
            let proclitic = Proclitic::of_role(if particles == 1 { 4 } else { 0 });
            spans.extend(bearer.map(|name| span(context, name, (start, end), proclitic)));
        }
        at += length;
    }
    winners::put_in_order(spans, known);
}

/// The family name and the given name of a person that no list has, with their places.
fn names_of(context: &Context<'_>, span: &Span) -> [Option<((u32, u32), Name)>; 2] {
    let Reading::Unlisted { family, kind, distinct, .. } = span.reading else { return [None, None] };
    let family = (kind == Kind::Full).then(|| {
        let word = &context.folded.codes[family as usize..span.end as usize];
        let nisba = || word.last() == Some(&context.fold.alphabet().word_code('ي'));
        let one_word = word.iter().all(|&code| context.fold.alphabet().is_arabic(code));
        let distinct = distinct && span.end - family >= DISTINCT && one_word;
        let named = one_word && !is_title(context, family);
        let needs = |found: &Candidate| !context.surface(found).needs.is_empty();
        let ordinary = context.is_definite(word) && !nisba() || context.starting_at(family).any(needs);
        named.then_some(((family, span.end), Name { person: *span, kind: Kind::Surname, distinct, ordinary }))
    });
    let end = span.start + context.word_starting(span.start).len() as u32;
    let given = context.starting_at(span.start).any(|found| {
        found.end == end && context.surface(found).needs.is_empty() && context.traits(found).cues.has(CueClass::Given)
    });
    let given = given
        .then_some(((span.start, end), Name { person: *span, kind: Kind::Given, distinct: false, ordinary: false }));
    [family.flatten(), given].map(|name| name.filter(|((start, end), _)| end - start >= SHORTEST))
}

/// Whether the word at a place is a title: حسام الرئيس.
fn is_title(context: &Context<'_>, start: u32) -> bool {
    context.starting_at(start).any(|found| context.traits(found).cues.has(CueClass::Title))
}

/// Whether a person acts who is named between two places: "وقالت فاطمة", "غير أن حسن يملك", "أما معتوق فكان". An ordinary word is a name
/// only behind a verb of saying.
fn acts(context: &Context<'_>, (start, end): (u32, u32), ordinary: bool) -> bool {
    context.end_before(start).is_some_and(|before| {
        let (word, cues) = (context.word_ending(before), context.traits_ending(before).cues);
        if ordinary {
            return cues.has(CueClass::Speech) && closing(context, end) > Closing::Open;
        }
        let acts = cues.meets(ACTS) && !cues.has(CueClass::Preposition) && !context.is_one_of(word, WordList::Un);
        acts && closing(context, end) > Closing::Open || context.is_one_of(word, WordList::AsFor)
    })
}

/// Whether another's given name stands right before, or a further name right behind.
fn is_beside_a_name(context: &Context<'_>, start: u32, end: u32) -> bool {
    context.cues_before(start).meets(NAMES) || context.traits_after(end).cues.meets(NAMES)
}

/// The person at another place.
fn span(context: &Context<'_>, name: &Name, (start, end): (u32, u32), proclitic: Proclitic) -> Span {
    let Name { person, kind, .. } = *name;
    let Reading::Unlisted { family, key, distinct, .. } = person.reading else { return person };
    Span {
        start,
        end,
        letters: context.letters(start, end),
        proclitic,
        key: (kind, person.key.1, person.key.2, person.key.3),
        reading: Reading::Unlisted { family, key, kind, distinct },
        grounds: Grounds::of(Ground::Unlisted),
        ..person
    }
}
