//! Users' own names, gathered under their ids: several names may share an id.
//!
//! They are taken as they are: no variants are made, and ids are free. What two rows say of one id must not differ.

use std::collections::HashMap;
use std::sync::Arc;

use super::record::{DEFAULT_RANK, Name, Origin, Record};
use crate::entity::{Kind, Label};
use crate::error::Defect;

/// One name with what its row says of the entity; "" and `None` where the row is silent.
pub(super) struct OwnName {
    pub text: String,
    pub id: String,
    pub label: Label,
    pub weak: bool,
    pub name_en: String,
    pub country: String,
    pub sort: String,
    pub rank: Option<u16>,
    pub origin: Origin,
}

impl OwnName {
    /// A name that says nothing but its id and its label.
    pub fn plain(text: impl Into<String>, id: impl Into<String>, label: Label, origin: Origin) -> Self {
        let (text, id) = (text.into(), id.into());
        let (name_en, country, sort) = (String::new(), String::new(), String::new());
        Self { text, id, label, weak: false, name_en, country, sort, rank: None, origin }
    }
}

/// The records gathered so far.
#[derive(Default)]
pub(super) struct OwnNames {
    records: Vec<Record>,
    by_id: HashMap<String, usize>,
}

impl OwnNames {
    /// Adds a name; what it says of its entity must not contradict an earlier row.
    pub fn add(&mut self, own: OwnName, defects: &mut Vec<Defect>) {
        let at = *self.by_id.entry(own.id.clone()).or_insert_with(|| {
            let mut record = Record::new(&own.id, own.label.clone(), &own.text, own.origin.clone());
            record.verbatim = true;
            self.records.push(record);
            self.records.len() - 1
        });
        let record = &mut self.records[at];
        let first = record.origin.clone();
        let mut differ = |field: &str, value: &str, said: &str| {
            defects.push(Defect {
                file: own.origin.file.to_string(),
                line: own.origin.line as usize,
                field: field.to_owned(),
                value: value.to_owned(),
                problem: format!("the id {:?} has {field} {said:?} at {}:{}", own.id, first.file, first.line),
                remedy: "say the same in every row of an id, or give one entity an id of its own".to_owned(),
            });
        };
        if record.label != own.label {
            differ("label", own.label.as_str(), record.label.as_str());
        }
        for (field, value, said) in [
            ("name_en", own.name_en, &mut record.name_en),
            ("country", own.country, &mut record.country),
            ("kind", own.sort, &mut record.sort),
        ] {
            if said.is_empty() {
                *said = value;
            } else if !value.is_empty() && value != *said {
                differ(field, &value, said);
            }
        }
        match own.rank {
            Some(rank) if record.rank == DEFAULT_RANK => record.rank = rank,
            Some(rank) if rank != record.rank => differ("rank", &rank.to_string(), &record.rank.to_string()),
            _ => {}
        }
        // The same name twice under one id says nothing new.
        if !record.names.iter().any(|name| name.text == own.text && name.weak == own.weak) {
            let (from, to, cues) = (None, None, Vec::new());
            record.names.push(Name { text: own.text, kind: Kind::Full, weak: own.weak, from, to, cues });
        }
    }

    /// The records, in the order of their first names.
    pub fn finish(self) -> impl Iterator<Item = Arc<Record>> {
        self.records.into_iter().map(Arc::new)
    }
}
