//! Which weak names stand, in two rounds: what stands by a cue speaks for others.

use std::cell::Cell;

use super::Reading;
use super::beside::Beside;
use super::context::Context;
use super::evidence::Evidence;
use super::hidden::Hidden;
use super::sets::Set;
use super::support::support;
use super::winners::{self, Span};
use crate::compile::Entry;
use crate::grounds::{Ground, Grounds};
use crate::scan::Candidate;

/// What is made of a text's weak names.
#[derive(Default)]
pub(super) struct Weak {
    /// The spans of those that stand.
    pub spans: Vec<Span>,
    /// The candidates that were judged, by index.
    judged: Vec<u32>,
}

impl Weak {
    /// None yet.
    pub fn clear(&mut self) {
        self.spans.clear();
        self.judged.clear();
    }
}

/// Fills `weak`, which is empty, with those weak names that have support; those that stand by a cue become evidence for the others. Those
/// inside certain names are left aside where there is a list of `hidden` ones.
pub(super) fn judge(
    context: &Context<'_>,
    evidence: &mut Evidence,
    needed: bool,
    mut hidden: Option<&mut Hidden>,
    weak: &mut Weak,
) {
    let Weak { spans, judged } = weak;
    for at in context.indices(Set::Weak) {
        let candidate = &context.candidates[at];
        match &mut hidden {
            Some(hidden) if evidence.hides(candidate.start, candidate.end) => {
                hidden.add(candidate.start, candidate.end);
            }
            _ => {
                judged.push(at as u32);
                spans.extend(weak_span(context, candidate, evidence, needed));
            }
        }
    }
    if spans.is_empty() {
        return;
    }
    // A surname inside a certain full name says nothing of others who bear it.
    let said: Vec<Span> = spans.iter().filter(|span| !evidence.hides(span.start, span.end)).copied().collect();
    for span in &said {
        evidence.add(context, span);
    }
    evidence.sort();
    // The others stand or fall as before, but for those that the new ones touch.
    let news = News::of(context, evidence, spans);
    let first = spans.len();
    let mut stood = 0;
    for candidate in judged.iter().map(|&at| &context.candidates[at as usize]) {
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
    /// The records that they name, and the states.
    records: Few,
    states: Few,
    /// How far off a mention may be that has a say.
    far: u32,
}

impl News {
    fn of(context: &Context<'_>, evidence: &Evidence, spans: &[Span]) -> Self {
        /// Most letters between a name and what speaks for it or against it.
        const BETWEEN: u32 = 16;
        let far = evidence.longest() + BETWEEN;
        let mut news = Self { records: Few::default(), states: Few::default(), far };
        for span in spans {
            let Reading::Names { surface, entries } = span.reading else { continue };
            let all = context.entries_at(surface);
            for entry in entries.iter().map(|index| &all[index]) {
                news.records.add(entry.record);
                context.lexicon.state(entry.record).into_iter().for_each(|state| news.states.add(state));
            }
        }
        news
    }

    /// Whether they may make a difference to a candidate: they name its record or its state, or stand near it.
    fn touches(&self, context: &Context<'_>, candidate: &Candidate, spans: &[Span]) -> bool {
        let near = spans.partition_point(|span| span.start + self.far < candidate.start);
        spans.get(near).is_some_and(|span| span.start <= candidate.end + self.far)
            || context.entries(candidate).iter().any(|entry| {
                self.records.may_have(entry.record)
                    || context.lexicon.state(entry.record).is_some_and(|state| self.states.may_have(state))
            })
    }
}

/// A few of very many: a bit for each, shared by some.
#[derive(Default)]
struct Few([u64; 8]);

impl Few {
    fn add(&mut self, record: u32) {
        self.0[record as usize / 64 % 8] |= 1 << (record % 64);
    }

    fn may_have(&self, record: u32) -> bool {
        self.0[record as usize / 64 % 8] >> (record % 64) & 1 == 1
    }
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
