//! Given names: whose a word before a surname is.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use super::Lexicon;
use super::lexicon::in_order;
use super::likeness::Likeness;
use super::surface::Surface;
use crate::entity::Label;
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
}

impl GivenNames {
    /// Those of a lexicon's surfaces.
    pub fn of(lexicon: &Lexicon, alphabet: &Alphabet) -> Self {
        Self { own: own_names(lexicon), first: first_names(lexicon), likeness: Likeness::new(alphabet) }
    }

    /// Fits what comes out of a model to its alphabet.
    pub fn fit(&mut self, alphabet: &Alphabet) {
        self.likeness = Likeness::new(alphabet);
    }

    /// All surfaces that it speaks of.
    pub fn surfaces(&self) -> impl Iterator<Item = &u32> {
        self.own.values().flatten()
    }

    /// The given names of a person of which these words can be another spelling.
    pub fn like(&self, record: u32, words: &[u8]) -> Option<&[u8]> {
        let first = self.first.get(&record)?;
        first.iter().find(|first| self.likeness.alike(first, words)).map(AsRef::as_ref)
    }

    /// Whether a given name is somebody else's: see [`Lexicon::is_other_given_name`].
    pub fn is_other(&self, record: u32, surface: u32, word: &[u8], surfaces: &[Surface]) -> bool {
        let own = self.own.get(&record).map_or(&[][..], Vec::as_slice);
        let listed = |first: &[u8]| own.iter().any(|&own| surfaces[own as usize].codes == first);
        !own.contains(&surface) && self.like(record, word).is_none_or(listed)
    }
}

fn first_names(lexicon: &Lexicon) -> HashMap<u32, Vec<Box<[u8]>>> {
    let mut first: HashMap<u32, Vec<Box<[u8]>>> = HashMap::new();
    for surface in lexicon.surfaces() {
        let Some(last) = surface.codes.iter().rposition(|&code| code == GAP) else { continue };
        for entry in lexicon.entries_of(surface) {
            if *lexicon.label(entry.label) == Label::Person {
                first.entry(entry.record).or_default().push(surface.codes[..last].into());
            }
        }
    }
    first
}

fn own_names(lexicon: &Lexicon) -> HashMap<u32, Vec<u32>> {
    let given: HashMap<&[u8], u32> = lexicon
        .surfaces()
        .iter()
        .zip(0..)
        .filter(|(surface, _)| surface.cues.has(CueClass::Given))
        .map(|(surface, index)| (surface.codes.as_slice(), index))
        .collect();
    let mut own: HashMap<u32, Vec<u32>> = HashMap::new();
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
