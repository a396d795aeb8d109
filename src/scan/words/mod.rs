//! The engine over words: an automaton whose symbols are words.
//!
//! A text is cut at word limits, a block of words at a time. The endings of a word and of the next turn most words away,
//! without a branch on any ([`sieve`]). What is left is read as it stands and without the particles that it may begin with;
//! a filter of whole words turns most of these readings away. Of the rest some are looked for in the table of words before
//! any is followed, so that the waits for memory fall together. A word that begins names is the first step of a walk over
//! the words that follow, as far as names go on with them. Words of up to sixteen letters are their own keys, longer ones
//! are compared; nothing is trusted to a hash.
//!
//! It gives the same candidates as the engine over letters where names stand at word limits, in time that hardly grows
//! with the number of names.

mod build;
mod endings;
mod key;
mod room;
mod saved;
mod sieve;
mod table;
mod tokens;
mod walk;

use std::collections::HashMap;
use std::ops::Range;

use bytemuck::{Pod, Zeroable};

use self::endings::Endings;
use self::key::{Key, WHOLE};
use self::room::Room;
use self::sieve::{Kept, Sieve};
use self::table::{Edge, Edges, Others, Word, Words, first_slot, may_have, word};
use self::tokens::{Token, Tokens};
use self::walk::Known;
use super::proclitic::Particles;
use super::run_on::RunOn;
use super::{Boundaries, Candidate, Grain, Scan};
use crate::column::Column;
use crate::fold::{Alphabet, Folded};
use crate::prefetch::prefetch;
use crate::watch::{Pace, Watch};

/// The engine over words.
pub struct WordScan {
    particles: Particles,
    /// On what the words end in that names begin with.
    endings: Endings,
    /// On the words that names begin with.
    filter: Column<u64>,
    words: Words,
    edges: Edges,
    nodes: Column<Node>,
    /// The surfaces that end at a node, node by node.
    surfaces: Column<u32>,
    run_on: RunOn,
    /// A bit for each surface that may be a part of a run-on word.
    parts: Column<u64>,
}

/// A place in the names: some of their words read.
#[derive(Clone, Copy, Debug, Pod, Zeroable)]
#[repr(C)]
struct Node {
    /// Its surface if it has one, else where its surfaces begin in `surfaces`.
    first: u32,
    /// A bit for the hash of each word that names go on with; most words are turned away by it.
    next: u32,
    /// How many surfaces end here.
    count: u32,
}

impl Node {
    /// The surfaces that end here.
    #[inline]
    fn surfaces<'s>(&'s self, surfaces: &'s [u32]) -> &'s [u32] {
        match self.count {
            0 => &[],
            1 => std::slice::from_ref(&self.first),
            count => &surfaces[self.first as usize..(self.first + count) as usize],
        }
    }
}

/// The bit of a word's hash in a node.
#[inline]
fn next_bit(hash: u64) -> u32 {
    1 << (hash >> 20 & 31)
}

/// A reading of a word of the block: the word's index, and how many letters of it are particles.
#[derive(Clone, Copy, Default)]
struct Reading {
    index: u16,
    letters: u16,
    /// The hash of its letters.
    hash: u64,
}

/// One text being scanned.
struct Pass<'s> {
    particles: &'s Particles,
    filter: &'s [u64],
    words: &'s [Word],
    others: &'s Others,
    edges: &'s [Edge],
    other_edges: &'s HashMap<u64, u32>,
    nodes: &'s [Node],
    surfaces: &'s [u32],
    run_on: &'s RunOn,
    parts: &'s [u64],
    text: &'s Folded,
    codes: &'s [u8],
    alphabet: &'s Alphabet,
    sieve: Sieve<'s>,
    readings: &'s mut [Reading; READINGS],
    known: &'s mut Vec<Known>,
    found: &'s mut Vec<Candidate>,
    reach: u32,
}

impl Scan for WordScan {
    fn scan(
        &self,
        text: &Folded,
        alphabet: &Alphabet,
        boundaries: Boundaries,
        watch: &Watch<'_>,
        emit: &mut dyn FnMut(Candidate),
    ) {
        let codes = text.codes.as_slice();
        let run_on = Some(&self.run_on).filter(|run_on| boundaries == Boundaries::RunOn && run_on.has_names());
        let mut room = Room::take();
        let Room { words, sifted, readings, known, found } = &mut *room;
        let tokens = Tokens::new(codes, alphabet, words);
        let mut pass = Pass {
            particles: &self.particles,
            filter: self.filter.as_slice(),
            words: self.words.slots.as_slice(),
            others: &self.words.others,
            edges: self.edges.slots.as_slice(),
            other_edges: &self.edges.others,
            nodes: self.nodes.as_slice(),
            surfaces: self.surfaces.as_slice(),
            run_on: &self.run_on,
            parts: self.parts.as_slice(),
            text,
            codes,
            alphabet,
            sieve: Sieve::new(tokens, (codes, alphabet), self.endings.blocks.as_slice(), run_on, sifted),
            readings,
            known,
            found,
            reach: 0,
        };
        let mut pace = Pace::new(watch, BLOCKS);
        while let Some(kept) = pass.sieve.next()
            && pace.step()
        {
            pass.block(kept, emit);
        }
        room.keep();
    }
}

/// Blocks of words between two looks whether to go on.
const BLOCKS: usize = 1 << 9;

/// Words whose readings are looked up together, and most readings of them.
const TOGETHER: usize = 16;
const READINGS: usize = 3 * TOGETHER;

impl Pass<'_> {
    fn block(&mut self, Kept { likely, runs }: Kept, emit: &mut dyn FnMut(Candidate)) {
        let mut next_run = 0;
        for first in (0..likely).step_by(TOGETHER) {
            let count = self.read(first, likely.min(first + TOGETHER));
            let mut known = std::mem::take(self.known);
            known.extend(self.readings[..count].iter().filter_map(|&reading| self.look_up(reading)));
            for known in known.drain(..) {
                next_run = self.run_ons(next_run, runs, known.reading.index, emit);
                self.names(known, emit);
            }
            *self.known = known;
        }
        self.run_ons(next_run, runs, u16::MAX, emit);
    }

    /// Puts down the readings of some of the likely words that the filter lets pass, in order; says how many there are.
    #[inline]
    fn read(&mut self, from: usize, to: usize) -> usize {
        let mut count = 0;
        let (filter, particles) = (self.filter, self.particles);
        for at in from..to {
            let index = self.sieve.sifted.likely[at];
            let Token { start, end } = self.sieve.tokens.get(index as usize);
            let len = end - start;
            if len > WHOLE {
                count = self.read_long(index, count);
                continue;
            }
            let key = Key::at(self.codes, start, end);
            let rest = key.behind(1);
            let (first, second) = (key.letter(0), key.letter(1));
            let (hash, rest_hash) = (key.hash(), rest.hash());
            self.readings[count] = Reading { index, letters: 0, hash };
            count += usize::from(may_have(filter, hash));
            self.readings[count] = Reading { index, letters: 1, hash: rest_hash };
            count += usize::from(particles.may_begin(first) & (len > 1) & may_have(filter, rest_hash));
            if particles.may_begin_two(first, second) & (len > 2) {
                let hash = rest.behind(1).hash();
                self.readings[count] = Reading { index, letters: 2, hash };
                count += usize::from(may_have(filter, hash));
            }
        }
        for reading in &self.readings[..count] {
            prefetch(self.words, first_slot(self.words.len(), reading.hash));
        }
        count
    }

    /// All readings of a word too long for a key; such words are rare.
    #[cold]
    fn read_long(&mut self, index: u16, mut count: usize) -> usize {
        let Token { start, end } = self.sieve.tokens.get(index as usize);
        for letters in 0..=2_u16 {
            let from = start + letters as usize;
            if self.particles.chain(&self.codes[start..from]).is_some() {
                self.readings[count] = Reading { index, letters, hash: Key::at(self.codes, from, end).hash() };
                count += 1;
            }
        }
        count
    }

    /// Tries the words that may be run-ons and come before the block's word at `before`; says which is next.
    #[inline]
    fn run_ons(&mut self, mut next: usize, count: usize, before: u16, emit: &mut dyn FnMut(Candidate)) -> usize {
        while next < count && self.sieve.sifted.runs[next] < before {
            let Token { start, end } = self.sieve.tokens.get(self.sieve.sifted.runs[next] as usize);
            if self.reach as usize <= start && self.run_on.may_cut(&self.codes[start..end]) {
                self.run_on(Token { start, end }, emit);
            }
            next += 1;
        }
        next
    }

    #[cold]
    fn run_on(&mut self, token: Token, emit: &mut dyn FnMut(Candidate)) {
        let start = token.start as u32;
        let is_split = |at: usize| self.text.map.is_split(start + at as u32);
        let part = |range: Range<usize>| {
            let (start, end) = (token.start + range.start, token.start + range.end);
            let key = Key::at(self.codes, start, end);
            let hash = key.hash();
            if !may_have(self.filter, hash) {
                return None;
            }
            let word = word(self.words, self.others, key, hash, &self.codes[start..end])?;
            let node = self.nodes.get(word.plain as usize)?;
            node.surfaces(self.surfaces)
                .iter()
                .copied()
                .find(|&surface| self.parts[surface as usize / 64] >> (surface % 64) & 1 == 1)
        };
        self.run_on.tile(&self.codes[token.start..token.end], part, is_split, |tile| {
            emit(Candidate {
                surface: tile.surface,
                start: start + tile.start,
                end: start + tile.end,
                proclitic: tile.proclitic,
                grain: Grain::Letters,
            });
        });
    }
}
