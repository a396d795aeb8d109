//! A list of names in the making: each name goes to the others of its id.

use std::hash::BuildHasher;

use foldhash::fast::RandomState;
use hashbrown::HashTable;
use once_cell::sync::OnceCell;

use super::names::{ById, NameList, Span, text};
use crate::entity::Label;
use crate::error::Error;

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
