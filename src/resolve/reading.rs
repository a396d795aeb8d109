//! What a span may stand for.

use crate::entity::{Kind, NameKey};

/// What a span may stand for: spans and their readings are made in `spans`, `compose`, `respell`, `support` and `unlisted`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reading {
    /// Entries of a surface.
    Names {
        /// Index of the surface.
        surface: u32,
        /// Which of its entries stand.
        entries: Entries,
    },
    /// A stop name: absorbs and is not given.
    Stop,
    /// An institution of a country, or of none that the text tells.
    Institution {
        /// Index of the institution.
        institution: u32,
        /// Index of the country's record.
        country: Option<u32>,
    },
    /// A person that no list has.
    Unlisted {
        /// Where the part of the name begins by which the person may be named again.
        family: u32,
        /// What is there of the name.
        kind: Kind,
        /// What tells the name from others.
        key: NameKey,
        /// Whether that part is no other word.
        distinct: bool,
    },
}

/// A set of a surface's entries, by their places in the order of preference. Of a name that more than 64 records bear the
/// first 64 count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Entries(u64);

impl Entries {
    /// Entries that are looked at.
    pub const MOST: usize = 64;

    /// The first entries.
    pub fn of_first(count: u8) -> Self {
        Self(if count as usize >= Self::MOST { u64::MAX } else { (1 << count) - 1 })
    }

    pub fn add(&mut self, index: usize) {
        self.0 |= 1 << index;
    }

    pub fn join(&mut self, other: Self) {
        self.0 |= other.0;
    }

    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    pub fn first(self) -> usize {
        self.0.trailing_zeros() as usize
    }

    pub fn iter(self) -> impl Iterator<Item = usize> {
        let mut rest = self;
        std::iter::from_fn(move || {
            let first = (!rest.is_empty()).then(|| rest.first())?;
            rest.0 &= rest.0 - 1;
            Some(first)
        })
    }

    pub fn retain(&mut self, keep: impl Fn(usize) -> bool) {
        *self = self.iter().filter(|&index| keep(index)).fold(Self::default(), |mut kept, index| {
            kept.add(index);
            kept
        });
    }
}
