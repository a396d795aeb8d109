//! Words that are names run together: وترامبموسكو.
//!
//! Web text loses blanks. A word with no reading of its own is cut only where two or more (particles + strong name of four
//! letters or more) tile it wholly; a rest that is no name forbids the cut. Of several tilings the one with the fewest
//! names stands, then the one with the fewest particles, then the one whose last cut is earliest, and so on backwards. Words
//! of more than a thousand letters are left alone.

use std::ops::Range;

use super::proclitic::Particles;
use super::{Form, Forms};
use crate::column::Column;
use crate::entity::Proclitic;
use crate::fold::Alphabet;

/// Fewest and most letters of a name in a run-on word. No name of one word is longer, and every length is tried.
const SHORTEST: usize = 4;
const LONGEST: usize = 32;

/// Most letters of a word that is tried: nobody runs more names together, and what is kept of a cut is many times a letter.
const LONGEST_WORD: usize = 1 << 10;

/// A name in a run-on word; positions count from the word's start.
pub(super) struct Tile {
    pub surface: u32,
    pub start: u32,
    pub end: u32,
    pub proclitic: Proclitic,
}

/// How words are cut; whoever scans says which slices of a word are names.
pub(super) struct RunOn {
    /// A bit for each hash of the first four letters of a name, and of the last: most words have no name at their ends.
    pub starts: Column<u64>,
    pub ends: Column<u64>,
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
    /// Fewest letters of a run-on word.
    pub const SHORTEST_WORD: usize = 2 * SHORTEST;

    /// Whether a surface may be a part.
    pub fn is_part(form: &Form<'_>) -> bool {
        form.run_on && (SHORTEST..=LONGEST).contains(&form.codes.len())
    }

    /// For the names among these surfaces that may be parts.
    pub fn of(forms: &dyn Forms, alphabet: &Alphabet) -> Self {
        let (mut starts, mut ends) = (vec![0; BITS / 64], vec![0; BITS / 64]);
        let mut longest = 0;
        for form in (0..forms.len() as u32).map(|surface| forms.get(surface)).filter(Self::is_part) {
            longest = longest.max(form.codes.len());
            for (bits, letters) in [(&mut starts, form.codes.first_chunk()), (&mut ends, form.codes.last_chunk())] {
                if let Some(letters) = letters {
                    let bit = bit_of(u32::from_le_bytes(*letters));
                    bits[bit / 64] |= 1 << (bit % 64);
                }
            }
        }
        Self { starts: starts.into(), ends: ends.into(), longest, particles: Particles::new(alphabet) }
    }

    /// As it was saved.
    pub fn saved(starts: Column<u64>, ends: Column<u64>, longest: usize, alphabet: &Alphabet) -> Self {
        Self { starts, ends, longest: longest.min(LONGEST), particles: Particles::new(alphabet) }
    }

    /// Whether both tables are as large as they must be.
    pub fn holds_together(&self) -> bool {
        [&self.starts, &self.ends].into_iter().all(|bits| bits.as_slice().len() == BITS / 64)
    }

    /// The length of the longest name.
    pub fn longest(&self) -> usize {
        self.longest
    }

    /// Whether there are names that may be parts.
    pub fn has_names(&self) -> bool {
        self.longest > 0
    }

    /// The last four letters of names.
    #[inline]
    pub fn ends(&self) -> Fours<'_> {
        Fours::of(&self.ends)
    }

    /// Whether a word may be cut: somewhere one name may end and the next begin, and at the start one begins.
    pub fn may_cut(&self, word: &[u8]) -> bool {
        let (starts, ends) = (Fours::of(&self.starts), self.ends());
        // What most words lack is asked first.
        let mut cuts = word.windows(2 * SHORTEST).zip(SHORTEST..);
        cuts.any(|(letters, cut)| {
            let before = letters.first_chunk();
            before.is_some_and(|letters| ends.has(u32::from_le_bytes(*letters))) && self.may_begin(starts, &word[cut..])
        }) && self.may_begin(starts, word)
    }

    /// Whether a word of four letters or more may begin with a name, or with particles and a name; without a branch on
    /// letters.
    #[inline]
    fn may_begin(&self, starts: Fours<'_>, word: &[u8]) -> bool {
        let name = |at: usize| {
            let letters = word.get(at..).and_then(|rest| rest.first_chunk());
            letters.is_some_and(|letters| starts.has(u32::from_le_bytes(*letters)))
        };
        let (one, two) = (self.particles.may_begin(word[0]), self.particles.may_begin_two(word[0], word[1]));
        name(0) | one & name(1) | two & name(2)
    }

    /// Calls `each` with the names that tile `word`, if there are two or more and they tile it wholly. No name begins or
    /// ends where `is_split` says that a place lies inside one code point (the ﻻ of موسكوﻻليمن). `part` gives the surface
    /// of the letters of a range that may be a part.
    pub fn tile(
        &self,
        word: &[u8],
        part: impl Fn(Range<usize>) -> Option<u32>,
        is_split: impl Fn(usize) -> bool,
        mut each: impl FnMut(Tile),
    ) {
        if !(Self::SHORTEST_WORD..=LONGEST_WORD).contains(&word.len()) {
            return;
        }
        let mut steps: Vec<Option<Step>> = Vec::new();
        self.extend(word, 0, &part, &is_split, &mut |end, step| {
            steps.resize(word.len() + 1, None);
            keep_better(&mut steps[end], step);
        });
        if steps.is_empty() {
            return;
        }
        for from in SHORTEST..word.len() {
            if let Some(before) = steps[from] {
                self.extend(word, from, &part, &is_split, &mut |end, step| {
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
    fn extend(
        &self,
        word: &[u8],
        from: usize,
        part: &dyn Fn(Range<usize>) -> Option<u32>,
        is_split: &dyn Fn(usize) -> bool,
        each: &mut dyn FnMut(usize, Step),
    ) {
        let (starts, ends) = (Fours::of(&self.starts), self.ends());
        for particles in 0..=2 {
            let start = from + particles;
            if start + SHORTEST > word.len() || self.particles.chain(&word[from..start]).is_none() {
                break;
            }
            let letters = word[start..].first_chunk();
            let known = letters.is_some_and(|letters| starts.has(u32::from_le_bytes(*letters)));
            if !known || is_split(start) {
                continue;
            }
            for end in start + SHORTEST..=word.len().min(start + self.longest) {
                let letters = word[..end].last_chunk();
                let may_end = letters.is_some_and(|letters| ends.has(u32::from_le_bytes(*letters)));
                if may_end
                    && let Some(surface) = part(start..end)
                    && !is_split(end)
                {
                    each(end, Step { tiles: 1, particles: particles as u32, from, start, surface });
                }
            }
        }
    }
}

/// Bits of the filters on first and last letters.
const BITS: usize = 1 << 18;

/// The bit of four letters.
#[inline(always)]
fn bit_of(letters: u32) -> usize {
    (letters.wrapping_mul(0x9e37_79b1) >> (u32::BITS - BITS.trailing_zeros())) as usize
}

static NO_FOURS: [u64; BITS / 64] = [0; BITS / 64];

/// Which hashes of four letters names begin with, or end in.
#[derive(Clone, Copy)]
pub(super) struct Fours<'b>(&'b [u64; BITS / 64]);

impl<'b> Fours<'b> {
    /// Of none.
    pub fn none() -> Self {
        Self(&NO_FOURS)
    }

    /// Of all that are, a bit each.
    #[inline]
    fn of(bits: &'b Column<u64>) -> Self {
        Self(bits.as_slice().first_chunk().unwrap_or(Self::none().0))
    }

    /// Whether these four letters may be among them.
    #[inline(always)]
    pub fn has(self, letters: u32) -> bool {
        let bit = bit_of(letters);
        self.0[bit / 64] >> (bit % 64) & 1 == 1
    }
}

fn keep_better(kept: &mut Option<Step>, step: Step) {
    let key = |step: &Step| (step.tiles, step.particles, step.from, step.start);
    if kept.as_ref().is_none_or(|kept| key(&step) < key(kept)) {
        *kept = Some(step);
    }
}
