//! Surfaces: distinct folded letters, and what each can mean.

use std::ops::Range;

use bytemuck::{CheckedBitPattern, NoUninit, Pod, Zeroable};
use serde::{Deserialize, Serialize};

use crate::entity::Kind;
use crate::gazetteer::{CueClass, Needs};
use crate::variants::Inflection;

/// A part of a table.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Pod, Zeroable)]
#[repr(C)]
pub struct Part {
    /// Where it begins.
    pub start: u32,
    /// One past where it ends.
    pub end: u32,
}

impl Part {
    /// What is added to a table next.
    pub(super) fn added<T>(table: &mut Vec<T>, items: impl IntoIterator<Item = T>) -> Self {
        let start = table.len() as u32;
        table.extend(items);
        Self { start, end: table.len() as u32 }
    }

    /// Whether there is nothing in it.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// How much is in it.
    pub fn len(self) -> usize {
        self.range().len()
    }

    /// From where to where it goes.
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Whether it is one of a table of this length.
    pub(super) fn fits(self, len: usize) -> bool {
        self.start <= self.end && self.end as usize <= len
    }
}

/// A record that a surface may stand for.
#[derive(Clone, Copy, Debug, PartialEq, NoUninit, CheckedBitPattern)]
#[repr(C)]
pub struct Entry {
    /// Index of the record.
    pub record: u32,
    /// Marks it is listed with: [`Lexicon::marks`](super::Lexicon::marks) has them. Empty where it is listed without.
    pub marks: Part,
    /// Surfaces that support it when they stand directly before it: [`Lexicon::own_cues`](super::Lexicon::own_cues).
    pub cues: Part,
    /// Index of the label.
    pub label: u16,
    /// Lower goes first.
    pub rank: u16,
    /// Kind of name.
    pub kind: Kind,
    /// Whether it needs support in the text.
    pub weak: bool,
    /// Nationality words: the form.
    pub inflection: Inflection,
    /// Whether it is written with a final ئ.
    pub final_hamza: bool,
    /// Whether it is a short word written with a final ة, which with ه would be another word (جدة, جده).
    pub short_with_ta: bool,
}

/// Which classes of cue a surface is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Pod, Zeroable)]
#[repr(transparent)]
pub struct CueMask(u32);

impl CueMask {
    /// Adds a class.
    pub fn add(&mut self, class: CueClass) {
        self.0 |= 1 << class as u8;
    }

    /// Whether the class is among them.
    pub fn has(self, class: CueClass) -> bool {
        self.0 >> class as u8 & 1 == 1
    }

    /// These classes.
    pub(crate) const fn of(classes: &[CueClass]) -> Self {
        let (mut mask, mut at) = (0, 0);
        while at < classes.len() {
            mask |= 1 << classes[at] as u8;
            at += 1;
        }
        Self(mask)
    }

    /// Whether a class is among both.
    #[inline]
    pub(crate) fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Whether there is none.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }
}

/// What a surface needs that is an ordinary word too.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Pod, Zeroable)]
#[repr(transparent)]
pub struct NeedSet(u16);

impl NeedSet {
    /// Adds a need.
    pub fn add(&mut self, needs: Needs) {
        self.0 |= 1 << needs as u8;
    }

    /// Whether it is among them.
    pub fn has(self, needs: Needs) -> bool {
        self.0 >> needs as u8 & 1 == 1
    }

    /// All but one.
    pub fn without(self, needs: Needs) -> Self {
        Self(self.0 & !(1 << needs as u8))
    }

    /// Whether there is none.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }
}

/// How a head goes on to the name of an institution.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Frame {
    /// A definite nationality word of this gender: وزارة الخارجية الروسية.
    Nisba {
        /// Feminine rather than masculine.
        feminine: bool,
    },
    /// A country's name: وزارة خارجية روسيا.
    Country,
    /// The name of a city, state or person: جامعة زوريخ.
    Name,
    /// What it is for, then a nationality word of this gender: هيئة المحطات النووية المصرية.
    Topic {
        /// Feminine rather than masculine.
        feminine: bool,
    },
    /// A nationality word of this gender or a rank, then what it is for: الوكالة التركية للتعاون.
    Purpose {
        /// Feminine rather than masculine.
        feminine: bool,
    },
    /// A place: بنك دبي; or a place and what it is for: مصنع مينسك للجرارات.
    Place {
        /// Whether the place is enough.
        alone: bool,
    },
    /// A country's name, then this tail: بنك روسيا المركزي.
    Around(Box<[u8]>),
    /// Nothing: وزارة الخارجية.
    Alone,
}

/// A surface as the head of an institution's name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    /// Index of the institution.
    pub institution: u32,
    /// What follows.
    pub frame: Frame,
}

/// Distinct folded letters and all that they can mean.
#[derive(Clone, Copy, Debug, Default, NoUninit, CheckedBitPattern)]
#[repr(C)]
pub struct Surface {
    /// The letters: [`Lexicon::codes`](super::Lexicon::codes) has them.
    pub codes: Part,
    /// Its entries in the lexicon.
    pub entries: Part,
    /// Its heads in the lexicon.
    pub heads: Part,
    /// The classes of cue it is.
    pub cues: CueMask,
    /// Titles: a bit for each office it fits; all bits where it fits any.
    pub offices: u16,
    /// What it needs where it is an ordinary word too.
    pub needs: NeedSet,
    /// Whether it is written with the article.
    pub article: bool,
    /// Whether it is one word.
    pub one_word: bool,
    /// Whether it is a stop name.
    pub stop: bool,
    /// Whether its first word is written like a name and folds like a particle (علي and على, آن and إن).
    pub begins_like_particle: bool,
    /// Whether it supports some record's weak names.
    pub own_cue: bool,
    /// Titles: whether a name may follow it directly (الرئيس, رئيس الوزراء, نظيره), and not only a genitive (رئيس).
    pub apposition: bool,
    /// Whether it begins with a party's class word and goes on: حزب العمال.
    pub party: bool,
    /// Whether it yields to other words of the text: [`Lexicon::unless`](super::Lexicon::unless) has them.
    pub yields: bool,
}
