//! Room that one text leaves for the next: to ask for it anew costs as much as to resolve a line.

use std::cell::Cell;

use super::context::Lists;
use super::evidence::Evidence;
use super::hidden::Hidden;
use super::places::{Places, Short};
use super::sets::Sets;
use super::weak::Weak;
use super::winners::Span;
use crate::scan::Candidate;

/// Most of anything whose room is kept: few texts are longer.
const MOST: usize = 1 << 14;

/// Lists that every text fills.
#[derive(Default)]
pub(super) struct Room {
    pub sets: Sets,
    pub places: Places,
    pub short: Short,
    pub spans: Vec<Span>,
    pub weak: Weak,
    pub hidden: Hidden,
    pub evidence: Evidence,
}

thread_local! {
    static ROOM: Cell<Room> = Cell::default();
    static CANDIDATES: Cell<Vec<Candidate>> = const { Cell::new(Vec::new()) };
}

impl Room {
    /// What the last text of this thread has left.
    pub fn take() -> Self {
        ROOM.take()
    }

    /// Leaves what a text has filled to the next.
    pub fn leave(mut self, (mut candidates, sets, places, mut short): Lists) {
        (self.sets, self.places) = (sets, places);
        let (spans, others) = (self.spans.capacity(), self.places.capacity().max(self.evidence.capacity()));
        if candidates.capacity().max(spans).max(others) <= MOST {
            // Of a long text it is empty, and that of the last short one still here.
            if short.starting(0).is_some() {
                short.clear(&candidates);
                self.short = short;
            }
            candidates.clear();
            CANDIDATES.set(candidates);
            ROOM.set(self);
        }
    }
}

/// An empty list for the candidates of a text with so many letters.
pub(crate) fn for_candidates(letters: usize) -> Vec<Candidate> {
    // News has a candidate every fourteen letters or so.
    let mut candidates = CANDIDATES.take();
    candidates.reserve(letters / 12);
    candidates
}
