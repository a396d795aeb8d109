//! Kinds of organization: what the gazetteer's words say of them, for each record.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use crate::gazetteer::{Gazetteer, KindTrait, Rule};

/// What is known of an organization by its kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sort {
    traits: u8,
    /// A bit for each group of kinds that are often listed together.
    groups: u32,
}

impl Sort {
    /// For each record what the words of the gazetteer say of its kind.
    pub(super) fn of_records(gazetteer: &Gazetteer) -> Vec<Self> {
        let mut known: HashMap<&str, Self> = HashMap::new();
        let mut groups = 0;
        for word in gazetteer.words() {
            match &word.rule {
                Rule::Kind(traits) => {
                    let sort = known.entry(&word.text).or_default();
                    for known in traits {
                        sort.add(*known);
                    }
                }
                Rule::Together => {
                    for kind in word.text.split_whitespace() {
                        known.entry(kind).or_default().join(groups);
                    }
                    groups += 1;
                }
                Rule::Needs(_) | Rule::Unless(_) => {}
            }
        }
        gazetteer.records().iter().map(|record| known.get(record.sort.as_str()).copied().unwrap_or_default()).collect()
    }

    /// Adds what is known of the kind.
    pub fn add(&mut self, known: KindTrait) {
        self.traits |= 1 << known as u8;
    }

    /// Adds a group of kinds, by its number; those behind the last that can be told apart count for nothing.
    pub fn join(&mut self, group: usize) {
        self.groups |= u32::try_from(group).ok().and_then(|group| 1_u32.checked_shl(group)).unwrap_or(0);
    }

    /// Whether this is known of the kind.
    pub fn is(self, known: KindTrait) -> bool {
        self.traits >> known as u8 & 1 == 1
    }

    /// Whether another kind is often listed together with it.
    pub fn goes_with(self, other: Self) -> bool {
        self.groups & other.groups != 0
    }
}
