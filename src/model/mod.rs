//! A matcher as a file: compiled once, loaded in no time.
//!
//! A model holds all that a matcher is made of: its options, the letters that its names use, the tables of the scan as they
//! are in memory, what the names mean, and the gazetteer itself. It is read into memory ([`read`]) or mapped ([`map`]),
//! which lets several processes share one copy; either way it is checked as a whole before anything in it is believed.

mod bytes;
mod mapped;

use std::collections::HashSet;
use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::column::Held;
use crate::column::file::{Reader, Writer, damaged, sum_of};
use crate::compile::{Compiled, Lexicon, lean};
use crate::entity::Label;
use crate::error::{Error, ErrorKind};
use crate::fold::{Fold, Profile};
use crate::gazetteer::{Gazetteer, NameList, Saved};
use crate::matcher::{Engine, Matcher, Options, Scanner};
use crate::resolve::{self, Overlaps};
use crate::scan::Boundaries;
use crate::scan::words::WordScan;
use bytes::Aligned;

const SETTINGS: u64 = 20;

/// The options, by the names that users write, and the letters of the alphabet.
#[derive(Serialize, Deserialize)]
struct Settings {
    profile: String,
    boundaries: String,
    overlaps: String,
    letters_engine: bool,
    labels: Option<Vec<Label>>,
    evidence: bool,
    roles: bool,
    unlisted: bool,
    letters: Vec<char>,
    /// Whether the gazetteer is a list of names, which lies in tables of its own.
    listed: bool,
}

impl Settings {
    fn of(matcher: &Matcher) -> Self {
        let options = matcher.options();
        let mut labels: Option<Vec<Label>> =
            options.resolve.labels.as_ref().map(|labels| labels.iter().cloned().collect());
        if let Some(labels) = &mut labels {
            labels.sort();
        }
        Self {
            profile: Profile::NAMES[options.profile as usize].to_owned(),
            boundaries: Boundaries::NAMES[options.boundaries as usize].to_owned(),
            overlaps: Overlaps::NAMES[options.resolve.overlaps as usize].to_owned(),
            letters_engine: options.engine == Engine::Letters,
            labels,
            evidence: options.resolve.evidence,
            roles: options.resolve.roles,
            unlisted: options.resolve.unlisted,
            letters: matcher.folding().alphabet().all_letters().collect(),
            listed: matcher.lexicon().lean().is_some(),
        }
    }

    fn options(&self) -> Option<Options> {
        let resolve = resolve::Options {
            overlaps: Overlaps::named(&self.overlaps)?,
            labels: self.labels.as_ref().map(|labels| labels.iter().cloned().collect::<HashSet<_>>()),
            evidence: self.evidence,
            roles: self.roles,
            unlisted: self.unlisted,
            ..resolve::Options::default()
        };
        Some(Options {
            profile: Profile::named(&self.profile)?,
            boundaries: Boundaries::named(&self.boundaries)?,
            engine: if self.letters_engine { Engine::Letters } else { Engine::Words },
            resolve,
        })
    }
}

/// The bytes of a model.
///
/// # Errors
/// Where the matcher cannot be put into one, which is a bug.
pub(crate) fn to_bytes(matcher: &Matcher) -> Result<Vec<u8>, Error> {
    let mut model = Writer::default();
    model.value(SETTINGS, &Settings::of(matcher))?;
    let (lexicon, gazetteer) = (matcher.lexicon(), matcher.lexicon().gazetteer());
    if let (Some(lean), Some(list)) = (lexicon.lean(), gazetteer.list()) {
        list.save(&mut model)?;
        lean.save(&mut model);
    } else {
        Saved::save(gazetteer, &mut model)?;
        lexicon.save(&mut model)?;
    }
    if let Scanner::Words(scan) = matcher.scanner() {
        scan.save(&mut model)?;
    }
    Ok(model.finish())
}

/// A number that is different for different models.
///
/// # Errors
/// As [`to_bytes`].
pub(crate) fn sum(matcher: &Matcher) -> Result<u128, Error> {
    sum_of(&to_bytes(matcher)?).ok_or_else(damaged)
}

/// The matcher of a model.
fn from_held(bytes: Arc<dyn Held>) -> Result<Matcher, Error> {
    let model = Reader::new(bytes)?;
    let settings: Settings = model.value(SETTINGS)?;
    let options = settings.options().ok_or_else(damaged)?;
    let letters = settings.letters.iter().copied().collect();
    let fold = Arc::new(Fold::of_letters(options.profile, letters)?);
    let compiled = if settings.listed {
        let gazetteer = Arc::new(Gazetteer::of_list(NameList::load(&model)?));
        if Scanner::is_of_words(&options) {
            let lexicon = lean::load(&model, gazetteer, fold.clone())?;
            Compiled { fold, lexicon, letters: None }
        } else {
            // The engine over letters is built anew, and needs the letters.
            lean::compile(gazetteer, fold)?
        }
    } else {
        let gazetteer = Gazetteer::of_saved(Saved::load(&model)?);
        let lexicon = Lexicon::load(&model, Arc::new(gazetteer), fold.alphabet())?;
        Compiled { fold, lexicon, letters: None }
    };
    let scanner = if Scanner::is_of_words(&options) {
        let surfaces = compiled.lexicon.len();
        Scanner::Words(Box::new(WordScan::load(&model, compiled.fold.alphabet(), surfaces)?))
    } else {
        Scanner::new(&compiled, &options)?
    };
    Ok(Matcher::of_parts(options, compiled, scanner, Some(model.sum())))
}

/// The matcher whose model these bytes are.
///
/// # Errors
/// Where they are none, or a damaged one.
pub(crate) fn from_bytes(bytes: &[u8]) -> Result<Matcher, Error> {
    from_held(Arc::new(Aligned::of(bytes)))
}

/// Writes a model, whole or not at all: it takes the place of an older one when it is complete.
///
/// # Errors
/// Where the file cannot be written.
pub(crate) fn write(matcher: &Matcher, path: &Path) -> Result<(), Error> {
    let bytes = to_bytes(matcher)?;
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(format!(".{}.part", std::process::id()));
    let part = path.with_file_name(name);
    let written = fs::File::create(&part)
        .and_then(|mut file| file.write_all(&bytes).and_then(|()| file.sync_all()))
        .and_then(|()| fs::rename(&part, path));
    written.map_err(|error| {
        // What was begun is of no use to anybody; that it cannot be taken away either changes nothing.
        let _ = fs::remove_file(&part);
        Error::file(path, error)
    })
}

/// Reads a model into memory.
///
/// # Errors
/// Where the file cannot be read, is no model, or is damaged.
pub(crate) fn read(path: &Path) -> Result<Matcher, Error> {
    let bytes = Aligned::read(path).map_err(|error| Error::file(path, error))?;
    from_held(Arc::new(bytes)).map_err(|error| at(path, error))
}

/// Maps a model, so that the processes of a machine share it. The file must not be written to while it is mapped; replace it
/// by another with a rename, as [`write`] does.
///
/// # Errors
/// As [`read`].
pub(crate) fn map(path: &Path) -> Result<Matcher, Error> {
    let bytes = mapped::map(path).map_err(|error| Error::file(path, error))?;
    from_held(Arc::new(bytes)).map_err(|error| at(path, error))
}

/// An error about a file's contents, with its name.
fn at(path: &Path, error: Error) -> Error {
    match error.kind() {
        ErrorKind::Data(message) => Error::data(format!("{}: {message}", path.display())),
        _ => error,
    }
}
