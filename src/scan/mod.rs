//! Candidates: every place where a surface may stand.
//!
//! In goes a folded text, out comes a stream of [`Candidate`]s in order of (start, −end, surface, proclitic). Names, stop
//! names and cues are surfaces alike; the scan knows their letters and nothing else. Which candidates become mentions is
//! `resolve`'s business.
//!
//! [`Scan`] is the interface of an engine; there are two. [`words`] looks words up and walks over the words of names: it is
//! the fast one. [`letters`] is the aho-corasick crate over the folded letters: it finds surfaces wherever they stand, inside
//! words too, and where names stand at word limits or behind particles ([`proclitic`]) it gives just what the other gives.
//! Words that no candidate touches are tried as run-ons ([`run_on`]): several names with the blanks lost.

pub mod letters;
mod order;
mod patterns;
pub mod proclitic;
mod run_on;
pub mod words;

use crate::entity::Proclitic;
use crate::fold::{Alphabet, Folded};
use crate::watch::Watch;

/// Most candidates kept for one start, the longest first; names nested deeper than this are not news.
pub const MOST_PER_START: usize = 64;

/// How a candidate was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Grain {
    /// At word limits, or behind particles.
    Word,
    /// Among the letters of a longer word.
    Letters,
}

/// A place where a surface may stand. Positions are folded ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Candidate {
    /// Index of the surface.
    pub surface: u32,
    /// First letter.
    pub start: u32,
    /// One past the last letter.
    pub end: u32,
    /// Particles glued before it.
    pub proclitic: Proclitic,
    /// How it was found.
    pub grain: Grain,
}

/// Where names may stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Boundaries {
    /// At word limits and behind particles; and words that are names run together.
    #[default]
    RunOn,
    /// At word limits and behind particles only.
    Word,
    /// Anywhere, inside words too.
    None,
}

impl Boundaries {
    /// All values by name.
    pub const NAMES: [&'static str; 3] = ["run-on", "word", "none"];

    /// The value called `name`.
    pub fn named(name: &str) -> Option<Self> {
        match name {
            "run-on" => Some(Self::RunOn),
            "word" => Some(Self::Word),
            "none" => Some(Self::None),
            _ => None,
        }
    }
}

/// A surface as the scan needs it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Form<'a> {
    /// Folded letters.
    pub codes: &'a [u8],
    /// Whether it is listed with the article, which loses its alef, or alef and lam, behind ل.
    pub article: bool,
    /// Whether it may be a part of a run-on word: a strong name of one word.
    pub run_on: bool,
}

/// The surfaces that an engine is built from.
pub trait Forms {
    /// How many there are.
    fn len(&self) -> usize;

    /// The surface of an index.
    fn get(&self, surface: u32) -> Form<'_>;

    /// Whether there is none.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// An engine.
pub trait Scan: Send + Sync {
    /// Streams the candidates of a text, in order, up to where the work is ended.
    fn scan(
        &self,
        text: &Folded,
        alphabet: &Alphabet,
        boundaries: Boundaries,
        watch: &Watch<'_>,
        emit: &mut dyn FnMut(Candidate),
    );
}
