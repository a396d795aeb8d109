//! Given names: whose a word before a surname is.

use std::collections::HashMap as Map;

use foldhash::HashMap;

use super::Lexicon;
use super::grouped::Grouped;
use super::likeness::Likeness;
use super::surface::Part;
use crate::entity::{Kind, Label};
use crate::fold::{Alphabet, GAP};
use crate::gazetteer::CueClass;

/// The given names of a gazetteer's persons.
#[derive(Default)]
pub(super) struct GivenNames {
    pub likeness: Likeness,
    /// For each record the given-name surfaces that stand in its listed names, so that its own is no stranger's.
    pub own: Grouped<u32>,
    /// For each record of a person what stands before the last word of the full names, as a part of the lexicon's letters.
    pub first: Grouped<Part>,
    /// The consonants of each of those.
    pub consonants: Grouped<u8>,
    /// For each surname the last sounds of its bearers' given names, by [`Likeness::sounds_like`].
    pub sounds: HashMap<u32, u64>,
}

impl GivenNames {
    /// Those of a lexicon's surfaces.
    pub fn of(lexicon: &Lexicon, alphabet: &Alphabet) -> Self {
        let (likeness, records) = (Likeness::new(alphabet), lexicon.gazetteer().len());
        let first = Grouped::of_map(&first_names(lexicon), records);
        let mut consonants = Grouped::default();
        for &first in first.all() {
            consonants.add(likeness.consonants(lexicon.letters(first)));
        }
        let mut sounds: HashMap<u32, u64> = HashMap::default();
        for (surface, index) in lexicon.surfaces().iter().zip(0..) {
            for entry in lexicon.entries_of(surface).iter().filter(|entry| entry.kind == Kind::Surname) {
                for &first in first.get(entry.record) {
                    *sounds.entry(index).or_default() |= likeness.sounds_like(lexicon.letters(first));
                }
            }
        }
        Self { likeness, own: Grouped::of_map(&own_names(lexicon), records), first, consonants, sounds }
    }

    /// Whether no number leads outside a lexicon with so many letters and surfaces.
    pub fn holds_together(&self, letters: usize, surfaces: usize) -> bool {
        self.own.holds_together()
            && self.own.all().iter().all(|&surface| (surface as usize) < surfaces)
            && self.first.holds_together()
            && self.first.all().iter().all(|first| first.fits(letters))
            && self.consonants.holds_together()
    }

    /// Whether words that stand right before a surname can be like a given name of one of its bearers, by their last sounds.
    pub fn may_end_like(&self, surface: u32, words: &[u8]) -> bool {
        let Some(sounds) = self.sounds.get(&surface) else { return false };
        self.likeness.last_sounds(words).is_none_or(|last| sounds & last != 0)
    }

    /// The given names of a person of which these words can be another spelling.
    pub fn like<'l>(&self, lexicon: &'l Lexicon, record: u32, words: &[u8]) -> Option<&'l [u8]> {
        let alike = |at: &u32| self.likeness.is_like(self.likeness.consonants(words), self.consonants.get(*at));
        self.first.places(record).find(alike).map(|at| lexicon.letters(self.first.all()[at as usize]))
    }

    /// Whether a given name is somebody else's: see [`Lexicon::is_other_given_name`].
    pub fn is_other(&self, lexicon: &Lexicon, record: u32, surface: u32, word: &[u8]) -> bool {
        let own = self.own.get(record);
        let listed = |first: &[u8]| own.iter().any(|&own| lexicon.codes(lexicon.surface(own)) == first);
        !own.contains(&surface) && self.like(lexicon, record, word).is_none_or(listed)
    }
}

fn first_names(lexicon: &Lexicon) -> HashMap<u32, Vec<Part>> {
    let mut first: HashMap<u32, Vec<Part>> = HashMap::default();
    for surface in lexicon.surfaces() {
        let Some(last) = lexicon.codes(surface).iter().rposition(|&code| code == GAP) else { continue };
        for entry in lexicon.entries_of(surface) {
            if *lexicon.label(entry.label) == Label::Person {
                let known = first.entry(entry.record).or_default();
                let words = Part { start: surface.codes.start, end: surface.codes.start + last as u32 };
                if !known.iter().any(|&known| lexicon.letters(known) == lexicon.letters(words)) {
                    known.push(words);
                }
            }
        }
    }
    first
}

fn own_names(lexicon: &Lexicon) -> HashMap<u32, Vec<u32>> {
    let given: Map<&[u8], u32> = lexicon
        .surfaces()
        .iter()
        .zip(0..)
        .filter(|(surface, _)| surface.cues.has(CueClass::Given))
        .map(|(surface, index)| (lexicon.codes(surface), index))
        .collect();
    let mut own: HashMap<u32, Vec<u32>> = HashMap::default();
    if given.is_empty() {
        return own;
    }
    for surface in lexicon.surfaces() {
        let words: Vec<u32> =
            lexicon.codes(surface).split(|&code| code == GAP).filter_map(|word| given.get(word).copied()).collect();
        for entry in lexicon.entries_of(surface).iter().filter(|_| !words.is_empty()) {
            own.entry(entry.record).or_default().extend(&words);
        }
    }
    own
}
