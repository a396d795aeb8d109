//! Which words of a block names may begin with, and which may be names run together: most words are neither, and no branch
//! asks which.

use super::endings::{self, Last};
use super::room::Sifted;
use super::tokens::{ROOM, Token, Tokens};
use crate::fold::Alphabet;
use crate::lanes::{Lanes, Machine, Sixteen};
use crate::scan::run_on::{Fours, RunOn};

/// The words of a text, a block at a time, and those of them that must be looked at.
pub(super) struct Sieve<'s> {
    codes: &'s [u8],
    alphabet: &'s Alphabet,
    endings: &'s [u64],
    /// The last letters of names that may be a part of a run-on.
    parts: Fours<'s>,
    pub tokens: Tokens<'s>,
    pub sifted: &'s mut Sifted,
    machine: Machine,
}

/// How many words of a block must be looked at.
#[derive(Clone, Copy)]
pub(super) struct Kept {
    pub likely: usize,
    pub runs: usize,
}

impl<'s> Sieve<'s> {
    /// A sieve of these words, and run-ons where they are asked for.
    pub fn new(
        tokens: Tokens<'s>,
        (codes, alphabet): (&'s [u8], &'s Alphabet),
        endings: &'s [u64],
        run_on: Option<&'s RunOn>,
        sifted: &'s mut Sifted,
    ) -> Self {
        let parts = run_on.map_or_else(Fours::none, RunOn::ends);
        Self { codes, alphabet, endings, parts, tokens, sifted, machine: Machine::new() }
    }

    /// Reads the next block; `None` behind the end of the text.
    pub fn next(&mut self) -> Option<Kept> {
        match self.machine {
            #[cfg(target_arch = "x86_64")]
            Machine::Avx512(simd) => simd.vectorize(
                #[inline(always)]
                || self.sift(simd),
            ),
            #[cfg(target_arch = "x86_64")]
            Machine::Avx2(simd) => simd.vectorize(
                #[inline(always)]
                || self.sift(Sixteen),
            ),
            Machine::Any => self.sift(Sixteen),
        }
    }

    #[inline(always)]
    fn sift(&mut self, lanes: impl Lanes) -> Option<Kept> {
        if !self.tokens.next(lanes) {
            return None;
        }
        let Sifted { hashes, pairs, blocks, likely, long, runs } = &mut *self.sifted;
        let words = self.tokens.len();
        let (starts, ends) = self.tokens.limits();
        for (last, &end) in pairs.iter_mut().zip(&ends[..words]) {
            *last = Last::at(self.codes, end as usize).number();
        }
        // Loops of a few steps each, that the compiler makes many words at a time of: of so many that none are left over. What is
        // said of those behind the block's is not looked at.
        let all = words.next_multiple_of(MANY);
        for ((hash, &last), (&start, &end)) in hashes[..all].iter_mut().zip(&*pairs).zip(starts.iter().zip(ends)) {
            *hash = endings::hash(last, end.wrapping_sub(start));
        }
        hashes[words] = hash_behind(self.codes, &self.tokens, self.alphabet);
        for (pair, (&hash, &next)) in pairs[..all].iter_mut().zip(hashes.iter().zip(&hashes[1..])) {
            *pair = endings::pair(hash, next);
        }
        let (firsts, seconds) = blocks;
        for ((first, second), (&hash, &pair)) in
            firsts.iter_mut().zip(&mut *seconds).zip(hashes[..words].iter().zip(&*pairs))
        {
            (*first, *second) = (endings::block(self.endings, hash), endings::block(self.endings, pair));
        }
        for ((first, &second), (&hash, &pair)) in
            firsts[..all].iter_mut().zip(&*seconds).zip(hashes.iter().zip(&*pairs))
        {
            *first = endings::has(*first, hash) | endings::has(second, pair);
        }
        let mut kept = Kept { likely: lanes.set(firsts, words, likely), runs: 0 };
        let long_words = lanes.apart(starts, ends, words, RunOn::SHORTEST_WORD as u32, long);
        for &index in &long[..long_words] {
            runs[kept.runs] = index;
            let last = Last::at(self.codes, ends[index as usize] as usize).four();
            kept.runs += usize::from(self.parts.has(last));
        }
        Some(kept)
    }
}

/// The hash of the ending of the word behind the block's last; of none where there is none.
#[inline(always)]
fn hash_behind(codes: &[u8], tokens: &Tokens, alphabet: &Alphabet) -> u64 {
    let last = tokens.len() - 1;
    let behind = tokens.behind(last, tokens.get(last).end, alphabet);
    behind.map_or(0, |(Token { start, end }, _)| endings::hash(Last::at(codes, end).number(), (end - start) as u32))
}

/// As many words as the compiler makes one step of.
const MANY: usize = 32;
const _: () = assert!(ROOM.is_multiple_of(MANY), "there is room for as many as are left over");

#[cfg(test)]
mod tests {
    use super::Sieve;
    use crate::fold::{Fold, Profile};
    use crate::lanes::Machine;
    use crate::scan::proclitic::Particles;
    use crate::scan::words::endings::Endings;
    use crate::scan::words::room::Room;
    use crate::scan::words::tokens::Tokens;

    #[test]
    fn machines_keep_the_same_words() {
        let fold = Fold::new(Profile::Standard, ["ab1."]).unwrap();
        let alphabet = fold.alphabet();
        let letters: Vec<u8> =
            "بلمندا".chars().map(|letter| alphabet.word_code(letter)).chain([1, 1, 1, 2, 3, 4]).collect();
        let mut random = 7_u64;
        let mut next = |most: usize| {
            random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            (random >> 33) as usize % most
        };
        for length in (0..600).chain([1_500, 3_000]) {
            let codes: Vec<u8> = (0..length).map(|_| letters[next(letters.len())]).collect();
            let words: Vec<&[u8]> = codes.split(|&code| code <= 1).filter(|word| !word.is_empty()).collect();
            let names = words.windows(2).step_by(3).map(|two| (two[0], Some(two[1])));
            let alone = words.iter().step_by(5).map(|&word| (word, None));
            let endings = Endings::new(names.chain(alone), &Particles::new(alphabet));
            let kept = |machine: Machine| {
                let mut room = Room::take();
                let Room { words, sifted, .. } = &mut *room;
                let tokens = Tokens::new(&codes, alphabet, words);
                let blocks = endings.blocks.as_slice();
                let mut sieve = Sieve { machine, ..Sieve::new(tokens, (&codes, alphabet), blocks, None, sifted) };
                let mut kept = Vec::new();
                while let Some(found) = sieve.next() {
                    kept.extend(sieve.sifted.likely[..found.likely].iter().map(|&at| sieve.tokens.get(at as usize)));
                    kept.push(sieve.tokens.get(sieve.tokens.len() - 1));
                }
                room.keep();
                kept
            };
            let expected = kept(Machine::Any);
            assert!(words.len() < 12 || !expected.is_empty());
            for machine in Machine::all() {
                assert_eq!(kept(machine), expected, "{codes:?}");
            }
        }
    }
}
