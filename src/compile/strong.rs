//! The strong entries of a surface taken together: most names in a text stand by these alone, and all that is asked of them
//! lies in one place.

use super::lexicon::Lexicon;
use super::surface::{Entry, Surface};
use crate::entity::{Kind, Label};

/// What a surface's strong entries, which go before its weak ones, say together.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Strong {
    /// Of the first: the index of the record, and of the label.
    pub record: u32,
    pub label: u16,
    /// Of the first, for the order of preference: kind, the label's place, rank, the id's place.
    pub key: (Kind, u16, u16, u32),
    /// How many there are, up to 64.
    pub count: u8,
    /// Whether all are of one record.
    pub one_record: bool,
    /// The state that the surface means, whatever entity it is; `u32::MAX` where there is none, or where it may be another
    /// state's.
    pub state: u32,
}

impl Strong {
    /// Those of a surface, none where it has none.
    pub fn of(lexicon: &Lexicon, surface: &Surface) -> Self {
        let entries = lexicon.entries_of(surface);
        let count = entries.iter().take(64).take_while(|entry| !entry.weak).count();
        let Some(first) = entries.first().filter(|_| count > 0) else { return Self::NONE };
        let state = lexicon.state(first.record);
        let own = |entry: &Entry| lexicon.state(entry.record) == state;
        let place = |entry: &Entry| matches!(lexicon.label(entry.label), Label::Country | Label::City);
        let means = entries[..count].iter().all(own) && entries.iter().all(|entry| !place(entry) || own(entry));
        Self {
            record: first.record,
            label: first.label,
            key: (first.kind, lexicon.label_order(first.label), first.rank, lexicon.id_order(first.record)),
            count: count as u8,
            one_record: entries[..count].iter().all(|entry| entry.record == first.record),
            state: state.filter(|_| means).unwrap_or(u32::MAX),
        }
    }

    /// None.
    pub const NONE: Self =
        Self { record: u32::MAX, label: 0, key: (Kind::Full, 0, 0, 0), count: 0, one_record: false, state: u32::MAX };
}
