//! From the order in which letters are read to the order of starts.
//!
//! An automaton reports a match where it ends. A candidate can be let go once no match still to come can begin before it,
//! that is once the scan is further than the longest pattern. Words that were let go by without a candidate are handed to
//! the run-on stage in between, so that its candidates come in order too.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap};
use std::ops::Range;

use super::run_on::RunOn;
use super::{Candidate, Grain, MOST_PER_START};
use crate::entity::Proclitic;
use crate::fold::{Alphabet, Class, Folded};

type Key = Reverse<(u32, Reverse<u32>, u32, Proclitic, Grain)>;

/// What a run-on stage needs to see of the text.
pub(super) struct RunOnWords<'a> {
    pub text: &'a Folded,
    pub alphabet: &'a Alphabet,
    pub run_on: &'a RunOn,
    pub parts: &'a HashMap<Box<[u8]>, u32>,
}

/// Holds candidates back until their turn has come.
pub(super) struct InOrder<'a> {
    heap: BinaryHeap<Key>,
    emit: &'a mut dyn FnMut(Candidate),
    words: Option<RunOnWords<'a>>,
    /// Where the next word is looked for, and where it ends once that is known.
    cursor: usize,
    word_end: usize,
    /// The furthest end of a candidate let go so far.
    reach: u32,
    start: u32,
    kept: usize,
}

impl<'a> InOrder<'a> {
    pub fn new(emit: &'a mut dyn FnMut(Candidate), words: Option<RunOnWords<'a>>) -> Self {
        Self { heap: BinaryHeap::new(), emit, words, cursor: 0, word_end: 0, reach: 0, start: u32::MAX, kept: 0 }
    }

    /// Takes a candidate in.
    pub fn push(&mut self, found: Candidate) {
        self.heap.push(Reverse((found.start, Reverse(found.end), found.surface, found.proclitic, found.grain)));
    }

    /// Lets go what begins before `limit`.
    pub fn release(&mut self, limit: u32) {
        while let Some(Reverse(first)) = self.heap.peek() {
            if first.0 >= limit {
                return;
            }
            let Some(Reverse((start, Reverse(end), surface, proclitic, grain))) = self.heap.pop() else { return };
            self.words_up_to(start as usize);
            self.reach = self.reach.max(end);
            if start != self.start {
                (self.start, self.kept) = (start, 0);
            }
            self.kept += 1;
            if self.kept <= MOST_PER_START {
                (self.emit)(Candidate { surface, start, end, proclitic, grain });
            }
        }
    }

    /// Lets everything go.
    pub fn finish(mut self) {
        self.release(u32::MAX);
        let len = self.words.as_ref().map_or(0, |words| words.text.codes.len());
        self.words_up_to(len);
    }

    /// Tries the words that end at `limit` at the latest and that no candidate touches as run-ons.
    fn words_up_to(&mut self, limit: usize) {
        let Some(RunOnWords { text, alphabet, run_on, parts }) = &self.words else { return };
        let codes = text.codes.as_slice();
        while self.cursor < limit {
            let start = self.cursor;
            let class = alphabet.class(codes[start]);
            if self.word_end <= start {
                self.word_end =
                    start + codes[start..].iter().take_while(|&&code| alphabet.class(code) == class).count();
            }
            let end = self.word_end;
            if end > limit {
                return;
            }
            self.cursor = end;
            if class == Class::Arabic && self.reach as usize <= start {
                let is_split = |at: usize| text.map.is_split((start + at) as u32);
                let part = |range: Range<usize>| parts.get(&codes[start..end][range]).copied();
                run_on.tile(&codes[start..end], part, is_split, |tile| {
                    (self.emit)(Candidate {
                        surface: tile.surface,
                        start: start as u32 + tile.start,
                        end: start as u32 + tile.end,
                        proclitic: tile.proclitic,
                        grain: Grain::Letters,
                    });
                });
            }
        }
    }
}
