//! Which spans are given where they overlap.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::Reading;
use crate::entity::{Kind, Label, Proclitic};

/// What is given where mentions overlap.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Overlaps {
    /// The longest, never overlapping.
    #[default]
    Longest,
    /// The longest, and what lies whole inside them.
    Nested,
    /// All that stand.
    All,
}

impl Overlaps {
    /// All values by name.
    pub const NAMES: [&'static str; 3] = ["longest", "nested", "all"];

    /// The value called `name`.
    pub fn named(name: &str) -> Option<Self> {
        match name {
            "longest" => Some(Self::Longest),
            "nested" => Some(Self::Nested),
            "all" => Some(Self::All),
            _ => None,
        }
    }
}

/// A possible mention, in folded positions.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Span {
    pub start: u32,
    pub end: u32,
    /// Letters and digits between them.
    pub letters: u32,
    pub proclitic: Proclitic,
    /// Whether it needed support.
    pub weak: bool,
    /// Of the preferred reading: kind, label, rank.
    pub key: (Kind, Label, u16),
    pub reading: Reading,
}

/// Letters, start, length of the chain, weakness, whether a stop name, and the preferred reading.
type Order<'s> = (Reverse<u32>, u32, u32, bool, bool, &'s (Kind, Label, u16));

impl Span {
    pub fn is_stop(&self) -> bool {
        self.reading == Reading::Stop
    }

    /// The order in which overlapping spans win: most letters, earliest start, shortest chain, strength, kind, label, rank.
    /// A strong name goes before a stop name of the same letters, a stop name before a weak name.
    fn order(&self) -> Order<'_> {
        (Reverse(self.letters), self.start, self.proclitic.len(), self.weak, self.is_stop(), &self.key)
    }
}

/// The spans that win, stop names among them, by index.
pub(super) fn longest(spans: &[Span]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..spans.len()).collect();
    order.sort_by(|&a, &b| spans[a].order().cmp(&spans[b].order()));
    let mut taken: BTreeMap<u32, u32> = BTreeMap::new();
    order.retain(|&at| {
        let (start, end) = (spans[at].start, spans[at].end);
        // Kept spans do not overlap, so only the last one that begins before `end` can reach into this one.
        let free = taken.range(..end).next_back().is_none_or(|(_, &other)| other <= start);
        if free {
            taken.insert(start, end);
        }
        free
    });
    order
}

/// The spans to give, by index; stop names are left out.
pub(super) fn choose(spans: &[Span], overlaps: Overlaps) -> Vec<usize> {
    let mut winners = longest(spans);
    let given = if overlaps == Overlaps::Longest {
        winners
    } else {
        winners.sort_by_key(|&at| spans[at].start);
        (0..spans.len())
            .filter(|&at| {
                let span = &spans[at];
                let first = winners.partition_point(|&winner| spans[winner].end <= span.start);
                let mut touched = winners[first..].iter().take_while(|&&winner| spans[winner].start < span.end);
                match overlaps {
                    Overlaps::All => touched.all(|&winner| !spans[winner].is_stop()),
                    _ => touched.next().is_some_and(|&winner| {
                        let outer = &spans[winner];
                        !outer.is_stop() && outer.start <= span.start && span.end <= outer.end
                    }),
                }
            })
            .collect()
    };
    given.into_iter().filter(|&at| !spans[at].is_stop()).collect()
}
