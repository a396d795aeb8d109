//! What comes out: labels, kinds of names, mentions. Plain data.

use bytemuck::{CheckedBitPattern, NoUninit};
use serde::{Deserialize, Serialize};
use std::fmt;
use std::sync::Arc;
use xxhash_rust::xxh3::xxh3_64;

use crate::grounds::Grounds;

/// What kind of thing a mention is. The order is the order in which equal spans are preferred.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Label {
    /// A state or a territory with an ISO 3166-1 code, or a former state.
    Country,
    /// A city, town or capital.
    City,
    /// A named organization.
    Org,
    /// A named person.
    Person,
    /// A nationality word; it bears its country's id.
    Norp,
    /// An office of a state or organization as a phrase: الرئيس الروسي.
    Role,
    /// A label of a user's own list.
    Own(Arc<str>),
}

impl Label {
    /// The labels of the bundled gazetteer.
    pub const NAMES: [&'static str; 5] = ["COUNTRY", "CITY", "ORG", "PERSON", "NORP"];

    /// The label called `name`; any word of capitals, digits and `_` is one.
    pub fn named(name: &str) -> Option<Self> {
        Some(match name {
            "COUNTRY" => Self::Country,
            "CITY" => Self::City,
            "ORG" => Self::Org,
            "PERSON" => Self::Person,
            "NORP" => Self::Norp,
            "ROLE" => Self::Role,
            _ => {
                let capital = name.starts_with(|letter: char| letter.is_ascii_uppercase());
                let plain = |letter: char| letter.is_ascii_uppercase() || letter.is_ascii_digit() || letter == '_';
                if !capital || !name.chars().all(plain) {
                    return None;
                }
                Self::Own(Arc::from(name))
            }
        })
    }

    /// The label as written.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Country => "COUNTRY",
            Self::City => "CITY",
            Self::Org => "ORG",
            Self::Person => "PERSON",
            Self::Norp => "NORP",
            Self::Role => "ROLE",
            Self::Own(name) => name,
        }
    }
}

impl fmt::Display for Label {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// What kind of name a surface is. The order is the order in which equal spans are preferred.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, NoUninit, CheckedBitPattern,
)]
#[repr(u8)]
pub enum Kind {
    /// A full name of two words or more.
    Full,
    /// The official name.
    Official,
    /// An everyday short name.
    Short,
    /// A family name alone.
    Surname,
    /// A given name alone.
    Given,
    /// Initials.
    Acronym,
    /// The name in its own language.
    Native,
    /// A name of former times.
    Former,
    /// A title that names its bearer.
    Title,
    /// A nationality word.
    Demonym,
    /// A slip: matched, never shown.
    Hidden,
    /// Put together in the text from an institution and a nationality or country.
    Composed,
}

impl Kind {
    /// All kinds, in order.
    pub const ALL: [Self; 12] = [
        Self::Full,
        Self::Official,
        Self::Short,
        Self::Surname,
        Self::Given,
        Self::Acronym,
        Self::Native,
        Self::Former,
        Self::Title,
        Self::Demonym,
        Self::Hidden,
        Self::Composed,
    ];

    /// The kinds that a gazetteer may give, by name.
    pub const NAMES: [&'static str; 11] =
        ["full", "official", "short", "surname", "given", "acronym", "native", "former", "title", "demonym", "hidden"];

    /// The kind called `name`.
    pub fn named(name: &str) -> Option<Self> {
        Self::NAMES.iter().position(|known| *known == name).map(|index| Self::ALL[index])
    }

    /// The kind as written.
    pub fn as_str(self) -> &'static str {
        Self::NAMES.get(self as usize).copied().unwrap_or("composed")
    }
}

/// The particles written onto a name: none or one of و ف, then none or one of ب ك ل.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Proclitic(u8);

impl Proclitic {
    /// All chains, as letters.
    pub const ALL: [&'static str; 12] = ["", "ب", "ك", "ل", "و", "وب", "وك", "ول", "ف", "فب", "فك", "فل"];
    /// No particle.
    pub const NONE: Self = Self(0);

    /// The chain of a role: 0 to 3 for none, ب, ك, ل, and 4 more behind و, 8 more behind ف.
    pub(crate) fn of_role(role: u8) -> Self {
        debug_assert!((role as usize) < Self::ALL.len(), "there are twelve chains");
        Self(role)
    }

    /// Whether one of ب ك ل is in it.
    pub(crate) fn has_preposition(self) -> bool {
        !self.0.is_multiple_of(4)
    }

    /// Whether it ends in ل.
    pub(crate) fn ends_in_lam(self) -> bool {
        self.0 % 4 == 3
    }

    /// The chain written so, if it is one.
    pub fn known(chain: &str) -> Option<Self> {
        Self::ALL.iter().position(|known| *known == chain).map(|index| Self(index as u8))
    }

    /// The particles as letters, "" if none.
    pub fn as_str(self) -> &'static str {
        Self::ALL[self.0 as usize]
    }

    /// Its place in [`Self::ALL`].
    pub fn index(self) -> usize {
        self.0 as usize
    }

    /// How many letters it has.
    pub fn len(self) -> u32 {
        u32::from(self.0 >= 4) + u32::from(!self.0.is_multiple_of(4))
    }

    /// Whether there is none.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }
}

/// What tells a name that no list has from others: a sum of its letters, folded as the matcher folds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NameKey([u32; 2]);

impl NameKey {
    /// That of a folded name.
    pub fn of(name: &str) -> Self {
        let sum = xxh3_64(name.as_bytes());
        Self([(sum >> 32) as u32, sum as u32])
    }
}

impl fmt::Display for NameKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "NIL-{:08x}{:08x}", self.0[0], self.0[1])
    }
}

/// Whom or what a mention names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Target {
    /// A record of the gazetteer, by its index.
    Record(u32),
    /// An institution (by its index) of a country (by its record's index).
    Composed {
        /// Index of the institution.
        institution: u32,
        /// Index of the country's record.
        country: u32,
    },
    /// An institution whose country the text does not tell.
    Nil {
        /// Index of the institution.
        institution: u32,
    },
    /// A person or organization that no list has, by name.
    Unlisted(NameKey),
    /// An office (by its role's index) of a state or organization (by its record's index) whose holder is not known.
    Vacant {
        /// Index of the role.
        role: u32,
        /// Index of the state's or organization's record.
        of: u32,
    },
}

/// One mention: a span and what it names.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Mention {
    /// First code point.
    pub start: u32,
    /// One past the last code point.
    pub end: u32,
    /// Index of the label in the matcher's table.
    pub label: u16,
    /// Kind of the name that was found.
    pub kind: Kind,
    /// Particles glued before the span.
    pub proclitic: Proclitic,
    /// Whom or what it names.
    pub target: Target,
    /// Its surface in the lexicon; `u32::MAX` for what was put together in the text.
    pub surface: u32,
    /// Why it stands, and what chose whom it names.
    pub grounds: Grounds,
}

impl Mention {
    /// How much speaks for it, from 0 to 1: [`Grounds::score`].
    pub fn score(&self) -> f64 {
        self.grounds.score()
    }
}
