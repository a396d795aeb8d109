//! Which candidates are what, a bit each: no rule goes through candidates that are none of its own.

use crate::compile::{CueMask, Trait, Traits};
use crate::gazetteer::CueClass;
use crate::scan::{Candidate, Grain};
use crate::watch::{Watch, Watched};

/// The candidates that something may be made of by one kind of rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Set {
    /// Names that stand by themselves.
    Strong,
    /// Names that need support, at word limits.
    Weak,
    /// Stop names, at word limits.
    Stop,
    /// Heads of institutions, at word limits.
    Head,
    /// Persons' surnames of one word, at word limits and without particles.
    Surname,
    /// Given names and words that join to names, at word limits.
    Given,
    /// Titles and verbs of saying, at word limits.
    Introducing,
}

/// Cues that a person's name begins with.
const NAMES: CueMask = CueMask::of(&[CueClass::Given, CueClass::GivenWord, CueClass::Kin]);
/// Cues that persons are introduced by.
const INTRODUCE: CueMask = CueMask::of(&[CueClass::Title, CueClass::Speech, CueClass::Relative]);

impl Set {
    const COUNT: usize = 7;
}

/// For each 64 candidates those of each set.
#[derive(Default)]
pub(super) struct Sets {
    blocks: Vec<[u64; Set::COUNT]>,
}

impl Sets {
    /// Those of a text, from the room of another's, to be filled in the scan's order.
    pub fn filling(mut self) -> Filling {
        self.blocks.clear();
        Filling { sets: self, block: [0; Set::COUNT] }
    }

    /// The indices of a set's candidates, in order.
    #[inline]
    pub fn of(&self, set: Set, watch: Option<&Watch<'_>>) -> impl Iterator<Item = usize> {
        Watched::new(&self.blocks, watch).zip(0..).flat_map(move |(block, index)| {
            let mut rest = block[set as usize];
            std::iter::from_fn(move || {
                let bit = (rest != 0).then(|| rest.trailing_zeros() as usize)?;
                rest &= rest - 1;
                Some(index * 64 + bit)
            })
        })
    }
}

/// Sets that are being filled.
pub(super) struct Filling {
    sets: Sets,
    block: [u64; Set::COUNT],
}

impl Filling {
    /// Puts the next candidate into its sets; which those are texts decide at random, so it is no branch.
    #[inline]
    pub fn add(&mut self, at: u32, found: &Candidate, traits: Traits) {
        let (word, bare) = (found.grain == Grain::Word, found.proclitic.is_empty());
        let mut put = |set: Set, holds: bool| self.block[set as usize] |= u64::from(holds) << (at % 64);
        put(Set::Strong, traits.is(Trait::Strong));
        put(Set::Weak, traits.is(Trait::Weak) & word);
        put(Set::Stop, traits.is(Trait::Stop) & word);
        put(Set::Head, traits.is(Trait::Head) & word);
        put(Set::Surname, traits.is(Trait::Surname) & word & bare);
        put(Set::Introducing, traits.cues.meets(INTRODUCE) & word);
        put(Set::Given, traits.cues.meets(NAMES) & word);
        if at % 64 == 63 {
            self.sets.blocks.push(std::mem::take(&mut self.block));
        }
    }

    /// The sets are whole.
    pub fn finish(mut self) -> Sets {
        self.sets.blocks.push(self.block);
        self.sets
    }
}
