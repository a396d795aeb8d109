//! Lists of names as they are: all their letters in one place, and where each name and each id lies in them.
//!
//! A list may be long, and next to nothing is ever asked of most of its names. So a name is not a [`Record`] with its many
//! fields but eight bytes that say where its letters are; records are made of them when somebody asks for one.

use std::fmt;
use std::hash::BuildHasher;
use std::ops::Range;
use std::sync::Arc;

use bytemuck::{Pod, Zeroable};
use foldhash::fast::RandomState;
use hashbrown::HashTable;
use once_cell::sync::OnceCell;

use super::record::{Name, Origin, Record};
use crate::column::Column;
use crate::column::file::{Reader, Writer, damaged};
use crate::entity::{Kind, Label};
use crate::error::Error;

const LABEL: u64 = 30;
const LETTERS: u64 = 31;
const NAMES: u64 = 32;
const IDS: u64 = 33;
const FIRST: u64 = 34;

/// Where a name or an id lies among the letters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Pod, Zeroable)]
#[repr(C)]
pub(super) struct Span {
    pub start: u32,
    pub len: u32,
}

/// Names and their ids, all of one label. Several names may share an id: they are one record's, in the order of the list.
#[derive(Clone)]
pub(crate) struct NameList {
    pub(super) label: Label,
    pub(super) letters: Column<u8>,
    /// Record by record.
    pub(super) names: Column<Span>,
    /// The id of each record; empty where the first name of each is its id.
    pub(super) ids: Column<Span>,
    /// The first name of each record, and behind the last one how many there are; empty where each record has one name.
    pub(super) first: Column<u32>,
    pub(super) by_id: OnceCell<ById>,
}

/// Records by their ids.
#[derive(Clone, Default)]
pub(super) struct ById {
    pub hasher: RandomState,
    pub records: HashTable<u32>,
}

impl fmt::Debug for NameList {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "NameList({} names)", self.names.as_slice().len())
    }
}

/// The letters of a span.
fn bytes(letters: &[u8], span: Span) -> &[u8] {
    letters.get(span.start as usize..span.start as usize + span.len as usize).unwrap_or_default()
}

/// The same as text. What came out of a model is text for all that is known, and is looked at when it is read.
pub(super) fn text(letters: &[u8], span: Span) -> &str {
    std::str::from_utf8(bytes(letters, span)).unwrap_or_default()
}

impl NameList {
    /// How many records there are.
    pub fn len(&self) -> usize {
        match self.first.as_slice() {
            [] => self.names.as_slice().len(),
            first => first.len() - 1,
        }
    }

    /// The label of all names.
    pub fn label(&self) -> &Label {
        &self.label
    }

    /// The names of a record, by their places.
    fn places(&self, record: usize) -> Range<usize> {
        match self.first.as_slice() {
            [] => record..record + 1,
            first => first[record] as usize..first[record + 1] as usize,
        }
    }

    /// The names of a record.
    pub fn names(&self, record: usize) -> impl Iterator<Item = &str> {
        let letters = self.letters.as_slice();
        self.names.as_slice()[self.places(record)].iter().map(|&span| text(letters, span))
    }

    /// The first name of a record.
    pub fn name(&self, record: usize) -> &str {
        text(self.letters.as_slice(), self.names.as_slice()[self.places(record).start])
    }

    /// The id of a record in UTF-8, which is yet to be looked at.
    #[cfg(feature = "arrow")]
    pub fn id_bytes(&self, record: usize) -> &[u8] {
        let span = match self.ids.as_slice() {
            [] => self.names.as_slice()[self.places(record).start],
            ids => ids[record],
        };
        bytes(self.letters.as_slice(), span)
    }

    /// The id of a record.
    pub fn id(&self, record: usize) -> &str {
        match self.ids.as_slice() {
            [] => self.name(record),
            ids => text(self.letters.as_slice(), ids[record]),
        }
    }

    /// Whether every record has one name, which is its id.
    #[cfg(feature = "arrow")]
    pub fn is_its_own_ids(&self) -> bool {
        self.ids.as_slice().is_empty()
    }

    /// The record with this id.
    pub fn position(&self, id: &str) -> Option<u32> {
        let ById { hasher, records } = self.by_id.get_or_init(|| {
            let mut known = ById::default();
            known.records.reserve(self.len(), |_| 0);
            for record in 0..self.len() {
                let hash = known.hasher.hash_one(self.id(record));
                let of_record = |&record: &u32| known.hasher.hash_one(self.id(record as usize));
                known.records.insert_unique(hash, record as u32, of_record);
            }
            known
        });
        records.find(hasher.hash_one(id), |&record| self.id(record as usize) == id).copied()
    }

    /// Every letter and sign that the names use, each once.
    pub fn alphabet(&self) -> String {
        let mut used = vec![false; 0x11_0000];
        for &span in self.names.as_slice() {
            text(self.letters.as_slice(), span).chars().for_each(|letter| used[letter as usize] = true);
        }
        ('\0'..=char::MAX).filter(|&letter| used[letter as usize]).collect()
    }

    /// All records.
    pub fn records(&self) -> Vec<Arc<Record>> {
        let origin = origin();
        let record = |at: usize| {
            let mut record = Record::new(self.id(at), self.label.clone(), self.name(at), origin.clone());
            record.verbatim = true;
            let (kind, weak, from, to) = (Kind::Full, false, None, None);
            let name = |text: &str| Name { text: text.to_owned(), kind, weak, from, to, cues: Vec::new() };
            record.names = self.names(at).map(name).collect();
            Arc::new(record)
        };
        (0..self.len()).map(record).collect()
    }

    /// Adds the list to a model.
    pub fn save(&self, model: &mut Writer) -> Result<(), Error> {
        model.value(LABEL, &self.label)?;
        model.table(LETTERS, &self.letters);
        model.table(NAMES, &self.names);
        model.table(IDS, &self.ids);
        model.table(FIRST, &self.first);
        Ok(())
    }

    /// Takes the list from a model. Every number in it is checked.
    pub fn load(model: &Reader) -> Result<Self, Error> {
        let list = Self {
            label: model.value(LABEL)?,
            letters: model.table(LETTERS)?,
            names: model.table(NAMES)?,
            ids: model.table(IDS)?,
            first: model.table(FIRST)?,
            by_id: OnceCell::new(),
        };
        if list.holds_together() { Ok(list) } else { Err(damaged()) }
    }

    /// Whether no number leads outside.
    fn holds_together(&self) -> bool {
        let (names, ids, first) = (self.names.as_slice(), self.ids.as_slice(), self.first.as_slice());
        let letters = self.letters.as_slice().len() as u64;
        let furthest = |spans: &[Span]| spans.iter().map(|span| u64::from(span.start) + u64::from(span.len)).max();
        let is_counted = first.is_empty()
            || first[0] == 0
                && first.last().is_some_and(|&all| all as usize == names.len())
                && first.is_sorted_by(|one, next| one < next);
        is_counted
            && furthest(names).is_none_or(|end| end <= letters)
            && furthest(ids).is_none_or(|end| end <= letters)
            && u32::try_from(names.len()).is_ok()
            && (ids.is_empty() || ids.len() == self.len())
    }
}

/// Where names come from that were in no file.
pub(super) fn origin() -> Origin {
    Origin { file: Arc::from("names"), line: 0 }
}
