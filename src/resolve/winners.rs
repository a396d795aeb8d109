//! Which spans are given where they overlap.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::ops::Range;

use super::Reading;
use crate::entity::{Kind, Proclitic};
use crate::grounds::Grounds;
use crate::watch::{Pace, Watch};

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

/// The spans that win, stop names among them, by index, in order of their starts. The spans stand in that order too.
pub(super) fn longest(spans: &[Span], watch: Option<&Watch<'_>>) -> Vec<usize> {
    let mut winners = Vec::with_capacity(spans.len());
    each_longest(spans, watch, |at| winners.push(at));
    winners
}

/// The same, one by one.
pub(super) fn each_longest(spans: &[Span], watch: Option<&Watch<'_>>, mut winner: impl FnMut(usize)) {
    let mut pace = Pace::resolving(watch);
    // What overlaps, one through another, is decided together; most spans stand by themselves.
    let mut from = 0;
    while from < spans.len() && pace.step() {
        let mut reach = spans[from].end;
        let mut to = from + 1;
        while to < spans.len() && spans[to].start < reach {
            reach = reach.max(spans[to].end);
            to += 1;
        }
        match to - from {
            1 => winner(from),
            2 => winner(if spans[from + 1].order() < spans[from].order() { from + 1 } else { from }),
            _ => decide(spans, from..to, &mut winner),
        }
        from = to;
    }
}

/// Keeps of overlapping spans those that no better one overlaps.
fn decide(spans: &[Span], group: Range<usize>, winner: &mut impl FnMut(usize)) {
    // Mostly the best overlaps all others.
    if let Some(best) = group.clone().min_by_key(|&at| spans[at].order()) {
        let (start, end) = (spans[best].start, spans[best].end);
        if spans[group.clone()].iter().all(|span| span.start < end && start < span.end) {
            winner(best);
            return;
        }
    }
    let mut order: Vec<usize> = group.collect();
    order.sort_by_key(|&at| spans[at].order());
    disjoint(order, |&at| (spans[at].start, spans[at].end)).into_iter().for_each(winner);
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

/// Whether one of the spans from `from` on, added to those before it, may change which win: one cannot that takes just the
/// place of another which goes before it. Those before are in the order of their starts.
pub(super) fn may_win(spans: &[Span], from: usize) -> bool {
    let (known, added) = spans.split_at(from);
    added.iter().any(|span| {
        let same = &known[known.partition_point(|other| other.start < span.start)..];
        let mut same = same.iter().take_while(|other| other.start == span.start);
        !same.any(|other| other.end == span.end && other.order() <= span.order())
    })
}

/// Puts spans into the order of their starts of which those from `from` on were added last.
pub(super) fn put_in_order(spans: &mut [Span], from: usize) {
    const FEW: usize = 8;
    if spans.len() - from > FEW {
        spans.sort_by_key(|span| span.start);
        return;
    }
    for at in from..spans.len() {
        let start = spans[at].start;
        let to = spans[..at].partition_point(|span| span.start <= start);
        spans[to..=at].rotate_right(1);
    }
}

/// The spans to give, by index; stop names are left out.
pub(super) fn choose(spans: &[Span], watch: Option<&Watch<'_>>, overlaps: Overlaps) -> Vec<usize> {
    let winners = longest(spans, watch);
    let mut given = if overlaps == Overlaps::Longest {
        winners
    } else {
        let mut pace = Pace::resolving(watch);
        (0..spans.len())
            .take_while(|_| pace.step())
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
    given.retain(|&at| !spans[at].is_stop());
    given
}
