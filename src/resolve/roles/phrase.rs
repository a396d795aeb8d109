//! The role phrases of a text.
//!
//! A dual or plural names an office once and several states: الرئيسان الروسي والصيني, وزراء خارجية مصر والأردن والعراق. It is as many
//! phrases as it names states: the first is the head with its state (الرئيسان الروسي), each further one the state's word alone
//! (الصيني), the conjunction outside. The holders' names and words of time may stand between. With one state, or with an
//! adjective in the dual (الرئيسان الكوريان), it does not say whose office it is, and is left alone.

use std::cmp::Reverse;

use crate::compile::Entry;
use crate::entity::{Label, Proclitic, Target};
use crate::fold::GAP;
use crate::gazetteer::{CueClass, Follow, Number, Position, Tense};
use crate::resolve::context::Context;
use crate::resolve::link::Named;
use crate::resolve::time::{Head, Offices};
use crate::resolve::winners::{Span, disjoint};
use crate::scan::{Candidate, Grain};
use crate::watch::Watched;

/// A role phrase found.
pub(super) struct Phrase {
    pub start: u32,
    pub end: u32,
    pub proclitic: Proclitic,
    pub role: u16,
    /// Record of the state or organization.
    pub of: u32,
    pub tense: Tense,
    /// Whether it is said of women alone.
    pub of_a_woman: bool,
    /// The holder's name right behind it.
    pub named: Option<u32>,
}

/// An office as a phrase names it: role, record, time.
pub(super) type Office = (u16, u32, Tense);

impl Phrase {
    pub fn office(&self) -> Office {
        (self.role, self.of, self.tense)
    }
}

/// What one head begins: a phrase, or one for each state.
struct Chain {
    head: Candidate,
    phrases: Vec<Phrase>,
}

impl Chain {
    fn place(&self) -> (u32, u32) {
        (self.head.start, self.phrases.last().map_or(self.head.end, |last| last.end))
    }
}

/// A text with its names that stand, and what the records say of offices.
struct Finder<'f, 'c> {
    context: &'f Context<'c>,
    offices: &'f Offices,
    names: &'f [(Span, Named)],
}

/// The role phrases of a text, in order; of two that overlap the longer, then the earlier, then the one with the longer head.
pub(super) fn phrases(context: &Context<'_>, offices: &Offices, names: &[(Span, Named)]) -> Vec<Phrase> {
    let finder = Finder { context, offices, names };
    let mut found: Vec<Chain> = Vec::new();
    let candidates = Watched::new(&context.candidates, context.watch);
    for candidate in candidates.filter(|candidate| candidate.grain == Grain::Word) {
        for head in offices.heads(candidate.surface) {
            found.extend(finder.chain(candidate, head));
        }
    }
    found.sort_by_key(|chain| {
        let (start, end) = chain.place();
        (Reverse(end - start), start, Reverse(chain.head.end))
    });
    disjoint(found, Chain::place).into_iter().flat_map(|chain| chain.phrases).collect()
}

impl Finder<'_, '_> {
    /// What a head begins, if it begins a role phrase.
    fn chain(&self, candidate: &Candidate, head: &Head) -> Option<Chain> {
        let context = self.context;
        if is_end_of_title(context, candidate) {
            return None;
        }
        let particle = if head.follow == Follow::To { "ل" } else { "" };
        let start = context.start_after(candidate.end)? + particle.chars().count() as u32;
        let (of, end) = self
            .named_at(start, particle)
            .and_then(|(span, named)| Some((self.state(named, head)?, span.end)))
            .or_else(|| self.nation_of_institution(candidate, head, start))?;
        let (first, mut behind) = self.phrase(head, (candidate.start, end), candidate.proclitic, of)?;
        let mut phrases = vec![first];
        if head.number != Number::One {
            let mut joined = 1;
            while head.number == Number::Many || phrases.len() < 2 {
                let Some((span, of, by_waw)) = self.next_state(head, behind) else { break };
                let Some((next, end)) = self.phrase(head, (span.start, span.end), span.proclitic, of) else { break };
                phrases.push(next);
                behind = end;
                if by_waw {
                    joined = phrases.len();
                }
            }
            // Behind the last و a comma begins something else.
            phrases.truncate(joined);
            if joined < 2 {
                return None;
            }
            // الرئيسان الروسي والصيني بوتين وشي: the names in a row behind the states.
            let persons = self.persons_behind(phrases.last()?.end, joined);
            for phrase in phrases.iter_mut().filter(|phrase| phrase.named.is_none()) {
                phrase.named = persons.iter().copied().find(|&person| self.has_held(phrase.role, phrase.of, person));
            }
            let after = phrases.last().and_then(|last| context.start_after(last.end));
            let said = after.and_then(|next| self.offices.tense(context.word_starting(next)));
            if let Some((tense, _)) = said.filter(|(_, number)| *number != Number::One) {
                for phrase in &mut phrases {
                    phrase.tense = tense;
                }
            }
        }
        Some(Chain { head: *candidate, phrases })
    }

    /// The phrase at a place, and where it and its holder's name end; `None` where there is no such office.
    fn phrase(&self, head: &Head, (start, end): (u32, u32), proclitic: Proclitic, of: u32) -> Option<(Phrase, u32)> {
        let (context, offices) = (self.context, self.offices);
        let role = &context.lexicon.gazetteer().roles().roles[head.role as usize];
        let is_listed = || offices.terms(head.role, of).next().is_some();
        if !serves(context, head.role, of) || role.listed_only && !is_listed() {
            return None;
        }
        let (mut end, mut tense) = (end, Tense::Now);
        if let Some(next) = context.start_after(end) {
            let word = context.word_starting(next);
            if let Some((said, Number::One)) = offices.tense(word) {
                (end, tense) = (next + word.len() as u32, said);
            }
        }
        let person = self.named_behind(end);
        // Whoever has never held the office is not the one it speaks of.
        let named = person.map(|(person, _)| person).filter(|&person| self.has_held(head.role, of, person));
        let phrase = Phrase { start, end, proclitic, role: head.role, of, tense, of_a_woman: !head.masculine, named };
        Some((phrase, person.map_or(end, |(_, end)| end)))
    }

    /// Whether a person has ever held an office.
    fn has_held(&self, role: u16, of: u32, person: u32) -> bool {
        self.offices.terms(role, of).any(|term| term.record == person)
    }

    /// The persons whose names stand behind a phrase with و between, at most so many.
    fn persons_behind(&self, end: u32, most: usize) -> Vec<u32> {
        let Some((first, mut end)) = self.named_behind(end) else { return Vec::new() };
        let mut persons = vec![first];
        while persons.len() < most {
            let next = self.names.partition_point(|(span, _)| span.start < end);
            let joined = |(span, named): &&(Span, Named)| {
                span.proclitic.as_str() == "و"
                    && self.context.start_after(end) == Some(Context::word_start(span.start, span.proclitic))
                    && *self.context.lexicon.label(named.label) == Label::Person
            };
            let Some((span, named)) = self.names.get(next).filter(joined) else { break };
            let Target::Record(person) = named.target else { break };
            persons.push(person);
            end = span.end;
        }
        persons
    }

    /// The record of a state or organization that a head may go on to.
    fn state(&self, named: &Named, head: &Head) -> Option<u32> {
        let Target::Record(of) = named.target else { return None };
        let lexicon = self.context.lexicon;
        let fits = match (lexicon.label(named.label), head.follow) {
            (Label::Norp, Follow::Nisba) => agrees(&lexicon.entries_at(named.surface)[named.entry], head),
            (Label::Country | Label::Org, Follow::Of | Follow::To) => true,
            _ => false,
        };
        fits.then_some(of)
    }

    /// The next state of a dual or plural, and whether و joins it rather than a comma.
    fn next_state(&self, head: &Head, end: u32) -> Option<(&Span, u32, bool)> {
        let next = self.names.partition_point(|(span, _)| span.start < end);
        let (span, named) = self.names.get(next)?;
        let by_waw = self.context.start_after(end) == Some(Context::word_start(span.start, span.proclitic));
        let joined = match span.proclitic.as_str() {
            "و" => by_waw,
            "ول" => by_waw && head.follow == Follow::To,
            "" => head.number == Number::Many && !by_waw && self.context.is_listed_beside(end, span.start),
            _ => false,
        };
        let of = self.state(named, head).filter(|_| joined)?;
        Some((span, of, by_waw))
    }

    /// The name that begins at a folded position, behind just these particles.
    fn named_at(&self, start: u32, particles: &str) -> Option<&(Span, Named)> {
        let first = self.names.partition_point(|(span, _)| span.start < start);
        let at_start = self.names[first..].iter().take_while(|(span, _)| span.start == start);
        at_start.into_iter().find(|(span, _)| span.proclitic.as_str() == particles)
    }

    /// The nationality or country that an institution's name ends with, where that name begins inside the head: رئيس + مجلس
    /// النواب + اللبناني.
    fn nation_of_institution(&self, candidate: &Candidate, head: &Head, start: u32) -> Option<(u32, u32)> {
        let (context, names) = (self.context, self.names);
        let before = names.partition_point(|(span, _)| span.start < start);
        let (institution, what) = names[..before].last()?;
        let inside = candidate.start < institution.start && *context.lexicon.label(what.label) == Label::Org;
        let fits = |entry: &&Entry| match (context.label(entry), head.follow) {
            (Label::Norp, Follow::Nisba) => agrees(entry, head),
            (Label::Country, Follow::Of) => true,
            _ => false,
        };
        let mut nations = context.starting_at(start).filter(|next| inside && next.end == institution.end);
        nations.find_map(|next| Some((context.entries(next).iter().find(fits)?.record, next.end)))
    }

    /// The person whose name stands right behind a phrase, and where the name ends; a comma, and titles that name no office (الأمير), may stand between.
    fn named_behind(&self, end: u32) -> Option<(u32, u32)> {
        const MOST_TITLES: usize = 2;
        let (context, names) = (self.context, self.names);
        let mut end = end;
        for _ in 0..=MOST_TITLES {
            let next = names.partition_point(|(span, _)| span.start < end);
            if let Some((span, what)) = names.get(next)
                && (context.start_after(end) == Some(span.start) || context.is_listed_beside(end, span.start))
            {
                return match what.target {
                    Target::Record(record)
                        if span.proclitic.is_empty() && *context.lexicon.label(what.label) == Label::Person =>
                    {
                        Some((record, span.end))
                    }
                    _ => None,
                };
            }
            let start = context.start_after(end)?;
            let is_title = |word: &&Candidate| {
                word.proclitic.is_empty()
                    && context.surface(word).cues.has(CueClass::Title)
                    && self.offices.heads(word.surface).is_empty()
            };
            end = context.starting_at(start).filter(is_title).map(|word| word.end).max()?;
        }
        None
    }
}

/// Whether a nationality word is definite and of the gender of one of the head's nouns.
fn agrees(entry: &Entry, head: &Head) -> bool {
    let form = entry.inflection;
    form.definite && (form.masculine && head.masculine || form.feminine && head.feminine)
}

/// Whether a role is one of states, or of organizations, as what it is asked of is.
fn serves(context: &Context<'_>, role: u16, of: u32) -> bool {
    let role = &context.lexicon.gazetteer().roles().roles[role as usize];
    let of_organizations = |office: &usize| matches!(office_name(*office), "other" | "secretary-general");
    match context.lexicon.record(of).label {
        Label::Org => role.offices.iter().any(of_organizations),
        _ => !role.offices.iter().all(of_organizations),
    }
}

fn office_name(office: usize) -> &'static str {
    // A list that was not read from a file may say anything.
    Position::OFFICES.get(office).copied().unwrap_or_default()
}

/// Whether a head only ends a longer title: مساعد + وزير الخارجية.
fn is_end_of_title(context: &Context<'_>, head: &Candidate) -> bool {
    context
        .ending_at(head.end)
        .filter(|longer| longer.start < head.start && context.surface(longer).cues.has(CueClass::Title))
        // للرئيس is a cue of its own and begins in the same word.
        .any(|longer| context.folded.codes[longer.start as usize..head.start as usize].contains(&GAP))
}
