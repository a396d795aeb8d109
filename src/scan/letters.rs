//! The engine over letters: the aho-corasick crate on folded codes.
//!
//! All overlapping matches are read; one is a candidate where it ends at a word's limit and begins at one or behind
//! particles. No match is given up for another here, so what is found does not depend on what else is listed.

use std::collections::HashMap;

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};

use super::order::{InOrder, RunOnWords};
use super::patterns::patterns;
use super::proclitic::Particles;
use super::run_on::RunOn;
use super::{Boundaries, Candidate, Forms, Grain, Scan};
use crate::error::Error;
use crate::fold::{Alphabet, Folded};
use crate::watch::{Pace, Watch};

/// Below this many patterns a full table is small enough to be worth its speed.
const DFA_PATTERNS: usize = 2_000;

/// Matches between two looks whether to go on.
const MATCHES: usize = 1 << 12;

/// The engine over letters.
pub struct LetterScan {
    automaton: AhoCorasick,
    /// For each pattern, where its surfaces begin in `surfaces`.
    first: Vec<u32>,
    /// (surface, whether it counts only behind ل).
    surfaces: Vec<(u32, bool)>,
    longest: usize,
    particles: Particles,
    run_on: RunOn,
    /// The names that may be parts of a run-on word.
    parts: HashMap<Box<[u8]>, u32>,
}

impl LetterScan {
    /// Builds the automaton of these surfaces.
    ///
    /// # Errors
    /// Where there are more patterns than the automaton can number.
    pub fn new(forms: &dyn Forms, alphabet: &Alphabet) -> Result<Self, Error> {
        let particles = Particles::new(alphabet);
        let mut writings: Vec<(Vec<u8>, u32, bool)> = Vec::new();
        let mut parts = HashMap::new();
        for surface in 0..forms.len() as u32 {
            let form = forms.get(surface);
            for pattern in patterns(form.codes, form.article, alphabet, particles.lam) {
                writings.push((pattern.codes, surface, pattern.elided));
            }
            if RunOn::is_part(&form) {
                parts.insert(form.codes.into(), surface);
            }
        }
        writings.sort();
        let mut texts: Vec<&[u8]> = Vec::new();
        let mut first = Vec::new();
        let mut surfaces = Vec::new();
        for (codes, surface, elided) in &writings {
            if texts.last() != Some(&codes.as_slice()) {
                texts.push(codes);
                first.push(surfaces.len() as u32);
            }
            surfaces.push((*surface, *elided));
        }
        first.push(surfaces.len() as u32);
        let kind = if texts.len() <= DFA_PATTERNS { AhoCorasickKind::DFA } else { AhoCorasickKind::ContiguousNFA };
        let automaton = AhoCorasick::builder()
            .match_kind(MatchKind::Standard)
            .kind(Some(kind))
            .prefilter(false)
            .build(&texts)
            .map_err(|error| Error::argument(format!("too many names for one matcher: {error}; make several")))?;
        let longest = texts.iter().map(|text| text.len()).max().unwrap_or(0);
        Ok(Self { automaton, first, surfaces, longest, particles, run_on: RunOn::of(forms, alphabet), parts })
    }

    fn of_pattern(&self, pattern: usize) -> &[(u32, bool)] {
        &self.surfaces[self.first[pattern] as usize..self.first[pattern + 1] as usize]
    }
}

impl Scan for LetterScan {
    fn scan(
        &self,
        text: &Folded,
        alphabet: &Alphabet,
        boundaries: Boundaries,
        watch: &Watch<'_>,
        emit: &mut dyn FnMut(Candidate),
    ) {
        let codes = text.codes.as_slice();
        let words = (boundaries == Boundaries::RunOn).then_some(RunOnWords {
            text,
            alphabet,
            run_on: &self.run_on,
            parts: &self.parts,
        });
        let mut order = InOrder::new(emit, words);
        let mut pace = Pace::new(watch, MATCHES);
        for found in self.automaton.find_overlapping_iter(codes) {
            if !pace.step() {
                return;
            }
            let (start, end) = (found.start(), found.end());
            let anywhere = boundaries == Boundaries::None;
            if !(anywhere || alphabet.is_limit(codes, end)) {
                continue;
            }
            let before = self.particles.before(codes, start, alphabet);
            if !anywhere && before.is_none() {
                continue;
            }
            if text.map.is_split(start as u32) || text.map.is_split(end as u32) {
                continue;
            }
            let at_word = before.is_some() && alphabet.is_limit(codes, end);
            let (proclitic, grain) = (before.unwrap_or_default(), if at_word { Grain::Word } else { Grain::Letters });
            for &(surface, elided) in self.of_pattern(found.pattern().as_usize()) {
                if !elided || proclitic.ends_in_lam() {
                    order.push(Candidate { surface, start: start as u32, end: end as u32, proclitic, grain });
                }
            }
            order.release(end.saturating_sub(self.longest) as u32);
        }
        order.finish();
    }
}
