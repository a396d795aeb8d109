//! Persons that no list has, named again by a family name that is no other word: "قال المهندس طارق جبور ... وطمأن جبور السكان".
//!
//! Whom the text has named in full such a word means wherever it stands, but beside another's given name.

use foldhash::HashMap;

use super::Reading;
use super::context::Context;
use super::evidence::Evidence;
use super::winners::{self, Span};
use crate::compile::{CueMask, Trait};
use crate::entity::{Kind, Proclitic};
use crate::gazetteer::CueClass;
use crate::grounds::{Ground, Grounds};
use crate::watch::Pace;

/// Fewest letters of a family name that is no other word.
const SHORTEST: usize = 4;
/// What makes a family name somebody else's from beside it.
const NAMES: CueMask = CueMask::of(&[CueClass::Given, CueClass::GivenWord, CueClass::Family, CueClass::Kin]);

/// Adds the family names of persons that no list has, where they are named again.
pub(super) fn add(context: &Context<'_>, evidence: &Evidence, spans: &mut Vec<Span>) {
    let known = spans.len();
    let mut persons: HashMap<&[u8], Span> = HashMap::default();
    let mut from = u32::MAX;
    for span in spans.iter() {
        if let Some(family) = family_name(context, span) {
            persons.entry(family).or_insert(*span);
            from = from.min(span.end);
        }
    }
    if persons.is_empty() {
        return;
    }
    let (codes, alphabet) = (&context.folded.codes, context.fold.alphabet());
    let waw = alphabet.word_code('و');
    let (mut at, mut pace) = (from as usize, Pace::resolving(context.watch));
    while at < codes.len() && pace.step() {
        let length = alphabet.run(&codes[at..]).max(1);
        let word = &codes[at..at + length];
        let joined = || word.strip_prefix(&[waw]).and_then(|word| persons.get(word)).map(|person| (person, 1));
        if let Some((person, particles)) = persons.get(word).map(|person| (person, 0)).or_else(joined) {
            let (start, end) = ((at + particles) as u32, (at + length) as u32);
            let free = || {
                let behind = spans[..known].partition_point(|span| span.end <= start);
                spans[..known].get(behind).is_none_or(|span| span.start >= end) && evidence.covering(start).is_none()
            };
            if person.end <= start && free() && !is_beside_a_name(context, at as u32, end) {
                let proclitic = Proclitic::of_role(if particles == 1 { 4 } else { 0 });
                spans.push(span(context, person, (start, end), proclitic));
            }
        }
        at += length;
    }
    winners::put_in_order(spans, known);
}

/// The family name of a person that no list has and whom a span names in full, where it is no other word.
fn family_name<'a>(context: &Context<'a>, span: &Span) -> Option<&'a [u8]> {
    let Reading::Unlisted { family, kind: Kind::Full, .. } = span.reading else { return None };
    let word = &context.folded.codes[family as usize..span.end as usize];
    let nisba = || word.last() == Some(&context.fold.alphabet().word_code('ي'));
    let person = |found: &crate::scan::Candidate| {
        let traits = context.traits(found);
        traits.is(Trait::Person) && !traits.cues.meets(NAMES)
    };
    let distinct = word.len() >= SHORTEST
        && word.iter().all(|&code| context.fold.alphabet().is_arabic(code))
        && (!context.is_definite(word) || nisba())
        && context.starting_at(family).all(person);
    distinct.then_some(word)
}

/// Whether another's given name stands right before, or a further name right behind.
fn is_beside_a_name(context: &Context<'_>, start: u32, end: u32) -> bool {
    context.cues_before(start).meets(NAMES) || context.traits_after(end).cues.meets(NAMES)
}

/// The person at another place.
fn span(context: &Context<'_>, person: &Span, (start, end): (u32, u32), proclitic: Proclitic) -> Span {
    let Reading::Unlisted { family, key, .. } = person.reading else { return *person };
    Span {
        start,
        end,
        letters: context.letters(start, end),
        proclitic,
        key: (Kind::Surname, person.key.1, person.key.2, person.key.3),
        reading: Reading::Unlisted { family, key, kind: Kind::Surname },
        grounds: Grounds::of(Ground::Antecedent),
        ..*person
    }
}
