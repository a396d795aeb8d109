//! Words that are names run together: وترامبموسكو.
//!
//! Web text loses blanks. A word with no reading of its own is cut only where two or more (particles + strong name of four
//! letters or more) tile it wholly; a rest that is no name forbids the cut. Of several tilings the one with the fewest
//! names stands, then the one with the fewest particles, then the one whose last cut is earliest, and so on backwards.

use std::collections::HashMap;

use super::Form;
use super::proclitic::Particles;
use crate::entity::Proclitic;
use crate::fold::Alphabet;

/// Fewest and most letters of a name in a run-on word. No name of one word is longer, and every length is tried.
const SHORTEST: usize = 4;
const LONGEST: usize = 32;

/// A name in a run-on word; positions count from the word's start.
pub(super) struct Tile {
    pub surface: u32,
    pub start: u32,
    pub end: u32,
    pub proclitic: Proclitic,
}

/// The names that may be parts of a run-on word.
pub(super) struct RunOn {
    names: HashMap<Box<[u8]>, u32>,
    /// A bit for each hash of the first four letters of a name: most words have no name at their start.
    starts: Box<[u64]>,
    longest: usize,
    particles: Particles,
}

/// The best way to have tiled a word up to some place.
#[derive(Clone, Copy)]
struct Step {
    tiles: u32,
    particles: u32,
    /// Where the last tile begins, its particles included.
    from: usize,
    start: usize,
    surface: u32,
}

impl RunOn {
    fn new(names: HashMap<Box<[u8]>, u32>, particles: Particles) -> Self {
        let longest = names.keys().map(|name| name.len()).max().unwrap_or(0);
        let mut starts = vec![0; STARTS / 64].into_boxed_slice();
        for bit in names.keys().filter_map(|name| first_letters(name)) {
            starts[bit / 64] |= 1 << (bit % 64);
        }
        Self { names, starts, longest, particles }
    }

    /// The names among these surfaces that may be parts.
    pub fn of(forms: &[Form], alphabet: &Alphabet) -> Self {
        let parts = forms
            .iter()
            .enumerate()
            .filter(|(_, form)| form.run_on && (SHORTEST..=LONGEST).contains(&form.codes.len()));
        let names = parts.map(|(surface, form)| (form.codes.clone().into_boxed_slice(), surface as u32)).collect();
        Self::new(names, Particles::new(alphabet))
    }

    /// Calls `each` with the names that tile `word`, if there are two or more and they tile it wholly. No name begins or
    /// ends where `is_split` says that a place lies inside one code point (the ﻻ of موسكوﻻليمن).
    pub fn tile(&self, word: &[u8], is_split: impl Fn(usize) -> bool, mut each: impl FnMut(Tile)) {
        if word.len() < 2 * SHORTEST {
            return;
        }
        let mut steps: Vec<Option<Step>> = Vec::new();
        self.extend(word, 0, &is_split, &mut |end, step| {
            steps.resize(word.len() + 1, None);
            keep_better(&mut steps[end], step);
        });
        if steps.is_empty() {
            return;
        }
        for from in SHORTEST..word.len() {
            if let Some(before) = steps[from] {
                self.extend(word, from, &is_split, &mut |end, step| {
                    let step = Step { tiles: before.tiles + 1, particles: before.particles + step.particles, ..step };
                    keep_better(&mut steps[end], step);
                });
            }
        }
        let mut path = Vec::new();
        let mut at = word.len();
        while at > 0 {
            let Some(step) = steps[at] else { return };
            path.push((step, at));
            at = step.from;
        }
        if path.len() < 2 {
            return;
        }
        for (step, end) in path.into_iter().rev() {
            let proclitic = self.particles.chain(&word[step.from..step.start]).unwrap_or(Proclitic::NONE);
            each(Tile { surface: step.surface, start: step.start as u32, end: end as u32, proclitic });
        }
    }

    /// Every (particles + name) that begins at `from`.
    fn extend(&self, word: &[u8], from: usize, is_split: &dyn Fn(usize) -> bool, each: &mut dyn FnMut(usize, Step)) {
        for particles in 0..=2 {
            let start = from + particles;
            if start + SHORTEST > word.len() || self.particles.chain(&word[from..start]).is_none() {
                break;
            }
            let known = first_letters(&word[start..]).is_some_and(|bit| self.starts[bit / 64] >> (bit % 64) & 1 == 1);
            if !known || is_split(start) {
                continue;
            }
            for end in start + SHORTEST..=word.len().min(start + self.longest) {
                if let Some(&surface) = self.names.get(&word[start..end])
                    && !is_split(end)
                {
                    each(end, Step { tiles: 1, particles: particles as u32, from, start, surface });
                }
            }
        }
    }
}

/// Bits of the filter on first letters.
const STARTS: usize = 1 << 16;

/// The bit of the first four letters.
#[inline]
fn first_letters(word: &[u8]) -> Option<usize> {
    let letters = u32::from_le_bytes(*word.first_chunk()?);
    Some((letters.wrapping_mul(0x9e37_79b1) >> 16) as usize)
}

fn keep_better(kept: &mut Option<Step>, step: Step) {
    let key = |step: &Step| (step.tiles, step.particles, step.from, step.start);
    if kept.as_ref().is_none_or(|kept| key(&step) < key(kept)) {
        *kept = Some(step);
    }
}
