//! What can go wrong, in words that say where and what to do.
//!
//! A text never fails (but for one longer than positions can count); data does. A gazetteer's errors are a list of
//! [`Defect`]s, all that were found and not only the first.

use std::fmt;
use std::path::PathBuf;

/// One thing wrong with a gazetteer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Defect {
    /// The file, or a name for what stands in for one (`names`).
    pub file: String,
    /// Line in that file, from 1; 0 where there is none.
    pub line: usize,
    /// The field, as a path (`positions[2].start`); empty where it is the whole line.
    pub field: String,
    /// The value as found, shortened.
    pub value: String,
    /// What is wrong.
    pub problem: String,
    /// What to do about it.
    pub remedy: String,
}

impl fmt::Display for Defect {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.file)?;
        if self.line > 0 {
            write!(f, ":{}", self.line)?;
        }
        write!(f, ": ")?;
        if !self.field.is_empty() {
            write!(f, "{}: ", self.field)?;
        }
        write!(f, "{}", self.problem)?;
        if !self.value.is_empty() {
            write!(f, " (found {})", self.value)?;
        }
        write!(f, "; {}", self.remedy)
    }
}

/// What went wrong.
#[derive(Debug)]
pub enum ErrorKind {
    /// The gazetteer has defects; each names its place and its remedy.
    Gazetteer(Vec<Defect>),
    /// A file could not be opened or read.
    File(PathBuf, std::io::Error),
    /// An argument has a value that is not allowed.
    Argument(String),
    /// A text longer than positions can count.
    TextTooLong(usize),
    /// Data from elsewhere that is not what it claims to be.
    Data(String),
    /// The caller ended the work.
    Interrupted,
}

/// Any error of this crate.
#[derive(Debug)]
pub struct Error(Box<ErrorKind>);

impl Error {
    /// What went wrong.
    pub fn kind(&self) -> &ErrorKind {
        &self.0
    }

    pub(crate) fn gazetteer(defects: Vec<Defect>) -> Self {
        Self(Box::new(ErrorKind::Gazetteer(defects)))
    }

    pub(crate) fn file(path: impl Into<PathBuf>, error: std::io::Error) -> Self {
        Self(Box::new(ErrorKind::File(path.into(), error)))
    }

    pub(crate) fn argument(message: impl Into<String>) -> Self {
        Self(Box::new(ErrorKind::Argument(message.into())))
    }

    #[cfg_attr(not(feature = "arrow"), allow(dead_code))]
    pub(crate) fn data(message: impl Into<String>) -> Self {
        Self(Box::new(ErrorKind::Data(message.into())))
    }

    pub(crate) fn interrupted() -> Self {
        Self(Box::new(ErrorKind::Interrupted))
    }

    pub(crate) fn text_too_long(len: usize) -> Self {
        Self(Box::new(ErrorKind::TextTooLong(len)))
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.kind() {
            ErrorKind::Gazetteer(defects) => {
                let plural = if defects.len() == 1 { "" } else { "s" };
                write!(f, "the gazetteer has {} defect{plural}", defects.len())?;
                for defect in defects {
                    write!(f, "\n  {defect}")?;
                }
                Ok(())
            }
            ErrorKind::File(path, error) => write!(f, "{}: {error}", path.display()),
            ErrorKind::Argument(message) | ErrorKind::Data(message) => f.write_str(message),
            ErrorKind::Interrupted => f.write_str("the work was ended before it was done"),
            ErrorKind::TextTooLong(len) => {
                write!(f, "the text has {len} units, more than 4294967295 can be counted; cut it into parts")
            }
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self.kind() {
            ErrorKind::File(_, error) => Some(error),
            _ => None,
        }
    }
}

/// The nearest of `known` to a word that is not among them, if one is near enough to be meant.
pub(crate) fn nearest<'a>(word: &str, known: &[&'a str]) -> Option<&'a str> {
    known
        .iter()
        .map(|&candidate| (strsim::normalized_damerau_levenshtein(word, candidate), candidate))
        .filter(|(likeness, _)| *likeness >= 0.4)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, candidate)| candidate)
}

/// What to write instead of a word that is not one of `known`: the nearest one, and all.
pub(crate) fn one_of(word: &str, known: &[&str]) -> String {
    match nearest(word, known) {
        Some(near) => format!("did you mean {near:?}? Known: {}", known.join(", ")),
        None => format!("use one of {}", known.join(", ")),
    }
}
