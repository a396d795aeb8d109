//! Sections in a file: a few plain numbers first, then sections that begin where any table may begin.
//!
//! ```text
//!  0  "SCO-NER\n"
//!  8  version of the format            u32
//! 12  how many sections there are      u32
//! 16  XXH3-128 of all that follows     16 bytes
//! 32  length of the whole file         u64
//! 40  for each section: tag u64, first byte u64, length u64
//!     the sections, each at a multiple of 64
//! ```
//!
//! All numbers are little-endian. A file is taken only if it has the length that it says and the sum that it says, so that
//! one cut short or damaged is an error and never a wrong answer.

use std::ops::Range;
use std::sync::Arc;

use bytemuck::{CheckedBitPattern, NoUninit, Pod};
use serde::Serialize;
use serde::de::DeserializeOwned;
use xxhash_rust::xxh3::xxh3_128;

use super::{Column, Held};
use crate::error::Error;

const MAGIC: &[u8; 8] = b"SCO-NER\n";
/// Raised when what is in a section, or what it means, changes.
const VERSION: u32 = 13;
const SUM: Range<usize> = 16..32;
const BODY: usize = 32;
const TABLE: usize = 40;
const ENTRY: usize = 24;
const ALIGNED: usize = 64;

/// A file being put together.
#[derive(Default)]
pub(crate) struct Writer {
    sections: Vec<(u64, Vec<u8>)>,
}

impl Writer {
    /// Adds a table.
    pub fn table<T: Pod>(&mut self, tag: u64, table: &Column<T>) {
        self.sections.push((tag, bytemuck::cast_slice(table.as_slice()).to_vec()));
    }

    /// Adds rows that are copied when they are read.
    pub fn rows<T: NoUninit>(&mut self, tag: u64, rows: &[T]) {
        self.sections.push((tag, bytemuck::cast_slice(rows).to_vec()));
    }

    /// Adds anything else.
    pub fn value<T: Serialize>(&mut self, tag: u64, value: &T) -> Result<(), Error> {
        let bytes = postcard::to_stdvec(value)
            .map_err(|error| Error::data(format!("the matcher cannot be put into a model: {error}")))?;
        self.sections.push((tag, bytes));
        Ok(())
    }

    /// The whole file.
    pub fn finish(self) -> Vec<u8> {
        let room: usize = self.sections.iter().map(|(_, section)| section.len() + ALIGNED).sum();
        let mut bytes = Vec::with_capacity(TABLE + ENTRY * self.sections.len() + room);
        bytes.resize(TABLE + ENTRY * self.sections.len(), 0);
        for (index, (tag, section)) in self.sections.iter().enumerate() {
            bytes.resize(bytes.len().next_multiple_of(ALIGNED), 0);
            let numbers = [*tag, bytes.len() as u64, section.len() as u64];
            for (place, number) in numbers.into_iter().enumerate() {
                let at = TABLE + ENTRY * index + 8 * place;
                bytes[at..at + 8].copy_from_slice(&number.to_le_bytes());
            }
            bytes.extend_from_slice(section);
        }
        let len = bytes.len() as u64;
        bytes[..8].copy_from_slice(MAGIC);
        bytes[8..12].copy_from_slice(&VERSION.to_le_bytes());
        bytes[12..16].copy_from_slice(&(self.sections.len() as u32).to_le_bytes());
        bytes[BODY..TABLE].copy_from_slice(&len.to_le_bytes());
        let sum = xxh3_128(&bytes[BODY..]);
        bytes[SUM].copy_from_slice(&sum.to_le_bytes());
        bytes
    }
}

/// The sum that a file says it has.
pub(crate) fn sum_of(bytes: &[u8]) -> Option<u128> {
    bytes.get(SUM).and_then(|sum| sum.try_into().ok()).map(u128::from_le_bytes)
}

/// A file that is whole.
pub(crate) struct Reader {
    bytes: Arc<dyn Held>,
    sections: Vec<(u64, Range<usize>)>,
    sum: u128,
}

impl Reader {
    /// Checks a file as a whole. The error says what is wrong with it.
    pub fn new(held: Arc<dyn Held>) -> Result<Self, Error> {
        if cfg!(target_endian = "big") {
            return Err(Error::data("models are for little-endian machines; compile the gazetteer here instead"));
        }
        let bytes = (*held).as_ref();
        let number = |at: usize| bytes.get(at..at + 8).and_then(|part| part.try_into().ok()).map(u64::from_le_bytes);
        let half = |at: usize| bytes.get(at..at + 4).and_then(|part| part.try_into().ok()).map(u32::from_le_bytes);
        if bytes.get(..8) != Some(MAGIC.as_slice()) {
            return Err(Error::data("it is no model of sco_ner; make one with Matcher.save"));
        }
        let (Some(version), Some(count), Some(len)) = (half(8), half(12), number(BODY)) else { return Err(short()) };
        if version != VERSION {
            return Err(Error::data(format!(
                "it is a model of format {version}, and this release reads format {VERSION}; make it anew with Matcher.save"
            )));
        }
        if len != bytes.len() as u64 {
            return Err(short());
        }
        let said = bytes[SUM].try_into().map(u128::from_le_bytes).map_err(|_| short())?;
        if xxh3_128(&bytes[BODY..]) != said {
            return Err(damaged());
        }
        let mut sections = Vec::new();
        for index in 0..count as usize {
            let at = TABLE + ENTRY * index;
            let (Some(tag), Some(first), Some(len)) = (number(at), number(at + 8), number(at + 16)) else {
                return Err(damaged());
            };
            let range = usize::try_from(first)
                .ok()
                .zip(usize::try_from(len).ok())
                .and_then(|(first, len)| Some(first..first.checked_add(len)?));
            // The number of sections is not in the sum: what is behind the last one is no section.
            let table = TABLE + ENTRY * count as usize;
            let is_section = |range: &Range<usize>| tag != 0 && table <= range.start && range.end <= bytes.len();
            sections.push((tag, range.filter(is_section).ok_or_else(damaged)?));
        }
        Ok(Self { bytes: held, sections, sum: said })
    }

    /// A number that is different for different files.
    pub fn sum(&self) -> u128 {
        self.sum
    }

    fn range(&self, tag: u64) -> Result<Range<usize>, Error> {
        let found = self.sections.iter().find(|(known, _)| *known == tag);
        found.map(|(_, range)| range.clone()).ok_or_else(damaged)
    }

    /// A table, where it lies.
    pub fn table<T: Pod>(&self, tag: u64) -> Result<Column<T>, Error> {
        Column::part(&self.bytes, self.range(tag)?).ok_or_else(damaged)
    }

    /// Rows, copied; whether what is no plain number in them is what it says is checked.
    pub fn rows<T: CheckedBitPattern>(&self, tag: u64) -> Result<Vec<T>, Error> {
        let bytes = &(*self.bytes).as_ref()[self.range(tag)?];
        bytemuck::checked::try_cast_slice(bytes).map(<[T]>::to_vec).map_err(|_| damaged())
    }

    /// Anything else.
    pub fn value<T: DeserializeOwned>(&self, tag: u64) -> Result<T, Error> {
        let range = self.range(tag)?;
        postcard::from_bytes(&(*self.bytes).as_ref()[range]).map_err(|_| damaged())
    }
}

fn short() -> Error {
    Error::data("the model is not whole: it was cut short, or is still being written; make it anew with Matcher.save")
}

/// What a model is that does not hold together.
pub(crate) fn damaged() -> Error {
    Error::data("the model is damaged: what it holds does not fit together; make it anew with Matcher.save")
}
