//! From the words that names begin with to the names, word by word.

use super::key::Key;
use super::table::{NONE, Word, edge_key, step, word};
use super::tokens::Token;
use super::{Pass, Reading, next_bit};
use crate::entity::Proclitic;
use crate::prefetch::prefetch;
use crate::scan::{Candidate, Grain, MOST_PER_START};

/// A reading that begins names: listed so, and without the article.
#[derive(Clone, Copy)]
pub(super) struct Known {
    pub reading: Reading,
    plain: u32,
    elided: u32,
}

impl Pass<'_> {
    /// What names a reading begins: those listed so, and those whose article it has lost.
    #[inline]
    pub(super) fn look_up(&self, reading: Reading) -> Option<Known> {
        let index = reading.index as usize;
        let Token { start, end } = self.sieve.tokens.get(index);
        let start = start + reading.letters as usize;
        let key = Key::at(self.codes, start, end);
        let &Word { plain, elided, .. } = word(self.words, self.others, key, reading.hash, &self.codes[start..end])?;
        prefetch(self.nodes, plain as usize);
        (plain & elided != NONE).then_some(Known { reading, plain, elided })
    }

    /// Gives the names that a reading begins.
    #[inline]
    pub(super) fn names(&mut self, known: Known, emit: &mut dyn FnMut(Candidate)) {
        let Known { reading, plain, elided } = known;
        let index = reading.index as usize;
        let Token { start, end } = self.sieve.tokens.get(index);
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
    fn walk(&mut self, mut index: usize, token: Token, mut node: u32, proclitic: Proclitic) {
        if self.text.map.is_split(token.start as u32) {
            return;
        }
        let (mut here, mut end) = (self.nodes[node as usize], token.end);
        loop {
            if here.count > 0 && !self.text.map.is_split(end as u32) {
                let (start, end) = (token.start as u32, end as u32);
                let candidate = |&surface: &u32| Candidate { surface, start, end, proclitic, grain: Grain::Word };
                self.found.extend(here.surfaces(self.surfaces).iter().map(candidate));
            }
            if here.next == 0 {
                return;
            }
            let Some((next, gap)) = self.sieve.tokens.behind(index, end, self.alphabet) else { return };
            index += 1;
            let key = Key::at(self.codes, next.start, next.end);
            let hash = key.hash();
            if here.next & next_bit(hash) == 0 {
                return;
            }
            let letters = &self.codes[next.start..next.end];
            let Some(word) = word(self.words, self.others, key, hash, letters) else { return };
            match step(self.edges, self.other_edges, edge_key(node, word.id, gap), hash) {
                NONE => return,
                to => (node, here, end) = (to, self.nodes[to as usize], next.end),
            }
        }
    }
}
