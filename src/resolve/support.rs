//! What lets a weak name stand, and what takes a short name away.
//!
//! A weak name (شي, خان, فتح, مالي) is also an ordinary word or somebody else's name. It stands with
//! - an *antecedent*: a name of the same record that stands by itself elsewhere in the text;
//! - a fitting *cue* right before it: a title, a nationality or a country of its own, or both ("الرئيس الصيني شي"), a
//!   record's own words ("حركة فتح"), a class word or a word of place before a city or country;
//! - *company*: it is listed or joined by و with a certain name of its kind ("بوتين وشي").
//!
//! A short name after a given name that is not its bearer's belongs to a stranger.

use std::collections::HashMap;

use super::Reading;
use super::context::Context;
use super::winners::Span;
use crate::compile::Entry;
use crate::entity::{Kind, Label};
use crate::fold::GAP;
use crate::gazetteer::{CueClass, Position};
use crate::scan::{Candidate, Grain};

/// What the certain names of a text say about the others.
pub(super) struct Evidence {
    /// Record to the starts of its certain mentions, ascending.
    records: HashMap<u32, Vec<u32>>,
    /// How often each state is named, by its code, through names that mean it alone.
    votes: HashMap<String, u32>,
    /// (start, end, label) of certain mentions, by start.
    certain: Vec<(u32, u32, Label)>,
}

impl Evidence {
    /// Gathers what the certain spans say.
    pub fn new(context: &Context<'_>, spans: &[Span], certain: &[usize]) -> Self {
        let mut evidence = Self { records: HashMap::new(), votes: HashMap::new(), certain: Vec::new() };
        for &at in certain {
            evidence.add(context, &spans[at]);
        }
        evidence.sort();
        evidence
    }

    fn add(&mut self, context: &Context<'_>, span: &Span) {
        match &span.reading {
            Reading::Stop => {}
            Reading::Institution { country, .. } => {
                self.certain.push((span.start, span.end, Label::Org));
                if let Some(country) = country {
                    *self.votes.entry(context.lexicon.record(*country).id.clone()).or_default() += 1;
                }
            }
            Reading::Names { surface, entries } => {
                let all = context.lexicon.entries_of(context.lexicon.surface(*surface));
                let first = &all[entries[0] as usize];
                self.certain.push((span.start, span.end, context.label(first).clone()));
                let records = || entries.iter().map(|&index| all[index as usize].record);
                if records().all(|record| record == first.record) {
                    self.records.entry(first.record).or_default().push(span.start);
                }
                let state = context.lexicon.record(first.record).state();
                if !state.is_empty() && records().all(|record| context.lexicon.record(record).state() == state) {
                    *self.votes.entry(state.to_owned()).or_default() += 1;
                }
            }
        }
    }

    fn sort(&mut self) {
        self.certain.sort();
        self.records.values_mut().for_each(|starts| starts.sort_unstable());
    }

    /// How often a state is named.
    pub fn votes(&self, state: &str) -> u32 {
        self.votes.get(state).copied().unwrap_or(0)
    }

    /// The one state that the text is about, if it is about one: named twice or more, and more than all others together.
    pub fn about(&self) -> Option<&str> {
        let all: u32 = self.votes.values().sum();
        let (state, &votes) = self.votes.iter().max_by_key(|(state, votes)| (**votes, std::cmp::Reverse(*state)))?;
        (votes >= 2 && 2 * votes > all).then_some(state)
    }

    /// How far the nearest certain mention of a record is: those before go before those after.
    pub fn antecedent(&self, record: u32, start: u32) -> Option<(bool, u32)> {
        let starts = self.records.get(&record)?;
        let after = starts.partition_point(|&other| other < start);
        match after.checked_sub(1) {
            Some(before) => Some((false, start - starts[before])),
            None => starts.iter().find(|&&other| other > start).map(|&other| (true, other - start)),
        }
    }

    /// The certain mention that a folded position lies in.
    fn covering(&self, position: u32) -> Option<&(u32, u32, Label)> {
        let after = self.certain.partition_point(|(start, _, _)| *start <= position);
        self.certain[..after].last().filter(|(_, end, _)| position < *end)
    }

    fn ending_near(&self, start: u32) -> Option<&(u32, u32, Label)> {
        let after = self.certain.partition_point(|(other, _, _)| *other < start);
        self.certain[..after].last()
    }

    fn starting_near(&self, end: u32) -> Option<&(u32, u32, Label)> {
        self.certain.get(self.certain.partition_point(|(other, _, _)| *other < end))
    }
}

/// Takes away the entries of short names that belong to strangers.
pub(super) fn drop_strangers(context: &Context<'_>, spans: &mut Vec<Span>, evidence: &Evidence) {
    spans.retain_mut(|span| {
        let Reading::Names { surface, entries } = &mut span.reading else { return true };
        if !span.proclitic.is_empty() || context.lexicon.surface(*surface).codes.contains(&GAP) {
            return true;
        }
        let all = context.lexicon.entries_of(context.lexicon.surface(*surface));
        entries.retain(|&index| !is_strangers(context, span.start, span.end, &all[index as usize], evidence));
        !entries.is_empty()
    });
}

/// Whether a name of one word stands after another's given name, or goes on to a longer name.
fn is_strangers(context: &Context<'_>, start: u32, end: u32, entry: &Entry, evidence: &Evidence) -> bool {
    let surname_like = match context.label(entry) {
        Label::Person => true,
        // "خالد المصري": after a given name a definite masculine nationality word is a surname.
        Label::Norp => entry.inflection.definite && entry.inflection.masculine,
        _ => false,
    };
    if !surname_like {
        return false;
    }
    let given_before = context.end_before(start).is_some_and(|end| {
        evidence.covering(end - 1).is_none()
            && context.ending_at(end).any(|word| {
                context.surface(word).cues.has(CueClass::Given)
                    && !context.surface(word).codes.contains(&GAP)
                    && !context.lexicon.is_own_given_name(entry.record, word.surface)
            })
    });
    let goes_on = *context.label(entry) == Label::Person
        && context.start_after(end).is_some_and(|start| {
            context
                .starting_at(start)
                .any(|word| word.proclitic.is_empty() && context.surface(word).cues.has(CueClass::Kin))
        });
    given_before || goes_on
}

/// The spans of weak names that have support; those that stand by a cue become evidence for the others.
pub(super) fn weak_spans(context: &Context<'_>, evidence: &mut Evidence, needed: bool) -> Vec<Span> {
    let weak: Vec<&Candidate> = context
        .candidates
        .iter()
        .filter(|candidate| candidate.grain == Grain::Word && context.entries(candidate).iter().any(|entry| entry.weak))
        .collect();
    let supported = |evidence: &Evidence| -> Vec<Span> {
        let stands = |candidate: &Candidate, entry: &Entry| {
            entry.weak && (!needed || is_supported(context, candidate, entry, evidence))
        };
        weak.iter().filter_map(|candidate| context.span(candidate, |entry| stands(candidate, entry))).collect()
    };
    let first = supported(evidence);
    for span in &first {
        evidence.add(context, span);
    }
    evidence.sort();
    evidence.certain.dedup();
    supported(evidence)
}

/// Puts the weak readings beside the strong ones of the same surface in the same place.
pub(super) fn merge(_context: &Context<'_>, spans: &mut Vec<Span>, weak: Vec<Span>) {
    let mut places: HashMap<(u32, u32, u32), usize> = HashMap::new();
    for (index, span) in spans.iter().enumerate() {
        if let Reading::Names { surface, .. } = span.reading {
            places.insert((span.start, span.end, surface), index);
        }
    }
    for span in weak {
        let Reading::Names { surface, entries: more } = &span.reading else { continue };
        match places.get(&(span.start, span.end, *surface)).map(|&at| &mut spans[at].reading) {
            Some(Reading::Names { entries, .. }) => {
                entries.extend(more);
                entries.sort_unstable();
                entries.dedup();
            }
            _ => spans.push(span),
        }
    }
}

fn is_supported(context: &Context<'_>, candidate: &Candidate, entry: &Entry, evidence: &Evidence) -> bool {
    let one_word = !context.surface(candidate).codes.contains(&GAP);
    if one_word
        && candidate.proclitic.is_empty()
        && is_strangers(context, candidate.start, candidate.end, entry, evidence)
    {
        return false;
    }
    evidence.antecedent(entry.record, candidate.start).is_some()
        || has_own_cue(context, candidate, entry)
        || has_company(context, candidate, entry, evidence)
        || match context.label(entry) {
            Label::Person => has_title(context, candidate, entry),
            Label::City => {
                has_cue(context, candidate, CueClass::City) || has_nationality_after(context, candidate, entry)
            }
            Label::Country => has_cue(context, candidate, CueClass::Place),
            Label::Org => entry.cues.is_empty() && has_cue(context, candidate, CueClass::Org),
            _ => false,
        }
}

/// One of the record's own cues stands right before, a quotation mark at most between.
fn has_own_cue(context: &Context<'_>, candidate: &Candidate, entry: &Entry) -> bool {
    !entry.cues.is_empty()
        && candidate.proclitic.is_empty()
        && context
            .end_before_quote(candidate.start)
            .is_some_and(|end| context.ending_at(end).any(|word| entry.cues.contains(&word.surface)))
}

/// A cue of a class stands right before, a quotation mark at most between.
pub(super) fn has_cue(context: &Context<'_>, candidate: &Candidate, class: CueClass) -> bool {
    candidate.proclitic.is_empty()
        && context
            .end_before_quote(candidate.start)
            .is_some_and(|end| context.ending_at(end).any(|word| context.surface(word).cues.has(class)))
}

/// "صور اللبنانية": the nationality of its country stands right after.
fn has_nationality_after(context: &Context<'_>, candidate: &Candidate, entry: &Entry) -> bool {
    let state = context.lexicon.record(entry.record).state();
    context.start_after(candidate.end).is_some_and(|start| {
        context.starting_at(start).filter(|next| next.proclitic.is_empty()).any(|next| {
            context.entries(next).iter().any(|next| {
                next.inflection.definite && next.inflection.feminine && context.lexicon.record(next.record).id == state
            })
        })
    })
}

/// A title, or a nationality or country of his own, or both stand right before; what stands there must fit.
fn has_title(context: &Context<'_>, candidate: &Candidate, entry: &Entry) -> bool {
    if !candidate.proclitic.is_empty() {
        return false;
    }
    let record = context.lexicon.record(entry.record);
    let own = |nation: u32| {
        let nation = &context.lexicon.record(nation).id;
        *nation == record.country || record.positions.iter().any(|position| position.of == *nation)
    };
    let mut start = candidate.start;
    let mut nation_fits = false;
    for _ in 0..5 {
        let Some(end) = context.end_before(start) else { return nation_fits };
        let words = || context.ending_at(end);
        let title =
            words().filter(|word| context.surface(word).cues.has(CueClass::Title)).min_by_key(|word| word.start);
        if let Some(title) = title {
            return nation_fits || fits_office(context.surface(title).offices, &record.positions);
        }
        let nations: Vec<(&Candidate, u32)> = words()
            .flat_map(|word| context.entries(word).iter().map(move |entry| (word, entry)))
            .filter(|(_, entry)| matches!(context.label(entry), Label::Norp | Label::Country))
            .map(|(word, entry)| (word, entry.record))
            .collect();
        if !nations.is_empty() {
            let Some((word, _)) = nations.iter().find(|(_, nation)| own(*nation)) else { return false };
            nation_fits = true;
            start = Context::word_start(word.start, word.proclitic);
            continue;
        }
        match words().find(|word| context.surface(word).cues.has(CueClass::Modifier)) {
            Some(word) => start = Context::word_start(word.start, word.proclitic),
            None => return nation_fits,
        }
    }
    nation_fits
}

/// Whether one of the offices is among those that a title fits.
fn fits_office(offices: u16, positions: &[Position]) -> bool {
    offices == u16::MAX
        || positions.iter().any(|position| {
            Position::OFFICES
                .iter()
                .position(|office| *office == position.office)
                .is_some_and(|office| offices >> office & 1 == 1)
        })
}

/// Listed with, or joined by و to, a certain name of its kind.
fn has_company(context: &Context<'_>, candidate: &Candidate, entry: &Entry, evidence: &Evidence) -> bool {
    if entry.kind == Kind::Demonym {
        return false;
    }
    let place = |label: &Label| matches!(label, Label::Country | Label::City);
    let label = context.label(entry);
    let alike = |other: &Label| other == label || (place(other) && place(label));
    let start = Context::word_start(candidate.start, candidate.proclitic);
    let joined = candidate.proclitic.as_str() == "و";
    let before = evidence.ending_near(start).is_some_and(|(_, end, other)| {
        let beside = if joined { context.end_before(start) == Some(*end) } else { false };
        alike(other)
            && (beside
                || (candidate.proclitic.is_empty() || joined)
                    && context.end_before(start) != Some(*end)
                    && context.is_listed_beside(*end, start))
    });
    let after = evidence.starting_near(candidate.end).is_some_and(|(next, _, other)| {
        let Some(next_word) = next.checked_sub(1) else { return false };
        let joined = context.start_after(candidate.end) == Some(next_word);
        let is_waw = context.folded.codes.get(next_word as usize) == Some(&context.fold.alphabet().word_code('و'));
        alike(other)
            && (joined && is_waw
                || context.start_after(candidate.end) != Some(*next) && context.is_listed_beside(candidate.end, *next))
    });
    before || after
}
