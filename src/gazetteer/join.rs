//! Gazetteers from gazetteers: records added, overridden, taken out. Records themselves are shared, not copied.

use std::collections::HashSet;
use std::sync::Arc;

use super::record::Origin;
use super::{Gazetteer, Record};
use crate::error::{Defect, Error, nearest};

impl Gazetteer {
    /// This gazetteer and all of another: its records, institutions, stop names, cues, words, word lists, roles and
    /// spellings.
    ///
    /// # Errors
    /// With every id (of institutions: key) that both have, unless the other is to override this one.
    pub fn with_added(&self, other: &Self, overriding: bool) -> Result<Self, Error> {
        let mut joined = self.with_records(other.records().iter().cloned(), overriding)?;
        let mut defects = Vec::new();
        for institution in other.institutions() {
            match joined.beside.institutions.iter_mut().find(|known| known.key == institution.key) {
                Some(known) if overriding || *known == *institution => *known = institution.clone(),
                Some(known) => defects.push(both("key", &institution.key, &institution.origin, &known.origin)),
                None => joined.beside.institutions.push(institution.clone()),
            }
        }
        let known: HashSet<_> = self.stops().iter().map(|stop| &stop.text).collect();
        joined.beside.stops.extend(other.stops().iter().filter(|stop| !known.contains(&stop.text)).cloned());
        let known: HashSet<_> = self.cues().iter().map(|cue| (cue.class, &cue.text)).collect();
        joined.beside.cues.extend(other.cues().iter().filter(|cue| !known.contains(&(cue.class, &cue.text))).cloned());
        let known: HashSet<_> = self.words().iter().map(|word| (&word.text, &word.rule)).collect();
        joined
            .beside
            .words
            .extend(other.words().iter().filter(|word| !known.contains(&(&word.text, &word.rule))).cloned());
        let known: HashSet<_> = self.listed_words().iter().map(|word| (word.list, &word.text)).collect();
        let words = other.listed_words().iter().filter(|word| !known.contains(&(word.list, &word.text)));
        joined.beside.listed_words.extend(words.cloned());
        joined.beside.roles.join(other.roles());
        let known: HashSet<_> = self.spellings().iter().collect();
        joined.beside.spellings.extend(other.spellings().iter().filter(|group| !known.contains(group)).cloned());
        if defects.is_empty() { Ok(joined) } else { Err(Error::gazetteer(defects)) }
    }

    /// This gazetteer and more records.
    ///
    /// # Errors
    /// With every id that is taken, unless the new records are to override those that have it.
    pub fn with_records(
        &self,
        records: impl IntoIterator<Item = Arc<Record>>,
        overriding: bool,
    ) -> Result<Self, Error> {
        let mut joined = self.of_records();
        let mut slots: Vec<Option<Arc<Record>>> = std::mem::take(&mut joined.records).into_iter().map(Some).collect();
        // Where new records stand already: a second one with the same id is told by `index` below.
        let mut fresh = HashSet::new();
        let mut defects = Vec::new();
        for record in records {
            for id in std::iter::once(&record.id).chain(&record.merged) {
                let Some(&at) = joined.by_id.get(id) else { continue };
                let at = at as usize;
                let Some(old) = slots[at].as_ref().filter(|_| !fresh.contains(&at)) else { continue };
                if !overriding {
                    defects.push(both("id", id, &record.origin, &old.origin));
                } else if old.id == *id {
                    slots[at] = None;
                } else {
                    // The id was one that had been merged into another record: that record lives on without it.
                    let merged = old.merged.iter().filter(|merged| *merged != id).cloned().collect();
                    slots[at] = Some(Arc::new(Record { merged, ..Record::clone(old) }));
                }
            }
            // An overriding record stands where the old one stood.
            match joined.by_id.get(&record.id).map(|&at| at as usize).filter(|&at| overriding && slots[at].is_none()) {
                Some(at) => {
                    slots[at] = Some(record);
                    fresh.insert(at);
                }
                None => slots.push(Some(record)),
            }
        }
        if !defects.is_empty() {
            return Err(Error::gazetteer(defects));
        }
        joined.records = slots.into_iter().flatten().collect();
        joined.by_id.clear();
        joined.index(&mut defects);
        if defects.is_empty() { Ok(joined) } else { Err(Error::gazetteer(defects)) }
    }

    /// This gazetteer without the records of some ids.
    ///
    /// # Errors
    /// With every id that no record has.
    pub fn without<S: AsRef<str>>(&self, ids: &[S]) -> Result<Self, Error> {
        let mut gone = HashSet::new();
        let mut defects = Vec::new();
        for (index, id) in ids.iter().map(AsRef::as_ref).enumerate() {
            match self.position(id) {
                Some(at) => {
                    gone.insert(at as usize);
                }
                None => defects.push(self.unknown(index, id)),
            }
        }
        if !defects.is_empty() {
            return Err(Error::gazetteer(defects));
        }
        let mut rest = self.of_records();
        let mut at = 0..;
        rest.records.retain(|_| at.next().is_some_and(|at| !gone.contains(&at)));
        rest.by_id.clear();
        rest.index(&mut defects);
        Ok(rest)
    }

    fn unknown(&self, index: usize, id: &str) -> Defect {
        let known: Vec<&str> = (0..self.len())
            .map(|at| self.id(at))
            .chain(self.records().iter().flat_map(|record| &record.merged).map(String::as_str))
            .collect();
        let remedy = match nearest(id, &known) {
            Some(near) => format!("did you mean {near:?}?"),
            None => "take it out of the list".to_owned(),
        };
        let problem = "no record has this id".to_owned();
        let (file, field, value) = ("ids".to_owned(), format!("[{index}]"), id.to_owned());
        Defect { file, line: 0, field, value, problem, remedy }
    }
}

/// One id in two gazetteers, with both places.
fn both(field: &str, id: &str, new: &Origin, old: &Origin) -> Defect {
    Defect {
        file: new.file.to_string(),
        line: new.line as usize,
        field: field.to_owned(),
        value: id.to_owned(),
        problem: format!("the {field} is taken, at {}:{}", old.file, old.line),
        remedy: "give it one of its own, or override the old one (override=True)".to_owned(),
    }
}
