//! Names that were borne for a time: نور سلطان from 2019 to 2022.

use foldhash::HashMap;

use crate::compile::Lexicon;
use crate::error::Error;
use crate::fold::Fold;
use crate::gazetteer::PartialDate;

/// From when to when a name was borne; a date that is not given bounds nothing.
pub(super) type Years = (Option<PartialDate>, Option<PartialDate>);

/// The listed names that have dates of their own.
pub(super) struct DatedNames {
    /// By surface and record.
    years: HashMap<(u32, u32), Years>,
}

impl DatedNames {
    /// Those of all records.
    ///
    /// # Errors
    /// Where a name is longer than a text can be.
    pub fn new(lexicon: &Lexicon, fold: &Fold) -> Result<Self, Error> {
        let mut listed: HashMap<Vec<u8>, Vec<(u32, Years)>> = HashMap::default();
        for (index, record) in lexicon.gazetteer().timed() {
            for name in record.names.iter().filter(|name| name.is_dated()) {
                let found = listed.entry(fold.fold_name(&name.text)?).or_default();
                found.push((index, (name.from, name.to)));
            }
        }
        let mut years = HashMap::default();
        for (index, surface) in lexicon.surfaces().iter().enumerate() {
            for (record, dates) in listed.get(lexicon.codes(surface)).into_iter().flatten() {
                // Of two writings that fold alike the first listed.
                years.entry((index as u32, *record)).or_insert(*dates);
            }
        }
        Ok(Self { years })
    }

    /// When a surface was a record's name, where that is known.
    pub fn years(&self, surface: u32, record: u32) -> Option<Years> {
        self.years.get(&(surface, record)).copied()
    }
}
