//! Given names: whose a word before a surname is.

use std::collections::HashMap as Map;

use foldhash::HashMap;
use serde::{Deserialize, Serialize};

use super::Lexicon;
use super::lexicon::in_order;
use super::likeness::Likeness;
use super::surface::Surface;
use crate::entity::{Kind, Label};
use crate::fold::{Alphabet, GAP};
use crate::gazetteer::CueClass;

/// The given names of a gazetteer's persons.
#[derive(Default, Serialize, Deserialize)]
pub(super) struct GivenNames {
    /// For each record the given-name surfaces that stand in its listed names, so that its own is no stranger's.
    #[serde(serialize_with = "in_order")]
    own: HashMap<u32, Vec<u32>>,
    /// For each person what stands before the last word of the full names.
    #[serde(serialize_with = "in_order")]
    first: HashMap<u32, Vec<Box<[u8]>>>,
    #[serde(skip)]
    likeness: Likeness,
    /// For each person the consonants of those, one after the other: how many, then they.
    #[serde(skip)]
    consonants: HashMap<u32, Box<[u8]>>,
    /// For each surname the last sounds of its bearers' given names, by [`Likeness::sounds`].
    #[serde(skip)]
    sounds: HashMap<u32, u64>,
}

impl GivenNames {
    /// Those of a lexicon's surfaces.
    pub fn of(lexicon: &Lexicon, alphabet: &Alphabet) -> Self {
        Self { own: own_names(lexicon), first: first_names(lexicon), ..Self::default() }.fit(lexicon, alphabet)
    }

    /// The same with what follows from the other surfaces, as it comes out of a model.
    pub fn fit(mut self, lexicon: &Lexicon, alphabet: &Alphabet) -> Self {
        self.likeness = Likeness::new(alphabet);
        for (&record, first) in &self.first {
            let mut all = Vec::new();
            for first in first {
                let from = all.len();
                all.push(0);
                all.extend(self.likeness.consonants(first).take(u8::MAX as usize));
                all[from] = (all.len() - from - 1) as u8;
            }
            self.consonants.insert(record, all.into());
        }
        for (surface, index) in lexicon.surfaces().iter().zip(0..) {
            for entry in lexicon.entries_of(surface).iter().filter(|entry| entry.kind == Kind::Surname) {
                for first in self.first.get(&entry.record).into_iter().flatten() {
                    *self.sounds.entry(index).or_default() |= self.likeness.sounds_like(first);
                }
            }
        }
        self
    }

    /// Whether words that stand right before a surname can be like a given name of one of its bearers, by their last sound.
    pub fn may_end_like(&self, surface: u32, words: &[u8]) -> bool {
        let Some(sounds) = self.sounds.get(&surface) else { return false };
        self.likeness.last_sound(words).is_none_or(|last| sounds & last != 0)
    }

    /// All surfaces that it speaks of.
    pub fn surfaces(&self) -> impl Iterator<Item = &u32> {
        self.own.values().flatten()
    }

    /// The given names of a person of which these words can be another spelling.
    pub fn like(&self, record: u32, words: &[u8]) -> Option<&[u8]> {
        let mut rest = &**self.consonants.get(&record)?;
        let mut at = 0;
        while let Some((&count, behind)) = rest.split_first() {
            let (first, others) = behind.split_at(count as usize);
            if self.likeness.is_like(self.likeness.consonants(words), first) {
                return Some(&self.first.get(&record)?[at]);
            }
            (rest, at) = (others, at + 1);
        }
        None
    }

    /// Whether a given name is somebody else's: see [`Lexicon::is_other_given_name`].
    pub fn is_other(&self, record: u32, surface: u32, word: &[u8], surfaces: &[Surface]) -> bool {
        let own = self.own.get(&record).map_or(&[][..], Vec::as_slice);
        let listed = |first: &[u8]| own.iter().any(|&own| surfaces[own as usize].codes == first);
        !own.contains(&surface) && self.like(record, word).is_none_or(listed)
    }
}

fn first_names(lexicon: &Lexicon) -> HashMap<u32, Vec<Box<[u8]>>> {
    let mut first: HashMap<u32, Vec<Box<[u8]>>> = HashMap::default();
    for surface in lexicon.surfaces() {
        let Some(last) = surface.codes.iter().rposition(|&code| code == GAP) else { continue };
        for entry in lexicon.entries_of(surface) {
            if *lexicon.label(entry.label) == Label::Person {
                let known = first.entry(entry.record).or_default();
                let words = &surface.codes[..last];
                if !known.iter().any(|known| **known == *words) {
                    known.push(words.into());
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
        .map(|(surface, index)| (surface.codes.as_slice(), index))
        .collect();
    let mut own: HashMap<u32, Vec<u32>> = HashMap::default();
    if given.is_empty() {
        return own;
    }
    for surface in lexicon.surfaces() {
        let words: Vec<u32> =
            surface.codes.split(|&code| code == GAP).filter_map(|word| given.get(word).copied()).collect();
        for entry in lexicon.entries_of(surface).iter().filter(|_| !words.is_empty()) {
            own.entry(entry.record).or_default().extend(&words);
        }
    }
    own
}
