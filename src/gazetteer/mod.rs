//! Records, their files and their checks.
//!
//! A [`Gazetteer`] is plain data: records, institutions, stop names and cues, in the order in which they were read. What
//! the scan needs is made from it by `compile`.

mod bundled;
mod check;
mod date;
mod fields;
mod institution;
mod lists;
mod read;
mod record;

use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;

pub use check::Report;
pub use date::PartialDate;
pub use institution::Institution;
pub use lists::{Cue, CueClass, Stop};
pub use record::{End, Member, Name, Nisba, Origin, Position, Record};

use crate::entity::{Kind, Label};
use crate::error::{Defect, Error};

/// Everything that a matcher is made from.
#[derive(Clone, Debug, Default)]
pub struct Gazetteer {
    records: Vec<Record>,
    institutions: Vec<Institution>,
    stops: Vec<Stop>,
    cues: Vec<Cue>,
    by_id: HashMap<String, u32>,
}

impl Gazetteer {
    /// The gazetteer that comes with this crate, read once.
    ///
    /// # Errors
    /// Where the bundled files have defects, which is a bug.
    pub fn bundled() -> Result<Arc<Self>, Error> {
        bundled::gazetteer()
    }

    /// Reads a file of records, or all files of a folder.
    ///
    /// # Errors
    /// Where a file cannot be read, or with all defects of all files.
    pub fn read(path: impl AsRef<Path>) -> Result<Self, Error> {
        read::read_path(path.as_ref())
    }

    /// Makes a gazetteer of names as they are: no variants are made. Each pair is a name and its id.
    ///
    /// # Errors
    /// With all names that have no letter, and where the label is none.
    pub fn from_names<S: AsRef<str>>(names: &[(S, S)], label: &str) -> Result<Self, Error> {
        let label = Label::named(label).ok_or_else(|| {
            Error::argument(format!(
                "label {label:?} is not a word of capitals, digits and _; write for example \"NAME\""
            ))
        })?;
        let file: Arc<str> = Arc::from("names");
        let mut gazetteer = Self::default();
        let mut defects = Vec::new();
        for (index, (text, id)) in names.iter().enumerate() {
            let (text, id) = (text.as_ref(), id.as_ref());
            let wrong = [("name", text), ("id", id)].into_iter().find(|(_, value)| value.trim().is_empty());
            if let Some((field, value)) = wrong.or((!text.chars().any(char::is_alphanumeric)).then_some(("name", text)))
            {
                defects.push(Defect {
                    file: file.to_string(),
                    line: 0,
                    field: format!("[{index}].{field}"),
                    value: format!("{value:?}"),
                    problem: "there is no letter in it".to_owned(),
                    remedy: "take it out or fill it".to_owned(),
                });
                continue;
            }
            let at = *gazetteer.by_id.entry(id.to_owned()).or_insert_with(|| {
                let mut record = Record::new(id, label.clone(), text, Origin { file: file.clone(), line: 0 });
                record.verbatim = true;
                gazetteer.records.push(record);
                gazetteer.records.len() as u32 - 1
            });
            let name =
                Name { text: text.to_owned(), kind: Kind::Full, weak: false, from: None, to: None, cues: Vec::new() };
            gazetteer.records[at as usize].names.push(name);
        }
        if defects.is_empty() { Ok(gazetteer) } else { Err(Error::gazetteer(defects)) }
    }

    /// The records, in the order in which they were read.
    pub fn records(&self) -> &[Record] {
        &self.records
    }

    /// The institutions.
    pub fn institutions(&self) -> &[Institution] {
        &self.institutions
    }

    /// The stop names.
    pub fn stops(&self) -> &[Stop] {
        &self.stops
    }

    /// The cues.
    pub fn cues(&self) -> &[Cue] {
        &self.cues
    }

    /// The record with this id, or into which it was merged.
    pub fn get(&self, id: &str) -> Option<&Record> {
        self.position(id).map(|at| &self.records[at as usize])
    }

    /// The index of the record with this id.
    pub fn position(&self, id: &str) -> Option<u32> {
        self.by_id.get(id).copied()
    }

    /// Every defect and doubt that reading alone does not find.
    pub fn check(&self) -> Report {
        check::check(self)
    }

    /// Fills the index, noting ids given twice.
    fn index(&mut self, defects: &mut Vec<Defect>) {
        for (at, record) in self.records.iter().enumerate() {
            for id in std::iter::once(&record.id).chain(&record.merged) {
                if let Some(first) = self.by_id.insert(id.clone(), at as u32) {
                    let first = &self.records[first as usize].origin;
                    defects.push(Defect {
                        file: record.origin.file.to_string(),
                        line: record.origin.line as usize,
                        field: "id".to_owned(),
                        value: id.clone(),
                        problem: format!("the id is given twice, first at {}:{}", first.file, first.line),
                        remedy: "put the two records together, or give one an id of its own".to_owned(),
                    });
                }
            }
        }
    }
}
