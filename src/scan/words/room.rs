//! The room that a scan works in, kept by each thread for its next text: to clear it for each costs as much as a line does.

use std::cell::Cell;

use super::tokens::{self, Words};
use super::walk::Known;
use super::{READINGS, Reading};
use crate::scan::Candidate;

thread_local! {
    static KEPT: Cell<Option<Box<Room>>> = const { Cell::new(None) };
}

/// The words of a block and what is thought of them. Nothing in it is read that was not written for the text at hand.
pub(super) struct Room {
    pub words: Words,
    pub sifted: Sifted,
    /// Of some of the likely words the readings that the filter lets pass.
    pub readings: [Reading; READINGS],
    /// Those of them that begin names.
    pub known: Vec<Known>,
    /// The candidates of one start, before they are put into order.
    pub found: Vec<Candidate>,
}

/// The words of a block that must be looked at, by their place in it.
pub(super) struct Sifted {
    /// The hashes of the words' endings, and of that of the word behind them.
    pub hashes: [u64; tokens::ROOM],
    /// The hashes of the endings of each two words, and before them the last letters of each.
    pub pairs: [u64; tokens::ROOM],
    /// The blocks of the filter where both hashes of a word are.
    pub blocks: ([u64; tokens::ROOM], [u64; tokens::ROOM]),
    /// Those that names may begin with.
    pub likely: [u16; tokens::ROOM],
    /// Those that have so many letters as a run-on.
    pub long: [u16; tokens::ROOM],
    /// Those that may be run-ons.
    pub runs: [u16; tokens::ROOM],
}

impl Room {
    /// The thread's room, or a new one where it is in use.
    pub fn take() -> Box<Self> {
        KEPT.take().unwrap_or_else(|| {
            Box::new(Self {
                words: Words::default(),
                sifted: Sifted {
                    hashes: [0; tokens::ROOM],
                    pairs: [0; tokens::ROOM],
                    blocks: ([0; tokens::ROOM], [0; tokens::ROOM]),
                    likely: [0; tokens::ROOM],
                    long: [0; tokens::ROOM],
                    runs: [0; tokens::ROOM],
                },
                readings: [Reading::default(); READINGS],
                known: Vec::new(),
                found: Vec::new(),
            })
        })
    }

    /// Keeps it for the next text.
    pub fn keep(mut self: Box<Self>) {
        self.known.clear();
        self.found.clear();
        KEPT.set(Some(self));
    }
}
