//! What the certain names of a text say about the others.

use std::collections::HashMap;

use super::Reading;
use super::context::Context;
use super::winners::Span;
use crate::entity::Label;

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

    /// Takes in what a span that stands says.
    pub fn add(&mut self, context: &Context<'_>, span: &Span) {
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

    /// Puts what was taken in into order.
    pub fn sort(&mut self) {
        self.certain.sort();
        self.certain.dedup();
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
    pub fn covering(&self, position: u32) -> Option<&(u32, u32, Label)> {
        let after = self.certain.partition_point(|(start, _, _)| *start <= position);
        self.certain[..after].last().filter(|(_, end, _)| position < *end)
    }

    /// The last certain mention that begins before a folded position.
    pub fn ending_near(&self, start: u32) -> Option<&(u32, u32, Label)> {
        let after = self.certain.partition_point(|(other, _, _)| *other < start);
        self.certain[..after].last()
    }

    /// The first certain mention that begins at or behind a folded position.
    pub fn starting_near(&self, end: u32) -> Option<&(u32, u32, Label)> {
        self.certain.get(self.certain.partition_point(|(other, _, _)| *other < end))
    }
}
