//! Mentions of many texts as columns of plain numbers.
//!
//! For each mention only numbers are written: what it names is a code into a short list of targets, so that ids and names
//! are looked up once for each entity and not once for each mention. Work is cut into pieces of consecutive texts
//! ([`work`]); each piece gives [`Columns`] of its own, in the order of the texts whatever the number of threads.

// Codes and places are counts, written as the signed numbers that Arrow's readers expect.
#![allow(clippy::cast_sign_loss)]

#[cfg(feature = "arrow")]
mod repeat;
mod targets;
mod units;
mod work;
mod writer;

#[cfg(feature = "arrow")]
pub(crate) use repeat::{NO_TEXT, repeat};
pub use targets::join_targets;
pub use units::Units;
pub use work::{Texts, extract_columns};

use crate::entity::Target;
use crate::gazetteer::PartialDate;
use crate::matcher::Request;

/// Mentions, one a place in each of the columns.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Columns {
    /// Index of the text.
    pub row: Vec<i64>,
    /// First place of the mention, in the units that were asked for.
    pub start: Vec<i64>,
    /// The place after its last.
    pub end: Vec<i64>,
    /// Index of the label in the matcher's table.
    pub label: Vec<i32>,
    /// Index into [`Kind::ALL`](crate::Kind::ALL).
    pub kind: Vec<i8>,
    /// Index into [`Proclitic::ALL`](crate::Proclitic::ALL).
    pub proclitic: Vec<i8>,
    /// How much speaks for it: [`Mention::score`](crate::Mention::score).
    pub score: Vec<f64>,
    /// Index into `targets`.
    pub target: Vec<i32>,
    /// What the mentions name, each once, in the order in which they were met.
    pub targets: Vec<Target>,
    /// The mentions as they stand in the texts, where they were asked for.
    pub surfaces: Option<Surfaces>,
}

/// Strings end to end.
#[derive(Clone, Debug, PartialEq)]
pub struct Surfaces {
    /// Where each begins in `letters`, and where the last one ends.
    pub bounds: Vec<i64>,
    /// All of them, one after the other.
    pub letters: String,
}

impl Default for Surfaces {
    fn default() -> Self {
        Self { bounds: vec![0], letters: String::new() }
    }
}

/// What is written of a mention.
#[derive(Clone, Copy, Debug, Default)]
pub struct Shape {
    /// What `start` and `end` count.
    pub units: Units,
    /// Whether the mentions' own letters are written too.
    pub surfaces: bool,
}

/// What is asked of the texts of a column beside their names.
#[derive(Clone, Debug, Default)]
pub struct Asked {
    /// When the text of each row was written, as far as it is known; `None` where that is known of no row.
    pub dates: Option<Vec<Option<PartialDate>>>,
    /// Whether role phrases are given too.
    pub roles: bool,
}

impl Asked {
    /// What is asked of the text of a row.
    pub fn of(&self, row: usize) -> Request {
        let date = self.dates.as_ref().and_then(|dates| dates.get(row).copied().flatten());
        Request { date, roles: self.roles }
    }
}

impl Columns {
    /// How many mentions there are.
    pub fn len(&self) -> usize {
        self.row.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.row.is_empty()
    }
}
