//! The engine over words: an automaton whose symbols are words.
//!
//! A text is cut at word limits, a block of words at a time. The ending of a word turns most words away, without a branch
//! on any. What is left is read as it stands and without the particles that it may begin with; a filter of whole words
//! turns most of these readings away. Of the rest some are looked for in the table of words before any is followed, so
//! that the waits for memory fall together. A word that begins names is the first step of a walk over the words that
//! follow, as far as names go on with them. Words of up to sixteen letters are their own keys, longer ones are compared;
//! nothing is trusted to a hash.
//!
//! It gives the same candidates as the engine over letters where names stand at word limits, in time that hardly grows
//! with the number of names.

mod build;
mod classes;
mod endings;
mod key;
mod saved;
mod table;
mod tokens;
mod walk;

use std::collections::HashMap;

use bytemuck::{Pod, Zeroable};

use self::endings::{Endings, Last};
use self::key::{Key, WHOLE};
use self::table::{Edge, Edges, Others, Word, Words, may_have, word};
use self::tokens::{Token, Tokens};
use self::walk::Known;
use super::proclitic::Particles;
use super::run_on::RunOn;
use super::{Boundaries, Candidate, Grain, Scan};
use crate::column::Column;
use crate::fold::{Alphabet, Folded};

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
}

/// One text being scanned.
struct Pass<'s> {
    particles: &'s Particles,
    endings: &'s [u64],
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
    tokens: Tokens<'s>,
    /// The block's words that names may begin with, and those that may be run-ons.
    likely: [u16; tokens::ROOM],
    runs: [u16; tokens::ROOM],
    /// Of some of the likely ones the readings that the filter lets pass.
    readings: [Reading; READINGS],
    /// Those of them that begin names.
    known: Vec<Known>,
    /// The candidates of one start, before they are put into order.
    found: Vec<Candidate>,
    reach: u32,
}

impl Scan for WordScan {
    fn scan(&self, text: &Folded, alphabet: &Alphabet, boundaries: Boundaries, emit: &mut dyn FnMut(Candidate)) {
        let codes = text.codes.as_slice();
        let mut pass = Pass {
            particles: &self.particles,
            endings: self.endings.blocks.as_slice(),
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
            tokens: Tokens::new(codes, alphabet),
            likely: [0; tokens::ROOM],
            runs: [0; tokens::ROOM],
            readings: [Reading::default(); READINGS],
            known: Vec::new(),
            found: Vec::new(),
            reach: 0,
        };
        let run_on = boundaries == Boundaries::RunOn && self.run_on.has_names();
        while pass.tokens.next() {
            pass.block(run_on, emit);
        }
    }
}

/// Words whose readings are looked up together, and most readings of them.
const TOGETHER: usize = 16;
const READINGS: usize = 3 * TOGETHER;

impl Pass<'_> {
    fn block(&mut self, run_on: bool, emit: &mut dyn FnMut(Candidate)) {
        let (likely, run_count) = self.likely(run_on);
        let run_count = self.may_be_cut(run_count);
        let mut next_run = 0;
        for first in (0..likely).step_by(TOGETHER) {
            let count = self.read(first, likely.min(first + TOGETHER));
            let mut known = std::mem::take(&mut self.known);
            known.extend(self.readings[..count].iter().filter_map(|&reading| self.look_up(reading)));
            for known in known.drain(..) {
                next_run = self.run_ons(next_run, run_count, known.reading.index, emit);
                self.names(known, emit);
            }
            self.known = known;
        }
        self.run_ons(next_run, run_count, u16::MAX, emit);
    }

    /// Puts down the block's words that names may begin with, by their endings and the next words', and those that are
    /// long enough for a run-on and end as a part may; says how many there are of each. What most words decide differently
    /// is no branch.
    #[inline]
    fn likely(&mut self, run_on: bool) -> (usize, usize) {
        let (mut count, mut run_count) = (0, 0);
        let shortest = if run_on { RunOn::SHORTEST_WORD } else { usize::MAX };
        // A word is judged when the next has been seen.
        let (mut block, mut before) = (0, 0);
        let tokens = self.tokens.all();
        for (Token { start, end }, index) in tokens.zip(0_u16..) {
            let (last, len) = (Last::at(self.codes, end), end - start);
            let hash = last.hash(len);
            self.likely[count] = index.wrapping_sub(1);
            count += usize::from(endings::may_begin(block, before, hash));
            (block, before) = (endings::block(self.endings, hash), hash);
            self.runs[run_count] = index;
            run_count += usize::from((len >= shortest) & self.run_on.may_end(last.four()));
        }
        // What is behind the last is not known yet.
        self.likely[count] = self.tokens.len() as u16 - 1;
        count += usize::from(block != 0);
        (count, run_count)
    }

    /// Puts down the readings of some of the likely words that the filter lets pass, in order; says how many there are.
    #[inline]
    fn read(&mut self, from: usize, to: usize) -> usize {
        let mut count = 0;
        let (filter, particles) = (self.filter, self.particles);
        for at in from..to {
            let index = self.likely[at];
            let Token { start, end } = self.tokens.get(index as usize);
            let len = end - start;
            if len > WHOLE {
                count = self.read_long(index, count);
                continue;
            }
            let key = Key::at(self.codes, start, end);
            let rest = key.behind(1);
            let (first, second) = (key.letter(0), key.letter(1));
            self.readings[count] = Reading { index, letters: 0 };
            count += usize::from(may_have(filter, key.hash()));
            self.readings[count] = Reading { index, letters: 1 };
            count += usize::from(particles.may_begin(first) & (len > 1) & may_have(filter, rest.hash()));
            if particles.may_begin_two(first, second) & (len > 2) {
                self.readings[count] = Reading { index, letters: 2 };
                count += usize::from(may_have(filter, rest.behind(1).hash()));
            }
        }
        count
    }

    /// All readings of a word too long for a key; such words are rare.
    #[cold]
    fn read_long(&mut self, index: u16, mut count: usize) -> usize {
        let start = self.tokens.get(index as usize).start;
        for letters in 0..=2_u16 {
            if self.particles.chain(&self.codes[start..start + letters as usize]).is_some() {
                self.readings[count] = Reading { index, letters };
                count += 1;
            }
        }
        count
    }

    /// Keeps the words that may be cut; says how many there are.
    #[inline]
    fn may_be_cut(&mut self, count: usize) -> usize {
        let mut kept = 0;
        for at in 0..count {
            let index = self.runs[at];
            let Token { start, end } = self.tokens.get(index as usize);
            self.runs[kept] = index;
            kept += usize::from(self.run_on.may_cut(&self.codes[start..end]));
        }
        kept
    }

    /// Tries the words that may be run-ons and come before the block's word at `before`; says which is next.
    #[inline]
    fn run_ons(&mut self, mut next: usize, count: usize, before: u16, emit: &mut dyn FnMut(Candidate)) -> usize {
        while next < count && self.runs[next] < before {
            let token = self.tokens.get(self.runs[next] as usize);
            if self.reach as usize <= token.start {
                self.run_on(token, emit);
            }
            next += 1;
        }
        next
    }

    #[cold]
    fn run_on(&mut self, token: Token, emit: &mut dyn FnMut(Candidate)) {
        let start = token.start as u32;
        let is_split = |at: usize| self.text.map.is_split(start + at as u32);
        let part = |letters: &[u8]| {
            let key = Key::of(letters);
            let hash = key.hash();
            if !may_have(self.filter, hash) {
                return None;
            }
            let word = word(self.words, self.others, key, hash, letters)?;
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
