//! Clubs in reports of matches: they bear the names of cities (روما) and everyday words (النصر, الاتحاد).

use super::context::Context;
use super::cued::has_nationality_after;
use super::signs::acts;
use crate::compile::{Entry, Trait};
use crate::entity::Label;
use crate::gazetteer::{CueClass, KindTrait, Needs, WordList};
use crate::scan::Candidate;

impl Context<'_> {
    /// Whether an entry is a club.
    pub(super) fn is_club(&self, entry: &Entry) -> bool {
        self.lexicon.sort(entry.record).is(KindTrait::Club)
    }

    /// Whether the text speaks of sports: in two places a word of sports, a club's name that is no other, or one behind a word
    /// of play.
    pub(super) fn is_sport(&self) -> bool {
        const ENOUGH: usize = 2;
        let club = |found: &Candidate| {
            self.entries(found).first().is_some_and(|first| !first.weak)
                && self.entries(found).iter().all(|entry| self.is_club(entry))
        };
        let played = |found: &Candidate| {
            found.proclitic.is_empty()
                && self.entries(found).iter().any(|entry| self.is_club(entry))
                && self.end_before(found.start).is_some_and(|end| self.has_cue_ending(end, CueClass::Match))
        };
        *self.sport.get_or_init(|| {
            let mut ends: Vec<u32> = Vec::new();
            for found in &self.candidates {
                let traits = self.traits(found);
                let counts =
                    traits.cues.has(CueClass::Sport) || traits.is(Trait::Club) && (club(found) || played(found));
                if counts && ends.last().is_none_or(|&end| end <= found.start) {
                    ends.push(found.end);
                    if ends.len() == ENOUGH {
                        return true;
                    }
                }
            }
            false
        })
    }
}

/// Whether the name of a club that is nothing else stands in the clause of a name.
fn has_club_in_clause(context: &Context<'_>, candidate: &Candidate, start: u32) -> bool {
    const FAR: u32 = 50;
    let club = |found: &Candidate| {
        let entries = context.entries(found);
        entries.first().is_some_and(|first| !first.weak) && entries.iter().all(|entry| context.is_club(entry))
    };
    let mut at = candidate.end;
    let behind = std::iter::from_fn(|| {
        let next = context.start_after(at).filter(|&next| next < candidate.end + FAR)?;
        at = next + context.word_starting(next).len() as u32;
        Some(next)
    });
    context.clause_before(start, FAR).any(|end| context.ending_at(end).any(club))
        || behind.into_iter().any(|next| context.starting_at(next).any(club))
}

/// Whether a club's name stands where a report of a match has one: behind a word of play (فاز, مدرب), or behind a
/// preposition with such a word before it in its clause.
pub(super) fn plays(context: &Context<'_>, candidate: &Candidate, entry: &Entry) -> bool {
    const FAR: u32 = 60;
    // Of a state's name its team is meant, not the club of that state that bears it too: "هجوم قطر", but موناكو of France.
    let home = context.lexicon.state(entry.record);
    let state = |other: &Entry| *context.label(other) == Label::Country && Some(other.record) == home;
    if !context.is_club(entry) || !context.is_sport() || context.entries(candidate).iter().any(state) {
        return false;
    }
    let start = Context::word_start(candidate.start, candidate.proclitic);
    // "إمام المسجد" has the letters of "أمام".
    let plays = |end: u32| context.has_cue_ending(end, CueClass::Match) && !is_with_hamza_below(context, end);
    let place = |other: &Entry| matches!(context.label(other), Label::Country | Label::City);
    if !context.entries(candidate).iter().any(place) && is_among_clubs(context, candidate) {
        return true;
    }
    let before = context.end_before(start);
    // "في الرياض" is where they play.
    let city = |other: &Entry| *context.label(other) == Label::City;
    if before.is_some_and(|end| context.is_one_of(context.word_ending(end), WordList::In))
        && context.entries(candidate).iter().any(city)
    {
        return false;
    }
    let preposition = candidate.proclitic.has_preposition()
        || before.is_some_and(|end| context.has_cue_ending(end, CueClass::Preposition));
    let joined = candidate.proclitic.as_str() == "و";
    // A city's name that is no word, beside a certain club: "ليفربول يسقط أمام آرسنال".
    if !preposition
        && context.surface(candidate).needs.without(Needs::State).is_empty()
        && has_club_in_clause(context, candidate, start)
    {
        return true;
    }
    // "النصر يتجاوز الخلود"; but "الاتحاد يعلن القرعة" is said of those who run the game.
    let after = || context.traits_after(candidate.end).cues;
    let says = || after().has(CueClass::Person) && !after().has(CueClass::Match);
    if candidate.proclitic.is_empty() && context.begins_clause(start) && acts(context, candidate) && !says() {
        return true;
    }
    // "يستضيف برشلونة فالنسيا": behind the club that plays against it.
    let opponent = |end: u32| {
        context.traits_ending(end).is(Trait::Club)
            && context.ending_at(end).any(|word| {
                word.proclitic.is_empty()
                    && context.traits(word).is(Trait::Club)
                    && context.end_before(word.start).is_some_and(plays)
            })
    };
    candidate.proclitic.is_empty() && before.is_some_and(opponent)
        || !candidate.proclitic.has_preposition() && before.is_some_and(plays)
        || (preposition || joined) && context.clause_before(start, FAR).any(plays)
}

/// What the clubs named beside a club say of its state, in the order in which they tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Peers {
    /// One of them is of its state and of no other: الزمالك.
    OfItsState,
    /// One may be: الأهلي beside الهلال.
    Perhaps,
    /// None is.
    Foreign,
}

/// Which clubs stand beside a club in its sentence, joined to it or playing against it, or else where the text first has its name: a
/// name that clubs of several states bear is that of the state of the others.
pub(super) fn peers(context: &Context<'_>, candidate: &Candidate, entry: &Entry) -> Peers {
    if !context.is_club(entry) {
        return Peers::Foreign;
    }
    match peers_beside(context, candidate, entry) {
        Peers::Foreign => {
            let first = context.holds().first_club(context, candidate.surface);
            first.map_or(Peers::Foreign, |first| peers_beside(context, first, entry))
        }
        beside => beside,
    }
}

fn peers_beside(context: &Context<'_>, candidate: &Candidate, entry: &Entry) -> Peers {
    const FAR: u32 = 40;
    let Some(state) = context.lexicon.state(entry.record) else { return Peers::Foreign };
    let letters = |found: &Candidate| &context.folded.codes[found.start as usize..found.end as usize];
    let first = context.candidates.partition_point(|found| found.start + FAR < candidate.start);
    let near = context.candidates[first..].iter().take_while(|found| found.start < candidate.end + FAR);
    let others = near.filter(|found| {
        context.traits(found).is(Trait::Club)
            && (found.end <= candidate.start || candidate.end <= found.start)
            && letters(found) != letters(candidate)
            && context.is_in_one_sentence(candidate, found.start, found.end)
    });
    let mut peers = Peers::Foreign;
    for found in others {
        // Its nationality may tell which it is: "الأهلي على الهلال السوداني".
        let told = context.traits_after(found.end).is(Trait::Nation);
        let clubs = || {
            let club =
                |other: &&Entry| context.is_club(other) && (!told || has_nationality_after(context, found, other));
            context.entries(found).iter().filter(club)
        };
        let of_state = |other: &Entry| context.lexicon.state(other.record) == Some(state);
        if clubs().any(|club| of_state(club) && (!club.weak || plays(context, found, club))) {
            peers = peers.min(if clubs().all(of_state) { Peers::OfItsState } else { Peers::Perhaps });
        }
    }
    peers
}

/// Whether the word that ends at `end` begins with a hamza below its alef.
fn is_with_hamza_below(context: &Context<'_>, end: u32) -> bool {
    let start = end - context.word_ending(end).len() as u32;
    context.text.at(context.folded.map.raw(start) as usize) == Some(u32::from('إ'))
}

/// Whether a name is one of three or more that clubs bear, with و between: "على الأهلي والاتحاد والشباب".
fn is_among_clubs(context: &Context<'_>, candidate: &Candidate) -> bool {
    const ENOUGH: usize = 3;
    let joined = |found: &&Candidate| found.proclitic.as_str() == "و" && context.traits(found).is(Trait::Club);
    let club = |found: &&Candidate| context.traits(found).is(Trait::Club);
    // "الوحدة والتعاون والشباب" are words too: one of them must be no word.
    let no_word = |found: &Candidate| context.surface(found).needs.without(Needs::State).is_empty();
    let (mut clubs, mut certain) = (1, no_word(candidate));
    let mut at = candidate.end;
    while let Some(next) =
        context.start_after(at).and_then(|next| context.starting_at(next + 1).find(joined)).filter(|_| clubs < ENOUGH)
    {
        (at, clubs) = (next.end, clubs + 1);
        certain |= no_word(next);
    }
    let (mut at, mut is_joined) =
        (Context::word_start(candidate.start, candidate.proclitic), candidate.proclitic.as_str() == "و");
    while is_joined && clubs < ENOUGH {
        let Some(before) = context.end_before(at).and_then(|end| context.ending_at(end).find(club)) else { break };
        (at, is_joined) = (Context::word_start(before.start, before.proclitic), before.proclitic.as_str() == "و");
        clubs += 1;
        certain |= no_word(before);
    }
    clubs >= ENOUGH && certain
}
