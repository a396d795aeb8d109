//! Role phrases: الرئيس الإيراني, رئيس وزراء الهند, الأمين العام للأمم المتحدة.
//!
//! A role phrase is an office, by the words that name it, and the state or organization whose office it is, by a mention
//! right behind them. It is a mention of its own, laid over those of the names: it may hold them and takes none away, and
//! no two role phrases overlap. A word of time right behind it (السابق, المنتخب) is part of it.
//!
//! Whom it means is told by, in this order,
//! - the name right behind it, where its bearer has ever held the office: "الرئيس الإيراني مسعود بزشكيان". (In "استقبل
//!   الرئيس الصيني بوتين" the name is the guest's.)
//! - the same phrase with such a name before it in the text, the nearest;
//! - the records, for the text's date: who held the office through the whole of it, else for a part of it or presumably
//!   (see [`time`](super::time)); of several the one that the text names;
//! - the same phrase with such a name behind it in the text, the first.
//!
//! Where nothing tells, the phrase has no id: never without a date, never a guess. Of a former or coming holder (الرئيس
//! السابق) only a name tells.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};

use super::context::Context;
use super::evidence::Evidence;
use super::link::Named;
use super::time::{Head, Offices};
use super::winners::{Overlaps, Span};
use super::{Reading, name};
use crate::compile::Entry;
use crate::entity::{Kind, Label, Target};
use crate::fold::GAP;
use crate::gazetteer::{CueClass, Follow, Tense};
use crate::grounds::{Ground, Grounds};
use crate::scan::{Candidate, Grain};

/// A role phrase found.
struct Phrase {
    head: Candidate,
    role: u16,
    /// Record of the state or organization.
    of: u32,
    end: u32,
    tense: Tense,
    /// Whether it is said of women alone.
    of_a_woman: bool,
    /// The holder's name right behind it.
    named: Option<u32>,
}

/// An office as a phrase names it: role, record, time.
type Office = (u16, u32, Tense);

impl Phrase {
    fn office(&self) -> Office {
        (self.role, self.of, self.tense)
    }
}

/// Adds the role phrases of a text to its mentions, in order.
pub(super) fn add(
    context: &Context<'_>,
    spans: &[Span],
    evidence: &Evidence,
    overlaps: Overlaps,
    given: &mut Vec<(Span, Named)>,
) {
    let Some(offices) = context.offices() else { return };
    let Some(label) = context.lexicon.label_index(&Label::Role) else { return };
    let names = match overlaps {
        Overlaps::Longest => None,
        // The names that roles are made with are those that stand, whatever else is given.
        _ => Some(name(context, spans, evidence, Overlaps::Longest)),
    };
    let phrases = phrases(context, offices, names.as_ref().unwrap_or(given));
    let mut holders: HashMap<Office, Vec<(u32, u32)>> = HashMap::new();
    for phrase in &phrases {
        if let Some(record) = phrase.named {
            holders.entry(phrase.office()).or_default().push((phrase.head.start, record));
        }
    }
    for phrase in &phrases {
        let same = holders.get(&phrase.office()).map_or(&[][..], Vec::as_slice);
        let (holder, ground) = match holder(context, offices, evidence, same, phrase) {
            Some((record, ground)) => (Target::Record(record), Some(ground)),
            None => (Target::Vacant { role: u32::from(phrase.role), of: phrase.of }, None),
        };
        let mut grounds = Grounds::of(Ground::Role);
        grounds.extend(ground);
        let (start, end) = (phrase.head.start, phrase.end);
        let span = Span {
            start,
            end,
            letters: context.letters(start, end),
            proclitic: phrase.head.proclitic,
            weak: false,
            key: (Kind::Title, context.lexicon.label_order(label), 0, 0),
            reading: Reading::Stop,
            grounds,
        };
        given.push((span, Named { target: holder, label, kind: Kind::Title, grounds, surface: u32::MAX, entry: 0 }));
    }
    // Sorting is stable: of equal spans the name goes first.
    given.sort_by_key(|(span, _)| (span.start, Reverse(span.end)));
}

/// The role phrases of a text; of two that overlap the longer, then the earlier, then the one with the longer head.
fn phrases(context: &Context<'_>, offices: &Offices, names: &[(Span, Named)]) -> Vec<Phrase> {
    let mut found: Vec<Phrase> = Vec::new();
    for candidate in context.candidates.iter().filter(|candidate| candidate.grain == Grain::Word) {
        for head in offices.heads(candidate.surface) {
            found.extend(phrase(context, offices, names, candidate, head));
        }
    }
    let order =
        |phrase: &Phrase| (Reverse(phrase.end - phrase.head.start), phrase.head.start, Reverse(phrase.head.end));
    found.sort_by_key(order);
    // Kept phrases do not overlap, so only the last that begins before one's end can reach into it.
    let mut kept: BTreeMap<u32, Phrase> = BTreeMap::new();
    for phrase in found {
        let before = kept.range(..phrase.end).next_back();
        if before.is_none_or(|(_, other)| other.end <= phrase.head.start) {
            kept.insert(phrase.head.start, phrase);
        }
    }
    kept.into_values().collect()
}

/// The role phrase that a head begins, if it begins one.
fn phrase(
    context: &Context<'_>,
    offices: &Offices,
    names: &[(Span, Named)],
    candidate: &Candidate,
    head: &Head,
) -> Option<Phrase> {
    if is_end_of_title(context, candidate) {
        return None;
    }
    let start = context.start_after(candidate.end)?;
    let particle = if head.follow == Follow::To { "ل" } else { "" };
    let start = start + particle.chars().count() as u32;
    let (of, mut end) = named_at(names, start, particle)
        .and_then(|(span, named)| {
            let Target::Record(of) = named.target else { return None };
            let fits = match (context.lexicon.label(named.label), head.follow) {
                (Label::Norp, Follow::Nisba) => {
                    let all = context.lexicon.entries_at(named.surface);
                    agrees(&all[named.entry], head)
                }
                (Label::Country | Label::Org, Follow::Of | Follow::To) => true,
                _ => false,
            };
            fits.then_some((of, span.end))
        })
        .or_else(|| nation_of_institution(context, names, candidate, head, start))?;
    let role = &context.lexicon.gazetteer().roles().roles[head.role as usize];
    if !serves(context, head.role, of) || role.listed_only && !is_listed(offices, head.role, of) {
        return None;
    }
    let mut tense = Tense::Now;
    if let Some(next) = context.start_after(end) {
        let word = context.word_starting(next);
        if let Some(said) = offices.tense(word) {
            (end, tense) = (next + word.len() as u32, said);
        }
    }
    let person = named_behind(context, offices, names, end).filter(|&person| {
        // Whoever has never held the office is not the one it speaks of.
        offices.terms(head.role, of).any(|term| term.record == person)
    });
    Some(Phrase { head: *candidate, role: head.role, of, end, tense, of_a_woman: !head.masculine, named: person })
}

/// The name that begins at a folded position, behind just these particles.
fn named_at<'n>(names: &'n [(Span, Named)], start: u32, particles: &str) -> Option<&'n (Span, Named)> {
    let first = names.partition_point(|(span, _)| span.start < start);
    let at_start = names[first..].iter().take_while(|(span, _)| span.start == start);
    at_start.into_iter().find(|(span, _)| span.proclitic.as_str() == particles)
}

/// The nationality or country that an institution's name ends with, where that name begins inside the head: رئيس + مجلس
/// النواب + اللبناني.
fn nation_of_institution(
    context: &Context<'_>,
    names: &[(Span, Named)],
    candidate: &Candidate,
    head: &Head,
    start: u32,
) -> Option<(u32, u32)> {
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
    crate::gazetteer::Position::OFFICES.get(office).copied().unwrap_or_default()
}

fn is_listed(offices: &Offices, role: u16, of: u32) -> bool {
    offices.terms(role, of).next().is_some()
}

/// Whether a head only ends a longer title: مساعد + وزير الخارجية.
fn is_end_of_title(context: &Context<'_>, head: &Candidate) -> bool {
    context
        .ending_at(head.end)
        .filter(|longer| longer.start < head.start && context.surface(longer).cues.has(CueClass::Title))
        // للرئيس is a cue of its own and begins in the same word.
        .any(|longer| context.folded.codes[longer.start as usize..head.start as usize].contains(&GAP))
}

/// The person whose name stands right behind a phrase; a comma, and titles that name no office (الأمير), may stand between.
fn named_behind(context: &Context<'_>, offices: &Offices, names: &[(Span, Named)], end: u32) -> Option<u32> {
    const MOST_TITLES: usize = 2;
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
                    Some(record)
                }
                _ => None,
            };
        }
        let start = context.start_after(end)?;
        let is_title = |word: &&Candidate| {
            word.proclitic.is_empty()
                && context.surface(word).cues.has(CueClass::Title)
                && offices.heads(word.surface).is_empty()
        };
        end = context.starting_at(start).filter(is_title).map(|word| word.end).max()?;
    }
    None
}

/// Whom a phrase means, and what tells; `same` are the starts of the same phrases with a name, and the holders.
fn holder(
    context: &Context<'_>,
    offices: &Offices,
    evidence: &Evidence,
    same: &[(u32, u32)],
    phrase: &Phrase,
) -> Option<(u32, Ground)> {
    // Its own name is among them, and the last that does not begin behind it.
    let behind = same.partition_point(|(start, _)| *start <= phrase.head.start);
    let holder = |at: &(u32, u32)| (at.1, Ground::HolderNamed);
    let before = same[..behind].last().map(holder);
    before.or_else(|| listed(context, offices, evidence, phrase)).or_else(|| same[behind..].first().map(holder))
}

/// Whom a phrase means by the records, at the text's date.
fn listed(context: &Context<'_>, offices: &Offices, evidence: &Evidence, phrase: &Phrase) -> Option<(u32, Ground)> {
    if phrase.tense != Tense::Now {
        return None;
    }
    let date = context.moment.date?;
    let (mut then, mut perhaps) = offices.holders(phrase.role, phrase.of, date);
    // وزيرة الدفاع is no man, whoever held the office.
    let fits = |record: &u32| !phrase.of_a_woman || context.lexicon.record(*record).gender != "m";
    then.retain(fits);
    perhaps.retain(fits);
    let named = |records: &[u32]| {
        let mut named = records.iter().copied().filter(|&record| evidence.antecedent(record, 0).is_some());
        named.next().filter(|_| named.next().is_none())
    };
    let one = |records: &[u32]| match records {
        [one] => Some(*one),
        several => named(several),
    };
    match one(&then) {
        Some(record) => Some((record, Ground::HolderListed)),
        None if then.is_empty() => one(&perhaps).map(|record| (record, Ground::HolderPresumed)),
        None => None,
    }
}
