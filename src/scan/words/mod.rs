//! The engine over words: an automaton whose symbols are words.
//!
//! A text is cut at word limits. Each word is looked up as it stands, without the particles that it may begin with, and in
//! its forms behind ل; a small filter turns most of these away. A word that begins names is the first step of a walk over
//! the words that follow, as far as names go on with them. Words of up to sixteen letters are their own keys, longer ones
//! are compared; nothing is trusted to a hash.
//!
//! It gives the same candidates as the engine over letters where names stand at word limits, in time that hardly grows
//! with the number of names.

mod build;
mod key;
mod table;
mod tokens;

use self::key::Key;
use self::table::{Edges, Filter, NONE, Words};
use self::tokens::{Token, Tokens};
use super::proclitic::Particles;
use super::run_on::RunOn;
use super::{Boundaries, Candidate, Grain, MOST_PER_START, Scan};
use crate::entity::Proclitic;
use crate::fold::{Alphabet, Folded, GAP};

/// The engine over words.
pub struct WordScan {
    particles: Particles,
    filter: Filter,
    words: Words,
    edges: Edges,
    /// For each node: where its surfaces begin in `surfaces`, and whether names go on from it.
    nodes: Vec<Node>,
    surfaces: Vec<u32>,
    run_on: RunOn,
}

/// A place in the names: some of their words read.
#[derive(Clone, Copy, Debug)]
struct Node {
    first: u32,
    count: u16,
    goes_on: bool,
}

/// One text being scanned.
struct Pass<'s> {
    scan: &'s WordScan,
    text: &'s Folded,
    codes: &'s [u8],
    alphabet: &'s Alphabet,
    /// The candidates of one start, before they are put into order.
    found: Vec<Candidate>,
    reach: u32,
}

impl Scan for WordScan {
    fn scan(&self, text: &Folded, alphabet: &Alphabet, boundaries: Boundaries, emit: &mut dyn FnMut(Candidate)) {
        let codes = text.codes.as_slice();
        let mut pass = Pass { scan: self, text, codes, alphabet, found: Vec::new(), reach: 0 };
        for token in Tokens::new(codes, alphabet) {
            pass.word(token, emit);
            let untouched = pass.reach as usize <= token.start;
            if untouched && boundaries == Boundaries::RunOn && alphabet.is_arabic(codes[token.start]) {
                pass.run_on(token, emit);
            }
        }
    }
}

impl Pass<'_> {
    /// All readings of a word: itself, and behind each chain of particles that it may begin with.
    fn word(&mut self, token: Token, emit: &mut dyn FnMut(Candidate)) {
        let key = Key::at(self.codes, token.start, token.end);
        self.reading(token, &key, Proclitic::NONE, emit);
        let particles = &self.scan.particles;
        for letters in 1..=2 {
            let rest = Token { start: token.start + letters, ..token };
            if rest.start >= rest.end {
                return;
            }
            let Some(chain) = particles.chain(&self.codes[token.start..rest.start]) else { return };
            let key = key.without(letters, &self.codes[rest.start..rest.end]);
            self.reading(rest, &key, chain, emit);
        }
    }

    /// The names that begin with a word, behind a chain.
    #[inline]
    fn reading(&mut self, token: Token, key: &Key, proclitic: Proclitic, emit: &mut dyn FnMut(Candidate)) {
        if self.scan.filter.may_have(key) {
            self.names(token, key, proclitic, emit);
        }
    }

    fn names(&mut self, token: Token, key: &Key, proclitic: Proclitic, emit: &mut dyn FnMut(Candidate)) {
        let Some(word) = self.scan.words.get(key, &self.codes[token.start..token.end]) else { return };
        if word.plain != NONE {
            self.walk(token, word.plain, proclitic);
        }
        if word.elided != NONE && Particles::ends_in_lam(proclitic) {
            self.walk(token, word.elided, proclitic);
        }
        if self.found.is_empty() {
            return;
        }
        self.found.sort_unstable_by_key(|found| (std::cmp::Reverse(found.end), found.surface));
        self.found.truncate(MOST_PER_START);
        self.reach = self.reach.max(self.found[0].end);
        self.found.drain(..).for_each(emit);
    }

    /// Follows the words behind `token` as far as names go on with them.
    fn walk(&mut self, token: Token, node: u32, proclitic: Proclitic) {
        if self.text.map.is_split(token.start as u32) {
            return;
        }
        let (mut node, mut end) = (node, token.end);
        loop {
            let here = self.scan.nodes[node as usize];
            if here.count > 0 && !self.text.map.is_split(end as u32) {
                let surfaces = &self.scan.surfaces[here.first as usize..here.first as usize + here.count as usize];
                let (start, end) = (token.start as u32, end as u32);
                let candidate = |&surface: &u32| Candidate { surface, start, end, proclitic, grain: Grain::Word };
                self.found.extend(surfaces.iter().map(candidate));
            }
            if !here.goes_on {
                return;
            }
            let gap = self.codes.get(end) == Some(&GAP);
            let start = end + usize::from(gap);
            if self.codes.get(start).is_none_or(|&code| code <= GAP) {
                return;
            }
            let next = Token { start, end: start + self.alphabet.run(&self.codes[start..]) };
            let key = Key::at(self.codes, next.start, next.end);
            let Some(word) = self.scan.words.get(&key, &self.codes[next.start..next.end]) else { return };
            match self.scan.edges.get(node, word.id, gap) {
                NONE => return,
                to => (node, end) = (to, next.end),
            }
        }
    }

    fn run_on(&mut self, token: Token, emit: &mut dyn FnMut(Candidate)) {
        let start = token.start as u32;
        let is_split = |at: usize| self.text.map.is_split(start + at as u32);
        self.scan.run_on.tile(&self.codes[token.start..token.end], is_split, |tile| {
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
