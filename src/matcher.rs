//! The whole pipeline behind one type.

mod run;

use std::path::Path;
use std::sync::Arc;

use once_cell::sync::OnceCell;

use crate::compile::{Compiled, Lexicon, compile};
use crate::error::Error;
use crate::fold::{Fold, Profile};
use crate::gazetteer::Gazetteer;
use crate::model;
use crate::resolve::{self, Calendar};
use crate::scan::Boundaries;
use crate::scan::letters::LetterScan;
use crate::scan::words::WordScan;

pub use crate::resolve::Request;

/// What a matcher does with text; every choice has a default.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// How far writings are united.
    pub profile: Profile,
    /// Where names may stand.
    pub boundaries: Boundaries,
    /// Which engine scans.
    pub engine: Engine,
    /// How candidates become mentions.
    pub resolve: resolve::Options,
}

/// Which engine scans. Both give the same candidates; names inside words only the engine over letters can find.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Engine {
    /// Words looked up: the fast one, wherever names stand at word limits.
    #[default]
    Words,
    /// Letters through the aho-corasick crate.
    Letters,
}

/// Finds the names of a gazetteer in text. Immutable and free to share between threads.
pub struct Matcher {
    options: Options,
    fold: Arc<Fold>,
    scanner: Scanner,
    lexicon: Lexicon,
    /// What the records say of time; read when a date, a role or a shared surname first asks for it.
    calendar: OnceCell<Calendar>,
    fingerprint: OnceCell<u128>,
}

/// The engine that scans.
pub(crate) enum Scanner {
    Words(Box<WordScan>),
    Letters(Box<LetterScan>),
}

impl Scanner {
    /// Whether the engine over words serves these options.
    pub fn is_of_words(options: &Options) -> bool {
        options.engine == Engine::Words && options.boundaries != Boundaries::None
    }

    /// Builds the engine.
    ///
    /// # Errors
    /// Where there are more names than it can number.
    pub fn new(compiled: &Compiled, options: &Options) -> Result<Self, Error> {
        let alphabet = compiled.fold.alphabet();
        Ok(if Self::is_of_words(options) {
            Self::Words(Box::new(WordScan::new(compiled, alphabet)))
        } else {
            Self::Letters(Box::new(LetterScan::new(compiled, alphabet)?))
        })
    }
}

impl Matcher {
    /// Compiles a gazetteer.
    ///
    /// # Errors
    /// Where its names use more letters than can be told apart.
    pub fn new(gazetteer: Arc<Gazetteer>, options: Options) -> Result<Self, Error> {
        let compiled = compile(gazetteer, options.profile)?;
        let scanner = Scanner::new(&compiled, &options)?;
        Ok(Self::of_parts(options, compiled, scanner, None))
    }

    /// A matcher of parts that fit together; `sum` is that of the model they were in.
    pub(crate) fn of_parts(mut options: Options, compiled: Compiled, scanner: Scanner, sum: Option<u128>) -> Self {
        let Compiled { fold, lexicon, .. } = compiled;
        // Inside words nothing tells where a name that no list has begins.
        options.resolve.unlisted &= options.boundaries != Boundaries::None;
        let fingerprint = sum.map_or_else(OnceCell::new, OnceCell::with_value);
        Self { options, fold, scanner, lexicon, calendar: OnceCell::new(), fingerprint }
    }

    /// Writes the matcher to a file, whole or not at all.
    ///
    /// # Errors
    /// Where the file cannot be written.
    pub fn save(&self, path: impl AsRef<Path>) -> Result<(), Error> {
        model::write(self, path.as_ref())
    }

    /// Reads a matcher from a file that [`Self::save`] wrote.
    ///
    /// # Errors
    /// Where the file cannot be read, is no model, was made by another format, or is damaged.
    pub fn load(path: impl AsRef<Path>) -> Result<Self, Error> {
        model::read(path.as_ref())
    }

    /// The same, with the file mapped: processes that map one file share its memory. The file must not be written to in
    /// place while it is mapped; replacing it by a rename, as [`Self::save`] does, is safe.
    ///
    /// # Errors
    /// As [`Self::load`].
    pub fn map(path: impl AsRef<Path>) -> Result<Self, Error> {
        model::map(path.as_ref())
    }

    /// The bytes that [`Self::save`] writes.
    ///
    /// # Errors
    /// None that a matcher can cause.
    pub fn to_bytes(&self) -> Result<Vec<u8>, Error> {
        model::to_bytes(self)
    }

    /// The matcher of such bytes.
    ///
    /// # Errors
    /// As [`Self::load`].
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, Error> {
        model::from_bytes(bytes)
    }

    /// A hash of all that the matcher is made of: the same for the same gazetteer and options, on every machine.
    ///
    /// # Errors
    /// None that a matcher can cause.
    pub fn fingerprint(&self) -> Result<String, Error> {
        let sum = self.fingerprint.get_or_try_init(|| model::sum(self))?;
        Ok(format!("{sum:032x}"))
    }

    pub(crate) fn scanner(&self) -> &Scanner {
        &self.scanner
    }

    /// What this matcher was made with.
    pub fn options(&self) -> &Options {
        &self.options
    }

    /// The compiled names.
    pub fn lexicon(&self) -> &Lexicon {
        &self.lexicon
    }

    /// The folding.
    pub fn folding(&self) -> &Fold {
        &self.fold
    }
}
