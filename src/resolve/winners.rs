//! Which spans are given where they overlap.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::Reading;
use crate::entity::{Kind, Proclitic};
use crate::grounds::Grounds;

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
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Span {
    pub start: u32,
    pub end: u32,
    /// Letters, digits and signs between them.
    pub letters: u32,
    pub proclitic: Proclitic,
    /// Whether it needed support.
    pub weak: bool,
    /// Of the preferred reading: kind, the label's place in the order, rank, the id's place in the order.
    pub key: (Kind, u16, u16, u32),
    pub reading: Reading,
    /// What lets it stand.
    pub grounds: Grounds,
}

/// Letters, start, length of the chain, weakness, whether a stop name, and the preferred reading.
pub(super) type Order = (Reverse<u32>, u32, u32, bool, bool, (Kind, u16, u16, u32));

impl Span {
    pub fn is_stop(&self) -> bool {
        self.reading == Reading::Stop
    }

    /// The order in which overlapping spans win: most letters, earliest start, shortest chain, strength, kind, label, rank,
    /// id.
    /// A strong name goes before a stop name of the same letters, a stop name before a weak name.
    pub fn order(&self) -> Order {
        (Reverse(self.letters), self.start, self.proclitic.len(), self.weak, self.is_stop(), self.key)
    }
}

/// The spans that win, stop names among them, by index, in order of their starts.
pub(super) fn longest(spans: &[Span]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..spans.len()).collect();
    if !spans.is_sorted_by_key(|span| span.start) {
        order.sort_by_key(|&at| spans[at].start);
    }
    // What overlaps, one through another, is decided together; most spans stand by themselves.
    let mut winners = Vec::with_capacity(spans.len());
    let mut from = 0;
    while from < order.len() {
        let mut reach = spans[order[from]].end;
        let mut to = from + 1;
        while to < order.len() && spans[order[to]].start < reach {
            reach = reach.max(spans[order[to]].end);
            to += 1;
        }
        let group = &mut order[from..to];
        if let [one] = group {
            winners.push(*one);
        } else {
            group.sort_by_key(|&at| spans[at].order());
            winners.extend(disjoint(group.iter().copied(), |&at| (spans[at].start, spans[at].end)));
        }
        from = to;
    }
    winners
}

/// Of things in the order in which they win those that no better one overlaps, in the order of their starts; `place` tells
/// where a thing starts and ends.
pub(super) fn disjoint<T>(ordered: impl IntoIterator<Item = T>, place: impl Fn(&T) -> (u32, u32)) -> Vec<T> {
    let mut kept: BTreeMap<u32, (u32, T)> = BTreeMap::new();
    for thing in ordered {
        let (start, end) = place(&thing);
        // Kept things do not overlap, so only the last one that begins before this one's end can reach into it.
        let before = kept.range(..end).next_back();
        if before.is_none_or(|(_, (other_end, _))| *other_end <= start) {
            kept.insert(start, (end, thing));
        }
    }
    kept.into_values().map(|(_, thing)| thing).collect()
}

/// The spans to give, by index; stop names are left out.
pub(super) fn choose(spans: &[Span], overlaps: Overlaps) -> Vec<usize> {
    let winners = longest(spans);
    let given = if overlaps == Overlaps::Longest {
        winners
    } else {
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
