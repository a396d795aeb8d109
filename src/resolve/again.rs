//! Persons named again by a family name that no list has.
//!
//! Of many persons the full name alone is listed, for the family name is a given name or a word: صالح, جابر, غريب. Behind a verb
//! of saying or a title it is his who was last named in full before it: "برهم صالح ... وقال صالح إن". What follows must end the
//! name: "وقال صالح العلي" is another man.

use foldhash::HashMap;

use super::Reading;
use super::agreement::is_of_other_gender;
use super::context::Context;
use super::evidence::Evidence;
use super::position::goes_on_freely;
use super::winners::{self, Span};
use crate::compile::{CueMask, Entry, Trait};
use crate::entity::{Kind, Label, Proclitic};
use crate::fold::GAP;
use crate::gazetteer::{CueClass, WordList};
use crate::grounds::{Ground, Grounds};
use crate::scan::{Candidate, Grain};
use crate::watch::Watched;

/// Fewest letters of a family name that is told in a text.
const SHORTEST: usize = 3;

/// Cues that a family name stands behind.
const TAKES: CueMask = CueMask::of(&[CueClass::Speech, CueClass::Title, CueClass::Person]);

/// A person named in full whose family name is not listed.
struct InFull {
    span: Span,
    surface: u32,
    /// Where the family name stands.
    family: (u32, u32),
}

impl InFull {
    /// The letters of the family name.
    fn letters<'a>(&self, context: &Context<'a>) -> &'a [u8] {
        &context.folded.codes[self.family.0 as usize..self.family.1 as usize]
    }

    /// Whether the family name is the whole of the words at a place.
    fn is_named_at(&self, context: &Context<'_>, start: u32) -> bool {
        let family = self.letters(context);
        context.folded.codes[start as usize..].starts_with(family) && !context.is_word(start + family.len() as u32)
    }

    /// The first of the entries that stand.
    fn entry<'a>(&self, context: &Context<'a>) -> Option<&'a Entry> {
        let Reading::Names { entries, .. } = self.span.reading else { return None };
        context.entries_at(self.surface).get(entries.first())
    }

    /// The name at another place.
    fn at(&self, start: u32, end: u32) -> Candidate {
        Candidate { surface: self.surface, start, end, proclitic: Proclitic::NONE, grain: Grain::Word }
    }

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
    let mut yet_to_come = persons.iter().peekable();
    // Who was last named by each family name, by its first word.
    let mut named: HashMap<&[u8], Vec<&InFull>> = HashMap::default();
    for before in Watched::new(&context.candidates[from..], context.watch) {
        let cue = before.grain == Grain::Word && context.traits(before).cues.meets(TAKES);
        let Some(start) = context.start_after(before.end).filter(|_| cue) else { continue };
        while let Some(person) = yet_to_come.next_if(|person| person.span.end < start) {
            let last = named.entry(context.word_starting(person.family.0)).or_default();
            last.retain(|other| other.letters(context) != person.letters(context));
            last.push(person);
        }
        let Some(persons) = named.get(context.word_starting(start)) else { continue };
        let again = persons.iter().rev().find(|person| person.is_named_at(context, start));
        let again = again.filter(|person| takes_a_name(context, before, person));
        let Some(span) = again.and_then(|person| again_at(context, person, start)) else { continue };
        let taken = spans[..known].partition_point(|other| other.start < span.start);
        let free = spans[..known][taken..].first().is_none_or(|other| other.start >= span.end);
        let new = spans[known..].last().is_none_or(|other| other.start != span.start);
        if free && new && evidence.covering(start).is_none() {
            spans.push(span);
        }
    }
    winners::put_in_order(spans, known);
}

/// Whether a cue is one that a person's family name stands behind: a verb of saying, a title of his, or a verb that takes a
/// person where the name is a given name too and no adjective: "التقى صالح", but "غير صالح".
fn takes_a_name(context: &Context<'_>, before: &Candidate, person: &InFull) -> bool {
    let cues = context.traits(before).cues;
    let Some(start) = context.start_after(before.end) else { return false };
    // Not one that anybody bears: "الشيخ صالح".
    let office = || {
        let offices = context.surface(before).offices;
        let held = |entry: &Entry| offices == 0 || context.lexicon.bearer(entry.record).has_held(offices);
        offices != u16::MAX
            && context.is_definite(context.word_starting(before.start))
            && person.entry(context).is_some_and(held)
    };
    let given = || context.starting_at(start).any(|found| context.traits(found).cues.has(CueClass::Given));
    cues.has(CueClass::Speech)
        || cues.has(CueClass::Title) && !cues.has(CueClass::Calling) && office()
        || cues.has(CueClass::Person)
            && !cues.has(CueClass::Preposition)
            && !context.is_one_of(context.word_ending(before.end), WordList::Un)
            && given()
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
        // Nobody is called by his father's name.
        if context.is_one_of(before, WordList::Father) {
            return None;
        }
        let joined = (last - 1).checked_sub(before.len()).filter(|_| context.is_one_of(before, WordList::FamilyHead));
        (joined.unwrap_or(last), codes.len())
    };
    let family = (span.start + from as u32, span.start + to as u32);
    (to - from >= SHORTEST).then_some(InFull { span: *span, surface, family })
}

/// The family name of a person that stands at `start`, where it is the whole name there.
fn again_at(context: &Context<'_>, person: &InFull, start: u32) -> Option<Span> {
    let end = start + person.letters(context).len() as u32;
    let entry = person.entry(context)?;
    let candidate = person.at(start, end);
    let that = || context.traits_after(end).cues.has(CueClass::That);
    // Where it is a listed name of his, it was judged as one.
    let listed =
        |found: &Candidate| found.end == end && context.entries(found).iter().any(|other| other.record == entry.record);
    let stands = (goes_on_freely(context, end) || that())
        && !context.starting_at(start).any(listed)
        && !is_of_other_gender(context, &candidate, entry, true);
    let key = (Kind::Surname, person.span.key.1, person.span.key.2, person.span.key.3);
    let letters = context.letters(start, end);
    let (weak, grounds) = (entry.weak, Grounds::of(Ground::Antecedent));
    stands.then_some(Span { start, end, letters, proclitic: Proclitic::NONE, weak, key, grounds, ..person.span })
}
