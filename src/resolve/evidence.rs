//! What the certain names of a text say about the others.

use super::context::Context;
use super::hidden::is_within;
use super::winners::{self, Span};
use super::{Entries, Reading};
use crate::compile::Entry;
use crate::entity::Label;

/// A certain mention: start, end, index of the label, index of the first record or `u32::MAX`.
pub(super) type Certain = (u32, u32, u16, u32);

/// What the certain names of a text say about the others.
#[derive(Default)]
pub(super) struct Evidence {
    /// Record and start of certain mentions, as [`mention_of`] puts them together; in order where they are more than
    /// [`FEW`].
    records: Vec<u64>,
    /// How often each state is named through names that mean it alone, by its record's index; and how often states are.
    /// In the order of records.
    votes: Vec<(u32, u32)>,
    all_votes: u32,
    /// Certain mentions, by start.
    certain: Vec<Certain>,
    /// A bit for each record of `records`, shared by some.
    named: [u64; 4],
    /// For each 64 letters the places where a certain person's name begins or ends, and where another does.
    edges: Vec<(u64, u64)>,
}

/// A mention of a record as one number, in the order of records, then of starts.
fn mention_of(record: u32, start: u32) -> u64 {
    u64::from(record) << 32 | u64::from(start)
}

/// So many are looked through one by one.
const FEW: usize = 32;

/// What a name says: of the first entry that stands the record and the label; whether all are of that record; and the state
/// that they mean.
struct Said {
    record: u32,
    label: u16,
    one_record: bool,
    state: Option<u32>,
}

impl Said {
    /// By the entries that stand.
    fn by(context: &Context<'_>, surface: u32, entries: Entries) -> Self {
        let all = context.entries_at(surface);
        let first = &all[entries.first()];
        let records = || entries.iter().map(|index| all[index].record);
        // A surface that may also be another state's (عمان) says nothing of the state, whatever stands.
        let state = context.lexicon.state(first.record);
        let foreign = |entry: &Entry| {
            matches!(context.label(entry), Label::Country | Label::City) && context.lexicon.state(entry.record) != state
        };
        let means = records().all(|record| context.lexicon.state(record) == state) && !all.iter().any(foreign);
        Self {
            record: first.record,
            label: first.label,
            one_record: records().all(|record| record == first.record),
            state: state.filter(|_| means),
        }
    }
}

impl Evidence {
    /// Gathers what the spans that win now say, in place of what was known.
    pub fn read(&mut self, context: &Context<'_>, spans: &[Span]) {
        self.records.clear();
        self.votes.clear();
        self.certain.clear();
        self.edges.clear();
        self.edges.resize(context.folded.codes.len() / 64 + 1, (0, 0));
        (self.all_votes, self.named) = (0, [0; 4]);
        winners::each_longest(spans, context.watch, |at| self.add(context, &spans[at]));
        self.sort();
    }

    /// Takes in what a span that stands says.
    pub fn add(&mut self, context: &Context<'_>, span: &Span) {
        let label = |label: u16| context.lexicon.label(label);
        let mut person = false;
        match span.reading {
            Reading::Stop | Reading::Unlisted { .. } => return,
            Reading::Institution { country, .. } => {
                self.certain.extend(
                    context.lexicon.label_index(&Label::Org).map(|label| (span.start, span.end, label, u32::MAX)),
                );
                self.vote(country);
                // وزارة الداخلية السعودية names the state that المملكة means further on.
                if let Some(country) = country {
                    self.records.push(mention_of(country, span.start));
                    self.named[country as usize / 64 % 4] |= 1 << (country % 64);
                }
            }
            Reading::Names { surface, entries } => {
                let strong = context.lexicon.strong(surface);
                // Where all strong entries stand and nothing else, what they say is known.
                let said = if strong.count() > 0 && entries == Entries::of_first(strong.count()) {
                    let state = Some(strong.state).filter(|&state| state != u32::MAX);
                    Said { record: strong.record, label: strong.label, one_record: strong.one_record, state }
                } else {
                    Said::by(context, surface, entries)
                };
                person = *label(said.label) == Label::Person;
                self.certain.push((span.start, span.end, said.label, said.record));
                if said.one_record {
                    self.records.push(mention_of(said.record, span.start));
                    self.named[said.record as usize / 64 % 4] |= 1 << (said.record % 64);
                }
                // Where a text was written says nothing of what it is about.
                self.vote(said.state.filter(|_| context.is_behind_dateline(span.start)));
            }
        }
        for edge in [span.start, span.end] {
            let (persons, others) = &mut self.edges[edge as usize / 64];
            *if person { persons } else { others } |= 1 << (edge % 64);
        }
    }

    fn vote(&mut self, state: Option<u32>) {
        if let Some(state) = state {
            match self.votes.binary_search_by_key(&state, |&(state, _)| state) {
                Ok(at) => self.votes[at].1 += 1,
                Err(at) => self.votes.insert(at, (state, 1)),
            }
            self.all_votes += 1;
        }
    }

    /// Puts what was taken in into order.
    pub fn sort(&mut self) {
        if !self.certain.is_sorted() {
            self.certain.sort_unstable();
        }
        self.certain.dedup();
        if self.records.len() > FEW {
            self.records.sort_unstable();
        }
    }

    /// Whether a text speaks of states: it names one, or an organization that is no state's.
    pub fn is_of_states(&self, context: &Context<'_>) -> bool {
        let stateless = |&&(.., label, record): &&Certain| {
            *context.lexicon.label(label) == Label::Org && record != u32::MAX && context.lexicon.state(record).is_none()
        };
        self.all_votes > 0 || self.certain.iter().any(|certain| stateless(&certain))
    }

    /// How often a state is named.
    pub fn votes(&self, state: u32) -> u32 {
        self.votes.binary_search_by_key(&state, |&(state, _)| state).map_or(0, |at| self.votes[at].1)
    }

    /// The one state that the text is about, if it is about one: named twice or more, and more than all others together.
    pub fn about(&self) -> Option<u32> {
        // No two can be more than all others together.
        let most = |(_, votes): &&(u32, u32)| *votes >= 2 && 2 * *votes > self.all_votes;
        self.votes.iter().find(most).map(|(state, _)| *state)
    }

    /// The state that the text names most, twice or more: whose a bare وزارة الداخلية is.
    pub fn leading(&self) -> Option<u32> {
        let &(state, most) = self.votes.iter().max_by_key(|(_, votes)| *votes)?;
        let alone = self.votes.iter().filter(|(_, votes)| *votes == most).count() == 1;
        (alone && most >= 2).then_some(state)
    }

    /// Whether a certain mention may name a record; where not, none does.
    #[inline]
    pub fn may_name(&self, record: u32) -> bool {
        self.named[record as usize / 64 % 4] >> (record % 64) & 1 == 1
    }

    /// Whether a certain person's name, and whether another, begins or ends at one of a few positions from `from` to
    /// before `to`.
    #[inline]
    pub fn has_edge(&self, from: u32, to: u32) -> (bool, bool) {
        let (block, shift) = (from as usize / 64, from % 64);
        let of = |at: usize| self.edges.get(at).copied().unwrap_or_default();
        let (mut persons, mut others) = of(block);
        (persons, others) = (persons >> shift, others >> shift);
        if shift + (to - from) > 64 {
            let (more_persons, more_others) = of(block + 1);
            (persons, others) = (persons | more_persons << (64 - shift), others | more_others << (64 - shift));
        }
        let mask = (1 << (to - from)) - 1;
        (persons & mask != 0, others & mask != 0)
    }

    /// The most letters that a certain mention has.
    pub fn longest(&self) -> u32 {
        self.certain.iter().map(|(start, end, ..)| end - start).max().unwrap_or(0)
    }

    /// How many mentions there is room for.
    pub fn capacity(&self) -> usize {
        self.certain.capacity().max(self.edges.capacity())
    }

    /// How far the nearest certain mention of a record is: those before go before those after.
    pub fn antecedent(&self, record: u32, start: u32) -> Option<(bool, u32)> {
        if !self.may_name(record) {
            return None;
        }
        if self.records.len() <= FEW {
            let (mut before, mut behind) = (None, None);
            for &mention in self.records.iter().filter(|&&mention| (mention >> 32) as u32 == record) {
                let at = mention as u32;
                if at < start {
                    before = before.max(Some(at));
                } else if at > start {
                    behind = Some(behind.map_or(at, |behind: u32| behind.min(at)));
                }
            }
            let before = before.map(|before| (false, start - before));
            return before.or_else(|| behind.map(|behind| (true, behind - start)));
        }
        let of_record = |at: usize| {
            self.records.get(at).filter(|&&mention| (mention >> 32) as u32 == record).map(|&mention| mention as u32)
        };
        let here = mention_of(record, start);
        let after = self.records.partition_point(|&mention| mention < here);
        let before = after.checked_sub(1).and_then(of_record).map(|before| (false, start - before));
        before.or_else(|| {
            let behind = after + self.records[after..].iter().take_while(|&&mention| mention == here).count();
            of_record(behind).map(|other| (true, other - start))
        })
    }

    /// How many certain mentions of a record there are.
    pub fn count(&self, record: u32) -> u32 {
        if !self.may_name(record) {
            return 0;
        }
        if self.records.len() > FEW {
            let before = |record: u32| self.records.partition_point(|&mention| mention < mention_of(record, 0));
            return (before(record + 1) - before(record)) as u32;
        }
        self.records.iter().filter(|&&mention| (mention >> 32) as u32 == record).count() as u32
    }

    /// The certain mention that a folded position lies in.
    pub fn covering(&self, position: u32) -> Option<&Certain> {
        let after = self.certain.partition_point(|(start, ..)| *start <= position);
        self.certain[..after].last().filter(|(_, end, ..)| position < *end)
    }

    /// Whether what stands at a place is a part of a longer certain mention.
    pub fn hides(&self, start: u32, end: u32) -> bool {
        self.covering(start).is_some_and(|&(outer, outer_end, ..)| is_within((start, end), (outer, outer_end)))
    }

    /// The last certain mention that begins before a folded position.
    pub fn ending_near(&self, start: u32) -> Option<&Certain> {
        let after = self.certain.partition_point(|(other, ..)| *other < start);
        self.certain[..after].last()
    }

    /// The certain mentions that begin between two folded positions.
    pub fn within(&self, from: u32, to: u32) -> &[Certain] {
        let at = |place: u32| self.certain.partition_point(|(start, ..)| *start < place);
        &self.certain[at(from)..at(to)]
    }

    /// The first certain mention that begins at or behind a folded position.
    pub fn starting_near(&self, end: u32) -> Option<&Certain> {
        self.certain.get(self.certain.partition_point(|(other, ..)| *other < end))
    }
}
