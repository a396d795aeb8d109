//! A gazetteer as it lies in a model.
//!
//! A text speaks of a few records out of thousands. So each record lies apart, and is read when somebody first asks for it;
//! what a model says of all of them (their ids, in order) is a table. What stands beside the records is needed to compile
//! and to explain, and is read when it is asked for too.

use std::fmt;
use std::sync::Arc;

use bytemuck::{Pod, Zeroable};
use once_cell::sync::OnceCell;

use super::record::{Origin, Record};
use super::{Beside, Gazetteer, Institution};
use crate::column::Column;
use crate::column::file::{Reader, Writer, damaged};
use crate::entity::Label;
use crate::error::Error;

const RECORDS: u64 = 23;
const BOUNDS: u64 = 24;
const IDS: u64 = 25;
const LETTERS: u64 = 26;
const BESIDE: u64 = 27;
const INSTITUTIONS: u64 = 28;
const TIMED: u64 = 29;

/// An id and the record that has it, or has taken it in.
#[derive(Clone, Copy, Debug, Pod, Zeroable)]
#[repr(C)]
struct Id {
    /// Where its letters end; they begin where those of the id before it end.
    end: u32,
    record: u32,
}

/// The sections of a gazetteer, and what was read of them.
pub(crate) struct Saved {
    /// The records, one behind the other.
    records: Column<u8>,
    /// Where each begins, and where the last one ends.
    bounds: Column<u32>,
    /// In the order of their letters.
    ids: Column<Id>,
    letters: Column<u8>,
    /// Those that list offices or names of their time.
    timed: Column<u32>,
    beside: Column<u8>,
    institutions: usize,
    read: Box<[OnceCell<Arc<Record>>]>,
    all_read: OnceCell<Vec<Arc<Record>>>,
    beside_read: OnceCell<Beside>,
}

impl fmt::Debug for Saved {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Saved({} records)", self.len())
    }
}

impl Saved {
    /// How many records there are.
    pub fn len(&self) -> usize {
        self.read.len()
    }

    /// How many institutions there are.
    pub fn institutions(&self) -> usize {
        self.institutions
    }

    /// A record. One that cannot be read, which only a model can hold that somebody made up with the right sum, is empty.
    pub fn record(&self, index: usize) -> &Arc<Record> {
        self.read[index].get_or_init(|| {
            let bounds = &self.bounds.as_slice()[index..=index + 1];
            let bytes = &self.records.as_slice()[bounds[0] as usize..bounds[1] as usize];
            let record = postcard::from_bytes(bytes);
            Arc::new(record.unwrap_or_else(|_| Record::new("", Label::Org, "", Origin::default())))
        })
    }

    /// The indices of those that list offices or names of their time.
    pub fn timed(&self) -> &[u32] {
        self.timed.as_slice()
    }

    /// All records.
    pub fn records(&self) -> &[Arc<Record>] {
        self.all_read.get_or_init(|| (0..self.len()).map(|index| self.record(index).clone()).collect())
    }

    /// What stands beside the records.
    pub(super) fn beside(&self) -> &Beside {
        self.beside_read.get_or_init(|| {
            let mut beside: Beside = postcard::from_bytes(self.beside.as_slice()).unwrap_or_default();
            // As many as the model says, whatever it holds: heads name them by their numbers.
            beside.institutions.resize(self.institutions, Institution::default());
            beside
        })
    }

    /// The letters of the id at a place in their order.
    fn id(&self, place: usize) -> &[u8] {
        let ids = self.ids.as_slice();
        let start = place.checked_sub(1).map_or(0, |before| ids[before].end);
        &self.letters.as_slice()[start as usize..ids[place].end as usize]
    }

    /// The record with this id, or into which it was merged.
    pub fn position(&self, id: &str) -> Option<u32> {
        let (mut low, mut high) = (0, self.ids.as_slice().len());
        while low < high {
            let middle = low + (high - low) / 2;
            match self.id(middle).cmp(id.as_bytes()) {
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Greater => high = middle,
                std::cmp::Ordering::Equal => return Some(self.ids.as_slice()[middle].record),
            }
        }
        None
    }

    /// Adds a gazetteer to a model.
    pub fn save(gazetteer: &Gazetteer, model: &mut Writer) -> Result<(), Error> {
        let too_large =
            || Error::data("the records are longer than four gigabytes in all; make several matchers of them");
        let end = |len: usize| u32::try_from(len).map_err(|_| too_large());
        let (mut records, mut bounds, mut timed) = (Vec::new(), vec![0], Vec::new());
        let mut ids: Vec<(&str, u32)> = Vec::new();
        for (record, index) in gazetteer.records().iter().zip(0..) {
            records = postcard::to_extend(&**record, records).map_err(|error| {
                Error::data(format!("the record {:?} cannot be put into a model: {error}", record.id))
            })?;
            bounds.push(end(records.len())?);
            timed.extend(record.is_timed().then_some(index));
            ids.extend(std::iter::once(&record.id).chain(&record.merged).map(|id| (id.as_str(), index)));
        }
        ids.sort_unstable();
        let (mut letters, mut table) = (Vec::new(), Vec::with_capacity(ids.len()));
        for (id, record) in ids {
            letters.extend_from_slice(id.as_bytes());
            table.push(Id { end: end(letters.len())?, record });
        }
        model.table(RECORDS, &records.into());
        model.table(BOUNDS, &bounds.into());
        model.table(IDS, &table.into());
        model.table(LETTERS, &letters.into());
        model.table(TIMED, &timed.into());
        model.value(BESIDE, gazetteer.beside())?;
        model.value(INSTITUTIONS, &(gazetteer.institution_count() as u32))
    }

    /// Takes a gazetteer from a model. Every number in its tables is checked, and that each id is there once.
    pub fn load(model: &Reader) -> Result<Self, Error> {
        let bounds: Column<u32> = model.table(BOUNDS)?;
        let institutions: u32 = model.value(INSTITUTIONS)?;
        let beside: Column<u8> = model.table(BESIDE)?;
        let len = bounds.as_slice().len().checked_sub(1).ok_or_else(damaged)?;
        let saved = Self {
            records: model.table(RECORDS)?,
            bounds,
            ids: model.table(IDS)?,
            letters: model.table(LETTERS)?,
            timed: model.table(TIMED)?,
            // Each takes more than a byte.
            institutions: usize::try_from(institutions)
                .ok()
                .filter(|&count| count <= beside.as_slice().len())
                .ok_or_else(damaged)?,
            beside,
            read: vec![OnceCell::new(); len].into(),
            all_read: OnceCell::new(),
            beside_read: OnceCell::new(),
        };
        if saved.holds_together() { Ok(saved) } else { Err(damaged()) }
    }

    fn holds_together(&self) -> bool {
        let (bounds, ids, letters) = (self.bounds.as_slice(), self.ids.as_slice(), self.letters.as_slice().len());
        bounds.is_sorted()
            && bounds.first() == Some(&0)
            && bounds.last().is_some_and(|&end| end as usize == self.records.as_slice().len())
            && u32::try_from(self.len()).is_ok()
            && ids.is_sorted_by_key(|id| id.end)
            && ids.last().map_or(0, |last| last.end as usize) == letters
            && ids.iter().all(|id| (id.record as usize) < self.len())
            && self.timed().iter().all(|&record| (record as usize) < self.len())
            && (1..ids.len()).all(|place| self.id(place - 1) < self.id(place))
    }
}
