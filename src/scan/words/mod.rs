//! The engine over words: an automaton whose symbols are words.
//!
//! A text is cut at word limits, a block of words at a time. Each word is looked up as it stands and without the particles
//! that it may begin with; a small filter turns most of these readings away, without a branch on any. Of the rest all are
//! looked for in the table of words before any is followed, so that the waits for memory fall together. A word that begins
//! names is the first step of a walk over the words that follow, as far as names go on with them. Words of up to sixteen
//! letters are their own keys, longer ones are compared; nothing is trusted to a hash.
//!
//! It gives the same candidates as the engine over letters where names stand at word limits, in time that hardly grows
//! with the number of names.

mod build;
mod classes;
mod key;
mod saved;
mod table;
mod tokens;

use std::collections::HashMap;

use bytemuck::{Pod, Zeroable};

use self::key::{Key, WHOLE};
use self::table::{Edge, Edges, NONE, Others, Word, Words, edge_key, may_have, step, word};
use self::tokens::{Token, Tokens};
use super::proclitic::Particles;
use super::run_on::RunOn;
use super::{Boundaries, Candidate, Grain, MOST_PER_START, Scan};
use crate::column::Column;
use crate::entity::Proclitic;
use crate::fold::{Alphabet, Folded, GAP};

/// The engine over words.
pub struct WordScan {
    particles: Particles,
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
    /// Where its surfaces begin in `surfaces`.
    first: u32,
    /// A bit for the hash of each word that names go on with; most words are turned away by it.
    next: u32,
    /// How many surfaces end here.
    count: u32,
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
    keys: [Key; tokens::ROOM],
    /// The block's readings that the filter let pass, and its words that may be run-ons.
    readings: [Reading; READINGS],
    runs: [u16; tokens::ROOM],
    /// The readings that begin names: listed so, and without the article.
    known: [(Reading, u32, u32); READINGS],
    /// The candidates of one start, before they are put into order.
    found: Vec<Candidate>,
    reach: u32,
}

impl Scan for WordScan {
    fn scan(&self, text: &Folded, alphabet: &Alphabet, boundaries: Boundaries, emit: &mut dyn FnMut(Candidate)) {
        let codes = text.codes.as_slice();
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
            tokens: Tokens::new(codes, alphabet),
            keys: [Key::default(); tokens::ROOM],
            readings: [Reading::default(); READINGS],
            runs: [0; tokens::ROOM],
            known: [(Reading::default(), 0, 0); READINGS],
            found: Vec::new(),
            reach: 0,
        };
        let run_on = boundaries == Boundaries::RunOn && self.run_on.has_names();
        while pass.tokens.next() {
            pass.block(run_on, emit);
        }
    }
}

/// Most readings of a block.
const READINGS: usize = 3 * tokens::ROOM;

impl Pass<'_> {
    fn block(&mut self, run_on: bool, emit: &mut dyn FnMut(Candidate)) {
        let (count, run_count) = self.read(run_on);
        let mut known = 0;
        for index in 0..count {
            let reading = self.readings[index];
            let (plain, elided) = self.look_up(reading);
            self.known[known] = (reading, plain, elided);
            known += usize::from(plain & elided != NONE);
        }
        let (mut next, mut next_run) = (0, 0);
        while next < known || next_run < run_count {
            let run = if next_run < run_count { self.runs[next_run] } else { u16::MAX };
            if next < known && self.known[next].0.index <= run {
                let (reading, plain, elided) = self.known[next];
                self.names(reading, plain, elided, emit);
                next += 1;
            } else {
                let token = self.tokens.get(run as usize);
                if self.reach as usize <= token.start {
                    self.run_on(token, emit);
                }
                next_run += 1;
            }
        }
    }

    /// Puts down the readings of the block's words that the filter lets pass, and the words that may be run-ons, in order;
    /// says how many there are of each. What most words decide differently is no branch.
    #[inline]
    fn read(&mut self, run_on: bool) -> (usize, usize) {
        let (mut count, mut run_count) = (0, 0);
        let (filter, particles) = (self.filter, self.particles);
        for index in 0..self.tokens.len() {
            let Token { start, end } = self.tokens.get(index);
            let len = end - start;
            let key = Key::at(self.codes, start, end);
            self.keys[index] = key;
            let index = index as u16;
            let rest = key.behind(1);
            let (first, second) = (key.letter(0), key.letter(1));
            let two = particles.may_begin_two(first, second) & (len > 2);
            if run_on && len >= RunOn::SHORTEST_WORD && self.alphabet.is_arabic(first) {
                self.runs[run_count] = index;
                let may = self.run_on.may_begin(key.low)
                    | particles.may_begin(first) & self.run_on.may_begin(rest.low)
                    | two & self.run_on.may_begin(rest.behind(1).low);
                run_count += usize::from(may);
            }
            if len > WHOLE {
                count = self.read_long(index, count);
                continue;
            }
            self.readings[count] = Reading { index, letters: 0 };
            count += usize::from(may_have(filter, key.hash()));
            self.readings[count] = Reading { index, letters: 1 };
            count += usize::from(particles.may_begin(first) & (len > 1) & may_have(filter, rest.hash()));
            if two {
                self.readings[count] = Reading { index, letters: 2 };
                count += usize::from(may_have(filter, rest.behind(1).hash()));
            }
        }
        (count, run_count)
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

    /// The nodes of the names that a reading begins: those listed so, and those whose article it has lost.
    #[inline]
    fn look_up(&self, reading: Reading) -> (u32, u32) {
        let Token { start, end } = self.tokens.get(reading.index as usize);
        let start = start + reading.letters as usize;
        let letters = &self.codes[start..end];
        let key = if end - start + reading.letters as usize > WHOLE {
            Key::of(letters)
        } else {
            self.keys[reading.index as usize].behind(u32::from(reading.letters))
        };
        match word(self.words, self.others, key, key.hash(), letters) {
            Some(word) => (word.plain, word.elided),
            None => (NONE, NONE),
        }
    }

    fn names(&mut self, reading: Reading, plain: u32, elided: u32, emit: &mut dyn FnMut(Candidate)) {
        let index = reading.index as usize;
        let Token { start, end } = self.tokens.get(index);
        let from = start + reading.letters as usize;
        let Some(proclitic) = self.particles.chain(&self.codes[start..from]) else { return };
        if plain != NONE {
            self.walk(index, Token { start: from, end }, plain, proclitic);
        }
        if elided != NONE && proclitic.ends_in_lam() {
            self.walk(index, Token { start: from, end }, elided, proclitic);
        }
        match self.found.as_slice() {
            [] => {}
            [one] => {
                self.reach = self.reach.max(one.end);
                emit(*one);
                self.found.clear();
            }
            _ => {
                self.found.sort_unstable_by_key(|found| (std::cmp::Reverse(found.end), found.surface));
                self.found.truncate(MOST_PER_START);
                self.reach = self.reach.max(self.found[0].end);
                self.found.drain(..).for_each(emit);
            }
        }
    }

    /// Follows the words behind `token`, the block's word at `index`, as far as names go on with them.
    fn walk(&mut self, mut index: usize, token: Token, node: u32, proclitic: Proclitic) {
        if self.text.map.is_split(token.start as u32) {
            return;
        }
        let (mut node, mut end) = (node, token.end);
        loop {
            let here = self.nodes[node as usize];
            if here.count > 0 && !self.text.map.is_split(end as u32) {
                let surfaces = &self.surfaces[here.first as usize..(here.first + here.count) as usize];
                let (start, end) = (token.start as u32, end as u32);
                let candidate = |&surface: &u32| Candidate { surface, start, end, proclitic, grain: Grain::Word };
                self.found.extend(surfaces.iter().map(candidate));
            }
            if here.next == 0 {
                return;
            }
            let gap = self.codes.get(end) == Some(&GAP);
            let start = end + usize::from(gap);
            if self.codes.get(start).is_none_or(|&code| code <= GAP) {
                return;
            }
            index += 1;
            let (next, key) = if index < self.tokens.len() {
                (self.tokens.get(index), self.keys[index])
            } else {
                let next = Token { start, end: start + self.alphabet.run(&self.codes[start..]) };
                (next, Key::at(self.codes, next.start, next.end))
            };
            let hash = key.hash();
            if here.next & next_bit(hash) == 0 {
                return;
            }
            let letters = &self.codes[next.start..next.end];
            let Some(word) = word(self.words, self.others, key, hash, letters) else { return };
            match step(self.edges, self.other_edges, edge_key(node, word.id, gap)) {
                NONE => return,
                to => (node, end) = (to, next.end),
            }
        }
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
            let surfaces = &self.surfaces[node.first as usize..(node.first + node.count) as usize];
            surfaces.iter().copied().find(|&surface| self.parts[surface as usize / 64] >> (surface % 64) & 1 == 1)
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
