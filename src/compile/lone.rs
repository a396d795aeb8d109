//! The shortest account of a surface: the one record it names, where there is nothing else to it.

use bytemuck::{Pod, Zeroable};

use super::surface::{Entry, Surface};
use crate::entity::Kind;

/// What a surface names, in eight bytes.
#[derive(Clone, Copy, Debug, Pod, Zeroable)]
#[repr(C)]
pub(crate) struct Lone {
    /// Where there is more to look at, and a table of it: the place there.
    record: u32,
    label: u16,
    kind: u8,
    state: u8,
}

/// Several records, or a writing that the text may contradict: it must be looked at.
const MANIFOLD: u8 = 0;
/// One record.
const ONE: u8 = 1;
/// One record, and the name ends in ya, for which ئ may stand in the text.
const ONE_WITH_YA: u8 = 2;

impl Lone {
    /// The account of a surface.
    pub fn new(surface: &Surface, entries: &[Entry], ends_in_ya: bool) -> Self {
        match entries {
            [one]
                if !one.final_hamza && !one.short_with_ta && one.marks.is_empty() && !surface.begins_like_particle =>
            {
                let state = if ends_in_ya { ONE_WITH_YA } else { ONE };
                Self { record: one.record, label: one.label, kind: one.kind as u8, state }
            }
            _ => Self::several(0),
        }
    }

    /// A surface that is a full name of one record.
    pub fn one(record: u32, label: u16, ends_in_ya: bool) -> Self {
        Self { record, label, kind: Kind::Full as u8, state: if ends_in_ya { ONE_WITH_YA } else { ONE } }
    }

    /// A surface with more to it, which is told at some place of a table.
    pub fn several(place: u32) -> Self {
        Self { record: place, label: 0, kind: 0, state: MANIFOLD }
    }

    /// The one record, or the place in the table of those with more to them.
    #[inline]
    pub fn record_or_place(self) -> Result<u32, u32> {
        if self.state == MANIFOLD { Err(self.record) } else { Ok(self.record) }
    }

    /// Whether it is one of a list's: its numbers lie below these, its label is this one.
    pub fn fits(self, records: usize, label: u16, places: usize) -> bool {
        match self.state {
            ONE | ONE_WITH_YA => {
                ((self.record as usize) < records) & (self.label == label) & (self.kind == Kind::Full as u8)
            }
            MANIFOLD => (self.record as usize) < places,
            _ => false,
        }
    }

    /// The record, the label and the kind of name; `None` where there is more to look at.
    #[inline]
    pub fn of(self, ends_in_hamza: impl FnOnce() -> bool) -> Option<(u32, u16, Kind)> {
        match self.state {
            ONE => {}
            ONE_WITH_YA if !ends_in_hamza() => {}
            _ => return None,
        }
        Some((self.record, self.label, Kind::ALL[self.kind as usize]))
    }
}
