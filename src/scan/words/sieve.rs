//! Which words of a block names may begin with, and which may be names run together: most words are neither, and no branch
//! asks which.

#[cfg(target_arch = "x86_64")]
use pulp::x86::{V3, V4};

use super::endings::{Last, may_begin};
use super::lanes::{Lanes, Sixteen};
use super::room::Sifted;
use super::tokens::{LONG, Token, Tokens};
use crate::fold::Alphabet;
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

/// What the machine can, asked at run time.
#[derive(Clone, Copy)]
enum Machine {
    #[cfg(target_arch = "x86_64")]
    Avx512(V4),
    #[cfg(target_arch = "x86_64")]
    Avx2(V3),
    Any,
}

impl Machine {
    fn new() -> Self {
        #[cfg(target_arch = "x86_64")]
        if let Some(simd) = V4::try_new() {
            return Self::Avx512(simd);
        } else if let Some(simd) = V3::try_new() {
            return Self::Avx2(simd);
        }
        Self::Any
    }
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
        let Sifted { hashes, likely, runs } = &mut *self.sifted;
        let words = self.tokens.len();
        for (Token { start, end }, hash) in self.tokens.all().zip(&mut *hashes) {
            *hash = Last::at(self.codes, end).hash(end - start);
        }
        hashes[words] = hash_behind(self.codes, &self.tokens, self.alphabet);
        let mut kept = Kept { likely: 0, runs: 0 };
        for (pair, index) in hashes[..=words].windows(2).zip(0_u16..) {
            likely[kept.likely] = index;
            kept.likely += usize::from(may_begin(self.endings, pair[0], pair[1]));
        }
        for &index in self.tokens.long() {
            let Token { start, end } = self.tokens.get(index as usize);
            runs[kept.runs] = index;
            let last = Last::at(self.codes, end).four();
            kept.runs += usize::from((end - start >= RunOn::SHORTEST_WORD) & self.parts.has(last));
        }
        Some(kept)
    }
}

/// The hash of the ending of the word behind the block's last; of none where there is none.
#[inline(always)]
fn hash_behind(codes: &[u8], tokens: &Tokens, alphabet: &Alphabet) -> u64 {
    let last = tokens.len() - 1;
    let behind = tokens.behind(last, tokens.get(last).end, alphabet);
    behind.map_or(0, |(Token { start, end }, _)| Last::at(codes, end).hash(end - start))
}

const _: () = assert!(RunOn::SHORTEST_WORD == LONG, "run-on words are long ones");
