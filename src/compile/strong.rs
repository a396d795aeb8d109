//! The strong entries of a surface taken together: most names in a text stand by these alone, and all that is asked of them
//! lies in one place.

use bytemuck::{CheckedBitPattern, NoUninit};

use super::lexicon::Lexicon;
use super::surface::{Entry, Surface};
use crate::entity::{Kind, Label};

/// How many are told apart.
const MOST: usize = 64;

/// What a surface's strong entries, which go before its weak ones, say together.
#[derive(Clone, Copy, Debug, NoUninit, CheckedBitPattern)]
#[repr(C)]
pub(crate) struct Strong {
    /// Of the first: the index of the record.
    pub record: u32,
    /// The state that the surface means, whatever entity it is; `u32::MAX` where there is none, or where it may be another
    /// state's.
    pub state: u32,
    /// Of the first: the id's place in the order of ids.
    id_order: u32,
    count: u32,
    /// Of the first: the index of the label, and the label's place in the order of preference.
    pub label: u16,
    label_order: u16,
    /// Of the first.
    rank: u16,
    pub kind: Kind,
    /// Whether all are of one record.
    pub one_record: bool,
}

impl Strong {
    /// Those of a surface, none where it has none.
    pub fn of(lexicon: &Lexicon, surface: &Surface) -> Self {
        let entries = lexicon.entries_of(surface);
        let count = entries.iter().take(MOST).take_while(|entry| !entry.weak).count();
        let Some(first) = entries.first().filter(|_| count > 0) else { return Self::NONE };
        let state = lexicon.state(first.record);
        let own = |entry: &Entry| lexicon.state(entry.record) == state;
        let place = |entry: &Entry| matches!(lexicon.label(entry.label), Label::Country | Label::City);
        let means = entries[..count].iter().all(own) && entries.iter().all(|entry| !place(entry) || own(entry));
        Self {
            record: first.record,
            state: state.filter(|_| means).unwrap_or(u32::MAX),
            id_order: lexicon.id_order(first.record),
            count: count as u32,
            label: first.label,
            label_order: lexicon.label_order(first.label),
            rank: first.rank,
            kind: first.kind,
            one_record: entries[..count].iter().all(|entry| entry.record == first.record),
        }
    }

    /// How many there are, up to 64.
    #[inline]
    pub fn count(&self) -> u8 {
        self.count as u8
    }

    /// Of the first, for the order of preference: kind, the label's place, rank, the id's place.
    #[inline]
    pub fn key(&self) -> (Kind, u16, u16, u32) {
        (self.kind, self.label_order, self.rank, self.id_order)
    }

    /// Whether it may be one of a surface with so many entries: its numbers lie below these.
    pub fn fits(&self, entries: usize, records: usize, labels: usize) -> bool {
        let is_record = |record: u32| (record as usize) < records;
        self.count as usize <= entries.min(MOST)
            && (self.count == 0 || is_record(self.record) && usize::from(self.label) < labels)
            && (self.state == u32::MAX || is_record(self.state))
    }

    /// None.
    pub const NONE: Self = Self {
        record: u32::MAX,
        state: u32::MAX,
        id_order: 0,
        count: 0,
        label: 0,
        label_order: 0,
        rank: 0,
        kind: Kind::Full,
        one_record: false,
    };
}
