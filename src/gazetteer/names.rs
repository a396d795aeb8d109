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
struct Span {
    start: u32,
    len: u32,
}

/// Names and their ids, all of one label. Several names may share an id: they are one record's, in the order of the list.
#[derive(Clone)]
pub(crate) struct NameList {
    label: Label,
    letters: Column<u8>,
    /// Record by record.
    names: Column<Span>,
    /// The id of each record; empty where the first name of each is its id.
    ids: Column<Span>,
    /// The first name of each record, and behind the last one how many there are; empty where each record has one name.
    first: Column<u32>,
    by_id: OnceCell<ById>,
}

/// Records by their ids.
#[derive(Clone, Default)]
struct ById {
    hasher: RandomState,
    records: HashTable<u32>,
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
fn text(letters: &[u8], span: Span) -> &str {
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

/// A list being made.
pub(super) struct Listing {
    letters: Vec<u8>,
    names: Vec<Span>,
    /// The record of each name.
    owners: Vec<u32>,
    ids: Vec<Span>,
    /// Whether the first name of each record is its id.
    named_by_id: bool,
    by_id: ById,
}

impl Listing {
    /// An empty list with room for some names.
    pub fn with_room(names: usize, bytes: usize) -> Self {
        let records = HashTable::with_capacity(names);
        Self {
            letters: Vec::with_capacity(bytes),
            names: Vec::with_capacity(names),
            owners: Vec::with_capacity(names),
            ids: Vec::with_capacity(names),
            named_by_id: true,
            by_id: ById { hasher: RandomState::default(), records },
        }
    }

    fn put(&mut self, text: &str) -> Span {
        let start = self.letters.len();
        self.letters.extend_from_slice(text.as_bytes());
        Span { start: start as u32, len: text.len() as u32 }
    }

    /// Adds a name.
    ///
    /// # Errors
    /// Where the names are longer in all than can be counted.
    pub fn add(&mut self, name: &str, id: &str) -> Result<(), Error> {
        if u32::try_from(self.letters.len() + name.len() + id.len()).is_err() {
            return Err(Error::argument("the names are longer than four gigabytes in all; make several lists of them"));
        }
        let hash = self.by_id.hasher.hash_one(id);
        let is_it = |&record: &u32| text(&self.letters, self.ids[record as usize]) == id;
        let Some(&owner) = self.by_id.records.find(hash, is_it) else {
            let record = self.ids.len() as u32;
            let (ids, letters, hasher) = (&self.ids, &self.letters, &self.by_id.hasher);
            let of_record = |&record: &u32| hasher.hash_one(text(letters, ids[record as usize]));
            self.by_id.records.insert_unique(hash, record, of_record);
            let span = self.put(name);
            self.names.push(span);
            self.owners.push(record);
            self.named_by_id &= name == id;
            let id = if name == id { span } else { self.put(id) };
            self.ids.push(id);
            return Ok(());
        };
        // The name that is its own id was listed already where its record's first name is its id.
        if name == id && self.named_by_id {
            return Ok(());
        }
        let span = self.put(name);
        self.names.push(span);
        self.owners.push(owner);
        Ok(())
    }

    /// The list; a name that stands twice under one id says nothing new the second time.
    pub fn finish(self, label: Label) -> NameList {
        let Self { letters, mut names, owners, ids, named_by_id, by_id } = self;
        let mut first = Vec::new();
        if names.len() > ids.len() {
            (names, first) = by_record(&letters, &names, &owners, ids.len());
            if first.len() == names.len() + 1 {
                first.clear();
            }
        }
        let ids = if named_by_id { Vec::new() } else { ids };
        NameList {
            label,
            letters: letters.into(),
            names: names.into(),
            ids: ids.into(),
            first: first.into(),
            by_id: OnceCell::with_value(by_id),
        }
    }
}

/// The names record by record, each once, and where those of each record begin.
fn by_record(letters: &[u8], names: &[Span], owners: &[u32], records: usize) -> (Vec<Span>, Vec<u32>) {
    let mut next = vec![0_u32; records + 1];
    for &owner in owners {
        next[owner as usize + 1] += 1;
    }
    for at in 0..records {
        next[at + 1] += next[at];
    }
    let bounds = next.clone();
    let mut sorted = vec![Span::default(); names.len()];
    for (&span, &owner) in names.iter().zip(owners) {
        let place = &mut next[owner as usize];
        sorted[*place as usize] = span;
        *place += 1;
    }
    let (mut kept, mut first) = (Vec::with_capacity(names.len()), vec![0]);
    for bounds in bounds.windows(2) {
        let own = &sorted[bounds[0] as usize..bounds[1] as usize];
        if let [one] = own {
            kept.push(*one);
        } else {
            let mut seen = foldhash::HashSet::default();
            kept.extend(own.iter().filter(|&&span| seen.insert(text(letters, span))));
        }
        first.push(kept.len() as u32);
    }
    (kept, first)
}

#[cfg(test)]
mod tests {
    use super::Listing;
    use crate::entity::Label;

    fn list(names: &[(&str, &str)]) -> Vec<(String, Vec<String>)> {
        let mut listing = Listing::with_room(0, 0);
        for (name, id) in names {
            listing.add(name, id).unwrap();
        }
        let list = listing.finish(Label::Org);
        for record in 0..list.len() {
            assert_eq!(list.position(list.id(record)), Some(record as u32));
            assert_eq!(list.clone().names(record).next(), Some(list.name(record)));
        }
        assert_eq!(list.position("none"), None);
        let names = |record| list.names(record).map(str::to_owned).collect();
        (0..list.len()).map(|record| (list.id(record).to_owned(), names(record))).collect()
    }

    fn record(id: &str, names: &[&str]) -> (String, Vec<String>) {
        (id.to_owned(), names.iter().map(|&name| name.to_owned()).collect())
    }

    #[test]
    fn names_are_gathered_under_their_ids() {
        let names = [("a", "1"), ("b", "2"), ("c", "1"), ("a", "1"), ("a", "2"), ("2", "2")];
        assert_eq!(list(&names), [record("1", &["a", "c"]), record("2", &["b", "a", "2"])]);
    }

    #[test]
    fn names_may_be_their_own_ids() {
        assert_eq!(list(&[("a", "a"), ("b", "b"), ("a", "a")]), [record("a", &["a"]), record("b", &["b"])]);
        assert_eq!(list(&[("a", "a"), ("b", "a"), ("a", "a")]), [record("a", &["a", "b"])]);
        assert_eq!(list(&[("b", "a"), ("a", "a"), ("a", "a")]), [record("a", &["b", "a"])]);
        assert_eq!(list(&[("a", "a"), ("b", "c"), ("a", "a")]), [record("a", &["a"]), record("c", &["b"])]);
        assert_eq!(list(&[]), []);
    }
}
