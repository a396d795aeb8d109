//! Persons named again by a family name that no list has.
//!
//! Of many persons the full name alone is listed, for the family name is a given name or a word: صالح, جابر, غريب. Behind a verb
//! of saying or a title it is his who was last named in full before it: "برهم صالح ... وقال صالح إن". What follows must end the
//! name: "وقال صالح العلي" is another man.

use super::Reading;
use super::agreement::is_of_other_gender;
use super::context::Context;
use super::evidence::Evidence;
use super::position::goes_on_freely;
use super::winners::{self, Span};
use crate::compile::Trait;
use crate::entity::{Kind, Label, Proclitic};
use crate::fold::GAP;
use crate::gazetteer::CueClass;
use crate::grounds::{Ground, Grounds};
use crate::scan::{Candidate, Grain};
use crate::watch::Watched;

/// Words that a family name goes on behind: عبد الله, أبو الغيط, آل خليفة, ولد داداه.
const JOINED: [&str; 6] = ["عبد", "ابو", "أبو", "آل", "ال", "ولد"];
/// Words behind which a father's name stands, which nobody is called by.
const FATHER: [&str; 4] = ["بن", "ابن", "بنت", "ابنة"];
/// Fewest letters of a family name that is told in a text.
const SHORTEST: usize = 3;

/// A person named in full whose family name is not listed.
struct InFull {
    span: Span,
    surface: u32,
    /// Where the family name stands.
    family: (u32, u32),
}

impl InFull {
    /// Whether no longer name hides it.
    fn wins(&self, evidence: &Evidence) -> bool {
        !evidence.hides(self.span.start, self.span.end)
    }
}

/// Adds the family names of persons named in full before, where no list has them.
pub(super) fn add(context: &Context<'_>, evidence: &Evidence, spans: &mut Vec<Span>) {
    if ![CueClass::Speech, CueClass::Person, CueClass::Title].into_iter().any(|class| context.holds_cue(class)) {
        return;
    }
    let persons: Vec<InFull> =
        spans.iter().filter_map(|span| in_full(context, span)).filter(|one| one.wins(evidence)).collect();
    let Some(first) = persons.first() else { return };
    let known = spans.len();
    let from = context.candidates.partition_point(|found| found.start < first.span.end);
    for before in Watched::new(&context.candidates[from..], context.watch) {
        let cues = context.traits(before).cues;
        let Some(start) = context.start_after(before.end).filter(|_| before.grain == Grain::Word) else { continue };
        let title = || cues.has(CueClass::Title) && context.is_definite(context.word_starting(before.start));
        // "التقى صالح في بغداد": what is a given name too is no adjective.
        let given = || context.starting_at(start).any(|found| context.traits(found).cues.has(CueClass::Given));
        let verb = || cues.has(CueClass::Person) && !cues.has(CueClass::Preposition) && given();
        if !(cues.has(CueClass::Speech) || title() || verb()) {
            continue;
        }
        let named = persons.iter().rev().filter(|person| person.span.end < start);
        let again = named.map(|person| again(context, person, start)).find(Option::is_some).flatten();
        let Some(span) = again else { continue };
        let taken = spans[..known].partition_point(|other| other.start < span.start);
        let free = spans[..known][taken..].first().is_none_or(|other| other.start >= span.end);
        let new = spans[known..].iter().all(|other| other.start != span.start);
        if free && new && evidence.covering(start).is_none() {
            spans.push(span);
        }
    }
    winners::put_in_order(spans, known);
}

/// A span as the full name of a person whose family name is not listed.
fn in_full(context: &Context<'_>, span: &Span) -> Option<InFull> {
    let Reading::Names { surface, entries } = span.reading else { return None };
    // Most are places, or family names alone.
    let one_word = span.letters == span.end - span.start;
    if one_word || !context.traits_of(surface).is(Trait::Person) {
        return None;
    }
    let entry = &context.entries_at(surface)[entries.first()];
    let bearer = context.lexicon.bearer(entry.record);
    if entry.kind != Kind::Full || *context.label(entry) != Label::Person || bearer.has_family_name() {
        return None;
    }
    let codes = &context.folded.codes[span.start as usize..span.end as usize];
    let blank = |code: &u8| *code == GAP;
    let (from, to) = if bearer.is_family_first() {
        (0, codes.iter().position(blank)?)
    } else {
        let last = codes.iter().rposition(blank)? + 1;
        let before = context.word_ending(span.start + last as u32 - 1);
        let is_one_of = |words: &[&str]| words.iter().any(|word| context.spells(before, word));
        if is_one_of(&FATHER) {
            return None;
        }
        (if is_one_of(&JOINED) { last - 1 - before.len() } else { last }, codes.len())
    };
    let family = (span.start + from as u32, span.start + to as u32);
    (to - from >= SHORTEST && family.0 + family.1 > span.start).then_some(InFull { span: *span, surface, family })
}

/// The family name of a person where it begins at `start` and is the whole name there.
fn again(context: &Context<'_>, person: &InFull, start: u32) -> Option<Span> {
    let codes = &context.folded.codes;
    let family = &codes[person.family.0 as usize..person.family.1 as usize];
    let end = start + family.len() as u32;
    if !codes[start as usize..].starts_with(family) || context.is_word(end) {
        return None;
    }
    let Reading::Names { entries, .. } = person.span.reading else { return None };
    let entry = &context.entries_at(person.surface)[entries.first()];
    let candidate = Candidate { surface: person.surface, start, end, proclitic: Proclitic::NONE, grain: Grain::Word };
    let that = || context.traits_after(end).cues.has(CueClass::That);
    // Where it is a listed name of his, it was judged as one.
    let listed =
        |found: &Candidate| found.end == end && context.entries(found).iter().any(|other| other.record == entry.record);
    let stands = (goes_on_freely(context, &candidate) || that())
        && !context.starting_at(start).any(listed)
        && !is_of_other_gender(context, &candidate, entry, true);
    let key = (Kind::Surname, person.span.key.1, person.span.key.2, person.span.key.3);
    let letters = context.letters(start, end);
    let (weak, grounds) = (entry.weak, Grounds::of(Ground::Antecedent));
    stands.then_some(Span { start, end, letters, proclitic: Proclitic::NONE, weak, key, grounds, ..person.span })
}
