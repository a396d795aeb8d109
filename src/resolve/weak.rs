//! Which weak names stand, in two rounds: what stands by a cue speaks for others.

use std::cell::Cell;

use super::Reading;
use super::beside::Beside;
use super::context::Context;
use super::evidence::Evidence;
use super::sets::Set;
use super::support::support;
use super::winners::{self, Span};
use crate::compile::Entry;
use crate::grounds::{Ground, Grounds};
use crate::scan::Candidate;

/// Fills `spans` with those of weak names that have support; those that stand by a cue become evidence for the others.
pub(super) fn weak_spans(context: &Context<'_>, evidence: &mut Evidence, needed: bool, spans: &mut Vec<Span>) {
    spans.clear();
    spans.extend(context.of(Set::Weak).filter_map(|candidate| weak_span(context, candidate, evidence, needed)));
    if spans.is_empty() {
        return;
    }
    // A surname inside a certain full name says nothing of others who bear it.
    let inside = |span: &Span| {
        evidence
            .covering(span.start)
            .is_some_and(|&(start, end, ..)| span.end <= end && span.end - span.start < end - start)
    };
    let said: Vec<Span> = spans.iter().filter(|span| !inside(span)).copied().collect();
    for span in &said {
        evidence.add(context, span);
    }
    evidence.sort();
    // The others stand or fall as before, but for those that the new ones touch.
    let news = News::of(context, evidence, spans);
    let first = spans.len();
    let mut stood = 0;
    for candidate in context.of(Set::Weak) {
        let again = stood < first && is_of(&spans[stood], candidate);
        stood += usize::from(again);
        if again || news.touches(context, candidate, &spans[..first]) {
            spans.extend(weak_span(context, candidate, evidence, needed));
        }
    }
    spans.drain(..first);
}

/// Whether a span of a name is that of a candidate.
fn is_of(span: &Span, candidate: &Candidate) -> bool {
    let Reading::Names { surface, .. } = span.reading else { return false };
    (span.start, span.end, span.proclitic, surface)
        == (candidate.start, candidate.end, candidate.proclitic, candidate.surface)
}

/// The span of a weak name with the entries that have support.
fn weak_span(context: &Context<'_>, candidate: &Candidate, evidence: &Evidence, needed: bool) -> Option<Span> {
    let grounds = Cell::new(Grounds::default());
    let beside = Beside::of(context, candidate, evidence);
    let stands = |entry: &Entry| {
        let support = if entry.weak && beside.may_support(context, candidate, entry, evidence) {
            support(context, candidate, entry, evidence, &beside)
        } else {
            debug_assert!(
                !entry.weak || support(context, candidate, entry, evidence, &beside).is_none(),
                "nothing speaks for it"
            );
            None
        };
        let support = support.or((entry.weak && !needed).then_some(Ground::Unsupported));
        let mut all = grounds.get();
        all.extend(support);
        grounds.set(all);
        support.is_some()
    };
    let span = context.span(candidate, stands)?;
    Some(Span { grounds: grounds.get(), ..span })
}

/// What weak names that stand have added to the evidence, as far as it bears on others.
struct News {
    /// A bit for each record that they name, and for each state, shared by some.
    records: u64,
    states: u64,
    /// How far off a mention may be that has a say.
    far: u32,
}

impl News {
    fn of(context: &Context<'_>, evidence: &Evidence, spans: &[Span]) -> Self {
        /// Most letters between a name and what speaks for it or against it.
        const BETWEEN: u32 = 16;
        let mut news = Self { records: 0, states: 0, far: evidence.longest() + BETWEEN };
        for span in spans {
            let Reading::Names { surface, entries } = span.reading else { continue };
            let all = context.entries_at(surface);
            for entry in entries.iter().map(|index| &all[index]) {
                news.records |= bit(entry.record);
                news.states |= context.lexicon.state(entry.record).map_or(0, bit);
            }
        }
        news
    }

    /// Whether they may make a difference to a candidate: they name its record or its state, or stand near it.
    fn touches(&self, context: &Context<'_>, candidate: &Candidate, spans: &[Span]) -> bool {
        let near = spans.partition_point(|span| span.start + self.far < candidate.start);
        spans.get(near).is_some_and(|span| span.start <= candidate.end + self.far)
            || context.entries(candidate).iter().any(|entry| {
                self.records & bit(entry.record) != 0
                    || context.lexicon.state(entry.record).is_some_and(|state| self.states & bit(state) != 0)
            })
    }
}

/// The bit of a record, shared by some.
fn bit(record: u32) -> u64 {
    1 << (record % 64)
}

/// Puts the weak readings beside the strong ones of the same surface in the same place.
pub(super) fn merge(spans: &mut Vec<Span>, weak: &[Span]) {
    if weak.is_empty() {
        return;
    }
    let known = spans.len();
    for &span in weak {
        let Reading::Names { surface, entries: more } = span.reading else { continue };
        let first = spans[..known].partition_point(|other| other.start < span.start);
        let beside = spans[first..known].iter_mut().take_while(|other| other.start == span.start);
        let same = |other: &&mut Span| match other.reading {
            Reading::Names { surface: known, .. } => (other.end, known) == (span.end, surface),
            _ => false,
        };
        match beside.filter(same).last() {
            Some(Span { reading: Reading::Names { entries, .. }, grounds, .. }) => {
                entries.join(more);
                grounds.join(span.grounds);
            }
            _ => spans.push(span),
        }
    }
    winners::put_in_order(spans, known);
}
