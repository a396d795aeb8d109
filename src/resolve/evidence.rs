//! What the certain names of a text say about the others.

use std::collections::HashMap;

use super::Reading;
use super::context::Context;
use super::winners::{self, Span};
use crate::compile::Entry;
use crate::entity::Label;

/// A certain mention: start, end, index of the label, index of the first record or `u32::MAX`.
pub(super) type Certain = (u32, u32, u16, u32);

/// What the certain names of a text say about the others.
#[derive(Default)]
pub(super) struct Evidence {
    /// (record, start) of certain mentions.
    records: Vec<(u32, u32)>,
    /// How often each state is named through names that mean it alone, by its record's index; and how often states are.
    votes: HashMap<u32, u32>,
    all_votes: u32,
    /// Certain mentions, by start.
    certain: Vec<Certain>,
}

impl Evidence {
    /// Gathers what the spans that win now say.
    pub fn of_winners(context: &Context<'_>, spans: &[Span]) -> Self {
        let mut evidence = Self::default();
        for at in winners::longest(spans) {
            evidence.add(context, &spans[at]);
        }
        evidence.sort();
        evidence
    }

    /// Takes in what a span that stands says.
    pub fn add(&mut self, context: &Context<'_>, span: &Span) {
        match span.reading {
            Reading::Stop => {}
            Reading::Institution { country, .. } => {
                self.certain.extend(
                    context.lexicon.label_index(&Label::Org).map(|label| (span.start, span.end, label, u32::MAX)),
                );
                self.vote(country);
            }
            Reading::Names { surface, entries } => {
                let all = context.lexicon.entries_at(surface);
                let first = &all[entries.first()];
                self.certain.push((span.start, span.end, first.label, first.record));
                let records = || entries.iter().map(|index| all[index].record);
                if records().all(|record| record == first.record) {
                    self.records.push((first.record, span.start));
                }
                // A surface that may also be another state's (عمان) says nothing of the state, whatever stands.
                let state = context.lexicon.state(first.record);
                let foreign = |entry: &Entry| {
                    matches!(context.label(entry), Label::Country | Label::City)
                        && context.lexicon.state(entry.record) != state
                };
                if records().all(|record| context.lexicon.state(record) == state) && !all.iter().any(foreign) {
                    // Where a text was written says nothing of what it is about.
                    self.vote(state.filter(|_| span.start >= context.dateline()));
                }
            }
        }
    }

    fn vote(&mut self, state: Option<u32>) {
        if let Some(state) = state {
            *self.votes.entry(state).or_default() += 1;
            self.all_votes += 1;
        }
    }

    /// Puts what was taken in into order.
    pub fn sort(&mut self) {
        self.certain.sort_unstable();
        self.certain.dedup();
        self.records.sort_unstable();
    }

    /// How often a state is named.
    pub fn votes(&self, state: u32) -> u32 {
        self.votes.get(&state).copied().unwrap_or(0)
    }

    /// The one state that the text is about, if it is about one: named twice or more, and more than all others together.
    pub fn about(&self) -> Option<u32> {
        // No two can be more than all others together.
        let most = |(_, votes): &(&u32, &u32)| **votes >= 2 && 2 * **votes > self.all_votes;
        self.votes.iter().find(most).map(|(state, _)| *state)
    }

    /// How far the nearest certain mention of a record is: those before go before those after.
    pub fn antecedent(&self, record: u32, start: u32) -> Option<(bool, u32)> {
        let of_record = |at: usize| self.records.get(at).filter(|(other, _)| *other == record).map(|&(_, start)| start);
        let after = self.records.partition_point(|&mention| mention < (record, start));
        let before = after.checked_sub(1).and_then(of_record).map(|before| (false, start - before));
        before.or_else(|| {
            let behind = self.records.partition_point(|&mention| mention <= (record, start));
            of_record(behind).map(|other| (true, other - start))
        })
    }

    /// The certain mention that a folded position lies in.
    pub fn covering(&self, position: u32) -> Option<&Certain> {
        let after = self.certain.partition_point(|(start, ..)| *start <= position);
        self.certain[..after].last().filter(|(_, end, ..)| position < *end)
    }

    /// The last certain mention that begins before a folded position.
    pub fn ending_near(&self, start: u32) -> Option<&Certain> {
        let after = self.certain.partition_point(|(other, ..)| *other < start);
        self.certain[..after].last()
    }

    /// The first certain mention that begins at or behind a folded position.
    pub fn starting_near(&self, end: u32) -> Option<&Certain> {
        self.certain.get(self.certain.partition_point(|(other, ..)| *other < end))
    }
}
